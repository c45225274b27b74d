import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { type Faq, type Question, questionsOf, type Section, type Withdrawal } from '../faq/faq.ts';
import type { OwnPage } from '../faq/ownPages.ts';
import { withdrawalOf } from '../faq/withdrawal.ts';
import type { IsoDate } from '../schema/dates.ts';
import type { Places } from '../yaml/places.ts';
import { describePartial, type Review, type ShownReview, shownReview } from './approvals.ts';
import { approvedQuestion, PlacesWithRecords } from './approvedQuestion.ts';
import { canonicalLine } from './canonicalText.ts';
import { checkEvidence } from './checkEvidence.ts';
import { type ApprovedQuestion, languagePart, linkedQuestion } from './signOff.ts';

/** What one build publishes: the questions that are due, with the state of their reviews. */
export interface Edition {
  /** As it stands in faq.yaml, but with the sources that approved texts cite besides. */
  readonly faq: Faq;
  /** Without the questions that are left out, and without sections that have none. An approved text stands in for today's where the policy says so. */
  readonly sections: readonly Section[];
  /** By the id of a question that stands in its approved words: under which ids `faq.sources` has what it cites. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By the id of the question: of all that are published. */
  readonly reviews: ReadonlyMap<string, ShownReview>;
  /** Ids of the questions that are left out, with the reason. */
  readonly leftOut: ReadonlyMap<string, string>;
  /** The questions of a preview that a build would leave out. */
  readonly unpublished: ReadonlyMap<string, Unpublished>;
  /** The questions whose pages carry a notice in the place of the answer. */
  readonly withdrawn: readonly WithdrawnQuestion[];
  /** Of the publisher's own, beside those of the FAQ. */
  readonly pages: readonly OwnPage[];
  /** Whether it is for the eyes of its authors, and no publication. */
  readonly isPreview: boolean;
}

export type WithdrawnQuestion = Question & { readonly withdrawn: Withdrawal };

/** Why a question is not published. `date`: the first day of its publication, or the first day after it. */
export interface Unpublished {
  readonly why: 'draft' | 'scheduled' | 'expired' | 'unreviewed';
  readonly date: IsoDate | null;
}

/**
 * Decides what is published on the day `asOf`. Nothing is dropped in silence:
 * each one left out is a note. A preview keeps them all, to be marked. The
 * places that are returned know the approved texts as well.
 */
