// In: the site as it is presented.
// Out: the files beside its pages: data, feeds, lists, pictures, headers, the index of the search.
// Does not know: the pages as they were printed.

import type { Site } from '../pages/pagePrinter.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { faqJson } from './faqJson.ts';
import { feed } from './feed.ts';
import { headers } from './headers.ts';
import { llmsTxt } from './llmsTxt.ts';
import { nojekyll } from './nojekyll.ts';
import { redirects } from './redirects.ts';
import { reviewRecords } from './reviewRecords.ts';
import { sitemap } from './sitemap.ts';

/** Makes the files of one kind: none where there is nothing to say, or faq.yaml does without. */
export type Output = (site: Site) => readonly SiteFile[];

/** Whoever adds an output writes a file beside this one, and its name here. */
export const outputs: readonly Output[] = [
  headers,
  reviewRecords,
  redirects,
  nojekyll,
  faqJson,
  llmsTxt,
  sitemap,
  feed,
];
