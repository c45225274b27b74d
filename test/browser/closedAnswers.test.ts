/// <reference lib="dom" />
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeOn } from './axeOn.ts';
import { type BuiltSite, buildSites } from './builtSites.ts';
import { launchChromium } from './launchChromium.ts';

/** Answers that stand closed behind their questions: what opens them, and how they are met without a mouse, a script or a screen. */

const arabic = `title: اللسعات
language: ar
theme: {answers: closed}
questions:
  - {id: sting, question: "ما الذي يساعد؟", answer: "الماءُ البارد يخفّف الألم."}
  - {id: hive, question: "من يزيل الخلية؟", answer: "النحّال."}
policy: {citations: off}
`;

let browser: Browser;
/** For addresses that lead to words. */
let finder: Browser;
let room: string;
let sites: BuiltSite[] = [];
let close = async (): Promise<void> => undefined;

beforeAll(async () => {
  if (process.env['FAQGEN_WITHOUT_CHROMIUM']) return;
  [browser, finder] = await Promise.all([launchChromium(), launchChromium({ mustFind: true })]);
  room = await mkdtemp(join(tmpdir(), 'faqgen-closed-'));
  await writeFile(join(room, 'faq.yaml'), arabic);
  ({ sites, close } = await buildSites({
    closed: 'test/cases/valid/closed/faq.yaml',
    arabic: join(room, 'faq.yaml'),
  }));
});
afterAll(async () => {
  await browser?.close();
  await finder?.close();
  await close();
  if (room) await rm(room, { recursive: true, force: true });
});

async function visit<T>(
  address: string,
  act: (page: Page) => Promise<T>,
  options: BrowserContextOptions = {},
  name = 'closed',
): Promise<T> {
  const site = sites.find((one) => one.name === name);
  const context = await (address.includes('#:~:') ? finder : browser).newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => faults.push(message.text()));
  try {
    await page.goto(`${site?.origin}${address}`);
    const result = await act(page);
    expect(faults).toEqual([]);
    return result;
  } finally {
    await context.close();
  }
}

/** The ids of the answers whose words are in sight. */
function shown(page: Page): Promise<string[]> {
  return page
    .locator('.answer')
    .evaluateAll((answers) =>
      answers.filter((answer) => answer.querySelector('.prose')?.checkVisibility()).map(({ id }) => id),
    );
}

/** The ids of the answers that are told as open. */
function opened(page: Page): Promise<string[]> {
  return page.locator('.answer:has(> details[open])').evaluateAll((answers) => answers.map(({ id }) => id));
}

const all = ['length', 'price', 'puncture'];
const phone = { width: 320, height: 640 };

