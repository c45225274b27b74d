import { isWeekday } from './calendarNames.ts';

/** Lines that were typed below each other to stay so, and that flow into one. */
export interface LinesApart {
  /** The first of them that no longer begins a line. */
  readonly index: number;
  readonly kind: 'lines' | 'columns';
}

/** Of the lines of one paragraph; null where they read as well in one. */
export function findLinesApart(typed: readonly string[]): LinesApart | null {
  if (typed.length < 2) return null;
  const lines = typed.map((line) => line.trim());
  const found = (passes: (line: string) => boolean): number =>
    lines.findIndex((line, index) => index > 0 && passes(line) && passes(lines[index - 1] ?? ''));
  const columns = found((line) => /\S *\t[\t ]*\S/.test(line));
  if (columns > 0) return { index: columns, kind: 'columns' };
  const days = found(isDay);
  if (days > 0) return { index: days, kind: 'lines' };
  const ways = found(isWayToReach);
  if (ways > 0) return { index: ways, kind: 'lines' };
  const counted = lines.findIndex((line, index) => index > 0 && goesOnCounting(lines[index - 1] ?? '', line));
  if (counted > 0) return { index: counted, kind: 'lines' };
  const first = lines.findLastIndex((line) => !isShort(line)) + 1;
  const begins = first === 0 || /[:：.!?]$/.test(lines[first - 1] ?? '');
  return begins && lines.length - first >= 3 ? { index: first + 1, kind: 'lines' } : null;
}

/** An address of mail, a telephone number or a site, and nothing else: no sentence has two such lines in a row. */
function isWayToReach(line: string): boolean {
  const bare = line.length > longestDay ? '' : line.replace(/^\p{L}[\p{L}-]{0,11}\.?[:：] ?/u, '');
  return /^(?:[^\s@]+@[^\s@]+\.\p{L}{2,}|(?:https?:\/\/|www\.)\S+|\(?[+\d][\d ()./-]{5,24}\d)$/u.test(bare);
}

/** `Step 1: …` and `Step 2: …`, `Tag 1 – …` and `Tag 2 – …`, `Q: …` and `A: …`: no sentence is broken at such places. */
function goesOnCounting(line: string, next: string): boolean {
  const [one, other] = [line, next].map((text) =>
    /^(\p{Lu}[\p{L}\p{M}]{2,15}) (\d{1,2})(?:[.):：]|\s[–—-]\s)/u.exec(text),
  );
  if (one && other) return one[1] === other[1] && Number(other[2]) === Number(one[2]) + 1;
  // 1.1 and 1.2, as contracts count
  const [clause, following] = [line, next].map((text) => /^((?:\d{1,2}\.){1,4})(\d{1,2})\.?[ \t]+\p{L}/u.exec(text));
  if (clause && following) return clause[1] === following[1] && Number(following[2]) === Number(clause[2]) + 1;
  return [line, next].every((text) => /^[\p{Lu}]{1,2}[:：]\s/u.test(text));
}

/** `Mon 9-5`, `Mon–Fri: 9-5`, `Sunday closed`; with a comma or a full stop behind it, it reads well before the next. */
function isDay(line: string): boolean {
  if (line.length > longestDay || (endsWell.test(line) && !/[ap]\. ?m\.$/i.test(line))) return false;
  // `Du lundi au vendredi`
  return beginsHours(line) || beginsHours(line.replace(/^\p{L}{1,4} (?=\p{L}{4})/u, ''));
}

function beginsHours(line: string): boolean {
  const [, name = '', rest = ''] = /^([\p{L}\p{M}]{1,20})\.?(.*)$/u.exec(line) ?? [];
  const [, next = ''] =
    /^[ \t]*(?:[-–—/&,+]|(?:[\p{L}\p{M}]{1,3}|t\/m|through|thru|until|till) )[ \t]*([\p{L}\p{M}]{2,20})/u.exec(rest) ??
    [];
  const goesOn = /^[ \t]*(?:[:：(–—-][ \t]*)?(?:\p{N}|[\p{L}\p{M}]+$)/u.test(rest);
  return (goesOn && beginsWithDay(name)) || (next !== '' && /\p{N}/u.test(rest) && isWeekday(name) && isWeekday(next));
}

/** Chinese and Japanese leave no space behind a name: `周一至周五`. */
function beginsWithDay(name: string): boolean {
  const isHan = /^\p{Script=Han}/u.test(name);
  return isWeekday(name) || (isHan && (isWeekday(name.slice(0, 2)) || isWeekday(name.slice(0, 3))));
}

const longestDay = 60;

/** A line of an address, of a list without its marks, of a poem; no sentence is broken into such lines. Many scripts have no capitals, but names before a colon. */
function isShort(line: string): boolean {
  return line.length <= 40 && /^[+(]?[\p{Lu}\p{N}]|^[\p{Lo}\p{M}]{1,12}[:：]\s*\S/u.test(line) && !endsWell.test(line);
}

const endsWell = /[.,;:!?…،؛؟、。，；：！？–—-]["'”’»)\]]*$/u;

/** Letters and numbers that begin no list of Markdown: `a)`, `ii.`, `(1)`, `1、`, `一、`, `（二）`, `①`, `๑.`, `۱)`, `1/`, `1 -`, `б)`, `ア．`, `가.`. */
export const countedLabel =
  /^(?:\((?:[a-zA-Z]|[ivx]{1,4}|\p{Nd}{1,2})\)(?=\s)|(?:[a-zA-Z]|[ivx]{2,4})\)(?=\s)|(?:[a-z]|[ivx]{2,4})\.(?=\s)|(?!\d)\p{Nd}{1,2}[.)](?!\p{Nd})|(?:\p{Nd}{1,2}|[一二三四五六七八九十])[、．]|（(?:\p{Nd}{1,2}|[一二三四五六七八九十])）|\p{Nd}{1,2} ?[/–-](?=[ \t]+\p{L})|(?![a-zA-Z])\p{L}[)）．、]|[\p{sc=Hang}\p{sc=Kana}\p{sc=Hira}\p{sc=Thai}]\.(?=[ \t])|[①-⑳])/u;
