// What a browser finds on a page as it is served: what it asks for, where things stand, what they weigh.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const { source: axeSource, version } = createRequire(import.meta.url)('axe-core');
export const axeVersion = version;

/** Small telephone, telephone, desktop. */
export const screens = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
};
const compressed = /^(?:text\/|application\/json|image\/(?:svg|x-icon))/;

/** As a host sends what it packed beforehand: each as small as it gets. */
export const pack = {
  br: (body) => brotliCompressSync(body),
  gzip: (body) => gzipSync(body, { level: constants.Z_BEST_COMPRESSION }),
};

/** @returns {Promise<import('playwright-core').Browser>} asks the outside world for nothing by itself */
export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.FAQGEN_CHROMIUM || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * A static host at a port of its own, which counts what it sends.
 * @param {string} folder
 * @param {'br' | 'gzip'} encoding  of all that can be compressed; the browser is not asked
 */
export async function serve(folder, encoding) {
  /** @type {{ path: string, status: number, bytes: number }[]} `bytes` of the body, as sent */
  const sent = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    const path = normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
    const found = await readFile(join(folder, path)).catch(() => null);
    const type = types[extname(path)] ?? 'application/octet-stream';
    const packs = found !== null && compressed.test(type);
    const body = packs ? pack[encoding](found) : (found ?? Buffer.alloc(0));
    sent.push({ path, status: found ? 200 : 404, bytes: body.length });
    response.writeHead(found ? 200 : 404, { 'content-type': type, ...(packs && { 'content-encoding': encoding }) });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://localhost:${server.address().port}/`, sent, close };
}

/**
 * All figures of one page: bytes of bodies as sent, places in CSS pixels.
 * @param {import('playwright-core').Browser} browser
 * @param {string} folder  the site; its front page is measured
 * @param {import('./pageParts.mjs').Parts} parts
 */
export async function figuresOf(browser, folder, parts) {
  const gzip = await withPage(browser, folder, 'gzip', screens[1], {}, async (_page, { sent }) => total(sent));
  const loading = await withPage(browser, folder, 'br', screens[1], {}, async (page, { sent, foreign }) => ({
    requests: sent.length + foreign.size,
    missing: sent.filter(({ status }) => status === 404).map(({ path }) => path),
    foreign: [...new Set([...foreign].map((url) => new URL(url).host))],
    foreignRequests: foreign.size,
    br: total(sent),
    sent: [...sent],
    pages: await paperPages(page),
  }));
  const places = [];
  for (const screen of screens) {
    places.push(
      await withPage(browser, folder, 'br', screen, {}, async (page) => ({
        ...screen,
        ...(await page.evaluate(placesOnPage, textsOf(parts))),
        axe: await faults(page),
      })),
    );
  }
  // What shifts hangs on when the first paint comes: once is not enough.
  const shifts = [];
  for (const screen of screens.flatMap((one) => Array.from({ length: 5 }, () => one))) {
    shifts.push(await withPage(browser, folder, 'br', screen, {}, (page) => page.evaluate(shiftOnPage)));
  }
  const dark = await withPage(browser, folder, 'br', screens[1], { colorScheme: 'dark' }, async (page) => {
    const { ground } = await page.evaluate(placesOnPage, textsOf(parts));
    return ground === places[1].ground ? null : { axe: await faults(page) };
  });
  const withoutScript = await withPage(browser, folder, 'br', screens[1], { javaScriptEnabled: false }, (page) =>
    readable(page, parts),
  );
  const onPaper = await withPage(browser, folder, 'br', screens[1], {}, async (page) => {
    await page.emulateMedia({ media: 'print' });
    const { type } = await page.evaluate(placesOnPage, textsOf(parts));
    return { ...(await readable(page, parts)), type, addresses: await addressesPrinted(page, parts) };
  });
  return { ...loading, gzip, places, shifts, dark, withoutScript, onPaper };
}

/** The height of the page at the narrowest and the widest screen. */
export async function heightsOf(browser, folder) {
  const heights = [];
  for (const screen of [screens[0], screens.at(-1)]) {
    heights.push(
      await withPage(browser, folder, 'br', screen, {}, (page) =>
        page.evaluate(() => document.documentElement.scrollHeight),
      ),
    );
  }
  return heights;
}

