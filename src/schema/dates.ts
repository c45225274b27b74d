import { isWeekday, monthsNamed } from '../yaml/calendarNames.ts';

/** A date of the calendar, `2026-11-23`: no time, no zone. Two of them compare as texts. */
export type IsoDate = string;

/** True of a day that exists, written as RFC 3339 `full-date`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * The day that somebody meant who left zeros out or wrote the time as well, as
 * `2026-1-5` or `2026-01-05T10:00:00Z`: the day as it stands there, in whatever
 * zone. Null where it is none.
 */
export function dayFrom(text: string): IsoDate | null {
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = dayPattern.exec(text) ?? [];
  if (year === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const date = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].join('-');
  return isDate(date) ? date : null;
}

/** The same of a day, a month or a year. */
export function partialDateFrom(text: string): string | null {
  const [, year, month] = monthPattern.exec(text) ?? [];
  if (year === undefined) return dayFrom(text);
  const date = month === undefined ? year : `${year}-${month.padStart(2, '0')}`;
  return isPartialDate(date) ? date : null;
}

export const dayPattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?: ?[Zz]| ?[+-]\d{2}(?::?\d{2})?)?)?$/;
const monthPattern = /^(\d{4})(?:-(\d{1,2}))?$/;
export const partialDatePattern = new RegExp(`${monthPattern.source}|${dayPattern.source}`);

/** What a day that is written in another way may mean: one day, or two where nobody can tell which number is the month. */
export function daysMeantBy(typed: string): IsoDate[] {
  const named = datesNamed(typed).filter(isDate);
  if (named.length > 0) return named;
  // Between quotes, with other dashes, with what ends a sentence, and the letters O and l for 0 and 1
  const text = typed.replaceAll(/[\p{Pd}\u2212]/gu, '-').replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  const digits = text.replaceAll(/[oO]/g, '0').replaceAll(/[lI]/g, '1');
  const inside = digits.match(/(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)/g) ?? [];
  const day = inside.length === 1 ? dayFrom(inside[0] ?? '') : null;
  if (day !== null) return [day];
  const [, year, ...others] =
    /^(\d{4})[./ ](\d{1,2})[./ ](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  const [, first, second, last] = /^(\d{1,2})[./ -] ?(\d{1,2})[./ -] ?(\d{4})$/.exec(text) ?? [];
  const readings =
    year !== undefined
      ? [[year, ...others]]
      : text.includes('.')
        ? [[last, second, first]]
        : [
            [last, second, first],
            [last, first, second],
          ];
  return [...new Set(readings.flatMap((parts) => dayFrom(parts.join('-')) ?? []))];
}

/** Words that stand beside the name of a month, and name none. */
const besideMonth = /^(?:st|nd|rd|th|of|the|on|de|del|di|do|da|den|le|er|il|el|år|г|р|года)$/iu;

/** The day, or the month where no day stands beside it, that a text names with a word: `5 May 2026`, `5. März 2026`, `2026年3月5日`. */
export function datesNamed(text: string): string[] {
  const east = /^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일])?$/.exec(text);
  const parts = text.match(/\d+|[\p{L}\p{M}]+/gu) ?? [];
  const [year, ...years] = parts.filter((part) => /^(?:19|20|21)\d\d$/.test(part));
  const [day, ...others] = parts.filter((part) => /^\d+$/.test(part) && part !== year);
  const words = parts.filter((part) => /\D/.test(part) && !besideMonth.test(part));
  const [month = '', ...further] = words.filter((word) => monthsNamed(word).length > 0 || !isWeekday(word));
  if (!east && (text.length > 60 || years.length + others.length + further.length > 0)) return [];
  const [from, months, on] = east ? [east[1], [Number(east[2])], east[3]] : [year, monthsNamed(month), day];
  return from === undefined
    ? []
    : months.flatMap((number) => partialDateFrom([from, number, ...(on === undefined ? [] : [on])].join('-')) ?? []);
}

/** True of a day, a month (`2024-11`) or a year (`2017`): what is known of a source's date. */
export function isPartialDate(text: string): boolean {
  return /^\d{4}$/.test(text) || (/^\d{4}-\d{2}$/.test(text) && isDate(`${text}-01`)) || isDate(text);
}

/** A stretch of the calendar, as `12 months`. */
export interface Duration {
  readonly count: number;
  readonly unit: 'day' | 'week' | 'month' | 'year';
}

/** Reads `30 days`; the short `30d`, `4w`, `6m` and `1y` as well. Null where it is no such text. */
export function readDuration(text: string): Duration | null {
  const [, count, name = ''] = /^([1-9]\d{0,3}) ?([a-z]+)$/.exec(text) ?? [];
  const unit = (['day', 'week', 'month', 'year'] as const).find((one) => [one, `${one}s`, one[0]].includes(name));
  return count === undefined || unit === undefined ? null : { count: Number(count), unit };
}

/** The day that lies so much later. There is no 31 April: then it is the last day of the month. */
export function addDuration(date: IsoDate, { count, unit }: Duration): IsoDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  if (unit === 'day' || unit === 'week') return addDays(date, unit === 'week' ? 7 * count : count);
  const months = year * 12 + month - 1 + (unit === 'year' ? 12 * count : count);
  const last = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
  return isoDate(Date.UTC(Math.floor(months / 12), months % 12, Math.min(day, last)));
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return isoDate(Date.parse(`${date}T00:00:00Z`) + days * millisecondsADay);
}

/** From one day to another; negative where the other lies before it. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsADay);
}

const millisecondsADay = 86_400_000;

/** Dates end with the year 9999, the last that four digits can write. */
function isoDate(milliseconds: number): IsoDate {
  return new Date(Math.min(milliseconds, Date.UTC(9999, 11, 31))).toISOString().slice(0, 10);
}
