import type { Element, Node } from '../html/nodes.ts';

/** A question and what answers it, as elements of the page. */
export interface Pair {
  readonly question: Element;
  readonly answer: readonly Node[];
  /** The element that holds both, where there is one. */
  readonly root: Element | null;
  /** As a report says it. */
  readonly shape: string;
}
