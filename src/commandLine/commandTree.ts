import type { Argument, Command, Option } from 'commander';
import { catalogue } from '../diagnostics/catalogue.ts';
import type { ArgumentOfCommand, CommandTree, OptionOfCommand, Values } from '../manual/commandTree.ts';
import { templateNames } from '../theme/templateNames.ts';
import { examplesOf } from './examples.ts';

/** The commands as they are defined, as data. */
export function commandTree(command: Command, above = ''): CommandTree {
  const help = command.createHelp();
  const name = `${above}${command.name()}`;
  return {
    name,
    description: command.description(),
    arguments: command.registeredArguments.map(argumentOf),
    options: help.visibleOptions(command).map(optionOf),
    commands: command.commands.map((one) => commandTree(one, `${name} `)),
    examples: examplesOf(name),
  };
}

function argumentOf(argument: Argument): ArgumentOfCommand {
  const inside = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return {
    shown: argument.required ? `<${inside}>` : `[${inside}]`,
    description: argument.description,
    isVariadic: argument.variadic,
    takes: argument.argChoices ?? valuesNamed(argument.name()),
  };
}

function optionOf(option: Option): OptionOfCommand {
  const [, shown = null] = /(<.+>)/.exec(option.flags) ?? [];
  return {
    short: option.short?.slice(1) ?? null,
    long: option.long?.slice(2) ?? '',
    shown,
    description: option.description,
    default: typeof option.defaultValue === 'string' ? option.defaultValue : null,
    takes: option.argChoices ?? valuesNamed(shown?.slice(1, -1) ?? ''),
  };
}

/** By the words that stand for values in help. */
function valuesNamed(name: string): Values {
  if (['file', 'path', 'published'].includes(name)) return 'file';
  if (name === 'dir') return 'folder';
  if (name === 'partial') return templateNames;
  return name === 'code' ? Object.keys(catalogue) : 'any';
}
