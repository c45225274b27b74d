import { Lexer, type MarkedOptions, type Token as MarkedToken, Tokenizer, type Tokens } from 'marked';
import type { Prose } from '../faq/places.ts';

/**
 * CommonMark with tables, `[@source]` citations and callouts, read so that
 * medical prose keeps its words and numbers. Against CommonMark: HTML is text;
 * `> 5` and `+ 5` at the start of a line, `01.`, and the stars of `2*3*4`,
 * `HLA-B*57:01`, `(*)` and `*p<0.05`, are text; a link definition that nothing
 * uses is text. This is the only file that knows marked.
 */
export interface Markdown {
  readonly prose: Prose;
  readonly tokens: readonly Token[];
  /** See offsetsOf. */
  offsets(): ReadonlyMap<Token, number>;
}

/** Any token of marked's; `type` says which of `Tokens` it is. */
export interface Token {
  readonly type: string;
  readonly raw: string;
  readonly tokens?: Token[];
}
export type { Tokens };

/** `[@a; @b]`. `ids` is empty where it begins like a citation and is none. */
export interface CitationToken extends Token {
  readonly type: 'citation';
  readonly ids: readonly string[];
}

/** Null where the text is nested so deeply, or so dense with marks, that reading it would take minutes. */
export function readMarkdown(prose: Prose): Markdown | null {
  if (isTooDeep(prose.text)) return null;
  const tokenizer = new ProseTokenizer(prose.text);
  const options: MarkedOptions = { gfm: false, tokenizer };
  // Its type asks for every part; the lexer reads these two alone.
  options.extensions = {
    inline: [readCitation],
    startInline: [(source: string) => citationStart(source)],
  } as unknown as NonNullable<MarkedOptions['extensions']>;
  options.hooks = { emStrongMask: maskLiteralStars } as unknown as NonNullable<MarkedOptions['hooks']>;
  const lexer = new ProseLexer(options);
  // GFM's tables without its strikethrough, bare addresses and task lists, which eat tildes and brackets.
  tokenizer.rules = { ...tokenizer.rules, block: Lexer.rules.block.gfm, inline: Lexer.rules.inline.normal };
  const tokens = lexer.lex(prose.text);
  let offsets: Map<Token, number> | null = null;
  const locateOnce = (): ReadonlyMap<Token, number> => {
    if (offsets === null) {
      offsets = new Map();
      locate(tokens, prose.text, 0, offsets);
    }
    return offsets;
  };
  return lexer.gaveUp ? null : { prose, tokens, offsets: locateOnce };
}

export function isCitation(token: Token): token is CitationToken {
  return token.type === 'citation';
}

const calloutMark = /^\[!([a-zA-Z][a-zA-Z-]*)\][ \t]*(?:\n|$)/;

/** The word between `[!` and `]` at the head of a quotation, as typed; null for a plain quotation. */
export function calloutKind(token: Tokens.Blockquote): string | null {
  return calloutMark.exec(token.text)?.[1] ?? null;
}

/** The tokens inside of a callout, without its mark. */
export function calloutBody(token: Tokens.Blockquote): readonly Token[] {
  const [first, ...rest] = token.tokens;
  if (first?.type !== 'paragraph') return token.tokens;
  const [mark, ...inline] = (first as Tokens.Paragraph).tokens;
  const text = (mark as Tokens.Text | undefined)?.text.replace(calloutMark, '') ?? '';
  const kept = text === '' ? inline : [{ ...(mark as Tokens.Text), text, raw: text }, ...inline];
  return kept.length === 0 ? rest : [{ ...(first as Tokens.Paragraph), tokens: kept }, ...rest];
}

/** Children in the order of the text: of a block, of a list, of a table row by row. */
export function childrenOf(token: Token): readonly Token[] {
  if (token.type === 'list') return (token as Tokens.List).items;
  if (token.type === 'table') {
    const table = token as Tokens.Table;
    return [table.header, ...table.rows].flat().flatMap(({ tokens }) => tokens);
  }
  return token.tokens ?? [];
}

/** Where each token begins in the text of the answer (white space before it aside), as well as it can be told: tokens carry no offsets of their own. */
export function offsetsOf(markdown: Markdown): ReadonlyMap<Token, number> {
  return markdown.offsets();
}

/** Between two tokens stand marks and blanks alone: what is not found near is not searched for in the whole text. */
const widestGap = 1000;

