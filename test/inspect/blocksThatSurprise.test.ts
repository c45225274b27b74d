import { describe, expect, it } from 'vitest';
import { compileText, complaintsOf, pageOf } from '../prose/compileText.ts';

const indent = (answer: string): string => answer.replaceAll(/^(?=.)/gm, '      ');

/** What is told of an answer, each with its line and column in the answer. */
function told(answer: string): string[] {
  const yaml = `title: A\npolicy: {citations: off}\nurl: https://example.org/\nquestions:\n  - question: What?\n    answer: |\n${indent(answer)}\nsources:\n  Smith2020: {title: W}\n`;
  return complaintsOf(compileText(yaml)).map((said) =>
    said.replace(/(\d+):(\d+)$/, (_, line, column) => `${Number(line) - 6}:${Number(column) - 6}`),
  );
}

function helpOf(answer: string): string[] {
  return compileText(
    `title: A\npolicy: {citations: off}\nurl: https://example.org/\nquestions:\n  - question: What?\n    answer: |\n${indent(answer)}\n`,
  ).diagnostics.flatMap(({ message, help }) => [message, help ?? '']);
}

const table = '| Age | Dose |\n| --- | --- |\n| 1-5 | 5 mg |\n';

describe('a line right below a table', () => {
  it.each([
    ['a sentence', `${table}Never take more than this.`, '4:1'],
    ['two lines', `${table}Never take more\nthan this.`, '4:1'],
    ['bold words', `${table}**Never** take more.`, '4:1'],
    ['a link', `${table}[The leaflet](https://example.org) says so.`, '4:1'],
    ['a note', `${table}\\* with food`, '4:1'],
    ['a citation', `${table}[@Smith2020]`, '4:1'],
    ['words in CJK', `${table}不要超过。`, '4:1'],
    ['below a table in a quotation', '> | a | b |\n> | - | - |\n> | 1 | 2 |\n> More.', '4:3'],
    ['below a table in a list', '- Doses:\n\n  | a | b |\n  | - | - |\n  | 1 | 2 |\n  More.', '6:3'],
    ['below a table without bars at its ends', 'a | b\n- | -\n1 | 2\nMore.', '4:1'],
    ['with a bar in it', `${table}Take 1 | 2 tablets.`, '4:1'],
    ['with a bar, and a row below', `${table}Take 1 | 2 tablets.\n| 6 | 7 |`, '4:1'],
  ])('%s', (_, answer, place) => expect(told(answer)).toEqual([`text-below-table ${place}`]));

  it.each([
    ['a blank line', `${table}\nNever take more.`],
    ['a row with fewer cells', `${table}| 6-10 |`],
    ['a heading', `${table}## Then`],
    ['a list', `${table}- more`],
    ['a table without bars at its ends', 'a | b | c\n- | - | -\n1 | 2'],
    ['rows that have no bars at their ends', '| a | b |\n| - | - |\n1 | 2\n3 | 4'],
    ['nothing', table],
  ])('but not %s', (_, answer) => expect(told(answer).filter((entry) => entry.startsWith('text-below'))).toEqual([]));

  it('says which it is', () => {
    expect(helpOf(`${table}More.`)[0]).toMatch(/^a blank line is missing above: /);
    expect(helpOf(`${table}1 | 2`)[0]).toMatch(/is taken for a row/);
  });
});

describe('a row of dashes with another number of columns than the first row', () => {
  it.each([
    ['| Drink | mg |\n| --- |\n| Tea | 40 |', 'has 1 column, but the first row has 2', '| --- | --- |'],
    ['| Drink | mg |\n|---|---|---|\n| Tea | 40 |', 'has 3 columns, but the first row has 2', '| --- | --- |'],
    ['| A | B | C |\n| --- | --- |\n| 1 | 2 | 3 |', 'has 2 columns, but the first row has 3', '| --- | --- | --- |'],
    ['| A | B |\n|:---|\n| 1 | 2 |', 'has 1 column, but the first row has 2', '| --- | --- |'],
    ['Doses:\n| A | B |\n|---|\n| 1 | 2 |', 'has 1 column, but the first row has 2', '| --- | --- |'],
    ['- | A | B |\n  |---|\n  | 1 | 2 |', 'has 1 column, but the first row has 2', '| --- | --- |'],
    ['> | A | B |\n> |---|\n> | 1 | 2 |', 'has 1 column, but the first row has 2', '| --- | --- |'],
    ['A | B | C\n--- | ---\n1 | 2 | 3', 'has 2 columns, but the first row has 3', '| --- | --- | --- |'],
    ['| A \\| B | C |\n| --- |\n| 1 | 2 |', 'has 1 column, but the first row has 2', '| --- | --- |'],
    ['a | b\n---|\n1 | 2', 'has 1 column, but the first row has 2', '| --- | --- |'],
    ['| A |\n| --- | --- |\n| 1 |', 'has 2 columns, but the first row has 1', '| --- |'],
    ['| A | B |\n| - |\n\nMore.', 'has 1 column, but the first row has 2', '| --- | --- |'],
    ['**Doses**\n\n| A | B |\n| ----- |', 'has 1 column, but the first row has 2', '| --- | --- |'],
  ])('%j', (answer, fact, row) => {
    const said = helpOf(answer);
    expect(said).toEqual([expect.stringContaining(`the row of dashes ${fact}`), `write \`${row}\` in its place`]);
  });
});

