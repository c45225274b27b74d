import { expect, test } from 'vitest';
import type { Found } from '../../src/import/found.ts';
import { recogniseYaml } from '../../src/shapes/dataList.ts';

const read = (text: string): Found => recogniseYaml({ path: 'faq.yml', text, remarks: [], pictureAt: undefined });
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
