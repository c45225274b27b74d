import * as node from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect } from 'vitest';
import type { SiteFile } from '../src/pages/siteFile.ts';
import { type FileSystem, nodeFileSystem } from '../src/writing/outputFileSystem.ts';
import { OutputError, writeSite } from '../src/writing/writeSite.ts';

/** Sites in folders of their own, what they look like, and file systems that fail where a test wants them to. */

export const room = await mkdtemp(join(tmpdir(), 'faqgen-write-'));
/** A room in memory where there is one: faults are injected into more than a thousand builds. */
export const fastRoom = await mkdtemp('/dev/shm/faqgen-write-').catch(() => room);
afterAll(async () => {
  for (const each of [room, fastRoom]) await rm(each, { recursive: true, force: true });
});

export interface Project {
  projectRoot: string;
  out: string;
}

/** A project folder of its own, with `out` in it. */
export async function newProject(where = room): Promise<Project> {
  const projectRoot = await mkdtemp(join(where, 'project-'));
  return { projectRoot, out: join(projectRoot, 'dist') };
}

export function site(files: Record<string, string>): SiteFile[] {
  return Object.entries(files).map(([path, contents]) => ({ path, contents }));
}

export async function put(path: string, contents: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
  await chmod(path, mode);
}

/** Everything in a folder: kind, mode and contents by path; null where there is no folder. */
export function look(root: string): Record<string, string> | null {
  const seen: Record<string, string> = {};
  const visit = (folder: string) => {
    for (const name of node.readdirSync(join(root, folder)).sort()) {
      const path = join(folder, name);
      const status = node.lstatSync(join(root, path));
      const mode = (status.mode & 0o777).toString(8);
      if (status.isSymbolicLink()) seen[path] = `link to ${node.readlinkSync(join(root, path))}`;
      else if (status.isDirectory()) {
        seen[path] = `folder ${mode}`;
        visit(path);
      } else seen[path] = `file ${mode} ${node.readFileSync(join(root, path), 'utf8')}`;
    }
  };
  try {
    visit('');
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    return null;
  }
  return seen;
}

/** Inode, mtime and ctime of a folder and all in it. */
export async function stamps(root: string): Promise<Record<string, string>> {
  const paths = ['', ...Object.keys(look(root) ?? {})];
  const found = await Promise.all(paths.map((path) => lstat(join(root, path), { bigint: true })));
  return Object.fromEntries(
    paths.map((path, n) => [path, `${found[n]?.ino} ${found[n]?.mtimeNs} ${found[n]?.ctimeNs}`]),
  );
}

/** What a build left beside or inside the output folder that it should not have. */
export function leftovers({ projectRoot }: { projectRoot: string }): string[] {
  return Object.keys(look(projectRoot) ?? {}).filter((path) => /\.faqgen-/.test(path));
}

