import { Argument, type Command } from 'commander';
import type { Shell } from '../commands/completion.ts';
import type { Host } from '../host/host.ts';
import type { ExitCode } from '../projects/report.ts';
import { commandTree } from './commandTree.ts';
import { faqFile, format, type NamedFile, withFaqFile } from './faqArguments.ts';

/** What the program says of itself. */
export function addManualCommands(program: Command, host: Host, end: (exitCode: ExitCode) => void): void {
  program
    .command('explain')
    .description('what a code of a diagnostic means, why it is told, and what to do; without a code, all of them')
    .argument('[code]', 'as it stands in brackets behind the severity')
    .addOption(format('text', 'json'))
    .action(async (code: string | undefined, { format }: { format: 'text' | 'json' }) => {
      const { explain, explainAll } = await import('../commands/explain.ts');
      end(code === undefined ? explainAll(format, host) : explain(code, format, host));
    });

  program
    .command('schema')
    .description('print the JSON Schema of faq.yaml, for editors and other programs')
    .action(async () => {
      const { printSchema } = await import('../commands/printSchema.ts');
      end(printSchema(host));
    });

  program
    .command('completion')
    .description('print a script with which a shell completes commands, options and their values')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: Shell) => {
      const { completion } = await import('../commands/completion.ts');
      end(completion(shell, commandTree(program), host));
    });

  withFaqFile(
    program
      .command('doctor')
      .description('look at what surrounds a FAQ: what is in order, what is not, and what mends it'),
  )
    .option('-o, --out <dir>', 'folder of the site (default: dist, beside faq.yaml)')
    .option('--watch', 'try whether changes of files are noticed: writes one for a moment')
    .addOption(format('text', 'json'))
    .action(async (typed: string | undefined, options: RawDoctorOptions, command: Command) => {
      const { out = null, watch = false, format } = options;
      const { doctor } = await import('../commands/doctor.ts');
      end(await doctor(faqFile(typed, options, command), { out, watch, format }, host));
    });
}

interface RawDoctorOptions extends NamedFile {
  readonly out?: string;
  readonly watch?: boolean;
  readonly format: 'text' | 'json';
}
