import { describe, expect, it, test } from 'vitest';
import { compileText, pageOf } from '../prose/compileText.ts';

const faq = (language: string, more = ''): string =>
  `title: F\nlanguage: ${language}\nquestions:\n  - {id: a, question: 1?, answer: 2.}\nreviewers: {a: {name: 田中 花子}, b: {name: 王芳}, c: {name: Anna Maria Kowalska}}\n${more}`;

function styleOf(language: string, more = ''): string {
  const compilation = compileText(faq(language, more));
  return pageOf(compilation, compilation.files.find(({ path }) => /^assets\/style\./.test(path))?.path);
}

describe('the style of a FAQ', () => {
  it.each(['zh', 'zh-TW', 'ja', 'ja-JP'])('in %s has the room and the faces of its letters', (language) => {
    const style = styleOf(language);
    expect(style).toContain('text-emphasis:filled dot');
    expect(style).toContain('--leading:1.4}');
  });

  it.each(['en', 'pl', 'ar', 'ko'])('in %s holds nothing of them', (language) => {
    expect(styleOf(language)).toBe(styleOf(language === 'en' ? 'fr' : 'en'));
  });

  it('keeps the fonts of a theme in front', () => {
    const style = styleOf('ja');
    // As heavy as `:root`, with which the style of a theme begins, and before it.
    expect(style.match(/\[lang\|=ja\]:where\(html\)\{/g)).toHaveLength(1);
    expect(style).not.toContain(':root[lang');
  });
});

test('one letter stands for a reviewer whose name is Chinese or Japanese', () => {
  const initials = [...pageOf(compileText(faq('en'))).matchAll(/class="initials"[^>]*>([^<]*)</g)].map(
    ([, letters]) => letters,
  );
  expect(initials).toEqual(['田', '王', 'AK']);
});
