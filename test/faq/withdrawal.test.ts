import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { projectOf } from '../prose/compileText.ts';
import { compileSigned, filesOf, type SiteFiles, verifyInMemory } from '../signedSite.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const yaml = (withdrawn: string, more = '') => `
title: Coffee
url: https://coffee.example/
language: en
reviewers: {doe: {name: Jane Doe}}
sections:
  - title: Cups
    questions:
      - id: cup
        question: How much caffeine is in a cup?
        answer: "About **95 mg** [@usda]. See [decaf](#decaf)."
        related: [decaf]
      - id: decaf
        question: Is decaf free of it?
        answer: No, 2 mg remain [@usda].
        formerly: [without, old_x]
        withdrawn: ${withdrawn}
sources: {usda: {title: FoodData Central, url: 'https://fdc.example/'}}
${more}`;

const notice = '{on: 2026-11-20, reason: The study that it rested on was retracted., instead: cup}';
const built = (withdrawn = notice, more = '') => compileSigned(yaml(withdrawn, more), ['cup', 'decaf']);

test('the page of an answer that was withdrawn says so first, shows it no more, and leaves every list', () => {
  const site = filesOf(built());
  const page = site['decaf.html'] ?? '';
  expect(page).toContain(
    '<p class="short">This answer was withdrawn on November 20, 2026.</p>\n<p>The study that it rested on was retracted.</p>\n<p>Read instead: <a href="cup.html">How much caffeine is in a cup?</a></p>',
  );
  expect(page).toContain('<meta name="robots" content="noindex">');
  for (const gone of ['2 mg remain', 'Jane Doe', 'application/ld+json']) expect(page).not.toContain(gone);
  expect(site['decaf.md']).toContain('**This answer was withdrawn on November 20, 2026.**');
  for (const path of ['sitemap.xml', 'llms.txt', 'index.md'])
    expect(site[path]).not.toMatch(/decaf free|\/decaf\.html/);
  expect(Object.values(site).join('')).not.toContain('2 mg remain');
  expect(site['reviews/decaf.yaml']).toBeUndefined();
  expect(site['feed.xml']).toContain('<summary>This answer was withdrawn on November 20, 2026.</summary>');
  expect(site['feed.xml']).toContain(
    'Read instead: &lt;a href=&quot;https://coffee.example/cup.html&quot;&gt;How much caffeine is in a cup?&lt;/a&gt;',
  );
  const data = JSON.parse(site['faq.json'] ?? '');
  expect(data.sections[0].questions.map(({ id }: { id: string }) => id)).toEqual(['cup']);
  expect(data.withdrawn).toEqual([
    {
      id: 'decaf',
      formerly: ['without', 'old_x'],
      question: 'Is decaf free of it?',
      on: '2026-11-20',
      reason: 'The study that it rested on was retracted.',
      instead: 'cup',
    },
  ]);
});

test('every address that it had leads to the notice', () => {
  const { files, published } = built();
  const site = filesOf({ files } as ReturnType<typeof built>);
  expect(site['without.html']).toContain('url=decaf.html');
  expect(site['_redirects']).toContain('/without.html /decaf.html 301');
  expect(site['index.html']).toMatch(
    /<p class="gone" id="decaf">\n<span id="without"><\/span>[\s\S]*?href="decaf.html"/,
  );
  expect(site['cup.html']).toContain('<a href="decaf.html">decaf</a>');
  expect(published.map(({ id }) => id)).toContain('decaf');
});

test('it stands until the day, and what leads to it is told from then on', () => {
  const before = built('{on: 2026-12-01, reason: It is out of date.}');
  expect(filesOf(before)['decaf.html']).toContain('2 mg remain');
  expect(before.diagnostics.filter(({ code }) => code === 'link-to-withdrawn')).toEqual([]);
  const told = built().diagnostics.filter(({ severity }) => severity !== 'note');
  expect(told.map(({ code, severity }) => [code, severity])).toEqual([
    ['link-to-withdrawn', 'warning'],
    ['link-to-withdrawn', 'warning'],
  ]);
});

test('a record of it that proves nothing is no fault any more', () => {
  const changed = yaml(notice).replace('No, 2 mg', 'No, 3 mg');
  const { diagnostics } = compileSigned(changed, ['cup', 'decaf'], {}, {}, (record) =>
    record.replace('digest: "sha256:', 'digest: "sha256:0'),
  );
  expect(diagnostics.filter(({ severity, message }) => severity === 'error' && message.includes('decaf'))).toEqual([]);
});

test('nothing of it is published that it alone holds, and nothing in it is judged any more', () => {
  const text = yaml(notice)
    .replace('No, 2 mg remain [@usda].', '"See [the study](study.pdf), [gone](#nowhere) and [@other]"')
    .replace('sources: {', "sources: {other: {title: Another, url: 'https://other.example/'}, ");
  const { files, diagnostics } = compileSigned(text, [], {}, { 'study.pdf': '%PDF' });
  expect(diagnostics.filter(({ span }) => JSON.stringify(span).includes('nowhere'))).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).not.toContain('unused-source');
  expect(files.map(({ path }) => path).filter((path) => path.endsWith('.pdf'))).toEqual([]);
});

test.each([
  ['{on: 2026-13-01, reason: It was wrong.}', 'invalid-date'],
  ['{reason: It was wrong.}', 'missing-key'],
  ['{on: 2026-11-01, reason: Reviewed by Jane Doe.}', 'review-claim'],
  ['{on: 2026-11-01, reason: It *was* wrong.}', 'markup-in-text'],
  ['{on: 2026-11-01, reason: It was wrong., instead: caps}', 'unknown-question'],
  ['{on: 2026-11-01, reason: It was wrong., insted: cup}', 'unknown-key'],
])('a slip in `withdrawn: %s` is told once', (withdrawn, code) => {
  const { diagnostics } = compileSigned(
    yaml(withdrawn).replace('[decaf](#decaf)', 'decaf').replace('related: [decaf]', ''),
    [],
  );
  const told = diagnostics.filter(({ code }) => code !== 'unreviewed-answer');
  expect(told.map((one) => one.code)).toEqual([code]);
});

test.each(['answers', 'sections'])(
  'a FAQ whose every answer is withdrawn is a site of notices (index: %s)',
  async (index) => {
    const text = `
