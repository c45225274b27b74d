import type { Faq } from '../faq/faq.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { likelyScript } from './language.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import type { Words } from './words.ts';
import { zh } from './zh.ts';
import { zhHant } from './zhHant.ts';

const wordsByLanguage: Readonly<Record<string, Words>> = {
  ar,
  de,
  en,
  es,
  fr,
  it,
  ja,
  nl,
  pl,
  pt,
  zh,
  'zh-Hant': zhHant,
};

export const languagesWithWords = Object.keys(wordsByLanguage);

/** What the program says on the pages of a FAQ: the words of its language, English ones where there are none, and the FAQ's own. */
export function wordsOf({ language, words }: Pick<Faq, 'language' | 'words'>): Words {
  return { ...(wordsFor(language) ?? en), ...words };
}

/**
 * The built-in words for a tag of BCP 47, by its language alone; those of Chinese by its script, too, which a region
 * tells as well. Null where there are none.
 */
export function wordsFor(tag: string): Words | null {
  return wordsByLanguage[wordsKeyFor(tag) ?? ''] ?? null;
}

/** Under which of `languagesWithWords` the words for a tag stand. */
export function wordsKeyFor(tag: string): string | null {
  const [language = ''] = tag.toLowerCase().split(/[-_]/);
  const key = language === 'zh' ? keyOfChinese(tag) : language;
  return Object.hasOwn(wordsByLanguage, key) ? key : null;
}

/** Readers of one script may not read the other: what is in neither, as Pinyin, has no words. */
function keyOfChinese(tag: string): string {
  const script = likelyScript(tag.replaceAll('_', '-'));
  return script === 'Hans' ? 'zh' : `zh-${script}`;
}
