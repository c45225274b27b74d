import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fsync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { SiteFile } from '../pages/siteFile.ts';
import { systemCode, writeFailure } from './outputError.ts';

/** What writing a site asks of the system, and nothing more, so that a test can make every call fail. */
export interface FileSystem {
  /** This process, named in every temporary file and folder, so that what a killed one left is known. */
  readonly processId: number;
  /** Whether the process that left something which last changed at `since` (milliseconds) may still be at work. */
  isRunning(processId: number, since: number): boolean;

  realpath(path: string): Promise<string>;
  lstat(path: string): Promise<FileStatus>;
  readdir(path: string): Promise<FolderEntry[]>;
  readFile(path: string): Promise<Buffer>;
  readlink(path: string): Promise<string>;

  /**
   * Makes the folder and those above it; one that is there is no error. `below` has to
   * be there: a project that was moved away meanwhile is not made anew.
   */
  mkdir(path: string, below?: string): Promise<unknown>;
  chmod(path: string, mode: number): Promise<void>;
  link(existing: string, path: string): Promise<void>;
  symlink(target: string, path: string): Promise<void>;
  /** Copies one file with its mode and its times. */
  copy(existing: string, path: string): Promise<void>;
  open(path: string, flags: number): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  rmdir(path: string): Promise<void>;
  /** Removes a folder with all that is in it. */
  rm(path: string): Promise<void>;
}

