import { attributeOf, type Element, elementsWithin, isElement, type Node, textIn } from '../html/nodes.ts';
import { classesOf } from '../transcribe/fates.ts';
import { markedUpPair, propertiesOf } from './markedUp.ts';
import { type PageTree, parentOf } from './pageTree.ts';
import type { Pair } from './pairs.ts';

/** What is opened at a press, and the headings above those that are tabs. */
export interface Disclosures {
  readonly pairs: readonly Pair[];
  /** The label of a panel whose tab stands elsewhere. */
  readonly tabs: ReadonlyMap<Element, Element>;
  /** Everything that is shown at a press. */
  readonly panels: ReadonlySet<Element>;
}

/** `<details>`, and elements that say which other one they open: Bootstrap, ARIA, labels of hidden boxes. */
export function findDisclosures(tree: PageTree): Disclosures {
  const pairs: Pair[] = [];
  const tabs = new Map<Element, Element>();
  const panels = new Set<Element>();
  const opened = new Set<Node>();
  for (const element of tree.elements) {
    if (element.tagName === 'details') {
      const summary = element.childNodes.filter(isElement).find(({ tagName }) => tagName === 'summary');
      const answer = element.childNodes.filter((node) => node !== summary);
      if (summary) pairs.push({ question: summary, answer, root: element, shape: 'details' });
      continue;
    }
    const named = namedPair(element, tree);
    if (named && !opened.has(named.answer[0] as Node)) {
      pairs.push(named);
      opened.add(named.answer[0] as Node);
    }
    const panel = named ? null : panelOf(element, tree);
    if (!panel || tree.isWithin(element, panel) || tree.isWithin(panel, element)) continue;
    panels.add(panel);
    if (opened.has(panel)) continue;
    const question = questionAt(element, panel, tree);
    if (!isRightAfter(question, panel, tree)) {
      if (isTab(element)) tabs.set(panel, element);
      continue;
    }
    opened.add(panel);
    pairs.push({ question, answer: [panel], root: holderOf(question, panel, tree), shape: shapeOf(element) });
  }
  return { pairs, tabs, panels };
}

/** Classes of the question and the answer that follows it: Divi, Yoast, Rank Math, Elementor, Squarespace, WordPress; and the plain words, as DocBook has. */
const namedClasses: readonly (readonly [question: string, answer: string, shape: string])[] = [
  ['et_pb_toggle_title', 'et_pb_toggle_content', 'Divi'],
  ['schema-faq-question', 'schema-faq-answer', 'Yoast'],
  ['rank-math-question', 'rank-math-answer', 'Rank Math'],
  ['elementor-tab-title', 'elementor-tab-content', 'Elementor'],
  ['accordion-item__title-wrapper', 'accordion-item__dropdown', 'Squarespace'],
  ['wp-block-accordion-heading', 'wp-block-accordion-panel', 'WordPress accordion'],
  ['question', 'answer', 'question and answer'],
];

function namedPair(element: Element, tree: PageTree): Pair | null {
  const classes = classesOf(element);
  const names = classes.length === 0 ? undefined : namedClasses.find(([question]) => classes.includes(question));
  if (propertiesOf(element).includes('name')) {
    const pair = markedUpPair(element);
    const [panel] = pair?.answer.filter(isElement) ?? [];
    return pair && panel ? { ...pair, question: questionAt(element, panel, tree) } : null;
  }
  if (!names) return null;
  const [, answer, shape] = names;
  for (let next = tree.siblingBehind(element); next; next = tree.siblingBehind(next)) {
    if (!isElement(next)) continue;
    if (classesOf(next).includes(names[0])) return null;
    if (!classesOf(next).includes(answer)) continue;
    const root = parentOf(element);
    const isAlone = root !== null && tree.lengthOf(root) === tree.lengthOf(element) + tree.lengthOf(next);
    return { question: element, answer: [next], root: isAlone ? root : null, shape };
  }
  return null;
}

function isTab(element: Element): boolean {
  const toggle = attributeOf(element, 'data-bs-toggle') ?? attributeOf(element, 'data-toggle');
  return attributeOf(element, 'role') === 'tab' || toggle === 'tab' || toggle === 'pill';
}

