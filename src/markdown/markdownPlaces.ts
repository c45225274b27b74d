import { childrenOf } from './markdownTokens.ts';
import type { Token } from './token.ts';

/** Where each token begins in the text (white space before it aside), as well as it can be told: marked's tokens carry no offsets of their own. */
export function placesOf(tokens: readonly Token[], text: string): Map<Token, number> {
  const offsets = new Map<Token, number>();
  locate(tokens, text, 0, offsets);
  return offsets;
}

/** Between two tokens stand marks and blanks alone: what is not found near is not searched for in the whole text. */
const widestGap = 1000;

function locate(tokens: readonly Token[], text: string, from: number, offsets: Map<Token, number>): number {
  let cursor = from;
  for (const token of tokens) {
    const raw = token.raw.trim();
    const newline = raw.indexOf('\n');
    const firstLine = newline < 0 ? raw : raw.slice(0, newline);
    const found = distanceTo(firstLine, text, cursor);
    const start = cursor + Math.max(found, 0);
    offsets.set(token, start);
    const end = found < 0 || newline >= 0 ? start : start + firstLine.length;
    const children = childrenOf(token);
    cursor = children.length === 0 ? end : Math.max(end, locate(children, text, start, offsets));
  }
  return cursor;
}

/** How far behind `from` a line stands in the text; -1 where it is not near. Most stand right there. */
function distanceTo(line: string, text: string, from: number): number {
  if (text.startsWith(line, from)) return 0;
  return text.slice(from, from + line.length + widestGap).indexOf(line);
}

/**
 * For each code unit of a token's `raw`, its place in the text, where the
 * token begins at `start`: quotations and lists strip the marks and the
 * indentation off the lines of what they hold.
 */
export function originsOf(raw: string, start: number, text: string): (index: number) => number {
  const lead = raw.length - raw.trimStart().length;
  const origins = new Uint32Array(raw.length + 1);
  let place = start;
  for (let index = lead; index < raw.length; index++) {
    origins[index] = place;
    if (raw[index] !== '\n') place++;
    else place = startOfLine(raw, index + 1, text, place + 1);
  }
  origins[raw.length] = place;
  origins.fill(start, 0, lead);
  return (index) => origins[Math.min(index, raw.length)] ?? start;
}

function startOfLine(raw: string, from: number, text: string, place: number): number {
  const end = raw.indexOf('\n', from);
  const line = raw.slice(from, end < 0 ? raw.length : end);
  const found = text.slice(place, place + line.length + widestGap).indexOf(line);
  return place + Math.max(found, 0);
}
