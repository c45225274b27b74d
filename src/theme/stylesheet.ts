import type { Theme } from '../faq/faq.ts';
import { accentShades } from './accent.ts';
import type { ThemeFiles } from './readTheme.ts';

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

/** What the style sheets of a theme are made of: each without an accent. */
export function stylesOf({ style, careCards, lists }: ThemeFiles): string[] {
  return [style.text, style.text + careCards.text]
    .flatMap((text) => [text, text + lists.text])
    .map((text) => stylesheet(text, { accent: null, templates: null }));
}

export function withoutAccent(style: string): string {
  return style.replace(/\n:root\{--accent-light:#[0-9a-f]{6};--accent-dark:#[0-9a-f]{6}\}$/, '');
}
