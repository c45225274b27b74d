import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { type Compilation, compile } from '../../src/compile.ts';
import { questionsOf } from '../../src/faq/faq.ts';
import { parseFaq } from '../../src/faq/parseFaq.ts';
import type { Project } from '../../src/faq/project.ts';
import { noRecollection } from '../../src/faq/recollection.ts';
import { linkedIn } from '../../src/inspect/linkedIds.ts';
import { readsAlike } from '../../src/markdown/readsAlike.ts';
import { Memory } from '../../src/memory.ts';
import type { Format } from '../../src/review/canonicalText.ts';
import { describeChange } from '../../src/review/describeChange.ts';
import { readContent } from '../../src/review/readContent.ts';
import { creditOf, currentFormat, recordOf, statementOf, wordingOf } from '../../src/review/signOff.ts';
import { pageOf, projectOf } from '../prose/compileText.ts';
import { surroundingsOf } from '../surroundings.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const yaml = (policy = '{}'): string => `title: Coffee
sections:
  - id: drinks
    title: Drinks
    questions:
      - id: cup
        question: How much is in a cup?
        related: [decaf, tea]
        answer: |
          As in ![a full cup](img/my%20cup.png), and [on paper](./form.pdf); see [tea](#tea "Tea"), [itself](#cup) and [more](#drinks).

          > [!NOTE]
          > Ask your midwife.
      - id: tea
        question: And tea?
        answer: Less.
      - id: decaf
        question: And decaf?
        answer: None.
reviewers: {doe: {name: Jane Doe}}
disclaimer: {text: This page informs.}
policy: ${policy}
`;

const files = { 'img/my cup.png': 'a cup', 'form.pdf': 'a form' };
type Files = Readonly<Record<string, string>>;

/** The records of all answers, or of those named, of a project. */
function recordsOf(text: string, own: Files = files, format: Format = currentFormat, ids?: readonly string[]): Files {
  const { faq } = parseFaq({ path: 'faq.yaml', text });
  const [reviewer] = faq?.reviewers ?? [];
  if (!faq || !reviewer) throw new Error(text);
  const surroundings = surroundingsOf(projectOf(text, own).files);
  const given = { format, reviewer: 'doe', ...creditOf(reviewer), as: null, date: '2026-11-10', until: '2027-11-10' };
  return Object.fromEntries(
    questionsOf(faq)
      .filter(({ id }) => !ids || ids.includes(id))
      .map((question) => {
        const signOff = { ...wordingOf(question, faq, format, surroundings), ...given, id: question.id };
        return [`reviews/${question.id}.yaml`, recordOf(statementOf(signOff), null)] as const;
      }),
  );
}

function projectWith(text: string, own: Files, records: Files): Project {
  const project = projectOf(text, { ...own, ...records });
  const list = (folder: string) =>
    folder !== 'reviews'
      ? null
      : Object.entries(records).map(([path, record]) => ({ path, bytes: new TextEncoder().encode(record) }));
  return { ...project, files: { ...project.files, list } };
}

const asOf = '2026-11-23';

/** State and changed parts of the answer `cup`. */
function cupIn(text: string, own: Files, records: Files) {
  const memory = new Memory();
  const project = projectWith(text, own, records);
  const texts = { readsAlike, linkedIn: (one: string) => linkedIn(one, memory) };
  const { faq, reviews, surroundings } = readContent(project, { asOf, url: null }, texts, noRecollection);
  const [question] = faq ? questionsOf(faq) : [];
  const review = reviews.get('cup');
  if (!faq || !question || !review || !('signOff' in review)) throw new Error('there is no record');
  const today = wordingOf(question, faq, review.signOff.format, surroundings);
  const shown = describeChange(review.signOff, today).map(({ part, before, after }) => `${part}: ${before} > ${after}`);
  return { state: review.state, changed: review.changed, shown };
}

function built(text: string, own: Files, records: Files): Compilation {
  return compile(projectWith(text, own, records), { asOf, url: null, preview: false });
}

test('a record binds what its answer shows, where it leads and what is related to it', () => {
  const digest = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
  expect(recordsOf(yaml())['reviews/cup.yaml']).toContain(`sources: []
files:
  - name: "img/my cup.png"
    digest: "${digest('a cup')}"
  - name: "form.pdf"
    digest: "${digest('a form')}"
links:
  - id: "tea"
    question: "And tea?"
related:
  - id: "decaf"
    question: "And decaf?"
  - id: "tea"
    question: "And tea?"
digest: `);
});

const paths = ['img/my cup.png', 'form.pdf'] as const;
const edits: readonly (readonly [string, string, string, Files, readonly string[]])[] = [
  ['a picture', '', '', { ...files, [paths[0]]: 'a pot' }, ['the picture `img/my cup.png`']],
  ['an attached file', '', '', { ...files, [paths[1]]: 'a foam' }, ['the file `form.pdf`']],
  [
    'the target of a link',
    'question: And tea?',
    'question: And coffee?',
    files,
    ['what the link to `tea` leads to', 'the related question `tea`'],
  ],
  ['a related question', 'question: And decaf?', 'question: And rum?', files, ['the related question `decaf`']],
  ['a related question less', '[decaf, tea]', '[tea]', files, ['the related question `decaf`']],
  ['the order of related questions', '[decaf, tea]', '[tea, decaf]', files, ['the order of the related questions']],
];

test.each(edits)('%s that is another one makes an answer changed, and is named', (_, from, to, own, changed) => {
  const text = yaml().replace(from, to);
  expect(cupIn(yaml(), files, recordsOf(yaml()))).toEqual({ state: 'signed', changed: [], shown: [] });
  const cup = cupIn(text, own, recordsOf(yaml()));
  expect(cup).toMatchObject({ state: 'changed', changed });
  if (!changed[0]?.includes('order')) expect(cup.shown).toHaveLength(changed.length);
  // What was not approved is not held against a record that says nothing of it.
  for (const format of [1, 2] as const)
    expect(cupIn(text, own, recordsOf(yaml(), files, format))).toMatchObject({ state: 'signed' });
});

test('a difference is shown with what it was and is', () => {
  const text = yaml().replace('question: And tea?', 'question: And coffee?');
  const { shown } = cupIn(text, { ...files, 'form.pdf': 'a foam' }, recordsOf(yaml()));
  expect(shown).toEqual([
    expect.stringMatching(/^files\.form\.pdf: sha256:\w{64} > sha256:\w{64}$/),
    'links.tea: And tea? > And coffee?',
    'related.tea: And tea? > And coffee?',
  ]);
});

test.each([1, 2, 3] as const)('the kind of a callout is bound by the text, in format %d as well', (format) => {
  const text = yaml().replace('[!NOTE]', '[!WARNING]');
  expect(cupIn(text, files, recordsOf(yaml(), files, format))).toMatchObject({ changed: ['the answer'] });
});

const lastApproved = '{unreviewed: last-approved}';
const before = recordsOf(yaml(lastApproved));

test('an approved picture that is gone is never shown as another one: its answer is left out, and it is told why', () => {
  const text = yaml(lastApproved);
  const { diagnostics, files: site } = built(text, { ...files, 'img/my cup.png': 'a pot' }, before);
  const said = diagnostics.filter(({ code }) => code === 'left-out').map(({ message }) => message);
  expect(said).toEqual([
    '`cup` is left out: the picture `img/my cup.png` is not there as it was approved, and `policy.unreviewed` shows nothing else',
  ]);
  expect(site.map(({ path }) => path)).not.toContain('cup.html');
  // With other words, the picture that was approved stands in the approved ones.
  const reworded = built(text.replace('As in', 'Like'), files, before);
  expect(pageOf(reworded)).toContain('As in <img');
});

test('approved words that link a question which asks something else are not called reviewed', () => {
  const text = yaml(lastApproved).replace('And tea?', 'And coffee?');
  const stateOf = (compilation: Compilation): string | undefined =>
    JSON.parse(pageOf(compilation, 'faq.json')).sections[0].questions.find((one: { id: string }) => one.id === 'cup')
      .review.state;
  // As long as the other question stands in its approved words as well, nothing is another one to a reader.
  const both = built(text, files, before);
  expect(stateOf(both)).toBe('signed');
  expect(pageOf(both)).toContain('And tea?');
  const anew = { ...before, ...recordsOf(text, files, currentFormat, ['tea']) };
  const one = built(text, files, anew);
  expect(stateOf(one)).toBe('changed');
  const messages = one.diagnostics.map(({ message }) => message).join('\n');
  expect(messages).toContain('what the link to `tea` leads to');
  // The other way round: the answer was signed anew, and what it links was not.
  const other = built(text, files, { ...before, ...recordsOf(text, files, currentFormat, ['cup']) });
  expect(stateOf(other)).toBe('changed');
  expect(other.diagnostics.map(({ message }) => message).join('\n')).toContain('in its approved words');
});

test('of related questions, those remain beside approved words that ask what they asked', () => {
  const text = yaml(lastApproved).replace('[decaf, tea]', '[tea]').replace('And decaf?', 'And rum?');
  const anew = { ...before, ...recordsOf(text, files, currentFormat, ['decaf']) };
  const related = (compilation: Compilation): string[] =>
    [
      ...(/class="related onward">[\s\S]*?<\/section>/.exec(pageOf(compilation, 'cup.html'))?.[0] ?? '').matchAll(
        /<a href="([^"]*)">([^<]*)/g,
      ),
    ].map(([, href, label]) => `${href} ${label}`);
  expect(related(built(text, files, before))).toEqual(['decaf.html And decaf?', 'tea.html And tea?']);
  expect(related(built(text, files, anew))).toEqual(['tea.html And tea?']);
});

test('status says which records are of an older format, and sign shows what it binds besides', async () => {
  const folder = await temporaryFolder();
  const older = recordsOf(yaml(), files, 2);
  for (const [path, text] of Object.entries({ 'faq.yaml': yaml(), ...files, ...older })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const { stdout } = await run(['review', 'status'], folder);
  expect(stdout).toContain(
    'of a format that binds neither pictures nor what links and related questions ask: cup, tea',
  );
  const signed = await run(['review', 'sign', 'cup', '--by', 'doe', '--yes'], folder);
  expect(signed.stderr).toBe('');
  expect(signed.stdout).toMatch(/^img\/my cup\.png: sha256:\w{64}$/m);
  expect(signed.stdout).toContain('\n(#tea) And tea?\nrelated (decaf): And decaf?\n');
  const after = JSON.parse((await run(['review', 'status', '--format', 'json'], folder)).stdout).questions;
  expect(after.map(({ id, format, state }: Record<string, unknown>) => `${id} ${format} ${state}`)).toEqual([
    'cup 3 signed',
    'tea 2 signed',
    'decaf 2 signed',
  ]);
});
