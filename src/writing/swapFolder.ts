import { join, relative } from 'node:path';
import type { SiteFile } from '../pages/siteFile.ts';
import {
  describeFailure,
  failedPath,
  isMissing,
  OutputChanged,
  OutputError,
  systemCode,
  writeFailure,
} from './outputError.ts';
import { eachOf, type FileSystem, type NewFile, syncFolders, syncPath, writeNewFiles } from './outputFileSystem.ts';
import type { OutputFolder } from './outputFolder.ts';
import { discardFolder } from './repairOutput.ts';
import { foldersAbove, manifestName, readManifest } from './siteManifest.ts';
import { contentsOf, isStillThere, type Survey } from './surveyOutput.ts';
import { parseTemporaryName, siblingPath } from './temporaryNames.ts';

/**
 * Builds the whole output folder beside the present one and puts it in its
 * place by two renames, so that whoever looks finds the old site or the new
 * one. Returns null, or as a clause why this cannot be done here, and then
 * nothing has changed. Throws OutputChanged where another build was faster,
 * and an OutputError where the disk fails; the old site then stands as it was.
 */
export async function swapFolder(fs: FileSystem, output: OutputFolder, survey: Survey): Promise<string | null> {
  const fresh = siblingPath(fs, output, 'new');
  let retired: readonly string[];
  try {
    await buildFolder(fs, output, survey, fresh);
    if (!(await isStillThere(fs, output, survey))) throw new OutputChanged();
    retired = await exchange(fs, output, fresh, survey.identity !== null);
  } catch (error) {
    await fs.rm(fresh).catch(() => undefined);
    if (error instanceof Hindrance) return error.message;
    throw error instanceof OutputChanged ? error : writeFailure(error, shownPath(output, fresh, error));
  }
  // From here on the new site stands whole, and nothing that fails now is a failure of the build.
  await syncPath(fs, output.parent).catch(() => undefined);
  for (const folder of retired) await retireFolder(fs, output, survey, folder);
  return null;
}

/** Thrown where the folder cannot be swapped for a reason that is no fault. */
class Hindrance extends Error {}

async function buildFolder(fs: FileSystem, output: OutputFolder, survey: Survey, fresh: string): Promise<void> {
  const root = await fs.lstat(output.path).catch(() => null);
  await fs.mkdir(fresh, output.parent).catch((error: unknown) => {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENAMETOOLONG'].includes(systemCode(error) ?? '')) throw error;
    throw new Hindrance(`no folder can be made beside ${output.shownAs}: ${describeFailure(error)}`);
  });
  const folders: { path: string; mode: number | null }[] = [{ path: fresh, mode: root && root.mode & 0o7777 }];
  for (const path of survey.folders) {
    const before = survey.found.get(path);
    folders.push({ path: join(fresh, path), mode: before?.kind === 'folder' ? before.mode : null });
  }
  for (const { path, mode } of folders) {
    if (path !== fresh) await fs.mkdir(path, fresh);
    if (mode !== null) await fs.chmod(path, mode | 0o700);
  }
  const newFile = (path: string, contents: SiteFile['contents']): NewFile => {
    const before = survey.found.get(path);
    const mode = before?.kind === 'file' ? before.mode : null;
    return { path: join(fresh, path), contents, mode, shownAs: join(output.shownAs, path) };
  };
  await writeNewFiles(
    fs,
    survey.changed.map((path) => newFile(path, contentsOf(survey, path))),
    // A site that stands is given up for this one, which therefore has to outlast a loss of power. Where
    // none stood, nothing is lost but what the next build sees to be missing: to sync takes most of the time.
    { durable: survey.found.has(manifestName) },
  );
  const carried = (path: string) => carryOver(fs, output, survey, path, fresh);
  await eachOf(survey.unchanged, carried);
  await eachOf(survey.foreign, carried);
  // In any case the manifest is kept: without it the next build would not know the folder for its own.
  await writeNewFiles(fs, [newFile(manifestName, survey.manifest)], { durable: true });
  await syncFolders(
    fs,
    folders.map(({ path }) => path),
  );
  for (const { path, mode } of folders.reverse()) {
    // A folder that nobody may write to or look into is closed only now that it is full.
    if (mode !== null && (mode & 0o700) !== 0o700) await fs.chmod(path, mode);
  }
}

