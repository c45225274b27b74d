import { type Checked, type Diagnostic, diagnose, hasErrors } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { InputFile, TextFile } from '../diagnostics/span.ts';
import { type Faq, type Question, questionsOf, type Reviewer, type ReviewerKey } from '../faq/faq.ts';
import { placeOfUpdated } from '../faq/history.ts';
import { withdrawalOf } from '../faq/withdrawal.ts';
import type { IsoDate } from '../schema/dates.ts';
import { decodeText } from '../yaml/decodeText.ts';
import type { Path, Places } from '../yaml/places.ts';
import { type Approval, combined, endOf, type Judged, type Review, type ShownReview } from './approvals.ts';
import type { Format } from './canonicalText.ts';
import { readRecord, readRecordAsWritten, restore, type SignOffRecord } from './readRecord.ts';
import { faultOfKey, isBeforeKeys, sentenceOfKey } from './reviewerKeys.ts';
import {
  changedParts,
  creditOf,
  digestOf,
  fileCalled,
  recordOf,
  type Surroundings,
  type Wording,
  wordingOf,
} from './signOff.ts';
import type { Signer } from './sshSignature.ts';
import { readWithdrawn, type WithdrawnApprovals, withdrawnFile } from './withdrawnApprovals.ts';

export type { Approval, Review, ShownReview };

/** Public keys by the id of the reviewer. */
export type TrustedKeys = ReadonlyMap<string, readonly ReviewerKey[]>;

export interface Reviews {
  /** By the id of the question. */
  readonly byQuestion: ReadonlyMap<string, Review>;
  readonly diagnostics: readonly Diagnostic[];
  /** The records of which something is said, or which stand in for today's text. */
  readonly texts: readonly TextFile[];
}

/**
 * Where the records of a FAQ lie in its project: in `reviews` beside faq.yaml. A
 * translation has the same ids and other words, so that of faq.es.yaml are in `reviews.es`.
 */
export function recordFolderOf(faqPath: string): string {
  const [, folder = '', language = ''] = /^(.*\/)?[^/.]*((?:\.[^/]*)?)\.[^/.]*$/.exec(faqPath) ?? [];
  return `${folder}reviews${language}`;
}

/** Where the record of an answer lies in the site; `reviewer`: of a further one. */
export function recordPath(questionId: string, reviewer: string | null = null): string {
  return `reviews/${questionId}${reviewer === null ? '' : `.${reviewer}`}.yaml`;
}

/** By what records are judged. */
export interface ReviewConditions {
  readonly asOf: IsoDate;
  readonly trusted?: TrustedKeys | null;
  /** Known from elsewhere, besides those that the folder of the records lists. */
  readonly withdrawn?: WithdrawnApprovals;
}

/** What is known of texts by those who read Markdown, and of the project's files. */
export interface Reading extends Surroundings {
  /** Whether two texts of one canonical form are the same to a reader. */
  readsAlike(text: string, other: string): boolean;
}

/**
 * Holds the record of each answer against the answer as it is today. `asOf`
 * decides what has run out, and what is not yet. `trusted`: the reviewers' keys
 * from a place other than faq.yaml, by reviewer; every record then needs a
 * signature by one of them.
 */
export function readReviews(
  faq: Faq,
  places: Places,
  records: readonly InputFile[],
  { asOf, trusted = null, withdrawn = new Set() }: ReviewConditions,
  reading: Reading,
  signerOf: (message: string, signature: string) => Signer,
): Reviews {
  const byQuestion = new Map<string, Review>();
  const diagnostics: Diagnostic[] = [];
  const texts: TextFile[] = [];
  const questions = questionsOf(faq);
  const reviewers = new Map(faq.reviewers.map((reviewer) => [reviewer.id, reviewer]));
  const owners = new Map(questions.flatMap((question) => question.formerly.map((id) => [id, question] as const)));
  for (const question of questions) owners.set(question.id, question);
  const written = records.filter(({ path }) => path.endsWith('.yaml'));
  const recorded = new Set(written.map(({ path }) => nameOf(path)));
  const approvals = new Map<string, Judged[]>();
  const { approvals: policy } = faq.policy;
  const list = withdrawnAmong(records);
  if (list.diagnostics.length > 0) texts.push(list.text);
  diagnostics.push(...list.diagnostics);
  const gone = new Set([...withdrawn, ...list.value]);
  const check: Checking = { faq, places, reviewers, asOf, trusted, withdrawn: gone, reading, signerOf };
  for (const file of written) {
    const name = nameOf(file.path);
    // Where one approval is enough, a further record is the record of nothing.
    const [id = '', by = null] = policy === null ? [name] : name.split('.');
    const question = owners.get(id);
    if (!question) {
      const span = { file: file.path, start: 0, end: 0 };
      diagnostics.push(diagnose('orphan-review', span, { id, nearest: nearest(id, owners.keys()) }));
      continue;
    }
    // Of an answer that is shown no more, none counts, and none is at fault.
    if (withdrawalOf(question, asOf)) continue;
    // A record under an old id serves until there is one under the new.
    if (id !== question.id && recorded.has(by === null ? question.id : `${question.id}.${by}`)) continue;
    const { judged, diagnostics: found, text } = judgedFrom(file, { id, by }, question, check);
    if (judged === null) byQuestion.set(question.id, { state: 'invalid', file: file.path });
    else {
      const known = approvals.get(question.id) ?? [];
      approvals.set(question.id, by === null ? [judged, ...known] : [...known, judged]);
    }
    diagnostics.push(...found);
    if (text) texts.push(text);
  }
  for (const [id, all] of approvals) {
    const [first] = all;
    if (byQuestion.has(id) || !first) continue;
    byQuestion.set(id, policy === null ? { ...first, further: [] } : combined(all, policy, asOf));
  }
  for (const { id } of questions) if (!byQuestion.has(id)) byQuestion.set(id, { state: 'unsigned' });
  return { byQuestion, diagnostics, texts };
}

