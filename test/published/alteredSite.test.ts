import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assetOf } from '../../src/pages/assets.ts';
import { compileSigned, edited, filesOf, type SiteFiles, verifyInMemory } from '../signedSite.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const yaml = (index = 'answers'): string => `title: Coffee
url: https://coffee.example/
policy: {index: ${index}}
sections:
  - title: Basics
    questions:
      - id: cup
        question: How much caffeine is in a cup?
        short: About 95 mg.
        formerly: [mug]
        answer: |
          A cup holds **about 95 mg** [@usda], see [decaf](#decaf) and [milk](#milk).
      - id: decaf
        question: Is decaf free of it?
        answer: No, a cup holds 2 to 7 mg [@usda].
  - title: More
    questions:
      - id: milk
        question: May I add milk?
        answer: Yes, up to 50 ml [@usda].
sources:
  usda: {title: FoodData Central, publisher: USDA, url: 'https://fdc.example/', date: 2024}
reviewers:
  doe: {name: Jane Doe, role: Dietitian}
`;

const site = filesOf(compileSigned(yaml(), ['cup', 'milk']));
const closed = filesOf(compileSigned(`${yaml()}theme: {answers: closed}\n`, ['cup', 'milk']));
const listed = filesOf(compileSigned(yaml('sections'), ['cup', 'milk']));

async function verdictOn(files: SiteFiles): Promise<string> {
  const { exitCode, stderr } = await verifyInMemory(files);
  expect(stderr).not.toContain('    at ');
  return `${exitCode} ${stderr}`;
}

/** Alters the JSON-LD of a page, and the digest by which its policy names it. */
function withData(files: SiteFiles, path: string, from: string | RegExp, to: string): SiteFiles {
  const dataIn = (html: string): string => /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)?.[1] ?? '';
  const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
  const before = String(files[path]);
  const data = dataIn(before).replace(from, () => to);
  expect(data).not.toBe(dataIn(before));
  const html = before.replace(dataIn(before), () => data).replace(digest(dataIn(before)), digest(data));
  return { ...files, [path]: html };
}

/** The page with all its words, of which no answer bears its name or mark. */
const disguised = (html: string): string =>
  html
    .replaceAll('<article class="answer" id="', '<section class="answer" data-of="')
    .replaceAll('</article>', '</section>')
    .replaceAll(/<p class="review signed">.*?<\/p>/g, '')
    .replaceAll(/<p class="proof">[\s\S]*?<\/p>/g, '')
    .replaceAll('95 mg', '950 mg');

/** What is altered of faq.json. */
interface Data {
  note?: string;
  sections: { questions: { correction?: string; keywords: string[]; review: { state: string; name?: string } }[] }[];
}

/** Alters an asset, and gives it the name of its contents in all files. */
function renamed(files: SiteFiles, kind: string, from: string | RegExp, to: string): SiteFiles {
  const path = Object.keys(files).find((one) => one.startsWith(`assets/${kind}.`)) ?? '';
  const contents = edited(files, path, from, to)[path] ?? '';
  const name = assetOf(path.replace(/\.[0-9a-f]{10}(?=\.)/, ''), contents).path;
  expect(name).not.toBe(path);
  const others = Object.entries(files).filter(([one]) => one !== path);
  return Object.fromEntries([...others.map(([one, text]) => [one, text.replaceAll(path, name)]), [name, contents]]);
}

function withAsset(files: SiteFiles, path: string, contents: string): SiteFiles {
  const asset = assetOf(path, contents);
  return { ...files, [asset.path]: contents };
}

type Edit = readonly [string, (files: SiteFiles) => SiteFiles];
const inPage = (path: string, from: string | RegExp, to: string) => (files: SiteFiles) => edited(files, path, from, to);
const heading = ' <a href="#cup">How much caffeine is in a cup?</a>';
const style = (css: string) => (files: SiteFiles) =>
  edited(
    edited(files, 'decaf.html', "style-src 'self'", "style-src 'self' 'unsafe-inline'"),
    'decaf.html',
    '</head>',
    `<style>${css}</style></head>`,
  );

const edits: readonly Edit[] = [
  ['another encoding first', inPage('cup.html', '<meta charset', '<meta charset="windows-1252"><meta charset')],
  ['its review from the right', inPage('cup.html', '<p class="review signed">', '<p class="review signed" dir="rtl">')],
  [
    'its review spoken as another one',
    inPage('cup.html', 'class="review signed"', 'class="review signed" aria-label="950 mg"'),
  ],
  ['its digest spoken as another one', inPage('cup.html', '<code dir="ltr">', '<code dir="ltr" aria-label="950 mg">')],
  ['a number behind its question', inPage('cup.html', 'in a cup?</h1>', 'in a cup? <span>40</span></h1>')],
  ['a number that says more', inPage('cup.html', '<span class="number"', '<span title="950 mg" class="number"')],
  ['a question that leads elsewhere', inPage('index.html', heading, heading.replace('#cup', 'https://spam.example/'))],
  ['a question that leads to another one', inPage('index.html', heading, heading.replace('#cup', 'decaf.html'))],
  ['a link to the page of another answer', inPage('cup.html', 'href="decaf.html">', 'href="milk.html#decaf">')],
  [
    'two links that changed places',
    inPage('cup.html', /href="decaf.html">decaf<(.*?)href="milk.html">/, 'href="milk.html">decaf<$1href="decaf.html">'),
  ],
  ['a mark beside it that says something', inPage('index.html', /(<a class="own" href="cup.html"[^>]*>)#/, '$1not')],
  [
    'a mark beside it that speaks of another answer',
    inPage('index.html', /(<a class="own" href="cup.html" aria-label=")[^"]*/, '$1950 mg'),
  ],
  [
    'a mark beside it that leads elsewhere',
    inPage('index.html', '<a class="own" href="cup.html"', '<a class="own" href="milk.html"'),
  ],
  ['letters behind a source that are a word', inPage('index.html', /(class="cited"[^>]*>)b</, '$1not<')],
  ['letters behind a source in another order', inPage('index.html', /(class="cited"[^>]*>)a</, '$1b<')],
  ['a link less', inPage('cup.html', '<a href="decaf.html">decaf</a>', 'decaf')],
  ['a link around more words', inPage('cup.html', 'see <a href="decaf.html">', '<a href="decaf.html">see ')],
  ...'own rail neighbours onward cited host number'
    .split(' ')
    .map(
      (name): Edit => [
        `an answer that "${name}" keeps from print`,
        inPage('cup.html', 'class="prose"', `class="prose ${name}"`),
      ],
    ),
  ['a page around it that is not printed', inPage('cup.html', '<main ', '<main class="rail" ')],
  [
    'a refresh on the page of an unsigned answer',
    inPage('decaf.html', '<title>', '<meta http-equiv="refresh" content="0;url=x"><title>'),
  ],
  [
    'a refresh on the page for what is missing',
    inPage('404.html', '<title>', '<meta http-equiv="refresh" content="0;url=x"><title>'),
  ],
  ['a style on the page of an unsigned answer', style('.unsigned{display:none}')],
  ['a sentence by a style', style('.unsigned::before{content:"Looks fine"}')],
  ['another style on the page for what is missing', inPage('404.html', '<style>', '<style>p{display:none}')],
  [
    'a script on the page of an unsigned answer',
    (files) => ({
      ...edited(files, 'decaf.html', '</head>', '<script src="assets/e.js"></script></head>'),
      'assets/e.js': '1',
    }),
  ],
  ['a script on an old page', inPage('mug.html', /assets\/moved[^"]*/, 'assets/find.0123456789.js')],
  ['a style sheet more', inPage('decaf.html', '</head>', '<link rel="stylesheet" href="assets/e.css"></head>')],
  ['an old address that leads elsewhere', inPage('mug.html', '0; url=cup.html', '0; url=https://spam.example/')],
  [
    'an old address that leads to another answer',
    (files) => ({
      ...files,
      'mug.html': String(files['mug.html'])
        .replaceAll('"cup.html"', '"decaf.html"')
        .replace('url=cup.html', 'url=decaf.html'),
    }),
  ],
  ['a script that leads elsewhere', inPage('mug.html', 'data-target="cup.html"', 'data-target="decaf.html"')],
  ['an old address that holds a page', (files) => ({ ...files, 'mug.html': String(files['404.html']) })],
  [
    'a front page that holds no answer by its name',
    (files) => ({ ...files, 'index.html': disguised(String(files['index.html'])) }),
  ],
  [
    'answers in another order',
    (files) => {
      const [cup = '', decaf = ''] = String(files['index.html']).match(/<article[\s\S]*?<\/article>/g) ?? [];
      return edited(edited(edited(files, 'index.html', cup, '@'), 'index.html', decaf, cup), 'index.html', '@', decaf);
    },
  ],
  ['no data', ({ 'faq.json': _, ...files }) => ({ ...files, 'cup.html': disguised(String(files['cup.html'])) })],
  ['data of another format', (files) => edited(files, 'faq.json', '"format": 1', '"format": 2')],
  ['data that cannot be read', (files) => edited(files, 'faq.json', '"format": 1', '"format": 1,,')],
  [
    'data of which a key stands twice',
    (files) => edited(files, 'faq.json', '"answer": "A cup', '"answer": "950 mg",\n"answer": "A cup'),
  ],
  [
    'a question twice in the data',
    (files) => {
      const data = JSON.parse(String(files['faq.json']));
      const [first] = data.sections[0].questions;
      data.sections[0].questions.unshift({ ...first, answer: '950 mg', review: { state: 'unsigned' } });
      return { ...files, 'faq.json': `${JSON.stringify(data, null, 2)}\n` };
    },
  ],
  ...(
    [
      [
        'a correction',
        (data) => {
          Object.assign(data.sections[0]?.questions[0] ?? {}, { correction: '950 mg' });
        },
      ],
      [
        'a claim under a new key',
        (data) => {
          data.note = 'All answers were reviewed by Jane Doe.';
        },
      ],
      [
        'a claim among keywords',
        (data) => {
          Object.assign(data.sections[0]?.questions[1] ?? {}, { keywords: ['Reviewed by Jane Doe'] });
        },
      ],
      [
        'a state of no kind',
        (data) => {
          Object.assign(data.sections[0]?.questions[1]?.review ?? {}, { state: 'approved' });
        },
      ],
      [
        'a name beside an unsigned state',
        (data) => {
          Object.assign(data.sections[0]?.questions[1]?.review ?? {}, { name: 'Jane Doe' });
        },
      ],
    ] as [string, (data: Data) => void][]
  ).map(
    ([name, edit]): Edit => [
      `data with ${name}`,
      (files) => {
        const data = JSON.parse(String(files['faq.json']));
        edit(data);
        return { ...files, 'faq.json': `${JSON.stringify(data, null, 2)}\n` };
      },
    ],
  ),
  ['a text twice in JSON-LD', (files) => withData(files, 'cup.html', '"text":', '"text":"950 mg","text":')],
  [
    'a second answer in JSON-LD',
    (files) =>
      withData(
        files,
        'cup.html',
        '"acceptedAnswer":',
        '"suggestedAnswer":{"@type":"Answer","text":"950 mg"},"acceptedAnswer":',
      ),
  ],
  [
    'two answers in JSON-LD',
    (files) =>
      withData(files, 'cup.html', /"acceptedAnswer":({.*?})/, '"acceptedAnswer":[{"@type":"Answer","text":"950 mg"}]'),
  ],
  [
    'a description in JSON-LD',
    (files) => withData(files, 'cup.html', '"@type":"Answer",', '"@type":"Answer","description":"950 mg",'),
  ],
  [
    'a question that is spelled otherwise in JSON-LD',
    (files) => withData(files, 'index.html', 'in a cup?', 'in a cup ?'),
  ],
  [
    'another vocabulary of JSON-LD',
    (files) => withData(files, 'cup.html', 'https://schema.org', 'https://spam.example'),
  ],
  ['another role in JSON-LD', (files) => withData(files, 'cup.html', '"jobTitle":"Dietitian"', '"jobTitle":"Surgeon"')],
  [
    'an author of an unsigned answer in JSON-LD',
    (files) =>
      withData(
        files,
        'decaf.html',
        '"@type":"Answer",',
        '"@type":"Answer","author":{"@type":"Person","name":"Jane Doe"},',
      ),
  ],
  [
    'a claim as a name in JSON-LD',
    (files) =>
      withData(
        files,
        'decaf.html',
        '"@type":"WebPage",',
        '"@type":"WebPage","about":{"@type":"Thing","name":"Medically reviewed by Jane Doe"},',
      ),
  ],
  ['a style sheet of the feed', (files) => edited(files, 'feed.xml', '<feed', '<?xml-stylesheet href="e.xsl"?><feed')],
  ['a base of the feed', (files) => edited(files, 'feed.xml', '<feed ', '<feed xml:base="https://spam.example/" ')],
  ['another part of the feed', (files) => edited(files, 'feed.xml', '<updated>', '<rights>950 mg</rights><updated>')],
  ['another encoding of the feed', (files) => edited(files, 'feed.xml', 'UTF-8', 'UTF-7')],
  [
    'a page in the place of another, by the host',
    (files) => ({ ...files, _redirects: `${files['_redirects']}/cup.html https://spam.example/ 200!\n` }),
  ],
  [
    'a header that leads elsewhere',
    (files) => ({ ...files, _headers: `${files['_headers']}  Refresh: 0; url=https://spam.example/\n` }),
  ],
  [
    'a link to a record by its whole address',
    (files) =>
      edited(files, 'decaf.html', '</main>', '<a href="https://coffee.example/reviews/cup.yaml">Proof</a></main>'),
  ],
  [
    'its question asked above the answer, with other words',
    inPage('cup.html', '<article', '<div><h1>How much caffeine is in a cup?</h1><p>950 mg</p></div><article'),
  ],
  [
    'its question asked twice in the Markdown',
    inPage('cup.md', '# How', '# How much caffeine is in a cup?\n\n950 mg\n\n# How'),
  ],
  ['words turned around by an element', inPage('decaf.html', '</main>', '<bdo dir="rtl">gm 059</bdo></main>')],
  ['words turned around by a sign', inPage('decaf.html', '</main>', '\u202egm 059</main>')],
  ['words turned around by an escaped sign', inPage('decaf.html', '</main>', '&#x0202E;gm 059</main>')],
  [
    'an answer in microdata',
    inPage('cup.html', '</main>', '<p itemscope itemtype="https://schema.org/Answer" itemprop="x">950 mg</p></main>'),
  ],
  ['an answer in RDFa', inPage('cup.html', '</main>', '<p vocab="https://schema.org/" typeof="Answer">950</p></main>')],
  ['a reviewer in its head', inPage('decaf.html', '<title>', '<meta property="reviewedBy" content="Doe"><title>')],
  ['a claim above a name', inPage('decaf.html', '</main>', '<ruby>Jane Doe<rt>approved</rt></ruby></main>')],
  ['a light tick at a name', inPage('decaf.html', '</main>', '<p>🗸 Jane Doe</p></main>')],
  ['more in its data', inPage('faq.json', '"format": 1,', '"format": 1,\n  "correction": "950 mg",')],
  ['more of a source in its data', inPage('faq.json', '"id": "usda",', '"id": "usda",\n      "note": "950 mg",')],
  ['a record elsewhere in its data', inPage('faq.json', '"record": "reviews/cup', '"record": "reviews/milk')],
  ['a claim in a text for people', (files) => ({ ...files, 'humans.txt': 'Medically reviewed by Jane Doe' })],
  ['another script under the name of its contents', (files) => renamed(files, 'find', /$/, ';alert(1)')],
  ['a script for old addresses under the name of its contents', (files) => renamed(files, 'moved', /$/, ';alert(1)')],
  ['a claim in its style sheet', (files) => renamed(files, 'style', /$/, 'p::after{content:"Approved by Jane Doe"}')],
  [
    'a picture that runs',
    (files) => withAsset(files, 'cup.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
  ],
  ['a linked page that runs', (files) => withAsset(files, 'cup.html', '<!doctype html><script>1</script>')],
  ['a linked page that claims a review', (files) => withAsset(files, 'cup.html', '<p>Medically reviewed by Jane Doe')],
  [
    'a linked page that is another one than its name says',
    (files) => ({ ...files, 'assets/cup.0123456789.html': '<p>' }),
  ],
  ['a file among the assets that is named by nothing', (files) => ({ ...files, 'assets/cup.txt': '950 mg' })],
  [
    'a state that is out of sight',
    (files) => edited(files, 'decaf.html', 'class="review unsigned"', 'class="review unsigned skip"'),
  ],
];

