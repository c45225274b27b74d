import type { Theme } from '../faq/faq.ts';
import { accentShades } from './accent.ts';

/** The stylesheet as it is published: with the theme's accent, without comments and indentation. */
export function stylesheet(text: string, theme: Theme): string {
  const compact = text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
  if (theme.accent === null) return `${compact}\n`;
  const { light, dark } = accentShades(theme.accent.toLowerCase());
  return `${compact}\n:root{--accent-light:${light};--accent-dark:${dark}}\n`;
}
