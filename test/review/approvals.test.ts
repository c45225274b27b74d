import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeKey } from '../signing.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { type Run, run } from '../testHost.ts';

const yaml = (approvals: string, more = ''): string => `title: Coffee
url: https://coffee.example/
questions:
  - id: cup
    question: How much is in a cup?
    short: About 95 mg.
    answer: A cup holds 95 mg.
  - id: tea
    question: And tea?
    answer: Less, see [a cup](#cup).
reviewers:
  doe: {name: Jane Doe, role: Dietitian}
  roe: {name: John Roe, role: Editor}
  poe: {name: Ann Poe}
disclaimer: {text: This page informs.}
policy: {citations: off${approvals === '' ? '' : `, approvals: ${approvals}`}${more}}
`;

async function projectWith(approvals: string, more = ''): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), yaml(approvals, more));
  return folder;
}

async function sign(folder: string, by: string, ...options: string[]): Promise<Run> {
  return run(['review', 'sign', 'cup', '--by', by, '--on', '2026-11-10', '--yes', ...options], folder);
}

interface Status {
  readonly id: string;
  readonly state: string;
  readonly until: string | null;
  readonly lacks?: string | null;
  readonly approvals?: readonly { readonly reviewer: string; readonly as: string | null }[];
}

async function cup(folder: string, ...options: string[]): Promise<Status> {
  const { stdout } = await run(['review', 'status', '--format', 'json', ...options], folder);
  return JSON.parse(stdout).questions.find(({ id }: Status) => id === 'cup');
}

const built = async (folder: string): Promise<Run> => run(['build'], folder);
const page = (folder: string, name = 'cup.html'): Promise<string> => readFile(join(folder, 'dist', name), 'utf8');
const files = async (folder: string): Promise<string[]> =>
  (await readdir(join(folder, 'reviews'))).filter((name) => name.endsWith('.yaml')).sort();

const sentences =
  'Reviewed by Jane Doe (Dietitian, clinical) on November 10, 2026, next review due May 10, 2027. Reviewed by John Roe (Editor, plain language) on November 10, 2026, next review due May 10, 2027.';

