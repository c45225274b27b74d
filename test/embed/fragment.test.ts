import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { asHosted, asPage } from '../../src/embed/hosted.ts';
import { hostedStyle } from '../../src/embed/hostedStyle.ts';
import { Html } from '../../src/html/html.ts';
import { expectLinear } from '../growth.ts';
import { projectOf } from '../prose/compileText.ts';
import { attribute, elementsOf } from '../prose/visibleText.ts';
import { compileSigned, edited, filesOf, type SiteFiles, verifyInMemory } from '../signedSite.ts';

const url = 'https://tea.example/faq/';
const yaml = (more = '', outputs = 'fragment: true'): string => `title: Tea
url: ${url}
publisher: {name: Tea House}
urgent: {text: "Burnt? Call [112](tel:112)."}
disclaimer: {text: No advice.}
outputs: {${outputs}}
sections:
  - title: Brewing
    questions:
      - {id: long, question: How long does it steep?, short: Five minutes., updated: 2026-11-01, answer: 'It steeps for **5 minutes** [@leaf], see [hot](#hot) and [the shop](${url}shop/).', formerly: [steep]}
      - {id: hot, question: How hot is it?, answer: 'At 80 °C, by [the house](/house) and [the elder](../elder.html) ![cup](cup.svg).'}
sources:
  leaf: {title: The leaf, url: ${url}leaf.pdf}
reviewers:
  doe: {name: Jane Doe, role: Taster}
${more}`;
const files = { 'cup.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' };
const built = (more?: string, theme = {}): SiteFiles => filesOf(compileSigned(yaml(more), ['long'], theme, files));
const fragmentOf = (site: SiteFiles): string => site['embed/fragment.html'] ?? '';

test('without being asked for, there is none', () => {
  const site = filesOf(compileSigned(yaml('', 'markdown: true'), ['long'], {}, files));
  expect(Object.keys(site).filter((path) => path.startsWith('embed/'))).toEqual([]);
  expect(site['_headers']).not.toContain('/embed/');
});

test('it is one element that holds whatever a reader of the front page must not miss', () => {
  const fragment = fragmentOf(built());
  expect(fragment).toMatch(/^<section class="faqgen" lang="en" dir="ltr">\n[\s\S]*<\/section>\n$/);
  for (const words of [
    'Burnt? Call',
    'It steeps for <strong>5 minutes</strong>',
    'Reviewed by Jane Doe (Taster) on November 10, 2026',
    'This answer is waiting for its review.',
    'Updated <time datetime="2026-11-01">',
    'No advice.',
    'Published by Tea House',
    `<a href="${url}">${url}</a>`,
  ])
    expect(fragment).toContain(words);
  expect(fragment).not.toMatch(/<(?:script|style|link|meta|main|h1)\b|style=/);
});

test('it means the same on any page: no id of another page, every address whole, headings below one of that page', () => {
  const elements = elementsOf(`<body>${fragmentOf(built())}`);
  const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
  expect(ids.length).toBeGreaterThan(5);
  expect(ids.filter((id) => !id.startsWith('faq-'))).toEqual([]);
  expect(ids).toEqual(expect.arrayContaining(['faq-long', 'faq-steep', 'faq-_source-leaf', 'faq-brewing']));
  const addresses = elements.flatMap((element) => attribute(element, 'href') ?? attribute(element, 'src') ?? []);
  for (const address of addresses) {
    if (address.startsWith('#')) expect(ids).toContain(address.slice(1));
    else expect(address).toMatch(/^(?:https:\/\/tea\.example\/|tel:)/);
  }
  expect(addresses).toEqual(
    expect.arrayContaining([
      `${url}long.html`,
      `${url}shop/`,
      'https://tea.example/house',
      'https://tea.example/elder.html',
    ]),
  );
  expect(addresses).toContain(`${url}reviews/long.yaml`);
  const headings = elements.map(({ tagName }) => tagName).filter((name) => /^h\d$/.test(name));
  expect([headings[0], ...new Set(headings.slice(1))]).toEqual(['h2', 'h3', 'h4']);
});

test('whoever moves a page there and back has the same page', () => {
  const page =
    '<p id="a"><a href="#a">a</a> <a href="b.html#c">b</a> <img src="x.png" srcset="x.png 1x, y.png 2x"></p>';
  const around = { url, title: 'T', contentPolicy: new Html('p') };
  const hosted = asHosted(`<section class="faqgen" lang="en" dir="ltr">${page}</section>`, url);
  expect(hosted).toContain(`srcset="${url}x.png 1x, ${url}y.png 2x"`);
  expect(asPage(hosted, around)).toContain(`<section class="faqgen">${page}</section>`);
  // What a page of another site would take for its own is none of ours.
  expect(asPage('<a href="b.html" id="a">', around)).toContain('<a href="_relative/b.html" id="_without-prefix-a">');
});

