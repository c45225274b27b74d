import { withoutUnseenSpaces } from '../yaml/softBreaks.ts';
import { attributeOf, type Element, isElement, type Node } from './nodes.ts';

export function hasOnly({ attrs }: Pick<Element, 'attrs'>, names: readonly string[]): boolean {
  return attrs.every(({ name }) => names.includes(name));
}

/** All words, seen or not: what is hidden today may be seen by another reader. */
export function textOf(node: Node): string {
  if (!isElement(node)) return node.nodeName === '#text' && 'value' in node ? oneSpaced(node.value) : '';
  const text = (one: Node): string =>
    isElement(one) ? one.childNodes.map(text).join('') : 'value' in one && one.nodeName === '#text' ? one.value : '';
  return oneSpaced(text(node));
}

/** As readers see it: white space is one space, and none in the midst of Chinese and Japanese. */
export function oneSpaced(text: string): string {
  return withoutUnseenSpaces(text.replaceAll(/\s+/g, ' ').trim());
}

export function elementsIn(node: Node): Element[] {
  return isElement(node) ? [node, ...node.childNodes.flatMap(elementsIn)] : [];
}

/** No page of ours comes near; reading recurses, and would end the program. */
const deepest = 200;

export function isTooDeep(nodes: readonly Node[]): boolean {
  let level = nodes.filter(isElement);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap(({ childNodes }) => childNodes.filter(isElement));
  }
  return false;
}

/** The mark of a signed answer. */
export function isMark(element: Element): boolean {
  return (attributeOf(element, 'class') ?? '').split(/\s+/).includes('signed');
}
