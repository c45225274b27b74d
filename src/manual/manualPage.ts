import {
  type ArgumentOfCommand,
  allCommands,
  type CommandTree,
  type Example,
  flagsOf,
  type OptionOfCommand,
} from './commandTree.ts';

/** The page that `man faqgen` shows, in the macros of man(7). It bears no date, so that the same commands give the same bytes. */
export function manualPage(tree: CommandTree, version: string): string {
  const [, ...below] = allCommands(tree);
  return `${[
    `.TH FAQGEN 1 "" "faqgen ${escaped(version)}" "User Commands"`,
    '.SH NAME',
    `faqgen \\- ${escaped(asPart(tree.description))}`,
    '.SH SYNOPSIS',
    '.B faqgen',
    '.I command',
    '[arguments] [options]',
    '.SH DESCRIPTION',
    escaped(tree.description),
    'Diagnostics go to standard error, results to standard output.',
    '.SH OPTIONS',
    ...tree.options.flatMap(describeOption),
    '.SH COMMANDS',
    ...below.filter(({ commands }) => commands.length === 0).flatMap(describeCommand),
    '.SH EXIT STATUS',
    ...entry('.B 0', 'all is well'),
    ...entry('.B 1', 'the content has errors, or warnings with \\-\\-strict'),
    ...entry('.B 2', 'the command line or the surroundings are at fault'),
    '.SH ENVIRONMENT',
    ...entry('.B CI', 'where it is set, a build lists the ids that it publishes in ids.lock, and nothing is asked'),
    ...entry('.B NO_COLOR\\fR, \\fBFORCE_COLOR', 'print without colour, or with it'),
    '.SH EXAMPLES',
    ...describeExamples(tree.examples),
  ].join('\n')}\n`;
}

function describeCommand(command: CommandTree): string[] {
  return [
    `.SS ${escaped([command.name, ...command.arguments.map(({ shown }) => shown)].join(' '))}`,
    `${escaped(asSentence(command.description))}`,
    ...command.arguments.flatMap(describeArgument),
    ...command.options.filter(({ long }) => long !== 'help').flatMap(describeOption),
    '.PP',
    'Examples:',
    ...describeExamples(command.examples),
  ];
}

function describeArgument({ shown, description }: ArgumentOfCommand): string[] {
  return entry(`.I ${escaped(shown)}`, escaped(description));
}

function describeOption(option: OptionOfCommand): string[] {
  const flags = flagsOf(option).map((flag) => `\\fB${escaped(flag)}\\fR`);
  const value = option.shown === null ? '' : ` \\fI${escaped(option.shown.slice(1, -1))}\\fR`;
  const choices = Array.isArray(option.takes) ? `: ${option.takes.join(', ')}` : '';
  const otherwise = option.default === null ? '' : ` (default: ${option.default})`;
  return entry(`${flags.join(', ')}${value}`, escaped(`${option.description}${choices}${otherwise}`));
}

function describeExamples(examples: readonly Example[]): string[] {
  return examples.flatMap(({ line, does }) => entry(`.B ${escaped(`$ ${line}`)}`, escaped(does)));
}

function entry(tag: string, text: string): string[] {
  return ['.TP', tag, text];
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function asPart(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}

/** A hyphen that is typed is no dash, and no line of text is a request of roff. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^(?=[.'])/gm, '\\&');
}
