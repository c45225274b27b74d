import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';

/** The hook of docs/starting.md, run by git. */

const repository = join(import.meta.dirname, '../..');
const good =
  'title: Moss\npolicy: {review: off, citations: off}\nquestions:\n  - question: Is it a plant?\n    answer: Yes.\n';
const bad = good.replace('answer', 'anwser');

async function project() {
  const folder = await temporaryFolder();
  const git = (...argv: string[]) =>
    spawnSync('git', ['-c', 'user.name=me', '-c', 'user.email=me@example.org', ...argv], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    });
  git('init', '-q');
  const page = await readFile(join(repository, 'docs/starting.md'), 'utf8');
  const hook = /```bash\n(#!\/bin\/sh\n[\s\S]*?)```/.exec(page)?.[1] ?? '';
  const bin = join(folder, 'node_modules/.bin');
  await mkdir(bin, { recursive: true });
  await writeFile(
    join(bin, 'faqgen'),
    `#!/bin/sh\nexec "${process.execPath}" "${join(repository, 'lib/cli.js')}" "$@"\n`,
  );
  await chmod(join(bin, 'faqgen'), 0o755);
  await mkdir(join(folder, '.git/hooks'), { recursive: true });
  await writeFile(join(folder, '.git/hooks/pre-commit'), hook);
  await chmod(join(folder, '.git/hooks/pre-commit'), 0o755);
  const save = (text: string) => writeFile(join(folder, 'faq.yaml'), text);
  return { git, save };
}

test('what is about to be committed is checked, whatever the disk holds', async () => {
  const { git, save } = await project();
  await save(bad);
  git('add', 'faq.yaml');
  await save(good);
  const refused = git('commit', '-m', 'moss');
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toContain('faq.yaml:5:5');
  git('add', 'faq.yaml');
  await save(bad);
  expect(git('commit', '-m', 'moss')).toMatchObject({ status: 0 });
});

test('a commit without the FAQ is none of its business', async () => {
  const { git, save } = await project();
  await save(bad);
  expect(git('commit', '--allow-empty', '-m', 'nothing')).toMatchObject({ status: 0, stderr: '' });
});
