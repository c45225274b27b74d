import { expect, test } from 'vitest';
import { cleanQuestion, isQuestionLike } from '../../src/recognise/questionWords.ts';
import { type ProseBlock, questionsOfProse } from '../../src/texts/proseQuestions.ts';

test.each([
  'バスは遠いですか。',
  '時間を教えてください。',
  '为什么晚点',
  '车远吗',
  '바스가 먼가요.',
  '어디서 탈 수 있습니까',
])('a question of East Asia needs no mark: %s', (text) => expect(isQuestionLike(text)).toBe(true));

test.each(['バスが来ません。', '料金について', '时间表', '요금 안내'])('but it has to ask: %s', (text) =>
  expect(isQuestionLike(text)).toBe(false),
);

test.each([
  ['Q1.2 Is it far?', 'Is it far?'],
  ['Question 1.2. Is it far?', 'Is it far?'],
  ['Q12 Is it far?', 'Is it far?'],
  ['F 2.1: Ist es weit?', 'Ist es weit?'],
  ['V 2.0 of the bus: is it far?', 'V 2.0 of the bus: is it far?'],
])('a number with its parts in front of a question goes: %s', (typed, question) =>
  expect(cleanQuestion(typed).question).toBe(question),
);

const block = (level: number, text: string, html = ''): ProseBlock[] => [
  { line: 1, html: '', heading: { level, text, anchor: null } },
  ...(html === '' ? [] : [{ line: 2, html }]),
];

test('below a title that announces questions fewer headings have to ask', () => {
  const below = [
    ...block(2, 'Is it far?', '<p>Two miles.</p>'),
    ...block(2, 'My bus is late.', '<p>Wait.</p>'),
    ...block(2, 'I lost my ring.', '<p>Ring twice.</p>'),
  ];
  const askedBelow = (title: string) =>
    questionsOfProse([...block(1, title), ...below], {}).items.map(({ question }) => question);
  expect(askedBelow('Bus FAQ')).toEqual(['Is it far?', 'My bus is late.', 'I lost my ring.']);
  expect(askedBelow('Buses')).toEqual(['Is it far?']);
});
