import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const templates = join(import.meta.dirname, '../..', 'templates');
const faq = `title: Bees
url: https://example.org/bees/
policy: {review: warn, citations: off}
theme: {templates: theme}
urgent: {text: Call 112.}
questions:
  - {id: sting, question: What helps?, answer: "Cold water [@a].", short: Cold., formerly: [bite]}
sources: {a: {title: Of bees, url: https://example.org/bees}}
reviewers: {doe: {name: Jane Doe, role: Nurse, credentials: [Licensed]}}
contact: {phone: "112", phones: [{label: At night, number: "116117"}], disclosure: The state answers.}
disclaimer: {text: No advice.}
`;

/** Builds with a theme whose file is the built-in one after a change. */
async function buildWith(file: string, change: (text: string) => string, text = faq): Promise<string[]> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'theme'));
  const original = await readFile(join(templates, file), 'utf8').catch(() => '');
  const changed = change(original);
  expect(changed).not.toBe(original);
  await writeFile(join(folder, 'faq.yaml'), text);
  await writeFile(join(folder, 'theme', file), changed);
  const { exitCode, stdout } = await run(['build', '--format', 'json'], folder);
  const errors = JSON.parse(stdout).diagnostics.filter(({ severity }: { severity: string }) => severity === 'error');
  expect(exitCode).toBe(errors.length > 0 ? 1 : 0);
  return errors.map(
    ({ code, file, line, message }: Record<string, string>) => `${code} ${file}${line ? `:${line}` : ''} ${message}`,
  );
}

const instead = (of: string | RegExp, by: string) => (text: string) => text.replace(of, by);

it('a theme that changes nothing of weight builds', async () => {
  expect(await buildWith('footer.hbs', (text) => `${text}<p>Ours</p>`)).toEqual([]);
  expect(await buildWith('style.css', (text) => `${text}\na{background:url("data:image/svg+xml,url(x)")}`)).toEqual([]);
});

it('a file of the theme that cannot be read is said; one of another kind is left alone', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'theme/folder'), { recursive: true });
  await writeFile(join(folder, 'faq.yaml'), faq);
  await writeFile(join(folder, 'theme/font.woff2'), Buffer.from([0xff, 0xfe, 0]));
  const told = async () =>
    JSON.parse((await run(['check', '--format', 'json'], folder)).stdout).diagnostics.map(
      ({ code, message }: Record<string, string>) => `${code} ${message}`,
    );
  expect(await told()).toEqual([
    expect.stringMatching(/^unreviewed-answer/),
    expect.stringMatching(/^unused-template .*font\.woff2/),
  ]);
  await symlink('/etc/hostname', join(folder, 'theme/disclaimer.hbs'));
  expect(await told()).toContainEqual(expect.stringMatching(/^missing-file .*theme\/disclaimer\.hbs/));
});

