import { expect, it, onTestFinished, vi } from 'vitest';
import { dateView, directionOf, localeOf, numberPrinter } from '../../src/words/language.ts';

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

it('prints the days of a year with one formatter, and months and years with one of their own', () => {
  let made = 0;
  class Counted extends Intl.DateTimeFormat {
    constructor(...asked: ConstructorParameters<typeof Intl.DateTimeFormat>) {
      super(...asked);
      made++;
    }
  }
  vi.stubGlobal('Intl', Object.create(Intl, { DateTimeFormat: { value: Counted } }));
  onTestFinished(() => void vi.unstubAllGlobals());
  const days = Array.from({ length: 28 }, (_, index) => `2026-02-${String(index + 1).padStart(2, '0')}`);
  const printed = [...days, '2026-02', '2026', '2027-03'].map((iso) => dateView(iso, 'en-ZA').text);
  expect(printed.slice(26)).toEqual(['27 February 2026', '28 February 2026', 'February 2026', '2026', 'March 2027']);
  expect(made).toBe(3);
});
