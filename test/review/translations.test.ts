import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nameOfLanguage } from '../../src/words/language.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const digestOf = (...lines: string[]): string =>
  `sha256:${createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex')
    .slice(0, 12)}`;

/** Of the questions `cup` and `decaf` in `english`, as docs/translations.md says it is made by hand. */
const cupDigest = digestOf('question: "How much?"', 'short: "95 mg."', 'answer: |2-', '  About 95 mg.', '', '  Or so.');
const decafDigest = digestOf('question: "Decaf?"', 'answer: |2-', '  None.');

const english = `title: Coffee
language: en
url: https://coffee.example/en/
translations:
  - {language: es, url: ../es/, file: faq.es.yaml}
questions:
  - id: cup
    question: How much?
    short: 95 mg.
    answer: |
      About 95 mg.

      Or so.
  - id: decaf
    question: Decaf?
    answer: None.
policy: {citations: off}
`;

const spanish = `title: Café
language: es
url: https://coffee.example/es/
translations:
  - {language: en, url: ../en/, file: faq.yaml, original: true}
questions:
  - {id: cup, question: ¿Cuánta?, answer: 95 mg., translatedFrom: "${cupDigest}"}
  - {id: decaf, question: ¿Y sin?, answer: Nada., translatedFrom: "${decafDigest}"}
policy: {citations: off}
`;

test('an answer of a translation that nobody signed is unsigned, though its original was signed', async () => {
  const folder = await temporaryFolder();
  const reviewers = 'reviewers: {doe: {name: Jane Doe}}\n';
  await writeFile(join(folder, 'faq.yaml'), english + reviewers);
  await writeFile(join(folder, 'faq.es.yaml'), spanish + reviewers);
  expect((await run(['review', 'sign', 'cup', '--by', 'doe', '--yes'], folder)).exitCode).toBe(0);
  expect((await run(['build', 'faq.es.yaml', '-o', 'es'], folder)).exitCode).toBe(0);
  const { exitCode, stdout, stderr } = await run(['review', 'verify', 'es', '--format', 'json'], folder);
  expect([exitCode, stderr]).toEqual([0, '']);
  const verdicts: string[] = JSON.parse(stdout).answers.map(({ verdict }: { verdict: string }) => verdict);
  expect([...new Set(verdicts)]).toEqual(['unsigned']);
});

type Change = (text: string) => string;

const replace =
  (from: string, to: string): Change =>
  (text) => {
    expect(text).toContain(from);
    return text.replace(from, () => to);
  };

async function project(files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

interface Built {
  readonly codes: readonly string[];
  readonly diagnostics: readonly { code: string; severity: string; help: string | null; line: number }[];
  read(page: string): Promise<string>;
}

/** Builds one of two files, with what a test changes in them. */
async function built(
  file: 'faq.yaml' | 'faq.es.yaml',
  changes: { en?: Change; es?: Change } = {},
  options: string[] = [],
): Promise<Built> {
  const same: Change = (text) => text;
  const folder = await project({
    'faq.yaml': (changes.en ?? same)(english),
    'faq.es.yaml': (changes.es ?? same)(spanish),
  });
  const { stdout } = await run(['build', file, '--format', 'json', ...options], folder);
  const { diagnostics } = JSON.parse(stdout) as Pick<Built, 'diagnostics'>;
  return {
    diagnostics,
    codes: diagnostics.map(({ code }) => code),
    read: (page) => readFile(join(folder, 'dist', page), 'utf8'),
  };
}

const alternatesOf = (html: string): string[] =>
  [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)].map(
    ([, tag, href]) => `${tag} ${href}`,
  );
const languagesOf = (html: string): string[] =>
  [...html.matchAll(/<a href="([^"]+)" lang="([^"]+)" hreflang="\2" dir="(\w+)">([^<]+)<\/a>/g)].map(
    ([, href, tag, dir, label]) => `${tag} ${dir} ${label} ${href}`,
  );

