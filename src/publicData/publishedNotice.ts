import type { Element } from '../html/nodes.ts';
import { elementsIn, oneSpaced, textOf } from '../html/publishedElements.ts';
import { isHidden } from '../html/visibleText.ts';
import type { PublishedFaq } from '../publicData/publishedFaq.ts';
import { en } from '../words/en.ts';
import { dateView } from '../words/language.ts';
import { wordsFor } from '../words/wordsFor.ts';

const blocks: ReadonlySet<string> = new Set(['p', 'div', 'section']);

/** Whether the page of an answer that was withdrawn still says so, and why, as the data of the site does. */
export function alterationsOfNotice(
  path: string,
  elements: readonly Element[],
  { withdrawn, language }: PublishedFaq,
): string[] {
  const notice = withdrawn.get(path);
  if (!notice) return [];
  const words = wordsFor(language) ?? en;
  const said = notice.on === '' ? '' : words.withdrawnOn.replace('{date}', () => dateView(notice.on, language).text);
  const hidden = new Set(elements.filter(isHidden).flatMap(elementsIn));
  const shown = new Set(elements.filter((one) => blocks.has(one.tagName) && !hidden.has(one)).map(textOf));
  return [said, notice.reason].every((text) => shown.has(oneSpaced(text)))
    ? []
    : ['it does not say that the answer was withdrawn, and why, as faq.json does'];
}
