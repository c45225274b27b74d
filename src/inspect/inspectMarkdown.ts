import { decodeHTMLStrict } from 'entities';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Span } from '../diagnostics/span.ts';
import { tagsIn } from '../html/htmlElements.ts';
import { calloutKinds, isCalloutKind, isCareCard } from '../markdown/callouts.ts';
import { westernWordCharacter } from '../markdown/easternLetters.ts';
import { isSentence } from '../markdown/literalLines.ts';
import { literalStretches } from '../markdown/literalSigns.ts';
import {
  addition,
  type CitationToken,
  calloutBody,
  calloutKind,
  childrenOf,
  inequality,
  isCitation,
  type Markdown,
  offsetsOf,
  originsOf,
  type Token,
  type Tokens,
} from '../markdown/markdown.ts';
import { type OwnInline, ownMarksIn } from '../markdown/ownInlines.ts';
import { telephoneNumbers } from '../markdown/telephoneNumbers.ts';
import { marks } from '../marks/knownMarks.ts';
import { hardBreak, type ShownText, shownTextsIn } from '../marks/shownText.ts';
import { everyMark, strayMarksIn } from '../marks/strayMarks.ts';
import { forbiddenIn } from '../yaml/forbiddenCharacters.ts';
import { findLinesApart } from '../yaml/linesApart.ts';
import type { Places } from '../yaml/places.ts';
import { inspectItems } from './inspectItems.ts';
import type { Inspection, References } from './inspection.ts';
import { inspectImage, inspectLink } from './inspectLinks.ts';
import { markupIn } from './inspectPlainTexts.ts';
import { inspectTable, inspectTextBelowTable, inspectUnfinishedTable } from './inspectTables.ts';

/** Everything wrong with one text: what it refers to, and what Markdown would lose or change. `isJoined`: that its lines are lost has been told. */
export function inspectMarkdown(
  markdown: Markdown,
  references: References,
  places: Places,
  isJoined = false,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const offsets = offsetsOf(markdown);
  const shown = shownTextsIn(markdown);
  const meant = placesOfOwnMarks(markdown, references.inlines, offsets);
  const strays = strayMarksIn(shown, isJoined ? marks : everyMark).filter(({ start }) => !meant.has(start));
  const inspection: Inspection = {
    text: markdown.prose.text,
    references,
    offsetOf: (token) => offsets.get(token) ?? 0,
    strays,
    span: (start, length) => places.within(markdown.prose.path, start, start + Math.max(length, 1)),
    add: (diagnostic) => diagnostics.push(diagnostic),
  };
  for (const { start, end, ...stray } of strays)
    inspection.add(diagnose('stray-mark', inspection.span(start, end - start), stray));
  inspectAll(markdown.tokens, inspection);
  if (!isJoined) inspectLines(shown, inspection);
  const source = withoutWholes(markdown, inspection);
  if (source.includes('@')) inspectOpenCitations(source, inspection);
  const formulas = inspectFormulas(source, inspection);
  inspectBackslashes(source, inspection);
  // A bar that parts cells parts code as well, and a formula is full of marks: each is one slip.
  const rows = diagnostics.filter(({ code }) => code === 'table-cells').flatMap(({ span }) => span ?? []);
  const within = (span: Span, whole: Span): boolean => whole.start <= span.start && span.end <= whole.end;
  return diagnostics.filter(({ code, span }) => {
    if (code === 'joined-lines') return !isJoined;
    if (code !== 'stray-mark' || !span || formulas.includes(span)) return true;
    return ![...rows, ...formulas].some((whole) => within(span, whole));
  });
}

/** Where signs stand that begin an element of the project's own; the same signs elsewhere are printed. */
function placesOfOwnMarks(
  markdown: Markdown,
  inlines: readonly OwnInline[],
  offsets: ReadonlyMap<Token, number>,
): ReadonlySet<number> {
  const places = new Set<number>();
  const visitRun = (run: readonly Token[]): void => {
    const origins = new Map<Token, (index: number) => number>();
    for (const { token, at, length } of ownMarksIn(run, inlines)) {
      const originOf = origins.get(token) ?? originsOf(token.raw, offsets.get(token) ?? 0, markdown.prose.text);
      origins.set(token, originOf);
      for (let sign = at; sign < at + length; sign++) places.add(originOf(sign));
    }
  };
  const visit = (token: Token): void => {
    if (token.type === 'table') for (const { tokens } of (token as Tokens.Table).rows.flat()) visitRun(tokens);
    else if (['paragraph', 'heading', 'text'].includes(token.type)) visitRun(token.tokens ?? []);
    else childrenOf(token).forEach(visit);
  };
  if (inlines.length > 0) markdown.tokens.forEach(visit);
  return places;
}

