import { expect, it } from 'vitest';
import { numberPrinter } from '../../src/words/language.ts';

it.each(['en', 'en-IN', 'de-CH', 'es', 'fr', 'pl', 'ar-EG', 'bn-Latn', 'uz-Arab', 'en-u-nu-arab'])(
  'prints numbers in %s as its formatter does',
  (language) => {
    const number = numberPrinter(language);
    for (const value of [0, 9, 10, 999, 1_000, 12_345]) {
      expect(number(value)).toBe(new Intl.NumberFormat(language).format(value));
    }
  },
);
