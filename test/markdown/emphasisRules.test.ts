import { expect, it } from 'vitest';
import { emphasisRulesFor } from '../../src/markdown/emphasisRules.ts';

it('reads stars between western letters and signs as it reads them in a text with others', () => {
  const full = emphasisRulesFor('注意');
  const plain = emphasisRulesFor('Take care');
  expect(plain).not.toBe(full);
  const signs = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code)).filter(
    (sign) => emphasisRulesFor(sign) === plain,
  );
  expect(signs).toEqual(expect.arrayContaining(['a', 'ß', 'ź', '½', '’', '–', '…', '€', ' ', '\u00a0']));
  const differing = signs.filter((sign) =>
    (['opens', 'opensBeforePunctuation', 'opensBeforeLetter', 'startsWithPunctuation'] as const).some(
      (rule) =>
        [`**${sign}`, `_${sign}`, sign].map((text) => String(plain[rule].exec(text))).join() !==
        [`**${sign}`, `_${sign}`, sign].map((text) => String(full[rule].exec(text))).join(),
    ),
  );
  expect(differing).toEqual([]);
  const around = ['a', '.', ' ', '’', '*'];
  const closing = (pattern: RegExp, text: string): string => {
    // Where the lexer stopped last.
    pattern.lastIndex = 0;
    return JSON.stringify([...text.matchAll(pattern)].map((match) => [match.index, ...match]));
  };
  const otherwise = signs.flatMap((sign) =>
    around
      .flatMap((other) => [`b${sign}**${other}c`, `b${other}*${sign}c`])
      .filter((text) => closing(plain.closes, text) !== closing(full.closes, text)),
  );
  expect(otherwise).toEqual([]);
});
