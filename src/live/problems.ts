import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatEach, plain } from '../diagnostics/formatText.ts';
import type { TextFile } from '../diagnostics/span.ts';
import { exitCodeOf, failure } from '../diagnostics/verdict.ts';
import type { Problems } from './liveSite.ts';

/** Nobody mends more at a time. */
const mostShown = 20;
const hint = 'The last good pages stay. This goes away by itself when the file is mended; Escape closes it.';

/** What a failed build lays over the page; null where it did not fail. */
export function problemsOf(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, TextFile>,
  strict: boolean,
): Problems | null {
  if (exitCodeOf({ diagnostics, strict }) === 0) return null;
  const failing = diagnostics.filter(({ severity }) => severity === 'error' || (strict && severity === 'warning'));
  const said = formatEach(failing, texts, plain);
  const more = said.length - mostShown;
  return {
    title: failure({ diagnostics: failing, strict, consequence: null }),
    hint,
    texts: [...said.slice(0, mostShown).map((text) => text.trim()), ...(more > 0 ? [`… and ${more} more`] : [])],
  };
}

export function problemsOfBug({ stack, message }: Error): Problems {
  return { title: 'faqgen has a bug', hint, texts: [stack ?? message] };
}
