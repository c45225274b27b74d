// In: flags, and a host.
// Out: an exit code, and what is printed.
// Does not know: Node: all that is outside comes from the host.

import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Compilation } from '../compile.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Paint } from '../diagnostics/formatText.ts';
import { addToLock, lockPath } from '../faq/idsLock.ts';
import type { Host, ProjectReader } from '../host/host.ts';
import type { Memory } from '../memory.ts';
import { type CompiledFaq, compileFaqs, type FaqSelection } from '../projects/compileFaqs.ts';
import { paintDrawings } from '../projects/paintDrawings.ts';
import {
  count,
  describeOutputError,
  describeRemains,
  type ExitCode,
  exitCodeOf,
  type Format,
  isInCi,
  type Outcome,
  plural,
  reportOutcome,
} from '../projects/report.ts';
import type { IsoDate } from '../schema/dates.ts';
import { commonFolder, placeSites } from '../sitePlaces.ts';
import { OutputError, type WriteResult } from '../writing/writeSite.ts';

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
  /** Whether what is not to be published is shown, too, and all of it marked as a preview. */
  readonly drafts: boolean;
}

/** `faqgen build`: compiles each project and writes its site, or says why not and leaves all sites as they were. */
export async function build(selection: FaqSelection, flags: BuildFlags, host: Host): Promise<ExitCode> {
  const start = host.elapsed();
  const built = await buildFaqs(selection, flags, host);
  const total = totalOf(built.map(({ result }) => result));
  const durationMs = Math.round(host.elapsed() - start);
  const outcome: Outcome = {
    diagnostics: built.flatMap(({ diagnostics }) => diagnostics),
    texts: new Map(built.flatMap(({ compilation }) => [...compilation.texts])),
    strict: flags.strict,
    facts: { ...total, ...(built.length > 1 ? { sites: built.map((one) => siteFacts(one, host)) } : {}), durationMs },
    summary: (paint) =>
      built.length === 1
        ? built.map((one) => summarize(one, durationMs, paint, host)).join('')
        : [
            ...built.map((one) => summarize(one, null, paint, host)),
            `${built.length} sites in ${durationMs} ms\n`,
          ].join(''),
    consequence: consequenceOf(built),
  };
  return reportOutcome(outcome, flags, host);
}

/** How many files the sites have, and what became of them. */
function totalOf(results: readonly WriteResult[]): Omit<WriteResult, 'fallback'> {
  const sum = (of: (result: WriteResult) => number) => results.reduce((total, result) => total + of(result), 0);
  return {
    files: sum(({ files }) => files),
    written: sum(({ written }) => written),
    unchanged: sum(({ unchanged }) => unchanged),
    removed: sum(({ removed }) => removed),
  };
}

function siteFacts({ faqPath, out, compilation, result }: Built, host: Host): Record<string, unknown> {
  const { fallback: _fallback, ...counts } = result;
  return { file: faqPath, out: seen(out, host), questions: compilation.questions, ...counts };
}

/** What a failed build did all the same: sites are written one after the other. */
function consequenceOf(built: readonly Built[]): string {
  const remains = built
    .map(({ result }) => result)
    .find(({ files, written, removed }) => files === 0 && written + removed > 0);
  const whole = built.filter(({ result }) => result.files > 0).length;
  const others = whole === 0 ? '' : `${whole} of ${built.length} sites are written`;
  return [others, remains ? describeRemains(remains) : null].filter(Boolean).join('; ') || 'nothing was written';
}

/** A path as seen from the current folder; whole, where it lies outside of that. */
function seen(path: string, { cwd }: Host): string {
  const way = relative(cwd, path).replaceAll(sep, '/') || '.';
  return way.startsWith('../') ? path : way;
}

