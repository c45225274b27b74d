// In: the front page as it is presented and printed, and the style of the site.
// Out: the same as a fragment and a style for pages of other sites, and the way back to a page.
// Does not know: what is in an answer, and who hosts the fragment.

import type { Html } from '../html/html.ts';

/** Where all stands that other sites fetch, so that a host can let them by one rule. */
export const embedFolder = 'embed/';
export const fragmentPath = `${embedFolder}fragment.html`;

/** Before each id of a fragment, so that none meets an id of the page around it. */
const idPrefix = 'faq-';

/** Attributes that hold ids, parted by spaces, and those that hold an address. */
const idAttributes: ReadonlySet<string> = new Set(
  'id for aria-labelledby aria-describedby aria-controls headers'.split(' '),
);
const addressAttributes: ReadonlySet<string> = new Set(['href', 'src']);

/**
 * The markup of a front page for pages of other sites: headings one level lower, below one of the page around it; ids with a prefix;
 * addresses absolute, but for those within it. `url`: of the site, ends in `/`.
 */
export function asHosted(html: string, url: string): string {
  return rewriteTags(html, {
    name: (tag) => (/^h[1-5]$/i.test(tag) ? lowerHeading(tag) : tag),
    ids: (ids) => ids.replaceAll(/[^\s]+/g, (id) => idPrefix + id),
    address: (address) => addressOnOthers(address, url),
  });
}

/** `h2` of `h1`, and so on. */
export function lowerHeading(tag: string): string {
  return `h${Number(tag.slice(1)) + 1}`;
}

/** An address of the site as any page needs it; one that leaves the site stays as it is. */
export function addressOnOthers(address: string, url: string): string {
  if (address.startsWith('#')) return `#${idPrefix}${address.slice(1)}`;
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return address;
  if (/^\.?\.?\//.test(address) && URL.canParse(address, url)) return new URL(address, url).href;
  return `${url}${address}`;
}

/** What stands around a fragment where it is read as a page of its own. */
export interface PageAround {
  /** Of the site, ends in `/`. */
  readonly url: string;
  readonly title: string;
  readonly contentPolicy: Html;
  /** Of `wholeAddressesIn`. */
  readonly whole?: ReadonlyMap<string, string>;
}

/** How every fragment begins. */
const beginning = /^\s*<section class="faqgen"( lang="[^"]*" dir="[^"]*")>/;

export function isFragment(html: string): boolean {
  return beginning.test(html);
}

/** A fragment as the page that it was made of, so that whoever reads pages reads it, too. Its headings stay where they are. */
export function asPage(fragment: string, { url, title, contentPolicy, whole }: PageAround): string {
  const root = beginning.exec(fragment);
  const inside = root ? `<section class="faqgen">${fragment.slice(root[0].length)}` : fragment;
  const moved = rewriteTags(inside, {
    name: (tag) => tag,
    ids: (ids) => ids.replaceAll(/[^\s]+/g, withoutPrefix),
    address: (address) => whole?.get(address) ?? addressInSite(address, url),
  });
  return `<!doctype html>
<html${root?.[1] ?? ''}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy.toHTML()}">
<title>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title>
</head>
<body>
${moved}
</body>
</html>
`;
}

/** An id that lacks the prefix is another one on a page. */
function withoutPrefix(id: string): string {
  return id.startsWith(idPrefix) ? id.slice(idPrefix.length) : `_without-prefix-${id}`;
}

/** An address of a fragment as its site has it. */
function addressInSite(address: string, url: string): string {
  if (address.startsWith('#')) return `#${withoutPrefix(address.slice(1))}`;
  if (address.startsWith(url)) return address.slice(url.length) || 'index.html';
  // On a page of another site it leads anywhere.
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address) ? address : `_relative/${address}`;
}

/**
 * What no reader of a fragment could tell: which of its addresses the page has in another form than that from its own folder, as
 * `/map`, `../map` or a whole one. By their form in the fragment.
 */
export function wholeAddressesIn(page: string, url: string): Map<string, string> {
  const found = new Map<string, string>();
  const note = (address: string): string => {
    const moved = addressOnOthers(address, url);
    if (addressInSite(moved, url) !== address) found.set(moved, address);
    return address;
  };
  rewriteTags(page, { name: (tag) => tag, ids: (ids) => ids, address: note });
  return found;
}

/** Tags that a fragment cannot hold, since they are of a page. */
export function tagsOfPage(fragment: string): string[] {
  return [...tagsIn(fragment)].flatMap(({ name, start, end }) =>
    /^(?:html|head|body|meta|link|base|title)$/i.test(name) ? [fragment.slice(start, end)] : [],
  );
}

interface Rewriting {
  readonly name: (tag: string) => string;
  readonly ids: (ids: string) => string;
  readonly address: (address: string) => string;
}

/** Everything but the names and attributes of tags stays as it is, to the byte. */
function rewriteTags(html: string, { name, ids, address }: Rewriting): string {
  const parts: string[] = [];
  let copied = 0;
  const replace = (start: number, end: number, text: string): void => {
    parts.push(html.slice(copied, start), text);
    copied = end;
  };
  for (const tag of tagsIn(html)) {
    replace(tag.nameAt, tag.nameAt + tag.name.length, name(tag.name));
    for (const { key, start, end } of tag.attributes) {
      const typed = html.slice(start, end);
      const value = (/^["']/.test(typed) ? typed.slice(1, -1) : typed).replaceAll('"', '&quot;');
      if (idAttributes.has(key)) replace(start, end, `"${ids(value)}"`);
      else if (addressAttributes.has(key)) replace(start, end, `"${address(value)}"`);
      else if (key === 'srcset')
        replace(start, end, `"${value.replaceAll(candidate, (_, before, one) => before + address(one))}"`);
    }
  }
  return parts.join('') + html.slice(copied);
}

/** The address of each picture in `srcset`, and what stands before it. */
const candidate = /((?:^|,)\s*)([^\s,]+)/g;

interface Tag {
  readonly name: string;
  readonly nameAt: number;
  readonly start: number;
  readonly end: number;
  /** Those with a value: where it begins and ends, quotation marks included. */
  readonly attributes: readonly { readonly key: string; readonly start: number; readonly end: number }[];
}

/** Each tag as a browser reads it (HTML, 13.2.5); one that never ends is none. Takes as long as the text is long. */
function* tagsIn(html: string): Generator<Tag> {
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    const start = at;
    if (html.startsWith('<!--', at)) {
      at = html.indexOf('-->', at + 4);
      if (at < 0) return;
      continue;
    }
    tagStart.lastIndex = at;
    const [opening, slash = '', name = ''] = tagStart.exec(html) ?? [];
    at += opening?.length ?? 1;
    if (opening === undefined) continue;
    const attributes: { key: string; start: number; end: number }[] = [];
    for (;;) {
      attribute.lastIndex = at;
      const [whole = '', key = '', value] = attribute.exec(html) ?? [];
      if (whole === '') break;
      at += whole.length;
      if (value !== undefined) attributes.push({ key: key.toLowerCase(), start: at - value.length, end: at });
    }
    if (html[at] !== '>') return;
    at++;
    yield { name, nameAt: start + 1 + slash.length, start, end: at, attributes };
  }
}

const tagStart = /<(\/?)([a-zA-Z][^\s/>]*)/y;
const attribute = /[\s/]*([^\s/>][^\s/>=]*)?(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>][^\s>]*))?/y;
