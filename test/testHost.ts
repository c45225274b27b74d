import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doctorSurroundings } from '../src/host/doctorSurroundings.ts';
import { faqsBelow } from '../src/host/faqsBelow.ts';
import type { Host, ReviewSurroundings } from '../src/host/host.ts';
import { importSurroundings } from '../src/host/importSurroundings.ts';
import { initSurroundings } from '../src/host/initSurroundings.ts';
import { packagedFiles } from '../src/host/packagedFiles.ts';
import { paintingSurroundings } from '../src/host/paintingSurroundings.ts';
import { openProject } from '../src/host/projectReader.ts';
import { reviewSurroundings } from '../src/host/reviewSurroundings.ts';
import { reviewPageSurroundings, watchSurroundings } from '../src/host/watchSurroundings.ts';
import { main } from '../src/main.ts';
import type { ExitCode } from '../src/projects/report.ts';
import { rewriteFile } from '../src/writing/rewriteFile.ts';
import { siteIn } from '../src/writing/siteManifest.ts';
import { foreseeRefusal, writeSite } from '../src/writing/writeSite.ts';

/** A run of the program in this process: its exit code, and what it printed. */
export interface Run {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in a folder, on a day of our own, without colour and with nobody at the terminal. */
export async function run(
  argv: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
  reviewer: Partial<ReviewSurroundings> = { isInteractive: false },
  others: Partial<Host> = {},
): Promise<Run> {
  let stdout = '';
  let stderr = '';
  const host = hostOf(cwd, env, reviewer);
  const toStdout = (text: string): void => {
    stdout += text;
  };
  const toStderr = (text: string): void => {
    stderr += text;
  };
  const exitCode = await main(argv, {
    ...host,
    stdout: { isTTY: false, write: toStdout },
    stderr: { isTTY: false, write: toStderr },
    ...others,
  });
  return { exitCode, stdout, stderr };
}

/** The world of such a run, in which nobody reads what is printed. */
export function hostOf(
  cwd: string,
  env: Record<string, string> = {},
  reviewer: Partial<ReviewSurroundings> = { isInteractive: false },
): Host {
  const unread = { isTTY: false, write: () => undefined };
  return {
    cwd,
    version: '0.0.0',
    // What is painted once serves every test, and no test writes into a home.
    env: { XDG_CACHE_HOME: join(tmpdir(), 'faqgen-test-cache'), ...env },
    stdout: unread,
    stderr: unread,
    today: () => '2026-11-23',
    elapsed: () => 0,
    packaged: packagedFiles(join(import.meta.dirname, '..')),
    openProject,
    faqsBelow,
    readInput: async () => new Uint8Array(),
    // The program of a test is another one after each change of its sources.
    openArchive: () => null,
    forWatch: async () => watchSurroundings(),
    forReviewPage: async () => reviewPageSurroundings(),
    renderTogether: () => null,
    forPainting: async () => paintingSurroundings(join(import.meta.dirname, '../lib/host/rasterizer.mjs')),
    forInit: async () => ({ ...initSurroundings(join(import.meta.dirname, '..')), isInteractive: false }),
    forDoctor: async () => doctorSurroundings(join(import.meta.dirname, '..')),
    forImport: async () => importSurroundings(),
    forReview: async () => ({ ...reviewSurroundings(), ...reviewer }),
    siteIn,
    writeSite,
    foreseeRefusal,
    rewriteFile,
  };
}
