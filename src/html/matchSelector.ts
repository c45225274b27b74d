import { attributeOf, type Element, elementsWithin, isElement } from './nodes.ts';
import { splitAt } from './readStyle.ts';

/**
 * Whether an element is one that a selector of CSS names (Selectors Level 4): `never`, as far as its page can tell
 * `always`, or `perhaps`, where that depends on the reader, as with `:hover`, or on what is not known here.
 */
export type Match = typeof never | typeof perhaps | typeof always;

export const never = 0;
export const perhaps = 1;
export const always = 2;

/** `selector`: without a comma outside of brackets. */
export function matchSelector(element: Element, selector: string): Match {
  const read = readSelector(selector);
  return read === null ? perhaps : matchComplex(element, read, read.length - 1);
}

function matchAny(element: Element, selectors: string): Match {
  return or(splitAt(selectors, ',').map((one) => matchSelector(element, one)));
}

interface Compound {
  /** How it stands to the one before: a space, `>`, `+` or `~`. */
  readonly combinator: string;
  readonly parts: readonly string[];
}

const part =
  /^(?:\*|[\w\u0080-\uffff-]|\\[\s\S])(?:[\w\u0080-\uffff-]|\\[\s\S])*|^[.#](?:[\w\u0080-\uffff-]|\\[\s\S])+|^\[(?:"[^"]*"|'[^']*'|[^\]"'])*\]|^::?[\w-]+/;

/** By the text, since a sheet asks the same of every element. */
const known = new Map<string, readonly Compound[] | null>();

function readSelector(selector: string): readonly Compound[] | null {
  const found = known.get(selector);
  if (found !== undefined) return found;
  if (known.size > 5000) known.clear();
  const read = parseSelector(selector);
  known.set(selector, read);
  return read;
}

/** Null of what is not understood. */
function parseSelector(selector: string): readonly Compound[] | null {
  const compounds: Compound[] = [];
  let rest = selector.trim();
  let combinator = ' ';
  let parts: string[] = [];
  while (rest !== '') {
    const between = /^\s*([>+~])\s*|^\s+/.exec(rest);
    if (between) {
      if (parts.length > 0) compounds.push({ combinator, parts });
      parts = [];
      combinator = between[1] ?? ' ';
      rest = rest.slice(between[0].length);
      continue;
    }
    const [found] = part.exec(rest) ?? [];
    if (found === undefined) return null;
    const argument = found.startsWith(':') && rest[found.length] === '(' ? inBrackets(rest, found.length) : '';
    if (argument === null) return null;
    parts.push(found + argument);
    rest = rest.slice(found.length + argument.length);
  }
  return parts.length > 0 ? [...compounds, { combinator, parts }] : null;
}

/** From a bracket to the one that closes it; null where none does. */
function inBrackets(text: string, from: number): string | null {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return text.slice(from, at + 1);
  }
  return null;
}

function matchComplex(element: Element, compounds: readonly Compound[], index: number): Match {
  const compound = compounds[index];
  if (!compound) return always;
  const own = and(compound.parts.map((one) => matchPart(element, one)));
  if (own === never || index === 0) return own;
  const others = related(element, compound.combinator).map((one) => matchComplex(one, compounds, index - 1));
  return and([own, or(others)]);
}

function related(element: Element, combinator: string): Element[] {
  if (combinator === '>') return parentOf(element);
  if (combinator === '+') return siblings(element).before.slice(-1);
  return combinator === '~' ? siblings(element).before : lineage(element);
}

function parentOf({ parentNode }: Element): Element[] {
  return parentNode && 'tagName' in parentNode ? [parentNode] : [];
}

function lineage(element: Element): Element[] {
  const [parent] = parentOf(element);
  return parent ? [parent, ...lineage(parent)] : [];
}

function siblings(element: Element): { before: Element[]; after: Element[] } {
  const all = (element.parentNode?.childNodes ?? []).filter(isElement);
  const at = all.indexOf(element);
  return { before: all.slice(0, at), after: all.slice(at + 1) };
}

