import { expect, test } from 'vitest';
import { compileText } from '../prose/compileText.ts';

/** What is said of an answer that is this Markdown, with the line of it. */
function said(answer: string): string[] {
  const faq = `title: School\nquestions:\n  - id: q\n    question: What?\n    answer: |\n${answer.replaceAll(/^/gm, '      ')}\n`;
  return compileText(faq)
    .diagnostics.filter(({ code }) => code !== 'no-url')
    .map(
      ({ code, help, span }) =>
        `${faq.slice(0, span?.start ?? 0).split('\n').length - 5} ${code}: ${help?.split('; ')[0]}`,
    );
}

test.each([
  ['1. Enrol\n  - at the desk\n  - by letter\n2. Wait', '2 stray-mark: write 3 blanks before it'],
  ['Do this\n1. Enrol\n  * at the desk\n2. Wait', '3 stray-mark: write 3 blanks before it'],
  ['- Lunch\n - Soup\n - Rice\n- Tea', '2 stray-mark: write 2 blanks before it'],
  ['9. Enrol\n10. Come\n  - by bus', '3 stray-mark: write 4 blanks before it'],
  ['> 1. Enrol\n>   - at the desk\n> 2. Wait', '2 stray-mark: write 3 blanks before it'],
])('tells a list that was to stand within a line of another: %j', (answer, help) => {
  expect(said(answer)).toEqual([`${help} for a list within that line`]);
});

test.each([
  '1. Enrol\n   - at the desk\n2. Wait',
  '- Lunch\n  - Soup\n    - Rice\n- Tea',
  ' - Lunch\n - Tea',
  'Steps\n\n 9. Enrol\n10. Come',
  '1. Enrol\n\n - Another list',
  '- One\n* Another list',
  '> - Lunch\n>   - Soup',
  '- Lunch\n\n  - Soup\n\n  - Rice',
])('leaves alone lists that stand as they are printed: %j', (answer) => {
  expect(said(answer)).toEqual([]);
});

test('tells a zero that a list does not keep, and an item without words', () => {
  expect(said('1. one\n2. two\n03. three')).toEqual(['3 stray-mark: write 3., or - 03\\. to keep the zero']);
  expect(said('- one\n-\n- three')).toEqual(['2 stray-mark: write its words behind it, or delete it']);
  expect(said('- one\n- 03\\. three\n- [x](#q)')).toEqual([]);
});

test('tells a star that explains another, and begins a list', () => {
  expect(said('Name* and address*\n\n* required')).toEqual(['3 ambiguous-marker: write \\* for the sign']);
  expect(said('Name and address\n\n* required')).toEqual([]);
});

test('tells a sign at the end of a heading that is not printed', () => {
  expect(said('## Courses in C #\n\nText')).toEqual(['1 ambiguous-marker: write \\# for the sign']);
  expect(said('## Courses in C ##\n\n### C# and F#\n\n## C \\#\n\nText')).toEqual([]);
});

test.each([
  ['* Closed on Monday*', '1 stray-mark: write *Closed on Monday*, without the blank'],
  ['The bath is * closed on Monday*, as ever.', '1 stray-mark: write *closed on Monday*, without the blank'],
  ['Please __never swim alone.', '1 stray-mark: write ** close to the words on both sides'],
  ['The bath is *closed on Monday * as ever.', '1 stray-mark: write *closed on Monday*, without the blank'],
  ['[Write](mailto: desk@pool.example)', '1 stray-mark: write [Write](mailto:desk@pool.example)'],
  ['Tickets &copy the pool', '1 stray-mark: write ©'],
  ['## Prices##', '1 stray-mark: delete it, or put a blank before it'],
  ['1/ Wash\n2/ Swim', '1 stray-mark: write 1. for each line of a list, or end each line with \\'],
  ['1 - Wash\n2 - Swim', '1 stray-mark: write 1. for each line of a list, or end each line with \\'],
  ['1-Wash\n2-Swim', '1 stray-mark: write 1. for each line of a list, or end each line with \\'],
  ['а) мыло\nб) мочалка', '1 stray-mark: write 1. for each line of a list, or end each line with \\'],
  ['ア．水着\nイ．帽子', '1 stray-mark: write 1. for each line of a list, or end each line with \\'],
  ['가. 수건\n나. 모자', '1 stray-mark: write 1. for each line of a list, or end each line with \\'],
  ['Read it at\n[a]: https://pool.example', '2 stray-mark: put a blank line above it'],
  ['1, wash\n2, swim', '1 stray-mark: write 1. for each line of a list, or end each line with \\'],
  [
    '[Ask](?q=1)',
    '1 unsafe-link: a link begins with https, http, mailto, tel or sms, or with # and the id of a question',
  ],
  ['> [!TIP]\n\nCome early.', '1 stray-mark: write > before each of its lines, right below it'],
  ['## ##\n\nThe pool', '1 stray-mark: write its words behind it, or delete it'],
  [
    'See https://pool.example/**prices**',
    '1 stray-mark: put a blank before the opening **, or write [words](<https://…>) for an address with stars in it',
  ],
])('tells a mark that stands alone: %j', (answer, help) => {
  expect(said(answer)).toEqual([help]);
});

test.each([
  'A ticket* is 5.\n\n*\\* for adults*',
  'Set __dirname and __proto before you go.',
  'My child is __ years old and weighs __kg.',
  'Length * width* height',
  '# Pool #',
  '## C#',
  'Адрес:\nг. Москва',
  'Rooms\n1, 2 and 3',
  'Tickets:\n3-day pass\nor 5-day pass',
  'A star *for adults * 2 = 4',
  'A is 3 * x* 4.',
])('leaves alone signs that are meant so: %j', (answer) => {
  expect(said(answer)).toEqual([]);
});

test.each([
  ['Bring\n- your ticket\n- your seat\nDo not bring\n- a dog', 4],
  ['- Soup\n- Tea\nEverything is free.', 3],
  ['1. Enrol\n2. Wait\n**Then** come in.', 3],
  ['- スープ\n- お茶\nすべて無料です。', 3],
  ['- This is an item of many words that fills all of its line.\nThe next sentence begins at the left.', 2],
])('tells a line that was to stand below a list: %j', (answer, line) => {
  expect(said(answer)).toEqual([`${line} joined-lines: put a blank line above it`]);
});

test.each([
  '- an item that goes on\nbelow its sign\n- Tea',
  '- ein Satz, der so lang ist, dass seine Zeile voll ist und das\nWort danach unten steht\n- Tee',
  '- Soup\n  With bread\n- Tea',
  '- Soup\n\nEverything is free.',
  '- Soup\n  - With bread\n  - Without\n- Tea',
  '> - Soup\n>   With bread\n> - Tea',
])('leaves alone lines that are a part of an item: %j', (answer) => {
  expect(said(answer)).toEqual([]);
});
