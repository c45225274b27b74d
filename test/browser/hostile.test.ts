/// <reference lib="dom" />
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { parse } from 'parse5';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Compilation, compile } from '../../src/compile.ts';
import { readMarkdown } from '../../src/markdown/markdown.ts';
import { Memory } from '../../src/memory.ts';
import { projectOf } from '../prose/compileText.ts';
import { everywhere } from '../prose/everywhere.ts';
import { injections } from '../prose/injections.ts';
import { naughtyTexts } from '../prose/naughtyTexts.ts';
import { elementsOf } from '../prose/visibleText.ts';
import { run } from '../testHost.ts';
import { vnu } from '../vnu.ts';
import { launchChromium } from './launchChromium.ts';

/** Every payload in every place of a FAQ, through every file of its site, and into a real browser. */

interface Attack {
  readonly payload: string;
  readonly files: ReadonlyMap<string, string>;
  /** Whether the payload stands where words are printed as they are, and not in Markdown. */
  readonly isPlain: boolean;
}

const memory = new Memory();
const compileHostile = (yaml: string) =>
  compile(projectOf(yaml, { 'picture.png': 'x' }), { asOf: '2026-11-23', url: null, preview: false }, memory);

const payloads = [...new Set([...naughtyTexts, ...injections])];

/** A payload in Markdown may be refused; where it is not, the site has to be as sound as any other. */
const attacks: readonly Attack[] = payloads.flatMap((payload) =>
  [
    { isPlain: true, compilation: compileHostile(everywhere(payload, 'words')) },
    { isPlain: false, compilation: compileHostile(everywhere('words', payload)) },
  ].flatMap(({ isPlain, compilation }) =>
    compilation.files.length > 0 ? [{ payload, isPlain, files: textsOf(compilation) }] : [],
  ),
);

function textsOf({ files }: Compilation): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, contents }) => [path, String(contents)]));
}

const named = (attack: Attack, fault: string) =>
  `${JSON.stringify(attack.payload)} ${attack.isPlain ? 'as words' : 'in Markdown'}: ${fault}`;

