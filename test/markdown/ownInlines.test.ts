import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Html } from '../../src/html/html.ts';
import { nodesOfHtml } from '../../src/html/parseHtml.ts';
import { elementsIn } from '../../src/html/publishedElements.ts';
import { readMarkdown } from '../../src/markdown/markdown.ts';
import { closingMarks, type OwnInline, withOwnInlines } from '../../src/markdown/ownInlines.ts';
import { printMarkdown } from '../../src/markdown/printMarkdown.ts';
import { inlinesIn } from '../../src/proof/answerTranscript.ts';
import { en } from '../../src/words/en.ts';
import { expectLinear } from '../growth.ts';

const inline = (marks: string, element: OwnInline['element']): OwnInline => ({ marks, element, class: null });
const inlines = [inline('==', 'mark'), inline('[[', 'kbd'), inline('{=', 'var')];

function print(text: string, own: readonly OwnInline[] = inlines): string {
  const markdown = readMarkdown({ text, path: [] });
  if (!markdown) throw new Error('unread');
  return printMarkdown(markdown, {
    words: en,
    inlines: own,
    headingLevel: 2,
    linkTo: (id) => `#${id}`,
    fileAt: (path) => path,
    sizeOf: () => null,
    countTable: () => 1,
    cite: (id) => ({ number: 1, href: id, id: '' }),
  }).toHTML();
}

const marked = '<mark data-marks="==">';
const key = '<kbd data-marks="[[">';

test.each([
  ['rinse ==twice== a day', `<p>rinse ${marked}twice</mark> a day</p>`],
  ['==all of it==', `<p>${marked}all of it</mark></p>`],
  ['==a *slow* tide==.', `<p>${marked}a <em>slow</em> tide</mark>.</p>`],
  ['**wait ==here==**', `<p><strong>wait ${marked}here</mark></strong></p>`],
  ['[[Ctrl]] + [[P]]', `<p>${key}Ctrl</kbd> + ${key}P</kbd></p>`],
  ['==press [[Esc]]==', `<p>${marked}press ${key}Esc</kbd></mark></p>`],
  ['{=x=} and ={y}=', '<p><var data-marks="{=">x</var> and ={y}=</p>'],
  ['(==y==)', `<p>(${marked}y</mark>)</p>`, [inline('==', 'mark')]],
  ['- ==one==\n- two', `<ul>\n<li>${marked}one</mark></li>\n<li>two</li>\n</ul>`],
  ['水は==冷たい==です', `<p>水は${marked}冷たい</mark>です</p>`],
  ['==5 < 6 & 7==', `<p>${marked}5 &lt; 6 &amp; 7</mark></p>`],
] as [string, string, OwnInline[]?][])('%s', (text, html, own = inlines) => {
  expect(print(text, own)).toBe(html);
});

test.each([
  'a == b and c == d',
  '10==3==',
  '==3==5',
  '==3==.5',
  'rinse ==twice a day',
  '=== rule ===',
  '====',
  '`==code==`',
  '\\==not meant==',
  '*x*==y==',
])('%s stays as it was typed', (text) => {
  expect(print(text)).toBe(print(text, []));
});

test('the head of a table is its label, and stays as it was typed', () => {
  const html = print('| ==day== | fee |\n| --- | --- |\n| ==late== | 1 |');
  expect(html).toContain('<th scope="col">==day==</th>');
  expect(html).toContain(`<td>${marked}late</mark></td>`);
});

test('marks are mirrored behind the words', () => {
  expect(['==', '[[', '{=', '(:!'].map(closingMarks)).toEqual(['==', ']]', '=}', '!:)']);
});

describe('marks stay as they were typed', () => {
  test.each([
    ['1&#48;==3=='],
    ['==3==&#53;'],
    ['10[==3==](https://example.org)'],
    ['[==3==](https://example.org)5'],
    ['[ten](https://example.org)==y=='],
    ['==3==[5](https://example.org)'],
    ['e\u0301==x=='],
    ['हि==न्दी=='],
  ])('where a reader would see one word or number: %s', (text) => {
    expect(print(text)).toBe(print(text, []));
  });

  test('behind other marks that are gone', () => {
    expect(print('==10==[[3]]')).toBe(`<p>${marked}10</mark>[[3]]</p>`);
  });

  test.each([
    ['a rate (%) of 5 (10%)', '(%'],
    ['(%w/w) at most, then (5%)', '(%'],
    ['weak (+), strong (1+)', '(+'],
    ['poor (++) or good (+++++, 2++)', '++'],
    ['[1, 2] or ([3] ==4) 5==', '=='],
  ])('where they stand in different brackets: %s', (text, marks) => {
    expect(print(text, [inline(marks, 'u')])).toBe(print(text, []));
  });

  test('within themselves, and where a blank is typed by its number', () => {
    expect(print('((a ((b)) c))', [inline('((', 'i')])).toBe('<p><i data-marks="((">a ((b)) c</i></p>');
    expect(print('==&#32;a==')).toBe('<p>== a==</p>');
  });
});

test('brackets without a partner are words', () => {
  expect(print('==b) last==')).toBe(`<p>${marked}b) last</mark></p>`);
  expect(print('==:(==')).toBe(`<p>${marked}:(</mark></p>`);
});

test.each(['==a== ', '==a ', '==a ==b ', '((a ', '(a] ', '水==冷', '==a                                '])(
  'takes as much longer as there is more: %j',
  (unit) => {
    const own = [...inlines, inline('((', 'i')];
    const run = (count: number) => [{ type: 'text', raw: unit.repeat(count) }];
    expectLinear((count) => withOwnInlines(run(count), own), 20_000);
  },
);

test('a run may hold any number of marks', () => {
  expect(print('==a== '.repeat(20_000)).split('<mark').length).toBe(20_001);
});

test('a page tells all that is needed to print it again, and has lost its marks alone', () => {
  const parts = [
    '==',
    '[[',
    ']]',
    '{=',
    '=}',
    '{{',
    '}}',
    'a',
    '5',
    '.',
    ' ',
    '\n',
    '*',
    '**',
    '(',
    ')',
    '%',
    '水',
    '&#53;',
  ];
  const more = ['[', '](https://example.org)', '`', '\\', '\u0301', '[@x]', '| a |\n| - |\n| ', '- ', '# '];
  const own = [...inlines, inline('{{', 'i'), inline('=^', 'u')];
  const text = fc.array(fc.constantFrom(...parts, ...parts, ...more), { maxLength: 30 }).map((all) => all.join(''));
  const shown = (html: string) => html.replaceAll(/<[^>]*>/g, '');
  fc.assert(
    fc.property(text, (typed) => {
      const printed = print(typed, own);
      const elements = nodesOfHtml(new Html(printed)).flatMap(elementsIn);
      expect(print(typed, inlinesIn(elements))).toBe(printed);
      const asTyped = printed.replaceAll(/<(\w+) data-marks="([^"]*)">/g, (_all, _name, marks) => marks);
      let rest = shown(print(typed, []));
      for (const sign of shown(asTyped)) rest = rest.replace(sign, '');
      expect(rest).toMatch(/^[=\]}^]*$/);
    }),
    { numRuns: 2000 },
  );
});
