import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accepts, makeKey } from '../signing.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { type Run, run } from '../testHost.ts';

const yaml = (policy = ''): string => `title: Coffee
url: https://coffee.example/
questions:
  - id: cup
    question: How much caffeine is in a cup?
    short: About 95 mg.
    updated: 2026-11-01
    answer: |
      A cup holds **about 95 mg** [@usda]. This is the average
      of many cups.

      > [!WARNING]
      > Pregnant? Ask your midwife.
  - id: decaf
    question: Is decaf free of it?
    answer: No, a cup holds 2 to 7 mg [@usda; @fda].
  - id: tea
    question: And tea?
    answer: Less, see [a cup](#cup) [@fda].
sources:
  usda: {title: FoodData Central, publisher: Department of Agriculture, url: https://fdc.example/, date: 2024}
  fda: {title: Spilling the beans, url: https://fda.example/beans, doi: 10.1001/beans.2018}
reviewers:
  doe: {name: Jane Doe, role: Dietitian}
  roe: {name: John Roe}
disclaimer: {text: This page informs.}
${policy}`;

/** The answers `cup` and `decaf` signed by Jane Doe on 10 November 2026; `tea` by nobody. */
async function signedProject(policy = ''): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), yaml(policy));
  const { exitCode, stderr } = await run(
    ['review', 'sign', 'cup', 'decaf', '--by', 'doe', '--on', '2026-11-10', '--yes'],
    folder,
  );
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  return folder;
}

async function edit(folder: string, file: string, from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8');
  expect(text).toMatch(from);
  await writeFile(join(folder, file), text.replace(from, to));
}

interface Status {
  readonly id: string;
  readonly state: string;
  readonly daysLeft: number | null;
  readonly until: string | null;
  readonly changes: readonly { part: string; before: string; after: string }[];
}

async function statesOf(folder: string, ...options: string[]): Promise<Record<string, string>> {
  return Object.fromEntries((await statusOf(folder, ...options)).map(({ id, state }) => [id, state]));
}

async function statusOf(folder: string, ...options: string[]): Promise<readonly Status[]> {
  const { stdout } = await run(['review', 'status', '--format', 'json', ...options], folder);
  return JSON.parse(stdout).questions;
}

const page = (folder: string, name = 'index.html'): Promise<string> => readFile(join(folder, 'dist', name), 'utf8');

const article = async (folder: string, id: string): Promise<string> =>
  new RegExp(`<article class="answer" id="${id}">[\\s\\S]*?</article>`).exec(await page(folder))?.[0] ?? '';

const codes = ({ stderr }: Run): string[] =>
  [...stderr.matchAll(/^(?:error|warning|note)\[([a-z-]+)\]/gm)].map(([, code]) => String(code));