describe('hostile texts in every file of a site', () => {
  it('are published, but for those that no page may hold', () => {
    const published = new Set(attacks.filter(({ isPlain }) => isPlain).map(({ payload }) => payload));
    const refused = naughtyTexts.filter((payload) => !published.has(payload));
    for (const payload of refused) expect(payload).toMatch(/[\p{Cc}\p{Cs}\p{Cn}\u202a-\u202e\ufeff]/u);
    expect(published.size).toBeGreaterThan(180);
    expect(attacks.length - published.size).toBeGreaterThan(100);
  });

  it('HTML parses without an error', () => {
    const faults: string[] = [];
    for (const attack of attacks)
      for (const [path, text] of attack.files)
        if (path.endsWith('.html')) {
          if (/<a [^>]*>(?:(?!<\/a>).)*?<a /s.test(text)) faults.push(named(attack, `${path}: a link within a link`));
          parse(text, {
            onParseError: ({ code, startLine }) => faults.push(named(attack, `${path}:${startLine} ${code}`)),
          });
        }
    expect(faults).toEqual([]);
  });

  it('JSON and JSON-LD parse, and say the words as they were typed', () => {
    for (const { payload, isPlain, files } of attacks) {
      const data = JSON.parse(files.get('faq.json') ?? '');
      const scripts = elementsOf(files.get('index.html') ?? '').filter(({ tagName }) => tagName === 'script');
      const page = scripts.filter(({ attrs }) => attrs.some(({ value }) => value === 'application/ld+json'));
      expect(page).toHaveLength(1);
      const linked = page.map(({ childNodes }) =>
        JSON.parse(childNodes.map((node) => ('value' in node ? node.value : '')).join('')),
      );
      if (!isPlain) continue;
      expect(data.title).toBe(payload);
      expect(linked[0]['@graph'][0]).toMatchObject({ name: payload, description: payload });
    }
  });

  it('Markdown twins hold no element and no address of the payload', () => {
    const faults: string[] = [];
    for (const attack of attacks)
      for (const [path, text] of attack.files) {
        if (!path.endsWith('.md')) continue;
        const markdown = readMarkdown({ text, path: [] });
        if (!markdown) throw new Error(named(attack, `${path} cannot be read`));
        const visit = (token: { type: string; href?: string }): void => {
          // A definition that no link uses leads nowhere.
          if (
            token.type !== 'def' &&
            token.href !== undefined &&
            !/^(?:https:|mailto:|tel:|sms:|#|[\w.-]+(?:[#/]|$))/.test(token.href)
          )
            faults.push(named(attack, `${path}: leads to ${token.href}`));
          for (const value of Object.values(token).flat(3))
            if (value && typeof value === 'object' && 'type' in value) visit(value as never);
        };
        for (const token of markdown.tokens) visit(token as never);
      }
    expect(faults).toEqual([]);
  });

  it('the calendar parses, and names every question as it was typed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faqgen-hostile-'));
    try {
      const published = [...new Set(attacks.filter(({ isPlain }) => isPlain).map(({ payload }) => payload))];
      const questions = published.map(
        (payload, index) =>
          `  - {id: q${index}, question: ${JSON.stringify(payload)}, answer: A., expires: 2027-01-01}\n`,
      );
      await writeFile(
        join(folder, 'faq.yaml'),
        `title: ${JSON.stringify(payloads[0])}\nquestions:\n${questions.join('')}`,
      );
      const { stdout, exitCode } = await run(['next', '--format', 'ical'], folder);
      expect(exitCode).toBe(0);
      const events = new ICAL.Component(ICAL.parse(stdout)).getAllSubcomponents('vevent');
      expect(events).toHaveLength(published.length);
      const summaries = events.map((event) => String(event.getFirstPropertyValue('summary')));
      for (const [index, payload] of published.entries())
        expect(summaries[index]).toContain(payload.replaceAll('\r\n', '\n').trim());
      expect(stdout.match(/^BEGIN:/gm)).toHaveLength(published.length + 1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it.skipIf(process.env['FAQGEN_WITHOUT_JAVA'])('the W3C checker finds no error in any page', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faqgen-hostile-'));
    try {
      // Many a page does not hold the payload: one of the same bytes stands for all.
      const pages = new Map<string, Attack>();
      for (const attack of attacks)
        for (const path of ['index.html', 'question.html', '404.html']) pages.set(attack.files.get(path) ?? '', attack);
      for (const [index, html] of [...pages.keys()].entries()) await writeFile(join(folder, `${index}.html`), html);
      const messages = await vnu('--errors-only', '--skip-non-html', folder);
      const judged = [...pages.values()];
      const faults = messages.map(({ url, message }) => {
        const attack = judged[Number(/\/(\d+)\.html$/.exec(url ?? '')?.[1])];
        return attack ? named(attack, message) : message;
      });
      expect([...new Set(faults)]).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe.skipIf(process.env['FAQGEN_WITHOUT_CHROMIUM'])('hostile texts in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  /** Watched from the outside and from within; a policy that only reports tells of what was tried, and stops nothing. */
  async function openTrap() {
    const sprung: string[] = [];
    const page = await browser.newPage();
    const at = { files: new Map<string, string>() as ReadonlyMap<string, string> };
    page.on('dialog', (dialog) => {
      sprung.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('popup', () => sprung.push('popup'));
    page.on('pageerror', ({ message }) => sprung.push(`error: ${message}`));
    await page.exposeFunction('reportTrap', (what: string) => sprung.push(what));
    await page.addInitScript(() => {
      const tell = (what: string) => (window as unknown as { reportTrap(what: string): void }).reportTrap(what);
      Object.defineProperty(window, '__pwned', { set: () => tell('a script ran'), get: () => undefined });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        tell(`${violatedDirective} ${blockedURI}`),
      );
    });
    await page.route('**/*', (route) => {
      const { origin, pathname } = new URL(route.request().url());
      const body = at.files.get(pathname.slice(1));
      if (origin !== 'https://faq.example') sprung.push(`request to ${origin}`);
      // A picture may be asked for when the next site has come.
      else if (body === undefined && !/^\/(?:favicon\.ico$|assets\/picture\.)/.test(pathname))
        sprung.push(`request for ${pathname}`);
      else {
        const contentType = {
          html: 'text/html; charset=utf-8',
          css: 'text/css',
          svg: 'image/svg+xml',
          js: 'text/javascript',
        }[pathname.replace(/^.*\./, '')];
        return route.fulfill({
          body: body ?? '',
          contentType: contentType ?? 'application/octet-stream',
          headers: {
            'content-security-policy-report-only':
              "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'",
          },
        });
      }
      return route.abort();
    });
    return { page, sprung, at };
  }

  it('no script runs, nothing is asked of another origin, and no policy is broken', { timeout: 600_000 }, async () => {
    const faults: string[] = [];
    const naughty = new Set(attacks.filter(({ payload, isPlain }) => isPlain && naughtyTexts.includes(payload)));
    const waiting = attacks.values();
    const spring = async ({ page, sprung, at }: Awaited<ReturnType<typeof openTrap>>): Promise<void> => {
      for (const attack of waiting) {
        at.files = attack.files;
        // The other pages are made of the same parts: for the longer list the front page stands for them.
        for (const path of naughty.has(attack) ? ['index.html', 'question.html', '404.html'] : ['index.html']) {
          await page.goto(`https://faq.example/${path}`);
          await page.evaluate(touchEverything);
        }
        for (const fault of sprung.splice(0)) faults.push(named(attack, fault));
      }
    };
    const traps = await Promise.all([openTrap(), openTrap(), openTrap()]);
    await Promise.all(traps.map(spring));
    expect(faults).toEqual([]);
    const [{ page, sprung, at }] = traps;
    // Proof that the trap is set.
    for (const [html, told] of [
      ['<img src=x.png onerror="window.__pwned=1">', 'a script ran'],
      ['<p onmouseover="window.__pwned=1">x', 'a script ran'],
      ['<img src="//evil.example/x">', 'request to https://evil.example'],
      ['<base href="/x/">', 'base-uri https://faq.example/x/'],
    ] as const) {
      at.files = new Map([['index.html', `<!doctype html><link rel="icon" href="data:,">${html}`]]);
      await page.goto('https://faq.example/index.html');
      await page.evaluate(touchEverything);
      await expect.poll(() => sprung.splice(0)).toContain(told);
    }
  });

  it('feed and sitemap are XML to a browser, and say the words as they were typed', async () => {
    const page = await browser.newPage();
    for (const { payload, isPlain, files } of attacks) {
      const [feed, sitemap] = await page.evaluate(
        (texts) =>
          texts.map((text) => {
            const xml = new DOMParser().parseFromString(text, 'application/xml');
            return xml.querySelector('parsererror') ? 'broken' : (xml.querySelector('title')?.textContent ?? 'sound');
          }),
        [files.get('feed.xml') ?? '', files.get('sitemap.xml') ?? ''],
      );
      // XML knows one kind of line end.
      expect(feed, payload).toBe(isPlain ? payload.replaceAll('\r\n', '\n') : 'words');
      expect(sitemap, payload).toBe('sound');
    }
  });
});

/** Puts the pointer over everything and the focus on it, and lets everything tell of it. Runs in the page. */
async function touchEverything(): Promise<void> {
  for (const element of document.querySelectorAll<HTMLElement>('*')) {
    for (const type of [
      'mouseover',
      'mouseenter',
      'mousemove',
      'pointerenter',
      'pointerover',
      'focusin',
      'animationstart',
      'toggle',
      'load',
    ])
      element.dispatchEvent(new Event(type, { bubbles: true }));
    element.focus?.();
  }
  await new Promise((resolve) => setTimeout(resolve, 0));
}
