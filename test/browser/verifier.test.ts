/// <reference lib="dom" />
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documented, documentedTable } from '../documentedTable.ts';
import { type KeyedProject, keyedProject, writeSite } from '../keyedSite.ts';
import { bees, beesFiles, tamperingsOf, tamperingsOfKeys } from '../published/tamperings.ts';
import { type Served, serveFiles } from '../servedSite.ts';
import type { SiteFiles } from '../signedSite.ts';
import { run } from '../testHost.ts';
import { axeOn } from './axeOn.ts';
import { launchChromium } from './launchChromium.ts';

let room: string;
let project: KeyedProject;
let site: SiteFiles;
let keys: string;
/** The record of `sting`, signed by a key that is not hers. */
let forged: string;
let browser: Browser;
let context: BrowserContext;
const open: Served[] = [];

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'faqgen-verifier-'));
  project = await keyedProject(room, bees, ['sting'], beesFiles);
  site = await project.site();
  keys = await readFile(project.trust, 'utf8');
  const other = await mkdtemp(join(tmpdir(), 'faqgen-verifier-'));
  forged = String((await (await keyedProject(other, bees, ['sting'], beesFiles)).site())['reviews/sting.yaml']);
  await rm(other, { recursive: true });
  browser = await launchChromium();
  context = await browser.newContext();
});

afterAll(async () => {
  await browser.close();
  for (const server of open) await server.close();
  await rm(room, { recursive: true, force: true });
});

/** With a list that names whatever the site had, and has now. */
async function serve(files: SiteFiles): Promise<string> {
  const list = JSON.stringify({ faqgen: 1, files: Object.keys({ ...site, ...files }).sort() });
  const isListed = files['.faqgen.json'] !== '';
  const served = await serveFiles({ ...files, '.faqgen.json': isListed ? list : '' });
  open.push(served);
  return `${served.origin}/`;
}

interface Said {
  readonly answers: readonly string[];
  readonly faults: readonly string[];
  readonly isFine: boolean;
}

async function saidByPage(page: Page, trust: string): Promise<Said> {
  await page.clock.setFixedTime('2026-11-23T12:00:00');
  await page.fill('#keys', trust);
  await page.click('#check');
  await page.waitForSelector('#result h2');
  return page.evaluate(() => ({
    answers: [...document.querySelectorAll('#result > h2 ~ ul:not(h3 ~ ul) > li')].map(
      (item) => `${item.className} ${item.querySelector('strong ~ *')?.textContent}`,
    ),
    faults: [...document.querySelectorAll('#result > h3 ~ ul > li')].map((item) => item.textContent ?? ''),
    isFine: document.querySelector('#result h2')?.className === 'fine',
  }));
}

async function saidByProgram(address: string, ...argv: string[]): Promise<Said> {
  const { exitCode, stdout } = await run(
    ['review', 'verify', address, '--private', '--format', 'json', ...argv],
    '/nowhere',
  );
  const said = JSON.parse(stdout) as {
    answers: { verdict: string; file: string; id: string }[];
    diagnostics: { message: string }[];
  };
  return {
    answers: said.answers.map(({ verdict, file, id }) => `${verdict} ${file}#${id}`),
    faults: said.diagnostics.map(({ message }) => message),
    isFine: exitCode === 0,
  };
}

