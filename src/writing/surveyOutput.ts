import { join } from 'node:path';
import type { SiteFile } from '../pages/siteFile.ts';
import { OutputChanged, refusal, systemCode } from './outputError.ts';
import { bytesOf, eachOf, type FileStatus, type FileSystem, statusOf } from './outputFileSystem.ts';
import type { OutputFolder } from './outputFolder.ts';
import { foldersAbove, manifestName, manifestOf, readManifest, sourceOf } from './siteManifest.ts';
import { parseTemporaryName } from './temporaryNames.ts';

/** The contents of a site, by path and in the order of the paths. */
export type Site = ReadonlyMap<string, SiteFile['contents']>;

/** What is in the output folder, and what is to become of it. Paths are relative to it, with `/`. */
export interface Survey {
  /** The site to write. */
  readonly site: Site;
  /** Its manifest. */
  readonly manifest: Uint8Array;
  /** What tells this very folder from any other at its place; null where there is none. */
  readonly identity: string | null;
  readonly found: ReadonlyMap<string, FoundEntry>;
  /** What earlier builds made, as far as the manifest knows. */
  readonly made: ReadonlySet<string>;
  /** Files to write, since they are missing or their bytes differ. */
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  /** Files of the site before that are not in this one. */
  readonly stale: readonly string[];
  /** What others put there: files, links, and whatever else is no folder. */
  readonly foreign: readonly string[];
  /** Every folder of the finished output, those above others first. */
  readonly folders: readonly string[];
  /** Temporary files of builds that were killed. */
  readonly abandoned: readonly string[];
  /** Whether the folder is already as it should be. */
  readonly isCurrent: boolean;
  /** Why the folder cannot be swapped as a whole, as a clause; null where nothing speaks against it. */
  readonly hindrance: string | null;
}

export interface FoundEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** The permission bits. */
  readonly mode: number;
  readonly size: number;
  readonly disk: number;
}

/** What a file of the site is to hold. */
export function contentsOf({ site }: Survey, path: string): SiteFile['contents'] {
  return site.get(path) as SiteFile['contents'];
}

/**
 * Compares the output folder with the site, and changes nothing. Throws an
 * OutputError where something in the folder is not ours to overwrite, and
 * OutputChanged where that cannot be told, as the folder was swapped meanwhile.
 */
export async function surveyOutput(fs: FileSystem, output: OutputFolder, site: Site): Promise<Survey> {
  const status = await statusOf(fs, output.path);
  try {
    return await compare(fs, output, site, status);
  } catch (error) {
    // A folder without its manifest may be no more than one that another build is moving away.
    throw identityOf(await statusOf(fs, output.path)) === identityOf(status) ? error : new OutputChanged();
  }
}

/** Whether the output folder is still the one that was looked at: no other build has put its own there. */
export async function isStillThere(fs: FileSystem, output: OutputFolder, survey: Survey): Promise<boolean> {
  return identityOf(await statusOf(fs, output.path)) === survey.identity;
}

async function compare(fs: FileSystem, output: OutputFolder, site: Site, status: FileStatus | null): Promise<Survey> {
  if (status !== null && !status.isDirectory()) {
    throw refusal(`the output folder ${output.shownAs} is a file`, 'choose another output folder, or remove the file');
  }
  const exists = status !== null;
  const { found, abandoned, closed } = exists ? await scanFolder(fs, output.path) : nothingFound;
  const manifest = exists ? await readManifest(fs, output.path) : null;
  if (manifest === null && found.size > 0) {
    throw refusal(
      `the output folder ${output.shownAs} is not empty and was not made by faqgen`,
      'choose another output folder, or empty this one',
    );
  }
  const manifestFound = found.has(manifestName) ? await fs.readFile(join(output.path, manifestName)) : null;
  const source = manifestFound && sourceOf(manifestFound);
  if (source !== null && source !== output.source) {
    throw refusal(
      `the output folder ${output.shownAs} holds the site of ${source}`,
      'choose another output folder with `--out`, or delete this one first',
    );
  }
  const made = manifest ?? new Set<string>();
  if (closed.length > 0) refuseClosedFolders(output, [...site.keys(), ...made], closed);
  const isOurs = ({ path, kind }: FoundEntry) => kind === 'file' && (made.has(path) || path === manifestName);

  const entries = [...found.values()];
  const same = await findSameFiles(fs, output, site, found);
  refuseToOverwrite(output, site, entries, (entry) => isOurs(entry) || same.has(entry.path));

  const changed = [...site.keys()].filter((path) => !same.has(path));
  const stale = entries.filter((entry) => isOurs(entry) && !site.has(entry.path) && entry.path !== manifestName);
  const foreign = entries.filter((entry) => entry.kind !== 'folder' && !isOurs(entry) && !same.has(entry.path));

  const wanted = manifestOf(site.keys(), output.source);
  return {
    site,
    manifest: wanted,
    identity: identityOf(status),
    found,
    made,
    changed,
    unchanged: [...same],
    stale: stale.map(({ path }) => path),
    foreign: foreign.map(({ path }) => path),
    folders: foldersToKeep(site, made, foreign, entries),
    abandoned,
    isCurrent: changed.length === 0 && stale.length === 0 && manifestFound?.equals(wanted) === true,
    hindrance: exists ? await findHindrance(fs, output, status.dev, entries, closed) : null,
  };
}

