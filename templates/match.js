// Which questions of a page a word stands in. Loaded when a reader first turns to the field that find.js makes.
import { cutsOf, formsIn, mayBeMisspelt, otherFormsOf, soughtIn, stemOf, unspaced } from '../src/outputs/searchForm.ts';

// A word that stands nowhere is taken for another form of one, and then for a slip of the finger.
const holding = (entries, { whole, parts, joins }) => {
  const { lang } = document.documentElement;
  const having = (fits) => entries.filter(({ words }) => words.some(fits));
  // Of a number, and of two letters, only the beginning will do.
  const fits = (word) => (other) => (/^\d|^[A-Z]{1,2}$/.test(word) ? other.startsWith(word) : other.includes(word));
  const others = otherFormsOf(whole, lang);
  const isAlike = (other) => others.includes(other) || joins.some((join) => other.startsWith(join));
  const found = having((other) => fits(whole)(other) || isAlike(other));
  if (found[0]) return found;
  const all = parts[0] ? parts.map((part) => having(fits(part))).reduce((some, more) => some.filter((entry) => more.includes(entry))) : [];
  if (all[0] || !mayBeMisspelt(whole)) return all;
  const stem = stemOf(whole, lang);
  const alike = having((other) => stemOf(other, lang) === stem);
  if (alike[0]) return alike;
  const wanted = new Set(cutsOf(whole));
  const isNear = (other) =>
    [0, 1].some((more) => cutsOf(other.slice(0, whole.length + more)).some((cut) => wanted.has(cut)));
  return having(isNear);
};

// As a reader sees it: blocks, cells and breaks part words, and no text holds the number of an entry.
self.faqgenText = (node) => {
  if (node.nodeType !== 1) return node.nodeType === 3 ? node.data.replace(/\s+/g, ' ') : '';
  if (node.matches('pre')) return `\n${node.textContent}\n`;
  // The number of a source is none of the author's.
  if (node.matches('.cite')) return `\n${node.textContent.replace(/\d+/, '')}\n`;
  let number = node.matches('ol') && node.start;
  const inside = [node.alt ?? ''];
  for (const child of node.childNodes) {
    if (number !== false && child.nodeType === 1) {
      if (child.hasAttribute('value')) number = child.value;
      inside.push(number++);
    }
    inside.push(self.faqgenText(child));
  }
  const text = inside.join('');
  return node.matches('a, bdi, code, em, span, strong') ? text : `\n${text}\n`;
};

// Of texts with their keys, those keys for each word of a query whose texts hold it.
self.faqgenMatch = (texts, query) => {
  const entries = texts.map(([key, text]) => ({ key, words: text.split('\n').flatMap(formsIn) }));
  return soughtIn(query).map((sought) => holding(entries, sought).map(({ key }) => key));
};

// Where a text holds words of a query, as a paragraph: of the first line that holds most of them the part around the
// first, with each marked; empty where none does.
const excerptOf = (text, query) => {
  // Where no space parts words, each piece holds but a part of what was typed.
  const piecesOf = (one) =>
    one.parts[0] && unspaced.test(one.whole) ? one.parts.map((whole) => ({ whole, parts: [], joins: [] })) : one;
  const sought = soughtIn(query).flatMap(piecesOf);
  const countIn = (piece) => sought.filter((one) => holding([{ words: formsIn(piece) }], one)[0]).length;
  const lines = text.split('\n');
  const counts = lines.map(countIn);
  const line = lines[counts.indexOf(Math.max(...counts))];
  const pieces = [...new Intl.Segmenter(document.documentElement.lang, { granularity: 'word' }).segment(line)];
  const isMarked = pieces.map(({ segment, isWordLike }) => isWordLike && countIn(segment) > 0);
  const first = isMarked.indexOf(true);
  const excerpt = document.createElement('p');
  if (first < 0) return excerpt;
  const start = Math.max(0, first - 8);
  const shown = pieces.slice(start, first + 16);
  excerpt.append(
    start > 0 ? '… ' : '',
    ...shown.map(({ segment }, index) =>
      isMarked[start + index] ? Object.assign(document.createElement('mark'), { textContent: segment }) : segment,
    ),
    start + shown.length < pieces.length ? ' …' : '',
  );
  return excerpt;
};

// What the author wrote in an answer, and neither numbers nor words of the page itself.
const textsOf = (link) => {
  const answer = document.getElementById(link.getAttribute('href').slice(1));
  const [question, ...told] = [...answer.querySelectorAll(':scope > :is(h2, h3) > a, :scope > .short, :scope > .prose')].map(
    self.faqgenText,
  );
  const section = answer.closest('.group')?.firstElementChild;
  const all = [question, ...told, section && self.faqgenText(section), link.dataset.keywords];
  return { told: told.join('\n'), all: all.join('\n') };
};

// Shows in the list the questions that hold most of what stands in the field, each with where it does, or all where none
// does, and says so; who finds nothing can ask, by mail with the words that were sought. Returns whether any was found.
self.faqgenFind = (rail, search, words) => {
  const query = search.querySelector('input').value;
  const entries = [...rail.querySelectorAll('li')].map((item) => [item, textsOf(item.firstElementChild)]);
  const asked = self.faqgenMatch(
    entries.map(([item, { all }]) => [item, all]),
    query,
  );
  const countOf = (item) => asked.filter((hits) => hits.includes(item)).length;
  const most = Math.max(...entries.map(([item]) => countOf(item)));
  for (const [item, { told }] of entries) {
    item.hidden = countOf(item) !== most;
    item.querySelector('p')?.remove();
    if (most && !item.hidden) item.append(excerptOf(told, query));
  }
  for (const list of rail.querySelectorAll('ol')) {
    const title = list.previousElementSibling;
    list.hidden = !list.querySelector('li:not([hidden])');
    if (title.matches('p')) title.hidden = list.hidden;
  }
  const number = (value) => value.toLocaleString(document.documentElement.lang);
  const shown = entries.filter(([item]) => !item.hidden).length;
  const said = most ? words.found.replace('{n}', number(shown)).replace('{total}', number(entries.length)) : words.none;
  search.querySelector('[role=status]').textContent = query.trim() && said;
  search.querySelector('a')?.remove();
  const contact = document.querySelector('.contact');
  if (!most && query.trim() && contact) {
    const mail = contact.querySelector('a[href^="mailto:"]')?.href;
    const href = mail ? `${mail}${mail.includes('?') ? '&' : '?'}subject=${encodeURIComponent(query)}` : '#_contact';
    const { textContent } = contact.querySelector('h2');
    search.append(Object.assign(document.createElement('a'), { href, textContent }));
  }
  return most > 0;
};
