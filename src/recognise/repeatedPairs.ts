import { attributeOf, type Element, elementsWithin, isElement, type Node, textIn } from '../html/nodes.ts';
import { classesOf, isBlock } from '../transcribe/fates.ts';
import { firstAtLeast, lastingClasses, type PageTree, parentOf } from './pageTree.ts';
import type { Pair } from './pairs.ts';
import { endsAsQuestion, foldQuestion, isAsideHeading, isQuestionLike } from './questionWords.ts';

/** What is known of a page before its repeated pairs are looked for. */
export interface Known {
  /** Whether the page as a whole announces questions. */
  readonly isFaq: boolean;
  /** Whether headings of the first level are more than the title of the page and the name of its site. */
  readonly hasManyTitles: boolean;
  /** Questions that the page tells to search engines, folded. */
  readonly told: ReadonlySet<string>;
  /** What has been taken already. */
  readonly pairs: readonly Pair[];
}

const inlineElements = /^(?:b|strong|em|i|u|span|a|font|label|big|button)$/;

/**
 * Short blocks that repeat, each with more behind it: whatever headings, bold lines, terms, cells or divs a page is
 * made of. A kind of block holds questions where enough of its texts ask; then all of its kind are taken, so that
 * “Refunds” is found among them.
 */
export function findRepeatedPairs(tree: PageTree, known: Known): Pair[] {
  const found: Pair[] = [];
  const groups = [...candidatesByKind(tree, known)]
    .map(([, members]) => members)
    .filter((members) => members.length > 1);
  for (let round = 0; round < 12; round++) {
    const taken = [...known.pairs, ...found];
    const { covers, meets } = tree.coverOf(taken.flatMap(({ question, answer }) => [question, ...answer]));
    const best = groups
      .map((members) =>
        groupOf(
          members.filter((one) => !covers(one) && !meets(one)),
          taken,
          tree,
          known,
        ),
      )
      .filter((group) => group !== null)
      .sort((one, other) => other.score - one.score)[0];
    if (!best) break;
    found.push(...best.pairs);
  }
  return [...found, ...loneHeadings(found, tree, known)];
}

/** On a page of questions that are headings, one of a level above that asks, in front of others or with a number as they have, and with no heading below it. */
function loneHeadings(found: readonly Pair[], tree: PageTree, known: Known): Pair[] {
  const taken = [...known.pairs, ...found];
  const levels = found.filter(({ shape }) => shape === 'headings').map(({ question }) => question.tagName);
  const [level = ''] = levels.sort();
  if (!known.isFaq || levels.length < 2) return [];
  const { covers, meets } = tree.coverOf(taken.flatMap(({ question, answer }) => [question, ...answer]));
  const headings = tree.elements.filter((one) => /^h[1-6]$/.test(one.tagName) && tree.noiseAt(one) === null);
  const last = Math.max(...taken.map(({ question }) => tree.orderOf(question)));
  const lone = headings.filter((one, at) => {
    const text = tree.textOf(one) ?? '';
    const isNumbered = [text, tree.textOf(taken[0]?.question ?? one) ?? ''].every((words) => /^\d+\.\d/.test(words));
    const isAbove = one.tagName > 'h1' && one.tagName < level && (isNumbered || tree.orderOf(one) < last);
    const isLeaf = (headings[at + 1]?.tagName ?? '') <= one.tagName;
    return isAbove && isLeaf && endsAsQuestion(text) && !isAsideHeading(text) && !covers(one) && !meets(one);
  });
  return pairsOf(lone, taken, tree).filter(({ answer }) => lengthOf(answer, tree) > 0);
}

function candidatesByKind(tree: PageTree, known: Known): Map<string, Element[]> {
  const kinds = new Map<string, Element[]>();
  for (const element of tree.elements) {
    const text = tree.textOf(element);
    if (
      text === null ||
      tree.lengthOf(element) < 2 ||
      tree.areContents([element]) ||
      tree.holdsLines(element) ||
      tree.noiseAt(element) !== null
    )
      continue;
    const parent = parentOf(element);
    if (!parent || (tree.lengthOf(parent) === tree.lengthOf(element) && parent !== tree.body)) continue;
    if (inlineElements.test(element.tagName) && !isLineOfItsOwn(element, text, tree)) continue;
    const kind = kindOf(element, text, tree, known);
    if (kind === null) continue;
    const members = kinds.get(kind);
    if (members) members.push(element);
    else kinds.set(kind, [element]);
  }
  return kinds;
}

