import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { type Faq, type Question, questionsOf, type Reviewer } from '../faq/faq.ts';
import type { ProjectFiles } from '../faq/project.ts';
import { withdrawalOf } from '../faq/withdrawal.ts';
import { readsAlike } from '../markdown/readsAlike.ts';
import { type Approval, approvalsOf } from '../review/approvals.ts';
import { canonicalMarkdown } from '../review/canonicalText.ts';
import { listRecords } from '../review/readContent.ts';
import { type Review, withdrawnAmong } from '../review/readReviews.ts';
import { holdsOn, isBeforeKeys } from '../review/reviewerKeys.ts';
import {
  creditOf,
  currentFormat,
  digestOf,
  type SignOff,
  type Surroundings,
  statementOf,
  wordingOf,
} from '../review/signOff.ts';
import { addDuration, type Duration, type IsoDate } from '../schema/dates.ts';

/** A project in which answers can be approved: nothing in faq.yaml is in the way. */
export interface SignableProject {
  readonly faq: Faq;
  /** By the id of the question. */
  readonly reviews: ReadonlyMap<string, Review>;
  readonly surroundings: Surroundings;
  /** The name of faq.yaml. */
  readonly source: string;
  /** The other files of the project, as they were then. */
  readonly files: ProjectFiles;
  readonly asOf: IsoDate;
}

/** What the reviewer chooses. */
export interface SigningChoices {
  /** The id of the reviewer. */
  readonly by: string;
  /** The kind of the approval, where the policy names kinds. */
  readonly as: string | null;
  /** Every answer that is not signed, and neither a draft nor withdrawn. */
  readonly all: boolean;
  /** File of the reviewer's private key; null: an agent has it, or there is none. */
  readonly key: string | null;
  /** The day of the approval; null: today. */
  readonly on: IsoDate | null;
  /** The last day on which it holds; null: as long as the policy allows, else 12 months. */
  readonly until: IsoDate | null;
}

/** By whom which answers would be approved, and for which days. */
export interface SigningPlan {
  readonly reviewer: Reviewer;
  readonly as: string | null;
  readonly questions: readonly Question[];
  readonly date: IsoDate;
  readonly until: IsoDate;
}

/** Why nothing is signed. */
export interface Refusal {
  readonly diagnostics: readonly Diagnostic[];
}

export function isRefusal(outcome: object): outcome is Refusal {
  return 'diagnostics' in outcome;
}

const reviewCodes: ReadonlySet<string> = new Set([
  'changed-answer',
  'expired-review',
  'invalid-review',
  'nothing-to-publish',
  'review-claim',
  'unreviewed-answer',
]);

/** Errors of faq.yaml itself: what is said of the reviews is what signing is about to mend. */
export function isInTheWay({ severity, code, span }: Diagnostic, ownPath: string | undefined): boolean {
  return severity === 'error' && !reviewCodes.has(code) && (span === null || span.file === ownPath);
}

/** How long an approval lasts where neither the policy nor the reviewer says: every approval ends. */
const usual: Duration = { count: 12, unit: 'month' };

