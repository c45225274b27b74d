/**
 * The form in which the search compares texts. The index is made of it, and the
 * scripts of the pages make the same of what a reader types: they are bundled
 * with this very file.
 */

/** What a word is found by, and what it is made of where it has parts. */
export interface Sought {
  readonly whole: string;
  readonly parts: readonly string[];
  /** With the word before it or behind it, as texts may write them in one: `HEALTHCARE` for `health care`. */
  readonly joins: readonly string[];
}

/** Letters that look like others, or are written as two; endings that Arabic and Persian write in several ways. */
const others: Record<string, string> = Object.fromEntries(
  'ÆAE ŒOE ØO ĐD ÐD ŁL ĦH ÞTH ẞSS ةه ىي یي کك ٱا ہه'.split(' ').map((pair) => [pair[0], pair.slice(1)]),
);

/** Capitals without accents, joiners and soft hyphens; what joins the parts of a word is a hyphen, and a decimal sign a point. */
function fold(text: string): string {
  // Texts of many languages need no more than capitals.
  const letters = /[^\0-\x7f]/.test(text) ? foldLetters(text) : text.toUpperCase();
  // `U.S.`, `AT&T` and `Node.js` are words with parts, as `Wi-Fi` is.
  const joined = letters
    .replace(/'/g, '-')
    // `A & E` as `A&E`
    .replace(/(?<![\p{L}\p{N}])(\p{L}) & (?=\p{L}(?![\p{L}\p{N}]))/gu, '$1-')
    .replace(/(?<=[\p{L}\p{M}])[.&"״](?=\p{L})/gu, '-')
    .replace(/(?<![A-Z])MCG(?![A-Z])/g, 'UG');
  if (!/\d/.test(joined)) return joined.replace(/[.]/g, ' ');
  return (
    joined
      .replace(/(?<![\d:])(\d{1,2}):(?=\d\d(?![\d:]))/g, '$1.')
      .replace(/(\d)[.,٫](?=\d)|[.,]/g, (_, digit) => (digit ? `${digit}.` : ' '))
      // `(555) 010-0199`
      .replace(/(\d)(?:-|\)[ -]?)(?=\d)/g, '$1 ')
  );
}

function foldLetters(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/[‘’ʼ־‐\u200c]/g, '-')
      .replace(/(?![\u3099\u309a])[\p{Cf}\p{sc=Zinh}\u0591-\u05c7\u0610-\u061a\u06d6-\u06ed\u0640]/gu, '')
      .toUpperCase()
      // The sign of a millionth, in front of its unit.
      .replace(/(?<![\p{L}\p{M}])Μ(?=[GLM](?!\p{L}))/gu, 'U')
      .replace(/[^\0-\x7f]/gu, (sign) => others[sign] ?? otherScript(sign))
  );
}

/** Digits of Arabic and Persian as those of ASCII, Katakana as Hiragana. */
function otherScript(sign: string): string {
  const code = sign.charCodeAt(0);
  if (/[٠-٩۰-۹]/.test(sign)) return `${code & 15}`;
  return /[ァ-ヶ]/.test(sign) ? String.fromCharCode(code - 0x60) : sign;
}

/** A telephone number, or thousands, in groups: without what parts them. */
function withoutGroups(digits: string): string | null {
  const joined = digits.replace(/[ .]/g, '');
  const isThousands = /^[1-9]\d{0,2}(?:[ .]\d{3})*[ .]\d00$/.test(digits);
  return isThousands || (!digits.includes('.') && joined.length > 6 && joined.length < 16) ? joined : null;
}

const digitGroups = /(?<![\d.])\d{1,6}(?:[ .]\d{2,6})+(?![\d.])/g;

/** The article of Arabic, and what is written with it, stand in one word with the noun. */
const article = /^(?:[وفبك]?ال|لل)(?=\p{L}{3})/u;

function wordsOf(folded: string): readonly string[] {
  const words = /[^\0-\x7f]/.test(folded)
    ? /[\p{L}\p{M}\p{N}]+(?:[-.][\p{L}\p{M}\p{N}]+)*/gu
    : /[A-Z\d]+(?:[-.][A-Z\d]+)*/g;
  return folded.match(words) ?? [];
}

/** The words as they are typed. A number and its unit are one word. */
export function soughtIn(text: string): Sought[] {
  const sought = text.split('\n').flatMap(soughtInLine);
  return [...new Map(sought.map((one) => [JSON.stringify(one), one])).values()];
}

