import { attributeOf, type Element, elementsBelow, elementsWithin, type Node } from '../html/nodes.ts';
import { classesOf, isForScreenReaders, ownWords } from '../transcribe/fates.ts';

/**
 * Takes out of a page what is drawn or spoken beside the words of a button: the names of icons, which a font draws as
 * signs, and hints such as “Show this section”; and what links to a heading, or edits it. Returns the hints. One that is all a button says stays.
 */
export function takeOutHints(nodes: readonly Node[]): string[] {
  const hints: string[] = [];
  // One within another is read with it, so that time grows with the length of the page.
  const read = new Set<Element>();
  for (const element of elementsBelow(nodes)) {
    if (isIconName(element) || classesOf(element).includes('mw-editsection')) remove(element);
    // Its id may be the anchor of the question.
    if (isMarkOfHeading(element)) element.childNodes = [];
    if (read.has(element) || !isButton(element)) continue;
    const within = elementsWithin(element);
    for (const one of within) read.add(one);
    const inner = new Set<Element>();
    const found = within.filter((one) => {
      if (inner.has(one) || !isHint(one)) return false;
      for (const other of elementsWithin(one)) inner.add(other);
      return true;
    });
    if (found.length === 0 || lettersIn([element]) <= lettersIn(found)) continue;
    hints.push(...found.map(ownWords).filter((words) => lettersOf(words) > 0));
    found.forEach(remove);
  }
  return hints;
}

function isHint(element: Element): boolean {
  return isForScreenReaders(element) || attributeOf(element, 'data-nosnippet') !== null;
}

function isButton(element: Element): boolean {
  return ['button', 'summary'].includes(element.tagName) || attributeOf(element, 'role') === 'button';
}

function isIconName(element: Element): boolean {
  return classesOf(element).some((name) =>
    /^material-(?:icons|symbols)(?:-(?:outlined|round|rounded|sharp))?$/.test(name),
  );
}

/** A sign in a heading by which readers get its address, or back to the contents. */
function isMarkOfHeading(element: Element): boolean {
  if (element.tagName !== 'a' || !attributeOf(element, 'href')?.includes('#')) return false;
  if (!/^(?:[#¶§🔗⚓∞⁋]|toc|top|link|permalink|anchor)$/iu.test(ownWords(element))) return false;
  for (let outer = element.parentNode; outer && 'tagName' in outer; outer = outer.parentNode)
    if (/^(?:h[1-6]|dt)$/.test(outer.tagName)) return true;
  return false;
}

function lettersIn(elements: readonly Element[]): number {
  return elements.reduce((sum, one) => sum + lettersOf(ownWords(one)), 0);
}

function lettersOf(words: string): number {
  return words.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function remove(element: Element): void {
  const siblings = element.parentNode && 'childNodes' in element.parentNode ? element.parentNode.childNodes : [];
  siblings.splice(siblings.indexOf(element), 1);
}
