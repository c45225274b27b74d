import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFontMetrics } from '../../src/lettering/fontFile.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';
import { packWoff, packWoff2, withTables } from './packFont.ts';

const amiri = await readFile(
  join(import.meta.dirname, '../../node_modules/@expo-google-fonts/amiri/400Regular/Amiri_400Regular.ttf'),
);

async function built(fonts: string, files: Record<string, Uint8Array>, more = '') {
  const folder = await temporaryFolder();
  const faq = `title: Bees
url: https://example.org/bees/
questions:
  - {id: sting, question: What helps?, answer: Cold water.}
theme:
  fonts:
${fonts}${more}`;
  await mkdir(join(folder, 'fonts'));
  for (const [path, contents] of Object.entries({ 'faq.yaml': faq, ...files }))
    await writeFile(join(folder, path), contents);
  const { stdout } = await run(['build', '--format', 'json'], folder);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; line: number; help: string }[] };
  const names = await readdir(join(folder, 'dist/assets')).catch(() => []);
  const read = (path: string): Promise<string> => readFile(join(folder, 'dist', path), 'utf8');
  const style = names.length === 0 ? '' : await read(`assets/${names.find((name) => name.endsWith('.css'))}`);
  return { folder, read, style, names, told: diagnostics.map(({ code, line }) => `${code}:${line}`) };
}

test('the metrics of a font are those of its tables, however they are packed; of what is broken there are none', () => {
  const [woff, woff2] = [readFontMetrics(packWoff(amiri)), readFontMetrics(packWoff2(amiri))];
  // hhea 1124, -634, 0 of 1000.
  expect(woff).toMatchObject({ ascent: 1.124, descent: 0.634, lineGap: 0, isMonospaced: false });
  expect(woff?.averageWidth).toBeCloseTo(0.397, 3);
  expect(woff2).toEqual(woff);
  for (const whole of [packWoff(amiri), packWoff2(amiri)])
    for (const length of [4, 40, 100, 1000, whole.length / 2]) {
      const cut = whole.subarray(0, length);
      expect(() => readFontMetrics(cut)).not.toThrow();
    }
  expect(readFontMetrics(packWoff2(amiri).subarray(0, 2000))).toBeNull();
});

/** Sixteen-bit numbers, as tables hold them; of a text its letters. */
function bytesOf(...parts: readonly (number | string)[]): Buffer {
  return Buffer.concat(
    parts.map((part) => {
      if (typeof part === 'string') return Buffer.from(part, 'latin1');
      const two = Buffer.alloc(2);
      two.writeUInt16BE(part & 0xffff);
      return two;
    }),
  );
}

/** Amiri with an axis of weight, along which each glyph becomes 100 units wider, and as many narrower to the other side. */
function variable(usual: number, more: Readonly<Record<string, Buffer>> = {}): Buffer {
  const [one, glyphs] = [0x4000, 7000];
  const regions = bytesOf(1, 2, 0, one, one, -one, -one, 0);
  const data = bytesOf(glyphs, 2, 2, 0, 1, ...Array.from({ length: glyphs }, () => [100, -100]).flat());
  return withTables(amiri, {
    fvar: bytesOf(1, 0, 16, 2, 1, 20, 0, 8, 'wght', 100, 0, usual, 0, 900, 0, 0, 256),
    HVAR: Buffer.concat([bytesOf(1, 0, 0, 20, 0, 0, 0, 0, 0, 0, 1, 0, 12, 1, 0, 12 + regions.length), regions, data]),
    ...more,
  });
}

test.each([
  ['by its axis', variable(400), 0.397, 0.397 + 0.06],
  ['whose own weight is the lightest', variable(100), 0.397 + 0.0375, 0.397 + 0.075],
  ['whose own weight is a bold one', variable(900), 0.397 - 0.0625, 0.397 - 0.025],
  [
    'whose axis is bent: 0.6 of it stands for 0.5',
    variable(400, { avar: bytesOf(1, 0, 0, 1, 4, -0x4000, -0x4000, 0, 0, 0x2666, 0x2000, 0x4000, 0x4000) }),
    0.397,
    0.397 + 0.05,
  ],
])('the widths of a variable font are those at 400 and at 700: %s', (_, ttf, regular, bold) => {
  const metrics = readFontMetrics(packWoff2(ttf));
  expect(metrics?.averageWidth).toBeCloseTo(regular, 3);
  expect(metrics?.boldWidth).toBeCloseTo(bold, 3);
});

test('the stand-in for the bold of a variable font is as wide as that', async () => {
  const { style } = await built('    - {family: Brand, file: fonts/brand.woff2, weight: 100 900, for: text}\n', {
    'fonts/brand.woff2': packWoff2(variable(400)),
  });
  const scales = [...style.matchAll(/;size-adjust:([\d.]+)%/g)].map(([, scale]) => Number(scale));
  const [regular = 0, bold = 0] = scales;
  // Amiri does not say that it has serifs. Arial is 0.438 wide on average, and 0.4733 in bold.
  expect(regular).toBeCloseTo((100 * 0.3974) / 0.438, 0);
  expect(bold).toBeCloseTo((100 * 0.4574) / 0.4733, 0);
});