/** Whether an inline element begins a line, and ends one or asks. */
function isLineOfItsOwn(element: Element, text: string, tree: PageTree): boolean {
  const siblings = parentOf(element)?.childNodes ?? [];
  const neighbour = (step: 1 | -1): Node | undefined => {
    let at = tree.indexOf(element) + step;
    while (siblings[at] && (textIn(siblings[at] as Node) ?? (isElement(siblings[at] as Node) ? 'x' : '')).trim() === '')
      at += step;
    return siblings[at];
  };
  const isEdge = (node: Node | undefined): boolean =>
    node === undefined || (isElement(node) && (node.tagName === 'br' || isBlock(node)));
  return isEdge(neighbour(-1)) && (isEdge(neighbour(1)) || endsAsQuestion(text));
}

/** Elements of one kind look alike to a reader: by their tags and classes, and those of what holds them. Null for a plain text that asks nothing. */
function kindOf(element: Element, text: string, tree: PageTree, known: Known): string | null {
  const chain = wordsChain(element, tree);
  const parent = parentOf(element) as Element;
  const holder = parent.tagName === 'p' ? (parentOf(parent) ?? parent) : parent;
  const names = chain.map(nameOf);
  if (!known.hasManyTitles && chain.some(({ tagName }) => tagName === 'h1')) return null;
  if (/^h[1-6]$/.test(element.tagName)) return `${nameOf(parent)}/${element.tagName}`;
  // A line is bold as a whole, or begins with bold words.
  if (names.every((name) => /^(?:p|b|strong|u|span|font|a)$/.test(name)) && chain.some(isBold))
    return `${nameOf(holder)}/bold line`;
  if (/^t[dh]$/.test(element.tagName)) return `${nameOf(parent)}/${names.join('>')}:${tree.indexOf(element)}`;
  const isMarked = chain.some(
    (one) => /^(?:h[1-6]|b|strong|dt|u|summary|button)$/.test(one.tagName) || lastingClasses(one).length > 0,
  );
  if (isMarked) return `${nameOf(parent)}/${names.join('>')}`;
  const box = parentOf(parent);
  if (box && tree.siblingBefore(element) === null && isRepeated(parent, tree))
    return `${nameOf(box)}/${nameOf(parent)}/first`;
  if (/^Q\s*\d*\s*[.:)]/.test(text)) return `${nameOf(parent)}/${names.join('>')} Q`;
  return endsAsQuestion(text) || known.told.has(foldQuestion(text)) ? `${nameOf(parent)}/${names.join('>')}?` : null;
}

/** An element and those within that say all that it says. */
function wordsChain(element: Element, tree: PageTree): Element[] {
  const chain = [element];
  for (let inner: Element | undefined = element; inner; ) {
    inner = inner.childNodes.filter(isElement).find((one) => tree.lengthOf(one) === tree.lengthOf(element));
    if (inner) chain.push(inner);
  }
  return chain;
}

function isBold(element: Element): boolean {
  return (
    /^(?:b|strong)$/.test(element.tagName) ||
    /font-weight\s*:\s*(?:bold|[6-9]00)/i.test(attributeOf(element, 'style') ?? '')
  );
}

/** Whether it stands beside another of its kind. */
function isRepeated(element: Element, tree: PageTree): boolean {
  return ([1, -1] as const).some((step) => {
    const other = tree.siblingElement(element, step);
    return other !== null && nameOf(other) === nameOf(element);
  });
}

function nameOf(element: Element): string {
  return [element.tagName, ...lastingClasses(element)].join('.');
}

interface Group {
  readonly pairs: readonly Pair[];
  readonly score: number;
}

