import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { watchSites } from '../../src/commands/watchedSites.ts';
import type { LiveState } from '../../src/live/liveSite.ts';
import { compileProject } from '../../src/projects/compileProject.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { hostOf } from '../testHost.ts';

test('a bug of ours is shown over the page and told, and the next save steps around it', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'faq.yaml');
  await writeFile(path, 'title: Bees\nquestions: [{id: sting, question: What helps?, answer: Cold water.}]\n');
  const here = hostOf(folder);
  let isFaulty = false;
  const host: typeof here = {
    ...here,
    openProject: (...given) => {
      const reader = here.openProject(...given);
      const read = () => {
        const found = reader.read();
        if (isFaulty) throw new RangeError('a slip of ours');
        return found;
      };
      return { ...reader, read };
    },
  };
  const selection = { files: ['faq.yaml'], anchor: folder, translations: false, input: null, warnings: [] };
  const plan = {
    url: null,
    asOf: '2026-11-23',
    out: null,
    strict: false,
    serve: { host: '127.0.0.1', port: 0 },
    write: true,
    drafts: true,
    poll: false,
  };
  let state: (address: string) => LiveState | null = () => null;
  const world = await here.forWatch();
  const serve: typeof world.serve = (options) => {
    state = options.state;
    return world.serve(options);
  };
  const watched = await watchSites(selection, plan, host, { ...world, serve }, new Promise(() => undefined));
  const next = async () => Promise.all((await watched.due()).map(watched.rebuild));
  expect(await next()).toMatchObject([{ bug: null, result: { files: 13 } }]);
  isFaulty = true;
  await writeFile(path, 'title: Wasps\nquestions: [{id: sting, question: What helps?, answer: Cold water.}]\n');
  expect(await next()).toMatchObject([{ bug: new RangeError('a slip of ours'), changed: [], result: { files: 0 } }]);
  const shown = () => state('/.faqgen/events')?.problems;
  expect(shown()).toMatchObject({ title: 'faqgen has a bug', texts: [expect.stringMatching(/^RangeError: a slip/)] });
  isFaulty = false;
  await writeFile(path, 'title: Hornets\nquestions: [{id: sting, question: What helps?, answer: Cold water.}]\n');
  const [mended] = await next();
  expect(mended).toMatchObject({ bug: null });
  expect(mended?.changed).toContain('index.html');
  expect(shown()).toBeNull();
  await watched.close();
});

test('whatever waits, such as a browser, has its turn while a site is compiled', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), 'title: Bees\nquestions: [{question: What helps?, answer: Cold water.}]\n');
  const host = hostOf(folder);
  const reader = host.openProject(join(folder, 'faq.yaml'));
  let isBuilt = false;
  let turns = 0;
  const count = () => {
    turns++;
    if (!isBuilt) setImmediate(count);
  };
  setImmediate(count);
  await compileProject(reader, 'faq.yaml', { url: null, asOf: '2026-11-23', inTurns: true }, host);
  isBuilt = true;
  expect(turns).toBeGreaterThan(5);
});
