import { addDays, isPartialDate } from '../faq/dates.ts';
import { canonicalLine, canonicalMarkdown } from '../review/canonicalText.ts';
import { changedParts, citation, citedIds, type SignOff, type Wording } from '../review/signOff.ts';
import { dateView } from './language.ts';
import { readMarkdown } from './markdown.ts';
import { printMarkdown } from './printMarkdown.ts';
import {
  attributeOf,
  type Element,
  isElement,
  isHidden,
  type Node,
  nodesOfHtml,
  nodesOfPage,
  scanPage,
} from './scanPage.ts';
import { en } from './words/en.ts';
import { wordsFor } from './words/wordsFor.ts';

/** An answer as it stands on a page that somebody published. */
export interface PublishedAnswer {
  readonly id: string;
  /** Whether the page says that it was reviewed. */
  readonly isCalledReviewed: boolean;
  /** Why nothing can be said of it, or of the whole page; null for all but a page that faqgen did not print. */
  readonly fault: string | null;
  /** Whether a name stands somewhere in it. */
  names(name: string): boolean;
  /** What keeps the approved words from being all that it says; empty where a reader gets exactly those. */
  differencesFrom(signOff: SignOff): string[];
}

/**
 * Finds the answers of a page, in any theme: each is an `<article>` with the id
 * of its question. Whatever stands in one besides the approved words, and is
 * not what faqgen prints, is a difference: a page may have been edited by hand.
 */
export function publishedAnswers(html: string): PublishedAnswer[] {
  const nodes = nodesOfPage(html);
  const whole = (reason: string): PublishedAnswer => ({
    id: 'page',
    isCalledReviewed: true,
    fault: reason,
    names: () => false,
    differencesFrom: () => [],
  });
  if (isTooDeep(nodes)) return [whole('it is nested too deeply')];
  const elements = nodes.flatMap(elementsIn);
  const { unsafe, duplicates } = scanPage(html, null);
  const page: PublishedPage = {
    elements,
    language: languageOf(attributeOf(elements[0] as Element, 'lang') ?? ''),
    faults: [
      ...unsafe.map((markup) => `the page holds ${markup}`),
      ...elements.filter(({ tagName }) => tagName === 'style').map(() => 'the page holds <style>'),
      ...duplicates.map((id) => `the page holds the id \`${id}\` twice`),
    ].slice(0, 1),
  };
  const articles = elements.filter(
    ({ tagName, attrs }) => tagName === 'article' && attrs.some(({ name }) => name === 'id'),
  );
  const answers = articles.map(
    (article): PublishedAnswer => ({
      id: attributeOf(article, 'id') ?? '',
      isCalledReviewed: elementsIn(article).some(isMark),
      fault: null,
      names: (name) => textOf(article).includes(oneSpaced(name)),
      differencesFrom: (signOff) => compareArticle(article, page, signOff),
    }),
  );
  const marked = new Set(articles.flatMap(elementsIn).filter(isMark));
  const isOutside = elements.some((element) => isMark(element) && !marked.has(element));
  return isOutside ? [...answers, whole('a review stands there outside of an answer')] : answers;
}

