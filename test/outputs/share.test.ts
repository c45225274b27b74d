import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { compile } from '../../src/compile.ts';
import { cacheFolder } from '../../src/host/cacheFolder.ts';
import type { Host } from '../../src/host/host.ts';
import { paintSimply } from '../../src/host/paintingSurroundings.ts';
import { paintInThreads } from '../../src/host/paintingThreads.ts';
import { openPictureCache } from '../../src/host/pictureCache.ts';
import { readTypeface } from '../../src/host/readTypeface.ts';
import { Memory } from '../../src/memory.ts';
import { fontFaceOf, measureFont } from '../../src/outputs/fontFace.ts';
import { drawCard, type ShareCard } from '../../src/outputs/shareCard.ts';
import { mostCards, paintedWith } from '../../src/outputs/shareImages.ts';
import { paintDrawings } from '../../src/projects/paintDrawings.ts';
import { localeOf } from '../../src/words/language.ts';
import { decodePng, type Pixels } from '../decodePng.ts';
import { expectLinear } from '../growth.ts';
import { projectOf } from '../prose/compileText.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { type Run, run } from '../testHost.ts';

/** How often the rasterizer was loaded, a picture painted, and the typeface read. */
const counts = vi.hoisted(() => ({ loaded: 0, painted: 0, read: 0 }));
vi.mock(import('../../src/host/rasterizer.ts'), async (original) => {
  counts.loaded++;
  const { rasterize } = await original();
  return {
    rasterize: (svg: string) => {
      counts.painted++;
      return rasterize(svg);
    },
  };
});
vi.mock(import('../../src/lettering/paintCard.ts'), async (original) => {
  const { cardPainter, ...others } = await original();
  return {
    ...others,
    cardPainter: (...fonts) => {
      const paint = cardPainter(...fonts);
      return (svg) => {
        const picture = paint(svg);
        if (picture !== null) counts.painted++;
        return picture;
      };
    },
  };
});
vi.mock(import('../../src/host/readTypeface.ts'), async (original) => {
  const { readTypeface } = await original();
  return {
    readTypeface: () => {
      counts.read++;
      return readTypeface();
    },
  };
});
beforeEach(() => {
  counts.painted = 0;
  counts.read = 0;
});

const colors = { paper: '#fbfaf6', ink: '#1c2629', soft: '#55646a', accent: '#0a5c5a' };
const typeface = readTypeface();
const faces = { bold: fontFaceOf(measureFont(typeface.bold)), regular: fontFaceOf(measureFont(typeface.regular)) };
const draw = (heading: string, dir: ShareCard['dir'] = 'ltr', footing: readonly string[] = ['Bees', 'Hive Ltd']) =>
  drawCard({ heading, footing, dir }, colors, faces);
/** As a build paints it. */
const paintedBytes = async (): Promise<(svg: string) => Buffer> => {
  const { rasterize } = await import('../../src/host/rasterizer.ts');
  const paint = paintSimply();
  return (svg) => Buffer.from(paint(svg) ?? rasterize(svg));
};
const painted = async (svg: string | null): Promise<Pixels> => decodePng((await paintedBytes())(svg ?? ''));

const faq = `title: Bees & "wasps" <b>
url: https://example.org/bees/
publisher: {name: Hive Ltd}
policy: {review: off, citations: off}
disclaimer: {text: No advice.}
questions:
  - {id: sting, question: "What helps with <script>alert('a sting')</script> & \\"pain\\"?", answer: Cold water., formerly: [bite]}
  - {id: honey, question: What is honey?, answer: Food., short: A food.}
`;

async function built(text: string, { cache = '', theme = {} as Record<string, string>, argv = [] as string[] } = {}) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), Object.keys(theme).length ? `${text}theme: {templates: theme}\n` : text);
  await mkdir(join(folder, 'theme'));
  for (const [name, contents] of Object.entries(theme)) await writeFile(join(folder, 'theme', name), contents);
  const result = await run(['build', '--format', 'json', ...argv], folder, cache ? { XDG_CACHE_HOME: cache } : {});
  return { ...result, dist: join(folder, 'dist') };
}

