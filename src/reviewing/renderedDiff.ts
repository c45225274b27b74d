import { Html } from '../html/html.ts';
import { attributeOf, type Element, isElement, type Node, textIn } from '../html/nodes.ts';
import { nodesOfHtml } from '../html/parseHtml.ts';
import { oneSpaced, textOf } from '../html/publishedElements.ts';
import { diffOf } from '../review/wordDiff.ts';
import { escaped, Markup } from './markup.ts';

/**
 * What readers saw and what they see now, as one text: the markup of now, with
 * `<ins>` around what has come and `<del>` around what has gone, each with words
 * for who hears the page. Blocks are held against blocks, entries of lists and
 * rows of tables against their like, and words against words within them. Numbers
 * of citations and anchors depend on the page, and are no change.
 * Both are markup that this program printed.
 */
export function markChanges(before: Markup, after: Markup): Markup {
  const [old, now] = [before, after].map((markup) => blocksOf(nodesOfHtml(new Html(markup.text))));
  return new Markup(mergeBlocks(old ?? [], now ?? [], changedLinks(old ?? [], now ?? [])));
}

/** Two lines of words, as `markChanges` marks those of a paragraph. */
export function markWords(before: string, after: string): Markup {
  const words = (text: string): Block => ({ kind: 'words', nodes: nodesOfHtml(new Html(escaped(text))) });
  return new Markup(mergeBlocks([words(before)], [words(after)], new Set()));
}

/** A block, or a run of words that stands among blocks by itself, as that of an entry of a list. */
type Block = Element | { readonly kind: 'words'; readonly nodes: readonly Node[] };

const blockTags = new Set('p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table thead tbody tr th td div hr'.split(' '));

function isBlock(node: Node): node is Element {
  return isElement(node) && blockTags.has(node.tagName);
}

function blocksOf(nodes: readonly Node[]): Block[] {
  const blocks: (Element | { kind: 'words'; nodes: Node[] })[] = [];
  for (const node of nodes) {
    const last = blocks.at(-1);
    if (isBlock(node)) blocks.push(node);
    else if (last && 'kind' in last) last.nodes.push(node);
    else if (!isBlank(node)) blocks.push({ kind: 'words', nodes: [node] });
  }
  return blocks;
}

function isBlank(node: Node): boolean {
  return !isElement(node) && (textIn(node) ?? '').trim() === '';
}

function isContainer(block: Block): block is Element {
  return !('kind' in block) && block.childNodes.some(isBlock);
}

/** What a block is apart from its words: two of one shape can be held against each other word by word. */
function shapeOf(block: Block): string {
  if ('kind' in block) return 'words';
  const { tagName } = block;
  // A table with another number of columns is another table; one row is told from another by its words.
  const columns = tagName === 'table' || tagName === 'tr' ? firstRow(block).length : 0;
  const kept = block.attrs
    .filter(({ name }) => ['class', 'scope'].includes(name))
    .map(({ name, value }) => `${name}=${value}`);
  return [tagName, columns, ...kept].join(' ');
}

function firstRow(block: Element): readonly Node[] {
  if (block.tagName === 'tr') return block.childNodes.filter(isElement);
  const [row] = block.childNodes.filter(isElement);
  return row ? firstRow(row) : [];
}

function keyOf(block: Block, links: ReadonlySet<string>): string {
  return isContainer(block)
    ? `${shapeOf(block)}(${blocksOf(block.childNodes)
        .map((one) => keyOf(one, links))
        .join()})${startOf(block)}`
    : `${shapeOf(block)}(${tokensOf(block, links)
        .map(({ key }) => key)
        .join(' ')})`;
}

