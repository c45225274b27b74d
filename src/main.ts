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

  const watching = withCompileOptions(
    program.command('watch').description('build, serve on this machine, and show every save in the browser'),
  )
    .option('-o, --out <dir>', 'folder of the site (default: dist, beside faq.yaml)')
    .option('--no-write', 'leave the folder of the site alone')
    .option('--port <port>', 'port to serve at (default: the first free one from 4000 on)', port)
    .option('--host <host>', 'name or address to serve at', '127.0.0.1')
    .option('--open', 'open the page in the browser')
    .option('--no-drafts', 'show only what a build would publish')
    .option('--poll', 'look for changes instead of waiting for news: for network drives and containers');
  watching.action(async (file: string, options: RawWatchOptions) => {
    const { watch } = await import('./commands/watch.ts');
    const { host: name, open = false, write, drafts, poll = false, out = null } = options;
    const flags = { ...compileFlags(options), out, host: name, port: options.port ?? null, open, write, drafts, poll };
    exitCode = await watch(file, flags, host);
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

interface RawWatchOptions extends RawOptions {
  readonly port?: number;
  readonly host: string;
  readonly open?: boolean;
  readonly write: boolean;
  readonly drafts: boolean;
  readonly poll?: boolean;
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

function port(typed: string): number {
  const number = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(number <= 65_535)) throw new InvalidArgumentError('Write a number from 0 to 65535.');
  return number;
}

function webAddress(typed: string): string {
  if (!isWebAddress(typed) || /[?#]/.test(typed))
    throw new InvalidArgumentError('Write an absolute address, as in https://example.org/faq/.');
  return typed.replace(/\/*$/, '/');
}
