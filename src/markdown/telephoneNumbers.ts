/**
 * Telephone numbers in running text. What is no number to call is said to be none rather than asked about:
 * a doctor's text is full of doses, rates and years, and few warnings of that kind are read twice.
 */
export function telephoneNumbers(text: string): { readonly number: string; readonly index: number }[] {
  const found: { number: string; index: number }[] = [];
  for (const { 0: typed, index } of text.matchAll(digitGroups)) {
    const number = withoutCount(typed, text.slice(index + typed.length, index + typed.length + farthest));
    if (number === null || isDateOrAmount(number)) continue;
    const digits = number.replaceAll(/\D/g, '').length;
    const before = text.slice(Math.max(0, index - farthest), index);
    const isInternational = number.startsWith('+') && digits >= 7;
    const isToBeCalled =
      digits >= 3 &&
      !comparison.test(before) &&
      (callBefore.test(before) || callBehind.test(text.slice(index + number.length, index + number.length + farthest)));
    if (digits <= 15 && (isInternational || isToBeCalled)) found.push({ number, index });
  }
  return found;
}

/** Digits in groups, as `+1 (800) 555-0199` or `030/1234567`. Digits in a word, a sum, a time or a decimal number are none. */
const digitGroups =
  /(?<![\p{L}\p{N}$€£<>≤≥+(]|\p{N}[.,:/–-])(?:\+?\d|\+?\(\d{1,5}\)[ -]?\d|0\d{1,5}\/\d)(?:[ \u00A0\u202F.-]?\d|[ ]?\(\d{1,5}\)[ ]?\d)*(?![\p{L}\p{N}]|[.,:/–-]\d)|(?<=\()\d{3,}(?=\))/gu;

function word(...words: string[]): string {
  return `(?<![\\p{L}\\p{N}-])(?:${words.join('|')})(?![\\p{L}\\p{N}])`;
}

const units =
  '%|‰|°|€|\\$|£|[µμmnk]?g|mc[gl]|[mcdµμ]?l|IU|I\\.?E\\.?|UI|m?mol|mEq|mmHg|kPa|[cmk]?m|bpm|k?cal|kJ|lbs?|oz|ppm|وحدة|ملغ|ملجم|مل|غرام|جرام|كغ|سعرة';
const counted = [
  'units?|tablets?|pills?|capsules?|doses?|drops?|puffs?|cups?|times|beats?|breaths?|calories|pounds?|steps?|words?',
  'people|persons?|patients?|adults?|children|women|men|cases|seconds?|minutes?|min|hours?|hrs?|days?|weeks?|months?|years?',
  'Einheiten|Tabletten?|Pillen?|Kapseln?|Dosen|Dosis|Tropfen|Hüben?|Mal|Schlägen?|Kalorien|Pfund|Menschen|Personen',
  'Patient(?:inn)?en|Kindern?|Sekunden?|Minuten?|Stunden?|Uhr|Tagen?|Tage|Wochen?|Monaten?|Monate|Jahren?|Jahre',
  'unités?|comprimés?|pilules?|gélules?|gouttes?|bouffées?|fois|battements?|personnes?|enfants?|secondes?|heures?|jours?|semaines?|mois|ans|années?',
  'unidades|comprimidos?|pastillas?|tabletas?|cápsulas?|dosis|gotas|veces|latidos|personas|pacientes|niños|segundos|minutos|horas|días|semanas|meses|años',
  'أقراص|قرصا?|حبة|حبوب|كبسولة|كبسولات|جرعة|جرعات|قطرة|قطرات|نبضة|مرة|مرات|شخصا?|أشخاص|مريضا?|مرضى|ثانية|دقيقة|دقائق|ساعة|ساعات|يومًا|يوما?|أيام|أسبوعا?|أسابيع|شهرا?|أشهر|سنة|سنوات|عاما?',
];
const count = new RegExp(`^[ \\u00A0\\u202F-]?(?:${units}|${counted.join('|')})(?![\\p{L}\\p{N}])|^ ?[%‰°€$£]`, 'iu');

/** The number without what belongs to a noun: `112` of `112 24 hours a day`. Null where all of it counts or measures. */
function withoutCount(typed: string, behind: string): string | null {
  if (!count.test(behind)) return typed;
  // The groups of a large number have three digits.
  return /^(.*\d)[ \u00A0\u202F]\d{1,2}$/.exec(typed)?.[1] ?? null;
}

/** A day, a year, years from and to, or a decimal number. */
function isDateOrAmount(number: string): boolean {
  return /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[.-] ?\d{1,2}[.-] ?(?:\d{2}|\d{4})|(?:19|20)\d\d(?: ?- ?(?:(?:19|20)\d\d|\d\d))?|\d+\.\d{1,2})$/.test(
    number,
  );
}

/** No word that decides stands farther from a number. */
const farthest = 60;

const call = word(
  'call|calls|calling|dial|dials|dialling|dialing|phone|phoning|telephone|tel|ring|ringing|text|texting|sms',
  'ruf|rufe|ruft|rufen|anruf|anrufe|anrufen|anruft|wähle?|wählen|wählt|telefon|telefonieren?|notruf',
  'appel|appele[rz]|appelle|appelons|compose[rz]?|téléphone[rz]?|fai(?:re|s|tes) le',
  'llam[ae]|llame[ns]?|llamar|llamad|llamen|llamando|marque|marquen|marcar|marca|telefonear|teléfono',
);
const arabicCall = '(?:اتصل|اتّصل|تتصل|يتصل|الاتصال|اتصال|هاتف|اطلب|رسالة)';

/** Behind these, a number is told as a condition. */
const condition = word(
  "if|when|whenever|unless|wenn|falls|sobald|si|s[’']ils?|cuando|quand|lorsque|إذا|اذا|لو|عند|عندما",
);
const gap = (length: number, ends: string): string => `(?:(?!${condition}|[${ends}]\\s)[\\s\\S]){0,${length}}`;

const callBefore = new RegExp(`(?:${call}|${arabicCall})${gap(25, '.;!?؟')}$`, 'iu');
/** German puts the verb last. */
const callBehind = new RegExp(`^${gap(15, ',.;:!?')}${word('anrufen|anruft|wählen|wählt|rufen|ruft')}`, 'iu');

const comparison = new RegExp(
  `(?:${word(
    'above|over|below|under|than|within|after|before|since|until|about|least|most|page|step|of|über|als|seit|bis|mindestens',
    "plus d[e’']|moins d[e’']|depuis|après|avant|más de|menos de|desde|después de|antes de|hasta|sobre",
    'أكثر من|أقل من|فوق|منذ|بعد|قبل|حوالي',
  )}\\s+|[<>≤≥]\\s*)$`,
  'iu',
);
