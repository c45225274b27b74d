import { decodeHTMLStrict } from 'entities';
import { childrenOf, readMarkdown, type Token, type Tokens } from '../markdown/markdown.ts';
import { inlineText } from '../markdown/printMarkdown.ts';

/** What stands in one paragraph. */
export type Inline =
  | { readonly kind: 'text'; text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'picture'; readonly text: string; readonly path: string }
  | { readonly kind: 'strong' | 'em'; readonly inside: Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly inside: Inline[] };

/** White space as a browser shows it: single spaces, none at the start and the end of a line. No-break spaces stay. */
export function tidied(run: readonly Inline[]): Inline[] {
  const leaves: Inline[] = [];
  const copied = (one: Inline): Inline => {
    if ('inside' in one) return { ...one, inside: one.inside.map(copied) };
    const copy = { ...one };
    leaves.push(copy);
    return copy;
  };
  const copy = run.map(copied);
  let endsInSpace = true;
  let last: { text: string } | null = null;
  for (const leaf of leaves) {
    if (leaf.kind === 'text') {
      leaf.text = leaf.text.replaceAll(/[ \t\n\f\r]+/g, ' ');
      if (endsInSpace) leaf.text = leaf.text.replace(/^ /, '');
      if (leaf.text === '') continue;
      endsInSpace = leaf.text.endsWith(' ');
      last = leaf;
    } else {
      if (leaf.kind === 'break' && last && endsInSpace) last.text = last.text.replace(/ $/, '');
      endsInSpace = leaf.kind === 'break';
      last = null;
    }
  }
  if (last) last.text = last.text.replace(/ $/, '');
  return merged(copy);
}

function merged(run: readonly Inline[]): Inline[] {
  const kept: Inline[] = [];
  for (const one of run) add(kept, one);
  return kept;
}

/** `<b>a</b><b>b</b>` is one run, or stars of two would touch; and no break stands at the edge of one, nor within emphasis. */
function add(kept: Inline[], one: Inline): void {
  const before = kept.at(-1);
  if (one.kind === 'text') {
    if (one.text !== '' && before?.kind === 'text')
      kept[kept.length - 1] = { kind: 'text', text: before.text + one.text };
    else if (one.text !== '') kept.push(one);
  } else if (one.kind === 'code' && before?.kind === 'code')
    kept[kept.length - 1] = { kind: 'code', text: before.text + one.text };
  else if (!('inside' in one)) kept.push(one);
  else {
    for (const line of linesOf(merged(one.inside), one.kind === 'link')) {
      const last = kept.at(-1);
      if (!Array.isArray(line)) kept.push(line);
      else if (one.kind !== 'link' && last?.kind === one.kind) for (const inner of line) add(last.inside, inner);
      else kept.push({ ...one, inside: line });
    }
  }
}

/** The breaks of a run, and what stands between them; `isWhole`: those at its edges alone. */
function linesOf(run: readonly Inline[], isWhole: boolean): (Inline | Inline[])[] {
  const isWord = ({ kind }: Inline): boolean => kind !== 'break';
  const [first, last] = [run.findIndex(isWord), run.findLastIndex(isWord)];
  const lines: (Inline | Inline[])[] = [];
  for (const [at, one] of run.entries()) {
    const line = lines.at(-1);
    if (!isWord(one) && (!isWhole || at < first || at > last || first < 0)) lines.push(one);
    else if (Array.isArray(line)) line.push(one);
    else lines.push([one]);
  }
  return lines;
}

/** What a reader of it reads, with a space for each break. */
export function wordsOfInlines(run: readonly Inline[]): string {
  return run
    .map((one) => ('inside' in one ? wordsOfInlines(one.inside) : one.kind === 'break' ? ' ' : one.text))
    .join('');
}

interface Manner {
  /** `safe`: only where no sign of punctuation at its edge touches a word (CommonMark 6.2). */
  readonly emphasis: 'all' | 'safe' | 'none';
  /** Each sign that could be a mark is a number. */
  readonly isNumbered: boolean;
  readonly hasLinks: boolean;
  readonly isCell: boolean;
}

