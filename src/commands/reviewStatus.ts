import { stripVTControlCharacters } from 'node:util';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { Paint } from '../diagnostics/formatText.ts';
import type { Faq, Question } from '../faq/faq.ts';
import { standingQuestions } from '../faq/withdrawal.ts';
import type { Host } from '../host/host.ts';
import { type ExitCode, type Format, painter, plural, reportOutcome } from '../projects/report.ts';
import { type ReviewedProject, readReviewedProject } from '../projects/reviewedProject.ts';
import { approvalsOf, type Review } from '../review/approvals.ts';
import { describeChange, type PartChange } from '../review/describeChange.ts';
import { creditLine, currentFormat, type SignOff, wordingOf } from '../review/signOff.ts';
import { addDuration, type Duration, daysBetween, type IsoDate } from '../schema/dates.ts';

export interface StatusFlags {
  readonly asOf: IsoDate | null;
  /** Lists only what runs out within this time. */
  readonly due: Duration | null;
  readonly format: Extract<Format, 'text' | 'json'>;
}

/** One line of the table: the stable part of the JSON. */
interface Status {
  readonly id: string;
  readonly question: string;
  readonly state: Review['state'];
  readonly reviewer: string | null;
  readonly name: string | null;
  readonly role: string | null;
  readonly date: IsoDate | null;
  /** The last day on which the review holds, and how many are left; negative once it ran out. */
  readonly until: IsoDate | null;
  readonly daysLeft: number | null;
  readonly digest: string | null;
  readonly record: string | null;
  /** Of the record: an older one says less. */
  readonly format: SignOff['format'] | null;
  /** Of whom it has approvals of today's words, where the policy asks for several; and what is missing, in words. */
  readonly approvals?: readonly Pick<SignOff, 'reviewer' | 'name' | 'role' | 'as' | 'date' | 'until'>[];
  readonly lacks?: string | null;
  /** What differs between the approved words and today's. */
  readonly changes: readonly Pick<PartChange, 'part' | 'before' | 'after'>[];
}

/** `faqgen review status`: how each answer stands with its review, and what has changed since. */
export function reviewStatus(faqPath: string, { asOf, due, format }: StatusFlags, host: Host): ExitCode {
  const project = readReviewedProject(faqPath, { asOf }, host);
  const faq = project.content?.faq;
  const all = faq ? standingQuestions(faq, project.asOf).map((question) => statusOf(question, faq, project)) : [];
  const limit = due === null ? null : addDuration(project.asOf, due);
  const shown = all.filter(({ until }) => limit === null || (until !== null && until <= limit));
  const outcome = {
    diagnostics: project.diagnostics.filter(({ severity, code }) => severity === 'error' || code === 'orphan-review'),
    texts: project.texts,
    facts: { asOf: project.asOf, questions: shown.map(({ diffs: _, ...status }) => status) },
    summary: () => '',
  };
  // The table stands even where a record is invalid: it shows which.
  if (format === 'text' && (shown.length > 0 || !hasErrors(outcome.diagnostics)))
    host.stdout.write(formatTable(shown, all.length, project.asOf, painter(host, host.stdout)));
  return reportOutcome(outcome, { format, quiet: false }, host);
}

function statusOf(
  question: Question,
  faq: Faq,
  { content, asOf }: ReviewedProject,
): Status & { readonly diffs: readonly PartChange[] } {
  const review: Review = content?.reviews.get(question.id) ?? { state: 'unsigned' };
  const approval = 'signOff' in review ? review : null;
  const diffs =
    approval?.state === 'changed' && content
      ? describeChange(approval.signOff, wordingOf(question, faq, approval.signOff.format, content.surroundings))
      : [];
  return {
    id: question.id,
    question: question.question,
    state: review.state,
    reviewer: approval?.signOff.reviewer ?? null,
    name: approval?.signOff.name ?? null,
    role: approval?.signOff.role ?? null,
    date: approval?.signOff.date ?? null,
    until: approval?.until ?? null,
    daysLeft: approval === null ? null : daysBetween(asOf, approval.until),
    digest: approval?.digest ?? null,
    record: approval?.record.path ?? (review.state === 'invalid' ? review.file : null),
    format: approval?.signOff.format ?? null,
    ...(faq.policy.approvals === null ? {} : severalOf(review)),
    changes: diffs.map(({ part, before, after }) => ({ part, before, after })),
    diffs,
  };
}

