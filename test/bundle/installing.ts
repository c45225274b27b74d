import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';

const repository = join(import.meta.dirname, '../..');

/** npm as a person calls it, not as the script of another npm. */
export const npmEnvironment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^FORCE_COLOR$/i.test(name))),
  CI: '',
  NO_COLOR: '1',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
};

export const offlineEnvironment = { ...npmEnvironment, npm_config_offline: 'true' };

/** What a clone has, with the changes that are not committed yet. */
export async function copyRepository(to: string): Promise<void> {
  const names = (await readdir(repository)).filter((name) => !['node_modules', 'lib', 'dist', '.git'].includes(name));
  for (const name of names) await cp(join(repository, name), join(to, name), { recursive: true });
}

/** Packs the repository as it is into a folder, and answers with the path of the tarball. */
export async function packRepository(folder: string): Promise<string> {
  const clone = join(folder, 'clone');
  await mkdir(clone);
  await copyRepository(clone);
  await symlink(join(repository, 'node_modules'), join(clone, 'node_modules'));
  const before = await readFile(join(clone, 'package.json'), 'utf8');
  const { stdout } = await promisify(execFile)('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: clone,
    env: offlineEnvironment,
  });
  expect(await readFile(join(clone, 'package.json'), 'utf8')).toBe(before);
  return join(folder, JSON.parse(stdout.slice(stdout.search(/^\[/m)))[0].filename);
}
