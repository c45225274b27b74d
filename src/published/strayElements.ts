import { attributeOf, type Element } from '../html/nodes.ts';
import { elementsIn, oneSpaced, textOf } from '../html/publishedElements.ts';
import type { PublishedFaq } from '../publicData/publishedFaq.ts';

/** What stands on a page besides its answers, and would be taken for one of them, or turns words around. `html`: its source. */
export function strayElements(
  html: string,
  elements: readonly Element[],
  answers: readonly Element[],
  faq: PublishedFaq,
): string[] {
  const inAnswers = new Set(answers.flatMap(elementsIn));
  const asked = elements.filter((element) => !inAnswers.has(element)).map((element) => questionIn(element, faq));
  const described = elements.flatMap(({ attrs }) => attrs).find(({ name, value }) => isOtherData(name, value));
  const isTurned = elements.some((element) => element.tagName === 'bdo' && attributeOf(element, 'dir') !== 'ltr');
  return [
    ...asked.flatMap((question) => (question === null ? [] : [`it asks “${question}” besides its answer`])),
    ...(described ? [`it holds ${described.name}="${described.value}"`] : []),
    ...(isTurned || turningSign.test(html) ? ['it holds words that are turned around'] : []),
  ];
}

/** The question that a heading asks; null where it asks none, or leads to its answer. */
function questionIn(element: Element, { questionTexts, titles }: PublishedFaq): string | null {
  if (!/^h[1-6]$/.test(element.tagName) || elementsIn(element).some(({ tagName }) => tagName === 'a')) return null;
  const text = textOf(element);
  const asked = [text, oneSpaced(text.replace(/^[\p{N}\s.]+/u, ''))].find((one) => questionTexts.has(one));
  return asked === undefined || titles.has(asked) ? null : asked;
}

/** Microdata and RDFa, by which programs would read answers and reviews as they do JSON-LD. */
function isOtherData(name: string, value: string): boolean {
  return (
    ['itemtype', 'itemprop', 'typeof', 'property'].includes(name) &&
    /question|answer|review|faqpage|qapage/i.test(value)
  );
}

/** Embeddings and overrides of UAX #9, as no text of a FAQ may hold them. */
const turningSign = /[\u202a-\u202e]|&#(?:x0*202[a-e]|0*823[4-8])(?![0-9a-f])/i;
