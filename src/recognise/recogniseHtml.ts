// In: a saved page of strangers, as bytes.
// Out: its questions and answers, what else it says, and what was left of it.
// Does not know: how faq.yaml is written.

import { languageMeant } from '../faq/languageTags.ts';
import {
  attributeOf,
  type Element,
  elementsBelow,
  elementsWithin,
  isElement,
  type Node,
  placeOf,
  textIn,
} from '../html/nodes.ts';
import { nodesOfMarkup, nodesWithPlaces } from '../html/parseHtml.ts';
import type { Found, FoundGroup, FoundItem, Remark } from '../import/found.ts';
import { hiddenBy, isBlock, isForScreenReaders, ownWords, quoted } from '../transcribe/fates.ts';
import { type TranscribeOptions, type Transcript, transcribe } from '../transcribe/transcribe.ts';
import { acceptDisclosures } from './acceptedDisclosures.ts';
import { decodePage } from './decodePage.ts';
import { findDisclosures } from './disclosures.ts';
import { findGroups, type GroupHeading } from './groupHeadings.ts';
import { takeOutHints } from './hintsOfButtons.ts';
import { namesOfLeftovers } from './leftovers.ts';
import { showMarkedUpWords, showWordsOfAttributes } from './markedUp.ts';
import { readHead, withoutSiteName } from './pageHead.ts';
import { type Cover, PageTree } from './pageTree.ts';
import type { Pair } from './pairs.ts';
import { setOffQuestionLines } from './questionLines.ts';
import { announcesQuestions, cleanQuestion, foldQuestion, isGenericTitle, isQuestionLike } from './questionWords.ts';
import { findRepeatedPairs, type Known } from './repeatedPairs.ts';
import { readStructuredData, type ToldQuestion } from './structuredData.ts';
import { readSurroundings } from './surroundings.ts';
import { dayIn, dayOfChange } from './writtenDays.ts';

export interface HtmlSource {
  /** In UTF-8, in the encoding that the page names, or in windows-1252. */
  readonly bytes: Uint8Array;
  /** Its path, whose last name may announce questions, as `faq.html` and `faq/index.html` do. */
  readonly path?: string;
  /** The path from faq.yaml of a picture that lies beside the page; null where none lies there. Default: none does. */
  readonly pictureAt?: (address: string) => string | null;
}

/**
 * The questions of a page in their order, whatever it is made of. What stands on the page counts; what it tells to
 * search engines (JSON-LD) is held against that, and taken where the page does not show it. No question is found in
 * navigation, dialogs and the like: the remarks name all text that was not taken. Time grows with the length of the page.
 */
export function recogniseHtml(source: HtmlSource): Found {
  const nodes = nodesWithPlaces(decodePage(source.bytes));
  const hints = [...new Set(takeOutHints(nodes))];
  setOffQuestionLines(nodes);
  showMarkedUpWords(nodes);
  showWordsOfAttributes(nodes);
  const tree = new PageTree(nodes);
  if (tree.isTooDeep)
    return {
      items: [],
      remarks: [
        { kind: 'left-out', what: 'the page nests more deeply than any that was written by hand or program', line: 1 },
      ],
    };
  const found = new Recogniser(nodes, tree, source).found();
  if (found.items.length === 0 || hints.length === 0) return found;
  const what = `words beside those of buttons: ${hints.map((one) => quoted(one)).join(', ')}`;
  return { ...found, remarks: [...found.remarks, { kind: 'left-out', what, line: 1 }] };
}

/** An item with what it was made of. */
interface Recognised {
  readonly item: FoundItem;
  /** Where it stands on the page; of what stands there in JSON-LD alone, that of its neighbour. */
  readonly order: number;
  readonly group: GroupHeading | null;
  readonly key: string;
  /** Empty where the page does not show it. */
  readonly answer: readonly Node[];
  /** What was cut in front of the question, as `F3.`, which may be its number as well. */
  readonly prefix: string | null;
}

class Recogniser {
  readonly #tree: PageTree;
  readonly #source: HtmlSource;
  readonly #elements: readonly Element[];
  readonly #head: ReturnType<typeof readHead>;
  readonly #told: ReturnType<typeof readStructuredData>;
  readonly #remarks: Remark[] = [];
  readonly #shown = new Set<Element>();
  readonly #anchors = new Map<string, string>();
  #options: TranscribeOptions = {};

  constructor(nodes: readonly Node[], tree: PageTree, source: HtmlSource) {
    this.#tree = tree;
    this.#source = source;
    this.#elements = elementsBelow(nodes);
    this.#head = readHead(this.#elements);
    this.#told = readStructuredData(this.#elements.filter(({ tagName }) => tagName === 'script'));
  }

