// Runs the program on samples and keeps the code that V8 made of each function that they needed.
// Arguments: the program, the file for the code, and the command lines as JSON.
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { load, seal } = require('./load.cjs');

const [program, code, commandLines] = process.argv.slice(2);
const source = readFileSync(program);
const { script, start } = load(program, source, null);
const waiting = JSON.parse(commandLines);
const next = () => {
  if (process.exitCode) return;
  const argv = waiting.shift();
  if (argv === undefined) {
    writeFileSync(code, seal(source, script.createCachedData()));
    return;
  }
  process.argv = [process.execPath, program, ...argv];
  process.once('beforeExit', next);
  start(createRequire(program)).run();
};
next();
