import { allCommands, type CommandTree, flagsOf, lastWord, type Values } from './commandTree.ts';
import { optionCases } from './optionCases.ts';

/** A script that bash sources: what may follow the words of a command line that begins with `faqgen`. */
export function bashCompletion(tree: CommandTree): string {
  const all = allCommands(tree);
  const values = optionCases(all, reply);
  const rest = all.map((command) => {
    const flags = command.options.flatMap(flagsOf);
    const takes = command.arguments[0]?.takes ?? 'any';
    const words = takes === 'any' ? command.commands.map(lastWord) : takes;
    return `    ${quoted(command.name)}) if [[ $cur == -* ]]; then ${reply(flags)}; else ${reply(words)}; fi ;;\n`;
  });
  return `# Completes the commands, options and values of faqgen in bash. Made by \`faqgen completion bash\`.

_faqgen_words() {
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_faqgen_paths() {
  local path
  compopt -o filenames 2> /dev/null
  while IFS= read -r path; do
    COMPREPLY+=("$path")
  done < <(compgen "$1" -- "$cur")
}

_faqgen() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command=faqgen i
  COMPREPLY=()
  # \`--format=json\` is three words to bash.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$command \${COMP_WORDS[i]}" in
      ${all
        .slice(1)
        .map(({ name }) => quoted(name))
        .join(' | ')}) command+=" \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$command $prev" in
${values.join('')}  esac
  case "$command" in
${rest.join('')}  esac
}

complete -F _faqgen faqgen
`;
}

function reply(takes: Values): string {
  if (takes === 'any') return ':';
  if (takes === 'file') return '_faqgen_paths -f';
  if (takes === 'folder') return '_faqgen_paths -d';
  return `_faqgen_words ${quoted(takes.join(' '))}`;
}

/** Names and flags hold no quotation mark. */
function quoted(words: string): string {
  return `'${words}'`;
}
