// In: a text, or markup of ours, and the direction in which its page is written.
// Out: its numbers, ranges and telephone numbers, set apart so that they read as typed.
// Does not know: Markdown, pages and words.

export type Direction = 'ltr' | 'rtl';

/** A part of a text that is to be read in a direction of its own, whatever stands around it. */
export interface DirectionRun {
  readonly start: number;
  readonly end: number;
  readonly dir: Direction;
}

/** Stands in a text for an element that is read by itself. */
export const opaque = '\uFFFC';

/** Letters that run from right to left; neither digits nor what Arabic shares with others. */
const rightLetter =
  /[\u0590-\u05ff\u0608\u060b\u060d\u061b-\u065f\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const leftLetter = /(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}])\p{L}/u;
/** Between two letters that run from right to left, and the ends of the text. */
const stretches = new RegExp(`(?:(?!${rightLetter.source})[^])+`, 'gu');

export function hasRightToLeft(text: string): boolean {
  return rightLetter.test(text);
}

/** That of its first letter. */
export function directionOfText(text: string): Direction {
  const letter = new RegExp(`${rightLetter.source}|${leftLetter.source}`, 'u').exec(text)?.[0] ?? '';
  return hasRightToLeft(letter) ? 'rtl' : 'ltr';
}

/**
 * The parts of one block of text that the bidirectional algorithm of Unicode
 * (UAX 9) would show in another order than they were typed in, on a page that
 * runs in `dir`: numbers with their signs and units, sums, ranges and telephone
 * numbers, with the words of Latin letters around them; and a block without a
 * single letter of the page's direction as a whole. Each is read by itself; the
 * words between them flow as the page does.
 */
export function directionRuns(text: string, dir: Direction): DirectionRun[] {
  const hasRight = hasRightToLeft(text);
  if (!hasRight) return dir === 'ltr' || !isReordered(text) ? [] : wholeRun(text, 'ltr');
  const whole = dir === 'ltr' && !leftLetter.test(text) ? wholeRun(text, 'rtl') : [];
  const around = whole.length > 0 ? 'rtl' : dir;
  const runs = [...text.matchAll(stretches)]
    // On a page from left to right only what follows other letters is drawn to them.
    .filter(({ index }) => around === 'rtl' || index > 0)
    .flatMap(({ 0: stretch, index }) => piecesOf(stretch, index > 0).map((piece) => shifted(piece, index)));
  return [...whole, ...runs];
}

/** Words alone, and a number alone, stand in any direction as they were typed. */
function isReordered(text: string): boolean {
  return (
    /[\p{L}\p{N}]/u.test(text) &&
    /[^\p{L}\p{M}\s\uFFFC]/u.test(text) &&
    !/^[\s\uFFFC([]*\p{Nd}+[\s\uFFFC)\]]*$/u.test(text)
  );
}

/** Without the space around it, and what stands before it by itself, as the number of a question does. */
function wholeRun(text: string, dir: Direction): DirectionRun[] {
  const start = text.search(/[^\s\uFFFC]/u);
  return start < 0 ? [] : [{ start, end: text.trimEnd().length, dir }];
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

function shifted({ start, end }: Piece, by: number): DirectionRun {
  return { start: start + by, end: end + by, dir: 'ltr' };
}

/** What of a stretch without letters from right to left holds numbers. `isAttached`: such a letter stands before it. */
function piecesOf(stretch: string, isAttached: boolean): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  const add = (end: number): void => {
    let from = start;
    for (const bracket of [...unmatched(stretch, start, end), end]) {
      pieces.push(...trimmed(stretch, from, bracket, isAttached));
      from = bracket + 1;
    }
  };
  const outside = outsideOfBrackets(stretch);
  for (const { 0: mark, index } of stretch.matchAll(/[.,;:!?،](?=\s)|\uFFFC/gu)) {
    const isJoint = mark !== opaque && (!outside(index) || joinsLatin(stretch, index));
    if (isJoint || index < start) continue;
    add(index);
    start = index + 1;
  }
  add(stretch.length);
  return pieces;
}

/** A comma between Latin words, or such a word and a number, belongs to them; one between two numbers to the text around. */
function joinsLatin(stretch: string, mark: number): boolean {
  const before = stretch[mark - 1] ?? '';
  const after = /\S/.exec(stretch.slice(mark + 1, mark + 9))?.[0] ?? '';
  return leftLetter.test(before) || leftLetter.test(after);
}

/** Between `start` and `end`: from the first letter or digit to the last, with the signs that belong to them. */
function trimmed(stretch: string, start: number, end: number, isAttached: boolean): Piece[] {
  // Signs that belong to a number when they stand before it, and behind it.
  const before = /(?:(?:[<>≤≥≈~=≠±∓№§]|\p{Sc})[ \u00a0\u202f]?|(?<![^\s\p{Cf}([{<>≤≥≈~=±])[-−–+.#№§@*]|[([{])+$/u;
  const after = /^(?:[ \u00a0\u202f]?(?:[%‰‱٪°′″℃℉]|\p{Sc})|[+²³*]|[)\]}])+/u;
  const text = stretch.slice(start, end);
  const core = /[\p{L}\p{N}]/u.exec(text);
  const tail = /[\p{L}\p{N}]\p{M}*(?=[^\p{L}\p{N}]*$)/u.exec(text);
  if (!core || !tail || !/\p{N}/u.test(text)) return [];
  const ahead = text.slice(Math.max(0, core.index - mostSigns), core.index);
  const sign = before.exec(isAttached && start === 0 ? `א${ahead}` : ahead)?.[0] ?? '';
  const rest = tail.index + tail[0].length;
  let from = start + core.index - Math.min(sign.length, ahead.length);
  let to = start + rest + (after.exec(text.slice(rest, rest + mostSigns))?.[0].length ?? 0);
  // A bracket whose other half stayed outside.
  const lone = new Set(unmatched(stretch, from, to));
  while (lone.has(from)) from++;
  while (lone.has(to - 1)) to--;
  return /^\p{Nd}+$/u.test(stretch.slice(from, to)) ? [] : [{ start: from, end: to }];
}

const mostSigns = 16;

/** Whether a place lies outside of all brackets with two halves: an interval `[5, 10]` is one thing. */
function outsideOfBrackets(text: string): (at: number) => boolean {
  if (!/[([{]/.test(text)) return () => true;
  const lone = new Set(unmatched(text, 0, text.length));
  let depth = 0;
  const depths = text.split('').map((sign, at) => {
    if (!lone.has(at)) depth += '([{'.includes(sign) ? 1 : ')]}'.includes(sign) ? -1 : 0;
    return depth;
  });
  return (at) => depths[at] === 0;
}

/** Where brackets stand that have no other half; they belong to the words around. */
function unmatched(text: string, start: number, end: number): number[] {
  const open: number[] = [];
  const found: number[] = [];
  for (let at = start; at < end; at++) {
    const sign = text[at] ?? '';
    if ('([{'.includes(sign)) open.push(at);
    else if (')]}'.includes(sign) && open.pop() === undefined) found.push(at);
  }
  return [...found, ...open].sort((a, b) => a - b);
}
