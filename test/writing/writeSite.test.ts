import { execFile, execFileSync } from 'node:child_process';
import * as node from 'node:fs';
import { chmod, lstat, mkdir, readdir, readFile, readlink, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type { SiteFile } from '../../src/pages/siteFile.ts';
import { eachOf, type FileSystem, nodeFileSystem } from '../../src/writing/outputFileSystem.ts';
import { OutputError, type WriteResult, writeSite } from '../../src/writing/writeSite.ts';
import {
  bound,
  failingAt,
  failure,
  fastRoom,
  isEqual,
  leftovers,
  look,
  newProject,
  newSite,
  type Project,
  prepareGenerations,
  put,
  putForeign,
  refused,
  removeHalf,
  room,
  site,
  sound,
  stamps,
  withCalls,
  withoutSwap,
  withoutTemporary,
} from '../sitesOnDisk.ts';

describe('a site', () => {
  it('is written with a manifest', async () => {
    const { projectRoot, out } = await newProject();
    const bytes = new Uint8Array([0, 255, 10]);
    const files = [
      { path: 'q/a/index.html', contents: 'é' },
      { path: 'b.bin', contents: bytes },
    ];
    const result = await writeSite(files, { out, projectRoot });
    expect(result).toEqual({ files: 2, written: 2, unchanged: 0, removed: 0, fallback: null } satisfies WriteResult);
    expect(await readFile(join(out, 'q/a/index.html'), 'utf8')).toBe('é');
    expect(new Uint8Array(await readFile(join(out, 'b.bin')))).toEqual(bytes);
    expect(await readFile(join(out, '.faqgen.json'), 'utf8')).toBe('{"faqgen":1,"files":["b.bin","q/a/index.html"]}\n');
    expect(leftovers({ projectRoot })).toEqual([]);
  });

  it('is written into a folder whose parents are missing, and into an empty one', async () => {
    const { projectRoot } = await newProject();
    const out = join(projectRoot, 'build/site/dist');
    await writeSite(site({ a: '1' }), { out, projectRoot });
    expect(await readFile(join(out, 'a'), 'utf8')).toBe('1');
    const empty = join(projectRoot, 'empty');
    await mkdir(empty, { mode: 0o750 });
    await writeSite(site({ a: '1' }), { out: empty, projectRoot });
    expect(await readFile(join(empty, 'a'), 'utf8')).toBe('1');
    expect((await lstat(empty)).mode & 0o777).toBe(0o750);
  });

  it('is not touched by a second build of the same', async () => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ a: '1', 'b/c': '2' }), { out, projectRoot });
    const before = { out: await stamps(out), parent: (await lstat(projectRoot)).mtimeMs };
    const result = await writeSite(site({ 'b/c': '2', a: '1' }), { out, projectRoot });
    expect(result).toEqual({ files: 2, written: 0, unchanged: 2, removed: 0, fallback: null });
    expect({ out: await stamps(out), parent: (await lstat(projectRoot)).mtimeMs }).toEqual(before);
  });

  it.each(['swapped', 'in place'])('keeps inode and time of what has not changed (%s)', async (way) => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ a: '1', 'b/c': '22', 'b/d': '3' }), { out, projectRoot });
    await chmod(join(out, 'a'), 0o640);
    const identity = async (path: string) => {
      const { ino, mtimeNs } = await lstat(join(out, path), { bigint: true });
      return `${ino} ${mtimeNs}`;
    };
    const before = [await identity('b/c'), await identity('b/d')];
    const fs = way === 'swapped' ? nodeFileSystem : withoutSwap(out);
    const result = await writeSite(site({ a: '9', 'b/c': '22', 'b/d': '3' }), { out, projectRoot, fs });
    expect(result).toMatchObject({ files: 3, written: 1, unchanged: 2, removed: 0 });
    expect([await identity('b/c'), await identity('b/d')]).toEqual(before);
    expect(look(out)).toMatchObject({ a: 'file 640 9' });
  });

  it('keeps times and modes where there are no hard links', async () => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ a: '1', b: '2' }), { out, projectRoot });
    await utimes(join(out, 'b'), 1000, 1000);
    await chmod(join(out, 'b'), 0o440);
    const fs = withCalls({ link: () => Promise.reject(failure('ENOTSUP')) });
    const result = await writeSite(site({ a: '9', b: '2' }), { out, projectRoot, fs });
    expect(result).toMatchObject({ written: 1, unchanged: 1, fallback: null });
    expect((await lstat(join(out, 'b'))).mtimeMs).toBe(1_000_000);
    expect(look(out)).toMatchObject({ a: 'file 644 9', b: 'file 440 2' });
  });

  it.each(['swapped', 'in place'])('loses its stale files, and nothing that others made (%s)', async (way) => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ a: '1', 'old/x': '2', 'mixed/y': '3', 'both/z': '4' }), { out, projectRoot });
    await putForeign(out);
    await put(join(out, 'mixed/theirs'), 'kept');
    await chmod(join(out, 'mixed'), 0o711);
    const before = look(out);
    const fs = way === 'swapped' ? nodeFileSystem : withoutSwap(out);
    const result = await writeSite(site({ a: '1', 'both/w': '5' }), { out, projectRoot, fs });
    expect(result).toMatchObject({ files: 2, written: 1, unchanged: 1, removed: 3 });
    const { old, 'old/x': x, 'mixed/y': y, 'both/z': z, ...rest } = before ?? {};
    expect([old, x, y, z]).not.toContain(undefined);
    expect(look(out)).toEqual({
      ...rest,
      'both/w': 'file 644 5',
      '.faqgen.json': 'file 644 {"faqgen":1,"files":["a","both/w"]}\n',
    });
    expect(leftovers({ projectRoot })).toEqual([]);
  });

  it.each(['swapped', 'in place'])('is on the disk before anything is renamed (%s)', async (way) => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ a: '1', 'b/c': '1', d: '1' }), { out, projectRoot });
    const waiting = new Set<string>();
    let renames = 0;
    const real = withCalls({
      open: async (path, flags) => {
        const isNew = (flags & node.constants.O_CREAT) !== 0;
        // A name that is taken is never written into: it may be a link, or a file that the old folder shares.
        expect((flags & node.constants.O_EXCL) !== 0).toBe(isNew);
        if (isNew && !path.endsWith('.lock')) waiting.add(path);
        const file = await nodeFileSystem.open(path, flags);
        return {
          ...bound(file),
          sync: async () => {
            await file.sync();
            waiting.delete(path);
          },
        };
      },
      rename: async (from, to) => {
        expect([...waiting]).toEqual([]);
        renames += 1;
        await nodeFileSystem.rename(from, to);
      },
    });
    const fs = way === 'swapped' ? real : withoutSwap(out, real);
    await writeSite(site({ a: '2', 'b/c': '2', d: '1' }), { out, projectRoot, fs });
    expect(renames).toBeGreaterThan(2);
  });

  it('need not be on the disk where none stood before, but for its manifest and the names in its folders', async () => {
    const { projectRoot, out } = await newProject();
    const synced: string[] = [];
    const fs = withCalls({
      open: async (path, flags) => {
        const file = await nodeFileSystem.open(path, flags);
        return {
          ...bound(file),
          sync: async () => {
            synced.push(path.replace(/^.*-new/, ''));
            await file.sync();
          },
        };
      },
    });
    await writeSite(site({ a: '1', 'b/c': '1' }), { out, projectRoot, fs });
    expect(synced.sort()).toEqual(['', '/.faqgen.json', '/b', projectRoot]);
  });

  it.each(['no site', 'a site'])('is not reported as written if the disk is full at close, over %s', async (place) => {
    const { projectRoot, out } = await newProject();
    if (place === 'a site') await writeSite(site({ a: '1', b: '1' }), { out, projectRoot });
    const before = look(out);
    let open = 0;
    const fs = withCalls({
      open: async (path, flags) => {
        const file = await nodeFileSystem.open(path, flags);
        open += 1;
        const close = async () => {
          await file.close();
          open -= 1;
          if (path.endsWith('/b')) throw failure('ENOSPC');
        };
        return { ...bound(file), close };
      },
    });
    const error = await refused(writeSite(site({ a: '2', b: '2', c: '2' }), { out, projectRoot, fs }));
    expect(error.message).toBe(`cannot write ${join(out, 'b')}: the disk is full (ENOSPC)`);
    expect(look(out)).toEqual(before);
    expect(leftovers({ projectRoot })).toEqual([]);
    expect(open).toBe(0);
  });

  it('is compared by its bytes, whatever its letters', async () => {
    const { projectRoot, out } = await newProject();
    const files = site({ a: 'é', b: '≥ 5 \u{1f642}', c: 'half \ud83d of a pair', d: '' });
    await writeSite(files, { out, projectRoot });
    expect(await writeSite(files, { out, projectRoot })).toMatchObject({ written: 0, unchanged: 4 });
    // Of the same length in bytes.
    const others = site({ a: 'ü', b: '≤ 5 \u{1f642}', c: 'half \ud83d of a pair', d: '' });
    expect(await writeSite(others, { out, projectRoot })).toMatchObject({ written: 2, unchanged: 2 });
    expect(await readFile(join(out, 'a'), 'utf8')).toBe('ü');
  });

  it('may have more files than can be open at once', async () => {
    const { projectRoot, out } = await newProject();
    const many = (text: string) => site(Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${n}`, text])));
    let [open, most] = [0, 0];
    const fs = withCalls({
      open: async (path, flags) => {
        const file = await nodeFileSystem.open(path, flags);
        open += 1;
        most = Math.max(most, open);
        const close = async () => {
          open -= 1;
          await file.close();
        };
        return { ...bound(file), close };
      },
    });
    for (const text of ['1', '2']) {
      expect(await writeSite(many(text), { out, projectRoot, fs })).toMatchObject({ written: 300 });
      expect(await readFile(join(out, '299'), 'utf8')).toBe(text);
    }
    expect([open, most <= 100]).toEqual([0, true]);
  });

  it('takes in a file of the same bytes that others made, and from then on owns it', async () => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ a: '1' }), { out, projectRoot });
    await put(join(out, 'b'), '2');
    expect(await writeSite(site({ a: '1', b: '2' }), { out, projectRoot })).toMatchObject({ written: 0, unchanged: 2 });
    expect(await writeSite(site({ a: '1' }), { out, projectRoot })).toMatchObject({ removed: 1 });
  });

  it('rescues what others put there while it was being built', async () => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ a: '1', 'q/b': '2' }), { out, projectRoot });
    const fs = withCalls({
      rename: async (from, to) => {
        if (from === out) await put(join(out, 'q/late/note'), 'kept');
        await nodeFileSystem.rename(from, to);
      },
    });
    await writeSite(site({ a: '9', 'q/b': '2' }), { out, projectRoot, fs });
    expect(look(out)).toMatchObject({ a: 'file 644 9', 'q/late/note': 'file 644 kept' });
  });

  it('rescues what others put into an empty folder while it was being built', async () => {
    const { projectRoot, out } = await newProject();
    await mkdir(out);
    const fs = withCalls({
      rename: async (from, to) => {
        if (from === out) await put(join(out, 'note'), 'kept');
        await nodeFileSystem.rename(from, to);
      },
    });
    await writeSite(site({ a: '1' }), { out, projectRoot, fs });
    expect(look(out)).toMatchObject({ a: 'file 644 1', note: 'file 644 kept' });
    expect(leftovers({ projectRoot })).toEqual([]);
  });

  it.each(['swapped', 'in place'])('may turn files into folders and folders into files (%s)', async (way) => {
    const { projectRoot, out } = await newProject();
    const fs = way === 'swapped' ? nodeFileSystem : withoutSwap(out);
    await writeSite(site({ a: '1', 'b/c/d': '2', 'b/e': '3' }), { out, projectRoot });
    const result = await writeSite(site({ 'a/x/y': '4', b: '5' }), { out, projectRoot, fs });
    expect(result).toMatchObject({ written: 2, removed: 3 });
    expect(Object.keys(look(out) ?? {})).toEqual(['.faqgen.json', 'a', 'a/x', 'a/x/y', 'b']);
    expect(leftovers({ projectRoot })).toEqual([]);
  });

  it('follows a link to the output folder, also one that leads nowhere yet', async () => {
    const { projectRoot, out } = await newProject();
    await mkdir(join(projectRoot, 'elsewhere'));
    await symlink('elsewhere/real', out);
    for (const text of ['1', '2']) {
      expect(await writeSite(site({ a: text }), { out, projectRoot })).toMatchObject({ written: 1, fallback: null });
      expect(await readlink(out)).toBe('elsewhere/real');
      expect(await readFile(join(projectRoot, 'elsewhere/real/a'), 'utf8')).toBe(text);
    }
    expect(leftovers({ projectRoot })).toEqual([]);
  });
});

describe('a refusal', () => {
  it.each(['.', '..', '/', 'linked', 'missing/..'])(
    'meets an output folder that is or holds the project: %s',
    async (way) => {
      const { projectRoot } = await newProject();
      await symlink('..', join(projectRoot, 'linked'));
      const out = way === '/' ? '/' : `${projectRoot}/${way}`;
      const before = look(projectRoot);
      const error = await refused(writeSite(site({ a: '1' }), { out, projectRoot }));
      expect(error.code).toBe('output-refused');
      expect(error.message).toMatch(/is or holds the project/);
      expect(look(projectRoot)).toEqual(before);
    },
  );

  it('meets an output folder that holds a project whose name begins with two dots', async () => {
    const { projectRoot: out } = await newProject();
    await mkdir(join(out, '..project'));
    const error = await refused(writeSite(site({ a: '1' }), { out, projectRoot: join(out, '..project') }));
    expect(error.message).toMatch(/is or holds the project/);
  });

  it('does not meet a folder whose name only begins like the project', async () => {
    const { projectRoot } = await newProject();
    await writeSite(site({ a: '1' }), { out: `${projectRoot}-site`, projectRoot });
    await writeSite(site({ a: '1' }), { out: join(projectRoot, '..site'), projectRoot });
  });

  it('meets a file, and a folder inside a file', async () => {
    const { projectRoot, out } = await newProject();
    await put(out, 'precious');
    for (const place of [out, join(out, 'inner')]) {
      const error = await refused(writeSite(site({ a: '1' }), { out: place, projectRoot }));
      expect(error.code).toBe('output-refused');
    }
    expect(await readFile(out, 'utf8')).toBe('precious');
  });

  it.each([
    ['no manifest', null],
    ['no JSON', '{"faqgen":1,'],
    ['another version', '{"faqgen":2,"files":[]}'],
    ['no list', '{"faqgen":1,"files":{}}'],
    ['no object', 'null'],
    ['a way out', '{"faqgen":1,"files":["../precious"]}'],
    ['an absolute path', '{"faqgen":1,"files":["/etc/passwd"]}'],
    ['a number', '{"faqgen":1,"files":[1]}'],
    ['bytes that are no text', Buffer.from('{"faqgen":1,"files":["\xff"]}', 'latin1')],
  ])('meets a folder with files and %s', async (_, manifest) => {
    const { projectRoot, out } = await newProject();
    await put(join(out, 'precious'), 'kept');
    if (manifest !== null) await writeFile(join(out, '.faqgen.json'), manifest);
    const before = await stamps(out);
    const error = await refused(writeSite(site({ a: '1' }), { out, projectRoot }));
    expect(error.code).toBe('output-refused');
    expect(error.message).toMatch(/not empty and was not made by faqgen/);
    expect(await stamps(out)).toEqual(before);
  });

  it.each<[string, string, (out: string) => Promise<unknown>, Record<string, string>]>([
    ['a file', 'b', (out) => put(join(out, 'b'), 'theirs'), { b: 'ours' }],
    ['a link to the same bytes', 'b', (out) => symlink('a', join(out, 'b')), { b: '1' }],
    ['a file where a folder should be', 'b', (out) => put(join(out, 'b'), 'theirs'), { 'b/c': 'ours' }],
    ['a link where a folder should be', 'b', (out) => symlink('..', join(out, 'b')), { 'b/c': 'ours' }],
    ['a folder with a file, where a file should be', 'b/c', (out) => put(join(out, 'b/c'), 'theirs'), { b: 'ours' }],
  ])('meets %s that others made', async (_, named, make, wanted) => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ a: '1' }), { out, projectRoot });
    await make(out);
    const before = await stamps(out);
    const error = await refused(writeSite(site({ a: '2', ...wanted }), { out, projectRoot }));
    expect(error.code).toBe('output-refused');
    expect(error.message).toBe(`${join(out, named)} was not made by faqgen and would be overwritten`);
    expect(await stamps(out)).toEqual(before);
    expect(leftovers({ projectRoot })).toEqual([]);
  });

  it.each(['', '/a', '../a', 'a/../b', './a', 'a//b', 'a/', 'a\\b', 'a\0', 'C:/a', '.faqgen.json'])(
    'as a fault of the program meets the path %j',
    async (path) => {
      const { projectRoot, out } = await newProject();
      await expect(writeSite(site({ [path]: '1' }), { out, projectRoot })).rejects.toThrow(/not a path of a site/);
      expect(look(out)).toBe(null);
    },
  );

  it('as a fault of the program meets two files in one place', async () => {
    const { projectRoot, out } = await newProject();
    const twice = [...site({ a: '1' }), ...site({ a: '1' })];
    await expect(writeSite(twice, { out, projectRoot })).rejects.toThrow(/one path: a/);
    await expect(writeSite(site({ a: '1', 'a/b': '2' }), { out, projectRoot })).rejects.toThrow(/also a folder: a/);
  });
});

describe('a fault at any call', () => {
  it.each(['once', 'killed'])('leaves the old or the new site, and the next build repairs it (%s)', async (how) => {
    const { before, after, another } = await prepareGenerations();
    const states = { old: 0, new: 0, missing: 0 };
    for (let n = 1, isOver = false; !isOver; n += 1) {
      const project = await another();
      const { fs, calls } = failingAt(n, { kill: how === 'killed' });
      const outcome = await writeSite(newSite, { ...project, fs }).catch((error: unknown) => error);
      isOver = calls() < n;
      const state = look(project.out);
      const which = state === null ? 'missing' : isEqual(state, after) ? 'new' : 'old';
      states[which] += 1;
      if (which === 'old') expect(state, `call ${n}`).toEqual(before);
      if (which === 'old' && how === 'once') expect(leftovers(project), `call ${n}`).toEqual([]);
      const written = which === 'new' ? expect.objectContaining({ files: 8, fallback: null }) : null;
      expect(outcome, `call ${n}`).toEqual(
        written ?? expect.objectContaining({ name: 'OutputError', code: 'write-failed' }),
      );
      await expectRepaired(project, after, sound, n);
    }
    expect(states.missing).toBe(how === 'once' ? 0 : 1);
    expect(states.old).toBeGreaterThan(50);
    expect(states.new).toBeGreaterThan(5);
    report(`swapped, fault ${how}`, states);
  });

  it.each(['once', 'killed'])('truncates no file where the folder cannot be swapped (%s)', async (how) => {
    const { before, after, lasting, another } = await prepareGenerations();
    const states = { old: 0, new: 0, mixed: 0 };
    for (let n = 1, isOver = false; !isOver; n += 1) {
      const project = await another();
      const { fs, calls } = failingAt(n, { kill: how === 'killed' });
      const outcome = await writeSite(newSite, { ...project, fs: withoutSwap(project.out, fs) }).catch(
        (error: unknown) => error,
      );
      isOver = calls() < n;
      const state = withoutTemporary(look(project.out));
      const which = isEqual(state, before) ? 'old' : isEqual(state, after) ? 'new' : 'mixed';
      states[which] += 1;
      expect(which === 'new' || outcome instanceof OutputError, `call ${n}`).toBe(true);
      // As long as the manifest is the old one, nothing at all has changed.
      if (state['.faqgen.json'] === before['.faqgen.json']) expect(state, `call ${n}`).toEqual(before);
      const { '.faqgen.json': _, ...rest } = state;
      const broken = Object.keys(rest).filter((path) => ![before[path], after[path]].includes(rest[path]));
      expect([...broken, ...lasting.filter((path) => !(path in state))], `call ${n}`).toEqual([]);
      await expectRepaired(project, after, n % 2 === 0 ? sound : withoutSwap(project.out, sound), n);
    }
    expect(states.old).toBeGreaterThan(50);
    // Where the process lives on, it takes back what it has changed.
    if (how === 'once') expect(states.mixed).toBe(0);
    else expect(states.mixed).toBeGreaterThan(0);
    report(`in place, fault ${how}`, states);
  });

  it('on a first build leaves nothing or the whole site', async () => {
    for (let n = 1, isOver = false; !isOver; n += 1) {
      const project = await newProject(fastRoom);
      const { fs, calls } = failingAt(n, { kill: n % 2 === 0 });
      await writeSite(newSite, { ...project, fs }).catch(() => undefined);
      isOver = calls() < n;
      const state = look(project.out);
      const whole = Object.fromEntries(newSite.map(({ path, contents }) => [path, `file 644 ${contents}`]));
      if (state !== null) expect(state, `call ${n}`).toMatchObject(whole);
      await writeSite(newSite, { ...project, fs: n % 3 === 0 ? withoutSwap(project.out, sound) : sound });
      expect(look(project.out), `after call ${n}`).toMatchObject(whole);
      expect(leftovers(project), `after call ${n}`).toEqual([]);
    }
  });

  it.each(['EPERM', 'EXDEV', 'EACCES', 'EIO'])('of kind %s loses nothing that others made', async (code) => {
    const { after, lasting, another } = await prepareGenerations();
    for (let n = 1 + (code.length % 3), isOver = false; !isOver; n += 3) {
      const project = await another();
      const { fs, calls } = failingAt(n, { code });
      const outcome = await writeSite(newSite, { ...project, fs }).catch((error: unknown) => error);
      isOver = calls() < n;
      const state = withoutTemporary(look(project.out));
      if (!(outcome instanceof OutputError)) expect(state, `call ${n}`).toEqual(after);
      expect(
        lasting.filter((path) => !(path in state)),
        `call ${n}`,
      ).toEqual([]);
      await expectRepaired(project, after, sound, n);
    }
  });

  it('is told with the path and the reason', async () => {
    const { another } = await prepareGenerations();
    const project = await another();
    const fs = withCalls({
      open: async (path, flags) => {
        const file = await nodeFileSystem.open(path, flags);
        if (!path.endsWith('q/two/index.html')) return file;
        return { ...bound(file), writeFile: () => Promise.reject(failure('ENOSPC')) };
      },
    });
    const error = await refused(writeSite(newSite, { ...project, fs }));
    expect(error.code).toBe('write-failed');
    expect(error.message).toBe(`cannot write ${join(project.out, 'q/two/index.html')}: the disk is full (ENOSPC)`);
    expect(error.help).toBe('make room, then build again');
  });
});

function report(what: string, states: Record<string, number>): void {
  if (process.env['FAQGEN_TEST_FIGURES']) console.log(what, JSON.stringify(states));
}

/** One more build, by a process that nothing happens to, makes the site whole and leaves nothing else. */
async function expectRepaired(project: Project, after: Record<string, string>, fs: FileSystem, n: number) {
  await writeSite(newSite, { ...project, fs });
  expect(look(project.out), `after call ${n}`).toEqual(after);
  expect(leftovers(project), `after call ${n}`).toEqual([]);
  node.rmSync(project.projectRoot, { recursive: true });
}

describe('what a killed build left', () => {
  const dead = 500_000_001;

  it('is put back if the site is missing, and else removed', async () => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ a: '1' }), { out, projectRoot });
    await put(join(out, 'CNAME'), 'example.org');
    await nodeFileSystem.rename(out, join(projectRoot, `.dist.faqgen-${dead}-0123456789ab-old`));
    await put(join(projectRoot, `.dist.faqgen-${dead}-0123456789ab-new/half`), '');
    await writeSite(site({ a: '2' }), { out, projectRoot });
    expect(look(out)).toMatchObject({ a: 'file 644 2', CNAME: 'file 644 example.org' });
    expect(leftovers({ projectRoot })).toEqual([]);
  });

  it('is removed also where nothing is to be written, without touching the site', async () => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ a: '1' }), { out, projectRoot });
    const before = await stamps(out);
    for (const role of ['new', 'old', 'gone']) {
      await put(join(projectRoot, `.dist.faqgen-${dead}-0123456789ab-${role}/x`), '');
    }
    expect(await writeSite(site({ a: '1' }), { out, projectRoot })).toMatchObject({ written: 0 });
    expect(leftovers({ projectRoot })).toEqual([]);
    expect(await stamps(out)).toEqual(before);
  });

  it('is left alone if its build is running, or if the name only resembles ours', async () => {
    const { projectRoot, out } = await newProject();
    const names = [
      `.dist.faqgen-${process.ppid}-0123456789ab-new`,
      `.dist.faqgen-${process.pid}-0123456789ab-gone`,
      `.dist.faqgen-${dead}-0123456789ab-newer`,
      `.dist.faqgen-${dead}-nothex-new`,
      `.other.faqgen-${dead}-0123456789ab-new`,
    ];
    for (const name of names) await put(join(projectRoot, name, 'x'), '');
    await writeSite(site({ a: '1' }), { out, projectRoot });
    expect(await readdir(projectRoot)).toEqual([...names, 'dist'].sort());
  });

  it('is not put back if it was half removed', async () => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ a: '1', b: '1' }), { out, projectRoot });
    const fs = withCalls({
      processId: dead,
      rm: async (path) => {
        removeHalf(path);
        throw failure('EIO');
      },
    });
    await writeSite(site({ a: '2', b: '2' }), { out, projectRoot, fs });
    expect(leftovers({ projectRoot })).not.toEqual([]);
    await rm(out, { recursive: true });
    expect(await writeSite(site({ a: '3', b: '3' }), { out, projectRoot })).toMatchObject({ written: 2 });
    expect(leftovers({ projectRoot })).toEqual([]);
  });

  it('is put back also if another process has been given its number', async () => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ a: '1' }), { out, projectRoot });
    await put(join(out, 'CNAME'), 'example.org');
    await nodeFileSystem.rename(out, join(projectRoot, `.dist.faqgen-${process.ppid}-0123456789ab-old`));
    await writeSite(site({ a: '2' }), { out, projectRoot });
    expect(look(out)).toMatchObject({ CNAME: 'file 644 example.org' });
  });
});

describe('where the folder cannot be swapped', () => {
  it.each([
    ['EBUSY', 'rename', 'cannot be renamed: it is in use (EBUSY)'],
    ['EXDEV', 'rename', 'cannot be renamed: it is on another disk (EXDEV)'],
    ['EACCES', 'mkdir', 'permission denied (EACCES)'],
    ['EROFS', 'mkdir', 'the disk is read-only (EROFS)'],
    ['EXDEV', 'link', 'is on another disk'],
  ] as const)('for %s of %s, it is written in place and said', async (code, call, reason) => {
    const { before, after, another } = await prepareGenerations();
    const project = await another();
    const fs = withCalls({
      [call]: async (...paths: [string, string]) => {
        const touched = call === 'mkdir' ? paths.slice(0, 1) : paths;
        const isInside = touched.every((path) => path === project.out || path.startsWith(`${project.out}/`));
        if (!isInside) throw failure(code);
        return (nodeFileSystem[call] as (...paths: [string, string]) => Promise<unknown>)(...paths);
      },
    });
    const result = await writeSite(newSite, { ...project, fs });
    expect(result).toMatchObject({ files: 8, written: 6, unchanged: 2, removed: 3 });
    expect(result.fallback).toMatch(/^The site was written file by file, since .*\.$/);
    expect(result.fallback).toContain(reason);
    expect(before).not.toEqual(after);
    expect(look(project.out)).toEqual(after);
    expect(leftovers(project)).toEqual([]);
    const untouched = await stamps(project.out);
    expect(await writeSite(newSite, { ...project, fs })).toMatchObject({ written: 0, fallback: null });
    expect(await stamps(project.out)).toEqual(untouched);
  });

  it('since a folder of others may not be read, it is written in place; one of ours is refused', async () => {
    const { out, ...rest } = await newProject();
    await writeSite(site({ a: '1', 'q/b': '2' }), { out, ...rest });
    await put(join(out, 'theirs/c'), 'kept');
    const closed = (folder: string) =>
      withCalls({
        readdir: (path) =>
          path === join(out, folder) ? Promise.reject(failure('EACCES')) : nodeFileSystem.readdir(path),
      });
    for (const folder of ['q', '']) {
      const before = await stamps(out);
      const error = await refused(writeSite(site({ a: '9', 'q/b': '2' }), { out, ...rest, fs: closed(folder) }));
      expect(error.code).toBe('output-refused');
      expect(await stamps(out)).toEqual(before);
    }
    const result = await writeSite(site({ a: '9', 'q/b': '2' }), { out, ...rest, fs: closed('theirs') });
    expect(result).toMatchObject({ written: 1, fallback: expect.stringContaining(`${out}/theirs may not be read`) });
    expect(look(out)).toMatchObject({ a: 'file 644 9', 'theirs/c': 'file 644 kept' });
  });

  it('the start page comes last, and the manifest that lists both sites first', async () => {
    const { another } = await prepareGenerations();
    const project = await another();
    const order: string[] = [];
    const fs = withoutSwap(project.out, {
      ...nodeFileSystem,
      rename: async (from, to) => {
        order.push(to.slice(project.out.length + 1));
        if (order.length === 1)
          expect(await readFile(from, 'utf8')).toContain('"q/gone/index.html","q/kept/index.html"');
        await nodeFileSystem.rename(from, to);
      },
    });
    await writeSite(newSite, { ...project, fs });
    expect(order.slice(0, 2)).toEqual(['.faqgen.json', 'assets/script.js']);
    expect(order.slice(-2)).toEqual(['index.html', '.faqgen.json']);
  });
});

describe('a large site', () => {
  /** A disk on which every call takes a while, in which nobody else has a turn. */
  const slow = (count: (call: string) => void, base: FileSystem): FileSystem => {
    const calls = Object.entries(base).map(([name, call]) => {
      if (name === 'isRunning' || typeof call !== 'function') return [name, call];
      const counted = (...all: unknown[]) => {
        count(name);
        for (const start = performance.now(); performance.now() - start < 11; );
        return (call as (...all: unknown[]) => unknown)(...all);
      };
      return [name, counted];
    });
    return Object.fromEntries(calls) as unknown as FileSystem;
  };

  it.each(['swapped', 'in place'])('leaves others their turns while it is looked at and written (%s)', async (way) => {
    const { projectRoot, out } = await newProject(fastRoom);
    const pages = (text: string) =>
      site(Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`${n}`, n % 2 ? text : 'the same'])));
    await writeSite(pages('1'), { out, projectRoot });
    let isOver = false;
    let turns = 0;
    const others = (): void => {
      turns += 1;
      if (!isOver) setImmediate(others);
    };
    setImmediate(others);
    const seen = new Map<string, Set<number>>();
    const count = (call: string) => seen.set(call, (seen.get(call) ?? new Set()).add(turns));
    const fs = slow(count, way === 'swapped' ? sound : withoutSwap(out, sound));
    await writeSite(pages('2'), { out, projectRoot, fs }).finally(() => {
      isOver = true;
    });
    const many =
      way === 'swapped' ? ['lstat', 'readFile', 'open', 'link', 'unlink'] : ['lstat', 'readFile', 'open', 'rename'];
    for (const call of many) expect(seen.get(call)?.size, call).toBeGreaterThanOrEqual(3);
  });

  it('is gone through one by one, also where more comes in meanwhile; a failure ends it', async () => {
    const items = [1, 2, 3];
    const done: number[] = [];
    await eachOf(items, async (item) => {
      if (item < 3) items.push(item + 3);
      done.push(item);
    });
    expect(done).toEqual([1, 2, 3, 4, 5]);
    const stop = eachOf(items, async (item) => {
      done.push(-item);
      if (item === 2) throw failure('EIO');
    });
    await expect(stop).rejects.toThrow('EIO');
    expect(done.slice(5)).toEqual([-1, -2]);
  });
});

describe('two builds at once', () => {
  const sites = ['one', 'two'].map((name) =>
    site({ 'index.html': name, [`q/${name}/index.html`]: name, 'q/both/index.html': name, 'assets/same.css': 'same' }),
  );
  const expected = (name: string) => ({
    'assets/same.css': 'file 644 same',
    'index.html': `file 644 ${name}`,
    [`q/${name}/index.html`]: `file 644 ${name}`,
    'q/both/index.html': `file 644 ${name}`,
    CNAME: 'file 644 example.org',
  });
  const filesOf = (state: Record<string, string> | null) =>
    Object.fromEntries(
      Object.entries(state ?? {}).filter(([path, kind]) => kind.startsWith('file') && path !== '.faqgen.json'),
    );

  it.each(['swapped', 'in place'])('end as one whole site (%s, one process)', async (way) => {
    for (let round = 1; round <= (way === 'swapped' ? 5 : 2); round += 1) {
      const { projectRoot, out } = await newProject();
      await writeSite(site({ 'index.html': 'zero' }), { out, projectRoot });
      await put(join(out, 'CNAME'), 'example.org');
      const fs = way === 'swapped' ? nodeFileSystem : withoutSwap(out);
      await Promise.all(
        Array.from({ length: 8 }, (_, n) => writeSite(sites[n % 2] as SiteFile[], { out, projectRoot, fs })),
      );
      const state = look(out);
      const name = state?.['index.html'] === 'file 644 one' ? 'one' : 'two';
      expect(filesOf(state)).toEqual(expected(name));
      expect(leftovers({ projectRoot })).toEqual([]);
    }
  });

  it.each<[string, keyof FileSystem, (out: string) => string]>([
    ['is looked at', 'readdir', (out) => out],
    ['is asked for its manifest', 'lstat', (out) => join(out, '.faqgen.json')],
    ['is about to be built anew', 'mkdir', (out) => join(dirname(out), '.dist.faqgen-')],
  ])('do not mix if one swaps the folder while it %s by the other', async (_, call, place) => {
    const { projectRoot, out } = await newProject();
    await writeSite(sites[1] as SiteFile[], { out, projectRoot });
    await put(join(out, 'CNAME'), 'example.org');
    let isSwapped = false;
    const fs = withCalls({
      [call]: async (path: string) => {
        if (isSwapped || !path.startsWith(place(out))) return (nodeFileSystem[call] as (path: string) => unknown)(path);
        isSwapped = true;
        const seen = call === 'readdir' ? await nodeFileSystem.readdir(path) : null;
        await writeSite(site({ 'index.html': 'three', 'q/both/index.html': 'three' }), { out, projectRoot });
        await writeSite(site({ 'index.html': 'four', 'assets/same.css': 'four' }), { out, projectRoot });
        if (call === 'lstat') throw failure('ENOENT');
        return seen ?? nodeFileSystem.mkdir(path);
      },
    });
    const result = await writeSite(sites[0] as SiteFile[], { out, projectRoot, fs });
    expect(isSwapped).toBe(true);
    expect(result).toMatchObject({ files: 4, written: 4, removed: 0, fallback: null });
    expect(filesOf(look(out))).toEqual(expected('one'));
    expect(leftovers({ projectRoot })).toEqual([]);
  });

  it('end as one whole site (eight processes)', async () => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ 'index.html': 'zero' }), { out, projectRoot });
    await put(join(out, 'CNAME'), 'example.org');
    const program = await compiledProgram();
    // All start to write at the same moment, and each writes three times, one site and the other in turn.
    const start = Date.now() + 500;
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => {
        const turns = [sites[n % 2], sites[(n + 1) % 2], sites[n % 2]];
        return promisify(execFile)(process.execPath, [program, JSON.stringify({ out, projectRoot, start, turns })]);
      }),
    );
    const state = look(out);
    const name = state?.['index.html'] === 'file 644 one' ? 'one' : 'two';
    expect(filesOf(state)).toEqual(expected(name));
    expect(leftovers({ projectRoot })).toEqual([]);
  });
});

describe('a real limit of the disk', () => {
  it.runIf(process.platform === 'linux')('a folder that the system does not let be made is said, soon', async () => {
    const { projectRoot } = await newProject();
    for (const out of ['/proc/faqgen', '/proc/faqgen/deeper']) {
      const error = await refused(writeSite(site({ a: '1' }), { out, projectRoot }));
      expect(error).toMatchObject({ code: 'write-failed', help: 'choose another output folder' });
    }
  });

  const tooLarge = site({ 'a.html': 'new', 'large.html': 'x'.repeat(256 * 1024), 'index.html': 'new' });

  it.each(['swapped', 'in place'])('on the size of files (ulimit -f) leaves the old site (%s)', async (way) => {
    const { projectRoot, out } = await newProject();
    await writeSite(site({ 'a.html': 'old', 'index.html': 'old' }), { out, projectRoot });
    const before = await stamps(out);
    const program = await compiledProgram();
    const request = JSON.stringify({ out, projectRoot, start: 0, turns: ['$large'], inPlace: way === 'in place' });
    const { stdout } = await promisify(execFile)('bash', [
      '-c',
      'ulimit -f 64; exec "$0" "$1" "$2"',
      process.execPath,
      program,
      request,
    ]);
    const error = JSON.parse(stdout);
    expect(error).toEqual({
      code: 'write-failed',
      message: `cannot write ${join(out, 'large.html')}: the file is larger than allowed (EFBIG)`,
    });
    const after = await stamps(out);
    if (way === 'in place') expect(contentStamps(after)).toEqual(contentStamps(before));
    else expect(after).toEqual(before);
    expect(leftovers({ projectRoot })).toEqual([]);
  });

  it.for(['beside', 'a disk of its own'])(
    'on its room (a small tmpfs, %s) leaves the old site',
    async (where, test) => {
      const { projectRoot } = await newProject();
      const disk = join(projectRoot, 'disk');
      await mkdir(disk);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', disk], { stdio: 'ignore' });
      } catch {
        return test.skip('this machine does not let the test mount a tmpfs');
      }
      try {
        const out = where === 'beside' ? join(disk, 'dist') : disk;
        const fallback = where === 'beside' ? null : expect.stringContaining('the root of a disk of its own');
        await writeSite(site({ 'a.html': 'old', 'index.html': 'old' }), { out, projectRoot });
        const before = look(out);
        const error = await refused(writeSite(tooLarge, { out, projectRoot }));
        // The large page fills the disk, and then it or one that is written at the same time fails.
        expect(error.message).toMatch(/^cannot write .*: the disk is full \(ENOSPC\)$/);
        expect(error.message).toContain(`${out}/`);
        expect(look(out)).toEqual(before);
        expect(leftovers({ projectRoot })).toEqual([]);
        const small = site({ 'a.html': 'new', 'index.html': 'new' });
        expect(await writeSite(small, { out, projectRoot })).toMatchObject({ written: 2, fallback });
        expect(leftovers({ projectRoot })).toEqual([]);
      } finally {
        execFileSync('umount', [disk]);
      }
    },
  );
});

/** All but the root, whose time changes as temporary files come and go. */
function contentStamps({ '': _, ...rest }: Record<string, string>): Record<string, string> {
  return rest;
}

let compiling: Promise<string> | undefined;

/** A program that runs writeSite in a process of its own: Node 20 does not run TypeScript. */
function compiledProgram(): Promise<string> {
  compiling ??= compileProgram();
  return compiling;
}

async function compileProgram(): Promise<string> {
  const folder = join(room, 'program');
  const root = join(import.meta.dirname, '../..');
  await mkdir(folder);
  const source = `
    import { writeSite } from './src/writing/writeSite.ts';
    import { nodeFileSystem } from './src/writing/outputFileSystem.ts';
    const { out, projectRoot, start, turns, inPlace } = JSON.parse(process.argv[2]);
    const busy = async () => { throw Object.assign(new Error('busy'), { code: 'EBUSY' }); };
    const fs = { ...nodeFileSystem, rename: (from, to) => (inPlace && from === out ? busy() : nodeFileSystem.rename(from, to)) };
    const large = [['a.html', 'new'], ['large.html', 'x'.repeat(256 * 1024)], ['index.html', 'new']];
    await new Promise((resolve) => setTimeout(resolve, start - Date.now()));
    for (const turn of turns) {
      const files = turn === '$large' ? large.map(([path, contents]) => ({ path, contents })) : turn;
      try { await writeSite(files, { out, projectRoot, fs }); }
      catch (error) {
        console.log(JSON.stringify({ code: error.code, message: error.message }));
        if (turn !== '$large') process.exitCode = 1;
      }
    }`;
  const program = join(folder, 'program.mjs');
  await build({
    stdin: { contents: source, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['fs-extra/esm'],
    outfile: program,
  });
  return program;
}
