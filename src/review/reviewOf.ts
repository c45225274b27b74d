import type { Question } from '../faq/faq.ts';

/** How an answer stands with its sign-off. */
export interface Review {
  readonly state: 'unsigned';
}

/** No sign-off is recorded for any answer yet, so each one is unsigned. */
export function reviewOf(_question: Question): Review {
  return { state: 'unsigned' };
}
