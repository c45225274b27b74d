import { expect, test } from 'vitest';
import { languageOfWords } from '../../src/import/languageOfWords.ts';

test.each([
  ['en', 'Where do I park? Behind the hall. Is it free? Yes.'],
  ['de', 'Wo parke ich? Hinter dem Haus. Was kostet das? Zehn Euro im Monat.'],
  ['fr', 'Où se garer ? Derrière la mairie. Quel est le tarif ? Dix euros.'],
  ['es', '¿Dónde está la puerta? En el puerto. ¿Cuánto cuesta? Diez euros.'],
  ['it', 'Dove si entra? Dalla porta della cucina. Quanto costa? Non costa nulla, è in regalo.'],
  ['nl', 'Waar kan ik parkeren? Bij de haven. Wat kost het? Het is gratis voor leden.'],
  ['pt', 'Quanto custa? Nada. Onde fica a loja? Na rua do porto, e não abre à noite.'],
  ['ca', 'Quant costa? No res. On és la porta? Al carrer del port, amb un cartell i una llum.'],
  ['ro', 'Unde este intrarea? În spate. Cât costă? Nu costă, dar este pentru membri și copii.'],
  ['sv', 'Var kan jag parkera? Bakom huset. Vad kostar det? Det är gratis för dig som har kort.'],
  ['da', 'Hvor kan jeg parkere? Bag huset. Hvad koster det? Det er gratis, hvis du har et kort af papir.'],
  ['nb', 'Hvor kan jeg parkere? Bak huset. Hva koster det? Det er gratis, hvis du har et kort av papir.'],
  ['fi', 'Missä voin pysäköidä? Talon takana. Kuinka paljon se on? Ei mitään, jos sinulla on kortti.'],
  ['pl', 'Gdzie można parkować? Za domem. Ile to kosztuje? Nic, jeśli się ma kartę.'],
  ['cs', 'Kde mohu parkovat? Za domem. Kolik to stojí? Nic, pokud máte kartu, která je platná.'],
  ['hu', 'Hol lehet parkolni? A ház mögött. Mennyi az ára? Nem kerül pénzbe, ha van kártya.'],
  ['tr', 'Nerede park ederim? Evin arkasında. Ne kadar? Kart var ise ücretsiz, ama bir gün için.'],
  ['ja', '料金はいくらですか。千円です。'],
  ['zh', '多少钱？十元。可以带狗吗？可以。'],
  ['ko', '얼마입니까? 천 원입니다.'],
  ['ru', 'Сколько это стоит? Десять рублей.'],
  ['uk', 'Скільки це коштує? Десять гривень, і все.'],
  ['ar', 'كم يكلف؟ عشرة ريالات.'],
  ['el', 'Πόσο κοστίζει; Δέκα ευρώ.'],
  ['he', 'כמה זה עולה? עשרה שקלים.'],
])('%s is told by few words', (language, words) => {
  expect(languageOfWords(words)).toBe(language);
});

test('too few words tell nothing', () => {
  expect(languageOfWords('Pricing? $10. Refunds? Within 14 days.')).toBeNull();
  expect(languageOfWords('Taxi? Hotel Metropol. WLAN? 3G.')).toBeNull();
});
