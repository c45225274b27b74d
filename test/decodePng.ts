import { inflateSync } from 'node:zlib';

/** The pixels of a PNG of eight bits a channel or an index, with or without transparency, that is not interlaced. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** As `#rrggbb`. */
  at(x: number, y: number): string;
}

export function decodePng(png: Uint8Array): Pixels {
  const bytes = Buffer.from(png);
  if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error('no PNG');
  const parts: Buffer[] = [];
  let palette = Buffer.alloc(0);
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const contents = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    if (type === 'IDAT') parts.push(contents);
    if (type === 'PLTE') palette = contents;
  }
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth, color, interlace] = [bytes[24], bytes[25], bytes[28]];
  if (depth !== 8 || ![2, 3, 6].includes(color ?? 0) || interlace !== 0) throw new Error('another kind of PNG');
  const size = { 2: 3, 3: 1 }[color ?? 0] ?? 4;
  const data = inflateSync(Buffer.concat(parts));
  const stride = width * size;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x < size ? 0 : (rows[y * stride + x - size] ?? 0);
      const above = y === 0 ? 0 : (rows[(y - 1) * stride + x] ?? 0);
      const corner = x < size || y === 0 ? 0 : (rows[(y - 1) * stride + x - size] ?? 0);
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter ?? 0] ?? 0;
      rows[y * stride + x] = (data[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return {
    width,
    height,
    at: (x, y) => {
      const at = y * stride + x * size;
      const start = 3 * (rows[at] ?? 0);
      return `#${color === 3 ? palette.toString('hex', start, start + 3) : rows.toString('hex', at, at + 3)}`;
    },
  };
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}
