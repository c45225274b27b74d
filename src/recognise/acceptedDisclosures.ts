import { elementsWithin, isElement } from '../html/nodes.ts';
import { lastingClasses, type PageTree, parentOf } from './pageTree.ts';
import type { Pair } from './pairs.ts';
import { announcesQuestions, endsAsQuestion, foldQuestion, isQuestionLike } from './questionWords.ts';
import { isAnnouncedAt, type Known } from './repeatedPairs.ts';

export interface Accepted {
  readonly pairs: readonly Pair[];
  /** Those that only hold others: their questions head groups. */
  readonly groups: readonly Pair[];
}

/** Which of the things that open hold questions: those of one kind stand or fall together. */
export function acceptDisclosures(all: readonly Pair[], tree: PageTree, known: Known): Accepted {
  const inContent = all
    .filter(({ question }) => tree.noiseAt(question) === null && tree.lengthOf(question) > 0)
    .sort((one, other) => startOf(one, tree) - startOf(other, tree));
  const { leaves, groups } = unnested(inContent, tree);
  const kinds = new Map<string, Pair[]>();
  for (const pair of leaves) {
    const holder = parentOf(pair.root ?? pair.question);
    const kind = [pair.shape, holder?.tagName, ...(holder ? lastingClasses(holder) : [])].join(' ');
    const alike = kinds.get(kind);
    if (alike) alike.push(pair);
    else kinds.set(kind, [pair]);
  }
  const pairs = [...kinds.values()].filter((kind) => holdsQuestions(kind, tree, known)).flat();
  return {
    pairs,
    groups: groups.filter(
      (group) =>
        opensHeadingsThatAsk(group, tree) ||
        pairs.some((pair) => tree.isWithin(pair.question, group.root ?? group.question) || isIn(pair, group, tree)),
    ),
  };
}

function isIn(pair: Pair, outer: Pair, tree: PageTree): boolean {
  return outer.answer.some((node) => tree.isWithin(pair.question, node));
}

function startOf({ root, question }: Pair, tree: PageTree): number {
  return tree.orderOf(root ?? question);
}

function lengthOf({ answer }: Pair, tree: PageTree): number {
  return answer.reduce((sum, node) => sum + tree.lengthOf(node), 0);
}

/** What stands within an answer belongs to it, unless it is all that stands there: then the outer one is the title of a group. */
function unnested(pairs: readonly Pair[], tree: PageTree): { leaves: Pair[]; groups: Pair[] } {
  const inner = new Map<Pair, Pair[]>();
  const outermost: Pair[] = [];
  const open: Pair[] = [];
  for (const pair of pairs) {
    while (open.length > 0 && !isIn(pair, open.at(-1) as Pair, tree)) open.pop();
    const outer = open.at(-1);
    if (outer) inner.set(outer, [...(inner.get(outer) ?? []), pair]);
    else outermost.push(pair);
    open.push(pair);
  }
  const [leaves, groups]: [Pair[], Pair[]] = [[], []];
  const sort = (pair: Pair): void => {
    const within = inner.get(pair) ?? [];
    const own =
      lengthOf(pair, tree) - within.reduce((sum, one) => sum + tree.lengthOf(one.question) + lengthOf(one, tree), 0);
    const asks = ({ question }: Pair): boolean => isQuestionLike(tree.textOf(question) ?? '');
    const isGroup =
      within.length > 0 &&
      own < lengthOf(pair, tree) * 0.25 &&
      (within.length > 1 || (asks(within[0] as Pair) && !asks(pair)));
    if (within.length === 0 && opensHeadingsThatAsk(pair, tree)) groups.push(pair);
    else if (!isGroup) leaves.push(pair);
    else {
      groups.push(pair);
      within.forEach(sort);
    }
  };
  outermost.forEach(sort);
  return { leaves, groups };
}

/** Whether it asks nothing itself, and opens questions that are headings. */
function opensHeadingsThatAsk({ question, answer }: Pair, tree: PageTree): boolean {
  if (isQuestionLike(tree.textOf(question) ?? '')) return false;
  const headings = answer
    .filter(isElement)
    .flatMap((one) => elementsWithin(one))
    .filter(({ tagName }) => /^h[2-6]$/.test(tagName));
  const asking = headings.filter((one) => endsAsQuestion(tree.textOf(one) ?? ''));
  return asking.length > 1 && asking.length >= headings.length * 0.75;
}

function holdsQuestions(pairs: readonly Pair[], tree: PageTree, known: Known): boolean {
  const isCalledSo = /^(?:microdata|Yoast|Rank Math)$/.test(pairs[0]?.shape ?? '');
  if (known.isFaq || isCalledSo) return true;
  const asking = pairs.filter(({ question }) => {
    const text = tree.textOf(question) ?? '';
    return isQuestionLike(text) || known.told.has(foldQuestion(text));
  }).length;
  const [first] = pairs;
  if (!first) return false;
  return (
    asking >= Math.max(1, pairs.length / 3) ||
    isAnnouncedAt(first.question, tree) ||
    announcesQuestions(headingBefore(first.question, tree))
  );
}

/** The text of the last heading in front of an element. */
function headingBefore(element: Pair['question'], tree: PageTree): string {
  const headings = tree.elements.filter(({ tagName }) => /^h[1-6]$/.test(tagName));
  const before = headings.findLast((one) => tree.endOf(one) < tree.orderOf(element));
  return before ? (tree.textOf(before) ?? '') : '';
}
