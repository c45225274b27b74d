/// <reference lib="dom" />
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { run } from '../testHost.ts';
import { axeOn } from './axeOn.ts';
import { launchChromium } from './launchChromium.ts';
import { type Host, host } from './staticHost.ts';

/** What the field of a front page finds that lists the questions, in the index made with the site. */

const stings = `title: Stings
url: https://stings.example/
sections:
  - title: Bees
    id: bees
    questions:
      - {id: sting, question: What helps against a sting?, answer: "Cold water eases the pain.", keywords: [EpiPen, wasp]}
      - {id: swelling, question: How long does it swell?, answer: "Two days. Straße, Crème brûlée. 200 mg.", formerly: [swell]}
  - title: Hives
    id: hives
    questions:
      - {id: hive, question: "Who removes a hive?", answer: "A beekeeper, for nothing."}
      - {id: cost, question: "What does that cost?", answer: "Nothing. A sting is free, too. 蜂に刺された。"}
policy: {citations: off, index: sections}
`;

const arabic = `title: اللسعات
language: ar
questions:
  - {id: sting, question: "ما الذي يساعد؟", answer: "الماءُ البارد يخفّف الألم."}
  - {id: hive, question: "من يزيل الخلية؟", answer: "النحّال."}
policy: {citations: off, index: sections}
`;

/** More than the front page lists, in words that nobody has read before. */
const large = (() => {
  const word = (number: number): string =>
    `w${[...String(number * 7919)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}x`;
  const question = (number: number): string =>
    `      - {id: q${number}, question: "Why ${word(number)} ${number}?", formerly: [old${number}], answer: "Because ${Array.from({ length: 40 }, (_, index) => word(number * 50 + index)).join(' ')}."}\n`;
  const sections = Array.from(
    { length: 11 },
    (_, index) =>
      `  - title: Part ${index + 1}\n    id: part-${index + 1}\n    questions:\n${Array.from({ length: 100 }, (_, own) => question(index * 100 + own + 1)).join('')}`,
  );
  return { text: `title: Large\nsections:\n${sections.join('')}policy: {citations: off}\n`, word };
})();

