import { type Command, Option } from 'commander';
import type { CompileFlags } from '../commands/build.ts';
import type { Host } from '../host/host.ts';
import { type FaqSelection, selectFaqs } from '../projects/compileFaqs.ts';
import { type Format, formats } from '../projects/report.ts';
import { date, oneFile, webAddress } from './values.ts';

/** The FAQ, where `-f` names it. */
export interface NamedFile {
  readonly file?: string;
}

export interface RawOptions extends NamedFile {
  readonly out?: string;
  readonly url?: string;
  readonly asOf?: string;
  readonly strict?: boolean;
  readonly format: Format;
  readonly quiet?: boolean;
  readonly translations?: boolean;
}

export function format(...choices: readonly string[]): Option {
  return new Option('--format <format>', 'how to print what was found').choices([...choices]).default('text');
}

const anywhere = 'the FAQ, as with the commands that take something else as well';

export function withCompileOptions(command: Command): Command {
  return command
    .argument('[path...]', 'FAQs, or folders for every faq.yaml below them (default: faq.yaml)')
    .option('-f, --file <file>', anywhere, oneFile)
    .option('--translations', 'the other languages that a FAQ names under `translations`, too')
    .option('--url <url>', 'absolute address of the site, instead of `url` in the file', webAddress)
    .option('--as-of <date>', 'build as on this day, as in 2026-03-31 (default: today)', date)
    .option('--strict', 'warnings fail too')
    .addOption(format(...formats))
    .option('-q, --quiet', 'print warnings and errors only');
}

/** A command that takes nothing else takes the FAQ as its argument, too. */
export function withFaqFile(command: Command): Command {
  return command.argument('[file]', 'the FAQ (default: faq.yaml)').option('-f, --file <file>', anywhere, oneFile);
}

export function faqFile(typed: string | undefined, { file }: NamedFile, command: Command): string {
  if (typed !== undefined && file !== undefined)
    command.error(`error: the FAQ is named twice, as ${typed} and as ${file}: leave one of them out`);
  return typed ?? file ?? 'faq.yaml';
}

export function selection(typed: readonly string[], options: RawOptions, command: Command, host: Host): FaqSelection {
  const [first, ...others] = typed;
  if (typed.includes('-')) command.error('error: only `check` reads standard input: name a file');
  const paths = [faqFile(first, options, command), ...others];
  const found = selectFaqs(paths, options.translations ?? false, host);
  if (options.url !== undefined && (found.files.length > 1 || found.translations))
    command.error('error: --url is the address of one site: write `url` into each FAQ');
  return found;
}

export function compileFlags({ url, asOf, strict, format, quiet }: RawOptions): CompileFlags {
  return {
    url: url ?? null,
    asOf: asOf ?? null,
    strict: strict ?? false,
    format,
    quiet: quiet ?? false,
  };
}
