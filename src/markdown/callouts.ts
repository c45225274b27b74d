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
