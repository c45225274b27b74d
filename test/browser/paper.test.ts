/// <reference lib="dom" />
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltSite, buildSites } from './builtSites.ts';
import { launchChromium } from './launchChromium.ts';

/** What is left of a page on paper: its words, and all that only a link knew. */

const leftOut = Boolean(process.env['FAQGEN_WITHOUT_CHROMIUM'] || process.env['FAQGEN_WITHOUT_PDFTOTEXT']);
const address = 'https://paper.example/faq/';
const links = `title: Links on paper
publisher: {name: Paper mill, url: "https://mill.example/", about: "See [our rules](https://rules.example/a)."}
urgent: {text: "Call [the crisis line](tel:+15550100988), or [chat](https://chat.example/now)."}
questions:
  - id: links
    question: Where does it lead?
    answer: "Text [us](sms:555012), [write](mailto:desk@example.org), call [555 0199](tel:+1-555-0199) or read [on](https://read.example/x?y=1&z=2#part)."
  - id: code
    question: What do I type?
    answer: |
      1. One line, longer than any paper:

             printer --server https://paper.example/queue --tray ${'second-tray-from-above-'.repeat(6)} --copies 2 --end-of-line
contact: {phone: "+1 555 010 0134", link: {label: Form, url: "https://form.example/"}}
chat: {url: "https://talk.example/", label: Talk}
related: [{title: More, url: "https://more.example/"}]
policy: {review: off, citations: off}
`;

const gone = `title: Gone
questions:
  - {id: here, question: What is here?, answer: An answer.}
  - id: old
    question: What was withdrawn?
    answer: Nothing.
    withdrawn: {on: 2026-01-02, reason: It was wrong., instead: "https://other.example/new"}
`;

let browser: Browser;
let room: string;
let sites: BuiltSite[] = [];
let close = async (): Promise<void> => undefined;

beforeAll(async () => {
  if (leftOut) return;
  browser = await launchChromium();
  room = await mkdtemp(join(tmpdir(), 'faqgen-paper-'));
  await writeFile(join(room, 'links.yaml'), links);
  await writeFile(join(room, 'gone.yaml'), gone);
  const faqs = {
    own: 'faq.yaml',
    clinic: 'examples/clinic/faq.yaml',
    arabic: 'test/cases/valid/arabic/faq.yaml',
    links: join(room, 'links.yaml'),
    gone: join(room, 'gone.yaml'),
  };
  ({ sites, close } = await buildSites(faqs, ['--url', address]));
});
afterAll(async () => {
  await browser?.close();
  await close();
  if (room) await rm(room, { recursive: true, force: true });
});

/** Printed by Chromium, read by poppler, without the space that lines and columns add. */
async function printed(site: BuiltSite, path: string) {
  const page = await browser.newPage({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
  try {
    await page.goto(site.origin + path);
    const file = join(room, 'page.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true });
    const { stdout } = await promisify(execFile)('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-']);
    const on = await page.evaluate(() => ({
      answers: [...document.querySelectorAll('.answer')].flatMap((answer) =>
        [...answer.querySelectorAll('h1, h2, h3, .short, .prose :is(p, li, td, th, pre)')].map((part) => {
          const copy = part.cloneNode(true) as Element;
          for (const other of copy.querySelectorAll('.number, .cite, ul, ol')) other.remove();
          return copy.textContent ?? '';
        }),
      ),
      dates: [...document.querySelectorAll('.review, .answer time, .stamp dd')].map(
        ({ textContent }) => textContent ?? '',
      ),
      hrefs: [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? ''),
      addresses: [...document.querySelectorAll<HTMLAnchorElement>('a[href^="http"]')].map(
        (link) => link.getAttribute('href') ?? '',
      ),
      numbers: [
        ...document.querySelectorAll<HTMLAnchorElement>('a:is([href^="tel:"], [href^="sms:"], [href^="mailto:"])'),
      ].map((link) =>
        link.href.startsWith('mailto:')
          ? link.pathname
          : link.pathname.replace(/;.*/, '').replaceAll(/\D/g, '').slice(-6),
      ),
    }));
    // A form feed ends each sheet.
    return { text: bare(stdout), sheets: stdout.trimEnd().split('\f'), ...on };
  } finally {
    await page.close();
  }
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\u00ad\u200b-\u200f\u2066-\u2069]+/g, '')
    .replaceAll('[', '')
    .replaceAll(']', '');
}

