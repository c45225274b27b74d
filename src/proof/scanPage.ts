import { isRemote } from '../html/addresses.ts';
import { asBrowserReads, stylesheetLoads, unescapeCss } from '../html/loadedAddresses.ts';
import { attributeOf, type Element, isElement, type Node, rawText } from '../html/nodes.ts';
import { parsePage } from '../html/parseHtml.ts';
import type { KnownTags } from '../html/readPlainPage.ts';
import { allowedElements, linksIn, visibleTexts } from '../html/visibleText.ts';

/** A finished page as a browser reads it. */
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
  /** Addresses of style sheets that are files, as they are typed. */
  readonly stylesheets: readonly string[];
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
  /** The same of an element, with all open that a reader can open in it. */
  openedTextOf(element: Element): string;
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
  const { mode, childNodes } = parsePage(html, tags);
  return scanNodes(childNodes, siteUrl, mode === 'no-quirks');
}

/** `depth`: in how many elements the nodes stand. */
export function scanNodes(childNodes: readonly Node[], siteUrl: string | null, hasDoctype: boolean, depth = 0): Scan {
  const anchors = new Map<string, Element>();
  const duplicates: string[] = [];
  const links: string[] = [];
  const loads: string[] = [];
  const unsafe: string[] = [];
  const pictures: string[] = [];
  const refreshes: string[] = [];
  const data: string[] = [];
  const scripts: Record<string, string>[] = [];
  const stylesheets: string[] = [];
  const styles: string[] = [];
  const policies: string[] = [];
  const canonicals: string[] = [];
  const signed: Element[] = [];
  const encodings: string[] = [];
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
    if (encoding !== null) encodings.push(encoding.toLowerCase());
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
    if (tagName === 'link') {
      const relation = (attributeOf(node, 'rel') ?? '').toLowerCase();
      if (isAmong('canonical', relation)) canonicals.push(attributeOf(node, 'href') ?? '');
      if (isAmong('stylesheet', relation)) stylesheets.push(attributeOf(node, 'href') ?? '');
    }
    if (tagName === 'style') {
      styles.push(rawText(node));
      loads.push(...stylesheetLoads(rawText(node)));
    }
    for (const child of node.childNodes) visit(child, depth + 1);
  };
  for (const child of childNodes) visit(child, depth);
  const loaded = loads.map((address) => addressFrom(siteUrl, address));
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
    stylesheets,
    styles,
    policies,
    canonicals,
    pictures: pictures.map((address) => addressFrom(siteUrl, address)),
    refreshes,
    frame: {
      hasDoctype,
      // A browser takes the first.
      hasEncoding: encodings[0] === 'utf-8',
      lang: root ? attributeOf(root, 'lang') : null,
      dir: root ? attributeOf(root, 'dir') : null,
      title,
    },
    signed: isTooDeep ? [] : signed,
    nodes: whole,
    textOf: (element, except) => visibleTexts(element ? [element] : whole, except),
    openedTextOf: (element) => visibleTexts([element], undefined, true),
    linksIn: (element) => linksIn(element ? [element] : whole),
  };
}

/** An address of this site is checked like a relative one; but below `url` other pages may stand than ours. */
export function addressFrom(siteUrl: string | null, address: string): string {
  const read = asBrowserReads(address);
  return siteUrl !== null && read.startsWith(siteUrl) ? read.slice(siteUrl.length) || 'index.html' : read;
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

/** Elements inside of each other. */
export const deepest = 200;

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
export const leadingAttributes: ReadonlySet<string> = new Set(['href', 'action', 'formaction', 'xlink:href']);

/** Attributes that are words; everywhere else `url(…)` is an address. */
export const proseAttributes: ReadonlySet<string> = new Set(['content', 'title', 'alt', 'aria-label', 'href', 'value']);

export function leadsSomewhere(address: string): boolean {
  if (!address.includes(':') || address.startsWith('https://')) return true;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(asBrowserReads(address))?.[1]?.toLowerCase();
  return scheme === undefined || ['http', 'https', 'mailto', 'tel', 'sms'].includes(scheme) || address === 'data:,';
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
export function mayHoldAddress(value: string): boolean {
  return value.includes('(') || value.includes('\\');
}

/** Whether a word is one of those that white space parts. */
function isAmong(word: string, words: string): boolean {
  return words === word || (words.includes(word) && words.split(/\s+/).includes(word));
}
