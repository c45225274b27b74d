import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const yaml = `title: Coffee
about: medical
publisher: {name: Beans, url: https://beans.example/, about: We are Beans.}
urgent: {text: Call 112.}
questions:
  - {id: cup, question: How much?, answer: "A cup is not much [@usda].", updated: 2026-11-01}
  - {id: tea, question: And tea?, answer: "It is less [@usda; @fda].", updated: 2026-11-02}
  - {id: draft, question: And milk?, answer: To be written, draft: true}
sources:
  usda: {title: FoodData, publisher: USDA, date: 2024, url: https://fdc.example/, checked: 2026-10-01}
  fda: {title: Beans, authors: Doe J, date: 2023, doi: 10.1001/beans.2018, checked: 2026-09-01}
reviewers:
  doe: {name: Jane Doe, role: Reviewer, credentials: [Dietitian]}
contact: {phone: "112", disclosure: The state answers.}
related: [{title: Accessibility, url: https://beans.example/accessibility}]
disclaimer: {text: No advice.}
policy: {review: require, citations: require, reviewEvery: 24 months, sourcesEvery: 12 months, readingGrade: 8}
`;

interface Criterion {
  readonly criterion: string;
  readonly finding: string;
  readonly evidence: readonly string[];
  readonly todo: string | null;
}

async function auditOf(text = yaml, sign: readonly string[] = ['cup', 'tea']): Promise<Map<string, Criterion>> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), text);
  if (sign.length > 0) {
    const signed = await run(['review', 'sign', ...sign, '--by', 'doe', '--yes'], folder);
    expect(signed.stderr).toBe('');
  }
  const { stdout, exitCode } = await run(['audit', '--format', 'json'], folder);
  expect(exitCode).toBe(0);
  const { frameworks } = JSON.parse(stdout) as { frameworks: { name: string; criteria: Criterion[] }[] };
  return new Map(
    frameworks.flatMap(({ name, criteria }) =>
      criteria.map((one) => [`${name.split(/[ :]/)[0]} ${one.criterion}`, one]),
    ),
  );
}

function find(criteria: Map<string, Criterion>, begin: string): Criterion {
  const [key] = [...criteria.keys()].filter((name) => name.startsWith(begin));
  return criteria.get(key ?? '') ?? expect.fail(`there is no ${begin}`);
}

