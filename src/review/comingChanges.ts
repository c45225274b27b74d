import { type Faq, questionsOf } from '../faq/faq.ts';
import { addDays, type IsoDate } from '../schema/dates.ts';
import type { Review } from './readReviews.ts';

/** A day on which a build makes another site of the same files. */
export interface ComingChange {
  readonly date: IsoDate;
  /** Of the question. */
  readonly id: string;
  readonly question: string;
  /** `withdrawn`: it goes without a notice, as `expires` has it, and was called so before there were notices (`notice`, of the key `withdrawn`). */
  readonly what: 'published' | 'withdrawn' | 'notice' | 'review-ends';
}

/** What will change by itself after `asOf`, the next first. Reviews count where pages tell of them. */
export function comingChanges(faq: Faq, reviews: ReadonlyMap<string, Review>, asOf: IsoDate): ComingChange[] {
  const changes = questionsOf(faq).flatMap(({ id, question, draft, publish, expires, withdrawn }): ComingChange[] => {
    if (draft) return [];
    const review = reviews.get(id);
    const ends = review?.state === 'signed' && faq.policy.review !== 'off' ? addDays(review.until, 1) : null;
    const notice = withdrawn?.on ?? null;
    const isGone = (date: IsoDate): boolean =>
      (expires !== null && date >= expires) || (notice !== null && date >= notice);
    return [
      ...(publish !== null && !isGone(publish) ? [{ date: publish, id, question, what: 'published' as const }] : []),
      ...(ends !== null && !isGone(ends) ? [{ date: ends, id, question, what: 'review-ends' as const }] : []),
      ...(notice !== null ? [{ date: notice, id, question, what: 'notice' as const }] : []),
      ...(expires !== null && (notice === null || expires < notice)
        ? [{ date: expires, id, question, what: 'withdrawn' as const }]
        : []),
    ];
  });
  const order = (a: ComingChange, b: ComingChange): number => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);
  return changes.filter(({ date }) => date > asOf).sort(order);
}
