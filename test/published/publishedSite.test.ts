import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { compileSigned, edited, filesOf, type SiteFiles, verifyInMemory } from '../signedSite.ts';

const yaml = (language = 'en'): string => `title: Coffee
url: https://coffee.example/
language: ${language}
questions:
  - id: cup
    question: How much caffeine is in a cup?
    short: About 95 mg.
    updated: 2026-11-01
    formerly: [mug]
    answer: |
      A cup holds **about 95 mg** [@usda]. Do not drink more than 4 cups, see [decaf](#decaf).

      | mg | cups |
      | --- | --- |
      | 95 | 1 |

      1. Drink
      2. Wait
  - id: decaf
    question: Is decaf free of it?
    answer: No, a cup holds 2 to 7 mg [@usda].
sources:
  usda: {title: FoodData Central, publisher: USDA, url: 'https://fdc.example/', date: 2024}
reviewers:
  doe: {name: Jane Doe, role: Dietitian, bio: Jane Doe reviews all of our answers.}
disclaimer: {text: This page informs. It has not been approved by the FDA.}
`;

const site = filesOf(compileSigned(yaml(), ['cup']));
const waiting = '<p class="review unsigned">This answer is waiting for its review.</p>';
const sentence = 'Reviewed by Jane Doe (Dietitian) on November 10, 2026, next review due November 10, 2027.';

async function verdictOn(files: SiteFiles): Promise<string> {
  const { exitCode, stderr } = await verifyInMemory(files);
  expect(stderr).not.toContain('    at ');
  return `${exitCode} ${stderr}`;
}

test.each(['en', 'de', 'fr', 'es', 'ar', 'he'])(
  'a site in %s that nobody edited is as it was printed',
  async (language) => {
    const files = filesOf(compileSigned(yaml(language), ['cup']));
    const { exitCode, stdout, stderr } = await verifyInMemory(files);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('3 of 6 answers approved in these very words');
  },
);

test('an answer that was renamed since it was approved is as it was approved', async () => {
  const files = filesOf(compileSigned(yaml(), ['mug']));
  expect(files['cup.html']).toContain('reviews/cup.yaml');
  expect(files['reviews/cup.yaml']).toContain('id: "mug"');
  const { exitCode, stdout, stderr } = await verifyInMemory(files);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain('3 of 6 answers approved in these very words');
  expect(await verdictOn(edited(files, 'cup.html', 'href="reviews/cup.yaml"', 'href="reviews/mug.yaml"'))).toMatch(
    /^1 /,
  );
});

test('a list whose numbers jump is as it was approved in the Markdown, too', async () => {
  const files = filesOf(compileSigned(yaml().replace('1. Drink', '5. Drink').replace('2. Wait', '9. Wait'), ['cup']));
  expect(files['cup.md']).toContain('9\\. Wait');
  expect(await verdictOn(files)).toBe('0 ');
  expect(await verdictOn({ ...files, 'cup.md': String(files['cup.md']).replace('9\\. Wait', '8\\. Wait') })).toMatch(
    /^1 /,
  );
});

test('a claim in the data of a page is found where its digest was made anew', async () => {
  const html = String(site['decaf.html']);
  const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
  const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
  const edited = data.replace('"@type":"Answer",', '"@type":"Answer","author":"Medically reviewed by Jane Doe",');
  expect(html).toContain(digest(data));
  expect(edited).not.toBe(data);
  const page = html.replace(data, () => edited).replace(digest(data), digest(edited));
  expect(await verdictOn({ ...site, 'decaf.html': page })).toMatch(/^1 [\s\S]*Medically reviewed by Jane Doe/);
});