export async function refused(promise: Promise<unknown>): Promise<OutputError> {
  const error = await promise.then(
    () => expect.fail('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(OutputError);
  return error as OutputError;
}

export function failure(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}

/** The real file system with some calls replaced. */
export function withCalls(calls: Partial<FileSystem>): FileSystem {
  return { ...nodeFileSystem, ...calls };
}

/** The system says that the output folder is in use, as it does of a mount point. */
export function withoutSwap(out: string, base: FileSystem = nodeFileSystem): FileSystem {
  return {
    ...base,
    rename: (from, to) => (from === out ? Promise.reject(failure('EBUSY')) : base.rename(from, to)),
  };
}

export async function putForeign(out: string): Promise<void> {
  await put(join(out, 'CNAME'), 'example.org');
  await put(join(out, '.nojekyll'), '');
  await put(join(out, 'uploads/deep/pic'), 'picture', 0o600);
  await chmod(join(out, 'uploads/deep'), 0o750);
  await mkdir(join(out, 'empty/inner'), { recursive: true });
  await chmod(join(out, 'empty'), 0o700);
  await symlink('CNAME', join(out, 'pointer'));
  await symlink('nowhere', join(out, 'uploads/dangling'));
}

export const oldSite = site({
  'index.html': 'old start '.repeat(50),
  'assets/style.css': 'same',
  'assets/script.js': 'old script',
  'q/kept/index.html': 'same question',
  'q/one/index.html': 'old question',
  'q/gone/index.html': 'stale',
  becomesFolder: 'stale file',
  'becomesFile/inner': 'stale inner',
});
export const newSite = site({
  'index.html': 'new start '.repeat(60),
  'assets/style.css': 'same',
  'assets/script.js': 'new script',
  'q/kept/index.html': 'same question',
  'q/one/index.html': 'new question',
  'q/two/index.html': 'another question',
  'becomesFolder/inner': 'new inner',
  becomesFile: 'new file',
});

/** Folders with the old site and files of others, and what they look like with the old and the new site. */
export async function prepareGenerations() {
  const template = await newProject(fastRoom);
  await writeSite(oldSite, template);
  await putForeign(template.out);
  const before = look(template.out) ?? {};
  const another = async (): Promise<Project> => {
    const project = await newProject(fastRoom);
    node.cpSync(template.projectRoot, project.projectRoot, { recursive: true, verbatimSymlinks: true });
    return project;
  };
  const result = await another();
  await writeSite(newSite, result);
  const after = look(result.out) ?? {};
  /** What is in both generations, as a file, folder or link in both: it may never be away. */
  const kind = (entry: string | undefined) => entry?.split(' ')[0];
  const lasting = Object.keys(before).filter((path) => kind(before[path]) === kind(after[path]));
  return { before, after, lasting, another };
}

/**
 * A file system whose n-th call fails half-way, or, if `kill` is set, whose
 * calls all fail from there on, as they do for a process that is no more.
 * It waits for nothing, so that the calls come in one order and fast; nor
 * does it sync, as the disk of the test need not survive a loss of power.
 */
export function failingAt(n: number, { code = 'ENOSPC', kill = false } = {}): { fs: FileSystem; calls: () => number } {
  let calls = 0;
  const step = async <T>(work: () => T, half: () => unknown = () => undefined): Promise<T> => {
    calls += 1;
    if (calls === n) half();
    if (calls === n || (kill && calls > n)) throw failure(code);
    return work();
  };
  const fs: FileSystem = {
    processId: 500_000_000 + n,
    isRunning: (processId, since) => processId < 500_000_000 && nodeFileSystem.isRunning(processId, since),
    realpath: (path) => step(() => node.realpathSync.native(path)),
    lstat: (path) => step(() => node.lstatSync(path)),
    readdir: (path) => step(() => node.readdirSync(path, { withFileTypes: true })),
    readFile: (path) => step(() => node.readFileSync(path)),
    readlink: (path) => step(() => node.readlinkSync(path)),
    mkdir: (path) => step(() => node.mkdirSync(path, { recursive: true })),
    chmod: (path, mode) => step(() => node.chmodSync(path, mode)),
    link: (existing, path) => step(() => node.linkSync(existing, path)),
    symlink: (target, path) => step(() => node.symlinkSync(target, path)),
    copy: (existing, path) => step(() => node.cpSync(existing, path, { preserveTimestamps: true })),
    rename: (from, to) => step(() => node.renameSync(from, to)),
    unlink: (path) => step(() => node.unlinkSync(path)),
    rmdir: (path) => step(() => node.rmdirSync(path)),
    rm: (path) =>
      step(
        () => node.rmSync(path, { recursive: true, force: true }),
        () => removeHalf(path),
      ),
    open: (path, flags) =>
      step(() => {
        const file = node.openSync(path, flags);
        const write = (contents: Uint8Array) => node.writeFileSync(file, contents);
        return {
          writeFile: (contents) =>
            step(
              () => write(contents),
              () => write(contents.subarray(0, contents.length / 2)),
            ),
          chmod: (mode) => step(() => node.fchmodSync(file, mode)),
          sync: () => step(() => undefined),
          close: () => {
            node.closeSync(file);
            return step(() => undefined);
          },
        };
      }),
  };
  return { fs, calls: () => calls };
}

export function removeHalf(folder: string): void {
  const files = Object.entries(look(folder) ?? {}).filter(([, kind]) => !kind.startsWith('folder'));
  for (const [path] of files.slice(0, files.length / 2)) node.unlinkSync(join(folder, path));
}

/** The system as it is, but for the waiting: the disk of the test need not survive a loss of power. */
export const sound: FileSystem = { ...failingAt(Number.POSITIVE_INFINITY).fs, processId: process.pid };

export function bound(file: Awaited<ReturnType<FileSystem['open']>>) {
  return {
    writeFile: (contents: Uint8Array) => file.writeFile(contents),
    chmod: (mode: number) => file.chmod(mode),
    sync: () => file.sync(),
    close: () => file.close(),
  };
}

export function withoutTemporary(state: Record<string, string> | null): Record<string, string> {
  return Object.fromEntries(Object.entries(state ?? {}).filter(([path]) => !/\.faqgen-/.test(path)));
}

export function isEqual(a: Record<string, string>, b: Record<string, string>): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
