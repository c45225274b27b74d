// In: the files of a site that somebody published.
// Out: for each answer whether it stands as it was approved, and what does not.
// Does not know: the project that it was made from.

import { fragmentsIn, isRemote } from '../html/addresses.ts';
import { Html } from '../html/html.ts';
import { attributeOf, type Element, isElement } from '../html/nodes.ts';
import { nodesOfHtml, nodesOfPage } from '../html/parseHtml.ts';
import { elementsIn, hasOnly, isMark, isTooDeep, oneSpaced, textOf } from '../html/publishedElements.ts';
import { withoutIsolation } from '../markdown/isolateDirections.ts';
import type { PictureSize } from '../markdown/pictureSize.ts';
import { contentSecurityPolicy } from '../pages/securityPolicy.ts';
import { answerLines } from '../pages/structuredData.ts';
import { approvedHtml, citedSource, internalTarget, transcriptOf } from '../proof/answerTranscript.ts';
import type { ClaimSearch } from '../proof/reviewClaims.ts';
import { type Scan, scanPage } from '../proof/scanPage.ts';
import { isReadAsApproved } from '../review/approvedLanguage.ts';
import type { SignOff } from '../review/signOff.ts';
import { en } from '../words/en.ts';
import { directionOf } from '../words/language.ts';
import { wordsFor } from '../words/wordsFor.ts';
import { entriesOf, type JsonMap, stringOf } from './jsonValues.ts';
import { claimsInData, namesReview, publishedClaims } from './publishedClaims.ts';
import type { PublishedFaq, PublishedQuestion } from './publishedFaq.ts';
import { besidesInFoot, saysReviewed } from './publishedFoot.ts';
import { citedNumberIn, isShown } from './publishedSources.ts';

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
  /** Finds claims in the name of reviewers whom the site, its records or the project know. */
  readonly search: ClaimSearch;
  /** What the data of the site says of it; null where there is none. */
  readonly faq: PublishedFaq | null;
  /** Of a picture that was published with the page, by its address; undefined where it was not. */
  sizeOf(address: string): PictureSize | null | undefined;
  /** Whether a file that was published with the page is another one than its name says. */
  isAltered(address: string): boolean;
}

/** What stands on a published page. */
export interface ReadPage {
  readonly answers: readonly PublishedAnswer[];
  /** What it claims of reviews besides the answers of these ids, which have been judged. */
  claimsBeside(judged: ReadonlySet<string>): readonly string[];
  /** What makes it another page than the data of the site tells of; empty where there is none. */
  readonly alterations: readonly string[];
}

/**
 * Reads a page, in any theme: each answer is an `<article>` with the id
 * of its question. Whatever stands in one besides the approved words, and is
 * not what faqgen prints, is a difference: a page may have been edited by hand.
 * `path`: its place in the site.
 */
