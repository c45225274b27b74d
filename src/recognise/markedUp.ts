import { attributeOf, type Element, elementsBelow, elementsWithin, type Node } from '../html/nodes.ts';
import { nodesOfMarkup } from '../html/parseHtml.ts';
import { ownWords } from '../transcribe/fates.ts';

import { parentOf } from './pageTree.ts';
import type { Pair } from './pairs.ts';
import { foldQuestion } from './questionWords.ts';

/** Names of what an element is, in microdata (`itemprop`) and RDFa (`property`), without a prefix as `schema:`. */
export function propertiesOf(element: Element): string[] {
  const typed = attributeOf(element, 'itemprop') ?? attributeOf(element, 'property') ?? '';
  return typed.split(/\s+/).map((name) => name.replace(/^.*[:/#]/, ''));
}

function isQuestion(element: Element): boolean {
  const types = attributeOf(element, 'itemtype') ?? attributeOf(element, 'typeof') ?? '';
  return types.split(/\s+/).some((type) => /^(?:.*[:/#])?Question\/?$/.test(type));
}

/** The nearest thing around an element that has properties; null where there is none. */
function scopeOf(element: Element): Element | null {
  let scope = parentOf(element);
  while (scope && attributeOf(scope, 'itemscope') === null && attributeOf(scope, 'typeof') === null)
    scope = parentOf(scope);
  return scope;
}

/** A question by its `name`, where the markup says that it is one, and its answer. */
export function markedUpPair(name: Element): Pair | null {
  const root = scopeOf(name);
  if (!root || !isQuestion(root)) return null;
  const within = elementsWithin(root);
  const has = (element: Element, ...names: string[]): boolean =>
    propertiesOf(element).some((one) => names.includes(one));
  const accepted =
    within.find((one) => has(one, 'acceptedAnswer')) ?? within.find((one) => has(one, 'suggestedAnswer'));
  if (!accepted) return null;
  const texts = elementsWithin(accepted).filter((one) => has(one, 'text'));
  return { question: name, answer: texts.length > 0 ? texts : [accepted], root, shape: 'microdata' };
}

/** Puts the words of `<meta itemprop="name">` and `<meta itemprop="text">` of questions onto the page, where it does not show them. */
export function showMarkedUpWords(nodes: readonly Node[]): void {
  for (const meta of elementsBelow(nodes)) {
    const words = meta.tagName === 'meta' ? attributeOf(meta, 'content')?.trim() : null;
    if (!words) continue;
    const [isName, isText] = ['name', 'text'].map((name) => propertiesOf(meta).includes(name));
    const scope = isName || isText ? scopeOf(meta) : null;
    const question = scope && (isName ? scope : scopeOf(scope));
    if (!scope || !question || !isQuestion(question)) continue;
    const shown = elementsWithin(scope).find((one) => foldQuestion(ownWords(one)) === foldQuestion(words));
    if (shown) {
      shown.attrs.push({ name: 'itemprop', value: isName ? 'name' : 'text' });
      meta.attrs = [];
    } else become(meta, isName ? 'strong' : 'div', nodesOfMarkup(words));
  }
}

/** Puts the words that elements of an own make hold in attributes onto the page: `<faq-item question="…" answer="…">` opens, as `<sl-details summary="…">`. */
export function showWordsOfAttributes(nodes: readonly Node[]): void {
  for (const element of elementsBelow(nodes)) {
    if (!/^[a-z]+-.*(?:faq|question|details|accordion|collaps|expan|toggle|qa|item)|^faq-/.test(element.tagName))
      continue;
    const said = (...names: string[]): string | undefined =>
      names.map((name) => attributeOf(element, name)?.trim()).find(Boolean);
    const question = said('question', 'summary', 'heading', 'header', 'title', 'label');
    const answer = said('answer', 'content', 'text');
    if (question === undefined || (answer === undefined && element.childNodes.length === 0)) continue;
    const [summary] = nodesOfMarkup(`<summary>${question.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</summary>`);
    if (summary) become(element, 'details', [summary, ...element.childNodes, ...nodesOfMarkup(answer ?? '')]);
  }
}

function become(element: Element, tagName: string, childNodes: readonly Node[]): void {
  Object.assign(element, { nodeName: tagName, tagName, childNodes: [...childNodes] });
  for (const node of childNodes) {
    node.parentNode = element;
    if (element.sourceCodeLocation) node.sourceCodeLocation ??= element.sourceCodeLocation;
  }
}
