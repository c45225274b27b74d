import type { Path } from './places.ts';

/** A text of YAML without the questions behind the first of each list, and where those stand. */
export interface SplitText {
  /** Holds the first question of each list, so that each list is still one. */
  readonly frame: string;
  readonly lists: readonly EntryList[];
  /** The place in the source of an offset in the frame. */
  sourceOffset(offset: number): number;
}

export interface EntryList {
  /** `['questions']` or `['sections', 3, 'questions']`. */
  readonly path: Path;
  /** Where its `questions:` stands. */
  readonly keyStart: number;
  /** Of the questions from the second on, in UTF-16 code units; each ends where the next line that is none of its own begins. */
  readonly entries: readonly { readonly start: number; readonly end: number }[];
}

/**
 * Parts faq.yaml along its questions, by the lines that can be nothing else in
 * YAML 1.2 where each part for itself has no error: `questions:` at the margin
 * or as a key of an entry of `sections:`, and below it entries that begin with
 * `- ` in one column. Null where there is no such list.
 */
export function splitEntries(text: string): SplitText | null {
  const splitter: Splitter = { lists: [], cuts: [], root: null, section: null, list: null, isOdd: false };
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    readLine(text, start, end, splitter);
    start = end;
  }
  endList(splitter, text.length);
  const { lists, cuts } = splitter;
  if (cuts.length === 0 || splitter.isOdd) return null;
  const kept: { from: number; at: number }[] = [];
  let frame = '';
  let from = 0;
  for (const cut of [...cuts, { start: text.length, end: text.length }]) {
    kept.push({ from, at: frame.length });
    frame += text.slice(from, cut.start);
    from = cut.end;
  }
  return { frame, lists, sourceOffset: (offset) => offsetIn(kept, offset) };
}

interface Splitter {
  readonly lists: EntryList[];
  /** What the frame leaves out, in order. */
  readonly cuts: { start: number; end: number }[];
  /** The key at the margin below which the line stands. */
  root: 'sections' | 'questions' | null;
  /** Column of the entries of `sections`, once it is known, and how many there are. */
  section: { indent: number; count: number } | null;
  list: OpenList | null;
  /** Something stands there that is not counted here, such as a dash alone on its line. */
  isOdd: boolean;
}

interface OpenList {
  readonly keyStart: number;
  /** Column of `questions:`. */
  readonly keyIndent: number;
  readonly path: Path;
  /** Column of the `-`; -1 until the first entry. */
  indent: number;
  count: number;
  entries: { start: number; end: number }[];
  /** Where the entry that is being read began; -1 where it stays in the frame. */
  entryStart: number;
}

const space = 0x20;
const dash = 0x2d;
const hash = 0x23;

function readLine(text: string, start: number, end: number, splitter: Splitter): void {
  let at = start;
  while (text.charCodeAt(at) === space) at++;
  const first = text.charCodeAt(at);
  // Blank lines and comments, however far to the left, belong to whatever is open.
  if (at >= end || first === 0x0a || first === hash) return;
  const indent = at - start;
  const isEntry = first === dash && text.charCodeAt(at + 1) === space;
  const { list } = splitter;
  if (list) {
    if (list.indent < 0 && isEntry && indent >= list.keyIndent && text.charCodeAt(at + 2) !== space) {
      list.indent = indent;
      list.count = 1;
      return;
    }
    if (list.indent >= 0 && indent > list.indent) return;
    if (list.indent >= 0 && indent === list.indent && isEntry) {
      endEntry(list, start);
      list.entryStart = start;
      list.count++;
      return;
    }
    endList(splitter, start);
  }
  if (first === dash && !isEntry) splitter.isOdd = true;
  if (indent === 0 && !isEntry) {
    splitter.section = null;
    splitter.root = null;
    const line = text.slice(start, end).trimEnd();
    if (line === 'questions:') openList(splitter, 0, start, ['questions']);
    else if (line === 'sections:') splitter.root = 'sections';
    return;
  }
  if (splitter.root !== 'sections') return;
  if (isEntry && (splitter.section === null || splitter.section.indent === indent)) {
    splitter.section = { indent, count: (splitter.section?.count ?? 0) + 1 };
    if (text.slice(at + 2, end).trimEnd() === 'questions:') openSectionList(splitter, indent, at + 2);
    return;
  }
  if (splitter.section?.indent === indent - 2 && text.slice(at, end).trimEnd() === 'questions:')
    openSectionList(splitter, splitter.section.indent, at);
}

function openSectionList(splitter: Splitter, indent: number, keyStart: number): void {
  openList(splitter, indent + 2, keyStart, ['sections', (splitter.section?.count ?? 1) - 1, 'questions']);
}

function openList(splitter: Splitter, keyIndent: number, keyStart: number, path: Path): void {
  splitter.list = { keyIndent, keyStart, path, indent: -1, count: 0, entries: [], entryStart: -1 };
}

function endEntry(list: OpenList, end: number): void {
  if (list.entryStart >= 0) list.entries.push({ start: list.entryStart, end });
  list.entryStart = -1;
}

function endList(splitter: Splitter, end: number): void {
  const { list } = splitter;
  if (!list) return;
  endEntry(list, end);
  if (list.entries.length > 0) {
    splitter.lists.push({ path: list.path, keyStart: list.keyStart, entries: list.entries });
    splitter.cuts.push(...joined(list.entries));
  }
  splitter.list = null;
}

/** Neighbours as one: a cut for each question would make the way back long. */
function joined(entries: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const cuts: { start: number; end: number }[] = [];
  for (const { start, end } of entries) {
    const last = cuts.at(-1);
    if (last?.end === start) last.end = end;
    else cuts.push({ start, end });
  }
  return cuts;
}

function offsetIn(kept: readonly { from: number; at: number }[], offset: number): number {
  let low = 0;
  let high = kept.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((kept[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const piece = kept[low] ?? { from: 0, at: 0 };
  return piece.from + offset - piece.at;
}