/** From the fairest to the surest. */
const manners: readonly Manner[] = [
  { emphasis: 'all', isNumbered: false, hasLinks: true, isCell: false },
  { emphasis: 'all', isNumbered: true, hasLinks: true, isCell: false },
  { emphasis: 'safe', isNumbered: false, hasLinks: true, isCell: false },
  { emphasis: 'safe', isNumbered: true, hasLinks: true, isCell: false },
  { emphasis: 'none', isNumbered: true, hasLinks: true, isCell: false },
  { emphasis: 'none', isNumbered: true, hasLinks: false, isCell: false },
];

export interface Written {
  readonly text: string;
  /** What could not be written, as emphasis. */
  readonly lost: 'emphasis' | 'links' | null;
}

/** The Markdown of a paragraph, or of a heading: the fairest that is read again as the same words and links. */
export function writeParagraph(run: readonly Inline[], heading = ''): Written {
  if (heading === '' && run.length === 1 && run[0]?.kind === 'text' && isPlain.test(run[0].text))
    return { text: run[0].text, lost: null };
  const kind = heading === '' ? 'paragraph' : 'heading';
  return fairest((manner) => {
    const printed = print(heading === '' ? run : inOneLine(run), manner);
    const text = heading === '' ? withoutBlockMarks(printed) : heading + printed.replace(/#+$/, '\\$&');
    const tokens = readMarkdown({ text, path: [] })?.tokens ?? [];
    const isSame = tokens.length === 1 && tokens[0]?.type === kind && readsAs(tokens[0].tokens ?? [], run, manner);
    return { text, isSame };
  });
}

/** The Markdown of a table of as many cells in each row. The first row is its head. */
export function writeTable(rows: readonly (readonly Inline[])[][]): Written {
  return fairest((manner) => {
    const cells = rows.map((row) => row.map((cell) => print(cell, { ...manner, isCell: true })));
    const [head = [], ...others] = cells;
    const text = [head, head.map(() => '---'), ...others].map((row) => `| ${row.join(' | ')} |`).join('\n');
    const tokens = readMarkdown({ text, path: [] })?.tokens ?? [];
    const table = tokens[0] as Tokens.Table | undefined;
    const read = table?.type === 'table' ? [table.header, ...table.rows] : [];
    const isSame =
      tokens.length === 1 &&
      read.length === rows.length &&
      rows.every((row, y) => row.every((cell, x) => readsAs(read[y]?.[x]?.tokens ?? [], cell, manner)));
    return { text, isSame };
  });
}

/** Letters, digits, and signs that mark nothing in any place: most paragraphs hold no others. */
const isPlain = /^[\p{L}“‘(€£$][\p{L}\p{M}\p{N} ,;.?!'"’‘“”()%€£$°–—/\u00a0·×½-]*$/u;

function inOneLine(run: readonly Inline[]): Inline[] {
  return run.map((one) => {
    if (one.kind === 'break') return { kind: 'text', text: ' ' };
    return 'inside' in one ? { ...one, inside: inOneLine(one.inside) } : one;
  });
}

function fairest(write: (manner: Manner) => { readonly text: string; readonly isSame: boolean }): Written {
  let text = '';
  for (const manner of manners) {
    const written = write(manner);
    text = written.text;
    if (written.isSame)
      return { text, lost: manner.emphasis === 'all' ? null : manner.hasLinks ? 'emphasis' : 'links' };
  }
  return { text, lost: 'links' };
}

function readsAs(tokens: readonly Token[], run: readonly Inline[], { hasLinks }: Manner): boolean {
  if (oneSpaced(inlineText(tokens)) !== oneSpaced(wordsOfInlines(run))) return false;
  const wanted = hasLinks ? linksOf(run) : [];
  if (wanted.length === 0) return true;
  const read = new Set(hrefsOf(tokens));
  return wanted.every((href) => read.has(href));
}

/** No-break spaces are signs of their own. */
function oneSpaced(text: string): string {
  return text.replaceAll(/[ \n]+/g, ' ').trim();
}

function linksOf(run: readonly Inline[]): string[] {
  return run.flatMap((one) => (one.kind === 'link' ? [one.href] : 'inside' in one ? linksOf(one.inside) : []));
}

function hrefsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) =>
    token.type === 'link' ? [decodeHTMLStrict((token as Tokens.Link).href)] : hrefsOf(childrenOf(token)),
  );
}

