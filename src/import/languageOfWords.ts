/** The most frequent short words of each language that few others have. */
const frequent: Readonly<Record<string, string>> = {
  en: 'the and is of to you are for with your can not how what do we',
  de: 'der die das und ist nicht ich sie wir ein eine mit wie für auf kann',
  fr: 'le les des est une vous pour dans nous que qui avec pas votre du et',
  es: 'el los las una por para con que del se es puedo cómo su usted y',
  it: 'il gli della per con che una non sono come è di posso si nel i',
  nl: 'de het een van en is niet ik je voor met hoe wat kan op zijn',
  pt: 'o os uma não para com que do da em você como são posso é ao',
};

const sets = Object.entries(frequent).map(([tag, words]) => ({ tag, words: new Set(words.split(' ')) }));

/** The language in which a text is most likely written, of those with Latin letters; null where its words do not tell. */
export function languageOfWords(text: string): string | null {
  const words =
    text
      .slice(0, 50_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const counts = sets
    .map(({ tag, words: own }) => ({ tag, count: words.filter((word) => own.has(word)).length }))
    .sort((one, other) => other.count - one.count);
  const [first, second] = counts;
  return first && second && first.count >= 5 && first.count >= 1.5 * second.count ? first.tag : null;
}
