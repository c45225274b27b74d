import type { ExitCode } from '../src/commands/report.ts';
import { openProject } from '../src/host/projectReader.ts';
import { watchSurroundings } from '../src/host/watchSurroundings.ts';
import { writeSite } from '../src/host/writeSite.ts';
import { main } from '../src/main.ts';

/** A run of the program in this process: its exit code, and what it printed. */
export interface Run {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in a folder, on a day of our own and without colour. */
export async function run(argv: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<Run> {
  let stdout = '';
  let stderr = '';
  const exitCode = await main(argv, {
    cwd,
    version: '0.0.0',
    env,
    stdout: {
      isTTY: false,
      write: (text) => {
        stdout += text;
      },
    },
    stderr: {
      isTTY: false,
      write: (text) => {
        stderr += text;
      },
    },
    today: () => '2026-11-23',
    elapsed: () => 0,
    openProject,
    forWatch: async () => watchSurroundings(),
    writeSite,
  });
  return { exitCode, stdout, stderr };
}
