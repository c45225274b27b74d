import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { inspectMarkdown } from '../src/inspect/inspectMarkdown.ts';
import { type Markdown, readMarkdown } from '../src/markdown/markdown.ts';
import { printMarkdown } from '../src/markdown/printMarkdown.ts';
import { en } from '../src/words/en.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

export function read(text: string): Markdown {
  const markdown = readMarkdown({ text, path: [] });
  if (!markdown) throw new Error(`too deep: ${text}`);
  return markdown;
}

/** As a page would print it that has every file and every question, and one source. */
export function printed(text: string): string {
  return printMarkdown(read(text), {
    words: en,
    inlines: [],
    headingLevel: 1,
    linkTo: (id) => `#${id}`,
    fileAt: (path) => path,
    sizeOf: () => null,
    countTable: () => 1,
    cite: (id) => ({ number: 1, href: `#_source-${id}`, id: 'c' }),
  }).toHTML();
}

/** The codes of what is said of a text to which every file and question is at hand that looks like one. */
export function said(text: string): string[] {
  const nowhere = { file: { path: '', bytes: new Uint8Array() }, start: 0, end: 0 } as never;
  const places = { key: () => nowhere, value: () => nowhere, within: () => nowhere };
  const references = {
    sources: new Set<string>(),
    anchors: new Set<string>(),
    leftOut: new Map<string, string>(),
    withdrawn: new Set<string>(),
    renamed: new Map<string, string>(),
    inlines: [],
    hasFile: () => false,
  };
  return inspectMarkdown(read(text), references, places).map(({ code }) => code);
}

/**
 * HTML as a reader meets it: elements and words, addresses with their percent
 * signs read; no blanks between blocks. Levels of headings are told from each
 * other by their order alone, as a page does that holds them below its own.
 */
export function normalized(html: string): string {
  const levels = [...new Set([...html.matchAll(/<h([1-6])\b/g)].map(([, level]) => Number(level)))].sort();
  const write = (nodes: readonly Node[], isCode: boolean): string =>
    nodes
      .map((node) => {
        if ('value' in node) return escaped(isCode ? node.value : node.value.replaceAll(/[ \t\n]+/g, ' '));
        if (!('tagName' in node)) return node.nodeName === '#comment' ? '<!>' : '';
        const { tagName, attrs } = node;
        const level = /^h([1-6])$/.exec(tagName)?.[1];
        const name = level ? `h${levels.indexOf(Number(level)) + 1}` : tagName;
        if (name === 'div' && attrs.some(({ value }) => value === 'table')) return write(node.childNodes, false);
        const kept = attrs
          .filter(
            ({ name: key }) =>
              ['href', 'src', 'alt', 'title', 'start'].includes(key) && !(key === 'title' && tagName === 'img'),
          )
          .map(({ name: key, value }) => ` ${key}="${escaped(/href|src/.test(key) ? addressOf(value) : value)}"`);
        const inside = write(node.childNodes, isCode || name === 'pre');
        return `<${name}${kept.join('')}>${name === 'pre' ? inside.replace(/\n+(?=<\/)/, '') : inside}</${name}>`;
      })
      .join('');
  const blocks = 'p|h[1-6]|ul|ol|li|blockquote|pre|hr|table|thead|tbody|tr|th|td|br';
  return write(parseFragment(html).childNodes, false)
    .replaceAll('</br>', '')
    .replaceAll('</hr>', '')
    .replaceAll(new RegExp(` ?(</?(?:${blocks})(?: [^>]*)?>) ?`, 'g'), '$1')
    .trim();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function addressOf(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** The words, numbers and signs that a reader sees, without blanks. */
export function wordsOf(html: string): string {
  const textOf = (nodes: readonly Node[]): string =>
    nodes.map((node) => ('value' in node ? node.value : 'childNodes' in node ? textOf(node.childNodes) : '')).join('');
  return textOf(parseFragment(html).childNodes).replaceAll(/\s+/g, '');
}
