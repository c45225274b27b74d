// In: the files of a site that somebody published.
// Out: for each answer whether it stands as it was approved, and what does not.
// Does not know: the project that it was made from.

import { withoutIsolation } from '../directions/isolateDirections.ts';
import { asPage, fragmentPath, isFragment, tagsOfPage } from '../embed/hosted.ts';
import { attributeOf, type Element, isElement } from '../html/nodes.ts';
import { nodesOfHtml, nodesOfPage } from '../html/parseHtml.ts';
import { elementsIn, hasOnly, isMark, isTooDeep, oneSpaced, textOf } from '../html/publishedElements.ts';
import { contentSecurityPolicy } from '../pages/securityPolicy.ts';
import { answerLines } from '../pages/structuredData.ts';
import { approvedHtml, citedSource, inlinesIn, internalTarget, transcriptOf } from '../proof/answerTranscript.ts';
import { lineageOf } from '../proof/pageClaims.ts';
import { type Scan, scanPage } from '../proof/scanPage.ts';
import { entriesOf, type JsonMap, stringOf } from '../publicData/jsonValues.ts';
import type { PublishedFaq, PublishedQuestion } from '../publicData/publishedFaq.ts';
import { alterationsOfHistory, toldOfEvidence } from '../publicData/publishedHistory.ts';
import { alterationsOfNotice } from '../publicData/publishedNotice.ts';
import { hasOtherCredentials, isLabel, labelsOf, originFaults } from '../publicData/publishedOrigin.ts';
import { isReadAsApproved } from '../review/approvedLanguage.ts';
import type { SignedTogether } from '../review/signOff.ts';
import { en } from '../words/en.ts';
import { directionOf, languageOf } from '../words/language.ts';
import { wordsFor } from '../words/wordsFor.ts';
import { otherRelated, otherSurroundings } from './approvedSurroundings.ts';
import { claimsInData, namesReview, publishedClaims } from './publishedClaims.ts';
import { nodesOfData, questionsInData, saysOtherwise } from './publishedData.ts';
import { besidesInFoot, saysReviewed } from './publishedFoot.ts';
import { faultsOf, strayWays } from './publishedFrame.ts';
import { leadsAstray, strayLink, strayVerifiers } from './publishedLinks.ts';
import type { PublishedSite } from './publishedSite.ts';
import { citedNumberIn, isShown } from './publishedSources.ts';
import { strayElements } from './strayElements.ts';

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
  differencesFrom(signOff: SignedTogether): string[];
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
export function readPublishedPage(published: string, path: string, site: PublishedSite): ReadPage {
  const { faq } = site;
  const url = faq?.url ?? null;
  const printed = path === fragmentPath && url !== null ? readFragment(published, url, site) : published;
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
  if (isFragment(printed)) return unreadable('a fragment is read in the folder of its site');
  const html = withoutIsolationIn(printed);
  if (html === null) return unreadable('its numbers are not set apart as faqgen prints them');
  const nodes = nodesOfPage(html);
  if (isTooDeep(nodes)) return unreadable('it is nested too deeply');
  const elements = nodes.flatMap(elementsIn);
  const scan = scanPage(html, url);
  const language = languageOf(attributeOf(elements[0] as Element, 'lang') ?? '');
  const page: PublishedPage = {
    elements,
    language,
    labelsOf: (id) => labelsOf(id, faq, language),
    data: scan.data.flatMap(nodesOfData),
    site,
    path,
    faults: [
      ...(printed === published ? [] : faultsOfFragment(published, elements)),
      ...faultsOf(scan, path, site),
    ].slice(0, 1),
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
    alterations: faq ? alterationsOf(path, printed, articles, page, scan, faq) : [],
  };
}

/**
 * How a page, as a theme printed it, shows its answers otherwise than they were approved, in a few words: `signOffOf` knows
 * those that may be called reviewed, `labelOf` what is said of who wrote one. What stands around the answers is not looked at.
 */
