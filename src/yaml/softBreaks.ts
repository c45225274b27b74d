/**
 * A line break in a text is a space, but not between two letters or marks of
 * Chinese or Japanese: they stand without spaces (CSS Text 4, "segment break
 * transformation rules"). Korean and Thai put spaces between words or
 * sentences, and keep theirs. The canonical form of a sign-off (from format 2 on) rests
 * on it: another answer here would be another text there.
 */

/** Han, kana, bopomofo and Yi, their marks, and the wide forms of Latin; no ideographic space, no Hangul. */
const unspaced = String.raw`[\u2e80-\u2fdf\u2ff0-\u2fff\u3001-\u312f\u3190-\u31ff\u3220-\u325f\u3280-\ua4cf\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe4f\uff01-\uff9f\uffe0-\uffe6\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}]`;

/** Quotation marks, dashes and dots that Chinese shares with Latin: the letter beside them decides. */
const shared = `[“”‘’…—·]{0,8}`;

/** U+FE00 to U+FE0F and U+E0100 to U+E01EF choose the form of the letter before them. */
const variant = String.raw`[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]?`;

const endsUnspaced = new RegExp(`${unspaced}${variant}${shared}$`, 'u');
const beginsUnspaced = new RegExp(`^${shared}${unspaced}`, 'u');

/** Whether a text may hold such a break at all: most hold none, and need not be looked through. */
export function mayBreakUnspaced(text: string): boolean {
  return /[\u2e80-\uffff]/.test(text) && text.includes('\n');
}

/** Whether the line break between two words, as a reader sees them, is no space. */
export function breaksUnspaced(before: string, after: string): boolean {
  return endsUnspaced.test(before.slice(-12)) && beginsUnspaced.test(after.slice(0, 12));
}

const holdsOne = new RegExp(unspaced, 'u');

/** Whether a text holds a letter or mark that stands without spaces. */
export function holdsUnspaced(text: string): boolean {
  return holdsOne.test(text);
}

const between = new RegExp(`(?<=${unspaced}${variant}${shared})\\s+(?=${shared}${unspaced})`, 'gu');

/** Without the white space that a reader would not see there, had it been typed as a line break. */
export function withoutUnseenSpaces(text: string): string {
  return holdsOne.test(text) ? text.replaceAll(between, '') : text;
}

/** A text of one line, typed on several, as a reader sees it: without the line breaks that are no spaces. */
export function withoutUnspacedBreaks(text: string): string {
  if (!mayBreakUnspaced(text)) return text;
  return text.replaceAll(/[ \t]*\n[ \t]*/g, (typed, at: number) =>
    breaksUnspaced(text.slice(Math.max(at - 12, 0), at), text.slice(at + typed.length, at + typed.length + 12))
      ? ''
      : typed,
  );
}

/** Without spaces and tabs behind it. A regular expression would take a time that grows with the square of a run of blanks. */
export function withoutBlanksAtEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  return line.slice(0, end);
}
