import { attributeOf, type Element, elementsWithin } from '../html/nodes.ts';
import { classesOf, ownWords } from '../transcribe/fates.ts';

const ofTag: Readonly<Record<string, string>> = {
  nav: 'navigation',
  dialog: 'dialog',
  aside: 'text beside the content',
};

const ofRole: Readonly<Record<string, string>> = {
  navigation: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  banner: 'head of the page',
  contentinfo: 'foot of the page',
  complementary: 'text beside the content',
  search: 'search',
  dialog: 'dialog',
  alertdialog: 'dialog',
  tablist: 'tabs',
  toolbar: 'buttons',
};

/** By a word of a class or id that stands alone, or with another before it or a part of the page behind it. */
const named = [
  ['cookie box', 'cookies?|consent|gdpr|onetrust|cookiebot|cookielaw|cc'],
  ['breadcrumbs', 'breadcrumbs?'],
  ['dialog', 'modal|popup|lightbox|off-?canvas'],
  ['navigation', 'nav|navbar|navigation|menu|sidenav|topbar|skip|skip-?to'],
  ['foot of the page', 'footer|colophon'],
  ['related pages', 'related|recommended|see-?also|also-?like|more-?articles'],
  ['text beside the content', 'sidebar|side-?bar'],
  ['newsletter', 'newsletter|subscribe|signup|sign-?up|mailing-?list'],
  ['comments', 'comments|comment-?list|respond|disqus'],
  ['buttons', 'share|sharing|social|socials|print'],
  ['question about the page', 'feedback|helpful|was-?this|survey'],
  ['table of contents', 'toc|table-?of-?contents|on-?this-?page|jump-?links|contents-list'],
  ['pages of a list', 'pagination|pager'],
  ['advertisement', 'ads?|advert|advertisement|sponsored|promo'],
  ['search', 'search|searchform'],
].map(
  ([name = '', words = '']) =>
    [
      name,
      new RegExp(
        `^(?!(?:has|with|without|no|is|layout|page|faq|faqs)[-_])(?:[a-z]{1,12}(?:__|[-_]))?(?:${words})(?:(?:__|--|[-_])(?:bar|banner|box|container|wrapper?|list|section|widget|area|settings?|notice|popup|content|links?|block|panel|form|inner|menu|row|law|info|buttons?|nav|items?))*$`,
        'i',
      ),
    ] as const,
);

/** The name of a part of a page that holds no question, as a report says it; null for any other. `length`: of its text. */
export function noiseOf(element: Element, length: number): string | null {
  const { tagName } = element;
  const role = attributeOf(element, 'role') ?? '';
  const byTag = ofTag[tagName] ?? (Object.hasOwn(ofRole, role) ? ofRole[role] : undefined);
  if (byTag !== undefined) return tagName === 'nav' && role === '' && isProse(element, length) ? null : byTag;
  if ((tagName === 'header' || tagName === 'footer') && !isWithinContent(element))
    return tagName === 'header' ? 'head of the page' : 'foot of the page';
  if (!/^(?:div|section|ul|ol|p|form|a|span|details|article|table)$/.test(tagName)) return null;
  if (
    tagName === 'form' &&
    !elementsWithin(element).some(({ tagName: inner }) => /^(?:h[1-6]|details|dl)$/.test(inner))
  )
    return 'form';
  const names = [...classesOf(element), attributeOf(element, 'id') ?? ''];
  const found = named.find(([, pattern]) => names.some((name) => pattern.test(name)))?.[0] ?? null;
  // What asks whether a page was helpful is short; a section may be about feedback.
  return found === 'question about the page' && length > 200 ? null : found;
}

/** Makers of pages (Webflow) open answers in a `<nav>`, which then has paragraphs, and few links. */
function isProse(nav: Element, length: number): boolean {
  const within = elementsWithin(nav);
  if (!within.some(({ tagName }) => tagName === 'p')) return false;
  const linked = within.filter(({ tagName }) => tagName === 'a').map(ownWords);
  return linked.join('').length * 2 < length;
}

function isWithinContent(element: Element): boolean {
  for (let node = element.parentNode; node && 'tagName' in node; node = node.parentNode)
    if (/^(?:main|article|section|li|details|dl)$/.test(node.tagName)) return true;
    else if (classesOf(node).some((name) => /accordion|faq|toggle|question/i.test(name))) return true;
  return false;
}
