import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { directionOf, numberPrinter } from '../../src/words/language.ts';
import { compileSigned, filesOf, verifyInMemory } from '../signedSite.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

interface Choices {
  readonly question?: string;
  readonly title?: string;
  readonly site?: string;
  readonly reviewer?: string;
  readonly language?: string;
  readonly answer?: string;
  readonly more?: string;
}

const yaml = ({
  language = 'en',
  question = 'How much caffeine is in a cup?',
  title = 'FoodData Central',
  answer = 'A cup holds **about 95 mg** [@usda].',
  site = 'Coffee',
  reviewer = 'Jane Doe',
  more = '',
}: Choices): string => `
title: ${JSON.stringify(site)}
url: https://coffee.example/
language: ${language}
questions:
  - id: cup
    question: ${JSON.stringify(question)}
    short: ${JSON.stringify(question)}
    answer: ${JSON.stringify(answer)}
  - id: decaf
    question: Is decaf free of it?
    answer: No, a cup holds 2 to 7 mg [@usda].
sources:
  usda: {title: ${JSON.stringify(title)}, publisher: USDA, url: 'https://fdc.example/', date: 2024, checked: 2026-10-01}
reviewers:
  doe: {name: ${JSON.stringify(reviewer)}, role: Dietitian}
${more}`;

const languages = [
  'en',
  'de',
  'fr',
  'es',
  'ar',
  'he',
  'fa',
  'ru',
  'zh',
  'zh-TW',
  'ja',
  'th',
  'pt-BR',
  'it',
  'nl',
  'pl',
];

const kinds: readonly (readonly [string, Choices])[] = [
  ...languages.map((language) => [`in ${language}, whose sources were checked`, { language }] as const),
  ['with a space that does not break', { question: 'Combien de caféine\u00a0?', title: 'Caféine\u202f: tout' }],
  ['whose reviewer has a name of two words in Japanese', { language: 'ja', reviewer: '田中 花子' }],
  ['with two spaces', { question: 'How much  caffeine is in a cup?', title: 'FoodData  Central' }],
  [
    'with blanks at the ends of lines',
    {
      answer:
        'A cup \n\n- one \n- two  \n  - three \t\n\n| a | \n| - |\n| b | \n\n> c \n\n```\nd \ne \n```\n\n## f \n\n> [!NOTE] \n> g \n\nlast [@usda] \t',
    },
  ],
  ['that is called like its question', { more: 'description: How much?', site: 'How much caffeine is in a cup?' }],
  ['that lists questions which stand in no sections', { more: 'policy: {index: sections}' }],
  ['whose answers stand closed', { more: 'theme: {answers: closed}' }],
  ...['off', 'warn'].map((review) => [`with \`review: ${review}\``, { more: `policy: {review: ${review}}` }] as const),
];

test.each(kinds)('a site %s, that nobody edited, is as it was printed', async (_, choices) => {
  const { exitCode, stderr } = await verifyInMemory(filesOf(compileSigned(yaml(choices), ['cup'])));
  expect([exitCode, stderr]).toEqual([0, '']);
});

test('files are as they were printed under the names that the site gives them', async () => {
  const answer =
    'See ![a cup](Pictures/IMG_01.svg), [the form](files/Form%20A.docx), [all of it](files/notes.v2.txt) and [a](aux.pdf).';
  const files = {
    'Pictures/IMG_01.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><path d="M0 0h9v9z"/></svg>',
    'files/Form A.docx': 'form',
    'files/notes.v2.txt': 'notes',
    'aux.pdf': '%PDF-1.4',
  };
  const site = filesOf(compileSigned(yaml({ answer }), ['cup'], {}, files));
  const { exitCode, stdout, stderr } = await verifyInMemory(site);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain('3 of 6 answers approved in these very words');
});

test('no reviewer stands at the head of a page that tells of no review', () => {
  const stampOf = (review: string): string | undefined =>
    /<dl class="stamp">[\s\S]*?<\/dl>/.exec(
      String(filesOf(compileSigned(yaml({ more: `policy: {review: ${review}}` }), ['cup']))['index.html']),
    )?.[0];
  expect(stampOf('warn')).toContain('Jane Doe');
  expect(stampOf('off') ?? '').not.toContain('Jane Doe');
});

