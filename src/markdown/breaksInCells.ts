import { cellsOf, childrenOf } from './markdownTokens.ts';
import type { Tokens } from './proseLexer.ts';
import type { Token } from './token.ts';

/**
 * Makes a line break of each `<br>` in a cell of a table: Markdown has no other
 * way to break a line there. Everywhere else it is HTML, and stays text.
 */
export function breakLinesInCells(tokens: readonly Token[]): void {
  for (const token of tokens) {
    if (token.type === 'table') for (const cell of cellsOf(token as Tokens.Table)) breakLines(cell.tokens);
    else breakLinesInCells(childrenOf(token));
  }
}

function breakLines(tokens: Token[]): void {
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index] as Token;
    if (token.tokens) breakLines(token.tokens);
    // The words of a bare address are no longer those that were typed.
    else if (token.type === 'text' && /<br/i.test(token.raw)) tokens.splice(index, 1, ...parts(token.raw));
  }
}

function parts(text: string): Token[] {
  return text
    .split(/(<br[ \t]*\/?>)/i)
    .filter((part) => part !== '')
    .map((raw): Tokens.Br | Tokens.Text =>
      /^<br[ \t]*\/?>$/i.test(raw) ? { type: 'br', raw } : { type: 'text', raw, text: raw },
    );
}
