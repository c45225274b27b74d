import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const faq = `title: Bees
url: https://example.org/bees/
sections:
  - {id: stings, title: Stings, questions: [{id: sting, question: What helps?, answer: Cold water.}]}
  - {id: hives, title: Hives, questions: [{id: hive, question: Who removes a hive?, answer: A beekeeper.}]}
reviewers: {doe: {name: Jane Doe}}
policy: {citations: off}
`;

const site = `site:
  home: {label: Bee Society, url: https://example.org/}
  nav:
    - {label: Questions, url: ./}
    - {label: Hives, url: "#hive"}
    - {label: All stings, url: "#stings"}
    - {label: Journal, url: ../journal/}
  footer:
    - {label: Privacy & cookies, url: /privacy}
    - {label: Imprint, url: imprint.pdf}
`;

async function built(text: string, files: Record<string, string> = { 'imprint.pdf': '%PDF' }) {
  const folder = await temporaryFolder();
  for (const [path, contents] of Object.entries({ 'faq.yaml': text, ...files }))
    await writeFile(join(folder, path), contents);
  const { stdout } = await run(['build', '--format', 'json'], folder);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { severity: string; code: string; line: number; message: string }[];
  };
  const told = diagnostics.filter(({ severity }) => severity === 'error');
  const linksOf = async (page: string): Promise<string[]> => {
    const html = await readFile(join(folder, 'dist', page), 'utf8');
    const parts = [
      ...html.matchAll(
        /<p class="back"[\s\S]*?<\/p>|<nav class="menu"[\s\S]*?<\/nav>|<footer class="footer"[\s\S]*?<\/footer>/g,
      ),
    ];
    return parts.flatMap(([part]) =>
      [...part.matchAll(/<a ([^>]*)>([^<]*)/g)].map(([, attributes = '', label]) => `${attributes} ${label}`),
    );
  };
  return { folder, told: told.map(({ code, line, message }) => `${code}:${line} ${message}`), linksOf };
}

test('links around the FAQ stand on every page, and lead from each to the same place', async () => {
  const { told, linksOf, folder } = await built(faq + site);
  expect(told).toEqual([]);
  const [imprint] = (await readdir(join(folder, 'dist/assets'))).filter((name) => name.endsWith('.pdf'));
  const links = (front: string) => [
    'href="https://example.org/" Bee Society',
    front,
    'href="hive.html" Hives',
    'href="index.html#stings" All stings',
    'href="../journal/" Journal',
    'href="/privacy" Privacy &amp; cookies',
    `href="assets/${imprint}" Imprint`,
  ];
  expect(await linksOf('index.html')).toEqual(links('href="index.html" aria-current="page" Questions'));
  expect(await linksOf('sting.html')).toEqual(links('href="index.html" Questions'));
  expect(await linksOf('hive.html')).toEqual(links('href="index.html" Questions'));
  const root = 'https://example.org/bees/';
  expect(await linksOf('404.html')).toEqual([
    'href="https://example.org/" Bee Society',
    `href="${root}" Questions`,
    `href="${root}hive.html" Hives`,
    `href="${root}index.html#stings" All stings`,
    'href="https://example.org/journal/" Journal',
    'href="/privacy" Privacy &amp; cookies',
    `href="${root}assets/${imprint}" Imprint`,
  ]);
  expect((await run(['review', 'verify', 'dist'], folder)).stderr).not.toMatch(/altered-page|unknown-style/);
  const style = await readFile(join(folder, 'dist', 'assets', await styleIn(folder)), 'utf8');
  expect(style).toContain('@media print{.bar .menu,.footer nav{display:none}}');
});

const styleIn = async (folder: string): Promise<string> =>
  (await readdir(join(folder, 'dist/assets'))).find((name) => name.endsWith('.css')) ?? '';

test('without `site` no page, and no style, knows of it', async () => {
  const { folder, linksOf } = await built(faq);
  expect(await linksOf('sting.html')).toEqual([]);
  expect(await readFile(join(folder, 'dist', 'assets', await styleIn(folder)), 'utf8')).not.toContain('.menu');
  expect(await readFile(join(folder, 'dist/index.html'), 'utf8')).not.toContain('<footer class="footer">');
});

test.each([
  ['unknown-question:9', 'nav: [{label: Hive, url: "#hiv"}]'],
  ['missing-file:9', 'nav: [{label: Plan, url: plan.pdf}]'],
  ['incomplete-address:9', 'nav: [{label: Main site, url: www.example.org}]'],
  ['unsafe-link:9', 'footer: [{label: Run, url: "javascript:alert(1)"}]'],
  ['unsafe-link:9', 'footer: [{label: Write, url: "mailto:"}]'],
  ['missing-key:9', 'home: {label: Main site}'],
  ['unknown-key:9', 'menu: []'],
  ['wrong-type:9', 'nav: [Privacy]'],
  ['review-claim:9', 'footer: [{label: Reviewed by Dr Jane Doe, url: "https://example.org/"}]'],
])('%s: %s', async (expected, part) => {
  const { told } = await built(`${faq}site:\n  ${part}\n`);
  expect(told).toEqual([expect.stringMatching(new RegExp(`^${expected} `))]);
});

test('a theme of one’s own prints them, or is told', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'imprint.pdf'), '%PDF');
  await mkdir(join(folder, 'theme'));
  await writeFile(join(folder, 'theme/footer.hbs'), '<footer>Bees</footer>');
  await writeFile(join(folder, 'faq.yaml'), `${faq}${site}theme: {templates: theme}\n`);
  const { stderr } = await run(['build', '-q'], folder);
  expect(stderr).toContain('does not show the link “Imprint” of `site`');
});