  found(): Found {
    const [tree, head, told] = [this.#tree, this.#head, this.#told];
    const titles = tree.elements.filter(({ tagName }) => tagName === 'h1');
    const name = /([^\\/]*)(?:[\\/]index)?\.\w+$/i.exec(this.#source.path ?? '')?.[1] ?? '';
    const announced = [
      (titles[0] && tree.textOf(titles[0])) ?? '',
      head.title ?? '',
      decodeURI(head.page?.pathname ?? ''),
      name,
    ];
    const known: Known = {
      isFaq: announced.some(announcesQuestions),
      hasManyTitles: titles.length > 2,
      told: new Set(told.questions.map(({ question }) => foldQuestion(question))),
      pairs: [],
    };
    const disclosures = findDisclosures(tree);
    for (const panel of disclosures.panels) this.#shown.add(panel);
    const accepted = acceptDisclosures(disclosures.pairs, tree, known);
    const repeated = findRepeatedPairs(tree, { ...known, pairs: accepted.pairs });
    const pairs = [...accepted.pairs, ...repeated].sort(
      (one, other) => tree.orderOf(one.question) - tree.orderOf(other.question),
    );
    const asked = new Set(pairs.map(({ question }) => question));
    const h1 = titles.find((one) => !asked.has(one)) ?? null;
    const heading = (h1 && cleanQuestion(tree.textOf(h1) ?? '').question) || null;
    const groups = findGroups(tree, pairs, {
      title: h1,
      tabs: disclosures.tabs,
      outer: accepted.groups.map(({ question }) => question),
    });
    this.#readAnchors(pairs, groups);
    this.#options = {
      base: head.base ?? undefined,
      page: head.page ?? undefined,
      pictureAt: this.#source.pictureAt,
      isShown: (element) => this.#shown.has(element),
      anchorOf: (fragment) => this.#anchors.get(fragment) ?? null,
    };
    const shown = pairs.map((pair) => this.#recognise(pair, groups)).filter((one) => one !== null);
    const recognised = this.#withoutNumbers(this.#withToldAlone(this.#withoutDoubles(shown)));
    return this.#complete(recognised, pairs, groups, { h1, heading });
  }

  #remark(node: Node | null, kind: Remark['kind'], what: string, line = 1): void {
    const place = node && placeOf(node);
    this.#remarks.push(place ? { kind, what, ...place } : { kind, what, line });
  }

  #readAnchors(pairs: readonly Pair[], groups: readonly GroupHeading[]): void {
    for (const { element, anchor } of groups) if (anchor !== null) this.#nameAll([element], anchor);
    for (const pair of pairs) {
      const anchor = anchorOf(pair, this.#tree);
      if (anchor !== null)
        this.#nameAll([...(pair.root ? [pair.root] : []), pair.question, ...pair.answer.filter(isElement)], anchor);
    }
  }

  #nameAll(elements: readonly Element[], anchor: string): void {
    this.#anchors.set(anchor, anchor);
    for (const element of elements.flatMap((one) => [one, ...elementsWithin(one)]))
      for (const id of idsOf(element)) if (!this.#anchors.has(id)) this.#anchors.set(id, anchor);
  }

  #recognise(pair: Pair, groups: readonly GroupHeading[]): Recognised | null {
    const words = transcribe([pair.question], { isShown: () => true }).words || ownWords(pair.question);
    const { question, prefix } = cleanQuestion(words);
    if (question === '') return null;
    const answerPrefix = cutAnswerPrefix(pair.answer, prefix !== null);
    this.#open(pair.answer);
    const place = placeOf(pair.question) ?? { line: 1, column: 1 };
    const { markdown, words: answerWords, remarks } = transcribe(pair.answer, { ...this.#options, line: place.line });
    this.#remarks.push(...remarks);
    const prefixes = [prefix, answerPrefix].flatMap((one) => one?.trim() || []).map((one) => `“${one}”`);
    if (prefixes.length > 0)
      this.#remark(pair.question, 'changed', `${prefixes.join(' and ')} at ${quoted(question)}: not taken`);
    if (!/[?？؟]/.test(question))
      this.#remark(pair.question, 'taken', `${quoted(question)} has no question mark, and stands among questions`);
    const anchor = anchorOf(pair, this.#tree);
    const updated = dayOfChange(answerWords.slice(-80));
    const order = this.#tree.orderOf(pair.question);
    const heading = groups.findLast((one) => one.order < order) ?? null;
    const group = heading === null || isGenericTitle(heading.title) ? null : heading;
    return {
      item: {
        question,
        answer: markdown,
        words: answerWords,
        ...(anchor !== null ? { anchor } : {}),
        ...(updated ? { updated } : {}),
        ...place,
      },
      order,
      group,
      key: foldQuestion(question),
      answer: pair.answer,
      prefix,
    };
  }

  /** Answers are often hidden until somebody asks: what is hidden as a whole is shown. */
  #open(nodes: readonly Node[]): void {
    for (let level = nodes; level.length > 0; ) {
      const elements = level.filter(isElement).filter((one) => this.#tree.lengthOf(one) > 0);
      const hidden = elements.filter(
        (one) => isBlock(one) && !isForScreenReaders(one) && hiddenBy(one) !== null && !this.#shown.has(one),
      );
      const seen = level.some((node) => !hidden.includes(node as Element) && this.#tree.lengthOf(node) > 0);
      if (seen && hidden.length > 0 && elements.length > hidden.length) return;
      for (const one of hidden) this.#shown.add(one);
      if (elements.length !== 1) return;
      level = elements[0]?.childNodes ?? [];
    }
  }

  /** Numbers in front of all questions are those of the old page: ours has none. */
  #withoutNumbers(recognised: readonly Recognised[]): Recognised[] {
    const numbers = recognised.map(({ item, prefix }) => prefix ?? numberAhead.exec(item.question)?.[0] ?? '');
    if (recognised.length < 3 || new Set(numbers).size < recognised.length || numbers.includes(''))
      return [...recognised];
    this.#remarks.push({
      kind: 'changed',
      what: `the numbers in front of the questions, from ${numbers[0]?.trim()} to ${numbers.at(-1)?.trim()}, are not taken`,
      line: recognised[0]?.item.line ?? 1,
    });
    return recognised.map((one, at) => ({
      ...one,
      item: { ...one.item, question: one.prefix ? one.item.question : one.item.question.slice(numbers[at]?.length) },
    }));
  }

  #withoutDoubles(recognised: readonly Recognised[]): Recognised[] {
    const first = new Map<string, Recognised>();
    return recognised.filter((one) => {
      const other = first.get(one.key);
      if (!other) {
        first.set(one.key, one);
        return true;
      }
      const isSame = foldQuestion(other.item.words) === foldQuestion(one.item.words);
      const what = `${quoted(one.item.question)} stands here again${isSame ? '' : ', with another answer'}: the one in line ${other.item.line} is taken`;
      this.#remarks.push({ kind: 'left-out', what, line: one.item.line, column: one.item.column });
      return false;
    });
  }

