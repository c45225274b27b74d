import { expect, test } from 'vitest';
import { recogniseMarkdown } from '../../src/shapes/markdownText.ts';

const askedIn = (text: string, path = 'bus.md') =>
  recogniseMarkdown({ text, path, remarks: [], folder: null }).items.map(({ question, answer, line }) => ({
    question,
    answer,
    line,
  }));

test('each table of a list in TOML is a question, with texts of several lines', () => {
  const text = `+++
title = "Buses"

[extra]
map = true

[[extra.faq]]
question = "Is it far?"
answer = """
Two miles.

Or **3**.
"""

[[extra.faq]]
question = 'Who pays?' # nobody
answer = "You.\\nAnd I."
+++
`;
  expect(askedIn(text)).toMatchObject([
    { question: 'Is it far?', answer: 'Two miles.\n\nOr **3**.' },
    { question: 'Who pays?', answer: 'You. And I.', line: 15 },
  ]);
});

test('a heading that answers the one above it asks nothing', () => {
  const text = '# Buses\n\n#### Q: Is it far?\n#### A: Two miles.\n\n#### Q: Who pays?\n#### A: You.\n';
  expect(askedIn(text)).toMatchObject([
    { question: 'Is it far?', answer: 'Two miles.' },
    { question: 'Who pays?', answer: 'You.' },
  ]);
});

test('comments of MDX are not shown', () => {
  const text = '## Is it far?\n\n{/* for\nnobody */}\nTwo miles.\n\n## Who pays?\n\nYou{/* all */}.\n';
  expect(askedIn(text, 'bus.mdx')).toMatchObject([{ answer: 'Two miles.' }, { answer: 'You.', line: 7 }]);
});
