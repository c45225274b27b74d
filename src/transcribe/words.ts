import { type Element, isElement, type Node, textIn } from '../html/nodes.ts';
import { cleaned, fateOf, isBlock } from './fates.ts';
import { listLabels } from './listLabels.ts';
import { standInOf } from './standIns.ts';
import { gridOf, isLayout } from './tableGrid.ts';

/**
 * The words that a reader sees of nodes, with single spaces, read straight from the source: what the Markdown is
 * held against. The labels of lists are among them.
 */
export function wordsOf(
  nodes: readonly Node[],
  isShown: (element: Element) => boolean,
  altOf: (picture: Element) => string,
): string {
  const parts: string[] = [];
  const readAll = (all: readonly Node[]): void => all.forEach(read);
  const read = (node: Node): void => {
    const text = textIn(node);
    if (text !== null) parts.push(text);
    if (!isElement(node) || fateOf(node, isShown) !== 'seen') return;
    const standIn = standInOf(node, parts.at(-1) ?? '');
    if (standIn) parts.push(standIn.words);
    else if (node.tagName === 'img') parts.push(altOf(node));
    else if (node.tagName === 'br') parts.push('\n');
    else if (node.tagName === 'table' && !isLayout(node)) readTable(node);
    else {
      const [open, close] = node.tagName === 'q' ? ['“', '”'] : isBlock(node) ? ['\n', '\n'] : ['', ''];
      parts.push(open);
      if (['ul', 'ol', 'menu', 'dir'].includes(node.tagName)) readList(node);
      else readAll(node.childNodes);
      parts.push(close);
    }
  };
  const readList = (list: Element): void => {
    const labels = listLabels(list);
    for (const node of list.childNodes) {
      const label = (isElement(node) && labels.get(node)) ?? null;
      const place = parts.push('') - 1;
      read(node);
      // The number of an entry without words counts nothing.
      const isSeen = parts.slice(place).some((part) => part.trim() !== '');
      if (typeof label === 'number' && isSeen) parts[place] = `\n${label}. `;
      else if (typeof label === 'string' && isSeen) parts[place] = `\n${label} `;
    }
  };
  const readTable = (table: Element): void => {
    for (const part of table.childNodes) if (isElement(part) && part.tagName === 'caption') read(part);
    for (const row of gridOf(table)) for (const cell of row) if (cell) read(cell);
  };
  readAll(nodes);
  return cleaned(parts.join(''))
    .replaceAll(/[ \t\n\f\r]+/g, ' ')
    .trim();
}
