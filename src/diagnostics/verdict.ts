import type { Severity } from './catalogue.ts';
import { type Diagnostic, hasErrors } from './diagnostic.ts';

/** Exit codes that scripts rely on: 0 fine, 1 the content has errors, 2 usage or environment. */
export type ExitCode = 0 | 1 | 2;

interface Judged {
  readonly diagnostics: readonly Diagnostic[];
  /** Whether warnings are accepted no more than errors. */
  readonly strict?: boolean;
}

const environmentCodes: ReadonlySet<string> = new Set([
  'missing-faq',
  'output-refused',
  'write-failed',
  'cannot-listen',
  'cannot-sign',
  'unreadable-pages',
  'unusable-keys',
  'unusable-source',
]);

export function exitCodeOf({ diagnostics, strict }: Judged): ExitCode {
  if (diagnostics.some(({ code, severity }) => severity === 'error' && environmentCodes.has(code))) return 2;
  return hasErrors(diagnostics) || (strict && count(diagnostics, 'warning') > 0) ? 1 : 0;
}

/** What there is too much of. `consequence`: what a failure led to, in a few words. */
export function failure({
  diagnostics,
  strict,
  consequence,
}: Judged & { readonly consequence?: string | null }): string {
  const errors = count(diagnostics, 'error');
  const warnings = count(diagnostics, 'warning');
  const parts = [errors > 0 ? plural(errors, 'error') : '', warnings > 0 ? plural(warnings, 'warning') : ''].filter(
    Boolean,
  );
  const why = errors === 0 && strict ? ', and --strict accepts none' : '';
  return `${parts.join(' and ')}${why}${consequence ? `: ${consequence}` : ''}`;
}

export function count(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}

export function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
