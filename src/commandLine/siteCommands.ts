import { Argument, type Command, Option } from 'commander';
import { type BuildFlags, build, check } from '../commands/build.ts';
import type { Host } from '../host/host.ts';
import { type Forge, forges, type SiteHost, siteHosts } from '../init/choices.ts';
import { type DraftedPage, draftedPages } from '../init/draftedPage.ts';
import type { ExitCode } from '../projects/report.ts';
import {
  compileFlags,
  format,
  type NamedFile,
  type RawOptions,
  selection,
  withCompileOptions,
} from './faqArguments.ts';
import { oneFile, port, title, webAddress } from './values.ts';

/** From a new project to its site. */
export function addSiteCommands(program: Command, host: Host, end: (exitCode: ExitCode) => void): void {
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
      const { init } = await import('../commands/init.ts');
      end(await init(folder ?? '.', { title, url, host: name, ci, yes }, host));
    });

  program
    .command('import')
    .description('make a faq.yaml of questions that stand in a saved page, a table, an export or a text')
    .argument('<file...>', 'files, or folders of them; several become one FAQ')
    .option('-o, --out <file>', 'the file to write, which must not be there yet', 'faq.yaml')
    .option('--dry-run', 'say what would be taken, changed and left out, and write nothing')
    .addOption(format('text', 'json'))
    .action(async (files: string[], { out, dryRun = false, format }: RawImportOptions) => {
      const { importFaq } = await import('../commands/import.ts');
      end(await importFaq(files, { out, dryRun, format }, host));
    });

  program
    .command('page')
    .description('print a draft of a page for `site.pages`, from what is known of the site')
    .addArgument(new Argument('<page>', 'the page').choices([...draftedPages]))
    .option('-f, --file <file>', 'the FAQ (default: faq.yaml)', oneFile)
    .action(async (page: DraftedPage, { file = 'faq.yaml' }: NamedFile) => {
      const { draftPage } = await import('../commands/draftPage.ts');
      end(draftPage(page, file, host));
    });

  program
    .command('eject')
    .description('copy built-in templates into the theme of a project, to be changed there; without a name, list them')
    .argument('[partial...]', 'templates by their names, as in footer')
    .option('-f, --file <file>', 'the FAQ (default: faq.yaml)', oneFile)
    .option('--list', 'print the names of all, and what each prints')
    .action(async (names: string[], { file = 'faq.yaml', list = false }: NamedFile & { list?: boolean }) => {
      const { eject, listTemplates, offerTemplates } = await import('../commands/eject.ts');
      end(list ? listTemplates(host) : names.length === 0 ? offerTemplates(host) : await eject(names, file, host));
    });

  withCompileOptions(program.command('build').description('compile faq.yaml and write the site'))
    .option('-o, --out <dir>', 'folder of the site (default: dist, beside faq.yaml)')
    .option('--publish', 'add the ids of the site to ids.lock, as a build in CI does: readers will have it')
    .option('--drafts', 'a preview: what is not to be published, too, each page marked and kept out of search engines')
    .action(async (typed: string[], options: RawBuildOptions, command: Command) => {
      const faqs = selection(typed, options, command, host);
      if (options.drafts && options.publish)
        command.error('error: --drafts makes a preview, which --publish cannot publish');
      const { out = null, publish = null, drafts = false } = options;
      const flags = { ...compileFlags(options), out, publish, drafts };
      end(await build(faqs, flags satisfies BuildFlags, host));
    });

  withCompileOptions(
    program.command('check').description('say everything that build would say, and write nothing'),
  ).action(async (typed: string[], options: RawOptions, command: Command) => {
    const isPiped = typed.includes('-');
    if (isPiped && typed.length > 1) command.error('error: `-` reads one FAQ from standard input: name no other');
    const faqs = selection(isPiped ? [] : typed, options, command, host);
    const input = isPiped ? await host.readInput() : null;
    if (isPiped && input === null) command.error('error: standard input cannot be read: it is a folder');
    end(await check({ ...faqs, input }, compileFlags(options), host));
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
    const { watch } = await import('../commands/watch.ts');
    const { host: name, open = false, write, drafts, poll = false, out = null } = options;
    const flags = { ...compileFlags(options), out, host: name, port: options.port ?? null, open, write, drafts, poll };
    end(await watch(faqs, flags, host));
  });
}

interface RawInitOptions {
  readonly title?: string;
  readonly url?: string;
  readonly host?: SiteHost;
  readonly ci?: Forge;
  readonly yes?: boolean;
}

interface RawImportOptions {
  readonly out: string;
  readonly dryRun?: boolean;
  readonly format: 'text' | 'json';
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
