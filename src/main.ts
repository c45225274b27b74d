import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type BuildFlags, build, type CompileFlags, check } from './commands/build.ts';
import { type FaqSelection, selectFaqs } from './commands/compileFaqs.ts';
import { type ExitCode, type Format, formats, painter } from './commands/report.ts';
import type { Host } from './host/host.ts';
import { type Forge, faultOfTitle, forges, type SiteHost, siteHosts } from './init/choices.ts';
import { type Duration, isDate, readDuration } from './schema/dates.ts';
import { folderAddress } from './schema/folderAddress.ts';
import { isWebAddress } from './schema/schema.ts';

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

  program
    .command('init')
    .description('begin a project: a faq.yaml that builds, and what its editor, its forge and its host need')
    .argument('[dir]', 'the folder, which may be a new one (default: this one)')
    .option('--title <title>', 'the title of the FAQ', title)
    .option('--url <url>', 'absolute address at which the site will stand', webAddress)
    .addOption(new Option('--host <host>', 'where the site will stand (default: plain)').choices([...siteHosts]))
    .addOption(
      new Option('--ci <forge>', 'what builds it on every change and every day (default: github)').choices([...forges]),
    )
    .option('-y, --yes', 'do not ask: what no option says is left at its default')
    .action(async (folder: string | undefined, options: RawInitOptions) => {
      const { title = null, url = null, host: name = null, ci = null, yes = false } = options;
      const { init } = await import('./commands/init.ts');
      exitCode = await init(folder ?? '.', { title, url, host: name, ci, yes }, host);
    });

  withCompileOptions(program.command('build').description('compile faq.yaml and write the site'))
    .option('-o, --out <dir>', 'folder of the site (default: dist, beside faq.yaml)')
    .option('--publish', 'add the ids of the site to ids.lock, as a build in CI does: readers will have it')
    .option('--drafts', 'a preview: what is not to be published, too, each page marked and kept out of search engines')
    .action(async (typed: string[], options: RawBuildOptions, command: Command) => {
      const faqs = selection(typed, options, command, host);
      if (options.drafts && options.publish)
        command.error('error: --drafts makes a preview, which --publish cannot publish');
      const flags = {
        ...compileFlags(options),
        out: options.out ?? null,
        publish: options.publish ?? null,
        drafts: options.drafts ?? false,
      };
      exitCode = await build(faqs, flags satisfies BuildFlags, host);
    });

  withCompileOptions(
    program.command('check').description('say everything that build would say, and write nothing'),
  ).action(async (typed: string[], options: RawOptions, command: Command) => {
    const isPiped = typed.includes('-');
    if (isPiped && typed.length > 1) command.error('error: `-` reads one FAQ from standard input: name no other');
    const faqs = selection(isPiped ? [] : typed, options, command, host);
    const input = isPiped ? await host.readInput() : null;
    exitCode = await check({ ...faqs, input }, compileFlags(options), host);
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
  watching.action(async (typed: string[], options: RawWatchOptions, command: Command) => {
    const faqs = selection(typed, options, command, host);
    const { watch } = await import('./commands/watch.ts');
    const { host: name, open = false, write, drafts, poll = false, out = null } = options;
    const flags = { ...compileFlags(options), out, host: name, port: options.port ?? null, open, write, drafts, poll };
    exitCode = await watch(faqs, flags, host);
  });

  const review = program.command('review').description('who approved which answer: show it, sign it, prove it');
  withFaqFile(
    review.command('status').description('list every answer with the state of its review, and what has changed since'),
  )
    .option('--due <time>', 'list only what runs out in this time, as in 30d, 6w, 3m', duration)
    .option('--as-of <date>', 'as on this day, as in 2026-03-31 (default: today)', date)
    .addOption(format('text', 'json'))
    .action(async (typed: string | undefined, options: RawStatusOptions, command: Command) => {
      const file = faqFile(typed, options, command);
      const { due, asOf, format } = options;
      const { reviewStatus } = await import('./commands/reviewStatus.ts');
      exitCode = reviewStatus(file, { asOf: asOf ?? null, due: due ?? null, format }, host);
    });
  review
    .command('sign')
    .description('show answers as they are today, and record that a reviewer approves them')
    .argument('[id...]', 'ids of the questions')
    .requiredOption('--by <reviewer>', 'id of the reviewer, as in `reviewers`')
    .option('--all', 'every answer that is not signed, drafts apart')
    .option('--key <file>', 'private SSH key of the reviewer (default: the one that an agent has)')
    .option('--on <date>', 'the day of the approval (default: today)', date)
    .option('--until <date>', 'the last day on which it holds (default: by `policy.reviewEvery`, or 12 months)', date)
    .option('-y, --yes', 'do not ask: the reviewer has read the answers')
    .option('-f, --file <file>', 'the FAQ', 'faq.yaml')
    .action(async (ids: string[], options: RawSignOptions) => {
      const { reviewSign } = await import('./commands/reviewSign.ts');
      const { by, all = false, key = null, on = null, until = null, yes = false, file } = options;
      exitCode = await reviewSign(ids, file, { by, all, key, on, until, yes }, host);
    });
  review
    .command('verify')
    .description('prove every record, or what stands on published pages, by digests and signatures')
    .argument('[published...]', 'folders or files of published pages (default: the records of the project)')
    .option(
      '--trust <file>',
      'keys of the reviewers, as `ssh-keygen -Y verify -f` takes them, instead of those in the FAQ',
    )
    .option('--as-of <date>', 'as on this day, as in 2026-03-31 (default: today)', date)
    .option('-f, --file <file>', 'the FAQ', 'faq.yaml')
    .addOption(format('text', 'json'))
    .action(async (published: string[], { trust, asOf, file, format }: RawVerifyOptions) => {
      const flags = { trust: trust ?? null, asOf: asOf ?? null, format };
      const { reviewVerify, verifyPublished } = await import('./commands/reviewVerify.ts');
      exitCode = await (published.length === 0
        ? reviewVerify(file, flags, host)
        : verifyPublished(published, file, flags, host));
    });

  withFaqFile(program.command('next').description('list the days on which the site would change by itself'))
    .option('--as-of <date>', 'as on this day, as in 2026-03-31 (default: today)', date)
    .addOption(format('text', 'json', 'ical'))
    .action(async (typed: string | undefined, options: RawNextOptions, command: Command) => {
      const { asOf, format } = options;
      const { next } = await import('./commands/next.ts');
      exitCode = next(faqFile(typed, options, command), { asOf: asOf ?? null, format }, host);
    });

  withFaqFile(
    program
      .command('audit')
      .description(
        'hold the FAQ against criteria of health information: what is found, what is missing, what needs a person',
      ),
  )
    .option('--as-of <date>', 'as on this day, as in 2026-03-31 (default: today)', date)
    .addOption(format('text', 'json', 'markdown'))
    .action(async (typed: string | undefined, options: RawAuditOptions, command: Command) => {
      const { asOf, format } = options;
      const { audit } = await import('./commands/audit.ts');
      exitCode = audit(faqFile(typed, options, command), { asOf: asOf ?? null, format }, host);
    });

  program
    .command('explain')
    .description('what a code of a diagnostic means, why it is told, and what to do; without a code, all of them')
    .argument('[code]', 'as it stands in brackets behind the severity')
    .addOption(format('text', 'json'))
    .action(async (code: string | undefined, { format }: { format: 'text' | 'json' }) => {
      const { explain, explainAll } = await import('./commands/explain.ts');
      exitCode = code === undefined ? explainAll(format, host) : explain(code, format, host);
    });

  program
    .command('schema')
    .description('print the JSON Schema of faq.yaml, for editors and other programs')
    .action(async () => {
      const { printSchema } = await import('./commands/printSchema.ts');
      exitCode = printSchema(host);
    });

  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

/** The FAQ, where `-f` names it. */
interface NamedFile {
  readonly file?: string;
}

interface RawOptions extends NamedFile {
  readonly out?: string;
  readonly url?: string;
  readonly asOf?: string;
  readonly strict?: boolean;
  readonly format: Format;
  readonly quiet?: boolean;
  readonly translations?: boolean;
}

interface RawInitOptions {
  readonly title?: string;
  readonly url?: string;
  readonly host?: SiteHost;
  readonly ci?: Forge;
  readonly yes?: boolean;
}

interface RawBuildOptions extends RawOptions {
  readonly publish?: boolean;
  readonly drafts?: boolean;
}

interface RawWatchOptions extends RawOptions {
  readonly port?: number;
  readonly host: string;
  readonly open?: boolean;
  readonly write: boolean;
  readonly drafts: boolean;
  readonly poll?: boolean;
}

interface RawStatusOptions extends NamedFile {
  readonly due?: Duration;
  readonly asOf?: string;
  readonly format: 'text' | 'json';
}

interface RawSignOptions {
  readonly by: string;
  readonly all?: boolean;
  readonly key?: string;
  readonly on?: string;
  readonly until?: string;
  readonly yes?: boolean;
  readonly file: string;
}

interface RawVerifyOptions {
  readonly trust?: string;
  readonly asOf?: string;
  readonly file: string;
  readonly format: 'text' | 'json';
}

interface RawNextOptions extends NamedFile {
  readonly asOf?: string;
  readonly format: 'text' | 'json' | 'ical';
}

interface RawAuditOptions extends NamedFile {
  readonly asOf?: string;
  readonly format: 'text' | 'json' | 'markdown';
}

function format(...choices: readonly string[]): Option {
  return new Option('--format <format>', 'how to print what was found').choices([...choices]).default('text');
}

function duration(typed: string): Duration {
  const read = readDuration(typed);
  if (read === null) throw new InvalidArgumentError('Write a time, as in 30d, 6w, 3m or 1y.');
  return read;
}

function withCompileOptions(command: Command): Command {
  return command
    .argument('[path...]', 'FAQs, or folders for every faq.yaml below them (default: faq.yaml)')
    .option('-f, --file <file>', 'the FAQ, as with the commands that take something else as well')
    .option('--translations', 'the other languages that a FAQ names under `translations`, too')
    .option('--url <url>', 'absolute address of the site, instead of `url` in the file', webAddress)
    .option('--as-of <date>', 'build as on this day, as in 2026-03-31 (default: today)', date)
    .option('--strict', 'warnings fail too')
    .addOption(format(...formats))
    .option('-q, --quiet', 'print warnings and errors only');
}

/** A command that takes nothing else takes the FAQ as its argument, too. */
function withFaqFile(command: Command): Command {
  return command
    .argument('[file]', 'the FAQ (default: faq.yaml)')
    .option('-f, --file <file>', 'the FAQ, as with the commands that take something else as well');
}

function faqFile(typed: string | undefined, { file }: NamedFile, command: Command): string {
  if (typed !== undefined && file !== undefined)
    command.error(`error: the FAQ is named twice, as ${typed} and as ${file}: leave one of them out`);
  return typed ?? file ?? 'faq.yaml';
}

function selection(typed: readonly string[], options: RawOptions, command: Command, host: Host): FaqSelection {
  const [first, ...others] = typed;
  const paths = [faqFile(first, options, command), ...others];
  const found = selectFaqs(paths, options.translations ?? false, host);
  if (options.url !== undefined && (found.files.length > 1 || found.translations))
    command.error('error: --url is the address of one site: write `url` into each FAQ');
  return found;
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

function title(typed: string): string {
  const fault = faultOfTitle(typed);
  if (fault !== null) throw new InvalidArgumentError(fault);
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
  return folderAddress(typed);
}
