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
