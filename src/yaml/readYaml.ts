// In: the bytes of a YAML file.
// Out: its values as the texts that were typed, each with its place, and the faults of the syntax.
// Does not know: keys and meaning: no value is converted, and no key is known.

import { Composer, type CST, isAlias, isMap, isScalar, isSeq, Lexer, type Node, Parser, Scalar } from 'yaml';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span, TextFile } from '../diagnostics/span.ts';
import { describeYamlError, oddBlankIn } from './describeYamlError.ts';
import { forbiddenIn } from './forbiddenCharacters.ts';
import { firstJoinedLine } from './joinedLines.ts';
import { firstLostBackslash, type LostBackslash } from './lostBackslashes.ts';
import { offsetsInSource } from './offsetsInSource.ts';
import type { Path, Places } from './places.ts';
import { withUnfoldedBreaks } from './unfoldedBreaks.ts';

/** A value of faq.yaml: no scalar is converted, so `1.10`, `010`, `no` and `12:30` are the texts that were typed. */
export type YamlValue = string | null | YamlValue[] | YamlMap;

/** Has no prototype, so that a key named `__proto__` is a key. */
export interface YamlMap {
  [key: string]: YamlValue;
}

/** The value is null where the text is not YAML of the kind that faq.yaml is written in. */
export interface ReadYaml {
  readonly value: YamlValue | null;
  readonly places: Places;
  readonly diagnostics: readonly Diagnostic[];
  /** Texts that end where a comment begins: harmless in a date, a loss in an answer. */
  readonly commented: readonly Commented[];
  /** Texts whose lines are joined, although some of them begin a block of Markdown. */
  readonly joined: readonly Joined[];
  /** Texts between double quotes in which a backslash was meant as one. */
  readonly backslashes: readonly PlacedBackslash[];
}

export interface PlacedBackslash extends LostBackslash {
  readonly path: Path;
  readonly span: Span;
  /** The text holds a character now that may stand in none. */
  readonly isForbidden: boolean;
}

export interface Joined {
  readonly path: Path;
  /** The sign `>`; for a text without a sign, its key. */
  readonly sign: Span;
  readonly isFolded: boolean;
  /** Whether the line begins a block of Markdown. */
  readonly isBlock: boolean;
  /** The first line that would stand for itself. */
  readonly line: string;
}

export interface Commented {
  readonly path: Path;
  /** The comment. */
  readonly span: Span;
  /** Nothing of the text is left. */
  readonly isEmpty: boolean;
}

/**
 * Reads YAML 1.2 with the failsafe schema: maps, lists and texts. Aliases,
 * tags, directives and further documents are refused, since each can change
 * or hide what an author wrote. All syntax errors are collected.
 */
export function readYaml(file: TextFile): ReadYaml {
  const whole: Span = { file: file.path, start: 0, end: 0 };
  const tokens = parseTokens(file.text);
  if (tokens.tooDeepAt !== null) {
    const span = { file: file.path, start: tokens.tooDeepAt, end: tokens.tooDeepAt + 1 };
    return {
      value: null,
      places: new YamlPlaces(file, { value: whole, key: null, scalar: null, children: new Map() }),
      diagnostics: [diagnose('yaml-too-deep', span, {})],
      commented: [],
      joined: [],
      backslashes: [],
    };
  }
  const documents = [
    ...new Composer({
      schema: 'failsafe',
      version: '1.2',
      stringKeys: true,
      uniqueKeys: false,
      merge: false,
      prettyErrors: false,
      logLevel: 'silent',
    }).compose(tokens.tokens, true, file.text.length),
  ];
  const document = documents[0];
  const reader: Reader = { file, diagnostics: [], scalars: [], joined: [], backslashes: [] };
  // What is amiss in a second document is of no concern: it may not stand there at all.
  for (const problem of documents.slice(0, 1).flatMap(({ errors, warnings }) => [...errors, ...warnings])) {
    reader.diagnostics.push(describeYamlError(problem, file));
  }
  for (const extra of documents.slice(1)) {
    reader.diagnostics.push(
      unsupported(
        reader,
        extra.range[0],
        extra.range[0] + 1,
        'a second document',
        'keep one document in the file, and delete the line `---` between them',
      ),
    );
  }
  const directive = tokens.tokens.find(({ type }) => type === 'directive');
  if (directive) {
    reader.diagnostics.push(
      unsupported(
        reader,
        directive.offset,
        directive.offset + 5,
        'a directive',
        'delete this line: the file is read as YAML 1.2, and texts as they are typed',
      ),
    );
  }
  const root: Place = { value: whole, key: null, scalar: null, children: new Map() };
  const value = document?.contents ? read(document.contents, root, [], reader) : null;
  return {
    value: reader.diagnostics.some(({ code }) => code !== 'duplicate-key') ? null : value,
    places: new YamlPlaces(file, root),
    diagnostics: reader.diagnostics,
    commented: findLostComments(reader),
    joined: reader.joined,
    backslashes: reader.backslashes,
  };
}

/**
 * Deeper than anything in the format. Composing recurses, and a few thousand
 * levels end the whole process where no catch can help: so the depth is
 * bounded while the tokens are made.
 */
