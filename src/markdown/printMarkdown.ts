import { sortAddress } from '../html/addresses.ts';
import { escapeHtml, Html } from '../html/html.ts';
import type { PictureSize } from '../html/pictureSize.ts';
import type { Words } from '../words/words.ts';
import { withoutBlanksAtEnd } from '../yaml/softBreaks.ts';
import { isCalloutKind, isCareCard } from './callouts.ts';
import { citationMark } from './citations.ts';
import {
  type CitationToken,
  calloutBody,
  calloutKind,
  childrenOf,
  isCitation,
  type Markdown,
  type Token,
  type Tokens,
} from './markdown.ts';
import { decodeEntities } from './markdownTokens.ts';
import { isOwnInline, type OwnInline, type OwnInlineToken, withOwnInlines } from './ownInlines.ts';

/** What one page makes of the things that a text refers to. */
export interface Printing {
  readonly words: Words;
  /** Marks that the project gave a meaning to. */
  readonly inlines: readonly OwnInline[];
  /** Level of the highest heading inside of the text, 2 to 6. */
  readonly headingLevel: number;
  /** Where `#id` leads from this page; null prints the words without a link. */
  linkTo(id: string): string | null;
  /** Where a file of the project stands, seen from this page; null as above. */
  fileAt(path: string): string | null;
  /** Of a picture of the project; null where it is not known. */
  sizeOf(path: string): PictureSize | null;
  /** The number of the next table on this page: each needs a name of its own. */
  countTable(): number;
  /** Notes one citation of a source on this page. */
  cite(sourceId: string): { readonly number: number; readonly href: string; readonly id: string };
}

/** Prints every token by hand: nothing of the author's text reaches the page but escaped. */
export function printMarkdown(markdown: Markdown, printing: Printing): Html {
  return new Html(printBlocks(markdown.tokens, { printing, levels: headingLevels(markdown, printing.headingLevel) }));
}

/** The words alone, a line for each block: for measuring how hard a text is to read. */
export function plainLines(markdown: Markdown): string[] {
  const lines: string[] = [];
  const visit = (token: Token): void => {
    if (['paragraph', 'heading', 'text'].includes(token.type) && token.tokens)
      lines.push(inlineText(token.tokens).trim());
    else if (token.type !== 'code' && token.type !== 'table') childrenOf(token).forEach(visit);
  };
  for (const token of markdown.tokens) visit(token);
  return lines.filter((line) => line !== '');
}

interface Printer {
  readonly printing: Printing;
  readonly levels: ReadonlyMap<number, number>;
  /** HTML has no link within a link: there an address in `<…>` is words, and numbers of sources follow the link. */
  readonly isInLink?: true;
}

/** The author's levels in order, without gaps: a page's outline may not skip one. */
function headingLevels(markdown: Markdown, highest: number): Map<number, number> {
  const used = new Set<number>();
  const visit = (token: Token): void => {
    if (token.type === 'heading') used.add((token as Tokens.Heading).depth);
    childrenOf(token).forEach(visit);
  };
  markdown.tokens.forEach(visit);
  return new Map([...used].sort((a, b) => a - b).map((depth, index) => [depth, Math.min(highest + index, 6)]));
}

function printBlocks(tokens: readonly Token[], printer: Printer): string {
  return tokens
    .map((token) => printBlock(token, printer))
    .filter(Boolean)
    .join('\n');
}

function printBlock(token: Token, printer: Printer): string {
  switch (token.type) {
    case 'paragraph':
      return `<p>${printRun(token.tokens ?? [], printer)}</p>`;
    case 'text':
      return token.tokens ? printRun(token.tokens, printer) : escapeHtml(decodeEntities(token.raw));
    case 'heading': {
      const level = printer.levels.get((token as Tokens.Heading).depth) ?? 6;
      return `<h${level}>${printRun(token.tokens ?? [], printer)}</h${level}>`;
    }
    case 'list':
      return printList(token as Tokens.List, printer);
    case 'blockquote':
      return printQuotation(token as Tokens.Blockquote, printer);
    case 'table':
      return printTable(token as Tokens.Table, printer);
    case 'code':
      return `<pre tabindex="0"><code>${escapeHtml(codeText(token as Tokens.Code))}</code></pre>`;
    case 'hr':
      return '<hr>';
    default:
      return '';
  }
}

/** Of a code block, with the words behind its fence where a reader would miss them. */
export function codeText({ lang, text }: Tokens.Code): string {
  return lang && isProseInfo(lang) ? `${lang}\n${text}` : text;
}