function groupOf(members: readonly Element[], taken: readonly Pair[], tree: PageTree, known: Known): Group | null {
  if (members.length < 2) return null;
  const asking = members.filter((one) => asks(one, tree, known)).length;
  if (asking === 0) return null;
  const texts = new Set(members.map((one) => tree.textOf(one)));
  // Copies of one text, as “Was this helpful?”, are no questions.
  if (texts.size <= members.length / 3) return null;
  const pairs = pairsOf(members, taken, tree).filter(({ answer }) => !tree.areContents(answer));
  const answered = pairs.filter(({ answer }) => lengthOf(answer, tree) > 0);
  if (answered.length < 2 || answered.length < pairs.length * 0.6) return null;
  const lengths = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  const [asked, told] = [
    lengths(answered.map(({ question }) => tree.lengthOf(question))),
    lengths(answered.map(({ answer }) => lengthOf(answer, tree))),
  ];
  const matched = members.filter((one) => known.told.has(foldQuestion(tree.textOf(one) ?? ''))).length;
  const share = asking / members.filter((one) => !isAsideHeading(tree.textOf(one) ?? '')).length;
  const isAnnounced = known.isFaq || members.some((one) => isAnnouncedAt(one, tree));
  if (told < asked * 0.5 && share < 0.6) return null;
  // On a page of questions, what repeats most with longer text behind it is them, asked or not.
  const isOnly = known.isFaq && taken.length === 0 && members.length >= 3 && share >= 0.3 && told >= asked * 1.5;
  const isSure =
    matched >= 2 || isOnly || (asking >= 2 && (isAnnounced ? share >= 0.4 : members.length >= 3 && share >= 0.75));
  // In an article that tells some of its headings as questions, the others are sections.
  const isAllOfThem = isAnnounced || isOnly || share >= 0.75;
  if (!isSure || (taken.length > 0 && matched === 0 && !goesOn(members, taken, tree, known))) return null;
  return {
    pairs: withUnasked(pairs, tree).filter(({ question }) =>
      isAllOfThem ? !isAsideHeading(tree.textOf(question) ?? '') : asks(question, tree, known),
    ),
    score: asking + matched + depthBonus(members, tree),
  };
}

/** With the questions among them that have no mark: in boxes of the same kind, and at every other place where question and answer take turns. */
function withUnasked(pairs: readonly Pair[], tree: PageTree): Pair[] {
  const inBoxes = unaskedBoxes(pairs, tree);
  const turns = pairs
    .filter(({ root }) => root === null)
    .map(({ question, answer }) => ({ question, blocks: blocksOf(answer, tree) }));
  const ones = turns.filter(({ blocks }) => blocks.length === 1).length;
  const takeTurns =
    turns.length === pairs.length &&
    ones >= 2 &&
    turns.every(({ question, blocks }) => blocks.length % 2 === 1 && isPlain(question));
  if (!takeTurns) return [...pairs, ...inBoxes];
  return pairs.flatMap((pair) => {
    const blocks = blocksOf(pair.answer, tree);
    const isTurn = blocks.every(
      (one, at) => one.tagName === pair.question.tagName && (at % 2 === 0 || isShortLine(one, tree)),
    );
    if (blocks.length === 1 || !isTurn) return [pair];
    return [pair.question, ...blocks].flatMap((question, at, all) => {
      const answer = all[at + 1];
      return at % 2 === 0 && answer ? [{ ...pair, question, answer: [answer] }] : [];
    });
  });
}

function isPlain(element: Element): boolean {
  return lastingClasses(element).length === 0 && /^(?:p|div|span)$/.test(element.tagName);
}

function isShortLine(element: Element, tree: PageTree): boolean {
  const text = tree.textOf(element);
  return text !== null && text.length < 80 && !/[.,;:!…]$/.test(text);
}

function unaskedBoxes(pairs: readonly Pair[], tree: PageTree): Pair[] {
  const boxes = pairs.flatMap(({ root }) => root ?? []);
  const parents = [...new Set(boxes.map(parentOf))].filter((one) => one !== null);
  const [known, kinds] = [new Set(boxes), new Set(boxes.map(nameOf))];
  const [first] = pairs;
  if (!first || boxes.length < 2) return [];
  const asked = nameOf(first.question);
  return parents
    .flatMap((parent) => parent.childNodes.filter(isElement))
    .flatMap((box) => {
      if (known.has(box) || !kinds.has(nameOf(box)) || tree.noiseAt(box) !== null) return [];
      const question = elementsWithin(box).find((one) => tree.lengthOf(one) > 0);
      if (!question || nameOf(question) !== asked || !isShortLine(question, tree)) return [];
      const answer = nodesBehind(question, box, tree);
      return lengthOf(answer, tree) > 0 ? [{ ...first, question, answer, root: box }] : [];
    });
}

