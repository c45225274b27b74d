import type { TextFile } from '../diagnostics/span.ts';
import type { ApprovalPolicy, Policy } from '../faq/faq.ts';
import { addDuration, type IsoDate } from '../schema/dates.ts';
import type { SignOff, Wording } from './signOff.ts';

/** How an answer stands with its sign-off. A `signed` answer, and no other, may be called reviewed. */
export type Review =
  | { readonly state: 'unsigned' }
  /** There is a record that proves nothing, which is an error. */
  | { readonly state: 'invalid'; readonly file: string }
  /** Fewer approvals than the policy asks for, in whatever words: nothing tells of that but to editors. */
  | { readonly state: 'partial'; readonly approvals: readonly Approval[]; readonly lacks: string }
  /** `until`: that of the approval that ends first. `further`: the others, where the policy asks for several. */
  | ({ readonly state: 'signed' | 'changed' | 'expired'; readonly further: readonly Approval[] } & Approval);

/** How it is told to readers: an answer that not all have approved waits for its review. */
export type ShownReview = Exclude<Review, { readonly state: 'partial' }>;

export function shownReview(review: Review): ShownReview {
  return review.state === 'partial' ? { state: 'unsigned' } : review;
}

/** A sign-off whose record holds. */
export interface Approval {
  readonly signOff: SignOff;
  readonly digest: string;
  /** The last day on which it holds: that of the record, or an earlier one that the policy sets. */
  readonly until: IsoDate;
  /** Whether it carries a signature, which then was checked. */
  readonly isSigned: boolean;
  /** Where the record stands in the project, and what it says as it is written first, whoever laid it out anew or put comments in. */
  readonly record: TextFile;
  /** The parts that are others today; empty unless the state is `changed`. */
  readonly changed: readonly string[];
  /** The approved files that are others today, or gone: as `changed` calls them. */
  readonly lost: readonly string[];
}

/** An approval with how it stands by itself. */
export interface Judged extends Approval {
  readonly state: 'signed' | 'changed' | 'expired';
}

/** All approvals by which an answer is called reviewed; none of any other. */
export function approvalsOf(review: Review | undefined): readonly Approval[] {
  return review?.state === 'signed' ? [review, ...review.further] : [];
}

/**
 * What the approvals of one answer are worth together. It is `signed` while as many different reviewers as the policy asks
 * for, or one for each kind, approved exactly today's words, and ends with the first of these. Approvals of other words count
 * together as long as they are of the same. `approvals`: that of the record without a reviewer in its name first.
 */
export function combined(approvals: readonly Judged[], policy: ApprovalPolicy, asOf: IsoDate): Review {
  if (approvals.length === 0) return { state: 'unsigned' };
  const today = approvals.filter(({ state }) => state !== 'changed');
  const holding = today.filter(({ state }) => state === 'signed');
  const asked = chosen(holding, policy) ?? chosen(today, policy);
  if (asked) return together(asked, asOf);
  if (holding.length > 0) return { state: 'partial', approvals: holding, lacks: lackingIn(holding, policy) };
  const others = approvals.filter(({ state }) => state === 'changed');
  for (const words of new Set(others.map(({ signOff }) => wordingKey(signOff)))) {
    const before = chosen(
      others.filter(({ signOff }) => wordingKey(signOff) === words),
      policy,
    );
    if (before) return { ...together(before, asOf), state: 'changed' };
  }
  return { state: 'partial', approvals: [], lacks: lackingIn([], policy) };
}

/** The last day on which an approval holds: that of the record, or an earlier one that the policy sets. */
export function endOf({ date, until }: SignOff, { reviewEvery }: Policy): IsoDate {
  const due = reviewEvery === null ? until : addDuration(date, reviewEvery);
  return due < until ? due : until;
}

function together(
  approvals: readonly Judged[],
  asOf: IsoDate,
): Extract<Review, { state: 'signed' | 'expired' | 'changed' }> {
  const [first, ...others] = approvals as [Judged, ...Judged[]];
  const further = [...others].sort((a, b) => (a.signOff.reviewer < b.signOff.reviewer ? -1 : 1));
  const until = approvals.map((one) => one.until).reduce((a, b) => (a < b ? a : b));
  return { ...first, further, until, state: asOf > until ? 'expired' : 'signed' };
}

type Counted = Pick<Approval, 'signOff' | 'until'>;

/** Those that fulfil the policy, one of each reviewer: of several, those that hold longest. Null where they do not. */
export function chosen<T extends Counted>(
  approvals: readonly T[],
  { count, kinds }: ApprovalPolicy,
): readonly T[] | null {
  const longest = [...approvals].sort((a, b) => (a.until > b.until ? -1 : a.until < b.until ? 1 : 0));
  if (kinds.length > 0) return inKinds(kinds, longest, new Set());
  const reviewers = new Set<string>();
  const ofEach = longest.filter(({ signOff: { reviewer } }) => reviewers.size < reviewers.add(reviewer).size);
  const kept = new Set(ofEach.slice(0, count));
  return kept.size < count ? null : approvals.filter((one) => kept.has(one));
}

/** One approval for each kind, no reviewer twice. */
function inKinds<T extends Counted>(
  [kind, ...others]: readonly string[],
  approvals: readonly T[],
  taken: ReadonlySet<string>,
): readonly T[] | null {
  if (kind === undefined) return [];
  for (const one of approvals) {
    const { as, reviewer } = one.signOff;
    if (as !== kind || taken.has(reviewer)) continue;
    const rest = inKinds(others, approvals, new Set([...taken, reviewer]));
    if (rest) return [one, ...rest];
  }
  return null;
}

/** What is missing, in words for the editor. */
function lackingIn(approvals: readonly Judged[], { count, kinds }: ApprovalPolicy): string {
  const given = new Set(approvals.map(({ signOff }) => signOff.as));
  const open = kinds.filter((kind) => !given.has(kind));
  if (open.length > 0) return open.join(', ');
  const by = new Set(approvals.map(({ signOff }) => signOff.reviewer)).size;
  return kinds.length > 0 || count - by === 1 ? 'an approval by somebody else' : `${count - by} approvals`;
}

function wordingKey({ language, question, short, answer, sources, files, links, related }: Wording): string {
  return JSON.stringify([language, question, short, answer, sources, files, links, related]);
}

/** `approved by Jane Doe (clinical); plain-language is missing`. */
export function describePartial({ approvals, lacks }: Extract<Review, { state: 'partial' }>): string {
  const named = approvals.map(({ signOff: { name, as } }) => (as === null ? name : `${name} (${as})`));
  return `${named.length > 0 ? `approved by ${named.join(' and ')}; ` : ''}${lacks} missing`;
}
