import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing } from '../writing/outputError.ts';

/** The folder itself or the nearest one above it in which there is a path of this name; null where there is none. */
export async function nearest(folder: string, name: string): Promise<string | null> {
  for (let path = folder; ; path = dirname(path)) {
    if (await isThere(join(path, name))) return path;
    if (path === dirname(path)) return null;
  }
}

/** Whatever it is: also a link that leads nowhere. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
