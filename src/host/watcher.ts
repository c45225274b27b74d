import { lstatSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { watch as watchPaths } from 'chokidar';
import type { Watcher } from './host.ts';

/** Saves of several files, and the steps of one save, arrive together. */
const settle = 2;
/** A file that was removed is most likely about to be replaced. */
const grace = 250;
/** Catches what no event told of: a network drive, a folder that was replaced, a system out of watches. */
const slowInterval = 500;
const pollInterval = 200;

/**
 * Waits for changes. Folders are watched, never single files, which go blind
 * when an editor replaces them; and an event only wakes us: whether anything
 * changed, the contents decide. With `poll` nothing is watched, and the
 * contents are looked at several times a second.
 */
export function openWatcher({ poll }: { poll: boolean }): Watcher {
  const stop = new AbortController();
  const folders = new Map<string, string>();
  let isAwake = false;
  let wake = (): void => undefined;
  const onEvent = (): void => {
    isAwake = true;
    wake();
  };
  const watcher = poll
    ? null
    : watchPaths([], { ignored: (path) => !folders.has(path), ignoreInitial: true, depth: 0, atomic: false })
        // The system's own event comes some 50 ms before what is made of it, and also for the files of a folder.
        .on('raw', onEvent)
        .on('all', onEvent)
        .on('error', onEvent);

  const follow = (wanted: readonly string[]): void => {
    for (const folder of [...folders.keys()]) {
      if (wanted.includes(folder) && folders.get(folder) === identityOf(folder)) continue;
      folders.delete(folder);
      watcher?.unwatch(folder);
    }
    for (const folder of wanted) {
      const identity = identityOf(folder);
      if (folders.has(folder) || identity === null) continue;
      folders.set(folder, identity);
      watcher?.add(folder);
    }
  };

  const sleep = (milliseconds: number): Promise<void> =>
    pause(milliseconds, undefined, { signal: stop.signal }).catch(() => undefined);

  const nextEvent = async (milliseconds: number): Promise<void> => {
    if (!isAwake) {
      const timer = new AbortController();
      await new Promise<void>((resolve) => {
        wake = resolve;
        const signal = AbortSignal.any([stop.signal, timer.signal]);
        pause(milliseconds, undefined, { signal }).then(resolve, () => resolve());
      });
      timer.abort();
    }
    if (isAwake) await sleep(settle);
    isAwake = false;
  };

  return {
    change: async (compare, wanted) => {
      let goneSince: number | null = null;
      while (!stop.signal.aborted) {
        follow(wanted());
        const answer = compare();
        if (answer === 'changed') return;
        if (answer === 'same') goneSince = null;
        else {
          goneSince ??= performance.now();
          if (performance.now() - goneSince >= grace) return;
        }
        await nextEvent(answer === 'gone' ? settle : poll ? pollInterval : slowInterval);
      }
    },
    close: async () => {
      stop.abort();
      // Closed while it reads a folder, chokidar leaves a timer behind, for which the process would wait a second.
      for (const throttled of watcher?._throttled.values() ?? []) for (const { clear } of throttled.values()) clear();
      await watcher?.close();
    },
  };
}

function identityOf(folder: string): string | null {
  try {
    const { dev, ino } = lstatSync(folder);
    return `${dev} ${ino}`;
  } catch {
    return null;
  }
}
