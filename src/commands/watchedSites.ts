import { relative, resolve, sep } from 'node:path';
import type { Compilation } from '../compile.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Host, ProjectReader, WatchSurroundings } from '../host/host.ts';
import { LiveSite, listOfSites, type Problems } from '../live/liveSite.ts';
import { problemsOf, problemsOfBug } from '../live/problems.ts';
import { Memory } from '../memory.ts';
import { compileFaqs, type FaqSelection, withWarnings } from '../projects/compileFaqs.ts';
import { compileProject } from '../projects/compileProject.ts';
import type { IsoDate } from '../schema/dates.ts';
import type { WriteResult } from '../writing/writeSite.ts';
import { foldersOf, nothingWritten, writeCompilation } from './build.ts';

/** How sites are watched. */
export interface WatchPlan {
  readonly url: string | null;
  /** Null: whatever day it is. */
  readonly asOf: IsoDate | null;
  /** Null: `dist` beside each FAQ. */
  readonly out: string | null;
  readonly strict: boolean;
  /** Null: nothing is served. Port null: 4000, or the next one that is free. */
  readonly serve: { readonly host: string; readonly port: number | null } | null;
  readonly write: boolean;
  /** Whether what is not to be published is shown; it is never written. */
  readonly drafts: boolean;
  readonly poll: boolean;
}

export interface WatchedSite {
  readonly faqPath: string;
  /** Absolute: the folder of the site. */
  readonly out: string;
  readonly reader: ProjectReader;
  readonly live: LiveSite;
  readonly memory: Memory;
  /** What is said with each build, whatever is in the FAQ. */
  readonly warnings: readonly Diagnostic[];
  /** The day of the last build; null before the first one. */
  builtOn: IsoDate | null;
}

/** What a build came to. */
export interface Rebuilt {
  readonly diagnostics: readonly Diagnostic[];
  /** What a build would write. */
  readonly published: Pick<Compilation, 'questions' | 'texts' | 'diagnostics'>;
  readonly result: WriteResult;
  /** Paths of what is served that are new, other ones or gone. */
  readonly changed: readonly string[];
  /** Milliseconds until it was shown. */
  readonly shownMs: number;
  /** What the program itself failed at: the author's next save may step around it. */
  readonly bug: Error | null;
}

export interface WatchedSites {
  /** Of the server, as an author opens it in a browser; null where nothing is served. */
  readonly address: string | null;
  readonly sites: readonly WatchedSite[];
  /** Resolves to the sites to build next: all of them at first, then those that would be others now. None when it is over. */
  due(): Promise<readonly WatchedSite[]>;
  /**
   * Builds a site as it is now, and shows it before it is written. Throws nothing. Resolves to null
   * where the watch is ended while the configuration loads, which may wait for ever.
   */
  rebuild(site: WatchedSite): Promise<Rebuilt | null>;
  close(): Promise<void>;
}

/** Milliseconds in which the author's browser takes the new page, before the disk is written to. */
const headStart = 15;

/**
 * Serves the sites of a selection, and waits for changes of whatever they were
 * made of. Whoever calls it builds what is due, one after the other; whatever
 * is saved meanwhile is due next, since contents are compared with what the
 * last build read. `stopped` resolves when it is to end. Throws a ListenError.
 */
