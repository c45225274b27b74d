// The words of a front page that faqgen built, part by part, for systems that show the same words by patterns of their
// own, and whether a page of such a system shows them all.

import { parse } from 'parse5';

/**
 * @typedef {(string | { strong: Inline } | { link: string, of: Inline } | { cites: string, number: string })[]} Inline
 *   `cites` is the id of a source, `number` its number on the page
 * @typedef {{ kind: 'paragraph', of: Inline }
 *   | { kind: 'list', ordered: boolean, items: Inline[] }
 *   | { kind: 'table', head: Inline[], rows: Inline[][] }
 *   | { kind: 'callout', type: string, title: string, of: Block[] }} Block
 * @typedef {{ id: string, question: string, blocks: Block[] }} Answer  a short answer is its first paragraph
 * @typedef {object} Parts
 * @property {string} title
 * @property {string} description
 * @property {string} publisher  the name
 * @property {Block[]} about  the publisher, as at the foot of the page
 * @property {Block[]} urgent
 * @property {string} updated  a date, YYYY-MM-DD; empty where no answer has one
 * @property {string} updatedShown  the same in words
 * @property {Answer[]} answers
 * @property {{ title: string, blocks: Block[] }[]} sections  below the answers and the sources, in the order of the page
 * @property {{ title: string, blocks: Block[] }[]} help  between the answers and the sources: whom to call
 * @property {string} sourcesTitle
 * @property {{ id: string, href: string, title: string, facts: string[] }[]} sources
 */

const inlineElements = new Set(['strong', 'a', 'sup', 'span', 'bdi', 'bdo', 'time', 'cite', '#text']);

/**
 * Reads a front page of answers without sections of their own.
 * Throws at an element that it does not know: what is left out here would be missing on the other pages.
 *
 * @param {string} html
 * @returns {Parts}
 */
export function readParts(html) {
  const document = parse(html);
  const one = (test, within = document) => all(within, test)[0];
  const blocksOf = (node) => (node ? blocks(node.childNodes) : []);
  const main = one(element('main'));
  const foot = one(ofClass('footer'));
  const sources = one(ofClass('sources'));
  const sectionOf = (node) => {
    const heading = one(element('h2'), node);
    return { title: textOf(heading), blocks: blocks(node.childNodes.filter((child) => child !== heading)) };
  };
  const [help, sections] = [[], []];
  for (const node of all(main, element('section'))) {
    if (node !== sources) (attribute(node, 'class') === 'contact' ? help : sections).push(sectionOf(node));
  }
  const answers = all(main, ofClass('answer'));
  if (answers.length === 0) throw new Error('the front page carries no answers');
  const updated = one(element('time'), one(ofClass('stamp')) ?? { childNodes: [] });
  return {
    title: textOf(one(element('h1'))),
    description: textOf(one(ofClass('lede'))),
    publisher: textOf(one(ofClass('publisher'))),
    about: foot ? blocksOf(one(ofClass('prose'), foot)) : [],
    urgent: blocksOf(one(ofClass('urgent'))),
    updated: updated ? attribute(updated, 'datetime') : '',
    updatedShown: textOf(updated),
    answers: answers.map((answer) => ({
      id: attribute(answer, 'id'),
      question: textOf(one(({ nodeName, attrs }) => nodeName === 'a' && attrs.length === 1, answer)),
      blocks: [one(ofClass('short'), answer), one(ofClass('prose'), answer)].flatMap((node) =>
        node?.nodeName === 'p' ? blocks([node]) : blocksOf(node),
      ),
    })),
    help,
    sections,
    sourcesTitle: sources ? textOf(one(element('h2'), sources)) : '',
    sources: sources
      ? all(sources, element('li')).map((source) => ({
          id: attribute(source, 'id').replace('_source-', ''),
          href: attribute(one(element('a'), source), 'href'),
          title: textOf(one(element('cite'), source)),
          facts: one(ofClass('facts'), source)
            .childNodes.map(textOf)
            .filter((fact) => fact !== ''),
        }))
      : [],
  };
}

/**
 * Throws, and says what is missing, unless the page shows every word of the parts: title, urgent strip, each question
 * with its answer behind it, in their order, block by block, and sources, contact, disclaimer and all else in any order.
 * Marks of citations are not compared, quotation marks by their kind neither.
 *
 * @param {string} html
 * @param {Parts} parts
 */
export function checkSameWords(html, parts) {
  const shown = squeezed(visibleText(parse(html)));
  const expect = (words, what, from) => {
    const place = shown.indexOf(squeezed(words), from);
    if (place < 0) throw new Error(`the page lacks words of ${what}: "${words.trim()}"`);
    return place + squeezed(words).length;
  };
  let from = expect(parts.title, 'its title', 0);
  expect(parts.description, 'its description', 0);
  expect(parts.publisher, 'its publisher', 0);
  for (const words of wordsOf(parts.urgent)) expect(words, 'the urgent strip', 0);
  for (const { id, question, blocks: answer } of parts.answers) {
    for (const words of [question, ...wordsOf(answer)]) from = expect(words, `the answer to ${id}`, from);
  }
  for (const { title, blocks: part } of [...parts.help, ...parts.sections, { title: '', blocks: parts.about }]) {
    for (const words of [title, ...wordsOf(part)]) expect(words, `"${title || parts.publisher}"`, 0);
  }
  let source = 0;
  for (const { id, title, facts } of parts.sources) {
    for (const words of [title, ...facts]) source = expect(words, `the source ${id}`, source);
  }
}

