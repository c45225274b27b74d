/** Leads back from a source that is cited once. */
export const loneMark = '↑';

/** Leads back from a source to one of the places that cite it: a, b, … z, aa, bb, …, by its index from 0. */
export function citationMark(index: number, times: number): string {
  return times === 1 ? loneMark : String.fromCharCode(97 + (index % 26)).repeat(1 + Math.floor(index / 26));
}
