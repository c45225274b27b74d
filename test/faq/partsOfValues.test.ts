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
    'write on lines of their own below `link:`, further right: `label: …` and `url: https://example.org`',
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

test.each([
  [
    'questions:\n  ticket:\n    question: Why?\n    answer: Yes.\n  seat:\n    question: How?\n    answer: No.',
    'write `- id: ticket` in the place of `ticket:`, its other keys as far right as `id`, and so each',
  ],
  [
    'questions:\n  Ticket sale:\n    question: Why?\n    answer: Yes.',
    'write `- question: …` in the place of `Ticket sale:`, its other keys as far right as `question`, and so each',
  ],
  [
    'sections:\n  trains:\n    title: Trains\n    questions:\n      - {question: Why?, answer: Yes.}',
    'write `- id: trains` in the place of `trains:`, its other keys as far right as `id`, and so each',
  ],
])('shows the list in the place of %j', (typed, help) => {
  expect(said(`title: T\n${typed}\n`)).toEqual([`wrong-type: ${help}`]);
});

test.each([
  ['https://rail.example/fares', 'write `rail: {url: "https://rail.example/fares"}`'],
  ['Tariff of 2025, part B', 'write `rail: {title: "Tariff of 2025, part B"}`'],
])('shows the source that is %s alone', (typed, help) => {
  const faq = 'title: T\nquestions: [{id: q, question: Why?, answer: "Yes [@rail]."}]';
  expect(said(`${faq}\nsources:\n  rail: ${typed}\n`)).toEqual([`wrong-type: ${help}`]);
});

test.each([
  ['7 June 2025', '`2025-06-07`: the year, the month, the day'],
  ['Jun. 7th, 2025', '`2025-06-07`: the year, the month, the day'],
  ['7. Juni 2025', '`2025-06-07`: the year, the month, the day'],
  ['samedi 7 juin 2025', '`2025-06-07`: the year, the month, the day'],
  ['7 de junio de 2025', '`2025-06-07`: the year, the month, the day'],
  ['7 июня 2025 г.', '`2025-06-07`: the year, the month, the day'],
  ['2025年6月7日', '`2025-06-07`: the year, the month, the day'],
  ['2025년 6월 7일', '`2025-06-07`: the year, the month, the day'],
  ['7 listopada 2025', '`2025-11-07` or `2025-10-07`: the year, the month, the day'],
  ['June 2025', 'the day as well, as in `2025-06-01`'],
  ['31 June 2025', 'the year, the month and the day, as in 2026-03-31'],
  ['7 June or 8 June 2025', 'the year, the month and the day, as in 2026-03-31'],
])('writes the day that `updated: %s` names', (typed, day) => {
  const faq = `title: T\nquestions: [{id: q, question: Why?, answer: Yes., updated: "${typed}"}]`;
  expect(said(faq)).toEqual([`invalid-date: write ${day}`]);
});

test.each([
  ['June 2024', '`2024-06`: the year, the month'],
  ['7 June 2024', '`2024-06-07`: the year, the month, the day'],
  ['Summer 2024', 'a year, a month or a day, as in 2026, 2026-03 or 2026-03-31'],
])('writes the date of a source that is %s', (typed, day) => {
  const faq = 'title: T\nquestions: [{id: q, question: Why?, answer: "Yes [@rail]."}]';
  expect(said(`${faq}\nsources:\n  rail: {title: Rail, date: ${typed}}\n`)).toEqual([`invalid-date: write ${day}`]);
});

test('writes an id where two questions make the same', () => {
  const asked = (words: string) => `  - question: ${words}\n    answer: Yes.\n`;
  const help = (free: string) =>
    `duplicate-id: its words make the same id as those of the other: write an id of its own below it, as in \`id: ${free}\``;
  expect(said(`title: T\nquestions:\n${asked('A or A+')}${asked('A or A-?')}`)).toEqual([help('a-or-a-2')]);
  expect(said(`title: T\nquestions:\n  - id: a\n    question: B\n    answer: Yes.\n${asked('A')}`)).toEqual([
    help('a-2'),
  ]);
  expect(said(`title: T\nquestions:\n${asked('A')}  - id: a\n    question: B\n    answer: Yes.\n`)).toEqual([
    'duplicate-id: give one of the two another `id`: every anchor and every page needs its own',
  ]);
});
