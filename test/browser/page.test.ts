/// <reference lib="dom" />
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, test } from 'vitest';
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
    await mkdir(join(folder, name), { recursive: true });
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
    within = browser,
  ): Promise<T> {
    const context = await within.newContext({
      reducedMotion: 'reduce',
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

  it.each(['undefined', 'own page', '4'])('does not find words or numbers of the page itself: %s', async (typed) => {
    expect((await find(typed)).said).toBe('No question holds these words. All are listed.');
  });

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
      const titles = page.locator('.jump details > p:visible');
      await page.getByRole('searchbox').fill('beekeeper');
      await expect.poll(() => titles.allTextContents()).toEqual(['Hives']);
      await page.getByRole('searchbox').fill('');
      expect(await titles.allTextContents()).toEqual(['Bees', 'Hives']);
      expect(await page.locator('.find [role=status]').textContent()).toBe('');
      expect(await listed(page)).toHaveLength(4);
    });
  });

  it('hides no answer, so that the browser’s own search still finds each', async () => {
    const finder = await launchChromium({ mustFind: true });
    onTestFinished(() => finder.close());
    const look = async (page: Page): Promise<void> => {
      await page.getByRole('searchbox').fill('beekeeper');
      await expect.poll(() => page.locator('article:visible').count()).toBe(4);
      expect(
        await page.evaluate(() => (window as unknown as { find(text: string): boolean }).find('eases the pain')),
      ).toBe(true);
    };
    await visit('stings/index.html', look, {}, /^$/, finder);
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

  it('shows where an answer holds the words, and marks them', async () => {
    await visit('stings/index.html', async (page) => {
      await page.getByRole('searchbox').fill('water');
      await expect
        .poll(() => page.locator('.jump li:visible p').allTextContents())
        .toEqual(['Cold water eases the pain.']);
      expect(await page.locator('.jump mark').allTextContents()).toEqual(['water']);
      // A keyword is shown nowhere.
      await page.getByRole('searchbox').fill('epipen');
      await expect.poll(() => page.locator('.jump mark').count()).toBe(0);
      expect(await page.locator('.jump li:visible').innerText()).not.toMatch(/epipen/i);
    });
  });

  it.each([
    ['phone: "112"', '#_contact'],
    [
      'link: {label: Write to us, url: "mailto:bees@stings.example"}',
      'mailto:bees@stings.example?subject=qqqq%20%26%20xx',
    ],
  ])('leads who finds nothing to whom one can ask: %s', async (contact, address) => {
    await build('ask', `${faq}contact: {title: Ask a beekeeper, ${contact}}\n`);
    await visit('ask/index.html', async (page) => {
      const ask = page.locator('.find').getByRole('link', { name: 'Ask a beekeeper' });
      await page.getByRole('searchbox').fill('beekeeper');
      await expect.poll(() => listed(page)).toEqual(['#hive']);
      expect(await ask.count()).toBe(0);
      await page.getByRole('searchbox').fill('qqqq & xx');
      await expect.poll(() => ask.count()).toBe(1);
      expect(await ask.getAttribute('href')).toBe(address);
    });
  });

  it('folds the list of questions where there is no room beside the answers, and opens it where there is', async () => {
    for (const javaScriptEnabled of [true, false])
      await visit(
        'stings/index.html',
        async (page) => {
          const first = page.locator('.jump').getByText('What helps against a sting?');
          expect(await first.isVisible()).toBe(true);
          await page.setViewportSize({ width: 320, height: 640 });
          await page.reload();
          expect(await first.isVisible()).toBe(false);
          await page.getByText('All questions').click();
          expect(await first.isVisible()).toBe(true);
        },
        { javaScriptEnabled },
      );
  });

  it('shows the first answer on the first screen of a telephone, below a long title and lede', async () => {
    const long =
      'title: Everything that one asks us about stings of bees and wasps\ndescription: Plain answers to common questions, with the sources behind them.\nurgent: {text: "Trouble breathing after a sting? Call **112** at once."}\npublisher: {name: The Beekeepers}\n';
    await build('long', `${long}${faq.replace(/^title.*\n/, '')}`);
    await visit('long/index.html', async (page) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.reload();
      const first = await page.locator('.answer').first().locator('h3').boundingBox();
      expect((first?.y ?? Number.NaN) + (first?.height ?? Number.NaN)).toBeLessThan(640);
    });
  });

  it('sets short answers close, and long ones apart', async () => {
    const height = async (answer: string) => {
      const questions = Array.from(
        { length: 25 },
        (_, index) => `  - {id: q${index + 1}, question: "May I ask ${index + 1}?", answer: "${answer}"}\n`,
      );
      await build('dense', `title: Dense\nquestions:\n${questions.join('')}policy: {citations: off, review: off}\n`);
      return visit('dense/index.html', (page) =>
        page.locator('.answer').evaluateAll((answers) => {
          const [first, second] = answers.map((each) => each.getBoundingClientRect());
          return {
            apart: (second?.top ?? 0) - (first?.top ?? 0),
            words: answers[0]?.querySelector('.prose')?.clientHeight ?? 0,
          };
        }),
      );
    };
    const short = await height('No.');
    const long = await height('No.\\n\\nNever.');
    expect(short.apart).toBeLessThan(4 * short.words);
    expect(long.apart - long.words).toBeGreaterThan(short.apart - short.words);
  });

  it('leads from a question to its own page by one mark beside it', async () => {
    await visit('stings/index.html', async (page) => {
      await page.getByRole('link', { name: 'On its own page: Who removes a hive?' }).click();
      await page.waitForURL('**/hive.html');
    });
  });

  it('marks in the list which answer is read, and shows the mark', async () => {
    const many = Array.from(
      { length: 40 },
      (_, index) =>
        `  - {id: q${index + 1}, question: "Question ${index + 1}?", answer: "${'One two three. '.repeat(60)}"}\n`,
    );
    await build('many', `title: Many\nquestions:\n${many.join('')}policy: {citations: off}\n`);
    await visit('many/index.html', async (page) => {
      const current = page.locator('.jump [aria-current]');
      for (const place of [30, 1, 38]) {
        await page.locator(`#q${place}`).evaluate((answer) => answer.scrollIntoView());
        await expect.poll(() => current.getAttribute('href')).toBe(`#q${place}`);
        expect(await current.count()).toBe(1);
        const [link, frame] = await Promise.all([current.boundingBox(), page.locator('.rail').boundingBox()]);
        expect(link?.y).toBeGreaterThanOrEqual(frame?.y ?? Number.NaN);
        expect(link?.y).toBeLessThan((frame?.y ?? 0) + (frame?.height ?? Number.NaN));
      }
    });
  });

  it('keeps no room for a field that does not come', async () => {
    await build('single', 'title: One\nquestions: [{question: Why?, answer: So.}]\npolicy: {citations: off}\n');
    await visit('single/index.html', async (page) => {
      expect(await page.locator('.find').count()).toBe(0);
      expect(
        await page
          .locator('.jump')
          .evaluate((rail) => getComputedStyle(rail.querySelector('summary') as Element).marginBlockEnd),
      ).toBe('0px');
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
      let send = () => {};
      await page.route('**/find.*.js', async (route) => {
        await new Promise<void>((resolve) => {
          send = resolve;
        });
        await route.continue();
      });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${origin}stings/index.html`, { waitUntil: 'commit' });
        await page.locator('.jump').waitFor();
        // The style may come behind the words.
        await page.waitForFunction(() => getComputedStyle(document.body).margin === '0px');
        const before = await page
          .locator('h2, h3')
          .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
        expect(await page.locator('.find').count()).toBe(0);
        send();
        await page.locator('.find').waitFor({ state: 'attached' });
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
