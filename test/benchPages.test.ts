import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporaryFolder.ts';
import { run } from './testHost.ts';

/** The benchmarks are plain JavaScript: what they export has no types here. */
const bench = (name: string) => import(new URL(`../bench/${name}`, import.meta.url).href);
const { checkAnchors, checkSameWords, readParts } = await bench('pageParts.mjs');
const { starlightProject } = await bench('pageLayouts.mjs');
const { pageTables } = await bench('pageReport.mjs');
const { weightOf } = await bench('pageWeight.mjs');

const ownWords = `title: Two answers
description: Short ones.
publisher: {name: The Publisher, about: We publish.}
urgent: {text: "**In danger?** Call [112](tel:112)."}
questions:
  - id: first
    question: Is it so?
    short: It is.
    answer: |
      It is **so** [@book], see [the other](#second).

      - One.
      - Two [@book; @page].

      | Dose | When |
      | --- | --- |
      | 5 mg | At night [@page] |

      > [!CAUTION]
      > Not "more": call [112](tel:112).
  - {id: second, question: Is it not?, answer: 'It costs $5_000 {or 2 * 3}.'}
sources:
  book: {title: A book, publisher: Press, date: 2020, url: "https://book.example/"}
  page: {title: A page, url: "https://page.example/"}
contact: {phone: +1 555 010 0199, disclosure: Ours.}
disclaimer: {text: No advice.}
policy: {review: off}
`;

async function ownPage(): Promise<{ folder: string; html: string }> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), ownWords);
  expect((await run(['build', '--quiet'], folder)).stderr).not.toContain('error');
  return { folder, html: await readFile(join(folder, 'dist/index.html'), 'utf8') };
}

test('a page of another system passes where it shows the same words, and nowhere else', async () => {
  const { html } = await ownPage();
  const parts = readParts(html);
  const check = (page: string): string => {
    try {
      checkSameWords(page, parts);
      checkAnchors(page);
    } catch (error) {
      return (error as Error).message;
    }
    return 'passes';
  };
  expect(check(html)).toBe('passes');
  // Other markup, marks and quotation marks, all in a line.
  const other = html.replaceAll(/<(article|section|div|li)\b[^>]*>/g, '<p>').replaceAll('&quot;', '”');
  expect(check(other.replaceAll(/<sup.*?<\/sup>|href="#[^"]*"/g, ''))).toBe('passes');

  for (const [words, part] of [
    ['One.', 'the answer to first'],
    ['At night', 'the answer to first'],
    ['Is it not?', 'the answer to second'],
    ['{or ', 'the answer to second'],
    ['In danger?', 'the urgent strip'],
    ['A page', 'the source page'],
    ['No advice.', '"Disclaimer"'],
    ['0199', '"Do you have a question?"'],
    ['We publish.', '"The Publisher"'],
    ['Short ones.', 'its description'],
  ] as const) {
    expect(html, words).toContain(words);
    expect(check(html.replaceAll(words, '')), words).toContain(`the page lacks words of ${part}`);
    // What a script says is not shown.
    expect(check(html.replaceAll(words, `<script>${words}</script>`)), words).toContain(`lacks words of ${part}`);
  }
  const [, first = '', second = ''] = /(<article[\s\S]*?<\/article>)\s*(<article[\s\S]*?<\/article>)/.exec(html) ?? [];
  expect(check(html.replace(first, '').replace(second, second + first))).toContain(
    'lacks words of the answer to second',
  );
  expect(check(html.replace('id="second"', ''))).toContain('has no part #second');
});

test('what the comparison does not know stops it, instead of being left out on the other pages', async () => {
  const { html } = await ownPage();
  expect(() => readParts(html.replace('<strong>so</strong>', '<em>so</em>'))).toThrow('<em> is no inline');
  expect(() => readParts(html.replace('<ul>', '<dl>'))).toThrow('<dl> is no block');
  expect(() => readParts(html.replaceAll('class="answer"', ''))).toThrow('no answers');
});

test("Starlight's page has each part in its own pattern", async () => {
  const parts = readParts((await ownPage()).html);
  const files = new Map<string, string>(starlightProject(parts, '<svg/>'));
  const page = files.get('src/content/docs/index.md') ?? '';
  expect(page).toContain('banner: {"content":"<strong>In danger?</strong> Call <a href=\\"tel:112\\">112</a>."}');
  expect(page).toContain('It is **so**[^book], see [the other](<#is-it-not>).');
  expect(page).toContain('- Two[^book] [^page].');
  expect(page).toContain('| 5 mg | At night[^page] |');
  expect(page).toContain(':::danger[Caution]\nNot "more"\\: call [112](<tel:112>).\n:::');
  expect(page).toContain('It costs \\$5\\_000 \\{or 2 \\* 3\\}.');
  expect(page).toContain('[^book]: [A book](<https://book.example/>) Press, 2020, book.example');
});

test('the bytes of the front page are told by what they are for', async () => {
  const { folder } = await ownPage();
  const weights: { part: string; br: number; gzip: number }[] = await weightOf(join(folder, 'dist'));
  const bytes = (part: string): number => weights.find((row) => row.part.includes(part))?.gzip ?? Number.NaN;
  expect(bytes('all that is loaded')).toBe(bytes('the page itself') + bytes('style') + bytes('script') + bytes('icon'));
  expect(Math.min(...weights.flatMap(({ br, gzip }) => [br, gzip]))).toBeGreaterThan(0);
});

test('the tables of pages say where an answer is closed, what axe found, and which page is never dark', () => {
  const place = { width: 320, height: 568, heading: 499, line: 559, tall: 17732, type: [17, 13.6, 21.6] };
  const page = (name: string, figures: object) => ({
    name,
    shortHeights: [5230, 3334],
    figures: {
      ...{ br: 1, gzip: 2, sent: [{ bytes: 1 }], requests: 4, foreign: [], foreignRequests: 0, pages: 6 },
      places: [{ ...place, axe: [] }],
      onPaper: { open: 9, closed: 0, of: 9, addresses: 29, type: [12.75, 11.4, 20] },
      withoutScript: { open: 9, closed: 0, of: 9 },
      dark: { axe: [] },
      shifts: [0, 0, 0],
      ...figures,
    },
  });
  const tables = pageTables([
    page('faqgen', {}),
    page('other', {
      ...{ foreign: ['fonts.example'], foreignRequests: 2, dark: null, shifts: [0, 0.4067, 0.1] },
      places: [{ ...place, line: null, axe: ['target-size', 'label', 'target-size'] }],
    }),
  ]);
  expect(tables).toContain('|  | faqgen | other |');
  expect(tables).toContain('| of them to other sites | 0 | 2 (fonts.example), bytes unknown |');
  expect(tables).toContain('| its first line, at 320 × 568 | 559 | closed |');
  expect(tables).toContain('| type on them, pt: text, tables | 9.6, 8.6 | 9.6, 8.6 |');
  expect(tables).toContain('| axe, light, at 320 × 568 | 0 | 2 target-size, 1 label |');
  expect(tables).toContain('| layout shift (CLS), the worst load | 0.000 | 0.407, 2 of 3 loads shift |');
  expect(tables).toContain('| axe, dark | 0 | no dark page |');
});