const faultsOf = ({ stdout }: Run): string[] =>
  JSON.parse(stdout)
    .diagnostics.filter(({ severity }: { severity: string }) => severity === 'error')
    .map(({ code, message }: Record<string, string>) => `${code} ${message}`);

async function picturesIn(dist: string): Promise<Map<string, Buffer>> {
  const names = (await readdir(join(dist, 'assets'))).filter((name) => name.endsWith('.png')).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(dist, 'assets', name))] as const)),
  );
}

const template = (name: string): Promise<string> =>
  readFile(join(import.meta.dirname, '../..', 'templates', name), 'utf8');

/** What stands in the `<meta>` of a page, by its name. */
function metaOf(html: string): Record<string, string> {
  const decoded = (text: string): string =>
    text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&amp;', '&');
  const all = html.matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">/g);
  return Object.fromEntries([...all].map(([, name, content]) => [name, decoded(content ?? '')]));
}

// This test stands first: nothing has loaded the rasterizer yet.
test('without an address nothing is drawn, and neither rasterizer nor typeface is loaded', async () => {
  const { exitCode, dist } = await built(faq.replace(/^url:.*\n/m, ''));
  expect(exitCode).toBe(0);
  expect(counts).toEqual({ loaded: 0, painted: 0, read: 0 });
  expect((await picturesIn(dist)).size).toBe(0);
  for (const page of ['index.html', 'sting.html', '404.html'])
    expect(await readFile(join(dist, page), 'utf8')).not.toMatch(/og:|twitter:/);
});

