import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from '../../src/diagnostics/catalogue.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const repository = join(import.meta.dirname, '../..');

test('says what a code means and what to do, and shows its case wrong and right', async () => {
  const { exitCode, stdout, stderr } = await run(['explain', 'unknown-key'], repository);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toBe(`error[unknown-key]

Error. The key is not part of the format, often by a typing error. The help
names the key that was meant in that place, or where the key belongs that stands
on another level, as \`expires\` below a section; or all keys there are. A
misspelt \`disclamer:\` that were ignored would be a page without a disclaimer.

Wrong, in faq.yaml:
   7 │     awnser: |

Right:
   7 │     answer: |
`);
});

test('fills its lines to the width of the terminal', async () => {
  let shown = '';
  const stdout = { isTTY: true, columns: 50, write: (text: string) => (shown += text) };
  await run(['explain', 'unknown-key'], repository, { NO_COLOR: '1' }, {}, { stdout });
  expect(shown).toContain('\nError. The key is not part of the format, often by\n');
  shown = '';
  await run(['explain'], repository, { NO_COLOR: '1' }, {}, { stdout });
  const lines = shown.trimEnd().split('\n');
  expect(lines.find((line) => line.startsWith('invalid-utf8'))).toMatch(/ error {4}The bytes .*…$/);
  expect(Math.max(...lines.map((line) => line.length))).toBe(50);
});

test.each(Object.keys(catalogue))('%s is explained, with an example where its case is mended', async (code) => {
  const { exitCode, stdout } = await run(['explain', code, '--format', 'json'], repository);
  expect(exitCode).toBe(0);
  const { example, ...page } = JSON.parse(stdout);
  expect(page).toEqual({
    code,
    severity: catalogue[code as keyof typeof catalogue].severity,
    summary: expect.stringMatching(/\.$/),
    explanation: expect.stringMatching(/./),
  });
  const text = (await run(['explain', code], repository)).stdout;
  expect(text.match(/^(?:Wrong, in .+|Right):\n.+/gm) ?? []).toHaveLength(2 * (example?.length ?? 0));
  const folder = join(repository, 'test/cases/invalid', code);
  for (const { path, right } of example ?? []) expect(right).toBe(await readFile(join(folder, 'mended', path), 'utf8'));
  // A sign that turns the terminal's writing is not printed, also where it is what is wrong.
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});

test('without a code lists all of them, each on a line with its severity', async () => {
  const { stdout } = await run(['explain'], repository);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(Object.keys(catalogue).sort());
  expect(lines.find((line) => line.startsWith('no-url'))).toMatch(/^no-url +note +Without `url` there is no sitemap/);
  const { codes } = JSON.parse((await run(['explain', '--format', 'json'], repository)).stdout);
  expect(codes).toHaveLength(lines.length);
});

test('a code that does not exist names the nearest one, exit code 2', async () => {
  const near = await run(['explain', 'unkown-key'], repository);
  expect(near).toMatchObject({ exitCode: 2, stdout: '' });
  expect(near.stderr).toBe('error: there is no code `unkown-key`\n  help: did you mean `unknown-key`?\n');
  expect((await run(['explain', '\u001b[2J'], repository)).stderr).toBe(
    'error: there is no code `�[2J`\n  help: `faqgen explain` lists all of them\n',
  );
});

test('a failed build names the command once, to a person at a terminal alone', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), 'title: Bees\nquestions:\n  - {question: Why?, awnser: So.}\n');
  let shown = '';
  const stderr = { isTTY: true, write: (text: string) => (shown += text) };
  await run(['build'], folder, { NO_COLOR: '1' }, {}, { stderr });
  expect(shown).toMatch(/\n1 error: nothing was written\n`faqgen explain unknown-key` says more\n$/);
  expect((await run(['build'], folder)).stderr).not.toContain('faqgen explain');
  shown = '';
  await run(['build', '--quiet'], folder, { NO_COLOR: '1' }, {}, { stderr });
  expect(shown).not.toContain('faqgen explain');
});

test('the rules of SARIF have a name, a sentence and help', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), 'title: Bees\nquestions:\n  - {question: Why?, awnser: So.}\n');
  const { runs } = JSON.parse((await run(['check', '--format', 'sarif'], folder)).stdout);
  const rules = runs[0].tool.driver.rules as { id: string }[];
  const help = expect.stringMatching(/^Error\. The key is not part .* without a disclaimer\.$/s);
  expect(rules.find(({ id }) => id === 'unknown-key')).toEqual({
    id: 'unknown-key',
    name: 'UnknownKey',
    shortDescription: { text: 'The key is not part of the format, often by a typing error.' },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: 'error' },
  });
});
