import { expect, test } from 'vitest';
import { withAskingLines, withMarkedQuestions } from '../../src/shapes/markedQuestions.ts';
import { recognisePlainText } from '../../src/shapes/plainText.ts';
import { withNumberedQuestions } from '../../src/texts/numberedLines.ts';

test.each([
  ['Q: Is it far?', 'A: Two miles.'],
  ['**Q:** Is it far?', '**A:** Two miles.'],
  ['**Q**: Is it far?', '**A**: Two miles.'],
  ['**Q**. Is it far?', '**A**. Two miles.'],
  ['__Q1.__ Is it far?', '__A1.__ Two miles.'],
])('a mark before a question and its answer goes: %s', (question, answer) => {
  expect(withMarkedQuestions(`${question}\n\n${answer}`)).toBe('###### Is it far?\n\nTwo miles.');
});

test('a line that asks is a question whatever its number, below a title in capitals', () => {
  const text =
    'GETTING HERE\n\n1. Is it far?\n   Two miles.\n(2) Is there a bus? It stops at nine.\n\nUSA\n\n3) Who drives?\n\n   OK';
  expect(withAskingLines(text)).toBe(
    '##### GETTING HERE\n\n###### 1. Is it far?\n   Two miles.\n(2) Is there a bus? It stops at nine.\n\n##### USA\n\n###### 3) Who drives?\n\n   OK',
  );
});

test('a question goes on up to its answer', () => {
  expect(
    withMarkedQuestions('Q: Is it far, if one walks\n   on foot?\nA: Two miles.\n   Or three.\nQ: Why?\nA: So.'),
  ).toBe('###### Is it far, if one walks on foot?\n\nTwo miles.\n   Or three.\n###### Why?\nSo.');
});

const askedIn = (text: string) =>
  recognisePlainText({ text, path: 'bus.txt', remarks: [] }).items.map(({ question, answer, group }) => ({
    question,
    answer,
    group,
  }));

test('a digest of news: the subjects ask, in their sections, and neither the head of the mail nor the contents does', () => {
  const text = `From: Ann <ann@bus.example>
Subject: Buses FAQ
Date: 1 May

Subject: Contents

1. Riding
   1.1. Is it far?
   1.2. My bus is late

---------

Subject: 1. Riding

On riding.

---------

Subject: 1.1. Is it far?

Two miles.

---------

Subject: 1.2. My bus is late

Wait.
`;
  expect(askedIn(text)).toEqual([
    { question: 'Is it far?', answer: 'Two miles.', group: 'Riding' },
    { question: 'My bus is late', answer: 'Wait.', group: 'Riding' },
  ]);
});

test('questions with the number of their section, below contents that name them by it', () => {
  const text = `Index

 Section 1. Riding
 Q1.1   Is it
 Q1.2   What is a ring

 Section 2. Paying
 Q2.1   Who pays?

=====

Section 1. Riding

 Q1.1   Is it
 Q1.2   What is a ring

-----

Question 1.1.  Is it far, or
is it near?

Two miles.

-----

Question 1.2.  What is a ring for

It stops the bus. See also
Q1.1 (is it far, or is it near?).

=====

Section 2. Paying

 Q2.1   Who pays?

-----

Question 2.1. Who pays?

You do.
`;
  expect(askedIn(text)).toEqual([
    { question: 'Is it far, or is it near?', answer: 'Two miles.', group: 'Riding' },
    {
      question: 'What is a ring for',
      answer: 'It stops the bus. See also\\\nQ1.1 (is it far, or is it near?).',
      group: 'Riding',
    },
    { question: 'Who pays?', answer: 'You do.', group: 'Paying' },
  ]);
});

test('numbers alone are those of questions where they count up, most of them ask, and answers stand between them', () => {
  const questions =
    '<1> Is it far\n    on foot?\n\n   Two miles.\n\n<2> My bus is late\n\n   Wait.\n\n<3> Who pays?\n   You do.\n';
  const expected = [
    { question: 'Is it far on foot?', answer: 'Two miles.' },
    { question: 'My bus is late', answer: 'Wait.' },
    { question: 'Who pays?', answer: 'You do.' },
  ];
  expect(askedIn(questions)).toEqual(expected);
  expect(askedIn(`1. Is it far\n   on foot?\n2. My bus is late\n3. Who pays?\n\n${questions}`)).toEqual(expected);
  for (const text of [
    '1. Is it far?\n2. Is it near?\n3. Who pays?\n',
    'How do I ride?\n\n1. Wait.\n\n   Here.\n\n2. Ring.\n\n   Twice.\n\n3. Sit down.\n\n   Now.\n',
    '1. Is it far?\n\nYes.\n\n3. Is it near?\n\nNo.\n\n7. Who pays?\n\nYou.\n',
  ])
    expect(withNumberedQuestions(text)).toBeNull();
});

test('lines that were broken at a margin flow again, and short ones stay', () => {
  const long = 'The bus leaves from the stop behind the station, in front of';
  const answer = `${long}\nthe shop with the green door.\n\nMain Street 5\n12345 Town`;
  expect(askedIn(`Where does it leave?\n\n${answer}`)).toMatchObject([
    { answer: `${long} the shop with the green door.\n\nMain Street 5\\\n12345 Town` },
  ]);
});
