/// <reference lib="dom" />
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { startWatching, type Watching } from '../watching.ts';
import { axeOn } from './axeOn.ts';
import { launchChromium } from './launchChromium.ts';

/** What an author sees in the browser while `faqgen watch` runs. */

const withoutChromium = Boolean(process.env.FAQGEN_WITHOUT_CHROMIUM);
const templates = join(import.meta.dirname, '..', '..', 'templates');
const filler = Array.from({ length: 60 }, (_, index) => `      Line ${index} of a long answer.\n\n`).join('');

function faqWith(answer: string): string {
  return `title: Bees
policy: {review: off, citations: off}
theme: {templates: theme}
questions:
  - id: honey
    question: Who makes honey?
    answer: |
${filler}
  - id: sting
    question: What helps with a sting?
    answer: ${answer}
  - id: wax
    question: What is wax?
    answer: |
${filler}
`;
}

let browser: Browser;
beforeAll(async () => {
  if (withoutChromium) return;
  browser = await launchChromium();
});
afterAll(() => browser?.close());

interface Desk {
  readonly folder: string;
  readonly watching: Watching;
  readonly page: Page;
  readonly complaints: string[];
  save(text: string): Promise<void>;
}

/** A project that is watched, and its front page in a browser. */
async function openDesk(address = ''): Promise<Desk> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'theme'));
  const save = async (text: string): Promise<void> => {
    await writeFile(join(folder, 'faq.yaml.tmp'), text);
    await rename(join(folder, 'faq.yaml.tmp'), join(folder, 'faq.yaml'));
  };
  await save(faqWith('Cold water.'));
  const watching = await startWatching(folder);
  const page = await browser.newPage({ viewport: { width: 900, height: 600 }, reducedMotion: 'reduce' });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(`${watching.address}${address}`);
  return { folder, watching, page, complaints, save };
}

