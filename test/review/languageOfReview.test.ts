import { describe, expect, test } from 'vitest';
import { type Compilation, compile } from '../../src/compile.ts';
import { parseFaq } from '../../src/faq/parseFaq.ts';
import { readsAlike } from '../../src/markdown/readsAlike.ts';
import { canonicalMarkdown, type Format } from '../../src/review/canonicalText.ts';
import { originalDigestOf, recordOf, statementOf, wordingOf } from '../../src/review/signOff.ts';
import { pageOf, projectOf, saidOf } from '../prose/compileText.ts';
import { surroundingsOf } from '../surroundings.ts';

interface Text {
  readonly language: string;
  readonly question?: string;
  readonly answer?: string;
  readonly policy?: string;
}

function yamlOf({ language, question = 'How much?', answer = 'Never more than < 5 mg.', policy = '' }: Text): string {
  return `title: T
language: ${language}
questions:
  - {id: dose, question: ${JSON.stringify(question)}, answer: ${JSON.stringify(answer)}}
reviewers: {doe: {name: Jane Doe}}
policy: {citations: off${policy}}
`;
}

function recordFor(yaml: string, format: Format): string {
  const { faq } = parseFaq({ path: 'faq.yaml', text: yaml });
  const question = faq?.sections[0]?.questions[0];
  if (!faq || !question) throw new Error(yaml);
  const who = {
    id: 'dose',
    reviewer: 'doe',
    name: 'Jane Doe',
    role: null,
    as: null,
    date: '2026-11-01',
    until: '2027-11-01',
  };
  return recordOf(statementOf({ ...wordingOf(question, faq, format, surroundingsOf()), ...who, format }), null);
}

/** What a build says today of a text that was signed as another one. */
function buildOf(today: Text, signed: Text, format: Format, restyle = (record: string): string => record): Compilation {
  const project = projectOf(yamlOf(today));
  const bytes = new TextEncoder().encode(restyle(recordFor(yamlOf(signed), format)));
  const list = (folder: string) => (folder === 'reviews' ? [{ path: 'reviews/dose.yaml', bytes }] : null);
  return compile({ ...project, files: { ...project.files, list } }, { asOf: '2026-11-23', url: null, preview: false });
}

const isCalledReviewed = (compilation: Compilation): boolean => pageOf(compilation).includes('class="review signed"');

/** Written in another style, so that the record is read by way of YAML. */
const restyled = (record: string): string => record.replace('reviewer: "doe"', "reviewer: 'doe'");

describe.each([
  ['as it was written', undefined],
  ['laid out anew', restyled],
] as const)('a record that is %s', (_, restyle) => {
  test.each([
    ['en', 'en', true],
    ['en', 'en-GB', true],
    ['en-US', 'en-Latn-GB', true],
    ['zh-CN', 'zh-Hans', true],
    ['en', 'fr', false],
    ['en', 'he', false],
    ['en', 'en-Hebr', false],
    ['sr', 'sr-Latn', false],
    ['zh-CN', 'zh-TW', false],
    ['ar', 'fa', false],
  ])('of format 2 in %s counts in %s: %s', (signed, today, counts) => {
    const compilation = buildOf({ language: today }, { language: signed }, 2, restyle);
    expect(isCalledReviewed(compilation)).toBe(counts);
    const said = compilation.diagnostics.find(({ code }) => code === 'changed-answer')?.message;
    expect(said ?? '').toContain(counts ? '' : ': the language');
  });

  const hebrew = { question: 'כמה מותר?', answer: 'לא יותר מ-5 מ״ג של [Acamol](https://a.example/acamol) ביום.' };
  test.each([
    ['en', {}, true],
    ['fr', {}, true],
    ['he', {}, false],
    ['ar', {}, false],
    ['ru', {}, false],
    ['ja', {}, false],
    ['az-Arab', {}, false],
    ['he', hebrew, true],
    ['yi', hebrew, true],
    ['ar', hebrew, false],
    ['en', hebrew, false],
    ['fa', { question: 'چقدر؟', answer: 'بیش از ۵ میلی‌گرم نه.' }, true],
    ['ja', { question: 'カフェインは？', answer: '一杯に 95 mg です。' }, true],
    ['ko', { question: '카페인은?', answer: '한 잔에 95 mg 입니다.' }, true],
    ['zh-TW', { question: '多少？', answer: '不超過 5 mg。' }, true],
    ['ja', { question: '카페인은?', answer: '한 잔에 95 mg 입니다.' }, false],
    ['sr', { question: 'Колико?', answer: 'Не више од 5 mg.' }, true],
    ['sr-Latn', { question: 'Колико?', answer: 'Не више од 5 mg.' }, false],
    // Nothing tells in which language it is.
    ['en', { question: '112?', answer: '112' }, false],
  ])('of format 1 counts in %s for %o: %s', (language, text, counts) => {
    expect(isCalledReviewed(buildOf({ language, ...text }, { language: 'en', ...text }, 1, restyle))).toBe(counts);
  });
});

test('approved words never stand in for newer ones in another language', () => {
  for (const format of [1, 2] as const) {
    const policy = ', review: require, unreviewed: last-approved';
    const today = { language: 'he', answer: 'Never more than < 50 mg.', policy };
    const compilation = buildOf(today, { language: 'en' }, format);
    expect(saidOf(compilation).join()).toContain('left-out');
    expect(saidOf(compilation).join()).toContain('nothing-to-publish');
    expect(isCalledReviewed(buildOf({ ...today, language: 'en' }, { language: 'en' }, format))).toBe(true);
  }
});

describe('the canonical form of Chinese and Japanese', () => {
  test.each([
    ['每天\n最多四杯。', '每天最多四杯。', '每天 最多四杯。'],
    ['一杯、\n約95\nmg', '一杯、約95 mg', '一杯、 約95 mg'],
    ['- カフェ\n  イン', '- カフェイン', '- カフェ イン'],
    ['> 注意\n> 请', '> 注意请', '> 注意 请'],
    ['**注意**\n请问', '**注意**\n请问', '**注意** 请问'],
    ['카페인\n없음', '카페인 없음', '카페인 없음'],
    ['one **two**\n(three)', 'one **two** (three)', 'one **two** (three)'],
    ['每天 最多', '每天 最多', '每天 最多'],
  ])('of %j', (typed, second, first) => {
    expect(canonicalMarkdown(typed, 2)).toBe(second);
    expect(canonicalMarkdown(second, 2)).toBe(second);
    expect(canonicalMarkdown(typed, 1)).toBe(first);
  });

  test('of format 1 counts for the same text, however its lines were typed', () => {
    const text = { language: 'zh', question: '多少？', answer: '每天\n最多四杯。' };
    for (const format of [1, 2] as const) expect(isCalledReviewed(buildOf(text, text, format))).toBe(true);
    expect(readsAlike('每天\n最多', '每天最多')).toBe(true);
  });
});

test('a translation keeps the digest of its original', () => {
  const digestOf = (yaml: string): string => {
    const question = parseFaq({ path: 'faq.yaml', text: yaml }).faq?.sections[0]?.questions[0];
    return question ? originalDigestOf(question) : '';
  };
  // As they were before there was format 2.
  expect(digestOf(yamlOf({ language: 'en', question: 'How much caffeine?', answer: 'About 95 mg.' }))).toBe(
    'sha256:83283acf036e',
  );
  expect(digestOf(yamlOf({ language: 'zh', question: '多少？', answer: '每天\n最多四杯。' }))).toBe(
    'sha256:6d0524ca35c0',
  );
});