/** What the folder of the records says of approvals that count no longer. */
export function withdrawnAmong(records: readonly InputFile[]): Checked<WithdrawnApprovals> & { text: TextFile } {
  const file = records.find(({ path }) => path.split('/').at(-1) === withdrawnFile);
  const { value: text, diagnostics } = decodeText(file ?? { path: withdrawnFile, bytes: new Uint8Array() });
  const list = readWithdrawn(text);
  return { text, value: list.value, diagnostics: [...diagnostics, ...list.diagnostics] };
}

/** Of a record: the id of a question and, of a further one, a full stop and the id of its reviewer. No id of a question holds one. */
function nameOf(path: string): string {
  // Some systems take the accents of a file's name apart.
  return path.slice(path.lastIndexOf('/') + 1, -'.yaml'.length).normalize('NFC');
}

interface Checking {
  readonly faq: Faq;
  readonly places: Places;
  readonly reviewers: ReadonlyMap<string, Reviewer>;
  readonly asOf: IsoDate;
  readonly trusted: TrustedKeys | null;
  readonly withdrawn: WithdrawnApprovals;
  readonly reading: Reading;
  readonly signerOf: (message: string, signature: string) => Signer;
}

/** For what a record is, by its name; `by`: the reviewer of a further one. */
interface RecordName {
  readonly id: string;
  readonly by: string | null;
}

/** What one record is worth for one question; null where it proves nothing. */
function judgedFrom(
  file: InputFile,
  name: RecordName,
  question: Question,
  checking: Checking,
): { judged: Judged | null; diagnostics: Diagnostic[]; text: TextFile | null } {
  const { faq, reviewers, reading } = checking;
  const { value: text, diagnostics } = decodeText(file);
  const todayIn = (format: Format): Wording => wordingOf(question, faq, format, reading);
  const quick = hasErrors(diagnostics)
    ? null
    : readRecordAsWritten(text.text, (head) => {
        const reviewer = reviewers.get(head.reviewer);
        return reviewer ? { ...todayIn(head.format), ...head, ...creditOf(reviewer) } : null;
      });
  if (quick) {
    const faults = [...faultsOf(quick, name, checking), ...datesAgainst(question, quick, checking)];
    if (faults.length === 0)
      return { judged: judge(quick, text, question, quick.signOff, checking), diagnostics: [], text: null };
  }
  const invalid = (found: readonly Diagnostic[]) => ({
    judged: null,
    diagnostics: [...found],
    text,
  });
  if (hasErrors(diagnostics)) return invalid(diagnostics);
  const { record, places: inRecord, diagnostics: unreadable } = readRecord(text);
  if (!record) return invalid(unreadable);
  const judged = judge(record, text, question, todayIn(record.signOff.format), checking);
  const faults = [
    ...faultsOf(record, name, checking),
    ...(judged.state === 'changed' ? [] : datesAgainst(question, record, checking)),
  ];
  if (faults.length === 0) return { judged, diagnostics: [], text };
  return invalid(
    faults.map((fault) =>
      fault.code === 'unknown-reviewer'
        ? diagnose('unknown-reviewer', inRecord.value(['reviewer']), fault)
        : diagnose('invalid-review', fault.span ?? inRecord.value(fault.path), fault),
    ),
  );
}

type Fault =
  | {
      readonly code: 'invalid-review';
      readonly path: Path;
      readonly span?: ReturnType<Places['value']>;
      readonly problem: string;
      readonly help: string;
    }
  | { readonly code: 'unknown-reviewer'; readonly id: string; readonly nearest: string | null };

