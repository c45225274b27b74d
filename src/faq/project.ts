import type { InputFile } from '../diagnostics/span.ts';

/** All that a build reads. Nothing else of the outside world decides what it makes. */
export interface Project {
  readonly faq: InputFile;
  /** The built-in theme: templates, stylesheet, icon and script. */
  readonly templates: readonly InputFile[];
  readonly files: ProjectFiles;
  /** Read where share images are asked for. */
  typeface(): Typeface;
  /** Read where readers may verify the site in their browser. */
  verifier(): VerifierFiles;
}

/** What verify.html runs, and how it looks. */
export interface VerifierFiles {
  readonly script: string;
  readonly style: string;
}

/** The font files of share images. */
export interface Typeface {
  readonly bold: Uint8Array;
  readonly regular: Uint8Array;
}

/** The other files of the project; paths are relative to its root. */
export interface ProjectFiles {
  /** Null where there is no such file, or where it lies outside of the project. */
  read(path: string): Uint8Array | null;
  /**
   * The files directly in a folder, `''` for the root of the project; null where there is no such folder in the
   * project. `bytes` is null where a file cannot be read, or lies outside of the project.
   */
  list(folder: string): readonly { readonly path: string; readonly bytes: Uint8Array | null }[] | null;
}
