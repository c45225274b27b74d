// In: the finished texts of an answer, with the places of their signs.
// Out: the marks in them that a reader would see as marks, and what to write instead.
// Does not know: diagnostics, and what the texts refer to.

import { type Find, type Found, marks } from './knownMarks.ts';
import { lineMarks } from './lineMarks.ts';
import { looseStars } from './looseStars.ts';
import type { ShownText } from './shownText.ts';

/** A mark that readers see as a mark: where it stands in the text of the answer, and what to do. */
export interface StrayMark {
  readonly start: number;
  readonly end: number;
  readonly mark: string;
  /** What became of it. */
  readonly fate: string;
  readonly help: string;
}

/**
 * Marks of Markdown, or of another generator, that reached the finished text,
 * where a reader sees them: one of each slip, in the order of the text. What
 * medical prose writes with the same signs is left alone.
 */
export function strayMarksIn(texts: readonly ShownText[], kinds: readonly Find[] = everyMark): StrayMark[] {
  const found = texts.flatMap((text) =>
    mayHoldMarks.test(text.text) ? marksIn(text, kinds).map((mark) => ({ ...mark, text })) : [],
  );
  found.push(...looseStars(texts));
  if (found.length === 0) return [];
  const positions = new Map(texts.map((text, position) => [text, position]));
  const positionOf = ({ text }: { readonly text: ShownText }): number => positions.get(text) ?? 0;
  const seen = new Set<string>();
  const strays: StrayMark[] = [];
  let last: (typeof found)[number] | null = null;
  for (const mark of found.sort((a, b) => positionOf(a) - positionOf(b) || a.index - b.index)) {
    // A list whose paragraphs all begin with the same sign is one slip.
    const goesOn =
      mark.once === 'run' && last !== null && nameOf(last) === nameOf(mark) && mark.text.order - last.text.order <= 1;
    const key = `${mark.help}\0${mark.name ?? ''}`;
    if (mark.once === 'run') last = mark;
    if (goesOn || (mark.once === 'text' && seen.has(key))) continue;
    seen.add(key);
    const start = mark.text.placeOf(mark.index);
    strays.push({
      start,
      end: Math.max(mark.text.placeOf(mark.index + mark.typed.length - 1) + 1, start + 1),
      mark: shorten(mark.typed),
      fate: mark.fate,
      help: mark.help,
    });
  }
  return strays;
}

/** Whatever begins a mark: most texts hold none of it. */
const mayHoldMarks =
  /[*_`[\]{}|~=#\\$^%&＊＃［｀｜]|<(?:www|[a-z]+:|\/?br)|:[:a-z]|^[^\p{L}\p{N}(]|^[ \t]*(?:[①-⑳o]|[(（]?[\p{Nd}\p{L}]{1,3}(?:[.)、．）,]|[ \t]?[/–-]))[ \t]*\S|'''|\+\+|\.\. |^h\d\.|<%|@@/mu;

export const everyMark: readonly Find[] = [...lineMarks, ...marks];

function marksIn({ text, isInList }: ShownText, kinds: readonly Find[] = everyMark): Found[] {
  const found = kinds
    .flatMap((find) => find(text, isInList))
    .sort((a, b) => a.index - b.index || b.typed.length - a.typed.length);
  // One slip is one mark: what lies within another, or within an address, is none of its own.
  const addresses = [...text.matchAll(/(?:https?:\/\/|www\.)[^\s)\]]+/g)];
  const isInAddress = ({ index }: Found): boolean =>
    addresses.some((address) => index > address.index && index < address.index + address[0].length);
  let end = 0;
  return found.filter((mark) => {
    if (mark.index < end || isInAddress(mark)) return false;
    end = mark.index + mark.typed.length;
    return true;
  });
}

function nameOf({ help, name }: Found): string {
  return name ?? help;
}

function shorten(typed: string): string {
  const line = typed.trim().replaceAll(/\s+/g, ' ').replaceAll('\uFFFC', '…');
  return line.length <= 40 ? line : `${line.slice(0, 39)}…`;
}