describe('the states', () => {
  test('signed, changed, expired, unsigned', async () => {
    const folder = await signedProject();
    expect(await statesOf(folder)).toEqual({ cup: 'signed', decaf: 'signed', tea: 'unsigned' });
    expect(await statesOf(folder, '--as-of', '2027-11-10')).toMatchObject({ cup: 'signed' });
    expect(await statesOf(folder, '--as-of', '2027-11-11')).toEqual({
      cup: 'expired',
      decaf: 'expired',
      tea: 'unsigned',
    });
    await edit(folder, 'faq.yaml', 'about 95 mg', 'about 96 mg');
    expect(await statesOf(folder)).toEqual({ cup: 'changed', decaf: 'signed', tea: 'unsigned' });
  });

  test.each([
    ['the question', 'in a cup?', 'in one cup?'],
    ['the short answer', 'About 95', 'About 9.5'],
    ['the short answer, deleted', '    short: About 95 mg.\n', ''],
    ['one comma', 'Pregnant? Ask', 'Pregnant, ask'],
    ['a unit', '**about 95 mg**', '**about 95 g**'],
    ['a callout', '[!WARNING]', '[!NOTE]'],
    ['a citation more', '[@usda]. This', '[@usda; @fda]. This'],
    ['the title of a source', 'FoodData Central', 'FoodData central'],
    ['the address of a source', 'https://fdc.example/', 'https://fdc.example/2'],
    ['the date of a source', 'date: 2024', 'date: 2025'],
    ['the reviewer’s name', 'name: Jane Doe', 'name: Jane Dow'],
    ['the reviewer’s role', 'role: Dietitian', 'role: Surgeon'],
  ])('%s makes an answer changed', async (_, from, to) => {
    const folder = await signedProject();
    await edit(folder, 'faq.yaml', from, to);
    expect((await statesOf(folder))['cup']).toBe('changed');
  });

  test.each([
    [
      'lines broken anew',
      'This is the average\n      of many cups.',
      'This is\n      the average of many\n      cups.',
    ],
    [
      'a folded block',
      /answer: \|\n {6}A cup[\s\S]*?midwife\.\n/,
      'answer: >\n      A cup holds **about 95 mg** [@usda]. This is the average of\n      many cups.\n\n\n      > [!WARNING]\n\n      > Pregnant? Ask your midwife.\n',
    ],
    ['quotes', 'question: How much caffeine is in a cup?', `question: 'How much caffeine is in a cup?'`],
    ['line ends of Windows', /[\s\S]*/, yaml().replaceAll('\n', '\r\n')],
    ['space at every line end', /[\s\S]*/, yaml().replaceAll('\n', '  \n')],
    ['another indentation', /[\s\S]*/, yaml().replaceAll(/^ {6}/gm, '          ')],
    ['the day on which a source was opened', 'date: 2024}', 'date: 2024, checked: 2026-11-20}'],
    ['another title of the page', 'title: Coffee', 'title: Tea'],
  ] as [string, string | RegExp, string][])('%s does not', async (_, from, to) => {
    const folder = await signedProject();
    await edit(folder, 'faq.yaml', from, to);
    expect(await statesOf(folder)).toEqual({ cup: 'signed', decaf: 'signed', tea: 'unsigned' });
  });

  test('a record under an old id serves until there is one under the new', async () => {
    const folder = await signedProject();
    await edit(folder, 'faq.yaml', 'id: decaf', 'id: without\n    formerly: [decaf]');
    expect(await statesOf(folder)).toMatchObject({ without: 'signed' });
    expect((await run(['build'], folder)).exitCode).toBe(0);
    expect(existsSync(join(folder, 'dist/reviews/without.yaml'))).toBe(true);
    await run(['review', 'sign', 'without', '--by', 'roe', '--yes'], folder);
    expect((await statusOf(folder)).find(({ id }) => id === 'without')).toMatchObject({
      state: 'signed',
      name: 'John Roe',
    });
  });

  test('a translation beside faq.yaml has records of its own', async () => {
    const folder = await signedProject();
    const german = yaml().replace('About 95 mg.', 'Etwa 95 mg.').replace('And tea?', 'Und Tee?');
    await writeFile(join(folder, 'faq.de.yaml'), german);
    const states = async (): Promise<string> => (await run(['review', 'status', 'faq.de.yaml'], folder)).stdout;
    expect(await states()).toContain('3 unsigned');
    const by = ['--by', 'doe', '--yes', '-f', 'faq.de.yaml'];
    expect((await run(['review', 'sign', 'cup', ...by], folder)).stdout).toContain('reviews.de/cup.yaml');
    expect(await states()).toMatch(/^cup +signed/m);
    expect(await statesOf(folder)).toEqual({ cup: 'signed', decaf: 'signed', tea: 'unsigned' });
    await run(['build', 'faq.de.yaml'], folder);
    const record = join(folder, 'dist/reviews/cup.yaml');
    expect(await readFile(record, 'utf8')).toContain('Etwa 95 mg.');
    await rm(record);
    const page = ['dist/cup.html', '-f', 'faq.de.yaml'];
    expect((await run(['review', 'verify', ...page], folder)).stdout).toMatch(/^approved .*dist\/cup\.html#cup/);
  });

  test('an earlier end that the policy sets counts; a later one does not', async () => {
    const folder = await signedProject();
    const until = async () => (await statusOf(folder))[0]?.until;
    expect(await until()).toBe('2027-11-10');
    await writeFile(join(folder, 'faq.yaml'), yaml('policy: {reviewEvery: 1 month}'));
    expect(await until()).toBe('2026-12-10');
    await writeFile(join(folder, 'faq.yaml'), yaml('policy: {reviewEvery: 3 years}'));
    expect(await until()).toBe('2027-11-10');
  });
});

describe('the build obeys', () => {
  test('a changed answer loses its badge on every page, and its record', async () => {
    const folder = await signedProject();
    await run(['build'], folder);
    for (const name of ['index.html', 'cup.html'])
      expect(await page(folder, name)).toContain(
        'Reviewed by Jane Doe (Dietitian) on November 10, 2026, next review due November 10, 2027.',
      );
    expect(await page(folder)).toContain('<dd>2 of 3</dd>');
    expect(await page(folder, 'cup.html')).toMatch(/<code dir="ltr">sha256:[0-9a-f]{64}<\/code>/);
    expect(await readFile(join(folder, 'dist/reviews/cup.yaml'), 'utf8')).toBe(
      await readFile(join(folder, 'reviews/cup.yaml'), 'utf8'),
    );

    await edit(folder, 'faq.yaml', 'about 95 mg', 'about 96 mg');
    const built = await run(['build'], folder);
    expect(built.exitCode).toBe(0);
    expect(codes(built)).toContain('changed-answer');
    expect(await article(folder, 'cup')).toContain(
      '<p class="review changed">This answer has changed since its last review.</p>',
    );
    for (const name of ['index.html', 'cup.html']) {
      const html = (await page(folder, name)).replace(/<article class="answer" id="decaf">[\s\S]*?<\/article>/, '');
      expect(html).not.toMatch(/Reviewed by|class="review signed"|sha256:|reviews\/cup/);
    }
    expect(await page(folder)).toContain('<dd>1 of 3</dd>');
    expect(existsSync(join(folder, 'dist/reviews/cup.yaml'))).toBe(false);
  });

  test('an expired one says since when, and bears no name', async () => {
    const folder = await signedProject();
    const built = await run(['build', '--as-of', '2027-11-11'], folder);
    expect(codes(built)).toContain('expired-review');
    const answer = await article(folder, 'cup');
    expect(answer).toContain('expired on November 10, 2027');
    expect(answer).not.toMatch(/Jane|sha256/);
    expect(await page(folder)).toContain('<dd>0 of 3</dd>');
  });

  test('require fails at the line of each answer that is not signed', async () => {
    const folder = await signedProject('policy: {review: require}');
    await edit(folder, 'faq.yaml', 'about 95 mg', 'about 96 mg');
    const { stdout, exitCode } = await run(['build', '--format', 'json', '--as-of', '2026-11-23'], folder);
    expect(exitCode).toBe(1);
    expect(
      JSON.parse(stdout).diagnostics.filter(({ severity }: { severity: string }) => severity === 'error'),
    ).toMatchObject([
      { code: 'changed-answer', file: 'faq.yaml', line: 8 },
      { code: 'unreviewed-answer', file: 'faq.yaml', line: 19 },
    ]);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
    await edit(folder, 'faq.yaml', 'about 96 mg', 'about 95 mg');
    await run(['review', 'sign', 'tea', '--by', 'roe', '--yes'], folder);
    expect((await run(['build'], folder)).exitCode).toBe(0);
    expect((await run(['build', '--as-of', '2027-11-11'], folder)).exitCode).toBe(1);
  });

  test('last-approved publishes the approved words and sources until the new ones are signed', async () => {
    const folder = await signedProject('policy: {review: require, unreviewed: last-approved}');
    await edit(folder, 'faq.yaml', 'about 95 mg', 'about 950 mg');
    await edit(folder, 'faq.yaml', 'short: About 95 mg.', 'short: Plenty.');
    await edit(folder, 'faq.yaml', 'title: FoodData Central', 'title: Another title');
    const built = await run(['build'], folder);
    expect(built.exitCode).toBe(0);
    expect(built.stderr).toContain('the approved words are published');
    expect(codes(built)).toEqual(expect.arrayContaining(['changed-answer', 'left-out']));
    for (const name of ['index.html', 'cup.html']) {
      const html = await page(folder, name);
      expect(html).toContain('about 95 mg');
      expect(html).toContain('About 95 mg.');
      expect(html).toContain('FoodData Central');
      expect(html).not.toMatch(/950 mg|Plenty|Another title/);
    }
    expect(await article(folder, 'cup')).toContain('Reviewed by Jane Doe');
    expect(await page(folder)).not.toContain('id="tea"');
    expect((await run(['review', 'verify', 'dist'], folder)).exitCode).toBe(0);

    await run(['review', 'sign', 'cup', '--by', 'doe', '--yes'], folder);
    await run(['build'], folder);
    expect(await article(folder, 'cup')).toMatch(/950 mg[\s\S]*Reviewed by/);
    expect(await page(folder)).toContain('Another title');
  });

  test('an approved text may cite a source, and link to a question, that have gone since', async () => {
    const folder = await signedProject('policy: {unreviewed: last-approved}');
    await run(['review', 'sign', 'tea', '--by', 'roe', '--yes'], folder);
    const text = yaml('policy: {unreviewed: last-approved}');
    await writeFile(
      join(folder, 'faq.yaml'),
      text
        .replace(/ {2}- id: cup[\s\S]*?(?= {2}- id: decaf)/, '')
        .replace('Less, see [a cup](#cup) [@fda]', 'Less [@usda]')
        .replace(/ {2}fda: .*\n/, '')
        .replace('; @fda', ''),
    );
    await rm(join(folder, 'reviews/cup.yaml'));
    const built = await run(['build'], folder);
    expect(built.stderr).not.toContain('error');
    expect(built.stderr).toContain('reviews/tea.yaml:');
    expect(await article(folder, 'tea')).toContain('Less, see a cup');
    expect(await page(folder)).toContain('Spilling the beans');
  });

  test('each approved text keeps the sources that it was approved with, and its code', async () => {
    const folder = await temporaryFolder();
    const text = (title: string, words: string) => `title: T
questions:
  - {id: aa, question: A?, answer: "${words} A [@usda]. Write \`[@usda]\` so."}
  - {id: bb, question: B?, answer: "${words} B [@usda]."}
sources: {usda: {title: ${title}}}
reviewers: {doe: {name: Jane Doe}, roe: {name: John Roe}}
policy: {review: require, unreviewed: last-approved}
`;
    const write = (title: string, words = 'Of') => writeFile(join(folder, 'faq.yaml'), text(title, words));
    await write('Good handbook');
    await run(['review', 'sign', 'aa', '--by', 'doe', '--yes'], folder);
    await write('Evil handbook');
    await run(['review', 'sign', 'bb', '--by', 'roe', '--yes'], folder);
    await write('Other', 'Off');
    await writeFile(join(folder, 'faq.yaml'), text('Other', 'Off').replaceAll('usda', 'other'));
    const built = await run(['build'], folder);
    expect(built.stderr).not.toContain('error[');
    expect(await page(folder, 'aa.html')).toMatch(/Jane Doe[\s\S]*Good handbook/);
    expect(await page(folder, 'aa.html')).not.toContain('Evil handbook');
    expect(await page(folder, 'aa.html')).toContain('Write <code>[@usda]</code> so.');
    expect(await page(folder, 'aa.md')).toMatch(/A \[1\][\s\S]*1\. Good handbook/);
    expect(await page(folder, 'bb.html')).toContain('Evil handbook');
    expect(await page(folder)).toMatch(/Good handbook[\s\S]*Evil handbook/);
    const verified = await run(['review', 'verify', 'dist'], folder);
    expect(verified.stdout).not.toMatch(/differs|unsigned/);
    expect(verified.exitCode).toBe(0);
  });

  test.each([
    ['- x <b>\n<div>5', '- x <b> <div>5'],
    ['-     code\n[@usda]', '-     code [@usda]'],
    ['| a |\n| - |\n5\n10 [@usda]', '| a |\n| - |\n5 10 [@usda]'],
    ['5\\  \n6 [@usda]', '5\\\n6 [@usda]'],
  ])('%j is another answer than %j, wherever its lines break', async (typed, other) => {
    const folder = await temporaryFolder();
    const write = (answer: string) =>
      writeFile(join(folder, 'faq.yaml'), yaml().replace('Less, see [a cup](#cup) [@fda].', JSON.stringify(answer)));
    for (const [first, second] of [
      [typed, other],
      [other, typed],
    ] as const) {
      await rm(join(folder, 'reviews'), { recursive: true, force: true });
      await write(first);
      // What cannot be approved as it is typed is refused, which is as good.
      if ((await run(['review', 'sign', 'tea', '--by', 'roe', '--yes'], folder)).exitCode !== 0) continue;
      expect((await statesOf(folder))['tea']).toBe('signed');
      await write(second);
      expect((await statesOf(folder))['tea']).toBe('changed');
    }
  });

  test('hide leaves out what is not signed', async () => {
    const folder = await signedProject('policy: {unreviewed: hide}');
    await edit(folder, 'faq.yaml', 'about 95 mg', 'about 96 mg');
    const built = await run(['build'], folder);
    expect(codes(built).filter((code) => code === 'left-out')).toHaveLength(2);
    expect(await page(folder)).not.toMatch(/id="(?:cup|tea)"/);
    expect(await page(folder)).toContain('id="decaf"');
  });

  test('off says nothing of reviews, but an invalid record stays an error', async () => {
    const folder = await signedProject('policy: {review: off}');
    expect((await run(['build'], folder)).exitCode).toBe(0);
    expect(await page(folder)).not.toMatch(/class="review |sha256:|Reviewed answers/);
    expect(existsSync(join(folder, 'dist/reviews'))).toBe(false);
    await edit(folder, 'reviews/cup.yaml', '95 mg', '96 mg');
    expect((await run(['build'], folder)).exitCode).toBe(1);
  });

  test('what a page says follows the record at once while somebody watches', async () => {
    const folder = await signedProject();
    const states = async () => (await statesOf(folder))['decaf'];
    await rename(join(folder, 'reviews/decaf.yaml'), join(folder, 'reviews/decaf.old'));
    expect(await states()).toBe('unsigned');
  });
});

describe('an invalid record', () => {
  const tamperings: readonly [string, string | RegExp, string, place: string][] = [
    ['its answer', '95 mg**', '96 mg**', 'digest'],
    ['its question', 'How much', 'How little', 'digest'],
    ['its short answer', 'About 95', 'About 9', 'digest'],
    ['a source', 'FoodData', 'MoodData', 'digest'],
    ['its digest', /sha256:\w{4}/, 'sha256:0000', 'digest'],
    ['its date', 'date: 2026-11-10', 'date: 2026-11-11', 'digest'],
    ['its end', 'until: 2027', 'until: 2037', 'digest'],
    ['its reviewer', 'reviewer: "doe"', 'reviewer: "roe"', 'digest'],
    ['the name', 'Jane Doe', 'John Roe', 'digest'],
    ['its id', 'id: "cup"', 'id: "decaf"', 'digest'],
    ['a key that is missing', /reviewer: .*\n/, '', 'format'],
    ['a key more', 'until:', 'note: mine\nuntil:', 'note'],
    ['another format', 'format: 3', 'format: 4', 'format'],
    ['the former format', 'format: 3', 'format: 2', 'files'],
    ['the first format', 'format: 3', 'format: 1', 'language'],
    ['a kind that it was not signed in', 'date: 2026', 'as: "clinical"\ndate: 2026', 'digest'],
    ['a kind that is none', 'date: 2026', 'as: "Not so"\ndate: 2026', 'as'],
    ['what it shows, left out', 'files: []\n', '', 'format'],
    ['a picture', 'files: []', 'files:\n  - {name: "cup.png", digest: "sha256:00"}', '  - {name'],
    ['a link', 'links: []', 'links:\n  - {id: "tea", question: "Or?"}', 'digest'],
    ['a related question', 'related: []', 'related: [tea]', 'related'],
    ['its language', 'language: "en"', 'language: "he"', 'digest'],
    ['a language that is none', 'language: "en"', 'language: "en_US"', 'language'],
    ['no language', /language: .*\n/, '', 'format'],
    ['a date that does not exist', 'date: 2026-11-10', 'date: 2026-02-30', 'date'],
    ['a sign that a terminal obeys', 'name: "Jane', 'name: "\\u001b[2JJane', 'name'],
    ['a sign that turns words around', 'question: "How', 'question: "\\u202eHow', 'question'],
    ['no YAML', 'answer: |2-', 'answer: "', 'answer'],
    ['nothing', /[\s\S]+/, '', 'format'],
    ['a list', /[\s\S]+/, '- a', 'format'],
  ];
  test.each(tamperings)('%s', async (_, from, to, place) => {
    const folder = await signedProject();
    const before = await readFile(join(folder, 'reviews/cup.yaml'), 'utf8');
    await edit(folder, 'reviews/cup.yaml', from, to);
    const after = await readFile(join(folder, 'reviews/cup.yaml'), 'utf8');
    for (const argv of [['build'], ['check'], ['review', 'verify'], ['review', 'status']]) {
      const { exitCode, stderr } = await run(argv, folder);
      expect(exitCode, argv.join(' ')).toBe(1);
      expect(stderr).not.toContain('    at ');
      const line = Number(/reviews\/cup\.yaml:(\d+):/.exec(stderr)?.[1]);
      if (place !== 'format' && place !== 'answer')
        expect(after.split('\n')[line - 1]).toMatch(new RegExp(`^${place}: `));
    }
    expect(existsSync(join(folder, 'dist'))).toBe(false);
    // Written anew in another style, it is the same record.
    await writeFile(
      join(folder, 'reviews/cup.yaml'),
      before.replaceAll('\n', '  \r\n').replace('reviewer: "doe"', "reviewer:   'doe'"),
    );
    expect(await statesOf(folder)).toMatchObject({ cup: 'signed' });
    expect((await run(['build'], folder)).exitCode).toBe(0);
  });

  test('of another question does not count for this one', async () => {
    const folder = await signedProject();
    await writeFile(join(folder, 'reviews/tea.yaml'), await readFile(join(folder, 'reviews/cup.yaml')));
    const { exitCode, stderr } = await run(['check'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the record approves the answer to `cup`, not to `tea`');
  });

  test.each([['from the future', ['--as-of', '2026-11-09'], 'which is still to come']])(
    '%s',
    async (_, options, words) => {
      const { exitCode, stderr } = await run(['check', ...options], await signedProject());
      expect(exitCode).toBe(1);
      expect(stderr).toContain(words);
    },
  );

  test('is one that approves words before they were written', async () => {
    const folder = await signedProject();
    await edit(folder, 'faq.yaml', 'updated: 2026-11-01', 'updated: 2026-11-11');
    const { exitCode, stderr } = await run(['check'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/invalid-review[\s\S]*faq\.yaml:7:14/);
    // New words may well be newer than the last approval.
    await edit(folder, 'faq.yaml', 'about 95 mg', 'about 96 mg');
    expect((await run(['check'], folder)).exitCode).toBe(0);
  });

  test('is one of a reviewer whom nobody knows', async () => {
    const folder = await signedProject();
    await edit(folder, 'faq.yaml', '  doe: {', '  dough: {');
    const failed = await run(['check'], folder);
    expect(failed.exitCode).toBe(1);
    expect(codes(failed)).toContain('unknown-reviewer');
  });

  test('that belongs to no question is told', async () => {
    const folder = await signedProject();
    await rename(join(folder, 'reviews/cup.yaml'), join(folder, 'reviews/cups.yaml'));
    const checked = await run(['check'], folder);
    expect(checked.exitCode).toBe(0);
    expect(checked.stderr).toMatch(/orphan-review[\s\S]*`cup`/);
  });
});

describe.skipIf(process.env['FAQGEN_WITHOUT_SSH'])('keys', () => {
  async function keyedProject(): Promise<{ folder: string; publicKey: string; keys: string }> {
    const folder = await temporaryFolder();
    const keys = await temporaryFolder();
    const publicKey = await makeKey(keys);
    await writeFile(join(folder, 'faq.yaml'), yaml().replace('role: Dietitian', `role: Dietitian, key: ${publicKey}`));
    return { folder, publicKey, keys };
  }

  test('a signed record is accepted here and, by the lines of the documentation, by ssh-keygen', async () => {
    const { folder, publicKey, keys } = await keyedProject();
    const signed = await run(['review', 'sign', 'cup', '--by', 'doe', '--key', join(keys, 'key'), '--yes'], folder);
    expect(signed.stderr).toBe('');
    expect(await statesOf(folder)).toMatchObject({ cup: 'signed' });
    const record = await readFile(join(folder, 'reviews/cup.yaml'), 'utf8');
    const statement = record.slice(0, record.indexOf('digest: '));
    const signature = record.slice(record.indexOf('signature: |\n') + 13).replaceAll(/^ {2}/gm, '');
    expect(await accepts(keys, statement, signature, publicKey)).toBe(true);
    expect((await run(['review', 'verify'], folder)).stdout).toContain(
      '1 record proven: the digest of each, and 1 signature',
    );
  });

  test('with a key nothing counts but its signature', async () => {
    const { folder, keys } = await keyedProject();
    const sign = (...options: string[]) => run(['review', 'sign', 'cup', '--yes', ...options], folder);
    expect((await sign('--by', 'doe', '--key', join(keys, 'nowhere'))).exitCode).toBe(2);
    await makeKey(keys, 'other');
    const wrong = await sign('--by', 'doe', '--key', join(keys, 'other'));
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain('another key than the one of `doe`');
    expect((await sign('--by', 'roe', '--key', join(keys, 'key'))).stderr).toContain('`roe` has no key');
    expect(existsSync(join(folder, 'reviews'))).toBe(false);

    await sign('--by', 'doe', '--key', join(keys, 'key'));
    const good = await readFile(join(folder, 'reviews/cup.yaml'), 'utf8');
    for (const [record, words] of [
      [good.replace(/signature:[\s\S]*/, ''), 'carries no signature, but `doe` has a key'],
      [good.replace(/(signature: \|\n.*\n {2}....)./, '$1!'), 'it is not an SSH signature'],
      [good.replace(/.(?=...\n {2}-----END)/, (sign) => (sign === 'A' ? 'B' : 'A')), 'proves nothing'],
    ] as const) {
      await writeFile(join(folder, 'reviews/cup.yaml'), record);
      const { exitCode, stderr } = await run(['build'], folder);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(words);
    }
    await writeFile(join(folder, 'reviews/cup.yaml'), good);
    await edit(folder, 'faq.yaml', /, key: .*\}/, '}');
    expect((await run(['build'], folder)).stderr).toContain('the record is signed, but `doe` has no key');
  });

  test('--trust takes them from where a change of the project cannot reach', async () => {
    const { folder, publicKey, keys } = await keyedProject();
    await run(['review', 'sign', 'cup', '--by', 'doe', '--key', join(keys, 'key'), '--yes'], folder);
    const trust = join(keys, 'reviewers');
    await writeFile(trust, `doe ${publicKey}\n`);
    const verify = () => run(['review', 'verify', '--trust', trust], folder);
    expect((await verify()).exitCode).toBe(0);

    // Somebody puts another key into faq.yaml, and signs with it.
    const other = await makeKey(keys, 'other');
    await edit(folder, 'faq.yaml', /key: ssh-ed25519.*\}/, `key: ${other}}`);
    await run(['review', 'sign', 'cup', '--by', 'doe', '--key', join(keys, 'other'), '--yes'], folder);
    expect((await run(['review', 'verify'], folder)).exitCode).toBe(0);
    const caught = await verify();
    expect(caught.exitCode).toBe(1);
    expect(caught.stderr).toContain('another key than that of `doe`');

    // Or takes the key away, and signs without.
    await edit(folder, 'faq.yaml', /, key: .*\}/, '}');
    await run(['review', 'sign', 'cup', '--by', 'doe', '--yes'], folder);
    expect((await run(['review', 'verify'], folder)).exitCode).toBe(0);
    expect((await verify()).stderr).toContain('carries no signature');

    await writeFile(trust, 'doe\n');
    expect((await verify()).exitCode).toBe(2);
    await rm(trust);
    expect((await verify()).exitCode).toBe(2);
  });

  test('a key of another kind is an error in faq.yaml', async () => {
    const { folder, keys } = await keyedProject();
    await edit(folder, 'faq.yaml', /key: .*\}/, `key: ${await makeKey(keys, 'ecdsa', 'ecdsa')}}`);
    expect(codes(await run(['check'], folder))).toContain('invalid-key');
  });
});

describe('review sign', () => {
  test('shows what is signed and what has changed, and asks', async () => {
    const folder = await signedProject();
    await edit(folder, 'faq.yaml', 'about 95 mg', 'about 96 mg');
    const before = await readFile(join(folder, 'reviews/cup.yaml'), 'utf8');
    const asked: string[] = [];
    const reviewer = (answer: boolean) => ({
      isInteractive: true,
      confirm: async (question: string) => {
        asked.push(question);
        return answer;
      },
    });
    const no = await run(['review', 'sign', 'cup', '--by', 'doe'], folder, {}, reviewer(false));
    expect(asked).toEqual(['Approve this as Jane Doe? [y/N] ']);
    expect(no.stdout).toContain('A cup holds **about 96 mg** [@usda]. This is the average of many cups.');
    expect(no.stdout).toContain(
      'Changed since Jane Doe approved it on 2026-11-10:\n  answer: A cup holds **about [-95-] {+96+} mg** [@usda]. This is the average …\n',
    );
    expect(no.stdout).toContain('[@usda] FoodData Central. Department of Agriculture. 2024. https://fdc.example/');
    expect(no.stdout).toContain('Not signed: cup');
    expect(await readFile(join(folder, 'reviews/cup.yaml'), 'utf8')).toBe(before);
    const yes = await run(['review', 'sign', 'cup', '--by', 'doe'], folder, {}, reviewer(true));
    expect(yes.exitCode).toBe(0);
    expect(await statesOf(folder)).toMatchObject({ cup: 'signed' });
    expect(await readdir(join(folder, 'reviews'))).toEqual(['cup.yaml', 'decaf.yaml', 'withdrawn']);
  });

  test('says why a record cannot be written', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), yaml());
    await writeFile(join(folder, 'reviews'), '');
    const { exitCode, stderr } = await run(['review', 'sign', 'cup', '--by', 'doe', '--yes'], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/cannot write .*reviews\/cup\.yaml: a file stands where the folder should be/);
  });

  test('writes nothing outside of the project', async () => {
    const folder = await temporaryFolder();
    const outside = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), yaml());
    await symlink(outside, join(folder, 'reviews'));
    const { exitCode, stderr } = await run(['review', 'sign', 'cup', '--by', 'doe', '--yes'], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('lies outside of the project');
    expect(await readdir(outside)).toEqual([]);
  });

  test('stops where the person leaves, and keeps what was signed before', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), yaml());
    const answers = [true, null];
    const reviewer = { isInteractive: true, confirm: async () => answers.shift() ?? null };
    const left = await run(['review', 'sign', '--all', '--by', 'doe'], folder, {}, reviewer);
    expect(left.exitCode).toBe(2);
    expect(left.stderr).toContain('nobody answered');
    expect(left.stderr).toContain('1 answer signed before, and no more');
    expect(await statesOf(folder)).toEqual({ cup: 'signed', decaf: 'unsigned', tea: 'unsigned' });
  });

  test.each([
    [['cup', '--by', 'doe'], 'nobody can be asked here'],
    [['cup', '--by', 'deo', '--yes'], 'did you mean `doe`?'],
    [['cap', '--by', 'doe', '--yes'], 'did you mean `cup`?'],
    [['--by', 'doe', '--yes'], 'no answer is named'],
    [['cup', '--all', '--by', 'doe', '--yes'], 'either name answers, or give --all'],
    [['cup', '--by', 'doe', '--yes', '--on', '2026-11-24'], 'still to come'],
    [['cup', '--by', 'doe', '--yes', '--on', '2026-10-31'], 'was updated on 2026-11-01'],
    [['cup', '--by', 'doe', '--yes', '--until', '2026-11-22'], 'would end on 2026-11-22'],
    [['cup', '--by', 'doe', '--yes', '--on', '2026-11-01', '--until', '2026-11-22'], 'would have ended'],
    [['cup', '--by', 'doe', '--yes', '--key', 'key'], '`doe` has no key'],
  ])('%j is refused: %s', async (argv, words) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), yaml());
    const { exitCode, stderr } = await run(['review', 'sign', ...argv], folder);
    expect(stderr).toContain(words);
    expect(exitCode).toBe(2);
    expect(existsSync(join(folder, 'reviews'))).toBe(false);
  });

  test('nobody can approve what was withdrawn', async () => {
    const folder = await signedProject();
    await edit(
      folder,
      'faq.yaml',
      '  - id: tea',
      '    withdrawn: {on: 2026-11-02, reason: It was wrong.}\n  - id: tea',
    );
    const { exitCode, stderr } = await run(['review', 'sign', 'decaf', '--by', 'doe', '--yes'], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('`decaf` was withdrawn on 2026-11-02, and no sign-off of it counts');
  });

  test('--by is asked for, and dates must exist', async () => {
    const folder = await signedProject();
    expect((await run(['review', 'sign', 'cup'], folder)).exitCode).toBe(2);
    expect((await run(['review', 'sign', 'cup', '--by', 'doe', '--on', '2026-02-30'], folder)).exitCode).toBe(2);
    expect((await run(['review', 'status', '--due', 'soon'], folder)).exitCode).toBe(2);
  });

  test('nobody can approve a file with errors', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), yaml().replace('[@usda].', '[@usba].'));
    const { exitCode, stderr } = await run(['review', 'sign', 'cup', '--by', 'doe', '--yes'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/unknown-source[\s\S]*nothing was signed/);
    expect(existsSync(join(folder, 'reviews'))).toBe(false);
  });

  test('--all signs what is not signed, drafts apart, and mends what is invalid', async () => {
    const folder = await signedProject('policy: {review: require, reviewEvery: 6 months}');
    await edit(
      folder,
      'faq.yaml',
      '  - id: tea',
      '  - id: milk\n    question: And milk?\n    answer: None [@fda].\n    draft: true\n  - id: tea',
    );
    await edit(folder, 'reviews/decaf.yaml', '2 to 7', '2 to 8');
    const { stdout, exitCode } = await run(['review', 'sign', '--all', '--by', 'roe', '--yes'], folder);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('2 answers signed as John Roe, until 2027-05-23');
    expect(await statesOf(folder)).toEqual({ cup: 'signed', decaf: 'signed', milk: 'unsigned', tea: 'signed' });
    expect((await run(['review', 'sign', '--all', '--by', 'roe'], folder)).stdout).toContain('Every answer is signed.');
    expect(
      (await run(['review', 'sign', 'tea', '--by', 'roe', '--yes', '--until', '2027-05-24'], folder)).stderr,
    ).toContain('allows no approval beyond 2027-05-23');
  });
});

