import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { TextFile } from '../diagnostics/span.ts';
import { isDate } from '../schema/dates.ts';
import { isId, isKind } from '../schema/identifiers.ts';
import { forbiddenIn } from '../yaml/forbiddenCharacters.ts';
import { conflictFound, findConflict } from '../yaml/mergeConflict.ts';
import type { Path, Places } from '../yaml/places.ts';
import { readYaml, type YamlValue } from '../yaml/readYaml.ts';
import { isLanguageTag } from './approvedLanguage.ts';
import { canonicalLine, canonicalMarkdown, type Format } from './canonicalText.ts';
import {
  type ApprovedQuestion,
  type ApprovedSource,
  currentFormat,
  digestOf,
  type SignOff,
  sourceKeys,
  statementOf,
} from './signOff.ts';

/** A sign-off as its file tells it, with the digest and signature that are to prove it. */
export interface SignOffRecord {
  readonly signOff: SignOff;
  /** What digest and signature cover, made anew from what was read. */
  readonly statement: string;
  readonly digest: string;
  readonly signature: string | null;
}

/** More characters than an answer takes with all that it cites: what holds more would keep whoever reads it busy. */
const longestRecord = 1_000_000;

/**
 * Reads `reviews/<id>.yaml`. The file may have been written in another style
 * since: what counts are its values. `record` is null where it is none.
 */
export function readRecord(file: TextFile): {
  record: SignOffRecord | null;
  places: Places;
  diagnostics: readonly Diagnostic[];
} {
  const isTooLong = file.text.length > longestRecord;
  const { value, places, diagnostics } = readYaml(isTooLong ? { ...file, text: '' } : file);
  if (isTooLong) {
    const problem = `the record is longer than ${longestRecord} characters`;
    const found = diagnose('invalid-review', places.value([]), { problem, help: restore });
    return { record: null, places, diagnostics: [found] };
  }
  const conflict = findConflict(file);
  if (conflict) {
    const help = 'keep the record of the words that stand in faq.yaml now, whole, or have the answer signed anew';
    return {
      record: null,
      places,
      diagnostics: [diagnose('invalid-review', conflict, { problem: conflictFound, help })],
    };
  }
  if (diagnostics.length > 0 || value === null) {
    const empty = diagnose('invalid-review', places.value([]), { problem: 'the record is empty', help: restore });
    return { record: null, places, diagnostics: diagnostics.length > 0 ? diagnostics : [empty] };
  }
  const fields = new Fields(places);
  const written = typeof value === 'object' && !Array.isArray(value) ? formats.get(String(value['format'])) : undefined;
  // What a newer format holds besides, this version cannot know.
  const root = fields.map(value, [], keysOf(written ?? currentFormat), 'the record');
  const typed = fields.text(root, 'format', []);
  const format = formats.get(typed ?? '');
  if (typed !== null && format === undefined) {
    const problem = `this version of faqgen does not read records of the format \`${typed}\``;
    fields.say(['format'], problem, 'update faqgen: a newer one wrote the record');
  }
  const signOff = {
    id: fields.text(root, 'id', [], isId),
    language: format === 1 ? null : fields.text(root, 'language', [], isLanguageTag),
    reviewer: fields.text(root, 'reviewer', []),
    name: fields.text(root, 'name', []),
    role: fields.optional(root, 'role', []),
    as: root['as'] === undefined ? null : fields.text(root, 'as', [], isKind),
    date: fields.text(root, 'date', [], isDate),
    until: fields.text(root, 'until', [], isDate),
    question: fields.text(root, 'question', []),
    short: fields.optional(root, 'short', []),
    answer: fields.text(root, 'answer', []),
    sources: fields.list(root, 'sources').map((entry, index): ApprovedSource => {
      const path = ['sources', index];
      const source = fields.map(entry, path, ['id', ...sourceKeys], 'an entry of `sources`');
      const values = sourceKeys.map((key) => [key, lineOrNull(fields.optional(source, key, path))] as const);
      return { id: fields.text(source, 'id', path) ?? '', ...Object.fromEntries(values) } as ApprovedSource;
    }),
    files: isBeforeFormat3(format)
      ? []
      : fields.list(root, 'files').map((entry, index) => {
          const path = ['files', index];
          const file = fields.map(entry, path, ['name', 'digest'], 'an entry of `files`');
          const [name, digest] = [fields.text(file, 'name', path), fields.text(file, 'digest', path, isDigest)];
          return { name: name ?? '', digest: digest ?? '' };
        }),
    links: isBeforeFormat3(format) ? [] : questionsIn(root, 'links', fields),
    related: isBeforeFormat3(format) ? [] : questionsIn(root, 'related', fields),
  };
  const digest = fields.text(root, 'digest', [], isDigest);
  const signature = fields.optional(root, 'signature', []);
  if (fields.diagnostics.length > 0) return { record: null, places, diagnostics: fields.diagnostics };
  const read = { format, ...signOff } as SignOff;
  const whole: SignOff = {
    ...read,
    name: canonicalLine(read.name),
    role: lineOrNull(read.role),
    question: canonicalLine(read.question),
    short: lineOrNull(read.short),
    answer: canonicalMarkdown(read.answer, read.format),
  };
  const record = { signOff: whole, statement: statementOf(whole), digest: digest ?? '', signature };
  return { record, places, diagnostics: [] };
}

