// In: a code of the catalogue, a place, and what is particular to the case.
// Out: what is said of it: as text, JSON, SARIF or annotations of a forge.
// Does not know: what a FAQ is, and who asks.

import { type Code, catalogue, type Parameters, type Severity } from './catalogue.ts';
import type { Span } from './span.ts';

/**
 * One thing to say about the input, as data. `message` is lower case without
 * a full stop and says what is wrong; `help` is the remedy; `notes` are facts
 * that go with it. `span` is null where no file can be shown.
 */
export interface Diagnostic {
  readonly code: Code | OwnCode;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span | null;
  readonly help: string | null;
  readonly notes: readonly string[];
}

/** Of a rule that a project has of its own: it has no words in the catalogue. */
export type OwnCode = `own/${string}`;

/** A value, as far as it could be made, and everything there was to say on the way. */
export interface Checked<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes a diagnostic in the words of the catalogue. `severity` overrides the catalogue's where a policy decides it. */
export function diagnose<C extends Code>(
  code: C,
  span: Span | null,
  parameters: Parameters<C>,
  overrides: { severity?: Severity; notes?: readonly string[] } = {},
): Diagnostic {
  const entry = catalogue[code] as {
    severity: Severity;
    message: (parameters: Parameters<C>) => string;
    help: (parameters: Parameters<C>) => string | null;
  };
  return {
    code,
    severity: overrides.severity ?? entry.severity,
    message: entry.message(parameters),
    span,
    help: entry.help(parameters),
    notes: overrides.notes ?? [],
  };
}

/** By file, then place, then code; what has no place comes first. One diagnostic said twice of one place is said once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return [...diagnostics]
    .sort(
      (a, b) =>
        compare(a.span?.file ?? '', b.span?.file ?? '') ||
        (a.span?.start ?? -1) - (b.span?.start ?? -1) ||
        compare(a.code, b.code) ||
        compare(a.message, b.message),
    )
    .filter(({ code, span, message }) => {
      const key = JSON.stringify([code, span, message]);
      return !seen.has(key) && seen.add(key);
    });
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
