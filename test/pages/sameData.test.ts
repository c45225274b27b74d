import { expect, test } from 'vitest';
import { isSameData } from '../../src/pages/pageInputs.ts';

const entry = { id: 'sting', related: [{ id: 'wasp' }], review: null, number: 3 };

test('plain data is the same where every part of it is, wherever it stands', () => {
  expect(isSameData(entry, structuredClone(entry))).toBe(true);
  expect(isSameData([entry, []], [structuredClone(entry), []])).toBe(true);
});

test.each([
  ['another text', { ...entry, id: 'bite' }],
  ['a part that is none any more', { ...entry, related: null }],
  ['a part that was none', { ...entry, review: {} }],
  ['one more in a list', { ...entry, related: [{ id: 'wasp' }, { id: 'bee' }] }],
  ['one less in a list', { ...entry, related: [] }],
  ['another in a list', { ...entry, related: [{ id: 'bee' }] }],
  ['one more key', { ...entry, short: 'Cold water.' }],
  ['one key less', { id: 'sting', related: [{ id: 'wasp' }], review: null }],
  ['a list in the place of an object', { ...entry, related: { 0: { id: 'wasp' } } }],
  ['a text in the place of a number', { ...entry, number: '3' }],
])('it is not with %s', (_, other) => {
  expect(isSameData(entry, other)).toBe(false);
  expect(isSameData(other, entry)).toBe(false);
});
