import { describe, expect, it } from 'vitest';
import { compileText, complaintsOf } from '../prose/compileText.ts';

function said(answer: string): string[] {
  return complaintsOf(compileText(`title: A\nquestions:\n  - question: What?\n    answer:${answer}`));
}

const inLines = (...lines: string[]): string => lines.map((line) => `\n      ${line}`).join('');

describe('a text whose lines YAML joins is told at the sign or the key', () => {
  it.each([
    ['Bring:', '- a card', '- a towel'],
    ['1. Open it', '2. Wait'],
    ['Bring:', '* a card'],
    ['Bring:', '• a card', '• a towel'],
    ['| a | b |', '| --- | --- |', '| 1 | 2 |'],
    ['First words.', '## Then', 'more'],
    ['Words', '> [!NOTE]', '> Hot'],
    ['She said:', '> It helped.', '> A lot.'],
    ['Dose', '----', '5 mg'],
    ['Type', '```', 'npm', '```'],
    ['First.', '', 'Bring:', '- a card'],
    ['- a card', '- a towel'],
    ['The jury looks at:', 'a) style', 'b) method'],
    ['(1) Ring', '(2) Wait'],
    ['①受付', '②会計'],
  ])('behind >: %j %j', (...lines) => {
    for (const sign of ['>', '>-', '>+']) expect(said(` ${sign}${inLines(...lines)}\n`)).toEqual(['joined-lines 4:13']);
    expect(said(` |${inLines(...lines)}\n`)).not.toContain('joined-lines 4:13');
  });

  it.each([
    ['without a sign', inLines('A cup.', '- one', '- two')],
    ['on the line of the key', ' A cup\n      - one\n      - two'],
    ['between double quotes', ' "Bring:\n      - one\n      - two"'],
    ['between single quotes', " 'Bring:\n      1. one\n      2. two'"],
    ['with steps', inLines('1. one', '2. two')],
    ['with a list among sentences', inLines('Tea.', '', '- one', '- two', '', 'Coffee has more.')],
  ])('%s', (_, text) => expect(said(`${text}\n`)).toEqual(['joined-lines 4:5']));

  it('in every text of Markdown, and in no other', () => {
    const list = ' >\n    Bring\n    - one\n    - two\n';
    const yaml = `title: A\ndescription:${list}disclaimer:\n  text:${list}urgent:\n  text:${list}questions:\n  - {question: What?, answer: That.}\n`;
    expect(complaintsOf(compileText(yaml)).filter((entry) => entry.startsWith('joined'))).toHaveLength(2);
  });
});

describe('nothing is said of lines that are one sentence', () => {
  it.each([
    ['It lasts from 10', '- 20 minutes at most.'],
    ['It opened on', '24. December and', 'closed in May.'],
    ['The limit is', '> 5 mg a day.'],
    ['One.', '', '- two', '', '- three'],
    ['Bring:', '  - one', '  - two'],
    ['One line', 'and another.'],
    ['The #1 cause', '#1 in the world'],
    ['INR', '-5 to 7'],
  ])('%j %j', (...lines) =>
    expect(said(` >${inLines(...lines)}\n`).filter((entry) => entry.startsWith('joined'))).toEqual([]),
  );
});

it('tells hours that YAML joins, which `|` keeps in lines', () => {
  const hours = (sign: string): string =>
    `title: A\ncontact:\n  phone: "112"\n  disclosure: We.\n  hours:${sign}\n    Mon-Fri 9-17\n    Sat 10-12\nquestions:\n  - question: What?\n    answer: It.\n`;
  const [told] = compileText(hours(' >')).diagnostics.filter(({ code }) => code === 'joined-lines');
  expect(told?.help).toBe('write `hours: |` and the text below it: then each line stays one');
  expect(complaintsOf(compileText(hours(' |')))).toEqual([]);
});

it('says once of counted lines in Chinese that they are joined, and leaves dashes of a sentence alone', () => {
  expect(said(` >${inLines('需要：', '（1）护照', '（2）照片')}\n`)).toEqual(['joined-lines 4:13']);
  expect(said(` >${inLines('Возьмите:', '— паспорт;', '— полис.')}\n`)).toEqual(['joined-lines 4:13']);
  expect(said(` >${inLines('The hall — once a church', '— is open, and so is the yard', '— if dry.')}\n`)).toEqual([]);
  expect(said(` >${inLines('The hall – once a church', '– is open, and so is the yard', '– if dry.')}\n`)).toEqual([]);
});
