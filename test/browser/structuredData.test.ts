/// <reference lib="dom" />
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltSite, buildSites, judgedFaqs } from './builtSites.ts';
import { launchChromium } from './launchChromium.ts';

/** What the pages say to programs is what they show to people, read from the page as Chromium shows it. */
describe.skipIf(Boolean(process.env['FAQGEN_WITHOUT_CHROMIUM']))('JSON-LD in a browser', () => {
  let browser: Browser;
  let sites: BuiltSite[] = [];
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    browser = await launchChromium();
    ({ sites, close } = await buildSites(judgedFaqs));
  });
  afterAll(async () => {
    await browser?.close();
    await close();
  });

  it('says of every question, answer, source and review what the page shows, and of nothing else', async () => {
    const page = await browser.newPage();
    let questions = 0;
    for (const { name, origin, pages } of sites) {
      for (const path of pages) {
        await page.goto(origin + path);
        const { said, shown } = await page.evaluate(() => {
          const squash = (text: string | null | undefined): string => (text ?? '').replaceAll(/\s+/g, '');
          const script = document.querySelector('script[type="application/ld+json"]');
          const nodes = script ? JSON.parse(script.textContent ?? '')['@graph'] : [];
          const [main] = nodes;
          const list = [main?.mainEntity ?? []].flat();
          const wordsOf = (article: Element): string => {
            const copy = [...article.querySelectorAll<HTMLElement>(':scope > .short, :scope > .prose')].map((part) => {
              // Numbers of citations lead to the sources, which stand for themselves.
              for (const mark of part.querySelectorAll<HTMLElement>('.cite')) mark.style.display = 'none';
              return part.innerText;
            });
            return squash(copy.join(''));
          };
          return {
            said: {
              questions: list.map(({ name: asked, acceptedAnswer }) => [squash(asked), squash(acceptedAnswer.text)]),
              sources: (main?.citation ?? []).map((source: { name: string }) => squash(source.name)),
              reviewer: squash(main?.reviewedBy?.name),
              publisher: squash(main?.publisher?.name),
            },
            shown: {
              questions: [...document.querySelectorAll('article.answer')].map((article) => {
                const heading = article.querySelector('h1, h2, h3')?.cloneNode(true) as Element;
                heading.querySelector('.number')?.remove();
                return [squash(heading.textContent), wordsOf(article)];
              }),
              sources: [...document.querySelectorAll('.sources cite')].map((source) => squash(source.textContent)),
              signed: [...document.querySelectorAll('.review.signed')].map((state) => squash(state.textContent)),
              publisher: squash(document.querySelector('.publisher')?.textContent),
              isQuestion: document.body.className === 'question',
            },
          };
        });
        const where = `${name}/${path}`;
        expect(said.questions, where).toEqual(shown.questions);
        questions += said.questions.length;
        if (!shown.isQuestion) {
          expect([said.sources, said.reviewer], where).toEqual([[], '']);
          continue;
        }
        expect(said.sources, where).toEqual(shown.sources);
        expect(said.publisher, where).toBe(shown.publisher);
        expect(said.reviewer !== '', where).toBe(shown.signed.length > 0);
        if (said.reviewer) expect(shown.signed[0], where).toContain(said.reviewer);
      }
    }
    expect(questions).toBeGreaterThan(50);
  });
});
