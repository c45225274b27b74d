import { relative, resolve, sep } from 'node:path';
import type { Compilation } from '../compile.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatEach, plain } from '../diagnostics/formatText.ts';
import { type Host, ListenError, type ProjectReader, type Server } from '../host/host.ts';
import { LiveSite, listOfSites, type Problems } from '../live/liveSite.ts';
import { Memory } from '../memory.ts';
import { type BuildFlags, countProblems, foldersOf, nothingWritten, writeCompilation } from './build.ts';
import { compileFaqs, type FaqSelection, withWarnings } from './compileFaqs.ts';
import { compileProject } from './compileProject.ts';
import {
  describeListenError,
  describeRemains,
  type ExitCode,
  exitCodeOf,
  failure,
  type Outcome,
  plural,
  reportOutcome,
} from './report.ts';

export interface WatchFlags extends Omit<BuildFlags, 'publish' | 'drafts'> {
  readonly host: string;
  /** Null: 4000, or the next one that is free. */
  readonly port: number | null;
  readonly open: boolean;
  readonly write: boolean;
  readonly drafts: boolean;
  readonly poll: boolean;
}

/**
 * `faqgen watch`: builds, serves and writes each site, and does so again
 * whenever anything that it was made of is another thing. One build follows the
 * other; whatever is saved meanwhile is seen when the next wait begins, since
 * contents are compared with what the last build read.
 */
export async function watch(selection: FaqSelection, flags: WatchFlags, host: Host): Promise<ExitCode> {
  const world = await host.forWatch();
  const watched = await openFaqs(selection, flags, host);
  const lives = watched.map(({ base }) => new LiveSite({ ...world, base }));
  const liveAt = (address: string) =>
    lives
      .filter(({ base }) => address.startsWith(base))
      .reduce<LiveSite | null>((best, live) => (best && best.base.length >= live.base.length ? best : live), null);
  let server: Server;
  try {
    server = await world.serve({
      host: flags.host,
      port: flags.port,
      answer: (address) => liveAt(address)?.answer(address) ?? listOfSites(lives),
      state: (address) => lives.find(({ eventsPath }) => eventsPath === address)?.state ?? null,
    });
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    return reportFailure(describeListenError(error), flags, host);
  }
  let isGreeted = flags.format !== 'text' || flags.quiet;
  const greet = () => {
    if (!isGreeted) host.stdout.write(`Serving ${server.address} (Ctrl+C ends it)\n`);
    isGreeted = true;
  };

  const watcher = world.openWatcher({ poll: flags.poll });
  let isStopped = false;
  const stopped = world.stopped.then(() => {
    isStopped = true;
  });
  const sessions = watched.map(({ faqPath, reader, out }, index): Session => {
    const memory = new Memory(host.openArchive(reader.root, reader.source));
    const live = lives[index] ?? new LiveSite({ ...world, base: '/' });
    const isOneOfSeveral = watched.length > 1;
    const warnings = index === 0 ? selection.warnings : [];
    return {
      faqPath,
      out,
      flags,
      host,
      reader,
      live,
      server,
      greet,
      warnings,
      said: new Set(),
      memory,
      isOneOfSeveral,
    };
  });
  const waitOf = (compared: readonly ReturnType<ProjectReader['compare']>[]) =>
    compared.find((one) => one === 'changed') ?? compared.find((one) => one === 'gone') ?? 'same';
  let exitCode: ExitCode = 0;
  let due: readonly Session[] = sessions;
  for (let builds = 0; !isStopped; builds++) {
    const day = host.today();
    const isOtherDay = () => flags.asOf === null && host.today() !== day;
    let isUsable = true;
    for (const session of due) isUsable = (await rebuild(session, builds === 0)) && isUsable;
    if (builds === 0 && !isUsable) {
      exitCode = 2;
      break;
    }
    if (builds === 0 && flags.open) world.openBrowser(server.address);
    const compare = () => (isOtherDay() ? 'changed' : waitOf(sessions.map(({ reader }) => reader.compare())));
    const folders = () => [...new Set(sessions.flatMap(({ reader }) => reader.folders()))];
    await Promise.race([watcher.change(compare, folders), stopped]);
    due = isOtherDay() ? sessions : sessions.filter(({ reader }) => reader.compare() !== 'same');
  }
  await Promise.all([watcher.close(), server.close()]);
  return exitCode;
}