describe.skipIf(Boolean(process.env['FAQGEN_WITHOUT_CHROMIUM']))('closed answers', () => {
  it.each([
    [true, 320],
    [true, 1280],
    [false, 320],
    [false, 1280],
  ])(
    'are closed, and each opens and closes by its question (script: %s, %s pixels)',
    async (javaScriptEnabled, width) => {
      await visit(
        'index.html',
        async (page) => {
          expect(await shown(page)).toEqual([]);
          expect(
            await page.locator('.answer .review').evaluateAll((marks) => marks.every((one) => one.checkVisibility())),
          ).toBe(true);
          await page.locator('#price summary').click();
          expect(await shown(page)).toEqual(['price']);
          await page.locator('#price summary').focus();
          await page.keyboard.press('Enter');
          expect(await shown(page)).toEqual([]);
          expect(await page.locator('.fold button').count()).toBe(javaScriptEnabled ? 1 : 0);
        },
        { javaScriptEnabled, viewport: { width, height: 800 } },
      );
    },
  );

  it.each([
    ['#price', 'price'],
    ['#how-long', 'length'],
    // In the answer itself, as a way back from a source, and what a search engine leads to.
    ['#_c1-2', 'puncture'],
    ['#:~:text=library%20card', 'price'],
  ])('open at an address that leads to them: %s', async (fragment, id) => {
    for (const javaScriptEnabled of [true, false])
      for (const width of [320, 1280])
        await visit(
          `index.html${fragment}`,
          async (page) => {
            await expect.poll(() => shown(page)).toEqual([id]);
            const look = await page.locator(`#${id}`).evaluate((answer) => ({
              room: getComputedStyle(answer.querySelector('.foot') ?? answer).marginTop,
              chevron: getComputedStyle(answer.querySelector('summary') ?? answer, '::after').transform,
            }));
            // As below an open answer; the chevron points up: the rotation by 225 degrees begins with a negative cosine.
            expect(look.room).toBe('11.2px');
            expect(look.chevron).toMatch(/^matrix\(-0\.7/);
            if (javaScriptEnabled) expect(await opened(page)).toEqual([id]);
          },
          { javaScriptEnabled, viewport: { width, height: 800 } },
        );
  });

  it('open by a link within the page, again and again, and in sight', async () => {
    await visit('index.html', async (page) => {
      const link = page.locator('.jump a[href="#puncture"]');
      for (let times = 0; times < 2; times++) {
        await link.click();
        expect(await opened(page)).toEqual(['puncture']);
        await expect(page.locator('#puncture .prose').isVisible()).resolves.toBe(true);
        await page.locator('#puncture summary').click();
        expect(await opened(page)).toEqual([]);
      }
      await page.locator('#length summary').click();
      await page.locator('#length .prose a[href="#price"]').click();
      expect(await opened(page)).toEqual(['length', 'price']);
      await page.locator('#puncture summary').click();
      await page.locator('#puncture summary').click();
      await page.goBack();
      await expect.poll(() => opened(page)).toEqual(['length', 'price', 'puncture']);
    });
  });

  it.each([
    ['nobody waits', 'length', 'nobody'],
    ['duration', 'length', null],
    ['bicycle', 'length', null],
    ['ride', 'puncture', 'ride'],
  ])('open by what the find field finds in them: %s', async (typed, id, marked) => {
    await visit('index.html', async (page) => {
      await page.locator('#_find').focus();
      await page.locator('#_find').pressSequentially(typed);
      const found = page.locator('.jump li:visible > a');
      await expect
        .poll(() => found.evaluateAll((links) => links.map((one) => one.getAttribute('href'))))
        .toEqual([`#${id}`]);
      if (marked) expect(await page.locator('.jump mark').first().textContent()).toBe(marked);
      await page.keyboard.press('Enter');
      await expect.poll(() => opened(page)).toEqual([id]);
    });
  });

  it('does not find numbers of the page itself', async () => {
    await visit('index.html', async (page) => {
      await page.locator('#_find').fill('3');
      const status = page.locator('.find [role=status]');
      await expect.poll(() => status.textContent()).toBe('No question holds these words. All are listed.');
    });
  });

  it('open and close all at once, by a button that says which', async () => {
    await visit('index.html', async (page) => {
      const button = page.locator('.fold').getByRole('button');
      const says = (): Promise<string | null> => button.textContent();
      expect(await says()).toBe('Open all');
      await button.focus();
      await page.keyboard.press('Space');
      expect(await opened(page)).toEqual(all);
      await expect.poll(says).toBe('Close all');
      await page.locator('#price summary').click();
      await expect.poll(says).toBe('Open all');
      await page.locator('#price summary').click();
      await expect.poll(says).toBe('Close all');
      await button.click();
      expect(await opened(page)).toEqual([]);
      await expect.poll(says).toBe('Open all');
    });
    await visit(
      'index.html',
      async (page) => expect(await page.locator('.fold button').textContent()).toBe('فتح الكل'),
      {},
      'arabic',
    );
  });

  it('stand open on paper, without a script', async () => {
    for (const javaScriptEnabled of [true, false])
      await visit(
        'index.html',
        async (page) => {
          await page.emulateMedia({ media: 'print' });
          expect(await shown(page)).toEqual(all);
          expect(await page.locator('.fold').isVisible()).toBe(false);
        },
        { javaScriptEnabled },
      );
  });

  it('are headings and buttons to a screen reader, which tell whether they are open', async () => {
    await visit('index.html#price', async (page) => {
      const headings = page.locator('.answer').getByRole('heading', { level: 3 });
      expect(await headings.allTextContents()).toEqual([
        'For how long may I keep a bicycle?',
        'What does it cost?',
        'What do I do about a puncture?',
      ]);
      const session = await page.context().newCDPSession(page);
      const { nodes } = (await session.send('Accessibility.getFullAXTree')) as {
        nodes: {
          nodeId: string;
          parentId?: string;
          role?: { value: string };
          name?: { value: string };
          properties?: { name: string; value: { value: unknown } }[];
        }[];
      };
      const byId = new Map(nodes.map((node) => [node.nodeId, node]));
      const folds = nodes
        .filter(({ role }) => role?.value === 'heading')
        .flatMap((heading) => {
          for (let node = byId.get(heading.parentId ?? ''); node; node = byId.get(node.parentId ?? ''))
            if (/^DisclosureTriangle/.test(node.role?.value ?? ''))
              return [
                [
                  heading.name?.value,
                  node.name?.value,
                  node.properties?.find(({ name }) => name === 'expanded')?.value.value,
                ],
              ];
          return [];
        });
      expect(folds.map(([, name, expanded]) => [name, expanded])).toEqual([
        ['For how long may I keep a bicycle?', false],
        ['What does it cost?', true],
        ['What do I do about a puncture?', false],
      ]);
      expect(folds.every(([heading, name]) => heading === name)).toBe(true);
    });
  });

  it.each(['closed', 'arabic'])('have no violation that axe knows, closed and open: %s', async (name) => {
    for (const viewport of [phone, { width: 1280, height: 800 }])
      for (const colorScheme of ['light', 'dark'] as const)
        await visit(
          'index.html',
          async (page) => {
            expect(await axeOn(page)).toEqual([]);
            await page.locator('.fold button').click();
            expect(await axeOn(page)).toEqual([]);
          },
          { bypassCSP: true, viewport, colorScheme },
          name,
        );
  });

  it.each([
    ['closed', 'light'],
    ['arabic', 'light'],
    ['closed', 'forced'],
  ])('keep apart question, mark and link at 320 pixels: %s, %s', async (name, colors) => {
    await visit(
      'index.html',
      async (page) => {
        const faults = await page.locator('.answer').evaluateAll((answers) =>
          answers.flatMap((answer) => {
            const box = (selector: string): DOMRect | undefined =>
              answer.querySelector(selector)?.getBoundingClientRect();
            const [summary, heading, own] = [box('summary'), box('summary > :is(h2, h3)'), box('.own')];
            if (!summary || !heading || !own) return ['a part is missing'];
            const mark = getComputedStyle(answer.querySelector('summary') ?? answer, '::after');
            return [
              ...(summary.height < 24 ? [`${summary.height} px high`] : []),
              ...(own.width < 24 || own.height < 24 ? ['a small link'] : []),
              ...(own.left < heading.right && heading.left < own.right ? ['the link lies over the question'] : []),
              ...(Number.parseFloat(mark.borderBottomWidth) >= 1 && mark.borderBottomColor !== 'rgba(0, 0, 0, 0)'
                ? []
                : ['no mark']),
            ];
          }),
        );
        expect(faults).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      },
      { viewport: phone, forcedColors: colors === 'forced' ? 'active' : 'none' },
      name,
    );
  });
});
