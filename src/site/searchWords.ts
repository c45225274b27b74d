/**
 * The words of a text as the search takes them, each once: without accents, in
 * capitals, and of Arabic in one of two spellings. templates/search.js makes
 * the same of what a reader types; a test holds the two against each other.
 */
export function wordsIn(text: string): string[] {
  // Texts of many languages need nothing more.
  if (!/[^\0-\x7f]/.test(text)) return [...new Set(text.toUpperCase().match(/[A-Z\d]+/g))];
  const folded = fold(text);
  const runs = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(unspaced.test(folded) ? runs.flatMap(pairsOf) : runs)];
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\u0640]/gu, '')
    .replaceAll('ة', 'ه')
    .replaceAll('ى', 'ي')
    .toUpperCase();
}

/** Scripts that put no spaces between their words. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** Nobody can tell their words apart without a dictionary: each two letters stand for one. */
function pairsOf(run: string): string[] {
  const letters = [...run];
  if (letters.length < 2 || !unspaced.test(run)) return [run];
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}
