import { resolve } from 'node:path';
import type { Compilation } from '../compile.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { type Faq, type Question, questionsOf, type Reviewer } from '../faq/faq.ts';
import { type Host, type ProjectReader, type ReviewSurroundings, SigningError } from '../host/host.ts';
import { readsAlike } from '../markdown/readsAlike.ts';
import { canonicalMarkdown } from '../review/canonicalText.ts';
import { listRecords } from '../review/readContent.ts';
import { type Review, recordFolderOf, withdrawnAmong } from '../review/readReviews.ts';
import { faultOfKey, holdsOn, isBeforeKeys, newestFirst, sentenceOfKey } from '../review/reviewerKeys.ts';
import {
  creditOf,
  currentFormat,
  digestOf,
  recordOf,
  type SignOff,
  type Surroundings,
  statementOf,
  wordingOf,
} from '../review/signOff.ts';
import { namespace, signerOf } from '../review/sshSignature.ts';
import { addWithdrawn, withdrawnFile } from '../review/withdrawnApprovals.ts';
import { readRequests } from '../reviewing/changeRequest.ts';
import { addDuration, type Duration, type IsoDate } from '../schema/dates.ts';
import { compileProject } from './compileProject.ts';
import { readReviewedProject } from './reviewedProject.ts';

/**
 * The act of approving, whoever asks for it: `review sign` in a terminal, or
 * the page of `review open`. Both read, plan, show, ask and sign in this order.
 */

/** A project in which answers can be approved: nothing in faq.yaml is in the way. */
export interface SigningDesk {
  readonly faq: Faq;
  /** By the id of the question. */
  readonly reviews: ReadonlyMap<string, Review>;
  readonly surroundings: Surroundings;
  readonly reader: ProjectReader;
  readonly asOf: IsoDate;
  /** The pages on which the answers stand, with all that is not published yet. */
  readonly compilation: Compilation;
  readonly texts: Compilation['texts'];
}

