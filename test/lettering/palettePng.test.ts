import { expect, test } from 'vitest';
import { palettePng } from '../../src/lettering/palettePng.ts';
import { decodePng } from '../decodePng.ts';

/** Pixels of the colour that `colorAt` gives as red, green, blue and opacity. */
function paint(width: number, height: number, colorAt: (x: number, y: number) => readonly number[]): Uint8Array {
  const places = Array.from({ length: width * height }, (_, at) => colorAt(at % width, Math.floor(at / width)));
  return Uint8Array.from(places.flat());
}

const hex = (color: readonly number[]): string => `#${Buffer.from(color.slice(0, 3)).toString('hex')}`;

test.each<[string, number, number, (x: number, y: number) => readonly number[]]>([
  ['one colour', 3, 2, () => [251, 250, 246, 255]],
  ['a single pixel', 1, 1, () => [0, 0, 0, 255]],
  ['all of 256 colours', 16, 16, (x, y) => [16 * y + x, x, 255 - y, 255]],
  ['stripes along and across', 40, 30, (x, y) => [x % 3 ? 9 : 200, y % 5 ? 1 : 254, 128, 255]],
])('%s: every pixel comes back', (_, width, height, colorAt) => {
  const png = palettePng(paint(width, height, colorAt), width, height);
  const pixels = decodePng(png ?? Buffer.of());
  expect([pixels.width, pixels.height]).toEqual([width, height]);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) expect(pixels.at(x, y)).toBe(hex(colorAt(x, y)));
});

test('more colours than a palette holds, or one that is not opaque, give none', () => {
  expect(
    palettePng(
      paint(257, 1, (x) => [x % 256, x >> 8, 0, 255]),
      257,
      1,
    ),
  ).toBe(null);
  expect(
    palettePng(
      paint(4, 1, (x) => [1, 2, 3, x === 3 ? 254 : 255]),
      4,
      1,
    ),
  ).toBe(null);
});

test('reads its own part of a larger buffer', () => {
  const whole = Uint8Array.of(9, 9, 9, 9, 9, 1, 2, 3, 255, 9);
  expect(decodePng(palettePng(whole.subarray(5, 9), 1, 1) ?? Buffer.of()).at(0, 0)).toBe('#010203');
});
