/// <reference lib="dom" />
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus } from '../prose/corpus.ts';
import { type BuiltSite, buildSites, judgedFaqs } from './builtSites.ts';
import { launchChromium } from './launchChromium.ts';

/** Every text of the corpus that can be published, as an answer. */
const corpusFaq = `title: Doses\npolicy: {review: off, citations: off, index: answers}\nquestions:\n${corpus
  .filter(({ intent }) => intent !== undefined)
  .map(
    ({ typed }, index) =>
      `  - {id: ${index === 0 ? 'question' : `q${index}`}, question: "How much?", answer: ${JSON.stringify(typed)}}\n`,
  )
  .join('')}`;

/** The texts of the answers as Chromium tells them to a screen reader: with the numbers of lists, which no text of the page holds. */
async function shownAnswers(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    // Numbers of citations lead to the sources, which stand for themselves.
    for (const part of document.querySelectorAll<HTMLElement>(
      '.answer > :not(.short, .prose, details), summary > *, .cite',
    ))
      part.style.display = 'none';
    // Where an answer stands closed, it says what it holds when it is opened.
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('.answer > details')) fold.open = true;
  });
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  await client.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const textOf = (node: (typeof nodes)[number]): string => {
    const name = String(node.name?.value ?? '');
    // A picture is told by what stands for it.
    if (/^(?:StaticText|image)$/.test(String(node.role?.value))) return name;
    // A bullet is no text, and from right to left the sign comes before the number.
    if (node.role?.value === 'ListMarker') return /\d/.test(name) ? `${/\d+/.exec(name)}${/[.)]/.exec(name)}` : '';
    return (node.childIds ?? []).map((id) => textOf(byId.get(id) as typeof node)).join('');
  };
  return nodes.filter(({ role }) => role?.value === 'article').map((node) => textOf(node).replaceAll(/\s+/g, ''));
}

/** What the pages say to programs is what they show to people, read from the page as Chromium shows it. */
describe.skipIf(Boolean(process.env['FAQGEN_WITHOUT_CHROMIUM']))('JSON-LD in a browser', () => {
  let browser: Browser;
  let sites: BuiltSite[] = [];
  let close = async (): Promise<void> => undefined;
  let room = '';

  beforeAll(async () => {
    browser = await launchChromium();
    room = await mkdtemp(join(tmpdir(), 'faqgen-data-'));
    await writeFile(join(room, 'faq.yaml'), corpusFaq);
    ({ sites, close } = await buildSites({ ...judgedFaqs, corpus: join(room, 'faq.yaml') }));
  });
  afterAll(async () => {
    await browser?.close();
    await close();
    if (room) await rm(room, { recursive: true, force: true });
  });

  it('says of every question, answer, source and review what the page shows, and of nothing else', async () => {
    const page = await browser.newPage();
    let questions = 0;
    for (const { name, origin, pages } of sites) {
      // Of the corpus the front page holds all.
      for (const path of name === 'corpus' ? ['index.html'] : pages) {
        await page.goto(origin + path);
        const { said, shown } = await page.evaluate(() => {
          const squash = (text: string | null | undefined): string => (text ?? '').replaceAll(/\s+/g, '');
          const script = document.querySelector('script[type="application/ld+json"]');
          const nodes = script ? JSON.parse(script.textContent ?? '')['@graph'] : [];
          const [main] = nodes;
          const list = [main?.mainEntity ?? []].flat();
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
                return squash(heading.textContent);
              }),
              sources: [...document.querySelectorAll('.sources cite')].map((source) => squash(source.textContent)),
              signed: [...document.querySelectorAll('.review.signed')].map((state) => squash(state.textContent)),
              publisher: squash(document.querySelector('.publisher')?.textContent),
              isQuestion: document.body.className === 'question',
            },
          };
        });
        const where = `${name}/${path}`;
        const answers = await shownAnswers(page);
        expect(said.questions, where).toEqual(shown.questions.map((asked, index) => [asked, answers[index]]));
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
    expect(questions).toBeGreaterThan(200);
  });
});
