import { spawn } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Rebuild, Watch, WatchOptions } from '../../src/library.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

/** The library as the package has it, in this process. */
const entry = join(import.meta.dirname, '../../lib/index.mjs');
const { build, watch } = (await import(entry)) as typeof import('../../src/library.ts');

const faqWith = (answer: string, more = ''): string =>
  `title: Bees\npolicy: {review: off, citations: off}\nquestions:\n  - id: sting\n    question: What helps with a sting?\n    answer: ${answer}\n${more}`;

async function project(faq: string | null = faqWith('Cold water.')): Promise<string> {
  const folder = await temporaryFolder();
  if (faq !== null) await writeFile(join(folder, 'faq.yaml'), faq);
  return folder;
}

interface Watching {
  readonly watching: Watch;
  readonly rebuilds: readonly Rebuild[];
  /** The first build for which `accepts` holds, as soon as it is told. */
  told(accepts: (rebuild: Rebuild) => boolean): Promise<Rebuild>;
  page(path?: string): Promise<string>;
}

async function startWatch(folder: string, options: WatchOptions = {}): Promise<Watching> {
  const rebuilds: Rebuild[] = [];
  let wake = (): void => undefined;
  const onBuild = (rebuild: Rebuild): void => {
    rebuilds.push(rebuild);
    wake();
  };
  const watching = await watch({ cwd: folder, ...options, onBuild });
  onTestFinished(() => watching.close());
  return {
    watching,
    rebuilds,
    told: async (accepts) => {
      for (;;) {
        const found = rebuilds.find(accepts);
        if (found) return found;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    page: async (path = '') => (await fetch(`${watching.address}${path}`)).text(),
  };
}

/** Runs a module in a process of its own, until that ends by itself. */
async function runAlone(script: string, cwd: string): Promise<{ exitCode: number | null; output: string }> {
  const head = `import { watch } from ${JSON.stringify(entry)};\nimport { writeFileSync } from 'node:fs';\n`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', head + script], { cwd });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exitCode, output };
}

test('the first build is served, written and told as build tells it', async () => {
  const folder = await project();
  const { rebuilds, page, watching } = await startWatch(folder);
  const { changed, bug, ...first } = rebuilds[0] as Rebuild;
  expect(watching.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(await page()).toContain('Cold water.');
  expect(await readFile(join(folder, 'dist/sting.html'), 'utf8')).toContain('Cold water.');
  expect(changed).toContain('sting.html');
  expect(bug).toBeNull();
  const again = await build({ cwd: folder });
  expect(first).toEqual({ ...again, written: again.files, unchanged: 0 });
});

test('a bad save is told with its place and keeps the last good page; a good one takes its place', async () => {
  const folder = await project();
  const { told, page } = await startWatch(folder);
  await writeFile(join(folder, 'faq.yaml'), faqWith('Warm water.').replace('answer:', 'awnser:'));
  const bad = await told(({ ok }) => !ok);
  expect(bad).toMatchObject({ questions: 0, files: 0, written: 0, changed: [], bug: null });
  expect(bad.diagnostics).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ code: 'unknown-key', file: 'faq.yaml', line: 6, column: 5, endLine: 6, endColumn: 11 }),
    ]),
  );
  expect(await page()).toContain('Cold water.');
  await writeFile(join(folder, 'faq.yaml'), faqWith('Hot water.'));
  const good = await told(({ ok, changed }) => ok && changed.length < 7);
  expect([...good.changed].sort()).toEqual(['faq.json', 'index.html', 'index.md', 'sting.html', 'sting.md']);
  expect(good.written).toBe(5);
  expect(await page('sting.html')).toContain('Hot water.');
  expect(await readFile(join(folder, 'dist/sting.html'), 'utf8')).toContain('Hot water.');
});

test('a watch whose configuration never comes can be ended', async () => {
  const folder = await project();
  const never = 'globalThis.isAsked?.();\nawait new Promise(() => {});\nexport default {};\n';
  const { watching, rebuilds } = await startWatch(folder);
  const asked = new Promise<void>((resolve) => Object.assign(globalThis, { isAsked: resolve }));
  onTestFinished(() => void Reflect.deleteProperty(globalThis, 'isAsked'));
  await writeFile(join(folder, 'faqgen.config.mjs'), never);
  await asked;
  await watching.close();
  expect(rebuilds).toHaveLength(1);
});

