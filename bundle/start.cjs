#!/usr/bin/env node
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { load, provenCode } = require('./load.cjs');

/** Named for its contents, so that no other program is run with the code of this one. */
const program = join(__dirname, 'program', PROGRAM);
const source = readFileSync(program);
const code = codeOf(program);
if (code === null) {
  // Another Node than the one that `npm run prepare` ran with, or a damaged file. Node's own cache stands beside the
  // program, where nobody can put something that could not change the program itself.
  require('node:module').enableCompileCache?.(join(__dirname, 'compile-cache'));
  require(program).run();
} else {
  load(program, source, code).start(require).run();
}

function codeOf(path) {
  try {
    return provenCode(source, readFileSync(`${path}.${process.version}-${process.platform}-${process.arch}`));
  } catch {
    return null;
  }
}
