import { unescapeCss } from '../html/loadedAddresses.ts';
import { attributeOf, type Element, isElement, type Node, textIn } from '../html/nodes.ts';
import { withWindowsSigns } from './windowsSigns.ts';

/** What becomes of an element: its words are seen, or it is left out, with a name for the report or without a word. */
export type Fate = 'seen' | 'silent' | { readonly leftOut: string };

/** All words of a node, seen or not, as one line. */
export function ownWords(node: Node): string {
  const words = (one: Node): string => {
    if (!isElement(one)) return textIn(one) ?? '';
    if (silentElements.has(one.tagName)) return '';
    const inside = one.childNodes.map(words).join('');
    return isBlock(one) || one.tagName === 'br' || one.tagName === 'button' ? ` ${inside} ` : inside;
  };
  return cleaned(words(node)).replaceAll(/\s+/g, ' ').trim();
}

/** The beginning of a text, in quotation marks, as a report shows it. */
export function quoted(text: string, length = 60): string {
  const letters = [...text];
  return `“${
    letters.length > length
      ? `${letters
          .slice(0, length - 1)
          .join('')
          .trimEnd()}…`
      : text
  }”`;
}

/** Soft hyphens and blanks without width, which a browser does not show, and what our files may not hold. */
const unseenSigns =
  /[\u00ad\u200b\ufeff\u2060\0-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]/g;

/** A text without signs that nobody sees. */
export function cleaned(text: string): string {
  return withWindowsSigns(text).replaceAll(unseenSigns, '');
}

const blockElements: ReadonlySet<string> = new Set(
  `address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
  h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table
  caption tbody thead tfoot tr td th ul`.split(/\s+/),
);

export function isBlock({ tagName }: Element): boolean {
  return blockElements.has(tagName);
}

/** Nothing of them is a word of the page. */
const silentElements: ReadonlySet<string> = new Set(
  `script style template noscript link meta head title svg canvas map area source track datalist col colgroup param base
  rp`.split(/\s+/),
);

const fields: ReadonlySet<string> = new Set(['input', 'select', 'textarea', 'button', 'meter', 'progress', 'output']);

export function classesOf(element: Element): string[] {
  return (attributeOf(element, 'class') ?? '').split(/\s+/).filter(Boolean);
}

/** For programs that read aloud, and clipped out of sight. */
const unseenClass =
  /^(?:sr-only|visually-?hidden|screen-reader(?:-text|-only|s)?|(?:[a-z]+-){0,2}(?:visually-hidden|screen-reader-text|sr-only|visuallyhidden)|a-offscreen|element-invisible|offscreen|hide-visually|u-hidden-visually|show-for-sr|accessibly-hidden|assistive-text)$/i;

export function isForScreenReaders(element: Element): boolean {
  return classesOf(element).some((name) => unseenClass.test(name));
}

const hidingStyle = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/i;

/** How an element is kept from every reader, or from the eye; null where it is not. */
export function hiddenBy(element: Element): string | null {
  if (isForScreenReaders(element)) return 'text for screen readers alone';
  const style = attributeOf(element, 'style');
  const isUnseen = attributeOf(element, 'hidden') !== null || (style !== null && hidingStyle.test(unescapeCss(style)));
  if (isUnseen) return 'hidden text';
  return attributeOf(element, 'aria-hidden') === 'true' && !hasSpokenTwin(element)
    ? 'text hidden by aria-hidden'
    : null;
}

/** Where other words are spoken in its place, it is what a reader sees, as a price is. */
function hasSpokenTwin(element: Element): boolean {
  const siblings = element.parentNode && 'childNodes' in element.parentNode ? element.parentNode.childNodes : [];
  return (
    /[\p{L}\p{N}]/u.test(ownWords(element)) &&
    siblings.some((one) => isElement(one) && isForScreenReaders(one) && /\p{N}/u.test(ownWords(one)))
  );
}

const feedbackClass =
  /(?:^|[-_])(?:helpful|feedback|vote|voting|votes|rating|share|sharing|social|back-to-top|copy-link)(?:$|[-_])/i;
const feedbackWords =
  /^(?:was this (?:\w+ )?(?:helpful|useful)|did this (?:\w+ )?(?:help|answer)|is this (?:page|answer|article) (?:helpful|useful)|war (?:das|dies|diese[rs]? \w+) hilfreich|cette (?:réponse|page) vous a-t-elle|¿(?:te|le) ha (?:sido|resultado) útil)/i;

const upwards =
  /^(?:\W*(?:back )?(?:to )?(?:the )?top\W*|\W*nach oben\W*|\W*(?:haut|retour en haut)(?: de (?:la )?page)?\W*|\W*(?:volver )?arriba\W*|[↑^⇧]+)$/i;

/** What stands around an answer to be pressed, and says nothing. */
function isFeedback(element: Element): boolean {
  if (element.tagName === 'a')
    return attributeOf(element, 'href')?.startsWith('#') === true && upwards.test(ownWords(element));
  if (!isBlock(element) && element.tagName !== 'span') return false;
  const words = ownWords(element);
  if (words.length > 120) return false;
  return feedbackWords.test(words) || classesOf(element).some((name) => feedbackClass.test(name));
}

/** What becomes of an element within an answer. `isShown`: whether a hidden one is shown at a press. */
export function fateOf(element: Element, isShown: (element: Element) => boolean = () => false): Fate {
  const { tagName } = element;
  if (silentElements.has(tagName)) return 'silent';
  const leftOut = (kind: string): Fate => {
    const words = ownWords(element);
    return words === '' ? 'silent' : { leftOut: `${kind} ${quoted(words)}` };
  };
  const hidden = hiddenBy(element);
  if (hidden !== null && !isShown(element)) {
    // An icon is a sign and no word.
    return hidden === 'text hidden by aria-hidden' && !/[\p{L}\p{N}]/u.test(ownWords(element))
      ? 'silent'
      : leftOut(hidden);
  }
  if (['del', 's', 'strike'].includes(tagName)) return leftOut('struck text');
  if (isFeedback(element)) return leftOut(element.tagName === 'a' ? 'link' : 'question about the answer');
  if (
    tagName === 'button' ||
    (attributeOf(element, 'role') === 'button' && !/[^#]/.test(attributeOf(element, 'href')?.slice(0, 1) ?? ''))
  )
    return standsInSentence(element) ? 'seen' : leftOut('button');
  if (tagName === 'form' && holdsField(element)) return leftOut('form');
  return fields.has(tagName) ? leftOut('field of a form') : 'seen';
}

/** A button between two words is one of them. */
function standsInSentence(element: Element): boolean {
  const siblings = element.parentNode && 'childNodes' in element.parentNode ? element.parentNode.childNodes : [];
  const at = siblings.indexOf(element);
  const isWord = (node: Node | undefined): boolean => /[\p{L}\p{N}]/u.test((node && textIn(node)) ?? '');
  return isWord(siblings[at - 1]) && /^\s*[\p{L}\p{N}.,;:)!?]/u.test(textIn(siblings[at + 1] ?? element) ?? '');
}

function holdsField(element: Element): boolean {
  return element.childNodes.some((one) => isElement(one) && (fields.has(one.tagName) || holdsField(one)));
}