/** Why a record proves nothing; empty where it does. */
function faultsOf(record: SignOffRecord, { id, by }: RecordName, checking: Checking): Fault[] {
  const { signOff } = record;
  const { asOf, reviewers, faq, withdrawn } = checking;
  const fault = (path: Path, problem: string, help: string): Fault => ({ code: 'invalid-review', path, problem, help });
  if (record.digest !== digestOf(record.statement))
    return [fault(['digest'], 'the record was altered: its digest does not fit what it says', restore)];
  if (withdrawn.has(record.digest)) {
    const help = 'delete the record, or have the answer signed anew';
    return [fault(['digest'], 'this approval was withdrawn, or a newer one has taken its place', help)];
  }
  if (signOff.id !== id)
    return [fault(['id'], `the record approves the answer to \`${signOff.id}\`, not to \`${id}\``, restore)];
  if (by !== null && signOff.reviewer !== by)
    return [
      fault(['reviewer'], `the record is of \`${signOff.reviewer}\`, not of \`${by}\` as its name says`, restore),
    ];
  const reviewer = reviewers.get(signOff.reviewer);
  const known = faq.reviewers.map((other) => other.id);
  if (!reviewer) return [{ code: 'unknown-reviewer', id: signOff.reviewer, nearest: nearest(signOff.reviewer, known) }];
  const signature = faultOfSignature(record, reviewer, checking);
  if (signature) return [fault(record.signature === null ? ['digest'] : ['signature'], ...signature)];
  if (signOff.date > asOf) {
    const help = `it counts from that day on; today is ${asOf}`;
    return [fault(['date'], `the answer is said to be approved on ${signOff.date}, which is still to come`, help)];
  }
  if (signOff.until < signOff.date)
    return [fault(['until'], `the approval ends on ${signOff.until}, before it was given`, restore)];
  return [];
}

/** What was approved cannot have been written later. */
function datesAgainst(question: Question, { signOff }: SignOffRecord, { places }: Checking): Fault[] {
  if (question.updated === null || question.updated <= signOff.date) return [];
  const place = placeOfUpdated(question);
  const said = place.includes('changes') ? 'a major change is of' : '`updated` is';
  return [
    {
      code: 'invalid-review',
      path: [],
      span: places.value(place),
      problem: `${said} ${question.updated}, but these very words were approved on ${signOff.date}`,
      help: `write the day on which the words last changed, or have the answer signed anew`,
    },
  ];
}

function faultOfSignature(
  { signOff, statement, signature }: SignOffRecord,
  reviewer: Reviewer,
  { trusted, signerOf }: Checking,
): [problem: string, help: string] | null {
  const keys = trusted ? (trusted.get(reviewer.id) ?? []) : reviewer.keys;
  const sign = `let ${reviewer.name} sign it with \`faqgen review sign\``;
  if (signature === null) {
    if (trusted) return ['the record carries no signature', sign];
    if (isBeforeKeys(keys, signOff.date)) return null;
    const since = `${sign}; or say by \`keys\` from which day on the key holds, if it was approved before`;
    return [`the record carries no signature, but \`${reviewer.id}\` has a key`, since];
  }
  if (keys.length === 0) {
    return trusted
      ? [`no key of \`${reviewer.id}\` is among the trusted ones`, 'add the key to the file that `--trust` names']
      : [`the record is signed, but \`${reviewer.id}\` has no key`, `add \`key:\` to \`reviewers.${reviewer.id}\``];
  }
  const signer = signerOf(statement, signature);
  if ('fault' in signer) return [`the signature proves nothing: ${signer.fault}`, restore];
  const wrong = faultOfKey(signer.key, keys, signOff.date);
  if (wrong === null) return null;
  if (wrong.fault === 'other') return [`the signature was made with another key than that of \`${reviewer.id}\``, sign];
  return [`${sentenceOfKey(wrong)}, and the approval is of ${signOff.date}`, `${sign}; or mend the days in \`keys\``];
}

/** The state of a record that holds. */
function judge(
  { signOff, statement, digest, signature }: SignOffRecord,
  { path }: TextFile,
  question: Question,
  today: Wording,
  { faq, reviewers, asOf, reading }: Checking,
): Judged {
  const reviewer = reviewers.get(signOff.reviewer);
  const until = endOf(signOff, faq.policy);
  const changed = changedParts(signOff, today, faq.language);
  // Where lines were joined, a rare text may read as another one than it was typed to.
  if (changed.length === 0 && !reading.readsAlike(question.answer.text, signOff.answer))
    changed.push('the lines of the answer');
  const credit = reviewer && creditOf(reviewer);
  if (credit && (credit.name !== signOff.name || credit.role !== signOff.role))
    changed.push('the reviewer’s name or role');
  return {
    state: changed.length > 0 ? 'changed' : asOf > until ? 'expired' : 'signed',
    signOff,
    digest,
    until,
    isSigned: signature !== null,
    record: { path, text: recordOf(statement, signature) },
    changed,
    lost:
      changed.length === 0
        ? []
        : signOff.files
            .filter(({ name, digest: approved }) => reading.digestOf(name) !== approved)
            .map(({ name }) => fileCalled(name)),
  };
}