/** Numbers of sources are raised, and stand between the words. */
const withoutMarks = (text: string) => text.replaceAll(/\d/g, '');

describe.skipIf(leftOut)('on paper', () => {
  it.each(['own', 'clinic', 'links'])('nothing that a reader needs is lost: %s', async (name) => {
    const site = sites.find((each) => each.name === name);
    if (!site) throw new Error(name);
    // verify.html holds no answer: it is a program.
    for (const path of site.pages.filter((one) => one !== 'verify.html')) {
      const { text, answers, hrefs, dates, addresses, numbers } = await printed(site, path);
      const words = withoutMarks(hrefs.reduce((rest, href) => rest.replaceAll(`(${href})`, ''), text));
      const lost = [
        ...answers.filter((part) => !words.includes(withoutMarks(bare(part)))),
        ...[...dates, ...addresses].filter((part) => !text.includes(bare(part))),
        ...numbers.filter((part) => !text.replaceAll(/[-()+.]/g, '').includes(part.replaceAll(/[-()+.]/g, ''))),
        ...(path === '404.html' ? [] : [path === 'index.html' ? address : address + path]).filter(
          (own) => !text.includes(own),
        ),
      ];
      expect(lost, path).toEqual([]);
      if (path !== '404.html') expect(answers.length, path).toBeGreaterThan(1);
      expect(numbers.length, path).toBeGreaterThan(0);
      if (name === 'links' && path === 'code.html') expect(text).toContain('--copies2--end-of-line');
    }
  });

  it('nine questions are a leaflet of seven sheets, numbered, with a list of what is in it and its address', async () => {
    const site = sites.find(({ name }) => name === 'own') as BuiltSite;
    const { sheets, text } = await printed(site, 'index.html');
    expect(sheets.length).toBeLessThanOrEqual(7);
    for (const [index, sheet] of sheets.entries()) expect(sheet.trim().split('\n')).toContain(String(index + 1));
    const [first = ''] = sheets;
    const contents = bare(first.slice(first.indexOf('All questions')));
    for (const question of ['Does insurance cover ketamine therapy?', 'Does ketamine make you feel high?'])
      expect(contents).toContain(bare(question));
    expect(text).toContain(address);
  });

  it('a number that stands in the words is not printed twice', async () => {
    const site = sites.find(({ name }) => name === 'links') as BuiltSite;
    expect((await printed(site, 'index.html')).text).toContain('call5550199orread');
  });

  it('the address to read instead of a withdrawn answer is not printed twice', async () => {
    const site = sites.find(({ name }) => name === 'gone') as BuiltSite;
    expect((await printed(site, 'old.html')).text.split('https://other.example/new').length).toBe(2);
  });

  it('a signed answer keeps who reviewed it and until when, and a question its digest', async () => {
    const site = sites.find(({ name }) => name === 'clinic') as BuiltSite;
    const index = await printed(site, 'index.html');
    expect(index.text).toContain(
      bare('Reviewed by Ana Reyes (Clinical reviewer) on 15 September 2026, next review due 15 September 2036.'),
    );
    expect(index.text).toContain(bare('The last review of this answer expired on 15 October 2026.'));
    expect((await printed(site, 'how-long.html')).text).toMatch(/sha256:[0-9a-f]{64}/);
  });

  it('an address that is printed keeps its order in Arabic', async () => {
    const site = sites.find(({ name }) => name === 'arabic') as BuiltSite;
    const { text, addresses, dates } = await printed(site, 'index.html');
    expect(addresses.length).toBeGreaterThan(2);
    expect(dates.length).toBeGreaterThan(2);
    for (const each of addresses) expect(text).toContain(each);
    expect(text).toContain('+999550100');
    expect(text).toContain(address);
  });
});