function mergeBlocks(before: readonly Block[], after: readonly Block[], links: ReadonlySet<string>): string {
  const numbers = new Map<string, string>();
  const named = (blocks: readonly Block[]): string[] =>
    blocks.map((block) => {
      const key = keyOf(block, links);
      const number = numbers.get(key) ?? String(numbers.size);
      numbers.set(key, number);
      return number;
    });
  let [i, j] = [0, 0];
  let printed = '';
  let gap: { gone: Block[]; come: Block[] } = { gone: [], come: [] };
  const flush = (): void => {
    printed += mergeGap(gap.gone, gap.come, links);
    gap = { gone: [], come: [] };
  };
  for (const { kind, words } of diffOf(named(before), named(after))) {
    if (kind === 'removed') gap.gone.push(...before.slice(i, i + words.length));
    else if (kind === 'added') gap.come.push(...after.slice(j, j + words.length));
    else {
      flush();
      printed += after
        .slice(j, j + words.length)
        .map((block) => printBlock(block))
        .join('\n');
    }
    if (kind !== 'added') i += words.length;
    if (kind !== 'removed') j += words.length;
  }
  flush();
  return printed;
}

/** At least so much of their words two blocks share that are held against each other. */
const alike = 0.4;

/**
 * Blocks of which none is the same: those that are much alike are held against each other, in their order;
 * of the others, what has gone stands before what has come.
 */
function mergeGap(gone: readonly Block[], come: readonly Block[], links: ReadonlySet<string>): string {
  const isOnly = gone.length === 1 && come.length === 1;
  let [printed, from, since] = ['', 0, 0];
  const printUntil = (lost: number, found: number): void => {
    printed += gone
      .slice(from, lost)
      .map((block) => printWhole(block, 'del'))
      .join('');
    printed += come
      .slice(since, found)
      .map((block) => printWhole(block, 'ins'))
      .join('');
  };
  for (const [index, block] of come.entries()) {
    const at = gone.findIndex((one, place) => place >= from && canBeHeld(one, block, isOnly));
    if (at < 0) continue;
    printUntil(at, index);
    printed += mergeBlock(gone[at] as Block, block, links);
    [from, since] = [at + 1, index + 1];
  }
  printUntil(gone.length, come.length);
  return printed;
}

function canBeHeld(before: Block, after: Block, isOnly: boolean): boolean {
  if (shapeOf(before) !== shapeOf(after)) return false;
  // In one place, a short text may have changed to the last word.
  return isOnly || share(wordsIn(before), wordsIn(after)) >= alike;
}

function wordsIn(block: Block): string[] {
  const text = 'kind' in block ? block.nodes.map((node) => textOf(node)).join(' ') : spacedText(block);
  return text.split(/\s+/).filter(Boolean);
}

function spacedText(element: Element): string {
  return element.childNodes.map((node) => (isElement(node) ? spacedText(node) : (textIn(node) ?? ''))).join(' ');
}

function share(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count > 0) common++;
    left.set(word, count - 1);
  }
  return (2 * common) / Math.max(1, a.length + b.length);
}

function mergeBlock(before: Block, after: Block, links: ReadonlySet<string>): string {
  if ('kind' in before || 'kind' in after) return mergeWords(before, after, links);
  const inside =
    isContainer(before) || isContainer(after)
      ? after.tagName === 'tr'
        ? mergeCells(before, after, links)
        : mergeBlocks(blocksOf(before.childNodes), blocksOf(after.childNodes), links)
      : mergeWords(before, after, links);
  return element(after, `${numberChange(before, after)}${inside}`);
}

/** Cells stand below the heads of their columns. */
function mergeCells(before: Element, after: Element, links: ReadonlySet<string>): string {
  const [old, now] = [before, after].map((row) => row.childNodes.filter(isElement));
  return (now ?? []).map((cell, index) => mergeBlock(old?.[index] ?? cell, cell, links)).join('');
}

/** An ordered list that begins with another number. */
function numberChange(before: Element, after: Element): string {
  if (after.tagName !== 'ol' || startOf(before) === startOf(after)) return '';
  const numbers = `${mark('del', `${startOf(before)}.`)} ${mark('ins', `${startOf(after)}.`)}`;
  return `<li class="numbers">The numbers begin with ${numbers}</li>`;
}

function startOf(block: Element): string {
  if (block.tagName !== 'ol') return '';
  const jumps = block.childNodes.flatMap((node) => (isElement(node) ? (attributeOf(node, 'value') ?? []) : []));
  return [attributeOf(block, 'start') ?? '1', ...jumps].join(', ');
}

