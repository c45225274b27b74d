import { expect, test } from 'vitest';
import { compileText } from '../prose/compileText.ts';

const questions = 'questions: [{id: q, question: Why?, answer: Yes.}]';

function said(lines: string): string[] {
  return compileText(lines)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, help }) => `${code}: ${help}`);
}

test.each([
  ['urgent: Call 112 now.', 'write `text: "Call 112 now."` on a line of its own below `urgent:`, further right'],
  ['disclaimer: No advice.', 'write `text: "No advice."` on a line of its own below `disclaimer:`, further right'],
  ['publisher: The Clinic', 'write `name: "The Clinic"` on a line of its own below `publisher:`, further right'],
  [
    'contact: {link: https://example.org, disclosure: We do.}',
    'write on lines of their own below `link:`, further right: `label: …` and `url: …`',
  ],
  ['contact: {phones: ["112"], disclosure: We do.}', 'write `- {label: …, number: 112}`'],
  [
    'reviewers: [{name: Jane}]',
    'begin each entry below `reviewers:` with a name of its own and a colon instead of `- `, as in `jane-doe:`',
  ],
  [
    'sources: [{title: A}]',
    'begin each entry below `sources:` with a name of its own and a colon instead of `- `, as in `smith-2020:`',
  ],
])('says how %s is written with its keys', (typed, help) => {
  expect(said(`title: T\n${typed}\n${questions}`)).toEqual([`wrong-type: ${help}`]);
});

test('says how a file begins that is a list or no YAML at all', () => {
  expect(said('- question: Why?\n  answer: Yes.\n')).toEqual([
    'wrong-type: write `title:` with a title on a line above the list, and `questions:` on the next',
  ]);
  expect(said('# My FAQ\n\n## Why?\n\nBecause.\n')).toEqual([
    'wrong-type: begin the file with `title:` and a title, and write `questions:` with a list of questions below it',
  ]);
});

test('says of a colour without quotes that it is a comment, and of a source that a year is enough', () => {
  expect(said(`title: T\ntheme:\n  accent: #0a5c5a\n${questions}`)).toEqual([
    'comment-in-text: put the text between quotes to publish all of it, or move the comment to a line of its own',
  ]);
  expect(said(`title: T\nsources: {a: {title: A, date: Spring 2021}}\n${questions}`)).toEqual([
    'invalid-date: write a year, a month or a day, as in 2026, 2026-03 or 2026-03-31',
  ]);
});
