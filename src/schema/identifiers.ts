import { createHash } from 'node:crypto';
import slugify from '@sindresorhus/slugify';

/** Longest id: a file name of it stays usable on every system, most of which count bytes. */
export const longestId = 100;
const mostBytes = 180;

/**
 * The id of a question or section, which is an anchor and the name of a page:
 * words of letters, accents and digits of any script, without capitals, joined
 * by single hyphens. What no reader sees, as joiners and fillers, is no letter.
 */
export const idPattern = /^(?![-\p{M}]|.*(?:\p{DI}|-[-\p{M}]|-$))[\p{Ll}\p{Lm}\p{Lo}\p{Nd}\p{M}-]+$/u;

/** The id of a reviewer, which key files name as well. */
export const reviewerIdPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * The key of a source, as Zotero and BibTeX write them: what a citation takes
 * for a key (`[@Smith_2020:a]`), and what is an anchor as it stands.
 */
export const sourceKeyPattern = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_:.+$&~/-]*[\p{L}\p{M}\p{N}_+])?$/u;

/** An old anchor: whatever can stand behind the `#` of an address. */
export const oldIdPattern = /^[^\s\p{Cc}\p{Cs}]+$/u;

export function isId(text: string): boolean {
  return idPattern.test(text) && text === text.normalize('NFC') && isShort(text);
}

export function isReviewerId(text: string): boolean {
  return reviewerIdPattern.test(text) && text.length <= longestId;
}

/** A kind of approval, as in `plain-language`. */
export function isKind(text: string): boolean {
  return reviewerIdPattern.test(text) && text.length <= longestId;
}

/** Two hyphens stand before the id of an answer where a source was another one when that was approved. */
export function isSourceKey(text: string): boolean {
  return sourceKeyPattern.test(text) && !text.includes('--') && text.length <= longestId;
}

export function isOldId(text: string): boolean {
  return oldIdPattern.test(text) && text.length <= 3 * longestId;
}

/**
 * An old anchor as it stands in a page. It may have been copied from an address,
 * where letters stand as percent signs and digits; a blank has to stay like that.
 * `#old`, `old.html` and `page.html#old` are `old`.
 */
export function oldIdFrom(text: string): string {
  const typed = /^(?:[\w./-]*\.html?)?#(.+)$/.exec(text)?.[1] ?? /^([^/#]+)\.html?$/.exec(text)?.[1] ?? text;
  const decoded = decodeFragment(typed);
  return isOldId(decoded) ? decoded : typed;
}

/** What stands behind the `#` of an address, as an anchor is written in a page. */
export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Whether a page may have this name: on every system, and without being taken for another file of the site. */
export function isPageName(id: string): boolean {
  return pageName.test(id) && id === id.normalize('NFC') && isShort(id) && !isReservedId(id);
}

const pageName = /^(?!\p{DI})[\p{L}\p{Nd}](?:(?!\p{DI})[\p{L}\p{M}\p{Nd}_.-])*$/u;

/** Pages of the site's own, and names that Windows keeps for devices (with any extension). */
const reserved = new Set(
  ['index', '404', 'con', 'prn', 'aux', 'nul'].concat(
    [...'123456789'].flatMap((digit) => [`com${digit}`, `lpt${digit}`]),
  ),
);

export function isReservedId(id: string): boolean {
  return reserved.has(foldId(id).replace(/\..*$/, ''));
}

/** Anchors that pages have of themselves, as `_answers` and `_source-smith-2020`. */
export function isOwnAnchor(id: string): boolean {
  return /^_(?:answers|chat|contact|disclaimer|find|jump|sources|source-.*|c\d+-\d+)$/.test(id);
}

/** Ids of which this is the same would be one file on some systems. */
export function foldId(id: string): string {
  return /^[a-z0-9-]*$/.test(id) ? id : id.normalize('NFKC').toUpperCase().normalize('NFKC').toLowerCase();
}

function isShort(text: string): boolean {
  return text.length <= longestId && (text.length * 3 <= mostBytes || Buffer.byteLength(text) <= mostBytes);
}

/**
 * An id made from a text. It is in Latin letters where the scripts of the text
 * can be written in these, and in its own letters elsewhere. Null where there
 * is no letter.
 */
export function idFrom(text: string): string | null {
  // Letters of a script that is not written in Latin letters here.
  const ownLetters =
    /(?![\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}\p{sc=Arab}\p{sc=Armn}\p{sc=Geor}\p{sc=Thaa}\p{sc=Zyyy}\p{sc=Zinh}])\p{L}/u;
  const id = (ownLetters.test(text) ? '' : inLatin(text)) || inOwnLetters(text);
  return isId(id) ? id : null;
}

/** An id for a text without any letter: the same as long as the text is. */
export function idByDigest(text: string): string {
  return `q-${createHash('sha256').update(text.normalize('NFC')).digest('hex').slice(0, 8)}`;
}

/** Cut between words. */
function inLatin(text: string): string {
  const whole = slugify(text, { decamelize: false }).replaceAll(/[^a-z0-9-]/g, '');
  if (whole.length <= longestId) return whole;
  const cut = whole.slice(0, longestId + 1).replace(/-[^-]*$/, '');
  return cut.slice(0, longestId);
}

/** Cut between letters: many of these scripts put no spaces between words. */
function inOwnLetters(text: string): string {
  // The wide Latin letters and digits of East Asia are no others.
  const plain = text.replaceAll(/[\uff01-\uff5e]/g, (wide) => wide.normalize('NFKC'));
  const visible = plain
    .replaceAll(/\p{DI}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC');
  const slug = (visible.match(/[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}]*/gu) ?? []).join('-');
  const letters = [...slug.slice(0, longestId + 1)];
  while (!isShort(letters.join(''))) letters.pop();
  return letters.join('').replace(/-$/, '');
}
