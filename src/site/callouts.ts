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

/**
 * A telephone number in running text: a short one that is dialled in an emergency or for advice somewhere
 * (and no dose), or seven digits and more.
 */
export const telephoneNumber =
  /(?<![\d.,/$€£+-])(?:(?:000|11[0-9]|911|988|99[05-9]|19[0-3]|116[ ]?\d{3})(?![\d.,/-]*\d|[ ]?(?:%|[µmk]?g\b|m[cl]g?\b|m[lL]\b|IU\b|units?\b|people\b|days?\b|hours?\b|minutes?\b))|\+?\d[\d ().-]{5,}\d)/g;