function shapeOf(element: Element): string {
  const target = attributeOf(element, 'data-bs-target') ?? attributeOf(element, 'data-target');
  if (target !== null || attributeOf(element, 'data-bs-toggle') !== null) return 'Bootstrap collapse';
  return classesOf(element).some((name) => name.startsWith('elementor')) ? 'Elementor' : 'button and panel';
}

function panelOf(element: Element, tree: PageTree): Element | null {
  const toggle = attributeOf(element, 'data-bs-toggle') ?? attributeOf(element, 'data-toggle');
  if (toggle !== null && /^(?:modal|dropdown|offcanvas|tooltip|popover)$/.test(toggle)) return null;
  const href = attributeOf(element, 'href') ?? '';
  const isOpener =
    toggle !== null ||
    attributeOf(element, 'aria-expanded') !== null ||
    ['button', 'tab'].includes(attributeOf(element, 'role') ?? '');
  const target =
    attributeOf(element, 'data-bs-target') ??
    attributeOf(element, 'data-target') ??
    (attributeOf(element, 'aria-controls')
      ? `#${attributeOf(element, 'aria-controls')?.trim().split(/\s+/)[0]}`
      : null) ??
    (href.startsWith('#') && isOpener ? href : null);
  if (target?.startsWith('#')) return tree.byId.get(target.slice(1)) ?? null;
  return element.tagName === 'label' ? panelOfLabel(element, tree) : null;
}

/** An accordion without scripts: a box that is ticked, its label, and behind them what the stylesheet shows. */
function panelOfLabel(label: Element, tree: PageTree): Element | null {
  const box = tree.byId.get(attributeOf(label, 'for') ?? '');
  const type = box?.tagName === 'input' ? attributeOf(box, 'type') : null;
  if (type !== 'checkbox' && type !== 'radio') return null;
  const siblings = parentOf(label)?.childNodes.filter(isElement) ?? [];
  const next = siblings[siblings.indexOf(label) + 1];
  return next && /^(?:div|section|ul|p|article)$/.test(next.tagName) ? next : null;
}

/** The heading or the head of the box that a button stands in, where it says nothing else. */
function questionAt(element: Element, panel: Element, tree: PageTree): Element {
  let question = element;
  for (let outer = parentOf(element); outer && !tree.isWithin(panel, outer); outer = parentOf(outer)) {
    if (tree.lengthOf(outer) !== tree.lengthOf(element) && !/^h[1-6]$|^dt$/.test(outer.tagName)) break;
    question = outer;
  }
  return question;
}

/** Whether no word stands between a question and what it opens. */
function isRightAfter(question: Element, panel: Element, tree: PageTree): boolean {
  if (tree.orderOf(panel) <= tree.endOf(question)) return false;
  let node: Node = question;
  for (;;) {
    const parent = parentOf(node);
    if (!parent) return false;
    for (let at = tree.indexOf(node) + 1; at < parent.childNodes.length; at++) {
      const sibling = parent.childNodes[at] as Node;
      if (tree.isWithin(panel, sibling)) return panel === sibling || isFirstWordOf(panel, sibling, tree);
      if (/[\p{L}\p{N}]/u.test(textIn(sibling) ?? '') || tree.lengthOf(sibling) > 0) return false;
    }
    node = parent;
  }
}

function isFirstWordOf(panel: Element, outer: Node, tree: PageTree): boolean {
  if (!isElement(outer)) return false;
  const ahead = elementsWithin(outer).find(
    (one) => tree.orderOf(one) < tree.orderOf(panel) && !tree.isWithin(panel, one) && tree.lengthOf(one) > 0,
  );
  return ahead === undefined;
}

/** The box around both, where it holds nothing else. */
function holderOf(question: Element, panel: Element, tree: PageTree): Element | null {
  let holder = parentOf(question);
  while (holder && !tree.isWithin(panel, holder)) holder = parentOf(holder);
  return holder && tree.lengthOf(holder) === tree.lengthOf(question) + tree.lengthOf(panel) && holder !== tree.body
    ? holder
    : null;
}
