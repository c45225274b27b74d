import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { type FileSystem, nodeFileSystem } from '../../src/writing/outputFileSystem.ts';
import { type OutputError, writeSite } from '../../src/writing/writeSite.ts';
import {
  failure,
  fastRoom,
  leftovers,
  look,
  newProject,
  newSite,
  oldSite,
  type Project,
  prepareGenerations,
  refused,
  room,
  site,
  sound,
  withoutSwap,
} from '../sitesOnDisk.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

/** Sites that are written file by file, when something fails after the first file. */

interface Faults {
  /** The number of the call, among those that change a name in the folder, from which on they fail. */
  readonly from: number;
  /** How many fail from there on. */
  readonly many: number;
  readonly code?: string;
  /** The disk beneath. */
  readonly base?: FileSystem;
}

/** A disk on which the folder cannot be swapped, and where calls that change a name fail. `failed`: the places at which they did. */
function withFaults({ out }: Project, { from, many, code = 'EIO', base = sound }: Faults) {
  let calls = 0;
  const failed: string[] = [];
  const mayFail =
    <Arguments extends string[]>(work: (...paths: Arguments) => Promise<unknown>) =>
    async (...paths: Arguments): Promise<void> => {
      const place = paths.at(-1) ?? '';
      // What is on its way under another name, and the lock, are no part of the site.
      if (/\.faqgen-[^/]*$/.test(place) || !place.startsWith(`${out}/`)) return void (await work(...paths));
      calls += 1;
      if (calls >= from && calls < from + many) {
        failed.push(place.slice(out.length + 1));
        throw failure(code);
      }
      await work(...paths);
    };
  const fs: FileSystem = {
    ...base,
    rename: mayFail(base.rename),
    unlink: mayFail(base.unlink),
    rmdir: mayFail(base.rmdir),
    mkdir: (path, below) => mayFail((_: string) => base.mkdir(path, below))(path),
  };
  return { fs: withoutSwap(out, fs), calls: () => calls, failed };
}

/** The inode and the times of every file. */
function identities({ out }: Project): Record<string, string> {
  const files = Object.entries(look(out) ?? {}).filter(([, kind]) => kind.startsWith('file'));
  return Object.fromEntries(
    files.map(([path]) => {
      const { ino, mtimeMs } = lstatSync(join(out, path));
      return [path, `${ino} ${mtimeMs}`];
    }),
  );
}

/** Builds the new site over the old one with faults at ever later calls, until there is none. */
async function atEachCall(
  faults: Omit<Faults, 'from'>,
  judge: (project: Project, error: OutputError, failed: readonly string[], before: Record<string, string>) => void,
): Promise<number> {
  const { before, after, another } = await prepareGenerations();
  for (let from = 1; ; from += 1) {
    const project = await another();
    const { fs, calls, failed } = withFaults(project, { ...faults, from });
    const outcome = await writeSite(newSite, { ...project, fs }).catch((error: unknown) => error);
    if (calls() < from) {
      expect(look(project.out)).toEqual(after);
      return from - 1;
    }
    const error = await refused(Promise.reject(outcome));
    judge(project, error, failed, before);
    expect(leftovers(project), `call ${from}`).toEqual([]);
    await writeSite(newSite, { ...project, fs: sound });
    expect(look(project.out), `after call ${from}`).toEqual(after);
  }
}

const disks: Record<string, FileSystem> = {
  'with links': sound,
  'without links': { ...sound, link: () => Promise.reject(failure('ENOTSUP')) },
};

describe('one failure, wherever it is', () => {
  it.each(Object.entries(disks))('leaves the old site as it was, and names the page, %s', async (disk, base) => {
    const calls = await atEachCall({ many: 1, base }, (project, error, [place = ''], before) => {
      expect(look(project.out), place).toEqual(before);
      expect(error).toMatchObject({ code: 'write-failed', remains: null, help: 'check the disk' });
      expect(error.message).toBe(`cannot write ${join(project.out, place)}: the disk reports a fault (EIO)`);
    });
    // The manifest twice, six files, three that go, a folder that is made, two that go.
    expect(calls, disk).toBeGreaterThan(12);
  });

  it('leaves the very files that stood there', async () => {
    const project = await newProject(fastRoom);
    await writeSite(oldSite, project);
    const before = identities(project);
    for (const from of [2, 5, 9]) {
      await refused(writeSite(newSite, { ...project, fs: withFaults(project, { from, many: 1 }).fs }));
      expect(identities(project)).toEqual(before);
    }
  });

  it('on a first site leaves an empty folder', async () => {
    for (let from = 1; ; from += 1) {
      const project = await newProject(fastRoom);
      mkdirSync(project.out);
      const { fs, calls } = withFaults(project, { from, many: 1 });
      const outcome = await writeSite(newSite, { ...project, fs }).catch((error: unknown) => error);
      if (calls() < from) break;
      expect(outcome).toMatchObject({ remains: null });
      expect(look(project.out), `call ${from}`).toEqual({});
    }
  });
});

