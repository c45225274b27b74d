/**
 * The form in which the search compares texts. The index is made of it, and the
 * scripts of the pages make the same of what a reader types: they are bundled
 * with this very file.
 */

/** What a word is found by, and what it is made of where it has parts. */
export interface Sought {
  readonly whole: string;
  readonly parts: readonly string[];
}

/** Letters that look like others, or are written as two; endings that Arabic and Persian write in several ways. */
const others: Record<string, string> = Object.fromEntries(
  'ÆAE ŒOE ØO ĐD ÐD ŁL ĦH ÞTH ẞSS ةه ىي یي کك ٱا ہه'.split(' ').map((pair) => [pair[0], pair.slice(1)]),
);

/** Capitals without accents, joiners and soft hyphens; what joins the parts of a word is a hyphen, and a decimal sign a point. */
function fold(text: string): string {
  // Texts of many languages need no more than capitals.
  const letters = /[^\0-\x7f]/.test(text) ? foldLetters(text) : text.toUpperCase();
  const joined = letters.replace(/'/g, '-');
  if (!/\d/.test(joined)) return joined.replace(/[.]/g, ' ');
  return joined
    .replace(/(\d)[.,٫](?=\d)|[.,]/g, (_, digit) => (digit ? `${digit}.` : ' '))
    .replace(/(\d)-(?=\d)/g, '$1 ');
}

function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[‘’ʼ־‐\u200c]/g, '-')
    .replace(/(?![\u3099\u309a])[\p{Cf}\p{sc=Zinh}\u0591-\u05c7\u0610-\u061a\u06d6-\u06ed\u0640]/gu, '')
    .toUpperCase()
    .replace(/[^\0-\x7f]/gu, (sign) => others[sign] ?? (/[٠-٩۰-۹]/.test(sign) ? `${sign.charCodeAt(0) & 15}` : sign));
}

function wordsOf(folded: string): readonly string[] {
  const words = /[^\0-\x7f]/.test(folded)
    ? /[\p{L}\p{M}\p{N}]+(?:[-.][\p{L}\p{M}\p{N}]+)*/gu
    : /[A-Z\d]+(?:[-.][A-Z\d]+)*/g;
  return folded.match(words) ?? [];
}

/** The words as they are typed. A number and its unit are one word where nothing stands between them. */
export function soughtIn(text: string): Sought[] {
  return [...new Set(wordsOf(fold(text)))].map((word) => {
    // An article or the like before an apostrophe is not sought for itself.
    const parts = word.split('-').filter((part) => /..|\d/u.test(part));
    return { whole: word.replace(/-/g, ''), parts };
  });
}

/** Every form in which somebody may type a word of the text, each once. */
export function formsIn(text: string): string[] {
  const folded = fold(text);
  const hasNumber = /\d/.test(folded);
  const words = wordsOf(folded);
  if (!hasNumber && !folded.includes('-')) return [...new Set(words)];
  const forms = new Set<string>();
  for (const word of new Set(words)) {
    const parts = word.includes('-') ? word.split('-') : [word];
    forms.add(parts.join(''));
    for (const part of parts) {
      forms.add(part);
      if (hasNumber && /\d/.test(part) && /[^\d]/.test(part))
        for (const piece of part.match(/\d+(?:\.\d+)?(?!\.?\d)|\d+|[^\d.]+/g) ?? []) forms.add(piece);
    }
  }
  if (!hasNumber) return [...forms];
  for (let index = 1; index < words.length; index++) {
    const [before = '', word = ''] = [words[index - 1], words[index]];
    if (isNumber(before) === isNumber(word)) continue;
    const [next = ''] = word.split('-', 1);
    if (isNumber(before) ? /^\D{1,4}$/.test(next) : /^\D{1,5}$/.test(before)) forms.add(before + next);
  }
  return [...forms];
}

function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  return first > 47 && first < 58 && /^\d[\d.]*$/.test(word);
}

/** Scripts that put no spaces between their words: nobody can tell these apart without a dictionary. */
export const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** Each two letters of such a run stand for one; of any other word, it stands for itself. */
export function pairsOf(run: string): string[] {
  const letters = [...run];
  if (letters.length < 2 || !unspaced.test(run)) return [run];
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

/** By language, endings that make no other word; three letters stay. */
const endings: Record<string, readonly [ending: RegExp, instead: string][]> = {
  en: [
    [/(?:IES|Y)$/, 'I'],
    [/(?:ING|E[SD]|E|([^S])S)$/, '$1'],
    [/([^AEIOULSZ])\1$/, '$1'],
  ],
  de: [
    [/(?:ERN|EST|E[MNRST]|E)$/, ''],
    [/[ST]$/, ''],
  ],
  fr: [
    [/AUX$/, 'AL'],
    [/(?:EMENT|EE?S?|E[RZ]|S|X)$/, ''],
  ],
  es: [[/(?:[OAE]S?|S|[AEI]R)$/, '']],
};

/** What inflected forms of a word have in common, where the language is one that we know. */
export function stemOf(word: string, language: string): string {
  return (endings[language.slice(0, 2)] ?? []).reduce((rest, [ending, instead]) => {
    const shorter = rest.replace(ending, instead);
    return shorter.length > 2 && /[AEIOUY]/.test(shorter) ? shorter : rest;
  }, word);
}

/** Words that differ by one letter, or by two that changed places, are the same without one letter. */
export function cutsOf(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

/** What is typed may differ from a word by a letter. Of numbers, another digit is another number. */
export function mayBeMisspelt(word: string): boolean {
  return word.length > 3 && !/\p{N}/u.test(word);
}
