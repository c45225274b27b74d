import { expect, test } from 'vitest';
import type { Found } from '../../src/import/found.ts';
import { recogniseJson, recogniseYaml } from '../../src/shapes/dataList.ts';

const read = (text: string): Found => recogniseYaml({ path: 'faq.yml', text, remarks: [], pictureAt: undefined });
const json = (data: unknown): Found =>
  recogniseJson({ path: 'a.json', text: JSON.stringify(data), remarks: [], pictureAt: undefined });
const list = '    - { q: "Where?", a: Here. }\n    - { q: "When?", a: At nine. }\n';

test('the titles of a list of groups are those of the groups', () => {
  const { items, groups } = read(
    `- title: Ways\n  questions:\n${list}- title: Prices\n  questions:\n    - { q: "How much?", a: 4 €. }\n`,
  );
  expect(items.map(({ group }) => group)).toEqual(['Ways', 'Ways', 'Prices']);
  expect(groups?.map(({ title }) => title)).toEqual(['Ways', 'Prices']);
});

test('a title of all groups that says only that they are questions is that of the page', () => {
  const one = read(`- title: FAQ\n  desc: See [us](https://example.org).\n  questions:\n${list}`);
  expect(one).toMatchObject({ title: 'FAQ', description: 'See us.' });
  expect([one.groups, one.items[0]?.group]).toEqual([undefined, undefined]);
  expect(read(`- title: Ways\n  questions:\n${list}`)).toMatchObject({ groups: [{ title: 'Ways' }] });
});

test('of questions in several languages those in the first are taken, and the others named', () => {
  const { items, remarks } = read(
    '- { question_de: "Wo?", answer_de: Hier., question_en: "Where?", answer_en: Here., sort_by: 3 }\n',
  );
  expect(items).toMatchObject([{ question: 'Wo?', answer: 'Hier.' }]);
  expect(remarks[0]?.what).toBe('the texts in en: those in de are taken');
  expect(read('- { question_id: 4, question_no: 2, question: "Where?", answer: Here. }\n').items).toHaveLength(1);
});

test('an answer of several paragraphs below its question is taken', () => {
  const { items } = read('"Who?": [Ann., Ben.]\n"Where?": Here.\ntags: [a, b]\n');
  expect(items.map(({ question, answer }) => [question, answer])).toEqual([
    ['Who?', 'Ann.\n\nBen.'],
    ['Where?', 'Here.'],
  ]);
});

test('of questions that say their language those in the first are taken, and the others counted', () => {
  const one = (title: string, locale: string) => ({ title, body: '<p>So.</p>', locale });
  const articles = [one('Who calls?', 'en-us'), one('Qui appelle ?', 'fr'), one('Why?', 'en-US'), one('Où ?', 'fr')];
  const { items, language, remarks } = json({ articles });
  expect(items.map(({ question }) => question)).toEqual(['Who calls?', 'Why?']);
  expect(language).toBe('en-us');
  expect(remarks.map(({ what }) => what)).toContain('2 questions in fr: those in en-us are taken');
});

test('an article of Freshdesk lies in the folder that it names, or another one names by its id', () => {
  const { items } = json([
    { title: 'Is it late?', description: '<p>No.</p>', status: 2, folder_id: 7, folder_name: 'Trains' },
    { title: 'Is it full?', description: '<p>Yes.</p>', status: 1, folder_id: 7 },
    {
      title: 'Is it far?',
      description: '<p>No.</p>',
      art_type: 1,
      status: 2,
      folder_id: 9,
      hierarchy: [{ type: 'folder', data: { id: 9, name: 'Ships' } }],
    },
  ]);
  expect(items.map(({ question, group, draft }) => [question, group, draft ?? false])).toEqual([
    ['Is it late?', 'Trains', false],
    ['Is it full?', 'Trains', true],
    ['Is it far?', 'Ships', false],
  ]);
});

test('an article of Help Scout lies in the category whose id it names, and in none that nobody names', () => {
  const known = '5f0c1d2e3a4b5c6d7e8f9a0b';
  const article = (name: string, category: string) => ({ name, text: '<p>Yes.</p>', categories: [category] });
  const { items } = json({
    articles: { items: [article('May I?', known), article('Can I?', known.replace('5f', '6f'))] },
    categories: { items: [{ id: known, name: 'Dogs' }] },
  });
  expect(items.map(({ group }) => group)).toEqual(['Dogs', undefined]);
});