describe('a theme may not leave out', () => {
  it.each<readonly [string, string, (text: string) => string]>([
    ['the disclaimer', 'disclaimer.hbs', instead('{{disclaimer.text}}', '')],
    ['the disclaimer', 'disclaimer.hbs', (text: string) => `<div hidden>${text}</div>`],
    ['the disclaimer', 'disclaimer.hbs', (text: string) => `<div style="display:none">${text}</div>`],
    ['the disclaimer', 'disclaimer.hbs', (text: string) => `<template>${text}</template>`],
    ['the disclaimer', 'disclaimer.hbs', (text: string) => `<!-- ${text} -->`],
    ['the disclaimer', '404.hbs', instead('{{> disclaimer}}', '')],
    ...[
      'style="display:/**/none"',
      'style="display:n\\6fne"',
      'style="color:red;opacity:0"',
      'style="font-size:0"',
      'style="position:absolute;left:-9999px"',
      'style="clip-path:inset(100%)"',
      'style="height:0;overflow:hidden"',
      'aria-hidden="true"',
      'inert',
      'popover',
    ].map((hiding) => ['the disclaimer', 'disclaimer.hbs', (text: string) => `<div ${hiding}>${text}</div>`] as const),
    ...['details', 'dialog', 'noscript', 'textarea', 'iframe', 'video', 'canvas', 'xmp', 'del', 'select'].map(
      (element) => ['the disclaimer', 'disclaimer.hbs', (text: string) => `<${element}>${text}</${element}>`] as const,
    ),
    ['what Jane Doe is entitled by', 'reviewers.hbs', instead('<li>{{this}}</li>', '')],
    ['the phone number', 'contact.hbs', instead('{{contact.phone.href}}', 'tel:666')],
    ['the phone number of “At night”', 'contact.hbs', instead('{{href}}', 'tel:666')],
    ['what the phone number 116117 is for', 'contact.hbs', instead('{{label}}', '')],
    [
      'the source “Of bees”',
      'sources.hbs',
      instead('<a href="{{href}}"><cite>', '<a href="https://evil.example/"><cite>'),
    ],
    ['the true review state of `sting`', 'review-state.hbs', instead('{{review.state}}', 'signed')],
    ['its doctype', 'layout.hbs', instead('<!doctype html>', '')],
    ['its language', 'layout.hbs', instead('{{language}}', 'xx')],
    ['its title', 'document-head.hbs', instead('{{pageTitle}}', '')],
    ['its encoding', 'document-head.hbs', instead('<meta charset="utf-8">', '')],
    ['the way to `sting.html`', 'moved.hbs', () => '{{!-- none --}}'],
    ['the urgent strip', 'urgent.hbs', () => '{{!-- none --}}'],
    ['the urgent strip', 'layout.hbs', instead('{{> urgent}}', '')],
    ['the reviewer Jane Doe', 'reviewers.hbs', () => '{{!-- none --}}'],
    ['the role of Jane Doe', 'reviewers.hbs', instead('{{role}}', '')],
    ['the review state of `sting`', 'review-state.hbs', () => '{{!-- none --}}'],
    ['the review state of `sting`', 'answer.hbs', instead('{{> review-state}}', '')],
    ['the question `sting`', 'answer.hbs', instead(/\{\{question\}\}/g, '')],
    ['the whole answer to `sting`', 'answer-body.hbs', instead('{{answer}}', '')],
    ['the short answer to `sting`', 'answer-body.hbs', instead('{{short}}', '')],
    ['the source “Of bees”', 'sources.hbs', instead(/\{\{title\}\}/g, '')],
    ['the old anchor `bite`', 'answer.hbs', instead('<span id="{{this}}"></span>', '')],
    ['the old anchor `bite`', 'question.hbs', instead('<span id="{{this}}"></span>', '')],
    ['who answers the phone', 'contact.hbs', instead('{{contact.disclosure}}', '')],
  ])('%s (%s, %#)', async (part, file, change) => {
    const errors = await buildWith(file, change);
    expect(errors).toContainEqual(expect.stringMatching(`^page-incomplete theme/${file.replace('.', '[.]')}`));
    expect(errors.join('\n')).toContain(part);
  });
});

it('a theme may not leave out the old anchor of a section', async () => {
  const grouped = faq.replace(
    /questions:\n {2}- (.*)\n/,
    'sections:\n  - {title: Stings, formerly: [bites], questions: [$1]}\n',
  );
  expect(await buildWith('answers.hbs', instead('<span id="{{this}}"></span>', ''), grouped)).toEqual([
    expect.stringMatching(/^page-incomplete theme\/answers\.hbs.* the old anchor `bites`$/),
  ]);
});

it.each([
  ['`<details>` that begins with its `<summary>`', instead(/<\/?details>/g, '')],
  ['`<details>` that begins with its `<summary>`', instead('<details>', '<details><p>Questions</p>')],
  [
    'an element before each `<ol>`',
    (text: string) => text.replace('<ol>', '<div><ol>').replace('</ol>', '</ol></div>'),
  ],
  ['a link first in each `<li>`', instead('<li><a', '<li><b>?</b><a')],
])('a list of questions in which the script would end is told: %s (%#)', async (part, change) => {
  expect(await buildWith('jump-list.hbs', change)).toEqual([
    expect.stringMatching(/^page-incomplete theme\/jump-list\.hbs:1 index\.html does not show .* in `\.jump`/),
  ]);
  expect((await buildWith('jump-list.hbs', change)).join()).toContain(part);
  // Where there is no such list, the script makes no field, and ends with nothing.
  expect(await buildWith('jump-list.hbs', () => '{{!-- none --}}')).toEqual([]);
});

