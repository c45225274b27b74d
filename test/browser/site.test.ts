/// <reference lib="dom" />
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type VnuMessage, vnu } from '../vnu.ts';
import { launchChromium } from './launchChromium.ts';
import { type Host, host } from './staticHost.ts';

/**
 * The built site as its readers meet it: by HTTP, by a double click, without
 * scripts, by keyboard, on a small screen, in the dark and on paper.
 */

const project = fileURLToPath(new URL('../../', import.meta.url));
// `test/run` says which tools this machine has; only it may leave tests out.
const withoutChromium = Boolean(process.env.FAQGEN_WITHOUT_CHROMIUM);
const withoutJava = Boolean(process.env.FAQGEN_WITHOUT_JAVA);

interface Site {
  readonly folder: string;
  /** All files, relative to the folder. */
  readonly files: readonly string[];
  readonly url: string | null;
  /** Ids of the questions, in the order of faq.yaml. */
  readonly ids: readonly string[];
}

const inputs = {
  own: 'faq.yaml',
  arabic: 'test/cases/valid/arabic/faq.yaml',
  german: 'test/cases/valid/german-coffee/faq.yaml',
  sections: 'test/cases/valid/sections/faq.yaml',
  closed: 'test/cases/valid/closed/faq.yaml',
  flat: 'test/cases/valid/flat-list/faq.yaml',
  clinic: 'examples/clinic/faq.yaml',
  // Named so that each lies where the other looks for it.
  en: 'examples/two-languages/faq.yaml',
  es: 'examples/two-languages/faq.es.yaml',
};
const names = Object.keys(inputs) as (keyof typeof inputs)[];

let room: string;
let sites: Record<keyof typeof inputs, Site>;

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'faqgen-site-'));
  const built = await Promise.all(names.map(async (name) => [name, await build(name)] as const));
  sites = Object.fromEntries(built) as typeof sites;
});

afterAll(async () => {
  if (room) await rm(room, { recursive: true, force: true });
});

async function build(name: string, faq = join(project, inputs[name as keyof typeof inputs])): Promise<Site> {
  const folder = join(room, name);
  const { code, stdout, stderr } = await run(process.execPath, [
    join(project, 'lib/cli.js'),
    'build',
    '--out',
    folder,
    faq,
  ]);
  if (code !== 0) throw new Error(`faqgen build ${faq} exited with ${code}:\n${stdout}${stderr}`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const read = parse(await readFile(faq, 'utf8')) as {
    url?: string;
    questions?: Question[];
    sections?: { questions: Question[] }[];
  };
  const questions = read.questions ?? read.sections?.flatMap((section) => section.questions) ?? [];
  const ids = questions.filter(({ id, draft }) => id && !draft && files.includes(`${id}.html`)).map(({ id }) => id);
  return { folder, files, url: read.url ?? null, ids };
}

interface Question {
  id: string;
  draft?: boolean;
}

function run(command: string, args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd: project, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ code: error ? (error.code as number) : 0, stdout, stderr });
    });
  });
}

const questionPage = (id: string | undefined) => `${id}.html`;
const pagesOf = (site: Site) => ['index.html', ...site.ids.map(questionPage)];

/** Every page but the stubs at old addresses, which a browser leaves at once. */
function wholePagesOf(site: Site): string[] {
  return site.files.filter(
    (file) => file.endsWith('.html') && !/http-equiv="?refresh/.test(readFileSync(join(site.folder, file), 'utf8')),
  );
}

/** The question page with the most in it. */
function richestPage(site: Site): string {
  const size = (page: string) => readFileSync(join(site.folder, page)).length;
  return site.ids.map(questionPage).reduce((rich, page) => (size(page) > size(rich) ? page : rich));
}

describe('what was built', () => {
  it('has a page for every question of each FAQ', () => {
    expect(sites.own.ids.length).toBeGreaterThanOrEqual(9);
    expect(sites.arabic.ids).toEqual(['library-card', 'lost-card', 'borrowing', 'opening-hours']);
    expect(sites.german.ids).toEqual(['oeffnungszeiten', 'reservieren', 'milch', 'bezahlen']);
    for (const site of Object.values(sites)) expect(site.files).toEqual(expect.arrayContaining(['404.html']));
  });

  it('sends the front page, its style, script and icon in one round trip', () => {
    const html = readFileSync(join(sites.own.folder, 'index.html'), 'utf8');
    const loaded = [...html.matchAll(/(?:<link rel="(?:stylesheet|icon)" href|<script src)="([^"]+)"/g)];
    expect(loaded.map(([, path]) => path?.replace(/\..*/, ''))).toEqual(['assets/style', 'assets/find', 'assets/icon']);
    const files = ['index.html', ...loaded.map(([, path = '']) => path)];
    const sizes = files.map((file) => brotliCompressSync(readFileSync(join(sites.own.folder, file))).length);
    // What fits into the first ten packets.
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(14336);
  });

  it.each(['arabic', 'german'] as const)('carries nothing of another FAQ: %s', (name) => {
    const { folder, files } = sites[name];
    const carriers = files.filter((file) => /ketamin|spravato|كيتامين/i.test(readFileSync(join(folder, file), 'utf8')));
    expect(carriers).toEqual([]);
  });
});

