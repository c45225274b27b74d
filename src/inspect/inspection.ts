import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Token } from '../markdown/markdown.ts';
import type { OwnInline } from '../markdown/ownInlines.ts';
import type { StrayMark } from '../marks/strayMarks.ts';

/** What Markdown may refer to. */
export interface References {
  readonly sources: ReadonlySet<string>;
  /** Ids of questions, sections and pages of the publisher's own that this build publishes. */
  readonly anchors: ReadonlySet<string>;
  /** Ids of questions that are left out of this build, with the reason. */
  readonly leftOut: ReadonlyMap<string, string>;
  /** Ids of questions whose pages carry a notice in the place of the answer. */
  readonly withdrawn: ReadonlySet<string>;
  /** Old ids, with the new. */
  readonly renamed: ReadonlyMap<string, string>;
  hasFile(path: string): boolean;
  /** Marks that the project gave a meaning to. */
  readonly inlines: readonly OwnInline[];
}

/** One text under inspection: what it is judged by, and where what is found is said. */
export interface Inspection {
  readonly text: string;
  readonly references: References;
  /** Marks that have been told. */
  readonly strays: readonly StrayMark[];
  offsetOf(token: Token): number;
  span(start: number, length: number): Span;
  add(diagnostic: Diagnostic): void;
}
