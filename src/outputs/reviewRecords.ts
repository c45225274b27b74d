import type { Site } from '../pages/pagePrinter.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { recordPath } from '../review/readReviews.ts';

/** `reviews/`: what a reviewer signed, for anyone who wants to check it. */
export function reviewRecords({ edition: { faq, reviews } }: Site): SiteFile[] {
  if (faq.policy.review === 'off') return [];
  return [...reviews].flatMap(([id, review]) =>
    review.state === 'signed' ? [{ path: recordPath(id), contents: review.record.text }] : [],
  );
}