describe('audit', () => {
  test('finds everything that can be seen of a FAQ that has it, and no more', async () => {
    const criteria = await auditOf();
    const isOfHealth = ([name]: readonly [string, Criterion]): boolean => /^(?:NHS|PIF|HON|JAMA) /.test(name);
    const found = [...criteria]
      .filter(isOfHealth)
      .flatMap(([name, { finding }]) => (finding === 'found' ? [name] : []));
    expect(found).toEqual([
      'NHS The page says when it was reviewed, and when it will be again',
      'NHS It is reviewed every three years or sooner',
      'NHS It rests on evidence',
      'NHS It is written in plain language',
      'NHS Urgent help comes first',
      'PIF 4 Evidence: reliable and up to date',
      'PIF 6 Health inequalities: literacy, language, accessibility',
      'PIF 8 Feedback',
      'HON 1 Authority: who advises, with which qualification',
      'HON 2 Complementarity: it supports, and does not replace, a doctor’s care',
      'HON 4 Attribution, with dates',
      'HON 6 Transparency of authorship: a way to get in touch',
      'JAMA Attribution: references and sources',
      'JAMA Currency: dates of posting and updating',
    ]);
    expect([...criteria.values()].filter(({ finding }) => finding === 'missing')).toEqual([]);
    // Qualification, authors, money and interests, and a process on paper: part of each is out of sight.
    const partly = [...criteria]
      .filter(isOfHealth)
      .flatMap(([name, { finding }]) => (finding === 'partly' ? [name.slice(0, 20)] : []));
    expect(partly).toEqual([
      'NHS A qualified clin',
      'PIF 1 Systems: a con',
      'HON 7 Transparency o',
      'JAMA Authorship: aut',
      'JAMA Disclosure: own',
    ]);
    for (const { finding, todo } of criteria.values()) if (finding !== 'found') expect(todo).toMatch(/[?.]$/);
    expect(find(criteria, 'NHS It rests').evidence).toEqual([
      '2 of 2 answers cite a source',
      '3 citations of 2 sources, 1.5 an answer',
    ]);
    expect(find(criteria, 'NHS A qualified').evidence).toContain('signed by Jane Doe, Reviewer, Dietitian');
  });

  const changes: readonly [string, string | RegExp, string, criterion: string, finding: string, words: string][] = [
    ['a source without a date', 'USDA, date: 2024', 'USDA', 'JAMA Attribution', 'partly', '`usda` has no date'],
    [
      'a source without an address',
      ', url: https://fdc.example/',
      '',
      'NHS It rests',
      'partly',
      '`usda` has no url or doi',
    ],
    ['a source nobody opened', ', checked: 2026-10-01', '', 'PIF 4', 'partly', '1 of 2 cited sources'],
    ['an answer without a date', ', updated: 2026-11-02', '', 'JAMA Currency', 'partly', 'not: tea'],
    [
      'hard words',
      'It is less',
      'Pharmacological considerations necessitate individualised interdisciplinary evaluation',
      'NHS It is written',
      'partly',
      '1 of 2 answers read at grade 8',
    ],
    ['another language', 'title: Coffee', 'title: Kaffee\nlanguage: de', 'NHS It is written', 'needs a person', ''],
    ['no urgent help', /urgent: .*\n/, '', 'NHS Urgent', 'missing', 'no `urgent`'],
    ['no disclaimer', /disclaimer: .*\n/, '', 'HON 2', 'missing', 'no `disclaimer`'],
    ['no disclosure', ', disclosure: The state answers.', '', 'JAMA Disclosure', 'partly', 'no `contact.disclosure`'],
    ['no word on the publisher', ', about: We are Beans.', '', 'HON 7', 'partly', 'no `publisher.about`'],
    ['no credentials', ', credentials: [Dietitian]', '', 'HON 1', 'partly', '0 of 1 people'],
    ['no word on accessibility', /related: .*\n/, '', 'PIF 6', 'partly', 'nothing says how accessible'],
    [
      'a way to chat',
      'disclaimer:',
      'chat: {url: https://chat.example/}\ndisclaimer:',
      'HON 3',
      'needs a person',
      'https://chat.example/',
    ],
    ['a policy that only warns', 'review: require', 'review: warn', 'PIF 1', 'needs a person', 'review: warn'],
    ['no cycle', ', reviewEvery: 24 months', '', 'NHS It is reviewed', 'found', 'no `policy.reviewEvery`'],
  ];
  test.each(changes)('%s', async (_, from, to, criterion, finding, words) => {
    expect(yaml).toMatch(from);
    const changed = find(await auditOf(yaml.replace(from, to)), criterion);
    expect(changed.finding).toBe(finding);
    expect(changed.evidence.join('\n')).toContain(words);
    expect(find(await auditOf(), criterion).evidence).not.toEqual(changed.evidence);
  });

  test('says which answers are not signed, and where nobody and nothing is there', async () => {
    const half = await auditOf(yaml, ['tea']);
    expect(find(half, 'NHS A qualified')).toMatchObject({
      finding: 'partly',
      evidence: expect.arrayContaining(['not: cup']),
    });
    const none = await auditOf(yaml, []);
    expect(find(none, 'NHS A qualified').finding).toBe('missing');
    expect(find(none, 'NHS It is reviewed').finding).toBe('missing');
    const bare = await auditOf('title: T\nabout: medical\nquestions:\n  - {id: q, question: Q?, answer: A.}\n', []);
    for (const begin of [
      'NHS It rests',
      'HON 1 ',
      'HON 4',
      'HON 6',
      'HON 7',
      'JAMA Authorship',
      'JAMA Currency',
      'PIF 4',
      'PIF 8',
    ])
      expect(find(bare, begin).finding, begin).toBe('missing');
  });

  test('an approval for longer than three years is not within the cycle', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), yaml.replace(', reviewEvery: 24 months', ''));
    await run(['review', 'sign', 'cup', 'tea', '--by', 'doe', '--until', '2029-11-24', '--yes'], folder);
    const { stdout } = await run(['audit'], folder);
    expect(stdout).toMatch(/missing +It is reviewed every three years or sooner\n +0 of 2 sign-offs/);
  });

  test('is a document to hand over', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'faq.yaml'),
      yaml.replace('name: Jane Doe', 'name: "Jane | <Doe> *"').replace('title: Coffee', 'title: "Coffee [hot]"'),
    );
    await run(['review', 'sign', '--all', '--by', 'doe', '--yes'], folder);
    const { stdout, exitCode } = await run(['audit', '--format', 'markdown'], folder);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^# Coffee \\\[hot\\\]: an audit as of 2026-11-23\n/);
    expect(stdout).toContain('It certifies nothing');
    expect(stdout).toContain('Jane \\| \\<Doe\\> \\*');
    const rows = stdout.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(29 + 4 + 4 + 4 + 15 + 8 * 2);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g), row).toHaveLength(5);
    for (const format of ['text', 'json', 'markdown'])
      expect((await run(['audit', '--format', format], folder)).stdout).not.toMatch(
        /undefined|NaN|\[object|score|\d+ ?%/,
      );
  });

  test('fails where the file has errors, and reports nothing', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), 'title: [');
    for (const format of ['text', 'json', 'markdown']) {
      const { exitCode, stdout } = await run(['audit', '--format', format], folder);
      expect(exitCode).toBe(1);
      expect(stdout).not.toContain('WCAG');
    }
    expect((await run(['audit', 'none.yaml'], folder)).exitCode).toBe(2);
  });
});
