import { sourceKeys, type Wording } from './signOff.ts';
import { type DiffRun, wordDiff } from './wordDiff.ts';

/** One part of an answer that is another one now. A part that was not there, or has gone, is an empty text. */
export interface PartChange {
  /** As in `answer`, `sources.fda-label.title`, `files.cup.png`, `links.dose` or `related.dose`. */
  readonly part: string;
  readonly before: string;
  readonly after: string;
  readonly diff: readonly DiffRun[];
}

/** What is different between the approved words and today's, part by part. */
export function describeChange(approved: Wording, today: Wording): PartChange[] {
  const [before, after] = [partsOf(approved), partsOf(today)];
  // Format 1 does not say it.
  if (approved.language !== null && today.language !== null) {
    before.set('language', approved.language);
    after.set('language', today.language);
  }
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((part): PartChange[] => {
    const [old, now] = [before.get(part) ?? '', after.get(part) ?? ''];
    return old === now ? [] : [{ part, before: old, after: now, diff: wordDiff(old, now) }];
  });
}

function partsOf({ question, short, answer, sources, files, links, related }: Wording): Map<string, string> {
  return new Map([
    ['question', question],
    ['short', short ?? ''],
    ['answer', answer],
    ...sources.flatMap((source) =>
      sourceKeys.map((key) => [`sources.${source.id}.${key}`, source[key] ?? ''] as const),
    ),
    ...files.map(({ name, digest }) => [`files.${name}`, digest] as const),
    ...links.map(({ id, question: asked }) => [`links.${id}`, asked] as const),
    ...related.map(({ id, question: asked }) => [`related.${id}`, asked] as const),
  ]);
}
