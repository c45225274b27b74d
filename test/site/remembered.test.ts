import { mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { faqYaml, makeCorpus } from '../../bench/corpus.mjs';
import { type CompileOptions, compile } from '../../src/compile.ts';
import type { Project } from '../../src/faq/project.ts';
import { openPageArchive } from '../../src/host/pageArchive.ts';
import { openProject } from '../../src/host/projectReader.ts';
import { renderInThreads } from '../../src/host/renderThreads.ts';
import { type Archive, Memory } from '../../src/memory.ts';
import type { RenderTogether } from '../../src/site/renderPages.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const root = join(import.meta.dirname, '../..');
const projects = [
  'test/cases/valid/everything/faq.yaml',
  'test/cases/valid/sections/faq.yaml',
  'test/cases/valid/translated/faq.yaml',
  'examples/clinic/faq.yaml',
  'examples/two-languages/faq.es.yaml',
];
const options: CompileOptions = { asOf: '2026-11-23', url: null, preview: false };

/** Everything that a build gives, with the bytes of each file. */
function outcomeOf(project: Project, chosen: CompileOptions, memory?: Memory, together?: RenderTogether) {
  const { files, diagnostics, drawings, published, questions } = compile(project, chosen, memory, together);
  const bytes = files.map(({ path, contents }) => [path, Buffer.from(contents).toString('base64')]);
  return { files: bytes, diagnostics, drawings, published, questions };
}

function withText(project: Project, text: string): Project {
  return { ...project, faq: { ...project.faq, bytes: Buffer.from(text) } };
}

/** Keeps what it is given, and counts how often it could answer. */
class MapArchive implements Archive {
  readonly entries = new Map<string, Uint8Array>();
  hits = 0;

  get(key: string): Uint8Array | null {
    const entry = this.entries.get(key) ?? null;
    if (entry) this.hits++;
    return entry;
  }

  put(key: string, bytes: Uint8Array): void {
    this.entries.set(key, bytes);
  }
}

/** Numbers from 0 to below 1, the same in each run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe.each(projects)('%s', (path) => {
  const project = openProject(join(root, path)).read();
  const text = new TextDecoder().decode(project.faq.bytes).replace(/, index: \w+/, '');
  const withIndex = (index: string): string =>
    /^policy: \{/m.test(text)
      ? text.replace(/^policy: \{/m, `policy: {index: ${index}, `)
      : /^policy:$/m.test(text)
        ? text.replace(/^policy:$/m, `policy:\n  index: ${index}`)
        : `${text}\npolicy: {index: ${index}}\n`;

  it.each(['answers', 'sections'])('is built to the same bytes from what was remembered, with `index: %s`', (index) => {
    const original = withIndex(index);
    const archive = new MapArchive();
    const watching = new Memory();
    const random = sequence(index.length);
    const lines = original.split('\n');
    let built = 0;
    for (let round = 0; round < 16; round++) {
      const edited = [...lines];
      for (let edit = 0; edit < round % 4; edit++) {
        const at = Math.floor(random() * edited.length);
        const line = edited[at] ?? '';
        const words = [...line.matchAll(/[a-z]{3,}|\d/gi)];
        const word = words[Math.floor(random() * words.length)];
        if (random() < 0.2) edited.splice(at, 1);
        else if (word)
          edited[at] =
            `${line.slice(0, word.index)}${random() < 0.5 ? '7' : `${word[0]}x`}${line.slice(word.index + word[0].length)}`;
      }
      const chosen = {
        ...options,
        asOf: random() < 0.2 ? '2027-06-01' : options.asOf,
        preview: random() < 0.1,
        url: random() < 0.1 ? 'https://other.example/' : null,
      };
      const changed = withText(project, edited.join('\n'));
      const anew = outcomeOf(changed, chosen);
      if (anew.files.length > 0) built++;
      expect(outcomeOf(changed, chosen, new Memory(archive)), `archive, round ${round}`).toEqual(anew);
      watching.endRun();
      expect(outcomeOf(changed, chosen, watching), `watch, round ${round}`).toEqual(anew);
    }
    expect(built).toBeGreaterThan(3);
    expect(archive.hits).toBeGreaterThan(5);
  });
});

test('an edit of one answer renders its page, and that of its section, and no other', () => {
  const project = openProject(join(root, 'test/cases/valid/sections/faq.yaml')).read();
  const text = new TextDecoder().decode(project.faq.bytes);
  const listed = text.includes('index: sections') ? text : `${text}\npolicy: {index: sections}\n`;
  const archive = new MapArchive();
  compile(withText(project, listed), options, new Memory(archive));
  const before = archive.entries.size;
  compile(withText(project, listed.replace('a small basket', 'a tiny basket')), options, new Memory(archive));
  expect(archive.entries.size - before).toBe(2);
});

describe('pages that several threads render', () => {
  const projectOf = async (questions: number): Promise<Project> => {
    const path = join(await temporaryFolder(), 'faq.yaml');
    await writeFile(path, faqYaml(makeCorpus(questions)));
    return openProject(path).read();
  };

  it('are those that one makes', async () => {
    const project = await projectOf(450);
    const together = renderInThreads(join(root, 'lib/cli.js'), 1);
    // This thread gives way until another has made something, so that there is always a page of each.
    let made = 0;
    const patient: RenderTogether = (request, here) => {
      const steps = together(request, (group) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        here(group);
      });
      return steps && counted(steps);
    };
    function* counted(steps: NonNullable<ReturnType<RenderTogether>>) {
      const others = yield* steps;
      made = [...others.values()].flat().filter((page) => page !== null).length;
      return others;
    }
    expect(outcomeOf(project, options, new Memory(), patient)).toEqual(outcomeOf(project, options));
    // On a single processor threads win nothing.
    if (availableParallelism() > 1) expect(made).toBeGreaterThan(0);
  });

  it('are rendered here where no other thread can', async () => {
    const project = await projectOf(250);
    const together = renderInThreads(join(root, 'test/no-such-program.cjs'), 1);
    expect(outcomeOf(project, options, new Memory(), together)).toEqual(outcomeOf(project, options));
  });

  it('are rendered here where a thread dies over them', async () => {
    const project = await projectOf(250);
    const nothing: RenderTogether = function* ({ groups }, here) {
      here(0);
      yield;
      return new Map(groups.slice(1).map((group, index) => [index + 1, index === 0 ? [] : group.map(() => null)]));
    };
    expect(outcomeOf(project, options, new Memory(), nothing)).toEqual(outcomeOf(project, options));
  });
});

describe('the archive', () => {
  const key = (number: number): string => Buffer.alloc(32, number).toString('base64url');
  const contents = (number: number): Buffer => Buffer.alloc(100 + number, number);

  async function archiveWith(count: number): Promise<string> {
    const path = join(await temporaryFolder(), 'some', 'folder', 'x.pages');
    const archive = openPageArchive(path, 'program 1');
    for (let number = 1; number <= count; number++) archive.put(key(number), contents(number));
    archive.save();
    return path;
  }

  it('gives back what it was given', async () => {
    const path = await archiveWith(20);
    const archive = openPageArchive(path, 'program 1');
    for (let number = 1; number <= 20; number++) expect(archive.get(key(number))).toEqual(contents(number));
    expect(archive.get(key(21))).toBeNull();
  });

  it('gives nothing to another program', async () => {
    const path = await archiveWith(3);
    expect(openPageArchive(path, 'program 2').get(key(1))).toBeNull();
  });

  it('takes nothing of another program that wrote into the same file', async () => {
    const path = await archiveWith(3);
    const first = openPageArchive(path, 'program 1');
    for (const number of [1, 2, 3]) first.get(key(number));
    first.put(key(4), contents(4));
    const second = openPageArchive(path, 'program 2');
    for (let number = 11; number <= 13; number++) second.put(key(number), contents(number));
    second.save();
    first.save();
    const again = openPageArchive(path, 'program 2');
    expect(again.get(key(4))).toBeNull();
    expect(again.get(key(11))).toEqual(contents(11));
  });

  it('gives what it was given or nothing, whatever becomes of the file', async () => {
    const path = await archiveWith(20);
    const whole = await readFile(path);
    let given = 0;
    for (let at = 0; at < whole.length; at += 7) {
      const spoilt = Buffer.from(whole);
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << (at % 8));
      await writeFile(
        path,
        at % 3 === 0 ? spoilt : at % 3 === 1 ? whole.subarray(0, at) : Buffer.concat([whole, spoilt.subarray(0, at)]),
      );
      const archive = openPageArchive(path, 'program 1');
      for (let number = 1; number <= 20; number++) {
        const found = archive.get(key(number));
        if (found === null) continue;
        given++;
        expect(found).toEqual(contents(number));
      }
    }
    expect(given).toBeGreaterThan(100);
  });

  it('heals: what was lost is found again after the next build', async () => {
    const path = await archiveWith(5);
    await truncate(path, 300);
    const next = openPageArchive(path, 'program 1');
    for (let number = 1; number <= 5; number++)
      if (next.get(key(number)) === null) next.put(key(number), contents(number));
    next.save();
    const healed = openPageArchive(path, 'program 1');
    for (let number = 1; number <= 5; number++) expect(healed.get(key(number))).toEqual(contents(number));
  });

  it('adds what is new to the end, and lets go of what no build used for long', async () => {
    const path = await archiveWith(5);
    const first = await readFile(path);
    const second = openPageArchive(path, 'program 1');
    for (const number of [1, 2, 3, 4]) second.get(key(number));
    second.put(key(6), contents(6));
    second.save();
    const added = await readFile(path);
    expect(added.subarray(0, first.length)).toEqual(first);
    const third = openPageArchive(path, 'program 1');
    third.get(key(6));
    third.save();
    expect((await readFile(path)).length).toBeLessThan(200);
    expect(openPageArchive(path, 'program 1').get(key(6))).toEqual(contents(6));
  });

  it('never takes more room than it may', async () => {
    const path = join(await temporaryFolder(), 'x.pages');
    for (let round = 0; round < 30; round++) {
      const archive = openPageArchive(path, 'program 1', 2000);
      for (let number = 0; number < 10; number++) {
        const wanted = key(round * 5 + number);
        if (archive.get(wanted) === null) archive.put(wanted, contents(number));
      }
      archive.save();
      expect((await readFile(path)).length).toBeLessThanOrEqual(2000);
    }
  });

  it('troubles nobody where it cannot be written', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), 'no folder');
    await mkdir(join(folder, 'x.pages'));
    await symlink('/dev/zero', join(folder, 'endless.pages'));
    for (const name of [join('file', 'x.pages'), 'x.pages', 'endless.pages']) {
      const path = join(folder, name);
      const archive = openPageArchive(path, 'program 1');
      expect(archive.get(key(1))).toBeNull();
      archive.put(key(1), contents(1));
      expect(() => archive.save()).not.toThrow();
    }
  });
});

test('what serves the next run alone is kept where runs follow each other, and fills no memory where there is but one', () => {
  const memory = new Memory();
  const made: string[] = [];
  const ask = (): string => memory.recallAcross('kind', 'key', () => `made ${made.push('once')}`);
  expect([ask(), ask()]).toEqual(['made 1', 'made 2']);
  memory.keep('page', 'key', 'a page', null);
  expect(memory.find('page', 'key', () => null)).toBeUndefined();
  memory.endRun();
  memory.keep('page', 'key', 'a page', null);
  expect([ask(), memory.find('page', 'key', () => null)]).toEqual(['made 3', 'a page']);
  memory.endRun();
  expect([ask(), memory.find('page', 'key', () => null)]).toEqual(['made 3', 'a page']);
});