test('a script of CommonJS is loaded anew behind a link as well', async () => {
  const folder = await project(faqWith('"==Cold== water."'));
  const link = join(await temporaryFolder(), 'linked');
  await symlink(folder, link);
  const config = (element: string) => `module.exports = { inlines: [{ marks: '==', element: '${element}' }] };\n`;
  await writeFile(join(folder, 'faqgen.config.cjs'), config('b'));
  const { told, page } = await startWatch(link);
  expect(await page('sting.html')).toContain('<b data-marks="==">Cold</b>');
  await writeFile(join(folder, 'faqgen.config.cjs'), config('i'));
  await told(({ changed }) => changed.includes('sting.html') && !changed.includes('404.html'));
  expect(await page('sting.html')).toContain('<i data-marks="==">Cold</i>');
});

test('nothing is left behind by a signal that is none, and nothing is said of many configurations', async () => {
  const folder = await project();
  await writeFile(join(folder, 'faqgen.config.mjs'), 'await null;\nexport default {};\n');
  const script = `const { check } = await import(${JSON.stringify(entry)});
    await watch({ signal: {} }).catch((error) => console.log(error.name));
    await Promise.all(Array.from({ length: 20 }, () => check()));
    writeFileSync('faqgen.config.mjs', 'process.exitCode = 4; process.exit(); export default {}');
    await check();`;
  expect(await runAlone(script, folder)).toEqual({ exitCode: 4, output: 'TypeError\n' });
});

test('drafts are served and not written; where nothing is served, they are nowhere', async () => {
  const draft = '  - {id: wax, question: What is wax?, answer: Secret., draft: true}\n';
  const folder = await project(faqWith('Cold water.', draft));
  const served = await startWatch(folder);
  expect(await served.page('wax.html')).toContain('Secret.');
  expect(existsSync(join(folder, 'dist/wax.html'))).toBe(false);
  const { watching, rebuilds, told } = await startWatch(folder, { port: null, out: 'other' });
  expect(watching.address).toBeNull();
  expect(rebuilds[0]?.changed).not.toContain('wax.html');
  await writeFile(join(folder, 'faq.yaml'), faqWith('Hot water.', draft));
  const { out } = await told(({ changed }) => changed.includes('sting.html') && !changed.includes('404.html'));
  expect(out).toBe(join(folder, 'other'));
  expect(await readFile(join(out, 'sting.html'), 'utf8')).toContain('Hot water.');
});

test('a file that is not there yet, and a folder that is not ours, are told; the file is built when it comes', async () => {
  const folder = await project(null);
  const { rebuilds, told, page } = await startWatch(folder, { strict: true });
  expect(rebuilds[0]).toMatchObject({ ok: false, diagnostics: [{ code: 'missing-faq', file: null }] });
  await writeFile(join(folder, 'faq.yaml'), faqWith('Cold water.'));
  await told(({ ok }) => ok);
  expect(await page()).toContain('Cold water.');
  const refused = await startWatch(folder, { out: '.' });
  expect(refused.rebuilds[0]).toMatchObject({
    ok: false,
    files: 0,
    diagnostics: [{ code: 'no-url' }, { code: 'output-refused' }],
  });
});

test('without a callback it serves and writes all the same', async () => {
  const cwd = await project();
  const watching = await watch({ cwd });
  expect(await (await fetch(String(watching.address))).text()).toContain('Cold water.');
  expect(existsSync(join(cwd, 'dist/index.html'))).toBe(true);
  await watching.close();
});

test('a port that is taken or none, and an address that is none, reject', async () => {
  const cwd = await project();
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as AddressInfo;
  const error = await watch({ cwd, port }).catch((thrown: Error) => thrown);
  taken.close();
  expect(error).toMatchObject({
    message: `cannot serve at 127.0.0.1:${port}: another program listens there`,
    cause: { code: 'EADDRINUSE' },
  });
  for (const [options, word] of [
    [{ port: 70_000 }, 'port'],
    [{ port: 1.5 }, 'port'],
    [{ url: 'example' }, 'url'],
    [{ asOf: '2026-02-30' }, 'asOf'],
  ] as const)
    await expect(watch({ cwd, ...options })).rejects.toThrow(new RegExp(`^${word}: not `));
  expect(existsSync(join(cwd, 'dist'))).toBe(false);
});

