import {
  type Direction,
  type DirectionRun,
  directionOfText,
  directionRuns,
  hasRightToLeft,
  opaque,
} from './directionRuns.ts';

/** Digits of Arabic are drawn from right to left around every sign and space, unless they are told not to (UAX 9, AN). */
const elementFor = (text: string): 'bdi' | 'bdo' => (/[\u0660-\u0669]/.test(text) ? 'bdo' : 'bdi');
const startTag = (element: 'bdi' | 'bdo', dir: Direction): string => `<${element} class="as-typed" dir="${dir}">`;

/**
 * Sets into an element of its own whatever a browser would show in another
 * order than it was typed in (`directionRuns`), in every text of a page or a
 * piece of one: what it says stays the same. `dir`: in which the page runs.
 */
export function isolateDirections(html: string, dir: Direction): string {
  if (dir === 'ltr' && !hasRightToLeft(html)) return html;
  const insertions = new Isolator(html, dir).insertions();
  const parts: string[] = [];
  let at = 0;
  for (const { position, tag } of insertions) {
    parts.push(html.slice(at, position), tag);
    at = position;
  }
  parts.push(html.slice(at));
  return parts.join('');
}

/** The page as it was before; null where `isolateDirections` would have made another one of it. */
export function withoutIsolation(html: string, dir: Direction): string | null {
  const own: boolean[] = [];
  const bare = html.replaceAll(/<(\/?)bd[io]\b[^>]*>/g, (tag, slash) => {
    const isOwn = slash === '' ? / class="as-typed" dir="(?:ltr|rtl)">$/.test(tag) : own.pop() === true;
    if (slash === '') own.push(isOwn);
    return isOwn ? '' : tag;
  });
  return isolateDirections(bare, dir) === html ? bare : null;
}

/** Elements that are part of the words around them, and those that are read by themselves within these. */
const transparent = new Set('a strong em b i u s small mark abbr cite q ins del'.split(' '));
const nested = new Set('sup sub code kbd samp var time span label bdi bdo data dfn'.split(' '));
const single = new Set(['br', 'img']);
/** What they hold is no text of the page. */
const raw = new Set(['script', 'style', 'title', 'textarea', 'select', 'svg', 'template']);

interface Insertion {
  readonly position: number;
  readonly tag: string;
}

/** An element within a block, with what stands before its start and its end: in the markup, and in the block's text. */
interface Inline {
  readonly name: string;
  readonly parent: Inline | null;
  readonly start: number;
  readonly textStart: number;
  end: number;
  textEnd: number;
}

/** A part of a block's text as it stands in the markup: signs that are written as they are, or one that is written in another way. */
interface Piece {
  readonly textStart: number;
  readonly length: number;
  readonly start: number;
  readonly end: number;
  readonly parent: Inline | null;
}

/** The text of one block between the tags of other blocks. */
class Block {
  /** Auto: that of its first letter (HTML, 3.2.6.4). */
  readonly dir: Direction | 'auto';
  /** The element that it fills, if it is read by itself within another one. */
  readonly element: { readonly name: string; readonly start: number } | null;
  text = '';
  /** In the order of the text. */
  readonly pieces: Piece[] = [];
  inline: Inline | null = null;

  constructor(dir: Direction | 'auto', element: Block['element'] = null) {
    this.dir = dir;
    this.element = element;
  }

  append(text: string, start: number, end: number): void {
    if (text === '') return;
    this.pieces.push({ textStart: this.text.length, length: text.length, start, end, parent: this.inline });
    this.text += text;
  }

  /** Which piece holds a sign of the text. */
  pieceAt(at: number): number {
    let [low, high] = [0, this.pieces.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.pieces[middle] as Piece).textStart <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

class Isolator {
  readonly #html: string;
  readonly #dir: Direction;
  readonly #blocks: Block[] = [];
  readonly #insertions: (Insertion & { readonly order: number })[] = [];

  constructor(html: string, dir: Direction) {
    this.#html = html;
    this.#dir = dir;
    this.#blocks.push(new Block(dir));
  }

  insertions(): Insertion[] {
    const html = this.#html;
    let at = 0;
    while (at < html.length) {
      const open = html.indexOf('<', at);
      this.#readText(at, open < 0 ? html.length : open);
      if (open < 0) break;
      at = this.#readTag(open);
    }
    this.#endBlocks();
    return this.#insertions.sort((a, b) => a.position - b.position || a.order - b.order);
  }

  get #block(): Block {
    return this.#blocks.at(-1) as Block;
  }

  #readText(start: number, end: number): void {
    const html = this.#html;
    let at = start;
    for (;;) {
      const found = html.indexOf('&', at);
      const next = found < 0 || found > end ? end : found;
      this.#block.append(html.slice(at, next), at, next);
      if (next === end) return;
      reference.lastIndex = next;
      const [typed] = reference.exec(html) ?? ['&'];
      at = next + typed.length;
      this.#block.append(signs.get(typed) ?? '?', next, at);
    }
  }

