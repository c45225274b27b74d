import type { Html } from './html.ts';
import { attributeOf, type Element, isElement, type Node } from './nodes.ts';
import { nodesOfHtml } from './parseHtml.ts';
import { isHidden, visibleText } from './visibleText.ts';

/** The words of markup as a reader sees them, a line for each block; without the numbers of citations. */
export function linesOfHtml(html: Html): string[] {
  const numbers = new Map<Element, string>();
  const textsOf = (nodes: readonly Node[]): string => {
    let text = '';
    for (const node of nodes) text += textOf(node);
    return text;
  };
  const textOf = (node: Node): string => {
    if (!isElement(node)) return visibleText(node).replaceAll('\n', ' ');
    if (isHidden(node)) return '';
    if (attributeOf(node, 'class') === 'cite') return placeInSource(visibleText(node));
    if (node.tagName === 'pre') return `\n${visibleText(node)}\n`;
    if (node.tagName === 'ol') numberEntries(node, numbers);
    const inside = textsOf(node.childNodes);
    if (node.tagName === 'br') return '\n';
    // What a picture says stands for it where nobody can see one.
    if (node.tagName === 'img') return attributeOf(node, 'alt') ?? '';
    if (node.tagName === 'td' || node.tagName === 'th') return `${inside.trim()} `;
    if (node.tagName === 'li') return `\n${numbers.get(node) ?? ''}${inside.trimStart()}\n`;
    return inlineElements.has(node.tagName) ? inside : `\n${inside}\n`;
  };
  return textsOf(nodesOfHtml(html))
    .split('\n')
    .map((line) => withSingleSpaces(line).trim())
    .filter((line) => line !== '');
}

/** What a browser prints before the entries of a list: `start`, then `value`, else one more (HTML, 4.4.8); in the templates, a class sets the sign behind it. */
function numberEntries(list: Element, numbers: Map<Element, string>): void {
  const sign = attributeOf(list, 'class') === 'paren' ? ')' : '.';
  let number = Number(attributeOf(list, 'start') ?? 1);
  for (const entry of list.childNodes.filter(isElement)) {
    number = Number(attributeOf(entry, 'value') ?? number);
    numbers.set(entry, `${number++}${sign} `);
  }
}

/** The number of a source leads nowhere outside of its page; what is said beside it is a part of the answer. */
function placeInSource(mark: string): string {
  return /^\[\d+\]$/.test(mark) ? '' : ` ${mark}`;
}

function withSingleSpaces(text: string): string {
  return /\s\s|[^\S ]/.test(text) ? text.replaceAll(/\s+/g, ' ') : text;
}

const inlineElements: ReadonlySet<string> = new Set(
  'a em strong code bdi bdo sup b dfn i kbd mark samp small span u var'.split(' '),
);
