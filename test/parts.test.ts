import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from '../src/diagnostics/nearest.ts';
import { sortAddress } from '../src/html/addresses.ts';
import { pictureSize } from '../src/html/pictureSize.ts';
import { readingGrade } from '../src/inspect/readingGrade.ts';
import { isDate, isPartialDate } from '../src/schema/dates.ts';
import { idFrom, isId, isReservedId } from '../src/schema/identifiers.ts';
import { accentShades, contrast } from '../src/theme/accent.ts';
import { accentStyle, compactStyle } from '../src/theme/stylesheet.ts';
import { dateView, directionOf } from '../src/words/language.ts';

test.each([
  ['What helps with a sting?', 'what-helps-with-a-sting'],
  ['Prüfung für Fahrräder?', 'pruefung-fuer-fahrraeder'],
  ['Où est-ce ?', 'ou-est-ce'],
  ['Что это?', 'chto-eto'],
  ['5 mg/kg?', '5-mg-kg'],
  ['？', null],
])('the id of %j is %j', (question, id) => {
  expect(idFrom(question)).toBe(id);
});

test('an id made from any text is an id or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const id = idFrom(text);
      expect(id === null || isId(id)).toBe(true);
    }),
  );
  expect(idFrom('word '.repeat(50))?.length).toBeLessThanOrEqual(100);
  expect(idFrom('x'.repeat(300))).toHaveLength(100);
});

test('names of pages and of devices are reserved', () => {
  for (const id of ['index', '404', 'con', 'nul', 'com1', 'lpt9']) expect(isReservedId(id), id).toBe(true);
  expect(isReservedId('contact')).toBe(false);
});

test('a date is a day that exists', () => {
  for (const date of ['2024-02-29', '2026-11-23', '0001-01-01']) expect(isDate(date), date).toBe(true);
  for (const date of ['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00', '']) {
    expect(isDate(date), date).toBe(false);
  }
  expect(['2017', '2024-11', '2024-11-30'].every(isPartialDate)).toBe(true);
  expect(['17', '2024-13', '2024-11-31', '2024-1'].some(isPartialDate)).toBe(false);
});

test('the nearest name is near', () => {
  const keys = ['question', 'answer', 'updated', 'formerly'];
  expect(nearest('awnser', keys)).toBe('answer');
  expect(nearest('Question', keys)).toBe('question');
  expect(nearest('update', keys)).toBe('updated');
  expect(nearest('fax', keys)).toBe(null);
});

test('any accent keeps 4.5 to 1 on paper, wash and mark in both schemes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const { light, dark } = accentShades(`#${number.toString(16).padStart(6, '0')}`);
      for (const ground of ['#fbfaf6', '#eef3ef', '#cfe6df'])
        expect(contrast(light, ground)).toBeGreaterThanOrEqual(4.5);
      for (const ground of ['#12191b', '#18262a', '#1d4644'])
        expect(contrast(dark, ground)).toBeGreaterThanOrEqual(4.5);
    }),
  );
  expect(accentShades('#0a5c5a').light).toBe('#0a5c5a');
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});

test('the stylesheet loses comments and needless space, and no string', () => {
  expect(compactStyle('/* a */ a , b {\n  content: "x  { /* y */ ;  ";\n  margin: 0  1px\n}\n')).toBe(
    'a,b{content:"x  { /* y */ ;  ";margin:0 1px}',
  );
  // The space before the colon of a selector, and in the value of a property, means something.
  expect(compactStyle('a :hover { --x-1: b: c } li { & :not(p) { top: 0 } }')).toBe(
    'a :hover{--x-1:b: c}li{& :not(p){top:0}}',
  );
  expect(accentStyle('#ABCDEF')).toMatch(/^:root\{--accent-light:#[0-9a-f]{6};/m);
});

test('addresses are sorted by an allow list', () => {
  const kinds = (address: string): string => sortAddress(address).kind;
  for (const address of [
    'https://a.example/x',
    'HTTP://a.example',
    'mailto:a@b.example',
    'tel:911',
    'sms:988',
    '/about',
    '../x',
  ]) {
    expect(kinds(address), address).toBe('elsewhere');
  }
  for (const address of [
    '//evil.example',
    '\\\\evil',
    'javascript:x',
    ' javascript:x',
    'java\tscript:x',
    'data:x',
    'vbscript:x',
    '',
    '#',
    'file:///etc',
    'ftp://x',
    'https:evil',
    'https://',
    '/\\evil',
  ]) {
    expect(kinds(address), JSON.stringify(address)).toBe('unsafe');
  }
  expect(sortAddress('./leaflet%20one.pdf?x#y')).toEqual({ kind: 'file', path: 'leaflet one.pdf' });
  expect(sortAddress('#a%20b')).toEqual({ kind: 'anchor', id: 'a b' });
});

test('dates and directions follow the language', () => {
  expect(dateView('2026-11-23', 'en-GB').text).toBe('23 November 2026');
  expect(dateView('2026-11-23', 'de').text).toBe('23. November 2026');
  expect(dateView('2024-11', 'es').text).toBe('noviembre de 2024');
  expect(dateView('2017', 'fr').text).toBe('2017');
  // Persian and Thai calendars count other years: a source of 2017 stays one of 2017.
  expect(dateView('2017', 'th').text).toContain('2017');
  expect([...['ar', 'he', 'fa', 'ur', 'az-Arab'].map(directionOf)]).toEqual(Array(5).fill('rtl'));
  expect([...['en', 'de', 'zh', 'az'].map(directionOf)]).toEqual(Array(4).fill('ltr'));
});

test('the reading grade is that of Flesch and Kincaid', () => {
  // 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59.
  expect(readingGrade(['The cat sat on the mat.'])).toBe(-1.4);
  // A decimal does not end a sentence; two lines are two sentences.
  expect(readingGrade(['Take 5.5 mg a day'])).toBe(readingGrade(['Take 5.5 mg a day.']));
  expect(readingGrade([])).toBe(null);
});

test('the size of a picture is read from its file, as a browser shows it, and of nothing else', () => {
  const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
  const png = bytes('iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAC0lEQVR4nGNgwAcAAB4AAX2yGIEAAAAASUVORK5CYII=');
  expect(pictureSize(png)).toEqual({ width: 3, height: 2 });
  const svg = (attributes: string) =>
    new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}/>`);
  expect(pictureSize(svg('width="40" height="20"'))).toEqual({ width: 40, height: 20 });
  expect(pictureSize(svg('viewBox="0 0 32 16"'))).toEqual({ width: 32, height: 16 });
  expect(pictureSize(gif)).toEqual({ width: 5, height: 7 });
  expect(pictureSize(turnedJpeg)).toEqual({ width: 2, height: 9 });
  for (const broken of [new Uint8Array(), png.slice(0, 12), svg(''), new TextEncoder().encode('%PDF-1.7')])
    expect(pictureSize(broken)).toBeNull();
});

const gif = Uint8Array.from([...Buffer.from('GIF89a'), 5, 0, 7, 0, 0, 0, 0, 0x3b]);

/** The head of a JPEG of 9 by 2 pixels, taken with the camera held upright (Exif orientation 6). */
const turnedJpeg = Uint8Array.from([
  ...[0xff, 0xd8, 0xff, 0xe1, 0x00, 0x22, ...Buffer.from('Exif\0\0')],
  ...[...Buffer.from('MM'), 0x00, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
  ...[0xff, 0xc0, 0x00, 0x0b, 8, 0, 2, 0, 9, 1, 1, 0x11, 0, 0xff, 0xd9],
]);
