import { shortestEdit } from '../review/wordDiff.ts';

/** A file of a case of test/cases/invalid that is wrong, and the one that mends it. */
export interface MendedFile {
  /** From the folder of the project. */
  readonly path: string;
  /** Null where the project lacks the file. */
  readonly wrong: string | null;
  readonly right: string;
}

export interface NumberedLine {
  /** From 1 on, in its own file. */
  readonly number: number;
  readonly text: string;
}

/** The lines that differ. Where one side has none, a line beside it is shown that stands in both. */
export function differingLines({ wrong, right }: MendedFile): { wrong: NumberedLine[]; right: NumberedLine[] } {
  const [before, after] = [linesOf(wrong ?? ''), linesOf(right)];
  const shown = { wrong: [] as NumberedLine[], right: [] as NumberedLine[] };
  for (const { from, goes, at, comes } of changes(before, after)) {
    // A line before the change, or at the start of the file the one behind it.
    const beside = goes > 0 && comes > 0 ? [0, 0] : from > 0 ? [1, 0] : [0, 1];
    const [above = 0, below = 0] = beside;
    shown.wrong.push(...numbered(before, from - above, from + goes + below));
    shown.right.push(...numbered(after, at - above, at + comes + below));
  }
  return shown;
}

interface Change {
  /** From this line on `goes` lines of the wrong file go … */
  readonly from: number;
  goes: number;
  /** … and from this one on `comes` lines of the right one come. From 0 on. */
  readonly at: number;
  comes: number;
}

function changes(before: readonly string[], after: readonly string[]): Change[] {
  const found: Change[] = [];
  let [i, j] = [0, 0];
  let isSame = true;
  for (const [kind] of shortestEdit(before, after)) {
    if (isSame && kind !== 'same') found.push({ from: i, goes: 0, at: j, comes: 0 });
    isSame = kind === 'same';
    const change = found.at(-1);
    if (change && kind === 'removed') change.goes++;
    if (change && kind === 'added') change.comes++;
    if (kind !== 'added') i++;
    if (kind !== 'removed') j++;
  }
  return found;
}

function numbered(lines: readonly string[], start: number, end: number): NumberedLine[] {
  return lines.slice(start, end).map((text, index) => ({ number: start + index + 1, text }));
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}
