import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type BuildFlags, build, type CompileFlags, check } from './commands/build.ts';
import { type ExitCode, type Format, formats, painter } from './commands/report.ts';
import { isDate } from './faq/dates.ts';
import { isWebAddress } from './faq/schema.ts';
import type { Host } from './host/host.ts';

/** Runs one command line, without the name of the program. Resolves to the exit code; whatever it throws is a bug. */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = new Command('faqgen')
    .description('Builds a static site from one faq.yaml: questions, answers, sources, reviewers, disclaimer.')
    .version(host.version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(painter(host, host.stderr)('red', text)),
    });

  withCompileOptions(program.command('build').description('compile faq.yaml and write the site'))
    .option('-o, --out <dir>', 'folder of the site (default: dist, beside faq.yaml)')
    .action(async (file: string, options: RawOptions) => {
      exitCode = await build(file, { ...compileFlags(options), out: options.out ?? null } satisfies BuildFlags, host);
    });

  withCompileOptions(
    program.command('check').description('say everything that build would say, and write nothing'),
  ).action((file: string, options: RawOptions) => {
    exitCode = check(file, compileFlags(options), host);
  });

  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

interface RawOptions {
  readonly out?: string;
  readonly url?: string;
  readonly asOf?: string;
  readonly strict?: boolean;
  readonly format: Format;
  readonly quiet?: boolean;
}

function withCompileOptions(command: Command): Command {
  return command
    .argument('[file]', 'the FAQ', 'faq.yaml')
    .option('--url <url>', 'absolute address of the site, instead of `url` in the file', webAddress)
    .option('--as-of <date>', 'build as on this day, as in 2026-03-31 (default: today)', date)
    .option('--strict', 'warnings fail too')
    .addOption(new Option('--format <format>', 'how to print what was found').choices([...formats]).default('text'))
    .option('-q, --quiet', 'print warnings and errors only');
}

function compileFlags({ url, asOf, strict, format, quiet }: RawOptions): CompileFlags {
  return {
    url: url ?? null,
    asOf: asOf ?? null,
    strict: strict ?? false,
    format,
    quiet: quiet ?? false,
  };
}

function date(typed: string): string {
  if (!isDate(typed)) throw new InvalidArgumentError('Write a day that exists, as in 2026-03-31.');
  return typed;
}

function webAddress(typed: string): string {
  if (!isWebAddress(typed) || /[?#]/.test(typed))
    throw new InvalidArgumentError('Write an absolute address, as in https://example.org/faq/.');
  return typed.replace(/\/*$/, '/');
}