function soughtInLine(typed: string): Sought[] {
  const text = partNumbers(typed);
  const groups = new Map<string, string[]>();
  const rest = fold(text).replace(digitGroups, (digits) => {
    const whole = withoutGroups(digits);
    if (whole !== null) groups.set(whole, digits.split(' '));
    return whole ?? digits;
  });
  const words = wordsOf(rest);
  return words.flatMap((word, index): Sought[] => {
    const [before = '', next = ''] = [words[index - 1], words[index + 1]];
    if (isNumber(before) && unitOf(word) !== null) return [];
    const unit = isNumber(word) ? unitOf(next) : null;
    if (unit !== null) return [{ whole: word + unit, parts: [], joins: [] }];
    // An article or the like before an apostrophe is not sought for itself.
    const parts =
      groups.get(word) ??
      (unspaced.test(word) ? partsOfRun(word, text) : word.split('-').filter((part) => /..|\d/u.test(part)));
    const joins = [
      [before, word],
      [word, next],
    ].flatMap(([one = '', other = '']) => (isJoinable.test(one) && isJoinable.test(other) ? [one + other] : []));
    return [{ whole: word.replace(/-/g, ''), parts, joins }];
  });
}

const isJoinable = /^\p{sc=Latn}{2,}$/u;

/** The words of a run without spaces, as a dictionary of the system tells them apart; no single letter of Kana, which is mostly a particle. */
function partsOfRun(run: string, text: string): string[] {
  const segments = [...new Intl.Segmenter('ja', { granularity: 'word' }).segment(text)];
  const words = segments.flatMap(({ segment, isWordLike }) => (isWordLike ? [fold(segment)] : []));
  const parts = words.filter((word) => word !== run && run.includes(word) && !/^[\u3041-\u30ff]\p{M}*$/u.test(word));
  return [...new Set(parts)];
}

/** English words that some write as two, and others as one. */
const inTwo =
  /^(?:(?:LOG|SIGN|CHECK|WALK|DROP|PICK|FOLLOW|BACK|OPT|CALL|SHUT|STAND|TURN) (?:IN|OUT|UP|ON|OFF|DOWN|BY)|(?:HEALTH|CHILD|DAY|EYE|SKIN|AFTER|HOME) CARE|(?:DAY|NIGHT|LIFE|BED|MEAL|LUNCH|PART|FULL|OVER) TIME|(?:ON|OFF|DEAD|HELP|HOT) LINE|(?:IN|OUT) PATIENTS?|(?:CAR PARK|HELP DESK|LUNCH BOX|LUNCH ROOM|SCHOOL YARD|BOOK STORE|WAIT LIST|WEB SITE|WEB PAGE|WHEEL CHAIR|SMART PHONE|POST CODE|PASS WORD|USER NAME|WORK PLACE|HAND BOOK|NEWS LETTER|TOOTH BRUSH|TOOTH PASTE|PLAY GROUND|PLAY GROUP|CLASS ROOM|BATH ROOM|HOME WORK|TIME TABLE|PRE SCHOOL|BIRTH DAY|WEEK END|PAY ROLL|CO PAY|HEART BURN|HEAD ACHE|LAP TOP|DATA BASE|FIRE WORK|LIFE GUARD|BUS STOP))S?$/;

/** Signs of units, which are other units with a letter more: 5 g are no 5 mg. */
const units = new Set('G MG UG KG L ML CL DL M MM CM KM IU MMOL'.split(' '));
const prefixes: Record<string, string> = Object.fromEntries(
  'MILLI MILI MICRO-U MIKRO-U KILO QUILO-K CHILO-K CENTI ZENTI-C CENTY'
    .split(' ')
    .map((row) => row.split('-'))
    .map(([prefix = '', sign]) => [prefix, sign ?? prefix.charAt(0)]),
);

/** Units in Chinese and Japanese, which stand right behind their number: there no space tells where a word begins. */
const easternUnits: Record<string, string> = Object.fromEntries(
  '毫克MG 微克UG 千克KG 公斤KG 克G 毫升ML 公升L 升L 毫米MM 厘米CM 公分CM 公里KM 公尺M 米M ミリグラムMG マイクログラムUG キログラムKG グラムG ミリリットルML デシリットルDL リットルL ミリメートルMM センチメートルCM センチCM キロメートルKM メートルM'
    .split(' ')
    .map((row) => /^(\P{sc=Latn}+)(.+)$/u.exec(row)?.slice(1) ?? []),
);
const easternNumber = new RegExp(`(\\d+(?:[.,]\\d+)?) ?(${Object.keys(easternUnits).join('|')})(?!拉)`, 'g');

