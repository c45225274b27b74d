import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentedTable } from '../documentedTable.ts';
import { type KeyedProject, keyedProject, readSite } from '../keyedSite.ts';
import { serveFiles } from '../servedSite.ts';
import type { SiteFiles } from '../signedSite.ts';
import { verifyInMemory } from '../signedSite.ts';
import { makeKey } from '../signing.ts';
import { type Run, run } from '../testHost.ts';
import { type Attempt, attemptsOnProject, attemptsOnSite, besides, Edited, project } from './attempts.ts';

/**
 * What somebody tries who cannot sign as the reviewer, to have her name over other words: each against the build, and against
 * `review verify` on the folder and at the address. `caught`: it fails, by which errors. `name off`: the answer is not called reviewed any more.
 */
type Outcome = `caught: ${string}` | 'name off' | 'not covered' | '–';

/** By which errors a run failed. */
function caught({ stderr }: Run): Outcome {
  const codes = [...stderr.matchAll(/^error\[([\w-]+)\]/gm)].map(([, code]) => `\`${code}\``);
  return `caught: ${[...new Set(codes)].sort().join(', ')}`;
}

let room: string;
let signed: KeyedProject;
let otherKey: string;
let site: SiteFiles;
const rows: string[] = [];

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'faqgen-attempts-'));
  signed = await keyedProject(join(room, 'project'), project, ['sting'], besides);
  otherKey = (await makeKey(signed.folder, 'other')).split(' ').slice(0, 2).join(' ');
  site = await signed.site();
});

afterAll(() => rm(room, { recursive: true, force: true }));

/** Whether the answer is called reviewed by the data of a site; of a claim elsewhere, it always is. */
function isCalledReviewed(files: SiteFiles, target: string | null): boolean {
  if (target === null) return true;
  const data = JSON.parse(files['faq.json'] ?? '{}') as {
    sections?: { questions: { id: string; review?: { state: string } }[] }[];
  };
  const question = data.sections?.flatMap(({ questions }) => questions).find(({ id }) => id === target);
  return question?.review?.state === 'signed' || data.sections === undefined;
}

async function saidOf(files: SiteFiles, target: string | null, trust: string): Promise<[Outcome, Outcome]> {
  const outcome = (said: Run): Outcome =>
    said.exitCode !== 0 ? caught(said) : isCalledReviewed(files, target) ? 'not covered' : 'name off';
  const { '.faqgen.json': _, ...folder } = files;
  const lying = await verifyInMemory(folder, '--trust', trust);
  const list = JSON.stringify({ faqgen: 1, files: Object.keys(folder).sort() });
  const server = await serveFiles({ ...folder, '.faqgen.json': list });
  const served = await run(['review', 'verify', `${server.origin}/`, '--private', '--trust', trust], '/nowhere');
  await server.close();
  return [outcome(lying), outcome(served)];
}

async function judged(attempt: Attempt, where: string, build: Outcome, files: SiteFiles | null, trust: string) {
  const { name, target = 'sting', admitted } = attempt;
  const said = files === null ? (['–', '–'] as const) : await saidOf(files, target, trust);
  const all: readonly Outcome[] = [build, ...said];
  const text = await readFile(join(import.meta.dirname, '../../docs/sign-offs.md'), 'utf8');
  // The table says nothing by itself.
  const document = text
    .replace(/<!-- attempts -->[\s\S]*<!-- \/attempts -->/, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll("'", '’');
  if (all.includes('not covered'))
    expect(admitted && document.includes(admitted) ? all : `${name}: not said in the document: ${all}`).toBe(all);
  rows.push(`| ${name} | ${where} | ${all.join(' | ')} | ${all.includes('not covered') ? `“${admitted}”` : ''} |`);
}

describe.skipIf(process.env['FAQGEN_WITHOUT_SSH'])('somebody who cannot sign', () => {
  test('finds a site that is in order', async () => {
    expect(await saidOf(site, 'sting', signed.trust)).toEqual(['not covered', 'not covered']);
    expect(isCalledReviewed(site, 'hive')).toBe(false);
  });

  test.each(attemptsOnProject.map((attempt) => [attempt.name, attempt] as const))(
    'edits the project: %s',
    async (_, attempt) => {
      const folder = await mkdtemp(join(room, 'edited-'));
      await cp(signed.folder, folder, { recursive: true });
      await rm(join(folder, 'dist'), { recursive: true });
      await attempt.edit(new Edited(folder), otherKey);
      const built = await run(['build', attempt.source ?? 'faq.yaml'], folder);
      const files = built.exitCode === 0 ? await readSite(join(folder, 'dist')) : null;
      const target = attempt.target === undefined ? 'sting' : attempt.target;
      const build: Outcome =
        files === null ? caught(built) : isCalledReviewed(files, target) ? 'not covered' : 'name off';
      const own = join(folder, 'trusted/reviewers');
      const trust = (await readFile(own).catch(() => null)) === null ? signed.trust : own;
      await judged(attempt, 'project', build, files, trust);
      await rm(folder, { recursive: true });
    },
  );

  test.each(attemptsOnSite.map((attempt) => [attempt.name, attempt] as const))(
    'edits the published site: %s',
    async (_, attempt) => {
      await judged(attempt, 'site', '–', attempt.edit(site), signed.trust);
    },
  );

  test('gets where docs/sign-offs.md says', async () => {
    expect(rows.length).toBeGreaterThan(60);
    await documentedTable('attempts', [
      '| what is tried | where | build | verify, folder | verify, address | not covered, and said above |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows,
    ]);
  });
});
