import { tagAt } from './openType.ts';

/** What a font asks for where signs stand beside each other, in Latin script: OpenType 1.9, chapters GSUB, GPOS and "common table formats". */
export interface Layout {
  /** The signs that stand in the place of these: in the form of the script, and joined where the font joins them. */
  substituted(glyphs: readonly number[]): readonly number[];
  /** How much further the second of two signs stands from the first one, in units of the font. */
  kerning(first: number, second: number): number;
}

const script = 'latn';

/** `gsub` and `gpos`: where these tables begin. */
export function readLayout(view: DataView, gsub: number, gpos: number): Layout {
  // Substitutions of one sign (type 1) and of several by one (type 4): Latin letters need no others.
  const forms = subtablesOf(view, gsub, ['locl', 'liga'], 7);
  const pairs = subtablesOf(view, gpos, ['kern'], 9).map((lookup) => lookup.filter(({ type }) => type === 2));
  const known = new Map<number, number>();
  return {
    substituted: (glyphs) =>
      forms.flat().reduce<readonly number[]>((before, { type, at }) => {
        if (type === 1) return before.map((glyph) => formOf(view, at, glyph));
        return type === 4 ? joined(view, at, before) : before;
      }, glyphs),
    kerning: (first, second) => {
      const key = first * 0x10000 + second;
      const sum = known.get(key) ?? pairs.reduce((sum, lookup) => sum + kerningIn(view, lookup, first, second), 0);
      known.set(key, sum);
      return sum;
    },
  };
}

interface Subtable {
  readonly type: number;
  readonly at: number;
}

/** Those of each lookup that the features ask for, in the order in which they are applied. `extension`: the type that only leads to another one. */
function subtablesOf(view: DataView, table: number, features: readonly string[], extension: number): Subtable[][] {
  const list = (at: number, size: number): number[] =>
    Array.from({ length: view.getUint16(at) }, (_, index) => at + 2 + size * index);
  const [scripts, allFeatures, lookups] = [4, 6, 8].map((at) => table + view.getUint16(table + at)) as [
    number,
    number,
    number,
  ];
  const ours = list(scripts, 6).find((record) => tagAt(view, record) === script);
  if (ours === undefined) return [];
  const system = scripts + view.getUint16(ours + 4);
  const language = system + view.getUint16(system);
  const wanted = list(language + 4, 2)
    .map((at) => allFeatures + 2 + 6 * view.getUint16(at))
    .filter((record) => features.includes(tagAt(view, record)))
    .flatMap((record) => list(allFeatures + view.getUint16(record + 4) + 2, 2).map((at) => view.getUint16(at)));
  return [...new Set(wanted)]
    .sort((a, b) => a - b)
    .map((index) => {
      const lookup = lookups + view.getUint16(lookups + 2 + 2 * index);
      return list(lookup + 4, 2).map((record) => {
        const at = lookup + view.getUint16(record);
        const type = view.getUint16(lookup);
        return type === extension ? { type: view.getUint16(at + 2), at: at + view.getUint32(at + 4) } : { type, at };
      });
    });
}

function formOf(view: DataView, at: number, glyph: number): number {
  const place = placeIn(view, at + view.getUint16(at + 2), glyph);
  if (place === null) return glyph;
  return view.getUint16(at) === 1 ? (glyph + view.getInt16(at + 4)) & 0xffff : view.getUint16(at + 6 + 2 * place);
}

function joined(view: DataView, at: number, glyphs: readonly number[]): number[] {
  const result: number[] = [];
  for (let index = 0; index < glyphs.length; ) {
    const place = placeIn(view, at + view.getUint16(at + 2), glyphs[index] as number);
    const set = place === null ? null : at + view.getUint16(at + 6 + 2 * place);
    const found = set === null ? null : ligatureIn(view, set, glyphs, index);
    result.push(found?.glyph ?? (glyphs[index] as number));
    index += found?.length ?? 1;
  }
  return result;
}

/** The first ligature of a set whose further signs follow. */
function ligatureIn(view: DataView, set: number, glyphs: readonly number[], index: number) {
  for (let rank = 0; rank < view.getUint16(set); rank++) {
    const ligature = set + view.getUint16(set + 2 + 2 * rank);
    const length = view.getUint16(ligature + 2);
    let same = 1;
    while (same < length && glyphs[index + same] === view.getUint16(ligature + 2 + 2 * same)) same++;
    if (same === length) return { glyph: view.getUint16(ligature), length };
  }
  return null;
}

/** Of the first subtable of a lookup that knows the pair. */
function kerningIn(view: DataView, lookup: readonly Subtable[], first: number, second: number): number {
  for (const { at } of lookup) {
    const place = placeIn(view, at + view.getUint16(at + 2), first);
    if (place === null) continue;
    const values = [view.getUint16(at + 4), view.getUint16(at + 6)] as const;
    const size = 2 * (bitsOf(values[0]) + bitsOf(values[1]));
    if (view.getUint16(at) === 2) {
      const [one, other] = [view.getUint16(at + 8), view.getUint16(at + 10)];
      const row = classOf(view, at + one, first) * view.getUint16(at + 14) + classOf(view, at + other, second);
      return advanceIn(view, at + 16 + size * row, values[0]);
    }
    const set = at + view.getUint16(at + 10 + 2 * place);
    for (let rank = 0; rank < view.getUint16(set); rank++) {
      const record = set + 2 + (2 + size) * rank;
      if (view.getUint16(record) === second) return advanceIn(view, record + 2, values[0]);
    }
  }
  return 0;
}

/** In a record of the values that the bits of `format` name: the third is the change of the advance. */
function advanceIn(view: DataView, record: number, format: number): number {
  return format & 4 ? view.getInt16(record + 2 * bitsOf(format & 3)) : 0;
}

function bitsOf(format: number): number {
  let bits = 0;
  for (let rest = format; rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
}

/** Where a coverage table lists a sign; null where it does not. */
function placeIn(view: DataView, coverage: number, glyph: number): number | null {
  const isList = view.getUint16(coverage) === 1;
  const size = isList ? 2 : 6;
  const at = recordOf(view, coverage, size, glyph);
  if (view.getUint16(at) === glyph && isList) return (at - coverage - 4) / 2;
  if (isList || view.getUint16(at) > glyph || view.getUint16(at + 2) < glyph) return null;
  return view.getUint16(at + 4) + glyph - view.getUint16(at);
}

function classOf(view: DataView, classes: number, glyph: number): number {
  if (view.getUint16(classes) === 1) {
    const place = glyph - view.getUint16(classes + 2);
    return place >= 0 && place < view.getUint16(classes + 4) ? view.getUint16(classes + 6 + 2 * place) : 0;
  }
  const at = recordOf(view, classes, 6, glyph);
  return view.getUint16(at) <= glyph && glyph <= view.getUint16(at + 2) ? view.getUint16(at + 4) : 0;
}

/** Of the sorted records of a table, behind their number: the last one that begins with this sign or one before it; the first where none does. */
function recordOf(view: DataView, table: number, size: number, glyph: number): number {
  let [low, high] = [0, view.getUint16(table + 2) - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (view.getUint16(table + 4 + size * middle) <= glyph) low = middle;
    else high = middle - 1;
  }
  return table + 4 + size * low;
}