const unsigned: readonly (readonly [string, string, string | RegExp, string])[] = [
  ['our sentence with the mark that was there', 'decaf.html', waiting, `<p class="review unsigned">${sentence}</p>`],
  ['our sentence in another element', 'decaf.html', waiting, `${waiting}<div>${sentence}</div>`],
  [
    'another name',
    'decaf.html',
    waiting,
    `${waiting}<p>Reviewed by Max Roe on May 1, 2026, next review due May 1, 2027.</p>`,
  ],
  [
    'our sentence in German',
    'decaf.html',
    waiting,
    '<p>Geprüft von Max Roe am 1. Mai 2026, nächste Prüfung: 1. Mai 2027.</p>',
  ],
  [
    'our sentence in Arabic',
    'decaf.html',
    waiting,
    '<p>تمت المراجعة بواسطة جين بتاريخ 1 مايو، والمراجعة القادمة: 1 يونيو.</p>',
  ],
  ['words in parts', 'decaf.html', waiting, `${waiting}<p>Rev<b>iewed</b> by <i>Ja</i>ne Doe</p>`],
  ['soft hyphens', 'decaf.html', waiting, `${waiting}<p>Re&shy;viewed by Jane Doe</p>`],
  ['look-alikes', 'decaf.html', waiting, `${waiting}<p>Rеviеwеd by Jane Doe</p>`],
  ['a name alone', 'decaf.html', waiting, `${waiting}<p>Jane Doe</p>`],
  ['a label', 'decaf.html', waiting, `${waiting}<p title="Approved by Jane Doe">State</p>`],
  ['a term', 'decaf.html', waiting, `${waiting}<dl><dt>Approved</dt><dd>Jane Doe</dd></dl>`],
  [
    'a record of another answer',
    'decaf.html',
    waiting,
    `${waiting}<p><a href="reviews/cup.yaml">Record of the review</a></p>`,
  ],
  [
    'a reviewer in its data',
    'decaf.html',
    '"@type":"WebPage",',
    '"@type":"WebPage","reviewedBy":{"@type":"Person","name":"Jane Doe"},',
  ],
  ['a claim above the answers', 'index.html', '<main', '<p>✓ Medically reviewed</p><main'],
  [
    'a claim beside the title',
    'index.html',
    '<dl class="stamp">',
    '<p>All answers on this page were checked by doctors.</p><dl class="stamp">',
  ],
  ['another count', 'index.html', '<dd>1 of 2</dd>', '<dd>2 of 2</dd>'],
  ['another reviewer on the front page', 'index.html', '<dd>Jane Doe</dd>', '<dd>Prof. Dr. Famous</dd>'],
  ['a claim on the page for addresses that do not exist', '404.html', '<main', '<p>Reviewed by Jane Doe</p><main'],
  ['a claim in the place of the state', 'index.html', waiting, '<p class="review unsigned">Checked by Jane Doe</p>'],
  ['no state at all', 'decaf.html', waiting, ''],
  ['another dose', 'decaf.html', '2 to 7 mg', '20 to 70 mg'],
  ['a state with a tick before it', 'decaf.html', 'This answer is waiting', '✓ This answer is waiting'],
  ['a state that says more', 'decaf.html', 'for its review.', 'for its review. It is fine.'],
  [
    'a claim that is called a source',
    'decaf.html',
    '</article>',
    '</article><p class="sources">Medically reviewed by our doctors</p>',
  ],
  [
    'a claim in the answer that is called a reviewer',
    'decaf.html',
    waiting,
    `${waiting}<p class="reviewers">Medically reviewed by our doctors</p>`,
  ],
  [
    'a claim among the counts',
    'index.html',
    '<dl class="stamp">',
    '<dl class="stamp"><dt>Approved by</dt><dd>Jane Doe</dd>',
  ],
];

describe('an answer that nobody signed', () => {
  test.each(unsigned)('does not pass with %s', async (_, path, from, to) => {
    const said = await verdictOn(edited(site, path, from, to));
    expect(said).toMatch(/^1 /);
    expect(said).toContain(`site/${path}`);
  });
});

test('places in a source are no difference, and another number in their mark is', async () => {
  const text = yaml().replace(
    '(#decaf).',
    '(#decaf). More is known [see @usda, p. 5].\n\n      **注意：**请每天喝水。',
  );
  const files = filesOf(compileSigned(text, ['cup']));
  expect(await verdictOn(files)).toBe('0 ');
  expect(await verdictOn(edited(files, 'cup.html', '[see 1, p. 5]', '[see 2, p. 5]'))).toMatch(/^1 /);
});

