// In: nodes of HTML of strangers.
// Out: Markdown of our dialect, the words that a reader of the source sees, and what was changed or left out.
// Does not know: questions, and what kind of file the nodes come from.

import { attributeOf, type Element, elementsWithin, isElement, type Node, placeOf, textIn } from '../html/nodes.ts';
import { nodesOfMarkup } from '../html/parseHtml.ts';
import type { Remark } from '../import/found.ts';
import { isCareCard } from '../markdown/callouts.ts';
import { inequality } from '../markdown/markdown.ts';
import { calloutOf } from './callouts.ts';
import { classesOf, cleaned, fateOf, isBlock, ownWords, quoted } from './fates.ts';
import { type Inline, tidied, type Written, wordsOfInlines, writeParagraph, writeTable } from './inlines.ts';
import { destinationOf, type LinkSurroundings } from './links.ts';
import { listLabels } from './listLabels.ts';
import { standInOf } from './standIns.ts';
import { gridOf, holdsSpans, isLayout } from './tableGrid.ts';
import { wordsOf } from './words.ts';

export interface TranscribeOptions extends LinkSurroundings {
  /** The path from faq.yaml of a picture that lies beside the source; null for any other. Default: none does. */
  readonly pictureAt?: ((address: string) => string | null) | undefined;
  /** Whether a hidden element is shown at a press on another one. Default: none is. */
  readonly isShown?: ((element: Element) => boolean) | undefined;
  /** Of remarks on nodes without a place of their own, from 1. Default: 1. */
  readonly line?: number | undefined;
}

export interface Transcript {
  /** Blocks with blank lines between them, without one at the end; empty where nothing is seen. */
  readonly markdown: string;
  /**
   * The visible words of the source in their order, with single spaces and with the labels of lists (`2.`), as
   * `linesOfHtml` gives those of the built answer. What Markdown cannot hold stands in its new form: `10³`, a cell that
   * spans two columns twice. The titles that a page of ours writes above callouts are not among them.
   */
  readonly words: string;
  /** What was changed and left out, in the order of the source. */
  readonly remarks: readonly Remark[];
}

/** For HTML within other data, as in a field of JSON. */
export function transcribeMarkup(markup: string, options: TranscribeOptions = {}): Transcript {
  return transcribe(nodesOfMarkup(markup), options);
}

/**
 * The Markdown of what stands in nodes. Nothing of them is taken for a mark, and no script, style or attribute is kept.
 * Nodes that nest more deeply than a few thousand levels are refused by a RangeError: ask `isNestedDeeply` before.
 */
export function transcribe(nodes: readonly Node[], options: TranscribeOptions = {}): Transcript {
  const scribe = new Scribe(options);
  const markdown = joined(scribe.blocks(nodes, { wraps: [], depth: 0, keepsLines: false }));
  const isShown = options.isShown ?? (() => false);
  return {
    markdown,
    words: wordsOf(nodes, isShown, (picture) => scribe.pictureOf(picture)?.alt ?? ''),
    remarks: scribe.remarks,
  };
}

interface Block {
  readonly kind: 'paragraph' | 'bullets' | 'numbers' | 'other';
  readonly text: string;
}

interface Around {
  /** Links and emphasis that hold whole blocks. */
  readonly wraps: readonly ((inside: Inline[]) => Inline)[];
  /** Levels of lists and quotations. */
  readonly depth: number;
  /** Whether line ends of the source are seen. */
  readonly keepsLines: boolean;
}

/** More than this many levels of lists and quotations our Markdown does not read. */
const deepest = 9;

class Scribe {
  readonly remarks: Remark[] = [];
  readonly #options: TranscribeOptions;
  readonly #holdsBlock = new WeakMap<Element, boolean>();
  #lastText = '';

  constructor(options: TranscribeOptions) {
    this.#options = options;
  }

