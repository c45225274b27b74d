import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';

/** A value of a file that is not ours, as the text that was typed, and where it begins, both from 1. */
export interface ForeignValue {
  readonly value: string | null | readonly ForeignValue[] | ReadonlyMap<string, ForeignValue>;
  readonly line: number;
  readonly column: number;
}

/** More values than that are made by aliases of aliases. */
const mostValues = 500_000;

/**
 * Reads YAML of any kind: anchors, merged maps and several documents, which are one list. Scalars are the texts that
 * were typed. `fault`: why it is none, and the line.
 */
export function readForeignYaml(text: string): { value: ForeignValue } | { fault: string; line: number } {
  const lines = new LineCounter();
  const documents = [
    ...parseAllDocuments(text, { lineCounter: lines, schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' }),
  ];
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error)
    return {
      fault: error.message.split('\n')[0]?.replace(/ at line.*$/, '') ?? '',
      line: lines.linePos(error.pos[0]).line,
    };
  let [count, tooManyAt] = [0, 0];
  const foreignOf = (node: unknown, document: (typeof documents)[number], depth: number): ForeignValue => {
    const typed = node as Node | null;
    const { line, col: column } = lines.linePos(typed?.range?.[0] ?? 0);
    if (++count > mostValues || depth > 100) {
      tooManyAt ||= line;
      return { value: null, line, column };
    }
    const inside = (one: unknown): ForeignValue => foreignOf(one, document, depth + 1);
    if (isAlias(typed)) return { ...inside(typed.resolve(document)), line, column };
    if (isSeq(typed)) return { value: typed.items.map(inside), line, column };
    if (!isMap(typed)) return { value: isScalar(typed) ? textOf(typed.value, typed.source) : null, line, column };
    const map = new Map<string, ForeignValue>();
    for (const { key, value } of typed.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const read = inside(value);
      if (name !== '<<') map.set(name, read);
      // What a map merges gives way to its own (YAML 1.1, merge key).
      else if (read.value instanceof Map) for (const [own, one] of read.value) if (!map.has(own)) map.set(own, one);
    }
    return { value: map, line, column };
  };
  const values = documents
    .filter(({ contents }) => contents !== null)
    .map((document) => foreignOf(document.contents, document, 0));
  if (tooManyAt > 0) return { fault: 'it nests more deeply than any list of questions', line: tooManyAt };
  const [only] = values;
  return { value: only && values.length === 1 ? only : { value: values, line: 1, column: 1 } };
}

/** `~` and `null` are no texts. */
function textOf(value: unknown, source: string | undefined): string | null {
  const text = String(value ?? '');
  return (text === '' && !source) || /^(?:~|null)$/i.test(text) ? null : text;
}
