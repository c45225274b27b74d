import { attributeOf, type Element, rawText } from '../html/nodes.ts';
import { isGenericTitle } from './questionWords.ts';

/** What stands in the head of a page, and on its first element. */
export interface PageHead {
  readonly title: string | null;
  readonly description: string | null;
  readonly language: string | null;
  /** Where the page is published. */
  readonly page: URL | null;
  /** Against which its addresses are resolved. */
  readonly base: URL | null;
  readonly modified: string | null;
}

/** `elements`: of the whole page, in the order of the text. */
export function readHead(elements: readonly Element[]): PageHead {
  const of = (tagName: string): Element[] => elements.filter((element) => element.tagName === tagName);
  const metas = of('meta');
  const meta = (...names: string[]): string | null =>
    names
      .map((name) =>
        metas.find((one) => (attributeOf(one, 'property') ?? attributeOf(one, 'name'))?.toLowerCase() === name),
      )
      .map((one) => (one ? attributeOf(one, 'content')?.replaceAll(/\s+/g, ' ').trim() : null))
      .find(Boolean) ?? null;
  const canonical = of('link').find((link) => /(?:^|\s)canonical(?:\s|$)/i.test(attributeOf(link, 'rel') ?? ''));
  const page = webAddress(canonical && attributeOf(canonical, 'href')) ?? webAddress(meta('og:url'));
  const base = of('base')
    .map((one) => attributeOf(one, 'href'))
    .find(Boolean);
  const title = of('title').find((one) => !isWithinSvg(one));
  const html = of('html')[0];
  return {
    title: meta('og:title') ?? (title ? rawText(title).replaceAll(/\s+/g, ' ').trim() || null : null),
    description: meta('description', 'og:description'),
    language:
      [html, ...of('body'), ...of('main')]
        .flatMap((one) => (one ? [attributeOf(one, 'lang'), attributeOf(one, 'xml:lang')] : []))
        .find((tag) => tag?.trim()) ??
      of('meta')
        .filter((one) => attributeOf(one, 'http-equiv')?.toLowerCase() === 'content-language')
        .map((one) => attributeOf(one, 'content'))
        .find(Boolean) ??
      meta('og:locale'),
    page,
    base: webAddress(base, page ?? undefined) ?? page,
    modified: meta('article:modified_time', 'og:updated_time', 'last-modified', 'dcterms.modified'),
  };
}

function isWithinSvg({ namespaceURI }: Element): boolean {
  return String(namespaceURI).endsWith('svg');
}

function webAddress(typed: string | null | undefined, base?: URL): URL | null {
  if (!typed || !URL.canParse(typed, base?.href)) return null;
  const url = new URL(typed, base);
  return /^https?:$/.test(url.protocol) ? url : null;
}

/** The title of a page without the name of its site, which stands behind or before a bar or dash. */
export function withoutSiteName(title: string): string {
  const parts = title.split(/\s+[|–—·»-]\s+/).filter(Boolean);
  return parts.find(isGenericTitle) ?? parts[0] ?? title;
}
