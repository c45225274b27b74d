import type { PictureSize } from '../html/pictureSize.ts';
import type { ClaimSearch } from '../proof/reviewClaims.ts';
import type { PublishedFaq } from '../publicData/publishedFaq.ts';

/** What is known of the site that a page is a part of. */
export interface PublishedSite {
  /** Other sites from which its theme loads, by its faq.yaml. */
  readonly origins: readonly string[];
  /** Finds claims in the name of reviewers whom the site, its records or the project know. */
  readonly search: ClaimSearch;
  /** What the data of the site says of it; null where there is none. */
  readonly faq: PublishedFaq | null;
  /** Whether its front page may name answers alone: they stand on pages of sections, or on their own. */
  readonly isListed: boolean;
  /** Which addresses of a fragment its front page has in another form; `url`: of the site. */
  wholeAddresses(url: string): ReadonlyMap<string, string>;
  /** Whether a text is that of its style sheet. */
  isStyle(text: string): boolean;
  /** Whether the file at an address is a script of this version of the program, as far as its name tells. */
  isScript(address: string): boolean;
  /** Of a picture that was published with the page, by its address; undefined where it was not. */
  sizeOf(address: string): PictureSize | null | undefined;
  /** Of a file that was published with the page, by its address: `sha256:` and 64 hexadecimal digits; null where it was not. */
  digestOf(address: string): string | null;
  /** Whether a file that was published with the page is another one than its name says. */
  isAltered(address: string): boolean;
}