it('words that stand elsewhere do not stand for a part that was left out', async () => {
  const same = faq
    .replace('{text: Call 112.}', '{text: No advice. Call 112.}')
    .replace('title: Bees', 'title: Bees\npublisher: {name: P, about: Jane Doe is a Licensed Nurse.}');
  for (const [file, part] of [
    ['disclaimer.hbs', 'the disclaimer'],
    ['reviewers.hbs', 'the reviewer Jane Doe'],
  ] as const) {
    const errors = await buildWith(file, () => '{{!-- none --}}', same);
    expect(errors.join('\n')).toContain(part);
  }
});

it('a picture may not run or load anything either', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg">';
  for (const inside of [
    '<script>1</script>',
    '<image href="https://evil.example/a"/>',
    '<a href="javascript:x"/>',
    '<g onload="x"/>',
    '<foreignObject/>',
    '<style>a{fill:url(https://evil.example/)}</style>',
  ]) {
    const errors = await buildWith('icon.svg', () => `${svg}${inside}</svg>`);
    expect(errors.join('\n'), inside).toMatch(/^unsafe-markup theme\/icon\.svg/);
  }
});

it('what `policy.origins` names may be loaded, and the policies of the pages let it; scripts never', async () => {
  const own = faq.replace('citations: off', 'citations: off, origins: [https://cdn.example]');
  const from = (address: string) => (text: string) => `${text}<img src="${address}" alt="">`;
  expect(await buildWith('footer.hbs', from('https://cdn.example/a.png'), own)).toEqual([]);
  expect(await buildWith('footer.hbs', from('//cdn.example/a.png'), own)).toEqual([]);
  for (const address of [
    'https://evil.example/a.png',
    'https://cdn.example.evil.example/a.png',
    'http://cdn.example/a.png',
  ])
    expect((await buildWith('footer.hbs', from(address), own)).join('\n'), address).toMatch(/^foreign-request/);
  const script = (text: string) => `${text}<script src="https://cdn.example/a.js" defer></script>`;
  expect((await buildWith('footer.hbs', script, own)).join('\n')).toMatch(/^unsafe-markup/);
  const style = (text: string) => `${text}\na { background: url(https://cdn.example/b.png) }`;
  expect(await buildWith('style.css', style, own)).toEqual([]);

  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), own.replace('theme: {templates: theme}', ''));
  await run(['build', '-q'], folder);
  const policy = "style-src 'self' https://cdn.example;";
  for (const page of ['index.html', 'sting.html']) {
    const html = await readFile(join(folder, 'dist', page), 'utf8');
    expect(html).toContain(policy);
    expect(html).toMatch(/script-src 'self'(?: 'sha256-[^']+')?;/);
  }
  expect(await readFile(join(folder, 'dist/_headers'), 'utf8')).toContain("font-src 'self' https://cdn.example;");
});

it.each(['cdn.example', 'https://cdn.example/path', 'https://*', 'https://a.example; script-src *', 'data:'])(
  '`policy.origins` takes no %s',
  async (origin) => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'faq.yaml'),
      `${faq.replace('citations: off', `origins: [${JSON.stringify(origin)}]`)}`,
    );
    const { exitCode, stderr } = await run(['check', '-q'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('error[invalid-origin]');
  },
);

it('a picture is read as the XML that it is', async () => {
  const svg = 'http://www.w3.org/2000/svg';
  for (const picture of [
    `<x:svg xmlns:x="${svg}"><x:script>1</x:script></x:svg>`,
    `<svg xmlns="${svg}"><title><textarea/></title><script>1</script></svg>`,
    `<svg xmlns="${svg}" xmlns:y="http://www.w3.org/1999/xlink"><image y:href="https://evil.example/a.png"/></svg>`,
    `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "1">]><svg xmlns="${svg}"/>`,
    `<svg xmlns="${svg}">${'<g>'.repeat(300)}<script>1</script>${'</g>'.repeat(300)}</svg>`,
  ]) {
    const errors = await buildWith('icon.svg', () => picture);
    expect(errors.join('\n'), picture.slice(0, 200)).toMatch(/^unsafe-markup theme\/icon\.svg/);
  }
  const harmless = `<?xml version="1.0"?><svg xmlns="${svg}" xmlns:xlink="http://www.w3.org/1999/xlink"><title>A bee</title><defs><g id="a"/></defs><use xlink:href="#a"/></svg>`;
  expect(await buildWith('icon.svg', () => harmless)).toEqual([]);
});

