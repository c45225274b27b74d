import { resolve } from 'node:path';
import { type Compilation, compile } from '../compile.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { Paint } from '../diagnostics/formatText.ts';
import type { IsoDate } from '../faq/dates.ts';
import { type Host, UnreadableFile } from '../host/host.ts';
import { OutputError, type WriteResult } from '../host/writeSite.ts';
import {
  count,
  describeOutputError,
  describeUnreadable,
  type ExitCode,
  type Format,
  type Outcome,
  plural,
  reportOutcome,
} from './report.ts';

export interface CompileFlags {
  readonly url: string | null;
  readonly asOf: IsoDate | null;
  readonly strict: boolean;
  readonly format: Format;
  readonly quiet: boolean;
}

export interface BuildFlags extends CompileFlags {
  /** Null: `dist` beside faq.yaml. */
  readonly out: string | null;
}

/** `faqgen build`: compiles the project and writes its site, or says why not and leaves the site as it was. */
export async function build(faqPath: string, flags: BuildFlags, host: Host): Promise<ExitCode> {
  const start = host.elapsed();
  const compiled = compileProject(faqPath, flags, host);
  const outcome = await writeOutcome(compiled, flags, host, () => Math.round(host.elapsed() - start));
  return reportOutcome(outcome, flags, host);
}

/** `faqgen check`: everything that a build would say; writes nothing. */
export function check(faqPath: string, flags: CompileFlags, host: Host): ExitCode {
  const start = host.elapsed();
  const { compilation } = compileProject(faqPath, flags, host);
  const { diagnostics, texts, questions } = compilation;
  const outcome: Outcome = {
    diagnostics,
    texts,
    strict: flags.strict,
    facts: { questions, durationMs: Math.round(host.elapsed() - start) },
    summary: (paint) => `${paint('green', '✓')} ${plural(questions, 'question')}, ${countProblems(compilation)}\n`,
    consequence: null,
  };
  return reportOutcome(outcome, flags, host);
}

interface CompiledProject {
  readonly compilation: Compilation;
  /** Null where there is no project. */
  readonly root: string | null;
}

function compileProject(faqPath: string, { url, asOf }: CompileFlags, host: Host): CompiledProject {
  try {
    const { project, root } = host.readProject(resolve(host.cwd, faqPath));
    return { compilation: compile(project, { url, asOf: asOf ?? host.today() }), root };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const unreadable = new UnreadableFile(faqPath, error.message);
    return {
      compilation: { files: [], diagnostics: [describeUnreadable(unreadable)], texts: new Map(), questions: 0 },
      root: null,
    };
  }
}

const nothingWritten: WriteResult = { files: 0, written: 0, unchanged: 0, removed: 0, fallback: null };

async function writeOutcome(
  { compilation, root }: CompiledProject,
  { out, strict }: BuildFlags,
  host: Host,
  duration: () => number,
): Promise<Outcome> {
  const { files, diagnostics, texts } = compilation;
  const outcome = (result: WriteResult, all = diagnostics): Outcome => {
    const durationMs = duration();
    const { fallback: _fallback, ...counts } = result;
    return {
      diagnostics: all,
      texts,
      strict,
      facts: { ...counts, durationMs },
      summary: (paint) => summarize(compilation, result, out ?? 'dist', durationMs, paint),
      consequence: 'nothing was written',
    };
  };
  if (root === null || hasErrors(diagnostics) || (strict && count(diagnostics, 'warning') > 0))
    return outcome(nothingWritten);
  try {
    const folder = out === null ? resolve(root, 'dist') : resolve(host.cwd, out);
    return outcome(await host.writeSite(files, { out: folder, projectRoot: root }));
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    return outcome(nothingWritten, [...diagnostics, describeOutputError(error)]);
  }
}

function summarize(
  compilation: Compilation,
  result: WriteResult,
  out: string,
  durationMs: number,
  paint: Paint,
): string {
  const leftOut = compilation.diagnostics.filter(({ code }) => code === 'left-out').length;
  const skipped = leftOut > 0 ? ` (${leftOut} left out)` : '';
  const head = `${paint('green', '✓')} ${paint('bold', plural(compilation.questions, 'question'))}${skipped} built into ${paint('bold', out)} in ${durationMs} ms`;
  const counts = `  ${plural(result.files, 'file')}: ${result.written} written, ${result.unchanged} unchanged, ${result.removed} removed; ${countProblems(compilation)}`;
  return [head, counts, ...(result.fallback ? [`  ${result.fallback}`] : [])].map((line) => `${line}\n`).join('');
}

function countProblems({ diagnostics }: Compilation): string {
  const warnings = count(diagnostics, 'warning');
  return warnings === 0 ? 'no warnings' : plural(warnings, 'warning');
}
