/** The kinds of callout that GitHub's Markdown knows, from mild to grave. */
export const calloutKinds = ['note', 'tip', 'important', 'warning', 'caution'] as const;

export type CalloutKind = (typeof calloutKinds)[number];

export function isCalloutKind(kind: string): kind is CalloutKind {
  return (calloutKinds as readonly string[]).includes(kind);
}
