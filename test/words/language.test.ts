import { expect, it } from 'vitest';
import { directionOf, localeOf, numberPrinter } from '../../src/words/language.ts';

it.each([
  'en',
  'en-IN',
  'de-CH',
  'es',
  'fr',
  'it',
  'ja',
  'nl',
  'nl-BE',
  'pl',
  'pt',
  'pt-PT',
  'zh',
  'zh-TW',
  'zh-Hans',
  'ar-EG',
  'bn-Latn',
  'uz-Arab',
  'en-u-nu-arab',
])('prints numbers in %s as its formatter does', (language) => {
  const number = numberPrinter(language);
  for (const value of [0, 9, 10, 999, 1_000, 12_345]) {
    expect(number(value)).toBe(new Intl.NumberFormat(language).format(value));
  }
});

it.each(['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'zh', 'zh-TW', 'en-GB', 'de-ZZ', 'ar', 'uz-Arab', 'az'])(
  'knows the direction and the likeliest region of %s as ICU does',
  (tag) => {
    const { language, region, script } = new Intl.Locale(tag).maximize();
    expect(localeOf(tag)).toBe(`${language}_${region}`);
    expect(directionOf(tag)).toBe(script === 'Arab' ? 'rtl' : 'ltr');
  },
);