describe('a failure after which nothing works', () => {
  it.each(Object.entries(disks))('is told with what stands there now, %s', async (_, base) => {
    const seen = new Set<string>();
    await atEachCall({ many: Number.POSITIVE_INFINITY, base }, (project, error, [place = ''], before) => {
      const state = look(project.out) ?? {};
      const now = Object.entries(state).filter(([path, kind]) => kind.startsWith('file') && path !== '.faqgen.json');
      const written = now.filter(([path, kind]) => before[path] !== kind).length;
      const isFile = (kind: string | undefined) => kind?.startsWith('file') === true;
      const removed = Object.keys(before).filter((path) => isFile(before[path]) && !isFile(state[path])).length;
      expect(error.message).toBe(`cannot write ${join(project.out, place)}: the disk reports a fault (EIO)`);
      expect(error.remains).toEqual(
        written + removed === 0 ? null : { written, removed, reason: 'the disk reports a fault (EIO)' },
      );
      if (error.remains) expect(state['.faqgen.json']).toContain('"q/gone/index.html","q/kept/index.html"');
      seen.add(`${written} ${removed}`);
    });
    expect(seen.size).toBeGreaterThan(6);
  });

  it('is told where the old files could not be kept', async () => {
    const project = await newProject(fastRoom);
    await writeSite(site({ a: '1', b: '1' }), project);
    const refusing = async (): Promise<never> => {
      throw failure('EACCES');
    };
    const { fs } = withFaults(project, { from: 3, many: 1, base: { ...sound, link: refusing, copy: refusing } });
    const error = await refused(writeSite(site({ a: '2', b: '2' }), { ...project, fs }));
    expect(error.remains).toEqual({ written: 1, removed: 0, reason: 'the file before could not be kept' });
    expect(look(project.out)).toMatchObject({ a: 'file 644 2', b: 'file 644 1' });
  });

  it('changes nothing where the disk has no room to keep the old files', async () => {
    const project = await newProject(fastRoom);
    await writeSite(site({ a: '1', b: '1' }), project);
    const before = look(project.out);
    const fs = withoutSwap(project.out, { ...sound, link: () => Promise.reject(failure('ENOSPC')) });
    const error = await refused(writeSite(site({ a: '2', b: '2' }), { ...project, fs }));
    expect(error.message).toMatch(/the disk is full \(ENOSPC\)$/);
    expect(look(project.out)).toEqual(before);
  });
});

describe('the program', () => {
  const faq = (answer: string) => `title: Bees
policy: {review: off, citations: off}
disclaimer: {text: No advice.}
questions:
  - {id: sting, question: Does it sting?, answer: ${answer}}
  - {id: honey, question: Is there honey?, answer: ${answer}}
`;

  /** Builds with a disk that fails from a call on. */
  async function buildFailing(faults: Faults | null, folder: string, argv: readonly string[] = []) {
    const project = { projectRoot: folder, out: join(folder, 'dist') };
    const fs = faults === null ? nodeFileSystem : withFaults(project, { base: nodeFileSystem, ...faults }).fs;
    return run(['build', '--url', 'https://example.org/', ...argv], folder, {}, undefined, {
      writeSite: (files, options) => writeSite(files, { ...options, fs }),
    });
  }

  it('says that nothing was written only where nothing was', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), faq('No.'));
    expect(await buildFailing(null, folder)).toMatchObject({ exitCode: 0 });
    const before = look(join(folder, 'dist'));
    await writeFile(join(folder, 'faq.yaml'), faq('Yes.'));

    const taken = await buildFailing({ from: 4, many: 1, code: 'EPERM' }, folder);
    expect(taken.exitCode).toBe(2);
    expect(taken.stderr).toMatch(/^error\[write-failed\]: cannot write \S*\/dist\/[\w.-]+: not permitted \(EPERM\)$/m);
    expect(taken.stderr).toMatch(/1 error: nothing was written\n$/);
    expect(look(join(folder, 'dist'))).toEqual(before);

    const left = await buildFailing({ from: 4, many: 1000, code: 'EPERM' }, folder);
    expect(left.exitCode).toBe(2);
    expect(left.stderr).toMatch(
      /\(EPERM\); the site is half new, 2 new files are there, which could not be taken back: /,
    );
    expect(left.stderr).toContain('the next build puts the folder right');
    expect(left.stderr).toMatch(/1 error: the site is half new, 2 new files are there\n$/);

    const data = await buildFailing({ from: 3, many: 1000, code: 'EPERM' }, folder, ['--format', 'json']);
    expect(JSON.parse(data.stdout)).toMatchObject({ ok: false, written: 1, removed: 0 });
    expect(await buildFailing(null, folder)).toMatchObject({ exitCode: 0 });
  });
});

describe.runIf(process.getuid?.() === 0)('a folder for all, in one that is closed', () => {
  it('is as it was where one page belongs to somebody else', async () => {
    const project = await newProject();
    const nobody = 65_534;
    const program = join(project.projectRoot, 'program.cjs');
    await build({
      stdin: {
        contents: `
          import { writeSite } from './src/writing/writeSite.ts';
          const { out, projectRoot, text } = JSON.parse(process.argv[2]);
          const files = ['a', 'b', 'index.html'].map((path) => ({ path, contents: text }));
          const show = ({ written, message, remains }) => console.log(JSON.stringify({ written, message, remains }));
          writeSite(files, { out, projectRoot }).then(show, show);`,
        resolveDir: join(import.meta.dirname, '../..'),
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: program,
    });
    for (const folder of [room, project.projectRoot]) chmodSync(folder, 0o755);
    mkdirSync(project.out);
    chmodSync(project.out, 0o1777);
    const buildAsNobody = (text: string) =>
      JSON.parse(
        execFileSync(process.execPath, [program, JSON.stringify({ ...project, text })], {
          uid: nobody,
          gid: nobody,
          cwd: '/',
          encoding: 'utf8',
        }),
      );
    expect(buildAsNobody('1')).toEqual({ written: 3 });
    chownSync(join(project.out, 'b'), 0, 0);
    const before = identities(project);
    expect(buildAsNobody('2')).toEqual({
      message: `cannot write ${join(project.out, 'b')}: not permitted (EPERM)`,
      remains: null,
    });
    expect(identities(project)).toEqual(before);
    expect(readFileSync(join(project.out, 'a'), 'utf8')).toBe('1');
    expect(leftovers(project)).toEqual([]);
  });
});
