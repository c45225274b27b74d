import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import { isRemote } from './addresses.ts';
import type { Html } from './html.ts';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

/** A finished page as a browser reads it. This is the only file that knows parse5. */
export interface Scan {
  readonly anchors: ReadonlyMap<string, Element>;
  readonly duplicates: readonly string[];
  /** Addresses of links, and of files of the site that are loaded. */
  readonly links: readonly string[];
  /** Addresses that a browser fetches by itself. */
  readonly loads: readonly string[];
  /** What no page may hold, as a reader of the template would find it. */
  readonly unsafe: readonly string[];
  /** The texts of scripts that are data, which no browser runs. */
  readonly data: readonly string[];
  /** The attributes of scripts that are files; nothing else that runs is allowed. */
  readonly scripts: readonly Readonly<Record<string, string>>[];
  /** The texts of `<style>`. */
  readonly styles: readonly string[];
  /** What `<meta http-equiv="Content-Security-Policy">` says, where browsers heed it for all that the page loads. */
  readonly policies: readonly string[];
  /** Addresses that `<link rel="canonical">` gives the page. */
  readonly canonicals: readonly string[];
  /** Addresses of the pictures that other sites show of a link to the page. */
  readonly pictures: readonly string[];
  /** Where `<meta http-equiv="refresh">` leads. */
  readonly refreshes: readonly string[];
  readonly frame: Frame;
  /** Whether an element of a class stands anywhere but in those elements. */
  hasClassOutside(name: string, ids: ReadonlySet<string>): boolean;
  /** The words that a reader sees, without white space; `except`: ids of elements that are left out. */
  wordsOf(element: Element | null, except?: ReadonlySet<string>): string;
  /** Address and words of the links in an element, or on the whole page. */
  linksIn(element: Element | null): { readonly href: string; readonly words: string }[];
  hasClass(element: Element, name: string): boolean;
}

/** What stands around the content of every page. */
export interface Frame {
  readonly hasDoctype: boolean;
  readonly hasEncoding: boolean;
  readonly lang: string | null;
  readonly dir: string | null;
  readonly title: string;
}

