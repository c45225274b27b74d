import { constants, crc32, deflateSync } from 'node:zlib';

/** A picture of few colours. */
export interface PalettePicture {
  /** In pixels, as is the height. */
  readonly width: number;
  readonly height: number;
  /** Row by row: before each row a 0 (the filter of PNG: none), then a byte for each pixel, its place in the palette. */
  readonly lines: Uint8Array;
  /** At most 256 colours: red, green and blue of each, a byte for each. */
  readonly palette: Uint8Array;
}

/**
 * Opaque pixels (RGBA, four bytes each, row by row) as a PNG with a palette:
 * a third of the bytes and of the time of one with whole colours. Null where there
 * is a transparent pixel, or more than the 256 colours that a palette holds.
 */
export function palettePng(pixels: Uint8Array, width: number, height: number): Uint8Array | null {
  const colors = new Int32Array(pixels.slice().buffer);
  const palette = new Map<number, number>();
  const lines = new Uint8Array((width + 1) * height);
  for (let y = 0, pixel = 0; y < height; y++) {
    let at = y * (width + 1) + 1;
    for (const end = pixel + width; pixel < end; ) {
      const color = colors[pixel] as number;
      const index = palette.get(color) ?? palette.size;
      palette.set(color, index);
      const start = pixel;
      while (pixel < end && colors[pixel] === color) pixel++;
      lines.fill(index, at, at + pixel - start);
      at += pixel - start;
    }
  }
  const entries = Buffer.from(Int32Array.from(palette.keys()).buffer);
  if (palette.size > 256 || [...palette.values()].some((at) => entries[4 * at + 3] !== 255)) return null;
  return encodePng({ width, height, lines, palette: entries.filter((_, at) => at % 4 < 3) });
}

/** The chunks: https://www.w3.org/TR/png-3/#11Chunks. */
export function encodePng({ width, height, lines, palette }: PalettePicture): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // Eight bits a pixel, each an index of the palette.
  // Runs alone: other strategies look for repetitions in a way that differs by processor, and with them the bytes.
  const data = deflateSync(lines, { strategy: constants.Z_RLE, memLevel: 9 });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
  return bytes;
}
