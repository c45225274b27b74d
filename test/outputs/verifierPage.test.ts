import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createHash as hashInBrowser } from '../../src/verifier/browserCrypto.ts';
import { verifierWordsFor } from '../../src/words/verifierWords.ts';
import { languagesWithWords } from '../../src/words/wordsFor.ts';
import { documented } from '../documentedTable.ts';
import { keyedProject } from '../keyedSite.ts';
import { compileText, saidOf } from '../prose/compileText.ts';
import { bees, beesFiles } from '../published/tamperings.ts';
import { compileSigned, edited, filesOf, verifyInMemory } from '../signedSite.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const needsSsh = process.env['FAQGEN_WITHOUT_SSH'];
const reviewers = 'reviewers:\n  doe: {name: Jane Doe, role: Nurse}\n';
const asked = `${bees}${reviewers}outputs: {verify: true, shareImages: none}\n`;
const isMade = (yaml: string): boolean => 'verify.html' in filesOf(compileSigned(yaml, ['sting'], {}, beesFiles));

describe('verify.html', () => {
  test.skipIf(needsSsh)('is made by itself where a key signed an answer, and where it is asked for', async () => {
    expect(
      'verify.html' in (await (await keyedProject(await temporaryFolder(), bees, ['sting'], beesFiles)).site()),
    ).toBe(true);
    expect(isMade(`${bees}${reviewers}`)).toBe(false);
    expect(isMade(asked)).toBe(true);
    expect(isMade(asked.replace('verify: true', 'verify: false'))).toBe(false);
  });

  test.skipIf(needsSsh).each([
    ['a question', bees.replaceAll('sting,', 'verify,').replaceAll('#sting', '#verify'), ['verify']],
    ['an old id', bees.replace('id: hive,', 'id: hive, formerly: [verify],'), ['sting']],
  ])('gives way to %s of its name, and is refused beside it where it is asked for', async (_, yaml, signed) => {
    const site = await (await keyedProject(await temporaryFolder(), yaml, signed, beesFiles)).site();
    expect(Object.keys(site).some((path) => path.startsWith('assets/verify.'))).toBe(false);
    expect(
      saidOf(compileText(`${yaml}outputs: {verify: true}\n`, beesFiles)).map((said) => said.split(' ')[0]),
    ).toContain('reserved-id');
  });

  test('keeps the line of a key in its order where the language runs from right to left', () => {
    const site = filesOf(compileSigned(`language: ar\n${asked}`, ['sting'], {}, beesFiles));
    expect(site['verify.html']).toContain('«\u2066doe ssh-ed25519 AAAA…\u2069»');
  });

  /** How often the page leads to verify.html, in the words of that. */
  const times = (page: string | undefined, language: string): number => {
    const label = verifierWordsFor(language).words.title.replaceAll("'", '&#39;');
    return (page ?? '').split(`<a href="verify.html">${label}</a>`).length - 1;
  };

  test('may be called by no other words in the foot of an answer', async () => {
    const site = filesOf(compileSigned(asked, ['sting'], {}, beesFiles));
    const { stderr } = await verifyInMemory(
      edited(site, 'sting.html', 'Check the reviews of this site', 'Approved by all'),
    );
    expect(stderr).toContain('but it also holds a link to verify.html');
  });

  describe('is linked where a page tells of reviews', () => {
    test('on the pages of sections, in a list of them, and in a fragment by its whole address', async () => {
      const sections = `title: Bees
url: https://bees.example/
sections:
  - {id: pain, title: Pain, questions: [{id: sting, question: What helps against a sting?, answer: Cold water.}]}
  - {id: home, title: Home, questions: [{id: hive, question: Who takes a hive away?, answer: A beekeeper.}]}
policy: {index: sections}
theme: {answers: closed}
${reviewers}outputs: {verify: true, fragment: true, shareImages: none}
`;
      const site = filesOf(compileSigned(sections, ['sting']));
      for (const path of ['index.html', 'pain.html', 'home.html', 'sting.html'])
        expect([path, times(site[path], 'en')]).toEqual([path, 1]);
      expect(site['embed/fragment.html']).toContain('<a href="https://bees.example/verify.html">');
      expect((await verifyInMemory(site)).stderr).toBe('');
    });

    test.each(['verify: false', 'markdown: true'])('not where there is none: `outputs: {%s}`', (outputs) => {
      const site = filesOf(compileSigned(`${bees}${reviewers}outputs: {${outputs}}\n`, ['sting'], {}, beesFiles));
      for (const path of ['index.html', 'sting.html']) expect(site[path]).not.toContain('verify.html');
    });
  });

  test('may be linked around the FAQ, is in no sitemap, and asks search engines to leave it', () => {
    const { files, diagnostics } = compileSigned(
      `${asked}site: {footer: [{label: Check the reviews, url: 'https://bees.example/verify.html'}]}\n`,
      ['sting'],
      {},
      beesFiles,
    );
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const site = filesOf({ files, diagnostics } as ReturnType<typeof compileSigned>);
    expect(site['verify.html']).toContain('<meta name="robots" content="noindex">');
    for (const path of ['sitemap.xml', 'llms.txt', 'feed.xml', 'faq.json'])
      expect(site[path]).not.toContain('verify.html');
    expect(site['index.html']).toMatch(/href="(?:https:\/\/bees\.example\/)?verify\.html"/);
  });

  test.each([...languagesWithWords, 'cs', 'he', 'zh-TW', 'pt-BR'])(
    'in the language %s is linked in its words, and known to review verify, to the byte',
    async (language) => {
      const site = filesOf(compileSigned(`language: ${language}\n${asked}`, ['sting'], {}, beesFiles));
      expect([times(site['sting.html'], language), times(site['index.html'], language)]).toEqual([1, 1]);
      for (const path of ['hive.html', '404.html']) expect(site[path]).not.toContain('verify.html');
      const { exitCode, stderr } = await verifyInMemory(site);
      expect(exitCode, stderr).toBe(0);
      const altered = await verifyInMemory(edited(site, 'verify.html', '</main>', 'In order.</main>'));
      expect(altered.stderr).toContain(
        'site/verify.html is not as faqgen printed it: faqgen prints another page there',
      );
      expect(altered.exitCode).toBe(1);
    },
  );

  test('shows the documented way by hand', async () => {
    const [record = ''] = (await documented('sh', '### By hand')).split('words()');
    const page = filesOf(compileSigned(asked, ['sting'], {}, beesFiles))['verify.html'] ?? '';
    const lines = page.replaceAll('&#39;', "'").replaceAll('&gt;', '>').replaceAll('&lt;', '<');
    expect(lines).toContain(record.trim().replaceAll('caffeine', 'ID').replaceAll('doe', 'REVIEWER'));
  });
});

test('the script of verify.html weighs no more than is said, by some percent', async () => {
  const script = await readFile(join(import.meta.dirname, '../../lib/verifier/verify.js'));
  const documents = await readFile(join(import.meta.dirname, '../../docs/sign-offs.md'), 'utf8');
  const said = /of (\d+) KB, by gzip (\d+) and by Brotli (\d+)/.exec(documents)?.slice(1).map(Number) ?? [];
  const weighed = [script, gzipSync(script, { level: 9 }), brotliCompressSync(script)].map(
    ({ length }) => length / 1000,
  );
  for (const [index, weight] of weighed.entries()) expect(Math.abs(weight / (said[index] ?? 0) - 1)).toBeLessThan(0.04);
});

test.each(['sha256', 'sha512'] as const)('a browser computes %s as Node does', (name) => {
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7 + length) % 256);
    const [here, there] = [hashInBrowser(name), createHash(name)].map((hash) => hash.update(bytes).digest('hex'));
    expect(here).toBe(there);
  }
  expect(hashInBrowser(name).update('Grüße').digest('base64')).toBe(createHash(name).update('Grüße').digest('base64'));
});
