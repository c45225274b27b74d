import { Coverage } from './coverage.ts';
import { type Layout, readLayout } from './layout.ts';
import { advances, glyphsByCharacter, tablesOf } from './openType.ts';
import { type Outline, outlinesIn } from './outlines.ts';
import type { PalettePicture } from './palettePng.ts';

/** A font file, read. */
export interface Lettering {
  readonly unitsPerEm: number;
  readonly glyphs: ReadonlyMap<number, number>;
  readonly advance: (glyph: number) => number;
  readonly outline: (glyph: number) => Outline;
  readonly layout: Layout;
}

/** Reads a TrueType font. */
export function letteringOf(bytes: Uint8Array): Lettering {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = tablesOf(view);
  const head = table('head');
  const longOffsets = view.getUint16(head + 50) === 1;
  return {
    unitsPerEm: view.getUint16(head + 18),
    glyphs: glyphsByCharacter(view, table('cmap')),
    advance: advances(view, table),
    outline: outlinesIn(view, { glyf: table('glyf'), loca: table('loca'), longOffsets }),
    layout: readLayout(view, table('GSUB'), table('GPOS')),
  };
}

/** Of each colour of letters, from the faintest edge to the whole. */
const levels = 48;

/** Latin letters, digits and signs, each of which stands by itself. What else there is, as Arabic letters, joins, turns around or stands upon another. */
const plain = /^[ -~\u00A0-\u024F\u1E00-\u1EFF\u2010-\u2027\u2030-\u205E\u2070-\u20CF\u2190-\u22FF]*$/;

/** A soft hyphen within a line, and what sets a part of it apart: among letters from left to right, it changes nothing. */
const unseen = /[\u00AD\u2066\u2068\u2069]/g;

/**
 * Paints the SVG of a card: a ground, rectangles on it, and lines of text from left to right, with these two fonts. The painter
 * returns null where there is anything else in it, or a text that is more than letters side by side: another rasterizer is asked then.
 */
export function cardPainter(bold: Lettering, regular: Lettering): (svg: string) => PalettePicture | null {
  // Of one picture after the other: it is empty again when a line has been poured out.
  let coverage = new Coverage(0, 0);
  return (svg) => {
    const elements = svg.trimEnd().split('\n');
    const frame = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(elements[0] ?? '');
    const ground = /^<rect width="\d+" height="\d+" fill="(#\w{6})"\/>$/.exec(elements[1] ?? '')?.[1];
    if (frame === null || ground === undefined || elements.at(-1) !== '</svg>') return null;
    const [width, height] = [Number(frame[1]), Number(frame[2])];
    const lines = new Uint8Array((width + 1) * height);
    if (coverage.width !== width || coverage.height !== height) coverage = new Coverage(width, height);
    const colors = [...new Set(elements.slice(2).flatMap((element) => / fill="(#\w{6})"/.exec(element)?.[1] ?? []))];
    const palette = [...channels(ground), ...colors.flatMap((color) => shades(ground, color))];
    if (palette.length > 3 * 256) return null;
    for (const element of elements.slice(2, -1)) {
      const rect = rectangle.exec(element);
      const text = rect ? null : lineOfText.exec(element);
      const first = 1 + levels * colors.indexOf(rect?.[5] ?? text?.[5] ?? '');
      if (rect) {
        const [x, y, across, down] = rect.slice(1, 5).map(Number) as [number, number, number, number];
        for (let row = y; row < y + down; row++) {
          const start = row * (width + 1) + 1 + x;
          lines.fill(first + levels - 1, start, start + across);
        }
      } else if (text) {
        const [x, y, size] = text.slice(1, 4).map(Number) as [number, number, number];
        const font = text[4] === '700' ? bold : regular;
        if (!setLine(withoutEscapes(text[6] ?? ''), font, { x, y, size }, coverage)) {
          coverage = new Coverage(0, 0);
          return null;
        }
        coverage.pour(lines, first, levels);
      } else return null;
    }
    return { width, height, lines, palette: Uint8Array.from(palette) };
  };
}

const rectangle = /^<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)" fill="(#\w{6})"\/>$/;
const lineOfText =
  /^<text x="(\d+)" y="(\d+)" text-anchor="start" font-size="(\d+)" font-weight="(400|700)" fill="(#\w{6})">\u2066(.*)\u2069<\/text>$/;

/** False where it takes more than to set one sign beside the other. */
function setLine(
  text: string,
  { unitsPerEm, glyphs, advance, outline, layout }: Lettering,
  { x, y, size }: { x: number; y: number; size: number },
  coverage: Coverage,
): boolean {
  const seen = text.replaceAll(unseen, '');
  if (!plain.test(seen)) return false;
  const found = [...seen].map((character) => glyphs.get(character.codePointAt(0) ?? 0));
  if (found.includes(undefined)) return false;
  const scale = size / unitsPerEm;
  const set = layout.substituted(found as number[]);
  let left = x;
  for (const [index, glyph] of set.entries()) {
    if (!setGlyph(outline(glyph), left, y, scale, coverage)) return false;
    const next = set[index + 1];
    left += scale * (advance(glyph) + (next === undefined ? 0 : layout.kerning(glyph, next)));
  }
  return true;
}

/** False where it would leave the picture. */
function setGlyph(curves: Outline, x: number, y: number, scale: number, coverage: Coverage): boolean {
  const at = (place: number): number => scale * (curves[place] as number);
  for (let i = 0; i < curves.length; i += 6) {
    if (!coverage.addCurve(x + at(i), y - at(i + 1), x + at(i + 2), y - at(i + 3), x + at(i + 4), y - at(i + 5)))
      return false;
  }
  return true;
}

function withoutEscapes(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Red, green and blue of `#rrggbb`. */
function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

/** From the ground to a colour, without the ground itself. */
function shades(ground: string, color: string): number[] {
  const [from, to] = [channels(ground), channels(color)];
  return Array.from({ length: levels }, (_, level) =>
    from.map((channel, index) => Math.round(channel + (((to[index] ?? 0) - channel) * (level + 1)) / levels)),
  ).flat();
}
