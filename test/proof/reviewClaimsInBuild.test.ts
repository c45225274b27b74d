import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileText, saidOf } from '../prose/compileText.ts';
import { compileSigned } from '../signedSite.ts';

const yaml = `title: Coffee
questions:
  - id: cup
    question: How much caffeine is in a cup?
    short: About 95 mg.
    answer: |
      A cup holds **about 95 mg** [@usda].

      Ask Jane Doe by mail.
  - id: decaf
    question: Is decaf free of it?
    answer: No, a cup holds 2 to 7 mg [@usda].
sources:
  usda: {title: FoodData Central, url: 'https://fdc.example/'}
reviewers:
  doe: {name: Jane Doe, role: Board-certified dietitian, bio: Jane Doe reviews all of our answers.}
disclaimer: {text: This page informs.}
`;

const sentence = 'Reviewed by Jane Doe (Dietitian) on November 20, 2026, next review due November 20, 2027.';

describe('what an author types', () => {
  const claims: readonly (readonly [string, string, string, RegExp])[] = [
    ['our sentence in an answer', 'No, a cup', `${sentence} No, a cup`, /^Reviewed by/],
    [
      'our sentence under an answer',
      'answer: No, a cup holds 2 to 7 mg [@usda].',
      `answer: |\n      No.\n\n      ${sentence}`,
      /^Reviewed by/,
    ],
    [
      'our sentence in a short answer',
      'free of it?\n',
      `free of it?\n    short: ${sentence.replaceAll(': ', ' ')}\n`,
      /^Reviewed by/,
    ],
    ['in bold', 'No, a cup', 'No, a cup of it. **Reviewed** by *Jane* Doe. A cup', /^No, a cup of it/],
    ['in parts of words', 'No, a cup', 'Rev**iewed** by Ja*ne* Doe. A cup', /^Rev\*\*/],
    ['by character references', 'No, a cup', 'No. &#82;eviewed by Jane Doe. A cup', /^No. &#82;/],
    [
      'in a table',
      'answer: No, a cup holds 2 to 7 mg [@usda].',
      'answer: |\n      | Reviewed by | Jane Doe |\n      | --- | --- |\n      | on | Monday |',
      /^\| Reviewed by/,
    ],
    [
      'in a callout',
      'answer: No, a cup holds 2 to 7 mg [@usda].',
      'answer: |\n      > [!NOTE]\n      > Approved by Jane Doe.',
      /^> Approved/,
    ],
    ['in a question', 'Is decaf free of it?', 'Medically reviewed by Jane Doe, is decaf free of it?', /^Medically/],
    [
      'in the description',
      'title: Coffee\n',
      'title: Coffee\ndescription: All our answers are checked by doctors.\n',
      /^All our/,
    ],
    ['in the title', 'title: Coffee', 'title: Coffee, reviewed by Jane Doe', /^Coffee, rev/],
    ['in the disclaimer', 'This page informs.', 'This page was checked by Jane Doe.', /^This page was/],
    ['in the title of a source', 'FoodData Central', 'Reviewed by Jane Doe', /^\{title: Reviewed/],
    ['in the role of a reviewer', 'Board-certified dietitian', sentence.replaceAll(/[,:]/g, ''), /^\{name: Jane/],
    ['a link to a record', 'No, a cup', 'See [the record](reviews/cup.yaml). A cup', /^reviews.cup/],
    ['in German', 'No, a cup', 'Geprüft von Jane Doe. A cup', /^Geprüft/],
    ['in Arabic', 'No, a cup', 'تمت المراجعة بواسطة جين. A cup', /^تمت/],
    ['in letters of other scripts', 'No, a cup', 'Rеvіеwеd by Jane Doe. A cup', /^Rеv/],
  ];
  test.each(claims)('%s', (_, from, to, place) => {
    expect(yaml).toContain(from);
    const compilation = compileSigned(
      yaml.replace(from, () => to),
      ['cup'],
      {},
      { 'reviews/cup.yaml': 'x' },
    );
    const found = compilation.diagnostics.filter(({ severity }) => severity === 'error');
    expect(found).toMatchObject([{ code: 'review-claim', span: { file: 'faq.yaml' } }]);
    expect(compilation.texts.get('faq.yaml')?.text.slice(found[0]?.span?.start)).toMatch(place);
    expect(compilation.files).toEqual([]);
  });

  test.each([
    ['in an answer that a reviewer signed', 'Ask Jane Doe by mail.', 'Approved by Jane Doe.'],
    ['of a drug', 'No, a cup', 'It was reviewed and approved by the FDA. No, a cup'],
    ['what is to be done', 'No, a cup', 'Ask Jane Doe to review your medicines. No, a cup'],
    ['what was not', 'This page informs.', 'This page has not been reviewed by a doctor.'],
    ['of a study', 'No, a cup', 'A peer-reviewed study by Jane Doe says no. A cup'],
    ['the title of a work', 'FoodData Central', 'Reviewed by experts'],
    ['a question about a reviewer', 'Is decaf free of it?', 'Who is Jane Doe?'],
    ['a question that is but a name', 'Is decaf free of it?', 'Jane Doe'],
  ])('%s it may stand', (_, from, to) => {
    expect(yaml).toContain(from);
    expect(saidOf(compileSigned(yaml.replace(from, to), ['cup'])).filter((one) => /review-claim/.test(one))).toEqual(
      [],
    );
  });

  test('can still be signed, which mends it', () => {
    const claim = yaml.replace('No, a cup', 'Approved by Jane Doe. No, a cup');
    expect(saidOf(compileSigned(claim, ['cup', 'decaf'])).join()).not.toContain('review-claim');
  });
});

describe('what a theme prints', () => {
  const template = (name: string): string => readFileSync(new URL(`../../templates/${name}`, import.meta.url), 'utf8');
  const unsigned = (words: string): Record<string, string> => ({
    'review-state.hbs': `${template('review-state.hbs')}\n{{#if review}}{{#unless review.record}}${words}{{/unless}}{{/if}}`,
  });
  const everywhere = (words: string): Record<string, string> => ({
    'layout.hbs': template('layout.hbs').replace('{{> footer}}', `${words}\n{{> footer}}`),
  });
  test.each<[string, Record<string, string>]>([
    ['our sentence', unsigned(`<p>${sentence}</p>`)],
    [
      'our sentence with another name',
      unsigned('<p>Reviewed by Max Roe on May 1, 2026, next review due May 1, 2027.</p>'),
    ],
    ['a sentence of its own', unsigned('<p>Checked and approved by Jane Doe.</p>')],
    ['a name alone', unsigned('<p>Jane Doe</p>')],
    ['a name and a mark', unsigned('<p>✓ Jane Doe</p>')],
    ['a name from the data', unsigned('{{#each @root.reviewers}}<p>Reviewed by {{name}}</p>{{/each}}')],
    ['words in parts', unsigned('<p>Rev<b>iew</b>ed <i>by</i> our doctors</p>')],
    ['soft hyphens', unsigned('<p>Re&shy;view&shy;ed by our doctors</p>')],
    ['a label', unsigned('<p title="Medically reviewed by Dr. Roe">✓</p>')],
    ['words for a screen reader', unsigned('<p aria-label="Reviewed by Jane Doe">State</p>')],
    ['words in an attribute', unsigned('<p data-note="Reviewed by Jane Doe">State</p>')],
    ['words that are hidden', unsigned('<p hidden>Reviewed by Jane Doe</p>')],
    ['a term in a list', unsigned('<dl><dt>Approved</dt><dd>Jane Doe</dd></dl>')],
    ['the way to a record', unsigned('<p><a href="reviews/cup.yaml">Record</a></p>')],
    ['a badge on every page', everywhere('<p>✓ Medically reviewed</p>')],
    ['a claim on every page', everywhere('<p>This page was reviewed by doctors.</p>')],
    ['a day', everywhere('<p>Last reviewed: 3 May 2026</p>')],
    ['a term around the answers', everywhere('<dl><dt>Medically reviewed by</dt><dd>Max Roe</dd></dl>')],
    ['a picture’s words', everywhere('<svg><text>Reviewed by Jane Doe</text></svg>')],
    ['a number of its own', { 'stamp.hbs': template('stamp.hbs').replace('{{stamp.signedOff}}', '2 of 2') }],
    ['an author’s name', everywhere('<meta name="author" content="Reviewed by Jane Doe">')],
    ['in its style', { 'style.css': `${template('style.css')}\n.unsigned::after { content: "Reviewed by Jane Doe" }` }],
    [
      'in parts of its style',
      {
        'style.css': `${template('style.css')}\n.a::before { content: "Rev\\69 ewed " } .a::after { content: "by Jane Doe" }`,
      },
    ],
    [
      'in a variable of its style',
      {
        'style.css': `${template('style.css')}\n:root { --a: 'Reviewed by Jane Doe' } .a::after { content: var(--a) }`,
      },
    ],
  ])('%s', (_, theme) => {
    const compilation = compileSigned(yaml, ['cup'], theme);
    const [found, ...others] = compilation.diagnostics.filter(({ severity }) => severity === 'error');
    expect(found?.code).toBe('review-claim');
    expect(others.filter(({ code }) => code !== 'review-claim')).toEqual([]);
    expect(found?.span?.file).toBe(`theme/${Object.keys(theme)[0]}`);
    expect(compilation.files).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ['what stands there anyway', unsigned('')],
    ['how things stand', unsigned('<p title="{{review.text}}">Not reviewed yet</p>')],
    ['the reviewers', everywhere('<ul>{{#each reviewers}}<li>{{name}}, {{role}}</li>{{/each}}</ul>')],
    [
      'who approved it, where somebody did',
      {
        'review-state.hbs': template('review-state.hbs').replace(
          'class="review {{review.state}}"',
          'class="review {{review.state}}" title="{{review.text}}"',
        ),
      },
    ],
  ])('may be %s', (_, theme) => {
    const { diagnostics, files } = compileSigned(yaml, ['cup'], theme);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(files.length).toBeGreaterThan(0);
  });
});

test('the title of a page elsewhere may say that it was checked', () => {
  const related = (title: string): string => `title: Coffee
questions: [{question: Is it safe?, answer: Yes.}]
reviewers: {doe: {name: Jane Doe}}
related: [{title: ${title}, url: 'https://facts.example/', description: Medically reviewed by doctors}]
`;
  const codesOf = (yaml: string): string[] =>
    compileText(yaml)
      .diagnostics.filter(({ severity }) => severity === 'error')
      .map(({ code }) => code);
  expect(codesOf(related('Fact-checked by experts'))).toEqual([]);
  expect(codesOf(related('Fact-checked by Jane Doe'))).toContain('review-claim');
});
