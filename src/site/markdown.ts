import { Lexer, type MarkedOptions, Tokenizer, type Tokens } from 'marked';
import type { Prose } from '../faq/places.ts';

/**
 * CommonMark with tables, `[@source]` citations and callouts, read so that
 * medical prose keeps its words and numbers. Against CommonMark: HTML is text;
 * `> 5` and `+ 5` at the start of a line, and `2*3*4`, are text; a link
 * definition that nothing uses is text. This is the only file that knows marked.
 */
export interface Markdown {
  readonly prose: Prose;
  readonly tokens: readonly Token[];
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

/** Null where the text is nested so deeply that reading it would take minutes. */
export function readMarkdown(prose: Prose): Markdown | null {
  if (isTooDeep(prose.text)) return null;
  const tokenizer = new ProseTokenizer(prose.text);
  const options: MarkedOptions = { gfm: false, tokenizer };
  // Its type asks for every part; the lexer reads these two alone.
  options.extensions = {
    inline: [readCitation],
    startInline: [(source: string) => citationStart(source)],
  } as unknown as NonNullable<MarkedOptions['extensions']>;
  const lexer = new Lexer(options);
  // GFM's tables without its strikethrough, bare addresses and task lists, which eat tildes and brackets.
  tokenizer.rules = { ...tokenizer.rules, block: Lexer.rules.block.gfm, inline: Lexer.rules.inline.normal };
  return { prose, tokens: lexer.lex(prose.text) };
}

export function isCitation(token: Token): token is CitationToken {
  return token.type === 'citation';
}

const calloutMark = /^\[!([a-zA-Z]+)\][ \t]*(?:\n|$)/;

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

/** Where each token begins in the text of the answer, as well as it can be told: tokens carry no offsets of their own. */
export function offsetsOf(markdown: Markdown): Map<Token, number> {
  const offsets = new Map<Token, number>();
  locate(markdown.tokens, markdown.prose.text, 0, offsets);
  return offsets;
}

function locate(tokens: readonly Token[], text: string, from: number, offsets: Map<Token, number>): number {
  let cursor = from;
  for (const token of tokens) {
    const firstLine = token.raw.trimStart().split('\n')[0] ?? '';
    const found = text.indexOf(firstLine, cursor);
    const start = found < 0 ? cursor : found;
    offsets.set(token, start);
    const children = childrenOf(token);
    cursor = children.length > 0 ? locate(children, text, start, offsets) : start + firstLine.length;
  }
  return cursor;
}

/** A reader cannot follow more; marked takes a minute for 2,000 levels of a list. */
const deepestMarkers = 12;
const deepestIndent = 80;

function isTooDeep(text: string): boolean {
  for (const line of text.split('\n')) {
    const head = /^(?:[ \t]|[-+*>]|\d{1,9}[.)])*/.exec(line)?.[0] ?? '';
    if (
      (head.match(/[-+*>]|\d[.)]/g)?.length ?? 0) > deepestMarkers &&
      !/^[ \t]*([-*_])(?:[ \t]*\1)+[ \t]*$/.test(line)
    )
      return true;
    if ((/^[ \t]*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length > deepestIndent) return true;
  }
  return false;
}

class ProseTokenizer extends Tokenizer {
  readonly #text: string;

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

  /** `+ 5 mg` adds; its sign must not become a bullet. */
  override list(source: string): Tokens.List | undefined {
    return addition.test(source) ? undefined : super.list(source);
  }

  /** `[Note]: text` is a link definition of CommonMark, and would vanish: it is one only where a link uses it. */
  override def(source: string): Tokens.Def | undefined {
    const definition = super.def(source);
    if (!definition) return undefined;
    const label = normalizeLabel(/\[([^\]]*)\]/.exec(definition.raw)?.[1] ?? '');
    const isAddress = /^(?:[a-z][a-z0-9+.-]*:|#|\/|\.)/i.test(definition.href);
    return isAddress && usesLabel(this.#text, label, definition.raw) ? definition : undefined;
  }

  /** `2*3*4` multiplies. */
  override emStrong(source: string, masked: string, previous = ''): Tokens.Em | Tokens.Strong | undefined {
    if (/\d$/.test(previous) && /^\*+\d/.test(source)) return undefined;
    return super.emStrong(source, masked, previous);
  }
}

export const inequality = /^ {0,3}>[ \t]*[=<>]?[ \t]*[\d.,]*\d/;
export const addition = /^ {0,3}\+[ \t]+[\d.,]*\d/;

function usesLabel(text: string, label: string, definition: string): boolean {
  const rest = text.replace(definition.trim(), '');
  for (const [, inner] of rest.matchAll(/\[([^[\]]*)\]/g)) {
    if (normalizeLabel(inner ?? '') === label) return true;
  }
  return false;
}

function normalizeLabel(label: string): string {
  return label.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

function citationStart(source: string): number {
  return source.indexOf('[@');
}

function readCitation(source: string): CitationToken | undefined {
  const raw = /^\[@[^\]\n]*\]/.exec(source)?.[0];
  if (raw === undefined) return undefined;
  const parts = raw
    .slice(1, -1)
    .split(';')
    .map((part) => part.trim());
  const wellFormed = parts.every((part) => /^@[^\s@,;]+$/.test(part));
  return { type: 'citation', raw, ids: wellFormed ? parts.map((part) => part.slice(1)) : [] };
}
