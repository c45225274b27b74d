import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const faq = (pages: string, more = ''): string => `title: Bees
url: https://example.org/bees/
urgent: {text: Call somebody now.}
questions:
  - {id: sting, question: What helps?, answer: "Cold water. Who [we are](#about)."}
sources: {a: {title: Of bees, url: https://example.org/bees}}
contact: {phone: "+1 555 010 0199", disclosure: The state answers.}
disclaimer: {text: This is no advice.}
policy: {citations: off}
site:
  pages: ${pages}
  nav: [{label: About, url: "#about"}, {label: Privacy, url: "#privacy"}]
${more}`;

const about =
  '# About us\r\n\r\nSince 1901 [@a]. See [the sting](#sting) and [privacy](#privacy), or [this](#about).\r\n\r\n## Who\r\n\r\nThree.\r\n';

async function built(text: string, files: Record<string, string>, argv: readonly string[] = []) {
  const folder = await temporaryFolder();
  for (const [path, contents] of Object.entries({ 'faq.yaml': text, ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), contents);
  }
  const { stdout } = await run(['build', '--format', 'json', ...argv], folder);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; file: string; line: number; column: number; severity: string }[];
  };
  const told = diagnostics.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`);
  return { folder, told, read: (path: string) => readFile(join(folder, 'dist', path), 'utf8') };
}

const plain = '# About us\n\nWe are.\n';

const both = { 'pages/about.md': about, 'pages/privacy.md': '# Privacy\n\nNo cookies.\n' };

test('a page of one’s own has its text, what every page has, and its place in what lists pages', async () => {
  const { folder, told, read } = await built(faq('[pages/about.md, ./pages/privacy.md]'), both);
  expect(told).toEqual([]);
  const page = await read('about.html');
  for (const part of [
    '<title>About us – Bees</title>',
    '<h1>About us</h1>',
    '<h2>Who</h2>',
    '<a href="sting.html">the sting</a>',
    '<a href="privacy.html">privacy</a>',
    '<a href="about.html">this</a>',
    '<a href="about.html" aria-current="page">About</a>',
    '<a href="privacy.html">Privacy</a>',
    'Call somebody now.',
    'The state answers.',
    'This is no advice.',
    'Of bees',
    '<link rel="canonical" href="https://example.org/bees/about.html">',
    "default-src 'none'",
    '<link rel="alternate" type="text/markdown" href="about.md">',
  ])
    expect(page).toContain(part);
  expect(await read('sting.html')).toContain('<a href="about.html">we are</a>');
  expect(await read('sting.html')).toContain('<a href="about.html">About</a>');
  expect(await read('sting.md')).toContain('[we are](about.md)');
  expect(await read('about.md')).toContain(
    '# About us\n\nSince 1901 [1]. See [the sting](sting.md) and [privacy](privacy.md), or [this](about.md).',
  );
  expect(await read('sitemap.xml')).toContain('<loc>https://example.org/bees/privacy.html</loc>');
  expect(await read('llms.txt')).toContain('- [About us](https://example.org/bees/about.md)');
  expect(JSON.parse(await read('faq.json')).pages).toEqual([
    { id: 'about', title: 'About us' },
    { id: 'privacy', title: 'Privacy' },
  ]);
  expect((await readdir(join(folder, 'dist/assets'))).filter((name) => name.endsWith('.md'))).toEqual([]);
  const verified = await run(['review', 'verify', 'dist'], folder);
  expect(verified.stderr).not.toMatch(/altered-page|unknown-style|review-claim/);
});

test('`review verify` sees a page that faq.json does not name, and what one of them claims', async () => {
  const { folder, read } = await built(faq('[pages/about.md, pages/privacy.md]'), both);
  await writeFile(join(folder, 'dist/more.html'), await read('privacy.html'));
  await writeFile(
    join(folder, 'dist/privacy.html'),
    (await read('privacy.html')).replace('No cookies.', 'Reviewed by Dr Jane Doe, MD, on 1 May 2026.'),
  );
  const { stderr } = await run(['review', 'verify', 'dist'], folder);
  expect(stderr).toMatch(/altered-page.*dist\/more\.html/);
  expect(stderr).toMatch(/review-claim.*dist\/privacy\.html/);
});

test.each([
  ['missing-file faq.yaml:11:11', '[pages/none.md]', both],
  ['invalid-page faq.yaml:11:11', '[pages/about.txt]', { ...both, 'pages/about.txt': about }],
  ['invalid-page pages/about.md:1:1', '[pages/about.md]', { 'pages/about.md': 'We are.\n' }],
  ['invalid-page pages/about.md:1:1', '[pages/about.md]', { 'pages/about.md': '## About\n\nWe are.\n' }],
  ['invalid-page pages/about.md:1:1', '[pages/about.md]', { 'pages/about.md': '# About\n\n' }],
  [
    'unknown-question pages/about.md:4:8',
    '[pages/about.md]',
    { 'pages/about.md': '# A\r\n\r\nWe.\r\n[x is](#stng)\r\n' },
  ],
  [
    'incomplete-address pages/about.md:3:8',
    '[pages/about.md]',
    { 'pages/about.md': '# A\n\nWe [a](pages/about.md).\n' },
  ],
  ['missing-file pages/about.md:3:8', '[pages/about.md]', { 'pages/about.md': '# A\n\n[Plan](plan.pdf)\n' }],
  ['unknown-source pages/about.md:3:5', '[pages/about.md]', { 'pages/about.md': '# A\n\nWe [@smith].\n' }],
  ['forbidden-character pages/about.md:3:4', '[pages/about.md]', { 'pages/about.md': '# A\n\nWe \u202Eare.\n' }],
  [
    'review-claim pages/about.md:3:1',
    '[pages/about.md]',
    { 'pages/about.md': '# A\n\nThis page was medically reviewed by Dr Jane Doe.\n' },
  ],
  ['duplicate-id faq.yaml:11:11', '[pages/sting.md]', { 'pages/sting.md': plain }],
  ['reserved-id faq.yaml:11:11', '[pages/index.md]', { 'pages/index.md': plain }],
  [
    'duplicate-id faq.yaml:11:27',
    '[pages/about.md, pages/a/about.md]',
    { 'pages/about.md': plain, 'pages/a/about.md': plain },
  ],
])('%s: %s', async (expected, pages, files) => {
  const { told } = await built(
    faq(pages)
      .replace(' Who [we are](#about).', '')
      .replace(/ {2}nav:.*\n/, ''),
    files,
  );
  expect(told.filter((one) => !one.startsWith('unused-source'))).toEqual([expected]);
});

test.each([
  ['missing-file faq.yaml:11:11', both],
  ['invalid-page pages/about-us.md:1:1', { ...both, 'pages/about-us.md': 'We are.\n' }],
])('a link to a page that cannot be read is no second error: %s', async (expected, files) => {
  const text = faq('[pages/about-us.md]').replaceAll('#about', '#about-us').replaceAll('#privacy', '#about-us');
  const { told } = await built(text, files);
  expect(told.filter((one) => !one.startsWith('unused-source'))).toEqual([expected]);
});

test('a theme of one’s own may not leave out the text of a page', async () => {
  const { told } = await built(faq('[pages/about.md, pages/privacy.md]', 'theme: {templates: theme}\n'), {
    ...both,
    'theme/page.hbs':
      '{{#> layout}}<main id="_answers"><h1>{{heading}}</h1>{{> contact}}{{> disclaimer}}</main>{{/layout}}',
  });
  expect(told.join('\n')).toContain('page-incomplete theme/page.hbs');
});

test('a preview says of such a page what it is, and a listed site has them, too', async () => {
  const { told, read } = await built(
    faq('[pages/about.md, pages/privacy.md]').replace('policy: {', 'policy: {index: sections, '),
    both,
    ['--drafts'],
  );
  expect(told).toEqual([]);
  expect(await read('about.html')).toContain('class="preview');
  expect(await read('index.html')).toContain('<a href="about.html">About</a>');
});