test('tags are those that a browser reads, however they are written, and take no longer for it', () => {
  const hosted = (markup: string): string => asHosted(markup, url);
  expect(hosted(`<A HREF='b.html' id=c>5 < 6 > 4 <br/><!-- <a href="b> --></A>`)).toBe(
    `<A HREF="${url}b.html" id="faq-c">5 < 6 > 4 <br/><!-- <a href="b> --></A>`,
  );
  expect(hosted(`<p title="a > b" "c><i id="d">`)).toBe(`<p title="a > b" "c><i id="faq-d">`);
  expect(hosted(`<a href = '"'>`)).toBe(`<a href = "${url}&quot;">`);
  expect(hosted('<p id="a')).toBe('<p id="a');
  for (const piece of ['<a "', '<a x="', "<a '", '<', '<!--', '<a ', 'a=', '<a x='])
    expectLinear((size) => hosted(piece.repeat(size)), 200_000);
});

test('a front page that lists what there is gives a fragment that lists it', async () => {
  const site = built('policy: {index: sections}\n');
  expect(fragmentOf(site)).toContain(`<a href="${url}brewing.html">Brewing</a>`);
  expect(fragmentOf(site)).not.toContain('steeps for');
  expect(await verifyInMemory(site)).toMatchObject({ exitCode: 0 });
});

test('closed answers stand closed there as well', async () => {
  const site = built('theme: {answers: closed}\n');
  expect(fragmentOf(site).match(/<details>/g)).toHaveLength(2);
  expect(fragmentOf(site)).not.toContain('class="fold"');
  expect(await verifyInMemory(site)).toMatchObject({ exitCode: 0 });
});

test('a preview says so there', () => {
  const project = projectOf(yaml(), files);
  const { files: made } = compile(project, { asOf: '2026-11-23', url: null, preview: true });
  const fragment = made.find(({ path }) => path === 'embed/fragment.html')?.contents;
  expect(fragment).toContain('This is a preview for the authors. It is not published.');
});

test.each(['.faqgen .disclaimer', '.faqgen .prose', '.faqgen .review'])(
  'a style that hides %s there alone does not build',
  (selector) => {
    const own = { ...files, 'own.css': `${selector} { display: none }` };
    const { diagnostics } = compileSigned(yaml('theme: {style: own.css}\n'), ['long'], {}, own);
    expect(diagnostics.filter(({ code }) => code === 'hidden-part').map(({ message }) => message)).toEqual([
      expect.stringContaining('embed/fragment.html'),
    ]);
  },
);

const broken: [string, string, string][] = [
  ['without the disclaimer', '{{> disclaimer}}', 'the disclaimer'],
  ['without the urgent strip', '{{> urgent}}', 'the urgent strip'],
  ['without the answers', '{{> answers}}', 'the question `long`'],
  [
    'without the way to its site',
    '<a href="{{canonical}}">{{canonical}}</a>',
    'the way to the site from which it comes',
  ],
];
const template = readFileSync(new URL('../../templates/fragment.hbs', import.meta.url), 'utf8');

test.each(broken)('a theme that prints it %s does not build', (_, part, lacks) => {
  expect(template).toContain(part);
  const { diagnostics } = compileSigned(yaml(), ['long'], { 'fragment.hbs': template.replace(part, '') }, files);
  const said = diagnostics.filter(({ code }) => code === 'page-incomplete').map(({ message }) => message);
  expect(said.join()).toContain('embed/fragment.html');
  expect(said.join()).toContain(lacks);
});

test.each([
  ['<script>alert(1)</script>', 'unsafe-markup'],
  ['<p onclick="a()">b</p>', 'unsafe-markup'],
  ['<link rel="stylesheet" href="a.css">', 'unsafe-markup'],
  ['<p>Reviewed by Jane Doe on 1 May 2026.</p>', 'review-claim'],
  ['<a href="nowhere.html">a</a>', 'broken-link'],
])('a theme that adds %s to it does not build', (markup, code) => {
  const theme = { 'fragment.hbs': template.replace('{{> urgent}}', `{{> urgent}}${markup}`) };
  const { diagnostics } = compileSigned(yaml(), ['long'], theme, files);
  expect(diagnostics.map((one) => one.code)).toContain(code);
});

