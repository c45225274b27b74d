import type { Span, TextFile } from './span.ts';

/** Where a span begins and ends for people: lines and columns from 1, columns in UTF-16 code units, the end exclusive. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type Locate = (span: Span) => Position | null;

/** A function that finds positions; the lines of each file are counted once. Null for a file that is not among `texts`. */
export function locateIn(texts: ReadonlyMap<string, TextFile>): Locate {
  const starts = new Map<string, number[]>();
  return ({ file, start, end }) => {
    const text = texts.get(file)?.text;
    if (text === undefined) return null;
    const lines = starts.get(file) ?? lineStarts(text);
    starts.set(file, lines);
    const first = lineAt(lines, start);
    const last = lineAt(lines, end);
    return {
      line: first + 1,
      column: start - (lines[first] ?? 0) + 1,
      endLine: last + 1,
      endColumn: end - (lines[last] ?? 0) + 1,
    };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let place = text.indexOf('\n'); place >= 0; place = text.indexOf('\n', place + 1)) starts.push(place + 1);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
