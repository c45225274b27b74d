/** Languages whose names of days are known wherever they are typed: a page may hold words of another. */
const languages =
  'en de fr es it pt nl da sv nb nn fi is et lv lt pl cs sk sl hr sr bs mk bg ru uk hu ro el tr az ca gl eu ga cy sq ar fa he hi ur bn th vi id ms zh ja ko lb fo hsb gsw'.split(
    ' ',
  );

const monday = Date.UTC(2024, 0, 1);
const day = 86_400_000;

function namesOfDays(): Set<string> {
  const names = new Set<string>();
  for (const language of languages) {
    for (const weekday of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { weekday, calendar: 'gregory', timeZone: 'UTC' });
      for (let index = 0; index < 7; index++) {
        const name = format
          .format(monday + index * day)
          .replace(/\.$/, '')
          .toLowerCase();
        if (/^[\p{L}\p{M}]+$/u.test(name)) names.add(name);
      }
    }
  }
  return names;
}

/** Those that write a day as `12. May`. */
const withOrdinals = 'de da nb nn fi is et lv cs sk sl hr sr-Latn bs lb fo hsb'.split(' ');

function namesOfMonths(): Set<string> {
  const names = new Set<string>();
  for (const language of withOrdinals) {
    for (const month of ['long', 'short'] as const) {
      // With the day, they are in the case that stands behind it.
      const format = new Intl.DateTimeFormat(language, { day: 'numeric', month, calendar: 'gregory', timeZone: 'UTC' });
      for (let index = 0; index < 12; index++) {
        const parts = format.formatToParts(Date.UTC(2024, index, 12));
        const name = parts.find(({ type }) => type === 'month')?.value.replace(/\.$/, '') ?? '';
        if (/^\p{L}{3,}$/u.test(name)) names.add(name.toLowerCase());
      }
    }
  }
  return names;
}

let months: ReadonlySet<string> | null = null;

/** The name of a month as it stands behind the number of a day and its full stop. */
export function isMonthAfterDay(word: string): boolean {
  months ??= namesOfMonths();
  return months.has(word.toLowerCase());
}

let known: ReadonlySet<string> | null = null;

/** The name of a day, in full or as it is cut short, in any of these languages. */
export function isWeekday(word: string): boolean {
  // Made when a text asks for them: few do.
  known ??= namesOfDays();
  return known.has(word.toLowerCase());
}

let numbers: ReadonlyMap<string, ReadonlySet<number>> | null = null;

/** Which months, from 1 on, a word names in any of these languages, in full or cut short: `listopad` is two. */
export function monthsNamed(word: string): readonly number[] {
  numbers ??= numbersOfMonths();
  return [...(numbers.get(word.toLowerCase()) ?? [])];
}

function numbersOfMonths(): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const language of languages) {
    for (const month of ['long', 'short'] as const) {
      // Alone, and in the case that stands beside a day
      for (const day of [undefined, 'numeric'] as const) {
        const format = new Intl.DateTimeFormat(language, { day, month, calendar: 'gregory', timeZone: 'UTC' });
        for (let index = 0; index < 12; index++) {
          const name =
            format.formatToParts(Date.UTC(2024, index, 12)).find(({ type }) => type === 'month')?.value ?? '';
          if (!/^[\p{L}\p{M}]{2,}\.?$/u.test(name)) continue;
          const key = name.replace(/\.$/, '').toLowerCase();
          found.set(key, (found.get(key) ?? new Set()).add(index + 1));
        }
      }
    }
  }
  // As English is written as well
  return found.set('sept', new Set([9]));
}
