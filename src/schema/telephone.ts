/**
 * Which text is one telephone number, and what is dialled by it. One number is told from two by its shape
 * (E.164, and the short codes of national plans): what could be either is neither, since a link that dials
 * both at once reaches nobody.
 */

/** What `tel:` dials (RFC 3966): digits, after a `+` where they hold in every country, and `;ext=`. Null where the text is not one number. */
export function dialled(text: string): string | null {
  const [, number, extension] = (text.length <= longestText && withExtension.exec(plainSigns(text))) || [];
  const digits = number === undefined ? null : digitsOfNumber(number);
  return digits === null || extension === undefined ? digits : `${digits};ext=${extension.replaceAll(/\D/g, '')}`;
}

/**
 * Whether a link dials the number that it shows. `020 7946 0018`, for callers in the country, is the same as
 * `+44 20 7946 0018`. An extension may be left to the caller; none is dialled that is not shown.
 */
export function sameNumber(shown: string, address: string): boolean {
  const [one, extension] = dialled(shown)?.split(';ext=') ?? [];
  const [, target = '', rest = ''] = /^(?:tel:|sms:)?([^,;?&pw]*)(.*)$/is.exec(decoded(address)) ?? [];
  const [, dialledExtension] = /;ext=([^;?&]*)/i.exec(rest) ?? [];
  // Behind a pause an extension is dialled as well; a menu's keys need not be shown.
  const [, pausedKeys] = /^[,pw;]+(\d+)#?$/i.exec(rest) ?? [];
  if (one === undefined || (dialledExtension !== undefined && onKeys(dialledExtension) !== extension)) return false;
  if (extension !== undefined && pausedKeys !== undefined && pausedKeys !== extension) return false;
  if (one.startsWith('*')) return one === plainSigns(target);
  const other = onKeys(withoutTrunk(plainSigns(target))).replace(/^00(?=[1-9])/, '+');
  return [one, one.replace(/^00(?=[1-9])/, '+')].some((shape) => shape === other || reachesSame(shape, other));
}

/** ITU-T E.164, list of assigned codes: no code begins another. */
const countryCode =
  /^\+(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679])\d)$/;

/** Italy and San Marino, Ivory Coast, Benin and Congo dial the first zero from abroad as well. */
const keepsZero: ReadonlySet<string> = new Set(['+39', '+378', '+225', '+229', '+242']);

/** What callers dial first where it is no 0 (ITU-T, national dialling prefixes); 8 held in more countries once. */
const otherTrunks: Record<string, RegExp> = { '+1': /^1$/, '+7': /^8$/ };

/** The same number, with the code of its country or without. */
function reachesSame(one: string, other: string): boolean {
  const [longer, shorter] = one.length > other.length ? [one, other] : [other, one];
  if (shorter.startsWith('+') || shorter.length < 5) return false;
  // `1` is how long-distance calls begin in North America, and its country code.
  if (!longer.startsWith('+')) return shorter.length === 10 && longer === `1${shorter}`;
  const trunk = /^(?:06|[018])/.exec(shorter)?.[0] ?? '';
  return [shorter, shorter.slice(trunk.length)].some((home) => {
    const country = longer.endsWith(home) ? longer.slice(0, -home.length) : '';
    const isTrunkOfIt = home === shorter || (otherTrunks[country] ?? /^(?:0|06|8)$/).test(trunk);
    return countryCode.test(country) && isTrunkOfIt && (!home.startsWith('0') || keepsZero.has(country));
  });
}

const extensionWords = [
  'x|ext(?:n|ension)?|extensi[oó]n|durchwahl|dw|nebenstelle|app(?:arat)?|poste|int(?:erno)?|anexo|ramal|toestel|wew',
  'доб|внутр|内線|内线|分机|轉|转|داخلی|داخلي|تحويلة|שלוחה|ต่อ',
].join('|');
const withExtension = new RegExp(
  `^(.*?[^ ,;(])(?:[,;]? ?\\(?(?:(?:;ext=|#|(?:${extensionWords})[.:]?) ?-?)(\\d(?:[ -]?\\d){0,7})\\)?)?$`,
  'iu',
);