export function alteredAnswers(
  printed: string,
  path: string,
  site: PublishedSite,
  { signOffOf, labelOf }: { signOffOf(id: string): SignedTogether | null; labelOf(id: string): string | null },
): string[] {
  const html = withoutIsolationIn(printed);
  if (html === null) return ['its numbers are not set apart as faqgen prints them'];
  const nodes = nodesOfPage(html);
  // What is nested too deeply is told as that.
  const elements = isTooDeep(nodes) ? [] : nodes.flatMap(elementsIn);
  const language = languageOf((elements[0] && attributeOf(elements[0], 'lang')) ?? '');
  const labels = (id: string) => [labelOf(id) ?? []].flat().map(oneSpaced);
  const page: PublishedPage = { elements, language, labelsOf: labels, data: [], site, path, faults: [] };
  const differences = elements.flatMap((element) => {
    const signOff = element.tagName === 'article' ? signOffOf(attributeOf(element, 'id') ?? '') : null;
    return signOff ? compareArticle(element, page, signOff) : [];
  });
  return [...new Set(differences)];
}

function withoutIsolationIn(printed: string): string | null {
  const language = languageOf(/<html\b[^>]*?\slang="([^"]*)"/.exec(printed)?.[1] ?? '');
  return withoutIsolation(printed, directionOf(language));
}

/** A fragment for other sites as the page that it was made of. */
function readFragment(fragment: string, url: string, { origins, wholeAddresses }: PublishedSite): string {
  const contentPolicy = contentSecurityPolicy({ origins });
  return asPage(fragment, { url, title: '', contentPolicy, whole: wholeAddresses(url) });
}

/** `elements`: of the page that it was made of. The script for other sites shows the first section alone. */
function faultsOfFragment(fragment: string, elements: readonly Element[]): string[] {
  const inBody = elements.find(({ tagName }) => tagName === 'body')?.childNodes ?? [];
  const roots = inBody.filter((node) => isElement(node) || textOf(node) !== '');
  return [
    ...tagsOfPage(fragment).map((tag) => `the fragment holds ${tag}`),
    ...(roots.length === 1 ? [] : ['the fragment holds more than its one section']),
  ];
}

/** How a page differs from what the data of its site says: the answers on it, and the words of those that nobody signed. */
function alterationsOf(
  path: string,
  printed: string,
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
    page.site.isListed &&
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
    ...(missing.length === 0 && ids.length === expected.ids.length && ids.join() !== expected.ids.join()
      ? ['its answers stand in another order']
      : []),
    ...differing,
    ...articles.flatMap((article) => {
      const question = faq.questions.get(attributeOf(article, 'id') ?? '');
      return question ? originFaults(article, page.data, question) : [];
    }),
    ...(hasOtherCredentials(page.data, faq) ? ['its JSON-LD gives a reviewer other credentials than faq.json'] : []),
    ...questionsInData(page.data)
      .filter((name) => !expected.ids.some((id) => oneSpaced(faq.questions.get(id)?.question ?? '') === name))
      .map((name) => `its JSON-LD answers “${name.slice(0, 100)}”, which does not belong there`),
    ...(languageOf(faq.language) === page.language ? [] : ['its language is another one']),
    ...(isReadRightly(scan, page.language) ? [] : ['its direction is another one']),
    ...page.faults,
    ...strayVerifiers(page.elements, page.language, faq.url),
    ...alterationsOfNotice(path, page.elements, faq),
    ...alterationsOfHistory(path, page.elements, articles, faq),
    ...strayElements(printed, page.elements, articles, faq),
    ...(expected.movedTo ? strayWays(scan, expected.movedTo) : []),
  ];
}

function isReadRightly({ frame }: Scan, language: string): boolean {
  return (frame.dir ?? 'ltr') === directionOf(language);
}

