/// <reference lib="dom" />
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vnu } from '../vnu.ts';
import { axeOn } from './axeOn.ts';
import { type BuiltSite, buildSites } from './builtSites.ts';
import { fewColors } from './fewColors.ts';
import { launchChromium } from './launchChromium.ts';

/** The themes of examples/themes, built as their readers get them: what the built-in theme promises, each of them keeps. */

const themes = ['hospital', 'city', 'software'] as const;
/** The question with most in it. */
const richest = { hospital: 'worried.html', city: 'online.html', software: 'restore.html' };
/** What docs/theming.md shows of each. */
const pictured = { hospital: 'worried.html', city: 'index.html', software: 'index.html' };
/** What is typed into the field, and the question in which it stands. */
const sought = {
  hospital: ['insulin', 'medicines'],
  city: ['bank', 'who-learns'],
  software: ['E17', 'locked'],
} as const;
const withoutChromium = Boolean(process.env['FAQGEN_WITHOUT_CHROMIUM']);

let browser: Browser;
let room: string;
let sites: BuiltSite[] = [];
let close = async (): Promise<void> => undefined;

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'faqgen-themes-'));
  const faqs = Object.fromEntries(themes.map((name) => [name, `examples/themes/${name}/faq.yaml`]));
  ({ sites, close } = await buildSites(faqs, ['--strict', '--publish']));
  if (!withoutChromium) browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await close();
  await rm(room, { recursive: true, force: true });
});

function siteOf(name: string): BuiltSite {
  const site = sites.find((one) => one.name === name);
  if (!site) throw new Error(`no site ${name}`);
  return site;
}

test.skipIf(Boolean(process.env['FAQGEN_WITHOUT_JAVA']))('vnu finds no error and no warning', async () => {
  const pages = sites.flatMap(({ origin, pages }) => pages.map((page) => origin + page));
  expect(pages.length).toBeGreaterThan(30);
  const folders = sites.map(({ folder }) => folder);
  const faults = [...(await vnu(...pages)), ...(await vnu('--skip-non-css', ...folders))];
  // A page for any depth names its files by the address of the site, which is not the one of this host.
  const isElsewhere = ({ url = '', message }: { url?: string; message: string }) =>
    url.endsWith('/404.html') && /violates Content Security Policy.*https:\/\/[a-z-]+\.[a-z]+\.example/.test(message);
  expect(faults.filter((fault) => !isElsewhere(fault))).toEqual([]);
});

