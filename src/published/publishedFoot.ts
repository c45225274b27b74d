import { attributeOf, type Element } from '../html/nodes.ts';
import { elementsIn, hasOnly, isMark, oneSpaced, textOf } from '../html/publishedElements.ts';
import { isHidden } from '../html/visibleText.ts';
import { verifierPath } from '../pages/verifierPage.ts';
import { recordPath } from '../review/readReviews.ts';
import { creditLine, digestOf, type SignedTogether, statementOf } from '../review/signOff.ts';
import { addDays, isPartialDate } from '../schema/dates.ts';
import { en } from '../words/en.ts';
import { dateView } from '../words/language.ts';
import { verifierWordsFor } from '../words/verifierWords.ts';
import { wordsFor } from '../words/wordsFor.ts';

const footElements: ReadonlySet<string> = new Set(['footer', 'p', 'a', 'br', 'code', 'time', 'span']);
const footAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['class', 'href', 'hreflang', 'aria-label'],
  code: ['class', 'dir'],
  time: ['class', 'datetime'],
};

/**
 * What the foot of an answer holds besides what faqgen prints there, in a few words; null where that is nothing.
 * `id`: under which the answer stands now, which may be another one than when it was approved; `labels`: what it may say
 * of who wrote it, and to which day evidence was searched.
 */
export function besidesInFoot(
  foot: Element,
  id: string,
  signOff: SignedTogether,
  language: string,
  labels: readonly string[],
): string | null {
  const words = wordsFor(language) ?? en;
  const all = [signOff, ...signOff.further];
  const records = new Map([
    [recordPath(id), words.reviewRecord],
    ...signOff.further.map(
      (one) => [recordPath(id, one.reviewer), `${words.reviewRecord}${words.colon}${one.name}`] as const,
    ),
  ]);
  const verifier = verifierWordsFor(language).words.title;
  const links = new Map([...records, [`${id}.html`, words.ownPage], [verifierPath, verifier]]);
  const elements = elementsIn(foot);
  const stranger = elements.find(
    (element) =>
      !(footElements.has(element.tagName) || (element.tagName === 'strong' && labels.includes(textOf(element)))) ||
      !hasOnly(withoutRepetition(element), footAttributes[element.tagName] ?? ['class']) ||
      (attributeOf(element, 'dir') ?? 'ltr') !== 'ltr' ||
      isHidden(element),
  );
  if (stranger) return `<${stranger.tagName}>`;
  for (const link of elements.filter(({ tagName }) => tagName === 'a')) {
    const href = attributeOf(link, 'href') ?? '';
    const known = links.get(href);
    // Where the original stands, no record knows.
    const label = known ?? (attributeOf(link, 'hreflang') === null ? null : words.readOriginal);
    if (label === null || textOf(link) !== oneSpaced(label)) return `a link to ${href}`;
    const spoken = attributeOf(link, 'aria-label');
    if (spoken !== null && oneSpaced(spoken) !== oneSpaced(`${label}${words.colon}${signOff.question}`))
      return `“${spoken}”`;
  }
  const mark = elements.find(isMark);
  const days = elements
    .filter(({ tagName }) => tagName === 'time')
    .map((time) => attributeOf(time, 'datetime') ?? '')
    .filter(isPartialDate);
  const told = [
    // A theme may show whose review it is: the mark says the same.
    ...(mark ? [textOf(mark)] : [words.waitingForReview, words.changedSinceReview]),
    ...all.map((one) => `${words.reviewDigest}${words.colon}${digestOf(statementOf(one))}`),
    ...[...records.values()].reverse(),
    ...(mark ? all.flatMap(({ name, role }) => [name, role ?? '']) : []),
    words.originalChanged,
    words.readOriginal,
    ...days.map((day) => `${words.updated} ${dateView(day, language).text}`),
    words.ownPage,
    verifier,
    ...labels,
  ];
  let rest = oneSpaced(textOf(foot));
  for (const sentence of told) rest = rest.replace(oneSpaced(sentence), () => '');
  // By policy it may have run out before the record says so.
  for (let day = signOff.until; !mark && rest.trim() !== '' && day >= signOff.date; day = addDays(day, -1)) {
    const expired = words.reviewExpired.replace('{date}', () => dateView(day, language).text);
    rest = rest.replace(oneSpaced(expired), '');
  }
  return rest.trim() === '' ? null : `“${rest.trim().slice(0, 100)}”`;
}

/** In the place of a day: no sentence holds it. */
const mark = '\0';

/** A title that says what its element shows says nothing more. */
function withoutRepetition(element: Element): Pick<Element, 'attrs'> {
  const attrs = element.attrs.filter(({ name, value }) => name !== 'title' || oneSpaced(value) !== textOf(element));
  return { attrs };
}

/**
 * The sentence in the words of the page's language, one for each who approved; the next review is that of the record that ends
 * first, or an earlier one by policy.
 */
export function saysReviewed(text: string, signOff: SignedTogether, language: string): boolean {
  const { reviewedBy } = wordsFor(language) ?? en;
  const all = [signOff, ...signOff.further];
  const said = (next: string): string =>
    oneSpaced(
      all
        .map((one) =>
          reviewedBy
            .replace('{reviewer}', () => creditLine(one))
            .replace('{date}', () => dateView(one.date, language).text)
            .replace('{next}', () => next),
        )
        .join(' '),
    );
  const [before = ''] = said(mark).split(mark);
  if (!text.startsWith(before)) return false;
  const end = all.map(({ until }) => until).reduce((a, b) => (a < b ? a : b));
  if (text === said(dateView(end, language).text)) return true;
  for (let day = end; day >= signOff.date; day = addDays(day, -1))
    if (text === said(dateView(day, language).text)) return true;
  return false;
}
