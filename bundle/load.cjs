const vm = require('node:vm');
const { crc32 } = require('node:zlib');

/**
 * Reads the program as Node would read a CommonJS module, but with the code that
 * V8 made of it before. `start(require)` runs it, and returns what it exports. Where the code is of another
 * V8, or null, V8 compiles the program anew, function by function. `source`: its
 * bytes, which are ASCII.
 */
exports.load = (path, source, cachedData) => {
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${source.toString('latin1')}\n})`;
  const script = new vm.Script(wrapped, {
    filename: path,
    cachedData: cachedData ?? undefined,
  });
  const start = (require) => {
    const module = { exports: {} };
    script.runInThisContext()(module.exports, require, module, path, require('node:path').dirname(path));
    return module.exports;
  };
  return { script, start };
};

/** The bytes of a file that keeps `code` until `provenCode` takes it out. `source`: the bytes of the program. */
exports.seal = (source, code) => Buffer.concat([sumOf(source, code), code]);

/**
 * The code in a sealed file; null where a byte of it or of the program is another than it was. V8 does not verify
 * its code, and what it does with a damaged one is undefined. Whoever could forge the sum could write the program as well.
 */
exports.provenCode = (source, sealed) => {
  const code = sealed.subarray(sumSize);
  return sumOf(source, code).equals(sealed.subarray(0, sumSize)) ? code : null;
};

const sumSize = 4;

function sumOf(source, code) {
  const sum = Buffer.alloc(sumSize);
  sum.writeUInt32LE(crc32(code, crc32(source)));
  return sum;
}
