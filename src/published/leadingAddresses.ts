import { asBrowserReads } from '../html/loadedAddresses.ts';
import { isElement } from '../html/nodes.ts';
import { nodesOfPage } from '../html/parseHtml.ts';

const leading: ReadonlySet<string> = new Set(['href', 'src', 'action', 'formaction', 'data']);

/** The addresses to which a page leads, or that it loads, as a browser reads them. Elements may be nested as deep as a stranger likes. */
export function leadingAddresses(html: string): string[] {
  const found: string[] = [];
  const waiting = [...nodesOfPage(html)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isElement(node)) continue;
    for (const { name, value } of node.attrs) if (leading.has(name)) found.push(asBrowserReads(value));
    for (const child of node.childNodes) waiting.push(child);
  }
  return found;
}
