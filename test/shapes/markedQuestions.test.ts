import { expect, test } from 'vitest';
import { withAskingLines, withMarkedQuestions } from '../../src/shapes/markedQuestions.ts';

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
