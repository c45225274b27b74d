const raisedSigns = signs('0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾nⁿiⁱ');
const loweredSigns = signs('0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎');

function signs(pairs: string): ReadonlyMap<string, string> {
  const all = [...pairs];
  return new Map(all.flatMap((sign, at) => (at % 2 === 0 ? [[sign, all[at + 1] ?? sign] as const] : [])));
}

/**
 * The text of a `sup` or `sub` for a text that has none, so that `10<sup>3</sup>` does not become 103: in the raised
 * or lowered signs of Unicode, or behind `^` or `_`. `1<sup>st</sup>`, `M<sup>me</sup>` and marks such as ® lose
 * nothing without. `before`: what stands in front of it.
 */
export function raised(tagName: 'sup' | 'sub', typed: string, before: string): string {
  const text = typed.replaceAll(/\s+/g, ' ').trim();
  const known = tagName === 'sup' ? raisedSigns : loweredSigns;
  const [, ahead = '', behind = ''] = /^(\s*).*?(\s*)$/s.exec(typed) ?? [];
  const around = (inside: string): string => (ahead && ' ') + inside + (behind && ' ');
  // Numbers of notes stand in a row: `1,2`, `3–5`.
  if (/[\p{L}\p{N}]/u.test(text) && [...text].every((sign) => known.has(sign) || /[,;– ]/.test(sign)))
    return around([...text].map((sign) => known.get(sign) ?? sign).join(''));
  if (text === '' || !/[\p{L}\p{N}]/u.test(text) || /^\[.*\]$/.test(text)) return around(text);
  if (tagName === 'sup' && /^\p{L}+\.?$/u.test(text) && isEnding(text, before)) return around(text);
  const mark = tagName === 'sup' ? '^' : '_';
  return around(mark + (/^[\p{L}\p{N}.,/−-]+$/u.test(text) ? text : `(${text})`));
}

/** The end of a word or of an ordinal number, and no exponent. */
function isEnding(text: string, before: string): boolean {
  if (/[\p{N}]$/u.test(before))
    return /^(?:st|nd|rd|th|e|er|re|[eè]me|[eè]re|nde?|d|o|a|os|as|te|ten|ter|tes|de|TM|MD)\.?$/i.test(text);
  if (!/\p{L}$/u.test(before)) return /^(?:TM|SM)$/i.test(text);
  return (text.length > 1 && /\p{L}{2}$/u.test(before)) || /^(?:[eoradst]|me|lle|mes|lles|gr|TM|SM)$/.test(text);
}