it('a policy stands where browsers heed it, also on the pages at old addresses', async () => {
  const policy = '<meta http-equiv="Content-Security-Policy" content="{{contentPolicy}}">';
  for (const change of [(text: string) => `${text.replace(policy, '')}${policy}`, instead(policy, '')])
    expect((await buildWith('document-head.hbs', change)).join('\n')).toMatch(/policy/i);
  const stub = instead('{{contentPolicy}}', 'default-src *');
  expect((await buildWith('moved.hbs', stub)).join('\n')).toContain('content security policy');
});

it('the script of a stub may have its attributes in any order, and a stub is told at its own template', async () => {
  const typed = 'src="{{script}}" data-target="{{target}}"';
  const turned = instead(typed, 'data-target="{{target}}" src="{{script}}"');
  expect(await buildWith('moved.hbs', turned)).toEqual([]);
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'theme'));
  await writeFile(join(folder, 'faq.yaml'), faq);
  for (const name of ['layout.hbs', 'moved.hbs'])
    await writeFile(join(folder, 'theme', name), await readFile(join(templates, name), 'utf8'));
  await writeFile(join(folder, 'theme/moved.hbs'), `${await readFile(join(templates, 'moved.hbs'), 'utf8')}<iframe>`);
  const { stderr } = await run(['build'], folder);
  expect(stderr).toMatch(/error\[unsafe-markup\].*bite\.html.*\n {2}theme\/moved\.hbs/);
});

it('pictures and fonts that lie beside the templates are used where a style or faq.yaml names them', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'theme'));
  await writeFile(
    join(folder, 'faq.yaml'),
    faq.replace('contact:', 'publisher: {name: Bees, logo: theme/logo.svg}\ncontact:'),
  );
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
  for (const name of ['paper.svg', 'logo.svg', 'left.svg']) await writeFile(join(folder, 'theme', name), picture);
  await writeFile(join(folder, 'theme/style.css'), 'body { background: url(paper.svg) }');
  const { diagnostics } = JSON.parse((await run(['check', '--format', 'json'], folder)).stdout);
  const unused = diagnostics.filter(({ code }: { code: string }) => code === 'unused-template');
  expect(unused.map(({ file }: { file: string }) => file)).toEqual(['theme/left.svg']);
});

it('words in a drawing are no words', async () => {
  const drawn = (text: string) => text.replace('{{short}}', '<svg width="0" height="0"><text>{{short}}</text></svg>');
  expect((await buildWith('answer-body.hbs', drawn)).join('\n')).toContain('the short answer to `sting`');
});

const embedded = faq.replace('disclaimer:', 'chat: {provider: livechat, license: "77", embed: true}\ndisclaimer:');

it.each([
  ['page-incomplete', 'chat-page.hbs', '{{notice}}', 'We run this chat.'],
  ['page-incomplete', 'chat-page.hbs', '{{elsewhere.href}}', 'index.html'],
  ['unsafe-markup', 'document-head.hbs', 'data-license="{{license}}"', 'data-license="1"'],
])('the page of a chat keeps to what it says: %s, %s', async (code, file, from, to) => {
  expect((await buildWith(file, instead(from, to), embedded)).join('\n')).toMatch(new RegExp(`^${code} theme/`));
});

