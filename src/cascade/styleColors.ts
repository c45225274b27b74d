import { readStyle, type StyleRule, splitAt } from '../html/readStyle.ts';
import { accentShades, contrast, legible } from '../theme/accent.ts';

export type Scheme = 'light' | 'dark';

/** A custom property of the page, with the rule of the publisher that sets it. */
interface Setting {
  readonly value: string;
  readonly by: { readonly sheet: number; readonly start: number; readonly end: number } | null;
}

/** What the custom properties of the page are, in one scheme. */
export class PageColors {
  readonly #settings: ReadonlyMap<string, Setting>;
  readonly scheme: Scheme;

  private constructor(settings: ReadonlyMap<string, Setting>, scheme: Scheme) {
    this.#settings = settings;
    this.scheme = scheme;
  }

  /** In each scheme that the page has. `builtIn`: the text of the built-in style. `own`: the rules of the publisher's. */
  static of(builtIn: string, accent: string | null, own: readonly (readonly StyleRule[])[]): PageColors[] {
    return (['light', 'dark'] as const).flatMap((wanted) => {
      const settings = new Map<string, Setting>();
      for (const rule of readStyle(builtIn).rules) if (rule.conditions.length === 0) set(settings, rule, null);
      if (accent !== null) {
        const shades = accentShades(accent.toLowerCase());
        settings.set('--accent-light', { value: shades.light, by: null });
        settings.set('--accent-dark', { value: shades.dark, by: null });
      }
      for (const [sheet, rules] of own.entries())
        for (const rule of rules) if (isFor(rule, wanted)) set(settings, rule, sheet);
      const schemes = settings.get('color-scheme')?.value.split(/\s+/) ?? [];
      const isBoth = schemes.includes('light') === schemes.includes('dark');
      return isBoth || schemes.includes(wanted) ? [new PageColors(settings, wanted)] : [];
    });
  }

  /** The colour that a value stands for, as `#rrggbb`; null where it cannot be told, or lets through what is behind it. */
  colorOf(value: string, depth = 0): string | null {
    const text = value.trim().toLowerCase();
    const [, name, otherwise] = /^var\(\s*(--[^\s,)]+)\s*(?:,([\s\S]*))?\)$/.exec(value.trim()) ?? [];
    if (depth > 20) return null;
    if (name !== undefined) return this.colorOf(this.#settings.get(name)?.value ?? otherwise ?? '', depth + 1);
    const pair = /^light-dark\(([\s\S]*)\)$/.exec(text)?.[1];
    const sides = pair === undefined ? [] : splitAt(pair, ',');
    return pair === undefined
      ? plainColor(text)
      : this.colorOf(sides[this.scheme === 'light' ? 0 : 1] ?? '', depth + 1);
  }

  /** Which property a publisher sets for a colour: built in, `--accent` is one of two. */
  settable(name: string): string {
    return name === '--accent' && !this.#settings.get(name)?.by ? `--accent-${this.scheme}` : name;
  }

  /** The place at which the publisher last set one of the properties, or one that they stand for. */
  setBy(names: readonly string[], depth = 0): Setting['by'] {
    const found = names.flatMap((name) => {
      const setting = this.#settings.get(name);
      if (!setting || depth > 20) return [];
      const inside = [...setting.value.matchAll(/var\(\s*(--[^\s,)]+)/g)].map(([, one = '']) => one);
      return setting.by ?? this.setBy(inside, depth + 1) ?? [];
    });
    return found.sort((a, b) => b.sheet - a.sheet || b.start - a.start)[0] ?? null;
  }
}

function set(settings: Map<string, Setting>, { selectors, declarations }: StyleRule, sheet: number | null): void {
  if (!selectors.some((one) => /^(?:\*|:root|html|body|:where\(:root\)|:root:root|html:root)$/i.test(one))) return;
  for (const { property, value, start, end } of declarations)
    if (property.startsWith('--') || property === 'color-scheme')
      settings.set(property, { value, by: sheet === null ? null : { sheet, start, end } });
}

/** Whether a rule holds for readers of a scheme, whatever their screen is. */
export function isFor({ conditions }: StyleRule, scheme: Scheme): boolean {
  return conditions.every((condition) => {
    if (/^@(?:layer|supports)\b/i.test(condition)) return true;
    const query = /^@media\s+(?:(?:screen|all)(?:\s+and\s+|$))?(?:\(\s*prefers-color-scheme\s*:\s*(\w+)\s*\))?$/i.exec(
      condition,
    );
    return query !== null && (query[1] === undefined || query[1].toLowerCase() === scheme);
  });
}

