import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const faq = `title: Bees
questions:
  - {id: sting, question: What helps?, answer: Cold water.}
  - {id: hive, question: Who removes a hive?, answer: A beekeeper.}
reviewers: {doe: {name: Jane Doe}}
contact: {phone: "+1 555 010 0199", disclosure: The state answers.}
disclaimer: {text: This is no advice.}
policy: {citations: off}
`;

async function built(more: string, files: Record<string, string> = {}) {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'theme'));
  for (const [path, text] of Object.entries({ 'faq.yaml': faq + more, ...files }))
    await writeFile(join(folder, path), text);
  const { stdout } = await run(['build', '--format', 'json'], folder);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; file: string; line: number; help: string | null }[];
  };
  const told = diagnostics
    .filter(({ code }) => !['no-url', 'unreviewed-answer'].includes(code))
    .map(({ code, file, line, help }) => `${code} ${file}:${line} ${help}`);
  return { folder, told, read: (path: string) => readFile(join(folder, 'dist', path), 'utf8') };
}

test('words are replaced one by one, on each page and in its Markdown, in any language', async () => {
  const { told, read, folder } = await built(
    'language: de\nwords:\n  contact: Noch Fragen?\n  disclaimer: Wichtig\n  allQuestions: Zur Liste & zurück\n',
  );
  expect(told).toEqual([]);
  for (const page of ['index.html', 'sting.html', '404.html']) {
    expect(await read(page), page).toContain('Noch Fragen?</h2>');
    expect(await read(page), page).toContain('>Wichtig</h2>');
  }
  expect(await read('sting.html')).toContain('Zur Liste &amp; zurück');
  expect(await read('sting.html')).toContain('Nächste Frage');
  expect(await read('sting.md')).toContain('## Noch Fragen?');
  expect((await run(['review', 'verify', 'dist'], folder)).stderr).not.toContain('altered-page');
});

test.each([
  ['unknown-key faq.yaml:10 the nearest key is `disclaimer`', 'words:\n  disclamer: Note\n'],
  ['unknown-key faq.yaml:10 ', 'words:\n  reviewedBy: Checked by {reviewer} on {date}, {next}\n'],
  ['wrong-placeholder faq.yaml:10 ', 'words:\n  found: "{n} answers"\n'],
  ['wrong-placeholder faq.yaml:10 ', 'words:\n  contact: "{n} questions?"\n'],
  ['markup-in-text faq.yaml:10 ', 'words:\n  contact: "**Questions?**"\n'],
  ['review-claim faq.yaml:10 ', 'words:\n  publisher: Medically reviewed by Dr Jane Doe and\n'],
  ['empty-value faq.yaml:10 ', 'words:\n  contact: ""\n'],
])('%s', async (expected, words) => {
  const { told } = await built(words);
  expect(told).toEqual([expect.stringContaining(expected)]);
});

const footer = (text: string): Record<string, string> => ({
  'theme/footer.hbs': `<footer class="footer"><p>${text}</p></footer>`,
});

test('a template prints a parameter, escaped, and on every page', async () => {
  const { told, read } = await built('theme:\n  templates: theme\n  params: {slogan: Ask & see, since: 1901}\n', {
    ...footer('{{params.slogan}}, {{params.since}}'),
  });
  expect(told).toEqual([]);
  for (const page of ['index.html', 'sting.html', '404.html'])
    expect(await read(page), page).toContain('<p>Ask &amp; see, 1901</p>');
});

test.each([
  ['template-unknown-name theme/footer.hbs:1', '{slogan: Ask}', '{{params.slogan}} {{params.slogn}}'],
  ['unused-param faq.yaml:11', '{slogan: Ask}', 'Bees'],
  ['invalid-id faq.yaml:11', '{Slogan: Ask}', 'Bees'],
  ['review-claim faq.yaml:11', '{slogan: Reviewed by Dr Jane Doe}', '{{params.slogan}}'],
  ['markup-in-text faq.yaml:11', '{slogan: "**Ask**"}', '{{params.slogan}}'],
  ['wrong-type faq.yaml:11', '{slogan: [Ask]}', 'Bees'],
])('%s: %s in %s', async (expected, params, text) => {
  const { told } = await built(`theme:\n  templates: theme\n  params: ${params}\n`, footer(text));
  expect(told).toContainEqual(expect.stringContaining(expected));
  expect(told.filter((one) => !one.startsWith('unused-param'))).toHaveLength(expected.startsWith('unused') ? 0 : 1);
});
