import { expect, test } from 'vitest';
import { compileText } from '../prose/compileText.ts';

/** What is said of an answer that is this Markdown: code, and what is to be done. */
function said(answer: string): string[] {
  const faq = JSON.stringify({ title: 'Bees', questions: [{ id: 'q', question: 'What?', answer }] });
  return compileText(faq)
    .diagnostics.filter(({ code }) => code !== 'no-url')
    .map(({ code, help }) => `${code}: ${help}`);
}

const lines = 'stray-mark: write 1. for each line of a list, or end each line with \\';

test.each([
  'ขั้นตอน:\n๑. ล้างมือ\n๒. กินยา',
  '۱. شستن\n۲. خوردن',
  '१) दूध\n२) चाय',
  '一、准备\n二、服药',
  '（1）洗手\n（2）服药',
  '（一）洗手\n（二）服药',
  '１．洗手\n２．服药',
])('tells numbers of other scripts that begin no list: %j', (answer) => {
  expect(said(answer)).toEqual([lines]);
});

test.each(['一、二月不开门。\n请来电。', '٣.٥ mg\n٤.٥ mg', '۱۲. اردیبهشت', '« Oui »\n« Non »', '一，准备\n二，服药'])(
  'leaves alone what only looks like such a number: %j',
  (answer) => {
    expect(said(answer)).toEqual([]);
  },
);

test('writes a telephone number without its blanks, and says what a link lacks', () => {
  expect(said('[112](tel:1 12)')).toEqual(['stray-mark: write [112](tel:112)']);
  expect(said('[us](tel:+44 20 7946-0018)')).toEqual(['stray-mark: write [us](tel:+442079460018)']);
  const number = 'unsafe-link: write the number behind `tel:`, as in tel:+442079460018';
  for (const address of ['tel:', 'tel:abc', 'TEL:?x']) expect(said(`[us](${address})`), address).toEqual([number]);
  const mailbox = 'unsafe-link: write the address of mail behind `mailto:`, as in mailto:info@example.org';
  for (const address of ['mailto:', 'mailto:info']) expect(said(`[us](${address})`), address).toEqual([mailbox]);
  for (const address of ['tel:112', 'tel:1-800-FLOWERS', 'mailto:a@b.org', 'mailto:?body=x', 'sms:?body=x'])
    expect(said(`[us](${address})`), address).toEqual([]);
});

test('tells a citation as Pandoc has it, and a name of a character that a letter follows', () => {
  expect(said('See [-@smith-2020, p. 5].')).toEqual(['stray-mark: write [@smith-2020, p. 5], without the hyphen']);
  expect(said('5&nbspmg')).toEqual(['stray-mark: write &nbsp;']);
});
