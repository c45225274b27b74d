import { sortAddress } from '../html/addresses.ts';
import { linkMismatch } from '../inspect/linkMismatch.ts';
import { decodeFragment } from '../schema/identifiers.ts';

/** What relative addresses are read against, and what links may lead to. */
export interface LinkSurroundings {
  /** Against which relative addresses are resolved. */
  readonly base?: URL | undefined;
  /** The address of the page: a link to it with a fragment is one to the fragment. */
  readonly page?: URL | undefined;
  /** The anchor of the question or section, taken as well, that a fragment leads to; null for any other. Default: none is taken. */
  readonly anchorOf?: ((fragment: string) => string | null) | undefined;
}

/** Where a link leads in our Markdown; null leaves its words alone. `remark` says what changed. */
export interface Destination {
  readonly href: string | null;
  readonly remark?: string;
}

export function destinationOf(typed: string, words: string, around: LinkSurroundings): Destination {
  // Browsers drop what stands around an address, and line ends within it (WHATWG URL, 4.4).
  const address = typed.replaceAll(/[\t\n\r]/g, '').trim();
  const lost = (why: string): Destination => ({ href: null, remark: `the link of “${words}”: ${why}` });
  if (address === '' || address === '#' || /^javascript:/i.test(address))
    return lost('it leads nowhere without scripts');
  const fragment = fragmentOf(address, around);
  if (fragment !== null) {
    const anchor = around.anchorOf?.(fragment) ?? null;
    return anchor === null ? lost(`its target #${fragment} is not taken`) : { href: `#${anchor}` };
  }
  const href = absolute(address, around.base);
  const sorted = sortAddress(href);
  if (sorted.kind === 'file') return lost(`${address} is relative, and the source does not say to what`);
  if (sorted.kind !== 'elsewhere') return lost(`${address} is no address that a page of ours may lead to`);
  if (/^tel:(?!.*[\p{Nd}*])|^mailto:(?!.*(?:@|%40|\?))/iu.test(href)) return lost(`${address} lacks its target`);
  const mismatch = linkMismatch(words, sorted.href);
  if (mismatch && mismatch.does !== 'leads to')
    return lost(`it ${mismatch.does} ${mismatch.target}, and shows another`);
  return /^\.*\//.test(href)
    ? { href, remark: `the link of “${words}” stays ${href}: the source does not say where it is published` }
    : { href };
}

function fragmentOf(address: string, { base, page }: LinkSurroundings): string | null {
  if (address.startsWith('#')) return decodeFragment(address.slice(1));
  if (!page || !address.includes('#')) return null;
  const url = URL.canParse(address, (base ?? page).href) ? new URL(address, base ?? page) : null;
  const isHere =
    url !== null && url.origin === page.origin && url.pathname === page.pathname && url.search === page.search;
  return isHere && url.hash.length > 1 ? decodeFragment(url.hash.slice(1)) : null;
}

/** As it stands where it says where it leads. */
function absolute(address: string, base: URL | undefined): string {
  if (/^(?:https?:\/\/|mailto:|tel:|sms:)/i.test(address)) return address.replaceAll(' ', '%20');
  if (address.startsWith('//')) return `${base?.protocol ?? 'https:'}${address.replaceAll(' ', '%20')}`;
  if (base && URL.canParse(address, base.href)) return new URL(address, base).href;
  return address.replaceAll(' ', '%20');
}

/** The page that shows what is embedded, for those services whose frames show nothing by themselves. */
export function watchAddress(embedded: string): string {
  const [, video] = /^(?:https?:)?\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]+)/i.exec(embedded) ?? [];
  if (video !== undefined) return `https://www.youtube.com/watch?v=${video}`;
  const [, film] = /^(?:https?:)?\/\/player\.vimeo\.com\/video\/(\d+)/i.exec(embedded) ?? [];
  return film === undefined ? embedded : `https://vimeo.com/${film}`;
}

/** Cloudflare writes addresses of mail so, and a script of its own reads them: the first byte is the key of the others. */
export function unscrambledMail(hex: string): string {
  const bytes = (hex.match(/[\da-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16));
  const [key = 0, ...rest] = bytes;
  return new TextDecoder().decode(Uint8Array.from(rest, (byte) => byte ^ key));
}
