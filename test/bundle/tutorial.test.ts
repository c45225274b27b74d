/// <reference lib="dom" />
import { cp, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../browser/launchChromium.ts';
import { type Host, host } from '../browser/staticHost.ts';
import { feed } from '../signing.ts';
import { offlineEnvironment, packRepository } from './installing.ts';

/** The tutorial as its reader does it: its commands in their order, what each prints, and the site at its end. */
const repository = join(import.meta.dirname, '../..');
const page = await readFile(join(repository, 'docs/tutorial.md'), 'utf8');
const steps = [...page.matchAll(/```sh\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/g)].map(
  ([, commands = '', shown = '']) => ({
    commands,
    shown,
  }),
);

let parent = '';
let folder = '';

beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'faqgen-tutorial-')));
  folder = join(parent, 'library');
  await mkdir(folder);
  const tarball = await packRepository(parent);
  await cp(tarball, join(folder, basename(tarball)));
  await cp(join(repository, 'examples/tutorial'), folder, { recursive: true });
}, 300_000);

afterAll(() => rm(parent, { recursive: true, force: true }));

test('has what it prints below each block of commands', () => {
  expect(steps.length).toBeGreaterThan(5);
  expect(page.match(/^```sh$/gm)).toHaveLength(steps.length);
});

test.each(steps)('prints what is shown below $commands', async ({ commands, shown }) => {
  const environment = Object.entries({ ...offlineEnvironment, XDG_CACHE_HOME: join(parent, 'cache') });
  const exports = environment.map(([name, value]) => `export ${name}='${String(value).replaceAll("'", "'\\''")}'\n`);
  const { stdout } = await feed('bash', [], `${exports.join('')}cd '${folder}'\nexec 2>&1\n${commands}`);
  const lines = stdout.split('\n');
  const shownLines = shown.split('\n');
  // A line of the page is said of where it differs, as a whole.
  expect(lines.map((line, at) => (matches(line, shownLines[at] ?? '') ? shownLines[at] : line))).toEqual(shownLines);
});

/** Whether a printed line is the shown one, in which `…` stands for anything. */
function matches(line: string, shown: string): boolean {
  const parts = shown.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(line);
}

describe.skipIf(Boolean(process.env['FAQGEN_WITHOUT_CHROMIUM']))('the site that it publishes', () => {
  let browser: Browser;
  let site: Host;

  beforeAll(async () => {
    browser = await launchChromium();
    site = await host(join(folder, 'public'));
  });

  afterAll(async () => {
    await browser?.close();
    site?.server.close();
  });

  test('shows the answers, which one is reviewed, and the picture', async () => {
    const tab = await browser.newPage();
    await tab.goto(site.origin);
    expect(await tab.getByRole('heading', { name: 'What does it cost to be late?' }).isVisible()).toBe(true);
    const answer = (id: string) => tab.locator(`#${id}`).innerText();
    expect(await answer('can-i-print-there')).toContain('Ada Lang');
    expect(await answer('who-can-join-the-library')).not.toContain('Ada Lang');
    const picture = tab.getByRole('img', { name: 'Plan of the ground floor' });
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(320);
    expect(site.served.filter(({ status }) => status !== 200)).toEqual([]);
  });

  test('shows an answer by its old anchor', async () => {
    const tab = await browser.newPage();
    await tab.goto(`${site.origin}#faq-question-1718000000006`);
    const isSeen = () =>
      tab.locator('#can-i-print-there').evaluate((answer) => {
        const { top } = answer.getBoundingClientRect();
        return window.scrollY > 0 && top < window.innerHeight;
      });
    await expect.poll(isSeen).toBe(true);
  });
});
