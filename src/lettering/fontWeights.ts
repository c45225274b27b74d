/** Tables of a font, by their tags; null of one that it does not have. */
type TableOf = (tag: string) => DataView | null;

/**
 * How much wider than in the font itself each glyph is at a weight, in font units (OpenType 1.9: fvar, avar, HVAR). Null of a
 * font without an axis of weight, or whose widths stand elsewhere. Throws a RangeError where an offset leads out of a table.
 */
export function widthsAt(weight: number, table: TableOf): ((glyph: number) => number) | null {
  const [fvar, hvar] = [table('fvar'), table('HVAR')];
  if (!fvar || !hvar) return null;
  const axes = axesOf(fvar);
  const axis = axes.findIndex(({ tag }) => tag === 'wght');
  if (axis < 0) return null;
  const coordinate = mapped(normalized(weight, axes[axis]), axis, table('avar'));
  const store = hvar.getUint32(4);
  const regions = store + hvar.getUint32(store + 2);
  /** The part of a region's change that holds at the weight, all other axes being where the font has them. */
  const share = (region: number): number => {
    let product = 1;
    for (const index of axes.keys()) {
      const at = regions + 4 + 6 * (region * axes.length + index);
      const [start, peak, end] = [0, 2, 4].map((step) => hvar.getInt16(at + step) / 0x4000) as [number, number, number];
      product *= partOf(index === axis ? coordinate : 0, start, peak, end);
    }
    return product;
  };
  const mapping = hvar.getUint32(8);
  return (glyph) => {
    const [outer, inner] = mapping === 0 ? [0, glyph] : entryOf(hvar, mapping, glyph);
    const data = store + hvar.getUint32(store + 8 + 4 * outer);
    return deltas(hvar, data, inner).reduce((sum, { region, delta }) => sum + delta * share(region), 0);
  };
}

interface Axis {
  readonly tag: string;
  readonly least: number;
  readonly usual: number;
  readonly most: number;
}

function axesOf(fvar: DataView): Axis[] {
  return Array.from({ length: fvar.getUint16(8) }, (_, index) => {
    const at = fvar.getUint16(4) + index * fvar.getUint16(10);
    const [least, usual, most] = [4, 8, 12].map((step) => fvar.getInt32(at + step) / 0x10000) as [
      number,
      number,
      number,
    ];
    return { tag: String.fromCharCode(...[0, 1, 2, 3].map((step) => fvar.getUint8(at + step))), least, usual, most };
  });
}

/** From -1 at the least to 1 at the most. */
function normalized(value: number, axis: Axis | undefined): number {
  if (!axis) return 0;
  const { least, usual, most } = axis;
  const wanted = Math.min(Math.max(value, least), most);
  if (wanted === usual) return 0;
  return wanted < usual ? (wanted - usual) / (usual - least) : (wanted - usual) / (most - usual);
}

function mapped(value: number, axis: number, avar: DataView | null): number {
  if (!avar) return value;
  let at = 8;
  for (let index = 0; index < axis; index++) at += 2 + 4 * avar.getUint16(at);
  const points = Array.from({ length: avar.getUint16(at) }, (_, index) => {
    const point = at + 2 + 4 * index;
    return [avar.getInt16(point) / 0x4000, avar.getInt16(point + 2) / 0x4000] as const;
  });
  const next = points.findIndex(([from]) => from >= value);
  const [before, after] = [points[next - 1], points[next]];
  if (!after) return value;
  if (!before || after[0] === value) return after[1];
  return before[1] + ((after[1] - before[1]) * (value - before[0])) / (after[0] - before[0]);
}

function partOf(at: number, start: number, peak: number, end: number): number {
  if (peak === 0 || start > peak || peak > end || (start < 0 && end > 0)) return 1;
  if (at < start || at > end) return 0;
  if (at === peak) return 1;
  return at < peak ? (at - start) / (peak - start) : (end - at) / (end - peak);
}

/** Which row of which table has the changes of a glyph. */
function entryOf(view: DataView, mapping: number, glyph: number): [number, number] {
  const isLong = view.getUint8(mapping) === 1;
  const format = view.getUint8(mapping + 1);
  const count = isLong ? view.getUint32(mapping + 2) : view.getUint16(mapping + 2);
  const size = ((format & 0x30) >> 4) + 1;
  const at = mapping + (isLong ? 6 : 4) + size * Math.min(glyph, count - 1);
  let entry = 0;
  for (let step = 0; step < size; step++) entry = entry * 256 + view.getUint8(at + step);
  const inner = 2 ** ((format & 0x0f) + 1);
  return [Math.floor(entry / inner), entry % inner];
}

function deltas(view: DataView, data: number, row: number): { region: number; delta: number }[] {
  const [packed, count] = [view.getUint16(data + 2), view.getUint16(data + 4)];
  const [isLong, words] = [(packed & 0x8000) !== 0, packed & 0x7fff];
  const [wide, narrow] = isLong ? [4, 2] : [2, 1];
  const from = data + 6 + 2 * count + row * (words * wide + (count - words) * narrow);
  return Array.from({ length: count }, (_, index) => {
    const isWide = index < words;
    const at = from + (isWide ? index * wide : words * wide + (index - words) * narrow);
    const size = isWide ? wide : narrow;
    const delta = size === 4 ? view.getInt32(at) : size === 2 ? view.getInt16(at) : view.getInt8(at);
    return { region: view.getUint16(data + 6 + 2 * index), delta };
  });
}
