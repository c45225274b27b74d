import { expect, test } from 'vitest';
import { compileSigned, edited, filesOf, type SiteFiles, verifyInMemory } from '../signedSite.ts';
import { bees, beesFiles } from './tamperings.ts';

/** What hosts and tools for deployment do to files without another word in them. */

const yaml = `${bees.replace(
  'sources:',
  `  - id: honey
    question: Is honey good on a sting?
    answer: "Yes [@atlas]."
    withdrawn: {on: 2026-11-02, reason: It was wrong., instead: sting}
sources:`,
)}reviewers: {doe: {name: Jane Doe, role: Nurse}}
outputs: {verify: true, fragment: true, shareImages: none}
`;
const site = filesOf(compileSigned(yaml, ['sting'], {}, beesFiles));
const texts = /^_headers$|\.(?:html|md|json|txt|xml|yaml)$/;
const everywhere = (files: RegExp, change: (text: string) => string): SiteFiles =>
  Object.fromEntries(Object.entries(site).map(([path, text]) => [path, files.test(path) ? change(text) : text]));
const blocks =
  'html|head|meta|link|title|body|main|article|header|footer|section|div|p|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|th|td|nav';

test.each([
  ['a mark of the order of bytes', texts, (text: string) => `\ufeff${text}`],
  ['the ends of lines of Windows', texts, (text: string) => text.replaceAll('\n', '\r\n')],
  ['one more line', texts, (text: string) => `${text}\n`],
  ['no end of the last line', texts, (text: string) => text.trimEnd()],
  ['one space for many in HTML', /^(?!verify).*\.html$/, (text: string) => text.replaceAll(/\s+/g, ' ')],
  [
    'no space between the blocks of HTML',
    /\.html$/,
    (text: string) =>
      text.replaceAll(new RegExp(`(</?(?:${blocks})(?: [^>]*)?>)\\s+(?=</?(?:${blocks})[ >])`, 'g'), '$1'),
  ],
  [
    'a doctype in capitals',
    /^(?!verify).*\.html$/,
    (text: string) => text.replace('<!doctype html>', '<!DOCTYPE html>'),
  ],
  [
    'empty elements as in XML',
    /^(?!verify).*\.html$/,
    (text: string) => text.replaceAll(/<(br|meta|link|img)([^>]*[^/])?>/g, '<$1$2/>'),
  ],
  ['JSON without spaces', /^faq\.json$/, (text: string) => JSON.stringify(JSON.parse(text))],
  ['JSON with more of them', /^faq\.json$/, (text: string) => JSON.stringify(JSON.parse(text), null, '\t')],
])('a site with %s is as it was approved', async (_, files, change) => {
  const { exitCode, stdout, stderr } = await verifyInMemory(everywhere(files, change));
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain(' answers approved in these very words');
});

test.each([
  ['the way to verify.html elsewhere', 'index.html', 'href="verify.html"', 'href="https://evil.example/"'],
  [
    'the same in a fragment',
    'embed/fragment.html',
    'href="https://bees.example/verify.html"',
    'href="https://evil.example/"',
  ],
  ['what is to be read instead elsewhere', 'honey.html', 'href="sting.html"', 'href="https://evil.example/"'],
  ['another reason in Markdown', 'honey.md', 'It was wrong.', 'It was right.'],
  ['a word more in verify.html', 'verify.html', '</main>', 'In order.</main>'],
  ['a key twice in the data', 'faq.json', '"short": "Cold', '"short": "Hot.",\n"short": "Cold'],
])('a site with %s is told', async (_, path, from, to) => {
  const { exitCode, stderr } = await verifyInMemory(edited(site, path, from, to));
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`site/${path}`);
});
