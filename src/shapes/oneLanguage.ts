import type { Remark } from '../import/found.ts';
import type { DataNode } from './dataTree.ts';
import { rankOfName } from './fieldNames.ts';

/** Of texts in several languages, those in one: as a FAQ has one. */
export interface InOneLanguage {
  readonly root: DataNode;
  /** As a key named it; null where none did. */
  readonly language: string | null;
  readonly remarks: readonly Remark[];
}

/**
 * Of questions in several languages those in the first: of `question_en` and `question_de`, of `{ en: …, de: … }` in the
 * place of a text or around lists of questions. What the first language lacks stays away.
 */
export function inOneLanguage(all: DataNode): InOneLanguage {
  const languages = new Set<string>();
  const pick = (node: DataNode): DataNode => {
    if (Array.isArray(node.value)) return { ...node, value: node.value.map(pick) };
    if (!(node.value instanceof Map)) return node;
    if (areLanguages([...node.value.keys()])) {
      for (const key of node.value.keys()) languages.add(key);
      const [first = ''] = languages;
      const alike = [...node.value].find(([key]) => key.slice(0, 2) === first.slice(0, 2))?.[1];
      return pick(node.value.get(first) ?? alike ?? { ...node, value: null });
    }
    const keys = [...node.value.keys()].map((key) => /^(.+)[_-]([a-z]{2,3})$/.exec(key) ?? []);
    const languagesOf = (field: 'question' | 'answer'): string[] =>
      keys.flatMap(([, stem = '', language = '']) => (rankOfName(stem, field) === null ? [] : language));
    const asked = languagesOf('question').filter((language) => languagesOf('answer').includes(language));
    if (asked.length > 1) for (const language of asked) languages.add(language);
    const [own, ...others] = asked.length > 1 ? asked : [];
    const fields = [...node.value].flatMap(([key, child]): [string, DataNode][] => {
      const [, stem = '', language = ''] = /^(.+)[_-]([a-z]{2,3})$/.exec(key) ?? [];
      if (others.includes(language)) return [];
      return [[language !== '' && language === own ? stem : key, pick(child)]];
    });
    return { ...node, value: new Map(fields) };
  };
  const root = pick(all);
  const [first = null, ...others] = languages;
  const what = `the texts in ${others.join(', ')}: those in ${first} are taken`;
  return { root, language: first, remarks: others.length === 0 ? [] : [{ kind: 'left-out', what, line: all.line }] };
}

/** Two or more keys, each a language, and one of them frequent: `id` and `no` alone may be anything. */
function areLanguages(keys: readonly string[]): boolean {
  if (keys.length < 2 || keys.some((key) => !/^[a-z]{2}(?:[-_](?:[A-Za-z]{2}|[A-Z][a-z]{3}))?$/.test(key)))
    return false;
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  const isLanguage = (key: string): boolean => names.of(key.slice(0, 2)) !== undefined;
  return (
    keys.every(isLanguage) &&
    keys.some((key) => /^(?:en|de|fr|es|nl|pt|ru|zh|ja|ko|ar|pl|sv|tr|cs|uk)\b/.test(key.replace('_', '-')))
  );
}
