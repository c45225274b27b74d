import { attributeOf, type Element, elementsWithin, isElement, type Node, textIn } from '../html/nodes.ts';
import { classesOf, ownWords } from './fates.ts';
import { unscrambledMail, watchAddress } from './links.ts';
import { raised } from './raised.ts';

/** Words for what our Markdown has no other way to show, and where they lead. */
export interface StandIn {
  readonly words: string;
  /** As it stands in the source. */
  readonly href?: string;
  /** What the report says of it. */
  readonly remark?: string;
}

/** Null for an element that speaks for itself. `before`: the words in front of it. */
export function standInOf(element: Element, before: string): StandIn | null {
  const { tagName } = element;
  if (tagName === 'sup' || tagName === 'sub') return raisedIn(element, tagName, before);
  if (tagName === 'img') return signOfPicture(element);
  if (tagName === 'math') return { words: mathWords(element), remark: 'a formula is written in one line' };
  if (tagName === 'q') return null;
  if (['iframe', 'video', 'audio', 'object', 'embed'].includes(tagName)) return embedded(element);
  const scrambled = attributeOf(element, 'data-cfemail');
  if (scrambled === null) return null;
  const words = unscrambledMail(scrambled);
  return { words, href: `mailto:${words}` };
}

function raisedIn(element: Element, tagName: 'sup' | 'sub', before: string): StandIn {
  const typed = element.childNodes.map(ownWordsOf).join('');
  const words = raised(tagName, typed, before);
  const link = elementsWithin(element).find((one) => attributeOf(one, 'href') !== null);
  const href = link && attributeOf(link, 'href');
  const isMarked = /^\s*[\^_]/.test(words) && !/^\s*[\^_]/.test(typed);
  return {
    words,
    ...(href ? { href } : {}),
    ...(isMarked
      ? { remark: `${tagName === 'sup' ? 'raised' : 'lowered'} “${typed.trim()}” is written ${words.trim()}` }
      : {}),
  };
}

/** With the blanks around them. */
function ownWordsOf(node: Node): string {
  return textIn(node) ?? (isElement(node) ? ownWords(node) : '');
}

/** Pictures of single signs, as blogs put them for emoji. */
function signOfPicture(element: Element): StandIn | null {
  const alt = attributeOf(element, 'alt')?.trim() ?? '';
  const isSign = classesOf(element).some((name) => /^(?:wp-smiley|emoji|emojione)$/.test(name));
  return isSign || /^\p{Extended_Pictographic}\ufe0f?$/u.test(alt) ? { words: alt } : null;
}

function embedded(element: Element): StandIn {
  const sources = elementsWithin(element).filter(({ tagName }) => tagName === 'source');
  const href = [element, ...sources]
    .map((one) => ['src', 'data-src', 'data-lazy-src', 'data'].map((name) => attributeOf(one, name)).find(Boolean))
    .find((address) => address && !/^\s*(?:about|javascript|data|blob):/i.test(address));
  if (!href) return { words: '', remark: `a ${element.tagName} without an address` };
  const address = watchAddress(href);
  const name = ['title', 'aria-label'].map((key) => attributeOf(element, key)?.trim()).find(Boolean);
  const words = name ?? address.replace(/^(?:https?:)?\/\/(?:www\.)?/, '');
  return { words, href: address, remark: `${element.tagName} “${words}” is a link` };
}

/** Presentation MathML, in one line. */
function mathWords(element: Element): string {
  const parts = element.childNodes.filter((one) => isElement(one) || (textIn(one) ?? '').trim() !== '');
  const part = (at: number): string => {
    const node = parts[at];
    return node === undefined ? '' : isElement(node) ? mathWords(node) : (textIn(node) ?? '').trim();
  };
  switch (element.tagName) {
    case 'msup':
      return part(0) + raised('sup', part(1), part(0));
    case 'msub':
      return part(0) + raised('sub', part(1), part(0));
    case 'msubsup':
      return part(0) + raised('sub', part(1), part(0)) + raised('sup', part(2), part(0));
    case 'mfrac':
      return `${inBrackets(part(0))}/${inBrackets(part(1))}`;
    case 'msqrt':
      return `√${inBrackets(parts.map((_, at) => part(at)).join(''))}`;
    case 'annotation':
    case 'annotation-xml':
      return '';
    default:
      return parts.map((_, at) => part(at)).join('');
  }
}

function inBrackets(text: string): string {
  return /^[\p{L}\p{N}.,]+$/u.test(text) ? text : `(${text})`;
}
