/// <reference lib="dom" />
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../testHost.ts';
import { packWoff2 } from '../theme/packFont.ts';
import { launchChromium } from './launchChromium.ts';
import { type Host, host } from './staticHost.ts';

/** A publisher's own look in a browser: fonts come, the policy is kept, nothing moves, nobody else is asked. */

const typefaces = join(import.meta.dirname, '../../node_modules/@expo-google-fonts/amiri');

const faq = `title: Stings and bites
description: What helps, and what it costs.
publisher: {name: Bee Society, logo: light.svg, logoDark: dark.svg}
policy: {citations: off}
urgent: {text: "Stung in the mouth? Call [112](tel:112)."}
questions:
  - {id: sting, question: What helps against a sting?, answer: "Cold water eases the pain, and **ice** the swelling. Wait for two days before you see somebody about it."}
  - {id: hive, question: Who removes a hive?, answer: "A beekeeper, for nothing. [Ask first](#sting)."}
disclaimer: {text: This is no advice.}
site:
  home: {label: Society, url: https://example.org/}
  pages: [about.md]
  nav: [{label: Questions, url: ./}, {label: About, url: "#about"}]
  footer: [{label: Privacy, url: /privacy}]
theme:
  style: brand.css
  fonts:
    - {family: Brand, file: brand.woff2, for: all}
    - {family: Brand, file: brand-bold.woff2, weight: 700}
`;

describe.skipIf(Boolean(process.env['FAQGEN_WITHOUT_CHROMIUM']))('a look of one’s own', () => {
  let browser: Browser;
  let site: Host;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faqgen-theming-'));
    const svg = (fill: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="20" fill="${fill}"/></svg>`;
    await mkdir(join(folder, 'pictures'));
    await writeFile(join(folder, 'faq.yaml'), faq);
    await writeFile(join(folder, 'about.md'), '# About us\n\nWe keep bees.\n');
    await writeFile(join(folder, 'light.svg'), svg('#123'));
    await writeFile(join(folder, 'dark.svg'), svg('#def'));
    await writeFile(join(folder, 'pictures/dot.svg'), svg('#9ab'));
    await writeFile(
      join(folder, 'brand.css'),
      `.footer { background: url(pictures/dot.svg) }
:root { --header: #123047; --header-ink: #fff }
h2 { font-weight: 700 }
@media screen { .short { color: rgb(1, 2, 3) } }
.sheet { max-inline-size: 50rem }
`,
    );
    const font = async (path: string) => packWoff2(await readFile(join(typefaces, path)));
    await writeFile(join(folder, 'brand.woff2'), await font('400Regular/Amiri_400Regular.ttf'));
    await writeFile(join(folder, 'brand-bold.woff2'), await font('700Bold/Amiri_700Bold.ttf'));
    const { exitCode, stderr } = await run(['build', '-q'], folder);
    expect(exitCode, stderr).toBe(0);
    [browser, site] = await Promise.all([launchChromium(), host(join(folder, 'dist'))]);
  });

  afterAll(async () => {
    await browser?.close();
    site?.server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const states = (['index.html', 'sting.html', 'about.html', '404.html'] as const).flatMap((page) =>
    [320, 1280].flatMap((width) => (['light', 'dark'] as const).map((scheme) => [page, width, scheme] as const)),
  );

  test.each(states)('%s at %s pixels, %s', async (path, width, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(site.origin)) foreign.push(request.url());
    });
    await page.addInitScript(() => {
      const seen = { moved: 0, refused: [] as string[] };
      Object.assign(globalThis, { seen });
      document.addEventListener('securitypolicyviolation', ({ blockedURI }) => seen.refused.push(blockedURI));
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.moved += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    // The font comes when the page has long been read in its stand-in.
    await page.route('**/*.woff2', async (route) => {
      await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
      await route.continue();
    });
    await page.goto(site.origin + path, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(
      () => [...document.fonts].filter(({ family, status }) => family === 'Brand' && status === 'loaded').length === 2,
    );
    expect(
      await page.evaluate(() => document.fonts.check('16px Brand') && document.fonts.check('700 16px Brand')),
    ).toBe(true);
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    const found = await page.evaluate(() => {
      const style = (selector: string) => getComputedStyle(document.querySelector(selector) as Element);
      return {
        ...(globalThis as unknown as { seen: { moved: number; refused: string[] } }).seen,
        family: style('body').fontFamily,
        title: style('.title').fontFamily,
        loaded: [...document.fonts].filter(({ family, status }) => family === 'Brand' && status === 'loaded').length,
        wide: style('.sheet').maxWidth,
        overflows: document.documentElement.scrollWidth > innerWidth,
        logo: document.querySelector<HTMLImageElement>('.publisher img')?.currentSrc.replace(/.*\/(\w+)\..*/, '$1'),
      };
    });
    expect(found).toMatchObject({ refused: [], loaded: 2, wide: '800px', overflows: false });
    // A page for any depth knows no address of it without `url`.
    expect(found.logo).toBe(path === '404.html' ? undefined : colorScheme);
    expect(found.family).toMatch(/^"?Brand"?, "Brand fallback"/);
    expect(found.title).toMatch(/^"?Brand"?, "Brand fallback"/);
    // A line that breaks elsewhere is all that is left to move: below 0.1 is good (web.dev/cls).
    expect(found.moved).toBeLessThan(0.02);
    expect(foreign).toEqual([]);
    const linksOf = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.bar .back a, .menu a, .footer nav a')]
          .filter((link) => link.checkVisibility())
          .map(({ innerText }) => innerText),
      );
    expect(await linksOf()).toEqual(['Society', 'Questions', 'About', 'Privacy']);
    const current = await page.evaluate(() => document.querySelector('.menu [aria-current]')?.textContent);
    expect(current).toBe({ 'index.html': 'Questions', 'about.html': 'About' }[path as string]);
    await page.emulateMedia({ media: 'print' });
    expect(await linksOf()).toEqual([]);
    await context.close();
  });

  test('has a foot of three parts, in line with the page above it, one below the other on a telephone', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${site.origin}index.html`);
    const places = () =>
      page.evaluate(() =>
        ['.masthead h1', '.answer .prose', '.footer .publisher', '.footer h2', '.footer nav'].map((selector) => {
          const { left, top } = (document.querySelector(selector) as Element).getBoundingClientRect();
          return { left: Math.round(left), top: Math.round(top) };
        }),
      );
    const [title, answer, by, name, links] = await places();
    expect([by?.left, name?.left]).toEqual([title?.left, answer?.left]);
    expect(links?.left).toBeGreaterThan(name?.left as number);
    await page.setViewportSize({ width: 320, height: 800 });
    const narrow = await places();
    expect(new Set(narrow.map(({ left }) => left)).size).toBe(1);
    expect(narrow[4]?.top).toBeGreaterThan(narrow[3]?.top as number);
    await page.close();
  });
});
