import type { Compilation } from '../compile.ts';
import { Html } from '../html/html.ts';
import { linesOfHtml } from '../html/linesOfHtml.ts';
import { oneSpaced } from '../html/publishedElements.ts';
import type { DraftQuestion } from './gather.ts';

/** Where the built answer says other words than its source. */
export interface Difference {
  readonly question: DraftQuestion;
  /** A few words of each, from the first that differ. */
  readonly source: string;
  readonly built: string;
}

/**
 * Holds each answer, as the site prints it, against the words of its source. `compilation`: of the FAQ with its drafts
 * shown, in the theme of the program. An answer without a page differs as a whole.
 */
export function differencesIn(
  questions: readonly DraftQuestion[],
  { files }: Pick<Compilation, 'files'>,
): Difference[] {
  const pages = new Map(files.map(({ path, contents }) => [path, contents]));
  return questions.flatMap((question) => {
    const page = pages.get(`${question.id}.html`);
    // What another thread has printed are bytes.
    const built =
      page === undefined ? '' : builtWords(typeof page === 'string' ? page : new TextDecoder().decode(page));
    const source = oneSpaced(question.item.words);
    return built === source ? [] : [{ question, ...around(source, built) }];
  });
}

/** The words of the answer on its own page: see `templates/answer-body.hbs`. The titles of callouts are those of the theme. */
function builtWords(page: string): string {
  const start = page.indexOf('<div class="prose">', page.indexOf('<article '));
  const answer = page.slice(start, page.indexOf('<footer class="foot">', start));
  return oneSpaced(linesOfHtml(new Html(answer.replaceAll(/<p class="callout-title">.*?<\/p>/g, ''))).join(' '));
}

function around(source: string, built: string): { source: string; built: string } {
  const [ours, theirs] = [built.split(' '), source.split(' ')];
  const at = theirs.findIndex((word, index) => word !== ours[index]);
  const first = Math.max(0, (at === -1 ? theirs.length : at) - 2);
  const shown = (words: readonly string[]): string => words.slice(first, first + 8).join(' ');
  return { source: shown(theirs), built: shown(ours) };
}
