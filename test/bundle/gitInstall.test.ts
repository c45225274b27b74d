import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { copyRepository, npmEnvironment } from './installing.ts';

const run = promisify(execFile);
/** What this repository was installed with is in npm's cache. */
const env = { ...npmEnvironment, npm_config_prefer_offline: 'true', npm_config_allow_git: 'root' };

test('installs from a git address, where npm makes the program, and nothing else', async () => {
  const folder = await temporaryFolder();
  const [clone, project] = [join(folder, 'clone'), join(folder, 'project')];
  await mkdir(clone);
  await mkdir(project);
  await copyRepository(clone);
  const git = (...argv: string[]) =>
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...argv], { cwd: clone });
  await git('init', '--quiet');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'All');
  await run('npm', ['install', `git+file://${clone}`], { cwd: project, env });
  expect((await readdir(join(project, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual(['faqgen']);

  const faqgen = (...argv: string[]) => run('npx', ['--no-install', 'faqgen', ...argv], { cwd: project, env });
  await faqgen('init', '--ci', 'none');
  expect((await faqgen('build', '--strict')).stdout).toContain('3 questions built into dist');
}, 400_000);