function blocksOf(nodes: readonly Node[], tree: PageTree): Element[] {
  return nodes.filter(isElement).filter((one) => isBlock(one) && tree.lengthOf(one) > 0);
}

/** Of two kinds with as many questions, the one whose answers hold the other is meant. */
function depthBonus(members: readonly Element[], tree: PageTree): number {
  return 1 / (2 + tree.orderOf(members[0] as Element));
}

function asks(element: Element, tree: PageTree, known: Known): boolean {
  const text = tree.textOf(element) ?? '';
  return (
    (isQuestionLike(text) || /^Q\s*\d*\s*[.:)]/.test(text) || known.told.has(foldQuestion(text))) &&
    !isAsideHeading(text)
  );
}

/** Whether a page that has questions already has others of another kind: most headings that ask sell something. */
function goesOn(members: readonly Element[], taken: readonly Pair[], tree: PageTree, known: Known): boolean {
  if (isToldInFull(taken, tree, known)) return false;
  const asking = members.filter((one) => endsAsQuestion(tree.textOf(one) ?? '')).length;
  const isAnnounced = members.every((one) => isAnnouncedAt(one, tree)) || (known.isFaq && asking >= 3);
  // Two are enough where they stand beside the others.
  const isBeside = known.isFaq && asking === members.length && members.every((one) => standsBeside(one, taken, tree));
  return isBeside || (isAnnounced && asking >= members.length * 0.6);
}

/** Whether its parent, or the list that it is an entry of, stands among boxes that hold questions, or holds one. */
function standsBeside(element: Element, taken: readonly Pair[], tree: PageTree): boolean {
  const parent = parentOf(element);
  const holder =
    parent && /^(?:dl|ul|ol|li|p|div)$/.test(parent.tagName) && parent !== tree.body
      ? (parentOf(parent) ?? parent)
      : parent;
  return holder !== null && taken.some(({ question }) => tree.isWithin(question, holder));
}

/** Whether all that the page tells to search engines has been found, and nothing else: more is no question. */
function isToldInFull(taken: readonly Pair[], tree: PageTree, { told }: Known): boolean {
  const found = new Set(taken.map(({ question }) => foldQuestion(tree.textOf(question) ?? '')));
  return told.size > 1 && told.size === found.size && [...told].every((one) => found.has(one));
}

/** By the id or class of what holds it. */
export function isAnnouncedAt(element: Element, tree: PageTree): boolean {
  for (let outer: Element | null = element; outer && outer !== tree.body; outer = parentOf(outer))
    if (
      [attributeOf(outer, 'id') ?? '', ...classesOf(outer)].some((name) =>
        /(?:^|[-_])(?:faqs?|qa|q-and-a|questions?)(?:$|[-_])/i.test(name),
      )
    )
      return true;
  return false;
}

function lengthOf(nodes: readonly Node[], tree: PageTree): number {
  return nodes.reduce((sum, node) => sum + tree.lengthOf(node), 0);
}

interface PlacedPair extends Pair {
  /** Whether its answer stands behind its question, and not with it in a box. */
  readonly isBehind: boolean;
  readonly isLast: boolean;
}

function pairsOf(members: readonly Element[], taken: readonly Pair[], tree: PageTree): Pair[] {
  const starts = [...members, ...taken.map(({ question }) => question)]
    .map((one) => tree.orderOf(one))
    .sort((a, b) => a - b);
  const holdsOther = (outer: Element, own: Element): boolean => {
    const first = firstAtLeast(starts, tree.orderOf(outer));
    const [one, next] = [starts[first], starts[first + 1]];
    return one !== tree.orderOf(own) || (next !== undefined && next <= tree.endOf(outer));
  };
  const holdsAny = (outer: Node): boolean => {
    const first = starts[firstAtLeast(starts, tree.orderOf(outer))];
    return first !== undefined && first <= tree.endOf(outer);
  };
  const pairs = members.map((question): PlacedPair => {
    let root: Element = question;
    for (
      let outer = parentOf(root);
      outer && outer !== tree.body && !holdsOther(outer, question);
      outer = parentOf(outer)
    )
      root = outer;
    const inside = root === question ? [] : nodesBehind(question, root, tree);
    const isWithin = lengthOf(inside, tree) > 0;
    // What begins in the line of the question goes on in the lines below.
    const goesOn = isWithin && root.tagName === 'p';
    const behind = isWithin && !goesOn ? { nodes: [], isLast: false } : siblingsBehind(root, question, tree, holdsAny);
    const answer = [...inside, ...behind.nodes];
    return {
      question,
      answer: withoutNoise(answer, question, tree),
      root: isWithin && !goesOn ? root : null,
      shape: shapeOf(question),
      isBehind: !isWithin,
      isLast: behind.isLast,
    };
  });
  return withOneBlockEach(pairs, tree);
}

