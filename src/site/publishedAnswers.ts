import { isReadAsApproved } from '../review/approvedLanguage.ts';
import type { SignOff } from '../review/signOff.ts';
import { fragmentsIn, isRemote } from './addresses.ts';
import { entriesOf, type JsonMap, stringOf } from './answersInData.ts';
import { approvedHtml, internalTarget, transcriptOf } from './answerTranscript.ts';
import { Html } from './html.ts';
import { withoutIsolation } from './isolateDirections.ts';
import { directionOf } from './language.ts';
import type { PictureSize } from './pictureSize.ts';
import { elementsIn, hasOnly, isMark, isTooDeep, oneSpaced, textOf } from './publishedElements.ts';
import { besidesInFoot, saysReviewed } from './publishedFoot.ts';
import { isShown } from './publishedSources.ts';
import { attributeOf, type Element, isElement, nodesOfHtml, nodesOfPage, type Scan, scanPage } from './scanPage.ts';
import { contentSecurityPolicy } from './securityPolicy.ts';
import { answerLines } from './structuredData.ts';

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
export function publishedAnswers(printed: string, site: PublishedSite): PublishedAnswer[] {
  const whole = (reason: string): PublishedAnswer => ({
    id: 'page',
    isCalledReviewed: true,
    fault: reason,
    names: () => false,
    differencesFrom: () => [],
  });
  const html = withoutIsolation(printed, directionOf(languageOf(/<html lang="([^"]*)"/.exec(printed)?.[1] ?? '')));
  if (html === null) return [whole('its numbers are not set apart as faqgen prints them')];
  const nodes = nodesOfPage(html);
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
    ...(script && !/^assets\/(?:find|search)\.[0-9a-f]{10}\.js$/.test(script['src'] ?? '') ? [script] : [])
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

function compareArticle(article: Element, page: PublishedPage, signOff: SignOff): string[] {
  const { elements, language, faults, site } = page;
  const inside = elementsIn(article).slice(1);
  const approved = new Set<Element>();
  const differences: string[] = [...faults];
  if (!isReadAsApproved(signOff, language)) differences.push('the language is another one');
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
  const targets = new Set(fragmentsIn(signOff.answer));
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
