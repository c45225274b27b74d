import type { Html } from './html.ts';
import { unescapeCss } from './loadedAddresses.ts';
import { attributeOf, type Element, isElement, type Node } from './nodes.ts';
import { nodesOfHtml } from './parseHtml.ts';
import type { KnownTags } from './readPlainPage.ts';

/** What a reader sees of markup, as `visibleText` gives it. */
export function textOfHtml(html: Html, tags?: KnownTags): string {
  return visibleTexts(nodesOfHtml(html, tags), nothing);
}

const nothing: ReadonlySet<string> = new Set();

/** What a reader sees of a node; `except`: ids of elements for which a NUL stands; `opens`: whether a reader has opened what is closed. */
export function visibleText(node: Node, except: ReadonlySet<string> = nothing, opens = false): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  if (!isElement(node) || !allowedElements.has(node.tagName) || isHidden(node)) return '';
  if (except.size > 0 && except.has(attributeOf(node, 'id') ?? '')) return '\0';
  const isClosed = !opens && node.tagName === 'details' && attributeOf(node, 'open') === null;
  return visibleTexts(
    isClosed ? node.childNodes.filter(({ nodeName }) => nodeName === 'summary').slice(0, 1) : node.childNodes,
    except,
    opens,
  );
}

export function visibleTexts(nodes: readonly Node[], except: ReadonlySet<string> = nothing, opens = false): string {
  let text = '';
  for (const node of nodes) text += visibleText(node, except, opens);
  return text;
}

/** Address and words of the links that a reader sees. */
export function linksIn(nodes: readonly Node[]): { href: string; words: string }[] {
  return nodes.flatMap((node) => {
    if (!isElement(node) || isHidden(node)) return [];
    const href = node.tagName === 'a' ? attributeOf(node, 'href') : null;
    return href === null ? linksIn(node.childNodes) : [{ href, words: squash(visibleText(node, nothing)) }];
  });
}

/** Without white space. */
export function squash(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/**
 * What a page may be made of. All else hides, runs or fetches something, or
 * is obsolete: no reader would miss it.
 */
export const allowedElements: ReadonlySet<string> = new Set(
  `html head body meta title link style
  header nav main footer section article aside search hgroup address div span p h1 h2 h3 h4 h5 h6
  ul ol li dl dt dd menu a em strong b i u s del ins small sub sup mark abbr dfn cite q time data bdi bdo br wbr hr
  code pre kbd samp var blockquote figure figcaption details summary ruby rt rp
  table caption colgroup col thead tbody tfoot tr th td
  picture source img svg g path circle ellipse rect line polyline polygon text tspan defs use symbol desc
  linearGradient radialGradient stop clipPath mask pattern
  form fieldset legend label input button output`.split(/\s+/),
);

/** Elements whose content no reader sees, or sees crossed out. */
// Words of a drawing may be of any size and place, clipped or covered.
const unseenElements: ReadonlySet<string> = new Set([
  'svg',
  'head',
  'style',
  'title',
  'desc',
  'defs',
  'symbol',
  'del',
  's',
  'rp',
]);

/** Styles in the markup that hide an element. What a stylesheet hides cannot be told from here. */
const hidingStyle =
  /(?:^|[;\s])(?:display\s*:\s*none|(?:visibility|content-visibility)\s*:\s*(?:hidden|collapse)|(?:opacity|font-size|font|max-height|height|max-width|width|zoom)\s*:\s*0(?![.\d]*[1-9])|clip(?:-path)?\s*:|text-indent\s*:\s*-|(?:left|right|top|bottom|inset|margin)[\w-]*\s*:\s*-|transform\s*:|color\s*:\s*transparent|filter\s*:)/i;

export function isHidden({ tagName, attrs }: Element): boolean {
  if (unseenElements.has(tagName)) return true;
  for (const { name, value } of attrs) {
    if (name === 'hidden' || name === 'inert' || name === 'popover') return true;
    if (name === 'aria-hidden' && value === 'true') return true;
    if (name === 'style' && hidingStyle.test(unescapeCss(value))) return true;
  }
  return false;
}