function print(run: readonly Inline[], manner: Manner): string {
  return run.map((one, at) => printOne(one, run[at - 1], run[at + 1], manner)).join('');
}

function printOne(one: Inline, before: Inline | undefined, next: Inline | undefined, manner: Manner): string {
  switch (one.kind) {
    case 'text': {
      const text = escaped(one.text, manner);
      return text.endsWith('!') && (next?.kind === 'link' || next?.kind === 'picture')
        ? `${text.slice(0, -1)}\\!`
        : text;
    }
    case 'break':
      return manner.isCell ? '<br>' : '\\\n';
    case 'code':
      return manner.hasLinks ? codeSpan(one.text, manner) : escaped(one.text, manner);
    case 'picture':
      return `![${escaped(one.text, { ...manner, isNumbered: true })}](${one.path})`;
    case 'link': {
      const [ahead, label, behind] = apart(print(one.inside, manner));
      if (!manner.hasLinks || label === '') return ahead + label + behind;
      const isBare =
        one.inside.length === 1 && wordsOfInlines(one.inside) === one.href && /^https?:\/\/[\w./-]+$/.test(one.href);
      return (
        ahead + (isBare ? `<${one.href}>` : `[${label.replaceAll(/(?<!\\)[[\]]/g, '\\$&')}](${one.href})`) + behind
      );
    }
    default: {
      const [ahead, inside, behind] = apart(print(one.inside, manner));
      const stars = one.kind === 'strong' ? '**' : '*';
      const isLeft =
        manner.emphasis === 'none' ||
        (manner.emphasis === 'safe' && touchesWord([ahead, inside, behind], before, next));
      return inside === '' || isLeft ? ahead + inside + behind : ahead + stars + inside + stars + behind;
    }
  }
}

function touchesWord(
  [ahead, inside, behind]: readonly string[],
  before: Inline | undefined,
  next: Inline | undefined,
): boolean {
  const isWord = (sign: string): boolean => /[\p{L}\p{N}]/u.test(sign);
  const wordsOf = (one: Inline | undefined): string => (one ? wordsOfInlines([one]) : ' ');
  const opens = ahead !== '' || isWord(inside?.[0] ?? '') || !isWord(wordsOf(before).slice(-1));
  const closes = behind !== '' || isWord(inside?.slice(-1) ?? '') || !isWord(wordsOf(next).slice(0, 1));
  return !opens || !closes;
}

/** The blanks and breaks around a text: emphasis cannot begin or end with one. */
function apart(text: string): [string, string, string] {
  const [, ahead = '', inside = '', behind = ''] = /^((?:\s|\\\n)*)(.*?)((?:\s|\\\n)*)$/s.exec(text) ?? [];
  return [ahead, inside, behind];
}

function codeSpan(text: string, { isCell }: Manner): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const room = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return fence + room + (isCell ? text.replaceAll('|', '\\|') : text) + room + fence;
}

function escaped(text: string, { isNumbered, isCell }: Manner): string {
  if (isNumbered) return text.replaceAll(/[\\`*_<&[\]|~!#@:=]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return text.replaceAll(marks, (sign, at: number) => {
    if (sign === '|') return isCell ? '\\|' : sign;
    if (sign === '&') return '&amp;';
    const isBetween = /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && /[\p{L}\p{N}]/u.test(text[at + 1] ?? '');
    if (sign === '_' && isBetween) return sign;
    return (sign === '*' || sign === '_') && text[at - 1] === ' ' && text[at + 1] === ' ' ? sign : `\\${sign}`;
  });
}

/** Among them a backslash before what it would escape, the beginnings of a tag, an entity, a citation and a callout, and the middle of a link or a definition. */
const marks = /\\(?=[!-/:-@[-`{-~]|$)|[`*_|]|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|\[(?=[^\]]{0,60}@|[!^])|\](?=[([:])/g;

/** At the start of a line, so that none begins a block. */
function withoutBlockMarks(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .trimStart()
        .replace(/^(?:[-+](?=[ \t]|$)|=+(?=\s*$)|(?:-[ \t]*)+(?=\s*$)|#{1,6}(?=[ \t]|$)|>|~{3}|:(?= ))/, '\\$&')
        .replace(/^(\d{1,9})(?=[.)](?:[ \t]|$))/, '$1\\'),
    )
    .join('\n');
}