/** A block that has come or gone as a whole. Its mark is within what may stand in a list or table. */
function printWhole(block: Block, tag: 'ins' | 'del'): string {
  if ('kind' in block) return mark(tag, printNodes(block.nodes));
  if (['li', 'td', 'th'].includes(block.tagName)) return element(block, mark(tag, printNodes(block.childNodes)), tag);
  if (['tr', 'thead', 'tbody'].includes(block.tagName))
    return element(
      block,
      block.childNodes
        .filter(isElement)
        .map((one) => printWhole(one, tag))
        .join(''),
      tag,
    );
  return mark(tag, element(block, printNodes(block.childNodes)));
}

/** Told to those who see and to those who hear. */
function mark(tag: 'ins' | 'del', inside: string): string {
  if (inside.trim() === '') return inside;
  const [begin, end] = tag === 'ins' ? ['new: ', ' end of new '] : ['taken out: ', ' end of taken out '];
  return `<${tag}><span class="spoken">${begin}</span>${inside}<span class="spoken">${end}</span></${tag}>`;
}

/** A word with the elements that it stands in, from the outermost. */
interface Token {
  /** Of two tokens with one key a reader sees the same. */
  readonly key: string;
  readonly markup: string;
  readonly around: readonly Element[];
  /** Whether a blank follows. */
  isSpaced: boolean;
  /** A word of a script that leaves blanks between words. */
  readonly isWord?: boolean;
}

/** Scripts that leave no blanks between words: there each sign is one. */
const tokenPattern =
  /\s+|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]\p{M}*|[^\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]+/gu;

const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

function tokensOf(block: Block, links: ReadonlySet<string>): Token[] {
  const isCode = !('kind' in block) && block.tagName === 'pre';
  const tokens: Token[] = [];
  const visit = (node: Node, around: readonly Element[]): void => {
    if (isElement(node)) {
      const own = attributeOf(node, 'class') === 'cite' ? citedIn(node) : null;
      if (own !== null) tokens.push({ key: `cite ${own}`, markup: printNode(node), around, isSpaced: false });
      else if (node.tagName === 'img' || node.tagName === 'br' || node.tagName === 'hr')
        tokens.push({ key: printNode(node), markup: printNode(node), around, isSpaced: false });
      else {
        for (const child of node.childNodes) visit(child, [...around, node]);
        const href = node.tagName === 'a' ? (attributeOf(node, 'href') ?? '') : '';
        // Where the address alone is another one, nothing else could be seen.
        if (links.has(linkKey(node)))
          tokens.push({
            key: `to ${href}`,
            markup: ` <span class="address">(${escaped(href)})</span>`,
            around,
            isSpaced: false,
          });
      }
      return;
    }
    const shape = around.map((one) => openTag(one)).join('');
    for (const [piece] of (textIn(node) ?? '').matchAll(tokenPattern)) {
      const last = tokens.at(-1);
      if (piece.trim() !== '' || isCode)
        tokens.push({
          key: `${shape}${piece}`,
          markup: escaped(piece),
          around,
          isSpaced: false,
          isWord: !isCode && !unspaced.test(piece),
        });
      else if (last) last.isSpaced = true;
    }
  };
  const nodes = 'kind' in block ? block.nodes : block.childNodes;
  for (const node of nodes) visit(node, []);
  return joined(tokens);
}

/** Of two words that touch, as a number of which a part is a link, each is another one as soon as a blank parts them. */
function joined(tokens: readonly Token[]): Token[] {
  const touches = (one: Token | undefined, next: Token | undefined): boolean =>
    one?.isWord === true && next?.isWord === true && !one.isSpaced;
  return tokens.map((token, index) => {
    const isJoined = touches(tokens[index - 1], token) || touches(token, tokens[index + 1]);
    return isJoined ? { ...token, key: `joined ${token.key}` } : token;
  });
}

/**
 * Source and words of a citation, whatever its number; null where it is none. The number stands behind the words
 * before it, which hold no comma, and before the comma of the place that is meant.
 */
