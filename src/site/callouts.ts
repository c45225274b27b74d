/**
 * The kinds of callout that GitHub's Markdown knows, from mild to grave, and the care cards of the NHS, which tell
 * a reader what to do: from what can wait to what cannot.
 */
export const calloutKinds = [
  'note',
  'tip',
  'important',
  'warning',
  'caution',
  'non-urgent',
  'urgent',
  'immediate',
] as const;

export type CalloutKind = (typeof calloutKinds)[number];

export function isCalloutKind(kind: string): kind is CalloutKind {
  return (calloutKinds as readonly string[]).includes(kind);
}

export function isCareCard(kind: CalloutKind): boolean {
  return kind === 'non-urgent' || kind === 'urgent' || kind === 'immediate';
}

/** Words that ask for a call or a message, in the languages that faqgen has words for. */
const asksToCall =
  /(?<![\p{L}])(?:call|dial|ring|phone|text|anrufen|anruf|ruf(?:en)?|wähl(?:e|en)?|appel(?:ez|er|le)|compos(?:ez|er)|llam(?:e|ar|a)|marque|marcar|اتصل|اتصلوا)(?![\p{L}])/iu;
/** Behind these a number is most likely a measure. */
const setsCondition =
  /(?<![\p{L}])(?:if|when|over|above|below|under|than|wenn|falls|über|unter|si|quand|cuando|إذا)(?![\p{L}])/iu;
const measure =
  /^\s?(?:%|°|[µmk]?g(?![\p{L}])|(?:m[lgm]|mcg|mmHg|bpm|kcal|cal|lbs?|oz|IU|cm|kg|ml|l|x|times?|tablets?|pills?|drops?|doses?|units?|people|persons?|years?|months?|weeks?|days?|hours?|minutes?|min|h)(?![\p{L}]))/iu;
const digits = /(?<![\p{L}\d.,/€$£-])\+?\(?\d(?:[\d ().-]{0,18}\d)?(?![\p{L}\d])/gu;

/** The telephone numbers in a text: those that begin with a plus sign, and those that somebody is asked to call. */
export function telephoneNumbersIn(text: string): { readonly index: number; readonly number: string }[] {
  return [...text.matchAll(digits)].flatMap(({ 0: number, index }) => {
    const count = number.replaceAll(/\D/g, '').length;
    const isDate = /^\d{4}-\d{2}(?:-\d{2})?$|^\d{4}-\d{4}$/.test(number);
    if (count < 3 || count > 15 || isDate || measure.test(text.slice(index + number.length))) return [];
    if (number.startsWith('+')) return count > 6 ? [{ index, number }] : [];
    const before = /[^.!?;\n]*$/.exec(text.slice(0, index))?.[0] ?? '';
    const asked = before.split(asksToCall);
    const between = asked.at(-1) ?? '';
    const isAsked = asked.length > 1 && between.length <= 25 && !setsCondition.test(between);
    // German and others ask behind the number.
    const after = /^.{0,12}/u.exec(text.slice(index + number.length))?.[0] ?? '';
    return isAsked || (/^\s/.test(after) && asksToCall.test(after)) ? [{ index, number }] : [];
  });
}