/** `siteUrl`: the site's own address, which is no other site. */
export function scanPage(html: string, siteUrl: string | null): Scan {
  const document = parse(html);
  const anchors = new Map<string, Element>();
  const duplicates: string[] = [];
  const links: string[] = [];
  const loads: string[] = [];
  const unsafe: string[] = [];
  const pictures: string[] = [];
  const refreshes: string[] = [];
  const data: string[] = [];
  const scripts: Record<string, string>[] = [];
  const styles: string[] = [];
  const policies: string[] = [];
  const canonicals: string[] = [];
  let hasEncoding = false;
  let title = '';
  const visit = (node: Node, depth: number): void => {
    if (!isElement(node)) return;
    if (depth > deepest) {
      unsafe.push(`more than ${deepest} elements inside of each other`);
      return;
    }
    const { tagName } = node;
    if (isData(node)) data.push(rawText(node));
    else if (isScriptFile(node)) scripts.push(Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])));
    else if (!allowedElements.has(tagName)) unsafe.push(`<${tagName}>`);
    for (const { name, value } of node.attrs) {
      if (name === 'id') {
        if (anchors.has(value)) duplicates.push(value);
        else anchors.set(value, node);
      }
      if (name.startsWith('on')) unsafe.push(`${name}=`);
      if (name === 'style') unsafe.push('style=');
      if (leadingAttributes.has(name) && !leadsSomewhere(value)) unsafe.push(value);
      if (/url\(|image-set\(|src\(/i.test(unescapeCss(value)) && !proseAttributes.has(name))
        loads.push(...stylesheetLoads(value));
    }
    if ((tagName === 'a' || tagName === 'area') && attributeOf(node, 'href') !== null)
      links.push(attributeOf(node, 'href') ?? '');
    loads.push(...loadsOf(node));
    if (tagName === 'meta') {
      const rule = attributeOf(node, 'http-equiv');
      if (rule !== null && /^refresh$/i.test(rule.trim())) refreshes.push(attributeOf(node, 'content') ?? '');
      else if (rule !== null && /^content-security-policy$/i.test(rule.trim()))
        if (isFirstInHead(node)) policies.push(attributeOf(node, 'content') ?? '');
        else unsafe.push('<meta http-equiv="Content-Security-Policy"> where it comes too late');
      else if (rule !== null) unsafe.push(`<meta http-equiv="${rule}">`);
      const names = `${attributeOf(node, 'property') ?? ''} ${attributeOf(node, 'name') ?? ''}`
        .toLowerCase()
        .split(/\s+/);
      const content = attributeOf(node, 'content') ?? '';
      if (names.some((name) => mediaName.test(name))) pictures.push(content);
      if (names.includes('referrer') && !quietReferrers.has(content.trim().toLowerCase()))
        unsafe.push(`<meta name="referrer" content="${content}">`);
      if (/^utf-8$/i.test(attributeOf(node, 'charset') ?? '')) hasEncoding = true;
    }
    if (tagName === 'title' && node.namespaceURI.endsWith('xhtml')) title ||= rawText(node);
    if (tagName === 'link' && /(?:^|\s)canonical(?:\s|$)/i.test(attributeOf(node, 'rel') ?? ''))
      canonicals.push(attributeOf(node, 'href') ?? '');
    if (tagName === 'style') {
      styles.push(rawText(node));
      loads.push(...stylesheetLoads(rawText(node)));
    }
    for (const child of node.childNodes) visit(child, depth + 1);
  };
  for (const child of document.childNodes) visit(child, 0);
  const isTooDeep = unsafe.some((markup) => markup.startsWith('more than'));
  // An address of this site is checked like a relative one; but below `url` other pages may stand than ours.
  const own = (address: string): string =>
    siteUrl !== null && address.startsWith(siteUrl) ? address.slice(siteUrl.length) || 'index.html' : address;
  const loaded = loads.map((address) => own(asBrowserReads(address)));
  const root = document.childNodes.find((node) => isElement(node) && node.tagName === 'html') as Element | undefined;
  const whole: Node[] = isTooDeep ? [] : document.childNodes;
  return {
    anchors,
    duplicates,
    links: [...new Set([...links, ...loaded.filter((load) => !isRemote(load))])],
    loads: loaded,
    unsafe,
    data,
    scripts,
    styles,
    policies,
    canonicals,
    pictures: pictures.map((address) => own(asBrowserReads(address))),
    refreshes,
    frame: {
      hasDoctype: document.mode === 'no-quirks',
      hasEncoding,
      lang: root ? attributeOf(root, 'lang') : null,
      dir: root ? attributeOf(root, 'dir') : null,
      title,
    },
    wordsOf: (element, except = nothing) =>
      squash((element ? [element] : whole).map((node) => visibleText(node, except)).join('')),
    linksIn: (element) => linksIn(element ? [element] : whole),
    hasClassOutside: (name, ids) => whole.some((node) => isElement(node) && hasClassBeside(node, name, ids)),
    hasClass: (element, name) => !isTooDeep && hasClass(element, name),
  };
}

/** The words of markup, as `wordsOf` gives those of a page. */
export function wordsOfHtml(html: Html): string {
  return squash(
    nodesOfHtml(html)
      .map((node) => visibleText(node, nothing))
      .join(''),
  );
}

/** The words of markup as a reader sees them, a line for each block; without the numbers of citations. */
export function linesOfHtml(html: Html): string[] {
  const text = (node: Node): string => {
    if (!isElement(node)) return visibleText(node, nothing).replaceAll(/\s+/g, ' ');
    if (isHidden(node) || attributeOf(node, 'class') === 'cite') return '';
    if (node.tagName === 'pre') return `\n${visibleText(node, nothing)}\n`;
    const inside = node.childNodes.map(text).join('');
    if (node.tagName === 'br') return '\n';
    if (node.tagName === 'td' || node.tagName === 'th') return `${inside.trim()} `;
    return inlineElements.has(node.tagName) ? inside : `\n${inside}\n`;
  };
  const lines = nodesOfHtml(html).map(text).join('').split('\n');
  return lines.map((line) => line.replaceAll(/\s+/g, ' ').trim()).filter((line) => line !== '');
}

const inlineElements: ReadonlySet<string> = new Set(['a', 'em', 'strong', 'code', 'bdi', 'span', 'sup']);

/** The nodes of a whole page. */
export function nodesOfPage(html: string): Node[] {
  return parse(html).childNodes;
}

/** The nodes of a piece of markup. */
export function nodesOfHtml(html: Html): Node[] {
  return parseFragment(html.toHTML()).childNodes;
}

/** JSON-LD, by that type and nothing else. */
function isData(element: Element): boolean {
  const [type, ...others] = element.attrs;
  return isScript(element) && others.length === 0 && type?.name === 'type' && type.value === 'application/ld+json';
}

function isScript({ tagName, namespaceURI }: Element): boolean {
  return tagName === 'script' && namespaceURI.endsWith('xhtml');
}

/** A file that runs when the page has been read, with words for it. */
function isScriptFile(element: Element): boolean {
  return (
    isScript(element) &&
    element.childNodes.length === 0 &&
    attributeOf(element, 'src') !== null &&
    element.attrs.every(({ name }) => name === 'src' || name === 'defer' || name.startsWith('data-'))
  );
}

const nothing: ReadonlySet<string> = new Set();
const deepest = 200;

export function squash(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/**
 * What a page may be made of. All else hides, runs or fetches something, or
 * is obsolete: no reader would miss it.
 */
const allowedElements: ReadonlySet<string> = new Set(
  `html head body meta title link style
  header nav main footer section article aside search hgroup address div span p h1 h2 h3 h4 h5 h6
  ul ol li dl dt dd menu a em strong b i u s del ins small sub sup mark abbr dfn cite q time data bdi bdo br wbr hr
  code pre kbd samp var blockquote figure figcaption details summary ruby rt rp
  table caption colgroup col thead tbody tfoot tr th td
  picture source img svg g path circle ellipse rect line polyline polygon text tspan defs use symbol desc
  linearGradient radialGradient stop clipPath mask pattern
  form fieldset legend label input button output`.split(/\s+/),
);

/** What other sites load to show a link to the page (ogp.me). */
const mediaName = /^(?:og:(?:image|video|audio)(?::url|:secure_url)?|twitter:(?:image|player)(?::src|:stream)?)$/;

/** Policies that tell another site no more than the name of this one (Referrer Policy, section 3). */
const quietReferrers: ReadonlySet<string> = new Set([
  'no-referrer',
  'same-origin',
  'strict-origin',
  'strict-origin-when-cross-origin',
]);

/** A policy holds from where it stands on, and in the body not at all (CSP Level 3, section 3.3). */
function isFirstInHead(element: Element): boolean {
  const { parentNode } = element;
  if (parentNode?.nodeName !== 'head') return false;
  const before = parentNode.childNodes.slice(0, parentNode.childNodes.indexOf(element));
  return before.every((node) => !isElement(node) || node.tagName === 'meta' || node.tagName === 'title');
}

/** Attributes that lead to an address when a reader acts on them. */
const leadingAttributes: ReadonlySet<string> = new Set(['href', 'action', 'formaction', 'xlink:href']);

/** Attributes that are words; everywhere else `url(…)` is an address. */
const proseAttributes: ReadonlySet<string> = new Set(['content', 'title', 'alt', 'aria-label', 'href', 'value']);

function leadsSomewhere(address: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(asBrowserReads(address))?.[1]?.toLowerCase();
  return scheme === undefined || ['http', 'https', 'mailto', 'tel', 'sms'].includes(scheme) || address === 'data:,';
}

/** Browsers drop tabs and newlines, and take a backslash for a slash (WHATWG URL, 4.4). */
function asBrowserReads(address: string): string {
  return address
    .replaceAll(/[\t\n\r]/g, '')
    .replace(/^[\0-\x20]+|[\0-\x20]+$/g, '')
    .replace(/^(?:https?:)?[/\\]+/i, (start) => start.replaceAll('\\', '/'));
}

const loadingAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['ping'],
  area: ['ping'],
  img: ['src', 'srcset', 'lowsrc'],
  input: ['src'],
  link: ['imagesrcset'],
  script: ['src'],
  source: ['src', 'srcset'],
  use: ['href', 'xlink:href'],
};

/** What a `<link>` of these relations only says; all others fetch. */
const silentRelations: ReadonlySet<string> = new Set([
  'alternate',
  'author',
  'canonical',
  'describedby',
  'help',
  'license',
  'me',
  'next',
  'prev',
  'search',
]);

function loadsOf(element: Element): string[] {
  const relations = (attributeOf(element, 'rel') ?? '').toLowerCase().split(/\s+/);
  const fetches = relations.some((relation) => relation !== '' && !silentRelations.has(relation));
  const linked = element.tagName === 'link' && fetches ? [attributeOf(element, 'href') ?? ''] : [];
  const loaded = [...(loadingAttributes[element.tagName] ?? []), 'background', 'manifest'].flatMap((name) => {
    const value = attributeOf(element, name);
    if (value === null) return [];
    if (name === 'ping') return value.trim().split(/\s+/);
    return name.endsWith('srcset') ? value.split(',').map((part) => part.trim().split(/\s+/)[0] ?? '') : [value];
  });
  return [...linked, ...loaded];
}

/** The addresses in a stylesheet or in the value of an attribute. */
export function stylesheetLoads(css: string): string[] {
  const address = String.raw`(?:"([^"]*)"|'([^']*)'|([^"')\s]+))`;
  return [`@import\\s*${address}`, `(?:url|src)\\(\\s*${address}`, `image-set\\([^;}]*?${address}`].flatMap((load) =>
    [...unescapeCss(css).matchAll(new RegExp(load, 'gi'))].map((match) =>
      asBrowserReads(match[1] ?? match[2] ?? match[3] ?? ''),
    ),
  );
}

/** Escapes and comments of CSS can hide a word from a search for it. */
function unescapeCss(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\\(?:([0-9a-f]{1,6})\s?|([^\n]))/gi, (_, hex: string | undefined, sign: string) =>
      hex === undefined ? sign : String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
    );
}

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

