export interface Question {
  readonly id: string;
  readonly question: string;
  /** Markdown. */
  readonly answer: string;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly Question[];
}

export function makeCorpus(size: number, seed?: number): Section[];
export function faqYaml(sections: readonly Section[]): string;
