import type { Question } from '../faq/faq.ts';
import type { SearchWords } from '../inspect/inspectTexts.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { Memory } from '../memory.ts';
import { assetOf } from '../pages/assets.ts';
import { isNamed, type PagePlan } from '../pages/pagePlan.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import type { Edition } from '../review/selectEdition.ts';
import type { Words } from '../words/words.ts';
import { searchedLines } from './searchedLines.ts';
import { mayBeMisspelt } from './searchForm.ts';
import { wordsIn } from './searchWords.ts';

/** The index by which the front page finds questions where it does not hold the answers. */
export interface SearchIndex {
  /** What the page's script loads first, when a reader turns to the field. */
  readonly path: string;
  readonly files: readonly SiteFile[];
}

/**
 * Cuts an inverted index into small files: a search loads those alone that its
 * words ask for. They are scripts, since a page that was opened by a double
 * click may load nothing else. docs/many-questions.md describes them.
 */
export function searchIndex(
  { sections }: Pick<Edition, 'sections'>,
  wordsOf: (question: Question) => SearchWords,
  { listsAll }: PagePlan,
  memory: Memory,
): SearchIndex {
  const questions = sections.flatMap((section) => section.questions);
  const postings = new Map<string, Postings>();
  let before = 0;
  for (const { title, questions: own } of sections) {
    for (let first = 0; first < own.length; first += questionsInPart) {
      const said = own.slice(first, first + questionsInPart).map(wordsOf);
      const key = [title ?? '', ...said.flatMap(({ asked, told }) => [asked, told])].join('\0');
      const { asked, told } = memory.recallAcross('postings', key, () => placesIn(title ?? '', said));
      for (const [word, places] of asked)
        for (const place of places) postingsOf(word, postings).asked.push(before + place);
      for (const [word, places] of told) tell(postingsOf(word, postings), places, before);
      before += said.length;
    }
  }
  const words = new Map<string, string>();
  for (const [word, { asked, told }] of postings)
    words.set(word, `${encode(asked.slice(0, mostPostings))}${separator}${told === null ? everywhere : encode(told)}`);
  // Where the front page does not name every question, the index knows what the old address of an answer stood for.
  if (!listsAll) {
    const numbers = new Map(questions.map((question, index) => [question, index + 1]));
    for (const question of sections.filter(isNamed).flatMap((section) => section.questions))
      for (const id of [question.id, ...question.formerly])
        words.set(`#${id}`, `${encode([numbers.get(question) ?? 0])}${separator}`);
  }
  const wordFiles = cut([...words.keys()].sort(), (key) => words.get(key) ?? '').map(({ first, keys }) => ({
    first,
    // No number holds a sign that JSON would write in another way.
    file: shard('search-words.js', `{${keys.map((key) => `${JSON.stringify(key)}:"${words.get(key)}"`).join(',')}}`),
  }));
  const spelt = [...postings.keys()].filter(mayBeMisspelt).map(spellingKey).sort();
  const spellingFiles = cut(spelt, () => '').map(({ first, keys }) => ({
    first,
    file: shard('search-spelling.js', `"${keys.map((key) => key.slice(spellingHead(key))).join(' ')}"`),
  }));
  const titleFiles = Array.from({ length: Math.ceil(questions.length / titlesInFile) }, (_, index) => {
    const own = questions.slice(index * titlesInFile, (index + 1) * titlesInFile);
    return shard('search-titles.js', JSON.stringify(own.map(({ id, question }) => [id, question])));
  });
  const listed = (shards: readonly { first: string; file: SiteFile }[]) =>
    shards.map(({ first, file }) => [first, hashIn(file)]);
  const contents = {
    total: questions.length,
    inFile: titlesInFile,
    titles: titleFiles.map(hashIn),
    words: listed(wordFiles),
    spelling: listed(spellingFiles),
  };
  const root = shard('search-index.js', JSON.stringify(contents));
  return {
    path: root.path,
    files: [root, ...titleFiles, ...[...wordFiles, ...spellingFiles].map(({ file }) => file)],
  };
}

/** A file of words holds about this many characters, and no more unless a single entry does. */
const longestFile = 24_000;
const titlesInFile = 100;
/** What the words of so many questions come to is kept as long as none of them is another one. */
const questionsInPart = 100;

/** Of a word that so many answers hold, nobody needs to know which: it is kept apart by the questions that ask for it. */
const mostPostings = 4096;
const everywhere = '*';
const separator = '|';

/** In which questions a word stands, by their numbers: in what they ask, or in the answer alone. */
interface Postings {
  readonly asked: number[];
  /** Null where there are too many. */
  told: number[] | null;
}

function postingsOf(word: string, postings: Map<string, Postings>): Postings {
  const known = postings.get(word);
  if (known) return known;
  const made: Postings = { asked: [], told: [] };
  postings.set(word, made);
  return made;
}

