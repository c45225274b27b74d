import { brotliDecompressSync, inflateSync } from 'node:zlib';
import { widthsAt } from './fontWeights.ts';

/** What is told of a font before it is drawn, in ems. */
export interface FontMetrics {
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  /** How wide a letter of running text is on average, blanks among them; null of a font without the letters a to z. Of a variable font at weight 400. */
  readonly averageWidth: number | null;
  /** The same at weight 700; null of a font that has one weight alone. */
  readonly boldWidth: number | null;
  /** By its own account (OS/2, `panose` or `sFamilyClass`). */
  readonly isSerif: boolean;
  readonly isMonospaced: boolean;
}

export type FontFormat = 'woff2' | 'woff';

/** By how a file begins; null of what is neither. */
export function fontFormat(bytes: Uint8Array): FontFormat | null {
  const signature = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  return signature === 'wOF2' ? 'woff2' : signature === 'wOFF' ? 'woff' : null;
}

/** Reads the tables of a font (WOFF, WOFF 2.0 and OpenType 1.9). Null where they cannot be read. */
export function readFontMetrics(bytes: Uint8Array): FontMetrics | null {
  try {
    const view = viewOf(bytes);
    const table = fontFormat(bytes) === 'woff2' ? tablesOfWoff2(view) : tablesOfWoff(view);
    const metrics = metricsOf(table);
    return [metrics.ascent, metrics.descent, metrics.lineGap].every(Number.isFinite) && metrics.ascent > 0
      ? metrics
      : null;
  } catch {
    // A length or an offset leads out of the file, or what is packed is broken.
    return null;
  }
}

interface Table {
  readonly view: DataView;
  /** Whether the widths stand one behind the other (WOFF 2.0, 5.4), and not each before a side bearing. */
  readonly isTransformed: boolean;
}

type Tables = (tag: string) => Table | null;

/** More than any font of a page has: a file of some bytes must not unpack into gigabytes. */
const largest = 64 * 1024 * 1024;

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function sliced(view: DataView, start: number, length: number): DataView {
  // Behind a file that was cut short may lie what belongs to another.
  if (start + length > view.byteLength) throw new RangeError('a table leads out of the file');
  return new DataView(view.buffer, view.byteOffset + start, length);
}

function tablesOfWoff(view: DataView): Tables {
  const tables = new Map<string, { offset: number; packed: number; length: number }>();
  for (let index = 0; index < view.getUint16(12); index++) {
    const at = 44 + 20 * index;
    const [offset, packed, length] = [view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12)];
    tables.set(tagAt(view, at), { offset, packed, length });
  }
  return (tag) => {
    const found = tables.get(tag);
    if (!found) return null;
    const { offset, packed, length } = found;
    const data = sliced(view, offset, packed);
    const isPacked = packed < length;
    return {
      view: isPacked ? viewOf(inflateSync(data, { maxOutputLength: largest })) : data,
      isTransformed: false,
    };
  };
}

function tablesOfWoff2(view: DataView): Tables {
  let at = 48;
  const number = (): number => {
    let value = 0;
    for (let count = 0; count < 5; count++) {
      const byte = view.getUint8(at++);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) break;
    }
    return value;
  };
  const tables = new Map<string, { offset: number; length: number; isTransformed: boolean }>();
  let offset = 0;
  for (let index = view.getUint16(12); index > 0; index--) {
    const flags = view.getUint8(at++);
    const known = knownTags[flags & 0x3f];
    const tag = known ?? tagAt(view, at);
    if (known === undefined) at += 4;
    const version = flags >> 6;
    const isTransformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
    const whole = number();
    const length = isTransformed ? number() : whole;
    tables.set(tag, { offset, length, isTransformed });
    offset += length;
  }
  const data = viewOf(brotliDecompressSync(sliced(view, at, view.getUint32(20)), { maxOutputLength: largest }));
  return (tag) => {
    const found = tables.get(tag);
    return found ? { view: sliced(data, found.offset, found.length), isTransformed: found.isTransformed } : null;
  };
}

/** The tags that WOFF 2.0 writes as a number (4.1); what lies behind them is written in full. */
const knownTags = (
  'cmap,head,hhea,hmtx,maxp,name,OS/2,post,cvt ,fpgm,glyf,loca,prep,CFF ,VORG,EBDT,EBLC,gasp,hdmx,kern,LTSH,PCLT,VDMX,' +
  'vhea,vmtx,BASE,GDEF,GPOS,GSUB,EBSC,JSTF,MATH,CBDT,CBLC,COLR,CPAL,SVG ,sbix,acnt,avar,bdat,bloc,bsln,cvar,fdsc,' +
  'feat,fmtx,fvar,gvar,hsty,just,lcar,mort,morx,opbd,prop,trak,Zapf,Silf,Glat,Gloc,Feat,Sill'
).split(',');

