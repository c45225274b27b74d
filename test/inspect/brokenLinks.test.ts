import { expect, test } from 'vitest';
import { compileText } from '../prose/compileText.ts';

const png = 'not looked at here';

/** What is said of an answer that is this Markdown: code, and what is to be done. */
function said(answer: string): string[] {
  const sources = { act: { title: 'School act' } };
  const faq = JSON.stringify({ title: 'School', sources, questions: [{ id: 'q', question: 'What?', answer }] });
  return compileText(faq, { 'plan.png': png })
    .diagnostics.filter(({ code }) => !['no-url', 'uncited-answer', 'unused-source'].includes(code))
    .map(({ code, help }) => `${code}: ${help}`);
}

test.each([
  ['See [the desk](https://example.org/desk. Then ask.', 'write [the desk](https://example.org/desk)'],
  ['![Plan of it](./plan.png', 'write ![Plan of it](./plan.png)'],
  ['See [the desk(https://example.org/desk).', 'write [the desk](https://example.org/desk)'],
  ['See <https://example.org/desk|the desk>.', 'write [the desk](https://example.org/desk)'],
  ['See <https://example.org/price list>.', 'write https://example.org/price%20list, or the address without blanks'],
  ['See <www.example.org>.', 'write www.example.org alone'],
  ['See `the desk <https://example.org>`_ first.', 'write [words](https://…)'],
  ['See [](https://example.org).', 'write the words of the link between its brackets: [words](https://example.org)'],
  ['![The plan](plan.png){width=300}', 'delete it'],
  ['See [the desk](https://example.org){target=_blank}.', 'delete it'],
  ['It costs ~old fees~ 5 EUR.', 'delete what no longer holds'],
  ['［窓口］（https://example.org）', 'write [窓口](https://example.org)'],
  [
    '[窓口]（https://example.org）',
    'write (https://example.org), between the brackets of the keyboard for Latin letters',
  ],
  ['＊＊重要＊＊です', 'write **重要**'],
  ['＃　受付', 'write # and a space of the keyboard for Latin letters'],
  [
    '｜日｜時｜\n｜---｜---｜',
    'write | in the place of ｜, and | --- | --- | on a line of its own below the first row',
  ],
  [
    '| 日 | 時 |\n|：---|---：|\n| 月 | 9 |',
    'write | --- | --- |, with hyphens and colons of the keyboard for Latin letters',
  ],
  [
    '| Day | Hour |\n| — | — |\n| Mon | 9 |',
    'write | --- | --- |, with hyphens and colons of the keyboard for Latin letters',
  ],
  ['| Day |\n| --- |\n| 9 <br\\> 12 |', 'write <br> in a cell of a table, and \\ at the end of a line elsewhere'],
  ['Say it [@act, **§ 2**].', 'write the words alone: § 2'],
  ['Say it [see *esp.* @act].', 'write the words alone: esp.'],
  ['Say it [@act](p. 5).', 'write [@act, p. 5] for a place in the source, or a space before the bracket'],
])('tells what readers would see of %j', (answer, help) => {
  expect(said(answer)).toEqual([`stray-mark: ${help}`]);
});

test('says of a line break in HTML how one is written', () => {
  const help = 'raw-html: write \\ at the end of a line that is to end there, and <br> in a cell of a table';
  expect(said('Mon 9-12<br>Tue 9-14')).toEqual([help]);
});

test('tells a citation with a blank behind its bracket', () => {
  expect(said('So it is [ @act ].').map((one) => one.split(':')[0])).toEqual(['malformed-citation']);
});

test.each([
  '[The desk](https://example.org/a_(b)) (see <https://example.org>)',
  '[The desk](https://example.org "Title") and [it][1]\n\n[1]: https://example.org',
  'A [note (https://example.org) in brackets] and [x](#q)',
  'It takes ~5 to ~10 minutes, 5~6 days, ~20% or (~3).',
  '감사합니다~ 그리고 ~안녕~ 입니다, 3~5만원',
  'Dial **21*number#, or **61*. A set{id=5}.',
  'Type `a`, then `b`_c and {x=5}, {a}.',
  '＊要予約。土日は休み＊です',
  'Ｎｏ．＃５ ［注］（見本）',
  '密码是`abc`，パスワードは`abc`です。รหัส`abc`ครับ',
  '[![The plan](plan.png)](https://example.org)',
  '![Plan](plan.png)',
  'Said [see @act, § 2] (and so on) [@act, p. 5_6].',
  '| Day | Hour |\n| --- | --- |\n| — | — |\n| Mon | 9 |',
])('leaves alone what reads as typed: %j', (answer) => {
  expect(said(answer)).toEqual([]);
});
