import { nearest } from '../diagnostics/nearest.ts';
import { type Host, ListenError, type OpenSurroundings, type ReviewServer } from '../host/host.ts';
import { describeListenError, type ExitCode, refuse } from '../projects/report.ts';
import { readReviewedProject } from '../projects/reviewedProject.ts';
import type { ReviewDesk } from '../reviewing/reading.ts';
import { type Answered, ReviewRoom } from '../reviewing/routes.ts';
import { cannot } from '../reviewing/signingPlan.ts';
import { reviewDesk } from './reviewDesk.ts';

export interface OpenFlags {
  /** The id of the reviewer; null: they say it on the page. */
  readonly by: string | null;
  /** The kind of the approvals, where the policy names kinds. */
  readonly as: string | null;
  /** File of the reviewer's private key; null: an agent has it, or there is none. */
  readonly key: string | null;
  /** Null: 4000, or the next one that is free. */
  readonly port: number | null;
}

/** `faqgen review open`: serves the page on which answers are read, compared and approved, until somebody ends it. */
export async function reviewOpen(faqPath: string, { by, as, key, port }: OpenFlags, host: Host): Promise<ExitCode> {
  const { content, diagnostics, texts } = readReviewedProject(faqPath, { asOf: null }, host);
  // What is wrong in a file that is there, the page shows until it is mended.
  if (diagnostics.some(({ code }) => code === 'missing-faq'))
    return refuse(diagnostics, 'nothing is served', host, texts);
  const reviewers = content?.faq?.reviewers.map(({ id }) => id) ?? null;
  if (by !== null && reviewers !== null && !reviewers.includes(by)) {
    const meant = nearest(by, reviewers);
    const list = reviewers.length === 0 ? 'add the person to `reviewers`' : `the reviewers are ${reviewers.join(', ')}`;
    const found = cannot(`there is no reviewer \`${by}\``, meant ? `did you mean \`${meant}\`?` : list);
    return refuse([found], 'nothing is served', host);
  }
  const world = await host.forReviewPage();
  const stopped = world.untilStopped();
  try {
    const { server, entrances } = await openRooms([reviewDesk(faqPath, { by, as, key }, host)], port, world);
    host.stdout.write(`To review, open this address on this machine (Ctrl+C ends it):\n${entrances.join('\n')}\n`);
    await stopped;
    await server.close();
    return 0;
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    return refuse([describeListenError(error)], 'nothing is served', host);
  }
}

/**
 * A room for each desk, behind one port of this machine. It is a server of its own: to a page of the site, whatever a
 * theme lets run there, it is another origin. `entrances`: the whole addresses, which are to be printed and nothing
 * else: they are in no argument of a process and in no other output. Throws a ListenError.
 */
export async function openRooms(
  desks: readonly ReviewDesk[],
  port: number | null,
  { serveReview, secret, pageFiles }: OpenSurroundings,
): Promise<{ server: ReviewServer; entrances: readonly string[] }> {
  const rooms = desks.map((desk) => {
    const secrets = { room: secret(9), entrance: secret(18), cookie: secret(24), token: secret(24) };
    return new ReviewRoom(secrets, desk, pageFiles);
  });
  const server = await serveReview(port, async (asked, stopped): Promise<Answered> => {
    const room = rooms.find((one) => one.has(asked.address));
    return room ? room.answer(asked, stopped) : nowhere;
  });
  return { server, entrances: rooms.map(({ entrance }) => `${server.address}${entrance}`) };
}

const nowhere: Answered = {
  status: 404,
  headers: {
    'Cache-Control': 'no-store',
    'Content-Type': 'text/plain; charset=utf-8',
    'Referrer-Policy': 'no-referrer',
  },
  body: 'open the address that faqgen has printed\n',
};