export function isHidden(element: Element): boolean {
  if (unseenElements.has(element.tagName)) return true;
  return element.attrs.some(
    ({ name, value }) =>
      ['hidden', 'inert', 'popover'].includes(name) ||
      (name === 'aria-hidden' && value === 'true') ||
      (name === 'style' && hidingStyle.test(unescapeCss(value))),
  );
}

export function visibleText(node: Node, except: ReadonlySet<string>): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  if (!isElement(node) || !allowedElements.has(node.tagName) || isHidden(node)) return '';
  if (except.has(attributeOf(node, 'id') ?? '')) return '\0';
  const isClosed = node.tagName === 'details' && attributeOf(node, 'open') === null;
  const children = isClosed ? node.childNodes.filter(({ nodeName }) => nodeName === 'summary') : node.childNodes;
  return children.map((child) => visibleText(child, except)).join('');
}

function linksIn(nodes: readonly Node[]): { href: string; words: string }[] {
  return nodes.flatMap((node) => {
    if (!isElement(node) || isHidden(node)) return [];
    const href = node.tagName === 'a' ? attributeOf(node, 'href') : null;
    return href === null ? linksIn(node.childNodes) : [{ href, words: squash(visibleText(node, nothing)) }];
  });
}

function hasClassBeside(element: Element, name: string, ids: ReadonlySet<string>): boolean {
  if (ids.has(attributeOf(element, 'id') ?? '')) return false;
  if ((attributeOf(element, 'class') ?? '').split(/\s+/).includes(name)) return true;
  return element.childNodes.some((child) => isElement(child) && hasClassBeside(child, name, ids));
}

