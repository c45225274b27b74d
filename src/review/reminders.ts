import { type Faq, type Question, questionsOf } from '../faq/faq.ts';
import { addDays, type IsoDate } from '../schema/dates.ts';
import type { Review } from './readReviews.ts';

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

/** For each reviewer of whom an answer has changed since, ran out or runs out soon: what to read. Drafts, and answers that are no longer published by then, wait for nobody. */
export function remindersOf(faq: Faq, reviews: ReadonlyMap<string, Review>, asOf: IsoDate): Reminder[] {
  if (faq.policy.review === 'off') return [];
  const soon = addDays(asOf, reminderDays);
  const byReviewer = new Map<string, { name: string; ids: string[]; lines: string[] }>();
  for (const question of questionsOf(faq)) {
    const review = reviews.get(question.id);
    if (!review || !('signOff' in review) || question.draft || isGone(question, asOf)) continue;
    const { signOff, until } = review;
    // It is no longer shown by the day on which it runs out.
    if (review.state === 'signed' && (until > soon || isGone(question, addDays(until, 1)))) continue;
    const mine = byReviewer.get(signOff.reviewer) ?? { name: signOff.name, ids: [], lines: [] };
    mine.ids.push(question.id);
    mine.lines.push(`- [ ] ${asPlainText(question.question)} (\`${question.id}\`): ${sentenceOf(review)}`);
    byReviewer.set(signOff.reviewer, mine);
  }
  return [...byReviewer].map(([reviewer, { name, ids, lines }]) => ({
    reviewer,
    title: `Reviews due: ${name} (${reviewer}), ${faq.title}`,
    body: [
      `Answers that wait for ${asPlainText(name)}:`,
      '',
      ...lines,
      '',
      'To read each, with what has changed, and approve it:',
      '',
      '```sh',
      `faqgen review sign ${ids.join(' ')} --by ${reviewer}`,
      '```',
      '',
    ].join('\n'),
  }));
}

function isGone({ expires }: Question, day: IsoDate): boolean {
  return expires !== null && day >= expires;
}

function sentenceOf(review: Extract<Review, { readonly until: IsoDate }>): string {
  const { signOff, until, changed } = review;
  if (review.state === 'changed')
    return `has changed since it was approved on ${signOff.date}: ${changed.map(asPlainText).join(', ')}`;
  return review.state === 'expired' ? `the review ran out on ${until}` : `the review runs out on ${until}`;
}

/** A text as Markdown that shows it as it was typed, and calls nobody (`@name`), links no issue (`#1`) and is no markup. */
function asPlainText(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>()#+\-.!|~&$:]/g, '\\$&').replaceAll('@', '@<!-- -->');
}
