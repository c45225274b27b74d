import { decodeHTMLStrict } from 'entities';
import { sortAddress } from '../html/addresses.ts';
import { type CalloutKind, isCalloutKind, isCareCard } from './callouts.ts';
import {
  type CitationToken,
  calloutBody,
  calloutKind,
  isCitation,
  type Markdown,
  type Token,
  type Tokens,
} from './markdown.ts';
import { escapeReferences, plainMarkdown } from './plainMarkdown.ts';
import { citationsIn, codeText, inlineText, numbersOf } from './printMarkdown.ts';

/** What one text becomes where other programs read it. */
export interface Rewriting {
  /** Level of the highest heading inside of the text, 1 to 6. */
  readonly headingLevel: number;
  /** Where an address in the text leads; null leaves the words without a link. */
  addressOf(href: string): string | null;
  /** The mark of a citation, as in `[1]`. */
  cite(token: CitationToken): string;
  /** What the page writes above a care card, which no other program knows; null leaves its mark. */
  titleOf(card: CalloutKind): string | null;
}

/**
 * Prints a text as GitHub Flavored Markdown, so that every reader of that shows
 * what the page shows: our own reading departs from it for the sake of doses
 * (markdown.ts), so what would be read as a mark there gets a backslash, a list
 * whose numbers jump becomes paragraphs, and each link holds its own address.
 */
export function printAsMarkdown(markdown: Markdown, rewriting: Rewriting): string {
  const depths = markdown.tokens.flatMap((token) =>
    token.type === 'heading' ? [(token as Tokens.Heading).depth] : [],
  );
  const deeper = Math.max(0, rewriting.headingLevel - Math.min(...depths));
  return blocks(markdown.tokens, { rewriting, deeper, hasTildes: false, isCell: false });
}

interface Printer {
  readonly rewriting: Rewriting;
  /** Levels that are added to those of the author's headings. */
  readonly deeper: number;
  /** Whether two tildes of the block might strike out what stands between them. */
  readonly hasTildes: boolean;
  readonly isCell: boolean;
}

function blocks(tokens: readonly Token[], printer: Printer, between = '\n\n'): string {
  const printed: string[] = [];
  let marker = '';
  for (const token of tokens) {
    const own = token.type === 'list' ? markerOf(token as Tokens.List, marker) : '';
    const text = block(token, own, printer);
    if (text === '') continue;
    printed.push(text);
    marker = own;
  }
  return printed.join(between);
}

/** Two lists in a row with one marker would be one list. */
function markerOf(list: Tokens.List, before: string): string {
  if (!list.ordered) return before === '-' ? '*' : '-';
  return /^\s*\d+\)/.test(list.raw) ? ')' : '.';
}

function block(token: Token, marker: string, printer: Printer): string {
  const own = { ...printer, hasTildes: (token.raw.match(/~/g)?.length ?? 0) > 1 };
  switch (token.type) {
    case 'paragraph':
    case 'text':
      return lines(inline(token.tokens ?? [token], own));
    case 'heading': {
      const depth = Math.min((token as Tokens.Heading).depth + printer.deeper, 6);
      const words = inline(token.tokens ?? [], own).replaceAll('\n', ' ');
      // A sign of number at the end would close the heading.
      return `${'#'.repeat(depth)} ${words.replace(/#+$/, '\\$&')}`;
    }
    case 'list':
      return list(token as Tokens.List, marker, printer);
    case 'blockquote':
      return quotation(token as Tokens.Blockquote, printer);
    case 'table':
      return table(token as Tokens.Table, own);
    case 'code':
      return code(token as Tokens.Code);
    case 'hr':
      return '---';
    default:
      return '';
  }
}

function list(token: Tokens.List, marker: string, printer: Printer): string {
  const items = token.items.map((item) => blocks(item.tokens, printer, token.loose ? '\n\n' : '\n'));
  const between = token.loose ? '\n\n' : '\n';
  if (!token.ordered) return items.map((item) => entry(marker, item)).join(between);
  const { numbers, jumps } = numbersOf(token);
  // Elsewhere only the first number counts.
  if (jumps) return items.map((item, index) => `${numbers[index]}\\${marker} ${item}`.trimEnd()).join('\n\n');
  return items.map((item, index) => entry(`${numbers[index]}${marker}`, item)).join(between);
}

