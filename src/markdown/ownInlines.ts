import { westernWordCharacter } from './easternLetters.ts';
import { childrenOf, decodeEntities, isCitation } from './markdownTokens.ts';
import type { Token } from './token.ts';

/** Elements that change how words look, and add none. */
export const inlineElements = ['b', 'dfn', 'i', 'kbd', 'mark', 'samp', 'small', 'span', 'u', 'var'] as const;

/** Words between two marks that a project prints as an element of its own choice. */
export interface OwnInline {
  /** What stands before the words; behind them it is mirrored, as `]]` is to `[[`. */
  readonly marks: string;
  readonly element: (typeof inlineElements)[number];
  readonly class: string | null;
}

export interface OwnInlineToken extends Token {
  readonly type: 'own';
  readonly inline: OwnInline;
  readonly tokens: Token[];
}

export function isOwnInline(token: Token): token is OwnInlineToken {
  return token.type === 'own';
}

/** Signs of which marks are made: none of them means anything to Markdown, an address or a number. */
export const markSigns = /^[=^:[\]{}]{2,4}$/;

/** No class of the program begins so. */
export const ownClass = /^own-[a-z0-9]+(?:-[a-z0-9]+)*$/;

const mirrored: Readonly<Record<string, string>> = {
  '[': ']',
  ']': '[',
  '(': ')',
  ')': '(',
  '{': '}',
  '}': '{',
};

/** The marks behind the words. */
export function closingMarks(marks: string): string {
  return [...marks]
    .reverse()
    .map((sign) => mirrored[sign] ?? sign)
    .join('');
}

/**
 * Puts what stands between marks, in the tokens of one run of words (a paragraph, a heading, a cell), into
 * tokens of its own. The tokens themselves stay as they were read, so that whoever knows no such marks reads the
 * same words with the marks around them. Marks touch their words on the inside and none on the outside: without
 * them, no two words or numbers become one, whatever links, emphasis and other marks stand between. They open and
 * close within the same brackets, so that none of `(%) … (10%)` can be taken for marks; and none stands within itself.
 */
export function withOwnInlines(run: readonly Token[], inlines: readonly OwnInline[]): readonly Token[] {
  const pairs = pairsIn(run, inlines);
  if (pairs.length === 0) return run;
  const ends = new Map<Token, End[]>();
  const note = (end: End): void => {
    const known = ends.get(end.leaf.token);
    if (known) known.push(end);
    else ends.set(end.leaf.token, [end]);
  };
  for (const { inline, open, close } of pairs) {
    note({ ...open, inline, isOpen: true });
    note({ ...close, inline, isOpen: false });
  }
  return rebuilt(run, ends);
}

/** Where marks begin that are printed as an element, each in a token of the run. */
export function ownMarksIn(
  run: readonly Token[],
  inlines: readonly OwnInline[],
): { readonly token: Token; readonly at: number; readonly length: number }[] {
  return pairsIn(run, inlines).map(({ inline, open: { leaf, at } }) => ({
    token: leaf.token,
    at,
    length: inline.marks.length,
  }));
}

interface Leaf {
  readonly token: Token;
  /** What a reader sees of it; of words, what was typed. */
  readonly shown: string;
  /** Its place in its run, by the words before it. */
  readonly start: number;
  /** The tokens that it stands among: marks end where they begin, and not within a link. */
  readonly level: readonly Token[];
}

interface Place {
  readonly leaf: Leaf;
  readonly at: number;
}

interface Pair {
  readonly inline: OwnInline;
  readonly open: Place;
  readonly close: Place;
}

interface End extends Place {
  readonly inline: OwnInline;
  readonly isOpen: boolean;
}

function isWords(token: Token): boolean {
  return token.type === 'text' && !token.tokens;
}

function leavesOf(run: readonly Token[]): Leaf[] {
  const leaves: Leaf[] = [];
  let start = 0;
  const visit = (token: Token, level: readonly Token[]): void => {
    const children = token.type === 'image' || isCitation(token) ? [] : childrenOf(token);
    if (children.length > 0) {
      for (const child of children) visit(child, children);
      return;
    }
    const shown = isWords(token) ? token.raw : shownOf(token);
    leaves.push({ token, shown, start, level });
    start += shown.length;
  };
  for (const token of run) visit(token, run);
  return leaves;
}

