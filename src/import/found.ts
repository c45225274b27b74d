// In: what was found in a file of strangers.
// Out: faq.yaml, and a report of what was taken, changed and left out.
// Does not know: the kind of file.

import type { IsoDate } from '../schema/dates.ts';

/** What was found in one file: its questions in their order, and what was seen beside them. */
export interface Found {
  readonly items: readonly FoundItem[];
  /** The sections of the items that have one, in their order; none where the items stand in one row. */
  readonly groups?: readonly FoundGroup[];
  readonly title?: string;
  /** Plain text. */
  readonly description?: string;
  /** A tag of BCP 47. */
  readonly language?: string;
  /** The address of the page, only where the source says it. */
  readonly address?: string;
  /** The day on which the page says that it was last changed: not that of any answer. */
  readonly updated?: IsoDate;
  readonly disclaimer?: FoundDisclaimer;
  readonly contact?: FoundContact;
  /** Who the source says has reviewed it. Nothing is signed by that. */
  readonly reviewers?: readonly FoundReviewer[];
  readonly related?: readonly FoundLink[];
  /** In the order of the source. */
  readonly remarks: readonly Remark[];
}

export interface FoundItem {
  /** Plain text of one line. */
  readonly question: string;
  /** Markdown. `[words](#anchor)` leads to another item or group of the same source by its `anchor`. Empty where there is no answer. */
  readonly answer: string;
  /** The words of the answer as a reader of the source sees them, in their order: for the proof by round trip. See `Transcript`. */
  readonly words: string;
  /** The title of its group. */
  readonly group?: string;
  /** The old fragment. */
  readonly anchor?: string;
  /** An old page of this question alone. */
  readonly address?: string;
  /** Other words by which readers may look for it. */
  readonly keywords?: readonly string[];
  /** Only from a date that says so. */
  readonly updated?: IsoDate;
  /** Of a date that may mean two days, the later one. */
  readonly updatedAtLatest?: IsoDate;
  /** Never published. */
  readonly draft?: boolean;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

export interface FoundGroup {
  readonly title: string;
  readonly anchor?: string;
  /** Markdown. */
  readonly intro?: string;
}

export interface FoundDisclaimer {
  readonly title?: string;
  /** Markdown. */
  readonly text: string;
}

export interface FoundContact {
  readonly title?: string;
  /** One that can be dialled. */
  readonly phone?: string;
  readonly hours?: string;
}

export interface FoundReviewer {
  readonly name: string;
  readonly role?: string;
}

export interface FoundLink {
  readonly title: string;
  /** Absolute. */
  readonly url: string;
}

/** What became of a part of the source. */
export interface Remark {
  readonly kind: 'taken' | 'changed' | 'left-out';
  readonly what: string;
  /** From 1. */
  readonly line: number;
  readonly column?: number;
}

/** Why nothing can be taken from a file, in the words of a person. */
export class UnusableSource extends Error {
  override readonly name = 'UnusableSource';
  /** What to do instead. */
  readonly help: string;

  constructor(reason: string, help: string) {
    super(reason);
    this.help = help;
  }
}

/** Of a file that holds no question. */
export function nothingFound({ remarks }: Pick<Found, 'remarks'>): UnusableSource {
  const [only] = remarks;
  const why = only && remarks.length === 1 && only.kind === 'left-out' ? `: ${only.what}` : '';
  return new UnusableSource(
    `no question with an answer was found in it${why}`,
    'name a file in which questions stand above their answers',
  );
}
