import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Journal } from './journal.ts';
import { halfWritten, isMissing, OutputChanged, systemCode } from './outputError.ts';
import {
  eachOf,
  type FileSystem,
  type NewFile,
  named,
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
 * found before anything changes; then each is renamed into place. Where one
 * cannot be, the others are taken back; what could not be is told. A build
 * killed in between leaves whole files of two generations, and a manifest
 * that lists both, so that the next build can put it right.
 */
export async function writeInPlace(fs: FileSystem, output: OutputFolder, survey: Survey): Promise<void> {
  const staged = new Map<string, string>();
  const both = manifestOf([...survey.made, ...survey.site.keys()], output.source);
  const stagedManifest = join(output.path, temporaryName(fs, 'tmp'));
  const finalManifest = join(output.path, temporaryName(fs, 'tmp'));
  const journal = new Journal(fs, output);
  const nameFor = temporaryNamesFor(fs, output, survey);
  try {
    for (const path of survey.changed) staged.set(path, nameFor(path));
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
    const replaced = [manifestName, ...survey.changed].filter((path) => survey.found.get(path)?.kind === 'file');
    await eachOf([...replaced, ...survey.stale], (path) => journal.keep(path, nameFor(path)));

    await journal.replace(stagedManifest, manifestName);
    await syncPath(fs, output.path);
    await eachOf(
      [...staged].sort(([a], [b]) => rank(a) - rank(b)),
      async ([path, temporary]) => {
        await clearTheWay(journal, survey, path);
        await journal.replace(temporary, path);
      },
    );
    await eachOf(survey.stale, (path) => journal.remove(path));
    for (const path of survey.abandoned) await fs.unlink(join(output.path, path)).catch(() => undefined);
    await removeEmptiedFolders(journal, survey);
    await syncFolders(
      fs,
      survey.folders.map((folder) => join(output.path, folder)),
    );
    await named(join(output.shownAs, manifestName), () => fs.rename(finalManifest, join(output.path, manifestName)));
  } catch (error) {
    for (const temporary of [stagedManifest, finalManifest, ...staged.values()]) {
      await fs.unlink(temporary).catch(() => undefined);
    }
    const remains = await journal.takeBack();
    throw remains === null ? error : halfWritten(error, output.shownAs, remains);
  }
  // From here on the new site stands whole, and nothing that fails now is a failure of the build.
  await journal.forget();
  await syncPath(fs, output.path).catch(() => undefined);
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

/** Names of temporary files: in the folder of the file, or in the nearest one above that is there already and stays. */
function temporaryNamesFor(fs: FileSystem, output: OutputFolder, survey: Survey): (path: string) => string {
  const lasting = new Set(survey.folders.filter((folder) => survey.found.get(folder)?.kind === 'folder'));
  return (path) =>
    join(output.path, foldersAbove(path).find((above) => lasting.has(above)) ?? '', temporaryName(fs, 'tmp'));
}

/** What pages need comes before them, and the page that leads to all others is the last. */
function rank(path: string): number {
  if (path.startsWith('assets/')) return 0;
  return path === 'index.html' ? 2 : 1;
}

/** Makes the folders above a file, and removes what earlier builds put in their place or in its own. */
async function clearTheWay(journal: Journal, survey: Survey, path: string): Promise<void> {
  for (const above of foldersAbove(path).reverse()) {
    const kind = survey.found.get(above)?.kind;
    if (kind === 'folder') continue;
    if (kind === 'file') await journal.remove(above);
    await journal.makeFolder(above);
  }
  if (survey.found.get(path)?.kind !== 'folder') return;
  for (const stale of survey.stale) {
    if (stale.startsWith(`${path}/`)) await journal.remove(stale);
  }
  const inside = [...survey.found.values()].filter(
    (entry) => entry.kind === 'folder' && (entry.path === path || entry.path.startsWith(`${path}/`)),
  );
  for (const folder of inside.reverse()) await journal.removeFolder(folder.path, folder.mode);
}

async function removeEmptiedFolders(journal: Journal, survey: Survey): Promise<void> {
  const kept = new Set(survey.folders);
  const emptied = [...survey.found.values()].filter(({ path, kind }) => kind === 'folder' && !kept.has(path));
  for (const { path, mode } of emptied.reverse()) {
    await journal.removeFolder(path, mode).catch((error: unknown) => {
      // Somebody put a file there, or a page stands in its place by now.
      if (!isMissing(error) && !['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) throw error;
    });
  }
}
