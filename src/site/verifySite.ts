import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import type { Code } from '../diagnostics/catalogue.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { isRemote } from './addresses.ts';
import type { Html } from './html.ts';
import type { Memory } from './memory.ts';
import type { Page } from './presentPages.ts';
import type { SiteFile } from './siteFile.ts';
import type { QuestionView } from './view.ts';

/** A page as it was printed, with the data that it was printed from. */
export interface PrintedPage extends Page {
  readonly html: string;
}

/**
 * Proves on the finished pages what the templates promise: each shows its
 * answers, their sources and review states, the reviewers, the disclaimer and
 * the urgent strip; each internal link and anchor has its target; no page
 * loads anything from another site or holds a script of the content.
 * `siteUrl` is the site's own address, which is no other site. `blame` says
 * which file of the theme most likely left a part out, `blameStyle` which one is
 * the stylesheet.
 */
export function verifySite(
  pages: readonly PrintedPage[],
  files: readonly SiteFile[],
  siteUrl: string | null,
  memory: Memory,
  blame: (page: Page, partial: string) => Span | null,
  blameStyle: Span | null,
): Diagnostic[] {
  const faults = new Map<string, Fault>();
  const paths = new Set(files.map(({ path }) => path));
  const styleLoads = new Set(
    files.flatMap(({ path, contents }) =>
      path.endsWith('.css') && typeof contents === 'string' ? stylesheetLoads(contents) : [],
    ),
  );
  const wordsOf = (text: string | Html): string =>
    typeof text === 'string' ? squash(text) : memory.recall('words', text.toHTML(), () => squash(textOf(text)));
  const scans = pages.map((page) => {
    const demands = demandsOf(page.view);
    const key = [siteUrl, page.html, ...demands.map(({ text, ...rest }) => `${text} ${JSON.stringify(rest)}`)];
    const facts = memory.recall('page', key.join('\0'), () => factsOf(scanPage(page.html, siteUrl), demands, wordsOf));
    return { page, scan: facts };
  });
  const anchors = new Map(scans.map(({ page, scan }) => [page.path, scan.anchors]));
  for (const { page, scan } of scans) {
    const report = <C extends Code>(code: C, partial: string, parameters: object): void => {
      const span = blame(page, partial);
      const key = JSON.stringify([code, span, parameters]);
      const fault = faults.get(key) ?? { code, span, parameters, pages: [] };
      fault.pages.push(page.path);
      faults.set(key, fault);
    };
    for (const { lacks, partial } of scan.missing) report('page-incomplete', partial, { lacks });
    for (const id of scan.duplicates) report('duplicate-anchor', 'layout', { id });
    // What the stylesheet loads is reported once, below, also where a page holds all of it.
    const isOwn = (address: string): boolean => page.view.inlineStyle === null || !styleLoads.has(address);
    for (const address of scan.loads.filter(isForeign).filter(isOwn))
      report('foreign-request', 'document-head', { address });
    for (const markup of scan.unsafe) report('unsafe-markup', 'layout', { markup });
    for (const href of scan.links.filter(isOwn)) {
      if (!hasTarget(href, page.path, paths, anchors)) report('broken-link', 'layout', { href });
    }
  }
  const diagnostics = [...faults.values()].map(describeFault);
  for (const { path, contents } of files) {
    if (!path.endsWith('.css') || typeof contents !== 'string') continue;
    for (const address of stylesheetLoads(contents)) {
      if (isForeign(address)) diagnostics.push(diagnose('foreign-request', blameStyle, { page: path, address }));
      else if (!/^data:|^#/i.test(address))
        diagnostics.push(diagnose('broken-link', blameStyle, { page: path, href: address }));
    }
  }
  return diagnostics;
}

/** One fault of the theme is said once, however many pages show it. */
interface Fault {
  readonly code: Code;
  readonly span: Span | null;
  readonly parameters: object;
  readonly pages: string[];
}

function describeFault({ code, span, parameters, pages }: Fault): Diagnostic {
  const [first] = pages;
  const page = pages.length > 1 ? `${first} (and ${pages.length - 1} more)` : first;
  return diagnose(code, span, { page, ...parameters } as never);
}

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

interface Scan {
  /** The words of the body, without white space. */
  readonly text: string;
  /** The words of each element that has an id. */
  readonly anchors: ReadonlyMap<string, Element>;
  readonly duplicates: readonly string[];
  readonly links: readonly string[];
  /** Addresses that a browser fetches by itself. */
  readonly loads: readonly string[];
  readonly unsafe: readonly string[];
}

function scanPage(html: string, siteUrl: string | null): Scan {
  const anchors = new Map<string, Element>();
  const duplicates: string[] = [];
  const links: string[] = [];
  const loads: string[] = [];
  const unsafe: string[] = [];
  const visit = (node: Node): void => {
    if (!isElement(node)) return;
    for (const { name, value } of node.attrs) {
      if (name === 'id') {
        if (anchors.has(value)) duplicates.push(value);
        else anchors.set(value, node);
      }
      if (name.startsWith('on') || name === 'srcdoc') unsafe.push(`${name}=`);
      if (
        (name === 'action' || name === 'formaction' || (name === 'href' && node.tagName !== 'link')) &&
        /^\s*(?:javascript|data|vbscript):/i.test(value)
      )
        unsafe.push(value);
      if (name === 'href' && node.tagName === 'a') links.push(value);
      if (name === 'style') loads.push(...stylesheetLoads(value));
    }
    loads.push(...loadsOf(node));
    if (node.tagName === 'base') unsafe.push('<base>');
    if (
      node.tagName === 'meta' &&
      node.attrs.some(({ name, value }) => name === 'http-equiv' && /refresh/i.test(value))
    )
      unsafe.push('<meta http-equiv="refresh">');
    if (node.tagName === 'style')
      loads.push(...stylesheetLoads(node.childNodes.map((child) => ('value' in child ? child.value : '')).join('')));
    const children =
      'content' in node ? (node as DefaultTreeAdapterTypes.Template).content.childNodes : node.childNodes;
    children.forEach(visit);
  };
  // An address of this site is checked like a relative one; but below `url` other pages may stand than ours.
  const own = (address: string): string =>
    siteUrl !== null && address.startsWith(siteUrl) ? address.slice(siteUrl.length) || 'index.html' : address;
  const document = parse(html);
  document.childNodes.forEach(visit);
  return {
    text: squash(document.childNodes.map(visibleText).join('')),
    anchors,
    duplicates,
    links: [...new Set([...links, ...loads.map(own).filter((load) => !isRemote(load))])],
    loads: loads.map(own),
    unsafe,
  };
}

/** A `data:` address holds what it loads. */
function isForeign(address: string): boolean {
  return isRemote(address) && !/^data:/i.test(address);
}

const loadingAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['ping'],
  area: ['ping'],
  audio: ['src'],
  embed: ['src'],
  iframe: ['src'],
  image: ['href', 'xlink:href'],
  img: ['src', 'srcset'],
  input: ['src'],
  link: ['imagesrcset'],
  object: ['data'],
  script: ['src'],
  source: ['src', 'srcset'],
  track: ['src'],
  use: ['href', 'xlink:href'],
  video: ['src', 'poster'],
};

