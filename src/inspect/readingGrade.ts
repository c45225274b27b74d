import { syllable } from 'syllable';

/**
 * Flesch-Kincaid grade level of English text (Kincaid et al. 1975): years of
 * US school that a reader needs. `lines` are paragraphs, headings and list
 * entries, each of which ends its last sentence. Rounded to one decimal; null without words.
 */
export function readingGrade(lines: readonly string[]): number | null {
  let sentences = 0;
  let words = 0;
  let syllables = 0;
  const sentenceSegmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  const wordSegmenter = new Intl.Segmenter('en', { granularity: 'word' });
  for (const line of lines) {
    for (const { segment: sentence } of sentenceSegmenter.segment(line)) {
      const inSentence = [...wordSegmenter.segment(sentence)].filter(({ isWordLike }) => isWordLike);
      if (inSentence.length === 0) continue;
      sentences++;
      words += inSentence.length;
      for (const { segment } of inSentence) syllables += Math.max(1, syllable(segment));
    }
  }
  if (words === 0) return null;
  return Math.round((0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59) * 10) / 10;
}