/** Saves the first screen and the whole page at each width, to be looked at. */
export async function picture(browser, folder, name) {
  for (const screen of screens) {
    await withPage(browser, folder, 'br', screen, {}, async (page) => {
      await page.screenshot({ path: `${name}-${screen.width}.png` });
      await page.screenshot({ path: `${name}-${screen.width}-whole.png`, fullPage: true });
    });
  }
}

async function withPage(browser, folder, encoding, viewport, options, work) {
  const host = await serve(folder, encoding);
  const context = await browser.newContext({ viewport, bypassCSP: true, ...options });
  // There is no other origin in the benchmark. A font that does not come is asked for in its next format: one request.
  const foreign = new Set();
  await context.route(
    (url) => !url.href.startsWith(host.origin) && url.protocol !== 'data:',
    (route) => {
      foreign.add(
        route
          .request()
          .url()
          .replace(/\.\w+$/, ''),
      );
      return route.abort();
    },
  );
  try {
    const page = await context.newPage();
    await page.goto(host.origin, { waitUntil: 'networkidle' });
    return await work(page, { sent: host.sent, foreign });
  } finally {
    await context.close();
    host.close();
  }
}

function total(sent) {
  return sent.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Sheets of A4, with the margins that browsers print by themselves where a page asks for none. */
async function paperPages(page) {
  const margin = '10mm';
  const pdf = await page.pdf({ format: 'A4', margin: { top: margin, right: margin, bottom: margin, left: margin } });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
}

/** What axe finds, by the rules that the tests of the pages ask for: the name of a rule for each element. */
async function faults(page) {
  await page.evaluate(axeSource);
  const { violations, passes } = await page.evaluate(() =>
    window.axe.run({ rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }),
  );
  if (passes.length < 10) throw new Error('axe did not look');
  return violations.flatMap(({ id, nodes }) => nodes.map(() => id));
}

/** By which each answer is found on a page: its question, and the first words of its first paragraph. */
function textsOf({ answers }) {
  return answers.map(({ question, blocks }) => {
    const [first] = blocks;
    return { question, words: first.of.find((part) => typeof part === 'string').trim() };
  });
}

/** How many answers are in sight, and how many of the others a reader opens. */
function readable(page, parts) {
  return page.evaluate((answers) => {
    const shown = { open: 0, closed: 0, of: answers.length };
    const texts = [...document.querySelectorAll('body p, body li, body td')];
    for (const { words } of answers) {
      const element = texts.find(({ textContent }) => textContent.includes(words));
      if (element?.checkVisibility()) shown.open++;
      else if (element?.closest('details')?.querySelector('summary')?.checkVisibility()) shown.closed++;
    }
    return shown;
  }, textsOf(parts));
}

/** Of how many sources the address is printed behind its link. */
function addressesPrinted(page, { sources }) {
  return page.evaluate(
    (hrefs) =>
      hrefs.filter((href) => {
        const link = [...document.links].find((each) => each.getAttribute('href') === href);
        return /attr\(href|https?:/.test(getComputedStyle(link, '::after').content);
      }).length,
    sources.map(({ href }) => href),
  );
}

/**
 * Runs in the page. Tops are from the top of the document, in CSS pixels; null where the words are not in sight. `type`
 * is the size of a paragraph behind the short answer, of the first cell of a table and of the first question.
 */
function placesOnPage([{ question, words }]) {
  const named = [...document.querySelectorAll('h2, h3, summary')].find(({ textContent }) =>
    textContent.includes(question),
  );
  const paragraphs = [...document.querySelectorAll('body p')];
  const text = paragraphs.find(({ textContent }) => textContent.includes(words));
  const next = paragraphs[paragraphs.indexOf(text) + 1];
  const top = (element) => Math.round(element.getBoundingClientRect().top + scrollY);
  const size = (element) => Number.parseFloat(getComputedStyle(element).fontSize);
  return {
    heading: top(named),
    line: text.checkVisibility() ? top(text) : null,
    tall: document.documentElement.scrollHeight,
    type: [next, document.querySelector('td'), named].map(size),
    ground: getComputedStyle(document.body).backgroundColor,
    sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  };
}

/** Runs in the page. */
function shiftOnPage() {
  const shifts = new PerformanceObserver(() => undefined);
  shifts.observe({ type: 'layout-shift', buffered: true });
  return shifts
    .takeRecords()
    .filter(({ hadRecentInput }) => !hadRecentInput)
    .reduce((sum, { value }) => sum + value, 0);
}
