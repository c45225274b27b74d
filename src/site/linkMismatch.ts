import { telephoneNumbers } from './telephoneNumbers.ts';

/** What the words of a link promise, and what a press on it does instead. */
export interface Mismatch {
  readonly shown: string;
  readonly target: string;
  readonly does: 'dials' | 'writes to' | 'leads to';
}

/**
 * Whether a link shows one number, address of mail or site and leads to
 * another: nobody who presses it sees which. Null where its words promise none,
 * or where any one of several agrees. `words` as readers see them, `href` as it
 * is published.
 */
export function linkMismatch(words: string, href: string): Mismatch | null {
  const shown = plainSigns(words);
  return numberMismatch(shown, href) ?? mailMismatch(shown, href) ?? siteMismatch(shown, href);
}

/** Digits of any script as 0 to 9, and one kind of space and hyphen. */
function plainSigns(words: string): string {
  return words
    .normalize('NFKC')
    .replaceAll(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\u00AD]/g, '')
    .replaceAll(/\p{Nd}/gu, asciiDigit)
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The digits of every script stand in a row of ten, whose first comes after what is no digit or the last of another row. */
function asciiDigit(digit: string): string {
  if (digit <= '\x7f') return digit;
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}

interface Dialled {
  readonly digits: string;
  /** With the code of its country. */
  readonly isInternational: boolean;
  readonly extension: string | null;
}

function numberMismatch(words: string, href: string): Mismatch | null {
  const typed = /^(?:tel|sms):\/*([^?&]*)/i.exec(href)?.[1] ?? /^https?:\/\/wa\.me\/([^?/]*)/i.exec(href)?.[1];
  if (typed === undefined) return null;
  const target = decode(typed);
  // A text message can go to several.
  const dialled = target.split(/,(?=\+?\d{3})/).map(readDialled);
  const shown = shownNumbers(words);
  if (shown.some((number) => dialled.some((other) => isSame(number, other)))) return null;
  const isShort = dialled.every(({ digits }) => digits.length <= 6);
  const toCall = telephoneNumbers(words);
  const promised = shown.find(
    ({ digits, typed, index }) =>
      digits.length >= 5 ||
      typed === words ||
      (digits.length >= 3 &&
        (isShort || toCall.some((call) => call.index <= index + typed.length && call.index >= index))),
  );
  return promised ? { shown: promised.typed, target, does: 'dials' } : null;
}

function readDialled(typed: string): Dialled {
  const extension = /(?:;ext=|[,pwx;]+)(\d+)/i.exec(typed)?.[1] ?? null;
  return { ...internationalForm(onKeypad(typed.replace(/[;,].*$/, ''))), extension };
}

interface ShownNumber extends Dialled {
  readonly typed: string;
  readonly index: number;
}

/** Hours, days and shares that stand beside a number, and are none. */
const noNumber =
  /(?<!\d)(?:24 ?\/ ?7|\d{1,2}[:.]\d{2}(?: ?-? ?\d{1,2}[:.]\d{2})?(?!\d)|\d{1,3}[ -]?(?:h|hours?|hrs?|min|minutes?|am|pm|Std|Stunden|Uhr|heures?|horas?|%)(?![\p{L}\p{N}])|\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})/giu;

