import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Token, Tokens } from '../markdown/markdown.ts';
import type { Inspection } from './inspection.ts';

/** What a list of Markdown does not keep: a zero before a number, an item without words, an item that stands a bit further right. */
export function inspectItems({ items, ordered }: Tokens.List, before: Token | undefined, inspection: Inspection): void {
  const { text, offsetOf, span, add } = inspection;
  // A list of another kind, right below the last line of one, was meant to stand within it.
  const above = before?.type === 'list' && !/\n[ \t]*\n[ \t]*$/.test(before.raw) ? (before as Tokens.List).items : [];
  const all = [...above, ...items];
  const columnOf = (item: Tokens.ListItem | undefined): number | null => columnAt(text, item ? offsetOf(item) : -1);
  const leftmost = columnOf(all[0]);
  const outlier = all.findIndex((item, index) => {
    const column = columnOf(item);
    return index >= above.length && column !== null && leftmost !== null && column > leftmost;
  });
  for (const [index, item] of items.entries()) {
    const marker = markerOf(item);
    const tell = (fate: string, help: string): void =>
      add(diagnose('stray-mark', span(offsetOf(item), marker.length), { mark: marker, fate, help }));
    inspectLazyLine(item, inspection);
    const number = marker.replace(/^0+(?=\d)/, '');
    if (number !== marker) {
      const asTyped = `${marker.slice(0, -1)}\\${marker.slice(-1)}`;
      tell(`is printed as \`${number}\``, `write ${number}, or - ${asTyped} to keep the zero`);
    }
    // `5.` alone is a number, and reads as typed.
    if (item.text.trim() === '' && (items.length > 1 || !ordered))
      tell('begins an item that holds nothing', 'write its words behind it, or delete it');
    if (index !== outlier - above.length) continue;
    const line = all[outlier - 1];
    const [start = ''] = /^\S+[ \t]{0,4}/.exec(line?.raw.trimStart() ?? '') ?? [];
    const column = (columnOf(line) ?? 0) + start.length;
    tell(
      'stands too far to the left for a list within the line above, and is no part of it',
      `write ${column} blanks before it for a list within that line`,
    );
  }
}

/**
 * A line at the left edge, right below an item: Markdown makes it a part of
 * the item. It is told where it begins as a sentence does, and no line was full before it.
 */
function inspectLazyLine(item: Tokens.ListItem, { text, offsetOf, span, add }: Inspection): void {
  const [first = '', ...others] = item.raw.trimStart().split('\n');
  let above = first;
  for (const line of others) {
    if (line.trim() === '' || /^\s*(?:[-*+]\s|[>#|`~]|\d{1,9}[.)]\s)/.test(line)) return;
    const begins = /^[¿¡“"„«*_[(]{0,3}[\p{Lu}\p{Lo}]/u.test(line);
    if (begins && (above.length <= longestItem || /[.!?;:。！？；：]$/.test(above.trimEnd()))) {
      const at = text.indexOf(`\n${line}`, offsetOf(item));
      if (at >= 0) add(diagnose('joined-lines', span(at + 1, line.length), { in: 'item', line }));
      return;
    }
    above = line;
  }
}

/** Who breaks lines at the edge of the window has longer ones. */
const longestItem = 45;

function markerOf({ raw }: Tokens.ListItem): string {
  return /^(?:[-*+]|\d+[.)])/.exec(raw.trimStart())?.[0] ?? '';
}

/** The blanks before a marker, those behind the marks of a quotation; null where it does not begin a line. */
function columnAt(text: string, at: number): number | null {
  const ahead = text.slice(text.lastIndexOf('\n', at - 1) + 1, Math.max(at, 0));
  return /[^\s>]/.test(ahead)
    ? null
    : ahead.replace(/^[ \t]*(?:> ?)*/, (marks) => (marks.includes('>') ? '' : marks)).length;
}
