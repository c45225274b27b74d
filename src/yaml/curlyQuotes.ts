const opening = /^[„“”‟«»‘‚‛‹›＂＇]/;
const closing = /["'„“”‟«»’‘‹›＂＇]$/;

/** Most files hold no text that begins with one. */
export const beginsWithCurlyQuote = /[:,[-] *[„“”‟«»‘’‚‛‹›＂＇]/;

/**
 * What stands between the quotes of a word processor that hold a whole text
 * together, as `“…”`: YAML has straight ones, and takes these for a part of the
 * text. Null where there are none, or where they stand around a part of it.
 */
export function withinCurlyQuotes(text: string): string | null {
  const typed = text.trim();
  if (typed.length < 3 || !opening.test(typed) || !closing.test(typed)) return null;
  const inner = typed.slice(1, -1).trim();
  // An apostrophe stands within a word, or at its end.
  return inner === '' || /[„“”‟«»‚‛‹›＂]|(?<![\p{L}\p{N}])[‘’]/u.test(inner) ? null : inner;
}
