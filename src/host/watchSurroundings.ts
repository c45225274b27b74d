import { readFileSync } from 'node:fs';
import type { WatchSurroundings } from './host.ts';
import { openBrowser } from './openBrowser.ts';
import { serve } from './server.ts';
import { openWatcher } from './watcher.ts';

/** A second signal of the same kind ends the process without ceremony. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function watchSurroundings(): WatchSurroundings {
  return {
    openWatcher,
    serve,
    openBrowser,
    client: readFileSync(new URL('../live/client.js', import.meta.url), 'utf8'),
    session: Date.now().toString(36),
    stopped: new Promise((resolve) => {
      for (const signal of signals) process.once(signal, () => resolve());
      // Whoever started it is gone: nobody would ever end it.
      process.stdout.once('error', () => resolve());
    }),
  };
}