describe('code that never ends', () => {
  it.each([
    ['```\nnpm install\n\nMore words.', '1:1'],
    ['Type:\n\n```sh\nnpm install\n\nMore.', '3:1'],
    ['Type:\n```\nnpm', '2:1'],
    ['~~~\nnpm', '1:1'],
    ['```\nnpm\n``', '1:1'],
    ['````\nnpm\n```\n', '1:1'],
    ['```\nnpm\n~~~', '1:1'],
    ['```\nnpm\n``` and more', '1:1'],
    ['```', '1:1'],
    ['```\nnpm\n```\n\nMore.\n\n```\nnpm', '7:1'],
    ['- Type:\n\n  ```\n  npm\n\nMore.', '3:3'],
    ['> ```\n> npm\n\nMore.', '1:3'],
  ])('%j', (answer, place) => expect(told(answer)).toContain(`unclosed-code ${place}`));

  it.each([
    '```\nnpm\n```',
    '```sh\nnpm\n```\n\nMore.',
    '~~~\nnpm\n~~~~~',
    '````\n```\n````',
    '```\n```',
    '- Type:\n\n  ```\n  npm\n  ```\n- More.',
    '> ```\n> npm\n> ```',
    '    npm',
    '```\nnpm\n   ```',
  ])('but not %j', (answer) => expect(told(answer).join()).not.toContain('unclosed-code'));
});

describe('hyphens that make a heading of a sentence', () => {
  it.each([
    ['Never take more than two a day!\n---', '2:1'],
    ['Bring all of these things with you:\n---\nA card.', '2:1'],
    ['Never take more\nthan two a day\n---', '3:1'],
    ['Never take more.\n===', '2:1'],
    ['One, two,\nand three.\n=====', '3:1'],
    ['每天不要超过两片药！\n---', '2:1'],
    ['Call 112 when you cannot breathe!\n------', '2:1'],
    ['It helps at once!\nIt does.\nReally!\n---', '4:1'],
    ['- Never take more than two a day!\n  ---', '2:3'],
    ['> Never take more than two a day!\n> ---', '2:3'],
    ['Words.\n\nNever take more than two!\n---\n\nWords.', '4:1'],
    ['From 5\n-\n10 mg', '2:1'],
  ])('%j', (answer, place) => expect(told(answer)).toEqual([`ambiguous-marker ${place}`]));

  it.each([
    'Doses\n-----',
    'Warning!\n---',
    'Is it safe?\n---',
    'Contents:\n---',
    'A sentence ends.\n---\nAnother.',
    'A sentence ends!\n\n---\n\nAnother.',
    'Title\n===',
    '## Never take more than two a day!',
  ])('but not %j', (answer) => expect(told(answer)).toEqual([]));
});

describe('a number at the start of a line that cuts a sentence', () => {
  it.each([
    ['On call from\n1. May to the end of June.', '2:1'],
    ['We open again on\n1. September.', '2:1'],
    ['Take part\n1. of the kit.', '2:1'],
    ['The clinic moves on the\n1. of May', '2:1'],
    ['From Monday,\n1. June, we close.', '2:1'],
    ['Ab dem\n1. Mai geschlossen.', '2:1'],
    ['Words.\n\nSince\n1. May 2020 it is so.', '4:1'],
    ['See page\n1) of it', '2:1'],
    ['- open from\n  1. May', '2:3'],
    ['> open from\n> 1. May', '2:3'],
    ['As of **Monday**\n1. May', '2:1'],
    ['从五月\n1. 日起', '2:1'],
  ])('%j', (answer, place) => expect(told(answer)).toEqual([`ambiguous-marker ${place}`]));

  it.each([
    'Do this:\n1. Wait',
    'Do this.\n1. Wait',
    'Bring\n1. a card\n2. a towel',
    'Bring these\n\n1. a card',
    '1. May',
    'Is it so?\n1. Yes',
    '- one\n- two\n  1. three\n  2. four',
  ])('but not %j', (answer) => expect(told(answer)).toEqual([]));
});