export function readPublishedPage(printed: string, path: string, site: PublishedSite): ReadPage {
  const whole = (reason: string): PublishedAnswer => ({
    id: 'page',
    isCalledReviewed: true,
    fault: reason,
    names: () => false,
    differencesFrom: () => [],
  });
  const unreadable = (reason: string): ReadPage => ({
    answers: [whole(reason)],
    claimsBeside: () => [],
    alterations: [],
  });
  const html = withoutIsolation(printed, directionOf(languageOf(/<html lang="([^"]*)"/.exec(printed)?.[1] ?? '')));
  if (html === null) return unreadable('its numbers are not set apart as faqgen prints them');
  const nodes = nodesOfPage(html);
  if (isTooDeep(nodes)) return unreadable('it is nested too deeply');
  const elements = nodes.flatMap(elementsIn);
  const scan = scanPage(html, null);
  const { faq } = site;
  const page: PublishedPage = {
    elements,
    language: languageOf(attributeOf(elements[0] as Element, 'lang') ?? ''),
    data: scan.data.flatMap(nodesOfData),
    site,
    faults: faultsOf(scan, site).slice(0, 1),
  };
  const expected = faq?.answersOn(path) ?? null;
  const isAnswer = (element: Element): boolean => {
    const id = attributeOf(element, 'id');
    if (id === null) return false;
    if (element.tagName === 'article') return true;
    // Wherever an answer is to be, what bears its name is one; a list names it by an entry.
    return element.tagName !== 'li' && expected?.ids.includes(id) === true;
  };
  const articles = elements.filter(isAnswer);
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
  return {
    answers: isOutside ? [...answers, whole('a review stands there outside of an answer')] : answers,
    claimsBeside: (judged) => {
      const isJudged = (article: Element): boolean => judged.has(attributeOf(article, 'id') ?? '');
      const told = articles.length === 1 && articles.every(isJudged);
      return [
        ...publishedClaims(nodes, new Set(articles.filter(isJudged)), new Set(articles), site.search, faq),
        ...(namesReview(page.data) && !told ? ['the review in its JSON-LD'] : []),
        ...claimsInData(page.data, site.search),
      ];
    },
    alterations: faq ? alterationsOf(path, articles, page, scan, faq) : [],
  };
}

/** How a page differs from what the data of its site says: the answers on it, and the words of those that nobody signed. */
function alterationsOf(
  path: string,
  articles: readonly Element[],
  page: PublishedPage,
  scan: Scan,
  faq: PublishedFaq,
): string[] {
  const expected = faq.answersOn(path);
  if (!expected) return ['faq.json knows of no such page'];
  const ids = articles.map((article) => attributeOf(article, 'id') ?? '');
  const isList =
    expected.mayList &&
    ids.length === 0 &&
    expected.ids.every((id) => !scan.anchors.has(id) || scan.anchors.get(id)?.tagName === 'li');
  const missing = isList ? [] : expected.ids.filter((id) => !ids.includes(id));
  const differing = articles.flatMap((article) => {
    const question = faq.questions.get(attributeOf(article, 'id') ?? '');
    if (!question || question.state === 'signed') return [];
    return compareWithData(article, page, question).map((what) => `${what}: \`${question.id}\``);
  });
  return [
    ...missing.map((id) => `it lacks the answer to \`${id}\``),
    ...ids
      .filter((id) => !expected.ids.includes(id))
      .map((id) => `it holds an answer to \`${id}\`, which does not belong there`),
    ...differing,
    ...(languageOf(faq.language) === page.language ? [] : ['its language is another one']),
    ...(isReadRightly(scan, page.language) ? [] : ['its direction is another one']),
    ...(scan.frame.hasEncoding ? [] : ['it lacks its encoding']),
    ...scan.unsafe.slice(0, 1).map((what) => `it holds ${what}`),
    ...scan.duplicates.slice(0, 1).map((id) => `it holds the id \`${id}\` twice`),
  ];
}

function isReadRightly({ frame }: Scan, language: string): boolean {
  return (frame.dir ?? 'ltr') === directionOf(language);
}

/** The words of an answer that nobody signed, held against the data of the site. */
function compareWithData(
  article: Element,
  { language, site, data }: PublishedPage,
  question: PublishedQuestion,
): string[] {
  const inside = elementsIn(article).slice(1);
  const words = wordsFor(language) ?? en;
  const printed = approvedHtml(question.answer, language, numbersIn(inside));
  const expected = transcriptOf(nodesOfHtml(printed), () => null);
  const lines = oneSpaced(answerLines(question.short, printed));
  const hasOtherData = data.some(
    ({ name, acceptedAnswer }) =>
      acceptedAnswer !== undefined &&
      oneSpaced(stringOf(name) ?? '') === oneSpaced(question.question) &&
      oneSpaced(stringOf(entriesOf([acceptedAnswer])[0]?.['text']) ?? '') !== lines,
  );
  const hasAnswer = inside.some(
    (element) => transcriptOf(element.childNodes, (address) => site.sizeOf(address)) === expected,
  );
  const sentence = { unsigned: words.waitingForReview, changed: words.changedSinceReview }[question.state ?? ''];
  const [expired = ''] = question.state === 'expired' ? words.reviewExpired.split('{date}') : [];
  const text = textOf(article);
  const saysState = inside.some((element) => {
    if (!isPlain(element)) return false;
    const said = textOf(element);
    return sentence === undefined ? said.startsWith(oneSpaced(expired)) : said === oneSpaced(sentence);
  });
  return [
    ...(inside.some((element) => isHeading(element) && headingOf(element) === question.question)
      ? []
      : ['the question is another one than in faq.json']),
    ...(question.short === null || text.includes(oneSpaced(question.short))
      ? []
      : ['the short answer is another one than in faq.json']),
    ...(hasAnswer ? [] : ['the answer is another one than in faq.json']),
    ...(hasOtherData ? ['its JSON-LD says something else'] : []),
    ...(saysState ? [] : ['it does not say how its review stands']),
  ];
}

/** The numbers that citations give to sources. */
function numbersIn(elements: readonly Element[]): (sourceId: string) => number | undefined {
  const numbers = new Map<string, number>();
  for (const element of elements) {
    const id = citedSource(element);
    const number = id === null ? null : citedNumberIn(textOf(element));
    if (id !== null && number !== null) numbers.set(id, Number(number));
  }
  return (id) => numbers.get(id);
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
    ...scan.stylesheets
      .filter(
        (address, index) => !isRemote(address) && (index > 0 || !/^assets\/style\.[0-9a-f]{10}\.css$/.test(address)),
      )
      .map((address) => holds(`<link rel="stylesheet" href="${address}">`)),
    ...scan.loads.filter((address) => !isOwn(address)).map((address) => `the page loads ${address}`),
    ...scan.links.filter(isAltered).map((address) => `${address} is not the file that its name says`),
    ...(scan.policies.length === 1 && scan.policies[0] === policy.toHTML() ? [] : [policyFault(scan, policy)]),
    ...(scan.frame.hasEncoding ? [] : ['the page lacks its encoding']),
  ];
}

/** The policy names the JSON-LD of the page by its digest: where that alone is another one, the data was altered. */
function policyFault({ policies: [found, ...others], data }: Scan, policy: Html): string {
  const withoutDigest = (text: string | undefined): string => text?.replaceAll(/ 'sha256-[^']*'/g, '') ?? '';
  if (found === undefined) return 'the page lacks its content security policy';
  if (others.length > 0) return 'the page holds two content security policies';
  if (withoutDigest(found) !== withoutDigest(policy.toHTML())) return 'its content security policy was altered';
  return data.length > 0 ? 'its JSON-LD was altered' : 'its JSON-LD was taken out';
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
  const root = elements[0];
  if (root && (attributeOf(root, 'dir') ?? 'ltr') !== directionOf(language))
    differences.push('the direction is another one');
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
  const approvedAnswer = approvedHtml(signOff.answer, language, numbersIn(inside));
  const expected = transcriptOf(nodesOfHtml(approvedAnswer), () => null);
  const body = inside.find(
    (element) => isPlain(element) && transcriptOf(element.childNodes, (address) => site.sizeOf(address)) === expected,
  );
  claim(body, 'the answer is another one');
  const places = [...approved].map((element) => inside.indexOf(element));
  if (places.some((place, index) => place < (places[index - 1] ?? 0)))
    differences.push('its parts stand in another order');
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
  const also =
    besides ?? (foot ? besidesInFoot(foot, attributeOf(article, 'id') ?? signOff.id, signOff, language) : null);
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
