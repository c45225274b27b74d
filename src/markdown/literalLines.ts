/** How lines begin that look like blocks of Markdown and are prose: inequalities, sums, dates. */

import { isMonthAfterDay } from '../yaml/calendarNames.ts';

/** A number as medical prose begins one: `5`, `.5`, `-5`, `~5`, `$5`, `½`, `**5**`. */
const numberAhead = String.raw`[*_]{0,3}[~≈±+−–-]?\p{Sc}?[.,]?\p{N}`;

/** `> 5 mg` is no quotation: its sign must not be lost. `> 1. First` begins a quoted list. */
export const inequality = new RegExp(
  String.raw`^ {0,3}>[ \t]*(?!1[.)][ \t])(?:(?:=|<=?|>=?|[≤≥])[ \t]*)?${numberAhead}`,
  'u',
);

/** `+ 5 mg` adds; its sign must not become a bullet. */
export const addition = new RegExp(String.raw`^ {0,3}\+[ \t]+${numberAhead}`, 'u');

/** `01. May` would be printed as `1. May`, and `12. 5. 2026` or `3. 5. – 7. 5.` as a list in a list. */
export const numberedProse = /^ {0,3}(?:0\d+[.)]|\d{1,2}\.[ \t]+\d{1,2}\.(?:[ \t\n]|$))/;

/**
 * `12. Mai 2026 ist …` in languages that write days so: one line of it is no list. Several may well be
 * one, and read as they were typed; `1.` cuts a paragraph in two, which is told.
 */
export function isDateAhead(source: string): boolean {
  const [, month = ''] =
    /^ {0,3}(?!1\.)\d{1,2}\.[ \t]+(\p{L}{3,12})(?!\p{L})(?![^\n]*\n[ \t]*\d{1,2}[.)])/u.exec(source) ?? [];
  return month !== '' && isMonthAfterDay(month);
}

/** A sentence that ends, or goes on, and a line of hyphens below it: that heads nothing, but parts it from what follows. */
export function isSentence(heading: string): boolean {
  const text = heading.trimEnd();
  return /[.。．।۔,;،؛、；…][*_)\]"'”’»）」』]{0,6}$/.test(text.slice(-8)) || text.length > longestHeading;
}

const longestHeading = 160;
