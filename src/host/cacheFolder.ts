import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Below node_modules, where other tools keep theirs, or where the system has such folders. */
export function cacheFolder(projectRoot: string, env: Readonly<Record<string, string | undefined>>): string {
  const modules = join(projectRoot, 'node_modules');
  if (statSync(modules, { throwIfNoEntry: false })?.isDirectory()) return join(modules, '.cache', 'faqgen');
  const own = env['XDG_CACHE_HOME'] ?? '';
  if (isAbsolute(own)) return join(own, 'faqgen');
  const local = env['LOCALAPPDATA'] ?? '';
  if (process.platform === 'win32' && isAbsolute(local)) return join(local, 'faqgen', 'Cache');
  return join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'faqgen');
}
