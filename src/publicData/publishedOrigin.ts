import { attributeOf, type Element, isElement } from '../html/nodes.ts';
import { elementsIn, hasOnly, oneSpaced, textOf } from '../html/publishedElements.ts';
import { plainMarkdown } from '../markdown/plainMarkdown.ts';
import { digitalSources } from '../pages/dataTerms.ts';
import { en } from '../words/en.ts';
import { wordsFor } from '../words/wordsFor.ts';
import { entriesOf, type JsonMap, stringOf } from './jsonValues.ts';
import type { PublishedFaq, PublishedQuestion } from './publishedFaq.ts';

/** What the foot of an answer may say of a machine: what faq.json tells or, of a page that stands alone, that any did. */
export function labelsOf(id: string, faq: PublishedFaq | null, language: string): readonly string[] {
  const { generated, assisted } = (wordsFor(language) ?? en).origin;
  const known = faq?.questions.get(id)?.origin;
  return (faq ? (known ? [known.text] : []) : [generated, assisted]).map(oneSpaced);
}

/** Whether an element above an answer is such a label, and nothing else. */
export function isLabel(element: Element, labels: readonly string[]): boolean {
  return (
    element.tagName === 'p' &&
    elementsIn(element).every((one) => hasOnly(one, ['class']) && (one === element || one.tagName === 'strong')) &&
    labels.includes(textOf(element))
  );
}

/** How an answer on a page tells otherwise than faq.json whether a machine wrote it; empty where it does not. */
export function originFaults(article: Element, data: readonly JsonMap[], question: PublishedQuestion): string[] {
  const { origin, id } = question;
  const inside = elementsIn(article).slice(1);
  const labels = origin === null ? [] : inside.filter((element) => isLabel(element, [oneSpaced(origin.text)]));
  const isTold = origin === null || labels.some((label) => isInSight(label, article));
  const others = inside.filter(
    (element) => (attributeOf(element, 'class') ?? '').split(/\s+/).includes('by-ai') && !labels.includes(element),
  );
  const answers = data.filter(
    ({ name, acceptedAnswer }) =>
      acceptedAnswer !== undefined && oneSpaced(stringOf(name) ?? '') === oneSpaced(question.question),
  );
  const isOtherData = ({ acceptedAnswer }: JsonMap): boolean => {
    const [answer] = entriesOf([acceptedAnswer]);
    return (
      (answer?.['digitalSourceType'] ?? null) !== (origin && digitalSources[origin.kind]) ||
      (answer?.['creditText'] ?? null) !== (origin?.text ?? null)
    );
  };
  return [
    ...(isTold ? [] : [`it does not say that a machine had a part in it, as faq.json does: \`${id}\``]),
    ...(others.length === 0 ? [] : [`it says of a machine what faq.json does not: \`${id}\``]),
    ...(answers.some(isOtherData) ? [`its JSON-LD says otherwise than faq.json who wrote it: \`${id}\``] : []),
  ];
}

/** Nothing between an answer and a part of it may close that, or hide it. */
function isInSight(part: Element, article: Element): boolean {
  for (let node: Element = part; node !== article; ) {
    const isFoot = node.tagName === 'footer' || node.tagName === 'p' || node.tagName === 'div';
    if (
      !isFoot ||
      !hasOnly(node, ['class']) ||
      /(?:^|\s)(?:skip|address)(?:\s|$)/.test(attributeOf(node, 'class') ?? '')
    )
      return false;
    const parent = node.parentNode;
    if (!parent || !isElement(parent as Element)) return false;
    node = parent as Element;
  }
  return true;
}

/** The line by which the Markdown of a page tells it; null where people wrote the answer. */
export function labelInTwin(id: string, { questions }: PublishedFaq): string | null {
  const origin = questions.get(id)?.origin;
  return origin ? `*${plainMarkdown(origin.text)}*` : null;
}

/** Whether what a reviewer bears stands in JSON-LD otherwise than in faq.json. */
export function hasOtherCredentials(data: readonly JsonMap[], { credentials }: PublishedFaq): boolean {
  return data.some(({ name, hasCredential }) => {
    const told = entriesOf(hasCredential).map((one) => one['name']);
    return (
      hasCredential !== undefined && JSON.stringify(told) !== JSON.stringify(credentials.get(stringOf(name) ?? ''))
    );
  });
}
