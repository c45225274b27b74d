import { oneSpaced } from '../html/publishedElements.ts';
import { entriesOf, type JsonMap, stringOf } from '../publicData/jsonValues.ts';
import type { SignedTogether } from '../review/signOff.ts';

/** Every node of JSON-LD; one without type stands for what cannot be read. */
export function nodesOfData(json: string): JsonMap[] {
  const visit = (value: unknown): JsonMap[] => {
    if (Array.isArray(value)) return value.flatMap(visit);
    if (typeof value !== 'object' || value === null) return [];
    return [value as JsonMap, ...Object.values(value).flatMap(visit)];
  };
  try {
    return visit(JSON.parse(json));
  } catch {
    return [{}];
  }
}

/** What is printed of each question, its answer and whoever reviewed it. */
const printedKeys: Readonly<Record<string, readonly string[]>> = {
  Question: ['@type', 'name', 'acceptedAnswer'],
  Answer: ['@type', 'text', 'digitalSourceType', 'creditText'],
  Person: ['@type', 'name', 'jobTitle', 'hasCredential'],
  Credential: ['@type', 'name'],
};

/** Whether questions, answers and reviewers say in JSON-LD what is printed there nowhere, or stand there as something else. */
export function holdsMoreThanPrinted(json: string): boolean {
  return nodesOfData(json).some((node) => {
    const keys = printedKeys[stringOf(node['@type']) ?? ''];
    if (keys) return Object.keys(node).some((key) => !keys.includes(key));
    return (
      'acceptedAnswer' in node || 'text' in node || ('@context' in node && node['@context'] !== 'https://schema.org')
    );
  });
}

/** The questions that it answers. */
export function questionsInData(data: readonly JsonMap[]): string[] {
  return data.filter((node) => node['@type'] === 'Question').map(({ name }) => oneSpaced(stringOf(name) ?? ''));
}

/** Whether the data of a page names another review than the record's, or gives the question another answer. */
export function saysOtherwise(
  data: readonly JsonMap[],
  { question, further, ...first }: SignedTogether,
  lines: string,
): boolean {
  const all = [first, ...further];
  const latest = all.map(({ date }) => date).reduce((a, b) => (a > b ? a : b));
  return data.some((node) => {
    const { reviewedBy, lastReviewed, acceptedAnswer } = node;
    if (Object.keys(node).length === 0) return true;
    const named = entriesOf([reviewedBy].flat()).map((one) => [one['name'], one['jobTitle'] ?? null]);
    if (reviewedBy !== undefined && JSON.stringify(named) !== JSON.stringify(all.map(({ name, role }) => [name, role])))
      return true;
    if (lastReviewed !== undefined && lastReviewed !== latest) return true;
    if (acceptedAnswer === undefined || oneSpaced(stringOf(node['name']) ?? '') !== oneSpaced(question)) return false;
    return oneSpaced(stringOf(entriesOf([acceptedAnswer])[0]?.['text']) ?? '') !== oneSpaced(lines);
  });
}
