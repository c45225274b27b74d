// Which entries of a page a word stands in. Loaded when a reader first turns to the field that find.js makes.
import { cutsOf, formsIn, mayBeMisspelt, otherFormsOf, soughtIn, stemOf } from '../src/outputs/searchForm.ts';

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
