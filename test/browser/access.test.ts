/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeOn } from './axeOn.ts';
import { type BuiltSite, buildSites, judgedFaqs } from './builtSites.ts';
import { launchChromium } from './launchChromium.ts';

/** Every page of every FAQ, as people meet it who do not see it at its usual size, in its usual colours or with a mouse. */

let browser: Browser;
let sites: BuiltSite[] = [];
let close = async (): Promise<void> => undefined;

beforeAll(async () => {
  if (process.env['FAQGEN_WITHOUT_CHROMIUM']) return;
  browser = await launchChromium();
  ({ sites, close } = await buildSites({ ...judgedFaqs, spanish: 'examples/two-languages/faq.es.yaml' }));
});
afterAll(async () => {
  await browser?.close();
  await close();
});

const names = Object.keys(judgedFaqs);

function siteOf(name: string): BuiltSite {
  const site = sites.find((each) => each.name === name);
  if (!site) throw new Error(`no site ${name}`);
  return site;
}

async function open<T>(options: BrowserContextOptions, act: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  try {
    return await act(await context.newPage());
  } finally {
    await context.close();
  }
}

function sizeOf({ folder }: BuiltSite, path: string): number {
  return readFileSync(join(folder, path)).length;
}

/** Looks at each page of a site, and collects what is wrong with it. */
async function faultsOn(
  site: BuiltSite,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<readonly string[]>,
): Promise<string[]> {
  const faults: string[] = [];
  await open(options, async (page) => {
    for (const path of site.pages) {
      await page.goto(site.origin + path);
      for (const fault of await look(page)) faults.push(`${path}: ${fault}`);
    }
  });
  return faults;
}

const phone = { width: 320, height: 640 };
const desk = { width: 1280, height: 900 };