describe('a theme may not load or run', () => {
  it.each([
    ['unsafe-markup', 'document-head.hbs', '<meta name="referrer" content="unsafe-url">'],
    ['unsafe-markup', 'document-head.hbs', '<link rel="canonical" href="https://evil.example/">'],
    ['unsafe-markup', 'contact.hbs', '<p class="review signed">Reviewed by Dr Fake.</p>'],
    ['unsafe-markup', 'document-head.hbs', '<script src="{{links.script}}" defer></script>'],
    ['broken-link', 'document-head.hbs', '<meta property="og:image twitter:x" content="https://evil.example/a.png">'],
    ['broken-link', 'document-head.hbs', '<meta property="x" name="og:image" content="https://evil.example/a.png">'],
    ['broken-link', 'document-head.hbs', '<meta property="og:video" content="https://evil.example/a.mp4">'],
    ['foreign-request', 'footer.hbs', '<img src="//evil.example/a.png" alt="">'],
    ['foreign-request', 'footer.hbs', '<img src="https://example.org/other.png" alt="">'],
    ['foreign-request', 'footer.hbs', '<img srcset="a.png 1x, https://evil.example/b.png 2x" alt="">'],
    ['foreign-request', 'footer.hbs', '<a href="index.html" ping="https://evil.example/">x</a>'],
    ['foreign-request', 'footer.hbs', '<p style="background:u\\72l(https://evil.example/)">x</p>'],
    ['foreign-request', 'footer.hbs', '<svg><use href="https://evil.example/a.svg#b"></use></svg>'],
    ['foreign-request', 'footer.hbs', '<img src="/\\evil.example/a.png" alt="">'],
    ['foreign-request', 'footer.hbs', '<img src="/\n/evil.example/a.png" alt="">'],
    ['foreign-request', 'footer.hbs', '<table background="https://evil.example/"></table>'],
    ['foreign-request', 'footer.hbs', '<svg><rect fill="url(https://evil.example/a)"/></svg>'],
    ['foreign-request', 'document-head.hbs', '<link rel="preload" as="image" imagesrcset="https://evil.example/a">'],
    ['foreign-request', 'style.css', '@import"https://evil.example/a.css";'],
    ['foreign-request', 'style.css', '@im\\70ort "https://evil.example/a.css";'],
    ['foreign-request', 'style.css', 'a{background:url("/\\\\evil.example/a")}'],
    ['foreign-request', 'style.css', 'a{background:src("https://evil.example/a")}'],
    ['foreign-request', 'moved.hbs', '<img src="https://evil.example/a.png" alt="">'],
    ['broken-link', 'moved.hbs', '<a href="nowhere.html">x</a>'],
    ['unsafe-markup', 'moved.hbs', '<meta http-equiv="refresh" content="0; url=https://evil.example/">'],
    ['unsafe-markup', 'footer.hbs', '<script src="https://evil.example/a.js"></script>'],
    ['unsafe-markup', 'footer.hbs', '<script>document.body.remove()</script>'],
    ['unsafe-markup', 'moved.hbs', '<script>alert(1)</script>'],
    ['unsafe-markup', 'moved.hbs', '<script src="{{script}}" data-target="javascript:alert(1)"></script>'],
    ['unsafe-markup', 'moved.hbs', '<script src="{{script}}" data-target="{{target}}" async></script>'],
    ['unsafe-markup', 'moved.hbs', '<script src="assets/other.js" data-target="{{target}}"></script>'],
    ['unsafe-markup', 'footer.hbs', '<script src="assets/moved.js" data-target="sting.html"></script>'],
    ['unsafe-markup', 'footer.hbs', '<svg><script href="https://evil.example/a.js"></script></svg>'],
    ['unsafe-markup', 'footer.hbs', '<svg><a><animate attributeName="href" values="javascript:alert(1)"/></a></svg>'],
    ['unsafe-markup', 'footer.hbs', '<object data="https://evil.example/"></object>'],
    ['unsafe-markup', 'footer.hbs', '<form action=" java\nscript:alert(1)"></form>'],
    [
      'unsafe-markup',
      'document-head.hbs',
      '<meta http-equiv="Content-Security-Policy" content="report-uri https://evil.example/">',
    ],
    ['unsafe-markup', 'footer.hbs', '<div>'.repeat(20_000)],
    ['foreign-request', 'footer.hbs', '<div background="https://evil.example/">x</div>'],
    ['foreign-request', 'document-head.hbs', '<link rel="preconnect" href="https://evil.example/">'],
    ['foreign-request', 'document-head.hbs', '<style>@import "https://evil.example/a.css";</style>'],
    ['foreign-request', 'style.css', '@import/**/url(https://evil.example/a.css);'],
    ['foreign-request', 'style.css', 'a{background:image-set("https://evil.example/a.png" 1x)}'],
    ['missing-file', 'style.css', '@font-face{font-family:a;src:url(a.woff2)}'],
    ['broken-link', 'footer.hbs', '<a href="nowhere.html">x</a>'],
    ['broken-link', 'footer.hbs', '<a href="index.html#nowhere">x</a>'],
    ['duplicate-anchor', 'footer.hbs', '<p id="_answers">x</p>'],
    ['unsafe-markup', 'footer.hbs', '<a href="javascript:alert(1)">x</a>'],
    ['unsafe-markup', 'footer.hbs', '<iframe srcdoc="x"></iframe>'],
    ['unsafe-markup', 'footer.hbs', '<p onclick="x">x</p>'],
    ['unsafe-markup', 'document-head.hbs', '<base href="https://evil.example/">'],
    ['unsafe-markup', 'document-head.hbs', '<meta http-equiv="refresh" content="0;url=https://evil.example/">'],
  ])('%s: %s with %s', async (code, file, markup) => {
    const errors = await buildWith(file, (text) => `${markup}\n${text}`);
    expect(errors).toContainEqual(expect.stringMatching(`^${code} theme/`));
  });
});

