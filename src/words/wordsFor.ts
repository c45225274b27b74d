import type { Faq } from '../faq/faq.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Words } from './words.ts';

const wordsByLanguage: Readonly<Record<string, Words>> = { ar, de, en, es, fr };

export const languagesWithWords = Object.keys(wordsByLanguage);

/** What the program says on the pages of a FAQ: the words of its language, English ones where there are none, and the FAQ's own. */
export function wordsOf({ language, words }: Pick<Faq, 'language' | 'words'>): Words {
  return { ...(wordsFor(language) ?? en), ...words };
}

/** The built-in words for a tag of BCP 47, by its language alone; null where there are none. */
export function wordsFor(tag: string): Words | null {
  const [language = ''] = tag.toLowerCase().split(/[-_]/);
  return Object.hasOwn(wordsByLanguage, language) ? (wordsByLanguage[language] ?? null) : null;
}
