import type { Remark } from '../import/found.ts';
import type { DataNode } from './dataTree.ts';
import { rankOfName } from './fieldNames.ts';

/** Of questions in several languages, as `question_en` and `question_de`, those in the first, as `question`. */
export function inOneLanguage(all: DataNode): { root: DataNode; remarks: Remark[] } {
  const languages = new Set<string>();
  const pick = (node: DataNode): DataNode => {
    if (Array.isArray(node.value)) return { ...node, value: node.value.map(pick) };
    if (!(node.value instanceof Map)) return node;
    const keys = [...node.value.keys()].map((key) => /^(.+)[_-]([a-z]{2,3})$/.exec(key) ?? []);
    const languagesOf = (field: 'question' | 'answer'): string[] =>
      keys.flatMap(([, stem = '', language = '']) => (rankOfName(stem, field) === null ? [] : language));
    const asked = languagesOf('question').filter((language) => languagesOf('answer').includes(language));
    if (asked.length > 1) for (const language of asked) languages.add(language);
    const name = (key: string): string => (asked.length > 1 ? key.replace(new RegExp(`[_-]${asked[0]}$`), '') : key);
    return { ...node, value: new Map([...node.value].map(([key, child]) => [name(key), pick(child)])) };
  };
  const root = pick(all);
  const [first, ...others] = languages;
  const what = `the texts in ${others.join(', ')}: those in ${first} are taken`;
  return { root, remarks: first === undefined ? [] : [{ kind: 'left-out', what, line: all.line }] };
}
