import { type DefaultTreeAdapterTypes, parse } from 'parse5';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

/**
 * What a reader sees of an element, as text: a line for each block, the number
 * that a browser prints before an entry of an ordered list, ` | ` between the
 * cells of a table, `---` for a rule. Marks of citations and bullets are left out.
 */
export function visibleText(element: Element, citations: Citations = 'none'): string {
  return textWithCells(element, citations).replaceAll(betweenCells, '|');
}

/** Which marks of citations stand in the text: those alone that say more than a number, or all. */
type Citations = 'none' | 'places' | 'all';

/** No text holds it. */
const betweenCells = '\u001f';

function textWithCells(element: Element, citations: Citations = 'none'): string {
  const pieces: string[] = [];
  walk(element, pieces, citations);
  return pieces
    .join('')
    .split('\n')
    .map((line) => line.replaceAll(/[ \t]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** The same, with a line for each stretch whose words stand side by side, and what is said beside the numbers of sources. */
export function linesShown(element: Element): string[] {
  const cited = descendants(element)
    .filter((inner) => attribute(inner, 'class') === 'cite')
    .map((mark) =>
      descendants(mark).flatMap(({ childNodes }) => childNodes.map((node) => ('value' in node ? node.value : ''))),
    );
  const numbered = textWithCells(element).replaceAll(/^(?:\d+[.)] )+/gm, (numbers) => numbers.replaceAll(' ', '\n'));
  return [...numbered.split(/\n|\u001f/), ...cited.map((mark) => mark.join('').replace(/\d+/, ''))].filter(Boolean);
}

/** The answer of a question as it stands on a page. */
export function answerOn(html: string, id: string): Element {
  const article = elementsOf(html).find((element) => attribute(element, 'id') === id);
  if (!article) throw new Error(`there is no answer to ${id}`);
  return proseIn(article);
}

export function proseIn(article: Element): Element {
  const prose = descendants(article).find((element) => attribute(element, 'class') === 'prose');
  if (!prose) throw new Error('the article has no answer');
  return prose;
}

export function elementsOf(html: string): Element[] {
  return descendants(parse(html));
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((entry) => entry.name === name)?.value;
}

function descendants(parent: { childNodes: Node[] }): Element[] {
  const found: Element[] = [];
  const open = [...parent.childNodes].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (!isElement(node)) continue;
    found.push(node);
    open.push(...[...node.childNodes].reverse());
  }
  return found;
}

const blocks = new Set([
  'p',
  'li',
  'ul',
  'ol',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'pre',
  'tr',
  'table',
  'div',
]);

function walk(node: Node, pieces: string[], citations: Citations): void {
  if ('value' in node) {
    const text =
      node.parentNode && 'tagName' in node.parentNode && inPre(node.parentNode)
        ? node.value
        : node.value.replaceAll('\n', ' ');
    pieces.push(text);
    return;
  }
  if (!isElement(node)) return;
  if (attribute(node, 'class') === 'cite') {
    const mark: string[] = [];
    for (const child of node.childNodes) walk(child, mark, citations);
    if (citations === 'all' || (citations === 'places' && !/^\[\d+\]$/.test(mark.join('')))) pieces.push(...mark);
    return;
  }
  const { tagName } = node;
  if (tagName === 'br') pieces.push('\n');
  if (tagName === 'hr') pieces.push('\n---\n');
  if (tagName === 'img') pieces.push(attribute(node, 'alt') ?? '');
  if (blocks.has(tagName)) pieces.push('\n');
  if (tagName === 'ol') walkOrdered(node, pieces, citations);
  else if (tagName === 'tr') walkRow(node, pieces, citations);
  else for (const child of node.childNodes) walk(child, pieces, citations);
  if (blocks.has(tagName)) pieces.push('\n');
}

/** Numbers as the specification of HTML counts them: `start`, then `value`, else one more. */
function walkOrdered(list: Element, pieces: string[], citations: Citations): void {
  const suffix = attribute(list, 'class') === 'paren' ? ')' : '.';
  let number = Number(attribute(list, 'start') ?? 1);
  for (const item of list.childNodes.filter(isElement)) {
    number = Number(attribute(item, 'value') ?? number);
    // The mark stands on the first line of the entry, whatever block begins there.
    const inner: string[] = [];
    for (const child of item.childNodes) walk(child, inner, citations);
    pieces.push(`\n${number}${suffix} ${inner.join('').trimStart()}\n`);
    number++;
  }
}

function walkRow(row: Element, pieces: string[], citations: Citations): void {
  const cells = row.childNodes.filter(isElement).map((cell) => {
    const inner: string[] = [];
    for (const child of cell.childNodes) walk(child, inner, citations);
    return inner.join('').trim();
  });
  pieces.push(cells.join(` ${betweenCells} `));
}

function inPre(element: DefaultTreeAdapterTypes.ParentNode): boolean {
  for (
    let node: DefaultTreeAdapterTypes.ParentNode | null = element;
    node && 'tagName' in node;
    node = node.parentNode
  ) {
    if (node.tagName === 'pre') return true;
  }
  return false;
}

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}
