// In: finished pages and the data that they were printed from.
// Out: what is missing, altered, dead or claimed without a record.
// Does not know: templates and Markdown; who printed the page.

import type { Code } from '../diagnostics/catalogue.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { addressOnOthers, asPage, tagsOfPage } from '../embed/hosted.ts';
import { isRemote } from '../html/addresses.ts';
import type { Html } from '../html/html.ts';
import { stylesheetLoads } from '../html/loadedAddresses.ts';
import { attributeOf, type Element, elementsWithin, isElement } from '../html/nodes.ts';
import type { KnownTags } from '../html/readPlainPage.ts';
import { squash, textOfHtml } from '../html/visibleText.ts';
import type { Stub } from '../pages/presentPages.ts';
import type { Page } from '../pages/presentParts.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { decodeFragment } from '../schema/identifiers.ts';
import { type FalseClaim, lineageOf, PageClaims } from './pageClaims.ts';
import { type Demand, demandOfOrigin, demandsOf, questionsOn } from './pageDemands.ts';
import { addressFrom, type Scan, scanPage } from './scanPage.ts';
import { unsafeInSvg } from './unsafeInSvg.ts';

/** A page as it was printed, with the data that it was printed from. */
export interface PrintedPage extends Page {
  readonly html: string;
}

/** The stub at an old address, as it was printed. */
export interface PrintedStub extends Stub {
  readonly html: string;
}

/** Which file is most likely at fault; null where it is none of the author's. */
export interface Blame {
  /** The file of the theme that prints a part of the pages of a template. */
  template(template: string, partial: string): Span | null;
  /** The file of the theme that has words like these in it, or else the one that prints the part. */
  words(text: string, template: string, partial: string): Span | null;
  /** The file that a file of the site was made of. */
  file(path: string): Span | null;
}

/** What was proven of one page: small, and the same as long as the page and what it was printed from are. */
export interface ProvenPage {
  readonly path: string;
  readonly template: string;
  /** Whether the page holds the whole style of the site. */
  readonly holdsStyle: boolean;
  readonly facts: PageFacts;
}

export interface ProvenSite {
  /** Where it will stand, if that is known. */
  readonly url: string | null;
  /** With the stubs at old addresses. */
  readonly pages: readonly ProvenPage[];
  readonly files: readonly SiteFile[];
  /** Those of `files`, and of pictures that are not painted yet. */
  readonly paths: ReadonlySet<string>;
  /** Addresses of other sites, which may lie in a folder of this one. */
  readonly others: readonly string[];
}

/**
 * Holds the pages of a site against each other and its files, by what was
 * proven of each: each internal link and anchor has its target, and nothing
 * loads anything from another site, but for `origins`, other sites from which
 * a theme may load. A `data:` address holds what it loads.
 */
export function judgeSite(
  { url, pages, files, paths, others }: ProvenSite,
  origins: readonly string[],
  blame: Blame,
): Diagnostic[] {
  const isForeign = (address: string): boolean =>
    isRemote(address) && !/^data:/i.test(address) && !origins.includes(originOf(address));
  const faults = new Faults();
  const styleLoads = new Set(
    files.flatMap(({ path, contents }) =>
      path.endsWith('.css') && typeof contents === 'string' ? stylesheetLoads(contents) : [],
    ),
  );
  const targets = new Targets(pages, paths, others);
  for (const { path, template, holdsStyle, facts } of pages) {
    // A stub stands in no frame.
    const report = (code: Code, partial: string, parameters: object): void =>
      faults.add(code, path, blame.template(template, template === 'moved' ? template : partial), parameters);
    // What the stylesheet loads is reported once, below, also where a page holds all of it.
    const isOwn = (address: string): boolean => !holdsStyle || !styleLoads.has(address);
    for (const { lacks, partial } of facts.missing) report('page-incomplete', partial, { lacks });
    for (const { claim, partial } of facts.claims)
      faults.add('review-claim', path, blame.words(claim, template, partial), { claim });
    for (const how of facts.altered)
      faults.add('altered-answer', path, blame.words(quotedIn(how), template, 'answer-body'), { how });
    for (const id of facts.duplicates) report('duplicate-anchor', 'layout', { id });
    for (const address of facts.loads)
      if (isForeign(address) && isOwn(address)) report('foreign-request', 'document-head', { address });
    for (const href of facts.pictures) if (!paths.has(href)) report('broken-link', 'open-graph', { href });
    for (const markup of facts.unsafe) report('unsafe-markup', 'layout', { markup });
    for (const href of facts.links)
      if (!targets.has(href, path) && isOwn(href)) report('broken-link', 'layout', { href });
  }
  for (const { path, contents } of files) {
    const report = (code: Code, parameters: object): void => faults.add(code, path, blame.file(path), parameters);
    if (path.endsWith('.svg')) {
      const text = typeof contents === 'string' ? contents : new TextDecoder().decode(contents);
      for (const markup of unsafeInSvg(text)) report('unsafe-markup', { markup });
    }
    if (!path.endsWith('.css') || typeof contents !== 'string') continue;
    for (const href of stylesheetLoads(contents)) {
      const address = addressFrom(url, href);
      if (isForeign(address)) report('foreign-request', { address });
      else if (
        !isRemote(address) &&
        !/^data:|^#/i.test(address) &&
        !paths.has(isRemote(href) ? address : `assets/${address}`)
      )
        report('broken-link', { href });
    }
  }
  return faults.diagnostics();
}