/** What stands on what. */
const pairs = [
  ['--ink', '--paper'],
  ['--soft', '--paper'],
  ['--accent', '--paper'],
  ['--warn', '--paper'],
  ['--ink', '--wash'],
  ['--soft', '--wash'],
  ['--accent', '--wash'],
  ['--ink', '--mark'],
  ['--warn', '--warn-wash'],
  ['--header-ink', '--header'],
] as const;

/** Two properties that the publisher set, so that what has the one cannot be read on the other (WCAG 2.2, 1.4.3). */
export interface IllegiblePair {
  readonly text: string;
  readonly ground: string;
  readonly scheme: Scheme;
  readonly contrast: string;
  /** A declaration of the text's colour that can be read on all that it stands on; null where none can. */
  readonly fitting: string | null;
  readonly by: NonNullable<Setting['by']>;
}

/** The first of each declaration. */
export function illegiblePairs(schemes: readonly PageColors[]): IllegiblePair[] {
  const all = schemes.flatMap((colors) =>
    pairs.flatMap(([name, ground]): IllegiblePair[] => {
      const text = colors.settable(name);
      const by = colors.setBy([text, ground]);
      const ratio = by && contrastBetween(colors.colorOf(`var(${text})`), colors.colorOf(`var(${ground})`));
      if (by === null || ratio === null || ratio >= 4.5) return [];
      // A property of one scheme alone takes one colour.
      const shades = (text === name ? schemes : [colors]).map((one) => fittingShade(one, name));
      const value = new Set(shades).size === 1 ? shades[0] : `light-dark(${shades.join(', ')})`;
      const fitting = shades.includes(null) ? null : `${text}: ${value}`;
      return [{ text, ground, scheme: colors.scheme, contrast: String(Math.floor(ratio * 10) / 10), fitting, by }];
    }),
  );
  const isSame = (a: IllegiblePair, b: IllegiblePair): boolean =>
    a.by.sheet === b.by.sheet && a.by.start === b.by.start;
  return all.filter((pair, index) => all.findIndex((one) => isSame(one, pair)) === index);
}

/** The nearest shade of a text's colour that can be read on every ground on which it stands; null where none can. */
function fittingShade(colors: PageColors, text: string): string | null {
  const known = (name: string): string[] => {
    const found = colors.colorOf(`var(${name})`);
    return found === null ? [] : [found];
  };
  const [color = '#808080'] = known(text);
  const grounds = pairs.filter(([one]) => one === text).flatMap(([, one]) => known(one));
  const shades = ['#000000', '#ffffff'].map((towards) => legible(color, grounds, towards));
  return shades.find((shade) => grounds.every((one) => contrast(shade, one) >= 4.5)) ?? null;
}

/** Null where one of the colours is not known. */
export function contrastBetween(text: string | null, ground: string | null): number | null {
  return text === null || ground === null ? null : contrast(text, ground);
}

const names: Readonly<Record<string, string | undefined>> = {
  white: '#ffffff',
  black: '#000000',
  gray: '#808080',
  grey: '#808080',
  silver: '#c0c0c0',
  red: '#ff0000',
  maroon: '#800000',
  yellow: '#ffff00',
  lime: '#00ff00',
  green: '#008000',
  aqua: '#00ffff',
  teal: '#008080',
  blue: '#0000ff',
  navy: '#000080',
  fuchsia: '#ff00ff',
  purple: '#800080',
  orange: '#ffa500',
  ivory: '#fffff0',
  snow: '#fffafa',
  whitesmoke: '#f5f5f5',
  lightgray: '#d3d3d3',
  lightgrey: '#d3d3d3',
};

function plainColor(text: string): string | null {
  if (/^#[\da-f]{6}(?:ff)?$/.test(text)) return text.slice(0, 7);
  const [, short] = /^#([\da-f]{3})f?$/.exec(text) ?? [];
  if (short !== undefined) return `#${[...short].map((digit) => digit + digit).join('')}`;
  const [, ...channels] = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*(?:[,/]\s*(?:1|100%)\s*)?\)$/.exec(text) ?? [];
  if (channels.length === 3)
    return `#${channels.map((one) => Math.min(255, Number(one)).toString(16).padStart(2, '0')).join('')}`;
  return names[text] ?? null;
}
