import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { TextFile } from '../diagnostics/span.ts';
import { type Declaration, readStyle, splitAt } from '../html/readStyle.ts';

interface KnownNames {
  /** The sheets of the theme, which set and read what the publisher may set. */
  readonly theme: readonly TextFile[];
  /** Families of `theme.fonts`. */
  readonly families: readonly string[];
  /** The project's own templates, whose elements may read a property. */
  readonly templates: readonly TextFile[];
}

/**
 * Names in the publisher's sheets that a browser passes over without a word, and that nearly are those of the theme: a
 * property that nobody reads, one that nobody sets, a family that is not there. A name that is near to none is
 * somebody's own.
 */
export function misspeltNames(sheets: readonly TextFile[], { theme, families, templates }: KnownNames): Diagnostic[] {
  const known = new Set(theme.flatMap(({ text }) => [...text.matchAll(/--[a-z][\w-]*/g)].map(([name]) => name)));
  const rules = sheets.map((file) => ({ file, rules: readStyle(file.text).rules }));
  const declared = rules.flatMap(({ rules: all }) => all.flatMap(({ declarations }) => declarations));
  const own = [...sheets, ...templates].map(({ text }) => text).join('\n');
  const read = new Set([...own.matchAll(/var\(\s*(--[^\s,)]+)/g)].map(([, name]) => name));
  const set = new Set([
    ...declared.map(({ property }) => property),
    ...[...own.matchAll(/(?:@property\s+|[;"'\s])(--[\w-]+)(?=\s*[:{])/g)].map(([, name = '']) => name),
  ]);
  const isFace = (conditions: readonly string[]): boolean => /^@font-face\b/i.test(conditions.at(-1) ?? '');
  const faces = rules.flatMap(({ rules: all }) => all.filter(({ conditions }) => isFace(conditions)));
  const ofFaces = new Set(faces.flatMap(({ declarations }) => declarations));
  const ownFamilies = [...ofFaces]
    .filter(({ property }) => property === 'font-family')
    .map(({ value }) => unquoted(value));
  return rules.flatMap(({ file, rules: all }) =>
    all.flatMap(({ declarations }) =>
      declarations.flatMap((one): Diagnostic[] => {
        const { property, value } = one;
        const told = (kind: 'unread' | 'unset' | 'family', name: string, meant: string | null): Diagnostic[] =>
          meant === null ? [] : [diagnose('misspelt-in-style', placeOf(name, one, file), { kind, name, meant })];
        const isUnread = property.startsWith('--') && !known.has(property) && !read.has(property);
        const unset = [...value.matchAll(/var\(\s*(--[^\s,)]+)\s*\)/g)]
          .map(([, name = '']) => name)
          .filter((name) => !known.has(name) && !set.has(name));
        return [
          ...(isUnread ? told('unread', property, nearestProperty(property, known)) : []),
          ...unset.flatMap((name) => told('unset', name, nearestProperty(name, [...known, ...set]))),
          ...(ofFaces.has(one) ? [] : familiesIn(one, [...families, ...ownFamilies])).flatMap((name) =>
            told('family', name, nearest(name, families)),
          ),
        ];
      }),
    ),
  );
}

/** By its letters alone: with the dashes, short names would be near to too many. */
function nearestProperty(name: string, names: Iterable<string>): string | null {
  const candidates = [...names].filter((one) => one.startsWith('--')).map((one) => one.slice(2));
  const meant = nearest(name.slice(2), candidates);
  return meant === null ? null : `--${meant}`;
}

/** What a declaration names, where it names none of the fonts that are there: behind one of them stand others. */
function familiesIn({ property, value }: Declaration, families: readonly string[]): string[] {
  if (!/^(?:font|font-family|--serif|--sans)$/.test(property)) return [];
  const names = splitAt(value, ',').map(unquoted);
  const isKnown = (name: string): boolean =>
    families.some((family) => name.toLowerCase().replace(/ fallback$/, '') === family.toLowerCase());
  return names.some(isKnown) ? [] : names;
}

/** In `font`, weight and size stand before the first family. */
function unquoted(name: string): string {
  const typed = /(["'])(.*)\1$/.exec(name.trim())?.[2] ?? name.trim().replace(/^.*\d\S*\s+(?=[A-Za-z])/, '');
  return typed.trim();
}

function placeOf(name: string, { start, end }: Declaration, { path, text }: TextFile) {
  const at = text.slice(start, end).indexOf(name);
  return at < 0 ? { file: path, start, end } : { file: path, start: start + at, end: start + at + name.length };
}