describe.skipIf(process.env['FAQGEN_WITHOUT_CHROMIUM'])('for everyone', () => {
  it('axe finds no violation on any page, in either scheme', { timeout: 600_000 }, async () => {
    for (const site of sites) {
      expect(site.pages.length, site.name).toBeGreaterThan(3);
      const richest = site.pages
        .toSorted((a, b) => sizeOf(site, b) - sizeOf(site, a))
        .find((path) => path !== 'index.html');
      const kinds = ['index.html', richest, '404.html', 'no/such/page'];
      const faults: string[] = [];
      await open({ bypassCSP: true }, async (page) => {
        for (const path of [...site.pages, 'no/such/page']) {
          await page.goto(site.origin + path);
          for (const [colorScheme, viewport] of [
            ['light', desk],
            ['dark', phone],
            // The other pages are made of the same parts.
            ...(kinds.includes(path)
              ? ([
                  ['light', phone],
                  ['dark', desk],
                ] as const)
              : []),
          ] as const) {
            await page.emulateMedia({ colorScheme });
            await page.setViewportSize(viewport);
            for (const fault of await axeOn(page))
              faults.push(`${path}, ${colorScheme}, ${viewport.width} px: ${fault}`);
          }
        }
      });
      expect(faults, site.name).toEqual([]);
    }
  });

  it.each(names)('nothing is hidden sideways or behind something at 400 %%: %s', async (name) => {
    const faults = await faultsOn(siteOf(name), { viewport: { width: 320, height: 256 } }, (page) =>
      page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const stuck = [...document.querySelectorAll('body *')].filter((element) =>
          ['fixed', 'sticky'].includes(getComputedStyle(element).position),
        );
        return [
          ...(scrollWidth > clientWidth ? [`${scrollWidth} px wide`] : []),
          ...stuck.map((element) => `${element.tagName}.${element.className} takes from what little room there is`),
        ];
      }),
    );
    expect(faults).toEqual([]);
  });

  it.each(names)('a target is 24 px in size, or has that much room, or stands in a sentence: %s', async (name) => {
    for (const viewport of [phone, desk])
      expect(await faultsOn(siteOf(name), { viewport }, (page) => page.evaluate(smallTargets))).toEqual([]);
  });

  it.each(names)(
    'nothing moves while a page loads and is scrolled, however late its pictures come: %s',
    async (name) => {
      const site = siteOf(name);
      const [index = '', richest = ''] = site.pages.toSorted((a, b) => sizeOf(site, b) - sizeOf(site, a));
      const moves: string[] = [];
      const look = (width: number) =>
        open({ viewport: { width, height: 800 } }, async (page) => {
          await page.addInitScript(observeShifts);
          await page.route(/\.(?:svg|png|css)$/, async (route) => {
            await new Promise((resolve) => setTimeout(resolve, 150));
            await route.continue();
          });
          for (const path of [index, richest]) {
            await page.goto(site.origin + path);
            const height = await page.evaluate(() => document.documentElement.scrollHeight);
            await page.mouse.move(width / 2, 400);
            for (let y = 0; y < height; y += 700) {
              await page.mouse.wheel(0, 700);
              await page.waitForTimeout(20);
            }
            await page.waitForLoadState('networkidle');
            for (const shift of await page.evaluate(shiftsSeen)) moves.push(`${path} at ${width} px: ${shift}`);
          }
        });
      await Promise.all([320, 768, 1280].map(look));
      expect(moves).toEqual([]);
    },
  );

  it('the observer of these tests sees what does move', async () => {
    const shifts = await open({ viewport: desk }, async (page) => {
      await page.addInitScript(observeShifts);
      await page.goto('data:text/html,<!doctype html><div id="late"></div><p>Text that is pushed down.</p>');
      await page.waitForTimeout(200);
      await page.evaluate(() => document.querySelector<HTMLElement>('#late')?.style.setProperty('height', '300px'));
      return page.evaluate(shiftsSeen);
    });
    expect(shifts).toHaveLength(1);
  });

  describe.each([
    ['own', 'index.html', phone],
    ['own', 'approval.html', desk],
    ['clinic', 'how-long.html', phone],
    ['clinic', 'index.html', desk],
    ['arabic', 'index.html', desk],
    ['everything', 'index.html', phone],
    ['everything', 'tyres.html', desk],
    ['sections', 'picking.html', desk],
    ['sections', 'kitchen.html', phone],
  ] as const)('by keyboard alone: %s, %s at %o', (name, path, viewport) => {
    it('Tab reaches all there is, in the order of the page, in sight; and Shift+Tab leads back', async () => {
      await open({ viewport }, async (page) => {
        await page.goto(siteOf(name).origin + path);
        const expected = await page.evaluate(() => {
          const all = [
            ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, summary, [tabindex="0"]'),
          ];
          const stops = all.filter((element) => element.checkVisibility() && element.tabIndex >= 0);
          for (const [index, stop] of stops.entries()) stop.dataset['stop'] = String(index);
          return stops.map(
            (stop) => stop.closest('.skip, .urgent, .rail, h2, h3, .contact, .sources, .foot')?.className,
          );
        });
        for (const part of ['skip', 'urgent', 'rail', 'contact', 'sources'])
          expect(
            expected.some((place) => place?.split(' ')[0] === part),
            part,
          ).toBe(true);
        if (path === 'index.html') {
          const headings = await page.locator('.answer > :is(h2, h3) > a[data-stop]').count();
          expect(headings).toBe(await page.locator('.answer').count());
        }
        const order = expected.map((_, index) => String(index));
        for (const [key, stops] of [
          ['Tab', order],
          ['Shift+Tab', order.toReversed()],
        ] as const) {
          const reached: string[] = [];
          const faults: string[] = [];
          while (reached.length < stops.length) {
            await page.keyboard.press(key);
            const { stop, fault } = await page.evaluate(focusNow);
            reached.push(stop ?? 'nothing');
            if (fault) faults.push(fault);
          }
          expect(reached, key).toEqual(stops);
          expect(faults, key).toEqual([]);
          // Then it is out of the page, or at its other end.
          await page.keyboard.press(key);
          expect([null, stops[0]]).toContain((await page.evaluate(focusNow)).stop);
        }
      });
    });
  });

  it('keeps what colours say where a reader sets all colours', async () => {
    await open({ forcedColors: 'active', viewport: phone }, async (page) => {
      for (const site of sites) {
        await page.goto(`${site.origin}index.html`);
        const faults = await page.evaluate(() =>
          [...document.querySelectorAll('.urgent, .button, .callout, .contact')].flatMap((element) => {
            const style = getComputedStyle(element);
            const edges = ['top', 'right', 'bottom', 'left'].map((side) =>
              style.getPropertyValue(`border-${side}-width`),
            );
            return edges.some((width) => Number.parseFloat(width) >= 1) ? [] : [`.${element.className} has no edge`];
          }),
        );
        expect(faults, site.name).toEqual([]);
      }
      await page.goto(`${siteOf('own').origin}index.html#cost`);
      const outlineOf = (selector: string) =>
        page.locator(selector).evaluate((element) => getComputedStyle(element).outline);
      await expect.poll(() => outlineOf('#cost')).toMatch(/solid/);
      await page.keyboard.press('Tab');
      expect(await outlineOf(':focus')).toMatch(/solid/);
    });
  });

  it('a link at the edge of a table shows its whole ring', async () => {
    await open({ viewport: phone }, async (page) => {
      await page.goto(`${siteOf('own').origin}approval.html`);
      const link = page.locator('.table a').first();
      // As in a cell that begins with it.
      await link.evaluate((element) => document.querySelector('td')?.prepend(element));
      await page.keyboard.press('Tab');
      await link.focus();
      expect((await page.evaluate(focusNow)).fault).toBe(null);
    });
  });

  it('moves nothing by itself, and scrolls at once where motion is unwanted', async () => {
    for (const site of sites) {
      await open({ reducedMotion: 'reduce' }, async (page) => {
        await page.goto(`${site.origin}index.html`);
        const moving = () =>
          page.evaluate(() => [
            ...document.getAnimations().map(String),
            ...[...document.querySelectorAll('*')].flatMap((element) => {
              const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
              const still =
                /^(?:0s(?:, )?)+$/.test(transitionDuration) && animationName === 'none' && scrollBehavior === 'auto';
              return still ? [] : [element.tagName];
            }),
          ]);
        expect(await moving()).toEqual([]);
        // Without the wish, pages glide to an answer, and nothing else moves.
        await page.emulateMedia({ reducedMotion: 'no-preference' });
        expect([['HTML'], ['HTML', 'NAV']]).toContainEqual(await moving());
      });
    }
  });

  // The theme of `everything` has a footer of its own making.
  it.each(names.filter((name) => name !== 'everything'))('keeps its measure on the widest screen: %s', async (name) => {
    const faults = await faultsOn(siteOf(name), { viewport: { width: 3840, height: 2160 } }, (page) =>
      page.evaluate(() => {
        const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
        const wide = [...document.querySelectorAll('p, li, dd, blockquote, table')].filter(
          (element) => element.getBoundingClientRect().width > 60 * rem,
        );
        // verify.html is no page of the layout.
        const sheet = document.querySelector('.sheet') ?? document.querySelector('main');
        const { left, right } = (sheet as Element).getBoundingClientRect();
        const answers = document.querySelector('main')?.getBoundingClientRect().width ?? 0;
        return [
          ...wide.map((element) => `${element.tagName} in ${element.parentElement?.className} is too wide to read`),
          ...(answers > 46 * rem ? [`main is ${answers} px wide`] : []),
          ...(Math.abs(left - (innerWidth - right)) > 20 ? [`stands from ${left} to ${right}`] : []),
        ];
      }),
    );
    expect(faults).toEqual([]);
  });
});

