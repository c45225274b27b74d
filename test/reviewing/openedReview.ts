import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ReviewSurroundings } from '../../src/host/host.ts';
import { reviewSurroundings } from '../../src/host/reviewSurroundings.ts';
import { reviewPageSurroundings } from '../../src/host/watchSurroundings.ts';
import { main } from '../../src/main.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { hostOf } from '../testHost.ts';

/** A `faqgen review open` in this process, which ends with the test at the latest. */
export interface OpenedReview {
  readonly folder: string;
  /** As it was printed. */
  readonly entrance: string;
  /** All that was printed. */
  readonly printed: () => string;
  /** Sets the day. */
  setDay(day: string): void;
  write(name: string, text: string | Uint8Array): Promise<void>;
  /** As Ctrl+C does. Resolves to the exit code. */
  stop(): Promise<number>;
}

export async function openReview(
  files: Readonly<Record<string, string | Uint8Array>>,
  argv: readonly string[] = [],
  world: Partial<ReviewSurroundings> = {},
): Promise<OpenedReview> {
  const folder = await temporaryFolder();
  const write = async (name: string, text: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(files)) await write(name, text);
  let day = '2026-11-23';
  let printed = '';
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let tellPrinted = (_text: string): void => undefined;
  const found = new Promise<string>((resolve) => {
    tellPrinted = (text) => {
      printed += text;
      const [entrance] = /http:\S+/.exec(printed) ?? [];
      if (entrance) resolve(entrance);
    };
  });
  const output = { isTTY: false, write: (text: string) => tellPrinted(text) };
  const ended = main(['review', 'open', '--port', '0', ...argv], {
    ...hostOf(folder),
    stdout: output,
    stderr: output,
    today: () => day,
    forReview: async () => ({ ...reviewSurroundings(), ...world }),
    forReviewPage: async () => ({ ...reviewPageSurroundings(), untilStopped: () => stopped }),
  });
  onTestFinished(async () => {
    stop();
    await ended;
  });
  const entrance = await Promise.race([
    found,
    ended.then((exitCode) => Promise.reject(new Error(`it ended with ${exitCode}: ${printed}`))),
  ]);
  return {
    folder,
    entrance,
    printed: () => printed,
    setDay: (next) => {
      day = next;
    },
    write,
    stop: () => {
      stop();
      return ended;
    },
  };
}