describe('an answer that several have to approve', () => {
  test('is called reviewed once each kind has approved it, until the first of them ends', async () => {
    const folder = await projectWith('[clinical, plain-language]');
    expect((await sign(folder, 'doe', '--as', 'clinical')).stderr).toBe('');
    expect(await cup(folder)).toMatchObject({ state: 'partial', lacks: 'plain-language' });
    const half = await built(folder);
    expect(half.exitCode).toBe(0);
    expect(half.stderr).toContain('approved by Jane Doe (clinical); plain-language missing');
    expect(await page(folder)).toContain('This answer is waiting for its review.');
    expect(await page(folder)).not.toMatch(/Reviewed by|reviewedBy|reviews\//);
    expect(await page(folder, 'faq.json')).toContain('"state": "unsigned"');
    expect((await sign(folder, 'roe', '--as', 'plain-language', '--until', '2027-05-10')).stderr).toBe('');
    expect(await files(folder)).toEqual(['cup.doe.yaml', 'cup.roe.yaml']);
    expect(await cup(folder)).toMatchObject({ state: 'signed', until: '2027-05-10', lacks: null });
    expect(await cup(folder, '--as-of', '2027-05-11')).toMatchObject({ state: 'expired' });
    expect((await built(folder)).stderr).not.toContain('error');
    for (const name of ['cup.html', 'index.html', 'cup.md'])
      expect((await page(folder, name)).replaceAll('\\', '')).toContain(sentences);
    expect(await page(folder)).toContain('"reviewedBy":[{"@type":"Person","name":"Jane Doe","jobTitle":"Dietitian"}');
    expect(await page(folder)).toContain('href="reviews/cup.roe.yaml"');
    const data = JSON.parse(await page(folder, 'faq.json')).sections[0].questions[0].review;
    expect(data).toMatchObject({ state: 'signed', reviewer: 'doe', as: 'clinical', until: '2027-05-10' });
    expect(data.further).toMatchObject([{ reviewer: 'roe', as: 'plain-language', record: 'reviews/cup.roe.yaml' }]);
    expect(await page(folder, 'index.html')).toContain('Jane Doe and John Roe');
    const verified = await run(['review', 'verify', 'dist'], folder);
    expect([verified.exitCode, verified.stderr]).toEqual([0, '']);
    expect(verified.stdout).toMatch(
      /approved +dist\/cup\.html#cup +Jane Doe \(clinical\), John Roe \(plain language\)/,
    );
    const proven = await run(['review', 'verify'], folder);
    expect(proven.stdout).toContain('2 records proven');
    const next = JSON.parse((await run(['next', '--format', 'json'], folder)).stdout);
    expect(JSON.stringify(next)).toContain('2027-05-11');
  });

  test('by a number counts different reviewers, and records of before', async () => {
    const folder = await projectWith('');
    await sign(folder, 'doe');
    expect(await files(folder)).toEqual(['cup.yaml']);
    expect((await cup(folder)).state).toBe('signed');
    await writeFile(join(folder, 'faq.yaml'), yaml('2'));
    expect(await cup(folder)).toMatchObject({ state: 'partial', lacks: 'an approval by somebody else' });
    // Another file of the same person is no second approval.
    await mkdir(join(folder, 'old'));
    await rename(join(folder, 'reviews/cup.yaml'), join(folder, 'old/cup.yaml'));
    await sign(folder, 'doe', '--until', '2027-01-01');
    await rename(join(folder, 'old/cup.yaml'), join(folder, 'reviews/cup.yaml'));
    expect(await files(folder)).toEqual(['cup.doe.yaml', 'cup.yaml']);
    expect((await cup(folder)).state).toBe('partial');
    await rm(join(folder, 'reviews/cup.doe.yaml'));
    await sign(folder, 'roe');
    expect(await cup(folder)).toMatchObject({ state: 'signed' });
    await built(folder);
    const verified = await run(['review', 'verify', 'dist'], folder);
    expect([verified.exitCode, verified.stderr]).toEqual([0, '']);
    // Each can be renewed by itself, and whoever was replaced counts no longer.
    await sign(folder, 'doe', '--until', '2027-02-02');
    expect(await files(folder)).toEqual(['cup.roe.yaml', 'cup.yaml']);
    expect(await cup(folder)).toMatchObject({ state: 'signed', until: '2027-02-02' });
    expect(await readFile(join(folder, 'reviews/withdrawn'), 'utf8')).toMatch(/sha256:\w{64} cup/);
    // A kind is what it was signed as.
    await writeFile(join(folder, 'faq.yaml'), yaml('[clinical]'));
    expect(await cup(folder)).toMatchObject({ state: 'partial', lacks: 'clinical' });
  });

  test('in other words has changed for all, and shows those that all approved', async () => {
    const folder = await projectWith('2', ', unreviewed: last-approved');
    await sign(folder, 'doe');
    await sign(folder, 'roe');
    const other = yaml('2', ', unreviewed: last-approved').replace('holds 95', 'holds 96');
    await writeFile(join(folder, 'faq.yaml'), other);
    expect((await cup(folder)).state).toBe('changed');
    await built(folder);
    expect(await page(folder)).toContain('holds 95');
    expect(await page(folder)).toContain('Reviewed by John Roe (Editor)');
    expect((await run(['review', 'verify', 'dist'], folder)).stderr).toBe('');
    await sign(folder, 'roe');
    expect((await cup(folder)).state).toBe('partial');
    const left = await built(folder);
    expect(left.stderr).toContain('`cup` is left out');
    await sign(folder, 'doe');
    expect((await cup(folder)).state).toBe('signed');
  });

  test('tells beside those of no change since the day on which the first of them approved', async () => {
    const folder = await projectWith('2', ', unreviewed: last-approved');
    await sign(folder, 'doe', '--on', '2026-11-05');
    await sign(folder, 'roe');
    const told = ['2026-11-07', '2026-11-05', '2026-11-04'].map((on) => `{on: ${on}, kind: major, note: As of ${on}.}`);
    const changes = `holds 96 mg.\n    changes: [${told.join(', ')}]`;
    await writeFile(
      join(folder, 'faq.yaml'),
      yaml('2', ', unreviewed: last-approved').replace('holds 95 mg.', changes),
    );
    expect((await built(folder)).exitCode).toBe(0);
    for (const name of ['cup.html', 'cup.md', 'feed.xml', 'faq.json']) {
      const text = await page(folder, name);
      expect(text).toContain('holds 95');
      expect([name, ...(text.match(/As of 2026-11-\d\d/g) ?? [])]).toEqual([name, 'As of 2026-11-04']);
      expect(text).not.toMatch(/updated(?:">|":")2026-11-0[57]/);
    }
    expect((await run(['review', 'verify', 'dist'], folder)).stderr).toBe('');
  });

  test('with keys, each by their own', async () => {
    const folder = await projectWith('2');
    const keys = await temporaryFolder();
    const [one, two] = [await makeKey(keys, 'one'), await makeKey(keys, 'two')];
    const keyed = yaml('2')
      .replace('role: Dietitian', `role: Dietitian, key: ${one}`)
      .replace('role: Editor', `role: Editor, key: ${two}`);
    await writeFile(join(folder, 'faq.yaml'), keyed);
    expect((await sign(folder, 'doe', '--key', join(keys, 'one'))).stderr).toBe('');
    expect((await sign(folder, 'roe', '--key', join(keys, 'one'))).exitCode).toBe(2);
    expect((await sign(folder, 'roe', '--key', join(keys, 'two'))).stderr).toBe('');
    expect((await cup(folder)).state).toBe('signed');
    // The record of the one under the name of the other is none of theirs.
    const text = await readFile(join(folder, 'reviews/cup.doe.yaml'), 'utf8');
    await writeFile(join(folder, 'reviews/cup.roe.yaml'), text);
    const { exitCode, stderr } = await built(folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the record is of `doe`, not of `roe` as its name says');
  });
});

test('what can be signed is told', async () => {
  const folder = await projectWith('[clinical, plain-language]');
  const said = async (...argv: Parameters<typeof sign>) => (await sign(...argv)).stderr;
  expect(await said(folder, 'doe')).toContain('no kind of approval is named');
  expect(await said(folder, 'doe', '--as', 'clinica')).toContain('did you mean `clinical`?');
  await sign(folder, 'doe', '--as', 'clinical');
  expect(await said(folder, 'doe', '--as', 'plain-language')).toContain('has approved `cup` in another kind');
  const all = await run(['review', 'sign', '--all', '--by', 'doe', '--as', 'clinical', '--yes'], folder);
  expect(all.stdout).toContain('1 answer signed');
  await writeFile(join(folder, 'faq.yaml'), yaml('2'));
  expect(await said(folder, 'doe', '--as', 'clinical')).toContain('names no kinds');
});

test.each([
  ['4', 'it asks for 4 different reviewers, and `reviewers` has 3'],
  ['[clinical, clinical]', '`clinical` stands there twice'],
  ['Clinical', '`Clinical` is no kind of approval'],
  ['[2, 3]', '`2` is no kind of approval'],
  ['0', '0 approvals approve nothing'],
])('policy.approvals: %s is told', async (approvals, told) => {
  const { exitCode, stderr } = await built(await projectWith(approvals));
  expect(exitCode).toBe(1);
  expect(stderr).toContain(told);
  expect(stderr).toContain('faq.yaml:16:37');
});

describe('on a published site', () => {
  const edits: readonly (readonly [string, string, string | RegExp, string])[] = [
    ['a name taken away', 'cup.html', / Reviewed by John Roe[^<]*/, ''],
    ['another kind', 'cup.html', 'plain language', 'legal'],
    ['another second', 'cup.html', 'by John Roe', 'by Ann Poe'],
    ['another second in the data of the page', 'cup.html', '"name":"John Roe"', '"name":"Ann Poe"'],
    ['a later end', 'cup.html', /May 10, 2027/g, 'May 10, 2028'],
    ['another kind in the data', 'faq.json', '"as": "plain-language"', '"as": "legal"'],
    ['no second in the data', 'faq.json', /,\n *"further": \[[\s\S]*?\]/, ''],
    ['another record', 'reviews/cup.roe.yaml', 'John Roe', 'Ann Poe'],
  ];
  test.each(edits)('%s is seen', async (_, path, from, to) => {
    const folder = await projectWith('[clinical, plain-language]');
    await sign(folder, 'doe', '--as', 'clinical');
    await sign(folder, 'roe', '--as', 'plain-language', '--until', '2027-05-10');
    await built(folder);
    const text = await page(folder, path);
    expect(text).toMatch(from);
    await writeFile(join(folder, 'dist', path), text.replace(from, to));
    expect((await run(['review', 'verify', 'dist'], folder)).exitCode).toBe(1);
  });

  test('fewer approvals than the policy asks for are none, where that is known', async () => {
    const folder = await projectWith('');
    await sign(folder, 'doe');
    await built(folder);
    expect((await run(['review', 'verify', 'dist'], folder)).exitCode).toBe(0);
    await writeFile(join(folder, 'faq.yaml'), yaml('2'));
    expect((await run(['review', 'verify', 'dist'], folder)).stderr).toContain(
      '`policy.approvals` of faq.yaml asks for more',
    );
  });
});
