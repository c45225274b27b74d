import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemCode } from './outputError.ts';
import { eachOf, type FileSystem, type FolderEntry, statusOf } from './outputFileSystem.ts';
import type { OutputFolder } from './outputFolder.ts';
import { parseSiblingName, type SiblingRole, siblingPath } from './temporaryNames.ts';

/**
 * Puts right what a killed build left beside the output folder: a site that
 * was moved away and not replaced is put back, everything else is removed.
 * What belongs to a build that is still running is left alone.
 */
export async function repairOutput(fs: FileSystem, output: OutputFolder): Promise<void> {
  for (let attempt = 1; attempt <= 80; attempt += 1) {
    const leftovers = await findLeftovers(fs, output);
    const retired = leftovers.filter(({ role }) => role === 'old');
    if (retired.length === 0 || (await statusOf(fs, output.path)) !== null) {
      for (const { path, isLeft } of leftovers) if (isLeft) await discardFolder(fs, output, path);
      return;
    }
    // Between its two renames a running build has no output folder for a blink. If it takes longer than
    // that, the process is another one, which was given the number of the killed one.
    const lost = retired.find(({ isLeft }) => isLeft) ?? (attempt > 40 ? retired[0] : undefined);
    if (lost === undefined) await pause(25);
    else await putBack(fs, lost.path, output);
  }
}

/**
 * Removes a folder beside the output folder. `linked`: files in it that have another name, which are removed
 * at once and without waiting for the disk. Failing is no error: the next build tries again.
 */
export async function discardFolder(
  fs: FileSystem,
  output: OutputFolder,
  path: string,
  linked: readonly string[] = [],
): Promise<void> {
  try {
    // Renamed first, so that one that was removed in part is never taken for a site to be put back.
    const gone = siblingPath(fs, output, 'gone');
    await fs.rename(path, gone);
    await eachOf(linked, (file) => fs.unlink(join(gone, file)).catch(() => undefined));
    await fs.rm(gone);
  } catch {
    // The site itself is in place.
  }
}

interface Leftover {
  readonly path: string;
  readonly role: SiblingRole;
  readonly changedAt: number;
  /** Whether the build that made it is not running any more. */
  readonly isLeft: boolean;
}

/** What builds have put beside the output folder, the newest first. */
async function findLeftovers(fs: FileSystem, output: OutputFolder): Promise<Leftover[]> {
  let entries: FolderEntry[];
  try {
    entries = await fs.readdir(output.parent);
  } catch (error) {
    // Where the folder above is missing or closed to us, no build can have left anything.
    if (['ENOENT', 'EACCES', 'EPERM'].includes(systemCode(error) ?? '')) return [];
    throw error;
  }
  const leftovers: Leftover[] = [];
  for (const { name } of entries) {
    const parsed = parseSiblingName(output, name);
    if (parsed === null) continue;
    const path = join(output.parent, name);
    const status = await statusOf(fs, path);
    if (!status?.isDirectory()) continue;
    const isLeft = !fs.isRunning(parsed.processId, status.ctimeMs);
    leftovers.push({ path, role: parsed.role, changedAt: status.ctimeMs, isLeft });
  }
  return leftovers.sort((a, b) => b.changedAt - a.changedAt);
}

async function putBack(fs: FileSystem, path: string, output: OutputFolder): Promise<void> {
  try {
    await fs.rename(path, output.path);
  } catch (error) {
    // Another build was faster.
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) throw error;
  }
}