test('a font is copied, let in by every policy, asked for early, and has a stand-in of its size', async () => {
  const font = packWoff2(amiri);
  const { told, style, names, read, folder } = await built(
    '    - {family: Brand, file: fonts/brand.woff2, for: headings}\n',
    { 'fonts/brand.woff2': font },
  );
  expect(told).toEqual([]);
  const name = names.find((one) => one.endsWith('.woff2'));
  expect(name).toMatch(/^brand\.[0-9a-f]{10}\.woff2$/);
  expect(await readFile(join(folder, 'dist/assets', name ?? ''))).toEqual(font);
  expect(style).toContain(
    `@font-face{font-family:"Brand";src:url("${name}")format("woff2");font-weight:400;font-style:normal;font-display:swap}`,
  );
  expect(style).toMatch(
    /@font-face\{font-family:"Brand fallback";src:local\("Arial"\).*size-adjust:90\.74%;ascent-override:123\.87%;descent-override:69\.87%;line-gap-override:0%\}/,
  );
  expect(style).toMatch(/:root\{--serif:"Brand","Brand fallback",system-ui,sans-serif\}$/);
  for (const page of ['index.html', 'sting.html', '404.html', '_headers'])
    expect(await read(page), page).toContain("font-src 'self'");
  const preload = `<link rel="preload" as="font" type="font/woff2" href="assets/${name}" crossorigin="anonymous">`;
  expect(await read('sting.html')).toContain(preload);
  expect(await read('404.html')).toContain(`url("https://example.org/bees/assets/${name}")`);
  expect((await run(['review', 'verify', 'dist'], folder)).stderr).not.toMatch(/unknown-style|altered-page/);
});

test('weights of a variable font have two stand-ins, and ranges keep a font from pages without its characters', async () => {
  const { style, read } = await built(
    `    - {family: Brand, file: fonts/a.woff, weight: 100 900, for: all}
    - {family: Brand, file: fonts/b.woff, style: italic, unicodeRange: "U+0600-06FF, U+FE??"}
`,
    { 'fonts/a.woff': packWoff(amiri), 'fonts/b.woff': Buffer.concat([packWoff(amiri), Buffer.from([0])]) },
  );
  expect(style).toContain('font-weight:100 500');
  expect(style).toContain('local("Arial Bold")');
  expect(style).toContain('font-weight:501 900');
  expect(style).toContain('font-style:italic;font-display:swap;unicode-range:U+0600-06FF,U+FE??}');
  expect(style).toMatch(/:root\{--sans:"Brand".*;--serif:"Brand".*\}$/);
  expect((await read('index.html')).match(/rel="preload"/g)).toHaveLength(1);
});

test.each([
  ['missing-file:7', '{family: A, file: fonts/none.woff2, for: text}'],
  ['invalid-font:7', '{family: A, file: fonts/a.ttf, for: text}'],
  ['unmeasured-font:7', '{family: A, file: fonts/broken.woff2, for: text}'],
  ['unused-font:7', '{family: A, file: fonts/a.woff}'],
  ['missing-key:7', '{file: fonts/a.woff}'],
  ['invalid-value:7', '{family: A, file: fonts/a.woff, weight: bold, for: all}'],
  ['invalid-value:7', '{family: A, file: fonts/a.woff, unicodeRange: latin, for: all}'],
  ['invalid-value:7', '{family: "A\\"; }", file: fonts/a.woff, for: all}'],
  ['invalid-value:7', '{family: A, file: fonts/a.woff, for: titles}'],
  ['unknown-key:7', '{family: A, file: fonts/a.woff, for: all, source: x}'],
])('%s: %s', async (expected, font) => {
  const { told } = await built(`    - ${font}\n`, {
    'fonts/a.woff': packWoff(amiri),
    'fonts/a.ttf': amiri,
    'fonts/broken.woff2': packWoff2(amiri).subarray(0, 3000),
  });
  expect(told).toEqual([expected]);
});

test('a font that a style of the publisher names is used', async () => {
  const { told, style } = await built(
    '    - {family: Brand, file: fonts/a.woff}\n',
    { 'fonts/a.woff': packWoff(amiri), 'brand.css': Buffer.from('h2 { font-family: Brand, "Brand fallback", serif }') },
    '  style: brand.css\n',
  );
  expect(told).toEqual([]);
  expect(style).toMatch(/^@layer faqgen\{[\s\S]*@font-face\{font-family:"Brand"[\s\S]*\}\nh2\{/);
});

test('the dark page has a logo of its own', async () => {
  const svg = (fill: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" fill="${fill}"/>`;
  const { told, read } = await built(
    '    []\n',
    { 'a.svg': Buffer.from(svg('#000')), 'b.svg': Buffer.from(svg('#fff')) },
    'publisher: {name: P, logo: a.svg, logoDark: b.svg}\n',
  );
  expect(told).toEqual([]);
  expect((await read('index.html')).replaceAll(/>\s+</g, '><')).toMatch(
    /<picture><source srcset="assets\/b\.\w+\.svg" media="\(prefers-color-scheme: dark\)"><img src="assets\/a\.\w+\.svg" alt=""><\/picture>/,
  );
  const alone = await built(
    '    []\n',
    { 'b.svg': Buffer.from(svg('#fff')) },
    'publisher: {name: P, logoDark: b.svg}\n',
  );
  expect(alone.told).toEqual(['missing-key:8']);
});
