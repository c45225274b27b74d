import { breaksUnspaced, holdsUnspaced, withoutBlanksAtEnd } from '../yaml/softBreaks.ts';

/**
 * The canonical form of a text, in which a sign-off keeps it (docs/sign-offs.md
 * writes it down for other programs). Nothing but white space
 * and the repeated mark of a quotation is changed: two texts with one canonical
 * form have the same words, numbers and signs, in the same order and blocks.
 */

/** The version of the statement of a sign-off, its canonical form and its record. Another one never changes how this one is read. */
export type Format = 1 | 2 | 3;

/** A text of one line: every run of spaces, tabs and line ends becomes one space, and none is left at either end. */
export function canonicalLine(text: string): string {
  return text.replaceAll(/[ \t\r\n]+/g, ' ').replaceAll(/^ | $/g, '');
}

/**
 * Markdown: line ends become LF; spaces and tabs at the end of a line go, and
 * blank lines at either end; outside of code several blank lines become one,
 * and a line that goes on with the paragraph above it is joined to it: by one
 * space or, from format 2 on, by nothing between two characters of a script that
 * knows no spaces. A canonical text is its own canonical form.
 */
export function canonicalMarkdown(text: string, format: Format): string {
  const canonical: string[] = [];
  let fence: string | null = null;
  // Whether the lines since the last blank one may be a paragraph: nothing is joined to code.
  let isParagraph = false;
  let isUnspacedAbove = false;
  for (const typed of text.split(/\r\n|\r|\n/)) {
    const line = withoutBlanksAtEnd(typed);
    const above = canonical.at(-1) ?? '';
    if (fence !== null) {
      canonical.push(line);
      if (isEndOf(fence, line)) fence = null;
      isParagraph = false;
      continue;
    }
    if (line === '') {
      if (above !== '') canonical.push('');
      isParagraph = false;
      continue;
    }
    fence = /^(?:[ >]|[-+*] |\d{1,9}[.)] )*(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    const isUnspaced = format > 1 && holdsUnspaced(line);
    if (fence === null && isParagraph && goesOn(above, line)) {
      const words = line.replace(quotation, '').replace(/^[ \t]+/, '');
      const between = format > 1 && isUnspacedAbove && isUnspaced ? betweenUnspaced(above, words) : ' ';
      if (between !== null) {
        canonical[canonical.length - 1] = above + between + words;
        isUnspacedAbove ||= isUnspaced;
        continue;
      }
    }
    canonical.push(line);
    isUnspacedAbove = isUnspaced;
    if (above === '') isParagraph = !/^(?: {4}| {0,3}\t)/.test(line);
    // A row of a table needs no bars of its own below one that has them.
    if (line.includes('|')) isParagraph = false;
  }
  while (canonical.at(-1) === '') canonical.pop();
  return canonical.join('\n').replace(/^\n+/, '');
}

const quotation = /^ {0,3}>(?: ?>)* ?/;

/** Begins or ends a block: a list, a heading, a rule, a quotation, a definition of a link, a callout. */
const blockMark =
  /^[ \t]*(?:[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|#{1,6}(?:[ \t]|$)|>|(?:[-_*=][ \t]*)+$|:?-+:?$|\[[^\]]*\]:|\[![\w-]+\]$)/;
const listMark = /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+(?=\S)/;

/** Whether `line` continues the paragraph that `above` ends with. In doubt it does not, and the lines stay apart. */
function goesOn(above: string, line: string): boolean {
  const [outer, inner] = [quotation.exec(above)?.[0] ?? '', quotation.exec(line)?.[0] ?? ''];
  const [before, words] = [above.slice(outer.length), line.slice(inner.length)];
  if (outer.replaceAll(' ', '') !== inner.replaceAll(' ', '')) return false;
  // A line of marks alone parts two paragraphs of a quotation, as a blank one does outside of it.
  if (words === '') return false;
  // `> 5 mg` may be text, with a sign that must not go; below words it is a quotation.
  if (inner !== '' && !beginsWithLetter.test(before)) return false;
  if (above.endsWith('\\') || line.includes('|')) return false;
  return !blockMark.test(words) && !blockMark.test(before.replace(listMark, ''));
}

/**
 * What a reader sees between two lines of a paragraph that both hold Chinese or
 * Japanese: a space, or nothing where two such letters meet. Null where marks of
 * Markdown may stand between them: the lines then stay apart, for the page to join.
 */
function betweenUnspaced(above: string, line: string): '' | ' ' | null {
  if (breaksUnspaced(above, line)) return '';
  const keepsSpaces = (sign: string): boolean => /^[\p{L}\p{N}]$/u.test(sign) && !holdsUnspaced(sign);
  return keepsSpaces(above.slice(-1)) || keepsSpaces(line.slice(0, 1)) ? ' ' : null;
}

const beginsWithLetter = /^[*_]{0,3}\p{L}/u;

/** CommonMark 4.5: at least as many of the same sign, and nothing behind them. */
function isEndOf(fence: string, line: string): boolean {
  const closing = /^[ >]*(`{3,}|~{3,})$/.exec(line)?.[1];
  return closing !== undefined && closing[0] === fence[0] && closing.length >= fence.length;
}
