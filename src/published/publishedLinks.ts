import { attributeOf, type Element, type Node } from '../html/nodes.ts';
import { elementsIn, oneSpaced, textOf } from '../html/publishedElements.ts';
import { verifierPath } from '../pages/verifierPage.ts';
import { internalTarget, transcriptOf } from '../proof/answerTranscript.ts';
import type { PublishedFaq } from '../publicData/publishedFaq.ts';
import { decodeFragment } from '../schema/identifiers.ts';
import { verifierWordsFor } from '../words/verifierWords.ts';

/** How the links within the site differ from those of the approved answer, in a few words; null where they do not. */
export function strayLink(body: Element, approved: readonly Node[], faq: PublishedFaq | null): string | null {
  const links = linksIn(elementsIn(body));
  const expected = linksIn(approved.flatMap(elementsIn));
  let at = 0;
  for (const { element, target, words } of links) {
    // One whose target has gone since is no link any more.
    while (at < expected.length && !(expected[at]?.target === target && expected[at]?.words === words)) at++;
    if (at++ >= expected.length || leadsAstray(element, faq)) return `a link leads to \`${target}\``;
  }
  const isThere = ({ target }: { target: string }): boolean => faq?.questions.has(target) === true;
  const count = (all: readonly { target: string }[]): number => all.filter(isThere).length;
  return count(links) === count(expected) ? null : 'a link was taken out';
}

function linksIn(elements: readonly Element[]): { element: Element; target: string; words: string }[] {
  return elements.flatMap((element) => {
    const target = internalTarget(element);
    return target === null ? [] : [{ element, target, words: transcriptOf(element.childNodes, () => null) }];
  });
}

/** Where the links of a page lead that are called as verify.html is, but for that. */
export function strayVerifiers(elements: readonly Element[], language: string, url: string | null): string[] {
  const { title } = verifierWordsFor(language).words;
  return elements
    .filter((one) => one.tagName === 'a' && textOf(one) === oneSpaced(title))
    .map((one) => attributeOf(one, 'href') ?? '')
    .filter((href) => href !== verifierPath && href !== `${url ?? ''}${verifierPath}`)
    .map((href) => `what is called “${title}” leads to ${href}`);
}

/** Whether a link names a page on which what it leads to does not stand. */
export function leadsAstray(element: Element, faq: PublishedFaq | null): boolean {
  const [, page, fragment] = /^([^/?#]+)\.html#(.+)$/.exec(attributeOf(element, 'href') ?? '') ?? [];
  if (!faq || page === undefined || fragment === undefined) return false;
  const [path, id] = [page, fragment].map(decodeFragment);
  if (path === id || (path === 'index' && !faq.questions.has(id ?? ''))) return false;
  return faq.answersOn(`${path}.html`)?.ids.includes(id ?? '') !== true;
}
