import type { Remark } from '../import/found.ts';

/** Of questions that say in which language they are, those in the first one: a FAQ has one language. */
export class FirstLanguage {
  /** BCP 47, as it was written at first; undefined until a question says one. */
  language: string | undefined;
  readonly #others = new Map<string, { count: number; readonly line: number }>();

  /** Whether a question is taken. `said`: what stands in its field, be it a tag or anything. */
  takes(said: string | null | undefined, line: number): boolean {
    const tag = said?.trim().replaceAll('_', '-') ?? '';
    if (!/^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(tag)) return true;
    this.language ??= tag;
    if (this.language.toLowerCase() === tag.toLowerCase()) return true;
    const other = this.#others.get(tag) ?? { count: 0, line };
    other.count++;
    this.#others.set(tag, other);
    return false;
  }

  remarks(): Remark[] {
    return [...this.#others].map(([tag, { count, line }]) => ({
      kind: 'left-out',
      what: `${count === 1 ? 'a question' : `${count} questions`} in ${tag}: those in ${this.language} are taken`,
      line,
    }));
  }
}
