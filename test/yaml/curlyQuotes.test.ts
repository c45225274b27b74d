import { expect, test } from 'vitest';
import { compileText, saidOf } from '../prose/compileText.ts';

const faqOf = (question: string, answer = 'Yes.'): string =>
  `title: Zoo\nquestions:\n  - id: a\n    question: ${question}\n    answer: ${answer}\nsources:\n  w: {title: “On lions”}\n`;
const said = (faq: string) => saidOf(compileText(faq)).filter((one) => !/^(?:no-url|unused|uncited)/.test(one));

test.each([
  '“May I feed them?”',
  '„Darf ich füttern?“',
  '”Får jag mata dem?”',
  '« Puis-je les nourrir ? »',
  '»Darf ich füttern?«',
  '‘Who’s feeding the lions’ cubs?’',
  '“Who’s first?“',
  '＂May I?＂',
  '“May I?"',
])('the quotes around all of %s are told', (question) => {
  expect(said(faqOf(question))).toEqual(['curly-quotes 4:15']);
});

test.each([
  '“Pay” and “display”',
  'What is a “keeper’s talk”?',
  '“Feeding” at noon',
  '"“May I feed them?”"',
  "'“May I feed them?”'",
  '|\n      “May I feed them?”',
  '’n Leeu se kos',
  '「エサをあげてもいいですか」',
  '“I” said the keeper’s “you”',
])('no quotes are told of %s', (question) => {
  expect(said(faqOf(question))).toEqual([]);
});

test('an answer of one line, and an entry of a list, with the line to write', () => {
  const { diagnostics } = compileText(faqOf('Why?', '“Because it is 5 "big" ones.”'));
  expect(diagnostics.map(({ code }) => code)).toContain('curly-quotes');
  const help = diagnostics.find(({ code }) => code === 'curly-quotes')?.help;
  expect(help).toBe(
    `write \`answer: 'Because it is 5 "big" ones.'\`; or \`answer: '“Because it is 5 "big" ones.”'\`, if they are to be read`,
  );
  const entry = compileText(
    'title: Zoo\nquestions:\n  - question: Why?\n    answer: Yes.\n    keywords:\n      - “lion”\n',
  );
  expect(entry.diagnostics.map(({ help }) => help)).toContain(
    'write `- "lion"`; or `- "“lion”"`, if they are to be read',
  );
});
