import { decodeXML } from 'entities';
import { addressOnOthers } from '../embed/hosted.ts';
import { dateView } from '../words/language.ts';
import type { Words } from '../words/words.ts';

/** What a feed holds around an answer; nothing of it depends on where it is read. */
export interface FeedFrame {
  /** HTML before the answer: its short form. */
  readonly before: string;
  /** HTML behind it: who wrote it, where that was a machine, and what changed in it. */
  readonly after: string;
}

export function feedFrame(
  short: string | null,
  label: string | null,
  changes: readonly { readonly on: string; readonly note: string }[],
  words: Words,
  language: string,
): FeedFrame {
  const items = changes.map(
    ({ on, note }) => `<dt>${escapeXml(dateView(on, language).text)}</dt><dd>${escapeXml(note)}</dd>`,
  );
  return {
    before: `${short === null ? '' : `<p>${escapeXml(short)}</p>`}<div>`,
    after: `</div>${label === null ? '' : `<p>${escapeXml(label)}</p>`}${items.length === 0 ? '' : `<h2>${escapeXml(words.history)}</h2><dl>${items.join('')}</dl>`}`,
  };
}

/** The short answer where a reader of feeds may show that alone: with the label of what a machine wrote. */
export function labelledSummary(short: string, label: string | null): string {
  return label === null ? short : `${short} ${label}`;
}

/** Printed markup as a program reads it that knows nothing of the site: addresses are absolute, and no id meets that of another answer. `page`: the address of the answer; `site`: of the site, ends in `/`. */
export function asInFeed(html: string, page: string, site: string): string {
  return html.replaceAll(/ (?:id|width|height)="[^"]*"/g, '').replaceAll(address, (_, name: string, typed: string) => {
    const value = decodeXML(typed);
    return ` ${name}="${escapeXml(inAscii(value.startsWith('#') ? page + value : addressOnOthers(value, site)))}"`;
  });
}

/** The addresses as they stand on the page of the answer: the inverse of `asInFeed`. */
export function asOnPage(html: string, page: string, site: string): string {
  return html.replaceAll(address, (whole, name: string, typed: string) => {
    const value = decodeXML(typed);
    if (!value.startsWith(site)) return whole;
    const own = value.startsWith(`${page}#`) ? value.slice(page.length) : value.slice(site.length);
    return ` ${name}="${escapeXml(own === '' ? 'index.html' : decoded(own))}"`;
  });
}

function inAscii(address: string): string {
  return URL.canParse(address) ? new URL(address).href : address;
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** No text holds it: quotation marks are escaped there. */
const address = / (href|src)="([^"]*)"/g;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

export function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
