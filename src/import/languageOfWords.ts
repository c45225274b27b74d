/** The most frequent short words of languages with Latin letters: those that ask among them. */
const frequent: Readonly<Record<string, string>> = {
  en: 'the and is of to you your are for with can not how what when where who why do does we our in on it this that be have yes or will if an at from',
  de: 'der die das den dem und ist nicht ich sie wir ein eine einen mit wie für auf kann was wo wer wann warum im zu zum zur von bei es ihre muss gibt ja nein oder aus hinter',
  fr: 'le la les des est une vous pour dans nous que qui avec pas votre du et un où quel quelle comment quand sur à au aux ce je puis oui non ou derrière il faut sont',
  es: 'el la los las una un por para con que del se es puedo cómo su usted y qué cuánto cuándo dónde quién en de al sí no lo está son mi tu desde',
  it: 'il gli la le della del per con che una un non sono come è di posso si nel i dove quando quanto chi cosa da al alla sì in e ho mio',
  nl: 'de het een van en is niet ik je voor met hoe wat kan op zijn waar wie wanneer of uw mijn bij naar ja nee dat wij er te in om',
  pt: 'o a os as uma um não para com que do da em você como são posso é ao no na qual quando onde quanto quem sim meu seu por e de',
  ca: 'el la els les una un per amb que del és puc com quan on qui què no sí al i en de meu són està quant',
  ro: 'și este nu pentru cu ce cum când unde cine un o din la care sunt pot în de se mai da',
  sv: 'och att är jag kan inte på för hur vad när det som en ett med du till av har vi var vem min ja nej eller om',
  da: 'og at er jeg kan ikke på for hvordan hvad hvornår det som en et med du til af har vi hvor hvem min ja nej eller om må når efter mig dig meget mere blive noget tage',
  nb: 'og å er jeg kan ikke på for hvordan hva når det som en et med du til av har vi hvor hvem min ja nei eller om må etter meg deg noe mye mer bli ta',
  fi: 'ja on ei se että mitä miten missä milloin kuka voin voiko onko kun tai sen ovat jos myös minun kuinka paljon',
  pl: 'i w nie na się jest to że do jak co czy kiedy gdzie kto ile można mogę tak po od dla lub z za albo są',
  cs: 'a v ne na se je to že do jak co kdy kde kdo kolik mohu můžete ano po od pro nebo z za si jsou který ale',
  hu: 'a az és nem van hogy hogyan mit mi mikor hol ki mennyi lehet igen egy is vagy ha kell meg',
  tr: 've bir bu için ne nasıl mi mı mu mü nerede zaman kim kadar evet hayır ile var yok değil ama olarak',
};

/** Letters that few others have. */
const letters: readonly (readonly [RegExp, string])[] = [
  [/ß/, 'de'],
  [/[ñ¿¡]/, 'es'],
  [/[ãõ]/, 'pt'],
  [/[łąęśżźć]/, 'pl'],
  [/[řěůť]/, 'cs'],
  [/[őű]/, 'hu'],
  [/[ğış]/, 'tr'],
  [/[țșă]/, 'ro'],
  [/[œèêùç]/, 'fr'],
];

const sets = Object.entries(frequent).map(([tag, words]) => ({ tag, words: new Set(words.split(' ')) }));

/** Other letters that tell a language at once; more than one language has them, and the first that matches is meant. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/[іїєґ]/iu, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/[پچژگ]/u, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Devanagari}/u, 'hi'],
];

/** The language in which a text is most likely written; null where its words do not tell. */
export function languageOfWords(text: string): string | null {
  const beginning = text.slice(0, 50_000).toLowerCase();
  const all = beginning.match(/\p{L}/gu)?.length ?? 0;
  const others = beginning.match(/[^\P{L}\p{Script=Latin}]/gu)?.length ?? 0;
  if (others * 2 > all) return scripts.find(([script]) => script.test(beginning))?.[1] ?? null;
  const words = beginning.match(/[\p{L}\p{M}¿¡]+/gu) ?? [];
  const special = (tag: string): number => {
    const sign = letters.find(([, own]) => own === tag)?.[0];
    return sign ? words.filter((word) => sign.test(word)).length : 0;
  };
  const counts = sets
    .map(({ tag, words: own }) => {
      const hits = words.filter((word) => own.has(word));
      return { tag, count: hits.length + special(tag), kinds: new Set(hits).size + special(tag) };
    })
    .sort((one, other) => other.count - one.count);
  const [first, ...rest] = counts;
  // Danish and Norwegian share most of their short words: one of them is better than neither.
  const second = rest.find(({ tag }) => !(/^(?:da|nb)$/.test(tag) && /^(?:da|nb)$/.test(first?.tag ?? '')));
  if (!first || !second || first.kinds < 3) return null;
  return first.count >= (first.count < 8 ? 2 : 1.4) * second.count ? first.tag : null;
}