/** Keeps every layout shift of a page, those after an input included. Runs in the page. */
function observeShifts(): void {
  const shifts: string[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node: Node | null }[] };
      shifts.push(`${value}, of ${sources.map(({ node }) => node?.textContent?.trim().slice(0, 40)).join(' and ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What was observed until the next frames are painted. Runs in the page. */
function shiftsSeen(): Promise<string[]> {
  return new Promise((resolve) => {
    setTimeout(() => resolve((window as unknown as { shifts: string[] }).shifts), 100);
  });
}

/** Where the keyboard is, and what is wrong with how that is shown. Runs in the page. */
function focusNow(): { stop: string | null; fault: string | null } {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return { stop: null, fault: null };
  const stop = focused.dataset['stop'] ?? focused.outerHTML;
  const style = getComputedStyle(focused);
  const told = (fault: string) => ({ stop, fault: `${focused.outerHTML.slice(0, 90)}: ${fault}` });
  if (!focused.matches(':focus-visible')) return told('is not shown as focused');
  if (style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) < 2) return told('has no ring');
  const reach = Number.parseFloat(style.outlineOffset) + Number.parseFloat(style.outlineWidth);
  for (const box of focused.getClientRects()) {
    const ring = { left: box.left - reach, right: box.right + reach, top: box.top - reach, bottom: box.bottom + reach };
    // What is taller than the window cannot be in it as a whole.
    if (box.height > innerHeight) continue;
    if (ring.left < 0 || ring.right > innerWidth || ring.top < 0 || ring.bottom > innerHeight)
      return told(`its ring leaves the window: ${JSON.stringify(ring)}`);
    for (let above = focused.parentElement; above && above !== document.body; above = above.parentElement) {
      if (getComputedStyle(above).overflow === 'visible') continue;
      const clip = above.getBoundingClientRect();
      if (ring.left < clip.left || ring.right > clip.right || ring.top < clip.top || ring.bottom > clip.bottom)
        return told(`its ring is cut off by .${above.className}`);
    }
    for (const x of [ring.left + 1, box.left + 1, box.right - 1, ring.right - 1])
      for (const y of [ring.top + 1, box.top + 1, box.bottom - 1, ring.bottom - 1]) {
        for (let over = document.elementFromPoint(x, y); over && !over.contains(focused); over = over.parentElement) {
          if (
            over !== focused &&
            !focused.contains(over) &&
            getComputedStyle(over).position !== 'static' &&
            !over.matches('.answer > *')
          )
            return told(`.${over.className} lies over it`);
        }
      }
  }
  return { stop, fault: null };
}

/**
 * WCAG 2.2, 2.5.8: smaller targets are fine in a sentence, or where a circle of
 * 24 px around their centre meets no other target and no other such circle. Runs in the page.
 */
function smallTargets(): string[] {
  const targets = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, summary')]
    .filter((element) => element.checkVisibility())
    // A link for the keyboard alone stands above the window until it has the focus.
    .filter((element) => element.getBoundingClientRect().bottom > -scrollY)
    .map((element) => ({ element, box: element.getBoundingClientRect() }));
  const isSmall = ({ box }: { box: DOMRect }) => box.width < 24 || box.height < 24;
  const inSentence = (element: Element): boolean => {
    let block = element.parentElement;
    while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
    const copy = block?.cloneNode(true) as Element;
    for (const link of copy.querySelectorAll('a, .facts, .number')) link.remove();
    return /\p{L}/u.test(copy.textContent ?? '');
  };
  const centre = ({ box }: { box: DOMRect }) => [box.x + box.width / 2, box.y + box.height / 2] as const;
  return targets
    .filter((target) => isSmall(target) && !inSentence(target.element))
    .flatMap((target) => {
      const [x, y] = centre(target);
      const near = targets.find((other) => {
        if (other === target) return false;
        const { box } = other;
        const toBox = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
        const [otherX, otherY] = centre(other);
        return toBox < 12 || (isSmall(other) && Math.hypot(x - otherX, y - otherY) < 24);
      });
      const { width, height } = target.box;
      return near
        ? [
            `${width.toFixed(1)} × ${height.toFixed(1)}: ${target.element.outerHTML.slice(0, 90)} beside ${near.element.outerHTML.slice(0, 60)}`,
          ]
        : [];
    });
}