function locate(tokens: readonly Token[], text: string, from: number, offsets: Map<Token, number>): number {
  let cursor = from;
  for (const token of tokens) {
    const raw = token.raw.trim();
    const newline = raw.indexOf('\n');
    const firstLine = newline < 0 ? raw : raw.slice(0, newline);
    const found = distanceTo(firstLine, text, cursor);
    const start = cursor + Math.max(found, 0);
    offsets.set(token, start);
    const end = found < 0 || newline >= 0 ? start : start + firstLine.length;
    const children = childrenOf(token);
    cursor = children.length === 0 ? end : Math.max(end, locate(children, text, start, offsets));
  }
  return cursor;
}

/** How far behind `from` a line stands in the text; -1 where it is not near. Most stand right there. */
function distanceTo(line: string, text: string, from: number): number {
  if (text.startsWith(line, from)) return 0;
  return text.slice(from, from + line.length + widestGap).indexOf(line);
}

/**
 * For each code unit of a token's `raw`, its place in the text, where the
 * token begins at `start`: quotations and lists strip the marks and the
 * indentation off the lines of what they hold.
 */
export function originsOf(raw: string, start: number, text: string): (index: number) => number {
  const lead = raw.length - raw.trimStart().length;
  const origins = new Uint32Array(raw.length + 1);
  let place = start;
  for (let index = lead; index < raw.length; index++) {
    origins[index] = place;
    if (raw[index] !== '\n') place++;
    else place = startOfLine(raw, index + 1, text, place + 1);
  }
  origins[raw.length] = place;
  origins.fill(start, 0, lead);
  return (index) => origins[Math.min(index, raw.length)] ?? start;
}

function startOfLine(raw: string, from: number, text: string, place: number): number {
  const end = raw.indexOf('\n', from);
  const line = raw.slice(from, end < 0 ? raw.length : end);
  const found = text.slice(place, place + line.length + widestGap).indexOf(line);
  return place + Math.max(found, 0);
}

/** A reader cannot follow more; marked takes a minute for 2,000 levels of a list. */
const deepestMarkers = 12;
const deepestIndent = 80;

function isTooDeep(text: string): boolean {
  for (const line of text.split('\n')) {
    const head = /^(?:[ \t]|>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))*/.exec(line)?.[0] ?? '';
    const markers = head.match(/[-+*>]|\d[.)]/g)?.length ?? 0;
    if (markers > deepestMarkers && !/^[ \t]*([-*_])(?:[ \t]*\1)+[ \t]*$/.test(line)) return true;
    // Levels nest by indentation, too, also behind the marks of a quotation.
    if (head.replaceAll('\t', '    ').length - markers > deepestIndent && markers > 0) return true;
    if ((/^[ \t]*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length > deepestIndent) return true;
  }
  // Each line that continues a quotation without its mark has marked join all of it anew.
  return (text.match(/^ {0,3}>.*\n(?![ \t]*(?:>|\n|$))/gm)?.length ?? 0) > mostLazyLines;
}

/** A mark that may open a link or an emphasis has marked look through the rest of its paragraph. */
const mostSteps = 30_000_000;
const deepestEmphasis = 32;
const mostLazyLines = 5000;

class ProseLexer extends Lexer {
  gaveUp = false;
  #steps = 0;
  #depth = 0;

  override inlineTokens(source: string, tokens: MarkedToken[] = []): MarkedToken[] {
    this.#steps += (source.match(/[[*_]/g)?.length ?? 0) * source.length;
    if (this.#steps > mostSteps || this.#depth >= deepestEmphasis) {
      this.gaveUp = true;
      return tokens;
    }
    this.#depth++;
    const read = super.inlineTokens(source, tokens);
    this.#depth--;
    return read;
  }
}

