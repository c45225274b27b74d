import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile.ts';
import { openParts } from '../../src/pages/scripts.ts';
import { projectOf } from '../prose/compileText.ts';
import { compileSigned, filesOf } from '../signedSite.ts';

const root = join(import.meta.dirname, '../..');
const templates = await Promise.all(
  ['answer', 'answer-body', 'closed-answer', 'disclaimer', 'urgent', 'question'].map(
    async (name) => [name, await readFile(join(root, `templates/${name}.hbs`), 'utf8')] as const,
  ),
);
const builtIn = new Map<string, string>(templates);

const yaml = (more = 'theme: {answers: closed}', index = 'answers'): string => `title: Boats
url: https://boats.example/
policy: {citations: off, index: ${index}}
urgent: {text: Call 112.}
sections:
  - title: On the water
    questions:
      - {id: rain, question: What when it rains?, short: It sails., answer: Bring a coat.}
      - {id: wind, question: And without wind?, answer: We row.}
reviewers: {doe: {name: Jane Doe, role: Skipper}}
disclaimer: {text: No advice.}
${more}
`;

/** What a build says is wrong, with templates in the place of those of their names. */
function faults(theme: Readonly<Record<string, (text: string) => string>>, answers = 'closed'): string[] {
  const changed = Object.entries(theme).map(([name, change]) => {
    const before = builtIn.get(name) ?? '';
    const after = change(before);
    expect(after).not.toBe(before);
    return [`${name}.hbs`, after] as const;
  });
  const files = changed.map(([name, text]) => ({ path: `theme/${name}`, bytes: new TextEncoder().encode(text) }));
  const project = projectOf(yaml(`theme: {templates: theme, answers: ${answers}}`));
  const { diagnostics } = compile(
    { ...project, files: { read: () => null, list: (path) => (path === 'theme' ? files : null) } },
    { asOf: '2026-11-23', url: null, preview: false },
  );
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);
}

describe('closed answers', () => {
  it('stand closed where there are several, and open on their own pages', () => {
    for (const [index, pages] of [
      ['answers', ['index.html']],
      ['sections', ['on-the-water.html']],
    ] as const) {
      const files = filesOf(compileSigned(yaml(undefined, index), ['rain']));
      for (const path of pages)
        expect(files[path]?.match(/<details>\s*<summary>\s*<span[^>]*>.<\/span>\s*<h[23]>/g)).toHaveLength(2);
      for (const path of ['rain.html', 'wind.html', '404.html']) expect(files[path]).not.toContain('<details');
    }
  });

  it('leave all files of a site of open ones as they are', () => {
    const open = filesOf(compileSigned(yaml('theme: {answers: open}'), ['rain']));
    expect(open).toEqual(filesOf(compileSigned(yaml(''), ['rain'])));
    const [style = '', find = ''] = ['style', 'find'].map(
      (name) => Object.entries(open).find(([path]) => path.startsWith(`assets/${name}.`))?.[1],
    );
    expect(style + find).not.toContain('.fold');
  });

  it('are told to machines as open ones are', () => {
    const [open, closed] = ['open', 'closed'].map((answers) =>
      filesOf(compileSigned(yaml(`theme: {answers: ${answers}}`), ['rain'])),
    );
    const isData = (path: string): boolean => /\.(?:md|json|xml|txt)$/.test(path);
    const data = Object.keys(open ?? {}).filter(isData);
    expect(data).toEqual(expect.arrayContaining(['faq.json', 'feed.xml', 'index.md', 'llms.txt']));
    for (const path of data) expect(closed?.[path], path).toBe(open?.[path]);
    const jsonLd = (html = ''): string | undefined =>
      /<script type="application\/ld\+json">.*?<\/script>/.exec(html)?.[0];
    expect(jsonLd(closed?.['index.html'])).toBe(jsonLd(open?.['index.html']));
  });

  it('are found by the find field: its script says by one text where the words of an answer stand', async () => {
    const script = await readFile(join(root, 'lib/scripts/match.js'), 'utf8');
    expect(script.split(openParts)).toHaveLength(2);
  });
});

describe('a theme may close', () => {
  it('an answer and its short answer, where the FAQ says so', () => {
    const answer = (): string =>
      '<article id="{{id}}"><h3>{{question}}</h3><details><summary>Open</summary>{{> answer-body}}</details>{{> review-state}}</article>';
    expect(faults({ answer })).toEqual([]);
    expect(faults({ answer }, 'open').join('\n')).toMatch(/^page-incomplete .*the whole answer to `rain`/m);
  });

  it.each<readonly [string, string, (text: string) => string]>([
    [
      'the review state',
      'closed-answer',
      (text) => text.replace('</details>', '').replace('</footer>', '</footer></details>'),
    ],
    ['the question', 'closed-answer', (text) => text.replace('<summary>', '<summary>Open</summary><summary>')],
    ['the disclaimer', 'disclaimer', (text) => `<details><summary>Open</summary>${text}</details>`],
    ['the urgent strip', 'urgent', (text) => `<details><summary>Open</summary>${text}</details>`],
    [
      'the whole answer',
      'question',
      (text) => text.replace('{{> answer-body}}', '<details><summary>Open</summary>{{> answer-body}}</details>'),
    ],
  ])('but never %s (%s.hbs)', (what, name, change) => {
    expect(faults({ [name]: change }).join('\n')).toMatch(new RegExp(`^page-incomplete .*${what}`, 'm'));
  });
});

it('a style of the publisher may hide nothing of a closed answer', () => {
  for (const css of [
    '.short { opacity: 0 }',
    '.answer details { display: none }',
    'summary > h3 { color: transparent }',
  ]) {
    const { diagnostics } = compileSigned(
      yaml('theme: {answers: closed, style: brand.css}'),
      ['rain'],
      {},
      { 'brand.css': css },
    );
    expect(
      diagnostics.map(({ code }) => code),
      css,
    ).toContain('hidden-part');
  }
});
