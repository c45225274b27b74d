/// <reference lib="dom" />
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { run } from '../testHost.ts';
import { launchChromium } from './launchChromium.ts';

/** What the pages do where scripts run, and what their policy keeps them from. */

const faq = `title: Stings
url: https://stings.example/
sections:
  - title: Bees
    questions:
      - {id: sting, question: What helps against a sting?, answer: "Cold water eases the pain.", keywords: [EpiPen, wasp]}
      - {id: swelling, question: How long does it swell?, answer: "Two days. Straße, Crème brûlée."}
  - title: Hives
    questions:
      - {id: hive, question: "Who removes a hive?", answer: "A beekeeper, for nothing."}
      - {id: cost, question: "What does that cost?", answer: "Nothing."}
policy: {citations: off}
`;

const arabic = `title: اللسعات
language: ar
questions:
  - {id: sting, question: "ما الذي يساعد؟", answer: "الماءُ البارد يخفّف الألم."}
  - {id: hive, question: "من يزيل الخلية؟", answer: "النحّال."}
policy: {citations: off}
`;

const forms = `title: Forms
questions:
  - {id: covid, question: Is a COVID-19 test free?, answer: Take 5 mg.}
  - {question: 如何预约？, answer: "COVID 19 [Wi-Fi](#wifi)"}
  - {id: wifi, question: Is there Wi-Fi?, answer: "Yes."}
  - {id: coeur, question: Où est le cœur ?, answer: Ici.}
  - {id: b, question: "چگونه می\u200cتوانم بخرم؟", answer: با کارت.}
policy: {citations: off}
`;

