import { attributeOf, type Element, elementsWithin } from '../html/nodes.ts';
import { classesOf } from '../transcribe/fates.ts';
import type { PageTree } from './pageTree.ts';
import type { Pair } from './pairs.ts';
import { cleanQuestion, isAsideHeading } from './questionWords.ts';

/** The heading of the questions behind it. */
export interface GroupHeading {
  readonly title: string;
  readonly anchor: string | null;
  readonly element: Element;
  /** Where it stands in the order of the text. */
  readonly order: number;
}

interface Around {
  /** The heading of the page. */
  readonly title: Element | null;
  /** Panels, each with its tab. */
  readonly tabs: ReadonlyMap<Element, Element>;
  /** What opens several questions at once. */
  readonly outer: readonly Element[];
}

/** All headings that have questions behind them, up to the next. One that says no more than that these are questions heads no group, but ends one. */
export function findGroups(tree: PageTree, pairs: readonly Pair[], { title, tabs, outer }: Around): GroupHeading[] {
  const taken = tree.coverOf(pairs.flatMap(({ question, answer }) => [question, ...answer]));
  const outerOnes = new Set(outer);
  const headings: GroupHeading[] = [];
  for (const element of tree.elements) {
    const tab = tabs.get(element);
    if (tab) add(headings, { element: tab, order: tree.orderOf(element), anchor: attributeOf(element, 'id') }, tree);
    if (element === title || taken.covers(element) || tree.noiseAt(element) !== null) continue;
    const isTitle =
      /^h[1-6]$/.test(element.tagName) ||
      outerOnes.has(element) ||
      classesOf(element).some((name) => titleClass.test(name));
    if (isTitle && !isWithinHeading(element, headings, tree))
      add(headings, { element, order: tree.orderOf(element), anchor: idOf(element) }, tree);
  }
  const starts = pairs.map(({ question }) => tree.orderOf(question));
  // One at the level of the questions behind it is a question that nobody answered.
  const above = headings.filter(({ element, order }) => {
    const next = pairs[starts.findIndex((start) => start > order)]?.question.tagName;
    return next !== element.tagName || !/^h[1-6]$/.test(next);
  });
  // A heading without a question behind it heads none; of several in a row, the last one does.
  let at = 0;
  return above.filter(({ order }, index) => {
    while (at < starts.length && (starts[at] as number) < order) at++;
    const next = starts[at];
    return next !== undefined && next < (above[index + 1]?.order ?? Number.POSITIVE_INFINITY);
  });
}

const titleClass = /(?:^|[-_])(?:category|section|group|topic)[-_]?(?:title|name|heading|header)$/i;

function isWithinHeading(element: Element, headings: readonly GroupHeading[], tree: PageTree): boolean {
  const last = headings.at(-1);
  return last !== undefined && tree.isWithin(element, last.element);
}

function idOf(element: Element): string | null {
  return (
    [element, ...elementsWithin(element)]
      .map((one) => attributeOf(one, 'id') ?? (one.tagName === 'a' ? attributeOf(one, 'name') : null))
      .find(Boolean) ?? null
  );
}

function add(headings: GroupHeading[], heading: Omit<GroupHeading, 'title'>, tree: PageTree): void {
  const title = cleanQuestion(tree.textOf(heading.element) ?? '').question;
  if (title !== '' && !isAsideHeading(title)) headings.push({ ...heading, title });
}
