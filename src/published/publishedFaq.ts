import { canonicalLine } from '../review/canonicalText.ts';
import { entriesOf, type JsonMap, readJson, stringOf } from './jsonValues.ts';

/** What a published faq.json says of the site around it. */
export interface PublishedFaq {
  readonly language: string;
  /** Names of the reviewers. */
  readonly names: readonly string[];
  /** By id, in their order. */
  readonly questions: ReadonlyMap<string, PublishedQuestion>;
  /** What stands beside the labels of the front page: how many answers are signed, and by whom. */
  readonly signed: number;
  readonly signers: readonly string[];
  /** The ids of the answers that a page holds, by its name; `mayList`: it may name them instead. Null where the site has no such page. */
  answersOn(path: string): { readonly ids: readonly string[]; readonly mayList: boolean } | null;
}

export interface PublishedQuestion {
  readonly id: string;
  readonly question: string;
  readonly short: string | null;
  readonly answer: string;
  /** Null where the site says nothing of reviews. */
  readonly state: string | null;
}

/** Null where it is no such file. */
export function readPublishedFaq(json: string): PublishedFaq | null {
  const data = readJson(json);
  if (data['format'] !== 1) return null;
  const sections = entriesOf(data['sections']);
  const questionsIn = (section: JsonMap): JsonMap[] => entriesOf(section['questions']);
  const idsIn = (section: JsonMap): string[] => questionsIn(section).map((one) => stringOf(one['id']) ?? '');
  const questions = new Map<string, PublishedQuestion>();
  const stubs = new Set<string>();
  const signers = new Set<string>();
  let signed = 0;
  for (const entry of sections.flatMap((section) => [section, ...questionsIn(section)]))
    for (const old of Array.isArray(entry['formerly']) ? entry['formerly'] : []) stubs.add(`${old}.html`);
  for (const one of sections.flatMap(questionsIn)) {
    const [review] = entriesOf([one['review']]);
    const state = stringOf(review?.['state']);
    const name = stringOf(review?.['name']);
    if (state === 'signed') signed++;
    if (state === 'signed' && name !== null) signers.add(name);
    const short = stringOf(one['short']);
    const id = stringOf(one['id']) ?? '';
    const question = canonicalLine(stringOf(one['question']) ?? '');
    const answer = stringOf(one['answer']) ?? '';
    questions.set(id, { id, question, short: short === null ? null : canonicalLine(short), answer, state });
  }
  const names = entriesOf(data['reviewers']).flatMap(({ name }) => stringOf(name) ?? []);
  const bySection = new Map<string, readonly string[]>(
    sections.flatMap((section) => {
      const id = stringOf(section['id']);
      return id === null ? [] : [[`${id}.html`, idsIn(section)] as const];
    }),
  );
  return {
    language: stringOf(data['language']) ?? '',
    names,
    questions,
    signed,
    signers: names.filter((name) => signers.has(canonicalLine(name))),
    answersOn: (path) => {
      if (path === 'index.html') return { ids: [...questions.keys()], mayList: true };
      if (path === '404.html' || path === '_chat.html' || stubs.has(path)) return { ids: [], mayList: false };
      const section = bySection.get(path);
      if (section) return { ids: section, mayList: true };
      const id = path.replace(/\.html$/, '');
      return questions.has(id) ? { ids: [id], mayList: false } : null;
    },
  };
}
