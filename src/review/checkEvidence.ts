import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Question } from '../faq/faq.ts';
import type { Places } from '../yaml/places.ts';
import type { Review } from './readReviews.ts';

/** Beside the name of a reviewer stands evidence that was searched after the approval: the page would say more than anybody approved. */
export function checkEvidence(
  questions: readonly Question[],
  reviews: ReadonlyMap<string, Review>,
  places: Places,
): Diagnostic[] {
  return questions.flatMap(({ id, evidence, path }) => {
    const review = reviews.get(id);
    if (evidence === null || review?.state !== 'signed' || evidence <= review.signOff.date) return [];
    const { name, date, reviewer } = review.signOff;
    const told = { id, until: evidence, name, date, reviewer };
    return [diagnose('evidence-after-review', places.value([...path, 'evidence', 'until']), told)];
  });
}
