import { allCommands, type CommandTree, lastWord, type OptionOfCommand, type Values } from './commandTree.ts';

/** A script for fish, to stand as `faqgen.fish` among its completions. */
export function fishCompletion(tree: CommandTree): string {
  const all = allCommands(tree);
  const lines = all.flatMap((command) => {
    const at = `complete -c faqgen -n ${quoted(`__faqgen_is ${command.name}`)}`;
    const takes = command.arguments[0]?.takes ?? 'any';
    return [
      ...command.commands.map((one) => `${at} -a ${lastWord(one)} -d ${quoted(one.description)}`),
      ...(takes === 'any' ? [] : [`${at} ${reply(takes)}`]),
      ...command.options.map((option) => `${at} ${describe(option)} -d ${quoted(option.description)}`),
    ];
  });
  return `# Completes the commands, options and values of faqgen in fish. Made by \`faqgen completion fish\`.

function __faqgen_is
    set -l command faqgen
    for word in (commandline -opc)[2..-1]
        if contains -- "$command $word" ${all
          .slice(1)
          .map(({ name }) => quoted(name))
          .join(' ')}
            set command "$command $word"
        end
    end
    test "$command" = "$argv"
end

complete -c faqgen -f
${lines.join('\n')}
`;
}

function describe({ short, long, shown, takes }: OptionOfCommand): string {
  const flags = `${short === null ? '' : `-s ${short} `}-l ${long}`;
  if (shown === null) return flags;
  return takes === 'any' ? `${flags} -x` : `${flags} -r ${reply(takes)}`;
}

function reply(takes: Exclude<Values, 'any'>): string {
  if (takes === 'file') return '-F';
  if (takes === 'folder') return "-f -a '(__fish_complete_directories)'";
  return `-f -a ${quoted(takes.join(' '))}`;
}

function quoted(words: string): string {
  return `'${words.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
