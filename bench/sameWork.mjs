// Whether a generator did the work that the benchmark gives to all: the same pages, the same words.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const address = 'https://bench.example/';

/**
 * Throws, and says what is missing, unless the folder holds the corpus: a page for each question and, where `onIndex`
 * is false, for each section, and no others of such names; an index that lists every section and question, and carries
 * the answers only where it should; a sitemap of exactly these pages; and, of `samples` answers spread over the corpus,
 * every word and the link on the answer's page, and the words once more on the index or on the section's page.
 *
 * @param {string} folder
 * @param {import('./corpus.mjs').Section[]} sections
 * @param {boolean} onIndex
 * @param {number} samples
 */
export function checkSameWork(folder, sections, onIndex, samples = 50) {
  const questions = sections.flatMap((section) => section.questions.map((question) => ({ ...question, section })));
  const names = [...(onIndex ? [] : sections.map(({ id }) => id)), ...questions.map(({ id }) => id)].map(
    (id) => `${id}.html`,
  );
  const written = readdirSync(folder).filter((name) => /^(question|section)-\d+\.html$/.test(name));
  expectSame('pages', written, names);
  const locations = [...read(folder, 'sitemap.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url);
  expectSame(
    'addresses in sitemap.xml',
    locations,
    ['', ...names].map((name) => address + name),
  );

  const index = shownText(read(folder, 'index.html'));
  for (const { title } of sections) expect(index.includes(squeezed(title)), `index.html lacks the section "${title}"`);
  for (const { question } of questions) expect(index.includes(squeezed(question)), `index.html lacks "${question}"`);

  const step = Math.max(1, questions.length / samples);
  for (let place = 0; place < questions.length; place += step) {
    checkAnswer(folder, sections, onIndex, Math.floor(place), index);
  }
}

/** Throws unless the answer at this place stands on its page, and on the index or on its section's page. */
export function checkAnswer(
  folder,
  sections,
  onIndex,
  place,
  index = onIndex ? shownText(read(folder, 'index.html')) : '',
) {
  const section = sections.find(({ questions }) => questions.includes(questionAt(sections, place)));
  const { id, answer } = questionAt(sections, place);
  const words = answerText(answer);
  const page = read(folder, `${id}.html`);
  expect(shownText(page).includes(words), `${id}.html lacks words of its answer`);
  const other = /\]\(#([^)]+)\)/.exec(answer)?.[1] ?? '';
  expect(new RegExp(`href="?[^">]*${other}\\b`).test(page), `${id}.html does not link to ${other}`);
  if (onIndex) {
    expect(index.includes(words), `index.html lacks words of the answer to ${id}`);
  } else {
    expect(!index.includes(words), `index.html carries the answer to ${id}, which belongs on ${section.id}.html`);
    const onSection = shownText(read(folder, `${section.id}.html`)).includes(words);
    expect(onSection, `${section.id}.html lacks words of the answer to ${id}`);
  }
}

function questionAt(sections, place) {
  let first = 0;
  for (const { questions } of sections) {
    if (place < first + questions.length) return questions[place - first];
    first += questions.length;
  }
  throw new RangeError(`no question ${place}`);
}

/** What stands between the tags of a page's body, without white space: data in scripts is not shown to readers. */
export function shownText(html) {
  return squeezed(
    html
      .replace(/^[\s\S]*?<body\b/i, '<body')
      .replaceAll(/<(script|style|template)\b[\s\S]*?<\/\1>/gi, '')
      .replaceAll(/<!--[\s\S]*?-->|<[^>]*>/g, ''),
  );
}

/** The words of an answer of the corpus, without its Markdown and without white space. */
export function answerText(markdown) {
  return squeezed(
    markdown
      .replaceAll(/^- /gm, '')
      .replaceAll('**', '')
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
  );
}

function squeezed(text) {
  return text.replaceAll(/\s+/g, '');
}

function read(folder, name) {
  const path = join(folder, name);
  expect(existsSync(path), `${name} was not written`);
  return readFileSync(path, 'utf8');
}

function expectSame(what, found, wanted) {
  const left = new Set(found);
  const missing = wanted.filter((name) => !left.delete(name));
  const extra = [...left];
  expect(
    missing.length + extra.length === 0 && found.length === wanted.length,
    `${found.length} ${what}, not ${wanted.length}; missing: ${some(missing)}; not asked for: ${some(extra)}`,
  );
}

function some(names) {
  if (names.length === 0) return 'none';
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

function expect(holds, words) {
  if (!holds) throw new Error(words);
}
