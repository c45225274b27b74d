/** A backslash between double quotes that was typed for itself, and that YAML takes with the letter behind it. */
export interface LostBackslash {
  /** Its place in the source. */
  readonly start: number;
  readonly end: number;
  readonly typed: string;
  /** What stands there now. */
  readonly becomes: string;
  /** The whole text between single quotes; null where that would change other signs of it, or is too long to show. */
  readonly inSingleQuotes: string | null;
  /** The word, with its backslashes doubled. */
  readonly doubled: string;
}

/**
 * The first backslash of a double-quoted text (`from` to `to` in `source`, with
 * its quotes) that belongs to a path, to a command of TeX, or to a letter that
 * nobody would escape. Line breaks, tabs and characters by their number are
 * what escapes are for, and stay.
 */
export function firstLostBackslash(source: string, from: number, to: number): LostBackslash | null {
  const text = source.slice(from + 1, to - 1);
  if (!text.includes('\\')) return null;
  const escapes = [...text.matchAll(anyEscape)];
  const paths = [...text.matchAll(path)].filter(isPath).map(({ 0: typed, index }) => [index, index + typed.length]);
  const isInPath = (at: number): boolean => paths.some(([start = 0, end = 0]) => at >= start && at < end);
  const isLost = ({ 0: typed, index }: RegExpExecArray): boolean =>
    /^\\[^\\"\s]/.test(typed) && (isInPath(index) || isLetter(text, index));
  const lost = escapes.filter(isLost);
  const [first] = lost;
  if (!first) return null;
  const isWhole = escapes.length === lost.length && !text.includes('\n') && text.length <= longestShown;
  const begin = text.slice(0, first.index).search(/\S*$/);
  const end = first.index + (/^\S*/.exec(text.slice(first.index))?.[0].length ?? 0);
  const places = new Set(lost.map(({ index }) => index));
  const doubled = [...text.slice(begin, end)].map((sign, at) => (places.has(begin + at) ? '\\\\' : sign)).join('');
  return {
    start: from + 1 + first.index,
    end: from + 1 + first.index + first[0].length,
    typed: first[0],
    becomes: meanings[first[0][1] ?? ''] ?? 'another sign',
    inSingleQuotes: isWhole ? `'${text.replaceAll("'", "''")}'` : null,
    doubled: doubled.length > longestShown ? `${doubled.slice(0, longestShown)}…` : doubled,
  };
}

const longestShown = 100;

const anyEscape = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[\s\S])/g;

/** YAML 1.2, 5.7. */
const meanings: Record<string, string> = {
  t: 'a tab',
  n: 'a line break',
  r: 'a line break',
  N: 'a line break',
  L: 'a line break',
  P: 'a line break',
  _: 'a blank',
  '/': 'a slash alone',
  ...Object.fromEntries([...'0abevf'].map((letter) => [letter, 'a sign that nobody sees'])),
};

/** From a drive, a server or a folder on. Who doubles the backslash behind a drive knows what it does; A and B are labels. */
const path =
  /(?<![\p{L}\p{N}\\.])(?:[C-Zc-z]:(?=\\\p{L})|\\\\(?=[\p{L}\p{N}][\p{L}\p{N}.-]*\\\p{L})|(?:\.{1,2}|~|%\w{1,40}%)(?=\\\p{Ll}))(?:\\(?![nt](?!\p{Ll}))[^\s]|[^\s\\"<>|?*:,;!()])*/gu;

/** `Vitamin C:\nfish` holds a line break alone; a path has more to show, or begins the text. */
function isPath({ 0: typed, index }: RegExpExecArray): boolean {
  const signs = [...typed.replace(/^\\\\/, '').matchAll(anyEscape)].map(([sign]) => sign);
  return index === 0 || signs.some((sign) => !/^\\[n"]/.test(sign)) || /\.[A-Za-z]\w{1,3}\.?$/.test(typed);
}

/** Where no path is: an escape that nobody types before a letter, or a command of TeX. */
function isLetter(text: string, at: number): boolean {
  const rest = text.slice(at + 1, at + 24);
  const before = text.slice(Math.max(at - 1, 0), at);
  if (/^[abefvNLPr][A-Za-z]/.test(rest)) return true;
  if (rest.startsWith('_')) return /\p{L}/u.test(before) && /^_[\p{L}\p{N}]/u.test(rest);
  if (/^(?:times|theta|tau|text|tfrac|neq|nabla)(?![a-z])/.test(rest)) return true;
  return (
    (rest.startsWith('t') && /[ (]/.test(before) && /^t\p{Ll}/u.test(rest)) || (at === 0 && /^n\p{Ll}/u.test(rest))
  );
}
