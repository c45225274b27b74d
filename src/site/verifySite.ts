import type { Code } from '../diagnostics/catalogue.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { isRemote } from './addresses.ts';
import type { Html } from './html.ts';
import type { Memory } from './memory.ts';
import { type Demand, demandsOf, questionsOn } from './pageDemands.ts';
import type { Page, Stub } from './presentPages.ts';
import { type Scan, scanPage, squash, stylesheetLoads, unsafeInSvg, wordsOfHtml } from './scanPage.ts';
import type { SiteFile } from './siteFile.ts';

/** A page as it was printed, with the data that it was printed from. */
export interface PrintedPage extends Page {
  readonly html: string;
}

/** The stub at an old address, as it was printed. */
export interface PrintedStub extends Stub {
  readonly html: string;
}

/** What was proven of a page. */
export interface ProvenPage {
  readonly path: string;
  readonly template: string;
  /** Whether it holds the whole style. */
  readonly hasStyle: boolean;
  readonly facts: PageFacts;
}

export interface PrintedSite {
  readonly pages: readonly ProvenPage[];
  readonly stubs: readonly PrintedStub[];
  readonly files: readonly SiteFile[];
  /** Those of `files`, and of pictures that are not painted yet. */
  readonly paths: ReadonlySet<string>;
  /** Addresses of other sites, which may lie in a folder of this one. */
  readonly others: readonly string[];
}

/** Which file is most likely at fault; null where it is none of the author's. */
export interface Blame {
  /** The file of the theme that prints a part of the pages of a template. */
  template(template: string, partial: string): Span | null;
  /** The file that a file of the site was made of. */
  file(path: string): Span | null;
}

/**
 * Proves on the finished pages what the templates promise: each shows its
 * answers, their sources and review states, the reviewers, the disclaimer and
 * the urgent strip; each internal link and anchor has its target; the picture
 * that other sites show says nothing that the page does not; no page
 * loads anything from another site, or holds what could run or hide. What a
 * stylesheet hides is not seen. `siteUrl` is the site's own address, which is no other site; `origins` are other
 * sites from which a theme may load. A `data:` address holds what it loads.
 */