/** Of a token that holds no words in which marks could stand. */
function shownOf(token: Token): string {
  if (token.type === 'br') return '\n';
  if (token.type === 'codespan' || token.type === 'escape') return (token as Token & { text: string }).text;
  return object;
}

/** A picture or the number of a source. */
const object = '\uFFFC';

/** From the first to the last, each decided once: the time grows as the text does. */
function pairsIn(run: readonly Token[], inlines: readonly OwnInline[]): Pair[] {
  if (inlines.length === 0) return [];
  const leaves = leavesOf(run);
  const openings = leaves.flatMap((leaf, index) => (isWords(leaf.token) ? openingsIn(leaf, index, inlines) : []));
  if (openings.length === 0) return [];
  const brackets = bracketsAround(leaves);
  const closings = closingsIn(leaves, inlines, brackets);
  const gone = new Set<number>();
  const around: { readonly inline: OwnInline; readonly from: number; readonly until: number }[] = [];
  const pairs: Pair[] = [];
  for (const { index, at, inline } of openings) {
    const leaf = leaves[index] as Leaf;
    const { length } = inline.marks;
    const from = leaf.start + at;
    while ((around.at(-1)?.until ?? from) < from) around.pop();
    const limit = around.at(-1)?.from ?? Number.POSITIVE_INFINITY;
    if (gone.has(from) || from + length > limit || around.some((outer) => outer.inline === inline)) continue;
    const [before, behind] = [textBefore(leaves, index, at, gone), textBehind(leaves, index, at + length)];
    // A longer row of one sign is no pair of marks.
    const isRow = before.at(-1) === inline.marks[0] || behind[0] === inline.marks.at(-1);
    if (isRow || wordBefore.test(before) || /^\s/.test(behind)) continue;
    const ends =
      closings
        .get(leaf.level)
        ?.get(inline)
        ?.get(brackets(leaf, at + length)) ?? [];
    while (ends.length > 0 && (ends.at(-1) as Closing).from <= from + length) ends.pop();
    const close = ends.at(-1);
    if (!close || close.from + length > limit) continue;
    for (let offset = 0; offset < length; offset++) gone.add(from + offset).add(close.from + offset);
    around.push({ inline, from: close.from, until: close.from + length - 1 });
    pairs.push({ inline, open: { leaf, at }, close });
  }
  return pairs;
}

/** The longest marks at one place come first. */
function openingsIn(
  { shown }: Leaf,
  index: number,
  inlines: readonly OwnInline[],
): { readonly index: number; readonly at: number; readonly inline: OwnInline }[] {
  return inlines
    .flatMap((inline) => placesOf(inline.marks, shown).map((at) => ({ index, at, inline })))
    .sort((a, b) => a.at - b.at || b.inline.marks.length - a.inline.marks.length);
}

function placesOf(marks: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(marks); at >= 0; at = text.indexOf(marks, at + 1)) places.push(at);
  return places;
}

interface Closing extends Place {
  readonly from: number;
}

/** What can stand behind words, the first one last: by the tokens around it, the marks, and the brackets that it stands in. */
type Closings = Map<readonly Token[], Map<OwnInline, Map<number, Closing[]>>>;

function closingsIn(
  leaves: readonly Leaf[],
  inlines: readonly OwnInline[],
  brackets: (leaf: Leaf, at: number) => number,
): Closings {
  const closings: Closings = new Map();
  for (const [index, leaf] of [...leaves.entries()].reverse()) {
    if (!isWords(leaf.token)) continue;
    for (const inline of inlines) {
      const marks = closingMarks(inline.marks);
      for (const at of placesOf(marks, leaf.shown).reverse()) {
        const behind = textBehind(leaves, index, at + marks.length);
        if (wordBehind.test(behind) || behind[0] === marks.at(-1)) continue;
        if (/\s$/.test(textBefore(leaves, index, at, new Set()))) continue;
        const ofLevel = closings.get(leaf.level) ?? new Map<OwnInline, Map<number, Closing[]>>();
        const ofInline = ofLevel.get(inline) ?? new Map<number, Closing[]>();
        const around = brackets(leaf, at);
        const found = ofInline.get(around) ?? [];
        found.push({ leaf, at, from: leaf.start + at });
        closings.set(leaf.level, ofLevel.set(inline, ofInline.set(around, found)));
      }
    }
  }
  return closings;
}

