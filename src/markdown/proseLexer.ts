import { Lexer, type MarkedOptions, type Token as MarkedToken, Tokenizer, type Tokens } from 'marked';
import { readCitation } from './citations.ts';
import { type EmphasisRules, emphasisRulesFor } from './emphasisRules.ts';
import { InlineRun } from './inlineRun.ts';
import { countLabels, normalizeLabel } from './linkLabels.ts';
import { addition, inequality, isDateAhead, isSentence, numberedProse } from './literalLines.ts';
import type { Token } from './token.ts';

export type { Tokens };

/** A mark that may open a link or an emphasis has marked look through the rest of its paragraph. */
const mostSteps = 30_000_000;
const deepestEmphasis = 32;

/** marked, with what a text of health needs. This is the only file that knows it. */
export class ProseLexer extends Lexer {
  #gaveUp = false;
  #steps = 0;
  readonly #runs: InlineRun[] = [];

  /** Null where reading would take minutes. */
  static read(text: string): Token[] | null {
    if (isTooDeep(text)) return null;
    const tokenizer = new ProseTokenizer(text);
    const options: MarkedOptions = { gfm: false, tokenizer };
    const lexer = new ProseLexer(options);
    // Its types ask for every part; the lexer reads these alone.
    options.extensions = {
      inline: [readCitation, (rest: string) => lexer.#readAddress(rest)],
      startInline: [(rest: string) => lexer.#run?.addressIn(rest)?.distance],
    } as unknown as NonNullable<MarkedOptions['extensions']>;
    options.hooks = {
      emStrongMask: (masked: string) => lexer.#run?.mask(masked) ?? masked,
    } as unknown as NonNullable<MarkedOptions['hooks']>;
    // GFM's tables without its strikethrough and task lists, which eat tildes and brackets.
    const { opens, closes } = tokenizer.emphasis;
    const inline = { ...Lexer.rules.inline.normal, emStrongLDelim: opens, emStrongRDelimAst: closes };
    tokenizer.rules = { ...tokenizer.rules, block, inline };
    tokenizer.isLiteral = (rest) => lexer.#run?.isLiteral(rest) ?? false;
    const tokens = lexer.lex(text);
    return lexer.#gaveUp ? null : tokens;
  }

  get #run(): InlineRun | undefined {
    return this.#runs.at(-1);
  }

  override inlineTokens(source: string, tokens: MarkedToken[] = []): MarkedToken[] {
    this.#steps += (source.match(/[[*_]/g)?.length ?? 0) * source.length;
    if (this.#steps > mostSteps || this.#runs.length >= deepestEmphasis) {
      this.#gaveUp = true;
      return tokens;
    }
    this.#runs.push(new InlineRun(source));
    const read = super.inlineTokens(source, tokens);
    this.#runs.pop();
    return read;
  }

  #readAddress(rest: string): Tokens.Link | undefined {
    const next = this.state.inLink ? null : this.#run?.addressIn(rest);
    if (next?.distance !== 0) return undefined;
    const { start, end, href, words } = next.address;
    const raw = rest.slice(0, end - start);
    return { type: 'link', raw, href, text: words, title: null, tokens: [{ type: 'text', raw, text: words }] };
  }
}

class ProseTokenizer extends Tokenizer {
  readonly #text: string;
  readonly #hasUnderline: boolean;
  readonly emphasis: EmphasisRules;
  #labels: Map<string, number> | null = null;
  /** Whether the backslash that the rest of a run begins with is one. */
  isLiteral: (rest: string) => boolean = () => false;

  constructor(text: string) {
    super();
    this.#text = text;
    this.#hasUnderline = underline.test(text);
    this.emphasis = emphasisRulesFor(text);
  }

  override html(): undefined {
    return undefined;
  }

  override tag(): undefined {
    return undefined;
  }

  /** `1~2 mg to 3~4 mg` is no text that is struck out. */
  override del(): undefined {
    return undefined;
  }

  override blockquote(source: string): Tokens.Blockquote | undefined {
    return !/^ {0,3}>/.test(source) || inequality.test(source) ? undefined : super.blockquote(source);
  }

  override list(source: string): Tokens.List | undefined {
    return addition.test(source) || numberedProse.test(source) || isDateAhead(source) ? undefined : super.list(source);
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
    return elsewhere > 0 ? { ...definition, href: withoutSpaces(definition.href) } : undefined;
  }

  override link(source: string): Tokens.Link | Tokens.Image | undefined {
    const link = super.link(source);
    return link && { ...link, href: withoutSpaces(link.href) };
  }