/** Numbers of fewer than seven digits are written in one piece, or as the plan of a country writes them. */
const shortCodes = [
  // *2700 of a company in Israel
  /^\*\d{3,5}$/,
  /^(?:1[4-9]|\d{3,6})$/,
  // The European 116 117, and 114 14, 118 33, 11 8 33
  /^(?:116[ -]\d{3}|11[48] \d\d|11 8 \d\d)$/,
  // 13 11 14 and 13 YARN in Australia, 31 14 in France, 45 45 45 in Luxembourg
  /^(?:13 \d\d \d\d|13 [A-Z]{4}|3\d \d\d|[2-9]\d \d\d \d\d)$/,
  // 741 741
  /^(\d{3})[ -]\1$/,
];

const gap = '[ .-]{0,3}';
const keys = `[\\dA-Z](?:${gap}[\\dA-Z])*`;
/** A slash may follow the area that callers dial first, in front of no more than such an area holds. */
const slash = '/ ?(?!(?:[ .-]*\\d){9})';
const atHome = new RegExp(
  `^(?:\\d${gap})?(?:\\(\\d{1,5}\\)(?:${gap}| ?${slash})|0 ?[1-9](?: ?\\d){0,4} ?${slash})?${keys}$`,
);
const abroad = new RegExp(
  `^(?:\\+[1-9]\\d{0,2}|\\(\\+[1-9]\\d{0,2}\\)|00 ?[1-9]\\d{0,2})${gap}(?:\\([1-9]\\d{0,4}\\)(?:${gap}| ?${slash})|\\d(?: ?\\d){0,4} ?${slash})?${keys}$`,
);

/**
 * What every number fits, and most that is none does not: how many digits there are, and what may stand
 * between and behind them. Editors check by it (`schema/faq.schema.json`); whether it is dialled, \`dialled\` says.
 */
export const numberPattern = new RegExp(numberInAnyScript(), 'u');

function numberInAnyScript(): string {
  const blank = String.raw`[\p{Zs}\p{Cf}]*`;
  const between = String.raw`[\p{Zs}\p{Cf}\p{Pd}\u2212./／()（）]{0,8}`;
  const key = String.raw`[\p{Nd}A-Z]`;
  const word = String.raw`[,;]?${blank}[(（]?(?:;ext=|[#＃]|\p{L}[\p{L}\p{M}]{0,11}[.:]?)`;
  const extension = String.raw`(?:${blank}${word}${blank}[\p{Pd}\u2212]?\p{Nd}[\p{Nd}\p{Zs}\p{Cf}\p{Pd}\u2212]{0,14}[)）]?)?`;
  const short = shortCodes.map(({ source }) => `(?:${source.replaceAll(/[$^]/g, '')})`).join('|');
  const inAnyScript = short
    .replaceAll(String.raw`\d`, String.raw`\p{Nd}`)
    .replaceAll('[ -]', String.raw`[\p{Zs}\p{Pd}\u2212]`)
    .replaceAll(' ', String.raw`\p{Zs}+`);
  const long = String.raw`[(（]?[+＋]?${between}\p{Nd}(?:${between}${key}){6,15}(?:${blank}[(（]${key}{3,8}[)）])?`;
  return `^${blank}(?:${inAnyScript}|${long})${extension}${blank}$`;
}

/** No number, with its extension, is written longer. */
const longestText = 100;

const misreadDigit = /\d[OI](?![A-Z])|(?<![A-Z])[OI]\d/;

/** Null where it is no number, or more than one. */
function digitsOfNumber(typed: string): string | null {
  // A letter alone among digits was to be one.
  if (misreadDigit.test(typed)) return null;
  if (shortCodes.some((code) => code.test(typed))) return typed.startsWith('*') ? typed : onKeys(typed);
  const [, one = typed, again] = /^(.*[^ ]) ?\(([\dA-Z]{3,8})\)$/.exec(typed) ?? [];
  const number = withoutTrunk(one);
  const isTwo =
    /\d{7,} .*\d{7}/.test(number) || number.split(' - ').filter((part) => onKeys(part).length >= 7).length > 1;
  if (isTwo || !(atHome.test(number) || abroad.test(number))) return null;
  const dialledKeys = onKeys(number);
  // 1-800-273-TALK (8255) says the same twice.
  if (again !== undefined && !dialledKeys.endsWith(onKeys(again))) return null;
  const isWord = /[A-Z]/.test(number);
  // A word in capitals behind a whole number is a remark.
  if (isWord && !/^(?:\D*\d){2,7}\D*$/.test(number.replace(/[A-Z].*$/, ''))) return null;
  return new RegExp(`^(?:\\+|00)?\\d{${isWord ? 10 : 7},15}$`).test(dialledKeys) ? dialledKeys : null;
}