interface Scan {
  readonly found: ReadonlyMap<string, FoundEntry>;
  readonly abandoned: readonly string[];
  /** Folders that we may not look into. */
  readonly closed: readonly string[];
}

const nothingFound: Scan = { found: new Map(), abandoned: [], closed: [] };

/** Everything in a folder, the folders before what is in them; links are not followed. What vanishes on the way was not there. */
async function scanFolder(fs: FileSystem, root: string): Promise<Scan> {
  const found = new Map<string, FoundEntry>();
  const abandoned: string[] = [];
  const closed: string[] = [];
  const folders = [''];
  await eachOf(folders, async (folder) => {
    const names = await namesIn(fs, join(root, folder)).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return [];
      if (systemCode(error) !== 'EACCES') throw error;
      closed.push(folder);
      return [];
    });
    await eachOf(names, async (name) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      const status = await statusOf(fs, join(root, path));
      if (status === null) return;
      const kind = kindOf(status);
      const temporary = kind === 'file' ? parseTemporaryName(name) : null;
      if (temporary !== null) {
        if (!fs.isRunning(temporary.processId, status.ctimeMs)) abandoned.push(path);
        return;
      }
      if (kind === 'folder') folders.push(path);
      found.set(path, { path, kind, mode: status.mode & 0o7777, size: status.size, disk: status.dev });
    });
  });
  return { found, abandoned, closed };
}

/** In an order of their own, so that the same fault has the same words everywhere. */
async function namesIn(fs: FileSystem, folder: string): Promise<string[]> {
  return (await fs.readdir(folder)).map(({ name }) => name).sort();
}

function kindOf(status: FileStatus): FoundEntry['kind'] {
  if (status.isFile()) return 'file';
  if (status.isDirectory()) return 'folder';
  return status.isSymbolicLink() ? 'link' : 'other';
}

/** Throws where we may not see what we would write over. A closed folder of somebody else is left as it is. */
function refuseClosedFolders(output: OutputFolder, paths: readonly string[], closed: readonly string[]): void {
  const ours = new Set(['', ...paths, ...foldersOf(paths)]);
  const folder = closed.find((path) => ours.has(path));
  if (folder === undefined) return;
  throw refusal(`${join(output.shownAs, folder)} may not be read`, 'check who may read and write the output folder');
}

/** The files of the site that are in the folder already, byte for byte. */
async function findSameFiles(
  fs: FileSystem,
  output: OutputFolder,
  site: Site,
  found: ReadonlyMap<string, FoundEntry>,
): Promise<ReadonlySet<string>> {
  const same = new Set<string>();
  await eachOf(site, async ([path, contents]) => {
    const entry = found.get(path);
    if (entry?.kind !== 'file' || entry.size !== Buffer.byteLength(contents)) return;
    const bytes = await fs.readFile(join(output.path, path));
    if (bytes.equals(bytesOf(contents))) same.add(path);
  });
  return same;
}

/** Throws where a file of the site would take the place of something that faqgen did not make. */
function refuseToOverwrite(
  output: OutputFolder,
  site: Site,
  entries: readonly FoundEntry[],
  mayReplace: (entry: FoundEntry) => boolean,
): void {
  const theirs = entries.filter((entry) => entry.kind !== 'folder' && !mayReplace(entry));
  if (theirs.length === 0) return;
  const above = foldersOf(site.keys());
  for (const entry of theirs) {
    const isInTheWay =
      site.has(entry.path) || above.has(entry.path) || foldersAbove(entry.path).some((folder) => site.has(folder));
    if (!isInTheWay) continue;
    throw refusal(
      `${join(output.shownAs, entry.path)} was not made by faqgen and would be overwritten`,
      'move it away, or choose another output folder',
    );
  }
}

function foldersToKeep(
  site: Site,
  made: ReadonlySet<string>,
  foreign: readonly FoundEntry[],
  entries: readonly FoundEntry[],
): string[] {
  const ours = foldersOf(made);
  // An empty folder is kept, as it is somebody's, unless it held only files of ours or a file is to stand in its place.
  const kept = entries.filter(
    ({ path, kind }) =>
      kind === 'folder' && !ours.has(path) && ![path, ...foldersAbove(path)].some((place) => site.has(place)),
  );
  const filled = foldersOf([...site.keys(), ...[...foreign, ...kept].map(({ path }) => path)]);
  return [...new Set([...filled, ...kept.map(({ path }) => path)])].sort();
}

/** All folders above some paths. */
function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (const folder of foldersAbove(path)) folders.add(folder);
  }
  return folders;
}

async function findHindrance(
  fs: FileSystem,
  output: OutputFolder,
  disk: number,
  entries: readonly FoundEntry[],
  closed: readonly string[],
): Promise<string | null> {
  const parent = await fs.lstat(output.parent);
  if (parent.dev !== disk) return `${output.shownAs} is the root of a disk of its own`;
  const elsewhere = entries.find((entry) => entry.disk !== disk);
  if (elsewhere !== undefined) return `${join(output.shownAs, elsewhere.path)} is on another disk`;
  if (closed[0] !== undefined) return `${join(output.shownAs, closed[0])} may not be read`;
  return null;
}

/** An inode alone is soon given to another folder; a folder and its time of birth are not met again. */
function identityOf(status: FileStatus | null): string | null {
  return status && `${status.ino} ${status.birthtimeMs}`;
}
