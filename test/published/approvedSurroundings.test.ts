import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { compileSigned, edited, filesOf, type SiteFiles, verifyInMemory } from '../signedSite.ts';

const pictures = {
  'cup.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle r="4"/></svg>\n',
  'pot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle r="9"/></svg>\n',
  'old/cup.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle r="7"/></svg>\n',
  'form.pdf': '%PDF a form',
};

const yaml = (language = 'en', policy = '{}'): string => `title: Coffee
url: https://coffee.example/
language: ${language}
questions:
  - id: cup
    question: How much is in a cup?
    related: [tea, decaf]
    answer: |
      ![Today](cup.svg)

      ![Earlier](old/cup.svg)

      As in [this form](form.pdf); see [decaf](#decaf).
  - id: decaf
    question: And in decaf?
    answer: None, in ![a pot](pot.svg).
  - id: tea
    question: And in tea?
    answer: Less.
reviewers:
  doe: {name: Jane Doe, role: Dietitian}
disclaimer: {text: This page informs.}
policy: ${policy}
`;

const site = filesOf(compileSigned(yaml(), ['cup'], {}, pictures));

async function verdictOn(files: SiteFiles, ...argv: string[]): Promise<string> {
  const { exitCode, stderr } = await verifyInMemory(files, ...argv);
  expect(stderr).not.toContain('    at ');
  return `${exitCode} ${stderr}`;
}

/** A site in which other bytes stand under a name that is theirs, wherever it is named. */
function swapped(files: SiteFiles, name: string, by: string, only?: string): SiteFiles {
  const path = Object.keys(files).find((one) => new RegExp(`^assets/${name}\\.`).test(one)) ?? '';
  const hash = createHash('sha256').update(by).digest('hex').slice(0, 10);
  const other = path.replace(/\.[0-9a-f]{10}\./, `.${hash}.`);
  expect(other).not.toBe(path);
  const named = Object.entries(files).map(([file, text]) => [
    file,
    only !== undefined && file !== only ? text : text.replaceAll(path, other),
  ]);
  return { ...Object.fromEntries(named), [other]: by };
}

const policies = ['warn', 'require', 'off'].flatMap((review) =>
  ['show', 'last-approved', 'hide'].map((unreviewed) => `{review: ${review}, unreviewed: ${unreviewed}}`),
);

test.each(policies)('an honest site that was signed passes with %s', async (policy) => {
  const files = filesOf(compileSigned(yaml('en', policy), ['cup', 'decaf', 'tea'], {}, pictures));
  expect(await verdictOn(files)).toBe('0 ');
});

test.each(['de', 'ar', 'zh-Hant', 'sv'])('an honest site passes in %s', async (language) => {
  expect(await verdictOn(filesOf(compileSigned(yaml(language), ['cup', 'tea'], {}, pictures)))).toBe('0 ');
});

const other = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect/></svg>\n';
const attacks: readonly (readonly [string, string, (files: SiteFiles) => SiteFiles])[] = [
  ['a picture replaced everywhere', 'the picture `cup.svg` is another one', (files) => swapped(files, 'cup', other)],
  [
    'on the front page alone',
    'the picture `cup.svg` is another one',
    (files) => swapped(files, 'cup', other, 'index.html'),
  ],
  ['an attached file replaced', 'the file `form.pdf` is another one', (files) => swapped(files, 'form', '%PDF 50 mg')],
  ['in the Markdown alone', 'the answer to `cup` is another one', (files) => swapped(files, 'cup', other, 'cup.md')],
  [
    'two pictures of one name changed over',
    'the picture `old/cup.svg` is another one',
    (files) => {
      const [one = '', two = ''] = String(files['cup.html']).match(/assets\/cup\.[0-9a-f]{10}\.svg/g) ?? [];
      const html = String(files['cup.html']).replace(one, '@@').replace(two, one).replace('@@', two);
      return { ...files, 'cup.html': html };
    },
  ],
  [
    'a picture taken away',
    'the picture `cup.svg` is another one',
    ({ ...files }) => {
      for (const path of Object.keys(files)) if (/^assets\/cup\./.test(path)) delete files[path];
      return files;
    },
  ],
  [
    'what a link leads to, in all files',
    'what the link to `decaf` leads to is another one',
    (files) =>
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [
          path,
          path.startsWith('reviews/') ? text : text.replaceAll('And in decaf?', 'And for children?'),
        ]),
      ),
  ],
  [
    'the label of a related question',
    'the related question “May I have 50 mg?” is another one',
    (files) => edited(files, 'cup.html', '<a href="tea.html">And in tea?', '<a href="tea.html">May I have 50 mg?'),
  ],
  [
    'where a related question leads',
    'the related question “And in tea?” is another one',
    (files) => edited(files, 'cup.html', '<a href="tea.html">And in tea?', '<a href="decaf.html">And in tea?'),
  ],
  [
    'a related question more',
    'the related question “More” is another one',
    (files) => edited(files, 'cup.html', '<li><a href="tea.html">', '<li><a href="cup.html">More</a></li>$&'),
  ],
];

test.each(attacks)('%s is seen', async (_, seen, attack) => {
  expect(await verdictOn(site)).toBe('0 ');
  const said = await verdictOn(attack(site));
  expect(said).toMatch(/^1 /);
  expect(said).toContain(seen);
});

test('a theme may call the list of related questions otherwise', async () => {
  const own =
    '<h2>{{words.relatedQuestions}}</h2>{{#each question.related}}<p><a href="{{href}}">{{label}}</a></p>{{/each}}';
  const themed = filesOf(compileSigned(yaml(), ['cup'], { 'related-questions.hbs': own }, pictures));
  expect(await verdictOn(themed)).toBe('0 ');
  expect(await verdictOn(edited(themed, 'cup.html', '">And in tea?', '">And 50 mg?'))).toMatch(/^1 .*And 50 mg\?/);
});

test('a page without its site tells its pictures by their names', async () => {
  const alone = (files: SiteFiles): SiteFiles => ({
    'cup.html': String(files['cup.html']),
    'reviews/cup.yaml': String(files['reviews/cup.yaml']),
  });
  expect(await verdictOn(alone(site))).toBe('0 ');
  expect(await verdictOn(alone(swapped(site, 'cup', other)))).toContain('the picture `cup.svg` is another one');
});