describe.skipIf(Boolean(process.env['FAQGEN_WITHOUT_CHROMIUM']))('a front page that lists the questions', () => {
  let browser: Browser;
  let folder: string;
  let server: Host;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faqgen-search-'));
    for (const [name, text] of Object.entries({ stings, arabic, large: large.text })) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'faq.yaml'), text);
      const { exitCode, stderr } = await run(['build', '--out', `../sites/${name}`], join(folder, name));
      if (exitCode !== 0) throw new Error(stderr);
    }
    server = await host(join(folder, 'sites'));
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    server?.server.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function visit<T>(
    address: string,
    act: (page: Page, asked: string[]) => Promise<T>,
    options: BrowserContextOptions = {},
    /** What Chromium says of a page that is kept from something. */
    expected = /^$/,
  ): Promise<T> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    const faults: string[] = [];
    const asked: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => expected.test(message.text()) || faults.push(message.text()));
    page.on('request', (request) =>
      asked.push(
        request
          .url()
          .replace(/^.*\/(?:assets\/)?/, '')
          .replace(/\.[0-9a-f]{10}/, ''),
      ),
    );
    try {
      if (address !== '') await page.goto(address.startsWith('file:') ? address : server.origin + address);
      const result = await act(page, asked);
      expect(faults).toEqual([]);
      return result;
    } finally {
      await context.close();
    }
  }

  const results = (page: Page) =>
    page.locator('.find li > a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const said = (page: Page) => page.locator('.find [role=status]').textContent();

  async function find(typed: string, site = 'stings') {
    return visit(`${site}/index.html`, async (page) => {
      await page.getByRole('searchbox').pressSequentially(typed);
      await expect.poll(() => said(page)).not.toBe('');
      // Files come when they come: it is what is said last that counts.
      await page.waitForLoadState('networkidle');
      return { said: await said(page), found: await results(page) };
    });
  }

  test.each([
    ['a word of a question', 'swell', ['swelling.html']],
    ['what asks for a word before what mentions it', 'sting', ['sting.html', 'cost.html']],
    ['a word of an answer', 'beekeeper', ['hive.html']],
    ['the beginning of a word', 'beek', ['hive.html']],
    ['a keyword that no page shows', 'epipen', ['sting.html']],
    ['the questions of a section by its title', 'hives', ['hive.html', 'cost.html']],
    ['two words', 'nothing cost', ['cost.html']],
    ['capitals', 'BEEKEEPER', ['hive.html']],
    ['letters without their accents', 'creme brulee strasse', ['swelling.html']],
    ['a wrong letter', 'beekeaper', ['hive.html']],
    ['a wrong first letter', 'veekeeper', ['hive.html']],
    ['a letter too few', 'bekeeper', ['hive.html']],
    ['a letter too many', 'beekkeeper', ['hive.html']],
    ['two letters in the wrong order', 'bekeeper', ['hive.html']],
    ['words without spaces between them', '刺された', ['cost.html']],
    ['a number with its unit', '200mg', ['swelling.html']],
    ['a word in its parts', 'epi-pen', ['sting.html']],
    ['another form of a word', 'eased', ['sting.html']],
  ])('finds %s: %s', async (_, typed, ids) => {
    expect(await find(typed)).toEqual({ said: `${ids.length} of 4 questions`, found: ids });
  });

  it('takes no number for another', async () => {
    expect((await find('2000')).said).toBe('No question holds these words.');
  });

  it('finds Arabic without its vowels, and words that end in one of two ways', async () => {
    expect((await find('الماء', 'arabic')).found).toEqual(['sting.html']);
    expect((await find('الخليه', 'arabic')).found).toEqual(['hive.html']);
  });

  it('leaves the list where nothing is found, and leads nowhere by Enter', async () => {
    await visit('stings/index.html', async (page) => {
      await page.getByRole('searchbox').fill('xyzzy');
      await expect.poll(() => said(page)).toBe('No question holds these words.');
      await page.keyboard.press('Enter');
      expect(await results(page)).toEqual([]);
      expect(await page.locator('main > section .listed a').count()).toBe(4);
      expect(page.url()).toBe(`${server.origin}stings/index.html`);
    });
  });

  it('leads to the first result by Enter, also before its files have come', async () => {
    await visit('stings/index.html', async (page) => {
      await page.route('**/search-words.*', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await route.continue();
      });
      await page.getByRole('searchbox').fill('beekeeper');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/hive.html');
    });
  });

  it('reaches each result by Tab, and forgets them when the field is emptied', async () => {
    await visit('stings/index.html', async (page) => {
      const field = page.getByRole('search').getByLabel('Find a question');
      await field.fill('sting');
      await expect.poll(() => results(page)).toHaveLength(2);
      await field.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('sting.html');
      await field.fill('');
      expect(await results(page)).toEqual([]);
      expect(await said(page)).toBe('');
    });
  });

  it('loads nothing before the field is used, and nothing but what a search asks for', async () => {
    await visit('large/index.html', async (page, asked) => {
      await page.waitForLoadState('networkidle');
      expect(asked.filter((name) => name.startsWith('search-'))).toEqual([]);
      await page.getByRole('searchbox').fill(large.word(30));
      await expect.poll(() => results(page)).toEqual(['q30.html']);
      const loaded = asked.filter((name) => name.startsWith('search-'));
      expect(loaded.sort()).toEqual(['search-index.js', 'search-titles.js', 'search-words.js']);
      expect(await page.locator('.find a').textContent()).toBe(`Why ${large.word(30)} 30?`);
    });
  });

  it('says when the index does not load, and tries again', async () => {
    await visit(
      'stings/index.html',
      async (page) => {
        await page.route('**/search-index.*', (route) => route.abort());
        await page.getByRole('searchbox').fill('beekeeper');
        await expect.poll(() => said(page)).toBe('The search did not load. The list below has the questions.');
        await page.unroute('**/search-index.*');
        await page.getByRole('searchbox').fill('beekeepe');
        await expect.poll(() => results(page)).toEqual(['hive.html']);
      },
      {},
      /ERR_FAILED/,
    );
  });

  it('works from a double click', async () => {
    await visit(pathToFileURL(join(folder, 'sites/stings/index.html')).href, async (page) => {
      await page.getByRole('searchbox').fill('beekeper');
      await expect.poll(() => results(page)).toEqual(['hive.html']);
    });
  });

  it.each([
    ['stings', 'hive', 'hive.html'],
    ['stings', 'swell', 'swelling.html'],
    ['large', 'q1001', 'q1001.html'],
    ['large', 'old77', 'q77.html'],
  ])('leads on from where an answer once stood: %s#%s', async (site, id, path) => {
    await visit(`${site}/index.html#${id}`, async (page) => {
      await page.waitForURL(`**/${path}`);
    });
  });

  it.each([
    ['stings', 'hives'],
    ['stings', '_answers'],
    ['large', 'never-was'],
    ['large', '%E0%A4%A'],
  ])('stays where the address is that of no answer: %s#%s', async (site, id) => {
    await visit(`${site}/index.html#${id}`, async (page) => {
      await page.waitForLoadState('networkidle');
      expect(new URL(page.url()).pathname).toBe(`/${site}/index.html`);
    });
  });

  it('without a script, an old address leads to the entry of the list', async () => {
    await visit(
      'stings/index.html#swell',
      async (page) => {
        expect(await page.locator('input, button, search').count()).toBe(0);
        expect(await page.locator('#swell').evaluate((place) => place.closest('li')?.id)).toBe('swelling');
      },
      { javaScriptEnabled: false },
    );
  });

  it('moves nothing when its script comes late', async () => {
    await visit('', async (page) => {
      let send = () => {};
      await page.route('**/search.*.js', async (route) => {
        await new Promise<void>((resolve) => {
          send = resolve;
        });
        await route.continue();
      });
      const tops = () =>
        page.locator('h2, li').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${server.origin}stings/index.html`, { waitUntil: 'commit' });
        await page.locator('main').waitFor();
        // The style may come behind the words.
        await page.waitForFunction(() => getComputedStyle(document.body).margin === '0px');
        const before = await tops();
        expect(await page.locator('.find').count()).toBe(0);
        send();
        await page.locator('.find').waitFor();
        expect(await tops()).toEqual(before);
      }
    });
  });

  it.each([
    ['light', 1280],
    ['dark', 320],
  ] as const)('is for everyone while it shows what it found: %s, %i px', async (colorScheme, width) => {
    await visit(
      'stings/index.html',
      async (page) => {
        await page.getByRole('searchbox').fill('sting');
        await expect.poll(() => results(page)).toHaveLength(2);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await axeOn(page)).toEqual([]);
      },
      { colorScheme, viewport: { width, height: 640 }, bypassCSP: true },
    );
  });

  it('finds questions on the page of a section as on any page that holds the answers', async () => {
    await visit('stings/hives.html', async (page, asked) => {
      await page.getByRole('searchbox').fill('beekeper');
      await expect.poll(() => said(page)).toBe('1 of 2 questions');
      expect(await page.locator('.jump li:visible > a').count()).toBe(1);
      await page.keyboard.press('Enter');
      await page.waitForURL('**#hive');
      expect(asked.filter((name) => name.startsWith('search'))).toEqual([]);
    });
  });

  it.each([320, 1280])('keeps a long number on one line beside its question, at %i px', async (width) => {
    await visit(
      'large/part-11.html',
      async (page) => {
        const lines = await page.locator('.rail .number').evaluateAll((numbers) =>
          numbers.map((number) => {
            // Only a question of several lines presses on its number.
            number.after(' and what do I do about it on a long day'.repeat(3));
            const range = document.createRange();
            range.selectNodeContents(number);
            return { words: number.textContent, lines: range.getClientRects().length };
          }),
        );
        expect(lines).toHaveLength(100);
        expect(lines[99]?.words).toBe('1,100');
        expect(lines.filter((number) => number.lines > 1)).toEqual([]);
      },
      { viewport: { width, height: 900 } },
    );
  });
});
