import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { OpenSurroundings, WatchSurroundings } from './host.ts';
import { serveReview } from './reviewServer.ts';
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
    untilStopped,
  };
}

export function reviewPageSurroundings(): OpenSurroundings {
  const read = (name: string): string => readFileSync(new URL(`../reviewing/${name}`, import.meta.url), 'utf8');
  return {
    serveReview,
    secret: (bytes) => randomBytes(bytes).toString('base64url'),
    pageFiles: { style: read('review.css'), script: read('review.js') },
    untilStopped,
  };
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
    // Whoever started it is gone: nobody would ever end it.
    process.stdout.once('error', () => resolve());
  });
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