/** `+44 (0)20`: the bracket is for callers in the country. */
function withoutTrunk(number: string): string {
  return /^\(?(?:\+|00)/.test(number) ? number.replace(/\(0\) ?/, '') : number;
}

/** The numbers in a text that holds more than one, as people part them; none where it holds one or something else. */
export function numbersIn(text: string): readonly string[] {
  for (const { parting, part } of partings) {
    const parts = text
      .slice(0, longestText)
      .split(parting)
      .flatMap((one) => one.trim() || []);
    if (parts.length > 1 && parts.every((one) => part.test(one) && dialled(one) !== null)) return parts;
  }
  return [];
}

const partings = [
  { parting: /[,;/|&\n]| [\p{Pd}\u2212] | (?:or|and|oder|und|ou|et|o|y|e|или|и|أو|و) | {2,}/iu, part: /./ },
  { parting: /[()]/, part: /./ },
  // Of what groups digits as well, only short codes are sure to be parted
  { parting: /[ -]/, part: /^(?:1\d{1,5}|9\d\d)$/ },
];

/** The one number in a text that holds words or marks as well; null where there is none, or more than one. */
export function numberInside(text: string): string | null {
  const typed = text.slice(0, longestText);
  const isWord = /^[\d+(][\d+() .-]*\p{L}{2,}(?:-\p{L}{2,})*$/u.test(typed);
  if (isWord && dialled(typed.toUpperCase()) !== null) return typed.toUpperCase();
  const digits = typed.replaceAll(/[Oo]/g, '0').replaceAll(/[Il]/g, '1');
  if (misreadDigit.test(typed) && dialled(digits) !== null) return digits;
  const runs = typed.match(/[+(]{0,2}\p{Nd}[\p{Nd}\p{Zs}()./\p{Pd}]*\p{Nd}/gu) ?? [];
  const numbers = [...new Map(runs.flatMap((run) => (dialled(run) === null ? [] : [[dialled(run), run]]))).values()];
  return numbers.length === 1 && numbers.length === runs.length - (/\]\(/.test(typed) ? 1 : 0)
    ? (numbers[0] ?? null)
    : null;
}

/** Why a text that is not dialled is none. */
export function faultOfNumber(text: string): 'several' | 'short' | 'long' | 'trunk' | 'other' {
  if (numbersIn(text).length > 1) return 'several';
  const plain = plainSigns(text);
  if (/^\(?(?:\+|00)[^(]*\(0\d+\)/.test(plain)) return 'trunk';
  if (!/^\+?[\d(][\d ()./-]*$/.test(plain) || !/\d/.test(plain)) return 'other';
  const { length } = onKeys(plain).replace('+', '');
  return length < 7 ? 'short' : length > 15 ? 'long' : 'other';
}

/** As on the keys of a telephone (ITU-T E.161): digits, and `+` before them. */
function onKeys(typed: string): string {
  return plainSigns(typed)
    .replaceAll(/[A-Z]/gi, (letter) => keypad[letter.toUpperCase()] ?? '')
    .replaceAll(/[^\d+]/g, '');
}

const keypad: Record<string, string> = Object.fromEntries(
  ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'].flatMap((letters, index) =>
    [...letters].map((letter) => [letter, String(index + 2)]),
  ),
);

/** Digits of any script, hyphens, spaces, brackets and signs as ASCII has them; nothing that cannot be seen. */
export function plainSigns(text: string): string {
  return text
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\p{Nd}/gu, valueOfDigit)
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .replaceAll(/[＋（）／＃]/g, (sign) => sign.normalize('NFKC'))
    .replaceAll(/\p{Zs}+/gu, ' ')
    .trim();
}

/** The digits of a script stand in a row, from its zero; a row begins at no digit (Unicode Standard, 4.6). */
function valueOfDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return String((code - first) % 10);
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