/** Throws unless every link within the page leads to a part of it. @param {string} html */
export function checkAnchors(html) {
  const document = parse(html);
  const ids = new Set(all(document, () => true).map((node) => attribute(node, 'id')));
  for (const link of all(document, element('a'))) {
    const href = attribute(link, 'href');
    if (href.startsWith('#') && !ids.has(decodeURIComponent(href.slice(1)))) {
      throw new Error(`the page has no part ${href}, to which it links`);
    }
  }
}

/** The words of blocks: an entry for each paragraph, item of a list and cell. Each system names its callouts itself. */
export function wordsOf(of) {
  return of.flatMap((block) => {
    if (block.kind === 'paragraph') return [plain(block.of)];
    if (block.kind === 'list') return block.items.map(plain);
    if (block.kind === 'table') return [...block.head, ...block.rows.flat()].map(plain);
    return wordsOf(block.of);
  });
}

/** The text of an inline, without marks of citations. @param {Inline} of */
export function plain(of) {
  return of.map((part) => (typeof part === 'string' ? part : part.cites ? '' : plain(part.strong ?? part.of))).join('');
}

/** @returns {Block[]} */
function blocks(nodes) {
  return nodes.flatMap((node) => {
    const { nodeName, childNodes = [] } = node;
    if (nodeName === '#text' && node.value.trim() === '') return [];
    const isOnlyShown = attribute(node, 'aria-hidden') === 'true';
    if (isOnlyShown) return [];
    if (nodeName === 'p') return [{ kind: 'paragraph', of: inline(childNodes) }];
    if (nodeName === 'h3') return [{ kind: 'paragraph', of: [{ strong: inline(childNodes) }] }];
    if (nodeName === 'ul' || nodeName === 'ol') return list(node);
    if (nodeName === 'table') {
      const rows = all(node, element('tr')).map((row) =>
        row.childNodes.filter(({ attrs }) => attrs).map((cell) => inline(cell.childNodes)),
      );
      return [{ kind: 'table', head: rows[0], rows: rows.slice(1) }];
    }
    if (/^callout /.test(attribute(node, 'class'))) {
      const [title, ...rest] = childNodes.filter(({ attrs }) => attrs);
      const type = attribute(node, 'class').replace('callout ', '');
      return [{ kind: 'callout', type, title: textOf(title), of: blocks(rest) }];
    }
    if (nodeName === 'div') return blocks(childNodes);
    throw new Error(`<${nodeName}> is no block that the comparison knows`);
  });
}

/** A list; where its items hold paragraphs beside their text, these go on in the item. */
function list(node) {
  const items = node.childNodes
    .filter(({ nodeName }) => nodeName === 'li')
    .map(({ childNodes }) =>
      inline(childNodes.flatMap((child) => (child.nodeName === 'p' ? [...child.childNodes] : [child]))),
    );
  return [{ kind: 'list', ordered: node.nodeName === 'ol', items }];
}

/** @returns {Inline} */
function inline(nodes) {
  const parts = nodes.flatMap((node) => {
    const { nodeName, childNodes } = node;
    if (!inlineElements.has(nodeName)) throw new Error(`<${nodeName}> is no inline that the comparison knows`);
    if (nodeName === '#text') return [node.value.replaceAll(/\s+/g, ' ')];
    if (nodeName === 'strong') return [{ strong: inline(childNodes) }];
    if (nodeName === 'sup') {
      const id = attribute(all(node, element('a'))[0], 'href').replace('#_source-', '');
      return [{ cites: id, number: textOf(node).replaceAll(/\D/g, '') }];
    }
    if (nodeName === 'a') return [{ link: attribute(node, 'href'), of: inline(childNodes) }];
    return inline(childNodes);
  });
  const [first] = parts;
  if (typeof first === 'string') parts[0] = first.trimStart();
  if (typeof parts.at(-1) === 'string') parts.push(parts.pop().trimEnd());
  return parts;
}

function visibleText(node) {
  if (node.nodeName === '#text') return node.value;
  if (['head', 'script', 'style', 'template', 'sup'].includes(node.nodeName)) return '';
  return (node.childNodes ?? []).map(visibleText).join('');
}

function squeezed(text) {
  return text.replaceAll(/\s+/g, '').replaceAll(/[“”„]/g, '"').replaceAll(/[‘’]/g, "'");
}

function all(node, test) {
  const found = [];
  const walk = (at) => {
    for (const child of at.childNodes ?? []) {
      if (child.attrs && test(child)) found.push(child);
      walk(child);
    }
  };
  walk(node);
  return found;
}

const element = (name) => (node) => node.nodeName === name;
const ofClass = (name) => (node) => attribute(node, 'class').split(' ').includes(name);

function attribute(node, name) {
  return node?.attrs?.find((each) => each.name === name)?.value ?? '';
}

function textOf(node) {
  if (!node) return '';
  return (node.nodeName === '#text' ? node.value : node.childNodes.map(textOf).join('')).replaceAll(/\s+/g, ' ').trim();
}
