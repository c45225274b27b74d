import { expect, it } from 'vitest';
// @ts-expect-error: what the bundle takes in is plain JavaScript.
import { LazyPattern } from '../../bundle/lazyPattern.mjs';

const uses: readonly ((pattern: RegExp) => unknown)[] = [
  (pattern) => pattern.test('one 2 three'),
  (pattern) => pattern.exec('one 2 three'),
  (pattern) => 'one 2 three'.match(pattern),
  (pattern) => 'one 2 three'.search(pattern),
  (pattern) => 'one 2 three'.split(pattern, 2),
  (pattern) => 'one 2 three'.replace(pattern, (sign) => `<${sign}>`),
  (pattern) => new RegExp(pattern, 'g').source,
  (pattern) => [pattern.source, pattern.flags],
];
const usesOfAll: readonly ((pattern: RegExp) => unknown)[] = [
  (pattern) => [...'one 2 three'.matchAll(pattern)],
  (pattern) => 'one 2 three'.replaceAll(pattern, '-'),
  (pattern) => {
    pattern.lastIndex = 4;
    return [pattern.exec('one 2 three'), pattern.lastIndex];
  },
];

it.each(['u', 'gu'])('answers with the flags %s as a RegExp does', (flags) => {
  for (const use of flags === 'gu' ? [...uses, ...usesOfAll] : uses)
    expect(use(new LazyPattern('\\p{L}+', flags))).toEqual(use(new RegExp('\\p{L}+', flags)));
});

it('reads its pattern at the first use', () => {
  const broken = new LazyPattern('(');
  expect(() => broken.test('')).toThrow(SyntaxError);
});
