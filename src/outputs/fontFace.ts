/** What is known of a typeface without drawing it. Widths are in ems. */
export interface FontFace {
  /** Whether it has a sign for every character of a text that is seen. */
  covers(text: string): boolean;
  /** How wide a text runs, white space and kerning aside: Arabic letters in the forms in which they join. */
  widthOf(text: string): number;
}

/** The widths of all signs of a typeface. */
export interface FontMeasures {
  /** Of the widths below. */
  readonly unitsPerEm: number;
  /** Characters that follow each other, in their order: the first, and the width of each. */
  readonly runs: readonly (readonly [first: number, widths: readonly number[]])[];
}

/** Reads the tables `cmap` and `hmtx` of a TrueType font (OpenType 1.9). */
export function measureFont(bytes: Uint8Array): FontMeasures {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = tablesOf(view);
  const unitsPerEm = view.getUint16(tables('head') + 18);
  const lastMetric = view.getUint16(tables('hhea') + 34) - 1;
  const metrics = tables('hmtx');
  const runs: [number, number[]][] = [];
  const glyphs = glyphsByCharacter(view, tables('cmap'));
  for (const [character, glyph] of [...glyphs].sort(([a], [b]) => a - b)) {
    const width = view.getUint16(metrics + 4 * Math.min(glyph, lastMetric));
    const last = runs.at(-1);
    if (last && last[0] + last[1].length === character) last[1].push(width);
    else runs.push([character, [width]]);
  }
  return { unitsPerEm, runs };
}

export function fontFaceOf({ unitsPerEm, runs }: FontMeasures): FontFace {
  const measure = (character: string): number | undefined => {
    const code = character.codePointAt(0) ?? 0;
    let [low, high] = [0, runs.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((runs[middle]?.[0] ?? 0) <= code) low = middle;
      else high = middle - 1;
    }
    const [first, widths] = runs[low] ?? [0, []];
    return widths[code - first];
  };
  const widthOf = (text: string): number => {
    let sum = 0;
    for (const character of joinArabic(text)) if (!isWeightless(character)) sum += measure(character) ?? 0;
    return sum / unitsPerEm;
  };
  const covers = (text: string): boolean =>
    [...text].every((character) => unseen.test(character) || measure(character) !== undefined);
  return { covers, widthOf };
}

/** Joiners, isolates and soft hyphens show no sign of their own. */
const unseen = /\p{Default_Ignorable_Code_Point}/u;
/** Marks stand above or below a letter. Before U+0300, the soft hyphen alone has no width. */
function isWeightless(character: string): boolean {
  return (character >= '\u0300' || character === '\u00AD') && weightless.test(character);
}

const weightless = /[\p{M}\p{Default_Ignorable_Code_Point}]/u;

function tablesOf(view: DataView): (tag: string) => number {
  const offsets = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index++) {
    const entry = 12 + 16 * index;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(entry + at)));
    offsets.set(tag, view.getUint32(entry + 8));
  }
  return (tag) => {
    const offset = offsets.get(tag);
    if (offset === undefined) throw new Error(`the font has no table ${tag}`);
    return offset;
  };
}

function glyphsByCharacter(view: DataView, cmap: number): Map<number, number> {
  const subtables = Array.from({ length: view.getUint16(cmap + 2) }, (_, index) => {
    const offset = cmap + view.getUint32(cmap + 4 + 8 * index + 4);
    return { offset, format: view.getUint16(offset) };
  });
  const glyphs = new Map<number, number>();
  const add = (character: number, glyph: number): void => {
    if (glyph !== 0) glyphs.set(character, glyph);
  };
  for (const { offset, format } of subtables) {
    if (format === 4) readSegments(view, offset, add);
    if (format === 12) readGroups(view, offset, add);
  }
  return glyphs;
}

/** Format 4: the characters up to U+FFFF, in segments. */
function readSegments(view: DataView, table: number, add: (character: number, glyph: number) => void): void {
  const size = view.getUint16(table + 6);
  const [ends, starts] = [table + 14, table + 16 + size];
  const [deltas, ranges] = [starts + size, starts + 2 * size];
  for (let at = 0; at < size; at += 2) {
    const [start, end] = [view.getUint16(starts + at), view.getUint16(ends + at)];
    const [delta, range] = [view.getUint16(deltas + at), view.getUint16(ranges + at)];
    for (let character = start; character <= end && character < 0xffff; character++) {
      const glyph = range === 0 ? character : view.getUint16(ranges + at + range + 2 * (character - start));
      add(character, range !== 0 && glyph === 0 ? 0 : (glyph + delta) % 0x10000);
    }
  }
}

/** Format 12: all of Unicode, in groups. */
function readGroups(view: DataView, table: number, add: (character: number, glyph: number) => void): void {
  for (let index = 0; index < view.getUint32(table + 12); index++) {
    const group = table + 16 + 12 * index;
    const [start, end] = [view.getUint32(group), view.getUint32(group + 4)];
    for (let character = start; character <= end; character++)
      add(character, view.getUint32(group + 8) + character - start);
  }
}

/**
 * Each Arabic letter in the form that it takes between its neighbours. Unicode
 * lists the forms in one order: isolated, final and, of a letter that joins
 * the next one, initial and medial (Arabic Presentation Forms-A and -B).
 */
function joinArabic(text: string): string {
  if (!/[\u0600-\u06FF]/.test(text)) return text;
  const forms = listForms();
  const letters = [...text.replaceAll(/\p{M}/gu, '')].map((letter) => ({ letter, forms: forms.get(letter) ?? [] }));
  return letters
    .map(({ letter, forms }, index) => {
      const follows = (letters[index - 1]?.forms.length ?? 0) === 4 && forms.length > 1;
      const leads = forms.length === 4 && (letters[index + 1]?.forms.length ?? 0) > 1;
      return forms[(follows ? 1 : 0) + (leads ? 2 : 0)] ?? letter;
    })
    .join('');
}

function listForms(): ReadonlyMap<string, readonly string[]> {
  const byLetter = new Map<string, string[]>();
  for (const [first, last] of [[0xfb50, 0xfbff] as const, [0xfe80, 0xfef4] as const]) {
    for (let character = first; character <= last; character++) {
      const form = String.fromCodePoint(character);
      const letter = form.normalize('NFKC');
      if (letter !== form && [...letter].length === 1) byLetter.set(letter, [...(byLetter.get(letter) ?? []), form]);
    }
  }
  return byLetter;
}
