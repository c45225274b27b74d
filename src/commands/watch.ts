import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Host, ListenError, type ReviewServer } from '../host/host.ts';
import { describeChange } from '../live/describeChange.ts';
import type { FaqSelection } from '../projects/compileFaqs.ts';
import {
  describeListenError,
  describeRemains,
  type ExitCode,
  type Outcome,
  reportOutcome,
} from '../projects/report.ts';
import { type BuildFlags, countProblems } from './build.ts';
import { reviewDesk } from './reviewDesk.ts';
import { isError, keyOf, type Rebuilt, type WatchedSite, type WatchedSites, watchSites } from './watchedSites.ts';

export interface WatchFlags extends Omit<BuildFlags, 'publish' | 'drafts'> {
  readonly host: string;
  /** Null: 4000, or the next one that is free. */
  readonly port: number | null;
  readonly open: boolean;
  readonly write: boolean;
  readonly drafts: boolean;
  readonly poll: boolean;
}

/** `faqgen watch`: builds, serves and writes each site, again after each change, and says so, until somebody ends it. */
export async function watch(selection: FaqSelection, flags: WatchFlags, host: Host): Promise<ExitCode> {
  const world = await host.forWatch();
  const stopped = world.untilStopped();
  let watched: WatchedSites;
  try {
    const plan = { ...flags, serve: { host: flags.host, port: flags.port } };
    watched = await watchSites(selection, plan, host, world, stopped);
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    return reportFailure(describeListenError(error), flags, host);
  }
  const address = watched.address ?? '';
  let isGreeted = flags.format !== 'text' || flags.quiet;
  let reviewing: ReviewServer | null = null;
  const greet = async (): Promise<void> => {
    if (isGreeted) return;
    isGreeted = true;
    host.stdout.write(`Serving ${address} (Ctrl+C ends it)\n`);
    reviewing = await openReview(watched.sites, host);
  };
  const close = async (): Promise<void> => {
    await Promise.all([watched.close(), reviewing?.close()]);
  };
  /** What the last build of each FAQ had to say. */
  const said = new Map<string, ReadonlySet<string>>();
  let exitCode: ExitCode = 0;
  let due = await watched.due();
  const isOneOfSeveral = due.length > 1;
  for (let isFirst = true; due.length > 0; isFirst = false) {
    let isUsable = true;
    for (const site of due) {
      const rebuilt = await watched.rebuild(site);
      if (!rebuilt) {
        await close();
        return exitCode;
      }
      const isOneUsable = !rebuilt.diagnostics.some(isUnusable);
      if (isOneUsable) await greet();
      isUsable &&= isOneUsable;
      const consequence = isOneUsable || !isFirst ? 'the last good pages stay' : null;
      const before = said.get(site.faqPath) ?? new Set();
      report(site, rebuilt, { address, isOneOfSeveral, before, consequence }, flags, host);
      if (!rebuilt.bug) said.set(site.faqPath, new Set(rebuilt.diagnostics.map(keyOf)));
    }
    if (isFirst && !isUsable) {
      exitCode = 2;
      break;
    }
    if (isFirst && flags.open) world.openBrowser(address);
    due = await watched.due();
  }
  await close();
  return exitCode;
}

/**
 * The page of reviewers for each site that is watched, and where it is. It is told to a person at a terminal alone: its
 * address lets in whoever has it.
 */
async function openReview(sites: readonly WatchedSite[], host: Host): Promise<ReviewServer | null> {
  const { openRooms } = await import('./reviewOpen.ts');
  const desks = sites.map(({ faqPath }) => reviewDesk(faqPath, { by: null, as: null, key: null }, host));
  try {
    const { server, entrances } = await openRooms(desks, null, await host.forReviewPage());
    for (const [index, entrance] of entrances.entries())
      host.stdout.write(`To review${sites.length > 1 ? ` ${sites[index]?.faqPath}` : ''}: ${entrance}\n`);
    return server;
  } catch (error) {
    // The site is served; whoever reviews can open a port of their own choice.
    if (!(error instanceof ListenError)) throw error;
    return null;
  }
}

/** Of what there is no project to watch, or no folder to write to. */
function isUnusable(found: Diagnostic): boolean {
  return isError(found) && ['missing-faq', 'output-refused'].includes(found.code);
}

function report(
  { faqPath, live }: WatchedSite,
  { diagnostics, published, result, changed, shownMs, bug }: Rebuilt,
  {
    address,
    isOneOfSeveral,
    before,
    consequence,
  }: { address: string; isOneOfSeveral: boolean; before: ReadonlySet<string>; consequence: string | null },
  flags: WatchFlags,
  host: Host,
): void {
  if (bug) {
    host.stderr.write(`${bug.stack ?? bug.message}\n`);
    return;
  }
  const { fallback: _fallback, ...counts } = result;
  const outcome: Outcome = {
    diagnostics,
    news: diagnostics.filter((found) => isError(found) || !before.has(keyOf(found))),
    texts: published.texts,
    strict: flags.strict,
    facts: {
      ...(isOneOfSeveral ? { file: faqPath } : {}),
      ...counts,
      durationMs: shownMs,
      url: `${address}${live.base.slice(1)}`,
      changed,
    },
    summary: (paint) =>
      `${paint('green', '✓')} ${isOneOfSeveral ? `${faqPath}: ` : ''}${describeChange(changed)}, in ${shownMs} ms; ${countProblems(published)}\n`,
    consequence: describeRemains(result) ?? consequence,
  };
  reportOutcome(outcome, { ...flags, lines: true }, host);
}

function reportFailure(diagnostic: Diagnostic, flags: WatchFlags, host: Host): ExitCode {
  const outcome: Outcome = {
    diagnostics: [diagnostic],
    texts: new Map(),
    strict: flags.strict,
    facts: {},
    summary: () => '',
  };
  return reportOutcome(outcome, { ...flags, lines: true }, host);
}
