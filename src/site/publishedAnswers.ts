import { addDays, isPartialDate } from '../faq/dates.ts';
import { canonicalLine, canonicalMarkdown } from '../review/canonicalText.ts';
import {
  changedParts,
  citation,
  citedIds,
  digestOf,
  type SignOff,
  statementOf,
  type Wording,
} from '../review/signOff.ts';
import { isRemote } from './addresses.ts';
import { Html } from './html.ts';
import { dateView } from './language.ts';
import { readMarkdown } from './markdown.ts';
import type { PictureSize } from './pictureSize.ts';
import { printMarkdown } from './printMarkdown.ts';
import {
  attributeOf,
  type Element,
  isElement,
  isHidden,
  type Node,
  nodesOfHtml,
  nodesOfPage,
  type Scan,
  scanPage,
} from './scanPage.ts';
import { contentSecurityPolicy } from './securityPolicy.ts';
import { answerLines } from './structuredData.ts';
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

/** What is known of the site that a page is a part of. */
export interface PublishedSite {
  /** Other sites from which its theme loads, by its faq.yaml. */
  readonly origins: readonly string[];
  /** Of a picture that was published with the page, by its address; undefined where it was not. */
  sizeOf(address: string): PictureSize | null | undefined;
  /** Whether a file that was published with the page is another one than its name says. */
  isAltered(address: string): boolean;
}

/**
 * Finds the answers of a page, in any theme: each is an `<article>` with the id
 * of its question. Whatever stands in one besides the approved words, and is
 * not what faqgen prints, is a difference: a page may have been edited by hand.
 */
