import { relative, resolve, sep } from 'node:path';
import type { Host } from '../host/host.ts';
import { askFor, type InitFlags, withoutQuestions } from '../init/askFor.ts';
import { filesOf, type InitAnswers, type InitPlace, nextCommand, shellWord, tasksOf } from '../init/initFiles.ts';
import { describeOutputError, type ExitCode, isInCi, painter, refuse } from '../projects/report.ts';
import { OutputError } from '../writing/writeSite.ts';

/** `faqgen init`: begins a project in a folder, beside whatever is there. */
export async function init(typed: string, flags: InitFlags, host: Host): Promise<ExitCode> {
  const world = await host.forInit();
  const folder = resolve(host.cwd, typed);
  try {
    const place = await world.look(folder);
    const mayAsk = world.isInteractive && !isInCi(host) && !flags.yes;
    const answers = mayAsk ? await askFor(flags, world) : withoutQuestions(flags);
    if (answers === null) {
      host.stderr.write('\nNothing was written.\n');
      return 2;
    }
    const files = filesOf(answers, place, host.today());
    const written = new Set(await world.writeNew(folder, files));
    const lines = files.map(({ path, addition }) =>
      written.has(path) ? `  new        ${path}` : `  as it was  ${path}${addition === null ? '' : `: ${addition}`}`,
    );
    host.stdout.write(`${[...lines, ...describeRest(folder, answers, place, host)].join('\n')}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    return refuse([describeOutputError(error)], 'nothing was written', host);
  } finally {
    world.leave();
  }
}

function describeRest(folder: string, answers: InitAnswers, place: InitPlace, host: Host): string[] {
  const bold = (text: string): string => painter(host, host.stdout)('bold', text);
  const way = relative(host.cwd, folder).split(sep).join('/');
  const enter = way === '' ? '' : `cd ${shellWord(way)} && `;
  return [
    '',
    ...tasksOf(answers, place).map((task) => `  ${task}`),
    `  Next: ${bold(`${enter}${nextCommand(place)}`)}`,
  ];
}
