import type { Faq, Question, Reviewer } from '../faq/faq.ts';
import type { OwnInline } from '../markdown/ownInlines.ts';
import type { Review } from '../review/readReviews.ts';
import type { SignOff, Surroundings } from '../review/signOff.ts';
import type { IsoDate } from '../schema/dates.ts';
import type { ChangeRequest, FoundRequest } from './changeRequest.ts';

/** A project as it is read for its reviewers. */
export interface Reading {
  readonly faq: Faq;
  /** By the id of the question. */
  readonly reviews: ReadonlyMap<string, Review>;
  /** Where the texts lead, and what lies there. */
  readonly surroundings: Surroundings;
  readonly asOf: IsoDate;
  readonly requests: readonly FoundRequest[];
  /** Marks that the project gave a meaning to. */
  readonly inlines: readonly OwnInline[];
  /** The files of the site, with all that is not published yet, by their paths; none where it does not build. */
  readonly site: ReadonlyMap<string, string | Uint8Array>;
  /** A file of the project that may be published; null where there is none. */
  file(path: string): Uint8Array | null;
  /** What this reviewer would sign, or why they cannot. */
  offer(question: Question, reviewer: Reviewer): SignOff | Problem;
}

/** Why something cannot be done, in the words of a person, and what helps. */
export interface Problem {
  readonly problem: string;
  readonly help: string | null;
}

export function isProblem(outcome: object): outcome is Problem {
  return 'problem' in outcome;
}

/** The project, as the page of its reviewers needs it. */
export interface ReviewDesk {
  /** Of the reviewer who sits there; null: they say it on the page. */
  readonly by: string | null;
  /** The project as it is. `isAnew`: whatever was read before; else it is read again where something has changed. */
  read(isAnew: boolean): Promise<Reading | Problem>;
  /** Signs what was shown, and writes its record. It may wait for a key, until `stopped`. */
  sign(signOff: SignOff, stopped: AbortSignal): Promise<Problem | null>;
  /** Writes a request, in the place of an earlier one of the same reviewer. */
  ask(request: ChangeRequest): Promise<Problem | null>;
}