/** Whether these answers can be approved so. */
export function planOf(
  ids: readonly string[],
  { faq, reviews, asOf }: SignableProject,
  { by, as, all, key, on, until: typedUntil }: SigningChoices,
): SigningPlan | Refusal {
  const refuse = (problem: string, help: string | null): Refusal => ({ diagnostics: [cannot(problem, help)] });
  const reviewer = faq.reviewers.find(({ id }) => id === by);
  if (!reviewer) {
    const known = faq.reviewers.map(({ id }) => id);
    const meant = nearest(by, known);
    const list = known.length === 0 ? 'add the person to `reviewers`' : `the reviewers are ${known.join(', ')}`;
    return refuse(`there is no reviewer \`${by}\``, meant ? `did you mean \`${meant}\`?` : list);
  }
  const kinds = faq.policy.approvals?.kinds ?? [];
  const named = `the kinds are ${kinds.join(', ')}`;
  if (as === null && kinds.length > 0) return refuse('no kind of approval is named', `add --as KIND: ${named}`);
  if (as !== null && kinds.length === 0)
    return refuse('`policy.approvals` names no kinds', 'leave --as out, or name them there');
  if (as !== null && !kinds.includes(as)) {
    const meant = nearest(as, kinds);
    return refuse(`there is no kind of approval \`${as}\``, meant ? `did you mean \`${meant}\`?` : named);
  }
  if (key !== null && reviewer.keys.length === 0) {
    const help = `add \`key:\` to \`reviewers.${by}\`, with the line of ${key}.pub`;
    return refuse(`\`${by}\` has no key that a signature could be held against`, help);
  }
  if (all === ids.length > 0) {
    return refuse(
      all ? 'either name answers, or give --all' : 'no answer is named',
      'name the ids of the answers, or give --all for each that is not signed',
    );
  }
  const questions: Question[] = [];
  const every = questionsOf(faq);
  for (const id of new Set(ids)) {
    const question = every.find((one) => one.id === id);
    const meant = nearest(
      id,
      every.map((one) => one.id),
    );
    if (!question) return refuse(`there is no question \`${id}\``, meant && `did you mean \`${meant}\`?`);
    questions.push(question);
  }
  const ownApproval = ({ id }: Question): Approval | undefined => {
    const review = reviews.get(id);
    const approvals = review?.state === 'partial' ? review.approvals : approvalsOf(review);
    return approvals.find(({ signOff }) => signOff.reviewer === by);
  };
  // Of what was withdrawn, readers get a notice alone.
  const noticeOf = (question: Question) => withdrawalOf(question, asOf);
  const gone = questions.find((question) => noticeOf(question) !== null);
  if (gone) {
    const help = 'delete `withdrawn` if the answer is to stand again, and approve it then';
    return refuse(`\`${gone.id}\` was withdrawn on ${noticeOf(gone)?.on}, and no sign-off of it counts`, help);
  }
  const isRead = (question: Question): boolean => !question.draft && noticeOf(question) === null;
  const isOpen = (question: Question): boolean =>
    isRead(question) && !ownApproval(question) && reviews.get(question.id)?.state !== 'signed';
  if (all) questions.push(...every.filter(isOpen));
  const otherwise = questions.find((question) => {
    const before = ownApproval(question)?.signOff.as ?? null;
    return before !== null && before !== as;
  });
  if (otherwise)
    return refuse(
      `${reviewer.name} has approved \`${otherwise.id}\` in another kind`,
      'each kind needs another reviewer; to change the kind, take the first approval back (docs/sign-offs.md)',
    );
  const date = on ?? asOf;
  if (date > asOf) return refuse(`${date} is still to come`, 'approve what was read, on the day on which it was read');
  const ambiguous = questions.find(
    ({ answer }) => !readsAlike(answer.text, canonicalMarkdown(answer.text, currentFormat)),
  );
  if (ambiguous) {
    const help = 'part its blocks by blank lines, and write a break of a line with a backslash';
    return refuse(
      `the lines of the answer to \`${ambiguous.id}\` cannot be joined without changing how it reads`,
      help,
    );
  }
  const later = questions.find(({ updated }) => updated !== null && updated > date);
  if (later) {
    const help = 'what was approved cannot have been written later: mend `updated`, or the day';
    return refuse(`\`${later.id}\` was updated on ${later.updated}, after ${date}`, help);
  }
  if (!isBeforeKeys(reviewer.keys, date) && !reviewer.keys.some((one) => holdsOn(one, date)))
    return refuse(
      `no key of \`${by}\` in faq.yaml signs approvals of ${date}`,
      `add one whose days include it to \`reviewers.${by}.keys\`, or mend \`from\` and \`until\``,
    );
  const latest = faq.policy.reviewEvery && addDuration(date, faq.policy.reviewEvery);
  const until = typedUntil ?? latest ?? addDuration(date, usual);
  if (until < date) return refuse(`the approval would end on ${until}, before ${date}`, null);
  if (until < asOf)
    return refuse(`the approval would have ended on ${until}`, 'read the answer again, and approve it today');
  if (latest !== null && until > latest)
    return refuse(
      `\`policy.reviewEvery\` allows no approval beyond ${latest}`,
      'choose an earlier day, or change the policy',
    );
  return { reviewer, as, questions, date, until };
}

/** What the reviewer would put their name to: all of it has to be shown. */
export function signOffOf(
  question: Question,
  { reviewer, as, date, until }: SigningPlan,
  { faq, surroundings }: SignableProject,
): SignOff {
  return {
    ...wordingOf(question, faq, currentFormat, surroundings),
    format: currentFormat,
    id: question.id,
    reviewer: reviewer.id,
    ...creditOf(reviewer),
    as,
    date,
    until,
  };
}

/** Why this very approval can never count; null where it can. */
export function refusalOf(signOff: SignOff, { source, files }: SignableProject): Diagnostic | null {
  const { value: withdrawn } = withdrawnAmong(listRecords({ faq: { path: source }, files }));
  if (!withdrawn.has(digestOf(statementOf(signOff)))) return null;
  const help = 'set another last day with --until: each approval is another one';
  return cannot(`this approval of \`${signOff.id}\` was withdrawn before`, help);
}

export function cannot(problem: string, help: string | null): Diagnostic {
  return diagnose('cannot-sign', null, { problem, help });
}