describe('review status', () => {
  test('is a table, with a word diff for what changed', async () => {
    const folder = await signedProject();
    await edit(folder, 'faq.yaml', 'about 95 mg**', 'about 96 mg**');
    await edit(folder, 'faq.yaml', 'title: FoodData Central', 'title: FoodData');
    const { stdout, exitCode } = await run(['review', 'status'], folder);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      `question  state     reviewer  approved    until       days left
cup       changed   Jane Doe  2026-11-10  2027-11-10  352
  answer: A cup holds **about [-95-] {+96+} mg** [@usda]. This is the average …
  sources.usda.title: FoodData [-Central-]
decaf     changed   Jane Doe  2026-11-10  2027-11-10  352
  sources.usda.title: FoodData [-Central-]
tea       unsigned  –         –           –           –

2 changed, 1 unsigned, as of 2026-11-23
`,
    );
  });

  test('--due lists what runs out, and what has run out', async () => {
    const folder = await signedProject();
    await run(['review', 'sign', 'cup', '--by', 'doe', '--yes', '--until', '2026-12-20'], folder);
    const due = async (...options: string[]) =>
      (await statusOf(folder, ...options)).map(({ id, daysLeft }) => `${id} ${daysLeft}`);
    expect(await due('--due', '26d')).toEqual([]);
    expect(await due('--due', '27d')).toEqual(['cup 27']);
    expect(await due('--due', '4w')).toEqual(['cup 27']);
    expect(await due('--due', '1y')).toEqual(['cup 27', 'decaf 352']);
    expect(await due('--due', '1d', '--as-of', '2027-01-01')).toEqual(['cup -12']);
    expect((await run(['review', 'status', '--due', '1d'], folder)).stdout).toBe(
      'nothing of 3 answers runs out in that time\n',
    );
  });

  test('shows which record is invalid, and fails', async () => {
    const folder = await signedProject();
    await edit(folder, 'reviews/cup.yaml', '95', '96');
    const { stdout, exitCode, stderr } = await run(['review', 'status'], folder);
    expect(stdout).toMatch(/^cup +invalid/m);
    expect(stderr).toContain('its digest does not fit');
    expect(exitCode).toBe(1);
  });
});