function severalOf(review: Review): Pick<Status, 'approvals' | 'lacks'> {
  const approvals = review.state === 'partial' ? review.approvals : approvalsOf(review);
  const lacks = review.state === 'partial' ? review.lacks : null;
  const told = approvals.map(({ signOff: { reviewer, name, role, as, date }, until }) => {
    return { reviewer, name, role, as, date, until };
  });
  return { approvals: told, lacks };
}

type Row = ReturnType<typeof statusOf>;

const columns: readonly { readonly head: string; readonly cell: (row: Row) => string }[] = [
  { head: 'question', cell: ({ id }) => id },
  { head: 'state', cell: ({ state }) => state },
  {
    head: 'reviewer',
    cell: ({ name, approvals = [] }) =>
      approvals.map((one) => creditLine({ ...one, role: null })).join(', ') || (name ?? '–'),
  },
  { head: 'approved', cell: ({ date }) => date ?? '–' },
  { head: 'until', cell: ({ until }) => until ?? '–' },
  { head: 'days left', cell: ({ daysLeft }) => String(daysLeft ?? '–') },
];

const stateStyles = {
  signed: 'green',
  changed: 'yellow',
  expired: 'yellow',
  partial: 'yellow',
  unsigned: 'dim',
  invalid: 'red',
} as const;

function formatTable(rows: readonly Row[], total: number, asOf: IsoDate, paint: Paint): string {
  if (rows.length === 0) return `nothing of ${plural(total, 'answer')} runs out in that time\n`;
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
  const widths = columns.map(({ head }, index) =>
    Math.max(head.length, ...cells.map((row) => widthOf(row[index] ?? ''))),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => text + ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(text))))
      .join('  ')
      .trimEnd();
  const head = paint('dim', line(columns.map((column) => column.head)));
  const body = rows.flatMap((row, index) => {
    const texts = (cells[index] ?? []).map((text, column) =>
      column === 1 ? paint(stateStyles[row.state], text) : text,
    );
    const lacks = row.lacks ? [`  ${paint('bold', 'missing:')} ${row.lacks}`] : [];
    return [line(texts), ...lacks, ...row.diffs.map((change) => formatChange(change, paint))];
  });
  const counts = (['signed', 'partial', 'changed', 'expired', 'unsigned', 'invalid'] as const)
    .map((state) => [state, rows.filter((row) => row.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  const older = rows.filter((row) => row.format !== null && row.format < currentFormat).map(({ id }) => id);
  const told = `of a format that binds neither pictures nor what links and related questions ask: ${older.join(', ')}`;
  return [head, ...body, '', `${counts.join(', ')}, as of ${asOf}`, ...(older.length > 0 ? [told] : [])]
    .map((text) => `${text}\n`)
    .join('');
}

function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

/** Words around a change, so that one finds the place. */
const context = 6;

/** As wdiff writes it, `[-gone-] {+come+}`, so that it can be told without colours as well. */
export function formatChange({ part, diff }: PartChange, paint: Paint): string {
  const texts = diff.map(({ kind, words }, index) => {
    if (kind === 'removed') return paint('red', `[-${joined(words)}-]`);
    if (kind === 'added') return paint('green', `{+${joined(words)}+}`);
    const [isFirst, isLast] = [index === 0, index === diff.length - 1];
    const kept = (isFirst ? 0 : context) + (isLast ? 0 : context);
    if (words.length <= kept) return joined(words);
    const [begin, end] = [isFirst ? [] : words.slice(0, context), isLast ? [] : words.slice(-context)];
    return [joined(begin), '…', joined(end)].filter(Boolean).join(' ');
  });
  return `  ${paint('bold', `${part}:`)} ${texts.join(' ')}`;
}

/** A line end is shown by its sign, since the words stand on one line. */
function joined(words: readonly string[]): string {
  return words.map((word) => (word.startsWith('\n') ? '¶' : word)).join(' ');
}
