import { diagnose } from '../diagnostics/diagnostic.ts';
import { isBelowTable, type Token, type Tokens } from '../markdown/markdown.ts';
import type { Inspection } from './inspection.ts';

/** Rows whose cells would be lost, and rows that look like the text that follows on the table. */
export function inspectTable(token: Tokens.Table, start: number, { text, span, add }: Inspection): void {
  const columns = token.header.length;
  const rows = token.raw.trimEnd().split('\n');
  const hasBarsInFront = rows.slice(0, 3).every((row) => row.trimStart().startsWith('|'));
  let from = start;
  for (const [index, row] of rows.entries()) {
    const at = Math.max(from, text.indexOf(row, from));
    from = at + row.length;
    if (index < 2) continue;
    const cells = countCells(row);
    const place = span(at + row.search(/\S/), row.trim().length);
    if (cells > columns) add(diagnose('table-cells', place, { cells, columns, isDashes: false }));
    else if (hasBarsInFront && !/^\||\|$/.test(row.trim())) add(diagnose('text-below-table', place, { isRow: true }));
  }
}

/** The row of dashes makes a table where it has as many cells as the row above it: else all are words. */
export function inspectUnfinishedTable(token: Token, start: number, { text, span, add }: Inspection): void {
  const holdsLines = token.type === 'paragraph' || (token.type === 'text' && token.tokens !== undefined);
  if (!holdsLines || !token.raw.includes('|')) return;
  const lines = token.raw.split('\n');
  const found = lines.findIndex(
    (line, index) => index > 0 && isRowOfDashes(line) && lines[index - 1]?.includes('|') === true,
  );
  const [head = '', dashes = ''] = found < 0 ? [] : lines.slice(found - 1, found + 1);
  const at = found < 0 ? -1 : text.indexOf(dashes, start);
  const counts = { cells: countCells(dashes), columns: countCells(head) };
  if (at >= 0 && counts.cells !== counts.columns)
    add(diagnose('table-cells', span(at + dashes.search(/\S/), dashes.trim().length), { ...counts, isDashes: true }));
}

/** GFM would take it for a row; here it is the paragraph that follows, and a blank line says so to every program. */
export function inspectTextBelowTable(
  token: Token,
  before: Token | undefined,
  start: number,
  { strays, span, add }: Inspection,
): void {
  if (!isBelowTable(token, before) || strays.some((stray) => stray.start === start)) return;
  const [line = ''] = token.raw.trim().split('\n', 1);
  add(diagnose('text-below-table', span(start, line.length), { isRow: false }));
}

function isRowOfDashes(line: string): boolean {
  return line.includes('|') && line.includes('-') && /^[ \t:|-]+$/.test(line);
}

/** Cells of a row as GFM counts them: bars at both ends do not count, nor do escaped ones. */
function countCells(row: string): number {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return (inner.match(/(?<!\\)\|/g)?.length ?? 0) + 1;
}