/** A FAQ to be watched. */
interface WatchedFaq {
  readonly faqPath: string;
  readonly reader: ProjectReader;
  /** Absolute: the folder of its site. */
  readonly out: string;
  /** The path of its front page at the server. */
  readonly base: string;
}

/** One site is served at the top; several lie to each other at the server as their folders do. */
async function openFaqs(selection: FaqSelection, flags: WatchFlags, host: Host): Promise<WatchedFaq[]> {
  const [only] = selection.files;
  if (only !== undefined && selection.files.length === 1 && !selection.translations) {
    const reader = host.openProject(resolve(host.cwd, only));
    const [out = ''] = foldersOf([{ reader, compilation: { about: null } }], selection, flags.out, host);
    return [{ faqPath: only, reader, out, base: '/' }];
  }
  const faqs = await compileFaqs(selection, { url: flags.url, asOf: flags.asOf ?? host.today() }, host);
  const folders = foldersOf(faqs, selection, flags.out, host);
  const top = resolve('/');
  const places = foldersOf(faqs, selection, top, host);
  return faqs.map(({ faqPath, reader }, index) => {
    const place = relative(top, places[index] ?? top)
      .split(sep)
      .filter(Boolean);
    const base = ['', ...place.map(encodeURIComponent), ''].join('/');
    return { faqPath, reader, out: folders[index] ?? '', base: base === '//' ? '/' : base };
  });
}

interface Session {
  readonly faqPath: string;
  /** Absolute: the folder of the site. */
  readonly out: string;
  readonly flags: WatchFlags;
  readonly host: Host;
  readonly reader: ProjectReader;
  readonly live: LiveSite;
  readonly server: Server;
  /** Says once where the site is served, as soon as there is one to watch. */
  readonly greet: () => void;
  /** What is said with each build, whatever is in the FAQ. */
  readonly warnings: readonly Diagnostic[];
  /** What the last build had to say. */
  said: ReadonlySet<string>;
  readonly memory: Memory;
  readonly isOneOfSeveral: boolean;
}

/** Milliseconds in which the author's browser takes the new page, before the disk is written to. */
const headStart = 15;

/** One build, shown before it is written. False where there is no project to watch, or no folder to write to. */
async function rebuild(session: Session, isFirst: boolean): Promise<boolean> {
  const { faqPath, out, flags, host, live, reader, server, isOneOfSeveral } = session;
  const start = host.elapsed();
  let compiled: Compiled;
  try {
    compiled = await compileBoth(session);
  } catch (error) {
    // A bug of ours: the author's next save may step around it.
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    host.stderr.write(`${stack}\n`);
    session.greet();
    live.update([], { title: 'faqgen has a bug', hint, texts: [stack] });
    server.announce();
    return true;
  }
  const { published, shown } = compiled;
  const changed = live.update(shown.files, problemsOf(shown.diagnostics, shown, flags));
  server.announce();
  const shownMs = Math.round(host.elapsed() - start);

  if (flags.write) await new Promise((resolve) => setTimeout(resolve, headStart));
  const { result, diagnostics } = flags.write
    ? await writeCompilation(published, reader, { out, strict: flags.strict }, host, session.memory)
    : { result: nothingWritten, diagnostics: published.diagnostics };
  const all = [...diagnostics, ...shown.diagnostics.filter((found) => isError(found) && !says(diagnostics, found))];
  const problems = problemsOf(all, published, flags);
  if (JSON.stringify(problems) !== JSON.stringify(live.state.problems)) {
    live.update([], problems);
    server.announce();
  }

  const isUsable = !all.some((found) => isError(found) && ['missing-faq', 'output-refused'].includes(found.code));
  if (isUsable) session.greet();
  const { fallback: _fallback, ...counts } = result;
  const outcome: Outcome = {
    diagnostics: all,
    news: all.filter((found) => isError(found) || !session.said.has(keyOf(found))),
    texts: published.texts,
    strict: flags.strict,
    facts: {
      ...(isOneOfSeveral ? { file: faqPath } : {}),
      ...counts,
      durationMs: shownMs,
      url: `${server.address}${live.base.slice(1)}`,
      changed,
    },
    summary: (paint) =>
      `${paint('green', '✓')} ${isOneOfSeveral ? `${faqPath}: ` : ''}${describeChange(changed)}, in ${shownMs} ms; ${countProblems(published)}\n`,
    consequence: describeRemains(result) ?? (isUsable || !isFirst ? consequence : null),
  };
  session.said = new Set(all.map(keyOf));
  reportOutcome(outcome, { ...flags, lines: true }, host);
  return isUsable;
}