/** What the reviewer chooses. */
export interface SigningChoices {
  /** The id of the reviewer. */
  readonly by: string;
  /** Every answer that is not signed, and no draft. */
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

/** How long an approval lasts where neither the policy nor the reviewer says: every approval ends. */
const usual: Duration = { count: 12, unit: 'month' };

/** Reads a project anew. Nobody can approve what cannot be read. */
export async function readToSign(
  faqPath: string,
  host: Host,
): Promise<SigningDesk | (Refusal & Pick<Compilation, 'texts'>)> {
  const { content, reader, asOf, diagnostics, texts } = readReviewedProject(faqPath, { asOf: null }, host);
  const faq = content?.faq ?? null;
  if (!content || !faq) return { diagnostics, texts };
  const compilation = await compileProject(reader, faqPath, { asOf, url: null, preview: true }, host);
  const [ownPath] = texts.keys();
  const errors = compilation.diagnostics.filter((found) => isInTheWay(found, ownPath));
  if (errors.length > 0) return { diagnostics: errors, texts: compilation.texts };
  return { faq, reviews: content.reviews, surroundings: content.surroundings, reader, asOf, compilation, texts };
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
function isInTheWay({ severity, code, span }: Diagnostic, ownPath: string | undefined): boolean {
  return severity === 'error' && !reviewCodes.has(code) && (span === null || span.file === ownPath);
}

/** Whether these answers can be approved so. */
export function planOf(
  ids: readonly string[],
  { faq, reviews, asOf }: SigningDesk,
  { by, all, key, on, until: typedUntil }: SigningChoices,
): SigningPlan | Refusal {
  const refuse = (problem: string, help: string | null): Refusal => ({ diagnostics: [cannot(problem, help)] });
  const reviewer = faq.reviewers.find(({ id }) => id === by);
  if (!reviewer) {
    const known = faq.reviewers.map(({ id }) => id);
    const meant = nearest(by, known);
    const list = known.length === 0 ? 'add the person to `reviewers`' : `the reviewers are ${known.join(', ')}`;
    return refuse(`there is no reviewer \`${by}\``, meant ? `did you mean \`${meant}\`?` : list);
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
  if (all) questions.push(...every.filter(({ id, draft }) => !draft && reviews.get(id)?.state !== 'signed'));
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
  return { reviewer, questions, date, until };
}

/** What the reviewer would put their name to: all of it has to be shown. */
export function signOffOf(
  question: Question,
  { reviewer, date, until }: SigningPlan,
  { faq, surroundings }: SigningDesk,
): SignOff {
  return {
    ...wordingOf(question, faq, currentFormat, surroundings),
    format: currentFormat,
    id: question.id,
    reviewer: reviewer.id,
    ...creditOf(reviewer),
    as: null,
    date,
    until,
  };
}

/** Why this very approval can never count; null where it can. */
export function refusalOf(signOff: SignOff, { reader }: SigningDesk): Diagnostic | null {
  const { value: withdrawn } = withdrawnAmong(listRecords(reader.read()));
  if (!withdrawn.has(digestOf(statementOf(signOff)))) return null;
  const help = 'set another last day with --until: each approval is another one';
  return cannot(`this approval of \`${signOff.id}\` was withdrawn before`, help);
}

/** Signs what was shown, and writes its record. `path`: from the folder of the project. */
export async function sign(
  signOff: SignOff,
  { reviewer }: SigningPlan,
  desk: SigningDesk,
  { key }: Pick<SigningChoices, 'key'>,
  world: ReviewSurroundings,
  host: Pick<Host, 'cwd'>,
): Promise<{ readonly path: string } | Refusal> {
  const path = `${recordFolderOf(desk.reader.source)}/${signOff.id}.yaml`;
  try {
    const record = await makeRecord(signOff, reviewer, key === null ? null : resolve(host.cwd, key), world);
    await supersede(desk.reviews.get(signOff.id) ?? { state: 'unsigned' }, signOff, path, desk, world);
    await world.writeRecord(desk.reader.root, path, record);
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    return { diagnostics: [cannot(error.message, signingHelp(reviewer))] };
  }
  try {
    for (const old of requestsOf(signOff, reviewer, desk)) await world.removeFile(desk.reader.root, old);
    return { path };
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    const help = `${path} is written: the answer is approved; delete the request by hand`;
    return { diagnostics: [cannot(error.message, help)] };
  }
}

/** What this reviewer had asked for: who approves the answer asks for nothing more. What others ask for stays. */
function requestsOf({ id }: SignOff, { id: by }: Reviewer, { reader, faq }: SigningDesk): string[] {
  const { requests } = readRequests({ faq: { path: reader.source }, files: reader.read().files }, faq);
  return requests.filter((one) => one.id === id && one.reviewer === by).map(({ path }) => path);
}

async function makeRecord(
  signOff: SignOff,
  { id, keys }: Reviewer,
  keyFile: string | null,
  world: ReviewSurroundings,
): Promise<string> {
  const statement = statementOf(signOff);
  // Of several, the newest that signs approvals of that day.
  const publicKey = newestFirst(keys).find((key) => holdsOn(key, signOff.date))?.key;
  // `planOf` has refused a day on which no key holds.
  if (publicKey === undefined) return recordOf(statement, null);
  const signature = await world.sign(statement, { namespace, keyFile, publicKey });
  const signer = signerOf(statement, signature);
  if ('fault' in signer) throw new SigningError(`the signature proves nothing: ${signer.fault}`);
  const wrong = faultOfKey(signer.key, keys, signOff.date);
  if (wrong)
    throw new SigningError(
      wrong.fault === 'other' ? `that is another key than the one of \`${id}\` in faq.yaml` : sentenceOfKey(wrong),
    );
  return recordOf(statement, signature);
}

/** Lists the record whose place the new one takes: put back with its old text, it would count again. */
async function supersede(
  review: Review,
  signOff: SignOff,
  path: string,
  { reader, asOf }: SigningDesk,
  { writeRecord }: ReviewSurroundings,
): Promise<void> {
  if (!('signOff' in review) || !review.record.path.endsWith(path.slice(path.lastIndexOf('/')))) return;
  if (review.digest === digestOf(statementOf(signOff))) return;
  const list = `${path.slice(0, path.lastIndexOf('/'))}/${withdrawnFile}`;
  const bytes = reader.read().files.read(list);
  const text = bytes && new TextDecoder().decode(bytes);
  await writeRecord(reader.root, list, addWithdrawn(text, review.digest, signOff.id, `superseded ${asOf}`));
}

function signingHelp({ id, keys }: Reviewer): string | null {
  return keys.length === 0
    ? null
    : `name the private key of \`${id}\` with --key, or load it into an agent with ssh-add`;
}

export function cannot(problem: string, help: string | null): Diagnostic {
  return diagnose('cannot-sign', null, { problem, help });
}
