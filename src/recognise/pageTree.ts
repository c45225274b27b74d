import { attributeOf, type Element, elementsWithin, isElement, type Node, textIn } from '../html/nodes.ts';
import { decodeFragment } from '../schema/identifiers.ts';
import { classesOf, isBlock, isForScreenReaders } from '../transcribe/fates.ts';
import { noiseOf } from './noise.ts';

/** What is asked of an element again and again. */
interface Entry {
  /** Its place in the order of the text, and that of the last node in it. */
  readonly start: number;
  end: number;
  /** Its place among the children of its parent. */
  readonly index: number;
  /** How many letters and digits its text has. */
  length: number;
  /** How many of these lead to another place of the page. */
  inPage: number;
  /** Its text where it is short enough for a question, with single spaces; null where it is longer. */
  short: string | null;
  holdsBlock: boolean;
  /** Whether what it holds stands on several lines. */
  holdsLines: boolean;
  /** The name of the part of the page around a question that it is, or stands in; null within the content. */
  noise: string | null;
}

const longestQuestion = 400;

/** More levels are no page that somebody wrote. */
const deepest = 1000;

/** The elements of a page with what is known of each, read once from the leaves to the root. */
export class PageTree {
  readonly elements: Element[] = [];
  readonly byId: Map<string, Element> = new Map();
  readonly body: Element | null;
  /** Whether it nests so deeply that nothing of it can be read. */
  readonly isTooDeep: boolean;
  readonly #entries = new Map<Node, Entry>();

  constructor(nodes: readonly Node[]) {
    const html = nodes.filter(isElement).find(({ tagName }) => tagName === 'html');
    this.body = html?.childNodes.filter(isElement).find(({ tagName }) => tagName === 'body') ?? null;
    this.isTooDeep = depthOf(nodes) > deepest;
    if (this.isTooDeep || !this.body) return;
    this.#read(this.body, 0);
    const all = this.lengthOf(this.body);
    this.#countInPage(this.body);
    this.#findNoise(this.body, null, all);
  }

