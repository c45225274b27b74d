/// <reference lib="dom" />
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../testHost.ts';
import { packWoff2 } from '../theme/packFont.ts';
import { vnu } from '../vnu.ts';
import { axeOn } from './axeOn.ts';
import { launchChromium } from './launchChromium.ts';
import { type Host, host } from './staticHost.ts';

/** A FAQ on pages of another site, which lets nothing in that it need not: the fragment, the element, and the frame. */

const typeface = join(
  import.meta.dirname,
  '../../node_modules/@expo-google-fonts/amiri/400Regular/Amiri_400Regular.ttf',
);
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><circle cx="20" cy="10" r="9"/></svg>';

const faq = (closed: boolean, framers: readonly string[]): string => `title: Stings and bites
description: What helps, and what it costs.
publisher: {name: Bee Society, about: "The society *keeps* bees."}
policy: {review: warn, citations: off, frameAncestors: [${framers.join(', ')}]}
outputs: {fragment: true}
urgent: {text: "Stung in the mouth? Call [112](tel:112)."}
reviewers:
  doe: {name: Jane Doe, role: Nurse}
contact:
  phone: +1 555 010 0199
  disclosure: The society answers.
sections:
  - title: Stings
    questions:
      - id: sting
        question: What helps against a sting?
        short: Cold water.
        answer: |
          Cold water eases the pain [@bee], and **ice** the swelling: see [what it costs](#hive).

          | After | Do |
          | --- | --- |
          | 1 minute | Cool it. |
          | 2 days | See somebody about it. |

          ![A bee](bee.svg)
      - id: wait
        question: How long do I wait?
        answer: "${'Wait for two days before you see somebody about it. '.repeat(60)}"
  - title: Hives
    questions:
      - {id: hive, question: Who removes a hive?, answer: "A beekeeper, for nothing [@bee].", formerly: [nest]}
sources:
  bee: {title: The book of bees, url: "https://bees.example/book", date: 2024}
disclaimer: {text: This is no advice.}
theme:
  answers: ${closed ? 'closed' : 'open'}
  fonts: [{family: Brand, file: brand.woff2, for: text}]
`;

/** Pages that a test asks for, with their policy. */
interface HostPage {
  readonly html: string;
  readonly policy?: string;
}

let browser: Browser;
let room: string;
let open: Host;
let closed: Host;
let clinic: { origin: string; server: Server };
let stranger: { origin: string; server: Server };
const pages = new Map<string, HostPage>();

