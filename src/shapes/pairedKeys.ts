import type { DataNode } from './dataTree.ts';
import { foldName, rankOfName } from './fieldNames.ts';

/**
 * Texts of a program as it keeps them for its translators become lists of records: `q1` beside `a1`, `question_1` beside
 * `answer_1`, `faq_refund_q` beside `faq_refund_a`; and `faq.what.q` is a key within `what` within `faq`.
 */
export function withPairedKeys(node: DataNode): DataNode {
  if (Array.isArray(node.value)) return { ...node, value: node.value.map(withPairedKeys) };
  if (!(node.value instanceof Map)) return node;
  const fields = unfolded(node.value, node);
  const pairs = pairsIn(fields);
  const paired = new Set(pairs.flatMap(({ keys }) => keys));
  const rest = [...fields]
    .filter(([key]) => !paired.has(key))
    .map(([key, child]): [string, DataNode] => [key, withPairedKeys(child)]);
  const [first] = pairs;
  if (!first) return { ...node, value: new Map(rest) };
  // One pair without a number is a record with names of its own.
  if (pairs.length === 1 && first.number === 0) return { ...node, value: new Map([...rest, ...first.fields]) };
  const records = pairs.map(({ fields: value, keys: [key = ''] }) => ({ ...(fields.get(key) ?? node), value }));
  return { ...node, value: new Map([...rest, ['items', { ...node, value: records }]]) };
}

/** With keys such as `faq.what.q`, where most are such, as maps within maps. */
function unfolded(fields: ReadonlyMap<string, DataNode>, { line, column }: DataNode): ReadonlyMap<string, DataNode> {
  const isPath = (key: string): boolean => /^[\w-]+(?:\.[\w-]+)+$/.test(key);
  if ([...fields.keys()].filter(isPath).length * 2 <= fields.size) return fields;
  const inner = new Map<string, Map<string, DataNode>>();
  const plain: [string, DataNode][] = [];
  for (const [key, child] of fields) {
    const [first = '', ...others] = isPath(key) ? key.split('.') : [key];
    const own = inner.get(first) ?? new Map<string, DataNode>();
    if (others.length === 0) plain.push([first, child]);
    else inner.set(first, own.set(others.join('.'), child));
  }
  return new Map([...plain, ...[...inner].map(([key, value]): [string, DataNode] => [key, { value, line, column }])]);
}

interface KeyPair {
  readonly keys: readonly string[];
  /** 0 where it has none. */
  readonly number: number;
  readonly fields: ReadonlyMap<string, DataNode>;
}

/** In the order of their numbers, where they have some: programs sort `q10` before `q2`. */
function pairsIn(fields: ReadonlyMap<string, DataNode>): KeyPair[] {
  const answers = new Map<string, string>();
  for (const key of fields.keys()) {
    const stem = stemOf(key, 'answer');
    if (stem !== null && !answers.has(stem)) answers.set(stem, key);
  }
  return [...fields]
    .flatMap(([key, question]): KeyPair[] => {
      const stem = stemOf(key, 'question');
      const other = stem === null ? undefined : answers.get(stem);
      const answer = other === undefined ? undefined : fields.get(other);
      if (other === undefined || answer === undefined || other === key || typeof question.value !== 'string') return [];
      const number = Number(/\d+/.exec(stem ?? '')?.[0] ?? 0);
      return [{ keys: [key, other], number, fields: new Map(Object.entries({ question, answer })) }];
    })
    .sort((one, other) => one.number - other.number);
}

/** What else than the field a key names, as `1` of `q1`; null where it names none, or nothing else. */
function stemOf(key: string, field: 'question' | 'answer'): string | null {
  if (rankOfName(key, field) !== null) return null;
  const words = key
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, ' ')
    .split(/[\s_.-]+/)
    .map(foldName);
  const isCounted = words.some((word) => /\d/.test(word)) && words.some((word) => /^(?:faqs?|qa|qna)$/.test(word));
  const at = words.findIndex((word) => rankOfName(word, field) !== null && (isCounted || !ofAnything.test(word)));
  return at === -1 || words.length === 1 ? null : words.toSpliced(at, 1).join(' ');
}

/** Names of what has a title and a text, be it a question or none. */
const ofAnything = /^(?:name|title|heading|titel|summary|body|text|content|description|desc|value|html)$/;