export function selectEdition(
  faq: Faq,
  reviewOf: ReadonlyMap<string, Review>,
  { asOf, preview, pages }: { asOf: IsoDate; preview: boolean; pages: readonly OwnPage[] },
  places: Places,
): { edition: Edition; places: Places; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const leftOut = new Map<string, string>();
  const unpublished = new Map<string, Unpublished>();
  const reviews = new Map<string, ShownReview>();
  const sources = new Map(faq.sources);
  const approved = new Map<string, Question>();
  const recordPlaces = new Map<Question, Places>();
  const aliases = new Map<string, ReadonlyMap<string, string>>();
  const withdrawn: WithdrawnQuestion[] = [];
  for (const question of questionsOf(faq)) {
    const { id } = question;
    const notice = withdrawalOf(question, asOf);
    if (notice) {
      withdrawn.push({ ...question, withdrawn: notice });
      continue;
    }
    const review = reviewOf.get(id) ?? { state: 'unsigned' };
    const reason = reasonToLeaveOut(question, review, faq, asOf);
    if (reason && preview) {
      unpublished.set(id, reason);
      reviews.set(id, shownReview(review));
    } else if (reason) {
      const lost = reason.why === 'unreviewed' && isShownAsApproved(faq) && 'signOff' in review ? review.lost : [];
      const why = lost.length > 0 ? describeLost(lost) : describeReason(reason);
      leftOut.set(id, why);
      const place = places.value([...question.path, 'question']);
      diagnostics.push(diagnose('left-out', place, { id, reason: why }));
    } else if (review.state === 'changed' && isShownAsApproved(faq)) {
      if (preview) unpublished.set(id, { why: 'unreviewed', date: null });
      else {
        const stand = approvedQuestion(question, review, faq);
        approved.set(id, stand.question);
        recordPlaces.set(question, stand.places);
        aliases.set(id, stand.aliases);
        for (const source of stand.sources) sources.set(source.id, source);
      }
      reviews.set(id, preview ? review : { ...review, state: asOf > review.until ? 'expired' : 'signed' });
      diagnostics.push(describeReview(question, review, 'approved', places, {}));
    } else {
      reviews.set(id, shownReview(review));
    }
  }
  const gone = new Set(withdrawn.map(({ id }) => id));
  const published = faq.sections
    .map((section) => ({
      ...section,
      questions: section.questions
        .filter(({ id }) => !leftOut.has(id) && !gone.has(id))
        .map((one) => approved.get(one.id) ?? one),
    }))
    .filter(({ questions }) => questions.length > 0);
  const sections = preview || !isShownAsApproved(faq) ? published : besideApproved(published, reviews, approved);
  const shown = sections.flatMap(({ questions }) => questions);
  if (sections.length === 0 && leftOut.size > 0 && withdrawn.length === 0) {
    diagnostics.push(
      diagnose('nothing-to-publish', places.key([faq.sections[0]?.title === null ? 'questions' : 'sections']), {}),
    );
  }
  // What tells others of news has none to tell.
  const outputs = preview ? { ...faq.outputs, feed: false, llms: false } : faq.outputs;
  const edition = {
    faq: { ...faq, sources, outputs },
    sections,
    aliases,
    reviews,
    leftOut,
    unpublished,
    withdrawn,
    pages,
    isPreview: preview,
  };
  return {
    edition,
    places: recordPlaces.size === 0 ? places : new PlacesWithRecords(places, recordPlaces),
    diagnostics: [
      ...diagnostics,
      ...checkReviews(edition, reviewOf, places),
      ...(faq.policy.review === 'off' ? [] : checkEvidence(shown, reviews, places)),
    ],
  };
}

function isShownAsApproved({ policy }: Faq): boolean {
  return policy.review !== 'off' && policy.unreviewed === 'last-approved';
}

function reasonToLeaveOut(
  { draft, withdrawn, publish, expires }: Question,
  review: Review,
  { policy }: Faq,
  asOf: IsoDate,
): Unpublished | null {
  // What contradicts itself is an error of its own; what follows from it would only bury it.
  if (draft) return withdrawn === null ? { why: 'draft', date: null } : null;
  const { state } = review;
  if (publish !== null && expires !== null && expires <= publish) return null;
  if (publish !== null && asOf < publish) return { why: 'scheduled', date: publish };
  if (expires !== null && asOf >= expires) return { why: 'expired', date: expires };
  // An invalid record is an error of its own as well.
  if (policy.review === 'off' || policy.unreviewed === 'show' || state === 'signed' || state === 'invalid') return null;
  return policy.unreviewed === 'hide' || !hasWordsToShow(review) ? { why: 'unreviewed', date: null } : null;
}

/** Whether approved words can stand in for newer ones: in another language they would read as something else, and beside another picture. */
function hasWordsToShow(review: Review): boolean {
  return 'signOff' in review && !review.changed.includes(languagePart) && review.lost.length === 0;
}

/**
 * Where approved words stand beside those of other days, an answer may link a question that asks something else than when the
 * answer was approved: it is called `changed` then. Of the related questions those remain that ask what they asked.
 */