class ProseTokenizer extends Tokenizer {
  readonly #text: string;
  #labels: Map<string, number> | null = null;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  override html(): undefined {
    return undefined;
  }

  override tag(): undefined {
    return undefined;
  }

  override del(): undefined {
    return undefined;
  }

  /** `> 5 mg` is an inequality, not a quotation: its sign must not be lost. */
  override blockquote(source: string): Tokens.Blockquote | undefined {
    return inequality.test(source) ? undefined : super.blockquote(source);
  }

  /** `+ 5 mg` adds; its sign must not become a bullet. `01. May` would be printed as `1. May`. */
  override list(source: string): Tokens.List | undefined {
    return addition.test(source) || paddedNumber.test(source) ? undefined : super.list(source);
  }

  /** `[Note]: text` is a link definition of CommonMark, and would vanish: it is one only where a link uses it. */
  override def(source: string): Tokens.Def | undefined {
    const definition = super.def(source);
    if (!definition) return undefined;
    const label = normalizeLabel(/\[([^\]]*)\]/.exec(definition.raw)?.[1] ?? '');
    const isAddress = /^(?:[a-z][a-z0-9+.-]*:|#|\/|\.)/i.test(definition.href);
    if (!isAddress) return undefined;
    this.#labels ??= countLabels(this.#text);
    const elsewhere = (this.#labels.get(label) ?? 0) - (countLabels(definition.raw).get(label) ?? 0);
    return elsewhere > 0 ? definition : undefined;
  }

  /** `~~~5 mg~~~` is prose: behind a fence that opens stands no further tilde. */
  override fences(source: string): Tokens.Code | undefined {
    return /^ {0,3}~{3,}[^~\n]*~/.test(source) ? undefined : super.fences(source);
  }

  /** A star that the mask took out is a sign of the prose. */
  override emStrong(source: string, masked: string, previous = ''): Tokens.Em | Tokens.Strong | undefined {
    if (masked.charAt(masked.length - source.length) !== source.charAt(0)) return undefined;
    return super.emStrong(source, masked, previous);
  }
}

/** A number as medical prose begins one: `5`, `.5`, `-5`, `~5`, `$5`, `½`, `**5**`. */
const numberAhead = String.raw`[*_]{0,3}[~≈±+−–-]?\p{Sc}?[.,]?\p{N}`;

/** `> 1. First` begins a quoted list. */
export const inequality = new RegExp(
  String.raw`^ {0,3}>[ \t]*(?!1[.)][ \t])(?:(?:=|<=?|>=?|[≤≥])[ \t]*)?${numberAhead}`,
  'u',
);
export const addition = new RegExp(String.raw`^ {0,3}\+[ \t]+${numberAhead}`, 'u');
const paddedNumber = /^ {0,3}0\d+[.)]/;

/** A letter or digit of a script that puts spaces between its words: in others, emphasis begins inside of what looks like a word. */
const wordCharacter = String.raw`(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}])[\p{L}\p{N}]`;

/** Behind these a star multiplies, and does not mark a part of a word. */
const unit = '(?:mcg|[mkµμn]?g|[md]?[lL]|h|hr|min|sec|s|d|day|IU|[mµμn]?mol|mEq|c?m)';

/**
 * Stars (and underscores) that are signs of the prose: between two letters or
 * digits, as in `2*3`, `mg*kg` and `HLA-B*57`, unless they mark a part of a
 * single word (`*mono*therapy`); between the factors of a formula, as in
 * `(140 - age)*(weight)`; alone between brackets; before `p<0.05`.
 */
const literalStars = new RegExp(
  [
    String.raw`(?<word>(?<![\p{L}\p{N}*])(?<a>\*{1,3})\p{L}+\k<a>\p{L}+(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}*])(?!${unit}\*)\p{L}+(?<b>\*{1,3})\p{L}+\k<b>(?![\p{L}\p{N}*]))`,
    String.raw`(?<=${wordCharacter})\*+(?=${wordCharacter})`,
    String.raw`(?<=[)\]%\p{N}])\*(?=${wordCharacter}|\()`,
    String.raw`(?<=\p{N}[ \t])\*(?=\p{N})`,
    String.raw`(?<=[([])(?:\*+|_+)(?=[)\]])`,
    String.raw`(?<![\p{L}\p{N}*])\*+(?=[pP][ \t]*[<=>≤≥])`,
  ].join('|'),
  'gu',
);

function maskLiteralStars(masked: string): string {
  if (!masked.includes('*') && !masked.includes('_')) return masked;
  return masked.replaceAll(literalStars, (run, word) => (word === undefined ? '+'.repeat(run.length) : run));
}

/** How often each label stands between brackets. */
function countLabels(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, inner = ''] of text.matchAll(/\[([^[\]]*)\]/g)) {
    const label = normalizeLabel(inner);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

function normalizeLabel(label: string): string {
  return label.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

function citationStart(source: string): number {
  return source.indexOf('[@');
}

function readCitation(source: string): CitationToken | undefined {
  // It may go on in the next line, as a sentence does.
  const raw = /^\[@[^\]\n]{0,500}(?:\n(?![ \t]*\n)[^\]\n]{0,500}){0,4}\]/.exec(source)?.[0];
  if (raw === undefined) return undefined;
  const parts = raw
    .slice(1, -1)
    .split(';')
    .map((part) => part.trim());
  const wellFormed = parts.every((part) => /^@[^\s@,;]+$/.test(part));
  return { type: 'citation', raw, ids: wellFormed ? parts.map((part) => part.slice(1)) : [] };
}