  #remark(node: Node, kind: Remark['kind'], what: string): void {
    const place = placeOf(node);
    this.remarks.push(place ? { kind, what, ...place } : { kind, what, line: this.#options.line ?? 1 });
  }

  /** Whether an element is seen; what is left out is noted. */
  #isSeen(element: Element): boolean {
    const fate = fateOf(element, this.#options.isShown);
    if (typeof fate === 'object') this.#remark(element, 'left-out', fate.leftOut);
    return fate === 'seen';
  }

  blocks(nodes: readonly Node[], around: Around): Block[] {
    const blocks: Block[] = [];
    let run: Inline[] = [];
    const flush = (): void => {
      for (const paragraph of paragraphsOf(run)) {
        const wrapped = around.wraps.reduce((inside, wrap) => [wrap(inside)], paragraph);
        blocks.push({ kind: 'paragraph', text: this.#written(writeParagraph(wrapped), nodes[0]) });
      }
      run = [];
      this.#lastText = '';
    };
    for (const node of nodes) {
      if (!isElement(node)) this.#addText(node, run, around);
      else if (!this.#isSeen(node)) continue;
      else if (isBlock(node) || this.#containsBlock(node)) {
        flush();
        blocks.push(...this.#block(node, around));
      } else this.#addInline(node, run, around);
    }
    flush();
    return blocks;
  }

  #written({ text, lost }: Written, node: Node | undefined): string {
    if (lost !== null && node) this.#remark(node, 'changed', `${quoted(text)} has lost its ${lost}`);
    return text;
  }

  #containsBlock(element: Element): boolean {
    const known = this.#holdsBlock.get(element);
    if (known !== undefined) return known;
    const holds =
      element.tagName !== 'math' &&
      standInOf(element, '') === null &&
      element.childNodes.some((one) => isElement(one) && (isBlock(one) || this.#containsBlock(one)));
    this.#holdsBlock.set(element, holds);
    return holds;
  }

  #block(element: Element, around: Around): Block[] {
    const { tagName, childNodes } = element;
    const style = attributeOf(element, 'style') ?? '';
    const inside = /white-space\s*:\s*(?:pre|break)/i.test(style) ? { ...around, keepsLines: true } : around;
    if (/^h[1-6]$/.test(tagName)) return this.#heading(element, around);
    switch (tagName) {
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir':
        return this.#list(element, around);
      case 'blockquote':
        return this.#quotation(element, '', around);
      case 'pre':
        return this.#code(element);
      case 'table':
        return isLayout(element) ? this.blocks(childNodes, around) : this.#table(element);
      case 'hr':
        return [{ kind: 'other', text: '---' }];
      case 'dt':
      case 'summary':
        return this.blocks(
          childNodes,
          this.#holdsHeading(element) ? around : { ...around, wraps: [...around.wraps, bold] },
        );
      case 'a': {
        const link = this.#linkOf(element);
        return this.blocks(childNodes, link ? { ...inside, wraps: [link, ...around.wraps] } : inside);
      }
      case 'b':
      case 'strong':
        return this.blocks(childNodes, { ...inside, wraps: [bold, ...around.wraps] });
      default: {
        const callout = calloutOf(element, this.#wordsOf(element));
        if (callout === null) return this.blocks(childNodes, inside);
        const body = this.blocks(childNodes, { ...inside, depth: around.depth + 1 });
        if (isCareCard(callout) && !body[0]?.text.startsWith('#')) return body;
        return this.#quotation(element, `[!${callout.toUpperCase()}]\n`, around, body);
      }
    }
  }

  #wordsOf(element: Element): string {
    return classesOf(element).length === 0
      ? ''
      : wordsOf(
          element.childNodes,
          () => false,
          () => '',
        );
  }

  #holdsHeading(element: Element): boolean {
    return elementsWithin(element).some(({ tagName }) => /^h[1-6]$/.test(tagName));
  }

  #heading(element: Element, around: Around): Block[] {
    const run: Inline[] = [];
    this.#addFlat(element.childNodes, run, around);
    const words = tidied(run);
    if (words.length === 0) return [];
    const mark = `${'#'.repeat(Math.max(2, Number(element.tagName[1])))} `;
    return [{ kind: 'other', text: this.#written(writeParagraph(words, mark), element) }];
  }

  #quotation(element: Element, head: string, around: Around, own?: Block[]): Block[] {
    const body = own ?? this.blocks(element.childNodes, { ...around, depth: around.depth + 1 });
    if (body.length === 0 || around.depth >= deepest) return body;
    // A list of numbers ends no line of words but where it begins with 1.
    const gap = head !== '' && body[0]?.kind === 'numbers' ? '\n' : '';
    const text = head + gap + joined(body);
    // `> 5 mg` is an inequality: an empty line in front of it makes a quotation of it.
    const lines = (inequality.test(`> ${text}`) ? `\n${text}` : text)
      .split('\n')
      .map((line) => (line === '' ? '>' : `> ${line}`));
    return [{ kind: 'other', text: lines.join('\n') }];
  }

  #code(element: Element): Block[] {
    const text = rawWords(element, this.#options.isShown).replace(/^\n/, '').trimEnd();
    if (text === '') return [];
    const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
    const fence = '`'.repeat(longest + 1);
    const named = [element, ...elementsWithin(element)]
      .flatMap(classesOf)
      .find((name) => /^lang(?:uage)?-[\w+#-]+$/.test(name));
    return [{ kind: 'other', text: `${fence}${named?.replace(/^lang(?:uage)?-/, '') ?? ''}\n${text}\n${fence}` }];
  }

  #table(table: Element): Block[] {
    const blocks: Block[] = [];
    for (const part of table.childNodes)
      if (isElement(part) && part.tagName === 'caption')
        blocks.push(...this.blocks([part], { wraps: [], depth: 0, keepsLines: false }));
    const grid = gridOf(table);
    if (grid.length === 0) return blocks;
    const runs = new Map<Element, Inline[]>();
    const cellOf = (cell: Element | null): Inline[] => {
      if (cell === null || !(runs.has(cell) || this.#isSeen(cell))) return [];
      const known = runs.get(cell);
      if (known) return known;
      const run: Inline[] = [];
      this.#addFlat(cell.childNodes, run, { wraps: [], depth: 0, keepsLines: false });
      const tidy = withoutOuterBreaks(tidied(run));
      runs.set(cell, tidy);
      return tidy;
    };
    const rows = grid.map((row) => row.map(cellOf));
    if (rows.every((row) => row.every((cell) => cell.length === 0))) return blocks;
    if (holdsSpans(table))
      this.#remark(table, 'changed', 'a cell that spans several rows or columns of a table stands in each of them');
    blocks.push({
      kind: 'other',
      text: this.#written(writeTable(headsRows(grid) ? [rows[0]?.map(() => []) ?? [], ...rows] : rows), table),
    });
    return blocks;
  }

  #list(list: Element, around: Around): Block[] {
    const labels = listLabels(list);
    const isOrdered = [...labels.values()].some((label) => typeof label === 'number');
    const entries: string[] = [];
    let isLoose = false;
    for (const node of list.childNodes) {
      if (isElement(node) ? !this.#isSeen(node) : (textIn(node) ?? '').trim() === '') continue;
      const label = (isElement(node) && labels.get(node)) ?? null;
      const isEntry = isElement(node) && node.tagName === 'li';
      const typed = typeof label === 'string' ? [{ kind: 'text', text: `${label} ` } as const] : [];
      const body = this.#entry(isEntry ? node.childNodes : [node], typed, { ...around, depth: around.depth + 1 });
      if (body.length === 0) continue;
      const text = joinedInEntry(body);
      isLoose ||= text.includes('\n\n');
      const mark = typeof label === 'number' ? `${label}. ` : '- ';
      // A list within a list, without an entry around it, belongs to the entry above.
      const isInEntry = !isEntry && entries.length > 0;
      if (around.depth >= deepest) entries.push(text);
      else if (isInEntry)
        entries.push(
          `${entries.pop()}${/^(?:- |1\. )/.test(text) ? '\n' : '\n\n'}${indented(text, isOrdered ? 3 : 2)}`,
        );
      // `1. 3.` begins a date, and no list in a list.
      else if (isOrdered && body[0]?.kind === 'numbers')
        entries.push(`${mark.trimEnd()}\n${indented(text, mark.length)}`);
      else entries.push(mark + indented(text, mark.length).trimStart());
    }
    if (entries.length === 0) return [];
    const between = isLoose || around.depth >= deepest ? '\n\n' : '\n';
    return [{ kind: isOrdered ? 'numbers' : 'bullets', text: entries.join(between) }];
  }

  /** The blocks of an entry, with a label that Markdown does not count with in front of its words. */
  #entry(nodes: readonly Node[], label: readonly Inline[], around: Around): Block[] {
    const body = this.blocks(nodes, around);
    const [words] = label;
    if (words?.kind !== 'text' || body.length === 0) return body;
    const [first, ...rest] = body as [Block, ...Block[]];
    const text = writeParagraph(tidied(label)).text;
    return first.kind === 'paragraph'
      ? [{ ...first, text: `${text} ${first.text}` }, ...rest]
      : [{ kind: 'paragraph', text }, ...body];
  }

  #addText(node: Node, run: Inline[], { keepsLines }: Around): void {
    const text = textIn(node);
    if (text === null) return;
    const clean = cleaned(text);
    if (keepsLines) {
      for (const [at, line] of clean.split('\n').entries())
        run.push(...(at === 0 ? [] : [lineBreak]), { kind: 'text', text: line });
    } else run.push({ kind: 'text', text: clean });
    if (clean !== '') this.#lastText = clean;
  }

  /** All that stands in nodes, in one line: a break for each edge of a block. */
  #addFlat(nodes: readonly Node[], run: Inline[], around: Around): void {
    for (const node of nodes) {
      if (!isElement(node)) this.#addText(node, run, around);
      else if (!this.#isSeen(node)) continue;
      else if (['ul', 'ol', 'menu', 'dir'].includes(node.tagName)) {
        const labels = listLabels(node);
        for (const entry of node.childNodes) {
          const label = (isElement(entry) && labels.get(entry)) ?? null;
          run.push(lineBreak);
          if (label !== null && ownWords(entry) !== '')
            run.push({ kind: 'text', text: typeof label === 'number' ? `${label}. ` : `${label} ` });
          this.#addFlat(isElement(entry) && entry.tagName === 'li' ? entry.childNodes : [entry], run, around);
        }
        run.push(lineBreak);
      } else if (isBlock(node)) {
        run.push(lineBreak);
        this.#addFlat(node.childNodes, run, around);
        run.push(lineBreak);
      } else if (this.#containsBlock(node)) this.#addFlat(node.childNodes, run, around);
      else this.#addInline(node, run, around);
    }
  }

  #addInline(element: Element, run: Inline[], around: Around): void {
    const { tagName, childNodes } = element;
    const standIn = standInOf(element, this.#lastText);
    if (standIn) {
      if (standIn.remark) this.#remark(element, 'changed', standIn.remark);
      const text: Inline = { kind: 'text', text: cleaned(standIn.words) };
      const href = standIn.href === undefined ? null : this.#addressOf(standIn.href, standIn.words, element);
      if (standIn.words !== '') run.push(href === null ? text : { kind: 'link', href, inside: [text] });
      this.#lastText = standIn.words;
      return;
    }
    const inside = (): Inline[] => {
      const own: Inline[] = [];
      this.#addFlat(childNodes, own, around);
      return own;
    };
    switch (tagName) {
      case 'br':
        run.push(lineBreak);
        return;
      case 'img':
        this.#addPicture(element, run);
        return;
      case 'b':
      case 'strong':
        run.push({ kind: 'strong', inside: withoutEmphasis(inside(), 'strong') });
        return;
      case 'i':
      case 'em':
        if (childNodes.length > 0) run.push({ kind: 'em', inside: withoutEmphasis(inside(), 'em') });
        return;
      case 'code':
      case 'kbd':
      case 'samp':
      case 'tt': {
        const typed = rawWords(element, this.#options.isShown).replaceAll(/[ \t\n\f\r]+/g, ' ');
        const text = typed.trim();
        // A link, or a raised number, is more than its letters.
        if (elementsWithin(element).some((one) => one.tagName === 'a' || standInOf(one, '') !== null))
          run.push(...inside());
        else if (text !== '') {
          // The blanks at its edges part it from the words around it.
          if (typed.startsWith(' ')) run.push({ kind: 'text', text: ' ' });
          run.push({ kind: 'code', text });
          if (typed.endsWith(' ')) run.push({ kind: 'text', text: ' ' });
        }
        return;
      }
      case 'q':
        run.push({ kind: 'text', text: '“' }, ...inside(), { kind: 'text', text: '”' });
        return;
      case 'abbr':
      case 'acronym': {
        const title = attributeOf(element, 'title')?.trim() ?? '';
        if (title !== '') this.#remark(element, 'left-out', `the long form of ${ownWords(element)}: ${quoted(title)}`);
        run.push(...inside());
        return;
      }
      case 'a': {
        const link = this.#linkOf(element);
        const words = inside();
        run.push(...(link ? [link(words)] : words));
        return;
      }
      default:
        run.push(...inside());
    }
  }

  #linkOf(element: Element): ((inside: Inline[]) => Inline) | null {
    const typed = attributeOf(element, 'href');
    if (typed === null) return null;
    const mail = elementsWithin(element).find((one) => attributeOf(one, 'data-cfemail') !== null);
    if (mail) return null;
    const words = wordsOf(
      element.childNodes,
      this.#options.isShown ?? (() => false),
      (picture) => this.pictureOf(picture)?.alt ?? '',
    );
    const hasWords = /\S/.test(words);
    // A sign that only marks the link to its own heading is none of the words.
    const href = this.#addressOf(typed, hasWords ? words : quoted(typed), element);
    return href === null || !hasWords ? null : (inside) => ({ kind: 'link', href, inside: withoutLinks(inside) });
  }

  #addressOf(typed: string, words: string, element: Element): string | null {
    const { href, remark } = destinationOf(typed, words, this.#options);
    if (remark) this.#remark(element, href === null ? 'left-out' : 'changed', remark);
    return href === null
      ? null
      : href.replaceAll(/[\s<>()\\^`{|}"]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  }

  pictureOf(element: Element): { readonly path: string; readonly alt: string } | null {
    const address = attributeOf(element, 'src') ?? '';
    const path = address === '' ? null : (this.#options.pictureAt?.(address) ?? null);
    return path === null
      ? null
      : {
          path,
          alt: cleaned(attributeOf(element, 'alt') ?? '')
            .replaceAll(/\s+/g, ' ')
            .trim(),
        };
  }

  #addPicture(element: Element, run: Inline[]): void {
    const beside = this.pictureOf(element);
    const alt = (attributeOf(element, 'alt') ?? '').trim();
    if (beside) {
      run.push({ kind: 'picture', text: beside.alt, path: beside.path.replaceAll(' ', '%20') });
      if (alt === '')
        this.#remark(element, 'changed', `picture ${beside.path} has no words for those who do not see it`);
      return;
    }
    const address = ['data-src', 'data-lazy-src', 'src'].map((name) => attributeOf(element, name)).find(Boolean) ?? '';
    const shown = address.startsWith('data:') ? 'within the page' : this.#absolute(address);
    const says = alt === '' ? 'without words for those who do not see it' : quoted(alt, 200);
    this.#remark(element, 'left-out', `picture ${says}, ${shown}`);
  }

  #absolute(address: string): string {
    const { base } = this.#options;
    return base && URL.canParse(address, base.href) ? new URL(address, base).href : address;
  }
}

const bold = (inside: Inline[]): Inline => ({ kind: 'strong', inside: withoutEmphasis(inside, 'strong') });
const lineBreak: Inline = { kind: 'break' };

/** An empty line parts paragraphs; one at the edge of a paragraph is not seen. */
function paragraphsOf(run: readonly Inline[]): Inline[][] {
  const lines: Inline[][] = [[]];
  for (const one of tidied(run)) {
    if (one.kind === 'break') lines.push([]);
    else lines.at(-1)?.push(one);
  }
  const paragraphs: Inline[][] = [];
  let isOpen = false;
  for (const line of lines) {
    const isSeen = /\S/.test(wordsOfInlines(line)) || line.some(({ kind }) => kind === 'picture');
    if (isSeen && isOpen) paragraphs.at(-1)?.push(lineBreak, ...line);
    else if (isSeen) paragraphs.push(line);
    isOpen = isSeen;
  }
  return paragraphs;
}

/** Whether each row has its head in its first cell, and none is the head of the columns: Markdown then has an empty one. */
function headsRows(grid: readonly (readonly (Element | null)[])[]): boolean {
  return grid.every(
    ([first, ...others]) =>
      first?.tagName === 'th' && others.length > 0 && others.every((cell) => cell?.tagName === 'td'),
  );
}

/** In a cell or heading, where a break is a line of its own. */
function withoutOuterBreaks(run: readonly Inline[]): Inline[] {
  return run.filter(
    (one, at) =>
      one.kind !== 'break' ||
      (run.slice(0, at).some(isWord) && run[at - 1]?.kind !== 'break' && run.slice(at + 1).some(isWord)),
  );
}

function isWord({ kind }: Inline): boolean {
  return kind !== 'break';
}

function withoutEmphasis(run: readonly Inline[], kind: 'strong' | 'em'): Inline[] {
  return run.flatMap((one) =>
    one.kind === kind
      ? withoutEmphasis(one.inside, kind)
      : 'inside' in one
        ? [{ ...one, inside: withoutEmphasis(one.inside, kind) }]
        : [one],
  );
}

function withoutLinks(run: readonly Inline[]): Inline[] {
  return run.flatMap((one) =>
    one.kind === 'link'
      ? withoutLinks(one.inside)
      : 'inside' in one
        ? [{ ...one, inside: withoutLinks(one.inside) }]
        : [one],
  );
}

/** With its line ends and columns. */
function rawWords(element: Element, isShown?: (element: Element) => boolean): string {
  let words = '';
  for (const node of element.childNodes) {
    const text = textIn(node);
    if (text !== null) words += cleaned(text);
    if (!isElement(node) || fateOf(node, isShown) !== 'seen') continue;
    const standIn = standInOf(node, words.slice(-3));
    const inside = standIn ? standIn.words : rawWords(node, isShown);
    words +=
      node.tagName === 'br' ? '\n' : node.tagName === 'q' ? `“${inside}”` : isBlock(node) ? `\n${inside}\n` : inside;
  }
  return words;
}

function joined(blocks: readonly Block[]): string {
  return blocks.map((block, at) => apartFrom(blocks[at - 1], block, at)).join('\n\n');
}

/** Two lists in a row with one mark would be one list, and its numbers would count on where all are the same. */
function apartFrom(before: Block | undefined, { kind, text }: Block, at: number): string {
  if (kind !== before?.kind) return text;
  if (kind === 'bullets') return at % 2 === 1 ? text.replaceAll(/^- /gm, '* ') : text;
  const numbers = new Set([before.text, text].flatMap((list) => list.match(/^\d+(?=\. )/gm) ?? []));
  if (kind !== 'numbers' || numbers.size > 1) return text;
  const [, number = '', entry = ''] = /^(\d+)\. ?([\s\S]*)$/.exec(text) ?? [];
  const isWords = !/^(?:[-*>|#`\n]|\d+\. )/.test(entry);
  return `${number}\\.${isWords ? ' ' : '\n\n'}${entry.replaceAll(new RegExp(`^ {${number.length + 2}}`, 'gm'), '')}`;
}

/** A list right below the words of its entry makes no paragraphs of them; one of numbers may begin with 1 alone there. */
function joinedInEntry(blocks: readonly Block[]): string {
  const isTight = blocks.every(
    ({ kind, text }, at) =>
      (at === 0 && kind === 'paragraph') ||
      kind === 'bullets' ||
      (kind === 'numbers' && (at === 0 || text.startsWith('1. '))),
  );
  return isTight && new Set(blocks.map(({ kind }) => kind)).size === blocks.length
    ? blocks.map(({ text }) => text).join('\n')
    : joined(blocks);
}

function indented(text: string, width: number): string {
  return text.replaceAll(/^(?=[^\n])/gm, ' '.repeat(width));
}
