import { expect, test } from 'vitest';
import { withMarkedQuestions } from '../../src/shapes/markedQuestions.ts';

test.each([
  ['Q: Is it far?', 'A: Two miles.'],
  ['**Q:** Is it far?', '**A:** Two miles.'],
  ['**Q**: Is it far?', '**A**: Two miles.'],
  ['**Q**. Is it far?', '**A**. Two miles.'],
  ['__Q1.__ Is it far?', '__A1.__ Two miles.'],
])('a mark before a question and its answer goes: %s', (question, answer) => {
  expect(withMarkedQuestions(`${question}\n\n${answer}`)).toBe('###### Is it far?\n\nTwo miles.');
});
