/** A date of the calendar, `2026-11-23`: no time, no zone. Two of them compare as texts. */
export type IsoDate = string;

/** True of a day that exists, written as RFC 3339 `full-date`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** True of a day, a month (`2024-11`) or a year (`2017`): what is known of a source's date. */
export function isPartialDate(text: string): boolean {
  return /^\d{4}$/.test(text) || (/^\d{4}-\d{2}$/.test(text) && isDate(`${text}-01`)) || isDate(text);
}
