// In: flags, and a host.
// Out: an exit code, and what is printed.
// Does not know: Node: all that is outside comes from the host.

import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type Compilation, compile } from '../compile.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Paint } from '../diagnostics/formatText.ts';
import { addToLock, lockPath } from '../faq/idsLock.ts';
import { type Host, type ProjectReader, UnreadableFile } from '../host/host.ts';
import { Memory } from '../memory.ts';
import { checkSignatures } from '../review/readContent.ts';
import type { IsoDate } from '../schema/dates.ts';
import { OutputError, type WriteResult } from '../writing/writeSite.ts';
import { paintDrawings } from './paintDrawings.ts';
import {
  count,
  describeOutputError,
  describeRemains,
  describeUnreadable,
  type ExitCode,
  exitCodeOf,
  type Format,
  isInCi,
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
  /** Whether readers will have what is built; null: as in CI. */
  readonly publish: boolean | null;
}

/** `faqgen build`: compiles the project and writes its site, or says why not and leaves the site as it was. */
export async function build(faqPath: string, flags: BuildFlags, host: Host): Promise<ExitCode> {
  const start = host.elapsed();
  const { compilation, result, diagnostics } = await buildProject(faqPath, flags, host);
  const { fallback: _fallback, ...counts } = result;
  const durationMs = Math.round(host.elapsed() - start);
  const outcome: Outcome = {
    diagnostics,
    news: null,
    texts: compilation.texts,
    strict: flags.strict,
    facts: { ...counts, durationMs },
    summary: (paint) => summarize(compilation, result, flags.out ?? 'dist', durationMs, paint),
    consequence: describeRemains(result) ?? 'nothing was written',
  };
  return reportOutcome(outcome, flags, host);
}

