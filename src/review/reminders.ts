import { type Faq, type Question, questionsOf } from '../faq/faq.ts';
import { withdrawalOf } from '../faq/withdrawal.ts';
import { addDays, type IsoDate } from '../schema/dates.ts';
import { type Approval, endOf, type Review } from './approvals.ts';

/** What one reviewer is to be asked, as an issue of a forge holds it. */
export interface Reminder {
  /** Id of the reviewer. */
  readonly reviewer: string;
  /** The same every day, so that an issue that is there can be found by it. */
  readonly title: string;
  /** Markdown of GitHub. */
  readonly body: string;
}

/** So many days before a review runs out its reviewer is reminded. */
export const reminderDays = 30;

/** What GitHub takes: signs of a title, and bytes of a body, of which one argument of a command on Linux holds no more than 131,072. */
const longestTitle = 256;
const longestBody = 60_000;
/** Signs of a question, a name and a title where they are too long. */
const longestText = 300;
const longestName = 60;

/** For each reviewer of whom an answer has changed since, ran out or runs out soon: what to read. Drafts, and answers that are no longer published by then, wait for nobody. */
export function remindersOf(faq: Faq, reviews: ReadonlyMap<string, Review>, asOf: IsoDate): Reminder[] {
  if (faq.policy.review === 'off') return [];
  const soon = addDays(asOf, reminderDays);
  const byReviewer = new Map<string, { name: string; items: Item[] }>();
  for (const question of questionsOf(faq)) {
    const review = reviews.get(question.id);
    if (!review || !('signOff' in review) || question.draft || isGone(question, asOf)) continue;
    for (const approval of [review, ...review.further]) {
      const { signOff } = approval;
      const until = endOf(signOff, faq.policy);
      if (review.state === 'expired' && until >= asOf) continue;
      // It is no longer shown by the day on which it runs out.
      if (review.state === 'signed' && (until > soon || isGone(question, addDays(until, 1)))) continue;
      const mine = byReviewer.get(signOff.reviewer) ?? { name: signOff.name, items: [] };
      const sentence = sentenceOf(review.state, { ...approval, until });
      mine.items.push({
        id: question.id,
        line: `- [ ] ${asPlainText(cut(question.question, longestText))} (\`${question.id}\`): ${sentence}`,
      });
      byReviewer.set(signOff.reviewer, mine);
    }
  }
  return [...byReviewer].map(([reviewer, { name, items }]) => ({
    reviewer,
    title: titleOf(name, reviewer, faq.title),
    body: bodyOf(name, reviewer, items),
  }));
}

/** An answer to read. */
interface Item {
  readonly id: string;
  readonly line: string;
}

function titleOf(name: string, reviewer: string, faqTitle: string): string {
  const title = `Reviews due: ${name} (${reviewer}), ${faqTitle}`;
  return title.length <= longestTitle
    ? title
    : `Reviews due: ${cut(name, longestName)} (${reviewer}), ${cut(faqTitle, longestName)}`;
}

/** The first of the answers, as many as an issue holds. */
function bodyOf(name: string, reviewer: string, items: readonly Item[]): string {
  let size = 0;
  const end = items.findIndex(({ id, line }) => {
    size += Buffer.byteLength(line) + Buffer.byteLength(id) + 2;
    return size > longestBody;
  });
  const shown = end < 0 ? items : items.slice(0, end);
  const others = items.length - shown.length;
  return [
    `Answers that wait for ${asPlainText(cut(name, longestText))}:`,
    '',
    ...shown.map(({ line }) => line),
    ...(others > 0 ? ['', `Behind these wait ${others} more; they are listed here as soon as there is room.`] : []),
    '',
    'To read each, with what has changed, and approve it:',
    '',
    '```sh',
    `faqgen review sign ${shown.map(({ id }) => id).join(' ')} --by ${reviewer}`,
    '```',
    '',
  ].join('\n');
}

/** `longest`: in signs as Unicode counts them. */
function cut(text: string, longest: number): string {
  const signs = [...text];
  return signs.length <= longest
    ? text
    : `${signs
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}

function isGone(question: Question, day: IsoDate): boolean {
  const { expires } = question;
  return (expires !== null && day >= expires) || withdrawalOf(question, day) !== null;
}

function sentenceOf(state: Review['state'], { signOff, until, changed }: Approval): string {
  if (state === 'changed')
    return `has changed since it was approved on ${signOff.date}: ${changed.map(asPlainText).join(', ')}`;
  return state === 'expired' ? `the review ran out on ${until}` : `the review runs out on ${until}`;
}

/**
 * A text as Markdown that shows it as it was typed, on one line, and calls nobody (`@name`), links no issue (`#1`, `GH-1`) and is no
 * markup. GitHub seeks names and issues in what Markdown made of a text, where a backslash is gone: a comment parts them.
 */
function asPlainText(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>()#+\-.!|~&$:]/g, '\\$&')
    .replaceAll(/@|#|(?<=\bGH\\-)(?=\d)/gi, '$&<!-- -->');
}
