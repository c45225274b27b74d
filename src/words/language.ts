export interface DateView {
  /** `2026-11-23`, `2024-11` or `2017`: fit for `<time datetime>`. */
  readonly iso: string;
  /** The same in the words of the language: `23 November 2026`. */
  readonly text: string;
}

/** Scripts that are written from right to left (Unicode CLDR, scriptMetadata). */
const rightToLeft = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']);

/** What a page or its data give as their language, in its canonical form (BCP 47); English where it is no language. */
export function languageOf(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

export function directionOf(tag: string): 'ltr' | 'rtl' {
  return rightToLeft.has(likelyOf(tag).script ?? '') ? 'rtl' : 'ltr';
}

/** The script in which a language is most likely written (ISO 15924), as `Hant` for `zh-TW`; null where the tag is none. */
export function likelyScript(tag: string): string | null {
  try {
    return likelyOf(tag).script ?? null;
  } catch {
    return null;
  }
}

/** Of the commonest tags as ICU has them, which takes 3 ms to look up its first. */
const likely: Readonly<Record<string, readonly [script: string, region: string]>> = {
  de: ['Latn', 'DE'],
  en: ['Latn', 'US'],
  es: ['Latn', 'ES'],
  fr: ['Latn', 'FR'],
  it: ['Latn', 'IT'],
  ja: ['Jpan', 'JP'],
  nl: ['Latn', 'NL'],
  pl: ['Latn', 'PL'],
  pt: ['Latn', 'BR'],
  zh: ['Hans', 'CN'],
};

function likelyOf(tag: string): Pick<Intl.Locale, 'language' | 'script' | 'region'> {
  const known = likely[tag];
  return known === undefined ? new Intl.Locale(tag).maximize() : { language: tag, script: known[0], region: known[1] };
}

/** Language and region as the Open Graph protocol writes them, `en_US`: the likeliest region, where the tag names none. */
export function localeOf(tag: string): string | null {
  const { language, region } = likelyOf(tag);
  return region === undefined ? null : `${language}_${region}`;
}

/** What a language calls itself, as it stands in a list of languages. */
export function nameOfLanguage(tag: string): string {
  // Without English as the last choice, a rare language would be named in that of the machine.
  const name = new Intl.DisplayNames([tag, 'en'], { type: 'language' }).of(tag) ?? tag;
  // In these scripts a list begins with a capital letter; Georgian has some, and does not.
  const [first = ''] = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}]/u.exec(name) ?? [];
  return first.toLocaleUpperCase(tag) + name.slice(first.length);
}

/** Prints whole numbers from 0 on in the digits of the language, and in its groups. */
export function numberPrinter(language: string): (value: number) => string {
  // The first formatter takes 20 ms, and would print most numbers of a page as they are.
  const hasOurDigits = /^(?:de|en|es|fr|it|ja|nl|pl|pt|zh)(?:-[A-Z]{2})?$/.test(language);
  let formatter: Intl.NumberFormat | null = null;
  return (value) => {
    if (hasOurDigits && value < 1000) return String(value);
    formatter ??= new Intl.NumberFormat(language);
    return formatter.format(value);
  };
}

/** By language and precision. Making one takes a hundred times as long as printing with it, and a verification may print every day of a year. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Prints a day, a month or a year of the Gregorian calendar in the words of the language. */
export function dateView(iso: string, language: string): DateView {
  const [year = '', month = '01', day = '01'] = iso.split('-');
  const parts: Intl.DateTimeFormatOptions =
    iso.length === 4
      ? { year: 'numeric' }
      : iso.length === 7
        ? { year: 'numeric', month: 'long' }
        : { year: 'numeric', month: 'long', day: 'numeric' };
  const key = `${language} ${iso.length}`;
  const known = dateFormats.get(key);
  const format = known ?? new Intl.DateTimeFormat(language, { ...parts, calendar: 'gregory', timeZone: 'UTC' });
  if (!known) dateFormats.set(key, format);
  return { iso, text: format.format(Date.UTC(Number(year), Number(month) - 1, Number(day))) };
}