function hasClass(element: Element, name: string): boolean {
  const classes = (attributeOf(element, 'class') ?? '').split(/\s+/);
  return classes.includes(name) || element.childNodes.some((child) => isElement(child) && hasClass(child, name));
}

function rawText(element: Element): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}

export function attributeOf(element: Element, wanted: string): string | null {
  const found = element.attrs.find(({ name, prefix }) => (prefix ? `${prefix}:${name}` : name) === wanted);
  return found?.value ?? null;
}

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

/** What a picture may not hold: opened by itself, it is a page of the site. */
export function unsafeInSvg(svg: string): string[] {
  // An internal subset can give any element any attribute; other prefixes can name what is looked for below.
  const hidden =
    /<!ENTITY|<!ATTLIST|<!DOCTYPE[^>]*\[|<\?xml-stylesheet|xmlns:(?!xlink\b)[\w.-]+\s*=\s*["']\s*http:\/\/www\.w3\.org\/(?:2000\/svg|1999\/xhtml|1999\/xlink)/gi;
  const unsafe = [...svg.matchAll(hidden)].map(([markup]) => markup);
  const visit = (node: Node, depth: number): void => {
    if (!isElement(node)) return;
    if (depth > deepest) {
      unsafe.push(`more than ${deepest} elements inside of each other`);
      return;
    }
    // HTML within a picture is read as text by one reader, and as markup by another.
    const isHtml = node.namespaceURI.endsWith('xhtml');
    if (isHtml || runningElements.has(node.tagName.toLowerCase())) unsafe.push(`<${node.tagName}>`);
    for (const { name, prefix, value } of node.attrs) {
      const whole = prefix ? `${prefix}:${name}` : name;
      if (name.startsWith('on')) unsafe.push(`${name}=`);
      const leads = leadingAttributes.has(whole) || /(?:^|:)href$/i.test(whole);
      const address = asBrowserReads(value);
      const isOpen = leads && node.tagName !== 'a' && isRemote(address) && !/^data:image/i.test(address);
      if (isOpen || (leads && /^(?:javascript|vbscript):/i.test(address))) unsafe.push(value);
      if (stylesheetLoads(value).some((load) => isRemote(load) && !/^data:/i.test(load))) unsafe.push(value);
    }
    if (
      node.tagName === 'style' &&
      stylesheetLoads(rawText(node)).some((load) => isRemote(load) && !/^data:/i.test(load))
    )
      unsafe.push('<style>');
    for (const child of node.childNodes) visit(child, depth + 1);
  };
  for (const child of parseFragment(svg).childNodes) visit(child, 0);
  return [...new Set(unsafe)];
}

const runningElements: ReadonlySet<string> = new Set(
  'script foreignobject iframe object embed handler animate animatemotion animatetransform set'.split(' '),
);
