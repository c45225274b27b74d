import type { Code } from '../diagnostics/catalogue.ts';
import type { Diagnostic, OwnCode } from '../diagnostics/diagnostic.ts';
import type { Broken } from '../schema/checkShape.ts';

/** Leaves out what is said only because something else could not be read: that would mislead, and goes away with the first. */
export function withoutConsequences(diagnostics: readonly Diagnostic[], broken: Broken): Diagnostic[] {
  // A question that an answer took in is not there either.
  const isSwallowed = diagnostics.some(({ code, severity }) => code === 'swallowed-key' && severity === 'error');
  const names = [...broken, ...(isSwallowed ? ['questions'] : [])];
  return diagnostics.filter(({ code }) => {
    const cause = causes[code];
    return !cause || !names.some((name) => cause.test(name));
  });
}

const ids = /(?:^|\.)(?:id|question|questions|sections|title|formerly)$/;
const answers = /(?:^|\.)(?:answer|questions|sections|text|bio|about|intro|disclosure)$/;
const reviews = /^(?:policy|reviewers|sources)\b|(?:^|\.)(?:id|question|short|answer|updated|questions|sections)$/;

/** What each rests on, by the names of what can be broken. */
const causes: Partial<Record<Code | OwnCode, RegExp>> = {
  'unknown-source': /^sources\b/,
  'unknown-question': ids,
  'unknown-original': ids,
  'orphan-review': ids,
  'unused-source': answers,
  'uncited-answer': /^(?:policy|sources)\b/,
  'source-due': /^(?:policy|sources)\b/,
  'no-disclosure': /^(?:contact|chat)\b/,
  'no-url': /^url$/,
  'fragment-needs-url': /^url$/,
  'language-without-words': /^language$/,
  'reading-grade': /^(?:language|policy)\b/,
  'unreviewed-answer': reviews,
  'changed-answer': reviews,
  'expired-review': reviews,
  'unbound-translation': /^(?:language|translations)\b|translatedFrom$/,
  'outdated-translation': /^(?:language|translations)\b/,
  'mismatched-translation': /^(?:language|translations|url)\b/,
  'left-out': /^policy\b/,
};