/** The text as it was typed, with blanks in place of its code and of its citations. */
function withoutWholes({ tokens, prose: { text } }: Markdown, { offsetOf }: Inspection): string {
  if (!/[@\\]/.test(text)) return '';
  let source = '';
  const visit = (token: Token): void => {
    const isWhole = isCitation(token) || token.type === 'code' || token.type === 'codespan';
    if (!isWhole) {
      childrenOf(token).forEach(visit);
      return;
    }
    const start = Math.max(offsetOf(token), source.length);
    const end = Math.max(offsetOf(token) + token.raw.length, start);
    source += text.slice(source.length, start) + ' '.repeat(end - start);
  };
  tokens.forEach(visit);
  return source + text.slice(source.length);
}

/** The backslashes of `\\(a^2\\)` escape its brackets: a reader would see neither the formula nor what was typed. */
function inspectFormulas(source: string, { span, add }: Inspection): Span[] {
  const formulas: Span[] = [];
  for (const { 0: typed, index } of source.matchAll(/\\\([^\n]{1,300}?\\\)|\\\[[^\]]{1,300}?\\\]/g)) {
    if (!/[\^=]|_\{|[a-zA-Z0-9]_[a-zA-Z0-9]\b|\\[a-zA-Z]{2}/.test(typed.slice(2, -2))) continue;
    const fate = 'is a formula of TeX, and is printed without its backslashes';
    const help = 'write it with the characters themselves, as in x² or ½';
    const place = span(index, typed.length);
    formulas.push(place);
    add(diagnose('stray-mark', place, { mark: typed, fate, help }));
  }
  return formulas;
}

/** `\\d+\\.\\d+`, `Alt+\\,`: Markdown takes a backslash before a sign, in the middle of what was to be read as it is. */
function inspectBackslashes(source: string, { span, add }: Inspection): void {
  if (!source.includes('\\')) return;
  const paths = literalStretches(source);
  for (const { 0: typed, index } of source.matchAll(/\S+/g)) {
    if (!typed.includes('\\') || paths.some(({ start, end }) => start < index + typed.length && end > index)) continue;
    const isExpression = regexEscape.test(typed) && takenBackslash.test(typed) && !/\\[a-zA-Z]{2}/.test(typed);
    const isKey = /\p{L}\+\\[,;:.!?)]*$/u.test(typed) && !typed.endsWith('\\');
    if (!isExpression && !isKey) continue;
    const fate = `is printed without ${isKey ? 'its backslash' : 'some of its backslashes'}`;
    const mark = typed.replace(/[,;:!?)]+$/, '');
    add(diagnose('stray-mark', span(index, typed.length), { mark, fate, help: 'write it between backticks, as code' }));
  }
}

