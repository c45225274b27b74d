/// <reference lib="esnext.disposable" preserve="true" />
// The types of this file and of what a configuration is made of are those that the package gives its users: they show none of another file, of `dom` or of Node.
import { dirname, resolve } from 'node:path';
import { buildFaqs, isLeftUnwritten } from './commands/build.ts';
import type { Rebuilt, WatchedSite } from './commands/watchedSites.ts';
import { hasErrors, type Diagnostic as InnerDiagnostic } from './diagnostics/diagnostic.ts';
import { toJson } from './diagnostics/formatData.ts';
import { locateIn } from './diagnostics/position.ts';
import type { TextFile } from './diagnostics/span.ts';
import { type Host, ListenError } from './host/host.ts';
import { nodeHost } from './host/nodeHost.ts';
import { Memory } from './memory.ts';
import type { FaqSelection } from './projects/compileFaqs.ts';
import { compileProject } from './projects/compileProject.ts';
import { paintDrawings } from './projects/paintDrawings.ts';
import { describeListenError } from './projects/report.ts';
import { isDate } from './schema/dates.ts';
import { folderAddress } from './schema/folderAddress.ts';
import { isWebAddress } from './schema/schema.ts';

export type * from './hooks/config.ts';

/** Which FAQ, and how to read it. */
export interface ProjectOptions {
  /** The FAQ, from `cwd`. Default: `faq.yaml`. */
  readonly file?: string | undefined;
  /** The folder from which paths are read and told. Default: that of the process. */
  readonly cwd?: string | undefined;
  /** The absolute address of the site, instead of `url` in the file. */
  readonly url?: string | undefined;
  /** The day on which to build, as in `2026-03-31`: decides what is published. Default: today. */
  readonly asOf?: string | undefined;
}

export interface BuildOptions extends ProjectOptions {
  /** The folder of the site, from `cwd`. Default: `dist` beside the FAQ. */
  readonly out?: string | undefined;
  /** Nothing is written where there are warnings. Default: false. */
  readonly strict?: boolean | undefined;
  /** Adds the ids of the site to `ids.lock`. Default: whether `CI` is set. */
  readonly publish?: boolean | undefined;
}

export interface WatchOptions extends Omit<BuildOptions, 'publish'> {
  /** Where the site is served on this machine; 0 for any port that is free, null for none. Default: 0. */
  readonly port?: number | null | undefined;
  /** Is told each build, the first one among them. The next one begins when what it returns is fulfilled. */
  readonly onBuild?: ((rebuild: Rebuild) => unknown) | undefined;
  /** Ends the watch, as `close` does. */
  readonly signal?: StopSignal | undefined;
}

/** As much of an `AbortSignal` as is needed. */
export interface StopSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** One thing that there is to say, with its place; what has none is null. Lines and columns count from 1, ends are exclusive. */
export interface Diagnostic {
  /** As in docs/diagnostics.md. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
  /** From `cwd`. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  /** The remedy. */
  readonly help: string | null;
  readonly notes: readonly string[];
}