function matchPart(element: Element, text: string): Match {
  if (text === '*') return always;
  const name = text.replace(/^[.#]|^::?/, '');
  if (text.startsWith('.'))
    return sure((attributeOf(element, 'class') ?? '').split(/\s+/).includes(name.replaceAll('\\', '')));
  if (text.startsWith('#')) return sure(attributeOf(element, 'id') === name.replaceAll('\\', ''));
  if (text.startsWith('[')) return matchAttribute(element, text);
  if (text.startsWith(':')) return matchPseudo(element, text);
  return sure(element.tagName.toLowerCase() === name.toLowerCase());
}

function matchAttribute(element: Element, text: string): Match {
  const [, name = '', sign = '', double, single, bare, flag] =
    /^\[\s*([\w:-]+)\s*(?:([~|^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\s\]]+))\s*([is])?\s*)?\]$/i.exec(text) ?? [];
  if (name === '') return perhaps;
  const value = attributeOf(element, name.toLowerCase());
  if (value === null || sign === '') return sure(value !== null);
  const fold = (one: string): string => (flag?.toLowerCase() === 'i' ? one.toLowerCase() : one);
  const [has, wanted] = [fold(value), fold(double ?? single ?? bare ?? '')];
  if (sign === '=') return sure(has === wanted);
  if (sign === '~=') return sure(has.split(/\s+/).includes(wanted));
  if (sign === '|=') return sure(has === wanted || has.startsWith(`${wanted}-`));
  if (wanted === '') return never;
  if (sign === '^=') return sure(has.startsWith(wanted));
  return sure(sign === '$=' ? has.endsWith(wanted) : has.includes(wanted));
}

/** Pseudo-elements in whose place words of the element stand. */
const firstParts = new Set([':first-line', ':first-letter', '::first-line', '::first-letter']);
const madeParts = new Set([':before', ':after']);

function matchPseudo(element: Element, text: string): Match {
  const [, name = '', argument = ''] = /^(::?[\w-]+)(?:\(([\s\S]*)\))?$/.exec(text.toLowerCase()) ?? [];
  const typed = text.slice(text.indexOf('(') + 1, -1);
  if (firstParts.has(name)) return always;
  if (name.startsWith('::') || madeParts.has(name)) return never;
  const { before, after } = siblings(element);
  const alike = ({ tagName }: Element): boolean => tagName === element.tagName;
  switch (name) {
    case ':is':
    case ':where':
    case ':matches':
    case ':-webkit-any':
      return matchAny(element, typed);
    case ':not':
      return not(matchAny(element, typed));
    case ':has':
      return or(splitAt(typed, ',').map((one) => matchHas(element, one)));
    case ':root':
      return sure(element.tagName === 'html');
    case ':empty':
      return sure(element.childNodes.every(({ nodeName }) => nodeName === '#comment'));
    case ':link':
    case ':any-link':
      return sure(element.tagName === 'a' && attributeOf(element, 'href') !== null);
    case ':first-child':
      return sure(before.length === 0);
    case ':last-child':
      return sure(after.length === 0);
    case ':only-child':
      return sure(before.length + after.length === 0);
    case ':first-of-type':
      return sure(!before.some(alike));
    case ':last-of-type':
      return sure(!after.some(alike));
    case ':only-of-type':
      return sure(![...before, ...after].some(alike));
    case ':nth-child':
      return matchNth(before.length + 1, argument);
    case ':nth-last-child':
      return matchNth(after.length + 1, argument);
    case ':nth-of-type':
      return matchNth(before.filter(alike).length + 1, argument);
    case ':nth-last-of-type':
      return matchNth(after.filter(alike).length + 1, argument);
    default:
      return perhaps;
  }
}

function matchHas(element: Element, selector: string): Match {
  const [, combinator = ' ', rest = ''] = /^\s*([>+~])?\s*([\s\S]*)$/.exec(selector) ?? [];
  const compounds = readSelector(rest);
  if (compounds === null || (combinator !== ' ' && compounds.length > 1)) return perhaps;
  const { after } = siblings(element);
  const among =
    combinator === '>'
      ? element.childNodes.filter(isElement)
      : combinator === '+'
        ? after.slice(0, 1)
        : combinator === '~'
          ? after
          : elementsWithin(element);
  return or(among.map((one) => matchComplex(one, compounds, compounds.length - 1)));
}

function matchNth(place: number, formula: string): Match {
  const plain = formula
    .replaceAll(/\s+/g, '')
    .replace(/^even$/, '2n')
    .replace(/^odd$/, '2n+1');
  const [, factor, sum] = /^(?:([+-]?\d*)n)?([+-]?\d+)?$/.exec(plain) ?? [];
  if (plain === '' || (factor === undefined && sum === undefined)) return perhaps;
  const step = factor === undefined ? 0 : Number(/\d/.test(factor) ? factor : `${factor}1`);
  const away = place - Number(sum ?? 0);
  return sure(step === 0 ? away === 0 : away % step === 0 && away / step >= 0);
}

function sure(matches: boolean): Match {
  return matches ? always : never;
}

function and(all: readonly Match[]): Match {
  return all.reduce<Match>((least, one) => (one < least ? one : least), always);
}

function or(all: readonly Match[]): Match {
  return all.reduce<Match>((most, one) => (one > most ? one : most), never);
}

function not(match: Match): Match {
  return match === perhaps ? perhaps : match === never ? always : never;
}