  /** Where the tag ends, or what it holds, if that is no text. */
  #readTag(start: number): number {
    const html = this.#html;
    tag.lastIndex = start;
    const match = tag.exec(html);
    if (!match) {
      this.#endBlocks();
      const end = html.startsWith('<!--', start) ? html.indexOf('-->', start + 4) + 3 : html.indexOf('>', start) + 1;
      return end > start ? end : start + 1;
    }
    const [text, slash, typed = '', attributes = ''] = match;
    const name = typed.toLowerCase();
    const end = start + text.length;
    const dir = /\sdir="(ltr|rtl)"/.exec(attributes)?.[1] as Direction | undefined;
    if (slash) this.#close(name, start, end);
    else if (single.has(name)) this.#block.append(opaque, start, end);
    else if (name === 'wbr') return end;
    else if (nested.has(name) || (transparent.has(name) && dir))
      this.#blocks.push(new Block(dir ?? (name === 'bdi' ? 'auto' : this.#block.dir), { name, start }));
    else if (transparent.has(name)) this.#open(name, start);
    else {
      this.#endBlocks();
      const close = raw.has(name) ? html.toLowerCase().indexOf(`</${name}`, end) : -1;
      if (close >= 0) return close;
    }
    return end;
  }

  #open(name: string, start: number): void {
    const block = this.#block;
    const inline = { name, parent: block.inline, start, textStart: block.text.length, end: -1, textEnd: -1 };
    block.inline = inline;
  }

  #close(name: string, start: number, end: number): void {
    const block = this.#block;
    if (block.inline?.name === name) {
      block.inline.end = end;
      block.inline.textEnd = block.text.length;
      block.inline = block.inline.parent;
    } else if (block.element?.name === name) {
      this.#blocks.pop();
      this.#isolate(block);
      if (block.text !== '') this.#block.append(opaque, block.element.start, end);
    } else if (!transparent.has(name) && !nested.has(name)) this.#endBlocks();
    // An end without its start stands in no page that we print; no run may go over it.
    else this.#block.append(opaque, start, end);
  }

  /** A block begins or ends: nothing is read across it. */
  #endBlocks(): void {
    for (const block of this.#blocks) this.#isolate(block);
    this.#blocks.length = 0;
    this.#blocks.push(new Block(this.#dir));
  }

  #isolate(block: Block): void {
    if (block.text.trim() === '') return;
    const dir = block.dir === 'auto' ? directionOfText(block.text) : block.dir;
    for (const run of directionRuns(block.text, dir)) {
      const element = run.dir === 'ltr' ? elementFor(block.text.slice(run.start, run.end)) : 'bdi';
      for (const { start, end } of placesOf(run, block)) {
        // At one place ends come before starts; of those the longer run begins first.
        this.#insertions.push({ position: start, tag: startTag(element, run.dir), order: 1 / (end - start + 1) + 1 });
        this.#insertions.push({ position: end, tag: `</${element}>`, order: -1 / (end - start + 1) });
      }
    }
  }
}

const tag = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/y;

const reference = /&(?:#x?[0-9a-fA-F]{1,6}|[a-zA-Z]{1,8});/y;

const signs: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&nbsp;', '\u00a0'],
  ['&#x27;', "'"],
  ['&#39;', "'"],
  ['&#x3D;', '='],
  ['&#x60;', '`'],
]);

/** Where a run begins and ends in the markup: around whole elements, or else in each text that it touches. */
function placesOf({ start, end }: DirectionRun, block: Block): { start: number; end: number }[] {
  const touched = block.pieces.slice(block.pieceAt(start), block.pieceAt(end - 1) + 1);
  const [first, last] = [touched[0] as Piece, touched.at(-1) as Piece];
  const common = commonParent(first.parent, last.parent);
  const opening = outermost(first.parent, common, ({ textStart }) => textStart === start);
  const closing = outermost(last.parent, common, ({ textEnd }) => textEnd === end);
  if (opening !== undefined && closing !== undefined)
    return [{ start: opening?.start ?? placeIn(first, start), end: closing?.end ?? endIn(last, end) }];
  const places: { start: number; end: number }[] = [];
  for (const piece of touched) {
    const place = {
      start: piece === first ? placeIn(piece, start) : piece.start,
      end: piece === last ? endIn(piece, end) : piece.end,
    };
    const previous = places.at(-1);
    if (previous?.end === place.start) places[places.length - 1] = { start: previous.start, end: place.end };
    else places.push(place);
  }
  return places;
}

/** Where in the markup a sign of the text begins. */
function placeIn({ textStart, start }: Piece, at: number): number {
  return start + at - textStart;
}

/** Where the sign before `at` ends. */
function endIn({ textStart, length, start, end }: Piece, at: number): number {
  return at - textStart === length ? end : start + at - textStart;
}

function commonParent(one: Inline | null, other: Inline | null): Inline | null {
  const parents = new Set<Inline | null>();
  for (let inline = one; inline; inline = inline.parent) parents.add(inline);
  let common = other;
  while (common && !parents.has(common)) common = common.parent;
  return common;
}

/** The element below `common` around which a run can stand; null if there is none, undefined if it would cut one in two. */
function outermost(
  inline: Inline | null,
  common: Inline | null,
  isWhole: (inline: Inline) => boolean,
): Inline | null | undefined {
  let found: Inline | null = null;
  for (let one = inline; one && one !== common; one = one.parent) {
    if (one.end < 0 || !isWhole(one)) return undefined;
    found = one;
  }
  return found;
}
