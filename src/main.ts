import { CommanderError } from 'commander';
import { programFor, spellOutHelp } from './commandLine/program.ts';
import type { Host } from './host/host.ts';
import type { ExitCode } from './projects/report.ts';

/** Runs one command line, without the name of the program. Resolves to the exit code; whatever it throws is a bug. */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = programFor(host, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...spellOutHelp(argv, program)], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}
