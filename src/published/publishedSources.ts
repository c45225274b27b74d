import { attributeOf, type Element, isElement } from '../html/nodes.ts';
import { elementsIn, hasOnly, oneSpaced, textOf } from '../html/publishedElements.ts';
import { isHidden } from '../html/visibleText.ts';
import { citationMark, loneMark } from '../pages/citationMark.ts';
import type { SignOff } from '../review/signOff.ts';
import { isPartialDate } from '../schema/dates.ts';
import { en } from '../words/en.ts';
import { dateView } from '../words/language.ts';
import { wordsFor } from '../words/wordsFor.ts';

/** Whether the entry of a source that an answer cites says of it what was approved, and nothing else. */
export function isShown(
  source: SignOff['sources'][number],
  questionId: string,
  body: Element | undefined,
  elements: readonly Element[],
  language: string,
): boolean {
  const cited = new Set((body ? elementsIn(body) : []).map((element) => attributeOf(element, 'href')));
  const anchor = [`_source-${source.id}--${questionId}`, `_source-${source.id}`].find((id) => cited.has(`#${id}`));
  const entry = elements.find((element) => anchor !== undefined && attributeOf(element, 'id') === anchor);
  if (!entry || !hasOnly(entry, ['id', 'value', 'class'])) return false;
  const number = numberOf(entry);
  const marks = (body ? elementsIn(body) : []).filter((element) => attributeOf(element, 'href') === `#${anchor}`);
  if (marks.some((mark) => citedNumberIn(textOf(mark)) !== number)) return false;
  if (elementsIn(entry).some((element) => !entryElements.has(element.tagName) || isHidden(element))) return false;
  const isPlain = (element: Element): boolean =>
    hasOnly(element, entryAttributes) && (attributeOf(element, 'dir') ?? 'ltr') === 'ltr';
  if (!elementsIn(entry).slice(1).every(isPlain)) return false;
  const address = source.url ?? (source.doi === null ? null : `https://doi.org/${encodeURI(source.doi)}`);
  const links = elementsIn(entry).filter(({ tagName }) => tagName === 'a');
  const [link, ...back] = address === null ? [null, ...links] : links;
  if (address !== null && (!link || attributeOf(link, 'href') !== address)) return false;
  if (back.some((one) => !/^#_c\d+-\d+$/.test(attributeOf(one as Element, 'href') ?? ''))) return false;
  let text = textOf(entry);
  for (const [index, one] of [...back.entries()].reverse()) {
    const mark = citationMark(index, back.length);
    if (textOf(one as Element) === loneMark) continue;
    if (textOf(one as Element) !== mark || !text.trimEnd().endsWith(mark)) return false;
    text = text.trimEnd().slice(0, -mark.length);
  }
  const { sourceChecked } = wordsFor(language) ?? en;
  const label = source.doi ? `doi:${source.doi}` : address && new URL(address).hostname.replace(/^www\./, '');
  const date = source.date === null ? null : dateView(source.date, language).text;
  for (const fact of [
    source.title ?? source.authors ?? source.publisher ?? source.id,
    source.authors,
    source.publisher,
    date,
  ]) {
    if (fact === null) continue;
    if (!textOf(entry).includes(oneSpaced(fact))) return false;
    text = text.replace(oneSpaced(fact), '');
  }
  if (label) text = text.replace(label, '');
  const times = elementsIn(entry).filter(({ tagName }) => tagName === 'time');
  for (const time of times) {
    const day = attributeOf(time, 'datetime') ?? '';
    if (!isPartialDate(day) || textOf(time) !== oneSpaced(dateView(day, language).text)) return false;
    text = text.replace(textOf(time), '');
  }
  return /^[\s\p{P}\p{S}\p{N}]*$/u.test(text.replace(oneSpaced(sourceChecked), ''));
}

/** The number that a browser prints before the entry; null where the list counts in a way of its own. */
function numberOf(entry: Element): string | null {
  const value = attributeOf(entry, 'value');
  const list = entry.parentNode;
  if (value !== null || !list || !('tagName' in list) || list.tagName !== 'ol') return value;
  const entries = list.childNodes.filter(isElement);
  const isCounted = list.attrs.length === 0 || hasOnly(list, ['class']);
  if (!isCounted || entries.some((one) => attributeOf(one, 'value') !== null)) return null;
  return String(entries.indexOf(entry) + 1);
}

/** The number in the mark of a citation, among the words that its author typed around it. */
export function citedNumberIn(mark: string): string | null {
  return /^\[(?:\D{1,70} )?(\d+)(?:, .*)?\]$/.exec(mark)?.[1] ?? null;
}

const entryAttributes = ['class', 'href', 'aria-label', 'datetime', 'dir', 'id'];
const entryElements: ReadonlySet<string> = new Set(['li', 'a', 'cite', 'bdi', 'span', 'time', 'p', 'div']);
