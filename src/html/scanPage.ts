import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import { isRemote } from './addresses.ts';
import type { Html } from './html.ts';
import { type KnownTags, readPlainFragment, readPlainPage } from './readPlainPage.ts';

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
  /** The elements that have the mark of a signed answer. */
  readonly signed: readonly Element[];
  /** The whole page; empty where it is nested too deeply. */
  readonly nodes: readonly Node[];
  /** What a reader sees of an element or of the whole page; `except`: ids of elements for which a NUL stands. */
  textOf(element: Element | null, except?: ReadonlySet<string>): string;
  /** Address and words of the links in an element, or on the whole page. */
  linksIn(element: Element | null): { readonly href: string; readonly words: string }[];
}

/** What stands around the content of every page. */
export interface Frame {
  readonly hasDoctype: boolean;
  readonly hasEncoding: boolean;
  readonly lang: string | null;
  readonly dir: string | null;
  readonly title: string;
}

/** `siteUrl`: the site's own address, which is no other site. `tags`: what other pages of the same theme are made of. */
export function scanPage(html: string, siteUrl: string | null, tags?: KnownTags): Scan {
  const { mode, childNodes } = readPage(html, tags);
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
  const signed: Element[] = [];
  let hasEncoding = false;
  let title = '';
  let isTooDeep = false;
  const visitMeta = (node: Element): void => {
    const rule = attributeOf(node, 'http-equiv');
    if (rule !== null) {
      const name = rule.trim().toLowerCase();
      if (name === 'refresh') refreshes.push(attributeOf(node, 'content') ?? '');
      else if (name !== 'content-security-policy') unsafe.push(`<meta http-equiv="${rule}">`);
      else if (isFirstInHead(node)) policies.push(attributeOf(node, 'content') ?? '');
      else unsafe.push('<meta http-equiv="Content-Security-Policy"> where it comes too late');
    }
    const names = `${attributeOf(node, 'property') ?? ''} ${attributeOf(node, 'name') ?? ''}`.toLowerCase();
    if (/image|video|audio|player|referrer/.test(names)) {
      const content = attributeOf(node, 'content') ?? '';
      const each = names.split(/\s+/);
      if (each.some((name) => mediaName.test(name))) pictures.push(content);
      if (each.includes('referrer') && !quietReferrers.has(content.trim().toLowerCase()))
        unsafe.push(`<meta name="referrer" content="${content}">`);
    }
    const encoding = attributeOf(node, 'charset');
    if (encoding !== null && encoding.toLowerCase() === 'utf-8') hasEncoding = true;
  };
  const visit = (node: Node, depth: number): void => {
    if (!isElement(node)) return;
    if (depth > deepest) {
      unsafe.push(`more than ${deepest} elements inside of each other`);
      isTooDeep = true;
      return;
    }
    const { tagName, attrs } = node;
    if (!allowedElements.has(tagName)) {
      if (isData(node)) data.push(rawText(node));
      else if (isScriptFile(node)) scripts.push(Object.fromEntries(attrs.map(({ name, value }) => [name, value])));
      else unsafe.push(`<${tagName}>`);
    }
    let mayLoad = loadingElements.has(tagName);
    for (const { name, value } of attrs) {
      if (name === 'id') {
        if (anchors.has(value)) duplicates.push(value);
        else anchors.set(value, node);
      } else if (name === 'class') {
        if (isAmong('signed', value)) signed.push(node);
      } else if (name === 'style') unsafe.push('style=');
      else if (oddLoads.has(name)) mayLoad = true;
      if (name.startsWith('on')) unsafe.push(`${name}=`);
      if (leadingAttributes.has(name) && !leadsSomewhere(value)) unsafe.push(value);
      if (!proseAttributes.has(name) && mayHoldAddress(value) && /url\(|image-set\(|src\(/i.test(unescapeCss(value)))
        loads.push(...stylesheetLoads(value));
    }
    if (tagName === 'a' || tagName === 'area') {
      const href = attributeOf(node, 'href');
      if (href !== null) links.push(href);
    }
    if (mayLoad) loads.push(...loadsOf(node));
    if (tagName === 'meta') visitMeta(node);
    if (tagName === 'title' && node.namespaceURI.endsWith('xhtml')) title ||= rawText(node);
    if (tagName === 'link' && isAmong('canonical', (attributeOf(node, 'rel') ?? '').toLowerCase()))
      canonicals.push(attributeOf(node, 'href') ?? '');
    if (tagName === 'style') {
      styles.push(rawText(node));
      loads.push(...stylesheetLoads(rawText(node)));
    }
    for (const child of node.childNodes) visit(child, depth + 1);
  };
  for (const child of childNodes) visit(child, 0);
  // An address of this site is checked like a relative one; but below `url` other pages may stand than ours.
  const own = (address: string): string =>
    siteUrl !== null && address.startsWith(siteUrl) ? address.slice(siteUrl.length) || 'index.html' : address;
  const loaded = loads.map((address) => own(asBrowserReads(address)));
  const root = childNodes.find((node) => isElement(node) && node.tagName === 'html') as Element | undefined;
  const whole: readonly Node[] = isTooDeep ? [] : childNodes;
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
      hasDoctype: mode === 'no-quirks',
      hasEncoding,
      lang: root ? attributeOf(root, 'lang') : null,
      dir: root ? attributeOf(root, 'dir') : null,
      title,
    },
    signed: isTooDeep ? [] : signed,
    nodes: whole,
    textOf: (element, except = nothing) => visibleTexts(element ? [element] : whole, except),
    linksIn: (element) => linksIn(element ? [element] : whole),
  };
}

/** What a reader sees of markup, as `textOf` gives it of a page. */
export function textOfHtml(html: Html, tags?: KnownTags): string {
  return visibleTexts(nodesOfHtml(html, tags), nothing);
}

/** The words of markup as a reader sees them, a line for each block; without the numbers of citations. */
export function linesOfHtml(html: Html): string[] {
  const numbers = new Map<Element, string>();
  const textsOf = (nodes: readonly Node[]): string => {
    let text = '';
    for (const node of nodes) text += textOf(node);
    return text;
  };
  const textOf = (node: Node): string => {
    if (!isElement(node)) return visibleText(node, nothing).replaceAll('\n', ' ');
    if (isHidden(node)) return '';
    if (attributeOf(node, 'class') === 'cite') return placeInSource(visibleText(node, nothing));
    if (node.tagName === 'pre') return `\n${visibleText(node, nothing)}\n`;
    if (node.tagName === 'ol') numberEntries(node, numbers);
    const inside = textsOf(node.childNodes);
    if (node.tagName === 'br') return '\n';
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

const inlineElements: ReadonlySet<string> = new Set(['a', 'em', 'strong', 'code', 'bdi', 'bdo', 'span', 'sup']);

/** The nodes of a whole page. */
export function nodesOfPage(html: string): readonly Node[] {
  return readPage(html).childNodes;
}

/** The nodes of a piece of markup. */
export function nodesOfHtml(html: Html, tags?: KnownTags): readonly Node[] {
  const markup = html.toHTML();
  return (readPlainFragment(markup, tags) ?? parseFragment(markup)).childNodes;
}

function readPage(html: string, tags?: KnownTags): { readonly mode: string; readonly childNodes: readonly Node[] } {
  return readPlainPage(html, tags) ?? parse(html);
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
  if (!address.includes(':') || address.startsWith('https://')) return true;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(asBrowserReads(address))?.[1]?.toLowerCase();
  return scheme === undefined || ['http', 'https', 'mailto', 'tel', 'sms'].includes(scheme) || address === 'data:,';
}

/** Browsers drop tabs and newlines, and take a backslash for a slash (WHATWG URL, 4.4). */
function asBrowserReads(address: string): string {
  if (!/[\0-\x20\\]/.test(address)) return address;
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

const loadingElements: ReadonlySet<string> = new Set(['img', 'input', 'link', 'script', 'source', 'use']);

/** Attributes that load whatever element they stand at. */
const oddLoads: ReadonlySet<string> = new Set(['ping', 'background', 'manifest']);

function loadsOf(element: Element): string[] {
  const loads: string[] = [];
  if (element.tagName === 'link') {
    const relations = (attributeOf(element, 'rel') ?? '').toLowerCase().split(/\s+/);
    const fetches = relations.some((relation) => relation !== '' && !silentRelations.has(relation));
    if (fetches) loads.push(attributeOf(element, 'href') ?? '');
  }
  for (const name of [...(loadingAttributes[element.tagName] ?? []), 'background', 'manifest']) {
    const value = attributeOf(element, name);
    if (value === null) continue;
    if (name === 'ping') loads.push(...value.trim().split(/\s+/));
    else if (name.endsWith('srcset')) loads.push(...value.split(',').map((part) => part.trim().split(/\s+/)[0] ?? ''));
    else loads.push(value);
  }
  return loads;
}

/** Whether there can be an address as CSS writes it: without a parenthesis, or an escape that can stand for one, there is none. */
function mayHoldAddress(value: string): boolean {
  return value.includes('(') || value.includes('\\');
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
export function unescapeCss(css: string): string {
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

export function isHidden({ tagName, attrs }: Element): boolean {
  if (unseenElements.has(tagName)) return true;
  for (const { name, value } of attrs) {
    if (name === 'hidden' || name === 'inert' || name === 'popover') return true;
    if (name === 'aria-hidden' && value === 'true') return true;
    if (name === 'style' && hidingStyle.test(unescapeCss(value))) return true;
  }
  return false;
}

export function visibleText(node: Node, except: ReadonlySet<string>): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  if (!isElement(node) || !allowedElements.has(node.tagName) || isHidden(node)) return '';
  if (except.size > 0 && except.has(attributeOf(node, 'id') ?? '')) return '\0';
  const isClosed = node.tagName === 'details' && attributeOf(node, 'open') === null;
  return visibleTexts(
    isClosed ? node.childNodes.filter(({ nodeName }) => nodeName === 'summary') : node.childNodes,
    except,
  );
}

function visibleTexts(nodes: readonly Node[], except: ReadonlySet<string>): string {
  let text = '';
  for (const node of nodes) text += visibleText(node, except);
  return text;
}

function linksIn(nodes: readonly Node[]): { href: string; words: string }[] {
  return nodes.flatMap((node) => {
    if (!isElement(node) || isHidden(node)) return [];
    const href = node.tagName === 'a' ? attributeOf(node, 'href') : null;
    return href === null ? linksIn(node.childNodes) : [{ href, words: squash(visibleText(node, nothing)) }];
  });
}

/** Whether a word is one of those that white space parts. */
function isAmong(word: string, words: string): boolean {
  return words === word || (words.includes(word) && words.split(/\s+/).includes(word));
}

function rawText(element: Element): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}

export function attributeOf({ attrs }: Element, wanted: string): string | null {
  for (const { name, prefix, value } of attrs) if ((prefix ? `${prefix}:${name}` : name) === wanted) return value;
  return null;
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