test('a site without data passes in a project that tells of no review', async () => {
  const folder = await temporaryFolder();
  const withoutData = (review: string): string =>
    yaml({ more: `policy: {review: ${review}}\noutputs: {json: false}\n` });
  const verify = async (faq: string | null): Promise<number> => {
    const file = join(folder, 'faq.yaml');
    if (faq === null) await rm(file);
    else await writeFile(file, faq);
    return (await run(['review', 'verify', 'dist'], folder)).exitCode;
  };
  await writeFile(join(folder, 'faq.yaml'), withoutData('off'));
  expect((await run(['build'], folder)).exitCode).toBe(0);
  expect(await verify(withoutData('off'))).toBe(0);
  expect(await verify(withoutData('warn'))).toBe(1);
  expect(await verify(null)).toBe(1);
  await writeFile(join(folder, 'dist/cup.html'), '<article id="cup"><p>Approved by Jane Doe</p></article>');
  expect(await verify(withoutData('off'))).toBe(1);
});

test('a record is published as it was signed, without what was put into its comments', async () => {
  const [path, signed] = ['reviews/cup.yaml', compileSigned(yaml({}), ['cup'])];
  const record = String(filesOf(signed)[path]);
  const commented = compileSigned(yaml({}), ['cup'], {}, {}, (text) => `# forty cups are fine\n${text}`);
  expect(filesOf(commented)[path]).toBe(record);
  const edited = { ...filesOf(signed), [path]: `# forty cups are fine\n${record}` };
  expect((await verifyInMemory(edited)).stderr).toContain(`${path} is not as faqgen printed it: it says more`);
});

test('a theme may tell its pages something by data attributes', async () => {
  const layout = await readFile(new URL('../../templates/layout.hbs', import.meta.url), 'utf8');
  const theme = { 'layout.hbs': layout.replace('<body', '<body data-scheme="plain"') };
  const files = filesOf(compileSigned(yaml({}), ['cup'], theme));
  expect(files['cup.html']).toContain('data-scheme');
  expect((await verifyInMemory(files)).exitCode).toBe(0);
});

test('a theme may name the attributes of its pages in any order, in a language that runs from right to left too', async () => {
  const layout = await readFile(new URL('../../templates/layout.hbs', import.meta.url), 'utf8');
  const theme = {
    'layout.hbs': layout.replace('lang="{{language}}" dir="{{dir}}"', 'dir="{{dir}}" lang="{{language}}"'),
  };
  const arabic = { language: 'ar', question: 'كم في الفنجان من الكافيين؟', answer: 'نحو 95 إلى 100 mg [@usda].' };
  const files = filesOf(compileSigned(yaml(arabic), ['cup'], theme));
  expect(files['cup.html']).toContain('<html dir="rtl" lang="ar">');
  expect(await verifyInMemory(files)).toMatchObject({ exitCode: 0 });
});

test.each(['en', 'de', 'de-CH', 'fr', 'pl', 'fa', 'ar', 'my'])(
  'the thousandth question of a site in %s is as it was approved',
  async (language) => {
    const site = filesOf(compileSigned(yaml({ language }), ['cup', 'decaf']));
    const number = numberPrinter(language);
    // As it is set apart where the language runs from right to left.
    const printed = (value: number): string =>
      directionOf(language) === 'rtl' ? `<bdi class="as-typed" dir="ltr">${number(value)}</bdi>` : number(value);
    const later = Object.fromEntries(
      Object.entries(site).map(([path, text]) => [
        path,
        text.replaceAll(
          /(<span class="number"[^>]*>)([^<]+)/g,
          (_, tag, found) => tag + printed(found === number(1) ? 12_345 : 12_346),
        ),
      ]),
    );
    expect(later['cup.html']).toContain(`>${printed(12_345)}</span>`);
    const { exitCode, stderr } = await verifyInMemory(later);
    expect([exitCode, stderr]).toEqual([0, '']);
  },
);
