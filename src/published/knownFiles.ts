import { digestOfFile } from '../pages/assets.ts';
import { withoutFolder } from '../pages/siteStyle.ts';
import { withoutAccent } from '../theme/stylesheet.ts';

/** What this version of the program puts beside pages, by the digests of its texts: the verifier in a browser has nothing else of them. */
export interface KnownFiles {
  /** By their paths in a site: no other script may run there. */
  readonly files: ReadonlyMap<string, string>;
  /** Of the style sheets of the themes, as `styleDigest` gives them. */
  readonly styles: Pick<ReadonlySet<string>, 'has'>;
  /** Where the script and the style of verify.html lie. */
  readonly verifier: VerifierPaths;
}

export interface VerifierPaths {
  readonly script: string;
  readonly style: string;
}

/** The same for a style sheet in any accent, within a page or in a file. */
export function styleDigest(css: string): string {
  return digestOfFile(withoutAccent(withoutFolder(css)));
}
