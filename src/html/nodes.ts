import type { DefaultTreeAdapterTypes } from 'parse5';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

export function attributeOf({ attrs }: Element, wanted: string): string | null {
  for (const { name, prefix, value } of attrs) if ((prefix ? `${prefix}:${name}` : name) === wanted) return value;
  return null;
}

/** What stands between the tags of an element that holds text alone. */
export function rawText(element: Element): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}

/** Where a node begins in the text that it was read from, from 1; null where that was not kept. */
export function placeOf(node: Node): { readonly line: number; readonly column: number } | null {
  const place = node.sourceCodeLocation;
  return place ? { line: place.startLine, column: place.startCol } : null;
}

/** The words of a node of text; null for any other. */
export function textIn(node: Node): string | null {
  return node.nodeName === '#text' && 'value' in node ? node.value : null;
}

/** The elements inside of one, in the order of the text. */
export function elementsWithin(element: Element): Element[] {
  return elementsBelow(element.childNodes);
}

/** All elements among some nodes and inside of them, in the order of the text. */
export function elementsBelow(nodes: readonly Node[]): Element[] {
  const found: Element[] = [];
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isElement(node)) continue;
    found.push(node);
    for (let at = node.childNodes.length - 1; at >= 0; at--) waiting.push(node.childNodes[at] as Node);
  }
  return found;
}
