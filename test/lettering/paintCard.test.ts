import { describe, expect, test } from 'vitest';
import { paintSimply } from '../../src/host/paintingSurroundings.ts';
import { rasterize } from '../../src/host/rasterizer.ts';
import { readTypeface } from '../../src/host/readTypeface.ts';
import { cardPainter, letteringOf } from '../../src/lettering/paintCard.ts';
import { decodePng } from '../decodePng.ts';

const paint = paintSimply();
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const card = (text: string, { size = 66, weight = 700, more = '' } = {}): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="200" font-family="Amiri">
<rect width="1200" height="200" fill="#fbfaf6"/>
<rect x="84" y="8" width="1032" height="9" fill="#0a5c5a"/>
<text x="84" y="110" text-anchor="start" font-size="${size}" font-weight="${weight}" fill="#1c2629">\u2066${escaped(text)}\u2069</text>
${more}</svg>
`;

/** Red, green and blue of all pixels. */
function channelsOf(png: Uint8Array | null): number[] {
  const pixels = decodePng(Buffer.from(png ?? []));
  return Array.from({ length: pixels.width * pixels.height }, (_, at) =>
    pixels.at(at % pixels.width, Math.floor(at / pixels.width)),
  ).flatMap((color) => [1, 3, 5].map((place) => Number.parseInt(color.slice(place, place + 2), 16)));
}

describe('a line of Latin letters is painted as the rasterizer paints it', () => {
  test.each([
    ['letters that stand closer', 'AVATAR To. Yes, “Why?” LT', {}],
    ['letters that join', 'Office fluff, offbeat, fjord, fi', {}],
    ['signs made of two', 'Ťažký ÅÄÖ Ǧ ñ ç ė Œ', {}],
    ['signs in the form of the script', '(95 mg/kg) [a] {b} «c» 1~2!', {}],
    ['signs and spaces', '5 € – 10 % … a\u00a0b 2 − 1 = 1', {}],
    ['escaped signs', '<b> & "c"', {}],
    ['a small regular line', 'Hive Ltd, Office of Bees & Wasps', { size: 36, weight: 400 }],
    ['letters in another face', 'AVATAR, Type To “x” fi', { size: 100, weight: 400 }],
    ['a soft hyphen', 'sa\u00adfe', {}],
  ])('%s', (_, text, look) => {
    const [own, other] = [channelsOf(paint(card(text, look))), channelsOf(rasterize(card(text, look)))];
    const differences = own.map((value, at) => Math.abs(value - (other[at] ?? 0)));
    // Edges are shaded in other steps; a letter that stood a pixel further would show whole ones.
    expect(differences.filter((difference) => difference > 100)).toEqual([]);
    expect(differences.filter((difference) => difference > 64).length).toBeLessThan(40);
    expect(differences.reduce((sum, difference) => sum + difference, 0) / differences.length).toBeLessThan(0.4);
  });
});

test('what takes more than setting one sign beside the other is left to the rasterizer', () => {
  for (const text of ['كم عدد الجلسات', 'שלום', 'e\u0301', 'a\u200db', 'a\u202eb', '蜂蜜', 'Ω', '\u0001'])
    expect(paint(card(text)), text).toBe(null);
  for (const more of ['<circle/>\n', '<text x="1116" y="150" text-anchor="end">\u2067x\u2069</text>\n'])
    expect(paint(card('a', { more })), more).toBe(null);
  expect(paint(card('a'.repeat(90)))).toBe(null);
  expect(paint('no picture')).toBe(null);
});

test('a picture shows nothing of the one before it, be that one painted or not', () => {
  const { bold, regular } = readTypeface();
  const alone = paint(card('One?'));
  for (const before of ['A longer one: why?', 'W'.repeat(90), 'a\u202eb']) {
    const painter = cardPainter(letteringOf(bold), letteringOf(regular));
    painter(card(before));
    expect(painter(card('One?')), before).toEqual(cardPainter(letteringOf(bold), letteringOf(regular))(card('One?')));
  }
  expect(paint(card('One?'))).toEqual(alone);
});
