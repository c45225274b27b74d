/** One file of the finished site: `path` is relative to the output folder, with `/` between its parts. */
export interface SiteFile {
  readonly path: string;
  readonly contents: string | Uint8Array;
}

export interface TextFile extends SiteFile {
  readonly contents: string;
}
