/// <reference lib="dom" />
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileText } from '../prose/compileText.ts';
import { faqOf, files, publishable } from '../prose/constructs.ts';
import { foundOn, showing, shownBy, typedFrom, unseenIn } from '../prose/searchField.ts';
import { launchChromium } from './launchChromium.ts';

/** The field of a page with answers finds what the page shows, and nothing else: what its script reads there, on the corpus. */
describe.skipIf(Boolean(process.env['FAQGEN_WITHOUT_CHROMIUM']))('the field of a page with answers', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faqgen-searched-'));
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What the script of the page hands over to be compared, by question. */
  async function textsRead(path: string): Promise<[id: string, text: string][]> {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(path).href);
    await page.getByRole('searchbox').fill('a');
    await page.waitForFunction(() => 'faqgenMatch' in self);
    const texts = await page.evaluate(() => {
      const own = self as unknown as { faqgenMatch(texts: [Element, string][], query: string): Element[][] };
      const { faqgenMatch } = own;
      const read: [string, string][] = [];
      own.faqgenMatch = (given, query) => {
        for (const [entry, text] of given) read.push([entry.querySelector('a')?.hash.slice(1) ?? '', text]);
        return faqgenMatch(given, query);
      };
      document.querySelector('#_find')?.dispatchEvent(new Event('input'));
      return read;
    });
    await page.close();
    return texts;
  }

  it.each([
    ['en', 'answers', 'index'],
    ['de', 'answers', 'index'],
    ['en', 'sections', 'all'],
  ])('finds each word that is shown, and no other: in %s, index: %s, %s.html', async (language, index, path) => {
    // The page of a section with more questions holds no answers.
    const texts = publishable.slice(0, index === 'sections' ? 150 : undefined);
    const { yaml, ids } = faqOf(
      texts.map(({ typed }) => typed),
      `language: ${language}\npolicy: {citations: off, index: ${index}}`,
    );
    const compilation = compileText(yaml, files);
    const site = join(folder, `${language}-${index}`);
    for (const { path, contents } of compilation.files) {
      if (!/^(?:index|all|assets\/.*)\.(?:html|css|js)$/.test(path)) continue;
      await mkdir(dirname(join(site, path)), { recursive: true });
      await writeFile(join(site, path), contents);
    }
    const read = await textsRead(join(site, `${path}.html`));
    expect(read.map(([id]) => id)).toEqual(ids);
    // The title of the page itself tells no question from another.
    const around = index === 'sections' ? ['How much?'] : undefined;
    const all = ids.map((id) => shownBy(compilation, id, around));
    const shown = showing(all, false);
    const typed = typedFrom(all);
    for (const [word, ids] of foundOn(read, typed, language)) expect({ word, ids }).toEqual({ word, ids: shown(word) });
    const unseen = unseenIn(all, false, language);
    expect(Math.min(typed.length, unseen.length)).toBeGreaterThan(50);
    for (const [word, ids] of foundOn(read, unseen, language)) expect({ word, ids }).toEqual({ word, ids: [] });
  });
});
