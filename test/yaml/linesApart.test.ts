import { describe, expect, it } from 'vitest';
import { compileText } from '../prose/compileText.ts';

const inLines = (lines: readonly string[]): string => lines.map((line) => `\n      ${line}`).join('');

/** What is said of an answer of these lines: each with its line in the answer, and the help. */
function said(lines: readonly string[], sign = ' |'): string[] {
  const yaml = `title: A\nquestions:\n  - question: What?\n    answer:${sign}${inLines(lines)}\n`;
  return compileText(yaml)
    .diagnostics.filter(({ code }) => ['joined-lines', 'stray-mark'].includes(code))
    .map(({ message, help }) => `${/`([^`]*)`[^`]*$/.exec(message)?.[1]}: ${help}`);
}

const help = 'write \\ at the end of each line but the last, or `- ` at the start of each';

describe('lines that a browser would join are told', () => {
  it.each([
    ['Tue 9-5', ['Mon 9-5', 'Tue 9-5']],
    ['Sat closed', ['We open:', 'Mon–Fri 9:00–17:00', 'Sat closed']],
    ['Sa 9-12 Uhr', ['Mo.-Fr. 8-18 Uhr', 'Sa 9-12 Uhr']],
    ['mardi : 9 h', ['lundi : 9 h', 'mardi : 9 h']],
    ['下午：14:00－17:00', ['上午：8:00－12:00', '下午：14:00－17:00', '周末：休息']],
    ['周六 9:00', ['周一至周五 9:00', '周六 9:00']],
    ['12 High Street', ['The Clinic', '12 High Street', 'London N1 2AB']],
    ['12 High Street', ['Write to us:', 'The Clinic', '12 High Street', 'London N1 2AB', '', 'More.']],
    ['12 High Street', ['- The Clinic', '  12 High Street', '  London N1 2AB']],
    ['12 High Street', ['> The Clinic', '> 12 High Street', '> London N1 2AB']],
    ['Nausea', ['Headache', 'Nausea', 'Fever']],
    ['Step 2: Dry them well.', ['Step 1: Wash both hands.', 'Step 2: Dry them well.']],
    ['Schritt 2 – abtrocknen', ['So geht es:', 'Schritt 1 – waschen', 'Schritt 2 – abtrocknen']],
    ['020 7946 0018', ['jane from the pool', 'jane@pool.example', '020 7946 0018']],
    ['Fax: 020 7946 0019', ['Tel.: 020 7946 0018', 'Fax: 020 7946 0019']],
    ['www.pool.example', ['desk@pool.example', 'www.pool.example']],
    ['Saturday: 10 a.m. – 2 p.m.', ['Monday to Friday: 9 a.m. – 5 p.m.', 'Saturday: 10 a.m. – 2 p.m.']],
    ['Saturday 10-2', ['Monday through Friday 9-5', 'Saturday 10-2']],
    ['Zaterdag gesloten', ['Maandag t/m vrijdag 9.00-17.00', 'Zaterdag gesloten']],
    ['Le samedi : 9 h', ['Du lundi au vendredi : 8 h', 'Le samedi : 9 h']],
    ['1.2 Others do not.', ['1. Scope', '   1.1 These terms apply.', '   1.2 Others do not.']],
    ['A: Yes, on the day itself.', ['Q: May I drive home?', 'A: Yes, on the day itself.']],
  ])('%s', (first, lines) => expect(said(lines)).toEqual([`${first}: ${help}`]));

  it('with tabs between their cells, as a table', () => {
    expect(said(['Name\tDose', 'A\t5 mg'])).toEqual([
      'A 5 mg: begin and end each line with |, put | in the place of each tab, and write | --- | --- | below the first line, with --- for each column',
    ]);
  });

  it('once, where YAML joins some and Markdown would join others', () => {
    expect(said(['Mon-Fri: 9-17', '', 'Sat: 10-14', 'Sun: closed'], ' >')).toEqual([
      'Sun: closed: write `answer: |` and the text below it, with \\ at the end of each of these lines, or `- ` at the start of each',
    ]);
  });

  it('where YAML joins them, too', () => {
    for (const sign of ['', ' >'])
      expect(said(['The Clinic', '12 High Street', 'London N1 2AB'], sign)).toEqual([
        '12 High Street: write `answer: |` and the text below it, with \\ at the end of each of these lines, or `- ` at the start of each',
      ]);
  });
});

it.each([
  [['Mon 9-5\\', 'Tue 9-5']],
  [['It holds Vitamin 1 and', 'Vitamin 2 besides.']],
  [['Step 1: Wash.', 'Step 1: Dry.']],
  [['Ask at Ward 4.', 'Ward 6 is closed.']],
  [['Mon 9-5  ', 'Tue 9-5']],
  [['Mon 9-5,', 'Tue 9-5']],
  [['- Mon 9-5', '- Tue 9-5']],
  [['The Clinic\\', '12 High Street\\', 'London N1 2AB']],
  [['a) one\\', 'b) two']],
  [['So take two tablets with some water', 'Do not take three of them']],
  [['Nehmen Sie zwei Tabletten', 'Paracetamol mit einem', 'Glas Wasser ein.']],
  [['We open on', 'Monday and on', 'Tuesday.']],
  [['Two short', 'Lines']],
  [['One\ttab alone']],
  [['| Name | Dose |', '| --- | --- |', '| A | 5 mg |']],
  [['One.', '', 'Two', '', 'Three']],
])('nothing is said of %j', (lines) => {
  expect(said(lines)).toEqual([]);
});
