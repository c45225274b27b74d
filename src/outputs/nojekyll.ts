import type { Site } from '../pages/pagePrinter.ts';
import type { SiteFile } from '../pages/siteFile.ts';

/** `.nojekyll`, empty: without it GitHub Pages leaves out the page of an embedded chat, whose name begins with an underscore. */
export function nojekyll({ edition }: Site): SiteFile[] {
  return edition.faq.chat?.embedded == null ? [] : [{ path: '.nojekyll', contents: '' }];
}