title: Coffee
url: https://coffee.example/
disclaimer: {text: Ask a doctor.}
policy: {index: ${index}}
questions:
  - {id: cup, question: How much?, answer: Much., withdrawn: {on: 2026-11-01, reason: It was wrong.}}
`;
    const { files, diagnostics } = compile(projectOf(text), { asOf: '2026-11-23', url: null, preview: false });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const site = filesOf({ files } as ReturnType<typeof compile>);
    expect(site['cup.html']).toContain('It was wrong.');
    expect((await verifyInMemory(site)).stderr).toBe('');
  },
);

test.each(['', 'theme: {answers: closed}', 'policy: {index: sections}', 'outputs: {fragment: true}', 'language: ar'])(
  'a site with a notice is as it was printed: %s',
  async (more) => {
    const text = more.startsWith('language') ? yaml(notice).replace('language: en', more) : yaml(notice, more);
    const { exitCode, stderr } = await verifyInMemory(filesOf(compileSigned(text, ['cup', 'decaf'])));
    expect([exitCode, stderr]).toEqual([0, '']);
  },
);

test.each<[string, (site: SiteFiles) => void, string]>([
  ['without its notice', (site) => edit(site, 'decaf.html', /<p class="short">[^<]*<\/p>/, ''), 'does not say that'],
  ['with another day', (site) => edit(site, 'decaf.html', 'November 20', 'November 21'), 'does not say that'],
  ['with another reason', (site) => edit(site, 'decaf.html', 'was retracted', 'was praised'), 'does not say that'],
  [
    'with the notice hidden',
    (site) => edit(site, 'decaf.html', '<section class="withdrawn">', '<section class="withdrawn" hidden>'),
    'does not say that',
  ],
  [
    'with the answer back',
    (site) =>
      edit(
        site,
        'decaf.html',
        '</main>',
        '<article id="decaf"><h2>Is decaf free of it?</h2><p>Yes</p></article></main>',
      ),
    'does not belong there',
  ],
  [
    'with a claim',
    (site) => edit(site, 'decaf.html', '</main>', '<p>Reviewed by Jane Doe.</p></main>'),
    'Reviewed by Jane Doe',
  ],
  ['taken away', (site) => delete site['decaf.html'], 'lacks decaf.html'],
])('a page %s is seen', async (_, forge, told) => {
  const site = filesOf(built());
  const before = JSON.stringify(site);
  forge(site);
  expect(JSON.stringify(site)).not.toBe(before);
  const { exitCode, stdout, stderr } = await verifyInMemory(site);
  expect(exitCode).toBe(1);
  expect(stdout + stderr).toContain(told);
});

function edit(site: SiteFiles, path: string, from: string | RegExp, to: string): void {
  site[path] = (site[path] ?? '').replace(from, to);
}

test('nobody is told of the review of what was withdrawn', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), yaml(notice));
  const states = async (day: string) =>
    JSON.parse((await run(['review', 'status', '--format', 'json', '--as-of', day], folder)).stdout).questions.map(
      ({ id }: { id: string }) => id,
    );
  expect(await states('2026-11-19')).toEqual(['cup', 'decaf']);
  expect(await states('2026-11-20')).toEqual(['cup']);
});
