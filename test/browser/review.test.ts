/// <reference lib="dom" />
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createNetServer } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openReview } from '../reviewing/openedReview.ts';
import { makeKey } from '../signing.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';
import { axeOn } from './axeOn.ts';
import { launchChromium } from './launchChromium.ts';

/** What a reviewer does in the browser, who has typed one line in a terminal, or had it typed. */

const withoutChromium = Boolean(process.env.FAQGEN_WITHOUT_CHROMIUM);

const faqWith = (answer: string, key: string): string => `title: Coffee, answered
policy: {review: require, reviewEvery: 12 months}
sources:
  usda: {title: FoodData Central, publisher: USDA, url: "https://fdc.nal.usda.gov/"}
reviewers:
  doe: {name: Jane Doe, role: Dietitian, key: ${key}}
questions:
  - id: caffeine
    question: How much caffeine is in a cup?
    short: About 95 mg.
    answer: |
${answer
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
  - id: decaf
    question: Is decaf free of it?
    answer: No [@usda].
`;

const words = `A cup of 240 ml holds **about 95 mg** [@usda].

| Cup | mg |
| --- | ---: |
| small | 70 |
| large | 150 |

1. Ask what a cup is.
2. Count the cups.

![A cup](cup.png)`;

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let browser: Browser;
beforeAll(async () => {
  if (!withoutChromium) browser = await launchChromium();
});
afterAll(() => browser?.close());

async function openPage(address: string, width = 1280): Promise<{ page: Page; complaints: string[] }> {
  // axe is a script of the test's own, which the page's policy would stop.
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(address);
  return { page, complaints };
}

async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['FAQGEN_SHOTS'];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  for (const width of [1280, 320])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

const state = (page: Page) => page.locator('.state .badge').innerText();
const told = (page: Page) => page.locator('#message');
/** What the page says of what was just done. */
const said = (page: Page, text: string) =>
  expect.poll(() => told(page).innerText(), { timeout: 60_000 }).toContain(text);
const approve = (page: Page) => page.getByRole('button', { name: 'Approve as Jane Doe' });

