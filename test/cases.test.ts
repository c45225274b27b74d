import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Code, catalogue } from '../src/diagnostics/catalogue.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import { run } from './testHost.ts';

/**
 * A folder is a test: `invalid/<code>` or `invalid/<code>--<variant>` holds a
 * faq.yaml, and `expected.txt` is all that `faqgen build` prints to stderr. A
 * file `arguments` replaces the command line. `UPDATE_CASES=1` writes what
 * was printed: read every line of it before you commit it. `mended/` holds the
 * files that mend the case, each under its path: `faqgen explain` shows both.
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
  'unusable-source',
];

describe.each(names)('%s', (name) => {
  const code = name.replace(/--.*$/, '') as Code;

  test('says what is expected, and leaves no site behind an error', async () => {
    expect(Object.keys(catalogue)).toContain(code);
    const folder = await copyOf(name);
    const { exitCode, stderr } = await run(await commandLineOf(name), folder);
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

test.each(names.filter((name) => existsSync(join(root, name, 'mended'))))(
  '%s is mended by the files beside it, and nothing new is said',
  async (name) => {
    const code = name.replace(/--.*$/, '');
    const folder = await copyOf(name);
    const report = async () => {
      const { stdout } = await run([...(await commandLineOf(name)), '--format', 'json'], folder);
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; message: string }[] };
      return diagnostics.map((one) => `${one.code}: ${one.message}`);
    };
    const before = await report();
    await cp(join(root, name, 'mended'), folder, { recursive: true });
    const after = await report();
    expect(before.some((said) => said.startsWith(`${code}: `))).toBe(true);
    expect(after.filter((said) => said.startsWith(`${code}: `) || !before.includes(said))).toEqual([]);
  },
);

test('every code is mended in its case, but for those that no text of the project mends', () => {
  const mended = names.filter((name) => existsSync(join(root, name, 'mended')));
  const others = [
    // The site has to be built anew, by the version that made it.
    'altered-page',
    'unknown-style',
    // What stands in the way of a file, and not in it, has to go.
    'lock-not-written',
    // A command has to be another one, or the machine has to allow it.
    ...environmentCodes.filter((code) => code !== 'unusable-keys'),
  ];
  expect(Object.keys(catalogue).filter((code) => !mended.includes(code))).toEqual(expect.arrayContaining(others));
  expect(mended.length + others.length).toBe(Object.keys(catalogue).length);
});

/** The project of a case, in a folder of its own. */
async function copyOf(name: string): Promise<string> {
  const folder = await temporaryFolder();
  await cp(join(root, name), folder, { recursive: true, filter: (path) => basename(path) !== 'mended' });
  return folder;
}

async function commandLineOf(name: string): Promise<string[]> {
  const path = join(root, name, 'arguments');
  return existsSync(path) ? (await readFile(path, 'utf8')).trim().split(' ') : ['build'];
}

test('every diagnostic code has a case', () => {
  const shown = new Set(names.map((name) => name.replace(/--.*$/, '')));
  expect(Object.keys(catalogue).filter((code) => !shown.has(code))).toEqual([]);
});

test('every diagnostic code is explained in the documentation, and nothing else is', async () => {
  const documentation = await readFile(join(import.meta.dirname, '../docs/diagnostics.md'), 'utf8');
  const explained = [...documentation.matchAll(/^### `([a-z0-9-]+)`/gm)].map((match) => match[1]);
  expect(explained.sort()).toEqual(Object.keys(catalogue).sort());
});
