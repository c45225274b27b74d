import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/faq/faq.ts';
import { type Markdown, readMarkdown } from '../../src/markdown/markdown.ts';
import { Memory } from '../../src/memory.ts';
import { searchIndex, searchWordsOf } from '../../src/outputs/searchIndex.ts';
import { wordsIn } from '../../src/outputs/searchWords.ts';
import { en } from '../../src/words/en.ts';

describe('the words of a text', () => {
  it.each([
    ['What helps, what hurts?', ['WHAT', 'HELPS', 'HURTS']],
    ['1.5 mg/kg', ['1.5', 'MG', 'KG', '1.5MG']],
    ['COVID-19', ['COVID19', 'COVID', '19']],
    ['5mg', ['5MG', '5', 'MG']],
    ['Straße, Crème brûlée', ['STRASSE', 'CREME', 'BRULEE']],
    ['الماءُ الخلية على', ['الماء', 'ماء', 'الخليه', 'خليه', 'علي']],
    ['蜂に刺された mg', ['蜂に', 'に刺', '刺さ', 'され', 'れた', 'た', 'MG']],
    ['が', ['か\u3099']],
    ['薬', ['薬']],
    ['每次5毫克', ['每次', '次', '5', 'MG', '次5', '5MG']],
    ['', []],
    ['?! – …', []],
  ])('are %j: %j', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });
});

describe('the files of the index', () => {
  const before = filesOf(2500);

  it('are all small, and named for what they hold', () => {
    expect(before.size).toBeGreaterThan(40);
    for (const [path, text] of before) expect(text.length, path).toBeLessThan(25_000);
  });

  it('have each word where the list of files says, with the questions that hold it', () => {
    const { words, spelling } = dataOf([...before].find(([path]) => path.startsWith('assets/search-index.')));
    const asked = (word: string): string | undefined => {
      const [, hash] = words.findLast(([first]: [string]) => first <= word) ?? [];
      return dataOf([...before].find(([path]) => path === `assets/search-words.${hash}.js`))[word];
    };
    expect(words.length).toBeGreaterThan(10);
    for (const list of [words, spelling]) {
      const firsts = list.map(([first]: [string]) => first);
      expect(firsts).toEqual(firsts.toSorted((a: string, b: string) => (a < b ? -1 : 1)));
    }
    // Of a number, five bits a letter, the lowest first: 33 is 1 and, behind it, 1.
    expect(asked(wordOf(1))).toBe('B|');
    expect(asked(wordOf(33))).toBe('hB|');
    expect(asked('TWICE')).toBe('|CC');
    expect(asked('#q2000')).toBe(asked(wordOf(2000)));
    expect(asked('#old7')).toBe('H|');
  });

  it('change where a word changes, and nowhere else', () => {
    const after = filesOf(2500, 'Another');
    const changed = [...after.keys()].filter((path) => !before.has(path)).map((path) => path.replace(/\..*/, ''));
    // The word that went and the one that came, each in its place.
    expect(changed.sort()).toEqual([
      'assets/search-index',
      'assets/search-spelling',
      'assets/search-spelling',
      'assets/search-words',
      'assets/search-words',
    ]);
  });

  it('say of a word that most answers hold no more than which questions ask for it', () => {
    const files = filesOf(4200);
    const common = [...files.values()].find((text) => text.includes('"IS":')) ?? '';
    expect(/"IS":"([^"]*)"/.exec(common)?.[1]).toBe('|*');
  });
});

function wordOf(number: number): string {
  return [...String(number * 7919)].map((digit) => 'BCDFGHJKLM'[Number(digit)]).join('');
}

function question(number: number, told: string): Question {
  const nothing = {
    short: null,
    keywords: [],
    updated: null,
    publish: null,
    expires: null,
    draft: false,
    changes: [],
    evidence: null,
    withdrawn: null,
  };
  return {
    ...nothing,
    id: `q${number}`,
    question: `${wordOf(number)}?`,
    answer: { text: told, path: ['sections', 0, 'questions', number - 1, 'answer'] },
    formerly: [`old${number}`],
    related: [],
    translatedFrom: null,
    origin: null,
    path: [],
  };
}

/** The files that searches load, of a FAQ of so many questions. */
function filesOf(size: number, changed = 'Nothing'): Map<string, string> {
  const questions = Array.from({ length: size }, (_, index) => {
    const told = index === 1 || index === 3 ? 'Twice' : wordOf(index + 100_000);
    return question(index + 1, `**${told}** is${index === 8 ? ` ${changed}` : ''}.`);
  });
  const section = { id: 'part', title: 'Part', intro: null, formerly: [], questions, path: [] };
  const wordsOf = (one: Question) => searchWordsOf(one, readMarkdown(one.answer) as Markdown, en);
  const plan = { isListed: true, listsAll: false };
  const { path, files } = searchIndex({ sections: [section] }, wordsOf, plan, new Memory());
  expect(files[0]?.path).toBe(path);
  return new Map(files.map((file) => [file.path, String(file.contents)]));
}

function dataOf(file: readonly [path: string, text: string] | undefined) {
  return JSON.parse(/^faqgenShard\((.*)\);\n$/.exec(file?.[1] ?? '')?.[1] ?? 'null');
}
