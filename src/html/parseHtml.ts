import { parse, parseFragment } from 'parse5';
import type { Html } from './html.ts';
import type { Node } from './nodes.ts';
import { type KnownTags, readPlainFragment, readPlainPage } from './readPlainPage.ts';

/** A whole page. `tags`: what other pages of the same theme are made of. */
export function parsePage(
  html: string,
  tags?: KnownTags,
): { readonly mode: string; readonly childNodes: readonly Node[] } {
  return readPlainPage(html, tags) ?? parse(html);
}

/** The nodes of a whole page. */
export function nodesOfPage(html: string): readonly Node[] {
  return parsePage(html).childNodes;
}

/** The nodes of a piece of markup. */
export function nodesOfHtml(html: Html, tags?: KnownTags): readonly Node[] {
  const markup = html.toHTML();
  return (readPlainFragment(markup, tags) ?? parseFragment(markup)).childNodes;
}

/** The nodes that a piece of markup adds to a page wherever it stands among blocks; null where that may depend on the page. */
export function composableNodes(markup: string, tags?: KnownTags): readonly Node[] | null {
  return readPlainFragment(markup, tags)?.childNodes ?? null;
}

/** The nodes of markup of any kind, as that of a picture. */
export function nodesOfMarkup(markup: string): readonly Node[] {
  return parseFragment(markup).childNodes;
}

/** The nodes of a page of strangers, each with its place: see `placeOf`. */
export function nodesWithPlaces(html: string): Node[] {
  return parse(html, { sourceCodeLocationInfo: true }).childNodes;
}
