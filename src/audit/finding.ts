/** What can be seen of one criterion. */
export interface Finding {
  readonly finding: 'found' | 'partly' | 'missing' | 'needs a person';
  readonly evidence: readonly string[];
  /** What would bring more, or what a person has to answer. */
  readonly todo: string | null;
}

/** What others ask for, by their own numbers, in our words. */
export interface Framework<Facts> {
  readonly name: string;
  readonly address: string;
  readonly criteria: Readonly<Record<string, (facts: Facts) => Finding>>;
}

export function person(question: string, evidence: readonly string[] = []): Finding {
  return { finding: 'needs a person', evidence, todo: question };
}

/** Found where everything is there, partly where something is; `lacking` are the ids of the others. */
export function share(what: string, lacking: readonly string[], total: number, todo: string): Finding {
  const there = total - lacking.length;
  return {
    finding: there === total ? 'found' : there > 0 ? 'partly' : 'missing',
    evidence: [`${there} of ${total} ${what}`, ...(lacking.length > 0 && there > 0 ? [`not: ${listed(lacking)}`] : [])],
    todo: there === total ? null : todo,
  };
}

/** Nobody reads a hundred ids. */
const mostListed = 10;

export function listed(items: readonly string[]): string {
  const more = items.length - mostListed;
  return more > 0 ? `${items.slice(0, mostListed).join('; ')}; and ${more} more` : items.join('; ');
}
