import { telephoneNumbers } from '../markdown/telephoneNumbers.ts';
import { dialled, plainSigns, sameNumber } from '../schema/telephone.ts';

/** What the words of a link promise, and what a press on it does instead. */
export interface Mismatch {
  readonly shown: string;
  readonly target: string;
  readonly does: 'dials' | 'writes to' | 'leads to';
  /** Another number that it shows is dialled. */
  readonly isSecond?: boolean;
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

function numberMismatch(words: string, href: string): Mismatch | null {
  const typed = /^(?:tel|sms):([^?&]*)/i.exec(href)?.[1] ?? /^https?:\/\/wa\.me\/([^?/]*)/i.exec(href)?.[1];
  if (typed === undefined) return null;
  const target = decode(typed);
  const dialledDigits = target.replace(/[;,].*$/, '').replaceAll(/\D/g, '');
  const shown = shownNumbers(words);
  const isDialled = ({ typed }: ShownNumber): boolean =>
    sameNumber(typed, /^https?:/i.test(href) ? `tel:+${target}` : target) ||
    isOfOneTown(typed, dialledDigits) ||
    lettersOf(typed) === lettersOf(target);
  const dialledAt = shown.findIndex(isDialled);
  if (dialledAt >= 0) {
    const run = shown[dialledAt]?.run;
    const second = shown.find(
      (one) =>
        one.run !== run &&
        dialled(one.typed) !== null &&
        one.typed.replaceAll(/\D/g, '').length >= 7 &&
        !shown.some((other) => other.run === one.run && isDialled(other)),
    );
    return second ? { shown: second.typed, target, does: 'dials', isSecond: true } : null;
  }
  const toCall = telephoneNumbers(words);
  const promised = shown.find(({ typed, index }) => {
    const { length } = typed.replaceAll(/[^\p{L}\d]/gu, '');
    const isToCall =
      dialledDigits.length <= 6 || toCall.some((call) => call.index >= index && call.index < index + typed.length);
    return length >= 5 || typed === words || (length >= 3 && isToCall);
  });
  return promised ? { shown: promised.typed, target, does: 'dials' } : null;
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}+]/gu, '').toLowerCase();
}

/** As `555-0199` for those who live where it is. */
function isOfOneTown(shown: string, dialledDigits: string): boolean {
  const digits = shown.replaceAll(/\D/g, '');
  return /^[1-9]\d{5,7}$/.test(digits) && dialledDigits.endsWith(digits);
}

interface ShownNumber {
  readonly typed: string;
  readonly index: number;
  /** The digits in a row of which it is one reading. */
  readonly run: number;
}

/** Hours, days and shares that stand beside a number, and are none. */
const noNumber =
  /(?<!\d)(?:24 ?\/ ?7|\d{1,2}[:.]\d{2}(?: ?-? ?\d{1,2}[:.]\d{2})?(?![\d.]|[ -]\d)|\d{1,3}[ -]?(?:h|hours?|hrs?|min|minutes?|am|pm|Std|Stunden|Uhr|heures?|horas?|%)(?![\p{L}\p{N}])|\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})/giu;

const extension = String.raw`(?:[ ,;]{0,2}\(?(?:#|(?:x|ext(?:ension)?|Durchwahl|poste|int)\.?) ?\d{1,8}\)?)?`;
/** Digits in groups, and letters on their keys, as in `1-800-FLOWERS`. */
const numberRun = new RegExp(
  String.raw`(?<![\p{L}\p{N}*])[+(]{0,2}\d(?:[ ./()-]{0,3}\d)*(?:[ .-]?[A-Z]{2,}(?:-[A-Z\d]{2,})*(?![\p{L}\p{N}])|${extension}(?!\p{L}))`,
  'gu',
);

function shownNumbers(words: string): ShownNumber[] {
  const text = words.replaceAll(noNumber, (found) => '\0'.repeat(found.length));
  return [...text.matchAll(numberRun)].flatMap(({ 0: typed, index }) => {
    // `112 / 911` are two, and in `988 LIFELINE` stands one.
    const parts = typed.split(/ ?\/ ?| - | (?=[A-Z]{2})/).filter((part) => part !== typed && /\d/.test(part));
    // `(9 to 5)` behind a number is opened in it.
    const opened = /^(.*\d) ?\([^)]*$/.exec(typed)?.[1] ?? [];
    const readings = [typed.trim(), ...parts, ...[opened].flat()];
    return readings.map((part) => ({ typed: part, index: index + typed.indexOf(part), run: index }));
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