test('the rasterizer stands behind one door, which only opens where a picture is painted', async () => {
  const src = join(import.meta.dirname, '../..', 'src');
  const files = (await readdir(src, { recursive: true })).filter((path) => path.endsWith('.ts'));
  const importing = async (what: RegExp) => {
    const texts = await Promise.all(
      files.map(async (path) => [path, await readFile(join(src, path), 'utf8')] as const),
    );
    return texts.filter(([, text]) => what.test(text)).map(([path]) => path);
  };
  expect(await importing(/(?:from|import\() ?'@resvg\/resvg-wasm/)).toEqual(['host/rasterizer.ts']);
  expect(await importing(/rasterizer\.ts'/)).toEqual(['host/paintingSurroundings.ts']);
  expect(await importing(/from '[^']*rasterizer\.ts'/)).toEqual([]);
});

describe('the pages of a site with an address', () => {
  test('say what a shared link shows, and lead to its picture', async () => {
    const { dist } = await built(faq);
    const pictures = await picturesIn(dist);
    expect([...pictures.keys()].map((name) => name.replace(/\.\w+\.png$/, ''))).toEqual([
      'share-honey',
      'share-sting',
      'share',
    ]);
    const pathOf = (stem: string) => [...pictures.keys()].find((name) => name.startsWith(`${stem}.`));
    const common = {
      'og:site_name': 'Bees & "wasps" <b>',
      'og:locale': 'en_US',
      'twitter:card': 'summary_large_image',
    };
    const size = { 'og:image:width': '1200', 'og:image:height': '630' };
    const question = `What helps with <script>alert('a sting')</script> & "pain"?`;
    expect(metaOf(await readFile(join(dist, 'sting.html'), 'utf8'))).toEqual({
      ...common,
      ...size,
      'og:type': 'article',
      'og:title': question,
      'og:url': 'https://example.org/bees/sting.html',
      'og:image': `https://example.org/bees/assets/${pathOf('share-sting')}`,
      'og:image:alt': `${question} – Bees & "wasps" <b> – Hive Ltd`,
    });
    expect(metaOf(await readFile(join(dist, 'honey.html'), 'utf8'))).toMatchObject({ 'og:description': 'A food.' });
    expect(metaOf(await readFile(join(dist, 'index.html'), 'utf8'))).toEqual({
      ...common,
      ...size,
      'og:type': 'website',
      'og:title': 'Bees & "wasps" <b>',
      'og:url': 'https://example.org/bees/',
      'og:image': `https://example.org/bees/assets/${pathOf('share')}`,
      'og:image:alt': 'Bees & "wasps" <b> – Hive Ltd',
    });
    for (const page of ['404.html', 'bite.html'])
      expect(metaOf(await readFile(join(dist, page), 'utf8')), page).toEqual({});
    for (const [name, bytes] of pictures) {
      const pixels = decodePng(bytes);
      expect([pixels.width, pixels.height], name).toEqual([1200, 630]);
      expect(inkOf(pixels).count, name).toBeGreaterThan(10_000);
    }
  });

  test('show the front page’s picture where the typeface lacks a character of their own', async () => {
    const { dist } = await built(faq.replace('What is honey?', '什么是蜂蜜?'));
    const meta = metaOf(await readFile(join(dist, 'honey.html'), 'utf8'));
    expect(meta['og:title']).toBe('什么是蜂蜜?');
    expect(meta['og:image']).toMatch(/assets\/share\.\w+\.png$/);
    expect(meta['og:image:alt']).toBe('Bees & "wasps" <b> – Hive Ltd');
  });

  test('show none where the typeface lacks a character of the title', async () => {
    const { dist } = await built(faq.replace(/title: .*/, 'title: 蜂蜜'));
    expect((await picturesIn(dist)).size).toBe(0);
    const meta = metaOf(await readFile(join(dist, 'honey.html'), 'utf8'));
    expect(Object.keys(meta).filter((name) => name.startsWith('og:image'))).toEqual([]);
    expect(meta['twitter:card']).toBe('summary');
  });

  test(`share one picture where there are more than ${mostCards}`, () => {
    const many = (count: number) => {
      const questions = Array.from(
        { length: count },
        (_, n) => `  - {id: q${n}, question: "Is ${n}?", answer: Yes.}\n`,
      );
      const project = projectOf(`${faq.replace(/questions:[\s\S]*/, '')}questions:\n${questions.join('')}`);
      const options = { asOf: '2026-11-23', url: null, preview: false };
      return compile({ ...project, typeface: () => typeface }, options);
    };
    expect(many(mostCards).drawings).toHaveLength(mostCards + 1);
    const { drawings, files } = many(mostCards + 1);
    expect(drawings).toHaveLength(1);
    const page = String(files.find(({ path }) => path === 'q7.html')?.contents);
    expect(metaOf(page)['og:image']).toBe(`https://example.org/bees/${drawings[0]?.path}`);
  });

  test.each([
    ['en', 'en_US'],
    ['en-GB', 'en_GB'],
    ['ar', 'ar_EG'],
    ['zh-Hant', 'zh_TW'],
    ['tlh', null],
  ])('in the language %s have the locale %s', (language, locale) => {
    expect(localeOf(language)).toBe(locale);
  });
});

describe('a theme', () => {
  test('may drop the partial, or change it', async () => {
    const without = await built(faq, { theme: { 'open-graph.hbs': '{{!-- Nothing. --}}\n' } });
    expect(without.exitCode).toBe(0);
    expect(await readFile(join(without.dist, 'index.html'), 'utf8')).not.toContain('og:');
    const partial = (await template('open-graph.hbs')).replace('{{openGraph.title}}', '{{title}}');
    const other = await built(faq, { theme: { 'open-graph.hbs': partial } });
    expect(other.exitCode).toBe(0);
    expect(metaOf(await readFile(join(other.dist, 'honey.html'), 'utf8'))['og:title']).toBe('Bees & "wasps" <b>');
  });

  test.each([
    ['another site', 'https://example.com/x.png', 'https://example.com/x.png'],
    ['no file of the site', 'https://example.org/bees/assets/x.png', 'assets/x.png'],
    ['a path of the host', '/x.png', '/x.png'],
  ])('that leads to %s does not build', async (_, address, said) => {
    const partial = (await template('open-graph.hbs')).replace('{{openGraph.image.href}}', address);
    const result = await built(faq, { theme: { 'open-graph.hbs': partial } });
    expect(result.exitCode).toBe(1);
    expect(faultsOf(result)[0]).toMatch(`links to \`${said}\`, which is not in the site`);
  });

  test('that does not show what the picture says does not build', async () => {
    const masthead = (await template('masthead.hbs')).replaceAll('{{publisher.name}}', '');
    const footer = (await template('footer.hbs')).replaceAll('{{publisher.name}}', '');
    const theme = { 'masthead.hbs': masthead, 'footer.hbs': footer };
    const result = await built(faq, { theme });
    expect(faultsOf(result)).toEqual([expect.stringMatching(/does not show “Hive Ltd”, which its share image says/)]);
    expect((await built(faq, { theme: { ...theme, 'open-graph.hbs': '' } })).exitCode).toBe(0);
  });

  test('decides paper, ink and accent', async () => {
    const style = (await template('style.css'))
      .replace('--paper: light-dark(#fbfaf6', '--paper: light-dark(#fff0f0')
      .replace('--accent-light: #0a5c5a', '--accent-light: #123456');
    const { dist } = await built(faq, { theme: { 'style.css': style } });
    const pixels = decodePng([...(await picturesIn(dist)).values()][0] ?? Buffer.of());
    expect([pixels.at(5, 5), pixels.at(600, 72)]).toEqual(['#fff0f0', '#123456']);
  });

  test('is no stylesheet with our names: the built-in colours stand', async () => {
    const { dist } = await built(faq, { theme: { 'style.css': 'body { margin: 0 }\n' } });
    const pixels = decodePng([...(await picturesIn(dist)).values()][0] ?? Buffer.of());
    expect([pixels.at(5, 5), pixels.at(600, 72)]).toEqual([colors.paper, colors.accent]);
  });
});

describe('a card', () => {
  test('is this SVG', () => {
    expect(
      draw('Is it <safe> & "sound"?'),
    ).toBe(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" font-family="Amiri">
<rect width="1200" height="630" fill="#fbfaf6"/>
<rect x="84" y="68" width="1032" height="9" fill="#0a5c5a"/>
<rect x="84" y="82" width="1032" height="2" fill="#0a5c5a"/>
<text x="84" y="302" text-anchor="start" font-size="100" font-weight="700" fill="#1c2629">\u2066Is it &lt;safe&gt; &amp; "sound"?\u2069</text>
<text x="84" y="520" text-anchor="start" font-size="36" font-weight="400" fill="#0a5c5a">\u2066Bees\u2069</text>
<text x="84" y="568" text-anchor="start" font-size="36" font-weight="400" fill="#55646a">\u2066Hive Ltd\u2069</text>
</svg>
`);
  });

  const linesOf = (svg: string | null): string[] =>
    [...(svg ?? '').matchAll(/font-weight="700"[^>]*>[\u2066\u2067](.*)\u2069</g)].map(([, line]) => line ?? '');
  const long = `May I drink ${'a cup of strong coffee on the morning before '.repeat(8)}the session?`;

  test('sets a long question in smaller type, on lines of one length', () => {
    const lines = linesOf(draw('May I drink a cup of coffee on the morning before the first session of a course?'));
    expect(lines.join(' ')).toBe('May I drink a cup of coffee on the morning before the first session of a course?');
    const widths = lines.map((line) => faces.bold.widthOf(line));
    expect(Math.min(...widths) / Math.max(...widths)).toBeGreaterThan(0.7);
  });

  test('ends a question that is too long for five lines with an ellipsis, behind a whole word', () => {
    const lines = linesOf(draw(long));
    expect(lines).toHaveLength(5);
    const shown = lines.join(' ');
    expect(shown.at(-1)).toBe('…');
    expect(long.startsWith(`${shown.slice(0, -1)} `)).toBe(true);
    expect(draw('Why?', 'ltr', [long])).toContain('…\u2069');
  });

  test('keeps together what a no-break space joins', () => {
    const lines = linesOf(
      draw('Is a dose of the usual kind more than 95\u00a0mg a\u00a0day for most of the people here?'),
    );
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((line) => /95\u00a0mg/.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /a\u00a0day/.test(line))).toHaveLength(1);
  });

  test.each(['什么?', 'Что это?', 'Honey 🍯?', 'Donaudampfschiff'.repeat(9), '≥ 3?'])('%s makes none', (text) => {
    expect(draw(text)).toBe(null);
    expect(draw('Why?', 'ltr', [text])).toBe(null);
  });

  test.each<[string, ShareCard['dir']]>([
    ['What does it cost?', 'ltr'],
    ['WWWWWWWWW MMMMMMMMM WWWWWWWW MMMMMMMM WWWWWW MMMMMMMM', 'ltr'],
    ['Was kostet eine Prüfung für Fahrräder in größeren Städten, und wie lange gilt sie?', 'ltr'],
    ['Où trouver de l’aide – et à qui « parler » ?', 'ltr'],
    ['¿Cuánto dura el efecto de 5 mg/kg en niños pequeños?', 'ltr'],
    ['Is it sa\u00adfe, e\u0301te\u0301?', 'ltr'],
    [long, 'ltr'],
    ['كم عدد الجلسات (6) في الدورة العلاجية؟', 'rtl'],
    [
      'هل يمكنني أن أشرب فنجانًا من القهوة في صباح اليوم الذي يسبق الجلسة الأولى من دورة العلاج بجرعة 5 mg، ولكم من الوقت؟',
      'rtl',
    ],
    ['مستشفى المدينة المنورة للأطفال والنساء ومركز المعلومات والاستشارات الطبية في المملكة؟'.repeat(3), 'rtl'],
    ['چه می‌خواهید بدانید؟', 'rtl'],
  ])('%j stands between the margins, below the rule and above the footing', async (text, dir) => {
    const svg = draw(text, dir);
    const pixels = await painted(svg);
    const heading = inkOf(pixels, 86, 476);
    expect(heading.count).toBeGreaterThan(5_000);
    expect(heading.left).toBeGreaterThan(70);
    expect(heading.right).toBeLessThan(1130);
    expect(heading.top).toBeGreaterThan(94);
    expect(heading.bottom).toBeLessThan(474);
    expect(inkOf(pixels, 476, 490).count).toBe(0);
    const footing = inkOf(pixels, 490, 600);
    if (dir === 'ltr') expect([heading.left < 100, footing.left < 100]).toEqual([true, true]);
    else expect([heading.right > 1100, footing.right > 1100, footing.left > 900]).toEqual([true, true, true]);
  });

  test.each(['and what if this goes on for ever ', 'andwhatifthisgoesonforever', 'ا ', '\u200b '])(
    'is drawn of a long text of %j in a time that grows as it does',
    (part) => {
      for (const dir of ['ltr', 'rtl'] as const)
        expectLinear((count) => draw(part.repeat(count), dir, [part.repeat(count)]), 50_000);
    },
  );

  test('can be painted, whatever it is drawn of', async () => {
    const paint = await paintedBytes();
    const letters = ['a', 'W', ' ', '\t', '\u00a0', '\u0301', '\u00ad', '\u200d', 'ل', 'ا', '\u064b', '5'];
    const signs = ['<', '&', "'", '"', ']]>', '\u0001', '\u2068', '\u2069', '\ufff0', '\ud800', '{{', '%'];
    const texts = fc
      .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...letters) }, fc.constantFrom(...signs)), {
        maxLength: 60,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.constantFrom('ltr' as const, 'rtl' as const), (text, dir) => {
        const svg = draw(text, dir, [text]);
        if (svg !== null) expect(paint(svg).readUInt32BE(16)).toBe(1200);
      }),
      { numRuns: 60 },
    );
  });

  test('reads from right to left: the question mark stands on the left', async () => {
    const ends = async (text: string, mark: string) => {
      const [whole, without] = [await painted(draw(`${text}${mark}`, 'rtl')), await painted(draw(text, 'rtl'))];
      return [inkOf(whole, 86, 476), inkOf(without, 86, 476)] as const;
    };
    for (const mark of ['؟', '?', ' (6)', ' mg']) {
      const [whole, without] = await ends('كم عدد الجلسات', mark);
      expect(whole.left, mark).toBeLessThan(without.left - 20);
      expect(Math.abs(whole.right - without.right), mark).toBeLessThan(4);
    }
  });

  test('shows no box for what is not seen', async () => {
    const shown = inkOf(await painted(draw('Is it safe?')), 86, 476);
    expect(inkOf(await painted(draw('Is it sa\u00adfe?')), 86, 476)).toEqual(shown);
    expect(inkOf(await painted(draw('Is it \u2068safe\u2069?')), 86, 476)).toEqual(shown);
  });
});

describe('painting in threads', () => {
  const rasterizer = join(import.meta.dirname, '../..', 'lib/host/rasterizer.mjs');
  const svgs = ['One?', 'Two?', 'Three?', 'Four?', 'Five?'].map((text) => draw(text) ?? '');

  test('gives the bytes of painting here, each in its place', async () => {
    const { rasterize } = await import('../../src/host/rasterizer.ts');
    const painted = await paintInThreads(svgs, rasterizer, 5);
    expect(painted?.map((png) => Buffer.from(png))).toEqual(svgs.map((svg) => Buffer.from(rasterize(svg))));
  });

  test('is left alone where it would not be quicker, or cannot be', async () => {
    expect(await paintInThreads(svgs, rasterizer)).toBe(null);
    expect(await paintInThreads(svgs, `${rasterizer}.absent`, 1)).toBe(null);
    expect(await paintInThreads([...svgs, 'no picture'], rasterizer, 1)).toBe(null);
  });
});

describe('what was painted', () => {
  const entriesOf = async (cache: string) => {
    const names = (await readdir(join(cache, 'faqgen'))).sort();
    return Promise.all(names.map(async (name) => [name, await readFile(join(cache, 'faqgen', name))] as const));
  };

  test('is kept: absent, found or spoilt, it gives the same bytes', async () => {
    const cache = await temporaryFolder();
    const first = await picturesIn((await built(faq, { cache })).dist);
    expect(counts.painted).toBe(3);
    const entries = await entriesOf(cache);
    expect(entries).toHaveLength(3);

    expect(await picturesIn((await built(faq, { cache })).dist)).toEqual(first);
    expect(counts.painted).toBe(3);

    const spoil: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => Buffer.from(bytes.map((byte, at) => (at === bytes.length - 20 ? byte ^ 1 : byte))),
      (bytes) => bytes.subarray(0, 200),
      () => Buffer.of(),
    ];
    for (const [index, [name, bytes]] of entries.entries())
      await writeFile(join(cache, 'faqgen', name), spoil[index]?.(bytes) ?? '');
    expect(await picturesIn((await built(faq, { cache })).dist)).toEqual(first);
    expect(counts.painted).toBe(6);
    expect(await entriesOf(cache)).toEqual(entries);
  });

  test('counts under its own name alone', async () => {
    const cache = await temporaryFolder();
    const first = await picturesIn((await built(faq, { cache })).dist);
    const [[one], [, other]] = (await entriesOf(cache)) as [[string, Buffer], [string, Buffer]];
    await writeFile(join(cache, 'faqgen', one), other);
    expect(await picturesIn((await built(faq, { cache })).dist)).toEqual(first);
    expect(counts.painted).toBe(4);
  });

  test('need not be kept', async () => {
    const cache = await temporaryFolder();
    await writeFile(join(cache, 'faqgen'), 'a file where the folder should be');
    const { exitCode, stderr, dist } = await built(faq, { cache });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect((await picturesIn(dist)).size).toBe(3);
  });

  test('goes where it is too much and of no use', async () => {
    const folder = await temporaryFolder();
    const cache = openPictureCache(folder);
    for (const key of ['aa', 'bb', 'cc']) await cache.put(key, Buffer.alloc(1000, key));
    await writeFile(join(folder, 'dd.picture.0a.new'), 'left by a killed build');
    await writeFile(join(folder, 'notes.txt'), 'not ours');
    await cache.trim(new Set(['bb']), 10_000);
    expect(await readdir(folder)).toHaveLength(5);
    await cache.trim(new Set(['bb']), 2_000);
    expect((await readdir(folder)).sort()).toEqual(['bb.picture', 'notes.txt']);
    expect(await cache.get('bb')).toEqual(Buffer.alloc(1000, 'bb'));
    expect(await cache.get('aa')).toBe(null);
  });

  test('is kept below node_modules, or where the system keeps such things, and never in dist', async () => {
    const root = await temporaryFolder();
    expect(cacheFolder(root, { XDG_CACHE_HOME: '/var/c' })).toBe('/var/c/faqgen');
    expect(cacheFolder(root, { XDG_CACHE_HOME: 'relative', HOME: '/nobody' })).toMatch(/^\/.*\/faqgen$/);
    await mkdir(join(root, 'node_modules'));
    expect(cacheFolder(root, { XDG_CACHE_HOME: '/var/c' })).toBe(join(root, 'node_modules/.cache/faqgen'));
  });

  test('is remembered while watch runs', async () => {
    let asked: number[] = [];
    const host = {
      env: {},
      forPainting: async () => ({
        paint: async (drawings: readonly object[]) => {
          asked.push(drawings.length);
          return drawings.map(() => Buffer.from('png'));
        },
      }),
    } as unknown as Host;
    const drawing = (key: string) => ({ key, path: `assets/${key}.png`, svg: '<svg/>' });
    const memory = new Memory();
    const paint = (...keys: string[]) => {
      memory.endRun();
      return paintDrawings(keys.map(drawing), '/project', host, memory);
    };
    expect((await paint('a', 'b')).map(({ path }) => path)).toEqual(['assets/a.png', 'assets/b.png']);
    expect(await paint('a', 'b')).toHaveLength(2);
    await paint('a', 'c');
    expect(asked).toEqual([2, 1]);
    asked = [];
    await paintDrawings([], '/project', host, memory);
    expect(asked).toEqual([]);
  });

  test('is named by what made it', async () => {
    const { devDependencies } = JSON.parse(await readFile(join(import.meta.dirname, '../..', 'package.json'), 'utf8'));
    const names = ['@resvg/resvg-wasm', '@expo-google-fonts/amiri'];
    expect(paintedWith).toBe(
      [...names.map((name) => `${name} ${devDependencies[name]}`), 'a palette', 'painter 1'].join(', '),
    );
  });

  test('is not painted by check, nor by a build that fails', async () => {
    const cache = await temporaryFolder();
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), faq);
    expect((await run(['check'], folder, { XDG_CACHE_HOME: cache })).exitCode).toBe(0);
    await writeFile(join(folder, 'faq.yaml'), faq.replace('answer: Food.', 'answer: "[x](#nowhere)"'));
    expect((await run(['build'], folder, { XDG_CACHE_HOME: cache })).exitCode).toBe(1);
    expect(counts.painted).toBe(0);
    expect(await stat(join(cache, 'faqgen')).catch(() => null)).toBe(null);
  });
});

/** All that is not paper, between two rows. */
function inkOf(pixels: Pixels, from = 0, to = pixels.height) {
  const ink = { count: 0, left: pixels.width, right: 0, top: pixels.height, bottom: 0 };
  for (let y = from; y < to; y++) {
    for (let x = 0; x < pixels.width; x++) {
      if (pixels.at(x, y) === colors.paper) continue;
      ink.count++;
      ink.left = Math.min(ink.left, x);
      ink.right = Math.max(ink.right, x);
      ink.top = Math.min(ink.top, y);
      ink.bottom = Math.max(ink.bottom, y);
    }
  }
  return ink;
}
