/**
 * The curves of a sign, in units of the font, upwards. Six numbers each: where it begins, the point that bends it,
 * and where it ends, x and y of each.
 */
export type Outline = readonly number[];

/** Reads the outlines of a TrueType font (OpenType 1.9, `glyf`). `longOffsets`: how `loca` is written, by `head`. */
export function outlinesIn(
  view: DataView,
  { glyf, loca, longOffsets }: { glyf: number; loca: number; longOffsets: boolean },
): (glyph: number) => Outline {
  const offsetOf = (glyph: number): number =>
    longOffsets ? view.getUint32(loca + 4 * glyph) : 2 * view.getUint16(loca + 2 * glyph);
  const contoursOf = (glyph: number): Point[][] => {
    const at = glyf + offsetOf(glyph);
    if (offsetOf(glyph + 1) + glyf === at) return [];
    const count = view.getInt16(at);
    return count >= 0 ? simpleContours(view, at + 10, count) : composed(view, at + 10, contoursOf);
  };
  const known = new Map<number, Outline>();
  return (glyph) => {
    let outline = known.get(glyph);
    if (outline === undefined) {
      outline = contoursOf(glyph).flatMap(curvesOf);
      known.set(glyph, outline);
    }
    return outline;
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly isOn: boolean;
}

function simpleContours(view: DataView, start: number, count: number): Point[][] {
  const ends = Array.from({ length: count }, (_, index) => view.getUint16(start + 2 * index));
  const size = (ends.at(-1) ?? -1) + 1;
  // Behind the instructions for coarse screens, which nothing here follows.
  let at = start + 2 * count + 2 + view.getUint16(start + 2 * count);
  const flags: number[] = [];
  while (flags.length < size) {
    const flag = view.getUint8(at++);
    const times = flag & 8 ? view.getUint8(at++) + 1 : 1;
    for (let time = 0; time < times; time++) flags.push(flag);
  }
  const coordinates = (short: number, same: number): number[] => {
    let value = 0;
    return flags.map((flag) => {
      if (flag & short) value += flag & same ? view.getUint8(at++) : -view.getUint8(at++);
      else if (!(flag & same)) {
        value += view.getInt16(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = coordinates(2, 16);
  const ys = coordinates(4, 32);
  const points = flags.map((flag, index) => ({ x: xs[index] ?? 0, y: ys[index] ?? 0, isOn: (flag & 1) === 1 }));
  return ends.map((end, index) => points.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end + 1));
}

/** A sign that is made of others, each moved and, where it says so, stretched or turned. */
function composed(view: DataView, start: number, contoursOf: (glyph: number) => Point[][]): Point[][] {
  const all: Point[][] = [];
  for (let at = start, more = true; more; ) {
    const flags = view.getUint16(at);
    const glyph = view.getUint16(at + 2);
    const words = (flags & 1) !== 0;
    const [dx, dy] = words
      ? [view.getInt16(at + 4), view.getInt16(at + 6)]
      : [view.getInt8(at + 4), view.getInt8(at + 5)];
    at += words ? 8 : 6;
    const next = (): number => {
      at += 2;
      return view.getInt16(at - 2) / 0x4000;
    };
    let [a, b, c, d] = [1, 0, 0, 1];
    if (flags & 0x80) [a, b, c, d] = [next(), next(), next(), next()];
    else if (flags & 0x40) [a, d] = [next(), next()];
    else if (flags & 8) a = d = next();
    const place = ({ x, y, isOn }: Point): Point => ({ x: a * x + c * y + dx, y: b * x + d * y + dy, isOn });
    all.push(...contoursOf(glyph).map((points) => points.map(place)));
    more = (flags & 0x20) !== 0;
  }
  return all;
}

/** Between two points that bend a line, one stands on it in the middle. */
function curvesOf(points: readonly Point[]): number[] {
  const curves: number[] = [];
  const first = points.findIndex(({ isOn }) => isOn);
  let from = points[first];
  let bend: Point | null = null;
  for (let step = 1; from !== undefined && step <= points.length; step++) {
    const point = points[(first + step) % points.length] as Point;
    const to: Point = point.isOn || bend === null ? point : middle(bend, point);
    if (to.isOn) {
      const between: Point = bend ?? middle(from, to);
      curves.push(from.x, from.y, between.x, between.y, to.x, to.y);
      from = to;
    }
    bend = point.isOn ? null : point;
  }
  return curves;
}

function middle(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, isOn: true };
}
