import { expect, test } from 'vitest';
import { compileText, complaintsOf } from '../prose/compileText.ts';

/** Two questions, the first as given; the second has the ids and words that a stand-in could be taken for. */
const withFirst = (first: string, rest = '') => `title: Bees
url: https://example.org/
questions:
  - ${first.replaceAll('\n', '\n    ')}
  - id: missing
    question: Is anything missing?
    answer: See https.
${rest}`;

test.each([
  ['a related id', 'id: a\nquestion: What?\nanswer: x\nrelated: [""]', ['empty-value 7:15']],
  [
    'an id, whose words would make the other one',
    'id: Not_One\nquestion: missing\nanswer: See [this](#not-one).',
    ['invalid-id 4:9'],
  ],
  ['two broken ids', 'id: A_B\nquestion: What?\nanswer: x\n', ['invalid-id 4:9']],
  ['a question', 'id: a\nquestion: ""\nanswer: x', ['empty-value 5:5']],
  ['a question without an id', 'question: ""\nanswer: x', ['empty-value 4:5']],
  ['an answer', 'id: a\nquestion: What?\nanswer: ""', ['empty-value 6:5']],
  ['a keyword', 'id: a\nquestion: What?\nanswer: x\nkeywords: [{a: b}]', ['wrong-type 7:16']],
])('no stand-in for %s is compared with what the author wrote', (_, first, expected) => {
  expect(complaintsOf(compileText(withFirst(first)))).toEqual(expected);
});

test.each([
  ['a source', 'sources: {missing: {title: A, date: x}}', ['invalid-date 10:37']],
  ['a translation', 'translations: [{language: de}]', ['missing-key 10:16']],
  ['the address of a translation', 'translations: [{language: de, url: "a b"}]', ['invalid-address 10:36']],
  ['the language of one', 'translations: [{language: "", url: ../de/}]', ['empty-value 10:17']],
  ['a related page', 'related: [{title: A, url: missing.invalid}]', ['invalid-address 10:27']],
  ['an origin', 'policy: {origins: [missing]}', ['invalid-origin 10:20']],
  ['the disclosure', 'contact: {phone: +1 555 010 0199, disclosure: ""}', ['empty-value 10:35']],
  ['the policy', 'policy: {citations: somewhat}\nsources: {a: {title: A}}', ['invalid-value 10:21']],
  [
    'the day on which a source was opened',
    'policy: {sourcesEvery: 6 months}\nsources: {a: {title: A, checked: x}}',
    ['invalid-date 11:34'],
  ],
])('nothing is said because %s could not be read', (_, rest, expected) => {
  expect(complaintsOf(compileText(withFirst('id: a\nquestion: What?\nanswer: x', rest)))).toEqual(expected);
});

test('without an address that can be read, nothing is said of having none', () => {
  const yaml = withFirst('id: a\nquestion: What?\nanswer: x').replace('https://', '');
  expect(compileText(yaml).diagnostics.map(({ code }) => code)).toEqual(['invalid-address']);
});