async function pageAt(address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${address}verify.html`);
  return page;
}

/** Whether everything of the documented way by hand says what it should of the signed answer. */
async function isFineByHand(files: SiteFiles): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'faqgen-by-hand-'));
  try {
    const lines = (await documented('sh', '### By hand')).replaceAll('caffeine', 'sting').replaceAll('faq.example', '');
    await writeSite(folder, {
      ...Object.fromEntries(
        ['sting.html', 'reviews/sting.yaml'].flatMap((path) =>
          files[path] === undefined ? [] : [[path.replace('reviews/', ''), files[path]] as const],
        ),
      ),
      reviewers: keys,
    });
    const { stdout } = await promisify(execFile)('bash', ['-c', `${lines}\ntrue`], { cwd: folder });
    const [computed, written, signature, ...rest] = stdout.trim().split('\n');
    const sentence = rest.length === 1 ? rest[0] : '';
    return (
      written === `digest: sha256:${computed?.slice(0, 64)}` &&
      signature?.startsWith('Good "review@faqgen" signature for doe') === true &&
      // By eye: name and role, day and last day of the record.
      sentence?.endsWith('Reviewed by Jane Doe (Nurse) on November 10, 2026, next review due November 10, 2027.') ===
        true
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

const needsSsh = process.env['FAQGEN_WITHOUT_SSH'];

describe.skipIf(needsSsh)('three ways, one verdict', () => {
  const tampered = (): Readonly<Record<string, () => SiteFiles>> => ({
    ...tamperingsOf(site),
    ...tamperingsOfKeys(site, forged),
  });
  const rows: string[] = [];
  const saidOf = (isFine: boolean): string => (isFine ? 'in order' : 'told');

  test.each(Object.keys({ ...tamperingsOf({}), ...tamperingsOfKeys({}, '') }))('%s', async (kind) => {
    const files = tampered()[kind]?.() as SiteFiles;
    const address = await serve(files);
    const program = await saidByProgram(address, '--trust', project.trust);
    const page = await pageAt(address);
    const said = await saidByPage(page, keys);
    await page.close();
    expect(said).toEqual(program);
    const [verdict] = program.answers.find((one) => one.endsWith('/sting.html#sting'))?.split(' ') ?? ['no page'];
    const [byProgram, byPage, byHand] = [program.isFine, said.isFine, await isFineByHand(files)].map(saidOf);
    if (byProgram === 'in order') expect(byHand).toBe('in order');
    rows.push(`| ${kind} | ${verdict} | ${byProgram} | ${byPage} | ${byHand} |`);
  });

  test('as docs/sign-offs.md has it', async () => {
    await documentedTable('three ways', [
      '| what was changed | the signed answer on its page | `faqgen review verify` | `verify.html` | by hand |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
    ]);
  });
});

describe.skipIf(needsSsh)('verify.html', () => {
  test('says without keys that nothing is proven, whose key it was, and that the words are those of the record', async () => {
    const address = await serve(site);
    const page = await pageAt(address);
    const said = await saidByPage(page, '');
    expect(said).toEqual(await saidByProgram(address));
    expect(said.answers).toContain(`unproven ${address}sting.html#sting`);
    const { stdout } = await promisify(execFile)('ssh-keygen', ['-l', '-f', join(room, 'key.pub')]);
    const [fingerprint = ''] = /SHA256:\S+/.exec(stdout) ?? [];
    const text = await page.innerText('#result');
    expect(text).toContain(`The signature fits the record and was made with the key ${fingerprint}.`);
    expect(text).toContain('The words on the page are those of the record.');
    await page.fill('#keys', keys);
    expect(await page.innerText('#known')).toBe(`doe ${fingerprint}`);
    await page.fill('#keys', 'doe ssh-rsa AAAA');
    expect(await page.innerText('#known')).toMatch(/^line 1: /);
    await page.close();
  });

  test('compares digests alone where the browser has no Ed25519, and says so', async () => {
    const address = await serve(site);
    const page = await context.newPage();
    await page.addInitScript(() => {
      crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'));
    });
    await page.goto(`${address}verify.html`);
    const { answers, isFine } = await saidByPage(page, keys);
    expect(answers).toContain(`unproven ${address}sting.html#sting`);
    expect(isFine).toBe(false);
    const text = await page.innerText('#result');
    expect(text).toContain('This browser cannot check Ed25519 signatures here.');
    expect(text).toContain('The words on the page are those of the record.');
    await page.close();
  });

  test('reads a saved copy from the folder that is chosen', async () => {
    const folder = join(room, 'saved');
    await writeSite(folder, site);
    await writeSite(join(room, 'altered'), tamperingsOf(site)['a number']?.() as SiteFiles);
    const page = await context.newPage();
    await page.clock.setFixedTime('2026-11-23T12:00:00');
    await page.goto(`file://${folder}/verify.html`);
    expect(await page.isVisible('#check')).toBe(false);
    await page.fill('#keys', keys);
    await page.setInputFiles('#folder', folder);
    await page.waitForSelector('#result h2.fine');
    expect(await page.innerText('#result')).toContain('Approved saved/sting.html#sting');
    await page.setInputFiles('#folder', join(room, 'altered'));
    await page.waitForSelector('#result h2.false');
    expect(await page.innerText('#result')).toContain('Differs altered/sting.html#sting');
    await page.close();
  });

  test('asks its own host alone, within its folder, and is held to its policy', async () => {
    const address = await serve(site);
    const page = await context.newPage();
    const asked: string[] = [];
    const refused: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => refused.push(message.text()));
    await page.goto(`${address}verify.html`);
    expect(asked.map((url) => url.replace(/\.[0-9a-f]{10}\./, '.'))).toEqual([
      `${address}verify.html`,
      `${address}assets/verify.css`,
      `${address}assets/verify.js`,
    ]);
    await saidByPage(page, keys);
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((url) => !url.startsWith(address))).toEqual([]);
    expect(refused.filter((text) => /policy|TrustedHTML|Refused/i.test(text))).toEqual([]);
    const leaked = await page.evaluate(() => {
      try {
        document.body.innerHTML = '<p>';
        return true;
      } catch {
        return false;
      }
    });
    expect(leaked).toBe(false);
    await page.close();
  });

  test.each([
    ['is no YAML', '\u0000{[', ''],
    ['holds 2 MB', `${'a'.repeat(2_000_000)}: 1\n`, ''],
    ['has a signature of 300 KB', '', `signature: |\n${`  ${'A'.repeat(70)}\n`.repeat(4300)}`],
    ['is empty', '', ''],
  ])('judges a record that %s as the program does', async (_, before, signature) => {
    const record = String(site['reviews/sting.yaml']);
    const text = before || (signature && record.replace(/signature: \|\n[\s\S]*/, () => signature));
    const address = await serve({ ...site, 'reviews/sting.yaml': text });
    const page = await pageAt(address);
    expect(await saidByPage(page, keys)).toEqual(await saidByProgram(address, '--trust', project.trust));
    await page.close();
  });

  test('says which line of the keys cannot be relied on, and judges nothing by them', async () => {
    const page = await pageAt(await serve(site));
    await page.fill('#keys', `${keys}doe ssh-rsa AAAA`);
    await page.click('#check');
    await page.waitForFunction(() => document.querySelector('#progress')?.textContent?.includes('line 2: '));
    expect(await page.innerText('#result')).toBe('');
    await page.close();
  });

  test('ends at a site that is not to be had as a whole, and says why', async () => {
    const { '.faqgen.json': _, ...rest } = site;
    const endless = await serveFiles({
      ...rest,
      '.faqgen.json': JSON.stringify({
        files: Array(70_000)
          .fill(0)
          .map((_, index) => `${index}.html`),
      }),
    });
    open.push(endless);
    const page = await pageAt(`${endless.origin}/`);
    await page.click('#check');
    await page.waitForFunction(() => document.querySelector('#progress')?.textContent?.includes('60000 files'));
    expect(await page.innerText('#progress')).toMatch(/^The site could not be read\. /);
    await page.close();
  });

  test.each(['light', 'dark'] as const)(
    'works at 320 px, with a screen reader, in %s, before and after',
    async (colorScheme) => {
      const address = await serve(site);
      const narrow = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width: 320, height: 640 } });
      const page = await narrow.newPage();
      await page.goto(`${address}verify.html`);
      expect(await axeOn(page)).toEqual([]);
      await saidByPage(page, keys);
      expect(await axeOn(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await narrow.close();
    },
  );

  test('says without JavaScript that it needs it, and names the two other ways', async () => {
    const address = await serve(site);
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const page = await plain.newPage();
    await page.goto(`${address}verify.html`);
    const text = await page.innerText('main');
    expect(text).toContain('This page needs JavaScript. Without it, the two ways below remain.');
    expect(text).toContain('faqgen review verify');
    expect(text).toContain('ssh-keygen -Y verify');
    expect(await page.isVisible('#check')).toBe(false);
    await plain.close();
  });
});