/** What a `<link>` of these relations only says; all others fetch. */
const silentRelations = new Set([
  'alternate',
  'author',
  'canonical',
  'help',
  'license',
  'me',
  'next',
  'prev',
  'search',
]);

function loadsOf(element: Element): string[] {
  const attribute = (name: string): string | undefined => element.attrs.find((entry) => entry.name === name)?.value;
  const relations = (attribute('rel') ?? '').toLowerCase().split(/\s+/);
  const fetches = relations.some((relation) => relation !== '' && !silentRelations.has(relation));
  const linked = element.tagName === 'link' && fetches ? [attribute('href') ?? ''] : [];
  const loaded = [...(loadingAttributes[element.tagName] ?? []), 'background'].flatMap((name) => {
    const value = attribute(name);
    if (value === undefined) return [];
    if (name === 'ping') return value.trim().split(/\s+/);
    return name.endsWith('srcset') ? value.split(',').map((part) => part.trim().split(/\s+/)[0] ?? '') : [value.trim()];
  });
  return [...linked, ...loaded];
}

/** Escapes and comments of CSS can hide an address from a search for it. */
function stylesheetLoads(css: string): string[] {
  const plain = css
    .replaceAll(/\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/\\(?:([0-9a-f]{1,6})\s?|([^\n]))/gi, (_, hex: string | undefined, sign: string) =>
      hex === undefined ? sign : String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
    );
  const address = String.raw`(?:"([^"]*)"|'([^']*)'|([^"')\s]+))`;
  return [`@import\\s*${address}`, `url\\(\\s*${address}`, `image-set\\([^;}]*?${address}`].flatMap((load) =>
    [...plain.matchAll(new RegExp(load, 'gi'))].map((match) => (match[1] ?? match[2] ?? match[3] ?? '').trim()),
  );
}

