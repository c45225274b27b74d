import { constants, crc32, deflateSync } from 'node:zlib';
import { decodePng } from '../decodePng.ts';

/** A screenshot as a PNG of at most 256 colours: those that most pixels have, and the nearest of them for all others. */
export function fewColors(screenshot: Uint8Array): Uint8Array {
  const { width, height, at } = decodePng(screenshot);
  const counts = new Map<string, number>();
  const pixels = Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => at(x, y)));
  for (const color of pixels.flat()) counts.set(color, (counts.get(color) ?? 0) + 1);
  const palette = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([color]) => channelsOf(color));
  const places = new Map([...counts.keys()].map((color) => [color, nearestIn(palette, channelsOf(color))]));
  const lines = pixels.map((row) => Uint8Array.from([0, ...row.map((color) => places.get(color) ?? 0)]));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // Eight bits a pixel, each an index of the palette.
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: constants.Z_BEST_COMPRESSION, memLevel: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Edges of letters need few shades of each colour; with fewer, a picture is half as large. */
const most = 48;

function channelsOf(color: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}

function nearestIn(palette: readonly number[][], color: readonly number[]): number {
  const away = palette.map((one) => one.reduce((sum, channel, index) => sum + (channel - (color[index] ?? 0)) ** 2, 0));
  return away.indexOf(Math.min(...away));
}

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
  return bytes;
}
