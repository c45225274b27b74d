import { allCommands, type CommandTree, flagsOf, lastWord, type Values } from './commandTree.ts';
import { optionCases } from './optionCases.ts';

/** A script for zsh, to be sourced or to stand as `_faqgen` in a folder of `fpath`. */
export function zshCompletion(tree: CommandTree): string {
  const all = allCommands(tree);
  const values = optionCases(all, reply);
  const rest = all.map((command) => {
    const flags = command.options.flatMap((option) =>
      flagsOf(option).map((flag) => [flag, option.description] as const),
    );
    const takes = command.arguments[0]?.takes ?? 'any';
    const commands = command.commands.map((one) => [lastWord(one), one.description] as const);
    const words = commands.length > 0 ? described(commands) : reply(takes);
    return `    ${quoted(command.name)})
      if [[ $cur == -* ]]; then
        ${described(flags)}
      else
        ${words}
      fi ;;
`;
  });
  return `#compdef faqgen
# Completes the commands, options and values of faqgen in zsh. Made by \`faqgen completion zsh\`.

_faqgen() {
  local cur=\${words[CURRENT]} prev=\${words[CURRENT-1]} command=faqgen i
  local -a found
  if [[ $cur == --*=* ]]; then
    prev=\${cur%%=*}
    compset -P '*='
  fi
  for ((i = 2; i < CURRENT; i++)); do
    case "$command \${words[i]}" in
      ${all
        .slice(1)
        .map(({ name }) => quoted(name))
        .join('|')}) command+=" \${words[i]}" ;;
    esac
  done
  case "$command $prev" in
${values.join('')}  esac
  case "$command" in
${rest.join('')}  esac
}

if [[ \${funcstack[1]} == _faqgen ]]; then
  _faqgen "$@"
else
  compdef _faqgen faqgen
fi
`;
}

function reply(takes: Values): string {
  if (takes === 'any') return ':';
  if (takes === 'file') return '_files';
  if (takes === 'folder') return '_files -/';
  return `compadd -- ${takes.join(' ')}`;
}

/** Words, each with what it does. */
function described(words: readonly (readonly [string, string])[]): string {
  const found = words.map(([word, does]) => quoted(`${word.replaceAll(':', '\\:')}:${does}`));
  return `found=(${found.join(' ')}); _describe 'faqgen' found`;
}

function quoted(words: string): string {
  return `'${words.replaceAll("'", "'\\''")}'`;
}