describe.skipIf(withoutJava)('vnu', () => {
  it('finds no error and no warning in any page or style', async () => {
    const control = await mkdtemp(join(room, 'control-'));
    await writeFile(join(control, 'broken.html'), '<!doctype html><title>x</title><img src=x><p style="colr: red">');
    const folders = Object.values(sites).map(({ folder }) => folder);
    const hosts = await Promise.all(folders.map(host));
    const pages = Object.values(sites).flatMap(({ files }, index) =>
      files.filter((file) => file.endsWith('.html')).map((file) => `${hosts[index]?.origin}${file}`),
    );
    expect(pages.length).toBeGreaterThan(40);
    const faults = [
      ...(await vnu(...pages, join(control, 'broken.html'))),
      ...(await vnu('--skip-non-css', ...folders)),
      ...(await vnu('--skip-non-svg', ...folders)),
    ];
    for (const { server } of hosts) server.close();
    const isControl = ({ url }: VnuMessage) => url?.includes('/control-') ?? false;
    // Proof that it looked.
    expect(faults.filter(isControl).length).toBeGreaterThan(0);
    expect(
      faults
        .filter((fault) => !isControl(fault))
        .map(({ url, lastLine, message, extract }) => `${url}:${lastLine}: ${message} ${extract ?? ''}`),
    ).toEqual([]);
  });
});