const digitRun = /(?<![\p{L}\p{N}])[+(]{0,2}\d(?:[ ./()-]{0,3}\d)*(?!\p{L})/gu;
/** As `1-800-FLOWERS`. */
const letterRun = /(?<![\p{L}\p{N}])\+?\d[\d .()-]*(?:[A-Z]{2,}[\d-]*)+(?![\p{L}\p{N}])/gu;

function shownNumbers(words: string): ShownNumber[] {
  const text = words.replaceAll(noNumber, (found) => '\u0000'.repeat(found.length));
  const numbers: ShownNumber[] = [];
  const add = (typed: string, index: number): void => {
    const extension = /^ ?(?:;|,)? ?(?:ext\.?|extension|x|#|Durchwahl|poste|int\.?) ?(\d+)/i.exec(
      text.slice(index + typed.length),
    )?.[1];
    numbers.push({ ...internationalForm(onKeypad(typed)), extension: extension ?? null, typed: typed.trim(), index });
  };
  for (const { 0: typed, index } of text.matchAll(letterRun)) add(typed, index);
  const vanity = numbers.map(({ typed, index }) => [index, index + typed.length] as const);
  for (const { 0: typed, index } of text.matchAll(digitRun)) {
    if (vanity.some(([start, end]) => index >= start && index < end)) continue;
    // What follows `ext.` is part of the number before it.
    if (numbers.some((number) => number.extension === typed && number.index < index)) continue;
    add(typed, index);
    // `112 / 911` are two.
    if (/\/| - /.test(typed)) for (const part of typed.split(/\/| - /)) add(part, index + typed.indexOf(part));
  }
  return numbers;
}

function onKeypad(typed: string): string {
  const keys = '22233344455566677778889999';
  return typed.toUpperCase().replaceAll(/[A-Z]/g, (letter) => keys[letter.charCodeAt(0) - 65] ?? '');
}

/** `+44 (0)20 …` and `00 44 20 …` without what is not dialled from abroad. */
function internationalForm(typed: string): { digits: string; isInternational: boolean } {
  const digits = typed.replaceAll(/\D/g, '');
  if (/^\(?\+/.test(typed.trim())) {
    return { digits: typed.replace(/\(0\)/, '').replaceAll(/\D/g, ''), isInternational: true };
  }
  const [prefix] = digits.length > 9 ? (/^(?:00|011)(?=[1-9])/.exec(digits) ?? []) : [];
  return { digits: digits.slice(prefix?.length ?? 0), isInternational: prefix !== undefined };
}

/** What is dialled within a country before a number, and left out from abroad. */
const trunks = ['', '0', '8', '06'];

/** One number, whether with or without the codes of country and trunk. */
function isSame(shown: Dialled, dialled: Dialled): boolean {
  if (shown.extension !== null && dialled.extension !== null && shown.extension !== dialled.extension) return false;
  const [short, long] = shown.digits.length <= dialled.digits.length ? [shown, dialled] : [dialled, shown];
  if (short.digits === long.digits) return true;
  if (short.isInternational && long.isInternational) return false;
  // A number of one town, whose code is dialled as well.
  if (!short.isInternational && short.digits.length >= 6 && long.digits.endsWith(short.digits)) return true;
  return [shown, dialled].some((national) => {
    const other = national === shown ? dialled : shown;
    return trunks.some((trunk) => {
      const core = national.digits.startsWith(trunk) ? national.digits.slice(trunk.length) : '';
      if (core.length < 2 || national.isInternational || !other.digits.endsWith(core)) return false;
      const country = other.digits.slice(0, -core.length);
      return /^[1-9]\d{0,2}$/.test(country) && (other.isInternational || core.length >= 7);
    });
  });
}

const mailAddress = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

function mailMismatch(words: string, href: string): Mismatch | null {
  const typed = /^mailto:([^?]*)/i.exec(href)?.[1];
  const shown = words.match(mailAddress);
  if (typed === undefined || !shown) return null;
  const target = decode(typed);
  const targets = target.toLowerCase().split(/[,;] ?/);
  const agrees = shown.some((address) => targets.includes(address.toLowerCase()));
  return agrees ? null : { shown: shown[0], target, does: 'writes to' };
}

const shownSite =
  /^(?:https?:\/\/(?<site>[^\s/?#]+)|(?<bare>www\.[^\s/?#]+|(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|gov|edu|int)))(?<path>\/\S*)?$/iu;

function siteMismatch(words: string, href: string): Mismatch | null {
  const { site, bare, path } = shownSite.exec(words)?.groups ?? {};
  const host = hostOf(site ?? bare ?? '');
  const target = /^https?:/i.test(href) && URL.canParse(href) ? new URL(href) : null;
  if (host === null || target === null) return null;
  const other = target.hostname.replace(/^www\./, '');
  const isRelated = host === other || host.endsWith(`.${other}`) || other.endsWith(`.${host}`);
  // Who shows a whole address shows the page, too; words may break off with dots.
  const isOtherPage =
    site !== undefined &&
    path !== undefined &&
    !/(?:…|\.\.\.)/.test(path) &&
    !samePath(`${target.pathname}${target.search}${target.hash}`).startsWith(samePath(path));
  return isRelated && !isOtherPage ? null : { shown: words, target: href, does: 'leads to' };
}

function hostOf(host: string): string | null {
  if (host === '' || !URL.canParse(`http://${host}`)) return null;
  return new URL(`http://${host}`).hostname.replace(/^www\./, '');
}

function samePath(path: string): string {
  return decode(path).toLowerCase().replace(/\/+$/, '');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
