import { type Compilation, compile } from '../compile.ts';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { lockPath } from '../faq/idsLock.ts';
import type { Project } from '../faq/project.ts';
import type { Host, ImportSurroundings } from '../host/host.ts';
import { Memory } from '../memory.ts';
import type { DraftFaq, DraftQuestion, PlacedRemark } from './gather.ts';
import { type Difference, differencesIn } from './roundTrip.ts';

export interface World {
  readonly world: ImportSurroundings;
  readonly host: Pick<Host, 'today' | 'renderTogether'>;
  /** The Markdown of bare words. */
  readonly plain: (words: string) => string;
}

interface Tried {
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: Compilation['texts'];
  readonly differences: readonly Difference[];
}

/** Builds the FAQ without writing it: once with its drafts for their words, and once as it would be published. */
function tryOut(
  text: string,
  faq: DraftFaq,
  out: string,
  copies: ReadonlyMap<string, string>,
  { world, host }: World,
): Tried {
  const project = withoutLock(world.tryOut(out, new TextEncoder().encode(text), copies));
  const memory = new Memory();
  const options = { asOf: host.today(), url: null };
  const whole = compile(project, { ...options, preview: true }, memory, host.renderTogether);
  const hasDrafts = faq.questions.some(({ item }) => item.draft);
  const published =
    hasDrafts && !hasErrors(whole.diagnostics)
      ? compile(project, { ...options, preview: false }, memory, host.renderTogether)
      : whole;
  const { diagnostics, texts } = published;
  return {
    // A FAQ of drafts alone publishes nothing, as it should.
    diagnostics: diagnostics.filter(({ severity, code }) => severity === 'error' && code !== 'nothing-to-publish'),
    texts,
    differences: differencesIn(faq.questions, whole),
  };
}

/** Ids that another FAQ in the folder has published say nothing of this one. */
function withoutLock(project: Project): Project {
  const lock = lockPath(project.faq.path);
  const read = (path: string): Uint8Array | null => (path === lock ? null : project.files.read(path));
  return { ...project, files: { ...project.files, read } };
}

/** A FAQ as it is written, and what its build says. */
export interface Made extends Tried {
  readonly faq: DraftFaq;
  readonly text: string;
}

/**
 * Builds a FAQ before it is written to `out`; `copies`: the files that will lie beside it then. Answers that do not build
 * keep their bare words: better plain than lost.
 */
export function tryImport(
  faq: DraftFaq,
  write: (faq: DraftFaq) => string,
  out: string,
  copies: ReadonlyMap<string, string>,
  around: World,
): Made {
  const text = write(faq);
  const tried = tryOut(text, faq, out, copies, around);
  const faults = faultyAnswers(text, faq, tried.diagnostics);
  if (faults.size === 0) return { faq, text, ...tried };
  const plain = withPlainAnswers(faq, faults, around.plain);
  const plainText = write(plain);
  const again = tryOut(plainText, plain, out, copies, around);
  return again.diagnostics.length < tried.diagnostics.length
    ? { faq: plain, text: plainText, ...again }
    : { faq, text, ...tried };
}

/** What is said of answers, by their ids, which stand first in their entries. */
function faultyAnswers(text: string, { questions }: DraftFaq, diagnostics: readonly Diagnostic[]): Map<string, string> {
  const faults = new Map<string, string>();
  if (diagnostics.length === 0) return faults;
  const starts = questions.map(({ id }) => text.indexOf(`- id: ${id}\n`));
  for (const { span, message } of diagnostics) {
    const at = starts.findLastIndex((start) => start !== -1 && start <= (span?.start ?? -1));
    const id = questions[at]?.id;
    if (id !== undefined && !faults.has(id)) faults.set(id, message);
  }
  return faults;
}

function withPlainAnswers(faq: DraftFaq, faults: ReadonlyMap<string, string>, plainOf: World['plain']): DraftFaq {
  const plain = (question: DraftQuestion): DraftQuestion =>
    faults.has(question.id) ? { ...question, answer: plainOf(question.item.words) } : question;
  const told = faq.questions.flatMap(({ id, item, path }): PlacedRemark[] => {
    const why = faults.get(id);
    if (why === undefined) return [];
    const what = `“${item.question}” keeps its words alone: ${why}`;
    return [{ kind: 'changed', what, path, line: item.line, column: item.column }];
  });
  return {
    ...faq,
    groups: faq.groups.map((group) => ({ ...group, questions: group.questions.map(plain) })),
    questions: faq.questions.map(plain),
    remarks: [...faq.remarks, ...told],
  };
}
