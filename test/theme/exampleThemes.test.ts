import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { templateNames } from '../../src/theme/templateNames.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

/** The themes of examples/themes: none is the built-in one in other colours, and each can show whatever a FAQ holds. */

const repository = join(import.meta.dirname, '../..');
const themes = ['hospital', 'city', 'software'];
const folderOf = (theme: string): string => join(repository, 'examples/themes', theme, 'theme');

/** The templates in a folder, by their names. */
async function templatesIn(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.hbs'));
  const texts = names.map(async (name) => [name.slice(0, -4), await readFile(join(folder, name), 'utf8')] as const);
  return new Map(await Promise.all(texts));
}

/** Lines that hold more than a bare tag, or none at all. */
function markupOf(templates: ReadonlyMap<string, string>): Set<string> {
  const lines = [...templates.values()].flatMap((text) => text.split('\n')).map((line) => line.trim());
  return new Set(lines.filter((line) => line.includes('<') && !/^<\/?[\w-]+>$/.test(line)));
}

test('no theme shares a line of markup with the built-in one, or with another', async () => {
  const folders = [join(repository, 'templates'), ...themes.map(folderOf)];
  const all = await Promise.all(folders.map(async (folder) => markupOf(await templatesIn(folder))));
  for (const lines of all) expect(lines.size).toBeGreaterThan(100);
  const shared = all.flatMap((lines, index) =>
    all.slice(index + 1).flatMap((others) => [...lines].filter((line) => others.has(line))),
  );
  expect(shared).toEqual([]);
});

test.each(themes)('%s prints no template of the built-in theme', async (theme) => {
  const own = await templatesIn(folderOf(theme));
  const pages = ['404', 'index', 'list', 'section', 'question', 'page', 'chat-page', 'moved'];
  const printed = new Set(pages);
  for (const name of printed)
    for (const [, partial = ''] of (own.get(name) ?? '').matchAll(/\{\{#?>\s*([\w-]+)/g)) printed.add(partial);
  expect([...printed].filter((name) => !own.has(name))).toEqual([]);
  expect([...own.keys()].filter((name) => !printed.has(name) && !templateNames.includes(name))).toEqual([]);
});

/** What the themes ask for, whichever is in use. */
const params = '{answered: By us, welcome: Welcome, trail: You are here, place: Here, version: "1"}';

async function projectWith(theme: string, project: string, change: (faq: string) => string): Promise<string> {
  const folder = await temporaryFolder();
  await cp(join(repository, project), folder, { recursive: true });
  await cp(folderOf(theme), join(folder, 'theme'), { recursive: true });
  const faq = await readFile(join(folder, 'faq.yaml'), 'utf8');
  await writeFile(join(folder, 'faq.yaml'), change(faq));
  return folder;
}

test.each(themes)(
  '%s shows whatever a FAQ holds: all parts, sections with pages, a preview, closed answers',
  async (theme) => {
    const others = `
site:
  home: {label: Home, url: "https://workshop.example/"}
  nav: [{label: Questions, url: ./}]
  footer: [{label: Privacy, url: "https://workshop.example/privacy"}]
translations: [{language: de, url: "https://workshop.example/de/"}]
`;
    for (const [index, answers, mode] of [
      ['answers', 'open', []],
      ['sections', 'closed', ['--drafts']],
    ] as const) {
      const folder = await projectWith(theme, 'test/cases/valid/everything', (faq) =>
        faq
          .replace(/^theme:.*$/m, `theme: {templates: theme, answers: ${answers}, params: ${params}}${others}`)
          .replace('license: "1234567"', 'license: "1234567"\n  embed: true')
          .replace('policy: {', `policy: {index: ${index}, `),
      );
      const { exitCode, stderr } = await run(['build', ...mode, '--as-of', '2026-11-23'], folder);
      expect(exitCode, stderr).toBe(0);
      const page = await readFile(join(folder, 'dist/tyres.html'), 'utf8');
      for (const part of [
        'hreflang="de"',
        'property="og:image"',
        'rel="alternate"',
        'application/ld+json',
        '_chat.html',
      ])
        if (mode.length === 0 || part !== 'rel="alternate"') expect(page, part).toContain(part);
    }
  },
);

test.each(themes.flatMap((theme) => [[theme, 'open'] as const, [theme, 'closed'] as const]))(
  '%s shows each state of a review, credits the signed answers alone, and is proven when it is published: %s',
  async (theme, answers) => {
    const folder = await projectWith(theme, 'examples/clinic', (faq) =>
      faq
        .replace('- id: how-long\n', '- id: how-long\n    formerly: [duration]\n')
        .concat(`theme: {templates: theme, answers: ${answers}, params: ${params}}\n`),
    );
    const { exitCode, stderr } = await run(['build'], folder);
    expect(exitCode, stderr).toBe(0);
    const index = join(folder, 'dist/index.html');
    const page = await readFile(index, 'utf8');
    const states = [...page.matchAll(/ class="[\w-]+ (signed|changed|expired|unsigned)">/g)].map(([, state]) => state);
    expect(states).toEqual(['signed', 'signed', 'changed', 'expired', 'unsigned']);
    expect(page.match(/Reviewed by Ana Reyes/g)).toHaveLength(2);
    const verify = () => run(['review', 'verify', '--trust', 'trusted-reviewers', 'dist'], folder);
    const proven = await verify();
    expect(proven.stderr).toBe('');
    expect(proven.stdout).toContain('6 of 15 answers approved in these very words');
    if (theme !== 'hospital' || answers === 'closed') return;
    const card = '<p class="card-who">Ana Reyes</p>';
    expect(page.split(card)).toHaveLength(3);
    // A card says whose review it is, and nothing else.
    for (const other of ['<p class="card-who">Tom Okafor</p>', `${card}${card}`]) {
      await writeFile(index, page.replace(card, other));
      expect((await verify()).exitCode).toBe(1);
    }
  },
);

test('docs/theming.md names all by which a script finds its way on a page', async () => {
  const page = await readFile(join(repository, 'docs/theming.md'), 'utf8');
  const [, section = ''] = /### What the scripts look for\n([\s\S]*?)\n###/.exec(page) ?? [];
  const scripts = ['find.js', 'match.js', 'closed.js', 'search.js', 'chat.js'];
  const texts = await Promise.all(scripts.map((name) => readFile(join(repository, 'templates', name), 'utf8')));
  const sought = texts
    .flatMap((text) => [...text.matchAll(/(?:querySelector(?:All)?|closest|getElementById)\('([^']+)'\)/g)])
    .flatMap(([, selector = '']) => selector.match(/(?<=[.#])_?[a-z]+|^_[a-z]+$/g) ?? []);
  expect(new Set(sought)).toEqual(
    new Set(['jump', 'short', 'prose', 'group', 'contact', 'answer', 'fold', 'listed', '_chat']),
  );
  for (const name of sought) expect(section, name).toMatch(new RegExp(`[.#]${name}\\b`));
});