/** What would be one word or number with what stands between the marks; scripts without spaces between words have none. */
const wordBefore = new RegExp(`${westernWordCharacter}[\\p{M}\\p{Cf}]*[.,]?$`, 'u');
const wordBehind = new RegExp(`^[.,]?\\p{Cf}*(?:\\p{M}|${westernWordCharacter})`, 'u');

/** So many signs hold the longest entity, and what stands beside it. */
const near = 80;

/** The last few signs that a reader sees before a place; `gone`: places of signs that are not printed. */
function textBefore(leaves: readonly Leaf[], index: number, at: number, gone: ReadonlySet<number>): string {
  let text = '';
  let end = at;
  for (let now = index; now >= 0 && text.length < 4; ) {
    const { token, shown, start } = leaves[now] as Leaf;
    while (end > 0 && gone.has(start + end - 1)) end--;
    let begin = end;
    while (begin > Math.max(0, end - near) && !gone.has(start + begin - 1)) begin--;
    const part = shown.slice(begin, end);
    text = (isWords(token) ? decodeEntities(part) : part) + text;
    end = begin;
    if (begin > 0 && gone.has(start + begin - 1)) continue;
    now--;
    end = leaves[now]?.shown.length ?? 0;
  }
  return text;
}

/** The first few signs behind a place. */
function textBehind(leaves: readonly Leaf[], index: number, at: number): string {
  let text = '';
  for (let now = index; now < leaves.length && text.length < 4; now++) {
    const { token, shown } = leaves[now] as Leaf;
    const from = now === index ? at : 0;
    const part = shown.slice(from, from + near);
    text += isWords(token) ? decodeEntities(part) : part;
  }
  return text;
}

/** Which pair of brackets stands closest around a place among the words of a level; 0 for none. */
function bracketsAround(leaves: readonly Leaf[]): (leaf: Leaf, at: number) => number {
  const open = new Map<readonly Token[], { readonly sign: string; readonly at: number }[]>();
  const partners = new Map<number, number>();
  const words = leaves.filter(({ token }) => isWords(token));
  for (const leaf of words) {
    const stack = open.get(leaf.level) ?? [];
    open.set(leaf.level, stack);
    for (const { 0: sign, index } of leaf.shown.matchAll(/[[\](){}]/g)) {
      const at = leaf.start + index;
      const isPartner = !'[({'.includes(sign) && stack.at(-1)?.sign === mirrored[sign];
      const partner = isPartner ? stack.pop() : undefined;
      if (partner) partners.set(partner.at, at).set(at, partner.at);
      else if ('[({'.includes(sign)) stack.push({ sign, at });
    }
  }
  const around = new Map<Leaf, number[]>();
  const inside = new Map<readonly Token[], number[]>();
  for (const leaf of words) {
    const stack = inside.get(leaf.level) ?? [];
    inside.set(leaf.level, stack);
    const ids: number[] = [];
    for (let at = 0; at <= leaf.shown.length; at++) {
      ids.push(stack.at(-1) ?? 0);
      const here = leaf.start + at;
      const partner = at < leaf.shown.length ? partners.get(here) : undefined;
      if (partner === undefined) continue;
      if (partner > here) stack.push(here + 1);
      else stack.pop();
    }
    around.set(leaf, ids);
  }
  return (leaf, at) => around.get(leaf)?.[at] ?? 0;
}

function rebuilt(tokens: readonly Token[], ends: ReadonlyMap<Token, readonly End[]>): Token[] {
  const stack: Token[][] = [[]];
  const add = (token: Token): void => {
    stack.at(-1)?.push(token);
  };
  const addWords = (raw: string): void => {
    if (raw !== '') add({ type: 'text', raw, text: raw } as Token);
  };
  for (const token of tokens) {
    if (token.type === 'image' || isCitation(token) || !(token.tokens || ends.has(token))) add(token);
    else if (token.tokens) add({ ...token, tokens: rebuilt(token.tokens, ends) });
    else {
      let from = 0;
      for (const { at, inline, isOpen } of [...(ends.get(token) ?? [])].sort((a, b) => a.at - b.at)) {
        addWords(token.raw.slice(from, at));
        from = at + inline.marks.length;
        if (isOpen) stack.push([]);
        else {
          const inside = stack.pop() ?? [];
          add({ type: 'own', raw: '', inline, tokens: inside } as OwnInlineToken);
        }
      }
      addWords(token.raw.slice(from));
    }
  }
  return stack[0] ?? [];
}
