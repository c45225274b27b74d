import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { WatchSurroundings } from './host.ts';
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
    untilStopped: () =>
      new Promise((resolve) => {
        for (const signal of signals) process.once(signal, () => resolve());
        // Whoever started it is gone: nobody would ever end it.
        process.stdout.once('error', () => resolve());
      }),
  };
}

/** Shows an address in the author's browser. Where there is none, the address that was printed has to do. */
function openBrowser(address: string): void {
  const [command, ...rest] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', address]
        : ['xdg-open', address];
  const child = spawn(command as string, rest, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