/** The tag, if it is one: dates are written by it. */
function languageOf(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

interface PublishedPage {
  readonly elements: readonly Element[];
  readonly language: string;
  /** What makes the whole page one that faqgen did not print. */
  readonly faults: readonly string[];
}

/**
 * The answers in a published faq.json, which holds them as they were written:
 * their statements can be made anew to the byte. Empty where it is no such file.
 */
export function answersInData(json: string): PublishedAnswer[] {
  const data = readJson(json);
  const sources = entriesOf(data['sources']);
  const questions =
    data['format'] === 1 ? entriesOf(data['sections']).flatMap((one) => entriesOf(one['questions'])) : [];
  return questions.map((question) => {
    const id = stringOf(question['id']) ?? '';
    const [review] = entriesOf([question['review']]);
    const isCalledReviewed = review?.['state'] === 'signed';
    return {
      id,
      isCalledReviewed,
      fault: null,
      names: () => isCalledReviewed,
      differencesFrom: (signOff) => {
        const others = changedParts(signOff, wordingIn(question, id, sources)).map((part) => `${part} is another one`);
        const isNamed = !isCalledReviewed || review['name'] === signOff.name;
        return isNamed ? others : [...others, `it does not name ${signOff.name}`];
      },
    };
  });
}

type JsonMap = Readonly<Record<string, unknown>>;

function wordingIn(question: JsonMap, id: string, sources: readonly JsonMap[]): Wording {
  const short = stringOf(question['short']);
  // A source that has changed since the approval stands under an id of its own.
  const answer = canonicalMarkdown(stringOf(question['answer']) ?? '').replaceAll(citation, (mark) =>
    mark.replaceAll(/(@[a-z0-9-]+?)--[a-z0-9-]+/g, '$1'),
  );
  return {
    question: canonicalLine(stringOf(question['question']) ?? ''),
    short: short === null ? null : canonicalLine(short),
    answer,
    sources: citedIds(answer).flatMap((source) => {
      const entry =
        sources.find((one) => one['id'] === `${source}--${id}`) ?? sources.find((one) => one['id'] === source);
      if (!entry) return [];
      const line = (key: string): string | null => {
        const text = stringOf(entry[key]);
        return text === null ? null : canonicalLine(text);
      };
      const [title, authors, publisher] = [line('title'), line('authors'), line('publisher')];
      return [{ id: source, title, authors, publisher, date: line('date'), url: line('url'), doi: line('doi') }];
    }),
  };
}

function readJson(json: string): JsonMap {
  try {
    return entriesOf([JSON.parse(json)])[0] ?? {};
  } catch {
    return {};
  }
}

function entriesOf(list: unknown): JsonMap[] {
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'object' && entry !== null) : [];
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function compareArticle(article: Element, { elements, language, faults }: PublishedPage, signOff: SignOff): string[] {
  const inside = elementsIn(article).slice(1);
  const approved = new Set<Element>();
  const differences: string[] = [...faults];
  const claim = (element: Element | undefined, lacks: string): void => {
    if (element) approved.add(element);
    else differences.push(lacks);
  };
  claim(
    inside.find((element) => isHeading(element) && headingOf(element) === signOff.question),
    'the question is another one',
  );
  if (signOff.short !== null) {
    const short = inside.find(
      (element) =>
        isPlain(element) &&
        element.childNodes.every((node) => !isElement(node)) &&
        textOf(element) === oneSpaced(signOff.short ?? ''),
    );
    claim(short, 'the short answer is another one');
  }
  const expected = transcriptOf(approvedNodes(signOff.answer, language));
  const body = inside.find((element) => isPlain(element) && transcriptOf(element.childNodes) === expected);
  claim(body, 'the answer is another one');
  const targets = new Set([...signOff.answer.matchAll(/#([a-z0-9-]+)/g)].map(([, id]) => id));
  const strays = (body ? elementsIn(body) : [])
    .flatMap((element) => internalTarget(element) ?? [])
    .filter((id) => !targets.has(id));
  if (strays.length > 0) differences.push(`a link leads to \`${strays[0]}\``);
  for (const source of body ? signOff.sources : []) {
    if (!isShown(source, signOff.id, body, elements, language))
      differences.push(`the source \`${source.id}\` is another one`);
  }
  const foot = article.childNodes.filter(isElement).at(-1);
  const mark = foot && elementsIn(foot).find(isMark);
  if (elementsIn(article).some(isMark) && !(mark && saysReviewed(textOf(mark), signOff, language)))
    differences.push(`it does not say that ${signOff.name} reviewed it, as the record does`);
  if (differences.length > 0) return differences;
  const besides = besidesIn(article, approved, foot);
  const ancestors = elements.filter((element) => element === article || elementsIn(element).includes(article));
  if (ancestors.some((element) => !hasOnly(element, frameAttributes))) return ['it may be hidden'];
  return besides === null ? [] : [`it also holds ${besides}`];
}

/** Attributes of elements around an answer; any other may hide it, or turn it around. */
const frameAttributes = ['class', 'id', 'lang', 'dir'];
const plainAttributes = ['class'];

function hasOnly({ attrs }: Element, names: readonly string[]): boolean {
  return attrs.every(({ name }) => names.includes(name));
}

function isPlain(element: Element): boolean {
  return ['div', 'p', 'section'].includes(element.tagName) && hasOnly(element, plainAttributes);
}

function isHeading({ tagName }: Element): boolean {
  return /^h[1-6]$/.test(tagName);
}

/** The question alone: its number is decoration, and it may be a link to itself. */
function headingOf(heading: Element): string | null {
  const others = elementsIn(heading).slice(1);
  const isNumber = (element: Element): boolean => element.tagName === 'span' && /^[\p{N}\s.]*$/u.test(textOf(element));
  const isLink = (element: Element): boolean => element.tagName === 'a' && hasOnly(element, ['href']);
  if (!hasOnly(heading, plainAttributes) || !others.every((element) => isNumber(element) || isLink(element)))
    return null;
  return oneSpaced(others.filter(isNumber).reduce((text, number) => text.replace(textOf(number), ''), textOf(heading)));
}

/** What else an answer holds, in a few words; null where that is nothing. Its foot tells of the review, and is the last of it. */
function besidesIn(element: Element, approved: ReadonlySet<Element>, foot: Element | undefined): string | null {
  for (const node of element.childNodes) {
    if (!isElement(node)) {
      const text = 'value' in node ? oneSpaced(node.value) : '';
      if (node.nodeName === '#text' && text !== '') return `“${text.slice(0, 100)}”`;
      continue;
    }
    const isAnchor = node.tagName === 'span' && node.childNodes.length === 0 && hasOnly(node, ['id']);
    const isFoot = node === foot && node.tagName === 'footer' && hasOnly(node, plainAttributes);
    if (approved.has(node) || isAnchor || isFoot) continue;
    if (!isPlain(node) || !elementsIn(node).some((inner) => approved.has(inner)))
      return textOf(node) === '' ? `<${node.tagName}>` : `“${textOf(node).slice(0, 100)}”`;
    const inner = besidesIn(node, approved, undefined);
    if (inner !== null) return inner;
  }
  return null;
}

/** The sentence in the words of the page's language; the next review is that of the record, or an earlier one by policy. */
function saysReviewed(text: string, { name, role, date, until }: SignOff, language: string): boolean {
  const { reviewedBy } = wordsFor(language) ?? en;
  const reviewer = role === null ? name : `${name} (${role})`;
  const sentence = (next: string): string =>
    oneSpaced(
      reviewedBy
        .replace('{reviewer}', () => reviewer)
        .replace('{date}', () => dateView(date, language).text)
        .replace('{next}', () => next),
    );
  if (text === sentence(dateView(until, language).text)) return true;
  for (let day = until; day >= date; day = addDays(day, -1))
    if (text === sentence(dateView(day, language).text)) return true;
  return false;
}

function isShown(
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
  const number = attributeOf(entry, 'value');
  const marks = (body ? elementsIn(body) : []).filter((element) => attributeOf(element, 'href') === `#${anchor}`);
  if (number !== null && marks.some((mark) => textOf(mark) !== `[${number}]`)) return false;
  if (elementsIn(entry).some((element) => !entryElements.has(element.tagName) || isHidden(element))) return false;
  const address = source.url ?? (source.doi === null ? null : `https://doi.org/${encodeURI(source.doi)}`);
  const links = elementsIn(entry).filter(({ tagName }) => tagName === 'a');
  const [link, ...back] = address === null ? [null, ...links] : links;
  if (address !== null && (!link || attributeOf(link, 'href') !== address)) return false;
  if (back.some((one) => !/^#_c\d+-\d+$/.test(attributeOf(one as Element, 'href') ?? ''))) return false;
  let text = textOf(entry);
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
  return /^[\s\p{P}\p{S}\p{N}]*$/u.test(text.replace(sourceChecked, ''));
}

const entryElements: ReadonlySet<string> = new Set(['li', 'a', 'cite', 'bdi', 'span', 'time', 'p', 'div']);

function approvedNodes(answer: string, language: string): Node[] {
  const markdown = readMarkdown({ text: answer, path: [] });
  if (!markdown) return [];
  const html = printMarkdown(markdown, {
    words: wordsFor(language) ?? en,
    headingLevel: 2,
    linkTo: (id) => `#${id}`,
    sizeOf: () => null,
    fileAt: (path) => `assets/${path.replace(/^.*\//, '')}`,
    countTable: () => 1,
    cite: (id) => ({ number: 1, href: `#_source-${id}`, id: '' }),
  });
  return nodesOfHtml(html);
}

/** Everything that an answer is made of, but what depends on the page that shows it. */
function transcriptOf(nodes: readonly Node[]): string {
  return nodes.map(transcriptOfNode).join('').replaceAll(/\s+/g, ' ').trim();
}

function transcriptOfNode(node: Node): string {
  if (!isElement(node)) {
    return node.nodeName === '#text' && 'value' in node
      ? node.value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
      : '';
  }
  const { tagName } = node;
  const inside = node.childNodes.map(transcriptOfNode).join('');
  if (tagName === 'br') return ' ';
  const href = tagName === 'a' ? (attributeOf(node, 'href') ?? '') : '';
  const cited = /^#_source-([a-z0-9-]+?)(?:--.*)?$/.exec(href)?.[1];
  if (cited !== undefined && /^\[\d+\]$/.test(inside) && hasOnly(node, ['href', 'id', 'aria-label']))
    return `<cite ${cited}>`;
  // A link within the site is there or not, as its target is; where it leads is compared by itself.
  if (tagName === 'a' && internalTarget(node) !== null && hasOnly(node, ['href'])) return inside;
  const attributes = node.attrs
    .filter(({ name }) => !(name === 'aria-label' && attributeOf(node, 'role') === 'region'))
    // How large a picture is stands in its file.
    .filter(({ name, value }) => !(tagName === 'img' && /^(?:width|height)$/.test(name) && /^[1-9]\d*$/.test(value)))
    .map(({ name, value }) => ` ${name}="${unhashed(value)}"`)
    .sort();
  return `<${isHeading(node) ? 'h' : tagName}${attributes.join('')}>${inside}</>`;
}

/** Files of the site are named by their contents. */
function unhashed(value: string): string {
  return value.replace(/^(assets\/.*)\.[0-9a-f]{10}(\.\w+)$/, '$1$2');
}

/** The id of the question or section to which a link within the site leads; null for any other element. */
function internalTarget(element: Element): string | null {
  if (element.tagName !== 'a') return null;
  const [, page, fragment] =
    /^(?:([a-z0-9-]+)\.html)?(?:#([a-z0-9-]+))?$/.exec(attributeOf(element, 'href') ?? '') ?? [];
  return fragment ?? page ?? null;
}

/** All words, seen or not: what is hidden today may be seen by another reader. */
function textOf(node: Node): string {
  if (!isElement(node)) return node.nodeName === '#text' && 'value' in node ? oneSpaced(node.value) : '';
  const text = (one: Node): string =>
    isElement(one) ? one.childNodes.map(text).join('') : 'value' in one && one.nodeName === '#text' ? one.value : '';
  return oneSpaced(text(node));
}

function oneSpaced(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function elementsIn(node: Node): Element[] {
  return isElement(node) ? [node, ...node.childNodes.flatMap(elementsIn)] : [];
}

/** No page of ours comes near; reading recurses, and would end the program. */
const deepest = 200;

function isTooDeep(nodes: readonly Node[]): boolean {
  let level = nodes.filter(isElement);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap(({ childNodes }) => childNodes.filter(isElement));
  }
  return false;
}

/** The mark of a signed answer. */
function isMark(element: Element): boolean {
  return (attributeOf(element, 'class') ?? '').split(/\s+/).includes('signed');
}