function entry(mark: string, text: string): string {
  if (text === '') return mark;
  const [first = '', ...rest] = text.split('\n');
  const head = /^\[[ xX]\](?:\s|$)/.test(first) ? `\\${first}` : first;
  const indent = ' '.repeat(mark.length + 1);
  return [`${mark} ${head}`, ...rest.map((line) => (line === '' ? '' : indent + line))].join('\n');
}

function quotation(token: Tokens.Blockquote, printer: Printer): string {
  const kind = calloutKind(token);
  const body = blocks(kind === null ? token.tokens : calloutBody(token), printer);
  const name = kind?.toLowerCase() ?? '';
  const title = isCalloutKind(name) && isCareCard(name) ? printer.rewriting.titleOf(name) : null;
  const head = title === null ? `[!${kind}]\n` : `**${plainMarkdown(title)}**\n\n`;
  const inside = kind === null ? body : head + body;
  return inside
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

function table({ header, rows }: Tokens.Table, printer: Printer): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const cell = ({ tokens }: Tokens.TableCell): string => inline(tokens, { ...printer, isCell: true }).trim();
  const rules = header.map(({ align }) => (align ? { left: ':--', right: '--:', center: ':-:' }[align] : '---'));
  return [row(header.map(cell)), row(rules), ...rows.map((cells) => row(cells.map(cell)))].join('\n');
}

function code(token: Tokens.Code): string {
  const text = codeText(token).replace(/\n+$/, '');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  const language = /^[\w+#.-]+$/.exec(token.lang ?? '')?.[0] ?? '';
  return `${fence}${language}\n${text}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

function inline(tokens: readonly Token[], printer: Printer): string {
  let written = '';
  for (const [index, token] of tokens.entries()) {
    written = joined(written, span(token, written, tokens[index + 1], printer));
  }
  return written;
}

/** What follows a bracket could make a link or a definition of it; a sign of exclamation before one, a picture. */
function joined(before: string, next: string): string {
  if (next.startsWith('(') && before.endsWith(']')) return `${before}\\${next}`;
  if (next.startsWith(':') && /^\[[^\]\n]*\]$/.test(before)) return `${before}\\${next}`;
  if (next.startsWith('[') && /(?<!\\)!$/.test(before)) return `${before.slice(0, -1)}\\!${next}`;
  return before + next;
}

function span(token: Token, before: string, next: Token | undefined, printer: Printer): string {
  if (isCitation(token)) return printer.rewriting.cite(token);
  switch (token.type) {
    case 'strong':
    case 'em':
      return emphasis(token.type, inline(token.tokens ?? [], printer), before, next, token.raw);
    case 'codespan':
      return codeSpan((token as Tokens.Codespan).text, printer);
    case 'br':
      return printer.isCell ? '<br>' : '\\\n';
    case 'link':
      return link(token as Tokens.Link, printer);
    case 'image':
      return image(token as Tokens.Image, printer);
    case 'escape':
      return `\\${(token as Tokens.Escape).text}`;
    default:
      if (token.tokens) return inline(token.tokens, printer);
      return escaped(decodeHTMLStrict((token as Tokens.Text).text ?? token.raw), printer);
  }
}

/** Where the rules of CommonMark 6.2 would not let the stars open or close, tags stand for them. */
function emphasis(type: 'strong' | 'em', inside: string, before: string, next: Token | undefined, raw: string): string {
  const stars = type === 'strong' ? '**' : '*';
  const [first = '', last = ''] = [/^./su.exec(inside)?.[0], /.$/su.exec(inside)?.[0]];
  const [left = '', right = ''] = [/.$/su.exec(before)?.[0], /^./su.exec(next?.raw ?? '')?.[0]];
  const opens = !/\s/.test(first) && (!isSign(first) || left === '' || /\s/.test(left) || isSign(left));
  const closes = !/\s/.test(last) && (!isSign(last) || right === '' || /\s/.test(right) || isSign(right));
  const meetsStars = left === '*' || right === '*' || (/^\*|\*$/.test(inside) && !/^\*{3}.*\*{3}$/s.test(raw));
  if (opens && closes && !meetsStars) return stars + inside + stars;
  return `<${type}>${inside}</${type}>`;
}

/** Whether a tilde is one, is not agreed on. */
function isSign(character: string): boolean {
  return /[\p{P}\p{S}]/u.test(character) && character !== '~';
}

function codeSpan(text: string, { isCell }: Printer): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  const room = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  const inside = isCell ? text.replaceAll('|', '\\|') : text.replaceAll('\n', ' ');
  return `${fence}${room}${inside}${room}${fence}`;
}

function link(token: Tokens.Link, printer: Printer): string {
  const words = inlineText(token.tokens);
  const numbers = citationsIn(token.tokens)
    .map((citation) => printer.rewriting.cite(citation))
    .join('');
  const kept = token.tokens.filter((inner) => !isCitation(inner));
  const label = inline(kept, printer).trimEnd();
  const typed = decodeHTMLStrict(token.href);
  const href = printer.rewriting.addressOf(typed);
  if (href === null || label === '') return label + numbers;
  if (/^https?:/i.test(href) && words === href && !/[\s<>\\]/.test(href)) return `<${href}>${numbers}`;
  if (href === `mailto:${words}` && /^[\w.+-]+@[\w.-]+$/.test(words)) return `<${words}>${numbers}`;
  const title = token.title ? ` "${decodeHTMLStrict(token.title).replaceAll(/["\\]/g, '\\$&')}"` : '';
  return `[${label}](${destination(href)}${title})${numbers}`;
}

