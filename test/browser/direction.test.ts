import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileText, pageOf } from '../prose/compileText.ts';
import { launchChromium } from './launchChromium.ts';

const samples = [
  '< 5 mg',
  '> 40 mg',
  '5 - 10',
  '5–10',
  '10 - 20 mg, never > 40 mg',
  '2 > 1',
  '1 / 2',
  '2 + 2 = 4',
  '+1 555 010 0199',
  '(555) 010-0199',
  '120/80',
  '-5 °C',
  '3:1',
  '10:30',
  '2026-01-05',
  '50 %',
  '± 5',
  '≥ 18',
  '18+',
  '1,5',
  '1.5 × 2',
  '€ 20',
  '20–30 $',
  'HbA1c > 6.5 %',
  '[5, 10]',
  '№ 5',
  '5 ≤ x < 10',
  '> 18 & < 65',
  '+44 (0)20 7946 0018',
  '-5 – +5',
  '1.000,50 €',
  '978-3-16-148410-0',
  '۵ - ۱۰',
];

/** Digits that Arabic draws from right to left; on other pages nobody types them. */
const arabic = ['٥٠ - ١٠٠', '٠١٠ ١٢٣٤ ٥٦٧٨', '< ٥'];

const languages = {
  he: ['המנה היא', 'ביום'],
  ar: ['الجرعة هي', 'يوميا'],
  fa: ['مقدار آن', 'در روز'],
  ur: ['خوراک ہے', 'روزانہ'],
  // Words of another direction on a page that runs from left to right.
  en: ['המנה', 'a day'],
};

const samplesIn = (language: string): readonly string[] => (language === 'en' ? samples : [...samples, ...arabic]);

function yamlOf(language: string, [before, after]: readonly string[]): string {
  const said = (sample: string): string => `${before} ${sample} ${after}`;
  const text = (prose: string): string => JSON.stringify(prose);
  const answerOf = (sample: string): string =>
    [
      `${said(sample)}.`,
      `${before} **${sample}** ${after}, ${before} (${sample}) ${after}.`,
      `- ${said(sample)}\n- \\${sample}`,
      `| ${before} | ${said(sample)} |\n| --- | --- |\n| ${sample} | **${sample}** ${after} |`,
    ].join('\n\n');
  const [first = ''] = samples;
  return `title: ${text(said(first))}
language: ${language}
description: ${text(said('5 - 10'))}
disclaimer: {text: ${text(said('2 > 1'))}}
contact: {phone: +1 555 010 0199, phones: [{label: B, number: ٠١٠ ١٢٣٤ ٥٦٧٨}], hours: ${text(said('10:30 - 17'))}, disclosure: ${text(said('3:1'))}}
policy: {citations: off}
questions:
${samplesIn(language)
  .map(
    (sample, index) =>
      `  - {id: q${index}, question: ${text(`${said(sample)}?`)}, short: ${text(said(sample))}, answer: ${text(answerOf(sample))}}\n`,
  )
  .join('')}`;
}

/** For each block of a page its text, and the same as it is seen from left to right; each sign once, without space. */
const readBlocks = (texts: readonly string[]) => {
  const found: { text: string; seen: string }[] = [];
  for (const block of document.querySelectorAll('p, li, td, th, h1, h2, h3')) {
    const signs: { sign: string; left: number }[] = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const [index, sign] of [...(node.nodeValue ?? '')].entries()) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        signs.push({ sign, left: range.getClientRects()[0]?.left ?? 0 });
      }
    }
    const whole = signs.map(({ sign }) => sign).join('');
    for (const text of texts) {
      for (let at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + 1)) {
        const part = signs.slice(at, at + text.length).filter(({ sign }) => sign.trim() !== '');
        found.push({
          text,
          seen: [...part]
            .sort((a, b) => a.left - b.left)
            .map(({ sign }) => sign)
            .join(''),
        });
      }
    }
  }
  return found;
};

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  // So wide that no line is broken.
  page = await browser.newPage({ viewport: { width: 4000, height: 1000 } });
});
afterAll(() => browser.close());

test.each(Object.entries(languages))(
  'numbers in %s are seen from left to right as they were typed',
  async (language, words) => {
    await page.setContent(pageOf(compileText(yamlOf(language, words))));
    const found = await page.evaluate(readBlocks, samplesIn(language));
    // Question, short answer, and seven times in the answer.
    expect(found.length).toBeGreaterThanOrEqual(samples.length * 9);
    const turned = found.filter(({ text, seen }) => seen !== text.replaceAll(' ', ''));
    expect(turned).toEqual([]);
  },
);

test('words of the page flow on between numbers', async () => {
  await page.setContent(pageOf(compileText(yamlOf('he', languages.he))));
  const order = await page.evaluate(() => {
    const short = document.querySelector('#q2 .short') as HTMLElement;
    const boxOf = (node: Node, length: number): number => {
      const range = document.createRange();
      range.setStart(node, 0);
      range.setEnd(node, length);
      return range.getBoundingClientRect().left;
    };
    const [first, number, last] = [...short.childNodes];
    return [boxOf(last as Node, 5), boxOf(number?.firstChild as Node, 3), boxOf(first as Node, 4)];
  });
  expect(order).toEqual([...order].sort((a, b) => a - b));
});
