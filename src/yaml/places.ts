import type { Span } from '../diagnostics/span.ts';

/** The way from the root of faq.yaml to a value: keys of maps and positions in lists. */
export type Path = readonly (string | number)[];

/** Where the values of faq.yaml stand in its text. A path that is not there answers with its nearest ancestor. */
export interface Places {
  /** The key of an entry of a map; for an entry of a list, its value. */
  key(path: Path): Span;
  /** The value; for a block of text its first line. */
  value(path: Path): Span;
  /** A stretch of a text: offsets in the value as parsed, in UTF-16 code units. */
  within(path: Path, start: number, end: number): Span;
}

/** Markdown, and where in faq.yaml it was written. */
export interface Prose {
  readonly text: string;
  readonly path: Path;
}