function citedIn(element: Element): string | null {
  const [link] = element.childNodes.filter(isElement);
  const href = link && attributeOf(link, 'href');
  return href ? `${href} ${textOf(element).replace(/\p{N}+(?=[,\]])/u, '')}` : null;
}

function mergeWords(before: Block, after: Block, links: ReadonlySet<string>): string {
  const [old, now] = [tokensOf(before, links), tokensOf(after, links)];
  let [i, j] = [0, 0];
  return diffOf(
    old.map(({ key }) => key),
    now.map(({ key }) => key),
  )
    .map(({ kind, words }) => {
      const tokens = kind === 'removed' ? old.slice(i, i + words.length) : now.slice(j, j + words.length);
      if (kind !== 'added') i += words.length;
      if (kind !== 'removed') j += words.length;
      const text = printTokens(tokens);
      if (kind === 'same') return text;
      const blank = tokens.at(-1)?.isSpaced ? ' ' : '';
      return `${mark(kind === 'added' ? 'ins' : 'del', text.trimEnd())}${blank}`;
    })
    .join('');
}

function printTokens(tokens: readonly Token[]): string {
  let open: readonly Element[] = [];
  let printed = '';
  let blank = '';
  const close = (down: number): void => {
    printed += [...open.slice(down)]
      .reverse()
      .map(({ tagName }) => `</${tagName}>`)
      .join('');
    open = open.slice(0, down);
  };
  for (const { markup, around, isSpaced } of tokens) {
    let shared = 0;
    while (shared < open.length && open[shared] === around[shared]) shared++;
    close(shared);
    printed += `${blank}${around
      .slice(shared)
      .map((one) => openTag(one))
      .join('')}${markup}`;
    open = around;
    blank = isSpaced ? ' ' : '';
  }
  close(0);
  return `${printed}${blank}`;
}

/** Links to elsewhere whose words stand on both sides, and lead to another address now. */
function changedLinks(before: readonly Block[], after: readonly Block[]): ReadonlySet<string> {
  const of = (blocks: readonly Block[]): Map<string, Set<string>> => {
    const found = new Map<string, Set<string>>();
    const visit = (node: Node): void => {
      if (!isElement(node)) return;
      if (node.tagName === 'a') {
        const key = linkKey(node);
        found.set(key, (found.get(key) ?? new Set()).add(attributeOf(node, 'href') ?? ''));
      }
      for (const child of node.childNodes) visit(child);
    };
    for (const block of blocks) for (const node of 'kind' in block ? block.nodes : [block]) visit(node);
    return found;
  };
  const [old, now] = [of(before), of(after)];
  const list = (addresses: ReadonlySet<string> | undefined) => [...(addresses ?? [])].sort().join(' ');
  return new Set([...now.keys()].filter((key) => old.has(key) && list(old.get(key)) !== list(now.get(key))));
}

function linkKey(element: Element): string {
  return element.tagName === 'a' ? oneSpaced(textOf(element)) : '';
}

function printBlock(block: Block): string {
  return 'kind' in block ? printNodes(block.nodes) : printNode(block);
}

function printNodes(nodes: readonly Node[]): string {
  return nodes.map(printNode).join('');
}

function printNode(node: Node): string {
  if (!isElement(node)) return escaped(textIn(node) ?? '');
  return element(node, printNodes(node.childNodes));
}

const voidTags = new Set(['img', 'br', 'hr']);

function element(node: Element, inside: string, kind: string | null = null): string {
  if (voidTags.has(node.tagName)) return openTag(node);
  return `${openTag(node, kind)}${inside}</${node.tagName}>`;
}

/** Links and what has gone lose their ids: both texts may hold the same one. */
function openTag({ tagName, attrs }: Element, kind: string | null = null): string {
  const kept = attrs.filter(({ name }) => name !== 'id' || (tagName !== 'a' && kind !== 'del'));
  const own = kept.map(({ name, value }) => [name, value] as const);
  const all = kind === null ? own : [...own.filter(([name]) => name !== 'class'), ['class', kind] as const];
  return `<${tagName}${all.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')}>`;
}
