import { type ChildProcess, spawn } from 'node:child_process';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { LiveState } from '../src/live/liveSite.ts';

const program = join(import.meta.dirname, '..', 'lib', 'cli.js');

/** What `faqgen watch --format json` prints after each build. */
export interface Report {
  readonly ok: boolean;
  readonly url: string;
  readonly written: number;
  readonly changed: readonly string[];
  readonly diagnostics: readonly { readonly code: string; readonly severity: string }[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A `faqgen watch` in a process of its own, which ends with the test. */
export interface Watching {
  readonly process: ChildProcess;
  readonly address: string;
  readonly port: number;
  readonly reports: readonly Report[];
  readonly stderr: () => string;
  /** What it printed that is no report. */
  readonly stdout: () => string;
  /** The first report from number `from` on for which `accepts` holds. */
  report(accepts: (report: Report) => boolean, from?: number): Promise<Report>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** The state that a page is told when it connects. */
  state(): Promise<LiveState>;
  /** Ends it; resolves to the exit code, or to the signal that killed it. */
  stop(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

export async function startWatching(
  folder: string,
  options: readonly string[] = [],
  { before = '' }: { before?: string } = {},
  /** Where it prints text, what it prints once it serves. */
  ready: RegExp | null = null,
): Promise<Watching> {
  const argv = [program, 'watch', '--port', '0', '--format', 'json', ...options];
  const child = spawn('bash', ['-c', `${before} exec "$0" "$@"`, process.execPath, ...argv], { cwd: folder });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const reports: Report[] = [];
  let output = '';
  let printed = '';
  let stderr = '';
  let exit: number | NodeJS.Signals | null = null;
  const ended = new Promise<void>((resolve) => {
    child.on('close', (code, signal) => {
      exit = code ?? signal;
      resolve();
    });
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout.on('data', (chunk) => {
    printed += chunk;
    if (ready) return;
    const lines = `${output}${chunk}`.split('\n');
    output = lines.pop() ?? '';
    reports.push(...lines.filter(Boolean).map((line) => JSON.parse(line)));
  });

  const report = async (accepts: (report: Report) => boolean, from = 0): Promise<Report> => {
    for (let turn = 0; turn < 4000; turn++) {
      const found = reports.slice(from).find(accepts);
      if (found) return found;
      if (exit !== null) break;
      await pause(5);
    }
    throw new Error(`no such report (exit ${exit}): ${JSON.stringify(reports.slice(from)).slice(0, 2000)}\n${stderr}`);
  };
  for (let turn = 0; ready && !ready.test(printed) && exit === null && turn < 4000; turn++) await pause(5);
  const { url: address } = ready ? { url: /http:\S+/.exec(printed)?.[0] ?? '' } : await report(() => true);
  const port = Number(new URL(address).port);
  const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          body += chunk;
          // A stream of events has no end: its first one is what was asked for.
          if (path === eventsPath && body.includes('\n\ndata:') === false && /data: .*\n\n/.test(body)) asked.destroy();
        });
        response.on('close', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      });
      asked.on('error', (error) => {
        if (path !== eventsPath) reject(error);
      });
      asked.end();
    });
  return {
    process: child,
    address,
    port,
    reports,
    stderr: () => stderr,
    stdout: () => printed,
    report,
    get,
    state: async () => JSON.parse(/^data: (.*)$/m.exec((await get(eventsPath)).body)?.[1] ?? 'null'),
    stop: async (signal) => {
      child.kill(signal);
      await ended;
      return exit;
    },
  };
}

const eventsPath = '/.faqgen/events';

/** Sends bytes as they are, and resolves to the first bytes of the answer; empty where the connection was closed. */
export function sendRaw(port: number, bytes: string | Buffer, patience = 2000): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const timer = setTimeout(() => socket.destroy(), patience);
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}
