import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isMissing, systemCode, writeFailure } from './outputError.ts';

/** Milliseconds after which a temporary file is one that a killed program left. */
const abandonedAfter = 10_000;

/**
 * Replaces a file as a whole. The temporary file is the lock as well: whoever
 * made it is the only one to read, change and replace the file, so that of two
 * programs the second sees what the first one wrote.
 */
export async function rewriteFile(path: string, change: (bytes: Uint8Array | null) => string | null): Promise<boolean> {
  try {
    if (change(await bytesOf(path)) === null) return false;
    const temporary = join(dirname(path), `.${basename(path)}.faqgen-tmp`);
    const file = await openAlone(temporary);
    try {
      const text = change(await bytesOf(path));
      if (text !== null) {
        await file.writeFile(text);
        await file.sync();
        await rename(temporary, path);
        return true;
      }
      await rm(temporary);
      return false;
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw writeFailure(error, path);
  }
}

async function openAlone(temporary: string): Promise<FileHandle> {
  for (;;) {
    try {
      return await open(temporary, 'wx');
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
      const status = await stat(temporary).catch(() => null);
      if (status !== null && Math.abs(Date.now() - status.mtimeMs) > abandonedAfter)
        await rm(temporary, { force: true });
      else await pause(10 + Math.random() * 20);
    }
  }
}

async function bytesOf(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
