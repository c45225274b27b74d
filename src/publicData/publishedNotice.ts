import { attributeOf, type Element } from '../html/nodes.ts';
import { elementsIn, oneSpaced, textOf } from '../html/publishedElements.ts';
import { isHidden } from '../html/visibleText.ts';
import { plainMarkdown } from '../markdown/plainMarkdown.ts';
import { en } from '../words/en.ts';
import { dateView } from '../words/language.ts';
import { wordsFor } from '../words/wordsFor.ts';
import type { PublishedFaq, PublishedNotice } from './publishedFaq.ts';

const blocks: ReadonlySet<string> = new Set(['p', 'div', 'section']);
const silent = 'it does not say that the answer was withdrawn, and why, as faq.json does';

/**
 * Whether the page of an answer that was withdrawn still says so, and why, as the data of the site does, and leads to what that
 * names instead, wherever it names it.
 */
export function alterationsOfNotice(path: string, elements: readonly Element[], faq: PublishedFaq): string[] {
  const notice = faq.withdrawn.get(path);
  if (!notice) return [];
  const hidden = new Set(elements.filter(isHidden).flatMap(elementsIn));
  const shown = new Set(elements.filter((one) => blocks.has(one.tagName) && !hidden.has(one)).map(textOf));
  const isSaid = [sentenceOf(notice, faq), notice.reason].every((text) => shown.has(oneSpaced(text)));
  return [
    ...(isSaid ? [] : [silent]),
    ...(leadsAside(elements, notice, faq) ? ['it does not lead to what is to be read instead, as faq.json does'] : []),
  ];
}

/** The same of its Markdown. */
export function alterationsOfNoticeInTwin(path: string, text: string, faq: PublishedFaq): string[] {
  const notice = faq.withdrawn.get(path.replace(/\.md$/, '.html'));
  if (!notice) return [];
  const lines = text.split('\n');
  const expected = [`**${plainMarkdown(sentenceOf(notice, faq))}**`, plainMarkdown(notice.reason)];
  return expected.every((line) => lines.includes(line)) ? [] : [silent];
}

function sentenceOf({ on }: PublishedNotice, { language }: PublishedFaq): string {
  const words = wordsFor(language) ?? en;
  return on === '' ? '' : words.withdrawnOn.replace('{date}', () => dateView(on, language).text);
}

function leadsAside(elements: readonly Element[], { instead }: PublishedNotice, { questions }: PublishedFaq): boolean {
  if (instead === null) return false;
  const question = questions.get(instead);
  const label = oneSpaced(question?.question ?? instead);
  const isRight = (href: string): boolean =>
    question ? href === `${instead}.html` || href.endsWith(`#${instead}`) : href === instead;
  return elements.some(
    (one) => one.tagName === 'a' && textOf(one) === label && !isRight(attributeOf(one, 'href') ?? ''),
  );
}
