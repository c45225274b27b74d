import { isRemote } from '../html/addresses.ts';
import type { OtherSite, TranslationState, Translations } from '../review/readTranslations.ts';
import type { AlternateView, LanguageView, OutdatedView } from '../theme/view.ts';
import { directionOf } from '../words/language.ts';
import type { PagePrinter, Site } from './pagePrinter.ts';

/** The links of a page to other languages: to the same page where it is published there, else to the front page. */
export function languageViews({ translations, edition, languageNames }: Site, printer: PagePrinter): LanguageView[] {
  return translations.others.flatMap((other) => {
    const { language } = other;
    const href =
      printer.kind === 'missing'
        ? addressAtAnyDepth(addressOfOther(other, null, edition.faq.url))
        : linkToOther(other, printer.ownId);
    return href === null
      ? []
      : [{ language, dir: directionOf(language), label: languageNames.get(language) ?? language, href }];
  });
}

/**
 * The versions of one page for search engines, as Google asks for them:
 * absolute, and with the page itself. `id` null: of the front page.
 */
export function alternateViews(
  { translations, edition }: Site,
  id: string | null,
  canonical: string | null,
): AlternateView[] {
  const { url, language } = edition.faq;
  if (url === null || canonical === null) return [];
  const others = translations.others
    .filter(({ ids }) => id === null || ids.has(id))
    .map((other) => ({ language: other.language, href: addressOfOther(other, id, url) }));
  if (others.length === 0) return [];
  const all = [{ language, href: canonical }, ...others];
  const original = all.find((one) => one.language === translations.original);
  return original ? [...all, { language: 'x-default', href: original.href }] : all;
}

/** What is said of an answer whose original has changed since it was translated. */
export function outdatedView({ translations, words }: Site, id: string): OutdatedView | null {
  const original = translations.others.find(({ isOriginal }) => isOriginal);
  if (!original || translations.states.get(id) !== 'outdated') return null;
  return { text: words.originalChanged, href: linkToOther(original, id), language: original.language };
}

/** Of which question in which language an answer is a translation, and how it stands with it; null where it has no original. */
export function originalOf(
  id: string,
  { others, states }: Translations,
  siteUrl: string | null,
): { language: string; url: string; state: TranslationState } | null {
  const original = others.find(({ isOriginal }) => isOriginal);
  const state = states.get(id);
  if (!original || !state) return null;
  return { language: original.language, url: addressOfOther(original, id, siteUrl), state };
}

/** The address of a page of another language, absolute where this site's own is known. */
export function addressOfOther({ url, ids }: OtherSite, id: string | null, siteUrl: string | null): string {
  const page = id === null ? undefined : ids.get(id);
  const address = page === undefined ? url : `${url}${page}.html`;
  return siteUrl === null ? address : new URL(address, siteUrl).href;
}

/** As a page links to it. From a double click a folder is no page, so that its front page is named. */
function linkToOther(other: OtherSite, id: string | null): string {
  const address = addressOfOther(other, id, null);
  return isFromHere(address) && address.endsWith('/') ? `${address}index.html` : address;
}

/** Where a page may be served below any folder, the way up from it is not known. */
function addressAtAnyDepth(address: string): string | null {
  return isFromHere(address) ? null : address;
}

function isFromHere(address: string): boolean {
  return !isRemote(address) && !address.startsWith('/');
}