describe.skipIf(withoutChromium)('in a browser', () => {
  let browser: Browser;
  const hosts = {} as Record<keyof typeof inputs, Host>;

  beforeAll(async () => {
    browser = await launchChromium();
    for (const name of names) hosts[name] = await host(sites[name].folder);
  });

  afterAll(async () => {
    await browser?.close();
    for (const { server } of Object.values(hosts)) server.close();
  });

  async function visit<T>(options: BrowserContextOptions, act: (page: Page, context: BrowserContext) => Promise<T>) {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    try {
      return await act(await context.newPage(), context);
    } finally {
      await context.close();
    }
  }

  const small = { width: 320, height: 640 };
  const large = { width: 1280, height: 900 };

  it.each(names)('no page scrolls sideways on the smallest screen: %s', async (name) => {
    const wide: string[] = [];
    await visit({ viewport: small }, async (page) => {
      for (const path of wholePagesOf(sites[name])) {
        await page.goto(hosts[name].origin + path);
        const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        if ((content ?? 0) > (window ?? 0)) wide.push(`${path}: ${content}`);
      }
    });
    expect(wide).toEqual([]);
  });

  it('breaks the longest words, and bears letters of twice the size, on every screen', async () => {
    const word = 'Arzneimittelunverträglichkeitsreaktionsbeschreibung';
    const faq = join(room, 'long.yaml');
    await writeFile(
      faq,
      `title: ${word}
language: de
publisher: {name: ${word}${word}, url: https://example.org/}
questions:
  - {id: a, question: Was ist eine ${word}?, answer: "Eine ${word}.", related: [b]}
  - {id: b, question: Noch eine ${word}?, answer: Ja.}
reviewers: {x: {name: Dr. ${word}, role: ${word}, credentials: [${word}]}}
contact: {phone: 1-800-662-4357, disclosure: ${word}}
disclaimer: {text: ${word}}
`,
    );
    const long = await build('long', faq);
    const wide: string[] = [];
    for (const { folder, path } of [
      ...['index.html', 'a.html', '404.html'].map((path) => ({ folder: long.folder, path })),
      ...['index.html', richestPage(sites.own)].map((path) => ({ folder: sites.own.folder, path })),
    ]) {
      for (const width of [320, 390, 1280]) {
        await visit({ viewport: { width, height: 800 }, bypassCSP: true }, async (page) => {
          await page.goto(pathToFileURL(join(folder, path)).href);
          for (const size of [100, 150, 200]) {
            await page.addStyleTag({ content: `html { font-size: ${size}% !important }` });
            const needs = await page.evaluate(() => [
              document.documentElement.scrollWidth - innerWidth,
              ...[...document.querySelectorAll('.rail')].map((rail) => rail.scrollWidth - rail.clientWidth),
            ]);
            if (needs.some((pixels) => pixels > 0)) wide.push(`${path} at ${width}, ${size}%: ${needs}`);
          }
        });
      }
    }
    expect(wide).toEqual([]);
  });

  it('shows every table of the own pages whole on the smallest screen', async () => {
    const cut: string[] = [];
    await visit({ viewport: small }, async (page) => {
      await page.goto(`${hosts.own.origin}index.html`);
      const tables = page.locator('.table');
      expect(await tables.count()).toBeGreaterThan(2);
      cut.push(
        ...(await tables.evaluateAll((all) =>
          all.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent ?? ''),
        )),
      );
    });
    expect(cut).toEqual([]);
  });

  it.each(names)('asks no other host for anything, and nothing fails: %s', async (name) => {
    const { origin, served } = hosts[name];
    served.length = 0;
    const foreign: string[] = [];
    const said: string[] = [];
    await visit({}, async (page, context) => {
      context.on('request', (request) => {
        if (!request.url().startsWith(origin)) foreign.push(request.url());
      });
      context.on('requestfailed', (request) => {
        // Whoever leaves a page at once leaves its icon behind.
        const reason = request.failure()?.errorText;
        if (reason !== 'net::ERR_ABORTED') said.push(`failed: ${request.url()} ${reason}`);
      });
      page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => said.push(`error: ${error.message}`));
      await page.goto(`${origin}index.html`, { waitUntil: 'networkidle' });
      const icon = await page.getAttribute('link[rel~="icon"]', 'href');
      const first = questionPage(sites[name].ids[0]);
      await page.locator(`:is(.answer, .listed) a[href="${first}"]`).click();
      await page.waitForURL(`${origin}${first}`);
      await page.waitForLoadState('networkidle');
      expect(await page.getAttribute('link[rel~="icon"]', 'href')).toBe(icon);
      await page.locator('.back a').first().click();
      await page.waitForURL(/index\.html/);
      await page.waitForLoadState('networkidle');
      expect(said).toEqual([]);
      expect(served.filter(({ status }) => status !== 200)).toEqual([]);
      // A page for any depth names its icon by the site's own address or not at all: the browser then asks for the host's.
      if (!sites[name].url) await page.goto(`${origin}404.html`, { waitUntil: 'networkidle' });
      const response = await fetch(new URL(icon ?? 'favicon.ico', origin));
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('image/svg+xml');
    });
    expect(foreign).toEqual([]);
    expect(served.map(({ path }) => path)).toContain('/index.html');
  });

  it('shows its whole style on a page that does not exist, at any depth', async () => {
    await visit({}, async (page) => {
      const response = await page.goto(`${hosts.own.origin}no/such/folder/page`);
      expect(response?.status()).toBe(404);
      expect(await page.locator('h1').isVisible()).toBe(true);
      expect(await background(page)).toBe('rgb(251, 250, 246)');
    });
  });

  it('prints every answer in full on the front page, without scripts', async () => {
    await visit({ javaScriptEnabled: false }, async (page) => {
      const answerOn = async (path: string) => {
        await page.goto(hosts.own.origin + path);
        // The numbers of the sources differ from page to page.
        const texts = await page.evaluate(() => {
          for (const mark of document.querySelectorAll('.cite')) mark.remove();
          return [...document.querySelectorAll<HTMLElement>('.answer :is(.short, .prose)')].map(
            (part) => part.innerText,
          );
        });
        return texts.map(inOneLine);
      };
      const index = (await answerOn('index.html')).join('\n');
      for (const id of sites.own.ids) {
        const parts = await answerOn(questionPage(id));
        expect(parts.join(' ').length, id).toBeGreaterThan(150);
        for (const part of parts) expect(index).toContain(part);
      }
      await page.goto(`${hosts.own.origin}index.html`);
      for (const id of sites.own.ids) {
        expect(await page.locator(`#${id} .prose`).isVisible(), id).toBe(true);
      }
      expect(await page.locator('main details:not([open]), main [hidden]').count()).toBe(0);
    });
  });

  it.each(names)('every link leads somewhere from a double click: %s', async (name) => {
    const { folder } = sites[name];
    const idsIn = new Map<string, Set<string>>();
    const links: { from: string; to: string }[] = [];
    await visit({}, async (page) => {
      for (const path of wholePagesOf(sites[name])) {
        await page.goto(pathToFileURL(join(folder, path)).href);
        const read = await page.evaluate(() => ({
          ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
          links: [...document.querySelectorAll<HTMLElement>('[href], [src]')]
            .filter(
              (element) =>
                !/^[a-z][a-z0-9+.-]*:/i.test(element.getAttribute('href') ?? element.getAttribute('src') ?? ''),
            )
            .map((element) => ('href' in element ? String(element.href) : (element as HTMLImageElement).src)),
        }));
        idsIn.set(path, new Set(read.ids));
        for (const to of read.links) links.push({ from: path, to });
      }
    });
    expect(links.length).toBeGreaterThan(20);
    const broken = links.filter(({ to }) => {
      const { pathname, hash } = new URL(to);
      const path = fileURLToPath(`file://${pathname}`);
      // The sites stand beside each other, as those of two languages do.
      if (!path.startsWith(`${room}/`) || !existsSync(path)) return true;
      const id = decodeURIComponent(hash.slice(1));
      return id !== '' && idsIn.get(path.slice(folder.length + 1))?.has(id) === false;
    });
    expect(broken).toEqual([]);
  });

  it('leads from an old address to the new one', async () => {
    await visit({}, async (page) => {
      for (const base of [hosts.arabic.origin, `${pathToFileURL(sites.arabic.folder).href}/`]) {
        await page.goto(`${base}card-lost.html`);
        await page.waitForURL(/\/lost-card\.html(#|$)/);
      }
      await page.goto(`${hosts.german.origin}index.html#kartenzahlung`);
      const top = await page.locator('#bezahlen').evaluate((answer) => answer.getBoundingClientRect().top);
      expect(top).toBeLessThan(innerHeightOf(page));
    });
  });

  it('keeps every old address and fragment, with a script or without', async () => {
    const faq = join(room, 'renamed.yaml');
    const tall = `${'A line.\\n\\n'.repeat(60)}Cited [@a].`;
    await writeFile(
      faq,
      `title: Bees
policy: {review: off}
sections:
  - id: first
    title: First
    questions:
      - {id: top, question: Top?, answer: "${tall}"}
  - id: help
    title: Help
    formerly: [aid]
    questions:
      - {id: sting, question: Sting?, answer: "${tall}", formerly: [bite]}
      - {id: end, question: End?, answer: "${tall}"}
sources: {a: {title: Of bees}}
`,
    );
    const { folder } = await build('renamed', faq);
    const { server, origin } = await host(folder);
    try {
      for (const javaScriptEnabled of [true, false]) {
        for (const base of [origin, `${pathToFileURL(folder).href}/`]) {
          await visit({ javaScriptEnabled }, async (page) => {
            for (const [from, to, element] of [
              ['bite.html', 'sting.html', null],
              ['bite.html#bite', javaScriptEnabled ? 'sting.html#bite' : 'sting.html', '#sting h1'],
              ['bite.html#_source-a', javaScriptEnabled ? 'sting.html#_source-a' : 'sting.html', null],
              ['aid.html', 'index.html#help', '#help h2'],
              ['sting.html#bite', 'sting.html#bite', '#sting h1'],
              ['index.html#bite', 'index.html#bite', '#sting h3'],
              ['index.html#aid', 'index.html#aid', '#help h2'],
            ] as const) {
              await page.goto('about:blank');
              await page.goto(base + from);
              await page.waitForURL(base + to);
              if (element === null) continue;
              const top = await page.locator(element).evaluate((heading) => heading.getBoundingClientRect().top);
              expect(top, `${base}${from}`).toBeGreaterThanOrEqual(0);
              expect(top, `${base}${from}`).toBeLessThan(innerHeightOf(page));
            }
            await page.goto(`${base}bite.html#_source-a`);
            await page.waitForURL(/sting/);
            // The source that the old address named is marked, as if it had been the new one.
            expect(await page.locator('li:target').count()).toBe(javaScriptEnabled ? 1 : 0);
          });
        }
      }
    } finally {
      server.close();
    }
  });

  it('applies its style from a double click', async () => {
    await visit({ colorScheme: 'light' }, async (page) => {
      for (const path of [...pagesOf(sites.own), '404.html']) {
        await page.goto(pathToFileURL(join(sites.own.folder, path)).href);
        expect(await background(page), path).toBe('rgb(251, 250, 246)');
      }
    });
  });

  it.each([
    ['own', 'index.html', small],
    ['own', 'index.html', large],
    ['own', 'question', small],
    ['own', 'question', large],
    ['arabic', 'index.html', small],
    ['arabic', 'question', large],
  ] as const)('help stands in its order: %s, %s at %o', async (name, kind, viewport) => {
    await visit({ viewport }, async (page) => {
      const site = sites[name];
      // One that cites a source: a page without sources has no list of them.
      const path = kind === 'question' ? richestPage(site) : kind;
      await page.goto(hosts[name].origin + path);
      const order = [
        '.urgent',
        'h1',
        '.answer .prose',
        '.contact',
        '.sources',
        '.related:not(.onward)',
        '.reviewers',
        '.disclaimer',
        'body > footer',
      ];
      const places = await page.evaluate(
        (selectors) =>
          selectors.map((selector) => {
            const element = document.querySelector(selector);
            const box = element?.getBoundingClientRect();
            const all = [...document.querySelectorAll('*')];
            return { selector, inText: element ? all.indexOf(element) : -1, top: box?.height ? box.top : -1 };
          }),
        order,
      );
      expect(places.filter(({ inText, top }) => inText < 0 || top < 0)).toEqual([]);
      const by = (key: 'inText' | 'top') => [...places].sort((a, b) => a[key] - b[key]).map(({ selector }) => selector);
      expect(by('inText')).toEqual(order);
      expect(by('top')).toEqual(order);
      // Every answer stands before the box with a person to ask.
      const late = await page.locator('.contact ~ .answer, .contact ~ .group').count();
      expect(late).toBe(0);
    });
  });

  it.each(['index.html', 'question'])('the first Tab offers a way to the answers: %s', async (kind) => {
    await visit({ viewport: small }, async (page) => {
      await page.goto(hosts.own.origin + (kind === 'question' ? richestPage(sites.own) : kind));
      const skip = page.locator('.skip');
      const shown = async () => {
        const box = await skip.boundingBox();
        return box !== null && box.y >= 0 && box.x >= 0 && box.x + box.width <= small.width && box.height >= 24;
      };
      expect(await shown()).toBe(false);
      await page.keyboard.press('Tab');
      expect(await skip.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await shown()).toBe(true);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash === '#_answers');
      const top = () => page.locator('main').evaluate((main) => main.getBoundingClientRect().top);
      await expect.poll(top).toBeLessThan(small.height / 2);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    });
  });

  it('is a leaflet on paper', async () => {
    await visit({ viewport: large, colorScheme: 'dark' }, async (page) => {
      await page.goto(`${hosts.own.origin}index.html`);
      await page.emulateMedia({ media: 'print' });
      // The list of questions is its list of contents.
      expect(await page.locator('.jump li').first().isVisible()).toBe(true);
      for (const element of await page.locator('.skip, nav:not(.jump), .find').all())
        expect(await element.isVisible()).toBe(false);
      for (const id of sites.own.ids) {
        expect(await page.locator(`#${id} .prose`).isVisible(), id).toBe(true);
        expect((await page.locator(`#${id} .prose`).boundingBox())?.height, id).toBeGreaterThan(40);
      }
      expect(await background(page)).toBe('rgb(255, 255, 255)');
      const pdf = await page.pdf();
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.length).toBeGreaterThan(10_240);
      await page.goto(hosts.own.origin + richestPage(sites.own));
      for (const element of await page.locator('.skip, nav').all()) expect(await element.isVisible()).toBe(false);
      expect(await page.locator('.answer .prose').isVisible()).toBe(true);
    });
  });

  it('reads from right to left where the language does', async () => {
    await visit({ viewport: large }, async (page) => {
      for (const path of wholePagesOf(sites.arabic)) {
        expect(readFileSync(join(sites.arabic.folder, path), 'utf8'), path).toMatch(/<html lang="?ar"? dir="?rtl"?>/);
      }
      await page.goto(`${hosts.arabic.origin}index.html`);
      const [rail, main] = await Promise.all([page.locator('.rail').boundingBox(), page.locator('main').boundingBox()]);
      expect(rail?.x).toBeGreaterThan(main?.x ?? Number.POSITIVE_INFINITY);
      expect(await page.locator('.phone').evaluate((phone) => getComputedStyle(phone).direction)).toBe('ltr');
      await page.goto(`${hosts.german.origin}index.html`);
      expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
        'de',
        'ltr',
      ]);
    });
  });
});

function innerHeightOf(page: Page): number {
  return page.viewportSize()?.height ?? 0;
}

function background(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

function inOneLine(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[.,;:])/g, '')
    .trim();
}
