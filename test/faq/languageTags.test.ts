import { expect, test } from 'vitest';
import { languageMeant, readLanguageTag } from '../../src/faq/languageTags.ts';
import { compileText } from '../prose/compileText.ts';

test.each([
  ['en', 'en'],
  ['EN-us', 'en-US'],
  ['en-UK', 'en-GB'],
  ['zh-CN', 'zh-CN'],
  ['zh-hans-cn', 'zh-Hans-CN'],
  ['iw', 'he'],
  ['deu', 'de'],
  ['es-419', 'es-419'],
  ['sr-Latn', 'sr-Latn'],
  ['gsw', 'gsw'],
  ['de-DE-1996', 'de-DE-1996'],
  // Registered, but without a name in the data of Unicode.
  ['mam', 'mam'],
])('%s is a language', (typed, tag) => {
  expect(readLanguageTag(typed)).toBe(tag);
});

test.each([
  ['english', 'en'],
  ['ENGLISH', 'en'],
  ['englsh', 'en'],
  ['English (US)', 'en-US'],
  ['Deutsch', 'de'],
  ['français', 'fr'],
  ['Francais', 'fr'],
  ['中文', 'zh'],
  ['العربية', 'ar'],
  ['Cherokee', 'chr'],
  ['pt_BR', 'pt-BR'],
  ['pt_BR.UTF-8', 'pt-BR'],
  ['zh_Hans_CN', 'zh-Hans-CN'],
  ['gb', 'en'],
  ['jp', 'ja'],
  ['cn', 'zh'],
  ['dk', 'da'],
  ['Germany', 'de'],
  ['en-EN', 'en'],
  ['de-AUT', 'de'],
  ['en, fr', 'en'],
  ['und', null],
  ['xx', null],
  ['qaa', null],
  ['?', null],
])('%s is none, and %s was meant', (typed, tag) => {
  expect(readLanguageTag(typed)).toBeNull();
  expect(languageMeant(typed)).toBe(tag);
});

test('the tag that was meant is named at its place, for the file and for a translation', () => {
  const { diagnostics } = compileText(
    'title: T\nurl: https://example.org/\nlanguage: english\ntranslations: [{language: de_AT, url: ../de/}]\nquestions: [{question: A, answer: B}]\n',
  );
  expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([
    ['invalid-language', 'did you mean `en`?'],
    ['invalid-language', 'did you mean `de-AT`?'],
  ]);
});