describe('docs/theming.md says how what a template may not do is refused', async () => {
  const guide = await readFile(join(import.meta.dirname, '../../docs/theming.md'), 'utf8');
  const rows = [...guide.matchAll(/^\| `([<{].+?)` \| `([\w-]+)` \| .+ \| .+ \|$/gm)];

  it('in rows', () => expect(rows.length).toBeGreaterThan(12));

  it.each(rows.map(([, markup = '', code = '']) => [markup, code]))('%s as %s', async (markup, code) => {
    const errors = await buildWith('footer.hbs', (text) => `${markup}\n${text}`);
    expect(errors.map((error) => error.replace(/ .*/, ''))).toContain(code);
  });
});

describe('a name that does not exist is an error with its place, however it is used', () => {
  it.each([
    ['{{disclamer}}', 'template-unknown-name'],
    ['{{disclaimer.txt}}', 'template-unknown-name'],
    ['{{#if disclamer}}x{{/if}}', 'template-unknown-name'],
    ['{{#unless disclamer}}x{{/unless}}', 'template-unknown-name'],
    ['{{#each reviewrs}}x{{/each}}', 'template-unknown-name'],
    ['{{#with disclamer}}x{{/with}}', 'template-unknown-name'],
    ['{{#if (eq knd "index")}}x{{/if}}', 'template-unknown-name'],
    ['{{> urgent x=knd}}', 'template-unknown-name'],
    ['{{@rot.words.table}}', 'template-unknown-name'],
    ['{{@root.wrds.table}}', 'template-unknown-name'],
    ['{{../titel}}', 'template-unknown-name'],
    ['{{this.titel}}', 'template-unknown-name'],
    ['{{words.[tabel]}}', 'template-unknown-name'],
    ['{{constructor}}', 'template-unknown-name'],
    ['{{#each reviewers as |who|}}{{who.nam}}{{/each}}', 'template-unknown-name'],
    ['{{> urgnt}}', 'template-unknown-partial'],
    ['{{iff title}}', 'template-unknown-helper'],
    ['{{#iff title}}x{{/iff}}', 'template-unknown-helper'],
    ['{{lookup this "title"}}', 'template-unknown-helper'],
    ['{{{title}}}', 'template-raw-output'],
    ['{{&title}}', 'template-raw-output'],
    ['{{#if title}}{{/each}}', 'template-syntax'],
    ['{{/if}}', 'template-syntax'],
    ['{{title', 'template-syntax'],
    ['{{#*inline "a"}}x{{/inline}}', 'template-syntax'],
    ['{{> (eq title "x")}}', 'template-syntax'],
    ['{{> 5}}', 'template-unknown-partial'],
    ['{{#if}}x{{/if}}', 'template-syntax'],
    ['{{#if title language}}x{{/if}}', 'template-syntax'],
    ['{{#if (if title)}}x{{/if}}', 'template-syntax'],
    ['{{if title}}', 'template-syntax'],
    ['{{eq}}', 'template-syntax'],
    ['{{eq title}}', 'template-syntax'],
    ['{{#eq title "x"}}x{{/eq}}', 'template-syntax'],
    ['{{toString}}', 'template-unknown-name'],
    ['{{known}}', 'template-unknown-name'],
    ['{{#with words as |w|}}{{w.tabel}}{{/with}}', 'template-unknown-name'],
    [
      '{{#each reviewers as |who|}}{{#each who.credentials as |c|}}{{whi.name}}{{/each}}{{/each}}',
      'template-unknown-name',
    ],
    ['{{#if publisher}}{{publisher.nam}}{{/if}}', 'template-unknown-name'],
    ['{{#if title}}{{else if chta}}{{/if}}', 'template-unknown-name'],
    ['{{#if contact.hours}}{{contact.hurs}}{{/if}}', 'template-unknown-name'],
    ['{{#if ../../title}}x{{/if}}', 'template-unknown-name'],
    ['{{#each reviewers}}{{contact.phone}}{{/each}}', 'template-unknown-name'],
    ['{{this}}', 'template-failed'],
    ['{{@root}}', 'template-failed'],
    ['{{reviewers}}', 'template-failed'],
    ['{{contact}}', 'template-failed'],
  ])('%s', async (tag, code) => {
    const errors = await buildWith('footer.hbs', (text) => `<p>\n${tag}</p>\n${text}`);
    expect(errors[0]).toMatch(new RegExp(`^${code} theme/footer[.]hbs:2 `));
  });
});