/** Marks the document, to tell a page that was loaded anew from one that was changed in place. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { marked: true }));
const isMarked = (page: Page) => page.evaluate(() => 'marked' in window);
const words = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor({ timeout: 60_000 });
const scroll = (page: Page) => page.evaluate(() => Math.round(scrollY));
const problems = (page: Page) => page.locator('faqgen-problems dialog');

describe.skipIf(withoutChromium)('in the browser of an author', () => {
  it('a save changes the words in place, and leaves scroll position, target and focus', async () => {
    const { page, save, complaints } = await openDesk('#sting');
    await mark(page);
    const link = page.locator('#sting h2 a');
    await link.focus();
    const before = await scroll(page);
    expect(before).toBeGreaterThan(300);
    await save(faqWith('Warm water.'));
    await words(page, 'Warm water.');
    expect(await scroll(page)).toBe(before);
    expect(await isMarked(page)).toBe(true);
    expect(await page.evaluate(() => document.querySelector(':target')?.id)).toBe('sting');
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    // Questions that come and go, and more of them, are patched as well.
    await save(faqWith('Warm water.').replace(/ {2}- id: honey[\s\S]*?(?= {2}- id: sting)/, ''));
    await expect.poll(() => page.locator('#honey').count()).toBe(0);
    await save(faqWith('"Hot **water**."'));
    await words(page, 'water');
    expect(await page.locator('main article').evaluateAll((all) => all.map(({ id }) => id))).toEqual([
      'honey',
      'sting',
      'wax',
    ]);
    const served = await page.evaluate(async () => {
      const fresh = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), 'text/html');
      const shown = document.body.cloneNode(true) as HTMLElement;
      // What the page's own script made stands in no file, and stays.
      const made = [...shown.querySelectorAll('.find')];
      for (const each of made) each.remove();
      for (const name of ['open', 'tabindex', 'aria-current'])
        for (const each of shown.querySelectorAll(`.jump [${name}]`)) each.removeAttribute(name);
      return [made.length, fresh.body.isEqualNode(shown)];
    });
    expect(served).toEqual([1, true]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('an answer that the author has opened stays open, and so does the button for all', async () => {
    const { page, save, complaints } = await openDesk();
    const closed = (answer: string) => faqWith(answer).replace('theme: {', 'theme: {answers: closed, ');
    await save(closed('Ice water.'));
    await page.locator('#sting details').waitFor({ timeout: 60_000 });
    // The script of such pages is another one.
    await page.reload();
    await page.locator('#sting summary').click();
    await mark(page);
    await save(closed('Warm water.'));
    await words(page, 'Warm water.');
    expect(await isMarked(page)).toBe(true);
    expect(await page.locator('.answer:has(> details[open])').evaluateAll((all) => all.map(({ id }) => id))).toEqual([
      'sting',
    ]);
    expect(await page.locator('.fold button').allTextContents()).toEqual(['Open all']);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('a new stylesheet is swapped in without a reload', async () => {
    const { page, folder, complaints } = await openDesk();
    await mark(page);
    const style = await readFile(join(templates, 'style.css'), 'utf8');
    await writeFile(join(folder, 'theme/style.css'), `${style}\nbody { outline-color: rgb(1, 2, 3) }`);
    const color = () => page.evaluate(() => getComputedStyle(document.body).outlineColor);
    await expect.poll(color).toBe('rgb(1, 2, 3)');
    expect(await page.locator('link[rel=stylesheet]').count()).toBe(1);
    expect(await isMarked(page)).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('a broken save lays a dialog over the page, and a mended one takes it away', async () => {
    const { page, save, complaints } = await openDesk('#sting');
    await mark(page);
    const before = await scroll(page);
    await save(faqWith('<img src=x onerror=alert(1)>').replace('answer: <img', 'awnser: <img'));
    const dialog = page.getByRole('dialog', { name: '1 error' });
    await dialog.waitFor();
    expect(await dialog.innerText()).toMatch(
      /error\[unknown-key\][\s\S]*faq\.yaml:\d+:5[\s\S]*\^\^\^\^\^\^[\s\S]*nearest key is `answer`/,
    );
    // What comes from the content stays text.
    expect(await dialog.innerText()).toContain('<img src=x onerror=alert(1)>');
    expect(await dialog.locator('img').count()).toBe(0);
    expect(await page.getByText('Cold water.').count()).toBe(1);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeOn(page), colorScheme).toEqual([]);
    }
    await save(faqWith('Warm water.'));
    await words(page, 'Warm water.');
    await expect.poll(() => problems(page).count()).toBe(0);
    expect(await scroll(page)).toBe(before);
    expect(await isMarked(page)).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('Escape closes the dialog, the same fault does not open it again, and the next one does', async () => {
    const { page, save } = await openDesk();
    await save(faqWith('Cold water.').replace('title', 'titel'));
    await problems(page).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => problems(page).isVisible()).toBe(false);
    await save(`${faqWith('Cold water.').replace('title', 'titel')}\n# a remark\n`);
    await page.waitForTimeout(400);
    expect(await problems(page).isVisible()).toBe(false);
    await save(faqWith('Cold water.').replace('title', 'titled'));
    await expect.poll(() => problems(page).isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await problems(page).isVisible()).toBe(false);
    await page.close();
  });

  it('is never blank: the first good page appears by itself, and a page that goes becomes the one that says so', async () => {
    const { page, save, watching } = await openDesk('wax.html');
    const lengths = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let least = document.body.innerText.length;
          const look = () => {
            least = Math.min(least, document.body?.innerText.length ?? 0);
          };
          new MutationObserver(look).observe(document, { childList: true, subtree: true });
          setTimeout(() => resolve(least), 1500);
        }),
    );
    await save(faqWith('"Cold'));
    await problems(page).waitFor();
    await save(faqWith('Warm water.').replaceAll('Line 3 ', 'Line three '));
    expect(await lengths).toBeGreaterThan(1000);
    await save(faqWith('Warm water.').replace('id: wax', 'id: beeswax'));
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await save(faqWith('Warm water.'));
    await page.getByRole('heading', { name: 'What is wax?' }).waitFor();
    expect((await watching.get('/wax.html')).status).toBe(200);
    await page.close();
  });

  it('what was saved between the loading of a page and its connection is not lost', async () => {
    const { page, save, watching } = await openDesk();
    await page.route('**/.faqgen/client.js', async (route) => {
      await save(faqWith('Saved in between.'));
      await watching.report(({ changed }) => changed.includes('sting.html'), 1);
      await route.continue();
    });
    await page.reload();
    await words(page, 'Saved in between.');
    await page.unroute('**/.faqgen/client.js');
    await page.close();
  });

  it('a page of an earlier run takes up with the next one at the same address', async () => {
    const { page, save, watching, folder } = await openDesk();
    await mark(page);
    await watching.stop('SIGINT');
    await save(faqWith('Saved while nobody watched.'));
    await startWatching(folder, ['--port', String(watching.port)]);
    await words(page, 'Saved while nobody watched.');
    expect(await isMarked(page)).toBe(true);
    await page.close();
  });

  it('shows drafts, marked as such', async () => {
    const { page, save } = await openDesk();
    await save(faqWith('Cold water.').replace('  - id: wax', '  - id: wax\n    draft: true'));
    await page.locator('#wax .unpublished').waitFor();
    expect(await page.locator('#wax .unpublished').innerText()).toBe('This is a draft. It is not published.');
    await page.close();
  });
});
