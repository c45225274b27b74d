// Whether a generator did the work that the benchmark gives to all: the same pages, the same words.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const site = 'https://bench.example/';

/**
 * Throws, and says what is missing, unless the folder holds the corpus: a page for each question and, where the index
 * does not carry the answers, for each section, and no others of such names; an index of all sections, which carries
 * neither less nor more than planned; every question listed, in order, on the index or its section's page; a sitemap
 * of exactly these pages; and, of `samples` answers spread over the corpus, every word and the link on the answer's
 * page, and the words once more on the index or on the section's page.
 *
 * @param {string} folder
 * @param {import('./corpus.mjs').Section[]} sections
 * @param {import('./layouts.mjs').Plan} plan
 * @param {number} samples
 */
export function checkSameWork(folder, sections, plan, samples = 50) {
  const ids = sections.flatMap(({ questions }) => questions.map(({ id }) => id));
  const names = [...(plan.answersOnIndex ? [] : sections.map(({ id }) => id)), ...ids].map((id) => `${id}.html`);
  const written = readdirSync(folder).filter((name) => /^(question|section)-\d+\.html$/.test(name));
  expectSame('pages', written, names);
  const addresses = [...read(folder, 'sitemap.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url);
  const wanted = ['', ...names].map((name) => site + name);
  expectSame('addresses in sitemap.xml', addresses, wanted);

  const index = shownText(read(folder, 'index.html'));
  // Each question is looked for after the one before: 100,000 searches from the top of such an index take minutes.
  let listed = 0;
  for (const { id, title, questions } of sections) {
    expect(index.includes(squeezed(title)), `index.html lacks the section "${title}"`);
    const listing = plan.questionsOnIndex ? index : shownText(read(folder, `${id}.html`));
    let from = plan.questionsOnIndex ? listed : 0;
    for (const { question } of questions) {
      from = listing.indexOf(squeezed(question), from);
      expect(from >= 0, `${plan.questionsOnIndex ? 'index' : id}.html lacks "${question}", or has it out of order`);
    }
    listed = from;
  }
  const step = Math.max(1, ids.length / samples);
  for (let place = 0; place < ids.length; place += step) checkAnswer(folder, sections, plan, Math.floor(place), index);
}

/** Throws unless the answer at this place stands on its page, and on the index or on its section's page. */
export function checkAnswer(folder, sections, plan, place, index = shownText(read(folder, 'index.html'))) {
  const { id, question, answer } = questionAt(sections, place);
  const section = sections.find(({ questions }) => questions.some((one) => one.id === id));
  const words = answerText(answer);
  const page = read(folder, `${id}.html`);
  expect(shownText(page).includes(words), `${id}.html lacks words of its answer`);
  const other = /\]\(#([^)]+)\)/.exec(answer)?.[1] ?? '';
  expect(new RegExp(`href="?[^">]*${other}\\b`).test(page), `${id}.html does not link to ${other}`);
  if (plan.answersOnIndex) {
    expect(index.includes(words), `index.html lacks words of the answer to ${id}`);
    return;
  }
  expect(!index.includes(words), `index.html carries the answer to ${id}, which belongs on ${section.id}.html`);
  const isListed = index.includes(squeezed(question));
  expect(isListed === plan.questionsOnIndex, `index.html ${isListed ? 'lists' : 'does not list'} ${id}`);
  const onSection = shownText(read(folder, `${section.id}.html`)).includes(words);
  expect(onSection, `${section.id}.html lacks words of the answer to ${id}`);
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
