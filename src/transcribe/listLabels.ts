import { attributeOf, type Element, isElement } from '../html/nodes.ts';

/** What a browser prints before an entry: nothing or a bullet, a number, or another label, as `b.`. */
export type Label = null | number | string;

/** The entries of a list with their labels (HTML, 4.4.5 and 4.4.8). Lists and words that stand between entries are part of none. */
export function listLabels(list: Element): Map<Element, Label> {
  const entries = list.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'li');
  const labels = new Map<Element, Label>();
  const kind = kindOf(list);
  const isReversed = attributeOf(list, 'reversed') !== null;
  let number = integer(attributeOf(list, 'start')) ?? (isReversed ? entries.length : 1);
  for (const entry of entries) {
    number = integer(attributeOf(entry, 'value')) ?? number;
    labels.set(entry, labelOf(number, kind));
    number += isReversed ? -1 : 1;
  }
  return labels;
}

function integer(typed: string | null): number | null {
  return typed !== null && /^\s*[+-]?\d{1,9}/.test(typed) ? Number.parseInt(typed, 10) : null;
}

/** The type of a list: of its style, else of its attribute, in which capitals count. */
function kindOf(list: Element): string {
  if (list.tagName !== 'ol') return 'none';
  const [, style] = /list-style(?:-type)?\s*:\s*([^;]+)/i.exec(attributeOf(list, 'style') ?? '') ?? [];
  const named = style?.toLowerCase().match(/none|(?:lower|upper)-(?:alpha|latin|roman)/)?.[0];
  if (named !== undefined) return named.replace('latin', 'alpha');
  return types[attributeOf(list, 'type') ?? '1'] ?? 'decimal';
}

const types: Readonly<Record<string, string>> = {
  a: 'lower-alpha',
  A: 'upper-alpha',
  i: 'lower-roman',
  I: 'upper-roman',
};

function labelOf(number: number, kind: string): Label {
  if (kind === 'none') return null;
  const letters = kind.endsWith('alpha') ? alphabetic(number) : kind.endsWith('roman') ? roman(number) : null;
  if (letters !== null) return `${kind.startsWith('upper') ? letters.toUpperCase() : letters}.`;
  // Markdown counts from 0, and with nine digits at most.
  return number >= 0 && number < 1e9 ? number : `${number}.`;
}

function alphabetic(number: number): string | null {
  if (number < 1) return null;
  const last = String.fromCharCode(97 + ((number - 1) % 26));
  return number > 26 ? `${alphabetic(Math.floor((number - 1) / 26))}${last}` : last;
}

const romanSigns = 'm 1000 cm 900 d 500 cd 400 c 100 xc 90 l 50 xl 40 x 10 ix 9 v 5 iv 4 i 1'.split(' ');

function roman(number: number): string | null {
  if (number < 1 || number > 3999) return null;
  let [rest, text] = [number, ''];
  for (let at = 0; at < romanSigns.length; at += 2)
    for (const value = Number(romanSigns[at + 1]); rest >= value; rest -= value) text += romanSigns[at];
  return text;
}
