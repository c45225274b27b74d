import { expect, it } from 'vitest';
import { nodesOfHtml } from '../../src/html/parseHtml.ts';
import { approvedHtml, transcriptOf } from '../../src/proof/answerTranscript.ts';
import { canonicalMarkdown } from '../../src/review/canonicalText.ts';
import { citedIds } from '../../src/review/signOff.ts';

const read = (answer: string): string => transcriptOf(nodesOfHtml(approvedHtml(answer, 'en')), () => null);

it.each([
  'Yes [see @who, p. 5;\n@Smith_2020a, table 2].',
  '每天两次，\n饭后服用。',
  '**每天**\n两次',
  '| Age | Dose |\n| --- | --- |\n| 1–5 | one<br>two |\nNever more.\nReally.',
  'Take one,\nand never two.\n---\nMore.',
  'Edit C:\\_data and\n__init__.py at https://example.org/a_b.',
  '```js title="a.js"\na  b\n```',
  '3. 5. – 7. 5. 2026:\nclosed',
])('%j reads alike in the form in which a sign-off keeps it', (answer) => {
  expect(read(canonicalMarkdown(answer, 2))).toBe(read(answer));
});

it('binds the place in a source, and finds every source', () => {
  expect(read('Yes [@who, p. 5].')).not.toBe(read('Yes [@who, p. 6].'));
  expect(read('Yes [see @who].')).not.toBe(read('Yes [but see @who].'));
  expect(citedIds('a [@who, p. 5], b [see @usda; cf. @Smith_2020a, § 3], c [参见@nhs]')).toEqual([
    'who',
    'usda',
    'Smith_2020a',
    'nhs',
  ]);
});
