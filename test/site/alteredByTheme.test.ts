import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileSigned, filesOf, verifyInMemory } from '../signedSite.ts';

const template = (name: string): string =>
  readFileSync(new URL(`../../templates/${name}.hbs`, import.meta.url), 'utf8');

const yaml = `title: Coffee
url: https://coffee.example/
outputs: {fragment: true}
questions:
  - id: cup
    question: How much is in a cup?
    short: About 95 mg.
    updated: 2026-11-01
    origin: assisted by A Model
    answer: "A cup holds 95 mg [@usda]. ![A cup](cup.svg)"
  - id: tea
    question: And tea?
    answer: Less, see [a cup](#cup).
sources:
  usda: {title: FoodData Central, url: 'https://fdc.example/'}
reviewers:
  doe: {name: Jane Doe, role: Dietitian}
disclaimer: {text: This page informs.}
`;
const files = { 'cup.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle r="4"/></svg>\n' };

type Theme = Readonly<Record<string, string>>;

const built = (theme: Theme, signed: readonly string[] = ['cup'], text = yaml) =>
  compileSigned(text, signed, theme, files);

const replaced = (name: string, from: string, to: string): Theme => {
  const text = template(name);
  if (!text.includes(from)) throw new Error(`${name} holds no ${from}`);
  return { [`${name}.hbs`]: text.replaceAll(from, to) };
};

const prose = '<div class="prose">{{answer}}</div>';
const state = '{{> review-state}}';
const attacks: readonly (readonly [string, Theme])[] = [
  ['a paragraph behind the answer', replaced('answer-body', prose, `${prose}<p>Or 50 mg.</p>`)],
  ['a paragraph before it', replaced('answer-body', prose, `<p>Not so:</p>${prose}`)],
  ['bare words', replaced('answer-body', prose, `${prose} Or 50 mg.`)],
  ['words around it', replaced('answer-body', prose, `<div>It is wrong that ${prose}</div>`)],
  ['a sentence for one answer alone', replaced('answer-body', prose, `${prose}{{#if short}}<p>Or 50 mg.</p>{{/if}}`)],
  ['words in the foot', replaced('answer', state, `${state}<p>Or 50 mg.</p>`)],
  ['words in the foot of its own page', replaced('question', state, `<p>Except for children.</p>${state}`)],
  [
    'a second foot',
    replaced('answer', '<footer class="foot">', '<footer><p>Or 50 mg.</p></footer><footer class="foot">'),
  ],
  ['a picture', replaced('answer-body', prose, `${prose}<img src="assets/icon.svg" alt="Or 50 mg">`)],
  ['a drawing', replaced('answer-body', prose, `${prose}<svg><text>Or 50 mg</text></svg>`)],
  ['a field', replaced('answer-body', prose, `${prose}<input value="Or 50 mg">`)],
  ['a meter', replaced('answer-body', prose, `${prose}<meter value="1"></meter>`)],
  ['a title to point at', replaced('answer-body', prose, '<div class="prose" title="Or 50 mg">{{answer}}</div>')],
  ['something spoken', replaced('answer-body', prose, '<div class="prose" aria-label="Or 50 mg">{{answer}}</div>')],
  [
    'something hidden from who listens',
    replaced('answer-body', prose, '<div class="prose" aria-hidden="true">{{answer}}</div>'),
  ],
  ['another language', replaced('answer-body', prose, '<div class="prose" lang="de">{{answer}}</div>')],
  ['another direction', replaced('answer-body', prose, '<div class="prose" dir="rtl">{{answer}}</div>')],
  ['what is struck out', replaced('answer-body', prose, '<del><div class="prose">{{answer}}</div></del>')],
  [
    'a class that hides on paper',
    replaced('answer-body', prose, '<div class="own"><div class="prose">{{answer}}</div></div>'),
  ],
  ['the short answer below', { 'answer-body.hbs': `${prose}<p class="short">{{short}}</p>` }],
  [
    'a question with more words',
    replaced('answer', '{{question}}</a></h2>', '{{question}}</a> For children, too.</h2>'),
  ],
  ['a second answer', replaced('answer-body', prose, `${prose}<div class="prose"><p>A cup holds 9 mg.</p></div>`)],
  ['a link', replaced('answer-body', prose, `${prose}<p><a href="tea.html">Better so</a></p>`)],
  ['another entry of a source', replaced('sources', '{{title}}', '{{title}} (withdrawn)')],
];

test.each(attacks)('%s in the article of a signed answer is an error at the template', (_, theme) => {
  const { diagnostics, files: site } = built(theme);
  const [file = ''] = Object.keys(theme);
  const found = diagnostics.filter(({ code }) => code === 'altered-answer');
  expect(found.length).toBeGreaterThan(0);
  expect(found.map(({ span }) => span?.file)).toContain(`theme/${file}`);
  expect(site).toEqual([]);
});

test('of an answer that nobody signed, and on a page that tells of no review, a theme may say more', () => {
  const theme = replaced('answer-body', prose, `${prose}<p>Or tea.</p>`);
  expect(built(theme, []).files.length).toBeGreaterThan(0);
  expect(built(theme, ['cup'], `${yaml}policy: {review: off}\n`).files.length).toBeGreaterThan(0);
});

test('an honest theme of its own is built with its answers signed, and verified', async () => {
  const theme: Theme = {
    'answer.hbs': `<article class="card" id="{{id}}"><div class="head"><h2>{{question}}</h2></div>
      <div class="body">{{#if short}}<p><b></b>{{short}}</p>{{/if}}<section>{{answer}}</section></div>
      <footer>{{> review-state}}</footer></article>`.replace('<b></b>', ''),
    'reviewers.hbs': `${template('reviewers')}<p>Ask us for more than 95 mg.</p>`,
  };
  for (const signed of [['cup'], ['cup', 'tea']]) {
    const compilation = built(theme, signed);
    expect(compilation.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { exitCode, stderr } = await verifyInMemory(filesOf(compilation));
    expect([exitCode, stderr]).toEqual([0, '']);
  }
});
