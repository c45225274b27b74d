import type { ClaimSearch } from '../proof/reviewClaims.ts';
import { scanPage } from '../proof/scanPage.ts';
import { publishedClaims } from './publishedClaims.ts';

/** Whether a page is a file of the project that a text of the site links. `path`: in the site. */
export function isAttachedPage(path: string): boolean {
  return /^assets\/[^/]+\.[0-9a-f]{10}\.html$/.test(path);
}

/** What such a page may not hold, whoever made it: what runs there or leads away, and the claim of a review. */
export function faultsOfAttachedPage(html: string, search: ClaimSearch): string[] {
  const { unsafe, scripts, refreshes, signed, nodes } = scanPage(html, null);
  const markup = [
    ...unsafe.filter((one) => one !== 'style='),
    ...scripts.map(({ src }) => `<script src="${src}">`),
    ...refreshes.map(() => '<meta http-equiv="refresh">'),
    ...(signed.length > 0 ? ['the mark of a signed answer'] : []),
  ];
  const claims = publishedClaims(nodes, new Set(), new Set(), search, null);
  return [
    ...markup.map((what) => `it holds ${what}`),
    ...claims.map((claim) => `it claims a review: “${claim.slice(0, 100)}”`),
  ];
}