describe('review verify, of published pages', () => {
  async function published(): Promise<string> {
    const folder = await signedProject();
    await run(['build'], folder);
    await rename(join(folder, 'dist'), join(folder, 'site'));
    await rm(join(folder, 'faq.yaml'));
    await rm(join(folder, 'reviews'), { recursive: true });
    return folder;
  }
  const verdicts = async (folder: string, ...paths: string[]) => {
    const { stdout, exitCode } = await run(['review', 'verify', ...paths, '--format', 'json'], folder);
    const { answers } = JSON.parse(stdout) as {
      answers: { file: string; id: string; verdict: string; reasons: string[] }[];
    };
    return { exitCode, answers, said: answers.map(({ file, id, verdict }) => `${file}#${id} ${verdict}`) };
  };

  test('says which answers a reviewer approved, with nothing but the site', async () => {
    const folder = await published();
    const { said, exitCode, answers } = await verdicts(folder, 'site');
    expect(said).toEqual([
      'site/cup.html#cup approved',
      'site/decaf.html#decaf approved',
      'site/faq.json#cup approved',
      'site/faq.json#decaf approved',
      'site/faq.json#tea unsigned',
      'site/index.html#cup approved',
      'site/index.html#decaf approved',
      'site/index.html#tea unsigned',
      'site/tea.html#tea unsigned',
    ]);
    expect(exitCode).toBe(0);
    const record = await readFile(join(folder, 'site/reviews/cup.yaml'), 'utf8');
    expect(record).toContain((answers[0] as unknown as { digest: string }).digest);
  });

  test.each([
    ['a word', 'about 95 mg', 'about 96 mg', 'the answer is another one'],
    ['a word more', 'of many cups.', 'of very many cups.', 'the answer is another one'],
    ['a callout', 'Ask your midwife.', 'Do not ask your midwife.', 'the answer is another one'],
    ['the short answer', '"short">About 95 mg.', '"short">About 5 mg.', 'the short answer is another one'],
    ['the question', /(<h\d>.*)in a cup\?/, '$1in a pot?', 'the question is another one'],
    ['an address', 'https://fdc.example/', 'https://spam.example/', 'the source `usda` is another one'],
    [
      'words behind the answer',
      '<footer class="foot">',
      '<p>Or take more.</p><footer class="foot">',
      'it also holds “Or take more.”',
    ],
    [
      'the name',
      'Reviewed by Jane Doe',
      'Reviewed by Famous Surgeon',
      'it does not say that Jane Doe reviewed it, as the record does',
    ],
  ])('%s that was edited there is found', async (_, from, to, reason) => {
    const folder = await published();
    // The head says it to programs once more.
    const [head = '', body = ''] = (await page(folder, '../site/cup.html')).split(/(?<=<\/head>)/);
    expect(body).toMatch(from);
    await writeFile(join(folder, 'site/cup.html'), head + body.replace(from, to));
    const { answers, exitCode } = await verdicts(folder, 'site/cup.html', 'site');
    expect(exitCode).toBe(1);
    const edited = answers.filter(({ id, file }) => id === 'cup' && file === 'site/cup.html').at(-1);
    expect(edited).toMatchObject({ verdict: 'differs', reasons: [reason] });
    const { stderr } = await run(['review', 'verify', 'site'], folder);
    expect(stderr).toContain('error[false-review]: site/cup.html calls the answer to `cup` reviewed');
  });

  const prose = '<div class="prose">';
  test.each([
    ['5 mg becomes 9 5 mg by a space', 'about 95 mg', 'about 9 5 mg'],
    ['a raised digit', 'about 95 mg', 'about 9<sup>5</sup> mg'],
    ['words in a citation', />\[1\]<\/a>/, '>Take 100</a>'],
    ['words hidden from screen readers', prose, `${prose}<span aria-hidden="true">Take 100</span>`],
    [
      'words that are hidden, and are not',
      '<footer class="foot">',
      '<p hidden style="display:block">X</p><footer class="foot">',
    ],
    ['a shadow', '<footer class="foot">', '<template shadowrootmode="open"><p>X</p></template><footer class="foot">'],
    ['a frame', '<footer class="foot">', '<iframe srcdoc="X"></iframe><footer class="foot">'],
    ['a field', '<footer class="foot">', '<input value="X"><footer class="foot">'],
    ['a second foot', '<footer class="foot">', '<footer>X</footer><footer class="foot">'],
    ['a hidden answer', prose, '<div class="prose" hidden>'],
    ['a closed answer', /<div class="prose">([\s\S]*?)<footer/, '<details><div class="prose">$1</details><footer'],
    ['a style', '<footer class="foot">', '<style>.prose{display:none}</style><footer class="foot">'],
    ['a script', '<footer class="foot">', '<script>1</script><footer class="foot">'],
    ['a base', '<footer class="foot">', '<base href="https://evil.example/"><footer class="foot">'],
    ['writing from the right', prose, '<div class="prose" dir="rtl">'],
    ['the year of a source', '2024</time>', '1824</time>'],
    ['words in a source', 'FoodData Central', 'FoodData Central, retracted'],
    ['a second entry', '<main id="_answers">', '<main id="_answers"><p id="_source-usda">Evil</p>'],
    ['a longer name', 'Reviewed by Jane', 'Reviewed by Mary Jane'],
    ['a later end', 'due November 10, 2027', 'due November 10, 2099'],
    ['a review outside of the answer', '<article', '<p class="review signed">Reviewed by me.</p><article'],
    [
      'a mark that is not called so',
      /class="review signed">([^<]*)<([\s\S]*?)about 95|about 95 mg([\s\S]*?)class="review signed"/,
      'about 96 mg$3class="review ok"',
    ],
  ])('%s does not pass', async (what, from, to) => {
    const folder = await published();
    const [head = '', body = ''] = (await page(folder, '../site/cup.html')).split(/(?<=<\/head>)/);
    expect(body).toMatch(from);
    await writeFile(join(folder, 'site/cup.html'), head + body.replace(from, to));
    const { said, exitCode } = await verdicts(folder, 'site/cup.html', 'site');
    if (what !== 'a review outside of the answer') expect(said).not.toContain('site/cup.html#cup approved');
    expect(exitCode).toBe(1);
  });

  const head = '</head>';
  const foot = '<footer class="foot">';
  test.each([
    ['a script from elsewhere', head, `<script src="https://evil.example/x.js" defer></script>${head}`],
    ['a script of another name', head, `<script src="assets/evil.js"></script>${head}`],
    ['no policy', /<meta http-equiv="Content-Security-Policy"[^>]*>/, ''],
    ['an open policy', /(<meta http-equiv="Content-Security-Policy" content=")[^"]*/, '$1default-src *'],
    ['a way elsewhere', head, `<meta http-equiv="refresh" content="5;url=https://evil.example">${head}`],
    ['a style from elsewhere', head, `<link rel="stylesheet" href="https://evil.example/x.css">${head}`],
    ['a style of another name', head, `<link rel="stylesheet" href="assets/evil.css">${head}`],
    ['one more style', head, `${head}<link rel="stylesheet" href="assets/style.0123456789.css">`],
    ['a preload', head, `<link rel="preload" as="script" href="https://evil.example/x">${head}`],
    ['more data', head, `<script type="application/ld+json">{"reviewedBy":{"name":"X"}}</script>${head}`],
    [
      'another reviewer in the data',
      '"reviewedBy":{"@type":"Person","name":"Jane Doe"',
      '"reviewedBy":{"@type":"Person","name":"Dr X"',
    ],
    ['another day in the data', '"lastReviewed":"2026-11-10"', '"lastReviewed":"2026-11-20"'],
    ['another answer in the data', /("text":"[^"]*)95 mg/, '$1195 mg'],
    ['words in the foot', foot, `${foot}<p>Newer advice: take twice as much.</p>`],
    ['a link in the foot', foot, `${foot}<p><a href="https://evil.example">Buy</a></p>`],
    ['a button in the foot', foot, `${foot}<button>Order now</button>`],
    ['a word in the label of a link', /aria-label="Record of the review: [^"]*"/, 'aria-label="Take twice"'],
    ['another place of the record', 'href="reviews/cup.yaml"', 'href="https://evil.example/cup.yaml"'],
    ['another digest', /sha256:[0-9a-f]{64}/, `sha256:${'0'.repeat(64)}`],
    ['a day that says two things', 'November 1, 2026</time>', 'November 1, 2030</time>'],
    ['all of it from the right', '<article', '<article dir="rtl"'],
    ['all of it pushed aside', '<div class="prose"', '<div class="prose skip"'],
    ['all of it struck out', /<article([\s\S]*)<\/article>/, '<s><article$1</article></s>'],
    ['all of it closed', /<main([\s\S]*)<\/main>/, '<details><summary>x</summary><main$1</main></details>'],
  ])('%s around an answer does not pass', async (_, from, to) => {
    const folder = await published();
    const html = await page(folder, '../site/cup.html');
    expect(html).toMatch(from);
    await writeFile(join(folder, 'site/cup.html'), html.replace(from, to));
    const { said, exitCode } = await verdicts(folder, 'site/cup.html', 'site');
    expect(said).toContain('site/cup.html#cup differs');
    expect(exitCode).toBe(1);
  });

  test.each([
    ['its own size', 'width="24" height="32"', 'approved'],
    ['a size that nobody sees', 'width="1" height="1"', 'differs'],
    ['another shape', 'width="240" height="32"', 'differs'],
  ])('a picture with %s', async (_, size, verdict) => {
    const folder = await signedProject();
    await writeFile(join(folder, 'dose.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="32"/>');
    await edit(folder, 'faq.yaml', 'about 95 mg', '![Dose](dose.svg) about 95 mg');
    await run(['review', 'sign', 'cup', '--by', 'doe', '--on', '2026-11-10', '--yes'], folder);
    expect((await run(['build'], folder)).exitCode).toBe(0);
    await edit(folder, 'dist/cup.html', 'width="24" height="32"', size);
    const { stdout } = await run(['review', 'verify', 'dist'], folder);
    expect(stdout).toMatch(new RegExp(`^${verdict} +dist/cup\\.html#cup`, 'm'));
  });

  test('a file that was altered and kept its name does not pass', async () => {
    const folder = await published();
    const [style = ''] = (await readdir(join(folder, 'site/assets'))).filter((name) => name.endsWith('.css'));
    await writeFile(join(folder, 'site/assets', style), '.prose { display: none }');
    const { stdout } = await run(['review', 'verify', 'site'], folder);
    expect(stdout).toContain(`assets/${style} is not the file that its name says`);
  });

  test('two sites in one folder keep their own records; a language that is none is no bug', async () => {
    const folder = await published();
    const other = await signedProject();
    await edit(other, 'faq.yaml', 'about 95 mg', 'about 90 mg');
    await run(['review', 'sign', 'cup', '--by', 'doe', '--yes'], other);
    await run(['build'], other);
    await mkdir(join(folder, 'both'));
    await rename(join(folder, 'site'), join(folder, 'both/one'));
    await rename(join(other, 'dist'), join(folder, 'both/two'));
    expect((await verdicts(folder, 'both')).exitCode).toBe(0);
    const cup = join(folder, 'both/one/cup.html');
    await writeFile(cup, (await readFile(cup, 'utf8')).replace('lang="en"', 'lang="en_US"'));
    expect((await run(['review', 'verify', 'both'], folder)).stderr).not.toContain('    at ');
  });

  test('two versions of a record, as a merge leaves them, are told as such', async () => {
    const folder = await signedProject();
    const record = await page(folder, '../reviews/cup.yaml');
    await writeFile(join(folder, 'reviews/cup.yaml'), `<<<<<<< ours\n${record}=======\n${record}>>>>>>> theirs\n`);
    const { exitCode, stderr } = await run(['check'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/error\[invalid-review\]: two versions of these lines[^\n]*\n {2}reviews\/cup\.yaml:1:1/);
    expect(stderr).toContain('keep the record of the words that stand in faq.yaml now');
  });

  test('a record that was altered there proves nothing', async () => {
    const folder = await published();
    await edit(folder, 'site/reviews/cup.yaml', '95 mg', '96 mg');
    const { answers, exitCode } = await verdicts(folder, 'site');
    expect(answers[0]).toMatchObject({ verdict: 'unproven' });
    expect(exitCode).toBe(1);
  });

  test('a badge without a record, and one that has run out, are false', async () => {
    const folder = await published();
    const late = await run(['review', 'verify', 'site', '--as-of', '2027-11-11'], folder);
    expect(late.exitCode).toBe(1);
    expect(late.stderr).toContain('the approval holds from 2026-11-10 until 2027-11-10');
    await rm(join(folder, 'site/reviews/cup.yaml'));
    const { stderr, exitCode } = await run(['review', 'verify', 'site'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('there is no record of a review');
  });

  test('a page that nobody can read to its end is no proof', async () => {
    const folder = await published();
    await writeFile(join(folder, 'site/cup.html'), '<article id="cup">'.repeat(100_000));
    const { stderr, exitCode } = await run(['review', 'verify', 'site/cup.html'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('error[false-review]: site/cup.html');
  });

  test('a page alone is held against the records of the project', async () => {
    const folder = await signedProject();
    await run(['build'], folder);
    await mkdir(join(folder, 'saved'));
    await rename(join(folder, 'dist/index.html'), join(folder, 'saved/page.html'));
    const { said, exitCode } = await verdicts(folder, 'saved/page.html');
    expect(said).toEqual([
      'saved/page.html#cup approved',
      'saved/page.html#decaf approved',
      'saved/page.html#tea unsigned',
    ]);
    expect(exitCode).toBe(0);
    expect((await run(['review', 'verify', 'nowhere'], folder)).exitCode).toBe(2);
  });
});
