import { Lexer, type YAMLError } from 'yaml';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { TextFile } from '../diagnostics/span.ts';

/** An error of the YAML parser in the words of an editor: by yaml's own message where one code covers several slips, else by the code. */
export function describeYamlError(problem: YAMLError, file: TextFile): Diagnostic {
  const length = file.text.length;
  const openQuote = /^Missing closing .quote/.test(problem.message) ? lastOpenQuote(file.text) : null;
  const start = openQuote ?? Math.min(problem.pos[0], Math.max(0, file.text.trimEnd().length - 1));
  const end = openQuote === null ? Math.min(Math.max(problem.pos[1], start + 1), length) : openQuote + 1;
  const span = { file: file.path, start, end };
  const line = lineAround(file.text, start);
  const blank = /^[ \t]*([\u00A0\u2000-\u200A\u202F\u3000])/.exec(line.text);
  if (blank?.[1] !== undefined) {
    const at = line.start + blank[0].length - 1;
    return diagnose('yaml-syntax', { file: file.path, start: at, end: at + 1 }, oddBlank);
  }
  const below = lineAround(file.text, line.start + line.text.length + 1);
  const key = /^[ \t]+(?=[A-Za-z]+:(?:[ \t]|$))/.exec(below.text);
  if (
    ['BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY'].includes(problem.code) &&
    key &&
    key[0].length > keyColumn(line.text)
  ) {
    const at = below.start + key[0].length;
    return diagnose(
      'yaml-syntax',
      { file: file.path, start: at, end: below.start + below.text.indexOf(':') },
      oddIndent,
    );
  }
  if (
    /(["']).*\1.*\1/.test(line.text) &&
    ['UNEXPECTED_TOKEN', 'MISSING_CHAR'].includes(problem.code) &&
    openQuote === null
  )
    return diagnose('yaml-syntax', span, quoteInside);
  const saying = slips.find(({ message }) => message.test(problem.message)) ?? sayings[problem.code];
  if (saying && 'feature' in saying) return diagnose('yaml-unsupported', span, saying);
  if (saying) return diagnose('yaml-syntax', span, { problem: saying.problem, help: saying.help });
  const message = problem.message.split('\n')[0]?.replace(/[.:]$/, '') ?? '';
  return diagnose('yaml-syntax', span, { problem: message.charAt(0).toLowerCase() + message.slice(1), help: null });
}

const oddBlank = {
  problem: 'a blank of another kind stands in the indentation, as pages of the web hold them',
  help: 'delete it and type spaces',
};

const quoteInside = {
  problem: 'a quotation mark ends the text here, and more follows',
  help: "write \\\" for a mark inside of double quotes, '' inside of single ones, or put the text below a `|`",
};

/** Behind the hyphens of a list. */
function keyColumn(line: string): number {
  return /^[ \t]*(?:- +)*/.exec(line)?.[0].length ?? 0;
}

/** A key that begins with a blank that is no space, from a page of the web. */
export function oddBlankIn(key: string, start: number, file: TextFile): Diagnostic | null {
  if (!/^[\u00A0\u2000-\u200A\u202F\u3000]/.test(key)) return null;
  return diagnose('yaml-syntax', { file: file.path, start, end: start + 1 }, oddBlank);
}

function lineAround(text: string, offset: number): { start: number; text: string } {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  return { start, text: text.slice(start, end < 0 ? undefined : end) };
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

const oddIndent = {
  problem: 'this line is indented differently from its neighbours',
  help: 'give keys of one map, and entries of one list, the same number of spaces',
};

const quote = 'put the whole text between double quotes, or below a `|`';

const slips: readonly { message: RegExp; problem: string; help: string }[] = [
  {
    message: /^Missing closing .quote/,
    problem: 'this quote is never closed',
    help: 'close it; in a text between double quotes write \\" for a quote',
  },
  { message: /^Sequence item without - indicator|^All .* items must start at the same column/, ...oddIndent },
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
  BAD_INDENT: oddIndent,
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