describe('links between languages', () => {
  test('lead from page to page, in both directions, and name each other to search engines', async () => {
    const en = await built('faq.yaml');
    const es = await built('faq.es.yaml');
    expect([...en.codes, ...es.codes]).toEqual([]);
    for (const [page, name] of [
      ['index.html', ''],
      ['cup.html', 'cup.html'],
    ] as const) {
      const [original, translation] = [await en.read(page), await es.read(page)];
      expect(languagesOf(original)).toEqual([`es ltr Español ../es/${page}`]);
      expect(languagesOf(translation)).toEqual([`en ltr English ../en/${page}`]);
      const both = [`en https://coffee.example/en/${name}`, `es https://coffee.example/es/${name}`];
      const all = [...both, `x-default https://coffee.example/en/${name}`].sort();
      expect(alternatesOf(original).sort()).toEqual(all);
      expect(alternatesOf(translation).sort()).toEqual(all);
    }
    expect(await es.read('index.html')).toContain('<nav aria-label="Otros idiomas">');
  });

  test('lead to a front page where the question is not published there, and say nothing to search engines', async () => {
    const away: [string, Change, string[]?][] = [
      ['a draft', replace('id: decaf', 'id: decaf\n    draft: true')],
      ['before its day', replace('id: decaf', 'id: decaf\n    publish: 2026-11-24')],
      ['after its day', replace('id: decaf', 'id: decaf\n    expires: 2026-11-23')],
      ['another id', replace('id: decaf', 'id: without')],
      ['not reviewed', replace('citations: off', 'citations: off, review: warn, unreviewed: hide')],
    ];
    for (const [why, en] of away) {
      const page = await (await built('faq.es.yaml', { en })).read('decaf.html');
      expect(languagesOf(page), why).toEqual(['en ltr English ../en/index.html']);
      expect(alternatesOf(page), why).toEqual([]);
    }
    const en = replace('id: decaf', 'id: decaf\n    publish: 2026-11-24');
    const later = await built('faq.es.yaml', { en }, ['--as-of', '2026-11-24']);
    expect(languagesOf(await later.read('decaf.html'))).toEqual(['en ltr English ../en/decaf.html']);
  });

  test('find a question that was renamed in either file', async () => {
    const renamed = replace('id: decaf', 'id: without\n    formerly: [decaf]');
    const es = await built('faq.es.yaml', { en: renamed });
    expect(es.codes).toEqual([]);
    expect(languagesOf(await es.read('decaf.html'))).toEqual(['en ltr English ../en/without.html']);
    const en = await built('faq.yaml', { en: renamed });
    expect(languagesOf(await en.read('without.html'))).toEqual(['es ltr Español ../es/decaf.html']);
  });

  test('without `file` lead to the front page alone', async () => {
    const en = await built('faq.yaml', { en: replace(', file: faq.es.yaml', '') });
    expect(languagesOf(await en.read('cup.html'))).toEqual(['es ltr Español ../es/index.html']);
    expect(alternatesOf(await en.read('cup.html'))).toEqual([]);
    // Nothing says that Spanish was translated from it.
    expect(alternatesOf(await en.read('index.html'))).toEqual([
      'en https://coffee.example/en/',
      'es https://coffee.example/es/',
    ]);
  });

  test.each([
    ['https://es.example', 'https://es.example/cup.html', 'https://es.example/', 'https://es.example/'],
    ['/es', '/es/cup.html', '/es/', 'https://coffee.example/es/'],
    ['es', 'es/cup.html', 'es/index.html', 'https://coffee.example/en/es/'],
    ['../es', '../es/cup.html', '../es/index.html', 'https://coffee.example/es/'],
  ])('to %s are as a page needs them', async (url, page, front, absolute) => {
    const en = replace('../es/', url);
    const site = await built('faq.yaml', { en, es: (text) => text.replace(/^url: .*\n/m, '') });
    expect(site.codes).toEqual([]);
    const hrefs = async (from: Built, name: string) =>
      languagesOf(await from.read(name)).map((one) => one.split(' ')[3]);
    expect(await hrefs(site, 'cup.html')).toEqual([page]);
    expect(await hrefs(site, 'index.html')).toEqual([front]);
    expect(await hrefs(site, '404.html')).toEqual([absolute]);
    expect(alternatesOf(await site.read('index.html'))).toContain(`es ${absolute}`);
    expect(alternatesOf(await site.read('404.html'))).toEqual([]);
    // Where the site stands is not known: neither is what 404.html can link to.
    const unknown = await built('faq.yaml', { en: (text) => en(text).replace(/^url: .*\n/m, '') });
    expect(alternatesOf(await unknown.read('index.html'))).toEqual([]);
    expect(await hrefs(unknown, '404.html')).toEqual(/^(?:https|\/)/.test(url) ? [front] : []);
  });

  test.each([
    [
      'where it stands',
      { es: replace('url: https://coffee.example/es/', 'url: https://coffee.example/espanol/') },
      ['warning', 4, 'mismatched-translation', /stands at https:\/\/coffee\.example\/espanol\//],
    ],
    [
      'that there are both',
      { es: replace('{language: en, url: ../en/, file: faq.yaml, original: true}', '{language: de, url: ../de/}') },
      ['warning', 4, 'mismatched-translation', /does not name this file/],
    ],
    [
      'which is the original',
      { en: replace('file: faq.es.yaml}', 'file: faq.es.yaml, original: true}') },
      ['error', 4, 'invalid-translation', /says that this file is the original/],
    ],
  ] as const)('and the other file have to agree: %s', async (_, changes, [severity, line, expected, message]) => {
    const { diagnostics } = await built('faq.yaml', changes);
    const told = diagnostics.filter(({ code }) => code === expected);
    expect(told).toEqual([expect.objectContaining({ severity, message: expect.stringMatching(message) })]);
    expect(told[0]?.line).toBeGreaterThanOrEqual(line);
  });

  test.each(['de.example/es/', '//es.example/', 'javascript:alert(1)', 'http://[', '../e s/', '../es/?a', 'es\\', ''])(
    'are not made of %j',
    async (url) => {
      const { codes } = await built('faq.yaml', { en: replace('url: ../es/', `url: ${JSON.stringify(url)}`) });
      expect(codes).toContain('invalid-address');
    },
  );

  test('name each language as it names itself', () => {
    expect(['es', 'fr', 'de', 'ar', 'ka', 'pt-BR', 'ru'].map(nameOfLanguage)).toEqual([
      'Español',
      'Français',
      'Deutsch',
      'العربية',
      'ქართული',
      'Português (Brasil)',
      'Русский',
    ]);
    expect(nameOfLanguage('tlh')).toBe('Klingon');
  });

  test('are followed by a build in a folder of the other site', async () => {
    const folder = await project({
      'faq.yaml': replace('../es/', 'es/')(english),
      'faq.es.yaml': replace('../en/', '../')(spanish),
    });
    for (const options of [
      ['faq.yaml', '-o', 'site'],
      ['faq.es.yaml', '-o', 'site/es'],
      ['faq.yaml', '-o', 'site'],
    ])
      expect((await run(['build', ...options], folder)).exitCode).toBe(0);
    const pages = ['site/cup.html', 'site/es/cup.html'];
    const [en = '', es = ''] = await Promise.all(pages.map((page) => readFile(join(folder, page), 'utf8')));
    expect(languagesOf(en)).toEqual(['es ltr Español es/cup.html']);
    expect(languagesOf(es)).toEqual(['en ltr English ../cup.html']);
  });
});

describe('a translation', () => {
  const changed = replace('About 95 mg.', 'About 80 mg.');
  const said = 'El original ha cambiado desde que se tradujo esta respuesta.';

  test('whose original has changed says so on every page, and to programs', async () => {
    const site = await built('faq.es.yaml', { en: changed });
    const now = digestOf('question: "How much?"', 'short: "95 mg."', 'answer: |2-', '  About 80 mg.', '', '  Or so.');
    expect(site.diagnostics).toMatchObject([
      { code: 'outdated-translation', severity: 'warning', line: 7, help: expect.stringContaining(now) },
    ]);
    for (const page of ['index.html', 'cup.html']) {
      const html = await site.read(page);
      expect(html.split(said)).toHaveLength(2);
      const [, foot] = /<footer class="foot">([\s\S]*?)<\/footer>/.exec(html) ?? [];
      expect(foot).toContain(`${said} <a href="../en/cup.html" hreflang="en" aria-label="Leer el original: ¿Cuánta?">`);
    }
    expect(await site.read('decaf.html')).not.toContain(said);
    expect(await site.read('cup.md')).toContain(`*${said}* [Leer el original](<../en/cup.html>)`);
    const data = JSON.parse(await site.read('faq.json'));
    expect(data.translations).toEqual([{ language: 'en', url: 'https://coffee.example/en/', original: true }]);
    const states = data.sections[0].questions.map(({ translation }: { translation: object }) => translation);
    expect(states).toEqual([
      { language: 'en', url: 'https://coffee.example/en/cup.html', state: 'outdated' },
      { language: 'en', url: 'https://coffee.example/en/decaf.html', state: 'current' },
    ]);
  });

  test('is current once it bears the digest of the help', async () => {
    const first = await built('faq.es.yaml', { en: changed });
    const digest = /sha256:\w+/.exec(first.diagnostics[0]?.help ?? '')?.[0] ?? 'none';
    expect((await built('faq.es.yaml', { en: changed, es: replace(cupDigest, digest) })).codes).toEqual([]);
  });

  test.each([
    ['the question', replace('How much?', 'How much of it?'), ['outdated-translation']],
    ['the short answer', replace('short: 95 mg.', 'short: 96 mg.'), ['outdated-translation']],
    ['no short answer', replace('    short: 95 mg.\n', ''), ['outdated-translation']],
    ['line breaks', replace('About 95 mg.', 'About\n      95 mg.'), []],
    ['quotes', replace('question: How much?', 'question: "How much?"'), []],
    ['its dates', replace('id: cup', 'id: cup\n    updated: 2026-11-01'), []],
    ['the title', replace('title: Coffee', 'title: Tea'), []],
  ])('%s of the original counts as it does for a sign-off', async (_, en, codes) => {
    expect((await built('faq.es.yaml', { en })).codes).toEqual(codes);
  });

  test('without a digest is told what to write, and pages say nothing of it', async () => {
    const site = await built('faq.es.yaml', { es: replace(`, translatedFrom: "${cupDigest}"`, '') });
    expect(site.diagnostics).toMatchObject([
      {
        code: 'unbound-translation',
        severity: 'warning',
        help: expect.stringContaining(`translatedFrom: ${cupDigest}`),
      },
    ]);
    expect(await site.read('cup.html')).not.toContain(said);
    expect(JSON.parse(await site.read('faq.json')).sections[0].questions[0].translation.state).toBe('unbound');
  });

  test('that is a draft, or was written in this language alone, gets no warning', async () => {
    const draft = await built('faq.es.yaml', { en: changed, es: replace('{id: cup,', '{id: cup, draft: true,') });
    expect(draft.codes).toEqual(['left-out']);
    const own = replace('questions:', 'questions:\n  - {id: sabor, question: ¿Sabor?, answer: Bueno.}');
    const { diagnostics, read } = await built('faq.es.yaml', { es: own });
    expect(diagnostics).toMatchObject([{ code: 'unknown-original', severity: 'note' }]);
    expect(JSON.parse(await read('faq.json')).sections[0].questions[0].translation).toBeNull();
  });

  test('cannot be built by a theme that hides that its original has changed', async () => {
    const folder = await project({
      'faq.yaml': changed(english),
      'faq.es.yaml': `${spanish}theme: {templates: theme}\n`,
      'theme/review-state.hbs': '{{#if outdated}}<p>{{outdated.text}}</p>{{/if}}\n',
    });
    const { exitCode, stderr } = await run(['build', 'faq.es.yaml'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('does not show the way to the original of `cup`');
    await writeFile(
      join(folder, 'theme/review-state.hbs'),
      '{{#if outdated}}<a href="{{outdated.href}}">x</a>{{/if}}\n',
    );
    expect((await run(['build', 'faq.es.yaml'], folder)).stderr).toContain(
      'does not show that the original of `cup` has changed',
    );
  });

  test('is still proven to be what its reviewer approved', async () => {
    const folder = await project({
      'faq.yaml': changed(english),
      'faq.es.yaml': `${spanish}reviewers: {ruiz: {name: Eva Ruiz}}\n`,
    });
    const by = ['--by', 'ruiz', '--yes', '-f', 'faq.es.yaml'];
    expect((await run(['review', 'sign', 'cup', ...by], folder)).exitCode).toBe(0);
    await run(['build', 'faq.es.yaml'], folder);
    expect(await readFile(join(folder, 'dist/cup.html'), 'utf8')).toContain(said);
    const { stdout, stderr, exitCode } = await run(['review', 'verify', 'dist'], folder);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^approved .*dist\/cup\.html#cup/m);
    expect(stdout).toMatch(/^approved .*dist\/index\.html#cup/m);
    expect(exitCode).toBe(0);
  });
});

describe('the file of another language', () => {
  test.each([
    ['is not there', async (folder: string) => rm(join(folder, 'faq.yaml')), 'missing-file'],
    [
      'is no text',
      async (folder: string) => writeFile(join(folder, 'faq.yaml'), Buffer.from([0xff, 0, 0x41, 0])),
      'invalid-translation',
    ],
    ['is empty', async (folder: string) => writeFile(join(folder, 'faq.yaml'), ''), 'invalid-translation'],
    ['is no YAML', async (folder: string) => writeFile(join(folder, 'faq.yaml'), 'a: "\nb: ['), 'invalid-translation'],
    [
      'names a question twice',
      async (folder: string) => writeFile(join(folder, 'faq.yaml'), english.replace('id: decaf', 'id: cup')),
      'invalid-translation',
    ],
  ])('that %s is one error, at its name', async (_, spoil, code) => {
    const folder = await project({ 'faq.yaml': english, 'faq.es.yaml': spanish });
    await spoil(folder);
    const { stdout } = await run(['check', 'faq.es.yaml', '--format', 'json'], folder);
    expect(JSON.parse(stdout).diagnostics).toMatchObject([
      { code, severity: 'error', file: 'faq.es.yaml', line: 5, column: 39 },
    ]);
  });

  test('may have warnings, and records that prove nothing', async () => {
    const folder = await project({
      'faq.yaml': `${english.replace('citations: off', 'citations: require')}reviewers: {doe: {name: Jane Doe}}\n`,
      'faq.es.yaml': spanish,
      'reviews/cup.yaml': 'format: 1\n',
    });
    expect((await run(['check', 'faq.es.yaml', '--strict'], folder)).stderr).toBe('');
  });

  test('is not read where its name is hidden', async () => {
    const folder = await project({
      '.faq.yaml': english,
      'faq.es.yaml': spanish.replace('file: faq.yaml', 'file: .faq.yaml'),
    });
    expect((await run(['check', 'faq.es.yaml'], folder)).stderr).toContain('error[missing-file]');
  });

  test('may lie in a folder of the project', async () => {
    const folder = await project({
      'faq.es.yaml': spanish.replace('file: faq.yaml', 'file: ./en/faq.yaml'),
      'en/faq.yaml':
        `${english.replace('citations: off', 'citations: off, unreviewed: hide')}reviewers: {doe: {name: Jane Doe}}\n`.replace(
          /^translations:\n.*\n/m,
          '',
        ),
    });
    await run(['review', 'sign', 'cup', '--by', 'doe', '--yes', '-f', 'en/faq.yaml'], folder);
    await run(['build', 'faq.es.yaml'], folder);
    const page = (name: string) => readFile(join(folder, 'dist', name), 'utf8');
    expect(languagesOf(await page('cup.html'))).toEqual(['en ltr English ../en/cup.html']);
    expect(languagesOf(await page('decaf.html'))).toEqual(['en ltr English ../en/index.html']);
  });
});

test('the site of one language does not replace that of another', async () => {
  const folder = await project({ 'faq.yaml': english, 'faq.es.yaml': spanish });
  expect((await run(['build', '-q'], folder)).exitCode).toBe(0);
  const before = await readFile(join(folder, 'dist/index.html'), 'utf8');
  const { exitCode, stderr } = await run(['build', 'faq.es.yaml', '-q'], folder);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /error\[output-refused\]: the output folder \S*dist holds the site of faq\.yaml\n {2}help: choose another/,
  );
  expect(await readFile(join(folder, 'dist/index.html'), 'utf8')).toBe(before);
  for (const file of ['faq.es.yaml', 'faq.es.yaml'])
    expect((await run(['build', file, '-q', '--out', 'site/es'], folder)).exitCode).toBe(0);
  expect((await run(['build', '-q', '--out', 'site/es'], folder)).stderr).toContain('holds the site of faq.es.yaml');
  expect((await run(['build', '-q'], folder)).exitCode).toBe(0);
});