function questionsIn(root: Values, key: string, fields: Fields): ApprovedQuestion[] {
  return fields.list(root, key).map((entry, index) => {
    const path = [key, index];
    const one = fields.map(entry, path, ['id', 'question'], `an entry of \`${key}\``);
    const [id, question] = [fields.text(one, 'id', path, isId), fields.text(one, 'question', path)];
    return { id: id ?? '', question: canonicalLine(question ?? '') };
  });
}

function isBeforeFormat3(format: Format | undefined): boolean {
  return format !== undefined && format < 3;
}

function isDigest(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}

/**
 * The record, if the file is to the last byte what would be written for these
 * words today; null otherwise, also where its digest is wrong. It saves the
 * reading of YAML in the one case that nearly all files are.
 */
export function readRecordAsWritten(text: string, expect: (head: RecordHead) => SignOff | null): SignOffRecord | null {
  const head = text.length > longestRecord ? null : recordHead.exec(text);
  if (!head) return null;
  const [, typed = '', id = '', language = null, reviewer = '', as = null, date = '', until = ''] = head;
  const format = formats.get(typed);
  if (format === undefined || !isDate(date) || !isDate(until)) return null;
  if ((format === 1) !== (language === null) || (as !== null && (format < 3 || !isKind(as)))) return null;
  const signOff = expect({ format, id, language, reviewer, as, date, until });
  const statement = signOff && statementOf(signOff);
  if (!statement || !text.startsWith(statement)) return null;
  const proof = recordTail.exec(text.slice(statement.length));
  const [, digest = '', signature] = proof ?? [];
  if (digest !== digestOf(statement)) return null;
  return { signOff, statement, digest, signature: signature === undefined ? null : unindent(signature) };
}

/** What was signed, and its signature, of a record as it is written; null of any other. */
export function signedPart(text: string): { message: string; signature: string } | null {
  const at = text.lastIndexOf('\ndigest: ') + 1;
  const signature = recordTail.exec(text.slice(at))?.[2];
  return at === 0 || signature === undefined ? null : { message: text.slice(0, at), signature: unindent(signature) };
}

function unindent(signature: string): string {
  return signature.replaceAll(/^ {2}/gm, '');
}

export type RecordHead = Pick<SignOff, 'format' | 'id' | 'language' | 'reviewer' | 'as' | 'date' | 'until'>;

const recordHead =
  /^format: (\d)\nid: "([^"\\\n]+)"\n(?:language: "([A-Za-z0-9-]+)"\n)?reviewer: "([a-z0-9-]+)"\nname: .*\n(?:role: .*\n)?(?:as: "([^"\\\n]+)"\n)?date: ([\d-]{10})\nuntil: ([\d-]{10})\n/;
const recordTail = /^digest: (sha256:[0-9a-f]{64})\n(?:signature: \|\n((?: {2}\S.*\n)+))?$/;

const formats: ReadonlyMap<string, Format> = new Map([
  ['1', 1],
  ['2', 2],
  ['3', 3],
]);

const keysOfFormat1 = [
  'format',
  'id',
  'reviewer',
  'name',
  'role',
  'date',
  'until',
  'question',
  'short',
  'answer',
  'sources',
  'digest',
  'signature',
];

function keysOf(format: Format): string[] {
  return [
    ...keysOfFormat1,
    ...(format > 1 ? ['language'] : []),
    ...(format > 2 ? ['as', 'files', 'links', 'related'] : []),
  ];
}

export const restore = 'restore the file from version control, or have the answer signed anew';

type Values = Readonly<Record<string, YamlValue>>;

/** Takes values out of what was read, and says at its place what is not as it should be. */
class Fields {
  readonly diagnostics: Diagnostic[] = [];
  readonly #places: Places;

  constructor(places: Places) {
    this.#places = places;
  }

  say(path: Path, problem: string, help = restore): void {
    this.diagnostics.push(diagnose('invalid-review', this.#places.key(path), { problem, help }));
  }

  /** `name`: what the value is. */
  map(value: YamlValue, path: Path, known: readonly string[], name: string): Values {
    if (value === null || typeof value === 'string' || Array.isArray(value)) {
      this.say(path, `${name} must be a map`);
      return {};
    }
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue;
      const meant = nearest(key, known);
      this.say(
        [...path, key],
        `\`${key}\` is not a key of a record`,
        meant ? `the nearest key is \`${meant}\`` : restore,
      );
    }
    return value;
  }

  text(values: Values, key: string, path: Path, accepts = (text: string) => text !== ''): string | null {
    const value = values[key];
    if (value === undefined) this.say(path, `the record has no \`${[...path, key].join('.')}\``);
    else if (typeof value !== 'string' || !accepts(value)) this.say([...path, key], `\`${key}\` cannot be read`);
    else if (forbiddenIn(value).next().done !== true)
      this.say([...path, key], `\`${key}\` holds a character that no text may hold`);
    else return value;
    return null;
  }

  optional(values: Values, key: string, path: Path): string | null {
    return values[key] === undefined ? null : this.text(values, key, path);
  }

  list(values: Values, key: string): readonly YamlValue[] {
    const value = values[key];
    if (Array.isArray(value)) return value;
    this.say(
      value === undefined ? [] : [key],
      value === undefined ? `the record has no \`${key}\`` : `\`${key}\` must be a list`,
    );
    return [];
  }
}

function lineOrNull(text: string | null): string | null {
  return text === null ? null : canonicalLine(text);
}
