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
