/** A stretch of one file's text: `start` (inclusive) to `end` (exclusive), in UTF-16 code units from the file's first. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A file of the project as it was read: `path` is relative to the project root, with `/` between its parts. */
export interface InputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A decoded file. The word *source* belongs to the domain (a citation), so a file's text is a TextFile. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}
