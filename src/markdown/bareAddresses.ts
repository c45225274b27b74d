import { sortAddress } from '../html/addresses.ts';
import { eastern, westernWordCharacter } from './easternLetters.ts';

/** An address that stands in a text as itself, without marks around it. */
export interface BareAddress {
  readonly start: number;
  readonly end: number;
  /** Where it leads. */
  readonly href: string;
  /** What a reader sees. */
  readonly words: string;
}

/**
 * The addresses that GFM links (section 6.9): `https://…`, `http://…`, `www.…`,
 * mail. Against GFM, they may follow any sign but that of a word, and end
 * where Chinese and Japanese go on without a space.
 */
export function bareAddressesIn(text: string): BareAddress[] {
  if (!text.includes('://') && !text.includes('@') && !/www\./i.test(text)) return [];
  const found: BareAddress[] = [];
  for (const { 0: sign, index } of text.matchAll(/https?:\/\/|www\.|@/gi)) {
    const from = found.at(-1)?.end ?? 0;
    if (index < from) continue;
    const address = sign === '@' ? mailAt(text, index, from) : webAt(text, index, sign);
    if (address && sortAddress(address.href).kind === 'elsewhere') found.push(address);
  }
  return found;
}

/** Signs that no address holds: blanks, quotes, brackets of HTML, and the punctuation of East Asia. */
const withinAddress =
  /(?:\\[*_~]|[^\s<>"`\\|“”„«»‘’‚‹›\u200b\u2060\u2e80-\u2fff\u3000-\u303f\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]){1,2000}/y;

/** `https://example.org/faq请看`: behind a letter or digit of Latin, one of East Asia is the next word. */
const nextWord = new RegExp(`(?<=[A-Za-z0-9])(?=${eastern})`, 'u');

function webAt(text: string, start: number, sign: string): BareAddress | null {
  if (!beginsHere(text, start)) return null;
  withinAddress.lastIndex = start;
  const run = withinAddress.exec(text)?.[0] ?? '';
  const address = withoutEnd(run.split(nextWord, 1)[0] ?? '');
  const host = address.slice(sign.length).split(/[/?#:]/, 1)[0] ?? '';
  if (!isDomain(host)) return null;
  // Programs that write Markdown escape the underscores.
  const words = address.replaceAll(/\\(?=[*_~])/g, '');
  const href = sign.toLowerCase() === 'www.' ? `http://${words}` : words;
  return { start, end: start + address.length, href, words };
}

const endsInWord = new RegExp(`(?:${westernWordCharacter}|[./:@+-])$`, 'u');

function beginsHere(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  // `](` is a link that was not closed, `="` an attribute of HTML.
  return !endsInWord.test(before) && !/\]\($|=["']?$/.test(before);
}

/** GFM: at least one period; no underscore in the last two parts. */
function isDomain(host: string): boolean {
  const labels = host.split('.');
  return (
    labels.length > 1 &&
    labels.every((label) => /^[\p{L}\p{M}\p{N}_-]+$/u.test(label)) &&
    !labels.slice(-2).some((label) => label.includes('_'))
  );
}

/** What ends the sentence, the brackets or the emphasis around an address is no part of it. */
function withoutEnd(address: string): string {
  let end = address.length;
  const surplus = { ')': unopened(address, '(', ')'), ']': unopened(address, '[', ']') };
  while (end > 0) {
    const last = address[end - 1] as string;
    if (last === ')' || last === ']') {
      if (surplus[last] <= 0) break;
      surplus[last]--;
      end--;
    } else if (last === ';') {
      end -= /&[a-z0-9]{1,32};$/i.exec(address.slice(Math.max(0, end - 34), end))?.[0].length ?? 1;
    } else if (/[?!.,:*_~'…]/.test(last)) end--;
    else break;
  }
  return address.slice(0, end);
}

function unopened(text: string, open: string, close: string): number {
  return text.split(close).length - text.split(open).length;
}

const localPart = /[a-z0-9._+-]{1,64}$/i;
const domain = /[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){1,8}/iy;

function mailAt(text: string, at: number, from: number): BareAddress | null {
  const typed = localPart.exec(text.slice(Math.max(from, at - 64), at))?.[0] ?? '';
  const local = typed.replace(/^[._+-]+/, '');
  domain.lastIndex = at + 1;
  let host = domain.exec(text)?.[0] ?? '';
  // `_me@example.org_` is emphasis around it.
  if (typed.startsWith('_')) host = host.replace(/_+$/, '');
  if (local === '' || host === '' || /[-_]$/.test(host) || !/\.[a-z][a-z0-9-]*$/i.test(host)) return null;
  const end = at + 1 + host.length;
  const start = at - local.length;
  const before = text.slice(Math.max(0, start - 7), start);
  const words = text.slice(start, end);
  if (/^mailto:$/i.test(before)) return { start: start - 7, end, href: before + words, words: before + words };
  if (typed === local && endsInWord.test(before)) return null;
  return text[end] === '@' ? null : { start, end, href: `mailto:${words}`, words };
}