  #read(node: Node, index: number): Entry {
    const entry: Entry = {
      start: this.#entries.size,
      end: 0,
      index,
      length: 0,
      inPage: 0,
      short: '',
      holdsBlock: false,
      holdsLines: false,
      noise: null,
    };
    this.#entries.set(node, entry);
    const text = textIn(node);
    if (text !== null) {
      entry.length = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
      entry.short = text.length > 4 * longestQuestion ? null : text.replaceAll(/\s+/g, ' ');
    } else if (isElement(node) && !isUnread(node)) this.#readElement(node, entry);
    if (entry.short !== null && entry.short.length > longestQuestion) entry.short = null;
    entry.end = this.#entries.size - 1;
    return entry;
  }

  #readElement(element: Element, entry: Entry): void {
    this.elements.push(element);
    for (const id of [attributeOf(element, 'id'), element.tagName === 'a' ? attributeOf(element, 'name') : null])
      if (id && !this.byId.has(id)) this.byId.set(id, element);
    let parts = 0;
    for (const [at, child] of element.childNodes.entries()) {
      const inner = this.#read(child, at);
      entry.length += inner.length;
      entry.holdsBlock ||= inner.holdsBlock || (isElement(child) && isBlock(child));
      const isApart = isElement(child) && (isBlock(child) || child.tagName === 'br');
      const edge = isApart ? ' ' : '';
      entry.short =
        entry.short === null || inner.short === null
          ? null
          : (entry.short + edge + inner.short + edge).slice(0, longestQuestion + 9);
      if (inner.length > 0) parts++;
      entry.holdsLines ||= inner.holdsLines || (parts > 1 && isApart);
    }
    entry.holdsLines ||=
      parts > 1 && element.childNodes.some((child) => isElement(child) && (isBlock(child) || child.tagName === 'br'));
    entry.short = entry.short?.replaceAll(/\s+/g, ' ') ?? null;
  }

  /** Known when all ids are. */
  #countInPage(element: Element): number {
    const entry = this.#entries.get(element);
    if (!entry) return 0;
    for (const child of element.childNodes) if (isElement(child)) entry.inPage += this.#countInPage(child);
    if (this.#leadsElsewhere(element)) entry.inPage = entry.length;
    return entry.inPage;
  }

  /** Before a heading, for those who link to it, stands a link that leads to where it stands. */
  #leadsElsewhere(element: Element): boolean {
    const href = attributeOf(element, 'href') ?? '';
    if (element.tagName !== 'a' || !/^#./.test(href) || isOpener(element)) return false;
    const target = this.byId.get(href.slice(1)) ?? this.byId.get(decodeFragment(href.slice(1)));
    if (target === undefined || this.isWithin(element, target) || this.isWithin(target, element)) return false;
    // A heading may lead back to its entry in the contents, as those of Sphinx do.
    return this.orderOf(target) > this.orderOf(element) || !isInTitle(element);
  }

  #findNoise(element: Element, around: string | null, all: number): void {
    const entry = this.#entries.get(element);
    if (!entry) return;
    // What holds most of the text is no bar at its edge, however it is called.
    const isList =
      entry.inPage > entry.length * 0.7 &&
      /^(?:ul|ol|dl|div|nav|table|section|p|menu)$/.test(element.tagName) &&
      // A sentence may refer to two other answers.
      (!/^(?:p|div|section)$/.test(element.tagName) ||
        elementsWithin(element).filter((one) => one.tagName === 'a' && this.#entries.get(one)?.inPage).length > 2);
    entry.noise =
      around ??
      (entry.length > all / 2 ? null : (noiseOf(element, entry.length) ?? (isList ? 'table of contents' : null)));
    for (const child of element.childNodes) if (isElement(child)) this.#findNoise(child, entry.noise, all);
  }

  lengthOf(node: Node): number {
    return this.#entries.get(node)?.length ?? 0;
  }

  /** Null where it is too long for a question. */
  textOf(node: Node): string | null {
    return this.#entries.get(node)?.short?.trim() ?? null;
  }

  holdsLines(node: Node): boolean {
    return this.#entries.get(node)?.holdsLines ?? false;
  }

  holdsBlock(node: Node): boolean {
    return this.#entries.get(node)?.holdsBlock ?? false;
  }

  noiseAt(node: Node): string | null {
    return this.#entries.get(node)?.noise ?? null;
  }

  indexOf(node: Node): number {
    return this.#entries.get(node)?.index ?? -1;
  }

  /** Whether most words of some nodes lead to other places of the page, as those of a table of contents do. */
  areContents(nodes: readonly Node[]): boolean {
    const sum = (of: (entry: Entry) => number): number =>
      nodes.reduce((all, node) => all + of(this.#entries.get(node) as Entry), 0);
    return sum(({ inPage }) => inPage) > sum(({ length }) => length) * 0.7;
  }

  orderOf(node: Node): number {
    return this.#entries.get(node)?.start ?? -1;
  }

  endOf(node: Node): number {
    return this.#entries.get(node)?.end ?? -1;
  }

  siblingBehind(node: Node): Node | null {
    return node.parentNode?.childNodes[this.indexOf(node) + 1] ?? null;
  }

  /** The next element before (-1) or behind (1) it. */
  siblingElement(node: Node, step: 1 | -1): Element | null {
    const siblings = node.parentNode?.childNodes ?? [];
    let at = this.indexOf(node) + step;
    while (siblings[at] && !isElement(siblings[at] as Node)) at += step;
    return (siblings[at] as Element | undefined) ?? null;
  }

  /** The next in front of a node that is more than blanks. */
  siblingBefore(node: Node): Node | null {
    const siblings = node.parentNode?.childNodes ?? [];
    let at = this.indexOf(node) - 1;
    while (siblings[at] && textIn(siblings[at] as Node)?.trim() === '') at--;
    return siblings[at] ?? null;
  }

  coverOf(nodes: readonly Node[]): Cover {
    const spans = nodes
      .map((node) => [this.orderOf(node), this.endOf(node)] as const)
      .sort(([one], [other]) => one - other);
    const starts = spans.map(([start]) => start);
    const ends: number[] = [];
    for (const [, end] of spans) ends.push(Math.max(end, ends.at(-1) ?? -1));
    return {
      covers: (node) => (ends[firstAtLeast(starts, this.orderOf(node) + 1) - 1] ?? -1) >= this.orderOf(node),
      meets: (node) =>
        (starts[firstAtLeast(starts, this.orderOf(node))] ?? Number.POSITIVE_INFINITY) <= this.endOf(node),
    };
  }

  isWithin(node: Node, outer: Node): boolean {
    const at = this.orderOf(node);
    return at >= this.orderOf(outer) && at <= this.endOf(outer);
  }
}

/** Some nodes of a page, as those that were taken. */
export interface Cover {
  /** Whether a node is one of them, or stands in one. */
  covers(node: Node): boolean;
  /** Whether a node is one of them, or holds one. */
  meets(node: Node): boolean;
}

/** The index of the first of sorted numbers that is at least as large. */
export function firstAtLeast(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isInTitle(element: Element): boolean {
  let outer: Element | null = element;
  while (outer && !isBlock(outer)) outer = parentOf(outer);
  return outer !== null && /^(?:h[1-6]|dt)$/.test(outer.tagName);
}

/** A link that opens what it leads to. */
function isOpener(link: Element): boolean {
  const names = ['data-toggle', 'data-bs-toggle', 'aria-expanded', 'aria-controls', 'data-target'];
  return (
    names.some((name) => attributeOf(link, name) !== null) ||
    /accordion|toggle|collaps/i.test(attributeOf(link, 'class') ?? '')
  );
}

/** What no eye reads on the page as it is when everything is open. */
function isUnread(element: Element): boolean {
  if (/^(?:script|style|template|noscript|svg|head|select|datalist|textarea)$/.test(element.tagName)) return true;
  if (isForScreenReaders(element)) return true;
  return attributeOf(element, 'aria-hidden') === 'true' && !isBlock(element);
}

function depthOf(nodes: readonly Node[]): number {
  let [level, depth]: [readonly Node[], number] = [nodes, 0];
  for (; level.length > 0; depth++) level = level.flatMap((node) => (isElement(node) ? node.childNodes : []));
  return depth;
}

export function parentOf(node: Node): Element | null {
  return node.parentNode && 'tagName' in node.parentNode ? node.parentNode : null;
}

/** The classes of an element that say what it is, and not in which state or at which place. */
export function lastingClasses(element: Element): string[] {
  return classesOf(element).filter(
    (name) =>
      !/(?:^|[-_][a-z]*)\d+$|active|open|close|show|collapsed|expanded|first|last|odd|even|current|selected|is-|animated|fade|visible/i.test(
        name,
      ),
  );
}