test('the next build begins when the callback is done, which may close the watch and wait for it', async () => {
  const cwd = await project();
  const save = (answer: string): Promise<void> => writeFile(join(cwd, 'faq.yaml'), faqWith(answer));
  const written = async (): Promise<string | undefined> =>
    /\w+ water/.exec(await readFile(join(cwd, 'dist/sting.html'), 'utf8'))?.[0];
  // Sees every save meanwhile.
  const other = await startWatch(cwd, { port: null, out: 'other' });
  let isOver = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    isOver = resolve;
  });
  let closed: Promise<void> | null = null;
  const seen: (string | undefined)[] = [];
  const watching: Watch = await watch({
    cwd,
    onBuild: async () => {
      seen.push(await written());
      if (seen.length === 2) {
        for (const answer of ['Hot water.', 'Boiling water.']) {
          const before = other.rebuilds.length;
          await save(answer);
          await other.told((rebuild) => rebuild.ok && other.rebuilds.indexOf(rebuild) >= before);
        }
        seen.push(await written());
      } else if (seen.length === 4) {
        closed = watching.close();
        await closed;
        isOver();
      }
    },
  });
  await save('Warm water.');
  await over;
  expect(seen).toEqual(['Cold water', 'Warm water', 'Warm water', 'Boiling water']);
  expect(watching.close()).toBe(closed);
  await expect(fetch(String(watching.address))).rejects.toThrow('fetch failed');
});

test('a signal ends it, and is left without a listener', async () => {
  const cwd = await project();
  const reason = new Error('enough');
  await expect(watch({ cwd, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const early = new AbortController();
  const soon = watch({ cwd, signal: early.signal, onBuild: () => early.abort(reason) });
  await expect(soon).rejects.toBe(reason);
  const later = new AbortController();
  const { watching } = await startWatch(cwd, { signal: later.signal });
  later.abort();
  await watching[Symbol.asyncDispose]();
  await expect(fetch(String(watching.address))).rejects.toThrow('fetch failed');
  const still = new AbortController();
  await (await startWatch(cwd, { signal: still.signal })).watching.close();
  for (const { signal } of [early, later, still]) expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('two at once, closed, leave the process nothing to wait for, no word and no listener', async () => {
  const folders = [await project(), await project(faqWith('Wax.'))];
  const script = `
    const listeners = () => JSON.stringify(process.eventNames().map((name) => [String(name), process.listenerCount(name)]));
    const before = listeners();
    const folders = ${JSON.stringify(folders)};
    const words = ['Cold water.', 'Wax.'];
    const saved = [];
    const all = await Promise.all(folders.map(async (cwd, index) => {
      let told;
      const isTold = new Promise((resolve) => { told = resolve; });
      const watching = await watch({ cwd, onBuild: ({ changed, written }) => { if (written === 5) told(changed); } });
      if (!(await (await fetch(watching.address)).text()).includes(words[index])) throw new Error('not its page');
      writeFileSync(cwd + '/faq.yaml', ${JSON.stringify(faqWith('Honey of NUMBER.'))}.replace('NUMBER', index));
      await isTold;
      if (!(await (await fetch(watching.address)).text()).includes('Honey of ' + index)) throw new Error('not its save');
      if (listeners() !== before) throw new Error(listeners());
      // Who listens for what changes is no reason to stay.
      fetch(watching.address + '.faqgen/events').then((answer) => answer.text()).catch(() => undefined);
      return watching;
    }));
    await Promise.all(all.map((watching) => watching.close()));
    if (listeners() !== before) throw new Error(listeners());
    // Node lets go of what was closed in its next turns.
    for (let turn = 0; turn < 9; turn++) await new Promise(setImmediate);
    const kept = process.getActiveResourcesInfo().filter((name) => /FSEvent|TCPServer|Timeout/.test(name));
    if (kept.length > 0) throw new Error(kept.join());`;
  expect(await runAlone(script, folders[0] ?? '')).toEqual({ exitCode: 0, output: '' });
});

test('closed right after a save, it leaves no timer', async () => {
  const cwd = await project();
  const script = `
    for (let turn = 0; turn < 50; turn++) {
      const watching = await watch({ port: null });
      writeFileSync('faq.yaml', ${JSON.stringify(faqWith('Water of NUMBER degrees.'))}.replace('NUMBER', turn));
      for (let later = 0; later < turn; later++) await new Promise(setImmediate);
      await watching.close();
      if (process.getActiveResourcesInfo().includes('Timeout')) throw new Error('a timer is left');
    }`;
  expect(await runAlone(script, cwd)).toEqual({ exitCode: 0, output: '' });
});

test('what the callback throws rejects the first time, and is nowhere swallowed later', async () => {
  const cwd = await project();
  const mine = new Error('mine');
  const onBuild = (): void => {
    throw mine;
  };
  await expect(watch({ cwd, onBuild })).rejects.toBe(mine);
  const script = `
    let builds = 0;
    await watch({ onBuild: () => { if (++builds === 2) throw new Error('mine'); } });
    writeFileSync('faq.yaml', ${JSON.stringify(faqWith('Warm water.'))});`;
  const { exitCode, output } = await runAlone(script, cwd);
  expect(exitCode).toBe(1);
  expect(output).toContain('Error: mine');
});
