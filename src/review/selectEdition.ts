import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { IsoDate } from '../faq/dates.ts';
import { type Faq, type Question, questionsOf, type Section } from '../faq/faq.ts';
import type { Places } from '../faq/places.ts';
import { type Review, reviewOf } from './reviewOf.ts';

/** What one build publishes: the questions that are due, with the state of their reviews. */
export interface Edition {
  readonly faq: Faq;
  /** Without the questions that are left out, and without sections that have none. */
  readonly sections: readonly Section[];
  readonly reviews: ReadonlyMap<string, Review>;
  /** Ids of the questions that are left out, with the reason. */
  readonly leftOut: ReadonlyMap<string, string>;
  /** The questions of a preview that a build would leave out. */
  readonly unpublished: ReadonlyMap<string, Unpublished>;
}

/** Why a question is not published. `date`: the first day of its publication, or the first day after it. */
export interface Unpublished {
  readonly why: 'draft' | 'scheduled' | 'expired' | 'unreviewed';
  readonly date: IsoDate | null;
}

/**
 * Decides what is published on the day `asOf`. Nothing is dropped in silence:
 * each one left out is a note. A preview keeps them all, to be marked.
 */
export function selectEdition(
  faq: Faq,
  { asOf, preview }: { asOf: IsoDate; preview: boolean },
  places: Places,
): { edition: Edition; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const leftOut = new Map<string, string>();
  const unpublished = new Map<string, Unpublished>();
  const reviews = new Map<string, Review>();
  for (const question of questionsOf(faq)) {
    const review = reviewOf(question);
    const reason = reasonToLeaveOut(question, faq, asOf);
    if (reason && preview) {
      unpublished.set(question.id, reason);
      reviews.set(question.id, review);
    } else if (reason) {
      leftOut.set(question.id, describeReason(reason));
      diagnostics.push(
        diagnose('left-out', places.value([...question.path, 'question']), {
          id: question.id,
          reason: describeReason(reason),
        }),
      );
    } else {
      reviews.set(question.id, review);
    }
  }
  const sections = faq.sections
    .map((section) => ({ ...section, questions: section.questions.filter(({ id }) => !leftOut.has(id)) }))
    .filter(({ questions }) => questions.length > 0);
  if (sections.length === 0 && leftOut.size > 0) {
    diagnostics.push(
      diagnose('nothing-to-publish', places.key([faq.sections[0]?.title === null ? 'questions' : 'sections']), {}),
    );
  }
  const edition = { faq, sections, reviews, leftOut, unpublished };
  return { edition, diagnostics: [...diagnostics, ...checkReviews(edition, places)] };
}

function reasonToLeaveOut({ draft, publish, expires }: Question, faq: Faq, asOf: IsoDate): Unpublished | null {
  if (draft) return { why: 'draft', date: null };
  // Dates that contradict each other are an error of their own; what follows from them would only bury it.
  if (publish !== null && expires !== null && expires <= publish) return null;
  if (publish !== null && asOf < publish) return { why: 'scheduled', date: publish };
  if (expires !== null && asOf >= expires) return { why: 'expired', date: expires };
  if (faq.policy.review !== 'off' && faq.policy.unreviewed !== 'show') return { why: 'unreviewed', date: null };
  return null;
}

function describeReason({ why, date }: Unpublished): string {
  return {
    draft: 'it is a draft',
    scheduled: `it is published from ${date} on`,
    expired: `it expired on ${date}`,
    unreviewed: 'its review is missing, and `policy.unreviewed` hides it',
  }[why];
}

/** `require` fails at every answer that nobody signed; `warn` says it once, since one line an answer would bury the rest. */
function checkReviews({ faq, sections, reviews }: Edition, places: Places): Diagnostic[] {
  const waiting = sections
    .flatMap(({ questions }) => questions)
    .filter(({ id }) => reviews.get(id)?.state === 'unsigned');
  if (faq.policy.review === 'off' || waiting.length === 0) return [];
  if (faq.policy.review === 'require') {
    return waiting.map(({ id, path }) =>
      diagnose('unreviewed-answer', places.key([...path, 'answer']), { ids: [id], total: 1 }, { severity: 'error' }),
    );
  }
  const ids = waiting.map(({ id }) => id);
  const place = places.value(faq.sections.length > 0 ? ['policy', 'review'] : []);
  return [
    diagnose(
      'unreviewed-answer',
      place,
      { ids, total: reviews.size },
      ids.length > 1 ? { notes: [ids.join(', ')] } : {},
    ),
  ];
}
