const vm = require('node:vm');

/**
 * Reads the program as Node would read a CommonJS module, but with the code that
 * V8 made of it before. `start(require)` runs it. Where the code is of another
 * V8, or null, V8 compiles the program anew, function by function.
 */
exports.load = (path, source, cachedData) => {
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  const script = new vm.Script(wrapped, {
    filename: path,
    cachedData: cachedData ?? undefined,
  });
  const start = (require) => {
    const module = { exports: {} };
    script.runInThisContext()(module.exports, require, module, path, require('node:path').dirname(path));
  };
  return { script, start };
};
