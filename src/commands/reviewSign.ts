import { basename, resolve } from 'node:path';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { type Faq, type Question, questionsOf, type Reviewer } from '../faq/faq.ts';
import { type Host, type ReviewSurroundings, SigningError } from '../host/host.ts';
import { readsAlike } from '../markdown/readsAlike.ts';
import { canonicalMarkdown } from '../review/canonicalText.ts';
import { describeChange } from '../review/describeChange.ts';
import { listRecords } from '../review/readContent.ts';
import { type Review, recordFolderOf, withdrawnAmong } from '../review/readReviews.ts';
import { faultOfKey, holdsOn, isBeforeKeys, newestFirst, sentenceOfKey } from '../review/reviewerKeys.ts';
import {
  creditOf,
  currentFormat,
  digestOf,
  recordOf,
  type SignOff,
  statementOf,
  wordingOf,
} from '../review/signOff.ts';
import { namespace, signerOf } from '../review/sshSignature.ts';
import { addWithdrawn, withdrawnFile } from '../review/withdrawnApprovals.ts';
import { addDuration, type Duration, type IsoDate } from '../schema/dates.ts';
import { compileProject } from './compileProject.ts';
import { type ExitCode, painter, plural, reportOutcome } from './report.ts';
import { type ReviewedProject, readReviewedProject } from './reviewedProject.ts';
import { formatChange } from './reviewStatus.ts';

export interface SignFlags {
  /** The id of the reviewer. */
  readonly by: string;
  readonly all: boolean;
  /** File of the reviewer's private key; null: an agent has it, or there is none. */
  readonly key: string | null;
  readonly on: IsoDate | null;
  readonly until: IsoDate | null;
  readonly yes: boolean;
}

/** How long an approval lasts where neither the policy nor the reviewer says: every approval ends. */
const usual: Duration = { count: 12, unit: 'month' };

/**
 * `faqgen review sign`: shows what is to be approved, asks, and writes the
 * records. Nothing is written for an answer that nobody was asked about, nor
 * where faq.yaml has errors: nobody can approve what cannot be read.
 */
export async function reviewSign(
  ids: readonly string[],
  faqPath: string,
  flags: SignFlags,
  host: Host,
): Promise<ExitCode> {
  const world = await host.forReview();
  const project = readReviewedProject(faqPath, { asOf: null }, host);
  const { content, asOf } = project;
  const faq = content?.faq ?? null;
  if (!content || !faq) return report(project.diagnostics, project, host);
  const compilation = await compileProject(project.reader, faqPath, { asOf, url: null, preview: true }, host);
  const [ownPath] = project.texts.keys();
  const errors = compilation.diagnostics.filter((found) => isInTheWay(found, ownPath));
  if (errors.length > 0) return report(errors, compilation, host);

  const plan = planOf(ids, faq, content.reviews, flags, asOf, world);
  if ('refused' in plan) return report([plan.refused], project, host);
  if (plan.questions.length === 0) host.stdout.write('Every answer is signed.\n');
  const folder = recordFolderOf(basename(faqPath));
  let signed = 0;
  for (const question of plan.questions) {
    const path = `${folder}/${question.id}.yaml`;
    const review = content.reviews.get(question.id) ?? { state: 'unsigned' };
    const signOff: SignOff = {
      ...wordingOf(question, faq, currentFormat),
      format: currentFormat,
      id: question.id,
      reviewer: plan.reviewer.id,
      ...creditOf(plan.reviewer),
      date: plan.date,
      until: plan.until,
    };
    const { value: withdrawn } = withdrawnAmong(listRecords(project.reader.read()));
    if (withdrawn.has(digestOf(statementOf(signOff)))) {
      const help = 'set another last day with --until: each approval is another one';
      return report(
        [cannot(`this approval of \`${question.id}\` was withdrawn before`, help)],
        project,
        host,
        signedBefore(signed),
      );
    }
    host.stdout.write(show(signOff, review, host));
    const answer = flags.yes || (await world.confirm(`Approve this as ${plan.reviewer.name}? [y/N] `));
    if (answer === null) return report([cannot('nobody answered', null)], project, host, signedBefore(signed));
    if (!answer) {
      host.stdout.write(`Not signed: ${question.id}\n\n`);
      continue;
    }
    try {
      const record = await makeRecord(signOff, plan.reviewer, flags, world, host);
      await supersede(review, signOff, path, project, world);
      await world.writeRecord(project.reader.root, path, record);
    } catch (error) {
      if (!(error instanceof SigningError)) throw error;
      return report([cannot(error.message, signingHelp(plan.reviewer))], project, host, signedBefore(signed));
    }
    signed++;
    const holds = `approved on ${plan.date}, until ${plan.until}`;
    host.stdout.write(`${painter(host, host.stdout)('green', '✓')} ${path}: ${holds}\n\n`);
  }
  host.stdout.write(`${plural(signed, 'answer')} signed as ${plan.reviewer.name}, until ${plan.until}\n`);
  return 0;
}

