import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const faq = `title: Bees
url: https://example.org/bees/
policy: {review: warn, citations: off}
theme: {style: brand.css}
urgent: {text: In danger? Call somebody now.}
questions:
  - {id: sting, question: What helps?, answer: "Cold water [@a].", short: Cold.}
sources: {a: {title: Of bees, url: https://example.org/bees}}
reviewers: {doe: {name: Jane Doe, role: Nurse, credentials: [Licensed]}}
contact: {phone: "+1 555 010 0199", disclosure: The state answers.}
disclaimer: {text: This is no advice.}
`;

interface Told {
  code: string;
  help: string | null;
  severity: string;
  message: string;
  file: string;
  line: number;
}

async function built(files: Record<string, string | Uint8Array>, text = faq) {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'pictures'), { recursive: true });
  for (const [path, contents] of Object.entries({ 'faq.yaml': text, ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), contents);
  }
  const { stdout } = await run(['build', '--format', 'json', '--as-of', '2026-11-01'], folder);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Told[] };
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const read = (path: string): Promise<string> => readFile(join(folder, 'dist', path), 'utf8');
  const styleOf = async (): Promise<string> => {
    const names = await readdir(join(folder, 'dist/assets'));
    return read(`assets/${names.find((name) => name.endsWith('.css'))}`);
  };
  return {
    folder,
    errors: errors.map(({ code, file, line, message }) => `${code} ${file}:${line} ${message}`),
    helps: errors.map(({ help }) => help),
    warnings: diagnostics
      .filter(({ severity }) => severity === 'warning')
      .map(({ code, file, line, message, help }) => `${code} ${file}:${line} ${message}; ${help}`),
    read,
    styleOf,
  };
}

test('a style of the publisher stands behind the layer of the built-in one, small, and a site without one has no layer', async () => {
  const { errors, styleOf } = await built({ 'brand.css': '/* ours */\n:root { --radius: 1rem }\n' });
  expect(errors).toEqual([]);
  const style = await styleOf();
  expect(style).toMatch(/^@layer faqgen\{:root\{/);
  expect(style.split('\n')).toEqual([expect.anything(), ':root{--radius:1rem}']);
  const bare = await built({}, faq.replace('theme: {style: brand.css}\n', ''));
  expect(await bare.styleOf()).not.toContain('@layer');
});

test('several are joined in their order', async () => {
  const { styleOf } = await built(
    { 'a.css': 'h2 { margin: 0 }', 'b.css': 'h2 { margin: 1px }' },
    faq.replace('style: brand.css', 'style: [a.css, b.css], accent: "#7a1f5c"'),
  );
  expect(await styleOf()).toMatch(
    /--accent-light:#7a1f5c;--accent-dark:#\w{6}\}\}\nh2\{margin:0\}\s?h2\{margin:1px\}$/,
  );
});

test('a picture of a style is copied, named by its contents, and found from a page at any depth', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
  const { errors, styleOf, read, folder } = await built({
    'pictures/dot.svg': svg,
    'brand.css':
      '.masthead { background: url(pictures/dot.svg) }\n.footer { background-image: image-set("./pictures/dot.svg" 1x) }',
  });
  expect(errors).toEqual([]);
  const [name] = (await readdir(join(folder, 'dist/assets'))).filter((one) => one.startsWith('dot.'));
  expect(name).toMatch(/^dot\.[0-9a-f]{10}\.svg$/);
  expect(await styleOf()).toContain(`url("${name}")`);
  expect(await styleOf()).toContain(`image-set("${name}" 1x)`);
  expect(await read('404.html')).toContain(`url("https://example.org/bees/assets/${name}")`);
});

test.each([
  ['missing-file', '.masthead { background: url(none.svg) }'],
  ['missing-file', '.masthead { background: url(../../none.svg) }'],
  ['missing-file', '.masthead { background: url("/etc/logo.svg") }'],
  ['foreign-request', '.masthead { background: url(https://evil.example/a.png) }'],
  ['invalid-style', '@import "other.css";'],
  ['invalid-style', 'h2 { margin: 0'],
  ['invalid-style', 'h2 { margin: 0 } }'],
  ['invalid-style', '/* h2 { margin: 0 }'],
  ['invalid-style', 'h2 { quotes: "a }\n'],
  ['invalid-style', 'h2 { margin }'],
  ['invalid-style', '@font-face { font-family: X; src: url(data:font/woff2;base64,d09GMg==) }'],
  ['invalid-style', '.masthead { background: url(brand.css) }'],
  ['review-claim', '.review::after { content: "Reviewed by Dr Jane Doe" }'],
])('%s: %s', async (code, css) => {
  const { errors } = await built({ 'brand.css': css });
  expect(errors.join('\n')).toMatch(new RegExp(`^${code} brand\\.css:1 `));
});

test('a style that is not there is told at its name', async () => {
  expect((await built({})).errors).toEqual(['missing-file faq.yaml:4 there is no file `brand.css` in the project']);
  const { errors } = await built({}, faq.replace('style: brand.css', 'style: {a: b}'));
  expect(errors.join('\n')).toContain('`style` must be a text or a list of texts, but is a map');
});

test.each([
  [
    'url(none.svg)',
    'write its path from the folder of css/brand.css; a file from outside of the project cannot be used',
  ],
  ['url(pictures/dot.svg)', 'did you mean `../pictures/dot.svg`?'],
  ['url(../pictures/dott.svg)', 'did you mean `../pictures/dot.svg`?'],
  ['url(papr.svg)', 'did you mean `paper.svg`?'],
])('a picture that is not there is sought from the folder of the style: %s', async (address, help) => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
  const { errors, helps } = await built(
    {
      'pictures/dot.svg': svg,
      'css/paper.svg': svg,
      'css/brand.css': `.masthead { background: ${address} }`,
    },
    faq.replace('style: brand.css', 'style: css/brand.css'),
  );
  expect(errors).toEqual([expect.stringMatching(/^missing-file css\/brand\.css:1 /)]);
  expect(helps).toEqual([help]);
});

