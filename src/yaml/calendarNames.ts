/** Languages whose names of days and months are known wherever they are typed: a page may hold words of another. */
const languages =
  'en de fr es it pt nl da sv nb nn fi is et lv lt pl cs sk sl hr sr bs mk bg ru uk hu ro el tr az ca gl eu ga cy sq ar fa he hi ur bn th vi id ms zh ja ko lb fo hsb gsw'.split(
    ' ',
  );

type Form = 'long' | 'short';

/** A Monday, and the months of its year. */
const monday = Date.UTC(2024, 0, 1);
const day = 86_400_000;

function namesOf(kind: 'weekday' | 'month', form: Form): Set<string> {
  const names = new Set<string>();
  for (const language of languages) {
    const options = { calendar: 'gregory', timeZone: 'UTC', [kind]: form } as const;
    // Behind a number, a month stands in the genitive.
    for (const more of kind === 'month' ? [{}, { day: 'numeric' } as const] : [{}]) {
      const format = new Intl.DateTimeFormat(language, { ...options, ...more });
      for (let index = 0; index < (kind === 'month' ? 12 : 7); index++) {
        const time = kind === 'month' ? Date.UTC(2024, index, 1) : monday + index * day;
        const name = format.formatToParts(time).find(({ type }) => type === kind)?.value ?? '';
        const bare = name.replace(/\.$/, '').toLowerCase();
        if (/^[\p{L}\p{M}]+$/u.test(bare)) names.add(bare);
      }
    }
  }
  return names;
}

const known = new Map<string, ReadonlySet<string>>();

/** Made when a text asks for them: few do. */
function names(kind: 'weekday' | 'month', form: Form): ReadonlySet<string> {
  const key = `${kind} ${form}`;
  const made = known.get(key) ?? namesOf(kind, form);
  known.set(key, made);
  return made;
}

export function isMonth(word: string, form: Form): boolean {
  return names('month', form).has(word.toLowerCase());
}

export function isWeekday(word: string): boolean {
  const name = word.toLowerCase();
  return names('weekday', 'long').has(name) || names('weekday', 'short').has(name);
}