export interface OpenFile {
  writeFile(contents: Uint8Array): Promise<void>;
  chmod(mode: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface FolderEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
}

export interface FileStatus {
  readonly dev: number;
  readonly ino: number;
  readonly mode: number;
  readonly size: number;
  readonly birthtimeMs: number;
  readonly ctimeMs: number;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/**
 * Most calls are over when they return: to hand 20,000 small files to other threads takes ten times as long as
 * to write them, since the threads wait for each other at the lock of the folder. Whoever makes many calls makes
 * them by `eachOf`, which lets the rest of the program have its turn. Threads are left what waits for the disk,
 * where waiting together is shorter: to sync files, and to remove those that have no other name.
 */
export const nodeFileSystem: FileSystem = {
  processId: process.pid,
  isRunning,
  realpath: async (path) => realpathSync.native(path),
  lstat: async (path) => lstatSync(path),
  readdir: async (path) => readdirSync(path, { withFileTypes: true }),
  readFile: async (path) => readFileSync(path),
  readlink: async (path) => readlinkSync(path),
  mkdir: async (path, below) => makeFolder(path, below),
  chmod: async (path, mode) => chmodSync(path, mode),
  link: async (existing, path) => linkSync(existing, path),
  symlink: async (target, path) => symlinkSync(target, path),
  copy: async (existing, path) => {
    // Loaded only on the few disks without hard links: fs-extra costs a build some 40 ms.
    const { copy } = await import('fs-extra/esm');
    await copy(existing, path, { preserveTimestamps: true, overwrite: false, errorOnExist: true });
  },
  open: async (path, flags) => {
    const file = openSync(path, flags);
    return {
      writeFile: async (contents) => writeFileSync(file, contents),
      chmod: async (mode) => fchmodSync(file, mode),
      sync: () => syncFile(file),
      close: async () => closeSync(file),
    };
  },
  rename: async (from, to) => renameSync(from, to),
  unlink: async (path) => unlinkSync(path),
  rmdir: async (path) => rmdirSync(path),
  rm: (path) => rm(path, { recursive: true, force: true }),
};

const syncFile = promisify(fsync);

/**
 * Folder by folder, since Node's own `recursive` never returns where a parent
 * exists and refuses a new folder with ENOENT, as /proc does.
 */
function makeFolder(path: string, below?: string): void {
  try {
    try {
      mkdirSync(path);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT' || !makeParent(path, below)) throw error;
      mkdirSync(path);
    }
  } catch (error) {
    // Another build may have made the folder a moment before.
    if (!isFolder(path)) throw error;
  }
}

/** Whether a missing parent has been made; false where it was there already, or has to be. */
function makeParent(path: string, below: string | undefined): boolean {
  const parent = dirname(path);
  if (parent === path || parent === below || isFolder(parent)) return false;
  makeFolder(parent, below);
  return true;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The flags of `wx`: a file that is there, or a link put in its place, is never written into. */
const newFile = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/** A file to be made. Errors speak of `shownAs`, the name that it will have in the end. `mode` null: as usual. */
export interface NewFile {
  readonly path: string;
  readonly contents: SiteFile['contents'];
  readonly mode: number | null;
  readonly shownAs: string;
}

/**
 * Writes files that do not exist yet. `durable`: returns when the disk has
 * them, and not only the memory of the system. Without, a full disk is told
 * all the same: local disks keep room at `write`, network disks send at `close`.
 */
export async function writeNewFiles(
  fs: FileSystem,
  files: readonly NewFile[],
  { durable }: { durable: boolean },
): Promise<void> {
  await eachOf(batchesOf(files), async (batch) => {
    const opened: { file: OpenFile; shownAs: string }[] = [];
    try {
      await eachOf(batch, async (each) => {
        opened.push({ file: await writeNewFile(fs, each), shownAs: each.shownAs });
      });
      if (durable) await together(opened, ({ file, shownAs }) => named(shownAs, () => file.sync()));
      for (let last = opened.pop(); last; last = opened.pop()) {
        const { file, shownAs } = last;
        await named(shownAs, () => file.close());
      }
    } finally {
      for (const { file } of opened) await file.close().catch(() => undefined);
    }
  });
}

async function writeNewFile(fs: FileSystem, { path, contents, mode, shownAs }: NewFile): Promise<OpenFile> {
  return named(shownAs, async () => {
    const file = await fs.open(path, newFile);
    try {
      await file.writeFile(bytesOf(contents));
      if (mode !== null) await file.chmod(mode);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
    return file;
  });
}

/** Does work at a path; a failure of the system there speaks of `shownAs`. */
export async function named<T>(shownAs: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw writeFailure(error, shownAs);
  }
}

/** Text is encoded where it is needed and forgotten again: all of a large site at once would double its memory. */
export function bytesOf(contents: SiteFile['contents']): Uint8Array {
  return typeof contents === 'string' ? Buffer.from(contents) : contents;
}

/** Asks the disk to keep the names in folders. Some systems cannot do this; that is no error. */
export async function syncFolders(fs: FileSystem, paths: readonly string[]): Promise<void> {
  await eachOf(batchesOf(paths), (batch) => together(batch, (path) => syncPath(fs, path)));
}

/** Asks the disk to keep a file, or the names in a folder. Some systems cannot do this for folders; that is no error. */
export async function syncPath(fs: FileSystem, path: string): Promise<void> {
  try {
    const opened = await fs.open(path, constants.O_RDONLY);
    try {
      await opened.sync();
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!['EACCES', 'EBADF', 'EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM'].includes(systemCode(error) ?? '')) throw error;
  }
}

/** What stands at `path` itself, links not followed; null where nothing does. */
export async function statusOf(fs: FileSystem, path: string): Promise<FileStatus | null> {
  try {
    return await fs.lstat(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Milliseconds after which others have their turn: `watch` answers its readers also while it writes. */
const turn = 10;

/** Does `work` on every item, one after the other, also on those that come in meanwhile. */
export async function eachOf<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  let since = performance.now();
  for (const item of items) {
    await work(item);
    if (performance.now() - since < turn) continue;
    await nextTurn();
    since = performance.now();
  }
}

/** As many files as may be open at once on any system. */
const batchSize = 64;

function* batchesOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += batchSize) yield items.slice(start, start + batchSize);
}

/** Does `work` on all items at the same time. All of it has ended when this returns or throws, so cleaning up is safe. */
async function together<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const outcomes = await Promise.allSettled(items.map(work));
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}

function isRunning(processId: number, since: number): boolean {
  if (processId === process.pid) {
    // In a container every build may be process 1: what is older than this process was left by another.
    return since >= performance.timeOrigin - 1000;
  }
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}
