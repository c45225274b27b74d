import { expect, test } from 'vitest';
import { compileSigned, filesOf, type SiteFiles, verifyInMemory } from '../signedSite.ts';

const yaml = (changes: string, more = ''): string => `
title: Coffee
url: https://coffee.example/
reviewers: {doe: {name: Jane Doe}}
questions:
  - id: cup
    question: How much caffeine is in a cup?
    short: About 95 mg.
    answer: "A cup holds **about 95 mg** [@usda]. See [decaf](#decaf) and [the plan](files/Plan%20A.pdf)."
    changes:
${changes}
    evidence: {until: 2026-10-15}
  - id: decaf
    question: Is decaf free of it?
    answer: No [@usda].
sources: {usda: {title: FoodData Central, url: 'https://fdc.example/'}}
${more}`;

const changes = `      - {on: 2026-11-01, kind: major, note: "The cup has 240 ml, not 200 ml & less."}
      - {on: 2026-03-01, note: A typing error was mended.}`;
const files = { 'files/Plan A.pdf': '%PDF-1.4' };
const built = (typed = changes, more = '') => compileSigned(yaml(typed, more), ['cup'], {}, files);

test('what changed and how current the evidence is stands on the page, as Markdown, in the data and in the feed', () => {
  const site = filesOf(built());
  const { 'cup.html': page = '', 'cup.md': twin = '', 'feed.xml': feed = '' } = site;
  expect(page).toMatch(/<\/article>[\s\S]*<dt><time datetime="2026-11-01">November 1, 2026<\/time><\/dt>\n<dd>The cup/);
  expect(page.indexOf('The cup has')).toBeLessThan(page.indexOf('A typing error'));
  expect(page).toContain('<p>Evidence searched up to <time datetime="2026-10-15">');
  expect(page).toContain('"dateModified":"2026-11-01"');
  expect(site['index.html']).not.toContain('A typing error');
  expect(twin).toContain('- November 1, 2026: The cup has 240 ml, not 200 ml & less.\n- March 1, 2026');
  expect(twin).toContain('Evidence searched up to October 15, 2026');
  const [question, other] = JSON.parse(site['faq.json'] ?? '').sections[0].questions;
  expect(question.changes.map(({ on, kind }: { on: string; kind: string }) => [on, kind])).toEqual([
    ['2026-11-01', 'major'],
    ['2026-03-01', 'minor'],
  ]);
  expect([question.updated, question.evidence, other.changes, other.evidence]).toEqual([
    '2026-11-01',
    { until: '2026-10-15' },
    [],
    null,
  ]);
  expect(feed).toContain('<content type="html">&lt;p&gt;About 95 mg.&lt;/p&gt;&lt;div&gt;&lt;p&gt;A cup holds');
  expect(feed).toContain('href=&quot;https://coffee.example/decaf.html&quot;');
  expect(feed).toMatch(/href=&quot;https:\/\/coffee\.example\/assets\/plan-a\.[0-9a-f]{10}\.pdf&quot;/i);
  expect(feed).toContain('href=&quot;https://coffee.example/cup.html#_source-usda&quot;');
  expect(feed.match(/&lt;\w[^&]* id=/)).toBeNull();
});

test('a minor change moves no date', () => {
  const site = filesOf(built('      - {on: 2026-03-01, note: A typing error was mended.}'));
  expect(JSON.parse(site['faq.json'] ?? '').sections[0].questions[0].updated).toBeNull();
  expect(site['cup.html']).not.toContain('dateModified');
});

test('a major change of words that were approved before is refused, at its own place', () => {
  const { files: none, diagnostics } = built('      - {on: 2026-11-20, kind: major, note: The cup has 240 ml.}');
  expect(none).toEqual([]);
  const [told, ...others] = diagnostics.filter(({ severity }) => severity === 'error');
  expect(others).toEqual([]);
  expect([told].map((one) => `${one?.code}: ${one?.message}`)).toEqual([
    'invalid-review: a major change is of 2026-11-20, but these very words were approved on 2026-11-10',
  ]);
  expect(told?.span).toMatchObject({ start: yaml('      - {on: 2026-11-20').indexOf('2026-11-20') });
});

test.each([
  ['{on: 2026-13-01, note: It was wrong.}', 'invalid-date'],
  ['{on: 2026-11-01, note: It was wrong., kind: big}', 'invalid-value'],
  ['{on: 2026-11-01, note: ""}', 'empty-value'],
  ['{note: It was wrong.}', 'missing-key'],
  ['{on: 2027-11-01, kind: major, note: It was wrong.}', 'future-date'],
])('a slip in a change `%s` is told once', (change, code) => {
  const { diagnostics } = compileSigned(yaml(`      - ${change}`), [], {}, files);
  expect(diagnostics.map((one) => one.code).filter((one) => one !== 'unreviewed-answer')).toEqual([code]);
});

test('a site that tells of changes is as it was printed', async () => {
  for (const more of ['', 'theme: {answers: closed}', 'policy: {index: sections}', 'language: ar']) {
    const { exitCode, stderr } = await verifyInMemory(filesOf(built(changes, more)));
    expect([more, exitCode, stderr]).toEqual([more, 0, '']);
  }
});

test.each<[string, (site: SiteFiles) => void, string]>([
  [
    'claims a review on the page',
    (site) => edit(site, 'cup.html', 'A typing error was mended', 'Approved by Jane Doe'),
    'claim',
  ],
  ['is told otherwise', (site) => edit(site, 'cup.html', 'not 200 ml', 'not 900 ml'), 'other changes than faq.json'],
  [
    'is taken off',
    (site) => edit(site, 'cup.html', /<section class="history"[\s\S]*?<\/section>/, ''),
    'does not tell of the change',
  ],
  [
    'is told where there was none',
    (site) =>
      edit(
        site,
        'decaf.html',
        /<\/article>/,
        '$&<section aria-labelledby="_history"><h2 id="_history">Changes</h2></section>',
      ),
    'other changes than faq.json',
  ],
  [
    'claims a review in the data',
    (site) => edit(site, 'faq.json', 'A typing error was mended', 'Approved by Jane Doe'),
    'claim',
  ],
  ['is another one in the feed', (site) => edit(site, 'feed.xml', 'not 200 ml', 'not 900 ml'), 'than was approved'],
  [
    'stands over another answer in the feed',
    (site) => edit(site, 'feed.xml', 'about 95 mg&lt;', 'about 9 mg&lt;'),
    'than was approved',
  ],
  [
    'leads elsewhere in the feed',
    (site) => edit(site, 'feed.xml', 'coffee.example/decaf.html&quot;', 'spam.example/&quot;'),
    'than was approved',
  ],
  [
    'has newer evidence in the foot',
    (site) =>
      edit(
        site,
        'cup.html',
        /Evidence searched[^<]*<time[^>]*>[^<]*/,
        'Evidence searched up to <time datetime="2026-11-20">November 20, 2026',
      ),
    'it also holds',
  ],
])('a forged history that %s is seen', async (_, forge, told) => {
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
