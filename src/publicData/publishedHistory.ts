import { attributeOf, type Element } from '../html/nodes.ts';
import { elementsIn, oneSpaced, textOf } from '../html/publishedElements.ts';
import { en } from '../words/en.ts';
import { dateView } from '../words/language.ts';
import { wordsFor } from '../words/wordsFor.ts';
import type { PublishedFaq } from './publishedFaq.ts';

/**
 * How what a page tells of the changes of its answer differs from the data of the site: it stands outside of the article, and
 * nobody signed it. A theme may lay it out otherwise, but has to tell of each.
 */
export function alterationsOfHistory(
  path: string,
  elements: readonly Element[],
  articles: readonly Element[],
  { questions, language }: PublishedFaq,
): string[] {
  const { changes = [] } = questions.get(path.replace(/\.html$/, '')) ?? {};
  const words = wordsFor(language) ?? en;
  const inAnswers = new Set(articles.flatMap(elementsIn));
  const outside = elements.filter((element) => !inAnswers.has(element));
  const told = outside.filter((element) => attributeOf(element, 'aria-labelledby') === '_history').map(textOf);
  const whole = oneSpaced(
    [words.history, ...changes.flatMap(({ on, note }) => [dateView(on, language).text, note])].join(' '),
  );
  if (told.some((text) => oneSpaced(text) !== whole || changes.length === 0))
    return ['it tells of other changes than faq.json'];
  if (told.length > 0) return [];
  const texts = new Set(outside.map(textOf));
  return changes
    .filter(({ note }) => ![...texts].some((text) => text.includes(oneSpaced(note))))
    .slice(0, 1)
    .map(({ on }) => `it does not tell of the change of ${on}`);
}

/** What the foot of an answer may say of its evidence, by the data of the site. */
export function toldOfEvidence(id: string, faq: PublishedFaq | null, language: string): string[] {
  const day = faq?.questions.get(id)?.evidence ?? null;
  return day === null ? [] : [`${(wordsFor(language) ?? en).evidence} ${dateView(day, language).text}`];
}