/** The place, the message and the help of what is told of the project's `footer.hbs`. */
async function toldOf(markup: string, file = 'footer.hbs'): Promise<string[]> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'theme'));
  await writeFile(
    join(folder, 'faq.yaml'),
    faq.replace('templates: theme', 'templates: theme, params: {slogan: Ask us}'),
  );
  await writeFile(join(folder, 'theme', file), markup);
  const { stdout } = await run(['check', '--format', 'json'], folder);
  return JSON.parse(stdout)
    .diagnostics.filter(({ code }: { code: string }) => /template/.test(code))
    .map(({ line, column, message, help }: Record<string, string>) => `${line}:${column} ${message}; ${help}`);
}

const unreadable = 'the template cannot be read: ';

it.each([
  ['<p>\n{{#if title}}\n<b>', `2:1 ${unreadable}\`{{#if title}}\` is not closed; write \`{{/if}}\` where it ends`],
  [
    '{{#if title}}\n{{#each reviewers}}\n{{/if}}',
    `2:1 ${unreadable}\`{{#each reviewers}}\` is not closed before \`{{/if}}\`; write \`{{/each}}\` where it ends`,
  ],
  [
    '{{!-- {{#if}} --}}{{#if title}}\n{{/unless}}',
    `2:1 ${unreadable}\`{{/unless}}\` stands where \`{{#if title}}\` of line 1 ends; write \`{{/if}}\` in its place`,
  ],
  [
    '{{#if title}}{{/if}}\n{{/if}}',
    `2:1 ${unreadable}\`{{/if}}\` closes no block; remove it, or open the block that it was to close`,
  ],
  ['{{slogan}}', '1:3 `slogan` is not among the data of this template; did you mean `params.slogan`?'],
  [
    '{{#each reviewers}}{{slogan}}{{/each}}',
    '1:22 `slogan` is not among the data of this template; did you mean `@root.params.slogan`?',
  ],
  [
    '{{#each reviewers}}{{params.slogan}}{{/each}}',
    '1:22 `params.slogan` is not among the data of this template; did you mean `@root.params.slogan`?',
  ],
])('a slip in a template is told with what mends it: %s', async (markup, told) => {
  expect(await toldOf(`${markup}\n`)).toEqual([told]);
});