const disguises: readonly (readonly [string, string, (html: string) => string])[] = [
  [
    'a section in the place of the article',
    'cup.html',
    (html) =>
      html
        .replace('<article class="answer"', '<section class="answer"')
        .replace('</article>', '</section>')
        .replace('class="review signed"', 'class="review fine"')
        .replace('4 cups', '40 cups'),
  ],
  [
    'without its id',
    'cup.html',
    (html) =>
      html
        .replace('<article class="answer" id="cup">', '<section class="answer">')
        .replace('</article>', '</section>')
        .replace('class="review signed"', 'class="review fine"')
        .replace('4 cups', '40 cups'),
  ],
  ['another id', 'cup.html', (html) => html.replace('id="cup"', 'id="cups"')],
  [
    'a mark of another name',
    'cup.html',
    (html) => html.replace('class="review signed"', 'class="review ok"').replace('4 cups', '40 cups'),
  ],
  [
    'in <noscript>',
    'cup.html',
    (html) => html.replace(/<article[\s\S]*<\/article>/, '<noscript>$&</noscript>').replace('4 cups', '40 cups'),
  ],
  ['in <template>', 'cup.html', (html) => html.replace(/<article[\s\S]*<\/article>/, '<template>$&</template>')],
  [
    'in <details>',
    'cup.html',
    (html) => html.replace(/<article[\s\S]*<\/article>/, '<details><summary>x</summary>$&</details>'),
  ],
  ['hidden', 'cup.html', (html) => html.replace('<main', '<main hidden')],
  [
    'in a comment, another one before it',
    'cup.html',
    (html) =>
      html.replace(
        /<article[\s\S]*<\/article>/,
        (all) => `<div>${all.replace('4 cups', '40 cups').replaceAll(/<\/?article[^>]*>/g, '')}</div><!-- ${all} -->`,
      ),
  ],
  [
    'twice, once with another dose',
    'cup.html',
    (html) =>
      html.replace(
        /<article[\s\S]*<\/article>/,
        (all) => `${all.replace('id="cup"', 'id="cup2"').replace('4 cups', '40 cups')}${all}`,
      ),
  ],
  [
    'on the page of another question',
    'decaf.html',
    (html) =>
      html.replace(/<article[\s\S]*<\/article>/, site['cup.html']?.match(/<article[\s\S]*<\/article>/)?.[0] ?? ''),
  ],
  [
    'gone from the front page',
    'index.html',
    (html) => html.replace(/<article class="answer" id="cup">[\s\S]*?<\/article>/, ''),
  ],
  [
    'with its short answer behind it',
    'cup.html',
    (html) => html.replace(/(<p class="short">[\s\S]*?<\/p>)([\s\S]*?)(<footer)/, '$2$1$3'),
  ],
  [
    'with another number of a source in a list without numbers',
    'cup.html',
    (html) =>
      html
        .replace('>[1]<', '>[2]<')
        .replace('"Source 1"', '"Source 2"')
        .replaceAll(/ value="1"/g, ''),
  ],
  ['written from the right', 'cup.html', (html) => html.replace('dir="ltr"', 'dir="rtl"')],
  ['in another language', 'cup.html', (html) => html.replace('lang="en"', 'lang="he"')],
  ['in a language of its own', 'cup.html', (html) => html.replace('<main', '<main lang="he"')],
  [
    'in <bdo>',
    'cup.html',
    (html) =>
      html
        .replace('<div class="prose">', '<div class="prose"><bdo dir="rtl">')
        .replace('</ol>\n</div>', '</ol></bdo></div>'),
  ],
  [
    'with a style',
    'cup.html',
    (html) => html.replace('<div class="prose">', '<div class="prose" style="direction:rtl">'),
  ],
  [
    'in another encoding',
    'cup.html',
    (html) => html.replace('<meta charset="utf-8">', '<meta charset="windows-1252">'),
  ],
  [
    'with another label of a table',
    'cup.html',
    (html) => html.replace('aria-label="Table 1: mg, cups"', 'aria-label="Table 1: g, cups"'),
  ],
  [
    'with another label of a citation',
    'cup.html',
    (html) => html.replace('aria-label="Source 1"', 'aria-label="Drink 40 cups"'),
  ],
  [
    'with an entry of a source from the right',
    'cup.html',
    (html) => html.replace('<cite><bdi>', '<cite><bdi dir="rtl">'),
  ],
];

