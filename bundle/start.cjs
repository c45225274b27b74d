#!/usr/bin/env node
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Named for its contents, so that no other program is run with the code of this one. */
const program = join(__dirname, 'program', PROGRAM);
const compiled = codeOf(program);
if (compiled === null) {
  // Another Node than the one that `npm run prepare` ran with. Its cache stands beside the program, where
  // nobody can put something that could not change the program itself: V8 believes what it reads there.
  require('node:module').enableCompileCache?.(join(__dirname, 'compile-cache'));
  require(program);
} else {
  const { load } = require('./load.cjs');
  // The program is ASCII.
  load(program, readFileSync(program, 'latin1'), compiled).start(require);
}

function codeOf(path) {
  try {
    return readFileSync(`${path}.${process.version}-${process.platform}-${process.arch}`);
  } catch {
    return null;
  }
}
