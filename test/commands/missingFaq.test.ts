import fs, { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

async function folderOf(...names: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of names) {
    await mkdir(join(folder, dirname(name)), { recursive: true });
    await writeFile(join(folder, name), 'title: T\nquestions: [{question: A, answer: B}]\n');
  }
  return folder;
}

const helpOf = (stderr: string) => /help: (.*)/.exec(stderr)?.[1];

const begin = 'begin one by `faqgen init`, or name the file as in `faqgen build path/to/faq.yaml`';

test.each([
  [['faq.yml'], 'there is `faq.yml`: name the file, as in `faqgen build faq.yml`'],
  [['_data/faq.yml'], 'there is `_data/faq.yml`: name the file, as in `faqgen build _data/faq.yml`'],
  [['data/faq.yaml'], 'there is `data/faq.yaml`: name the file, as in `faqgen build data/faq.yaml`'],
  [['FAQ.yaml'], 'there is `FAQ.yaml`: name the file, as in `faqgen build FAQ.yaml`'],
  [['faq.yaml.txt'], 'there is `faq.yaml.txt`: name the file, as in `faqgen build faq.yaml.txt`'],
  [['my site/faqs.yml'], 'there is `my site/faqs.yml`: name the file, as in `faqgen build "my site/faqs.yml"`'],
  [['FAQ.yml', 'docs/faq.yaml'], 'there is `FAQ.yml` and `docs/faq.yaml`: name the file, as in `faqgen build FAQ.yml`'],
  [['faq-en.yaml'], 'there is `faq-en.yaml`: name the file, as in `faqgen build faq-en.yaml`'],
  [['faq (1).yaml'], 'there is `faq (1).yaml`: name the file, as in `faqgen build "faq (1).yaml"`'],
  [['faqir.yaml', 'other.yaml', '.github/faq.yml', 'node_modules/faq.yml'], begin],
])('%j is named where there is no faq.yaml', async (names, help) => {
  const { exitCode, stderr } = await run(['build'], await folderOf(...names));
  expect(exitCode).toBe(2);
  expect(stderr).toContain('error[missing-faq]: `faq.yaml` cannot be read: there is no such file');
  expect(helpOf(stderr)).toBe(help);
});

test.each([
  ['check', ['check', 'faq.yml'], 'faq.yaml'],
  ['a status', ['review', 'status'], 'faq.yml'],
  ['a folder', ['next', 'docs'], 'docs/faq.yaml'],
  ['another name', ['build', 'faq.es.yml'], 'faq.es.yaml'],
])('%s names what is there', async (_, argv, name) => {
  const { exitCode, stderr } = await run(argv, await folderOf(name));
  expect(exitCode).toBe(2);
  expect(helpOf(stderr)).toContain(`there is \`${name}\``);
});

test.each([
  ['build'],
  ['check'],
  ['watch', '--port', '0'],
  ['next'],
  ['audit'],
  ['review', 'status'],
  ['review', 'sign', '--all', '--by', 'doe'],
  ['review', 'verify'],
  ['build', '.'],
])('%s points to init where there is no FAQ', async (...argv) => {
  const { exitCode, stderr } = await run(argv, await temporaryFolder());
  expect(exitCode).toBe(2);
  expect(helpOf(stderr)).toBe(begin);
});

test('a file that is there, and cannot be read, leads nobody to begin another', async () => {
  const { stderr } = await run(['build', '/dev/null'], await temporaryFolder());
  expect(helpOf(stderr)).toBe('name the file as in `faqgen build path/to/faq.yaml`');
});

test.each([['build'], ['check']])('%s of a folder warns of one in it that may not be read', async (command) => {
  const folder = await folderOf('garden/faq.yaml', 'locked/faq.yaml');
  const read = fs.readdirSync;
  const refusing = vi.spyOn(fs, 'readdirSync').mockImplementation(((path: string, options: { withFileTypes: true }) => {
    if (path.endsWith('locked')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    return read(path, options);
  }) as typeof fs.readdirSync);
  onTestFinished(() => refusing.mockRestore());
  const { exitCode, stderr } = await run([command, '.'], folder);
  expect(stderr).toContain(
    'warning[missing-faq]: `locked` cannot be read: permission denied (EACCES), so that a FAQ in it is not seen\n',
  );
  expect(exitCode).toBe(0);
  const strict = await run([command, '.', '--strict'], folder);
  expect(strict.exitCode).toBe(1);
  expect(existsSync(join(folder, 'garden/dist'))).toBe(command === 'build');
});

test('a link that leads nowhere is not offered in its own place', async () => {
  const folder = await temporaryFolder();
  await symlink('nowhere', join(folder, 'faq.yaml'));
  const { stderr } = await run(['build'], folder);
  expect(stderr).toContain('`faq.yaml` cannot be read: it is a link to nowhere, which is not there');
  expect(helpOf(stderr)).toBe(begin);
});