export interface Built {
  readonly compilation: Compilation;
  readonly result: WriteResult;
  /** Absolute: the folder of the site. */
  readonly out: string;
  /** Those of the compilation, of the writing and of ids.lock. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A build without a word about it. */
export async function buildProject(
  faqPath: string,
  flags: Pick<BuildFlags, 'url' | 'asOf' | 'out' | 'strict' | 'publish'>,
  host: Host,
): Promise<Built> {
  const { url, strict } = flags;
  const asOf = flags.asOf ?? host.today();
  const reader = host.openProject(resolve(host.cwd, faqPath));
  const archive = host.openArchive(reader.root, reader.source);
  const memory = new Memory(archive);
  const out = outputFolder(reader.root, flags.out, host);
  const compilation = await compileProject(reader, faqPath, { url, asOf }, host, memory);
  const { result, diagnostics } = await writeCompilation(compilation, reader, flags, host, memory);
  if (isLeftUnwritten(diagnostics, strict)) return { compilation, result, out, diagnostics };
  archive?.save();
  const lock = await keepIds(compilation, faqPath, asOf, flags, host);
  return { compilation, result, out, diagnostics: [...diagnostics, ...lock] };
}

export function isLeftUnwritten(diagnostics: readonly Diagnostic[], strict: boolean): boolean {
  return exitCodeOf({ diagnostics, strict }) !== 0;
}

function outputFolder(root: string, out: string | null, host: Host): string {
  return out === null ? resolve(root, 'dist') : resolve(host.cwd, out);
}

/** `faqgen check`: everything that a build would say; writes nothing. */
export async function check(faqPath: string, flags: CompileFlags, host: Host): Promise<ExitCode> {
  const start = host.elapsed();
  const { url, asOf } = flags;
  const reader = host.openProject(resolve(host.cwd, faqPath));
  const archive = host.openArchive(reader.root, reader.source);
  const options = { url, asOf: asOf ?? host.today() };
  const compilation = await compileProject(reader, faqPath, options, host, new Memory(archive));
  const { diagnostics, texts, questions } = compilation;
  const outcome: Outcome = {
    diagnostics,
    news: null,
    texts,
    strict: flags.strict,
    facts: { questions, durationMs: Math.round(host.elapsed() - start) },
    summary: (paint) => `${paint('green', '✓')} ${plural(questions, 'question')}, ${countProblems(compilation)}\n`,
    consequence: null,
  };
  return reportOutcome(outcome, flags, host);
}

/** Compiles what a project is now. A faq.yaml that cannot be read is a diagnostic as well. */
export async function compileProject(
  reader: ProjectReader,
  faqPath: string,
  { url, asOf, preview = false }: { url: string | null; asOf: IsoDate; preview?: boolean },
  host: Host,
  memory = new Memory(),
): Promise<Compilation> {
  const options = { url, asOf, preview };
  try {
    const project = reader.read();
    await checkSignatures(project, memory);
    return seenFrom(host.cwd, reader.root, compile(project, options, memory, host.renderTogether));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const unreadable = describeUnreadable(error, faqPath, host.cwd);
    return { files: [], drawings: [], diagnostics: [unreadable], texts: new Map(), questions: 0, published: [] };
  }
}

/** Names files as the person at the command line, an editor or a forge would look for them: from the current folder. */
export function seenFrom<T extends Pick<Compilation, 'diagnostics' | 'texts'>>(cwd: string, root: string, found: T): T {
  const prefix = relative(cwd, root).replaceAll(sep, '/');
  if (prefix === '') return found;
  const rename = (file: string): string => (file.startsWith('faqgen:') ? file : `${prefix}/${file}`);
  return {
    ...found,
    diagnostics: found.diagnostics.map((one) =>
      one.span ? { ...one, span: { ...one.span, file: rename(one.span.file) } } : one,
    ),
    texts: new Map([...found.texts].map(([path, file]) => [rename(path), { ...file, path: rename(path) }])),
  };
}

export const nothingWritten: WriteResult = { files: 0, written: 0, unchanged: 0, removed: 0, fallback: null };

/** Writes the site where nothing speaks against it. */
export async function writeCompilation(
  { files, drawings, diagnostics }: Compilation,
  { root, source }: Pick<ProjectReader, 'root' | 'source'>,
  { out, strict }: Pick<BuildFlags, 'out' | 'strict'>,
  host: Host,
  memory: Memory,
): Promise<{ result: WriteResult; diagnostics: readonly Diagnostic[] }> {
  if (isLeftUnwritten(diagnostics, strict)) return { result: nothingWritten, diagnostics };
  try {
    const folder = outputFolder(root, out, host);
    const images = await paintDrawings(drawings, root, host, memory);
    return {
      result: await host.writeSite([...files, ...images], { out: folder, projectRoot: root, source }),
      diagnostics,
    };
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    const { written = 0, removed = 0 } = error.remains ?? {};
    return {
      result: { ...nothingWritten, written, removed },
      diagnostics: [...diagnostics, describeOutputError(error)],
    };
  }
}

/**
 * Adds to ids.lock what is published. What somebody builds to look at is not,
 * nor is what is built for a day to come. The site stands by now, so that a
 * failure is no more than a warning.
 */
async function keepIds(
  { published }: Compilation,
  faqPath: string,
  asOf: IsoDate,
  { strict, publish }: Pick<BuildFlags, 'strict' | 'publish'>,
  host: Host,
): Promise<Diagnostic[]> {
  const isPublished = (publish ?? isInCi(host)) && asOf <= host.today();
  const name = join(dirname(faqPath), lockPath(basename(faqPath)));
  if (!isPublished) return [];
  let isFirst = false;
  try {
    const isChanged = await host.rewriteFile(resolve(host.cwd, name), (bytes) => {
      isFirst = bytes === null;
      return addToLock(bytes && { path: name, bytes }, published);
    });
    return isChanged ? [diagnose('new-ids', null, { path: name, isFirst })] : [];
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    // Under --strict a warning would say that nothing was written.
    const severity = strict ? 'note' : 'warning';
    return [diagnose('lock-not-written', null, { problem: error.message }, { severity })];
  }
}

export function summarize(
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

export function countProblems({ diagnostics }: Compilation): string {
  const warnings = count(diagnostics, 'warning');
  return warnings === 0 ? 'no warnings' : plural(warnings, 'warning');
}
