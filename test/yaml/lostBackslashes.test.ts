import { describe, expect, it } from 'vitest';
import { compileText } from '../prose/compileText.ts';

function said(quoted: string): string[] {
  return compileText(`title: A\nquestions:\n  - question: What?\n    answer: ${quoted}\n`)
    .diagnostics.filter(({ code }) => ['lost-backslash', 'forbidden-character', 'yaml-syntax'].includes(code))
    .map(({ code, severity, help }) => `${severity} ${code}: ${help}`);
}

describe('a backslash between double quotes that was meant is told, with what to write', () => {
  it.each([
    [String.raw`"C:\temp\new"`, String.raw`put the text between single quotes: ${'`'}answer: 'C:\temp\new'${'`'}`],
    [
      String.raw`"It's in D:\notes\todo."`,
      String.raw`put the text between single quotes: ${'`'}answer: 'It''s in D:\notes\todo.'${'`'}`,
    ],
    [
      String.raw`"Open C:\notes.txt"`,
      String.raw`put the text between single quotes: ${'`'}answer: 'Open C:\notes.txt'${'`'}`,
    ],
    [
      String.raw`"See \\server\team\new"`,
      String.raw`write each backslash twice, as in ${'`'}\\server\\team\\new${'`'}`,
    ],
    [
      String.raw`"Open C:\temp.\nThen wait."`,
      String.raw`write each backslash twice, as in ${'`'}C:\\temp.\nThen${'`'}`,
    ],
    [
      String.raw`"Say \"yes\" in %APPDATA%\tools"`,
      String.raw`write each backslash twice, as in ${'`'}%APPDATA%\\tools${'`'}`,
    ],
    [String.raw`"\new"`, String.raw`put the text between single quotes: ${'`'}answer: '\new'${'`'}`],
    [String.raw`"in \temp"`, String.raw`put the text between single quotes: ${'`'}answer: 'in \temp'${'`'}`],
    [String.raw`"3 \times 5"`, String.raw`put the text between single quotes: ${'`'}answer: '3 \times 5'${'`'}`],
    [String.raw`"my\_file"`, String.raw`put the text between single quotes: ${'`'}answer: 'my\_file'${'`'}`],
    [
      String.raw`"C:\Program Files"`,
      String.raw`put the text between single quotes: ${'`'}answer: 'C:\Program Files'${'`'}`,
    ],
  ])('%s', (quoted, help) => expect(said(quoted)).toEqual([`warning lost-backslash: ${help}`]));

  it.each([String.raw`"\beta"`, String.raw`"C:\files"`, String.raw`"\frac{1}{2}"`])(
    'as an error where it makes a sign that may stand nowhere: %s',
    (quoted) =>
      expect(said(quoted)).toEqual([expect.stringMatching(/^error lost-backslash: put the text between single/)]),
  );

  it('in questions and in texts of lists, too', () => {
    const yaml = String.raw`title: A
questions:
  - question: "Where is C:\temp\new?"
    answer: There.
    keywords: ["C:\temp"]`;
    const codes = compileText(yaml).diagnostics.filter(({ code }) => code === 'lost-backslash');
    expect(codes.map(({ help }) => help)).toEqual([
      String.raw`put the text between single quotes: ${'`'}question: 'Where is C:\temp\new?'${'`'}`,
      String.raw`put the text between single quotes: ${'`'}- 'C:\temp'${'`'}`,
    ]);
  });
});

it.each([
  String.raw`"One.\nTwo."`,
  String.raw`"one\ntwo\n\nthree"`,
  String.raw`"Name\tDose\nA\t5 mg"`,
  String.raw`"Vitamin C:\nfish\nmilk."`,
  String.raw`"Hepatitis C:\n- rest\n- water"`,
  String.raw`"Option A:\tshort"`,
  String.raw`"5\u00a0mg, she \"knows\""`,
  String.raw`"5\_mg"`,
  String.raw`"C:\\temp\\new"`,
  String.raw`"\\*5 mg"`,
  String.raw`"Wait...\nthen go"`,
  String.raw`"and\/or"`,
  String.raw`"A\r\nB"`,
  String.raw`"\\alpha\nNext"`,
  "'C:\\temp\\new'",
  'C:\\temp\\new',
  '|\n      C:\\temp\\new',
])('an honest escape stays silent: %j', (quoted) => expect(said(quoted)).toEqual([]));
