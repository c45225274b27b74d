import { constants } from 'node:fs';
import {
  chmod,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  unlink,
} from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode, writeFailure } from './outputError.ts';

/** What writing a site asks of the system, and nothing more, so that a test can make every call fail. */
export interface FileSystem {
  /** This process, named in every temporary file and folder, so that what a killed one left is known. */
  readonly processId: number;
  /** Whether the process that left something which last changed at `since` (milliseconds) may still be at work. */
  isRunning(processId: number, since: number): boolean;

  realpath(path: string): Promise<string>;
  lstat(path: string): Promise<FileStatus>;
  readdir(path: string): Promise<string[]>;
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

export const nodeFileSystem: FileSystem = {
  processId: process.pid,
  isRunning,
  realpath,
  lstat,
  readdir,
  readFile,
  readlink,
  mkdir: makeFolder,
  chmod,
  link,
  symlink,
  copy: async (existing, path) => {
    // Loaded only on the few disks without hard links: fs-extra costs a build some 40 ms.
    const { copy } = await import('fs-extra/esm');
    await copy(existing, path, { preserveTimestamps: true, overwrite: false, errorOnExist: true });
  },
  open: (path, flags) => open(path, flags),
  rename,
  unlink,
  rmdir,
  rm: (path) => rm(path, { recursive: true, force: true }),
};

/**
 * Folder by folder, since Node's own `recursive` never returns where a parent
 * exists and refuses a new folder with ENOENT, as /proc does.
 */
async function makeFolder(path: string, below?: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT' && (await makeParent(path, below))) await mkdir(path).catch(unlessFolder(path));
    else await unlessFolder(path)(error);
  }
}

/** Whether a missing parent has been made; false where it was there already, or has to be. */
async function makeParent(path: string, below: string | undefined): Promise<boolean> {
  const parent = dirname(path);
  if (parent === path || parent === below || (await isFolder(parent))) return false;
  await makeFolder(parent, below);
  return true;
}

/** Another build may have made the folder a moment before. */
function unlessFolder(path: string): (error: unknown) => Promise<void> {
  return async (error) => {
    if (!(await isFolder(path))) throw error;
  };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
}

/** The flags of `wx`: a file that is there, or a link put in its place, is never written into. */
const newFile = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/**
 * Writes a file that does not exist yet, and returns when the disk has it.
 * Errors speak of `shownAs`, the name that the file will have in the end.
 */
export async function writeNewFile(
  fs: FileSystem,
  path: string,
  contents: Uint8Array,
  { mode, shownAs }: { mode: number | null; shownAs: string },
): Promise<void> {
  try {
    const file = await fs.open(path, newFile);
    try {
      await file.writeFile(contents);
      if (mode !== null) await file.chmod(mode);
      // A full disk may show only here: without it, a page could be reported as written and be cut off.
      await file.sync();
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
    await file.close();
  } catch (error) {
    throw writeFailure(error, shownAs);
  }
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

/** Does `work` on every item, a few at a time. All that began has ended when it returns or throws, so cleaning up is safe. */
export async function eachOf<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items].values();
  let failed = false;
  const worker = async () => {
    for (const item of queue) {
      if (failed) return;
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 16 }, worker));
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
