import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Code, catalogue } from '../src/diagnostics/catalogue.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import { run } from './testHost.ts';

/**
 * A folder is a test: `invalid/<code>` or `invalid/<code>--<variant>` holds a
 * faq.yaml, and `expected.txt` is all that `faqgen build` prints to stderr. A
 * file `arguments` replaces the command line. `UPDATE_CASES=1` writes what
 * was printed: read every line of it before you commit it.
 */
const root = join(import.meta.dirname, 'cases', 'invalid');
const names = (await readdir(root)).sort();
const environmentCodes = [
  'missing-faq',
  'output-refused',
  'write-failed',
  'cannot-listen',
  'cannot-sign',
  'unreadable-pages',
  'unusable-keys',
];

describe.each(names)('%s', (name) => {
  const code = name.replace(/--.*$/, '') as Code;

  test('says what is expected, and leaves no site behind an error', async () => {
    expect(Object.keys(catalogue)).toContain(code);
    const folder = await temporaryFolder();
    await cp(join(root, name), folder, { recursive: true });
    const typed = existsSync(join(folder, 'arguments')) ? await readFile(join(folder, 'arguments'), 'utf8') : 'build';
    const { exitCode, stderr } = await run(typed.trim().split(' '), folder);
    // The folder of the test is not part of what a case expects.
    const said = stderr.replaceAll(folder, '<folder>');
    const expected = join(root, name, 'expected.txt');
    if (process.env['UPDATE_CASES']) await writeFile(expected, said);
    expect(said).toBe(await readFile(expected, 'utf8'));
    expect(said).toContain(`[${code}]: `);
    const failed = said.includes('error[');
    expect(exitCode).toBe(failed ? (environmentCodes.includes(code) ? 2 : 1) : 0);
    expect(existsSync(join(folder, 'dist', 'index.html'))).toBe(!failed);
  });
});

test('every diagnostic code has a case', () => {
  const shown = new Set(names.map((name) => name.replace(/--.*$/, '')));
  expect(Object.keys(catalogue).filter((code) => !shown.has(code))).toEqual([]);
});

test('every diagnostic code is explained in the documentation, and nothing else is', async () => {
  const documentation = await readFile(join(import.meta.dirname, '../docs/diagnostics.md'), 'utf8');
  const explained = [...documentation.matchAll(/^### `([a-z0-9-]+)`/gm)].map((match) => match[1]);
  expect(explained.sort()).toEqual(Object.keys(catalogue).sort());
});
