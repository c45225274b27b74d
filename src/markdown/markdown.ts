// In: one text as its author typed it.
// Out: its tokens with their places, and these printed as HTML, Markdown or plain text.
// Does not know: the page around it: addresses and numbers of citations are given by functions.

import type { Prose } from '../yaml/places.ts';
import { mayBreakUnspaced } from '../yaml/softBreaks.ts';
import { breakLinesInCells } from './breaksInCells.ts';
import { joinUnspacedLines } from './joinUnspacedLines.ts';
import { placesOf } from './markdownPlaces.ts';
import { ProseLexer } from './proseLexer.ts';
import type { Token } from './token.ts';

export type { CitationToken } from './citations.ts';
export { addition, inequality } from './literalLines.ts';
export { originsOf } from './markdownPlaces.ts';
export { calloutBody, calloutKind, childrenOf, isBelowTable, isCitation } from './markdownTokens.ts';
export type { Tokens } from './proseLexer.ts';
export type { Token } from './token.ts';

/**
 * CommonMark with tables and bare addresses as GFM has them, `[@source]`
 * citations and callouts, read so that medical prose keeps its words and
 * numbers. Where it departs from CommonMark and GFM stands in docs/markdown.md.
 */
export interface Markdown {
  readonly prose: Prose;
  readonly tokens: readonly Token[];
  /** See offsetsOf. */
  offsets(): ReadonlyMap<Token, number>;
}

/** Null where the text is nested so deeply, or so dense with marks, that reading it would take minutes. */
export function readMarkdown(prose: Prose): Markdown | null {
  const tokens = ProseLexer.read(prose.text);
  if (tokens === null) return null;
  if (/<br/i.test(prose.text)) breakLinesInCells(tokens);
  if (mayBreakUnspaced(prose.text)) joinUnspacedLines(tokens);
  let offsets: Map<Token, number> | null = null;
  return {
    prose,
    tokens,
    offsets: () => {
      offsets ??= placesOf(tokens, prose.text);
      return offsets;
    },
  };
}

/** Where each token begins in the text of the answer. See placesOf. */
export function offsetsOf(markdown: Markdown): ReadonlyMap<Token, number> {
  return markdown.offsets();
}

/** A section holds fewer; those of a large site would fill the memory. */
const mostKept = 500;

/** Reads a text where it is first asked for, and keeps it for the pages that print it as well. */
export class Texts {
  readonly #read = new Map<string, Markdown | null>();

  /** Undefined for a text that cannot be read. */
  get(prose: Prose): Markdown | undefined {
    let markdown = this.#read.get(prose.text);
    if (markdown === undefined) {
      if (this.#read.size >= mostKept) this.#read.clear();
      markdown = readMarkdown(prose);
      this.#read.set(prose.text, markdown);
    }
    return markdown === null ? undefined : { ...markdown, prose };
  }
}
