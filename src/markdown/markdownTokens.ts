import { decodeHTMLStrict } from 'entities';
import type { CitationToken } from './citations.ts';
import type { Tokens } from './proseLexer.ts';
import type { Token } from './token.ts';

export function isCitation(token: Token): token is CitationToken {
  return token.type === 'citation';
}

const calloutMark = /^\[!([a-zA-Z][a-zA-Z-]*)\][ \t]*(?:\n|$)/;

/** The word between `[!` and `]` at the head of a quotation, as typed; null for a plain quotation. */
export function calloutKind(token: Tokens.Blockquote): string | null {
  return calloutMark.exec(token.text)?.[1] ?? null;
}

/** The tokens inside of a callout, without its mark. */
export function calloutBody(token: Tokens.Blockquote): readonly Token[] {
  const [first, ...rest] = token.tokens;
  if (first?.type !== 'paragraph') return token.tokens;
  const [mark, ...inline] = (first as Tokens.Paragraph).tokens;
  const text = (mark as Tokens.Text | undefined)?.text.replace(calloutMark, '') ?? '';
  const kept = text === '' ? inline : [{ ...(mark as Tokens.Text), text, raw: text }, ...inline];
  return kept.length === 0 ? rest : [{ ...(first as Tokens.Paragraph), tokens: kept }, ...rest];
}

/** Children in the order of the text: of a block, of a list, of a table row by row. */
export function childrenOf(token: Token): readonly Token[] {
  if (token.type === 'list') return (token as Tokens.List).items;
  if (token.type === 'table') return cellsOf(token as Tokens.Table).flatMap(({ tokens }) => tokens);
  return token.tokens ?? [];
}

export function cellsOf({ header, rows }: Tokens.Table): Tokens.TableCell[] {
  return [header, ...rows].flat();
}

/**
 * Whether a block is the text that stands right below a table, with no blank
 * line between them. GFM would take it for a row with empty cells.
 */
export function isBelowTable(token: Token, before: Token | undefined): boolean {
  return before?.type === 'table' && (token.type === 'paragraph' || token.type === 'text');
}

/** CommonMark 2.5: a number of more digits is no character, and stays as it was typed. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});/g, (entity) =>
    decodeHTMLStrict(entity),
  );
}
