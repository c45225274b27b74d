import { daysMeantBy, type IsoDate, isDate } from '../schema/dates.ts';

/** In the languages in which a page may say when it was changed. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'pl'];

let months: ReadonlyMap<string, number> | null = null;

function monthNamed(name: string): number | null {
  months ??= new Map(
    languages.flatMap((language) =>
      (['long', 'short'] as const).flatMap((month) => {
        const format = new Intl.DateTimeFormat(language, { day: 'numeric', month, timeZone: 'UTC' });
        return Array.from({ length: 12 }, (_, index) => {
          const parts = format.formatToParts(Date.UTC(2024, index, 12));
          return [folded(parts.find(({ type }) => type === 'month')?.value ?? ''), index + 1] as const;
        });
      }),
    ),
  );
  return months.get(folded(name)) ?? null;
}

function folded(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** The first day in a text: `2026-06-09`, `9 June 2026`, `9. Juni 2026`, `June 9th, 2026`, `15/01/2026`. Null where there is none, or where it could be two. */
export function dayIn(text: string): IsoDate | null {
  const iso = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(text)?.[0];
  if (iso !== undefined && isDate(iso)) return iso;
  for (const { 1: day = '', 2: name = '', 3: year = '' } of text.matchAll(
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?: de)? (\p{L}{3,10})\.?,?(?: de)? (\d{4})(?!\d)/giu,
  )) {
    const found = dayOf(year, monthNamed(name), day);
    if (found !== null) return found;
  }
  for (const { 1: name = '', 2: day = '', 3: year = '' } of text.matchAll(
    /(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/giu,
  )) {
    const found = dayOf(year, monthNamed(name), day);
    if (found !== null) return found;
  }
  const numbers = /(?<!\d)\d{1,2}([./])\d{1,2}\1\d{4}(?!\d)/.exec(text)?.[0];
  const meant = numbers === undefined ? [] : daysMeantBy(numbers);
  return meant.length === 1 ? (meant[0] ?? null) : null;
}

function dayOf(year: string, month: number | null, day: string): IsoDate | null {
  const found = `${year}-${String(month ?? 0).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(found) ? found : null;
}

const changed =
  /(?:last[ -])?(?:updated|modified|changed|revised|edited)|last (?:update|change)|(?:zuletzt )?(?:aktualisiert|geändert)|stand:|letzte (?:änderung|aktualisierung)|mis à jour|dernière mise à jour|actualizado|última actualización|aggiornato|bijgewerkt|atualizado/iu;

/** The day on which something was last changed, where a text of one line says so. */
export function dayOfChange(text: string): IsoDate | null {
  const at = changed.exec(text);
  return at === null ? null : dayIn(text.slice(at.index + at[0].length, at.index + at[0].length + 60));
}
