import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isMissing, OutputChanged, systemCode } from './outputError.ts';
import {
  eachOf,
  type FileSystem,
  type NewFile,
  statusOf,
  syncFolders,
  syncPath,
  writeNewFiles,
} from './outputFileSystem.ts';
import type { OutputFolder } from './outputFolder.ts';
import { foldersAbove, manifestName, manifestOf } from './siteManifest.ts';
import { contentsOf, type Survey } from './surveyOutput.ts';
import { parseTemporaryName, temporaryName } from './temporaryNames.ts';

/**
 * Writes the site file by file, where the folder cannot be swapped. Every
 * file is first written whole under another name, so that a full disk is
 * found before anything changes; then each is renamed into place. A build
 * killed in between leaves whole files of two generations, and a manifest
 * that lists both, so that the next build can put it right.
 */
export async function writeInPlace(fs: FileSystem, output: OutputFolder, survey: Survey): Promise<void> {
  const staged = new Map<string, string>();
  const both = manifestOf([...survey.made, ...survey.site.keys()], output.source);
  const stagedManifest = join(output.path, temporaryName(fs, 'tmp'));
  const finalManifest = join(output.path, temporaryName(fs, 'tmp'));
  try {
    for (const path of survey.changed) staged.set(path, stagingPath(fs, output, survey, path));
    const asNow = (path: string): Pick<NewFile, 'mode' | 'shownAs'> => {
      const before = survey.found.get(path);
      return { mode: before?.kind === 'file' ? before.mode : null, shownAs: join(output.shownAs, path) };
    };
    const files: NewFile[] = [
      { ...asNow(manifestName), path: stagedManifest, contents: both },
      { ...asNow(manifestName), path: finalManifest, contents: survey.manifest },
    ];
    for (const [path, temporary] of staged) {
      files.push({ ...asNow(path), path: temporary, contents: contentsOf(survey, path) });
    }
    await writeNewFiles(fs, files, { durable: true });

    await fs.rename(stagedManifest, join(output.path, manifestName));
    await syncPath(fs, output.path);
    await eachOf(
      [...staged].sort(([a], [b]) => rank(a) - rank(b)),
      async ([path, temporary]) => {
        await clearTheWay(fs, output, survey, path);
        await fs.rename(temporary, join(output.path, path));
      },
    );
    await eachOf(survey.stale, (path) => removeStaleFile(fs, output, path));
    await removeEmptiedFolders(fs, output, survey);
    for (const path of survey.abandoned) await ignoreMissing(fs.unlink(join(output.path, path)));
    await syncFolders(
      fs,
      survey.folders.map((folder) => join(output.path, folder)),
    );
    await fs.rename(finalManifest, join(output.path, manifestName));
    await syncPath(fs, output.path);
  } catch (error) {
    for (const temporary of [stagedManifest, finalManifest, ...staged.values()]) {
      await fs.unlink(temporary).catch(() => undefined);
    }
    throw error;
  }
}

/**
 * Runs `work` while no other build writes into the folder, which is made if
 * it is missing. A lock of a killed build does not count.
 */
export async function withFolderToOurselves<T>(fs: FileSystem, folder: string, work: () => Promise<T>): Promise<T> {
  await fs.mkdir(folder, dirname(folder));
  for (let attempt = 1; attempt <= 300; attempt += 1) {
    const lock = join(folder, temporaryName(fs, 'lock'));
    try {
      // Each first shows its own lock and then looks for others, so at least the later of two sees the earlier.
      await writeNewFiles(fs, [{ path: lock, contents: '', mode: null, shownAs: folder }], { durable: false });
      if (!(await isLockedByAnother(fs, folder, lock))) return await work();
    } finally {
      await fs.unlink(lock).catch(() => undefined);
    }
    await pause(10 + Math.random() * 90);
  }
  throw new OutputChanged();
}

async function isLockedByAnother(fs: FileSystem, folder: string, own: string): Promise<boolean> {
  for (const { name } of await fs.readdir(folder)) {
    const path = join(folder, name);
    const parsed = parseTemporaryName(name);
    if (parsed?.kind !== 'lock' || path === own) continue;
    const status = await statusOf(fs, path);
    if (status !== null && fs.isRunning(parsed.processId, status.ctimeMs)) return true;
  }
  return false;
}

/** A name in the folder of the file, or in the nearest one above that is there already. */
function stagingPath(fs: FileSystem, output: OutputFolder, survey: Survey, path: string): string {
  const folder = foldersAbove(path).find((above) => survey.found.get(above)?.kind === 'folder') ?? '';
  return join(output.path, folder, temporaryName(fs, 'tmp'));
}

/** What pages need comes before them, and the page that leads to all others is the last. */
function rank(path: string): number {
  if (path.startsWith('assets/')) return 0;
  return path === 'index.html' ? 2 : 1;
}

/** Makes the folders above a file, and removes what earlier builds put in their place or in its own. */
async function clearTheWay(fs: FileSystem, output: OutputFolder, survey: Survey, path: string): Promise<void> {
  for (const above of foldersAbove(path)) {
    if (survey.found.get(above)?.kind === 'file') await removeStaleFile(fs, output, above);
  }
  await fs.mkdir(dirname(join(output.path, path)), output.path);
  if (survey.found.get(path)?.kind !== 'folder') return;
  for (const stale of survey.stale) {
    if (stale.startsWith(`${path}/`)) await removeStaleFile(fs, output, stale);
  }
  const inside = [...survey.found.values()].filter(
    (entry) => entry.kind === 'folder' && entry.path.startsWith(`${path}/`),
  );
  for (const folder of [...inside.reverse(), { path }]) await fs.rmdir(join(output.path, folder.path));
}

/** Removes a file of an earlier build, unless it has gone or made way for a folder already. */
async function removeStaleFile(fs: FileSystem, output: OutputFolder, path: string): Promise<void> {
  const place = join(output.path, path);
  try {
    if ((await statusOf(fs, place))?.isFile()) await fs.unlink(place);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function removeEmptiedFolders(fs: FileSystem, output: OutputFolder, survey: Survey): Promise<void> {
  const kept = new Set(survey.folders);
  const emptied = [...survey.found.values()].filter(({ path, kind }) => kind === 'folder' && !kept.has(path));
  for (const { path } of emptied.reverse()) {
    await fs.rmdir(join(output.path, path)).catch((error: unknown) => {
      // Somebody put a file there, or a page stands in its place by now.
      if (!isMissing(error) && !['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) throw error;
    });
  }
}

async function ignoreMissing(removal: Promise<void>): Promise<void> {
  await removal.catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}
