import { type Element, elementsBelow, isElement, type Node, textIn } from '../html/nodes.ts';
import { isBlock } from '../transcribe/fates.ts';

import { endsAsQuestion } from './questionWords.ts';

const longest = 300;

/**
 * Puts a line that is a question into an element of its own, where nothing but a line break parts it from its answer:
 * `Q: …<br>A: …`, and the first line of a paragraph that asks.
 */
export function setOffQuestionLines(nodes: readonly Node[]): void {
  for (const element of elementsBelow(nodes)) {
    if (!/^(?:p|div|td|li|dd|center|font|span)$/.test(element.tagName)) continue;
    const lines = linesOf(element);
    if (lines.length < 2) continue;
    const isDialogue =
      lines.some((line) => /^\s*Q\s*\d*\s*[.:)]/.test(textOf(line))) &&
      lines.some((line) => /^\s*A\s*\d*\s*[.:)]/.test(textOf(line)));
    for (const [at, line] of lines.entries()) {
      const text = textOf(line).trim();
      const asks = isDialogue ? /^Q\s*\d*\s*[.:)]/.test(text) : at === 0 && endsAsQuestion(text);
      if (asks && text.length < longest && !isAlone(line)) setOff(element, line);
    }
  }
}

/** The nodes of each line; none where blocks part them. */
function linesOf(element: Element): Node[][] {
  if (element.childNodes.some((node) => isElement(node) && isBlock(node))) return [];
  const lines: Node[][] = [[]];
  for (const node of element.childNodes) {
    if (isElement(node) && node.tagName === 'br') lines.push([]);
    else lines.at(-1)?.push(node);
  }
  return lines.filter((line) => textOf(line).trim() !== '');
}

function textOf(nodes: readonly Node[]): string {
  return nodes.map((node) => textIn(node) ?? (isElement(node) ? textOf(node.childNodes) : '')).join('');
}

/** Whether it is an element of its own already. */
function isAlone(line: readonly Node[]): boolean {
  return (
    line.filter((node) => isElement(node) || (textIn(node) ?? '').trim() !== '').length === 1 && line.some(isElement)
  );
}

function setOff(element: Element, line: readonly Node[]): void {
  const [first] = line;
  if (!first) return;
  const strong: Element = {
    ...element,
    nodeName: 'strong',
    tagName: 'strong',
    attrs: [],
    childNodes: [...line],
    parentNode: element,
  };
  if (first.sourceCodeLocation) strong.sourceCodeLocation = first.sourceCodeLocation;
  element.childNodes.splice(element.childNodes.indexOf(first), line.length, strong);
  for (const node of line) node.parentNode = strong;
}