const deepest = 64;

function parseTokens(text: string): { tokens: CST.Token[]; tooDeepAt: number | null } {
  const tokens: CST.Token[] = [];
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > deepest) return { tokens, tooDeepAt: Math.min(parser.offset, text.length) };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, tooDeepAt: null };
}

interface Place {
  value: Span;
  key: Span | null;
  scalar: Scalar | null;
  readonly children: Map<string | number, Place>;
}

interface Reader {
  readonly file: TextFile;
  readonly diagnostics: Diagnostic[];
  /** Every text, in the order of the file, and what it would be lost behind. */
  readonly scalars: ReadScalar[];
  readonly joined: Joined[];
  readonly backslashes: PlacedBackslash[];
}

interface ReadScalar {
  readonly path: Path;
  readonly start: number;
  readonly end: number;
  /** A comment that stands further right may have been meant as a part of the text. */
  readonly indent: number;
  readonly isQuoted: boolean;
  /** Nothing stands before the comment. */
  readonly isEmpty: boolean;
}

function read(node: Node, place: Place, path: Path, reader: Reader): YamlValue {
  const [start, end] = node.range ?? [0, 0, 0];
  place.value = visibleSpan(node, start, end, reader.file);
  refuseFeatures(node, start, reader);
  if (isMap(node)) {
    const map: YamlMap = Object.create(null);
    for (const pair of node.items) {
      const keyNode = pair.key as Scalar<string>;
      if (!isScalar(keyNode)) continue;
      const key = String(keyNode.value);
      const [keyStart, keyEnd] = keyNode.range ?? [start, start, start];
      const keySpan = { file: reader.file.path, start: keyStart, end: keyEnd };
      refuseFeatures(keyNode, keyStart, reader);
      const blank = oddBlankIn(key, keyStart, reader.file);
      if (blank) reader.diagnostics.push(blank);
      if (key in map) {
        const first = place.children.get(key)?.key;
        reader.diagnostics.push(
          diagnose(
            'duplicate-key',
            keySpan,
            { key },
            first ? { notes: [`it first stands in line ${lineOf(reader.file.text, first.start)}`] } : {},
          ),
        );
        continue;
      }
      const child: Place = { value: keySpan, key: keySpan, scalar: null, children: new Map() };
      place.children.set(key, child);
      map[key] = pair.value ? read(pair.value as Node, child, [...path, key], reader) : null;
      if (map[key] === null) child.value = keySpan;
    }
    return map;
  }
  if (isSeq(node)) {
    return node.items.map((item, index) => {
      const child: Place = { value: place.value, key: null, scalar: null, children: new Map() };
      place.children.set(index, child);
      const value = read(item as Node, child, [...path, index], reader);
      // Of an entry without anything, its hyphen is shown.
      const hyphen = value === null ? reader.file.text.lastIndexOf('-', child.value.start) : -1;
      if (hyphen >= 0 && reader.file.text.slice(hyphen + 1, child.value.start).trim() === '')
        child.value = { ...child.value, start: hyphen, end: hyphen + 1 };
      return value;
    });
  }
  if (isScalar(node)) {
    place.scalar = node;
    const isPlain = node.type === Scalar.PLAIN;
    const joined = firstJoinedLine(reader.file.text, start, end, node.type ?? 'PLAIN');
    if (joined !== null) {
      const isFolded = node.type === Scalar.BLOCK_FOLDED;
      const file = reader.file.path;
      const sign = isFolded ? { file, start, end: start + 1 } : (place.key ?? place.value);
      const line = reader.file.text.slice(joined.index, endOfLine(reader.file.text, joined.index)).trim();
      reader.joined.push({ path, sign, isFolded, isBlock: joined.isBlock, line });
    }
    const lost = node.type === Scalar.QUOTE_DOUBLE ? firstLostBackslash(reader.file.text, start, end) : null;
    if (lost) {
      const span = { file: reader.file.path, start: lost.start, end: lost.end };
      const isForbidden = !forbiddenIn(String(node.value)).next().done;
      reader.backslashes.push({ ...lost, path, span, isForbidden });
    }
    const owner = place.key?.start ?? start - 1;
    reader.scalars.push({
      path,
      start,
      end,
      indent: owner - (reader.file.text.lastIndexOf('\n', owner - 1) + 1),
      isQuoted: node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE,
      isEmpty: isPlain && start === end,
    });
    // The null of YAML 1.2 (10.3.2); `no` and `1.10` stay the texts that they are.
    const isNull = isPlain && /^(?:|~|null|Null|NULL)$/.test(reader.file.text.slice(start, end));
    return isNull ? null : withUnfoldedBreaks(String(node.value), node, reader.file.text);
  }
  return null;
}

/**
 * Comments that look like a part of the text before them: on its line, on the
 * line where its block begins, or below it and further right than its key.
 */