describe('review verify', () => {
  test('finds an honest fragment in order, in any direction of writing', async () => {
    expect(await verifyInMemory(built())).toMatchObject({ exitCode: 0, stderr: '' });
    const arabic = built('language: ar\n');
    expect(fragmentOf(arabic)).toContain('dir="rtl"');
    expect(await verifyInMemory(arabic)).toMatchObject({ exitCode: 0 });
  });

  test.each<[string, string | RegExp, string]>([
    ['a word of a signed answer', '5 minutes', '9 minutes'],
    ['a word of an unsigned answer', '80 °C', '60 °C'],
    ['a question', 'How long does it steep?</a>', 'How long does it boil?</a>'],
    ['where a link leads', `${url}shop/`, `${url}shoq/`],
    ['a claim', 'No advice.', 'All answers were reviewed by Jane Doe.'],
    [
      'a false review',
      'This answer is waiting for its review.',
      'Reviewed by Jane Doe (Taster) on November 10, 2026, next review due November 10, 2027.',
    ],
    ['an answer taken out', /<article class="answer" id="faq-hot">[\s\S]*?<\/article>/, ''],
    ['a script', '<div class="masthead">', '<div class="masthead"><script src="https://evil.example/a.js"></script>'],
    [
      'a style',
      '<div class="masthead">',
      '<div class="masthead"><link rel="stylesheet" href="https://evil.example/a.css">',
    ],
    ['a handler', '<div class="masthead">', '<div class="masthead" onclick="a()">'],
    ['an id of the page around', 'id="faq-hot"', 'id="hot"'],
    ['the language', 'lang="en"', 'lang="fr"'],
    ['where its section ends', '<article', '</section></section><section><section><article'],
    ['what stands behind it', /$/, '<p>Boil it for an hour.</p>'],
    ['what stands before it', /^/, 'Boil it for an hour.'],
  ])('sees %s altered', async (_, from, to) => {
    const { exitCode, stderr } = await verifyInMemory(edited(built(), 'embed/fragment.html', from, to));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('embed/fragment.html');
  });

  test('sees another script, another style and another file in the folder for other sites', async () => {
    const site = built();
    expect((await verifyInMemory(edited(site, 'embed/embed.js', /$/, 'alert(1)'))).stderr).toContain('embed/embed.js');
    const styled = await verifyInMemory(edited(site, 'embed/embed.css', /$/, '.disclaimer{display:none}'));
    expect(styled.stderr).toContain('unknown-style');
    expect((await verifyInMemory({ ...site, 'embed/other.html': '<p>Hello' })).exitCode).toBe(1);
    expect((await verifyInMemory({ ...site, 'embed/other.js': 'a()' })).exitCode).toBe(1);
  });
});

test('a theme whose own style for other sites hides a part there does not build', () => {
  const { diagnostics } = compileSigned(yaml(), ['long'], { 'embed.css': '.disclaimer { display: none }' }, files);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'hidden-part', message: expect.stringContaining('embed/fragment.html') },
  ]);
});

test('what a page of another site loads stays as small as docs/embedding.md says', () => {
  const docs = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8');
  const site = built();
  const [script = 0, style = 0] = ['embed.js', 'embed.css'].map(
    (name) => brotliCompressSync(site[`embed/${name}`] ?? '').length,
  );
  expect(docs).toContain(
    `The script has ${(script / 1000).toFixed(1)} kB, compressed, and its style ${(style / 1000).toFixed(1)} kB`,
  );
  // Beside the answers, half of what one round trip brings.
  expect(script + style).toBeLessThanOrEqual(5632);
});

describe('the style for other sites', () => {
  test('is that of the page, for a shadow root in any column', () => {
    const css =
      ':root{--a: 1rem;color-scheme: light dark}html, body > main h1{margin: -.5rem auto}.body:target{content: "1rem main"}@media print, (min-width: 60rem){main{margin: 0}}';
    expect(hostedStyle(css)).toBe(
      ':host{--a: calc(1*var(--rem));color-scheme:inherit}:host, .faqgen > .faqgen h2{margin: calc(-.5*var(--rem)) auto}.body.target{content: "1rem main"}@media print, (max-width: 0){.faqgen{margin: 0}}',
    );
  });

  test('leaves nothing of a page in it, and is known to the program in any accent', async () => {
    const site = built('theme: {accent: "#7a3b00"}\n');
    const css = site['embed/embed.css'] ?? '';
    expect(css).not.toMatch(/:root|(?<![\w.-])(?:html|body|main|h1)(?![\w-])|:target/);
    expect(
      css
        .replace(/@media[^{]*/g, '')
        .replace('max(1rem, 16px)', '')
        .replace('max(1rem,16px)', ''),
    ).not.toMatch(/\drem/);
    expect(css).toContain('--accent-light:#7a3b00');
    expect(await verifyInMemory(site)).toMatchObject({ exitCode: 0, stderr: '' });
  });
});