/** With spaces around each number and its unit, and before any other number, in a text of Chinese or Japanese. */
function partNumbers(text: string): string {
  if (!/[\u3041-\u30fa\u3400-\u9fff]/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(easternNumber, (_, number, name) => ` ${number} ${easternUnits[name]} `)
    .replace(
      /(?:[\u3041-\u30ff\u3400-\u9fff](?=\d)|\d ?(?:mc|[mkcdμu])?[glm](?=[\u3041-\u30ff\u3400-\u9fff]))/gi,
      '$& ',
    );
}

/** The sign of a unit, or of its name in one of ten languages; null of any other word. */
function unitOf(word: string): string | null {
  const [, prefix = '', name] =
    /^(MILL?I|MI[CK]RO|KILO|QUILO|CHILO|[CZ]ENTI|CENTY)?(GRAM(?:M?E?S?|[OA]S?|M[OI]|Y|OW)|LIT(?:ERS?|RES?|R[OA]S?|R[IY]?|ROW)|MET(?:ERS?|RES?|R[OA]S?|R[IY]?|ROW))$/.exec(
      word,
    ) ?? [];
  const sign = name === undefined ? word : `${prefixes[prefix] ?? ''}${name[0]}`;
  return units.has(sign) ? sign : null;
}

/** Every form in which somebody may type a word of the text, each once. */
export function formsIn(typed: string): string[] {
  const text = partNumbers(typed);
  const folded = fold(text);
  const hasNumber = /\d/.test(folded);
  const words = wordsOf(folded);
  const forms = new Set<string>();
  for (let index = 1; index < words.length; index++) {
    const two = `${words[index - 1]} ${words[index]}`;
    if (inTwo.test(two)) forms.add(two.replace(' ', ''));
  }
  if (!hasNumber && !/[-ال]/.test(folded)) {
    for (const word of words) forms.add(word);
    return [...forms];
  }
  for (const word of new Set(words)) {
    const parts = word.includes('-') ? word.split('-') : [word];
    forms.add(parts.join(''));
    for (const part of parts) {
      forms.add(part);
      forms.add(part.replace(article, ''));
      forms.add(part.replace(/^[وفبك](?=ال)/u, ''));
      if (hasNumber && /\d/.test(part) && /[^\d]/.test(part))
        for (const piece of part.match(/\d+(?:\.\d+)?(?!\.?\d)|\d+|[^\d.]+/g) ?? []) forms.add(piece);
    }
  }
  if (!hasNumber) return [...forms];
  for (const [digits] of folded.matchAll(digitGroups)) {
    const whole = withoutGroups(digits);
    if (whole !== null) forms.add(whole);
  }
  // The unit of `5–10 mg` is that of both.
  for (const [, first = '', name = ''] of text.matchAll(range)) {
    const unit = unitOf(fold(name));
    if (unit !== null) forms.add(fold(first) + unit);
  }
  for (let index = 1; index < words.length; index++) {
    const [before = '', word = ''] = [words[index - 1], words[index]];
    if (isNumber(before) === isNumber(word)) continue;
    const [next = ''] = word.split('-', 1);
    const unit = isNumber(before) ? (unitOf(next) ?? next) : next;
    if (isNumber(before) ? /^\D{1,4}$/.test(unit) : /^\D{1,5}$/.test(before))
      forms.add(before + unit).add((withoutGroups(before) ?? before) + unit);
  }
  return [...forms];
}

const range =
  /(?<![\d.,])(\d+(?:[.,]\d+)?) ?(?:[-–—/~〜]|to|or|and|bis|oder|und|à|ou|et|a|o|y|e|tot|of|en|do|lub|i|至|到|から) ?\d+(?:[.,]\d+)?\s?(\p{L}{1,12})/gu;

function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  return first > 47 && first < 58 && /^\d[\d.]*$/.test(word);
}

