// In: a text of strangers as a document: blocks below headings, Markdown, or reStructuredText.
// Out: its questions and answers, and what was left of it.
// Does not know: tables, data and exports; how faq.yaml is written, and the disk.

import type { Remark } from '../import/found.ts';

/** A file as text. */
export interface TextSource {
  /** Its path, for its kind and its name. */
  readonly path: string;
  /** With line ends of Unix, and without a byte order mark. */
  readonly text: string;
  /** What was changed to read it. */
  readonly remarks: readonly Remark[];
  /** The path from faq.yaml of a picture that lies beside the source; null for any other. */
  readonly pictureAt?: ((address: string) => string | null) | undefined;
}
