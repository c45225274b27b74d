/** A command as a person calls it, with those below it. */
export interface CommandTree {
  /** With those above it, from the program on: `faqgen review sign`. */
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly ArgumentOfCommand[];
  readonly options: readonly OptionOfCommand[];
  readonly commands: readonly CommandTree[];
  readonly examples: readonly Example[];
}

export interface ArgumentOfCommand {
  /** As in a synopsis: `[path...]`. */
  readonly shown: string;
  readonly description: string;
  readonly isVariadic: boolean;
  readonly takes: Values;
}

export interface OptionOfCommand {
  /** Without their hyphens. */
  readonly short: string | null;
  readonly long: string;
  /** What stands behind it, as `<file>`; null where nothing does. */
  readonly shown: string | null;
  readonly description: string;
  /** What holds where it is left out; null where its description says so, or nothing does. */
  readonly default: string | null;
  readonly takes: Values;
}

/** What a value is: one of these words, a file, a folder, or anything. */
export type Values = readonly string[] | 'file' | 'folder' | 'any';

/** A command line that works, and what it does. */
export interface Example {
  readonly line: string;
  readonly does: string;
}

/** The command and all below it, in order. */
export function allCommands(tree: CommandTree): CommandTree[] {
  return [tree, ...tree.commands.flatMap(allCommands)];
}

/** The last word of its name. */
export function lastWord({ name }: CommandTree): string {
  return name.slice(name.lastIndexOf(' ') + 1);
}

/** As it is typed, each way that there is: `-f`, `--file`. */
export function flagsOf({ short, long }: OptionOfCommand): string[] {
  return [...(short === null ? [] : [`-${short}`]), `--${long}`];
}
