import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';

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

/** What a clone has, with the changes that are not committed yet. */
export async function copyRepository(to: string): Promise<void> {
  const names = (await readdir(repository)).filter((name) => !['node_modules', 'lib', 'dist', '.git'].includes(name));
  for (const name of names) await cp(join(repository, name), join(to, name), { recursive: true });
}