export function publishedAnswers(html: string, site: PublishedSite): PublishedAnswer[] {
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
  const scan = scanPage(html, null);
  const page: PublishedPage = {
    elements,
    language: languageOf(attributeOf(elements[0] as Element, 'lang') ?? ''),
    data: scan.data.flatMap(nodesOfData),
    site,
    faults: faultsOf(scan, site).slice(0, 1),
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

/** What makes a page one that faqgen did not print: it may show a reader anything. */
function faultsOf(scan: Scan, { origins, isAltered }: PublishedSite): string[] {
  const [data, ...moreData] = scan.data;
  const policy = contentSecurityPolicy({ origins, ...(data === undefined ? {} : { data: new Html(data) }) });
  const [script, ...moreScripts] = scan.scripts;
  const holds = (what: string): string => `the page holds ${what}`;
  const isOwn = (address: string): boolean =>
    !isRemote(address) ||
    /^data:/i.test(address) ||
    (URL.canParse(address) && origins.includes(new URL(address).origin));
  return [
    ...scan.unsafe.map(holds),
    ...scan.styles.map(() => holds('<style>')),
    ...scan.duplicates.map((id) => holds(`the id \`${id}\` twice`)),
    ...scan.refreshes.map(() => holds('<meta http-equiv="refresh">')),
    ...moreData.map(() => holds('JSON-LD twice')),
    ...(script && !/^assets\/find\.[0-9a-f]{10}\.js$/.test(script['src'] ?? '') ? [script] : [])
      .concat(moreScripts)
      .map(({ src }) => holds(`<script src="${src}">`)),
    ...scan.loads.filter((address) => !isOwn(address)).map((address) => `the page loads ${address}`),
    ...scan.links.filter(isAltered).map((address) => `${address} is not the file that its name says`),
    ...(scan.policies.length === 1 && scan.policies[0] === policy.toHTML()
      ? []
      : ['the page lacks its content security policy']),
  ];
}

/** Every node of JSON-LD; one without type stands for what cannot be read. */
function nodesOfData(json: string): JsonMap[] {
  const visit = (value: unknown): JsonMap[] => {
    if (Array.isArray(value)) return value.flatMap(visit);
    if (typeof value !== 'object' || value === null) return [];
    return [value as JsonMap, ...Object.values(value).flatMap(visit)];
  };
  try {
    return visit(JSON.parse(json));
  } catch {
    return [{}];
  }
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
  /** The nodes of its JSON-LD. */
  readonly data: readonly JsonMap[];
  readonly site: PublishedSite;
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

function compareArticle(article: Element, page: PublishedPage, signOff: SignOff): string[] {
  const { elements, language, faults, site } = page;
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
  const approvedAnswer = approvedHtml(signOff.answer, language);
  const expected = transcriptOf(nodesOfHtml(approvedAnswer), () => null);
  const body = inside.find(
    (element) => isPlain(element) && transcriptOf(element.childNodes, (address) => site.sizeOf(address)) === expected,
  );
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
  if (saysOtherwise(page.data, signOff, answerLines(signOff.short, approvedAnswer)))
    differences.push('its JSON-LD says something else');
  if (differences.length > 0) return differences;
  const besides = besidesIn(article, approved, foot);
  const ancestors = elements.filter((element) => element === article || elementsIn(element).includes(article));
  const isFrame = (element: Element): boolean =>
    frameElements.has(element.tagName) &&
    hasOnly(element, element.tagName === 'html' ? ['lang', 'dir'] : ['class', 'id']);
  const isPushedAside = (element: Element): boolean =>
    (attributeOf(element, 'class') ?? '').split(/\s+/).some((name) => hidingClasses.has(name));
  if (!ancestors.every(isFrame) || [...ancestors, ...inside].some(isPushedAside)) return ['it may be hidden'];
  const also = besides ?? (foot ? besidesInFoot(foot, signOff, language) : null);
  return also === null ? [] : [`it also holds ${also}`];
}

const frameElements: ReadonlySet<string> = new Set(['html', 'body', 'main', 'section', 'div', 'article']);

/** Classes of the built-in style that take something out of sight. */
const hidingClasses: ReadonlySet<string> = new Set(['skip', 'address']);

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

/** Whether the data of a page names another review than the record's, or gives the question another answer. */
function saysOtherwise(data: readonly JsonMap[], { name, date, question }: SignOff, lines: string): boolean {
  return data.some((node) => {
    const { reviewedBy, lastReviewed, acceptedAnswer } = node;
    if (Object.keys(node).length === 0) return true;
    if (reviewedBy !== undefined && entriesOf([reviewedBy])[0]?.['name'] !== name) return true;
    if (lastReviewed !== undefined && lastReviewed !== date) return true;
    if (acceptedAnswer === undefined || oneSpaced(stringOf(node['name']) ?? '') !== oneSpaced(question)) return false;
    return oneSpaced(stringOf(entriesOf([acceptedAnswer])[0]?.['text']) ?? '') !== oneSpaced(lines);
  });
}

const footElements: ReadonlySet<string> = new Set(['footer', 'p', 'a', 'br', 'code', 'time', 'span']);
const footAttributes = ['class', 'href', 'hreflang', 'aria-label', 'dir', 'datetime'];

/** What the foot of an answer holds besides what faqgen prints there, in a few words; null where that is nothing. */
function besidesInFoot(foot: Element, signOff: SignOff, language: string): string | null {
  const words = wordsFor(language) ?? en;
  const elements = elementsIn(foot);
  const stranger = elements.find(
    (element) => !footElements.has(element.tagName) || !hasOnly(element, footAttributes) || isHidden(element),
  );
  if (stranger) return `<${stranger.tagName}>`;
  for (const link of elements.filter(({ tagName }) => tagName === 'a')) {
    const href = attributeOf(link, 'href') ?? '';
    const known = { [`${signOff.id}.html`]: words.ownPage, [`reviews/${signOff.id}.yaml`]: words.reviewRecord }[href];
    // Where the original stands, no record knows.
    const label = known ?? (attributeOf(link, 'hreflang') === null ? null : words.readOriginal);
    if (label === null || textOf(link) !== oneSpaced(label)) return `a link to ${href}`;
    const spoken = attributeOf(link, 'aria-label');
    if (spoken !== null && oneSpaced(spoken) !== oneSpaced(`${label}${words.colon}${signOff.question}`))
      return `“${spoken}”`;
  }
  const mark = elements.find(isMark);
  const time = elements.find(({ tagName }) => tagName === 'time');
  const day = time && (attributeOf(time, 'datetime') ?? '');
  const told = [
    ...(mark ? [textOf(mark)] : [words.waitingForReview, words.changedSinceReview]),
    `${words.reviewDigest}${words.colon}${digestOf(statementOf(signOff))}`,
    words.reviewRecord,
    words.originalChanged,
    words.readOriginal,
    ...(day !== undefined && isPartialDate(day) ? [`${words.updated} ${dateView(day, language).text}`] : []),
    words.ownPage,
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

function approvedHtml(answer: string, language: string): Html {
  const markdown = readMarkdown({ text: answer, path: [] });
  if (!markdown) return new Html('');
  return printMarkdown(markdown, {
    words: wordsFor(language) ?? en,
    headingLevel: 2,
    linkTo: (id) => `#${id}`,
    sizeOf: () => null,
    fileAt: (path) => `assets/${path.replace(/^.*\//, '')}`,
    countTable: () => 1,
    cite: (id) => ({ number: 1, href: `#_source-${id}`, id: '' }),
  });
}

/** Everything that an answer is made of, but what depends on the page that shows it. */
function transcriptOf(nodes: readonly Node[], sizeOf: PublishedSite['sizeOf']): string {
  const transcript = nodes.map((node) => transcriptOfNode(node, sizeOf)).join('');
  return transcript.replaceAll(/\s+/g, ' ').trim();
}

function transcriptOfNode(node: Node, sizeOf: PublishedSite['sizeOf']): string {
  if (!isElement(node)) {
    return node.nodeName === '#text' && 'value' in node
      ? node.value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
      : '';
  }
  const { tagName } = node;
  const inside = node.childNodes.map((child) => transcriptOfNode(child, sizeOf)).join('');
  if (tagName === 'br') return ' ';
  const href = tagName === 'a' ? (attributeOf(node, 'href') ?? '') : '';
  const cited = /^#_source-([a-z0-9-]+?)(?:--.*)?$/.exec(href)?.[1];
  if (cited !== undefined && /^\[\d+\]$/.test(inside) && hasOnly(node, ['href', 'id', 'aria-label']))
    return `<cite ${cited}>`;
  // A link within the site is there or not, as its target is; where it leads is compared by itself.
  if (tagName === 'a' && internalTarget(node) !== null && hasOnly(node, ['href'])) return inside;
  const attributes = node.attrs
    .filter(({ name }) => !(name === 'aria-label' && attributeOf(node, 'role') === 'region'))
    .filter(({ name }) => !(/^(?:width|height)$/.test(name) && hasItsSize(node, sizeOf)))
    .map(({ name, value }) => ` ${name}="${unhashed(value)}"`)
    .sort();
  return `<${isHeading(node) ? 'h' : tagName}${attributes.join('')}>${inside}</>`;
}

/** Whether a picture has the size of its file; where that is not at hand, one in which something can be seen. */
function hasItsSize(element: Element, sizeOf: PublishedSite['sizeOf']): boolean {
  if (element.tagName !== 'img') return false;
  const [width, height] = ['width', 'height'].map((name) => Number(attributeOf(element, name)));
  const size = sizeOf(attributeOf(element, 'src') ?? '');
  if (size === undefined) return Math.min(width ?? 0, height ?? 0) >= 16;
  return size !== null && size.width === width && size.height === height;
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