test.each([
  ['style: brnad.css', 'did you mean `brand.css`?'],
  ['style: css/brand.css', 'did you mean `css/brand-two.css`?'],
  ['fonts: [{family: A, file: fonts/a-bold.wof2, for: text}]', 'did you mean `fonts/a-bold.woff2`?'],
  ['fonts: [{family: A, file: a-blod.woff2, for: text}]', 'did you mean `a-bold.woff2`?'],
  ['fonts: [{family: A, file: a-bold.woff2, weight: bold, for: text}]', 'did you mean `700`?'],
  [
    'templates: theme',
    'make it by `faqgen eject footer`, which copies a template into it, or write its path from the folder of faq.yaml',
  ],
])('what `theme` names and is not there: %s', async (theme, help) => {
  const { helps } = await built(
    { 'brand.css': '', 'css/brand-two.css': '', 'fonts/a-bold.woff2': 'wOF2', 'a-bold.woff2': 'wOF2' },
    faq.replace('style: brand.css', theme),
  );
  expect(helps).toEqual([help]);
});

test.each([
  [':root { --raduis: 1rem }', 'nothing reads the property `--raduis`; did you mean `--radius`?'],
  ['h2 { color: var(--header-inc) }', 'nothing sets the property `--header-inc`; did you mean `--header-ink`?'],
  [
    ':root { --brand-red: #7a1f1f } h2 { color: var(--brand-rad) }',
    'nothing sets the property `--brand-rad`; did you mean `--brand-red`?',
  ],
  [
    'h2 { font: 600 1.2rem/1.2 Brand Serf, serif }',
    'no font of `theme.fonts` has the family “Brand Serf”; did you mean “Brand Serif”?',
  ],
  [
    'h2 { font-family: "Brnad Serif", serif }',
    'no font of `theme.fonts` has the family “Brnad Serif”; did you mean “Brand Serif”?',
  ],
])('a name that nearly is one that there is: %s', async (css, told) => {
  const fonts = faq.replace(
    'style: brand.css',
    'style: brand.css, fonts: [{family: Brand Serif, file: a.woff2, for: text}]',
  );
  const { warnings } = await built({ 'brand.css': `/* ours */\n${css}`, 'a.woff2': 'wOF2' }, fonts);
  const found = warnings.filter((one) => one.startsWith('misspelt'));
  expect(found).toEqual([`misspelt-in-style brand.css:2 ${told}`]);
});

test('a name of their own, and all that the built-in style reads, is no slip', async () => {
  const css = `:root { --brand: #123456; --leadin: 2rem; --header: #123; --header-ink: #fff; --space: 1; --unused-by-anybody: 1 }
@property --angel { syntax: "<angle>"; inherits: false; initial-value: 0deg }
h2 { color: var(--brand); margin: var(--leadin) var(--inkk, 1px); rotate: var(--angel) }
h1 { font-family: "Brand Serif", "Brand Serif Pro", serif }
h3 { font: 1rem "Brand Serif fallback" } h4 { font: inherit; font-family: Georgia, "Courier New", monospace }`;
  const fonts = faq.replace(
    'style: brand.css',
    'style: brand.css, fonts: [{family: Brand Serif, file: a.woff2, for: text}]',
  );
  const { warnings } = await built({ 'brand.css': css, 'a.woff2': 'wOF2' }, fonts);
  expect(warnings.filter((one) => one.startsWith('misspelt'))).toEqual([]);
});

