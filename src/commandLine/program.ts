// In: the words of a command line.
// Out: the command that they call, with its arguments and options as values; its help, and the tree of all commands.
// Does not know: what a command does.

import { Command } from 'commander';
import type { Host } from '../host/host.ts';
import { type ExitCode, painter } from '../projects/report.ts';
import { showExamples } from './examples.ts';
import { addManualCommands } from './manualCommands.ts';
import { addReviewCommands } from './reviewCommands.ts';
import { addSiteCommands } from './siteCommands.ts';

/** All commands. Each calls `end` with its exit code; what the command line lacks is thrown as a CommanderError. */
export function programFor(host: Host, end: (exitCode: ExitCode) => void): Command {
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

  addSiteCommands(program, host, end);
  addReviewCommands(program, host, end);
  addManualCommands(program, host, end);
  showExamples(program);
  program.hook('preAction', (_program, command) => refuseEmptyWords(command));
  return program;
}

/** `help a b` as `a b --help`. Without the latter where one of them names no command, so that it fails as it does by itself. */
export function spellOutHelp(argv: readonly string[], program: Command): readonly string[] {
  const words: string[] = [];
  let command = program;
  let isHelp = false;
  for (const word of argv) {
    if (command.commands.length === 0) break;
    if (word === 'help' && !isHelp) {
      isHelp = true;
      continue;
    }
    words.push(word);
    const named = command.commands.find((one) => one.name() === word);
    if (!named) return isHelp ? words : argv;
    command = named;
  }
  return isHelp ? [...words, '--help'] : argv;
}

/** `-o "$OUT"` without OUT is a slip: it must not mean the current folder. */
function refuseEmptyWords(command: Command): void {
  const values = command.opts();
  const empty = command.options.find((option) => values[option.attributeName()] === '');
  if (empty) command.error(`error: the value of '${empty.flags}' is empty: is a variable not set?`);
  if (command.args.includes('')) command.error('error: an argument is empty: is a variable not set?');
}
