import { countedLabel, findLinesApart } from './linesApart.ts';

/**
 * The first line of a text that YAML joins with the line above it, although
 * it was meant to stand for itself: it begins a list, a table, a heading, a
 * quotation or code, or is one of an address. Its offset in `source`, or null. `style` is yaml's
 * `Scalar.Type`; `from` and `to` are the scalar's own range.
 */
export function firstJoinedLine(source: string, from: number, to: number, style: string): JoinedLine | null {
  if (style === 'BLOCK_LITERAL') return null;
  const isFolded = style === 'BLOCK_FOLDED';
  const text = source.slice(from, to);
  if (!text.includes('\n')) return null;
  const lines: Line[] = [];
  let index = from;
  for (const [at, typed] of text.split('\n').entries()) {
    // The sign itself, and quotation marks, are no part of the text.
    const line = at > 0 ? typed : isFolded ? '' : typed.replace(/^["']/, '');
    const blank = line.length - line.trimStart().length;
    if (!isFolded || at > 0)
      lines.push({ text: line.trim(), blank, index: index + (typed.length - line.length) + blank });
    index += typed.length + 1;
  }
  const indent = Math.min(...lines.filter((line) => line.text !== '').map((line) => line.blank));
  const isJoined = (at: number): boolean => {
    const [line, above] = [lines[at], lines[at - 1]];
    if (!line || !above || line.text === '' || above.text === '') return false;
    // A folded block keeps the breaks around lines that stand further right.
    return !isFolded || (line.blank === indent && above.blank === indent);
  };
  const marks = lines.map((line) => markOf(line.text));
  // With dashes within its lines, too, a text parts its sentences so.
  for (const [here, mark] of marks.entries())
    if ((mark === '–' || mark === '—') && lines.some(({ text: line }) => line.includes(` ${mark} `)))
      marks[here] = null;
  const at = lines.findIndex((_, here) => {
    const mark = marks[here];
    if (!isJoined(here) || mark === null || mark === undefined) return false;
    const above = lines[here - 1]?.text ?? '';
    const isSeries = marks[here - 1] === mark || (marks[here + 1] === mark && isJoined(here + 1));
    // One sign alone at the start of a line may be a part of its sentence.
    return mark === 'sure' || isSeries || /[:：]$/.test(above);
  });
  const block = lines[at];
  if (block) return { index: block.index, isBlock: marks[at] !== 'label' };
  // Lines between two blank ones, or between others that stay.
  for (let first = 0; first < lines.length; ) {
    let end = first + 1;
    while (end < lines.length && isJoined(end)) end++;
    const apart = findLinesApart(lines.slice(first, end).map(({ text: line }) => line));
    const line = apart && lines[first + apart.index];
    if (line) return { index: line.index, isBlock: false };
    first = end;
  }
  return null;
}

export interface JoinedLine {
  readonly index: number;
  /** It begins a block of Markdown; else a line of an address or the like. */
  readonly isBlock: boolean;
}

interface Line {
  readonly text: string;
  readonly blank: number;
  readonly index: number;
}

/** What kind of block a line begins; `sure` where no sentence begins so. */
function markOf(line: string): string | null {
  if (
    /^(?:#{2,6}[ \t]+\S|#[ \t]+\p{L}(?!f\b)|\|?[ :]*-{3,}[ :]*(?:\||$)|={3,}$|(?:\*{3,}|_{3,})$|```|~~~|>[ \t]*\[!|\|[^|]*[^|\s][^|]*\|)/u.test(
      line,
    )
  )
    return 'sure';
  if (/^[-*+•‣▪·–—][ \t]+\S/u.test(line)) return line.charAt(0);
  if (/^\d{1,9}[.)][ \t]+\S/.test(line)) return 'number';
  if (countedLabel.test(line)) return 'label';
  return /^>[ \t]*\p{L}/u.test(line) ? '>' : null;
}