describe('a style may not take out of sight', () => {
  it.each([
    ['the disclaimer', '.disclaimer { display: none }'],
    ['the disclaimer', '.disclaimer { visibility: hidden }'],
    ['the disclaimer', '.disclaimer .prose { opacity: .05 }'],
    ['the disclaimer', '.disclaimer { font-size: 0 }'],
    ['the disclaimer', '.disclaimer { font: 1px/1 serif }'],
    ['the disclaimer', '.disclaimer { height: 0; overflow: hidden }'],
    ['the disclaimer', '.disclaimer { max-height: 1.2em; overflow: clip }'],
    ['the disclaimer', '.disclaimer { clip-path: inset(50%) }'],
    ['the disclaimer', '.disclaimer { position: absolute; left: -9999px }'],
    ['the disclaimer', '.disclaimer { text-indent: -100em }'],
    ['the disclaimer', '.disclaimer { transform: scale(0) }'],
    ['the disclaimer', '.disclaimer { color: transparent }'],
    ['the disclaimer', '.disclaimer { color: #fbfaf6 }'],
    ['the disclaimer', '.disclaimer { color: #eee; background: #fff }'],
    ['the disclaimer', '.disclaimer { color: var(--paper) }'],
    ['the disclaimer', '.disclaimer { filter: opacity(0%) }'],
    ['the disclaimer', '.disclaimer { text-decoration: line-through }'],
    ['the disclaimer', '.disclaimer { unicode-bidi: bidi-override; direction: rtl }'],
    ['the disclaimer', '.disclaimer { -webkit-mask: linear-gradient(#0000, #0000) }'],
    ['the disclaimer', '.disclaimer { line-height: 0 }'],
    ['the disclaimer', '.disclaimer { z-index: -1; position: relative }'],
    ['the disclaimer', '.disclaimer { dis\\70lay: n\\6fne }'],
    ['the disclaimer', ':root { --off: none } .disclaimer { display: var(--off) }'],
    ['the disclaimer', '@media print { .disclaimer { display: none } }'],
    ['the disclaimer', '@media (width < 40rem) { main { > .disclaimer { display: none } } }'],
    ['the disclaimer', '@keyframes gone { to { opacity: 0 } } .disclaimer { animation: gone 1s forwards }'],
    ['the disclaimer', 'main > section:last-of-type { display: none }'],
    ['the disclaimer', 'section:not(.contact, .sources) { display: none }'],
    ['the disclaimer', '[class^="disc"] { display: none !important }'],
    ['the disclaimer', 'section:has(> #_disclaimer) { display: none }'],
    ['the disclaimer', '.question .disclaimer { display: none }'],
    ['the urgent strip', '.urgent { display: none }'],
    ['the urgent strip', 'body > aside { display: none }'],
    ['the review state of `sting`', '.review { display: none }'],
    ['the review state of `sting`', '.review:hover { opacity: 0 }'],
    ['the answer to `sting`', '#sting .prose { display: none }'],
    ['the answer to `sting`', '.answer .prose p { visibility: hidden }'],
    ['the answer to `sting`', '.answer .prose p { transform: rotate(180deg) }'],
    ['the answer to `sting`', '.answer .prose p { rotate: .5turn }'],
    ['the answer to `sting`', '.answer .prose p { transform: translateX(1px) scaleX(-1) }'],
    ['the answer to `sting`', '.answer .prose p { scale: -1 1 }'],
    ['the short answer to `sting`', '.short { display: none }'],
    ['the question `sting`', 'article h2 { display: none }'],
    ['the phone number', '[href^="tel:"] { display: none }'],
    ['who answers the phone', '.disclosure { display: none }'],
    ['the role of Jane Doe', '.reviewer > p { display: none }'],
    ['the source “Of bees”', '.sources li { display: none }'],
  ])('%s: %s', async (part, css) => {
    const { errors } = await built({ 'brand.css': css });
    expect(errors).toEqual([expect.stringMatching(/^hidden-part brand\.css:1 /)]);
    expect(errors[0]).toContain(part);
  });
});

