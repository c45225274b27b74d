import type { Theme } from '../faq/faq.ts';
import { accentShades } from './accent.ts';

/** Strings, which stay as they are; comments; marks with the space around them; other space. */
const piece = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\/\*[\s\S]*?\*\/|\s*([{};,])\s*|\s+/g;

/** The stylesheet as it is published: with the theme's accent, without comments and needless space. */
export function stylesheet(text: string, theme: Theme): string {
  const compact = text.replaceAll(piece, (whole, string: string | undefined, mark: string | undefined) => {
    if (string !== undefined) return string;
    return mark ?? (whole.startsWith('/*') ? '' : ' ');
  });
  if (theme.accent === null) return compact.trim();
  const { light, dark } = accentShades(theme.accent.toLowerCase());
  return `${compact.trim()}\n:root{--accent-light:${light};--accent-dark:${dark}}`;
}