function pagesHost(): Promise<{ origin: string; server: Server }> {
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://host').pathname);
    response.statusCode = page ? 200 : 404;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (page?.policy) response.setHeader('content-security-policy', page.policy);
    response.end(page?.html ?? '');
  });
  return new Promise((listening) =>
    server.listen(0, '127.0.0.1', () =>
      listening({ server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
    ),
  );
}

async function build(name: string, isClosed: boolean): Promise<Host> {
  const folder = join(room, name);
  const site = await host(join(folder, 'dist'));
  await run(['init', name, '--yes'], room);
  await writeFile(join(folder, 'faq.yaml'), faq(isClosed, [clinic.origin]));
  await writeFile(join(folder, 'bee.svg'), picture);
  await writeFile(join(folder, 'brand.woff2'), packWoff2(await readFile(typeface)));
  const { exitCode, stderr } = await run(['build', '-q', '--url', site.origin], folder);
  expect(exitCode, stderr).toBe(0);
  // With fonts and scripts for frames, too, all of it is what faqgen printed.
  expect(await run(['review', 'verify', 'dist'], folder)).toMatchObject({ exitCode: 0, stderr: '' });
  return site;
}

const withoutChromium = Boolean(process.env['FAQGEN_WITHOUT_CHROMIUM']);

beforeAll(async () => {
  if (withoutChromium) return;
  room = await mkdtemp(join(tmpdir(), 'faqgen-embed-'));
  [browser, clinic, stranger] = await Promise.all([launchChromium(), pagesHost(), pagesHost()]);
  [open, closed] = await Promise.all([build('open', false), build('closed', true)]);
});

afterAll(async () => {
  await browser?.close();
  for (const one of [open, closed, clinic, stranger]) one?.server.close();
  if (room) await rm(room, { recursive: true, force: true });
});

/** What such a page has to let in, and not a word more. */
const strict = ({ origin }: Host, without = ''): string => {
  const site = origin.replace(/\/$/, '');
  const directives = [
    "default-src 'none'",
    `script-src ${site}`,
    `connect-src ${site}`,
    `img-src ${site}`,
    `font-src ${site}`,
    `frame-src ${site}`,
    "style-src 'sha256-none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types',
  ];
  return directives.filter((directive) => without === '' || !directive.startsWith(without)).join('; ');
};

const hostPage = (content: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Clinic</title>${head}</head><body><main><h1>Our clinic</h1>${content}</main></body></html>`;
const element = ({ origin }: Host, more = ''): string =>
  `<faq-embed src="${origin}"${more}><a href="${origin}">Questions and answers</a></faq-embed><script src="${origin}embed/embed.js" defer></script>`;

interface Visit {
  readonly page: Page;
  /** What the browser refused, or failed at. */
  readonly faults: string[];
}

let count = 0;

async function visit<T>(
  { html, policy }: HostPage,
  act: (visit: Visit) => Promise<T>,
  options: BrowserContextOptions & { hash?: string; at?: { origin: string } } = {},
): Promise<T> {
  const { hash = '', at = clinic, ...more } = options;
  const path = `/page-${++count}`;
  pages.set(path, policy === undefined ? { html } : { html, policy });
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1000, height: 700 },
    ...more,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => faults.push(message.text()));
  try {
    await page.goto(`${at.origin}${path}${hash}`);
    return await act({ page, faults });
  } finally {
    await context.close();
  }
}

const shown = (page: Page) => page.locator('faq-embed .faqgen').waitFor();
const isInView = (page: Page, id: string): Promise<boolean> =>
  page.evaluate((wanted) => {
    const { top, bottom } =
      document.querySelector('faq-embed')?.shadowRoot?.getElementById(wanted)?.getBoundingClientRect() ?? {};
    return top !== undefined && top > -2 && top < innerHeight && (bottom ?? 0) > 0;
  }, id);

describe.skipIf(withoutChromium)('the element', () => {
  test('shows the fragment under the strictest policy, and nothing is refused', async () => {
    await visit({ html: hostPage(element(open)), policy: strict(open) }, async ({ page, faults }) => {
      await shown(page);
      const text = await page.locator('faq-embed .faqgen').innerText();
      for (const words of [
        'Stung in the mouth?',
        'Cold water eases',
        'waiting for its review',
        'This is no advice.',
        'Jane Doe',
        open.origin,
      ])
        expect(text).toContain(words);
      await page.waitForLoadState('networkidle');
      const look = await page.evaluate(async () => {
        await document.fonts.ready;
        const root = document.querySelector('faq-embed')?.shadowRoot;
        const styleOf = (selector: string) => getComputedStyle(root?.querySelector(selector) as Element);
        return {
          background: styleOf('.faqgen').backgroundColor,
          title: styleOf('h2').fontFamily,
          size: styleOf('.prose').fontSize,
          font: [...document.fonts].filter(({ family }) => /^"?Brand"?$/.test(family)).map(({ status }) => status),
          picture: (root?.querySelector('img') as HTMLImageElement | null)?.naturalWidth,
          host: getComputedStyle(document.querySelector('h1') as Element).fontFamily,
        };
      });
      expect(look).toMatchObject({ background: 'rgb(251, 250, 246)', size: '17px', font: ['loaded'] });
      expect(look.title).toContain('Iowan');
      expect(look.host).not.toContain('Iowan');
      expect(faults).toEqual([]);
    });
  });

  test.each([
    ['may not be fetched', 'connect-src'],
    ['may not run', 'script-src'],
  ])('leaves the link where it %s', async (_, directive) => {
    await visit({ html: hostPage(element(open)), policy: strict(open, directive) }, async ({ page }) => {
      await page.waitForLoadState('networkidle');
      expect(await page.getByRole('link', { name: 'Questions and answers' }).isVisible()).toBe(true);
      expect(await page.locator('faq-embed .faqgen').count()).toBe(0);
    });
  });

  test('leaves the link where there is no fragment, or no network', async () => {
    const nowhere = { ...open, origin: `${open.origin}nowhere/` };
    const html = hostPage(
      `<faq-embed src="${nowhere.origin}"><a href="${open.origin}">Questions and answers</a></faq-embed><script src="${open.origin}embed/embed.js"></script>`,
    );
    await visit({ html }, async ({ page }) => {
      await page.waitForLoadState('networkidle');
      expect(await page.getByRole('link', { name: 'Questions and answers' }).isVisible()).toBe(true);
    });
    pages.set('/offline', { html: hostPage(element(open)) });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route('**/embed/fragment.html', (route) => route.abort());
    await page.goto(`${clinic.origin}/offline`);
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('link', { name: 'Questions and answers' }).isVisible()).toBe(true);
    await context.close();
  });

  test.each(['', ' frame'])('leaves the link where it has no address, and says so: <faq-embed%s>', async (more) => {
    const html = hostPage(element(open, more).replace(/ src="[^"]*"/, ''));
    await visit({ html }, async ({ page, faults }) => {
      await expect.poll(() => faults).toEqual(['faq-embed: src is missing, the address of the FAQ']);
      expect(await page.getByRole('link', { name: 'Questions and answers' }).isVisible()).toBe(true);
    });
  });

  test('runs nothing of what it fetches, whoever sent it', async () => {
    pages.set('/evil', { html: hostPage(element(open)) });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route('**/embed/fragment.html', (route) =>
      route.fulfill({
        contentType: 'text/html',
        headers: { 'access-control-allow-origin': '*' },
        body: `<section class="faqgen" onclick="evil()"><p>Words</p><script>window.evil = 1</script><img src="x" onerror="window.evil = 2">
<a href="javascript:window.evil=3">a</a><a href=" java&#9;script:window.evil=4">b</a><iframe srcdoc="<script>parent.evil = 5</script>"></iframe>
<svg><script>window.evil = 6</script></svg><base href="https://evil.example/"><style>p{display:none}</style><link rel="stylesheet" href="evil.css"><form action="javascript:0"><button>c</button></form></section>`,
      }),
    );
    await page.goto(`${clinic.origin}/evil`);
    await shown(page);
    await page.getByText('a', { exact: true }).click();
    await page.getByText('b', { exact: true }).click();
    const found = await page.evaluate(() => ({
      evil: 'evil' in window,
      markup: document.querySelector('faq-embed')?.shadowRoot?.innerHTML,
    }));
    expect(found.evil).toBe(false);
    expect(found.markup).toContain('<p>Words</p>');
    expect(found.markup).not.toMatch(/script|on\w+=|iframe|svg|base|style|link|form|button/i);
    await context.close();
  });

  test('opens and shows the answer that the address of the page names', async () => {
    await visit(
      { html: hostPage(`<p style="height: 900px">Above.</p>${element(closed)}`) },
      async ({ page }) => {
        await shown(page);
        await expect.poll(() => isInView(page, 'faq-hive')).toBe(true);
        expect(await page.locator('faq-embed #faq-hive details').getAttribute('open')).toBe('');
        expect(await page.locator('faq-embed #faq-sting details').getAttribute('open')).toBe(null);
        expect(await page.locator('faq-embed #faq-hive').getAttribute('class')).toContain('target');
        // An old id leads there as well.
        await page.evaluate(() => {
          scrollTo(0, 0);
          location.hash = '#faq-nest';
        });
        await expect.poll(() => isInView(page, 'faq-hive')).toBe(true);
      },
      { hash: '#faq-hive' },
    );
  });

  test('keeps links between answers, citations and sources, by keyboard as well, and the way back', async () => {
    await visit({ html: hostPage(element(open)), policy: strict(open) }, async ({ page, faults }) => {
      await shown(page);
      await page.locator('faq-embed #faq-sting sup a').click();
      await expect.poll(() => page.evaluate(() => location.hash)).toBe('#faq-_source-bee');
      expect(await isInView(page, 'faq-_source-bee')).toBe(true);
      const back = page.locator('faq-embed #faq-_source-bee .cited').first();
      await back.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => isInView(page, 'faq-_c1-1')).toBe(true);
      const focused = () =>
        page.evaluate(() => document.querySelector('faq-embed')?.shadowRoot?.activeElement?.id ?? null);
      expect(await focused()).toBe('faq-_c1-1');
      await page.goBack();
      await expect.poll(() => isInView(page, 'faq-_source-bee')).toBe(true);
      // The same link again changes no address, and still leads there.
      await page.evaluate(() => scrollTo(0, 0));
      await page.locator('faq-embed #faq-sting sup a').click();
      await expect.poll(() => isInView(page, 'faq-_source-bee')).toBe(true);
      expect(faults).toEqual([]);
    });
  });

  const background = (page: Page) =>
    page.locator('faq-embed .faqgen').evaluate((one) => getComputedStyle(one).backgroundColor);

  test.each([
    ['dark where the page around is', '<meta name="color-scheme" content="light dark">', 'dark', 'rgb(18, 25, 27)'],
    ['light where the page around has nothing else', '', 'dark', 'rgb(251, 250, 246)'],
    [
      'light where the reader wants it',
      '<meta name="color-scheme" content="light dark">',
      'light',
      'rgb(251, 250, 246)',
    ],
  ] as const)('is %s', async (_, head, colorScheme, color) => {
    await visit(
      { html: hostPage(element(open), head) },
      async ({ page }) => {
        await shown(page);
        expect(await background(page)).toBe(color);
      },
      { colorScheme },
    );
  });

  test.each([320, 1280].flatMap((width) => [false, true].map((isClosed) => [width, isClosed] as const)))(
    'at %s pixels nothing is wider than the page, and axe finds nothing; closed: %s',
    async (width, isClosed) => {
      const site = isClosed ? closed : open;
      await visit(
        {
          html: hostPage(
            element(site),
            '<style>html{font-size:62.5%}body{margin:0;text-align:center;letter-spacing:3px}</style>',
          ),
        },
        async ({ page }) => {
          await shown(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
          const prose = page.locator('faq-embed .faqgen .prose').first();
          // What the page around does to its own text is nothing to this one.
          if (!isClosed)
            expect(
              await prose.evaluate((one) => {
                const { fontSize, textAlign, letterSpacing } = getComputedStyle(one);
                return [fontSize, textAlign, letterSpacing];
              }),
            ).toEqual(['17px', 'start', 'normal']);
          expect(await axeOn(page)).toEqual([]);
        },
        { viewport: { width, height: 800 }, bypassCSP: true },
      );
    },
  );

  test('is printed with every answer', async () => {
    await visit({ html: hostPage(element(closed)) }, async ({ page }) => {
      await shown(page);
      await page.emulateMedia({ media: 'print' });
      expect(
        await page
          .locator('faq-embed #faq-hive .prose')
          .evaluate((one) => one.checkVisibility({ contentVisibilityAuto: true })),
      ).toBe(true);
      const height = await page
        .locator('faq-embed #faq-hive .prose')
        .evaluate((one) => one.getBoundingClientRect().height);
      expect(height).toBeGreaterThan(10);
    });
  });

  test('has every rule of the style of the site, as far as a browser understands that', async () => {
    const dist = join(room, 'closed/dist');
    const assets = await readdir(join(dist, 'assets'));
    const own = await readFile(join(dist, 'assets', assets.find((name) => name.startsWith('style.')) ?? ''), 'utf8');
    const hosted = await readFile(join(dist, 'embed/embed.css'), 'utf8');
    await visit({ html: hostPage('') }, async ({ page }) => {
      /** How many declarations each rule has. */
      const counts = (css: string) =>
        page.evaluate((text) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          const count = (rules: CSSRuleList): number[] =>
            [...rules].flatMap((rule) =>
              'style' in rule
                ? [(rule.style as CSSStyleDeclaration).length]
                : count((rule as CSSGroupingRule).cssRules ?? []),
            );
          return count(sheet.cssRules);
        }, css);
      const [before, after] = [await counts(own), await counts(hosted)];
      expect(before.length).toBeGreaterThan(150);
      // What the fragment needs besides stands behind the built-in style, and before the fonts.
      const extra = after.length - before.length;
      expect(extra).toBe(
        hosted.slice(hosted.indexOf(':host{--rem'), hosted.indexOf('@font-face')).split('{').length - 1,
      );
      const at = before.findIndex((count, index) => count !== after[index]);
      expect(after.toSpliced(at, extra)).toEqual(before);
    });
  });

  test('comes and goes with its page, once', async () => {
    const html = hostPage(
      element({ ...open, origin: open.origin }).replace(`src="${open.origin}"`, `src="${open.origin.slice(0, -1)}"`),
    );
    await visit({ html }, async ({ page, faults }) => {
      await shown(page);
      await page.evaluate(() => {
        const own = document.querySelector('faq-embed') as Element;
        own.remove();
        document.querySelector('main')?.append(own);
      });
      expect(await page.locator('faq-embed .faqgen').count()).toBe(1);
      await page.locator('faq-embed #faq-sting sup a').click();
      await expect.poll(() => isInView(page, 'faq-_source-bee')).toBe(true);
      expect(faults).toEqual([]);
    });
  });
});

describe.skipIf(withoutChromium)('the examples of docs/embedding.md', () => {
  const docs = readFileSync(join(import.meta.dirname, '../../docs/embedding.md'), 'utf8');
  const blocks = (language: string): string[] =>
    [...docs.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);
  const [inElement = '', inFrame = '', inBareFrame = '', pinned = '', ...more] = blocks('html');
  const at = (text: string, { origin }: Host): string =>
    text.replaceAll('https://faq.example/', origin).replaceAll('https://faq.example', origin.replace(/\/$/, ''));

  test('are these', () => expect(more).toEqual([]));

  test('the element shows the FAQ', () =>
    visit({ html: hostPage(at(inElement, open)), policy: strict(open) }, ({ page }) => shown(page)));

  test('a script that is pinned by its digest runs, and another one does not', async () => {
    const [command = ''] = blocks('sh');
    const digest = execFileSync('sh', ['-c', command], { cwd: join(room, 'open'), encoding: 'utf8' }).trim();
    const [line = ''] = inElement.split('\n');
    const page = (sha: string) => hostPage(at(`${line}${pinned.replace('sha384-…', `sha384-${sha}`)}`, open));
    await visit({ html: page(digest), policy: strict(open) }, ({ page: one }) => shown(one));
    await visit({ html: page(`A${digest.slice(1)}`) }, async ({ page: one, faults }) => {
      await expect.poll(() => faults.join()).toContain('integrity');
      expect(await one.getByRole('link', { name: 'Questions and answers' }).isVisible()).toBe(true);
    });
  });

  test.each([
    ['the element with a frame', inFrame],
    ['a bare frame', inBareFrame],
  ])('%s is as high as the page in it', async (_, snippet) => {
    await visit({ html: hostPage(at(snippet, closed)) }, async ({ page }) => {
      const frame = page.locator('iframe');
      const height = () => frame.evaluate((one) => one.getBoundingClientRect().height - 2 * one.clientTop);
      const wanted = () =>
        page.frames()[1]?.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
      await page.frames()[1]?.locator('#wait summary').click();
      await expect.poll(async () => (await height()) === (await wanted())).toBe(true);
      expect(await height()).not.toBe(2000);
    });
  });
});

describe.skipIf(withoutChromium)('the fragment in a page of another site', () => {
  test('is whole without a script: its links lead within it, and axe finds nothing', async () => {
    const fragment = await readFile(join(room, 'open/dist/embed/fragment.html'), 'utf8');
    await visit(
      { html: hostPage(`<p id="sting">Our own.</p>${fragment}`), policy: strict(open, 'script-src') },
      async ({ page, faults }) => {
        await page.locator('#faq-sting sup a').click();
        expect(await page.evaluate(() => document.querySelector(':target')?.id)).toBe('faq-_source-bee');
        expect(await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id).sort())).toEqual([
          ...new Set(await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id).sort())),
        ]);
        expect(faults).toEqual([]);
        expect(await axeOn(page)).toEqual([]);
      },
      { bypassCSP: true },
    );
  });
});

test.skipIf(withoutChromium || Boolean(process.env['FAQGEN_WITHOUT_JAVA']))(
  'the W3C checker finds no error in a page with the fragment',
  async () => {
    const folder = join(room, 'checked');
    await mkdir(folder);
    const read = (name: string) => readFile(join(room, name), 'utf8');
    for (const name of ['open', 'closed'])
      await writeFile(join(folder, `${name}.html`), hostPage(await read(`${name}/dist/embed/fragment.html`)));
    expect((await vnu(folder)).map(({ message }) => message)).toEqual([]);
  },
);

describe.skipIf(withoutChromium)('the frame', () => {
  const heights = (page: Page) =>
    page.evaluate(() => {
      const frame = document.querySelector('faq-embed')?.shadowRoot?.querySelector('iframe');
      return frame?.getBoundingClientRect().height ?? 0;
    });
  const inner = async (page: Page): Promise<number> => {
    const frame = page.frames()[1];
    if (!frame) throw new Error('there is no frame');
    return frame.evaluate(() => document.documentElement.getBoundingClientRect().height);
  };
  const isLinkShown = (page: Page) => page.getByRole('link', { name: 'Questions and answers' }).isVisible();

  test('is as high as the page in it, and grows and shrinks with it, under the strictest policy', async () => {
    await visit({ html: hostPage(element(closed, ' frame')), policy: strict(closed) }, async ({ page, faults }) => {
      await expect.poll(() => heights(page)).toBeGreaterThan(300);
      const before = await heights(page);
      expect(before).toBe(Math.ceil(await inner(page)));
      expect(await isLinkShown(page)).toBe(false);
      const frame = page.frames()[1];
      await frame?.locator('#wait summary').click();
      await expect.poll(() => heights(page)).toBeGreaterThan(before + 100);
      expect(await heights(page)).toBe(Math.ceil(await inner(page)));
      expect(await frame?.evaluate(() => document.documentElement.scrollHeight > innerHeight)).toBe(false);
      await frame?.locator('#wait summary').click();
      await expect.poll(() => heights(page)).toBe(before);
      // Another page of the site is measured as well.
      await frame?.locator('#hive .own').click();
      await expect.poll(() => page.frames()[1]?.url()).toContain('hive.html');
      await expect.poll(() => heights(page)).toBeLessThan(before);
      await expect.poll(async () => (await heights(page)) - Math.ceil(await inner(page))).toBe(0);
      expect(faults).toEqual([]);
      expect(
        await page.evaluate(() => document.querySelector('faq-embed')?.shadowRoot?.querySelector('iframe')?.title),
      ).toBe('Questions and answers');
    });
  });

  test('is refused to every other site, where the link stays', async () => {
    await visit(
      { html: hostPage(element(closed, ' frame')) },
      async ({ page, faults }) => {
        await expect.poll(() => faults.join()).toMatch(/frame-ancestors|refused to connect|Framing/);
        expect(await isLinkShown(page)).toBe(true);
      },
      { at: stranger },
    );
  });

  test('heeds no height but that of its own page', async () => {
    const html = hostPage(
      `${element(closed, ' frame')}<iframe id="other" src="${stranger.origin}/shout" title="Other"></iframe>`,
    );
    pages.set('/shout', {
      html: '<!doctype html><script>parent.postMessage({ faqgenHeight: 54321 }, "*")</script>',
    });
    await visit({ html }, async ({ page }) => {
      await expect.poll(() => heights(page)).toBeGreaterThan(300);
      await page.evaluate(() => window.postMessage({ faqgenHeight: 54321 }, '*'));
      const other = page.frames().find((frame) => frame.url().endsWith('/shout'));
      await other?.evaluate(() => parent.postMessage({ faqgenHeight: 54321 }, '*'));
      expect(await heights(page)).toBeLessThan(50000);
    });
  });

  test('no page has the script for it where nobody may frame it', async () => {
    const folder = join(room, 'alone');
    await run(['init', 'alone', '--yes'], room);
    expect((await run(['build', '-q'], folder)).exitCode).toBe(0);
    expect(await readFile(join(folder, 'dist/index.html'), 'utf8')).not.toContain('assets/frame');
    expect(await readFile(join(folder, 'dist/_headers'), 'utf8')).toContain("frame-ancestors 'none'");
  });
});
