import { attributeOf, type Element, isElement, type Node } from '../html/nodes.ts';

/** A stretch of text that a reader takes in as one: all that stands in one block of a page, however it is marked up. */
export interface Block {
  readonly text: string;
  /** The block, or the element at which the text is an attribute. */
  readonly element: Element;
}

/** All texts of a page, also those that are hidden or spoken: what is hidden by one style is shown by another. */
export function blocksIn(nodes: readonly Node[]): Block[] {
  const blocks: Block[] = [];
  let text = '';
  const finish = (element: Element): void => {
    if (/\S/.test(text)) blocks.push({ text, element });
    text = '';
  };
  const visit = (node: Node, block: Element): void => {
    if (!isElement(node)) {
      if (node.nodeName === '#text' && 'value' in node) text += node.value;
      return;
    }
    const { tagName, attrs, childNodes } = node;
    for (const { name, value } of attrs)
      if (!silentAttributes.has(name) && / |\p{L}{8}/u.test(value)) blocks.push({ text: value, element: node });
    // What stands above other words is read by itself.
    if (tagName === 'br' || tagName === 'rt') text += ' ';
    if (rawElements.has(tagName)) return;
    if (inlineElements.has(tagName)) {
      for (const child of childNodes) visit(child, block);
      return;
    }
    finish(block);
    for (const child of childNodes) visit(child, node);
    finish(node);
  };
  for (const node of nodes) if (isElement(node)) visit(node, node);
  return blocks;
}

/** Whether a file of the site stands in the folder of the records. */
export function recordLinksIn(
  nodes: readonly Node[],
  site: string | null = null,
): { href: string; element: Element }[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return [];
    const href = node.tagName === 'a' || node.tagName === 'area' ? attributeOf(node, 'href') : null;
    const inside = recordLinksIn(node.childNodes, site);
    return href !== null && leadsToRecord(href, site) ? [{ href, element: node }, ...inside] : inside;
  });
}

/** Whether an address leads into the folder of the records of this site, which stands at `site`. */
export function leadsToRecord(address: string, site: string | null = null): boolean {
  const whole = site !== null && URL.canParse(address, site) ? new URL(address, site).href : '';
  let path = site !== null && whole.startsWith(site) ? whole.slice(site.length) : address;
  try {
    path = decodeURIComponent(path);
  } catch {
    // What no browser can read leads nowhere.
  }
  return !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(path) && /(?:^|\/)reviews\//i.test(path.replaceAll('\\', '/'));
}

const rawElements: ReadonlySet<string> = new Set(['script', 'style']);

/** Attributes that no reader sees or hears. */
const silentAttributes: ReadonlySet<string> = new Set(
  `id class href src srcset sizes style rel type charset http-equiv property name lang hreflang dir datetime
  viewbox d points transform fill stroke integrity width height`.split(/\s+/),
);

/** Elements that part no words. */
const inlineElements: ReadonlySet<string> = new Set(
  `a em strong b i u s del ins small sub sup mark abbr dfn cite q time data bdi bdo br wbr code kbd samp var span
  label font ruby rt rp img tspan`.split(/\s+/),
);