function image(token: Tokens.Image, printer: Printer): string {
  const alt = escaped(inlineText(token.tokens), printer);
  const href = decodeHTMLStrict(token.href);
  const source = sortAddress(href).kind === 'file' ? printer.rewriting.addressOf(href) : null;
  return source === null ? alt : `![${alt}](${destination(source)})`;
}

/** CommonMark 6.3: in brackets of its own, where a blank or a parenthesis would end it. */
function destination(href: string): string {
  const isPlain = /^[^\s<>()\\&]+$/.test(href);
  return isPlain ? href : `<${href.replaceAll(/[<>\\]/g, '\\$&').replaceAll(/&(?=[#\w])/g, '&amp;')}>`;
}

/** A text in which nothing is a mark any more. Signs that are none elsewhere either stay as they are. */
function escaped(text: string, { hasTildes, isCell }: Printer): string {
  if (!/[\\`*_~<&[\]|]/.test(text)) return text;
  const marked = text.replaceAll(marks, (sign, at: number) => {
    const [before = '', after = ''] = [text[at - 1], text[at + 1]];
    if (sign === ']') return ']\\';
    if (sign === '|' ? !isCell : sign === '~' && !hasTildes) return sign;
    if (sign === '_' && isWordCharacter(before) && isWordCharacter(after)) return sign;
    if ((sign === '*' || sign === '_') && before === ' ' && after === ' ') return sign;
    return `\\${sign}`;
  });
  // What is no link on the page would be one in GFM, and its backslashes a part of it.
  return escapeReferences(marked.replaceAll(/\b(https?|ftp):(?=\/\/[^\s<]*\\)/gi, '$1\\:'));
}

/** Among them a backslash before what it would escape, the beginning of a tag, a note or a definition, and the middle of a link. */
const marks = /\\(?=[!-/:-@[-`{-~\n]|$)|[`*_~|]|<(?=[a-zA-Z/!?])|\](?=\()|\[(?=\^)|^\[(?=[^\]\n]*\]:)/g;

function isWordCharacter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

/** What would begin a block, or make one of the lines above, where it stands at the start of a line. */
const blockMark = /^(?:[-+](?=[ \t]|$)|=+$|(?:-[ \t]*)+$|#{1,6}(?=[ \t]|$)|>|~{3})/;

function lines(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/^[ \t]+/, '')
        .trimEnd()
        .replace(blockMark, '\\$&')
        .replace(/^(\d{1,9})(?=[.)](?:[ \t]|$))/, '$1\\'),
    )
    .join('\n');
}
