import { unescapeCss } from '../html/loadedAddresses.ts';
import { readStyle } from '../html/readStyle.ts';

/** Properties whose strings a reader sees. */
const printing =
  /^(?:content|quotes|list-style(?:-type)?|symbols|additive-symbols|prefix|suffix|negative|pad|text-overflow|hyphenate-character|text-emphasis(?:-style)?)$/;
/** Descriptors of `@counter-style`, whose words need no quotation marks. */
const counters = /^(?:symbols|additive-symbols|prefix|suffix|negative|pad)$/;

/** Where a style sheet adds words to a page, with what it adds. The places are offsets in the sheet. */
export function wordsInStyle(css: string): { words: string; start: number; end: number }[] {
  return readStyle(css).rules.flatMap(({ selectors, declarations }) =>
    declarations.flatMap(({ property, value, start, end }) => {
      const isSigned = selectors.every((selector) => selector.includes('.signed'));
      const words = printing.test(property) ? wordsOf(property, value, isSigned) : countedIn(property, value);
      return words === null ? [] : [{ words, start, end }];
    }),
  );
}

/** A counter that counts nothing prints any number. */
function countedIn(property: string, value: string): string | null {
  if (!/^counter-(?:reset|set|increment)$/.test(property)) return null;
  const [number] = value.match(/(?<![\w-])[+-]?\d+(?![\w-])/g)?.filter((one) => Math.abs(Number(one)) > 1) ?? [];
  return number === undefined ? null : `\`${value}\`, a counter that does not count from 1`;
}

/** `isSigned`: beside an answer that was signed, where a check mark is none that nobody set. */
function wordsOf(property: string, value: string, isSigned: boolean): string | null {
  const strings = [...value.matchAll(/"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'/g)].map(([, double, single]) =>
    unescapeCss(double ?? single ?? ''),
  );
  const text = strings.join('');
  if (property !== 'content') {
    const seen = counters.test(property) ? unescapeCss(value) : text;
    return /\p{L}{2}|[✓✔☑✅]/u.test(seen) || (!counters.test(property) && /\p{N}/u.test(seen))
      ? `“${seen.trim()}”`
      : null;
  }
  if (/[\p{L}\p{N}]/u.test(text) || (!isSigned && /[✓✔☑✅]/.test(text))) return `“${text.trim()}”`;
  const [, attribute] = /attr\(\s*([\w-]+)/i.exec(value) ?? [];
  if (attribute !== undefined && attribute.toLowerCase() !== 'href') return `\`attr(${attribute})\``;
  const [custom] = /var\([^)]*\)/.exec(value) ?? [];
  return custom === undefined ? null : `\`${custom}\`, of which nobody can tell what it is`;
}