export function verifySite(
  { pages, stubs, files, paths, others }: PrintedSite,
  siteUrl: string | null,
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
  const anchors = new Map(pages.map(({ path, facts }) => [path, new Set(facts.anchors)]));
  const reportShared = (
    path: string,
    template: string,
    facts: PageFacts,
    isOwn: (address: string) => boolean,
  ): void => {
    const report = (code: Code, partial: string, parameters: object): void =>
      faults.add(code, path, blame.template(template, partial), parameters);
    for (const { lacks, partial } of facts.missing) report('page-incomplete', partial, { lacks });
    for (const id of facts.duplicates) report('duplicate-anchor', 'layout', { id });
    for (const address of facts.loads.filter(isForeign).filter(isOwn))
      report('foreign-request', 'document-head', { address });
    for (const href of facts.pictures) if (!paths.has(href)) report('broken-link', 'open-graph', { href });
    for (const markup of facts.unsafe) report('unsafe-markup', 'layout', { markup });
    for (const href of facts.links.filter(isOwn)) {
      if (!others.some((other) => href.startsWith(other)) && !hasTarget(href, path, paths, anchors))
        report('broken-link', 'layout', { href });
    }
  };
  for (const { path, template, hasStyle, facts } of pages) {
    // What the stylesheet loads is reported once, below, also where a page holds all of it.
    reportShared(path, template, facts, (address) => !hasStyle || !styleLoads.has(address));
  }
  for (const stub of stubs) reportShared(stub.path, 'moved', factsOfStub(stub, siteUrl), () => true);
  for (const { path, contents } of files) {
    const report = (code: Code, parameters: object): void => faults.add(code, path, blame.file(path), parameters);
    if (path.endsWith('.svg')) {
      const text = typeof contents === 'string' ? contents : new TextDecoder().decode(contents);
      for (const markup of unsafeInSvg(text)) report('unsafe-markup', { markup });
    }
    if (!path.endsWith('.css') || typeof contents !== 'string') continue;
    for (const address of stylesheetLoads(contents)) {
      if (isForeign(address)) report('foreign-request', { address });
      else if (!isRemote(address) && !/^data:|^#/i.test(address)) report('broken-link', { href: address });
    }
  }
  return faults.diagnostics();
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

/** All that a page says of itself, small enough to be remembered. */
export interface PageFacts extends Pick<Scan, 'duplicates' | 'links' | 'loads' | 'pictures' | 'unsafe'> {
  readonly anchors: readonly string[];
  readonly missing: readonly { readonly lacks: string; readonly partial: string }[];
}

/** Proves one page. */
export function provePage({ html, view }: PrintedPage, siteUrl: string | null, memory: Memory): PageFacts {
  const demands = demandsOf(view);
  const signed = questionsOn(view).flatMap(({ id, review }) => (review?.reviewed ? [id] : []));
  const data = view.structuredData?.toHTML() ?? null;
  const frame = JSON.stringify([
    siteUrl,
    data,
    view.language,
    view.dir,
    view.pageTitle,
    view.contentPolicy.toHTML(),
    view.links.script,
    view.kind === 'chat' ? view.license : null,
    view.canonical,
    view.openGraph,
    signed,
  ]);
  const key = [frame, html, ...demands.map(({ text, ...rest }) => `${text} ${JSON.stringify(rest)}`)];
  const wordsOf = (text: string | Html): string =>
    typeof text === 'string' ? squash(text) : memory.recall('words', text.toHTML(), () => wordsOfHtml(text));
  return memory.recall('page', key.join('\0'), () => {
    const scan = scanPage(html, siteUrl);
    const missing = [
      ...missingFrame(scan, view),
      ...missingParts(scan, demands, wordsOf),
      ...falseReviews(scan, view),
      ...missingTexts(scan, view),
    ];
    const license = view.kind === 'chat' ? view.license : undefined;
    const scripts = scan.scripts.filter(
      (attributes, index) =>
        index > 0 || attributes['src'] !== view.links.script || attributes['data-license'] !== license,
    );
    const canonicals = scan.canonicals.filter((address) => address !== view.canonical);
    const styles = scan.styles.filter((text) => text !== view.inlineStyle?.toHTML());
    const ids = new Set(questionsOn(view).map(({ id }) => id));
    const forbidden = [
      ...scripts.map(scriptTag),
      ...styles.map(() => '<style>'),
      ...canonicals.map((address) => `<link rel="canonical" href="${address}">`),
      ...(scan.hasClassOutside('signed', ids) ? ['class="signed" outside of an answer'] : []),
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
    return factsOf(scan, missing, [...refreshes, ...forbidden, ...altered]);
  });
}

function factsOf(scan: Scan, missing: PageFacts['missing'], unsafe: readonly string[]): PageFacts {
  const { duplicates, links, loads, pictures, anchors } = scan;
  return {
    duplicates,
    links,
    loads,
    pictures,
    missing,
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
  if (squash(frame.title) !== squash(pageTitle)) missing.push({ lacks: 'its title', partial: 'document-head' });
  return missing;
}

/** The same words stand for one part only: a disclaimer that says what the urgent strip says has to be there as well. */
function missingParts(
  scan: Scan,
  demands: readonly Demand[],
  wordsOf: (text: string | Html) => string,
): { lacks: string; partial: string }[] {
  const ids = new Set(demands.flatMap(({ within }) => (within === null ? [] : [within])));
  const known = new Map<string, string>();
  const wordsAt = (id: string): string => {
    const element = scan.anchors.get(id);
    const words = known.get(id) ?? (element ? scan.wordsOf(element) : '');
    known.set(id, words);
    return words;
  };
  const missing: Demand[] = [];
  const elsewhere: { demand: Demand; words: string }[] = [];
  for (const demand of demands) {
    const { text, within, href } = demand;
    if (within === null) {
      if (text !== null) elsewhere.push({ demand, words: wordsOf(text) });
      continue;
    }
    const element = scan.anchors.get(within);
    const hasWords = element !== undefined && (text === null || wordsAt(within).includes(wordsOf(text)));
    const hasLink =
      href === null || (element !== undefined && scan.linksIn(element).some((link) => link.href === href));
    if (!hasWords || !hasLink) missing.push(demand);
  }
  let rest = scan.wordsOf(null, ids);
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

/** The mark of a signed answer stands at no other. */
function falseReviews(scan: Scan, view: Page['view']): { lacks: string; partial: string }[] {
  return questionsOn(view).flatMap(({ id, review }) => {
    const article = scan.anchors.get(id);
    if (!article || review?.reviewed || !scan.hasClass(article, 'signed')) return [];
    return [{ lacks: `the true review state of \`${id}\``, partial: 'review-state' }];
  });
}

/** Whoever follows a link finds on the page what its picture said. */
function missingTexts(scan: Scan, { openGraph }: Page['view']): { lacks: string; partial: string }[] {
  if (scan.pictures.length === 0) return [];
  const words = scan.wordsOf(null);
  return (openGraph?.image?.texts ?? [])
    .filter((text) => !words.includes(squash(text)))
    .map((text) => ({ lacks: `“${text}”, which its share image says`, partial: 'masthead' }));
}

function factsOfStub({ html, view }: PrintedStub, siteUrl: string | null): PageFacts {
  const { target, script } = view;
  const scan = scanPage(html, siteUrl);
  const others = scan.refreshes.filter((refresh) => refresh !== `0; url=${target}`);
  const leadsOn = scan.refreshes.length > others.length && scan.linksIn(null).some(({ href }) => href === target);
  const missing = [
    ...(leadsOn ? [] : [{ lacks: `the way to \`${target}\``, partial: 'moved' }]),
    ...(scan.policies.length === 1 && scan.policies[0] === view.contentPolicy.toHTML()
      ? []
      : [{ lacks: 'its content security policy', partial: 'moved' }]),
  ];
  return factsOf(scan, missing, [
    ...others.map((refresh) => `<meta http-equiv="refresh" content="${refresh}">`),
    ...scan.data.map(() => '<script type="application/ld+json">'),
    ...scan.scripts
      .filter((attributes) => JSON.stringify(attributes) !== JSON.stringify({ src: script, 'data-target': target }))
      .map(scriptTag),
    ...scan.styles.map(() => '<style>'),
    ...scan.canonicals
      .filter((address) => address !== view.canonical)
      .map((address) => `<link rel="canonical" href="${address}">`),
  ]);
}

function scriptTag({ src }: Readonly<Record<string, string>>): string {
  return `<script src="${src}">`;
}

/** `//host` is read as the browser of a secure page does. */
function originOf(address: string): string {
  const whole = address.replace(/^\/\//, 'https://');
  return URL.canParse(whole) ? new URL(whole).origin : '';
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
