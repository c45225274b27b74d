import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Compilation } from '../compile.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Host, ProjectReader } from '../host/host.ts';
import type { PageArchive } from '../host/pageArchive.ts';
import { Memory } from '../memory.ts';
import type { IsoDate } from '../schema/dates.ts';
import { commonFolder, sharedAddresses } from '../sitePlaces.ts';
import { compileProject } from './compileProject.ts';

/** Which FAQs a command is for. */
export interface FaqSelection {
  /** As typed, or as seen from the current folder. */
  readonly files: readonly string[];
  /** Absolute: the folder below which their sites keep their places. */
  readonly anchor: string;
  /** Whether the other languages that a FAQ names are meant, too. */
  readonly translations: boolean;
  /** What stands in the one file, whatever the disk holds; null: what the disk holds. */
  readonly input: Uint8Array | null;
  /** Of folders that could not be looked into: a FAQ in one would be missed. */
  readonly warnings: readonly Diagnostic[];
}

/** `typed`: files, and folders for every faq.yaml below them. What is neither is told when it is read. */
export function selectFaqs(typed: readonly string[], translations: boolean, host: Host): FaqSelection {
  const found = typed.map((path) => {
    const place = resolve(host.cwd, path);
    const below = host.faqsBelow(place);
    if (below === null) return { files: [path], folder: dirname(place), warnings: [] };
    const shown = (one: string) => relative(host.cwd, one).replaceAll(sep, '/');
    const files = below.files.map(shown);
    const warnings = below.unread.map(({ folder, reason }) => {
      const about = { path: shown(folder) || '.', reason: `${reason}, so that a FAQ in it is not seen`, similar: null };
      return diagnose('missing-faq', null, about, { severity: 'warning' });
    });
    return { files: files.length === 0 ? [path] : files, folder: place, warnings };
  });
  return {
    files: found.flatMap(({ files }) => files),
    anchor: commonFolder(found.map(({ folder }) => folder)),
    translations,
    input: null,
    warnings: found.flatMap(({ warnings }) => warnings),
  };
}

export interface CompiledFaq {
  /** As typed, or as seen from the current folder. */
  readonly faqPath: string;
  readonly reader: ProjectReader;
  readonly archive: PageArchive | null;
  readonly memory: Memory;
  readonly compilation: Compilation;
}

/** Compiles each FAQ of a selection once. */
export async function compileFaqs(
  { files, translations, input, warnings }: FaqSelection,
  options: { url: string | null; asOf: IsoDate; preview?: boolean },
  host: Host,
): Promise<CompiledFaq[]> {
  const compiled = new Map<string, CompiledFaq>();
  const waiting = [...files];
  for (const faqPath of waiting) {
    const path = resolve(host.cwd, faqPath);
    if (compiled.has(path)) continue;
    const reader = host.openProject(path, compiled.size === 0 ? input : null);
    const archive = host.openArchive(reader.root, reader.source);
    const memory = new Memory(archive);
    const compilation = await compileProject(reader, faqPath, options, host, memory);
    // Of a language that is not there, the FAQ that names it has told.
    const isNamedOnly = !files.includes(faqPath);
    if (isNamedOnly && compilation.diagnostics.some(({ code }) => code === 'missing-faq')) continue;
    compiled.set(path, { faqPath, reader, archive, memory, compilation });
    // A list grows while it is walked: languages name each other.
    const others = translations ? (compilation.about?.translations ?? []) : [];
    waiting.push(...others.map(({ file }) => join(dirname(faqPath), file)));
  }
  const [first, ...rest] = compiled.values();
  if (!first) return [];
  const all = [...warnings, ...sharedWarnings(compiled)];
  return [{ ...first, compilation: withWarnings(first.compilation, all) }, ...rest];
}

/** `compiled`: by their absolute paths. */
function sharedWarnings(compiled: ReadonlyMap<string, CompiledFaq>): Diagnostic[] {
  const placed = [...compiled].flatMap(
    ([
      path,
      {
        compilation: { about },
      },
    ]) => (about ? [{ path, about }] : []),
  );
  return sharedAddresses(placed).map(({ url, paths }) =>
    diagnose('shared-address', null, { url, files: paths.map((path) => compiled.get(path)?.faqPath ?? path) }),
  );
}

/** What holds for the whole run is said with its first FAQ. */
export function withWarnings(compilation: Compilation, warnings: readonly Diagnostic[]): Compilation {
  return warnings.length === 0
    ? compilation
    : { ...compilation, diagnostics: [...warnings, ...compilation.diagnostics] };
}