interface Compiled {
  /** What a build would write. */
  readonly published: Compilation;
  /** What the author sees: drafts as well, marked as such. */
  readonly shown: Compilation;
}

async function compileBoth({ faqPath, flags, host, reader, memory, warnings }: Session): Promise<Compiled> {
  const options = { url: flags.url, asOf: flags.asOf ?? host.today() };
  memory.endRun();
  const published = withWarnings(await compileProject(reader, faqPath, options, host, memory), warnings);
  const isPartial = published.diagnostics.some(({ code }) => code === 'left-out');
  if (!flags.drafts || !isPartial) return { published, shown: published };
  return { published, shown: await compileProject(reader, faqPath, { ...options, preview: true }, host, memory) };
}

/** Nobody mends more at a time. */
const mostShown = 20;
const consequence = 'the last good pages stay';
const hint = 'The last good pages stay. This goes away by itself when the file is mended; Escape closes it.';

/** What a failed build lays over the page; null where it did not fail. */
function problemsOf(
  diagnostics: readonly Diagnostic[],
  { texts }: Compilation,
  { strict }: WatchFlags,
): Problems | null {
  if (exitCodeOf({ diagnostics, strict }) === 0) return null;
  const failing = diagnostics.filter((found) => isError(found) || (strict && found.severity === 'warning'));
  const said = formatEach(failing, texts, plain);
  const more = said.length - mostShown;
  return {
    title: failure({ diagnostics: failing, strict, consequence: null }),
    hint,
    texts: [
      ...said.slice(0, mostShown).map((text) => text.trim()),
      ...(more > 0 ? [`… and ${more} more, in the terminal`] : []),
    ],
  };
}

function describeChange(changed: readonly string[]): string {
  const pages = changed.filter((path) => path.endsWith('.html')).map((path) => path.replace(/\.html$/, ''));
  // What is there for programs follows the pages.
  const data = changed.filter((path) => /\.(?:md|json|xml)$/.test(path)).length;
  const others = changed.length - pages.length - (pages.length > 0 ? data : 0);
  if (changed.length === 0) return 'nothing changed';
  const names = pages.length > 6 ? `${pages.slice(0, 5).join(', ')} and ${pages.length - 5} more` : pages.join(', ');
  const parts = [
    pages.length > 0 ? `${plural(pages.length, 'page')}: ${names}` : '',
    others > 0 ? plural(others, 'other file') : '',
  ];
  return parts.filter(Boolean).join('; ');
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

/** Without the place, which moves with each line that is added above. */
function keyOf({ code, message, severity }: Diagnostic): string {
  return `${severity} ${code} ${message}`;
}

function says(diagnostics: readonly Diagnostic[], found: Diagnostic): boolean {
  return diagnostics.some((other) => keyOf(other) === keyOf(found));
}

function reportFailure(diagnostic: Diagnostic, flags: WatchFlags, host: Host): ExitCode {
  const outcome: Outcome = {
    diagnostics: [diagnostic],
    news: null,
    texts: new Map(),
    strict: flags.strict,
    facts: {},
    summary: () => '',
    consequence: null,
  };
  return reportOutcome(outcome, { ...flags, lines: true }, host);
}
