import { Html } from '../html/html.ts';

/**
 * A hole stands for a value in what a template prints, so that one text serves all pages that differ in nothing but
 * such values: a template can print a value, ask whether there is one, and go through a list. What it compares is no
 * hole. Its space would end an attribute without quotation marks.
 */
export function holeFor(index: number): string {
  return `\ue000${index} \ue001`;
}

/** The index of each hole is its first group. */
export const holes = /\ue000(\d+) \ue001/g;

export function isHole(value: unknown): boolean {
  return typeof value === 'string' && mayHoldHole(value);
}

export function mayHoldHole(text: string): boolean {
  return text.includes('\ue000');
}

/** A view in which holes stand for the words of its page. */
export interface OpenView<View> {
  readonly view: View;
  /** What belongs into the holes, by their index. Equal ones share a hole. */
  readonly values: readonly (string | Html)[];
  /** All that a template can tell of the view but these values: it prints the same text for views of the same shape. */
  readonly shape: string;
}

/** What a template may compare, and what stands in the class of an element. */
const literalKeys: ReadonlySet<string> = new Set(['kind', 'state', 'type']);

/** Opens views that differ from `frame`, and from each other, in the words of their pages. Null where the frame has the sign of a hole in it. */
export function viewOpener(frame: object): (<View extends object>(view: View) => OpenView<View>) | null {
  const known = stringsIn(frame);
  if ([...known].some(mayHoldHole)) return null;
  return <View extends object>(whole: View) => {
    const values: (string | Html)[] = [];
    const indexes = new Map<string, number>();
    let shape = '';
    const holeOf = (value: string | Html, key: string): string => {
      const index = indexes.get(key) ?? values.push(value) - 1;
      indexes.set(key, index);
      shape += `${index} `;
      return holeFor(index);
    };
    const open = (value: unknown, alike: unknown, key: string): unknown => {
      if (value === alike) {
        shape += '=';
        return value;
      }
      if (value instanceof Html) {
        shape += '<';
        return new Html(holeOf(value, `<${value.toHTML()}`));
      }
      if (typeof value === 'string' && value !== '' && !literalKeys.has(key) && !known.has(value))
        return holeOf(value, value);
      if (typeof value !== 'object' || value === null) {
        shape += `${JSON.stringify(value)} `;
        return value;
      }
      shape += '[';
      const opened = Array.isArray(value) ? value.map((one) => open(one, undefined, '')) : openObject(value, alike);
      shape += ']';
      return opened;
    };
    const openObject = (value: object, alike: unknown): object => {
      const opened: Record<string, unknown> = {};
      for (const [key, one] of Object.entries(value))
        opened[key] = open(one, (alike as Record<string, unknown> | null | undefined)?.[key], key);
      return opened;
    };
    const view = openObject(whole, frame) as View;
    return { view, values, shape };
  };
}

function stringsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value);
  else if (value instanceof Html) found.add(value.toHTML());
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) stringsIn(one, found);
  return found;
}
