import { type CommandTree, flagsOf, type Values } from './commandTree.ts';

/**
 * The branches of a `case` of bash or zsh over a command and the flag that stands last:
 * each replies with what the flag takes. Names and flags hold no quotation mark.
 */
export function optionCases(commands: readonly CommandTree[], reply: (takes: Values) => string): string[] {
  return commands.flatMap(({ name, options }) =>
    options
      .filter(({ shown }) => shown !== null)
      .map((option) => {
        const patterns = flagsOf(option).map((flag) => `'${name} ${flag}'`);
        return `    ${patterns.join('|')}) ${reply(option.takes)}; return ;;\n`;
      }),
  );
}