export interface CheckResult {
  /** Whether there is a site: no error, and no warning where `strict` is asked for. */
  readonly ok: boolean;
  /** How many are published; 0 where there are errors. */
  readonly questions: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface SiteFile {
  /** From the folder of the site, with `/` between its parts. */
  readonly path: string;
  readonly contents: Uint8Array;
}

export interface CompileResult extends CheckResult {
  /** Empty where there are errors. */
  readonly files: readonly SiteFile[];
}

export interface BuildResult extends CheckResult {
  /** Absolute: the folder of the site. */
  readonly out: string;
  /** How many files the site has, and what became of them. */
  readonly files: number;
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

export interface Rebuild extends BuildResult {
  /** Paths of the site, as it is served, that are new, other ones or gone since the build before. */
  readonly changed: readonly string[];
  /** What faqgen itself failed at, whatever is in the FAQ; the next save may step around it. Null: nothing. */
  readonly bug: Error | null;
}

export interface Watch {
  /** Where the site is served, as in `http://127.0.0.1:49152/`; null where it is not. */
  readonly address: string | null;
  /** Resolves when a build that was under way is over, nothing runs any more and the port is free. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The version of faqgen. */
export const version: string = nodeHost().version;

/** Everything that a build would say. Writes nothing. */
export async function check(options: ProjectOptions = {}): Promise<CheckResult> {
  const { host, file, url, asOf } = read(options);
  const compilation = await compileProject(host.openProject(resolve(host.cwd, file)), file, { url, asOf }, host);
  return resultOf(compilation, compilation.diagnostics);
}

/** The files of the site, which are not written. */
export async function compile(options: ProjectOptions = {}): Promise<CompileResult> {
  const { host, file, url, asOf } = read(options);
  const [reader, memory] = [host.openProject(resolve(host.cwd, file)), new Memory()];
  const compilation = await compileProject(reader, file, { url, asOf }, host, memory);
  const pictures = await paintDrawings(compilation.drawings, reader.root, host, memory);
  const files = [...compilation.files, ...pictures].map(({ path, contents }) => ({
    path,
    contents: typeof contents === 'string' ? new TextEncoder().encode(contents) : contents,
  }));
  return { ...resultOf(compilation, compilation.diagnostics), files };
}

/** Writes the site as a whole, or leaves the one that is there and says why. */
export async function build(options: BuildOptions = {}): Promise<BuildResult> {
  const { host, file, url, asOf } = read(options);
  const { out = null, strict = false, publish = null } = options;
  const [built] = await buildFaqs(selectionOf(file, host), { url, asOf, out, strict, publish, drafts: false }, host);
  if (!built) throw new Error('one FAQ has one site');
  const { files, written, unchanged, removed } = built.result;
  return {
    ...resultOf(built.compilation, built.diagnostics),
    ok: !isLeftUnwritten(built.diagnostics, strict),
    out: built.out,
    files,
    written,
    unchanged,
    removed,
  };
}

/**
 * Builds a FAQ, and again whenever anything that it was made of is another thing, until it is closed.
 * Resolves when the first build is told.
 */
export async function watch(options: WatchOptions = {}): Promise<Watch> {
  const { host, file, url } = read(options);
  const { asOf = null, out = null, strict = false, port = 0, onBuild, signal } = options;
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
    throw new TypeError(`port: not a whole number from 0 to 65535: ${port}`);
  if (signal?.aborted) throw signal.reason;
  const { watchSites } = await import('./commands/watchedSites.ts');
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const isServed = port !== null;
  const serve = isServed ? { host: '127.0.0.1', port } : null;
  const plan = { url, asOf, out, strict, serve, write: true, drafts: isServed, poll: false };
  const world = await host.forWatch();
  // Before anything is opened that would have to be closed where it is no signal.
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  const watched = await watchSites(selectionOf(file, host), plan, host, world, stopped).catch((error) => {
    signal?.removeEventListener('abort', stop);
    throw error instanceof ListenError ? new Error(describeListenError(error).message, { cause: error.cause }) : error;
  });

  const round = async (): Promise<boolean> => {
    const due = await watched.due();
    for (const site of due) {
      const rebuilt = await watched.rebuild(site);
      if (!rebuilt) return false;
      const rebuild = rebuildOf(site, rebuilt, strict);
      // Who closes the watch there may also wait for it there.
      await Promise.race([onBuild?.(rebuild), stopped]);
    }
    return due.length > 0;
  };
  const end = (): Promise<void> => {
    signal?.removeEventListener('abort', stop);
    return watched.close();
  };
  try {
    await round();
    if (signal?.aborted) throw signal.reason;
  } catch (error) {
    await end();
    throw error;
  }
  const goOn = async (): Promise<void> => {
    while (await round());
  };
  const ended = goOn().finally(end);
  const close = (): Promise<void> => {
    stop();
    return ended;
  };
  return { address: watched.address, close, [Symbol.asyncDispose]: close };
}

function rebuildOf(
  { out }: WatchedSite,
  { published, diagnostics, result, changed, bug }: Rebuilt,
  strict: boolean,
): Rebuild {
  const { files, written, unchanged, removed } = result;
  const ok = bug === null && !isLeftUnwritten(diagnostics, strict);
  return { ...resultOf(published, diagnostics), ok, out, files, written, unchanged, removed, changed, bug };
}

function selectionOf(file: string, host: Host): FaqSelection {
  return { files: [file], anchor: dirname(resolve(host.cwd, file)), translations: false, input: null, warnings: [] };
}

/** What is wrong with an option is a fault of the program that calls, and thrown; what is wrong with a FAQ is a diagnostic. */
function read({ file = 'faq.yaml', cwd, url, asOf }: ProjectOptions): {
  host: Host;
  file: string;
  url: string | null;
  asOf: string;
} {
  if (url !== undefined && (!isWebAddress(url) || /[?#]/.test(url)))
    throw new TypeError(`url: not an absolute address, as in https://example.org/faq/: ${url}`);
  if (asOf !== undefined && !isDate(asOf))
    throw new TypeError(`asOf: not a day that exists, as in 2026-03-31: ${asOf}`);
  const here = nodeHost();
  const host = { ...here, cwd: resolve(here.cwd, cwd ?? '') };
  return { host, file, url: url === undefined ? null : folderAddress(url), asOf: asOf ?? host.today() };
}

function resultOf(
  { questions, texts }: { questions: number; texts: ReadonlyMap<string, TextFile> },
  diagnostics: readonly InnerDiagnostic[],
): CheckResult {
  const locate = locateIn(texts);
  return { ok: !hasErrors(diagnostics), questions, diagnostics: diagnostics.map((one) => toJson(one, locate)) };
}
