import { canonicalLine, canonicalMarkdown } from '../review/canonicalText.ts';
import { changedParts, citation, citedIds, type SignOff, type Wording } from '../review/signOff.ts';
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
  squash,
} from './scanPage.ts';
import { en } from './words/en.ts';
import { wordsFor } from './words/wordsFor.ts';

/** An answer as it stands on a page that somebody published. */
export interface PublishedAnswer {
  readonly id: string;
  /** Whether the page says that it was reviewed. */
  readonly isCalledReviewed: boolean;
  /** What keeps the approved words from being all that it says; empty where a reader gets exactly those. */
  differencesFrom(signOff: SignOff): string[];
}

/**
 * Finds the answers of a page, in any theme: each is an `<article>` with the id
 * of its question. Only what a reader gets is compared: words, lists, tables,
 * links that lead elsewhere, citations and what they cite.
 */
export function publishedAnswers(html: string): PublishedAnswer[] {
  const nodes = nodesOfPage(html);
  if (isTooDeep(nodes))
    return [{ id: 'page', isCalledReviewed: true, differencesFrom: () => ['it is nested too deeply'] }];
  const elements = nodes.flatMap(elementsIn);
  const language = attributeOf(elements[0] as Element, 'lang') ?? 'en';
  return elements
    .filter((element) => element.tagName === 'article' && attributeOf(element, 'id') !== null)
    .map((article) => ({
      id: attributeOf(article, 'id') ?? '',
      isCalledReviewed: isCalledReviewed(article),
      differencesFrom: (signOff) => compareArticle(article, elements, signOff, language),
    }));
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
    const id = textOf(question['id']) ?? '';
    const [review] = entriesOf([question['review']]);
    const isCalledReviewed = review?.['state'] === 'signed';
    return {
      id,
      isCalledReviewed,
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
  const short = textOf(question['short']);
  // A source that has changed since the approval stands under an id of its own.
  const answer = canonicalMarkdown(textOf(question['answer']) ?? '').replaceAll(citation, (mark) =>
    mark.replaceAll(/(@[a-z0-9-]+?)--[a-z0-9-]+/g, '$1'),
  );
  return {
    question: canonicalLine(textOf(question['question']) ?? ''),
    short: short === null ? null : canonicalLine(short),
    answer,
    sources: citedIds(answer).flatMap((source) => {
      const entry =
        sources.find((one) => one['id'] === `${source}--${id}`) ?? sources.find((one) => one['id'] === source);
      if (!entry) return [];
      const line = (key: string): string | null => {
        const text = textOf(entry[key]);
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

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function compareArticle(article: Element, page: readonly Element[], signOff: SignOff, language: string): string[] {
  const inside = elementsIn(article).slice(1);
  const approved = new Set<Element>();
  const differences: string[] = [];
  const expect = (transcript: string, lacks: string): void => {
    const found = inside.find((element) => !approved.has(element) && transcriptOf(element.childNodes) === transcript);
    if (found) approved.add(found);
    else differences.push(lacks);
  };
  expect(squash(signOff.question), 'the question is another one');
  if (signOff.short !== null) expect(squash(signOff.short), 'the short answer is another one');
  expect(transcriptOf(approvedNodes(signOff.answer, language)), 'the answer is another one');
  for (const source of signOff.sources) {
    const anchors = [`_source-${source.id}`, `_source-${source.id}--${signOff.id}`];
    const entries = page.filter((element) => anchors.includes(attributeOf(element, 'id') ?? ''));
    const address = source.url ?? (source.doi === null ? null : `https://doi.org/${encodeURI(source.doi)}`);
    const facts = [source.title ?? source.authors, source.authors, source.publisher];
    const isShown = entries.some((entry) => {
      const words = squash(wordsOf(entry.childNodes, new Set()));
      const links = elementsIn(entry).map((element) => attributeOf(element, 'href'));
      return (
        facts.every((fact) => fact === null || words.includes(squash(fact))) &&
        (address === null || links.includes(address))
      );
    });
    if (!isShown) differences.push(`the source \`${source.id}\` is another one`);
  }
  if (isCalledReviewed(article) && !squash(wordsOf(article.childNodes, new Set())).includes(squash(signOff.name)))
    differences.push(`it does not name ${signOff.name}`);
  const besides = wordsOf(article.childNodes, approved).replaceAll(/\s+/g, ' ').trim();
  if (differences.length === 0 && besides !== '') differences.push(`it also says “${besides.slice(0, 100)}”`);
  return differences;
}

function approvedNodes(answer: string, language: string): Node[] {
  const markdown = readMarkdown({ text: answer, path: [] });
  if (!markdown) return [];
  const html = printMarkdown(markdown, {
    words: wordsFor(language) ?? en,
    headingLevel: 2,
    linkTo: () => null,
    fileAt: () => null,
    countTable: () => 1,
    cite: (id) => ({ number: 1, href: `#_source-${id}`, id: '' }),
  });
  return nodesOfHtml(html);
}

/** Elements that make no difference to what an answer says: their words do. */
const silentElements = new Set(['div', 'span', 'br', 'a', 'sup', 'tbody', 'thead', 'bdi', 'section']);

/** One text for all that says the same, however it is laid out; without white space. */
function transcriptOf(nodes: readonly Node[]): string {
  return nodes.map(transcriptOfNode).join('');
}

function transcriptOfNode(node: Node): string {
  if (!isElement(node)) return node.nodeName === '#text' && 'value' in node ? squash(node.value) : '';
  if (isHidden(node)) return '';
  const { tagName } = node;
  const href = tagName === 'a' ? (attributeOf(node, 'href') ?? '') : '';
  // The number of a source depends on the page.
  const cited = /^#_source-([a-z0-9-]+?)(?:--.*)?$/.exec(href)?.[1];
  if (cited !== undefined) return `[@${cited}]`;
  const words = tagName === 'img' ? squash(attributeOf(node, 'alt') ?? '') : transcriptOf(node.childNodes);
  // Where links within the site lead depends on the page as well, and pages prove it of themselves.
  if (/^[a-z]+:/i.test(href)) return `[${words}](${href})`;
  if (silentElements.has(tagName) || tagName === 'img') return words;
  const number = ['start', 'value'].map((name) => attributeOf(node, name) ?? '').join(' ');
  const kind = /^h[1-6]$/.test(tagName) ? 'h' : `${tagName}${number}`;
  return `<${squash(kind)}>${words}</>`;
}

/** All words but those of some elements, and of the foot of an answer, which tells of its review. */
function wordsOf(nodes: readonly Node[], except: ReadonlySet<Element>): string {
  return nodes
    .map((node) => {
      if (!isElement(node)) return node.nodeName === '#text' && 'value' in node ? node.value : '';
      if (except.has(node) || isHidden(node) || (except.size > 0 && node.tagName === 'footer')) return '';
      return wordsOf(node.childNodes, except);
    })
    .join(' ');
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

/** By the mark that no other answer may bear. */
function isCalledReviewed(article: Element): boolean {
  return elementsIn(article).some((element) => classesOf(element).includes('signed'));
}

function elementsIn(node: Node): Element[] {
  return isElement(node) ? [node, ...node.childNodes.flatMap(elementsIn)] : [];
}

function classesOf(element: Element): string[] {
  return (attributeOf(element, 'class') ?? '').split(/\s+/);
}
