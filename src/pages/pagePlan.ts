import type { Section } from '../faq/faq.ts';
import type { Edition } from '../review/selectEdition.ts';

/**
 * So many answers stand on one page at most, unless the policy asks for more:
 * docs/many-questions.md has the measurement.
 */
export const mostAnswers = 200;

/** So many questions of sections the front page lists one by one at most. */
export const mostListed = 1000;

/** Which pages carry the answers in full, beside the pages of single questions. */
export interface PagePlan {
  /** Whether the front page lists what there is, and the sections have pages of their own. */
  readonly isListed: boolean;
  /** Whether that list names the questions of the sections one by one. */
  readonly listsAll: boolean;
}

export function planPages({ faq, sections }: Edition): PagePlan {
  const count = sections.reduce((sum, { questions }) => sum + questions.length, 0);
  const { index } = faq.policy;
  return {
    isListed: index === 'sections' || (index === 'auto' && count > mostAnswers),
    listsAll: count <= mostListed,
  };
}

/** A section whose page would grow too long lists its questions as well. */
export function carriesAnswers({ questions }: Section): boolean {
  return questions.length <= mostAnswers;
}

/** A section that has a title and, with it, an id. */
export type NamedSection = Section & { readonly id: string; readonly title: string };

export function isNamed(section: Section): section is NamedSection {
  return section.id !== null && section.title !== null;
}

/** Where readers find a section, seen from the front page's folder. */
export function sectionAddress(id: string, { isListed }: PagePlan): string {
  return isListed ? `${id}.html` : `index.html#${id}`;
}