describe('a published site', () => {
  test('is as it was printed, with its sections on one page or on their own', async () => {
    expect(await verdictOn(site)).toBe('0 ');
    expect(listed['basics.html']).toBeDefined();
    expect(await verdictOn(listed)).toBe('0 ');
  });

  test.each(edits)('does not pass with %s', async (_, edit) => {
    expect(await verdictOn(edit(site))).toMatch(/^1 /);
  });

  test('is as it was printed with its answers closed behind their questions', async () => {
    expect(closed['index.html']).toContain('<details>');
    expect(await verdictOn(closed)).toBe('0 ');
  });

  test.each<Edit>([
    [
      'a review that is closed as well',
      inPage('index.html', /(id="cup"[\s\S]*?)<\/details>([\s\S]*?<\/footer>)/, '$1$2</details>'),
    ],
    [
      'its own page closed',
      inPage('cup.html', /<h1>[\s\S]*?<\/h1>([\s\S]*?)<footer/, '<details><summary>$&</details><footer'),
    ],
    [
      'the page of an answer that nobody signed closed',
      inPage(
        'decaf.html',
        /(<h1>[\s\S]*?<\/h1>)([\s\S]*?)<footer/,
        '<details><summary>$1</summary>$2</details><footer',
      ),
    ],
    [
      'the state of an answer that nobody signed closed',
      inPage('index.html', /(id="decaf"[\s\S]*?)<\/details>([\s\S]*?<\/footer>)/, '$1$2</details>'),
    ],
    ['more behind a question', inPage('index.html', /(id="cup"[\s\S]*?)<\/details>/, '$1<p>950 mg</p></details>')],
    ['more beside a question', inPage('index.html', /(id="cup"[\s\S]*?)<\/summary>/, '$1950 mg</summary>')],
    ['a number that says more', inPage('index.html', /(<summary>\s*<span[^>]*>)1/, '$1 950 mg')],
    ['a question that is spoken as another one', inPage('index.html', '<summary>', '<summary aria-label="950 mg">')],
    ['an answer without its question before it', inPage('index.html', /<summary>([\s\S]*?)<\/summary>/, '$1')],
    [
      'an answer that is closed twice',
      inPage('index.html', /<p class="short">/, '<details><summary></summary><p class="short">'),
    ],
  ])('does not pass with %s, where answers are closed', async (_, edit) => {
    expect(await verdictOn(edit(closed))).toMatch(/^1 /);
  });

  test.each<Edit>([
    ['another script under the name of its contents', (files) => renamed(files, 'search', /$/, ';alert(1)')],
    ['a script in the index of the search', (files) => renamed(files, 'search-index', /$/, ';alert(1)')],
    ['an index of the search elsewhere', inPage('index.html', 'data-index="assets/', 'data-index="../assets/')],
    ['a script on its front page', inPage('index.html', '</head>', '<script src="assets/e.js"></script></head>')],
    ['a style on its front page', inPage('index.html', '</head>', '<style>p{display:none}</style></head>')],
    [
      'the page of a section that holds no answer by its name',
      (files) => ({ ...files, 'basics.html': disguised(String(files['basics.html'])) }),
    ],
    ['the page of a section missing', ({ 'basics.html': _, ...files }) => files],
    [
      'another index of the search under its name',
      (files) => {
        const index = Object.keys(files).find((path) => path.startsWith('assets/search-index.')) ?? '';
        return { ...files, [index]: `${files[index]} ` };
      },
    ],
  ])('of sections with pages does not pass with %s', async (_, edit) => {
    expect(await verdictOn(edit(listed))).toMatch(/^1 /);
  });

  test.each([
    'cup.html.gz',
    'cup.html.en',
    '.htaccess',
    '_worker.js',
    'vercel.json',
    'cup.svg',
    'cup.xml',
    'cup.txt',
    'cup.mhtml',
    'cup.htm',
    'reviews/withdrawn',
    'assets/cup.html.br',
  ])('does not pass with a file %s, on a disk as well', async (path) => {
    const folder = await temporaryFolder();
    const files: SiteFiles = { ...site, [path]: path.includes('assets') ? '<!doctype html>' : 'a cup holds 950 mg' };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text, 'utf8');
    }
    const { exitCode, stderr } = await run(['review', 'verify', folder], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(path);
  });

  test.each([
    'CNAME',
    '.nojekyll',
    'favicon.ico',
    '.well-known/security.txt',
    'ads.txt',
    'apple-touch-icon.png',
    '.git',
    '.gitattributes',
    'assets/.DS_Store',
  ])('may hold %s, for its host', async (path) => {
    expect(await verdictOn({ ...site, [path]: 'coffee.example' })).toBe('0 ');
  });

  test('may be a branch of git, and prove to Google whose it is', async () => {
    const folder = await temporaryFolder();
    const proof = 'google0123456789abcdef.html';
    const files: SiteFiles = { ...site, [proof]: `google-site-verification: ${proof}`, '.git/HEAD': 'ref: main' };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text, 'utf8');
    }
    const verify = async (): Promise<unknown[]> => {
      const { exitCode, stderr } = await run(['review', 'verify', folder], folder);
      return [exitCode, stderr];
    };
    expect(await verify()).toEqual([0, '']);
    await writeFile(join(folder, proof), 'google-site-verification: and more');
    expect((await verify())[0]).toBe(1);
  });

  test('may hold the files that its texts link', async () => {
    const pages = ['notes.md', 'sheet.html', 'faq.yaml', 'data.xml'];
    let files = site;
    for (const path of pages) files = withAsset(files, path, `<p style="color: red">A cup of ${path}`);
    expect(await verdictOn(files)).toBe('0 ');
  });

  test('says what a build that was cut short left in it', async () => {
    const verdict = await verdictOn({ ...site, '.faqgen-4711-0123456789ab.tmp': '<!doctype html>' });
    expect(verdict).toMatch(/^1 [\s\S]*\.tmp is not as faqgen printed it: a build that still runs, or was cut short/);
  });

  test('says that a style sheet is none that is known, in any accent but its own', async () => {
    const accent = filesOf(compileSigned(`${yaml()}theme: {accent: '#5a0a0a'}\n`, ['cup']));
    expect(await verdictOn(accent)).toBe('0 ');
    const other = renamed(site, 'style', /$/, 'p{color:red}');
    const missing = String(other['404.html']);
    const own = /<style>([\s\S]*?)<\/style>/.exec(missing)?.[1] ?? '';
    const [digest, another] = [own, `${own}p{color:red}`].map((text) =>
      createHash('sha256').update(text).digest('base64'),
    );
    const page = missing.replace(own, () => `${own}p{color:red}`).replace(digest ?? '', another ?? '');
    expect(await verdictOn({ ...other, '404.html': page })).toMatch(
      /^0 warning\[unknown-style\]: site\/assets\/style\./,
    );
  });
});
