import { accentShades } from './accent.ts';

/** Strings, which stay as they are; comments; marks with the space around them, or behind the name of a property; other space. */
const piece = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\/\*[\s\S]*?\*\/|\s*([{};,])\s*|(?<=[{};]\s*[-\w]+)(:)\s+|\s+/g;

/** A style sheet as it is published: without comments and needless space. */
export function compactStyle(text: string): string {
  return text
    .replaceAll(piece, (whole, string: string | undefined, mark: string | undefined, colon: string | undefined) => {
      if (string !== undefined) return string;
      return mark ?? colon ?? (whole.startsWith('/*') ? '' : ' ');
    })
    .trim();
}

/** Sets an accent behind the style that it is for; empty where there is none. */
export function accentStyle(accent: string | null): string {
  if (accent === null) return '';
  const { light, dark } = accentShades(accent.toLowerCase());
  return `\n:root{--accent-light:${light};--accent-dark:${dark}}`;
}

/** Only where `accentStyle` stands: at the end of the built-in style, or of its layer. */
export function withoutAccent(style: string): string {
  return style.replace(/\n:(?:root|host)\{--accent-light:#[0-9a-f]{6};--accent-dark:#[0-9a-f]{6}\}(?=$|\}\n)/, '');
}
