import { digestOfFile, isNamedByContents } from '../pages/assets.ts';
import { isDataPath, pageBeside } from '../pages/dataPath.ts';
import { claimInMarkdown } from '../proof/authoredClaims.ts';
import { claimsInStyle } from '../proof/reviewClaims.ts';
import { unsafeInSvg } from '../proof/unsafeInSvg.ts';
import { readRecord } from '../review/readRecord.ts';
import { recordOf } from '../review/signOff.ts';
import { faultsOfAttachedPage, isAttachedPage } from './attachedPage.ts';
import type { KnownFiles } from './knownFiles.ts';
import type { Approvals } from './publishedTexts.ts';

/** What makes a file beside the pages of a site another one than its name says, or one that no site has; empty where nothing does. `path`: in the site. */
export function alterationsOfFile(
  path: string,
  bytes: Uint8Array,
  text: string,
  { files }: KnownFiles,
  { faq, search }: Pick<Approvals, 'faq' | 'search'>,
): string[] {
  if (/^assets\/search-[^/]*\.js$/.test(path) && !isShard(text)) return ['it is no data of the search'];
  // A picture that was painted is named by what it shows.
  const isPainted = /^assets\/share(?:-[^/]*)?\.[0-9a-f]{10}\.png$/.test(path);
  if (!isPainted && !isNamedByContents(path, bytes)) return ['it is not the file that its name says'];
  const known = files.get(path);
  if (known !== undefined && known !== digestOfFile(text))
    return [`it is another ${path.endsWith('.js') ? 'script' : 'file'} than its name says`];
  if (isAttachedPage(path)) return faultsOfAttachedPage(text, search);
  if (isProofOfOwner(path, text)) return [];
  if (isPageByAnyName(path, bytes)) return ['faq.json knows of no such page'];
  if (path.startsWith('reviews/') && !isBareRecord(path, text)) return ['it says more than was approved'];
  if (isDataPath(path) && faq.answersOn(pageBeside(path)) === null) {
    // Those of a text are told with its other lines.
    const claim = path.endsWith('.txt') ? null : claimInMarkdown(text, search.claimIn);
    return claim ? [`it claims a review: “${claim.words}”`] : [];
  }
  if (isStranger(path)) return ['it is no file of the site'];
  if (path.endsWith('.css')) return claimsInStyle(text, search).map((claim) => `it claims a review: “${claim}”`);
  return path.endsWith('.svg') ? unsafeInSvg(text).map((markup) => `it holds ${markup}`) : [];
}

/** Whether a record says what was approved, and nothing in comments. One that is none is told with the answer that it belongs to. */
function isBareRecord(path: string, text: string): boolean {
  const { record } = readRecord({ path, text });
  return record === null || recordOf(record.statement, record.signature) === `${text.trimEnd()}\n`;
}

/** Whether a file of the index of the search hands over data alone, and names no file in another folder. */
function isShard(text: string): boolean {
  const [, data] = /^faqgenShard\((.*)\);\n$/s.exec(text) ?? [];
  try {
    JSON.parse(data ?? '');
    return !text.includes('/../');
  } catch {
    return false;
  }
}

/** Whether a file of HTML is none of the site's pages, and yet may lie there. */
export function isNoPageOfSite(path: string, text: string): boolean {
  return isAttachedPage(path) || isProofOfOwner(path, text);
}

/** By which Google knows who owns a site. */
function isProofOfOwner(path: string, text: string): boolean {
  return /^google[0-9a-f]{16}\.html$/.test(path) && text.trim() === `google-site-verification: ${path}`;
}

/** Whether a browser that is not told otherwise may show a file as a page, by its name or by how it begins. */
function isPageByAnyName(path: string, bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 1000));
  return /\.(?:[xs]?html?|php)$/i.test(path) || /^\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html)\b/i.test(start);
}

/** What a site is made of beside its pages, or what hosts, search engines and systems put there. Whatever else lies there, a host may show in the place of a page. */
const otherFiles = [
  /^(?:faq\.json|faq\.schema\.json|feed\.xml|llms\.txt|robots\.txt|sitemap\.xml|_headers|_redirects|\.faqgen\.json)$/,
  /^(?:CNAME|\.nojekyll|favicon\.(?:ico|png|svg)|apple-touch-icon[^/]*\.png|\.well-known\/.*)$/,
  /^(?:(?:app-)?ads\.txt|humans\.txt|security\.txt|BingSiteAuth\.xml)$/,
  /^(?:\.git(?:ignore|attributes)?|(?:.*\/)?(?:\.DS_Store|Thumbs\.db|desktop\.ini))$/,
  /^embed\/(?:embed\.(?:css|js)|[^/]+\.[0-9a-f]{10}\.(?:woff2?|ttf|otf))$/,
  /^(?:.*\.md|reviews\/[^/]+\.yaml|assets\/[^/]+\.[0-9a-f]{10}(?:\.[a-z0-9]{1,10})?)$/,
];

function isStranger(path: string): boolean {
  return !otherFiles.some((kind) => kind.test(path));
}