it.each([
  ['header.hbs', 'did you mean `masthead.hbs`? `faqgen eject --list` says what there is'],
  ['urgnt.hbs', 'did you mean `urgent.hbs`? `faqgen eject --list` says what there is'],
  ['price-of-a-bee.hbs', '`faqgen eject --list` says what there is'],
  ['closed.cs.css', 'did you mean `closed.css`?'],
])('a template that nothing uses is told with the nearest: %s', async (file, help) => {
  expect((await toldOf('<p>x</p>', file)).map((one) => one.replace(/^.*; /, ''))).toEqual([help]);
});

describe('elements that do not nest are told at their template', () => {
  it.each<readonly [string, (text: string) => string, string | null]>([
    ['footer.hbs', (text) => `<div>\n${text}`, '1 `<div>` is not closed'],
    ['footer.hbs', (text) => `${text.trimEnd()}\n</div>\n`, '25 `</div>` closes no element'],
    ['contact.hbs', (text) => text.replace('</section>', ''), '3 `<section>` is not closed'],
    [
      'footer.hbs',
      (text) => `${text}<p>Not closed<ul><li>as HTML allows</ul><br><a href="index.html" title="a > b">x</a>`,
      null,
    ],
    ['footer.hbs', (text) => `${text}{{#if title}}<b>{{else}}<b class="x">{{/if}}x</b><!-- <div> -->`, null],
  ])('%s (%#)', async (file, change, told) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'theme'));
    await writeFile(join(folder, 'faq.yaml'), faq);
    await writeFile(join(folder, 'theme', file), change(await readFile(join(templates, file), 'utf8')));
    const { stdout } = await run(['check', '--format', 'json'], folder);
    const found = JSON.parse(stdout)
      .diagnostics.filter(({ code }: { code: string }) => code === 'lone-tag')
      .map((one: Record<string, string>) => `${one['file']} ${one['line']} ${one['message']}`);
    expect(found).toEqual(told === null ? [] : [expect.stringContaining(`theme/${file} ${told}`)]);
  });
});

it('a misspelt name inside of a layout is blamed on the page that holds it', async () => {
  for (const [file, right, wrong] of [
    ['question.hbs', '{{#with question}}', '{{#with questions}}'],
    ['404.hbs', '{{words.notFound}}', '{{words.note}}'],
  ] as const) {
    const line = (await readFile(join(templates, file), 'utf8')).split(right)[0]?.split('\n').length;
    const errors = await buildWith(file, instead(right, wrong));
    expect(errors[0]).toMatch(new RegExp(`^template-unknown-name theme/${file}:${line} `));
  }
});

it('templates that cannot end, or that get no block, are no bug of ours', async () => {
  for (const [file, tag] of [
    ['answer-body.hbs', '{{> answer-body}}'],
    ['moved.hbs', '{{> @partial-block}}'],
  ] as const) {
    const errors = await buildWith(file, (text) => `${text}${tag}`);
    expect(errors[0]).toMatch(new RegExp(`^template-failed theme/${file}`));
  }
});

describe('a theme of a FAQ whose answers are signed', () => {
  const signed = async (change: (text: string) => string) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'theme'));
    await writeFile(join(folder, 'faq.yaml'), faq);
    expect((await run(['review', 'sign', 'sting', '--by', 'doe', '--yes'], folder)).exitCode).toBe(0);
    await writeFile(
      join(folder, 'theme/review-state.hbs'),
      change(await readFile(join(templates, 'review-state.hbs'), 'utf8')),
    );
    return run(['build'], folder);
  };

  it('builds as it is', async () => {
    expect((await signed((text) => text)).exitCode).toBe(0);
  });

  it.each([
    ['the digest of what was approved of `sting`', instead('{{review.digest}}', '')],
    ['the digest of what was approved of `sting`', instead('{{review.digest}}', '<s>{{review.digest}}</s>')],
    ['the review state of `sting`', instead('{{review.text}}', 'Reviewed.')],
  ])('does not build without %s', async (lacks, change) => {
    const { exitCode, stderr } = await signed(change);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`does not show ${lacks}`);
  });
});
