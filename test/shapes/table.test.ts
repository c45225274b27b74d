import { expect, test } from 'vitest';
import type { Found } from '../../src/import/found.ts';
import { recogniseCsv } from '../../src/shapes/table.ts';

const read = (text: string): Found => recogniseCsv({ path: 'a.csv', text, remarks: [], pictureAt: undefined });
const rows = 'Where is it?;On the 2nd floor.\nWhen?;At nine.\nMay I come?;Yes.\n';

test('a first row of names that nobody knows is no question', () => {
  const { items, remarks } = read(`Concern;Done with it\n${rows}`);
  expect(items.map(({ question }) => question)).toEqual(['Where is it?', 'When?', 'May I come?']);
  expect(remarks).toMatchObject([{ what: expect.stringContaining('the names of the columns say nothing') }]);
});

test('a first row that says something is one of the others', () => {
  expect(read(`Lost things;They are kept for 30 days.\n${rows}`).items).toHaveLength(4);
});

test('a row that is not enabled is a draft', () => {
  const { items } = read('query;response;enabled\nWhen?;At nine.;yes\nWhere?;Here.;no\n');
  expect(items.map(({ draft }) => draft ?? false)).toEqual([false, true]);
});

test('of rows that say their language those in the first are taken', () => {
  const { items, language, remarks } = read(
    'Sprache;Frage;Antwort\nde;Wo?;Hier.\nen;Where?;Here.\nde;Wann?;Um neun.\n',
  );
  expect([items.map(({ question }) => question), language]).toEqual([['Wo?', 'Wann?'], 'de']);
  expect(remarks).toMatchObject([{ kind: 'left-out', what: 'a question in en: those in de are taken', line: 3 }]);
});