  /** `~~~5 mg~~~` is prose: a tilde stands behind it, and no fence follows that closes it. */
  override fences(source: string): Tokens.Code | undefined {
    const isProse = /^ {0,3}~{3,}[^~\n]+~/.test(source) && !/\n[ >]*~{3,}[ \t]*(?:\n|$)/.test(source);
    return isProse ? undefined : super.fences(source);
  }

  /** A line without a bar below a table is no row of it, but the text that follows. */
  override table(source: string): Tokens.Table | undefined {
    if (!mayBeTable.test(source)) return undefined;
    const [rows] = rowsWithBars.exec(source) ?? [];
    return super.table(rows ?? source);
  }

  /** `---` below a whole sentence is a rule: its lines were not meant for a heading. */
  override lheading(source: string): Tokens.Heading | undefined {
    if (!this.#hasUnderline) return undefined;
    const heading = super.lheading(source);
    if (!heading || heading.depth === 1 || !isSentence(heading.text)) return heading;
    const type = this.lexer.state.top ? 'paragraph' : 'text';
    const raw = heading.raw.replace(/\n[^\n]*\s*$/, '\n');
    // What it gives the lexer takes as it is; its type says that only headings come from here.
    return { ...heading, type, raw } as unknown as Tokens.Heading;
  }

  override escape(source: string): Tokens.Escape | undefined {
    return source.charCodeAt(0) === backslash && !this.isLiteral(source) ? super.escape(source) : undefined;
  }

  override br(source: string): Tokens.Br | undefined {
    return source.charCodeAt(0) === backslash && this.isLiteral(source) ? undefined : super.br(source);
  }

  override emStrong(source: string, masked: string, previous = ''): Tokens.Em | Tokens.Strong | undefined {
    const mark = source.charAt(0);
    if (mark !== '*' && mark !== '_') return undefined;
    // A star that the mask took out is a sign of the prose.
    const place = masked.length - source.length;
    if (masked.charAt(place) !== mark) return undefined;
    if (mark === '_') return super.emStrong(source, masked, previous);
    const { punctuation } = this.rules.inline;
    const behind = /^\*+/.exec(source)?.[0].length ?? 0;
    // `1.*, 2.*`, `(.*)`: nobody stresses the end of a clause.
    if (/^[,;)\]}]/.test(source.slice(behind))) return undefined;
    const { startsWithPunctuation, opensBeforePunctuation, opensBeforeLetter } = this.emphasis;
    const isBeforePunctuation = startsWithPunctuation.test(source.slice(behind, behind + 2));
    this.rules.inline.punctuation = isBeforePunctuation ? opensBeforePunctuation : opensBeforeLetter;
    // marked hands over half of a letter beyond U+FFFF.
    const before = /[\udc00-\udfff]/.test(previous) ? masked.slice(place - 2, place) : previous;
    const read = super.emStrong(source, masked, before);
    this.rules.inline.punctuation = punctuation;
    return read;
  }

  /** marked decodes numeric entities alone; all of them are decoded in print. */
  override inlineText(source: string): Tokens.Text | undefined {
    const text = super.inlineText(source);
    return text && { ...text, text: text.raw };
  }
}

const backslash = 92;

/** For every paragraph marked reads all rows of a table that may end it, where the line below its head says enough. */
function endAtHeadsOfTables({ gfm } = Lexer.rules.block): typeof gfm {
  const rows = gfm.table.source.slice(gfm.table.source.indexOf('(?:\\n((?:(?!'));
  return { ...gfm, paragraph: new RegExp(gfm.paragraph.source.replace(rows, '(?:\\n|$)')) };
}

const block = endAtHeadsOfTables();

/** What says no to most texts: the patterns of marked take V8 longer to compile than all the rest of a short text. */
const mayBeTable = /^[^\n]+\n {0,3}[|:-]/;
/** Asked once of a whole text: of each block, it would be asked of all that follows. */
const underline = /\n[ \t>]*(?:=+|-+)[ \t]*(?:\n|$)/;

/** The head of a table that is written with bars, the line below it, and the rows that have bars as well. */
const rowsWithBars = /^[^\n|]*\|[^\n]*\n {0,3}[|:-][-|: \t]*(?:\n|$)(?:(?:[^\n|\\]|\\[^\n])*\|[^\n]*(?:\n|$))*/;

/** An address between `<` and `>` may hold spaces; on the web it cannot. */
function withoutSpaces(address: string): string {
  return address.replaceAll(' ', '%20');
}

/** A reader cannot follow more; marked takes a minute for 2,000 levels of a list. */
const deepestMarkers = 12;
const deepestIndent = 80;
const mostLazyLines = 5000;

function isTooDeep(text: string): boolean {
  for (const line of text.split('\n')) {
    if (!/^[ \t>+*\d-]/.test(line)) continue;
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
