import { describe, expect, it } from 'vitest';
import { compileText, pageOf, saidOf } from '../prose/compileText.ts';
import { answerOn, attribute, elementsOf, visibleText } from '../prose/visibleText.ts';

const questions = (question: string, answer: string, short = 'はい'): string =>
  `title: 薬\npolicy: {citations: off}\nquestions:\n  - id: q\n    question: ${question}\n    short: ${short}\n    answer: ${answer}\n`;

describe('a line break between letters that stand without spaces is none, however YAML writes it', () => {
  it.each([
    ['below a |', '|\n      先に電話\n      ください。'],
    ['below a >', '>\n      先に電話\n      ください。'],
    ['below a >-', '>-\n      先に電話\n      ください。'],
    ['plain', '先に電話\n      ください。'],
    ['in double quotes', '"先に電話\n      ください。"'],
    ['in single quotes', "'先に電話\n      ください。'"],
    ['with blanks before the break', '先に電話  \n      ください。'],
    ['with a backslash in double quotes', '"先に電話\\\n      ください。"'],
  ])('%s', (_, answer) => {
    for (const yaml of [questions('なぜ？', answer), questions('なぜ？', answer).replaceAll('\n', '\r\n')])
      expect(visibleText(answerOn(pageOf(compileText(yaml)), 'q'))).toBe('先に電話ください。');
  });

  it.each([
    ['a space on one line', '"先に 電話"', '先に 電話'],
    ['a break before Latin', '"先に\n      call 電話"', '先に call 電話'],
    ['a break in Korean', '"먼저\n      전화"', '먼저 전화'],
    ['a break in Latin', '"ring\n      us"', 'ring us'],
  ])('%s stays a space', (_, answer, shown) => {
    expect(visibleText(answerOn(pageOf(compileText(questions('なぜ？', answer))), 'q'))).toBe(shown);
  });

  it('holds for a question and a short answer, too', () => {
    const page = pageOf(compileText(questions('電話番\n      号は？', '三。', '|\n      先に\n      電話')));
    const texts = elementsOf(page);
    expect(visibleText(texts.find((one) => attribute(one, 'class') === 'short') as never)).toBe('先に電話');
    expect(page).toContain('電話番号は？');
  });

  it('leaves places where they are', () => {
    expect(saidOf(compileText(questions('なぜ？', '>\n      先に電話\n      ください [@無].')))).toContain(
      'unknown-source 9:13',
    );
  });
});