export interface Built extends CompiledFaq {
  readonly result: WriteResult;
  /** Absolute: the folder of the site. */
  readonly out: string;
  /** Those of the compilation, of the writing and of ids.lock. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A build without a word about it. Nothing is written where anything speaks against one of the sites. */
export async function buildFaqs(
  selection: FaqSelection,
  flags: Pick<BuildFlags, 'url' | 'asOf' | 'out' | 'strict' | 'publish' | 'drafts'>,
  host: Host,
): Promise<Built[]> {
  const { url, strict, drafts } = flags;
  const asOf = flags.asOf ?? host.today();
  const faqs = await compileFaqs(selection, { url, asOf, preview: drafts }, host);
  const places = foldersOf(faqs, selection, flags.out, host);
  const clashes = clashesOf(faqs, places, host);
  const leftovers = await leftoversOf(faqs, places, host);
  const compiled = faqs.map((faq, index) => ({
    ...faq,
    out: places[index] ?? '',
    result: nothingWritten,
    diagnostics: [...faq.compilation.diagnostics, ...(clashes[index] ?? []), ...(leftovers[index] ?? [])],
  }));
  const isFaulty = (some: readonly Built[]) => some.some(({ diagnostics }) => isLeftUnwritten(diagnostics, strict));
  const all = compiled.length === 1 || isFaulty(compiled) ? compiled : await foreseeRefusals(compiled, host);
  const built: Built[] = [];
  let isStopped = isFaulty(all);
  for (const one of all) {
    if (isStopped) {
      built.push(one);
      continue;
    }
    const { compilation, reader, archive, memory, out } = one;
    const { result, diagnostics } = await writeCompilation(compilation, reader, { out, strict }, host, memory);
    isStopped = isLeftUnwritten(diagnostics, strict);
    if (!isStopped) archive?.save();
    const lock = isStopped ? [] : await keepIds(compilation, one.faqPath, asOf, flags, host);
    built.push({ ...one, result, diagnostics: [...diagnostics, ...lock] });
  }
  return built;
}

/** What is to be said of each folder that would be refused, before any is written: half of a run helps nobody. */
function foreseeRefusals<One extends Built>(sites: readonly One[], host: Host): Promise<One[]> {
  return Promise.all(
    sites.map(async (one) => {
      const { out, reader, compilation } = one;
      const options = { out, projectRoot: reader.root, source: reader.source };
      const refusal = await host.foreseeRefusal(compilation.files, options);
      return refusal ? { ...one, diagnostics: [...one.diagnostics, describeOutputError(refusal)] } : one;
    }),
  );
}

export function isLeftUnwritten(diagnostics: readonly Diagnostic[], strict: boolean): boolean {
  return exitCodeOf({ diagnostics, strict }) !== 0;
}

/** The folder of each site, absolute. */
export function foldersOf(
  faqs: readonly { readonly reader: ProjectReader; readonly compilation: Pick<Compilation, 'about'> }[],
  { anchor }: FaqSelection,
  out: string | null,
  host: Host,
): string[] {
  return placeSites(
    faqs.map(({ reader, compilation }) => ({
      path: join(reader.root, reader.source),
      about: compilation.about ?? { language: '', url: null, translations: [] },
    })),
    out === null ? null : resolve(host.cwd, out),
    anchor,
  );
}

/** What is to be said of each FAQ whose site would be written over that of another. */
function clashesOf(faqs: readonly CompiledFaq[], places: readonly string[], host: Host): Diagnostic[][] {
  return faqs.map(({ faqPath }, index) => {
    const first = places.indexOf(places[index] ?? '');
    const other = faqs[first];
    if (first === index || !other) return [];
    const folder = seen(places[first] ?? '', host);
    const problem = `the sites of ${other.faqPath} and ${faqPath} would both be written to ${folder}`;
    const help = 'give each an address of its own by `url`, or build them one after the other with `-o`';
    return [diagnose('output-refused', null, { problem, help })];
  });
}

/**
 * What is to be said of each FAQ that was built alone before, and is now one of
 * several: its old site, in the folder that holds theirs, would stay there as it is.
 */
function leftoversOf(faqs: readonly CompiledFaq[], places: readonly string[], host: Host): Promise<Diagnostic[][]> {
  return Promise.all(
    faqs.map(async ({ reader, faqPath }) => {
      const together = places.filter((_, index) => faqs[index]?.reader.root === reader.root);
      const folder = commonFolder(together);
      if (places.includes(folder) || (await host.siteIn(folder)) !== reader.source) return [];
      const problem = `${seen(folder, host)} holds an older site of ${faqPath}, which readers would find above the new ones`;
      const help = 'delete that folder, or choose another one with `-o`';
      return [diagnose('output-refused', null, { problem, help })];
    }),
  );
}

/** `faqgen check`: everything that a build would say; writes nothing. */
export async function check(selection: FaqSelection, flags: CompileFlags, host: Host): Promise<ExitCode> {
  const start = host.elapsed();
  const { url, asOf, strict } = flags;
  const faqs = await compileFaqs(selection, { url, asOf: asOf ?? host.today() }, host);
  const diagnostics = faqs.flatMap(({ compilation }) => compilation.diagnostics);
  const questions = faqs.reduce((sum, { compilation }) => sum + compilation.questions, 0);
  const head = faqs.length > 1 ? `${faqs.length} FAQs, ` : '';
  const outcome: Outcome = {
    diagnostics,
    texts: new Map(faqs.flatMap(({ compilation }) => [...compilation.texts])),
    strict,
    facts: { questions, durationMs: Math.round(host.elapsed() - start) },
    summary: (paint) =>
      `${paint('green', '✓')} ${head}${plural(questions, 'question')}, ${countProblems({ diagnostics })}\n`,
  };
  return reportOutcome(outcome, flags, host);
}

export const nothingWritten: WriteResult = { files: 0, written: 0, unchanged: 0, removed: 0, fallback: null };

/** Writes the site where nothing speaks against it. `out`: absolute. */
export async function writeCompilation(
  { files, drawings, diagnostics }: Compilation,
  { root, source }: Pick<ProjectReader, 'root' | 'source'>,
  { out, strict }: { out: string; strict: boolean },
  host: Host,
  memory: Memory,
): Promise<{ result: WriteResult; diagnostics: readonly Diagnostic[] }> {
  if (isLeftUnwritten(diagnostics, strict)) return { result: nothingWritten, diagnostics };
  try {
    const images = await paintDrawings(drawings, root, host, memory);
    return {
      result: await host.writeSite([...files, ...images], { out, projectRoot: root, source }),
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
  { strict, publish, drafts }: Pick<BuildFlags, 'strict' | 'publish' | 'drafts'>,
  host: Host,
): Promise<Diagnostic[]> {
  const isPublished = !drafts && (publish ?? isInCi(host)) && asOf <= host.today();
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

function summarize({ compilation, result, out }: Built, durationMs: number | null, paint: Paint, host: Host): string {
  const leftOut = compilation.diagnostics.filter(({ code }) => code === 'left-out').length;
  const skipped = leftOut > 0 ? ` (${leftOut} left out)` : '';
  const time = durationMs === null ? '' : ` in ${durationMs} ms`;
  const head = `${paint('green', '✓')} ${paint('bold', plural(compilation.questions, 'question'))}${skipped} built into ${paint('bold', seen(out, host))}${time}`;
  const counts = `  ${plural(result.files, 'file')}: ${result.written} written, ${result.unchanged} unchanged, ${result.removed} removed; ${countProblems(compilation)}`;
  return [head, counts, ...(result.fallback ? [`  ${result.fallback}`] : [])].map((line) => `${line}\n`).join('');
}

export function countProblems({ diagnostics }: Pick<Compilation, 'diagnostics'>): string {
  const warnings = count(diagnostics, 'warning');
  return warnings === 0 ? 'no warnings' : plural(warnings, 'warning');
}
