import { decodeFragment } from '../schema/identifiers.ts';
import { plainSigns } from '../schema/telephone.ts';

/** What an address in Markdown leads to. */
export type Address =
  | { readonly kind: 'anchor'; readonly id: string }
  | { readonly kind: 'elsewhere'; readonly href: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'unsafe' };

/**
 * Sorts an address by an allow list: `#id`, https, http, mailto, tel, sms, an
 * address outside of the site (`../` or `/`), or a file of the project.
 * `//host`, backslashes and every other scheme are unsafe.
 */
export function sortAddress(address: string): Address {
  // Browsers drop tabs and newlines inside of an address, and blanks around it; a blank inside is one of its characters.
  if (/[\0-\x1f\\]|^ | $/.test(address) || address === '') return { kind: 'unsafe' };
  if (address.startsWith('#')) {
    return address.length > 1 ? { kind: 'anchor', id: decodeFragment(address.slice(1)) } : { kind: 'unsafe' };
  }
  if (address.startsWith('//')) return { kind: 'unsafe' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') {
    return /^https?:\/\/[^/]/i.test(address) && URL.canParse(address) && new URL(address).username === ''
      ? { kind: 'elsewhere', href: encode(address) }
      : { kind: 'unsafe' };
  }
  // A telephone dials no hyphen of print and no digit of another script (RFC 3966).
  if (scheme === 'tel' && /[^\x21-\x7f]/.test(address))
    return { kind: 'elsewhere', href: `tel:${encode(plainSigns(address.slice(4)).replaceAll(' ', ''))}` };
  if (scheme)
    return ['mailto', 'tel', 'sms'].includes(scheme)
      ? { kind: 'elsewhere', href: encode(address) }
      : { kind: 'unsafe' };
  if (address.startsWith('/') || address.startsWith('../')) return { kind: 'elsewhere', href: encode(address) };
  return { kind: 'file', path: decodeFragment(address.replace(/^\.\//, '').replace(/[?#].*$/, '')) };
}

/** What stands behind a `#` in a text of Markdown: every id that it may link to, and what only looks like one. */
export function fragmentsIn(text: string): string[] {
  return [...text.matchAll(/#([^\s#()<>[\]"']{1,900})/g)].map(([, fragment]) => decodeFragment(fragment as string));
}

/** The address of a page of this site, as programs exchange it: in ASCII. */
export function pageAddress(siteUrl: string, path: string): string {
  return `${siteUrl}${encodeURI(path)}`;
}

export function isRemote(address: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address);
}

/** As percent signs what no valid address holds as itself (WHATWG URL, 4.3); the brackets of an IPv6 host stay. */
function encode(address: string): string {
  const [host = ''] = /^https?:\/\/\[[\d.:a-f]*\]/i.exec(address) ?? [];
  return host + address.slice(host.length).replaceAll(/[ "<>[\]^`{|}]/g, (sign) => encodeURIComponent(sign));
}