function findLostComments({ file: { path: file, text }, scalars }: Reader): Commented[] {
  const lost: Commented[] = [];
  let index = 0;
  for (const start of commentsIn(text)) {
    while (scalars[index + 1] !== undefined && (scalars[index + 1] as ReadScalar).start <= start) index++;
    const scalar = scalars[index];
    if (!scalar || scalar.start > start) continue;
    // A block ends with the end of its last line.
    const between = text.slice(scalar.end - 1, start);
    const isOnHeader = start < scalar.end && !text.slice(scalar.start, start).includes('\n');
    const column = start - (text.lastIndexOf('\n', start - 1) + 1);
    const isBelow = between.includes('\n') && column > scalar.indent && /^\S?(?:\s|#.*)*$/.test(between);
    const isBehind = !between.includes('\n') && start >= scalar.end && between.slice(1).trim() === '';
    if (!isOnHeader && ((!isBelow && !isBehind) || scalar.isQuoted)) continue;
    const { path, isEmpty } = scalar;
    if (isEmpty && !isBehind) continue;
    lost.push({ path, span: { file, start, end: endOfLine(text, start) }, isEmpty });
  }
  return lost;
}

/** Offsets of all comments. */
function* commentsIn(text: string): Generator<number> {
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith('#') && (offset === 0 || /\s/.test(text[offset - 1] ?? ''))) yield offset;
    // Marks of the lexer's own, which stand for no character.
    if (!/^[\x02\x18\x1f]$|^\uFEFF$/.test(lexeme)) offset += lexeme.length;
  }
}

function refuseFeatures(node: Node, start: number, reader: Reader): void {
  if (isAlias(node)) {
    reader.diagnostics.push(
      unsupported(
        reader,
        start,
        start + node.source.length + 1,
        'an alias',
        'put the text between quotes if it begins with `*`, or write the value out',
      ),
    );
    return;
  }
  if (node.anchor) {
    const at = reader.file.text.lastIndexOf(`&${node.anchor}`, start);
    reader.diagnostics.push(
      unsupported(
        reader,
        at,
        at + node.anchor.length + 1,
        'an anchor',
        'put the text between quotes if it begins with `&`, or delete the anchor',
      ),
    );
  }
  if (node.tag && !harmlessTag.test(node.tag)) refuseTag(start, reader);
}

const harmlessTag = /^(?:!|tag:yaml\.org,2002:(?:str|map|seq))$/;

/** yaml itself knows `!!binary`, `!!timestamp` and `!!set`, and would change the text. */
function refuseTag(start: number, reader: Reader): void {
  const { text } = reader.file;
  let at = text.lastIndexOf('!', start);
  while (text[at - 1] === '!') at--;
  if (reader.diagnostics.some(({ span }) => span?.start === at)) return;
  const help = 'put the text between quotes if it begins with `!`, or delete the tag';
  reader.diagnostics.push(unsupported(reader, at, at + 1, 'a tag', help));
}

function unsupported(reader: Reader, start: number, end: number, feature: string, help: string): Diagnostic {
  return diagnose('yaml-unsupported', { file: reader.file.path, start, end }, { feature, help });
}

/** A block of text is shown by its first line, a map or list by its first. */
function visibleSpan(node: Node, start: number, end: number, file: TextFile): Span {
  const { text } = file;
  const block = isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED);
  if (!block) return { file: file.path, start, end: isScalar(node) ? end : Math.min(end, endOfLine(text, start)) };
  const body = endOfLine(text, start) + 1;
  const first = body + (/^\s*/.exec(text.slice(body, end))?.[0].length ?? 0);
  return first < end
    ? { file: file.path, start: first, end: Math.min(end, endOfLine(text, first)) }
    : { file: file.path, start, end: start + 1 };
}

class YamlPlaces implements Places {
  readonly #file: TextFile;
  readonly #root: Place;
  readonly #offsets = new Map<Scalar, Uint32Array>();

  constructor(file: TextFile, root: Place) {
    this.#file = file;
    this.#root = root;
  }

  key(path: Path): Span {
    const place = this.#find(path);
    return place.key ?? place.value;
  }

  value(path: Path): Span {
    return this.#find(path).value;
  }

  within(path: Path, start: number, end: number): Span {
    const { scalar, value } = this.#find(path);
    if (!scalar?.range || typeof scalar.value !== 'string') return value;
    const offsets = this.#offsetsOf(scalar.value, scalar, scalar.range);
    const from = offsets[Math.min(start, offsets.length - 1)] ?? value.start;
    const last = offsets[Math.min(Math.max(end - 1, start), offsets.length - 1)] ?? from;
    return { file: this.#file.path, start: from, end: Math.max(last + 1, from + 1) };
  }

  /** Kept, since a long text can have very many places that something is said of. */
  #offsetsOf(value: string, scalar: Scalar, [from, to]: readonly [number, number, number]): Uint32Array {
    const known = this.#offsets.get(scalar);
    if (known) return known;
    const offsets = offsetsInSource(value, this.#file.text, from, to, scalar.type ?? 'PLAIN');
    this.#offsets.set(scalar, offsets);
    return offsets;
  }

  #find(path: Path): Place {
    let place = this.#root;
    for (const step of path) {
      const next = place.children.get(step);
      if (!next) break;
      place = next;
    }
    return place;
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