describe('what pages of one answer or of none say is kept in sight', () => {
  const more = `title: Bees
url: https://example.org/bees/
policy: {review: off, citations: off}
theme: {style: brand.css}
questions:
  - id: sting
    question: What helps?
    answer: Cold water.
    changes: [{on: 2026-09-01, note: Ice is no longer named.}]
  - {id: vinegar, question: Does vinegar help?, answer: It may., withdrawn: {on: 2026-10-01, reason: It does not., instead: sting}}
site:
  pages: [about.md]
  nav: [{label: About, url: "#about"}]
`;

  test.each([
    ['that the answer was withdrawn', '.withdrawn > .short { display: none }'],
    ['why the answer was withdrawn', '.withdrawn p:nth-of-type(2) { opacity: 0 }'],
    ['what to read instead', '.withdrawn a { display: none }'],
    ['a change of `sting`', '.history { display: none }'],
    ['its whole text', '.prose > ul { visibility: hidden }'],
  ])('%s: %s', async (part, css) => {
    const { errors } = await built(
      { 'brand.css': css, 'about.md': '# About us\n\nWe keep bees:\n\n- in hives\n' },
      more,
    );
    expect(errors).toEqual([expect.stringMatching(/^hidden-part brand\.css:1 /)]);
    expect(errors[0]).toContain(part);
  });
});

test('a link that says the heading of its page may go', async () => {
  const { errors } = await built(
    { 'brand.css': '@media print { .menu { display: none } }', 'about.md': '# About us\n\nWe keep bees.\n' },
    `${faq}site: {pages: [about.md], nav: [{label: About us, url: "#about"}]}\n`,
  );
  expect(errors).toEqual([]);
});

const sheets = (await readdir(join(import.meta.dirname, '../../templates'))).filter((name) => name.endsWith('.css'));

// That of the fragment is for no page of the site.
test.each(sheets.filter((name) => name !== 'embed.css'))(
  'what a theme has in the place of %s hides nothing',
  async (name) => {
    const { errors } = await built(
      { [`theme/${name}`]: '.disclaimer { display: none }\n' },
      faq.replace('{style: brand.css}', '{templates: theme}'),
    );
    expect(errors).toEqual([expect.stringContaining(`hidden-part theme/${name}:1`)]);
  },
);

test('what no reader misses may go, and what moves a little or is for another is left alone', async () => {
  const css = `.own, .stamp, .neighbours, .related, .number, .skip:not(:focus) { display: none }
.answer { margin-block: -1rem 0; transform: translateY(2px); max-width: 40rem; border-radius: 0 }
.disclaimer { text-indent: -1em; padding-inline-start: 1em; opacity: .9; font-size: 90%; line-height: 1.4 }
.disclaimer::before { content: "→ " / ""; opacity: 0 }
@keyframes in { from { opacity: 0 } to { opacity: 1 } }
main { animation: in .2s }
@media (prefers-color-scheme: light) { .short { color: #333 } }
@media (prefers-color-scheme: dark) { .short { color: #ddd } }
.button { color: #fff; background: #7a1f5c }
.foot:not(:has(p)) { display: none }
.answer { counter-reset: step; counter-increment: step 1 rows2 -1 } .prose li { counter-set: list-item 0 }
.short { rotate: -1deg; scale: 1.02 } .own { transform: rotate(180deg) } h2::after { transform: rotate(225deg) scale(-1) }
.disclaimer:is(.missing) { display: none }
a[href^="https"]::after { content: " (" attr(href) ")" counter(page) }
`;
  expect((await built({ 'brand.css': css })).errors).toEqual([]);
});

test('a colour is held against the ground that its part has', async () => {
  const css = ':root { --warn: #fff; --warn-wash: #8a1010 } .urgent a { color: #fff } .button { color: #ffffff }';
  const { errors } = await built({ 'brand.css': `@media (prefers-color-scheme: light) { ${css} }` });
  expect(errors.filter((one) => one.startsWith('hidden-part'))).toEqual([]);
  const faint = await built({ 'brand.css': '.button { color: #0a5c5a }' });
  expect(faint.errors).toEqual([expect.stringMatching(/^hidden-part brand\.css:1 `color: #0a5c5a`/)]);
});

