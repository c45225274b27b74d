/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltSite, buildSites } from './builtSites.ts';
import { launchChromium } from './launchChromium.ts';

/** Pages in Chinese and Japanese: how they look, and what their field finds without spaces between words. */

let browser: Browser;
let sites: BuiltSite[] = [];
let close = async (): Promise<void> => undefined;

beforeAll(async () => {
  if (process.env['FAQGEN_WITHOUT_CHROMIUM']) return;
  browser = await launchChromium();
  ({ sites, close } = await buildSites({
    chinese: 'test/cases/valid/chinese/faq.yaml',
    japanese: 'test/cases/valid/japanese/faq.yaml',
  }));
});
afterAll(async () => {
  await browser?.close();
  await close();
});

async function visit<T>(name: string, act: (page: Page) => Promise<T>, width = 1280): Promise<T> {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  try {
    await page.goto(`${sites.find((site) => site.name === name)?.origin}index.html`);
    return await act(page);
  } finally {
    await context.close();
  }
}

describe.skipIf(process.env['FAQGEN_WITHOUT_CHROMIUM'])('a page in Chinese or Japanese', () => {
  it.each([
    ['chinese', '药', 2],
    ['chinese', '预约 门诊', 1],
    ['chinese', '预约过敏门诊', 1],
    ['chinese', '10 mg', 1],
    ['japanese', '薬', 2],
    ['japanese', '薬の用量', 1],
    ['japanese', 'せちりじん', 1],
    ['japanese', '10ミリグラム', 1],
  ] as const)('in %s finds %s in %i answers, and shows where', async (name, query, count) => {
    const { found, marks } = await visit(name, async (page) => {
      await page.fill('#_find', query);
      await page.waitForFunction(() => document.querySelector('.find [role=status]')?.textContent !== '');
      const found = await page.locator('.jump li:not([hidden])').count();
      return { found, marks: await page.locator('.jump li:not([hidden]) mark').count() };
    });
    expect(found).toBe(count);
    // A number and its unit are two words to the browser, and one to the search.
    if (!/^\d/.test(query)) expect(marks).toBeGreaterThan(0);
  });

  it.each([
    ['chinese', 'under'],
    ['japanese', 'over'],
  ])('in %s stresses words by dots %s them, and slants none', async (name, place) => {
    const style = await visit(name, (page) =>
      page.evaluate(() => {
        const { fontStyle, textEmphasisStyle, textEmphasisPosition } = getComputedStyle(
          document.querySelector('em') as Element,
        );
        return { fontStyle, textEmphasisStyle, textEmphasisPosition };
      }),
    );
    expect(style.fontStyle).toBe('normal');
    expect(style.textEmphasisStyle).toContain('dot');
    expect(style.textEmphasisPosition).toContain(place);
  });

  it.each(['chinese', 'japanese'])('in %s fits a telephone, with letters of twice the size', async (name) => {
    const width = await visit(
      name,
      (page) =>
        page.evaluate(() => {
          document.documentElement.style.fontSize = '200%';
          return document.documentElement.scrollWidth;
        }),
      320,
    );
    expect(width).toBeLessThanOrEqual(320);
  });
});