function tell(postings: Postings, places: readonly number[], before: number): void {
  for (const place of places) postings.told?.push(before + place);
  if ((postings.told?.length ?? 0) > mostPostings) postings.told = null;
}

/** In which of some questions each word stands, counted from 1. `title`: of their section. */
function placesIn(title: string, questions: readonly SearchWords[]) {
  const places = { asked: new Map<string, number[]>(), told: new Map<string, number[]>() };
  const add = (all: Map<string, number[]>, word: string, place: number): void => {
    const known = all.get(word);
    if (known) known.push(place);
    else all.set(word, [place]);
  };
  const above = wordsIn(title);
  for (const [index, words] of questions.entries()) {
    const [asked, told] = [listOf(words.asked), listOf(words.told)];
    for (const word of asked) add(places.asked, word, index + 1);
    for (const word of told) add(places.told, word, index + 1);
    for (const word of above) if (!asked.includes(word) && !told.includes(word)) add(places.told, word, index + 1);
  }
  return places;
}

export function searchWordsOf({ question, short, keywords }: Question, answer: Markdown, words: Words): SearchWords {
  const asked = wordsOfLines([question, keywords.join(' ')]);
  const told = wordsOfLines([short ?? '', ...searchedLines(answer, words)]);
  return { asked: [...asked].join(' '), told: [...told].filter((word) => !asked.has(word)).join(' ') };
}

function wordsOfLines(lines: readonly string[]): Set<string> {
  return new Set(lines.flatMap(wordsIn));
}

function listOf(words: string): string[] {
  return words === '' ? [] : words.split(' ');
}

/** Words of one first letter and one length stand together: those are what a slip of the finger leads to. */
function spellingKey(word: string): string {
  return `${String.fromCodePoint(word.codePointAt(0) ?? 0)}${String.fromCharCode(Math.min(word.length, 99) + 33)}${word}`;
}

function spellingHead(key: string): number {
  return String.fromCodePoint(key.codePointAt(0) ?? 0).length + 1;
}

/**
 * Cuts sorted keys into runs that fit into a file with what stands for them. It
 * cuts between beginnings of keys, so that a change in one run leaves the
 * others as they are. `first` is what tells the keys of a run from those before it.
 */
function cut(keys: readonly string[], textOf: (key: string) => string): { first: string; keys: readonly string[] }[] {
  const runs: { first: string; keys: readonly string[] }[] = [];
  const sizes = [0];
  for (const [index, key] of keys.entries()) sizes.push((sizes[index] ?? 0) + key.length + textOf(key).length + 6);
  const sizeOf = (from: number, to: number): number => (sizes[to] ?? 0) - (sizes[from] ?? 0);
  const take = (from: number, to: number): void => {
    if (to > from) runs.push({ first: beginning(keys[from] ?? '', keys[from - 1] ?? ''), keys: keys.slice(from, to) });
  };
  const visit = (from: number, to: number, depth: number): void => {
    if (sizeOf(from, to) <= longestFile || to - from === 1) {
      take(from, to);
      return;
    }
    let start = from;
    for (let group = from; group < to; ) {
      const letter = keys[group]?.charAt(depth);
      let end = group + 1;
      while (end < to && keys[end]?.charAt(depth) === letter) end++;
      if (sizeOf(start, end) > longestFile) {
        take(start, group);
        start = group;
        if (sizeOf(group, end) > longestFile) {
          visit(group, end, depth + 1);
          start = end;
        }
      }
      group = end;
    }
    take(start, to);
  };
  visit(0, keys.length, 0);
  return runs;
}

/** As much of a key as stands behind the one before it. */
function beginning(key: string, before: string): string {
  let length = 1;
  while (length < key.length && key.slice(0, length) <= before) length++;
  return key.slice(0, length);
}

const digits = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
/** Five bits each are enough for any number. */
const mostDigits = 7;

/** Rising numbers as the steps between them, five bits a letter, the lowest first; a sixth bit says that more follow. */
function encode(numbers: readonly number[]): string {
  const text = Buffer.allocUnsafe(mostDigits * numbers.length);
  let end = 0;
  let last = 0;
  for (const number of numbers) {
    let step = number - last;
    for (; step > 31; step >>>= 5) text[end++] = digits[(step & 31) | 32] ?? 0;
    text[end++] = digits[step] ?? 0;
    last = number;
  }
  return text.toString('latin1', 0, end);
}

function shard(name: string, json: string): SiteFile {
  return assetOf(name, `faqgenShard(${json});\n`);
}

function hashIn({ path }: SiteFile): string {
  return path.replace(/^.*\.([0-9a-f]{10})\.js$/, '$1');
}
