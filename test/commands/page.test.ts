import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const faq = `title: Bees & *wasps*
publisher: {name: Bee Society}
questions:
  - {id: sting, question: What helps?, answer: Cold water.}
contact: {phone: "+1 555 010 0199", link: {label: Write to us, url: "mailto:desk@example.org"}, disclosure: We answer.}
policy: {citations: off}
`;

async function printed(page: string, text = faq) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), text);
  return { folder, ...(await run(['page', page], folder)) };
}

test.each(['privacy', 'accessibility'])('a draft of %s builds, and each gap in it is told', async (page) => {
  const { folder, stdout, exitCode } = await printed(page);
  expect(exitCode).toBe(0);
  const toldOf = async (draft: string): Promise<{ code: string; file: string }[]> => {
    await writeFile(join(folder, 'page.md'), draft);
    await writeFile(join(folder, 'faq.yaml'), `${faq}site: {pages: [page.md]}\n`);
    const { diagnostics } = JSON.parse((await run(['check', '--format', 'json'], folder)).stdout);
    return diagnostics.filter(({ code }: { code: string }) => !['no-url', 'markup-in-text'].includes(code));
  };
  const gaps = stdout.match(/\{\{/g) ?? [];
  expect(gaps.length).toBeGreaterThan(2);
  const told = await toldOf(stdout);
  expect(told).toHaveLength(gaps.length);
  expect(new Set(told.map(({ file }) => file))).toEqual(new Set(['page.md']));
  expect(await toldOf(stdout.replaceAll(/\{\{[^}]*\}\}/g, 'something'))).toEqual([]);
});

test('privacy says what this FAQ loads, and whom to ask', async () => {
  const plain = (await printed('privacy')).stdout;
  expect(plain).toContain('“Bees \\& \\*wasps\\*”. Bee Society answers for it.');
  expect(plain).toContain('No page asks another site for anything');
  expect(plain).toContain('To ask, call +1 555 010 0199, or [Write to us](<mailto:desk@example.org>).');
  expect(plain).not.toContain('chat');
  const more = faq.replace('citations: off', 'citations: off, origins: [https://cdn.example]');
  const { stdout } = await printed('privacy', `${more}chat: {provider: livechat, license: "77", embed: true}\n`);
  expect(stdout).toContain('from https://cdn.example, who then learn');
  expect(stdout).toContain('A chat by LiveChat opens on a page of its own.');
  const linked = await printed('privacy', `${faq}chat: {url: https://example.org/chat}\n`);
  expect(linked.stdout).toContain('A link leads to a chat at https://example.org/chat.');
});

test('accessibility claims no test of a look that nobody tested', async () => {
  expect((await printed('accessibility')).stdout).toContain('tested by axe-core');
  const own = (await printed('accessibility', `${faq}theme: {style: brand.css, templates: theme}\n`)).stdout;
  expect(own).not.toContain('axe-core');
  expect(own).toContain('with style and templates of our own');
});

test('a broken FAQ is told, and nothing is printed', async () => {
  const { stdout, stderr, exitCode } = await printed('privacy', faq.replace('title:', 'titel:'));
  expect([stdout, exitCode]).toEqual(['', 1]);
  expect(stderr).toContain('unknown-key');
});