describe.skipIf(withoutChromium).each(themes)('%s', (name) => {
  /** Opens pages, with what 404.html names by the address of the site taken from here. */
  async function visit(paths: readonly string[], look: (page: Page, path: string) => Promise<void>, bypassCSP = false) {
    const { origin, folder } = siteOf(name);
    const [, url = ''] = /^url: (\S+)$/m.exec(await readFile(join('examples/themes', name, 'faq.yaml'), 'utf8')) ?? [];
    const context = await browser.newContext({ bypassCSP, reducedMotion: 'reduce' });
    const faults: string[] = [];
    try {
      const page = await context.newPage();
      page.on('pageerror', ({ message }) => faults.push(message));
      page.on('console', (message) => {
        if (!/status of 404/.test(message.text())) faults.push(message.text());
      });
      await context.route(
        (address) => !address.href.startsWith(origin),
        (route) => {
          const address = route.request().url();
          if (!address.startsWith(url)) faults.push(`asks ${address}`);
          return route.fulfill({ path: join(folder, address.slice(url.length)) }).catch(() => route.abort());
        },
      );
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => {
          console.log(`violation: ${violatedDirective} ${blockedURI}`);
        });
      });
      for (const path of paths) {
        await page.goto(origin + path);
        await look(page, path);
      }
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  }

  test('axe finds nothing, in either scheme, on a telephone and on a desk', { timeout: 600_000 }, async () => {
    const faults: string[] = [];
    // Of each kind one: the other questions are made of the same parts.
    const kinds = ['index.html', richest[name], 'about.html', 'no/such/page'];
    const look = async (page: Page, path: string) => {
      for (const [colorScheme, width] of [
        ['light', 1280],
        ['dark', 320],
        ...(/^(?:about|no)/.test(path)
          ? []
          : ([
              ['light', 320],
              ['dark', 1280],
            ] as const)),
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        for (const fault of await axeOn(page)) faults.push(`${path}, ${colorScheme}, ${width} px: ${fault}`);
      }
    };
    await visit(kinds, look, true);
    expect(faults).toEqual([]);
  });

  test('no page breaks its policy, runs out of its window, hides behind what sticks, or has small targets', async () => {
    const faults: string[] = [];
    // 404.html names its files where the site will stand, and lets none of this host in.
    const pages = siteOf(name).pages.filter((path) => path !== '404.html');
    await visit(pages, async (page, path) => {
      for (const width of [320, 768, 1280, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        const seen = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
          const all = [...document.querySelectorAll<HTMLElement>('body *')].filter((one) => one.checkVisibility());
          const isInText = (one: HTMLElement) => one.closest('.prose :is(p, li, td, h2, h3, h4)') !== null;
          const stuck = all.filter((one) => /fixed|sticky/.test(getComputedStyle(one).position));
          return [
            ...(scrollWidth > clientWidth ? [`${scrollWidth} px wide`] : []),
            ...(clientWidth === 320 ? stuck.map(({ className }) => `.${className} sticks`) : []),
            ...all
              .filter((one) => one.matches('a[href], button, input, summary') && !isInText(one))
              .filter((one) => one.getBoundingClientRect().height < 44)
              .map((one) => `a small target: ${one.outerHTML.slice(0, 90)}`),
            ...all
              .filter((one) => one.matches('p, li, dd, table') && one.getBoundingClientRect().width > 68 * rem)
              .map((one) => `too wide to read: ${one.outerHTML.slice(0, 90)}`),
          ];
        });
        faults.push(...seen.map((fault) => `${path} at ${width} px: ${fault}`));
      }
    });
    expect(faults).toEqual([]);
  });

  test('by keyboard the focus is on each link and field in turn, and shown', async () => {
    const { origin } = siteOf(name);
    const faults: string[] = [];
    for (const width of [320, 1280]) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
      for (const path of ['index.html', richest[name]]) {
        await page.goto(origin + path);
        const count = await page.evaluate(() => {
          const stops = [...document.querySelectorAll<HTMLElement>('a[href], button, input, summary, [tabindex="0"]')];
          return stops.filter((one) => one.checkVisibility() && one.tabIndex >= 0).length;
        });
        const reached = new Set<string>();
        for (let press = 0; press < count; press++) {
          await page.keyboard.press('Tab');
          const { markup, fault } = await page.evaluate(() => {
            const focused = document.activeElement as HTMLElement;
            const { outlineStyle, outlineWidth } = getComputedStyle(focused);
            const box = focused.getBoundingClientRect();
            const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
            const hasRing = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
            const place = [...document.querySelectorAll('*')].indexOf(focused);
            return {
              markup: `${place} ${focused.outerHTML.slice(0, 80)}`,
              fault: !focused.matches(':focus-visible') || !hasRing ? 'no ring' : isSeen ? null : 'out of sight',
            };
          });
          reached.add(markup);
          if (fault !== null) faults.push(`${path} at ${width} px: ${fault}: ${markup}`);
        }
        expect(reached.size, `${path} at ${width} px`).toBe(count);
      }
      await page.close();
    }
    expect(faults).toEqual([]);
  });

  test('the field finds a question, and leads to its answer in sight', async () => {
    const { origin } = siteOf(name);
    const [word, id] = sought[name];
    for (const width of [320, 1280]) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
      await page.goto(`${origin}index.html`);
      await page.getByRole('searchbox').pressSequentially(word);
      await expect.poll(() => page.locator('.jump li:visible').count()).toBe(1);
      await page.keyboard.press('Enter');
      await expect.poll(() => new URL(page.url()).hash).toBe(`#${id}`);
      expect(await page.locator(`#${id} .prose`).isVisible()).toBe(true);
      await page.close();
    }
  });

  test('nothing moves while the page comes, however late style, script and font are', async () => {
    const { origin } = siteOf(name);
    for (const width of [320, 1280]) {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      await page.addInitScript(() => {
        Object.assign(globalThis, { moved: 0 });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            Object.assign(globalThis, {
              moved: (globalThis as unknown as { moved: number }).moved + (entry as unknown as { value: number }).value,
            });
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.route(/\.(?:woff2|js|svg)$/, async (route) => {
        await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
        await route.continue();
      });
      await page.goto(`${origin}index.html`);
      await page.getByRole('searchbox').waitFor();
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
      // A line that breaks elsewhere is all that may be left: below 0.1 is good (web.dev/cls).
      expect(await page.evaluate(() => (globalThis as unknown as { moved: number }).moved), `${width}`).toBeLessThan(
        0.02,
      );
      await page.close();
    }
  });

  test('paper has every answer, its address, and no more sheets than it needs', async () => {
    const { origin } = siteOf(name);
    const page = await browser.newPage({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
    await page.goto(`${origin}index.html`);
    const file = join(room, `${name}.pdf`);
    await page.pdf({ path: file, preferCSSPageSize: true });
    const { stdout } = await promisify(execFile)('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-']);
    const bare = (text: string) => text.replaceAll(/[\s\d[\]]+/g, '');
    const printed = bare(stdout);
    const answers = await page.evaluate(() =>
      [...document.querySelectorAll('.answer')].flatMap((answer) =>
        [...answer.querySelectorAll('h2, h3, .short, .prose :is(p, td, pre)')].map(
          ({ textContent }) => textContent ?? '',
        ),
      ),
    );
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter((text) => !printed.includes(bare(text)))).toEqual([]);
    expect(stdout).toMatch(/https:\/\/[a-z-]+\.[a-z]+\.example\//);
    // No ground is printed: what is light on it on a screen would be light on white.
    await page.emulateMedia({ media: 'print' });
    const faint = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('body *')]
        .filter((one) => one.checkVisibility())
        .filter((one) => [...one.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim()))
        .filter((one) => {
          const [red = 0, green = 0, blue = 0] =
            getComputedStyle(one)
              .color.match(/[\d.]+/g)
              ?.map(Number) ?? [];
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 128;
        })
        .map(({ outerHTML }) => outerHTML.slice(0, 80)),
    );
    expect(faint).toEqual([]);
    // A form feed ends each.
    expect(stdout.trimEnd().split('\f').length).toBeLessThanOrEqual(6);
    await page.close();
  });

  test('what colours say is said where a reader sets all colours', async () => {
    const page = await browser.newPage({ forcedColors: 'active' });
    await page.goto(`${siteOf(name).origin}index.html`);
    const bare = await page.evaluate(() =>
      [...document.querySelectorAll('.callout, .contact, body > aside')]
        .filter((one) => one.checkVisibility())
        .filter((one) => Number.parseFloat(getComputedStyle(one).borderTopWidth) < 1)
        .map(({ className }) => className),
    );
    expect(bare).toEqual([]);
    await page.close();
  });

  test('docs/ shows it in a picture (UPDATE_PICTURES=1 takes it)', async () => {
    const file = `docs/theme-${name}.png`;
    if (process.env['UPDATE_PICTURES']) {
      const colorScheme = name === 'software' ? 'dark' : 'light';
      const page = await browser.newPage({
        viewport: { width: 1280, height: name === 'city' ? 1040 : 860 },
        colorScheme,
        reducedMotion: 'reduce',
      });
      await page.goto(siteOf(name).origin + pictured[name]);
      await page.evaluate(() => document.fonts.ready);
      await writeFile(file, fewColors(await page.screenshot()));
      await page.close();
    }
    const picture = await readFile(file);
    expect(picture.length).toBeLessThanOrEqual(60_000);
    expect(await readFile('docs/theming.md', 'utf8')).toContain(`](theme-${name}.png)`);
  });
});