/** Brings a file or link into the new folder as it is. The old folder shares the file, so nobody may write into it. */
async function carryOver(
  fs: FileSystem,
  output: OutputFolder,
  survey: Survey,
  path: string,
  fresh: string,
): Promise<void> {
  const from = join(output.path, path);
  const to = join(fresh, path);
  const kind = survey.found.get(path)?.kind;
  if (kind === 'link') return fs.symlink(await fs.readlink(from), to);
  try {
    await fs.link(from, to);
  } catch (error) {
    const code = systemCode(error) ?? '';
    // Two mounts of one disk look like one disk until they are linked across.
    if (code === 'EXDEV') throw new Hindrance(`${join(output.shownAs, path)} is on another disk`);
    if (!['EACCES', 'EMLINK', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM'].includes(code)) throw error;
    if (kind !== 'file') throw new Hindrance(`${join(output.shownAs, path)} cannot be copied`);
    await fs.copy(from, to);
    await syncPath(fs, to);
  }
}

/** The two renames. Returns the folders that had to make way. */
async function exchange(fs: FileSystem, output: OutputFolder, fresh: string, exists: boolean): Promise<string[]> {
  const retired: string[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const old = exists ? await moveAway(fs, output, retired.length > 0) : null;
    try {
      await fs.rename(fresh, output.path);
      return old === null ? retired : [...retired, old];
    } catch (error) {
      const isTaken = ['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '');
      // Another build put its folder there between our renames. Ours has all that the old one had; theirs may not.
      if (isTaken && old !== null && attempt < 5) retired.push(old);
      else {
        if (old !== null) await moveBack(fs, output, old);
        throw isTaken ? new OutputChanged() : asHindrance(error, output);
      }
    }
  }
}

/** Moves the output folder aside and returns where it is; null where another build has just done the same. */
async function moveAway(fs: FileSystem, output: OutputFolder, mayBeMissing: boolean): Promise<string | null> {
  const old = siblingPath(fs, output, 'old');
  try {
    await fs.rename(output.path, old);
    return old;
  } catch (error) {
    if (!isMissing(error)) throw asHindrance(error, output);
    if (mayBeMissing) return null;
    throw new OutputChanged();
  }
}

async function moveBack(fs: FileSystem, output: OutputFolder, old: string): Promise<void> {
  try {
    await fs.rename(old, output.path);
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) return;
    throw new OutputError(
      'write-failed',
      `cannot write ${output.shownAs}: ${describeFailure(error)}`,
      `the site before is whole in ${old}; the next build puts it back`,
      error,
    );
  }
}

function asHindrance(error: unknown, output: OutputFolder): unknown {
  const codes = ['EACCES', 'EBUSY', 'EPERM', 'EROFS', 'EXDEV', 'ENOTEMPTY'];
  if (!codes.includes(systemCode(error) ?? '')) return error;
  return new Hindrance(`${output.shownAs} cannot be renamed: ${describeFailure(error)}`);
}

/** Removes the old folder, but first rescues what somebody else put into it while the new one was being built. */
async function retireFolder(fs: FileSystem, output: OutputFolder, survey: Survey, folder: string): Promise<void> {
  try {
    const made = (await readManifest(fs, folder)) ?? new Set();
    const folders = [''];
    await eachOf(folders, async (inside) => {
      await eachOf(await fs.readdir(join(folder, inside)), async (entry) => {
        const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
        if (entry.isDirectory()) folders.push(path);
        const isKnown = survey.found.has(path) || survey.site.has(path) || path === manifestName;
        if (entry.isDirectory() || isKnown || made.has(path)) return;
        if (entry.isFile() && parseTemporaryName(entry.name) !== null) return;
        const [nearest] = foldersAbove(path);
        if (nearest !== undefined) await fs.mkdir(join(output.path, nearest), output.path);
        await fs.link(join(folder, path), join(output.path, path));
      });
    });
  } catch {
    // What could not be rescued stays where it is until the next build.
    return;
  }
  await discardFolder(fs, output, folder, survey.unchanged);
}

/** Where an error happened, in the words of the caller: the new folder stands for the output folder. */
function shownPath(output: OutputFolder, fresh: string, error: unknown): string {
  const path = failedPath(error);
  if (path === null) return output.shownAs;
  const inside = relative(fresh, path);
  return inside.startsWith('..') ? path : join(output.shownAs, inside);
}