describe.skipIf(Boolean(process.env['FAQGEN_WITHOUT_CHROMIUM']))('a page with its script', () => {
  let browser: Browser;
  let server: Server;
  let origin: string;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faqgen-page-'));
    await build('stings', faq);
    await build('arabic', arabic);
    await build('forms', forms);
    await build(
      'chat',
      `${faq}contact: {phone: "112", disclosure: The state.}\nchat: {provider: livechat, license: "77", embed: true}\n`,
    );
    server = createServer(async ({ url = '' }, response) => {
      const path = new URL(url, 'http://x').pathname.replace(/\/$/, '/index.html');
      const body = await readFile(join(folder, 'sites', path)).catch(() => null);
      const type = { html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }[
        path.replace(/.*\./, '')
      ];
      response.writeHead(body ? 200 : 404, { 'content-type': type ?? 'text/plain' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function build(name: string, text: string): Promise<void> {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'faq.yaml'), text);
    const { exitCode, stderr } = await run(['build', '--out', `../sites/${name}`], join(folder, name));
    if (exitCode !== 0) throw new Error(stderr);
  }

  async function visit<T>(
    address: string,
    act: (page: Page) => Promise<T>,
    options: BrowserContextOptions = {},
    /** What Chromium says of a page that is kept from something. */
    expected = /^$/,
  ): Promise<T> {
    const context = await browser.newContext({
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => expected.test(message.text()) || faults.push(message.text()));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        console.log(`violation: ${violatedDirective} ${blockedURI}`);
      });
    });
    try {
      if (address !== '') await page.goto(address.startsWith('file:') ? address : origin + address);
      const result = await act(page);
      expect(faults).toEqual([]);
      return result;
    } finally {
      await context.close();
    }
  }

  const listed = (page: Page) =>
    page.locator('.jump li:visible > a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));

  async function find(typed: string, site = 'stings') {
    return visit(`${site}/index.html`, async (page) => {
      await page.getByRole('searchbox').pressSequentially(typed);
      await page.waitForFunction(() => 'faqgenMatch' in self);
      return { said: await page.locator('.find [role=status]').textContent(), found: await listed(page) };
    });
  }

  test.each([
    ['a word of a question', 'sting', ['#sting']],
    ['a word of an answer', 'beekeeper', ['#hive']],
    ['the beginning of a word', 'beek', ['#hive']],
    ['a keyword that no page shows', 'epipen', ['#sting']],
    ['two words', 'nothing cost', ['#cost']],
    ['capitals', 'BEEKEEPER', ['#hive']],
    ['letters without their accents', 'creme brulee strasse', ['#swelling']],
    ['a wrong letter', 'beekeaper', ['#hive']],
    ['a letter too few', 'bekeeper', ['#hive']],
    ['a letter too many', 'beekkeeper', ['#hive']],
    ['two letters in the wrong order', 'bekeeper wsap', ['#sting', '#hive']],
    ['the beginning of a misspelt word', 'beakee', ['#hive']],
  ])('finds %s: %s', async (_, typed, ids) => {
    const { said, found } = await find(typed);
    expect(found).toEqual(ids.map((id) => id));
    expect(said).toBe(`${ids.length} of 4 questions`);
  });

  it('finds Arabic without its vowels', async () => {
    expect(await find('الماء', 'arabic')).toEqual({ said: '1 من 2 من الأسئلة', found: ['#sting'] });
  });

  it.each(['xyzzy', '???', '12'])('leaves nobody with nothing: %s', async (typed) => {
    const { said, found } = await find(typed);
    expect(said).toBe('No question holds these words. All are listed.');
    expect(found).toHaveLength(4);
  });

  it.each(['undefined', 'own page', 'copy link', '4'])(
    'does not find words or numbers of the page itself: %s',
    async (typed) => {
      expect((await find(typed)).said).toBe('No question holds these words. All are listed.');
    },
  );

  it('finds the questions of a section by its title', async () => {
    expect((await find('hives')).found).toEqual(['#hive', '#cost']);
  });

  it('finds Arabic words that end in one of two ways', async () => {
    expect((await find('الخليه', 'arabic')).found).toEqual(['#hive']);
  });

  it('leads nowhere by Enter where nothing was found', async () => {
    await visit('stings/index.html', async (page) => {
      await page.getByRole('searchbox').fill('xyzzy');
      await page.keyboard.press('Enter');
      expect(new URL(page.url()).hash).toBe('');
    });
  });

  it('hides the title of a section of which nothing is left, and shows all again when the field is emptied', async () => {
    await visit('stings/index.html', async (page) => {
      const titles = page.locator('.jump > p:visible');
      await page.getByRole('searchbox').fill('beekeeper');
      await expect.poll(() => titles.allTextContents()).toEqual(['Hives']);
      await page.getByRole('searchbox').fill('');
      expect(await titles.allTextContents()).toEqual(['Bees', 'Hives']);
      expect(await page.locator('.find [role=status]').textContent()).toBe('');
      expect(await listed(page)).toHaveLength(4);
    });
  });

  it('hides no answer, so that the browser’s own search still finds each', async () => {
    await visit('stings/index.html', async (page) => {
      await page.getByRole('searchbox').fill('beekeeper');
      await expect.poll(() => page.locator('article:visible').count()).toBe(4);
      expect(
        await page.evaluate(() => (window as unknown as { find(text: string): boolean }).find('eases the pain')),
      ).toBe(true);
    });
  });

  it('leads to the first question found, by Enter', async () => {
    await visit('stings/index.html', async (page) => {
      await page.getByRole('searchbox').fill('beekeeper');
      await page.keyboard.press('Enter');
      await page.waitForURL('**#hive');
    });
  });

  it('finds as well when what compares words comes late', async () => {
    await visit('stings/index.html', async (page) => {
      await page.route('**/match.*', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await route.continue();
      });
      await page.getByRole('searchbox').fill('beekeeper');
      await page.keyboard.press('Enter');
      await page.waitForURL('**#hive');
      expect(await listed(page)).toEqual(['#hive']);
    });
  });

  it('finds from a double click', async () => {
    await visit(pathToFileURL(join(folder, 'sites/stings/index.html')).href, async (page) => {
      await page.getByRole('searchbox').fill('beekeper');
      await expect.poll(() => listed(page)).toEqual(['#hive']);
    });
  });

  it.each([
    ['covid19', ['#covid', '#如何预约']],
    ['5mg', ['#covid']],
    ['wifi', ['#如何预约', '#wifi']],
    ['coeur', ['#coeur']],
    ['预约', ['#如何预约']],
    ['میتوانم', ['#b']],
  ])('finds a word in the form that its reader types: %s', async (typed, ids) => {
    expect((await find(typed, 'forms')).found).toEqual(ids);
  });

  it('has a field that says its name, and none without a script or with a single question', async () => {
    await visit('stings/index.html', async (page) => {
      expect(await page.getByRole('search').getByLabel('Find a question').count()).toBe(1);
    });
    await visit(
      'stings/index.html',
      async (page) => expect(await page.locator('input, button, search').count()).toBe(0),
      {
        javaScriptEnabled: false,
      },
    );
    expect(await readFile(join(folder, 'sites/stings/index.html'), 'utf8')).not.toMatch(/<input|<button/);
  });

  it('copies the address of a question, and says so', async () => {
    await visit('stings/index.html', async (page) => {
      const button = page.getByRole('button', { name: 'Copy link: Who removes a hive?' });
      await button.click();
      await expect.poll(() => page.locator('#hive .copy [role=status]').textContent()).toBe(' Link copied');
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${origin}stings/hive.html`);
    });
    await visit('stings/index.html', async (page) => {
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
      });
      await page.getByRole('button', { name: /hive/ }).click();
      await expect.poll(() => page.locator('#hive .copy [role=status]').textContent()).toContain('stings/hive.html');
    });
  });

  it('keeps no room for a field that does not come', async () => {
    await build('single', 'title: One\nquestions: [{question: Why?, answer: So.}]\npolicy: {citations: off}\n');
    await visit('single/index.html', async (page) => {
      expect(await page.locator('.find').count()).toBe(0);
      expect(await page.locator('.jump').evaluate((rail) => getComputedStyle(rail, '::before').content)).toBe('none');
    });
  });

  it('says when a chat does not load, and offers it again', async () => {
    await visit(
      'chat/_chat.html',
      async (page) => {
        await page.route(/^https:/, (route) => route.abort());
        await page.getByRole('button', { name: 'Start the chat' }).press('Enter');
        await expect.poll(() => page.getByRole('status').textContent()).toMatch(/did not load/);
        expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Start the chat');
        // It leads to its provider, and not to itself.
        expect(await page.getByRole('link', { name: /chat/i }).count()).toBe(1);
      },
      {},
      /ERR_FAILED/,
    );
  });

  it('moves nothing when its script comes late', async () => {
    await visit('', async (page) => {
      await page.route('**/find.*.js', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 700));
        await route.continue();
      });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${origin}stings/index.html`, { waitUntil: 'commit' });
        await page.locator('.jump').waitFor();
        const before = await page
          .locator('h2, h3')
          .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
        expect(await page.locator('.find').count()).toBe(0);
        await page.locator('.find').waitFor();
        const after = await page
          .locator('h2, h3')
          .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
        expect(after).toEqual(before);
      }
    });
  });

  it('works from a double click, with its policy', async () => {
    const file = pathToFileURL(join(folder, 'sites/stings/index.html')).href;
    await visit(file, async (page) => {
      expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px');
      expect(await page.getByRole('searchbox').count()).toBe(1);
    });
  });

  it('runs nothing and asks for nothing that its policy does not name', async () => {
    await visit(
      'stings/index.html',
      async (page) => {
        const blocked = await page.evaluate(async () => {
          const violations: string[] = [];
          document.addEventListener(
            'securitypolicyviolation',
            (event) => {
              event.stopImmediatePropagation();
              violations.push(event.effectiveDirective);
            },
            { capture: true },
          );
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          const image = document.createElement('img');
          image.src = 'https://elsewhere.example/a.png';
          const frame = document.createElement('iframe');
          frame.src = 'https://elsewhere.example/';
          const style = document.createElement('style');
          style.textContent = 'body { margin: 99px }';
          document.body.append(script, image, frame, style);
          await fetch('https://elsewhere.example/').catch(() => null);
          await new Promise((resolve) => setTimeout(resolve, 200));
          return {
            violations: [...new Set(violations)].sort(),
            ran: 'ran' in window,
            margin: getComputedStyle(document.body).margin,
          };
        });
        expect(blocked).toEqual({
          violations: ['connect-src', 'frame-src', 'img-src', 'script-src-elem', 'style-src-elem'],
          ran: false,
          margin: '0px',
        });
      },
      {},
      /Content Security Policy|^violation:/,
    );
  });

  it('loads a chat when its button is pressed, on its own page, and not before', async () => {
    await visit('chat/index.html', async (page) => {
      const asked: string[] = [];
      await page.route(/^https:/, (route) => {
        asked.push(route.request().url());
        return route.fulfill({
          contentType: 'text/javascript',
          body: 'window.chatRan = [window.__lc, window.LiveChatWidget._q];',
        });
      });
      await page.getByRole('link', { name: 'Chat with us' }).click();
      await page.waitForURL(/_chat\.html$/);
      await expect.poll(() => page.getByRole('button', { name: 'Start the chat' }).count()).toBe(1);
      expect(asked).toEqual([]);
      expect(await page.getByRole('link', { name: 'Open the chat at LiveChat' }).getAttribute('href')).toBe(
        'https://direct.lc.chat/77/',
      );
      await page.getByRole('button', { name: 'Start the chat' }).click();
      await expect.poll(() => asked).toEqual(['https://cdn.livechatinc.com/tracking.js']);
      await expect
        .poll(() => page.evaluate(() => (window as unknown as { chatRan: unknown }).chatRan))
        .toEqual([{ license: 77 }, [['call', ['maximize']]]]);
    });
    const policies = await Promise.all(
      ['index.html', 'hive.html', '_chat.html'].map(async (name) =>
        (await readFile(join(folder, 'sites/chat', name), 'utf8')).includes('livechatinc.com;'),
      ),
    );
    expect(policies).toEqual([false, false, true]);
  });
});
