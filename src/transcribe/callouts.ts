import { attributeOf, type Element } from '../html/nodes.ts';
import type { CalloutKind } from '../markdown/callouts.ts';
import { classesOf } from './fates.ts';

/** The boxes of Bootstrap, GOV.UK, the NHS, Sphinx and the like, by their classes. */
const boxes: readonly [RegExp, CalloutKind][] = [
  [/^(?:nhsuk-care-card|nhsuk-card--care)--non-urgent$/, 'non-urgent'],
  [/^(?:nhsuk-care-card|nhsuk-card--care)--urgent$/, 'urgent'],
  [/^(?:nhsuk-care-card|nhsuk-card--care)--(?:immediate|emergency)$/, 'immediate'],
  [/^(?:alert|callout|notice|message|admonition|box)-{0,2}(?:danger|error)$|^(?:danger|caution)-box$/, 'caution'],
  [
    /^(?:alert|callout|notice|message|admonition|box)-{1,2}warning$|^(?:govuk-warning-text|nhsuk-warning-callout)$/,
    'warning',
  ],
  [/^warning-(?:box|text|callout)$/, 'warning'],
  [/^(?:alert|callout|notice|admonition)-{1,2}(?:info|note)$|^note-box$/, 'note'],
  [/^(?:alert|callout|admonition)-{1,2}tip$|^tip-box$/, 'tip'],
];

/** The callout that an element is; null for any other, and for one that says so itself: its page would say it twice. */
export function calloutOf(element: Element, words: string): CalloutKind | null {
  const classes = classesOf(element);
  const named = boxes.find(([pattern]) => classes.some((name) => pattern.test(name)))?.[1];
  const ofSphinx = classes.includes('admonition')
    ? classes.find((name) => /^(?:note|tip|important|warning|caution)$/.test(name))
    : undefined;
  const kind = named ?? (ofSphinx as CalloutKind | undefined) ?? null;
  if (kind === null || attributeOf(element, 'role') === 'status') return null;
  return words.toLowerCase().startsWith(kind) ? null : kind;
}
