import type { Review } from '../review/readReviews.ts';
import type { Origin } from '../schema/origins.ts';
import { withoutUnseenSpaces } from '../yaml/softBreaks.ts';
import type { Words } from './words.ts';

/** How things stand with the review of an answer; null where nothing is said of reviews. */
export type LabelledState = Review['state'] | null;

/**
 * What a page says of an answer that a machine wrote, or helped to. Where it is signed, the program's words stand alone: what nobody
 * approved, as the name of the machine, has no place beside a reviewer's name.
 */
export function originLabel({ kind, by }: Origin, state: LabelledState, { origin }: Words): string {
  const written =
    by === null || state === 'signed'
      ? origin[kind]
      : origin[kind === 'generated' ? 'generatedBy' : 'assistedBy'].replace('{tool}', () => by);
  const isReviewedOnce = state === 'signed' || state === 'changed' || state === 'expired';
  return isReviewedOnce ? written : withoutUnseenSpaces(`${written} ${origin.unreviewed}`);
}