  /** Holds what search engines are told against the page, and takes what the page does not show. */
  #withToldAlone(shown: readonly Recognised[]): Recognised[] {
    const told = this.#told.questions;
    for (const line of this.#told.broken)
      this.#remarks.push({ kind: 'left-out', what: 'JSON-LD that is no JSON', line });
    if (told.length === 0) return [...shown];
    const byKey = new Map(shown.map((one) => [one.key, one]));
    const alone: Recognised[] = [];
    let before: Recognised | null = null;
    const seen = new Set<string>();
    for (const one of told) {
      const key = foldQuestion(one.question);
      if (key === '' || seen.has(key)) continue;
      seen.add(key);
      const own = byKey.get(key);
      const transcript = transcribe(nodesOfMarkup(one.answer), { ...this.#options, line: one.line });
      if (own) this.#compare(own, transcript, one);
      else alone.push(this.#toldAlone(one, transcript, before, alone.length));
      before = own ?? alone.at(-1) ?? before;
    }
    for (const { item, key } of shown)
      if (!seen.has(key))
        this.#remarks.push({
          kind: 'taken',
          what: `${quoted(item.question)} is not in the page's JSON-LD`,
          line: item.line,
          column: item.column,
        });
    return [...shown, ...alone].sort((one, other) => one.order - other.order);
  }

  #compare({ item, answer }: Recognised, { words }: Transcript, { answer: markup, line }: ToldQuestion): void {
    if (foldQuestion(words) === foldQuestion(item.words)) return;
    // The words of a picture are none of the text: one of both may lack it.
    const bare = [answer, nodesOfMarkup(markup)].map((nodes) =>
      foldQuestion(transcribe(nodes, { ...this.#options, pictureAt: undefined }).words),
    );
    if (bare[0] === bare[1]) return;
    const what = `the answer to ${quoted(item.question)} is that of the page (line ${item.line}); JSON-LD says ${quoted(words, 200)}`;
    this.#remarks.push({ kind: 'changed', what, line });
  }

  #toldAlone(
    one: ToldQuestion,
    { markdown, words, remarks }: Transcript,
    before: Recognised | null,
    count: number,
  ): Recognised {
    const { question } = cleanQuestion(one.question);
    this.#remarks.push(...remarks, {
      kind: 'taken',
      what: `${quoted(question)} stands in JSON-LD alone: the page does not show it`,
      line: one.line,
    });
    return {
      item: { question, answer: markdown, words, line: one.line, column: 1 },
      order: (before?.order ?? -1) + (count + 1) / 1e6,
      group: before?.group ?? null,
      key: foldQuestion(one.question),
      answer: [],
      prefix: null,
    };
  }