function besideApproved(
  sections: readonly Section[],
  reviews: Map<string, ShownReview>,
  approved: ReadonlyMap<string, Question>,
): Section[] {
  const asked = new Map(sections.flatMap(({ questions }) => questions.map(({ id, question }) => [id, question])));
  const isAsApproved = ({ id, question }: ApprovedQuestion): boolean => {
    const today = asked.get(id);
    return today === undefined || canonicalLine(today) === question;
  };
  return sections.map((section) => ({
    ...section,
    questions: section.questions.map((question) => {
      const review = reviews.get(question.id);
      if (review?.state !== 'signed' || review.signOff.format < 3) return question;
      const { links, related } = review.signOff;
      const changed = links
        .filter((link) => !isAsApproved(link))
        .map(({ id }) => `${linkedQuestion(id)}${approved.has(id) ? ', in its approved words' : ''}`);
      if (changed.length > 0) reviews.set(question.id, { ...review, state: 'changed', changed });
      const kept = new Set(related.filter(isAsApproved).map(({ id }) => id));
      return { ...question, related: question.related.filter((id) => kept.has(id)) };
    }),
  }));
}

function describeLost(files: readonly string[]): string {
  return `${files.join(', ')} is not there as it was approved, and \`policy.unreviewed\` shows nothing else`;
}

function describeReason({ why, date }: Unpublished): string {
  return {
    draft: 'it is a draft',
    scheduled: `it is published from ${date} on`,
    expired: `it expired on ${date}`,
    unreviewed: 'its review is missing, and `policy.unreviewed` hides it',
  }[why];
}

/** `require` fails at every answer that is not signed. Those that nobody ever signed are told together: one line each would bury the rest. */
function checkReviews(
  { faq, sections, reviews, unpublished, isPreview }: Edition,
  reviewOf: ReadonlyMap<string, Review>,
  places: Places,
): Diagnostic[] {
  const { review: demand } = faq.policy;
  if (demand === 'off') return [];
  const shown = sections
    .flatMap(({ questions }) => questions)
    // An author's preview shows what nobody else sees.
    .filter(({ id }) => unpublished.get(id)?.why !== 'unreviewed' || faq.policy.unreviewed !== 'last-approved');
  // A preview is what an answer is reviewed on.
  const isRequired = demand === 'require' && !isPreview;
  const severity = isRequired ? 'error' : 'warning';
  const stale = shown.flatMap((question) => {
    const review = reviews.get(question.id);
    return review?.state === 'changed' || review?.state === 'expired'
      ? [describeReview(question, review, 'today', places, { severity })]
      : [];
  });
  const waiting = shown.filter(({ id }) => reviews.get(id)?.state === 'unsigned');
  if (waiting.length === 0) return stale;
  const partly = (id: string): string[] => {
    const review = reviewOf.get(id);
    return review?.state === 'partial' ? [`\`${id}\`: ${describePartial(review)}`] : [];
  };
  if (isRequired) {
    return [
      ...stale,
      ...waiting.map(({ id, path }) =>
        diagnose(
          'unreviewed-answer',
          places.key([...path, 'answer']),
          { ids: [id], total: 1 },
          { severity, notes: partly(id) },
        ),
      ),
    ];
  }
  const ids = waiting.map(({ id }) => id);
  const place = places.value(faq.sections.length > 0 ? ['policy', 'review'] : []);
  const notes = { notes: [...(ids.length > 1 ? [ids.join(', ')] : []), ...ids.flatMap(partly)] };
  return [...stale, diagnose('unreviewed-answer', place, { ids, total: reviews.size }, notes)];
}

function describeReview(
  { id, path }: Question,
  { state, signOff, until, changed }: Extract<Review, { signOff: object }>,
  shown: 'approved' | 'today',
  places: Places,
  overrides: { severity?: 'error' | 'warning' },
): Diagnostic {
  const answer = places.key([...path, 'answer']);
  const { name, date, reviewer } = signOff;
  if (state !== 'changed') return diagnose('expired-review', answer, { id, name, reviewer, until }, overrides);
  return diagnose('changed-answer', answer, { id, name, reviewer, date, changed, shown }, overrides);
}