describe('a citation that is never closed, whatever its key', () => {
  it.each([
    'A [@Smith2020 b',
    'A [@smith-2020',
    'A [@smith_2020a, p. 5',
    'A [@DBLP:journals/x b',
    'A [@müller2020 b',
    'A [@中文2020 b',
    'A [@_x b',
    'A [@2020a b',
    '- A [@Smith2020 b',
    '> A [@Smith2020 b',
    '| a | b |\n| - | - |\n| c [@Smith2020 | d |',
    'A [see @Smith2020 b',
    '**A [@Smith2020** b',
  ])('%j', (answer) => expect(told(answer)).toEqual([expect.stringMatching(/^malformed-citation /)]));
});

describe('a source that is named without its brackets', () => {
  it.each([
    ['As @Smith2020 says, rest.', '1:4'],
    ['Rest (@Smith2020).', '1:7'],
    ['Rest [see @Smith2020.', '1:6'],
  ])('%s', (answer, place) => expect(told(answer)).toContain(`malformed-citation ${place}`));

  it.each([
    'Rest [@Smith2020].',
    'Rest, as @Jones2019 says [@Smith2020].',
    'Write to a@Smith2020.example [@Smith2020].',
    'Type `@Smith2020` [@Smith2020].',
  ])('not %s', (answer) => expect(told(answer)).toEqual([]));
});

describe('formulas of TeX that would lose their backslashes', () => {
  it.each([
    ['Take \\(a^2\\) of it.', '1:6'],
    ['\\[\\frac{1}{2}\\]', '1:1'],
    ['It is \\(x_1 = 5\\).', '1:7'],
  ])('%s', (answer, place) => expect(told(`${answer} [@Smith2020]`)).toEqual([`stray-mark ${place}`]));

  it.each(['Take it \\(see below\\).', 'Write `\\(a^2\\)`.', 'Tick \\[x\\].'])('not %s', (answer) =>
    expect(told(`${answer} [@Smith2020]`)).toEqual([]),
  );
});

describe('backslashes that would vanish from the middle of a pattern or behind a key', () => {
  it.each([
    ['A code is \\d+\\.\\d+ long.', '1:11'],
    ['Files of [a-z]+\\.png are kept.', '1:10'],
    ['Press Ctrl+\\, and wait.', '1:7'],
  ])('%s', (answer, place) => expect(told(`${answer} [@Smith2020]`)).toEqual([`stray-mark ${place}`]));

  it.each([
    'Save it as C:\\pool\\_old\\plan.png or in ..\\plans\\[x].',
    'It opens at 9\\.30 for 5\\+ people, e\\.g\\. \\*you\\*, a\\_b and **1**\\.5.',
    'Write `\\d+\\.\\d+`, or \\\\d+\\\\.',
    'Do it\\\nnow.',
  ])('not %s', (answer) => expect(told(`${answer} [@Smith2020]`)).toEqual([]));
});

it('a bar in code within a table is one slip', () => {
  expect(told('| Code | Use |\n| --- | --- |\n| `a | b` | pipe |')).toEqual(['table-cells 3:1']);
});

describe('the day of a month that begins a line', () => {
  const printedAs = (answer: string): string =>
    pageOf(
      compileText(`title: A\nquestions:\n  - id: q\n    question: What?\n    answer: |\n${indent(answer)}\n`),
      'q.html',
    );

  it.each([
    '12. Mai 2026 ist die Praxis geschlossen.',
    '24. prosince máme zavřeno.',
    '2. januar holder vi stengt.',
    '3. Okt. ist frei.',
  ])('is no list: %s', (answer) => expect(printedAs(answer)).toContain(`<p>${answer}</p>`));

  it.each(['1. Wash your hands.', '1. Mayor of the town', '12. Mai: zu\n13. Mai: offen'])('%j is one', (answer) =>
    expect(printedAs(answer)).toContain('<ol'),
  );
});