/**
 * Whether what stands behind a fence are words that a reader would miss, and
 * not the name of a language with settings, as in `js title="app.js" {1}`.
 */
export function isProseInfo(info: string): boolean {
  return /\s/.test(info) && !/\s(?:[\w-]+=\S|[{[])/.test(info);
}

function printList(list: Tokens.List, printer: Printer): string {
  if (!list.ordered)
    return `<ul>\n${list.items.map((item) => `<li>${printItem(item, printer)}</li>`).join('\n')}\n</ul>`;
  const { numbers } = numbersOf(list);
  const items = list.items.map((item, index) => {
    const jumps = index > 0 && numbers[index] !== (numbers[index - 1] ?? 0) + 1;
    return `<li${jumps ? ` value="${numbers[index]}"` : ''}>${printItem(item, printer)}</li>`;
  });
  const start = numbers[0] === 1 ? '' : ` start="${numbers[0]}"`;
  const paren = /^\s*\d+\)/.test(list.raw) ? ' class="paren"' : '';
  return `<ol${start}${paren}>\n${items.join('\n')}\n</ol>`;
}

/** What stands before the entries of an ordered list, and whether one of them is not the next number. */
export function numbersOf(list: Tokens.List): { readonly numbers: readonly number[]; readonly jumps: boolean } {
  const typed = list.items.map(({ raw }) => Number(/^\s*(\d+)/.exec(raw)?.[1] ?? 1));
  const first = typed[0] ?? 1;
  const counted = typed.map((_, index) => first + index);
  // `1. 1. 1.` asks for counting; any other gap in the numbers is meant, as in "steps 1, 3 and 7".
  if (typed.every((number) => number === first)) return { numbers: counted, jumps: false };
  return { numbers: typed, jumps: typed.some((number, index) => number !== counted[index]) };
}

function printItem(item: Tokens.ListItem, printer: Printer): string {
  return printBlocks(item.tokens, printer);
}

function printQuotation(token: Tokens.Blockquote, printer: Printer): string {
  const kind = calloutKind(token)?.toLowerCase() ?? '';
  if (!isCalloutKind(kind)) return `<blockquote>\n${printBlocks(token.tokens, printer)}\n</blockquote>`;
  const title = escapeHtml(printer.printing.words.callouts[kind]);
  const name = isCareCard(kind) ? `care-${kind}` : kind;
  return `<div class="callout ${name}">\n<p class="callout-title">${title}</p>\n${printBlocks(calloutBody(token), printer)}\n</div>`;
}

function printTable(table: Tokens.Table, printer: Printer): string {
  const cell = (tag: string, { tokens, align }: Tokens.TableCell, by = printer): string =>
    `<${tag}${tag === 'th' ? ' scope="col"' : ''}${align && align !== 'left' ? ` class="${align}"` : ''}>${printRun(tokens, by)}</${tag}>`;
  // The label of the table repeats them as they were typed.
  const asTyped = { ...printer, printing: { ...printer.printing, inlines: [] } };
  const head = table.header.map((entry) => cell('th', entry, asTyped)).join('');
  const rows = table.rows.map((row) => `<tr>${row.map((entry) => cell('td', entry)).join('')}</tr>`);
  const columns = table.header.map(({ tokens }) => inlineText(tokens).trim()).filter(Boolean);
  const name = `${printer.printing.words.table} ${printer.printing.countTable()}`;
  const label = escapeHtml([name, columns.join(', ')].filter(Boolean).join(': '));
  const body = rows.length > 0 ? `\n<tbody>\n${rows.join('\n')}\n</tbody>` : '';
  // A wide table scrolls by itself, for which a keyboard must reach it.
  return `<div class="table" role="region" tabindex="0" aria-label="${label}"><table>\n<thead>\n<tr>${head}</tr>\n</thead>${body}\n</table></div>`;
}

/** All that stands in one paragraph, heading or cell, without blanks behind it (CommonMark 4.8), which nobody signs. */
function printRun(tokens: readonly Token[], printer: Printer): string {
  return withoutBlanksAtEnd(printInline(withOwnInlines(tokens, printer.printing.inlines), printer));
}

function printInline(tokens: readonly Token[], printer: Printer): string {
  return tokens
    .map((token, index, all) => {
      const printed = printSpan(token, printer);
      const next = all[index + 1];
      // A number stands close to the words that it supports, however the author spaced them.
      return next && isCitation(next) ? printed.trimEnd() : printed;
    })
    .join('');
}

function printSpan(token: Token, printer: Printer): string {
  if (isCitation(token)) return printer.isInLink ? '' : printCitation(token, printer);
  if (isOwnInline(token)) return printOwnInline(token, printer);
  switch (token.type) {
    case 'strong':
    case 'em':
      return `<${token.type}>${printInline(token.tokens ?? [], printer)}</${token.type}>`;
    case 'codespan':
      return `<code>${escapeHtml((token as Tokens.Codespan).text)}</code>`;
    case 'br':
      return '<br>';
    case 'link':
      return printLink(token as Tokens.Link, printer);
    case 'image':
      return printImage(token as Tokens.Image, printer);
    case 'escape':
      return escapeHtml((token as Tokens.Escape).text);
    default:
      return token.tokens
        ? printInline(token.tokens, printer)
        : escapeHtml(decodeEntities((token as Tokens.Text).text ?? token.raw));
  }
}

/** The marks stand in an attribute: whoever holds a page against its text reads from it what they were. */
function printOwnInline({ inline, tokens }: OwnInlineToken, printer: Printer): string {
  const { element, marks, class: name } = inline;
  const attributes = `${name === null ? '' : ` class="${name}"`} data-marks="${marks}"`;
  return `<${element}${attributes}>${printInline(tokens, printer)}</${element}>`;
}

function printLink(token: Tokens.Link, printer: Printer): string {
  const inside = printInline(token.tokens, { ...printer, isInLink: true });
  if (printer.isInLink) return inside;
  const numbers = citationsIn(token.tokens)
    .map((citation) => printCitation(citation, printer))
    .join('');
  const address = sortAddress(decodeEntities(token.href));
  const href =
    address.kind === 'anchor'
      ? printer.printing.linkTo(address.id)
      : address.kind === 'file'
        ? printer.printing.fileAt(address.path)
        : address.kind === 'elsewhere'
          ? address.href
          : null;
  const label = numbers === '' ? inside : inside.trimEnd();
  if (href === null || label === '') return label + numbers;
  const title = token.title ? ` title="${escapeHtml(decodeEntities(token.title))}"` : '';
  const unsaid = isUnsaid(href, inlineText(token.tokens)) ? ' class="unsaid"' : '';
  return `<a${unsaid} href="${escapeHtml(href)}"${title}>${label}</a>${numbers}`;
}

export function citationsIn(tokens: readonly Token[]): CitationToken[] {
  return tokens.flatMap((token) => (isCitation(token) ? [token] : citationsIn(childrenOf(token))));
}

/** Whether a number or an address of mail stands in the link alone, and not in its words: on paper the stylesheet adds it. */
function isUnsaid(href: string, words: string): boolean {
  const [, scheme, target = ''] = /^(mailto|tel|sms):([^?;]*)/i.exec(href) ?? [];
  if (scheme === undefined) return false;
  if (scheme.toLowerCase() === 'mailto') return !words.toLowerCase().includes(target.toLowerCase());
  // Its last digits do: words often leave the country out.
  return !words.replaceAll(/\D/g, '').includes(target.replaceAll(/\D/g, '').slice(-6));
}

function printImage(token: Tokens.Image, printer: Printer): string {
  const alt = escapeHtml(inlineText(token.tokens));
  const address = sortAddress(decodeEntities(token.href));
  const source = address.kind === 'file' ? printer.printing.fileAt(address.path) : null;
  if (source === null) return alt;
  const size = address.kind === 'file' ? printer.printing.sizeOf(address.path) : null;
  const room = size === null ? '' : ` width="${size.width}" height="${size.height}"`;
  return `<img src="${escapeHtml(source)}" alt="${alt}"${room} loading="lazy">`;
}

/** In brackets: a bare raised digit behind a dose would read as a part of it once it is copied as text. */
function printCitation(token: CitationToken, { printing }: Printer): string {
  return token.cited
    .map((place) => {
      const { number, href, id } = printing.cite(place.id);
      const source = printing.words.sourceNumber.replace('{n}', String(number));
      const label = escapeHtml(citationMark(place, source).slice(1, -1));
      const mark = escapeHtml(citationMark(place, String(number)));
      return `<sup class="cite"><a href="${escapeHtml(href)}" id="${escapeHtml(id)}" aria-label="${label}">${mark}</a></sup>`;
    })
    .join('');
}

/** The words alone, without numbers of sources. */
export function inlineText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (isCitation(token)) return '';
      if (token.tokens && token.tokens.length > 0) return inlineText(token.tokens);
      if (token.type === 'br') return ' ';
      if (token.type === 'codespan' || token.type === 'escape') return (token as Tokens.Codespan).text;
      return decodeEntities((token as Tokens.Text).text ?? token.raw);
    })
    .join('');
}