/** What only a regular expression writes with a backslash: a class of characters, a group, or a sign behind a repetition. */
const regexEscape = /(?<!\\)\\(?:[dwsbDWSB](?![a-zA-Z])|[1-9])|(?:[+}]|[.\])]\*)\\[.\-/]\w/;
const takenBackslash = /(?<!\\)\\[!-/:-@[\]-`{-~]/;

/** `[@id` that is never closed, and `@id` without brackets, are printed as typed, and nobody would look for their source. */
function inspectOpenCitations(source: string, { references, span, add }: Inspection): void {
  // With words before it, it is one where a source has this name.
  for (const { index, groups } of source.matchAll(
    /(?<!\\)\[(?<words>[^[\]@;\n]{0,60}\s)?@(?<id>[\p{L}\p{N}_][^\s@,;\]]*)/gu,
  )) {
    if (groups?.['words'] !== undefined && !references.sources.has(trimEnd(groups['id'] ?? ''))) continue;
    const typed = /^\[[^@\]]{0,60}@[^\s\]]{0,40}/.exec(source.slice(index, index + 120))?.[0] ?? '[@';
    add(diagnose('malformed-citation', span(index, typed.length), { text: typed }));
  }
  for (const { index, 0: typed } of source.matchAll(/(?<=^|[\s(])@[\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~/-]*/gu)) {
    const text = trimEnd(typed);
    const isToldAbove = /\[[^\]]{0,80}$/.test(source.slice(Math.max(index - 81, 0), index));
    if (references.sources.has(text.slice(1)) && !isToldAbove)
      add(diagnose('malformed-citation', span(index, text.length), { text }));
  }
}

/** A key of a source, without what ends the sentence that it stands in. */
function trimEnd(typed: string): string {
  return typed.replace(/[.:?]+$/, '');
}

/** Lines of hours, of an address or of a pasted table: a browser makes one line of them. */
function inspectLines(shown: readonly ShownText[], { strays, span, add }: Inspection): void {
  for (const { text, placeOf } of shown) {
    if (!text.includes('\n')) continue;
    let from = 0;
    for (const part of text.split(hardBreak)) {
      const lines = part.split('\n');
      const apart = findLinesApart(lines);
      const line = lines[apart?.index ?? -1];
      if (apart && line !== undefined) {
        const ahead = lines.slice(0, apart.index).reduce((sum, { length }) => sum + length + 1, from);
        const start = placeOf(ahead + line.length - line.trimStart().length);
        const isTold = strays.some((stray) => stray.start >= placeOf(from) && stray.start <= start);
        if (!isTold)
          add(diagnose('joined-lines', span(start, line.trim().length), { in: apart.kind, line: line.trim() }));
      }
      from += part.length + 1;
    }
  }
}

function inspectAll(tokens: readonly Token[], inspection: Inspection): void {
  for (const [index, token] of tokens.entries())
    inspect(token, { before: tokens[index - 1], after: tokens[index + 1] }, inspection);
}

interface Neighbours {
  readonly before: Token | undefined;
  readonly after: Token | undefined;
}

function inspect(token: Token, neighbours: Neighbours, inspection: Inspection): void {
  const start = inspection.offsetOf(token);
  if (isCitation(token)) inspectCitation(token, start, inspection);
  else if (token.type === 'link') inspectLink(token as Tokens.Link, start, inspection);
  else if (token.type === 'image') inspectImage(token as Tokens.Image, start, inspection);
  else if (token.type === 'blockquote') inspectQuotation(token as Tokens.Blockquote, start, inspection);
  else if (token.type === 'table') inspectTable(token as Tokens.Table, start, inspection);
  else if (token.type === 'paragraph') inspectMarkers(token.raw, start, inspection);
  else if (token.type === 'list') inspectList(token as Tokens.List, neighbours, start, inspection);
  else if (token.type === 'code') inspectFence(token as Tokens.Code, start, inspection);
  else if (token.type === 'heading') inspectHeading(token as Tokens.Heading, start, inspection);
  else if (token.type === 'codespan') inspectCode(start, inspection);
  else if (token.type === 'text' && !token.tokens) inspectText(token.raw, start, inspection);
  inspectUnfinishedTable(token, start, inspection);
  inspectTextBelowTable(token, neighbours.before, start, inspection);
  inspectAll(childrenOf(token), inspection);
}

function inspectCitation(token: CitationToken, start: number, inspection: Inspection): void {
  const { text, references, span, add } = inspection;
  const { ids } = token;
  inspectWordsOfCitation(token, start, inspection);
  const behind = /^\(([^()\n]{1,60})\)/.exec(text.slice(start + token.raw.length, start + token.raw.length + 62));
  if (behind && ids.length === 1 && text.startsWith(token.raw, start))
    add(
      diagnose('stray-mark', span(start, token.raw.length + behind[0].length), {
        mark: `${token.raw}${behind[0]}`,
        fate: 'is no link: the brackets are printed behind the number',
        help: `write ${token.raw.slice(0, -1)}, ${behind[1]}] for a place in the source, or a space before the bracket`,
      }),
    );
  if (ids.length === 0) add(diagnose('malformed-citation', span(start, token.raw.length), { text: token.raw }));
  for (const id of ids) {
    if (references.sources.has(id)) continue;
    const at = start + token.raw.indexOf(`@${id}`);
    add(diagnose('unknown-source', span(at, id.length + 1), { id, nearest: nearest(id, references.sources) }));
  }
}

/** The words of a citation are no Markdown: `[@who, **p. 5**]` would show its stars. */
function inspectWordsOfCitation({ raw, cited }: CitationToken, start: number, { text, span, add }: Inspection): void {
  const words = cited.flatMap(({ prefix, locator }) => [prefix, locator]).filter((part) => part !== null);
  const originOf = originsOf(raw, start, text);
  let from = 0;
  for (const part of words) {
    const at = Math.max(raw.indexOf(part, from), from);
    from = at;
    for (const { start: first, end, help } of markupIn(part, false)) {
      const place = originOf(at + first);
      add(
        diagnose('stray-mark', span(place, originOf(at + end - 1) + 1 - place), {
          mark: part.slice(first, end),
          fate: 'is printed as it stands: the words of a citation are no Markdown',
          help,
        }),
      );
    }
  }
}

function inspectQuotation(token: Tokens.Blockquote, start: number, inspection: Inspection): void {
  const { text, span, add } = inspection;
  const kind = calloutKind(token);
  if (kind === null) {
    inspectPlainQuotation(token, start, { text, span, add });
    return;
  }
  const known = kind.toLowerCase();
  if (isCalloutKind(known)) {
    if (calloutBody(token).every(({ type }) => type === 'space')) {
      const mark = `[!${kind}]`;
      const fate = 'begins a callout that holds nothing';
      const help = 'write > before each of its lines, right below it';
      add(diagnose('stray-mark', span(start + token.raw.indexOf('[!'), mark.length), { mark, fate, help }));
      return;
    }
    if (isCareCard(known)) inspectCareCard(token, start, inspection);
    return;
  }
  const names = calloutKinds.map((name) => name.toUpperCase());
  const at = start + token.raw.indexOf('[!') + 2;
  add(diagnose('unknown-callout', span(at, kind.length), { kind, nearest: nearest(kind, names), fault: 'kind' }));
}

/** A care card says in its heading what to do, and a number in it can be pressed (NHS digital service manual, "care cards"). */
function inspectCareCard(token: Tokens.Blockquote, start: number, { text, offsetOf, span, add }: Inspection): void {
  const kind = calloutKind(token) ?? '';
  if (calloutBody(token)[0]?.type !== 'heading')
    add(diagnose('care-card-heading', span(start + token.raw.indexOf('[!'), kind.length + 3), { kind }));
  const visit = (block: Token): void => {
    if (!['paragraph', 'heading', 'text'].includes(block.type)) {
      childrenOf(block).forEach(visit);
      return;
    }
    // What makes a number one to call may stand outside of the emphasis that holds it.
    const leaves = leavesOf(block);
    const words = leaves.map(({ leaf }) => leaf.raw).join('');
    for (const { number, index } of telephoneNumbers(words)) {
      const holder = leaves.findLast(({ at }) => at <= index);
      if (holder?.leaf.type !== 'text' || holder.isInLink) continue;
      const originOf = originsOf(holder.leaf.raw, offsetOf(holder.leaf), text);
      add(diagnose('unlinked-phone', span(originOf(index - holder.at), number.length), { number }));
    }
  };
  childrenOf(token).forEach(visit);
}

interface Leaf {
  readonly leaf: Token;
  /** Where it begins in the words of its block. */
  readonly at: number;
  readonly isInLink: boolean;
}

function leavesOf(block: Token): Leaf[] {
  const leaves: Leaf[] = [];
  let at = 0;
  const visit = (token: Token, isInLink: boolean): void => {
    const children = childrenOf(token);
    if (children.length === 0) {
      leaves.push({ leaf: token, at, isInLink });
      at += token.raw.length;
    }
    for (const child of children) visit(child, isInLink || token.type === 'link');
  };
  visit(block, false);
  return leaves;
}

/** Words that stand before a number: `> about 50 mg` is meant as an inequality. */
const quantity =
  /^(?:[([]|(?:about|approx|approximately|around|circa|ca|roughly|nearly|almost|over|under|once|twice|half)\b)/i;

function inspectPlainQuotation(
  token: Tokens.Blockquote,
  start: number,
  { text, span, add }: Pick<Inspection, 'text' | 'span' | 'add'>,
): void {
  const mark = /^\[\s*(!?)\s*([a-z][a-z-]*)\s*\](.*)/i.exec(token.text);
  const at = start + Math.max(0, token.raw.indexOf('['));
  const [, bang, kind = '', rest = ''] = mark ?? [];
  if (bang !== undefined && (bang === '!' || isCalloutKind(kind.toLowerCase()))) {
    const fault = new RegExp(`^\\[!${kind}\\]`).test(token.text) && rest.trim() !== '' ? 'line' : 'mark';
    const shown = fault === 'line' ? kind : `${bang}${kind}`;
    add(diagnose('unknown-callout', span(at, token.text.indexOf(']') + 1), { kind: shown, nearest: null, fault }));
    return;
  }
  const above = text.lastIndexOf('\n', start - 1);
  const before = above <= 0 ? '' : text.slice(text.lastIndexOf('\n', above - 1) + 1, above).trim();
  const interrupts = before !== '' && !/^(?:>|[-*+#|]|\d+[.)])/.test(before) && !/:$/.test(before);
  if (interrupts || quantity.test(token.text))
    add(diagnose('ambiguous-marker', span(start, 1), { marker: '>', begins: 'quotation' }));
}

/** Lines that Markdown would read as a quotation or a list, and that are printed as typed. */
function inspectMarkers(raw: string, start: number, { text, span, add }: Inspection): void {
  const [line = ''] = raw.split('\n', 1);
  const marker = inequality.test(line) ? '>' : addition.test(line) ? '+' : null;
  if (marker === null) return;
  const at = text.indexOf(marker, start);
  if (at >= 0) add(diagnose('ambiguous-marker', span(at, 1), { marker, begins: null }));
}

/** A list of `+` is rarely meant; nor is one of a single number, as in `- 5 °C`, or one that cuts a sentence. */
function inspectList(token: Tokens.List, { before, after }: Neighbours, start: number, inspection: Inspection): void {
  const { text, span, add } = inspection;
  inspectItems(token, before, inspection);
  if (token.ordered) {
    const [number = ''] = /^\d+[.)]/.exec(token.raw.trimStart()) ?? [];
    const cuts = before !== undefined && ['paragraph', 'text'].includes(before.type) && goesOn.test(before.raw);
    // With a list right below, it has more steps than this one.
    if (cuts && token.items.length === 1 && after?.type !== 'list')
      add(diagnose('ambiguous-marker', span(start, number.length), { marker: number, begins: 'step' }));
    return;
  }
  const marker = /^\s*([-*+])/.exec(token.raw)?.[1];
  if (marker === undefined) return;
  const only = token.items.length === 1 ? (token.items[0]?.text ?? '') : '';
  const [, slanted] = (marker === '*' && /^(\p{L}[^*\n]{0,100}[\p{L}.!?])\*$/u.exec(only.trim())) || [];
  if (slanted !== undefined && text.split('*').length === 3) {
    const fate = 'begins a list, and makes nothing stand out';
    add(diagnose('stray-mark', span(start, 1), { mark: '*', fate, help: `write *${slanted}*, without the blank` }));
    return;
  }
  // `* required` explains the star of another line.
  const isNote = marker === '*' && token.items.length === 1 && /[\p{L}\p{N})]\*(?![*\p{L}\p{N}])/u.test(text);
  const isSign =
    isNote || marker === '+' || startsWithNumber.test(only) || /^(?:about|approx\S*|around|ca\.?) \S*\p{N}/u.test(only);
  if (isSign) add(diagnose('ambiguous-marker', span(start, 1), { marker, begins: 'list' }));
}

/** The end of a line behind which its sentence goes on. */
const goesOn = /[\p{L}\p{M}\p{N},，、][*_]{0,3}\s*$/u;

const startsWithNumber = /^[.,]?\p{N}/u;

/** `# of pills: 30` counts, and does not head anything. */
function inspectHeading(token: Tokens.Heading, start: number, { text, span, add }: Inspection): void {
  if (token.text.trim() === '') {
    const mark = token.raw.trim();
    const help = 'write its words behind it, or delete it; write \\# for the sign';
    add(diagnose('stray-mark', span(start, mark.length), { mark, fate: 'is a heading without words', help }));
  }
  const [remark] = /^#+[ \t]+(?:TODO|FIXME|XXX)\b/.exec(token.raw.trimStart()) ?? [];
  const fate = 'is a heading here, and no comment: readers see it';
  if (remark !== undefined)
    add(
      diagnose('stray-mark', span(start, remark.length), {
        mark: remark,
        fate,
        help: 'put a comment on a line above `answer:`',
      }),
    );
  if (/^#[ \t]+(?:of\b|\p{N})/u.test(token.raw.trimStart()))
    add(diagnose('ambiguous-marker', span(start, 1), { marker: '#', begins: 'heading' }));
  const [, gap = '', ending] = /^[ \t]*#{1,6}[ \t]+\S[^\n]*?([ \t]+)(#+)[ \t]*\n*$/.exec(token.raw) ?? [];
  if (ending !== undefined && ending.length !== token.depth)
    add(
      diagnose('ambiguous-marker', span(start + token.raw.lastIndexOf(gap + ending) + gap.length, ending.length), {
        marker: ending,
        begins: 'end',
      }),
    );
  const close = /[^\s#\\](#{2,})[ \t]*\n*$/.exec(token.raw);
  if (close?.[1] !== undefined) {
    const fate = 'is printed at the end of the heading';
    const help = 'delete it, or put a blank before it';
    add(diagnose('stray-mark', span(start + close.index + 1, close[1].length), { mark: close[1], fate, help }));
  }
  const underline = /\n[ \t>]*([=-]+)[ \t]*\n*$/.exec(token.raw)?.[1];
  // `From 5`, `-`, `10 mg` on three lines: hardly anyone underlines a heading with one sign, nor a sentence.
  if (underline === undefined || (underline.length > 2 && !isWholeSentence(token.text))) return;
  const at = text.indexOf(underline, start + token.raw.lastIndexOf(underline) - 1);
  const shown = underline.length > 3 ? underline.slice(0, 3) : underline;
  add(diagnose('ambiguous-marker', span(at, underline.length), { marker: shown, begins: 'underline' }));
}

function isWholeSentence(heading: string): boolean {
  const text = heading.trimEnd();
  const isExclaimed = (/[!:]$/.test(text) && text.length >= 20) || (/[！：]$/.test(text) && text.length >= 8);
  return isExclaimed || text.includes('\n') || isSentence(text);
}

/** Without the fence that ends it, code goes on to the end of all that it stands in. */
function inspectFence(token: Tokens.Code, start: number, { span, add }: Inspection): void {
  const lines = token.raw.trim().split('\n');
  const [, fence = ''] = /^(`{3,}|~{3,})/.exec(lines[0] ?? '') ?? [];
  const last = lines.length > 1 ? (lines.at(-1) ?? '').trim() : '';
  const isClosed = last.length >= fence.length && last.replaceAll(fence.charAt(0), '') === '';
  if (fence !== '' && !isClosed) add(diagnose('unclosed-code', span(start, lines[0]?.length ?? 3), { fence }));
}

/** Two words with a backtick for an apostrophe make code of what stands between them. */
function inspectCode(start: number, { text, span, add }: Inspection): void {
  // Scripts without spaces between words have none before code either.
  if (behindWord.test(text.slice(Math.max(start - 2, 0), start)) && text[start] === '`')
    add(diagnose('ambiguous-marker', span(start, 1), { marker: '`', begins: 'code' }));
}

const behindWord = new RegExp(`${westernWordCharacter}$`, 'u');

/** What may be the key of a source, of which only the whole file can tell. */
export const bareKeys = /(?<!!)\[([\p{L}_][^\s[\]@;,]*)\](?![([:])/gu;

function inspectText(raw: string, start: number, { text, references, strays, span, add }: Inspection): void {
  if (!/[<&[]/.test(raw)) return;
  const originOf = originsOf(raw, start, text);
  const here = (at: number, length: number) => span(originOf(at), originOf(at + length - 1) + 1 - originOf(at));
  for (const match of tagsIn(raw)) {
    // `{{<figure src="a.png">}}` is one mark.
    if (strays.some((stray) => originOf(match.index) >= stray.start && originOf(match.index) < stray.end)) continue;
    add(diagnose('raw-html', here(match.index, match[0].length), { tag: match[0] }));
  }
  // `[usda]`, the key of a source without its `@`
  for (const { index, 0: mark, 1: id = '' } of raw.matchAll(bareKeys)) {
    const said = { mark, fate: 'is no citation, and is printed as it stands', help: `write [@${id}]` };
    if (references.sources.has(id)) add(diagnose('stray-mark', here(index, mark.length), said));
  }
  for (const match of raw.matchAll(/&[#\w]+;/g)) {
    for (const { name } of forbiddenIn(decodeHTMLStrict(match[0]))) {
      add(diagnose('forbidden-character', here(match.index, match[0].length), { name }));
    }
  }
}
