import type { Host } from '../host/host.ts';
import { bashCompletion } from '../manual/bashCompletion.ts';
import type { CommandTree } from '../manual/commandTree.ts';
import { fishCompletion } from '../manual/fishCompletion.ts';
import { zshCompletion } from '../manual/zshCompletion.ts';
import type { ExitCode } from '../projects/report.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

/** `faqgen completion SHELL`: a script with which that shell completes the commands of this very version. */
export function completion(shell: Shell, tree: CommandTree, host: Host): ExitCode {
  host.stdout.write(scripts[shell](tree));
  return 0;
}

const scripts: Record<Shell, (tree: CommandTree) => string> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};