describe('a signed answer', () => {
  test.each(disguises)('does not pass %s', async (_, path, edit) => {
    const html = site[path] ?? '';
    expect(edit(html)).not.toBe(html);
    const said = await verdictOn({ ...site, [path]: edit(html) });
    expect(said).toMatch(/^1 /);
    expect(said).toContain(`site/${path}`);
  });

  test.each<[string, (files: SiteFiles) => SiteFiles, string]>([
    ['a page that is missing', ({ 'cup.html': _, ...files }) => files, 'it lacks cup.html'],
    ['a record that is missing', ({ 'reviews/cup.yaml': _, ...files }) => files, 'there is no record'],
    [
      'a record more',
      (files) => ({ ...files, 'reviews/decaf.yaml': files['reviews/cup.yaml'] ?? '' }),
      'the record of no signed answer',
    ],
    [
      'a page more',
      (files) => ({ ...files, 'more.html': (files['cup.html'] ?? '').replaceAll('cup', 'more') }),
      'faq.json knows of no such page',
    ],
    [
      'a stub that holds an answer',
      (files) => ({ ...files, 'mug.html': (files['cup.html'] ?? '').replace('4 cups', '40 cups') }),
      'which does not belong there',
    ],
    ...['cup.htm', 'CUP.HTML', 'cup', 'cup.pdf'].map((path): [string, (files: SiteFiles) => SiteFiles, string] => [
      `a page that is called ${path}`,
      (files) => ({ ...files, [path]: (files['cup.html'] ?? '').replace('4 cups', '40 cups') }),
      'faq.json knows of no such page',
    ]),
    ['a question less in the data', (files) => edited(files, 'faq.json', /"id": "cup"/, '"id": "cups"'), 'faq.json'],
    ['no front page', ({ 'index.html': _, ...files }) => files, 'it lacks index.html'],
  ])('%s is told', async (_, edit, words) => {
    const said = await verdictOn(edit(site));
    expect(said).toMatch(/^1 /);
    expect(said).toContain(words);
  });

  test('whose JSON-LD was altered says so', async () => {
    expect(await verdictOn(edited(site, 'cup.html', '"text":"About 95 mg.', '"text":"About 9 mg.'))).toContain(
      'its JSON-LD was altered',
    );
    expect(await verdictOn(edited(site, 'cup.html', "default-src 'none'", 'default-src *'))).toContain(
      'its content security policy was altered',
    );
  });
});

describe('a copy for programs', () => {
  test.each<[string, string | RegExp, string]>([
    ['cup.md', '4 cups', '40 cups'],
    ['cup.md', '95 mg', '9 5 mg'],
    ['cup.md', '**About 95 mg.**', '**About 9 mg.**'],
    ['cup.md', 'How much caffeine is in a cup?', 'How little caffeine is in a cup?'],
    ['cup.md', '| 95 | 1 |', '| 95 | 10 |'],
    ['cup.md', '| 95 | 1 |', '| 9 | 51 |'],
    [
      'feed.xml',
      '<summary>About 95 mg.</summary>',
      '<summary>About 95 mg.</summary><summary><![CDATA[9 mg]]></summary>',
    ],
    ['feed.xml', '<summary>', '<summary type="xhtml"><div>9 mg</div></summary><summary>'],
    ['feed.xml', '<summary>', '<rights>9 mg</rights><summary>'],
    ['feed.xml', /<entry>([\s\S]*?)About 95 mg\./, '<entry xml:lang="en">$1About 9 mg.'],
    ['feed.xml', 'text/html" href="https://coffee.example/cup.html"', 'text/html" href="https://spam.example/"'],
    ['cup.md', '2. Wait', '2. Wait\n3. Drink more'],
    ['cup.md', 'FoodData Central', 'FoodData Centre'],
    ['cup.md', 'https://fdc.example/', 'https://spam.example/'],
    ['cup.md', 'Jane Doe', 'Max Roe'],
    ['cup.md', '2027', '2099'],
    ['index.md', '4 cups', '40 cups'],
    ['decaf.md', 'This answer is waiting for its review.', 'Reviewed by Jane Doe'],
    ['decaf.md', '## Disclaimer', 'This page was approved by doctors.\n\n## Disclaimer'],
    ['llms.txt', 'About 95 mg.', 'About 9 mg.'],
    ['llms.txt', 'This answer is waiting for its review.', sentence],
    ['llms.txt', 'How much', 'How little'],
    ['feed.xml', 'About 95 mg.', 'About 9 mg.'],
    ['feed.xml', 'Jane Doe', 'Max Roe'],
    ['feed.xml', 'How much', 'How little'],
    ['faq.json', '4 cups', '40 cups'],
    ['faq.json', /"role": "Dietitian",(\s*"date")/, '"role": "Surgeon",$1'],
    ['faq.json', 'This page informs.', 'This page was checked by Jane Doe.'],
    ['faq.json', '"until": "2027', '"until": "2099'],
    ['faq.json', '2 to 7 mg', 'Approved by Jane Doe. 2 to 7 mg'],
  ])('%s does not pass with %s as %s', async (path, from, to) => {
    const said = await verdictOn(edited(site, path, from, to));
    expect(said).toMatch(/^1 /);
  });
});
