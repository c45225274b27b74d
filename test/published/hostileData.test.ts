import { expect, test } from 'vitest';
import { compileSigned, filesOf, verifyInMemory } from '../signedSite.ts';

/** What a published faq.json holds, whoever wrote it, is judged or refused, and never a reason to break off. */

const site = filesOf(
  compileSigned(
    'title: Coffee\nquestions: [{id: cup, question: How much?, answer: 95 mg.}]\nreviewers: {doe: {name: Jane Doe}}\n',
    ['cup'],
  ),
);
const data = JSON.parse(site['faq.json'] ?? '');
const [section] = data.sections;
const [question] = section.questions;
/** Has no text of its own: whoever asks for one gets an error. */
const textless = { toString: 1 };
const withQuestion = (more: object) => ({ ...data, sections: [{ ...section, questions: [{ ...question, ...more }] }] });

test.each([
  ['no language', 1, { ...data, language: '!' }],
  ['a language that is no text', 1, { ...data, language: textless }],
  ['an id that is no text', 1, withQuestion({ id: textless, more: 1 })],
  ['an old id that is no text', 0, withQuestion({ formerly: [textless] })],
  ['a state that is no text', 1, withQuestion({ review: { state: textless } })],
  ['an origin that is no text', 1, withQuestion({ origin: { kind: textless, by: textless } })],
  ['entries that are none', 1, { format: 1, sections: [null, 1, { questions: 5 }, { questions: [null, { id: {} }] }] }],
])('%s', async (_, expected, altered) => {
  const { exitCode, stderr } = await verifyInMemory({ ...site, 'faq.json': `${JSON.stringify(altered, null, 2)}\n` });
  expect([exitCode, stderr.includes('error[')]).toEqual([expected, expected === 1]);
});
