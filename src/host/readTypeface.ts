import { readFileSync } from 'node:fs';
import type { Typeface } from '../faq/project.ts';

/** Where `npm run prepare` puts the fonts, seen from here and from the program. */
const folder = new URL('../../lib/fonts/', import.meta.url);

/** The font files of share images: Amiri has Latin and Arabic letters of one book face. */
export function readTypeface(): Typeface {
  const read = (file: string): Uint8Array => readFileSync(new URL(file, folder));
  return { bold: read('Amiri_700Bold.ttf'), regular: read('Amiri_400Regular.ttf') };
}
