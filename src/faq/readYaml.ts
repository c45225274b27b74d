import {
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Parser,
  Scalar,
  type YAMLError,
} from 'yaml';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span, TextFile } from '../diagnostics/span.ts';
import { offsetsInSource } from './offsetsInSource.ts';
import type { Path, Places } from './places.ts';

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
  readonly commented: readonly { path: Path; span: Span }[];
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
  const reader: Reader = { file, diagnostics: [], commented: [] };
  for (const problem of documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])) {
    reader.diagnostics.push(describeProblem(problem, file));
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
    commented: reader.commented,
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
  readonly commented: { path: Path; span: Span }[];
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
      return read(item as Node, child, [...path, index], reader);
    });
  }
  if (isScalar(node)) {
    place.scalar = node;
    const plain = node.type === Scalar.PLAIN;
    if (plain && end === start) return null;
    if (
      plain &&
      node.comment !== undefined &&
      node.comment !== null &&
      !reader.file.text
        .slice(end, node.range?.[2] ?? end)
        .split('#')[0]
        ?.includes('\n')
    ) {
      reader.commented.push({
        path,
        span: {
          file: reader.file.path,
          start: reader.file.text.indexOf('#', end),
          end: endOfLine(reader.file.text, end),
        },
      });
    }
    return String(node.value);
  }
  return null;
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

/** The parser's errors in the words of an editor: by yaml's own messages where one code covers several slips, else by the code. */
function describeProblem(problem: YAMLError, file: TextFile): Diagnostic {
  const length = file.text.length;
  const openQuote = /^Missing closing .quote/.test(problem.message) ? lastOpenQuote(file.text) : null;
  const start = openQuote ?? Math.min(problem.pos[0], Math.max(0, file.text.trimEnd().length - 1));
  const end = openQuote === null ? Math.min(Math.max(problem.pos[1], start + 1), length) : openQuote + 1;
  const span = { file: file.path, start, end };
  const saying = slips.find(({ message }) => message.test(problem.message)) ?? sayings[problem.code];
  if (saying && 'feature' in saying) return diagnose('yaml-unsupported', span, saying);
  if (saying) return diagnose('yaml-syntax', span, { problem: saying.problem, help: saying.help });
  const message = problem.message.split('\n')[0]?.replace(/[.:]$/, '') ?? '';
  return diagnose('yaml-syntax', span, { problem: message.charAt(0).toLowerCase() + message.slice(1), help: null });
}

/** Where the quote stands that is never closed: the lexer takes all of the rest as its text. */
function lastOpenQuote(text: string): number | null {
  let offset = 0;
  let open: number | null = null;
  for (const lexeme of new Lexer().lex(text)) {
    if (/^["']/.test(lexeme)) open = offset;
    // Marks of the lexer's own, which stand for no character.
    if (!/^[\x02\x18\x1f]$|^\uFEFF$/.test(lexeme)) offset += lexeme.length;
  }
  return open;
}

const quote = 'put the whole text between double quotes, or below a `|`';

const slips: readonly { message: RegExp; problem: string; help: string }[] = [
  {
    message: /^Missing closing .quote/,
    problem: 'this quote is never closed',
    help: 'close it; in a text between double quotes write \\" for a quote',
  },
  {
    message: /^Sequence item without - indicator|^All .* items must start at the same column/,
    problem: 'this line is indented differently from its neighbours',
    help: 'give keys of one map, and entries of one list, the same number of spaces',
  },
  {
    message: /^Implicit map keys need to be followed by map values/,
    problem: 'this line is neither a key nor part of the text above',
    help: 'end the key with a colon and a space, or indent the line as far as the text that it belongs to',
  },
  {
    message: /^Flow .* must be sufficiently indented and end with/,
    problem: 'a bracket that was opened before is not closed',
    help: 'close it with ] or }',
  },
];

const sayings: Partial<
  Record<YAMLError['code'], { problem: string; help: string } | { feature: string; help: string }>
> = {
  TAB_AS_INDENT: { problem: 'a tab stands in the indentation', help: 'indent with spaces' },
  BAD_INDENT: {
    problem: 'this line is indented differently from its neighbours',
    help: 'give keys of one map, and entries of one list, the same number of spaces',
  },
  BLOCK_AS_IMPLICIT_KEY: { problem: 'a colon and a space stand inside of this text', help: quote },
  MULTILINE_IMPLICIT_KEY: {
    problem: 'this line is neither a key nor part of the text above',
    help: 'end the key with a colon, or indent the line as far as its text',
  },
  MISSING_CHAR: {
    problem: 'something is missing here: a closing quote or bracket, a colon, or a space',
    help: 'close what was opened, and put a space behind each colon and each hyphen',
  },
  BAD_SCALAR_START: { problem: 'a text cannot begin with this character', help: quote },
  BAD_DQ_ESCAPE: { problem: 'this is not an escape of YAML', help: 'write \\\\ for a backslash, or use single quotes' },
  UNEXPECTED_TOKEN: { problem: 'this does not belong here', help: quote },
  KEY_OVER_1024_CHARS: { problem: 'this key is too long', help: 'close the quote that was opened, or shorten the key' },
  BLOCK_IN_FLOW: {
    problem: 'a list or map on lines of its own cannot stand inside of brackets',
    help: 'close the bracket, or write the whole value without brackets',
  },
  NON_STRING_KEY: {
    problem: 'a key must be a text',
    help: 'write one word before the colon; put a text that begins with [ or { between quotes',
  },
  BAD_ALIAS: { feature: 'an alias', help: 'put the text between quotes if it begins with `*`' },
  BAD_DIRECTIVE: {
    feature: 'a directive',
    help: 'delete this line, or put the text between quotes if it begins with `%`',
  },
  MULTIPLE_DOCS: {
    feature: 'a second document',
    help: 'keep one document in the file, and delete the line `---` between them',
  },
  TAG_RESOLVE_FAILED: {
    feature: 'a tag',
    help: 'put the text between quotes if it begins with `!`, or delete the tag',
  },
};

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