function shapeOf(question: Element): string {
  if (/^h[1-6]$/.test(question.tagName)) return 'headings';
  if (question.tagName === 'dt') return 'definition list';
  return /^t[dh]$/.test(question.tagName) ? 'table' : 'repeated blocks';
}

/** All that stands in `root` behind an element. */
function nodesBehind(element: Element, root: Element, tree: PageTree): Node[] {
  const nodes: Node[] = [];
  for (let node = element; node !== root; ) {
    const parent = parentOf(node);
    if (!parent) break;
    nodes.push(...parent.childNodes.slice(tree.indexOf(node) + 1));
    node = parent;
  }
  return nodes;
}

/** `isLast`: no other question follows among them. */
function siblingsBehind(
  root: Element,
  question: Element,
  tree: PageTree,
  holdsAny: (node: Node) => boolean,
): { readonly nodes: Node[]; readonly isLast: boolean } {
  const siblings = parentOf(root)?.childNodes ?? [];
  const level = headingLevel(question) ?? 4;
  const nodes: Node[] = [];
  for (let at = tree.indexOf(root) + 1; at < siblings.length; at++) {
    const node = siblings[at] as Node;
    if (holdsAny(node)) return { nodes, isLast: false };
    if (isElement(node) && beginsPart(node, level, tree)) break;
    const isOther = isElement(node) && /^(?:section|article|footer|form|aside)$/.test(node.tagName);
    if (isOther && lengthOf(nodes, tree) > 0) break;
    nodes.push(node);
  }
  // Behind the last answer a rule parts it from what is none.
  const rule = nodes.findIndex((node) => isElement(node) && node.tagName === 'hr');
  return { nodes: rule >= 0 && lengthOf(nodes.slice(0, rule), tree) > 0 ? nodes.slice(0, rule) : nodes, isLast: true };
}

/** A heading of the same rank, or of what is no answer: by itself, or at the head of a block. */
function beginsPart(element: Element, level: number, tree: PageTree): boolean {
  for (
    let node: Element | undefined = element;
    node;
    node = node.childNodes.filter(isElement).find((one) => tree.lengthOf(one) > 0)
  ) {
    const own = headingLevel(node);
    if (own !== null) return own <= level || isAsideHeading(tree.textOf(node) ?? '');
    if (node !== element && !isBlock(node)) break;
  }
  return false;
}

function headingLevel({ tagName }: Element): number | null {
  return /^h[1-6]$/.test(tagName) ? Number(tagName[1]) : null;
}

function withoutNoise(nodes: readonly Node[], question: Element, tree: PageTree): Node[] {
  return tree.noiseAt(question) === null
    ? nodes.filter((node) => !isElement(node) || tree.noiseAt(node) === null)
    : [...nodes];
}

/** Where each answer but the last is one block, what stands behind the last one's block is none of it. */
function withOneBlockEach(pairs: readonly PlacedPair[], tree: PageTree): Pair[] {
  const blocks = (nodes: readonly Node[]): Element[] => blocksOf(nodes, tree);
  const behind = pairs.filter(({ isBehind, answer }) => isBehind && blocks(answer).length > 0);
  const counts = behind.map(({ answer }) => blocks(answer).length);
  const ones = counts.filter((count) => count === 1).length;
  const names = new Set(behind.map(({ answer }) => blocks(answer)[0]?.tagName));
  const isUniform =
    ones >= 2 && ones >= counts.length - Math.max(1, counts.length / 5) && names.size === 1 && names.has('div');
  return pairs.map(({ isBehind, isLast, ...pair }) => {
    const [first, ...others] = blocks(pair.answer);
    return isUniform && isBehind && isLast && first && others.length > 0
      ? { ...pair, answer: pair.answer.slice(0, pair.answer.indexOf(first) + 1) }
      : pair;
  });
}