/** Where links of the site may lead. */
class Targets {
  readonly #pages: ReadonlyMap<string, ProvenPage>;
  readonly #paths: ReadonlySet<string>;
  readonly #others: readonly string[];
  /** Those of the pages that were asked for. */
  readonly #anchors = new Map<string, ReadonlySet<string>>();
  /** Those that do not depend on the page that holds them: most are on many. */
  readonly #known = new Map<string, boolean>();

  constructor(pages: readonly ProvenPage[], paths: ReadonlySet<string>, others: readonly string[]) {
    this.#pages = new Map(pages.filter(({ template }) => template !== 'moved').map((page) => [page.path, page]));
    this.#paths = paths;
    this.#others = others;
  }

  has(href: string, from: string): boolean {
    if (href === '' || href.startsWith('#')) return this.#reaches(href, from);
    const known = this.#known.get(href);
    if (known !== undefined) return known;
    const reaches = this.#reaches(href, from);
    this.#known.set(href, reaches);
    return reaches;
  }

  #reaches(href: string, from: string): boolean {
    if (this.#others.some((other) => href.startsWith(other))) return true;
    // What leaves the site is another server's to keep.
    if (isRemote(href) || href.startsWith('/') || href.startsWith('../')) return true;
    const at = href.indexOf('#');
    const [address, fragment] = at < 0 ? [href, ''] : [href.slice(0, at), href.slice(at + 1)];
    const name = decodeFragment(address.replace(/\?.*$/, '').replace(/^\.\//, ''));
    const path = address === '' ? from : name || 'index.html';
    if (!this.#paths.has(path)) return false;
    if (fragment === '') return true;
    const page = this.#pages.get(path);
    // A browser seeks the fragment as it stands, and then what its percent signs stand for.
    return page === undefined || [fragment, decodeFragment(fragment)].some((id) => this.#anchorsOf(page).has(id));
  }

  #anchorsOf({ path, facts }: ProvenPage): ReadonlySet<string> {
    const anchors = this.#anchors.get(path) ?? new Set(facts.anchors);
    this.#anchors.set(path, anchors);
    return anchors;
  }
}

/** One fault of the theme is said once, however many pages show it. */
class Faults {
  readonly #faults = new Map<string, { code: Code; span: Span | null; parameters: object; pages: string[] }>();

  add(code: Code, page: string, span: Span | null, parameters: object): void {
    const key = JSON.stringify([code, span, parameters]);
    const fault = this.#faults.get(key) ?? { code, span, parameters, pages: [] };
    fault.pages.push(page);
    this.#faults.set(key, fault);
  }

  diagnostics(): Diagnostic[] {
    return [...this.#faults.values()].map(({ code, span, parameters, pages }) => {
      const page = pages.length > 1 ? `${pages[0]} (and ${pages.length - 1} more)` : pages[0];
      return diagnose(code, span, { page, ...parameters } as never);
    });
  }
}

/** All that a page says of itself, small enough to be remembered; plain data, which JSON can hold. */
export interface PageFacts extends Pick<Scan, 'duplicates' | 'links' | 'loads' | 'pictures' | 'unsafe'> {
  readonly anchors: readonly string[];
  readonly missing: readonly { readonly lacks: string; readonly partial: string }[];
  readonly claims: readonly FalseClaim[];
  /** How signed answers stand there otherwise than they were approved: what is looked for where templates are the author's. */
  readonly altered: readonly string[];
}

/**
 * Proves on finished pages, one by one, what the templates promise: each shows
 * its answers, their sources and review states, the reviewers, the disclaimer
 * and the urgent strip; the picture that other sites show says nothing that the
 * page does not; nothing in it could run or hide. What a stylesheet hides is
 * not seen. `siteUrl` is the site's own address, which is no other site. What
 * pages have in common, one prover reads once.
 */
export class PageProver {
  readonly #siteUrl: string | null;
  readonly #claims: PageClaims | null;
  readonly #tags: KnownTags = new Map();
  /** Words of the parts that are the same on many pages. */
  readonly #words = new Map<string, string>();

  /** `hasOwnTheme`: the built-in theme claims nothing, and what the author types is searched where it was typed. */
  constructor(siteUrl: string | null, { hasOwnTheme }: { hasOwnTheme: boolean }) {
    this.#siteUrl = siteUrl;
    this.#claims = hasOwnTheme ? new PageClaims() : null;
  }

  /** The same page, printed from the same data for the same `siteUrl`, has the same facts. */
  prove(page: PrintedPage): ProvenPage {
    return this.#proveWith(page, demandsOf(page.view));
  }

  /** A fragment for other sites is proven as the page that it was made of. `whole`: of the addresses on that; `url`: of the site. */
  proveFragment(page: PrintedPage, whole: ReadonlyMap<string, string>, url: string): ProvenPage {
    const { view, html } = page;
    const demands = [...demandsOf(view), demandOfOrigin(url)].map((demand) => {
      const { href } = demand;
      return { ...demand, href: href && (whole.get(addressOnOthers(href, url)) ?? href) };
    });
    const around = { url, title: view.pageTitle, contentPolicy: view.contentPolicy, whole };
    const proven = this.#proveWith({ ...page, html: asPage(html, around) }, demands);
    const { facts } = proven;
    return { ...proven, facts: { ...facts, unsafe: [...facts.unsafe, ...tagsOfPage(html)] } };
  }

  #proveWith({ path, template, html, view }: PrintedPage, demands: readonly Demand[]): ProvenPage {
    const scan = scanPage(html, this.#siteUrl, this.#tags);
    const data = view.structuredData?.toHTML() ?? null;
    const missing = [
      ...missingFrame(scan, view),
      ...this.#missingParts(scan, demands),
      ...falseReviews(scan, view),
      ...missingTexts(scan, view),
      ...missingLinks(scan, view),
      ...missingForScript(scan, view),
    ];
    const license = view.kind === 'chat' ? view.license : undefined;
    const framing = scan.scripts.findIndex(({ src }) => src === view.links.frame);
    const scripts = scan.scripts
      .filter((_, index) => index !== framing)
      .filter(
        (attributes, index) =>
          index > 0 || attributes['src'] !== view.links.script || attributes['data-license'] !== license,
      );
    const canonicals = scan.canonicals.filter((address) => address !== view.canonical);
    const styles = scan.styles.filter((text) => text !== view.inlineStyle?.toHTML());
    const forbidden = [
      ...scripts.map(scriptTag),
      ...styles.map(() => '<style>'),
      ...canonicals.map((address) => `<link rel="canonical" href="${address}">`),
      ...(hasStrayMark(scan, view) ? ['class="signed" outside of an answer'] : []),
    ];
    const policy = view.contentPolicy.toHTML();
    const policies = scan.policies.filter((text, index) => text !== policy || index > 0);
    forbidden.push(...policies.map((text) => `<meta http-equiv="Content-Security-Policy" content="${text}">`));
    if (!scan.policies.includes(policy))
      missing.push({ lacks: 'its content security policy', partial: 'document-head' });
    const refreshes = scan.refreshes.map(() => '<meta http-equiv="refresh">');
    // The data that a page holds for machines says what the page was made of: a theme may leave it out, not alter it.
    const altered = scan.data
      .filter((text, index) => text !== data || index > 0)
      .map(() => '<script type="application/ld+json">');
    const facts = factsOf(scan, missing, [...refreshes, ...forbidden, ...altered], this.#claims?.on(scan, view) ?? []);
    return { path, template, holdsStyle: view.inlineStyle !== null, facts };
  }

  proveStub({ path, html, view }: PrintedStub): ProvenPage {
    const scan = scanPage(html, this.#siteUrl, this.#tags);
    return {
      path,
      template: 'moved',
      holdsStyle: false,
      facts: factsOfStub(scan, view, this.#claims?.onStub(scan.nodes) ?? []),
    };
  }

  /** The same words stand for one part only: a disclaimer that says what the urgent strip says has to be there as well. */
  #missingParts(scan: Scan, demands: readonly Demand[]): PageFacts['missing'] {
    const ids = new Set<string>();
    const shown = new Map<string, SeenText>();
    const opened = new Map<string, SeenText>();
    const missing: Demand[] = [];
    const elsewhere: { demand: Demand; words: string }[] = [];
    for (const demand of demands) {
      const { text, within, href, mayBeClosed } = demand;
      if (within === null) {
        if (text !== null) elsewhere.push({ demand, words: this.#wordsOf(text) });
        continue;
      }
      ids.add(within);
      const element = scan.anchors.get(within);
      if (element === undefined) {
        missing.push(demand);
        continue;
      }
      const texts = mayBeClosed ? opened : shown;
      const seen = texts.get(within) ?? new SeenText(mayBeClosed ? scan.openedTextOf(element) : scan.textOf(element));
      texts.set(within, seen);
      const hasWords = text === null || seen.holds(typeof text === 'string' ? text : textOfHtml(text, this.#tags));
      const hasLink = href === null || scan.linksIn(element).some((link) => link.href === href);
      if (!hasWords || !hasLink) missing.push(demand);
    }
    if (elsewhere.length === 0) return missing.map(({ lacks, partial }) => ({ lacks, partial }));
    let rest = squash(scan.textOf(null, ids));
    const pageLinks = elsewhere.some(({ demand }) => demand.href !== null) ? scan.linksIn(null) : [];
    for (const { demand, words } of elsewhere.sort((a, b) => b.words.length - a.words.length)) {
      const at = rest.indexOf(words);
      if (at >= 0) rest = `${rest.slice(0, at)}\0${rest.slice(at + words.length)}`;
      const { href, isOptional } = demand;
      const hasLink = href === null || pageLinks.some((link) => link.href === href && link.words.includes(words));
      if (!isOptional && (at < 0 || !hasLink)) missing.push(demand);
    }
    return missing.map(({ lacks, partial }) => ({ lacks, partial }));
  }

  #wordsOf(text: string | Html): string {
    const key = typeof text === 'string' ? `"${text}` : `<${text.toHTML()}`;
    const words = this.#words.get(key) ?? squash(typeof text === 'string' ? text : textOfHtml(text, this.#tags));
    this.#words.set(key, words);
    return words;
  }
}

/** What a reader sees of a part of a page. White space does not count. */
class SeenText {
  readonly #text: string;
  #words: string | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  holds(text: string): boolean {
    // Where the one text stands in the other as it is, its words do as well.
    if (this.#text.includes(text)) return true;
    this.#words ??= squash(this.#text);
    return this.#words.includes(squash(text));
  }
}

function factsOf(
  scan: Scan,
  missing: PageFacts['missing'],
  unsafe: readonly string[],
  claims: readonly FalseClaim[],
): PageFacts {
  const { duplicates, links, loads, pictures, anchors } = scan;
  return {
    duplicates,
    links,
    loads,
    pictures,
    missing,
    claims,
    altered: [],
    unsafe: [...scan.unsafe, ...unsafe],
    anchors: [...anchors.keys()],
  };
}

function missingFrame({ frame }: Scan, { language, dir, pageTitle }: Page['view']): PageFacts['missing'] {
  const missing: { lacks: string; partial: string }[] = [];
  if (!frame.hasDoctype) missing.push({ lacks: 'its doctype', partial: 'layout' });
  if (frame.lang !== language || frame.dir !== dir)
    missing.push({ lacks: 'its language, by lang and dir of <html>', partial: 'layout' });
  if (!frame.hasEncoding) missing.push({ lacks: 'its encoding, by <meta charset="utf-8">', partial: 'document-head' });
  if (frame.title !== pageTitle && squash(frame.title) !== squash(pageTitle))
    missing.push({ lacks: 'its title', partial: 'document-head' });
  return missing;
}

/** The mark of a signed answer stands at no other. */
function falseReviews({ signed, anchors }: Scan, view: Page['view']): PageFacts['missing'] {
  if (signed.length === 0) return [];
  const marked = new Set(signed.flatMap(lineageOf));
  return questionsOn(view).flatMap(({ id, review }) => {
    const article = anchors.get(id);
    if (!article || review?.reviewed || !marked.has(article)) return [];
    return [{ lacks: `the true review state of \`${id}\``, partial: 'review-state' }];
  });
}

/** Nor does it stand outside of answers. */
function hasStrayMark({ signed }: Scan, view: Page['view']): boolean {
  if (signed.length === 0) return false;
  const ids = new Set(questionsOn(view).map(({ id }) => id));
  return signed.some((mark) => !lineageOf(mark).some((element) => ids.has(attributeOf(element, 'id') ?? '')));
}

/** Whoever follows a link finds on the page what its picture said. */
function missingTexts(scan: Scan, { openGraph }: Page['view']): PageFacts['missing'] {
  const texts = openGraph?.image?.texts ?? [];
  if (scan.pictures.length === 0 || texts.length === 0) return [];
  const seen = new SeenText(scan.textOf(null));
  return texts
    .filter((text) => !seen.holds(text))
    .map((text) => ({ lacks: `“${text}”, which its share image says`, partial: 'masthead' }));
}

/** A theme that was made before may know nothing of the links around the FAQ. */
function missingLinks(scan: Scan, { siteLinks: { home, menu, footer } }: Page['view']): PageFacts['missing'] {
  const wanted = [
    ...[...(home ? [home] : []), ...menu].map((link) => ({ ...link, partial: 'masthead' })),
    ...footer.map((link) => ({ ...link, partial: 'footer' })),
  ];
  if (wanted.length === 0) return [];
  const links = scan.linksIn(null);
  return wanted
    .filter(({ label, href }) => !links.some((link) => link.href === href && link.words.includes(squash(label))))
    .map(({ label, partial }) => ({ lacks: `the link “${label}” of \`site\``, partial }));
}

/** A list of questions in which the script of the page would not find its way: it would end, and there were no field. */
function missingForScript({ nodes }: Scan, { kind, links: { script } }: Page['view']): PageFacts['missing'] {
  if (script === null || (kind !== 'index' && kind !== 'section')) return [];
  const all = nodes.filter(isElement).flatMap(elementsWithin);
  const list = all.find((one) => (attributeOf(one, 'class') ?? '').split(/\s+/).includes('jump'));
  if (!list) return [];
  const inside = elementsWithin(list);
  const named = (name: string): Element[] => inside.filter(({ tagName }) => tagName === name);
  const firstIn = ({ childNodes }: Element): Element | undefined => childNodes.find(isElement);
  const [folded] = named('details');
  const parents = [list, ...inside];
  const lacks = [
    ...(folded && firstIn(folded)?.tagName === 'summary' ? [] : ['`<details>` that begins with its `<summary>`']),
    ...(parents.some((one) => firstIn(one)?.tagName === 'ol') ? ['an element before each `<ol>`'] : []),
    ...(named('li').every((one) => firstIn(one)?.tagName === 'a') ? [] : ['a link first in each `<li>`']),
  ];
  const partial = kind === 'index' ? 'jump-list' : 'section-jump-list';
  return lacks.map((one) => ({ lacks: `${one} in \`.jump\`, without which its script ends`, partial }));
}

function factsOfStub(
  scan: Scan,
  { target, script, contentPolicy, canonical }: Stub['view'],
  claims: readonly FalseClaim[],
): PageFacts {
  const others = scan.refreshes.filter((refresh) => refresh !== `0; url=${target}`);
  const leadsOn = scan.refreshes.length > others.length && scan.linksIn(null).some(({ href }) => href === target);
  const missing = [
    ...(leadsOn ? [] : [{ lacks: `the way to \`${target}\``, partial: 'moved' }]),
    ...(scan.policies.length === 1 && scan.policies[0] === contentPolicy.toHTML()
      ? []
      : [{ lacks: 'its content security policy', partial: 'moved' }]),
  ];
  return factsOf(
    scan,
    missing,
    [
      ...others.map((refresh) => `<meta http-equiv="refresh" content="${refresh}">`),
      ...scan.data.map(() => '<script type="application/ld+json">'),
      ...scan.scripts
        .filter(
          ({ src, 'data-target': to, ...more }) => src !== script || to !== target || Object.keys(more).length > 0,
        )
        .map(scriptTag),
      ...scan.styles.map(() => '<style>'),
      ...scan.canonicals
        .filter((address) => address !== canonical)
        .map((address) => `<link rel="canonical" href="${address}">`),
    ],
    claims,
  );
}

/** The words of a page that a sentence on it quotes; none where it quotes none. */
function quotedIn(sentence: string): string {
  return /“(.*)”/s.exec(sentence)?.[1] ?? '';
}

function scriptTag({ src }: Readonly<Record<string, string>>): string {
  return `<script src="${src}">`;
}

/** `//host` is read as the browser of a secure page does. */
function originOf(address: string): string {
  const whole = address.replace(/^\/\//, 'https://');
  return URL.canParse(whole) ? new URL(whole).origin : '';
}