describe.skipIf(withoutChromium)('a reviewer in the browser', () => {
  it('reads, approves, sees one changed word, approves again, and sees the review run out', async () => {
    const keys = await temporaryFolder();
    const key = await makeKey(keys);
    const desk = await openReview({ 'faq.yaml': faqWith(words, key), 'cup.png': onePixel }, [
      '--key',
      join(keys, 'key'),
    ]);
    const { page, complaints } = await openPage(desk.entrance);
    // The secret is no longer in the address, nor in what the page knows of where it came from.
    const secret = desk.entrance.split('/').at(-1) as string;
    expect(page.url()).not.toContain(secret);
    expect(
      await page.evaluate(() => document.referrer + document.cookie + document.documentElement.outerHTML),
    ).not.toContain(secret);

    await page.getByRole('link', { name: 'Jane Doe, Dietitian' }).click();
    await page.getByText('2 of 2 answers wait for a review.').waitFor();
    await look(page, 'list');
    expect(await axeOn(page)).toEqual([]);
    await page.getByRole('link', { name: 'How much caffeine is in a cup?' }).click();
    expect(await state(page)).toBe('Not reviewed yet');
    expect(await page.locator('.prose').innerText()).toContain('A cup of 240 ml holds about 95 mg[1].');
    expect(await page.locator('.prose table').innerText()).toMatch(/large\s+150/);
    await page.waitForFunction(() => (document.querySelector('.prose img') as HTMLImageElement).naturalWidth === 1);
    const source = page.locator('.sources').getByRole('link', { name: 'FoodData Central' });
    expect(await source.getAttribute('href')).toBe('https://fdc.nal.usda.gov/');
    await look(page, 'unsigned');
    expect(await axeOn(page)).toEqual([]);

    // The page as readers see it, in a frame that nothing runs in.
    await page.getByText('See it on its page').click();
    const framed = page.frameLocator('iframe');
    await framed.getByRole('heading', { name: 'How much caffeine is in a cup?' }).waitFor();
    expect(await framed.locator('h1').evaluate((heading) => getComputedStyle(heading).fontFamily)).toContain(
      'Palatino',
    );

    await page.getByText('See it on its page').click();
    await approve(page).click();
    await said(page, 'You have approved this answer.');
    expect(await state(page)).toMatch(/Reviewed$/);
    expect(await page.locator('.state').innerText()).toContain(
      'Jane Doe (Dietitian) approved it on 23 November 2026, until 23 November 2027.',
    );
    await look(page, 'signed');
    expect(await axeOn(page)).toEqual([]);
    const record = await readFile(join(desk.folder, 'reviews/caffeine.yaml'), 'utf8');
    expect(record).toContain('-----BEGIN SSH SIGNATURE-----');
    expect((await run(['review', 'verify'], desk.folder)).stdout).toContain(
      '1 record proven: the digest of each, and 1 signature',
    );

    // An editor changes one word, a number in a table and a number of a step.
    const changed = words
      .replace('about 95', 'about 96')
      .replace('150', '160')
      .replace('Count the cups', 'Count all cups');
    await desk.write('faq.yaml', faqWith(changed, key));
    await said(page, 'This has changed a moment ago');
    expect(await state(page)).toBe('Changed since its review');
    expect(await page.locator('.prose del').allTextContents()).toEqual([
      'taken out: 95 end of taken out ',
      'taken out: 150 end of taken out ',
      'taken out: the end of taken out ',
    ]);
    expect(await page.locator('.prose ins').allTextContents()).toEqual([
      'new: 96 end of new ',
      'new: 160 end of new ',
      'new: all end of new ',
    ]);
    await look(page, 'changed');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeOn(page), colorScheme).toEqual([]);
    }
    await page.emulateMedia({ forcedColors: 'active' });
    const lines = (tag: string) =>
      page
        .locator(`.prose ${tag}`)
        .first()
        .evaluate((one) => getComputedStyle(one).textDecorationLine);
    expect([await lines('ins'), await lines('del')]).toEqual(['underline', 'line-through']);
    await page.emulateMedia({ forcedColors: 'none' });
    await approve(page).click();
    await said(page, 'You have approved this answer.');
    expect(await state(page)).toMatch(/Reviewed$/);
    expect(await page.locator('.prose :is(ins, del)').count()).toBe(0);

    // The last day passes.
    desk.setDay('2027-11-24');
    await page.getByText('Its review has run out').waitFor({ timeout: 60_000 });
    expect(await page.locator('.state').innerText()).toContain(
      'that ended on 23 November 2027, and today is 24 November 2027',
    );
    await look(page, 'expired');
    await approve(page).click();
    await said(page, 'You have approved this answer.');
    expect(await page.locator('.state').innerText()).toContain('until 24 November 2028');
    expect((await run(['review', 'verify', '--as-of', '2027-11-24'], desk.folder)).exitCode).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('approves nothing that an editor has changed since it was shown, and asks for a change', async () => {
    const keys = await temporaryFolder();
    const key = await makeKey(keys);
    const desk = await openReview({ 'faq.yaml': faqWith('About 95 mg [@usda].', key) }, [
      '--by',
      'doe',
      '--key',
      join(keys, 'key'),
    ]);
    const { page } = await openPage(desk.entrance);
    await page.getByRole('link', { name: 'Read the first one' }).click();
    await approve(page).waitFor();
    // As fast as an editor can be: no look lies between the save and the click.
    await page.evaluate(() => Object.defineProperty(document, 'visibilityState', { value: 'hidden' }));
    await desk.write('faq.yaml', faqWith('About 9500 mg [@usda].', key));
    await approve(page).click();
    await said(page, 'This has changed since it was shown to you. Nothing was done.');
    expect(await page.locator('.prose').innerText()).toContain('9500');
    expect(await readdir(desk.folder)).toEqual(['faq.yaml']);

    await page.getByLabel('Something has to be changed?').fill('Of how many millilitres?\n"240"?');
    await page.getByRole('button', { name: 'Ask for this change' }).click();
    await said(page, 'The editor is told of it.');
    await page.locator('.request').getByText('Of how many millilitres?').waitFor();
    await look(page, 'asked');
    expect(await axeOn(page)).toEqual([]);
    const { stderr } = await run(['check'], desk.folder);
    expect(stderr).toContain(
      'Jane Doe asked on 2026-11-23 for a change of `caffeine`: “Of how many millilitres? "240"?”',
    );
    await approve(page).click();
    await said(page, 'You have approved this answer.');
    expect(await readdir(join(desk.folder, 'reviews/requests'))).toEqual([]);
  });

  it('is out of the reach of other servers of this machine, of their pages, and of a theme', async () => {
    /** A server of somebody else, on this machine. */
    const heard: string[] = [];
    const other = createServer((request, response) => {
      heard.push(`${request.url} ${request.headers.cookie ?? 'no cookie'} ${request.headers.referer ?? ''}`);
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>Other</title><p>Hello');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    /** What a theme may load from, as its publisher allows: every knock is heard, whatever it asks. */
    let knocks = 0;
    const allowed = createNetServer((socket) => {
      knocks++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => allowed.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void allowed.close());
    const origin = `https://127.0.0.1:${(allowed.address() as AddressInfo).port}`;
    const style = await readFile(join(import.meta.dirname, '../../templates/style.css'), 'utf8');
    const desk = await openReview(
      {
        'faq.yaml': `title: Bees
policy: {citations: off, origins: ["${origin}"]}
theme: {templates: theme}
sources: {who: {title: Elsewhere, url: "${elsewhere}source"}}
reviewers: {doe: {name: Jane Doe}}
questions: [{id: sting, question: What helps?, answer: "Cold water [@who]."}]
`,
        'theme/style.css': `${style}\nbody { background: url(${origin}/picture) } .prose { font-style: italic }`,
      },
      ['--by', 'doe'],
    );
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(desk.entrance);
    await page.getByRole('link', { name: 'Read the first one' }).click();
    const room = page.url();
    await page.getByText('See it on its page').click();
    const framed = page.frameLocator('iframe').locator('.prose');
    expect(await framed.evaluate((one) => getComputedStyle(one).fontStyle)).toBe('italic');
    expect(await framed.evaluate(() => [origin, window.parent === window])).toEqual(['null', false]);
    await page.waitForTimeout(300);
    // A style tells nobody anything.
    expect([heard, knocks]).toEqual([[], 0]);

    const [source] = await Promise.all([
      context.waitForEvent('page'),
      page.locator('.sources').getByRole('link', { name: 'Elsewhere' }).click(),
    ]);
    await source.waitForLoadState();
    // The same browser, the same machine, another port: no cookie, no address, no way back to the page.
    expect(heard.filter((one) => one.startsWith('/source'))).toEqual(['/source no cookie ']);
    expect(await source.evaluate(() => window.opener)).toBe(null);
    const tried = await source.evaluate(async (address) => {
      const approve = new URL('approve', address).href;
      const body = JSON.stringify({ by: 'doe', answer: 'sting', shown: '' });
      const told = async (how: RequestInit, where: string) =>
        fetch(where, { credentials: 'include', ...how }).then(
          (response) => `${response.type} ${response.status}`,
          () => 'refused',
        );
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
      await new Promise((resolve) => frame.addEventListener('load', resolve));
      let inFrame: string;
      try {
        inFrame = frame.contentWindow?.document.body.innerText ?? '';
      } catch {
        inFrame = 'refused';
      }
      return [
        await told({}, address),
        await told({ mode: 'no-cors' }, address),
        await told({ method: 'POST', mode: 'no-cors', body }, approve),
        await told({ method: 'POST', body, headers: { 'Content-Type': 'application/json' } }, approve),
        inFrame,
      ];
    }, room);
    // Nothing can be read, not even of a request that is let out without a look at the answer.
    expect(tried.every((one) => one === 'refused' || one === 'opaque 0')).toBe(true);
    expect(tried[0]).toBe('refused');
    expect(tried[4]).toBe('refused');
    expect((await readdir(desk.folder)).sort()).toEqual(['faq.yaml', 'theme']);
    await page.bringToFront();
    await approve(page).click();
    await said(page, 'You have approved this answer.');
  });

  it('works with the keyboard alone at 320 px, and nothing is wider than the page', async () => {
    const keys = await temporaryFolder();
    const key = await makeKey(keys);
    const desk = await openReview({ 'faq.yaml': faqWith(words, key), 'cup.png': onePixel }, [
      '--by',
      'doe',
      '--key',
      join(keys, 'key'),
    ]);
    const { page } = await openPage(desk.entrance, 320);
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let turn = 0; turn < 40; turn++) {
        await page.keyboard.press('Tab');
        if (name.test(await page.evaluate(() => document.activeElement?.textContent ?? ''))) return;
      }
      throw new Error(`no way to ${name}`);
    };
    await tabTo(/^Read the first one$/);
    await page.keyboard.press('Enter');
    await approve(page).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await axeOn(page)).toEqual([]);
    await tabTo(/^Approve as Jane Doe$/);
    await page.keyboard.press('Enter');
    await said(page, 'You have approved this answer.');
    // Where a screen reader goes on reading.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('message');
    await tabTo(/^Next: /);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Is decaf free of it?' }).waitFor();
  });
});