export async function watchSites(
  selection: FaqSelection,
  plan: WatchPlan,
  host: Host,
  world: WatchSurroundings,
  stopped: Promise<void>,
): Promise<WatchedSites> {
  const sites = await openSites(selection, plan, host, world);
  const lives = sites.map(({ live }) => live);
  const liveAt = (address: string) =>
    lives
      .filter(({ base }) => address.startsWith(base))
      .reduce<LiveSite | null>((best, live) => (best && best.base.length >= live.base.length ? best : live), null);
  const server =
    plan.serve &&
    (await world.serve({
      ...plan.serve,
      answer: (address) => liveAt(address)?.answer(address) ?? listOfSites(lives),
      state: (address) => lives.find(({ eventsPath }) => eventsPath === address)?.state ?? null,
    }));
  const watcher = world.openWatcher({ poll: plan.poll });
  let isStopped = false;
  const stopping = stopped.then(() => {
    isStopped = true;
  });

  const isOfOtherDay = ({ builtOn }: WatchedSite) => plan.asOf === null && builtOn !== host.today();
  const compare = () => {
    const compared = sites.map((site) => (isOfOtherDay(site) ? 'changed' : site.reader.compare()));
    return compared.find((one) => one === 'changed') ?? compared.find((one) => one === 'gone') ?? 'same';
  };
  const folders = () => [...new Set(sites.flatMap(({ reader }) => reader.folders()))];
  const isDue = (site: WatchedSite) => site.builtOn === null || isOfOtherDay(site) || site.reader.compare() !== 'same';

  return {
    address: server?.address ?? null,
    sites,
    due: async () => {
      while (!isStopped) {
        if (sites.every(({ builtOn }) => builtOn !== null))
          await Promise.race([watcher.change(compare, folders), stopping]);
        const due = sites.filter(isDue);
        if (due.length > 0 && !isStopped) return due;
      }
      return [];
    },
    rebuild: async (site) => {
      const start = host.elapsed();
      // A page of an earlier run that asks before there is one would show that there is none.
      const inTurns = site.builtOn !== null;
      site.builtOn = host.today();
      const { live } = site;
      const show = (files: Compilation['files'], problems: Problems | null) => {
        const changed = live.update(files, problems);
        server?.announce();
        return changed;
      };
      try {
        const { published, shown } = await compileBoth(loadedUntil(stopping, site), plan, inTurns, host);
        const changed = show(shown.files, problemsOf(shown.diagnostics, shown.texts, plan.strict));
        const shownMs = Math.round(host.elapsed() - start);
        if (plan.write && server) await new Promise((resolve) => setTimeout(resolve, headStart));
        const { result, diagnostics: own } = plan.write
          ? await writeCompilation(published, site.reader, { out: site.out, strict: plan.strict }, host, site.memory)
          : { result: nothingWritten, diagnostics: published.diagnostics };
        const diagnostics = [...own, ...shown.diagnostics.filter((found) => isError(found) && !says(own, found))];
        const problems = problemsOf(diagnostics, published.texts, plan.strict);
        if (JSON.stringify(problems) !== JSON.stringify(live.state.problems)) show([], problems);
        return { diagnostics, published, result, changed, shownMs, bug: null };
      } catch (error) {
        if (error === ended) return null;
        const bug = error instanceof Error ? error : new Error(String(error));
        show([], problemsOfBug(bug));
        const published = { questions: 0, texts: new Map(), diagnostics: [] };
        return { diagnostics: [], published, result: nothingWritten, changed: [], shownMs: 0, bug };
      }
    },
    close: async () => {
      await Promise.all([watcher.close(), server?.close()]);
    },
  };
}

const ended = Symbol('the watch was ended');

function loadedUntil(stopping: Promise<void>, site: WatchedSite): WatchedSite {
  const config = () => Promise.race([site.reader.config(), stopping.then(() => Promise.reject(ended))]);
  return { ...site, reader: { ...site.reader, config } };
}

/** One site is served at the top; several lie to each other at the server as their folders do. */
async function openSites(
  selection: FaqSelection,
  { url, asOf, out }: WatchPlan,
  host: Host,
  world: WatchSurroundings,
): Promise<WatchedSite[]> {
  const open = (faqPath: string, reader: ProjectReader, folder = '', base = '/', isFirst = true): WatchedSite => ({
    faqPath,
    out: folder,
    reader,
    live: new LiveSite({ ...world, base }),
    memory: new Memory(host.openArchive(reader.root, reader.source)),
    warnings: isFirst ? selection.warnings : [],
    builtOn: null,
  });
  const [only] = selection.files;
  if (only !== undefined && selection.files.length === 1 && !selection.translations) {
    const reader = host.openProject(resolve(host.cwd, only));
    const [folder] = foldersOf([{ reader, compilation: { about: null } }], selection, out, host);
    return [open(only, reader, folder)];
  }
  const faqs = await compileFaqs(selection, { url, asOf: asOf ?? host.today() }, host);
  const folders = foldersOf(faqs, selection, out, host);
  const top = resolve('/');
  const places = foldersOf(faqs, selection, top, host);
  return faqs.map(({ faqPath, reader }, index) => {
    const place = relative(top, places[index] ?? top)
      .split(sep)
      .filter(Boolean);
    const base = ['', ...place.map(encodeURIComponent), ''].join('/');
    return open(faqPath, reader, folders[index], base === '//' ? '/' : base, index === 0);
  });
}

interface Compiled {
  /** What a build would write. */
  readonly published: Compilation;
  /** What the author sees: drafts as well, marked as such. */
  readonly shown: Compilation;
}

async function compileBoth(
  { faqPath, reader, memory, warnings }: WatchedSite,
  { url, asOf, drafts }: WatchPlan,
  inTurns: boolean,
  host: Host,
): Promise<Compiled> {
  const options = { url, asOf: asOf ?? host.today(), inTurns };
  memory.endRun();
  const published = withWarnings(await compileProject(reader, faqPath, options, host, memory), warnings);
  const isPartial = published.diagnostics.some(({ code }) => code === 'left-out');
  if (!drafts || !isPartial) return { published, shown: published };
  return { published, shown: await compileProject(reader, faqPath, { ...options, preview: true }, host, memory) };
}

export function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

/** Without the place, which moves with each line that is added above. */
export function keyOf({ code, message, severity }: Diagnostic): string {
  return `${severity} ${code} ${message}`;
}

function says(diagnostics: readonly Diagnostic[], found: Diagnostic): boolean {
  return diagnostics.some((other) => keyOf(other) === keyOf(found));
}