/** The words of an answer that nobody signed, held against the data of the site. */
function compareWithData(article: Element, page: PublishedPage, question: PublishedQuestion): string[] {
  const { language, site, data } = page;
  const inside = elementsIn(article).slice(1);
  const words = wordsFor(language) ?? en;
  const printed = approvedHtml(question.answer, language, numbersIn(inside), inlinesIn(inside));
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
  const folded = new Set(inside.filter(({ tagName }) => tagName === 'details').flatMap(elementsIn));
  const saysState = inside.some((element) => {
    if (!isPlain(element) || isPushedAside(element) || folded.has(element)) return false;
    const said = textOf(element);
    return sentence === undefined ? said.startsWith(oneSpaced(expired)) : said === oneSpaced(sentence);
  });
  return [
    ...(inside.some((element) => headingOf(element, question.id, page.site.faq) === oneSpaced(question.question))
      ? []
      : ['the question is another one than in faq.json']),
    ...(question.short === null || text.includes(oneSpaced(question.short))
      ? []
      : ['the short answer is another one than in faq.json']),
    ...(hasAnswer ? [] : ['the answer is another one than in faq.json']),
    ...(hasOtherData ? ['its JSON-LD says something else'] : []),
    ...(saysState ? [] : ['it does not say how its review stands']),
    ...(folded.size === 0 || foldIn(article, page).length > 0 ? [] : ['it may be hidden']),
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

interface PublishedPage {
  readonly elements: readonly Element[];
  readonly language: string;
  /** What it may say of who wrote an answer. */
  labelsOf(id: string): readonly string[];
  /** The nodes of its JSON-LD. */
  readonly data: readonly JsonMap[];
  readonly site: PublishedSite;
  /** Its place in the site. */
  readonly path: string;
  /** What makes the whole page one that faqgen did not print. */
  readonly faults: readonly string[];
}

function compareArticle(article: Element, page: PublishedPage, signOff: SignedTogether): string[] {
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
    inside.find(
      (element) => headingOf(element, attributeOf(article, 'id') ?? '', site.faq) === oneSpaced(signOff.question),
    ),
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
  const approvedAnswer = approvedHtml(signOff.answer, language, numbersIn(inside), inlinesIn(inside));
  const expected = transcriptOf(nodesOfHtml(approvedAnswer), () => null);
  const body = inside.find(
    (element) => isPlain(element) && transcriptOf(element.childNodes, (address) => site.sizeOf(address)) === expected,
  );
  claim(body, 'the answer is another one');
  const places = [...approved].map((element) => inside.indexOf(element));
  if (places.some((place, index) => place < (places[index - 1] ?? 0)))
    differences.push('its parts stand in another order');
  const stray = body ? strayLink(body, nodesOfHtml(approvedAnswer), site.faq) : null;
  if (stray !== null) differences.push(stray);
  if (body) differences.push(...otherSurroundings(body, signOff, attributeOf(article, 'id') ?? '', site));
  // Its own page lists the related questions, and no other does.
  if (elements.filter(({ tagName }) => tagName === 'article').length === 1)
    differences.push(...otherRelated(elements, signOff, language));
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
  const id = attributeOf(article, 'id') ?? signOff.id;
  const labels = page.labelsOf(id);
  const told = [...labels, ...toldOfEvidence(id, site.faq, language)];
  const own = article.childNodes
    .filter(isElement)
    .filter((node) => isOwnMark(node, article, signOff, language) || isLabel(node, labels));
  const besides = besidesIn(article, new Set([...approved, ...own]), foot, new Set(foldIn(article, page)));
  const ancestors = lineageOf(article);
  const isFrame = (element: Element): boolean =>
    frameElements.has(element.tagName) &&
    element.attrs.every(
      ({ name }) =>
        // A theme may tell itself something; it shows nobody anything.
        name.startsWith('data-') || (element.tagName === 'html' ? ['lang', 'dir'] : ['class', 'id']).includes(name),
    );
  const around = inside.filter((element) => elementsIn(element).some((one) => approved.has(one)));
  if (!ancestors.every(isFrame) || [...ancestors, ...inside].some(isPushedAside)) return ['it may be hidden'];
  if ([...ancestors, ...around].some(isLeftOut)) return ['it may be hidden on paper'];
  const also = besides ?? (foot ? besidesInFoot(foot, id, signOff, language, told) : null);
  return also === null ? [] : [`it also holds ${also}`];
}

const frameElements: ReadonlySet<string> = new Set(['html', 'body', 'main', 'section', 'div', 'article']);

/** Classes of the built-in style that take something out of sight. */
const hidingClasses: ReadonlySet<string> = new Set(['skip', 'address']);

/** Those that take something out of print, or out of its place. */
const printlessClasses: ReadonlySet<string> = new Set(
  'own rail back find neighbours onward cited host proof foot number initials'.split(' '),
);

function hasClassOf(element: Element, classes: ReadonlySet<string>): boolean {
  return (attributeOf(element, 'class') ?? '').split(/\s+/).some((name) => classes.has(name));
}

function isPushedAside(element: Element): boolean {
  return hasClassOf(element, hidingClasses);
}

function isLeftOut(element: Element): boolean {
  return hasClassOf(element, printlessClasses);
}

const plainAttributes = ['class'];

function isPlain(element: Element): boolean {
  return ['div', 'p', 'section'].includes(element.tagName) && hasOnly(element, plainAttributes);
}

function isHeading({ tagName }: Element): boolean {
  return /^h[1-6]$/.test(tagName);
}

/** The question alone: its number, which stands first, is decoration, and it may be a link to itself. */
function headingOf(heading: Element, id: string, faq: PublishedFaq | null): string | null {
  if (!isHeading(heading) || !hasOnly(heading, plainAttributes)) return null;
  const [first, ...others] = elementsIn(heading).slice(1);
  const hasNumber =
    first !== undefined &&
    first === heading.childNodes.find((node) => isElement(node) || textOf(node) !== '') &&
    isNumber(first);
  const isLink = (element: Element): boolean =>
    hasOnly(element, ['href']) && internalTarget(element) === id && !leadsAstray(element, faq);
  if (!(hasNumber || !first ? others : [first, ...others]).every(isLink)) return null;
  const text = textOf(heading);
  return oneSpaced(hasNumber ? text.slice(textOf(first).length) : text);
}

/** The number of a question, which is decoration. */
/** From 1,000 on, with the marks that a language puts between the thousands. */
function isNumber(element: Element): boolean {
  return (
    element.tagName === 'span' &&
    hasOnly(element, ['class', 'aria-hidden']) &&
    /^[\p{N}\s.,'’٬]*$/u.test(textOf(element))
  );
}

/** The mark beside a question that leads to its own page. */
function isOwnMark(node: Element, article: Element, { question }: SignedTogether, language: string): boolean {
  const { ownPage, colon } = wordsFor(language) ?? en;
  return (
    node.tagName === 'a' &&
    hasOnly(node, ['class', 'href', 'aria-label']) &&
    attributeOf(node, 'href') === `${attributeOf(article, 'id')}.html` &&
    oneSpaced(attributeOf(node, 'aria-label') ?? '') === oneSpaced(`${ownPage}${colon}${question}`) &&
    textOf(node) === '#'
  );
}

/** What closes an answer behind its question, where the page holds several: `<details>`, and in it `<summary>` with the heading. */
function foldIn(article: Element, { path }: PublishedPage): Element[] {
  const [fold, ...others] = elementsIn(article).filter(({ tagName }) => tagName === 'details');
  const [summary] = fold?.childNodes.filter(isElement) ?? [];
  const isFold =
    path !== `${attributeOf(article, 'id')}.html` &&
    others.length === 0 &&
    fold?.parentNode === article &&
    hasOnly(fold, ['open']) &&
    summary?.tagName === 'summary' &&
    hasOnly(summary, []);
  return isFold ? [fold, summary] : [];
}

/**
 * What else an answer holds, in a few words; null where that is nothing. Its foot tells of the review, and is the last of
 * it. `fold`: of `foldIn`.
 */
function besidesIn(
  element: Element,
  approved: ReadonlySet<Element>,
  foot: Element | undefined,
  fold: ReadonlySet<Element>,
): string | null {
  for (const node of element.childNodes) {
    if (!isElement(node)) {
      const text = 'value' in node ? oneSpaced(node.value) : '';
      if (node.nodeName === '#text' && text !== '') return `“${text.slice(0, 100)}”`;
      continue;
    }
    const isAnchor = node.tagName === 'span' && node.childNodes.length === 0 && hasOnly(node, ['id']);
    const isFoot = node === foot && node.tagName === 'footer' && hasOnly(node, plainAttributes);
    if (approved.has(node) || isAnchor || isFoot || (fold.has(element) && isNumber(node))) continue;
    if (!(isPlain(node) || fold.has(node)) || !elementsIn(node).some((inner) => approved.has(inner)))
      return textOf(node) === '' ? `<${node.tagName}>` : `“${textOf(node).slice(0, 100)}”`;
    const inner = besidesIn(node, approved, undefined, fold);
    if (inner !== null) return inner;
  }
  return null;
}
