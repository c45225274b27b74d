import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Typeface } from '../faq/project.ts';

/** The font files of share images, from their package: Amiri has Latin and Arabic letters of one book face. */
export function readTypeface(): Typeface {
  const { resolve } = createRequire(import.meta.url);
  const read = (file: string): Uint8Array => readFileSync(resolve(`@expo-google-fonts/amiri/${file}`));
  return { bold: read('700Bold/Amiri_700Bold.ttf'), regular: read('400Regular/Amiri_400Regular.ttf') };
}
