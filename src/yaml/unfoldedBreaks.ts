import type { Scalar } from 'yaml';
import { offsetsInSource } from './offsetsInSource.ts';
import { breaksUnspaced, holdsUnspaced } from './softBreaks.ts';

/**
 * The text of a scalar in which YAML has folded no line break into a space that
 * a reader of Chinese or Japanese would not see: it is a line break again. The
 * text keeps its length, and so the places in it.
 */
export function withUnfoldedBreaks(text: string, { type, range }: Scalar, source: string): string {
  if (!range || type === 'BLOCK_LITERAL' || !holdsUnspaced(text)) return text;
  const [from, to] = range;
  if (!source.slice(from, to).includes('\n')) return text;
  const offsets = offsetsInSource(text, source, from, to, type ?? 'PLAIN');
  return text.replaceAll(' ', (space, at: number) => {
    const isFolded = /^[ \t]*\r?\n/.test(source.slice(offsets[at], offsets[at + 1]));
    return isFolded && breaksUnspaced(text.slice(Math.max(at - 12, 0), at), text.slice(at + 1, at + 13)) ? '\n' : space;
  });
}