  #complete(
    recognised: readonly Recognised[],
    pairs: readonly Pair[],
    headings: readonly GroupHeading[],
    { h1, heading }: { h1: Element | null; heading: string | null },
  ): Found {
    const [tree, head, told] = [this.#tree, this.#head, this.#told];
    const groups = groupsOf(recognised);
    const taken: Node[] = [
      ...pairs.flatMap(({ question, answer }) => [question, ...answer]),
      ...headings.map(({ element }) => element),
      ...(h1 ? [h1] : []),
    ];
    const { covers } = tree.coverOf(taken);
    const intros = new Map<GroupHeading, string>();
    for (const group of groups) {
      const nodes = introOf(group, tree, covers);
      const { markdown, remarks } = transcribe(nodes, this.#options);
      if (markdown === '') continue;
      intros.set(group, markdown);
      taken.push(...nodes);
      this.#remarks.push(...remarks);
    }
    const cover = tree.coverOf(taken);
    const around = readSurroundings(tree, cover, this.#options);
    taken.push(...around.used);
    this.#remarks.push(...around.remarks);
    const title = titleOf(heading, head.title, headings);
    // The day of a page may stand between its heading and what it is about.
    const first = h1 && leadOf(h1, tree, cover);
    const lead = first && tree.coverOf(around.used).covers(first) ? null : first;
    if (lead) taken.push(lead);
    const described = head.description ?? (lead && tree.textOf(lead)) ?? null;
    const description = described === title ? null : described;
    const updated = around.updated ?? dayIn(told.dateModified ?? '') ?? dayIn(head.modified ?? '');
    const reviewers = [
      ...around.reviewers,
      ...told.reviewers.map(({ name, role }) => (role ? { name, role } : { name })),
    ];
    const address = head.page?.href;
    const language = languageMeant(head.language ?? told.language ?? '');
    if (recognised.length > 0) this.#remarks.push(...namesOfLeftovers(tree, tree.coverOf(taken)));
    return {
      items: recognised.map(({ item, group }) => (group && groups.length > 0 ? { ...item, group: group.title } : item)),
      ...(groups.length > 0 ? { groups: groups.map((group) => foundGroup(group, intros.get(group))) } : {}),
      ...(title ? { title } : {}),
      ...(description ? { description } : {}),
      ...(language ? { language } : {}),
      ...(address ? { address } : {}),
      ...(updated ? { updated } : {}),
      ...(around.disclaimer ? { disclaimer: around.disclaimer } : {}),
      ...(around.contact ? { contact: around.contact } : {}),
      ...(reviewers.length > 0 ? { reviewers: [...new Map(reviewers.map((one) => [one.name, one])).values()] } : {}),
      ...(around.related.length > 0 ? { related: around.related } : {}),
      remarks: this.#remarks.sort((one, other) => one.line - other.line || (one.column ?? 0) - (other.column ?? 0)),
    };
  }
}

function foundGroup({ title, anchor }: GroupHeading, intro: string | undefined): FoundGroup {
  return { title, ...(anchor !== null ? { anchor } : {}), ...(intro !== undefined ? { intro } : {}) };
}

/** The groups that hold an item, in their order; none where there is one alone. */
function groupsOf(recognised: readonly Recognised[]): GroupHeading[] {
  const byTitle = new Map<string, GroupHeading>();
  for (const { group } of recognised) if (group && !byTitle.has(group.title)) byTitle.set(group.title, group);
  return byTitle.size > 1 || recognised.some(({ group }) => group === null) ? [...byTitle.values()] : [];
}

function titleOf(heading: string | null, title: string | null, groups: readonly GroupHeading[]): string | null {
  const ofSite = title === null ? null : withoutSiteName(title);
  if (heading !== null && (announcesQuestions(heading) || ofSite === null)) return heading;
  const generic = groups.find(({ title: one }) => isGenericTitle(one));
  return generic?.title ?? heading ?? ofSite;
}

/** All under which others may link to an element. */
function idsOf(element: Element): string[] {
  const name = element.tagName === 'a' ? attributeOf(element, 'name') : null;
  return [attributeOf(element, 'id'), name].filter((id): id is string => id !== null && /^\S+$/.test(id));
}

/** The fragment by which a question was linked to: of its box, of its heading, before it, or of its answer. */
function anchorOf({ root, question, answer }: Pair, tree: PageTree): string | null {
  const [panel] = answer.filter(isElement).filter((one) => tree.lengthOf(one) > 0);
  const before = tree.siblingBefore(root ?? question);
  const isMark = before && isElement(before) && before.tagName === 'a' && tree.lengthOf(before) === 0;
  const places = [
    ...(root ? [root] : []),
    question,
    ...elementsWithin(question).filter(({ tagName }) =>
      /^(?:h[1-6]|a|b|strong|span|button|div|p|label)$/.test(tagName),
    ),
    ...(isMark ? [before] : []),
    ...(panel ? [panel] : []),
  ];
  return places.flatMap(idsOf)[0] ?? null;
}

const numberAhead = /^\(?[A-Z]?\d{1,3}(?:\.\d{1,3})*(?:[.):]\s*|\s+)(?=\S)/u;

const prefixOfAnswer =
  /^\s*(?:A|Answer|Antwort|Ans|R|Réponse|Respuesta|Risposta)\s*(?:\d{1,3}\s*[.:)]|[:：.](?=\s|$))\s*/u;

/** A letter in an element of its own, with a block or nothing behind it. */
function isBadge(letter: Node): boolean {
  const parent = letter.parentNode && 'tagName' in letter.parentNode ? letter.parentNode : null;
  if (!parent || parent.childNodes.length > 1) return false;
  const siblings = parent.parentNode?.childNodes ?? [];
  const next = siblings
    .slice(siblings.indexOf(parent) + 1)
    .find((one) => isElement(one) || (textIn(one) ?? '').trim() !== '');
  return next === undefined || (isElement(next) && isBlock(next));
}

/** Takes the `A:` away that stands in front of an answer whose question had a `Q:`, or alone in an element; returns it. */
function cutAnswerPrefix(nodes: readonly Node[], isPrefixed: boolean): string | null {
  const first = (all: readonly Node[]): Node | null => {
    for (const node of all) {
      const found = isElement(node) ? first(node.childNodes) : (textIn(node) ?? '').trim() === '' ? null : node;
      if (found) return found;
    }
    return null;
  };
  const node = first(nodes);
  if (node && 'value' in node && /^\s*A[.:]?\s*$/.test(node.value) && isBadge(node)) {
    const badge = node.value;
    node.value = '';
    return badge;
  }
  if (!node || !('value' in node) || !(isPrefixed || /^\s*(?:A|Answer|Antwort)\s*:\s*$/u.test(node.value))) return null;
  const [prefix = null] = prefixOfAnswer.exec(node.value) ?? [];
  node.value = node.value.slice(prefix?.length ?? 0);
  return prefix;
}

/** What stands between the heading of a group and the first thing that is taken. */
function introOf({ element }: GroupHeading, tree: PageTree, isTaken: (node: Node) => boolean): Node[] {
  const nodes: Node[] = [];
  for (let node = tree.siblingBehind(element); node; node = tree.siblingBehind(node)) {
    if (
      isElement(node) &&
      (isTaken(node) ||
        tree.noiseAt(node) !== null ||
        !/^(?:p|ul|ol|blockquote|a|b|strong|em|span|i|br)$/.test(node.tagName))
    )
      break;
    nodes.push(node);
  }
  return nodes.some((node) => tree.lengthOf(node) > 0) ? nodes : [];
}

/** The first paragraph below the heading of a page, where it says what the page is. */
function leadOf(h1: Element, tree: PageTree, taken: Cover): Element | null {
  for (let node = tree.siblingBehind(h1); node; node = tree.siblingBehind(node)) {
    if (!isElement(node) || tree.lengthOf(node) === 0 || tree.noiseAt(node) !== null) continue;
    const text = tree.textOf(node);
    if (taken.meets(node) || taken.covers(node) || /^h[1-6]$/.test(node.tagName)) return null;
    if (node.tagName === 'p' && text !== null && text.length > 30 && !isQuestionLike(text)) return node;
  }
  return null;
}