function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((step) => view.getUint8(at + step)));
}

function metricsOf(table: Tables): FontMetrics {
  const need = (tag: string): Table => {
    const found = table(tag);
    if (!found) throw new Error(`the font has no table ${tag}`);
    return found;
  };
  const unitsPerEm = need('head').view.getUint16(18);
  const hhea = need('hhea').view;
  const os2 = table('OS/2')?.view;
  // Bit 7 of `fsSelection`: the typographic metrics are the ones to use.
  const at = os2 !== undefined && (os2.getUint16(62) & 0x80) !== 0 ? { view: os2, from: 68 } : { view: hhea, from: 4 };
  const [ascent, descent, lineGap] = [0, 2, 4].map((step) => at.view.getInt16(at.from + step) / unitsPerEm);
  const post = table('post')?.view;
  const viewOfTable = (tag: string): DataView | null => table(tag)?.view ?? null;
  const average = (wider: ((glyph: number) => number) | null): number | null =>
    averageWidth(need('cmap').view, need('hmtx'), hhea.getUint16(34), wider ?? (() => 0), unitsPerEm);
  const bold = widthsAt(700, viewOfTable);
  const serifStyle = os2?.getUint8(32) === 2 ? os2.getUint8(33) : 0;
  // The older classes of families: 1 to 7 have serifs.
  const family = os2?.getUint8(30) ?? 0;
  return {
    ascent: ascent ?? 0,
    descent: Math.abs(descent ?? 0),
    lineGap: lineGap ?? 0,
    averageWidth: average(widthsAt(400, viewOfTable)),
    boldWidth: bold && average(bold),
    isSerif: (serifStyle >= 2 && serifStyle <= 10) || (family >= 1 && family <= 7),
    isMonospaced: post !== undefined && post.getUint32(12) !== 0,
  };
}

/** How often a blank and each letter come in a thousand signs of English: near enough for what is written in Latin letters. */
const shares = Object.entries({
  ' ': 191,
  e: 100,
  t: 78,
  a: 71,
  s: 66,
  o: 57,
  n: 56,
  i: 54,
  r: 49,
  h: 41,
  d: 34,
  l: 31,
  c: 22,
  w: 20,
  f: 20,
  m: 19,
  p: 17,
  u: 16,
  g: 15,
  y: 11,
  b: 11,
  k: 7,
  v: 6,
  q: 4,
  x: 3,
  j: 2,
}); // prettier-ignore

function averageWidth(
  cmap: DataView,
  { view, isTransformed }: Table,
  count: number,
  wider: (glyph: number) => number,
  unitsPerEm: number,
): number | null {
  let [sum, all] = [0, 0];
  for (const [sign, share] of shares) {
    const glyph = glyphOf(cmap, sign.charCodeAt(0));
    if (glyph === 0) return null;
    const metric = Math.min(glyph, count - 1);
    sum += share * (view.getUint16(isTransformed ? 1 + 2 * metric : 4 * metric) + wider(glyph));
    all += share;
  }
  return sum / all / unitsPerEm;
}

/** 0 where the font has no sign for a character. */
function glyphOf(cmap: DataView, character: number): number {
  for (let index = 0; index < cmap.getUint16(2); index++) {
    const at = cmap.getUint32(4 + 8 * index + 4);
    const format = cmap.getUint16(at);
    const glyph = format === 4 ? inSegments(cmap, at, character) : format === 12 ? inGroups(cmap, at, character) : 0;
    if (glyph !== 0) return glyph;
  }
  return 0;
}

function inSegments(cmap: DataView, table: number, character: number): number {
  const size = cmap.getUint16(table + 6);
  for (let at = 0; at < size; at += 2) {
    if (cmap.getUint16(table + 14 + at) < character) continue;
    const start = cmap.getUint16(table + 16 + size + at);
    if (start > character) return 0;
    const delta = cmap.getUint16(table + 16 + 2 * size + at);
    const place = table + 16 + 3 * size + at;
    const range = cmap.getUint16(place);
    const glyph = range === 0 ? character : cmap.getUint16(place + range + 2 * (character - start));
    return glyph === 0 ? 0 : (glyph + delta) % 0x10000;
  }
  return 0;
}

function inGroups(cmap: DataView, table: number, character: number): number {
  for (let index = 0; index < cmap.getUint32(table + 12); index++) {
    const at = table + 16 + 12 * index;
    const start = cmap.getUint32(at);
    if (start <= character && character <= cmap.getUint32(at + 4)) return cmap.getUint32(at + 8) + character - start;
  }
  return 0;
}