/** Lists the record whose place the new one takes: put back with its old text, it would count again. */
async function supersede(
  review: Review,
  signOff: SignOff,
  path: string,
  { reader, asOf }: ReviewedProject,
  { writeRecord }: ReviewSurroundings,
): Promise<void> {
  if (!('signOff' in review) || !review.record.path.endsWith(path.slice(path.lastIndexOf('/')))) return;
  if (review.digest === digestOf(statementOf(signOff))) return;
  const list = `${path.slice(0, path.lastIndexOf('/'))}/${withdrawnFile}`;
  const bytes = reader.read().files.read(list);
  const text = bytes && new TextDecoder().decode(bytes);
  await writeRecord(reader.root, list, addWithdrawn(text, review.digest, signOff.id, `superseded ${asOf}`));
}

function signedBefore(count: number): string {
  return count === 0 ? 'nothing was signed' : `${plural(count, 'answer')} signed before, and no more`;
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

interface Plan {
  readonly reviewer: Reviewer;
  readonly questions: readonly Question[];
  readonly date: IsoDate;
  readonly until: IsoDate;
}

function planOf(
  ids: readonly string[],
  faq: Faq,
  reviews: ReadonlyMap<string, Review>,
  { by, all, key, on, until: typedUntil, yes }: SignFlags,
  asOf: IsoDate,
  { isInteractive }: ReviewSurroundings,
): Plan | { readonly refused: Diagnostic } {
  const refuse = (problem: string, help: string | null) => ({ refused: cannot(problem, help) });
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
  if (!yes && !isInteractive && questions.length > 0)
    return refuse('nobody can be asked here', 'add --yes, once the reviewer has read the answers');
  return { reviewer, questions, date, until };
}

/** All that is approved, and what is another thing than when it was last approved. */
function show(signOff: SignOff, review: Review, host: Host): string {
  const paint = painter(host, host.stdout);
  const { id, language, question, short, answer, sources, date, until } = signOff;
  const changes = 'signOff' in review ? describeChange(review.signOff, signOff) : [];
  const last = 'signOff' in review ? `${review.signOff.name} approved it on ${review.signOff.date}` : null;
  return [
    paint('bold', `${id}: ${question}`),
    ...(short === null ? [] : [short]),
    '',
    answer,
    '',
    ...sources.map(({ id: source, ...facts }) => `[@${source}] ${Object.values(facts).filter(Boolean).join('. ')}`),
    ...(sources.length > 0 ? [''] : []),
    ...(last === null ? [] : [changes.length > 0 ? `Changed since ${last}:` : `Unchanged since ${last}.`]),
    ...changes.map((change) => formatChange(change, paint)),
    paint('dim', `An approval would be of ${date} and hold until ${until}, in the language \`${language}\`.`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

async function makeRecord(
  signOff: SignOff,
  { id, keys }: Reviewer,
  { key: keyFile }: SignFlags,
  world: ReviewSurroundings,
  host: Host,
): Promise<string> {
  const statement = statementOf(signOff);
  // Of several, the newest that signs approvals of that day.
  const publicKey = newestFirst(keys).find((key) => holdsOn(key, signOff.date))?.key;
  // `planOf` has refused a day on which no key holds.
  if (publicKey === undefined) return recordOf(statement, null);
  const file = keyFile === null ? null : resolve(host.cwd, keyFile);
  const signature = await world.sign(statement, { namespace, keyFile: file, publicKey });
  const signer = signerOf(statement, signature);
  if ('fault' in signer) throw new SigningError(`the signature proves nothing: ${signer.fault}`);
  const wrong = faultOfKey(signer.key, keys, signOff.date);
  if (wrong)
    throw new SigningError(
      wrong.fault === 'other' ? `that is another key than the one of \`${id}\` in faq.yaml` : sentenceOfKey(wrong),
    );
  return recordOf(statement, signature);
}

function signingHelp({ id, keys }: Reviewer): string | null {
  return keys.length === 0
    ? null
    : `name the private key of \`${id}\` with --key, or load it into an agent with ssh-add`;
}

function cannot(problem: string, help: string | null): Diagnostic {
  return diagnose('cannot-sign', null, { problem, help });
}

function report(
  diagnostics: readonly Diagnostic[],
  { texts }: Pick<Parameters<typeof reportOutcome>[0], 'texts'>,
  host: Host,
  consequence = 'nothing was signed',
): ExitCode {
  const outcome = {
    diagnostics,
    texts,
    facts: {},
    summary: () => '',
    consequence,
  };
  return reportOutcome(outcome, { format: 'text', quiet: false }, host);
}
