import { breaksUnspaced } from '../yaml/softBreaks.ts';
import { cellsOf, isCitation } from './markdownTokens.ts';
import type { Tokens } from './proseLexer.ts';
import type { Token } from './token.ts';

/** Takes out of each block's text the line breaks that are no spaces. `raw` keeps them, as they were typed. */
export function joinUnspacedLines(tokens: readonly Token[]): void {
  for (const token of tokens) {
    if (token.type === 'list') joinUnspacedLines((token as Tokens.List).items);
    else if (token.type === 'table') for (const cell of cellsOf(token as Tokens.Table)) joinLines(cell.tokens);
    else if (['paragraph', 'heading', 'text'].includes(token.type)) joinLines(token.tokens ?? []);
    else joinUnspacedLines(token.tokens ?? []);
  }
}

/** The tokens of one block: a line may end in one, and the next begin in another. */
function joinLines(tokens: readonly Token[]): void {
  const leaves = leavesOf(tokens);
  for (const [index, leaf] of leaves.entries()) {
    if (leaf.type !== 'text' || !leaf.raw.includes('\n')) continue;
    const text = leaf as Tokens.Text;
    // Each line break keeps the blanks around it, so that they can go with it.
    const lines = text.raw.split(/([ \t]*\n[ \t]*)/);
    for (let at = 1; at < lines.length; at += 2) {
      const before = lines[at - 1] || shown(leaves[index - 1]);
      const after = lines[at + 1] || shown(leaves[index + 1]);
      if (breaksUnspaced(before, after)) lines[at] = '';
    }
    text.text = lines.join('');
  }
}

/** In the order of the text; the number of a source is no part of what stands around it. */
function leavesOf(tokens: readonly Token[]): Token[] {
  return tokens
    .flatMap((token) => (token.tokens && token.type !== 'image' ? leavesOf(token.tokens) : [token]))
    .filter((token) => !isCitation(token));
}

function shown(leaf: Token | undefined): string {
  return leaf && ['text', 'escape', 'codespan'].includes(leaf.type) ? (leaf as Tokens.Text).text : '';
}
