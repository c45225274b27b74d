import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { IsoDate } from '../schema/dates.ts';
import { isStandIn } from '../schema/standIn.ts';
import type { Path, Places } from '../yaml/places.ts';
import { type Change, type Faq, type Question, questionsOf } from './faq.ts';

/** As readers are shown them; those of one day in the order of the file. */
export function newestFirst(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
}

/** The day that `updated` follows; null where no major change is told. */
export function newestMajor(changes: readonly Change[]): IsoDate | null {
  return newestFirst(changes).find(({ on, kind }) => kind === 'major' && !isStandIn(on))?.on ?? null;
}

/** Where the day stands that is the answer's `updated`: in `updated`, or in the newest major change. */
export function placeOfUpdated({ updated, changes, path }: Question): Path {
  const index = changes.findIndex(({ on, kind }) => kind === 'major' && on === updated);
  return index < 0 ? [...path, 'updated'] : [...path, 'changes', index, 'on'];
}

/**
 * What can be told of words that were approved on a day, and are others now: nothing that may be of the others. Nobody knows whether
 * a change of that very day came before the approval.
 */
export function historyBefore(
  day: IsoDate,
  { updated, changes, evidence }: Question,
): Pick<Question, 'updated' | 'changes' | 'evidence'> {
  const known = changes.filter(({ on }) => on < day);
  return {
    updated: updated !== null && updated >= day ? newestMajor(known) : updated,
    changes: known,
    evidence: evidence !== null && evidence > day ? null : evidence,
  };
}

/** Changes that contradict the day, each other, `publish` or `updated`: of each the first fault. */
export function checkHistory(faq: Faq, asOf: IsoDate, places: Places): Diagnostic[] {
  return questionsOf(faq).flatMap((question) => {
    const { changes, publish, updated, path } = question;
    const newest = newestMajor(changes);
    const inChanges = changes.flatMap(({ on, note }, index): Diagnostic[] => {
      if (isStandIn(on)) return [];
      const span = places.value([...path, 'changes', index, 'on']);
      if (on > asOf) return [diagnose('future-date', span, { key: 'on', date: on })];
      if (changes.findIndex((one) => one.on === on && one.note === note) < index)
        return [diagnose('change-order', span, { fault: 'twice', on, than: on })];
      if (publish !== null && on < publish)
        return [diagnose('change-order', span, { fault: 'unpublished', on, than: publish })];
      const before = changes[index - 1]?.on ?? on;
      return before < on && !isStandIn(before)
        ? [diagnose('change-order', span, { fault: 'order', on, than: before })]
        : [];
    });
    if (newest === null || updated === null || updated === newest) return inChanges;
    const told = { updated, newest };
    return [...inChanges, diagnose('updated-without-change', places.value([...path, 'updated']), told)];
  });
}