/** What a page must show, and the partial whose work that is. */
interface Demand {
  /** Words, or markup whose words count; null where the anchor alone is asked for. */
  readonly text: string | Html | null;
  /** The element that must hold it; null for anywhere on the page. */
  readonly within: string | null;
  readonly lacks: string;
  readonly partial: string;
}

function demandsOf(view: Page['view']): Demand[] {
  const demands: Demand[] = [];
  const demand = (
    text: string | Html | null | undefined,
    lacks: string,
    partial: string,
    within: string | null = null,
  ) => {
    if (text !== null && text !== undefined) demands.push({ text, within, lacks, partial });
  };
  demand(view.urgent, 'the urgent strip', 'urgent');
  demand(view.disclaimer?.text, 'the disclaimer', 'disclaimer');
  demand(view.contact?.disclosure, 'who answers the phone', 'contact');
  for (const { name, role } of view.reviewers) {
    demand(name, `the reviewer ${name}`, 'reviewers');
    demand(role, `the role of ${name}`, 'reviewers');
  }
  for (const { title, anchor } of view.sources) demand(title, `the source “${title}”`, 'sources', anchor);
  for (const question of questionsOn(view)) {
    const { id } = question;
    demand(question.question, `the question \`${id}\``, 'answer', id);
    demand(question.answer, `the whole answer to \`${id}\``, 'answer-body', id);
    demand(question.unpublished, `the mark that \`${id}\` is not published`, 'answer-body', id);
    demand(question.short, `the short answer to \`${id}\``, 'answer-body', id);
    demand(question.review?.text, `the review state of \`${id}\``, 'review-state', id);
    if (view.kind !== 'index') continue;
    for (const old of question.formerly) {
      demands.push({ text: null, within: old, lacks: `the old anchor \`${old}\``, partial: 'answer' });
    }
  }
  return demands;
}

/** All that a page says of itself, small enough to be remembered. */
interface PageFacts extends Pick<Scan, 'duplicates' | 'links' | 'loads' | 'unsafe'> {
  readonly anchors: ReadonlySet<string>;
  readonly missing: readonly { readonly lacks: string; readonly partial: string }[];
}

function factsOf(scan: Scan, demands: readonly Demand[], wordsOf: (text: string | Html) => string): PageFacts {
  const { text, anchors, ...rest } = scan;
  const texts = new Map<string, string>();
  const wordsAt = (id: string): string => {
    const known = texts.get(id);
    if (known !== undefined) return known;
    const element = anchors.get(id);
    const words = element ? squash(visibleText(element)) : '';
    texts.set(id, words);
    return words;
  };
  const isMet = ({ text: wanted, within }: Demand): boolean =>
    wanted === null
      ? within !== null && anchors.has(within)
      : (within === null ? text : wordsAt(within)).includes(wordsOf(wanted));
  const missing = demands.filter((demand) => !isMet(demand)).map(({ lacks, partial }) => ({ lacks, partial }));
  return { ...rest, anchors: new Set(anchors.keys()), missing };
}

function questionsOn(view: Page['view']): readonly QuestionView[] {
  if (view.kind === 'index') return view.sections.flatMap(({ questions }) => questions);
  return view.kind === 'question' ? [view.question] : [];
}

function hasTarget(
  href: string,
  from: string,
  paths: ReadonlySet<string>,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  // What leaves the site is another server's to keep.
  if (isRemote(href) || href.startsWith('/') || href.startsWith('../')) return true;
  const [address = '', fragment] = href.split('#');
  const path = address === '' ? from : address.replace(/\?.*$/, '').replace(/^\.\//, '') || 'index.html';
  if (!paths.has(path)) return false;
  return fragment === undefined || fragment === '' || !anchors.has(path) || anchors.get(path)?.has(fragment) === true;
}

/** Elements whose text no reader sees, and what an author of a theme may hide. */
function visibleText(node: Node): string {
  if ('value' in node) return node.value;
  if (!isElement(node) || ['head', 'script', 'style', 'template', 'noscript'].includes(node.tagName)) return '';
  const hidden = node.attrs.some(
    ({ name, value }) =>
      name === 'hidden' || (name === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value)),
  );
  return hidden ? '' : node.childNodes.map(visibleText).join('');
}

function textOf(html: Html): string {
  return parseFragment(html.toHTML()).childNodes.map(visibleText).join('');
}

function squash(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}
