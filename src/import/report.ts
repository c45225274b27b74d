import type { Paint } from '../diagnostics/formatText.ts';
import { plural } from '../diagnostics/verdict.ts';
import type { DraftFaq, PlacedRemark } from './gather.ts';
import type { Difference } from './roundTrip.ts';

/** What came of an import. */
export interface ImportReport {
  readonly faq: DraftFaq;
  /** In which it was written, as it was typed; null where nothing was. */
  readonly file: string | null;
  readonly differences: readonly Difference[];
}

/** As data: places are those of the sources, lines and columns from 1. */
export function reportData({ faq, file, differences }: ImportReport): Record<string, unknown> {
  const { questions, groups, redirects, remarks } = faq;
  return {
    file,
    questions: questions.length,
    drafts: questions.filter(({ item }) => item.draft).length,
    groups: groups.length,
    proven: questions.length - differences.length,
    taken: questions.map(({ id, item, path }) => ({
      id,
      question: item.question,
      draft: item.draft ?? false,
      file: path,
      line: item.line,
      column: item.column,
    })),
    differences: differences.map(({ question, source, built }) => ({
      id: question.id,
      file: question.path,
      line: question.item.line,
      source,
      built,
    })),
    remarks: sorted(remarks).map(({ kind, what, path, line, column }) => ({
      kind,
      what,
      file: path,
      line,
      column: column ?? null,
    })),
    redirects,
  };
}

const heads = { taken: 'taken, and worth a look', changed: 'changed', 'left-out': 'left out' } as const;

/** For a person: what was changed and left out, and each answer that is not proven. */
export function reportText({ faq, differences }: Pick<ImportReport, 'faq' | 'differences'>): string[] {
  const lines = (Object.keys(heads) as (keyof typeof heads)[]).flatMap((kind) => {
    const own = sorted(faq.remarks).filter((remark) => remark.kind === kind);
    return own.length === 0 ? [] : ['', `${heads[kind]} (${own.length})`, ...own.map(remarkLine)];
  });
  const unproven = differences.flatMap(({ question, source, built }) => [
    `  ${question.path}:${question.item.line}  “${question.item.question}”`,
    `    source: … ${source} …`,
    `    built:  … ${built} …`,
  ]);
  const old = faq.redirects.map(({ from, id }) => `  ${from} -> ${id}.html`);
  return [
    ...lines,
    ...(unproven.length === 0 ? [] : ['', `other words than in the source (${differences.length})`, ...unproven]),
    ...(old.length === 0 ? [] : ['', 'old addresses, for the redirects of their server', ...old]),
  ];
}

function remarkLine({ path, line, column, what }: PlacedRemark): string {
  return `  ${path}:${line}${column === undefined ? '' : `:${column}`}  ${what}`;
}

function sorted(remarks: readonly PlacedRemark[]): PlacedRemark[] {
  const order = new Map([...new Set(remarks.map(({ path }) => path))].map((path, index) => [path, index]));
  return [...remarks].sort(
    (one, other) =>
      (order.get(one.path) ?? 0) - (order.get(other.path) ?? 0) ||
      one.line - other.line ||
      (one.column ?? 0) - (other.column ?? 0),
  );
}

/** What a person reads when all went well. `file`: null where nothing was written. `next`: the command that shows it. */
export function importSummary({ faq, differences, file }: ImportReport, next: string, paint: Paint): string {
  const { questions, groups } = faq;
  const drafts = questions.filter(({ item }) => item.draft).length;
  const proven = questions.length - differences.length;
  const counts = [
    `${paint('green', '✓')} ${paint('bold', plural(questions.length, 'question'))}`,
    drafts > 0 ? ` (${plural(drafts, 'draft')})` : '',
    groups.length > 0 ? ` in ${plural(groups.length, 'section')}` : '',
  ].join('');
  return `${[
    `${counts} ${file === null ? 'found, nothing written' : `written into ${paint('bold', file)}`}`,
    `  ${proven} of ${plural(questions.length, 'answer')} proven to say the words of ${proven === 1 ? 'its source' : 'their sources'}`,
    ...(drafts === questions.length
      ? ['  all of it is kept as drafts: a build publishes those from which you take `draft: true`']
      : []),
    ...reportText({ faq, differences }),
    ...(file === null ? [] : ['', `  Next: ${paint('bold', next)}`]),
  ].join('\n')}\n`;
}
