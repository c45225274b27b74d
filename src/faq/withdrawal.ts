import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { IsoDate } from '../schema/dates.ts';
import { isStandIn } from '../schema/standIn.ts';
import type { Places } from '../yaml/places.ts';
import { type Faq, type Question, questionsOf, type Withdrawal } from './faq.ts';

/** The notice that stands on a day in the place of the answer; null where none does. What was never published cannot be withdrawn. */
export function withdrawalOf({ withdrawn, draft, publish }: Question, day: IsoDate): Withdrawal | null {
  const isUnpublished = draft || (publish !== null && day < publish);
  return withdrawn !== null && !isUnpublished && day >= withdrawn.on ? withdrawn : null;
}

/** All but those in whose place a notice stands on that day. */
export function standingQuestions(faq: Faq, day: IsoDate): Question[] {
  return questionsOf(faq).filter((question) => withdrawalOf(question, day) === null);
}

/** Whether a notice names a question of the same FAQ, and no address. */
export function isQuestionId(instead: string): boolean {
  return !/[:/.]/.test(instead);
}

/** Days that contradict each other, and notices and related questions that lead to nothing to read. */
export function checkWithdrawals(faq: Faq, asOf: IsoDate, places: Places): Diagnostic[] {
  const questions = questionsOf(faq);
  const byId = new Map(questions.map((question) => [question.id, question]));
  const isGone = (id: string): boolean => {
    const other = byId.get(id);
    return other !== undefined && withdrawalOf(other, asOf) !== null;
  };
  return questions.flatMap((question) => {
    const { id, withdrawn, draft, publish, expires, related, path } = question;
    const inRelated = (withdrawalOf(question, asOf) ? [] : related).flatMap((other, index) =>
      isGone(other)
        ? [diagnose('link-to-withdrawn', places.value([...path, 'related', index]), { id: other, isListed: true })]
        : [],
    );
    if (withdrawn === null || isStandIn(withdrawn.on)) return inRelated;
    const { on, instead } = withdrawn;
    const place = places.value([...path, 'withdrawn', 'on']);
    const order = draft
      ? [diagnose('withdrawn-order', places.key([...path, 'draft']), { on, than: null, key: 'draft' })]
      : publish !== null && on < publish
        ? [diagnose('withdrawn-order', place, { on, than: publish, key: 'publish' })]
        : expires !== null && on > expires
          ? [diagnose('withdrawn-order', place, { on, than: expires, key: 'expires' })]
          : [];
    return [...inRelated, ...order, ...insteadOf(id, instead)];

    function insteadOf(own: string, target: string | null): Diagnostic[] {
      if (target === null || isStandIn(target) || !isQuestionId(target)) return [];
      const span = places.value([...path, 'withdrawn', 'instead']);
      if (target === own || isGone(target))
        return [diagnose('link-to-withdrawn', span, { id: target, isListed: false })];
      if (byId.has(target)) return [];
      const renamed = questions.find(({ formerly }) => formerly.includes(target))?.id ?? null;
      return [diagnose('unknown-question', span, { id: target, nearest: nearest(target, byId.keys()), renamed })];
    }
  });
}
