// In: the bytes of a font file, ours or the publisher’s, and text.
// Out: how wide and high it is, signs and how they stand beside each other, filled outlines, and pictures of few colours.
// Does not know: what is drawn, and for whom.

/** Where a table of a font begins. Throws where there is none: fonts are part of the program, and no input. */
export function tablesOf(view: DataView): (tag: string) => number {
  const offsets = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index++) {
    const entry = 12 + 16 * index;
    offsets.set(tagAt(view, entry), view.getUint32(entry + 8));
  }
  return (tag) => {
    const offset = offsets.get(tag);
    if (offset === undefined) throw new Error(`the font has no table ${tag}`);
    return offset;
  };
}

export function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((place) => view.getUint8(at + place)));
}

/** The sign of each character, by their numbers. `cmap`: where that table begins. */
export function glyphsByCharacter(view: DataView, cmap: number): Map<number, number> {
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

/** How wide a sign is, in units of the font. */
export function advances(view: DataView, tables: (tag: string) => number): (glyph: number) => number {
  const last = view.getUint16(tables('hhea') + 34) - 1;
  const metrics = tables('hmtx');
  return (glyph) => view.getUint16(metrics + 4 * Math.min(glyph, last));
}