/** Scripts that put no spaces between their words: nobody can tell these apart without a dictionary. */
export const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** Each two letters of such a run stand for one, of which a number is one; any other word stands for itself. */
export function pairsOf(run: string): string[] {
  const letters = run.match(/\d+(?:\.\d+)?|./gsu) ?? [];
  if (letters.length < 2 || !unspaced.test(run)) return [run];
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

/** By language, endings that make no other word; three letters stay. */
const endings: Record<string, readonly [ending: RegExp, instead: string][]> = {
  en: [
    // What is done by who cancels, vaccinates, prevents or pays
    [/(?<=[A-Z]{6})AT(?:IONS?|E[DS]?|ING)$/, ''],
    [/(?<=[A-Z]{4}[ST])IONS?$/, ''],
    [/(?<=^(?:PAY|TREAT|APPOINT|ENROLL?|SHIP|REPLAC|REIMBURS|ASSESS|ADJUST|MANAG|EMPLOY|INVEST))E?MENTS?$/, ''],
    [/(?:ING|E[SD]|E|([^S])S)$/, '$1'],
    [/Y$/, 'I'],
    [/([^AEIOULSZ])\1$/, '$1'],
    [/(?<=[A-Z]{4}L)L$/, ''],
    [/STER$/, 'STR'],
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
  pt: [
    [/[OA]ES$/, 'AO'],
    [/([AEO])IS$/, '$1L'],
    [/NS$/, 'M'],
    [/(?:[OAE]S?|S|[AEI]R)$/, ''],
  ],
  it: [
    [/(?:[AEI]RE|I?[AEIO])$/, ''],
    [/([CG])H$/, '$1'],
  ],
  nl: [
    [/EN?$/, ''],
    [/V$/, 'F'],
    [/Z$/, 'S'],
    [/S$/, ''],
    [/([AEOU])\1(?=[^AEIOU]$)/, '$1'],
    [/([^AEIOU])\1$/, '$1'],
  ],
  pl: [
    [/(?:I?AMI|I?ACH|I?OWI|I?OW|I?OM|I?EGO|I?EMU|[YI]MI|[YI]CH|[YI]M|I?EJ|I?[AEU]|[YIO])$/, ''],
    [/(?<=.{4})E(?=K$)/, ''],
  ],
};

/** What inflected forms of a word have in common, where the language is one that we know. */
export function stemOf(word: string, language: string): string {
  return (endings[language.slice(0, 2)] ?? []).reduce((rest, [ending, instead]) => {
    const shorter = rest.replace(ending, instead);
    return shorter.length > 2 && /[AEIOUY]/.test(shorter) ? shorter : rest;
  }, word);
}

const irregular: Record<string, readonly string[]> = {
  en: [
    'FOOT FEET,TOOTH TEETH,GOOSE GEESE,MAN MEN,WOMAN WOMEN,CHILD CHILDREN,PERSON PEOPLE,MOUSE MICE,LOUSE LICE,LEAF LEAVES',
    'KNIFE KNIVES,WIFE WIVES,LIFE LIVES,HALF HALVES,LOAF LOAVES,SHELF SHELVES,CALF CALVES,WOLF WOLVES,SCARF SCARVES',
    'CRITERION CRITERIA,BACTERIUM BACTERIA,FUNGUS FUNGI,VERTEBRA VERTEBRAE,APPENDIX APPENDICES,MEDIUM MEDIA',
    'DIAGNOSIS DIAGNOSES,ANALYSIS ANALYSES,CRISIS CRISES,PROGNOSIS PROGNOSES,PROSTHESIS PROSTHESES',
    'PAY PAID,LOSE LOST,BUY BOUGHT,BRING BROUGHT,EAT ATE EATEN,DRINK DRANK DRUNK,TAKE TOOK TAKEN,GIVE GAVE GIVEN',
    'SEND SENT,SELL SOLD,FORGET FORGOT FORGOTTEN,BREAK BROKE BROKEN,BITE BIT BITTEN,STEAL STOLE STOLEN,SPEAK SPOKE SPOKEN',
  ].flatMap((row) => row.split(',')),
  it: ['UOMO UOMINI'],
  nl: ['KIND KINDEREN', 'EI EIEREN', 'LID LEDEN', 'STAD STEDEN'],
  pl: [
    'DZIECKO DZIECKA DZIECI DZIECIOM',
    'CZLOWIEK CZLOWIEKA LUDZIE LUDZI',
    'ROK ROKU LATA LAT',
    'TYDZIEN TYGODNIA TYGODNIE TYGODNI',
  ],
};

/** Other forms of a word, of which no ending tells. */
export function otherFormsOf(word: string, language: string): string[] {
  const rows = (irregular[language.slice(0, 2)] ?? []).map((row) => row.split(' '));
  return rows.filter((row) => row.includes(word)).flatMap((row) => row.filter((form) => form !== word));
}

/** Words that differ by one letter, or by two that changed places, are the same without one letter. */
export function cutsOf(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

/** What is typed may differ from a word by a letter. Of numbers, another digit is another number. */
export function mayBeMisspelt(word: string): boolean {
  return word.length > 3 && !/\p{N}/u.test(word);
}