test.each([
  '.disclaimer::after { content: "This is advice." }',
  '.review::before { content: "✓ " }',
  '.disclaimer::after { content: "\\4e ot" }',
  'h2::after { content: attr(data-none) }',
  ':root { --x: "Safe" } h2::after { content: var(--x) }',
  'q { quotes: "He said: " "" }',
  'q { quotes: "50" "" }',
  '.answer { hyphenate-character: "50" }',
  '.answer p { counter-reset: dose 50 }',
  '.answer p { counter-increment: dose 5 }',
  'li { list-style-type: "Approved " }',
  '@counter-style yes { system: cyclic; symbols: Approved; suffix: " " }',
  '.answer::after { content: "10" }',
])('a style adds no words: %s', async (css) => {
  expect((await built({ 'brand.css': css })).errors.join('\n')).toMatch(/^words-in-style brand\.css:1 /m);
});

test.each([
  [':root { --ink: #999 }', '`--ink` cannot be read on `--paper` of the light page'],
  [':root { --paper: #555 }', '`--ink` cannot be read on `--paper` of the light page'],
  [':root { --soft: light-dark(#555, #333) }', '`--soft` cannot be read on `--paper` of the dark page'],
  [
    ':root { color-scheme: light; --soft: light-dark(#bbb, #333) }',
    '`--soft` cannot be read on `--paper` of the light page',
  ],
  [
    ':root { --brand: #eee; --accent-light: var(--brand) }',
    '`--accent-light` cannot be read on `--paper` of the light page',
  ],
  [
    '@media (prefers-color-scheme: dark) { :root { --warn: #733 } }',
    '`--warn` cannot be read on `--paper` of the dark page',
  ],
  [':root { --header: #123; }', '`--header-ink` cannot be read on `--header` of the light page'],
])('colours that cannot be told apart: %s', async (css, message) => {
  const { errors } = await built({ 'brand.css': css });
  expect(errors.join('\n')).toContain(`illegible-colors brand.css:1 ${message}`);
});

test.each([
  [':root { --accent-light: #eeddaa }', '--accent-light'],
  [':root { --accent-dark: #222200; --accent-light: #123456 }', '--accent-dark'],
  [':root { --ink: #99aabb }', '--ink'],
  [':root { color-scheme: light; --ink: #99aabb }', '--ink'],
  [':root { --header: #123 }', '--header-ink'],
  [':root { --warn-wash: light-dark(#eebbaa, #552211); --warn: #aa5544 }', '--warn'],
])('the help for colours that cannot be told apart holds one that can: %s', async (css, name) => {
  const { errors, helps } = await built({ 'brand.css': css });
  expect(errors[0]).toContain(`\`${name}\` cannot be read`);
  const fitting = /`(--[^`]+)` can be read$/.exec(helps[0] ?? '')?.[1] ?? '';
  expect(fitting).toMatch(new RegExp(`^${name}: (?:#\\w{6}|light-dark\\(#\\w{6}, #\\w{6}\\))$`));
  const mended = await built({ 'brand.css': css.replace(/ \}$/, `; ${fitting} }`) });
  expect(mended.errors.filter((one) => one.includes(`\`${name}\` cannot`))).toEqual([]);
});

test('where no colour can be read on all that a text stands on, the help shows none', async () => {
  const { helps } = await built({ 'brand.css': ':root { --paper: #777777 }' });
  expect(helps[0]).toBe('choose two colours that are further apart');
});

test('the colours of the built-in style are far enough apart, and those that a publisher sets well are accepted', async () => {
  const css =
    ':root { --paper: #fff; --ink: #111; color-scheme: light; --header: #123; --header-ink: white; --wash: light-dark(#fff, #000) }';
  expect((await built({ 'brand.css': css })).errors).toEqual([]);
  const echo = ['paper', 'ink', 'soft', 'accent', 'wash', 'mark', 'warn', 'warn-wash'];
  const builtIn = await readFile(join(import.meta.dirname, '../../templates/style.css'), 'utf8');
  const same = echo.map((name) => `--${name}: ${new RegExp(`--${name}: (.*);`).exec(builtIn)?.[1]}`).join(';');
  expect((await built({ 'brand.css': `:root { ${same} }` })).errors).toEqual([]);
});

test('`review verify` knows the style of the project, in its file and within a page', async () => {
  const { folder } = await built(
    {
      'pictures/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
      'brand.css': '.masthead { background: url(pictures/dot.svg) }',
    },
    faq.replace('style: brand.css', 'style: brand.css, accent: "#7a1f5c"'),
  );
  const { stderr } = await run(['review', 'verify', 'dist'], folder);
  expect(stderr).not.toMatch(/unknown-style|altered-page/);
  await writeFile(join(folder, 'brand.css'), 'h2 { margin: 0 }');
  expect((await run(['review', 'verify', 'dist'], folder)).stderr).toContain('unknown-style');
});
