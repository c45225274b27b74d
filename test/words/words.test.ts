import { describe, expect, it, test } from 'vitest';
import { placeholdersIn } from '../../src/schema/replaceableWords.ts';
import { en } from '../../src/words/en.ts';
import { languagesWithWords, wordsFor } from '../../src/words/wordsFor.ts';
import { compileText, complaintsOf, pageOf } from '../prose/compileText.ts';

/** Each word by its path, as `callouts.note`. */
function wordsByPath(words: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, word]) =>
      typeof word === 'string' ? [[path + key, word] as const] : [...wordsByPath(word, `${path}${key}.`)],
    ),
  );
}

const english = wordsByPath(en);

describe.each(languagesWithWords)('the words of %s', (language) => {
  const words = wordsByPath(wordsFor(language) ?? {});

  it('are as many as the English ones, none of them empty', () => {
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, word] of words) expect(word.trim(), path).not.toBe('');
  });

  it('hold what is filled in, and what stands once in English stands once', () => {
    for (const [path, word] of words) {
      const found = placeholdersIn(word);
      const wanted = placeholdersIn(english.get(path) ?? '');
      expect(new Set(found), path).toEqual(new Set(wanted));
      if (path !== 'chatNotice') expect(found.length, path).toBe(wanted.length);
    }
  });

  it('are in composed letters, with no straight apostrophe and no space at an end but that of a colon', () => {
    for (const [path, word] of words) {
      expect(word, path).toBe(word.normalize('NFC'));
      expect(word, path).not.toMatch(/['"]/);
      if (!['colon', 'hours'].includes(path)) expect(word, path).toBe(word.trim());
    }
  });
});

test.each(['zh', 'zh-CN', 'zh-SG', 'zh-Hans-HK'])('%s has simplified characters', (tag) => {
  expect(wordsFor(tag)?.contact).toBe('您有疑问吗？');
});

test.each(['zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant', 'zh-Hant-CN', 'zh_TW'])('%s has traditional characters', (tag) => {
  expect(wordsFor(tag)?.contact).toBe('您有疑問嗎？');
});

test.each(['zh-Latn', 'zh-Hant-x', 'zh-!', 'yue', 'fi', '__proto__', ''])('%s has none', (tag) => {
  expect(wordsFor(tag)).toBeNull();
});

test.each(['pt', 'pt-BR', 'pt-PT', 'it-CH', 'nl-BE', 'pl', 'ja', 'zh-TW'])('a FAQ in %s has no English word', (tag) => {
  const compilation = compileText(
    `title: F\nlanguage: ${tag}\nurl: https://example.org/\nquestions:\n  - {id: a, question: 1?, answer: 2.}\n  - {id: b, question: 3?, answer: 4.}\ncontact: {phone: "112", hours: 9–17}\ndisclaimer: {text: 5.}\n`,
  );
  expect(complaintsOf(compilation).filter((one) => one.includes('language-without-words'))).toEqual([]);
  const text = pageOf(compilation, 'index.html')
    .replaceAll(/<(head|script|style)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]*>/g, ' ');
  expect(text).not.toMatch(/\b(?:the|question|answers|Call|Hours|Questions)\b/);
});
