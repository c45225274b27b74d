import type { Site } from '../pages/pagePrinter.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { approvalsOf } from '../review/approvals.ts';
import { recordPath } from '../review/readReviews.ts';

/** `reviews/`: what a reviewer signed, for anyone who wants to check it. */
export function reviewRecords({ edition: { faq, reviews } }: Site): SiteFile[] {
  if (faq.policy.review === 'off') return [];
  return [...reviews].flatMap(([id, review]) =>
    approvalsOf(review).map(({ record, signOff }, index) => ({
      path: recordPath(id, index === 0 ? null : signOff.reviewer),
      contents: record.text,
    })),
  );
}
