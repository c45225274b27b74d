import { attributeOf, type Element, isElement, placeOf, textIn } from '../html/nodes.ts';
import type { Remark } from '../import/found.ts';
import { hiddenBy, ownWords, quoted } from '../transcribe/fates.ts';
import type { Cover, PageTree } from './pageTree.ts';

/** A remark for each part of a page that was not taken: the largest that holds nothing that was. */
export function namesOfLeftovers(tree: PageTree, taken: Cover): Remark[] {
  const remarks: Remark[] = [];
  const visit = (element: Element): void => {
    for (const node of element.childNodes) {
      if (tree.lengthOf(node) === 0 || taken.covers(node)) continue;
      const text = textIn(node);
      if (isElement(node) && taken.meets(node)) visit(node);
      else if (isElement(node) || text !== null) {
        const words = isElement(node) ? ownWords(node) : (text ?? '').replaceAll(/\s+/g, ' ').trim();
        const place = placeOf(node) ?? { line: 1 };
        remarks.push({
          kind: 'left-out',
          what: `${isElement(node) ? nameOf(node, tree) : 'text'} ${quoted(words)}`,
          ...place,
        });
      }
    }
  };
  if (tree.body) visit(tree.body);
  return remarks;
}

function nameOf(element: Element, tree: PageTree): string {
  const noise = tree.noiseAt(element);
  if (noise !== null) return noise;
  if (/^h[1-6]$/.test(element.tagName)) return 'heading';
  if (element.tagName === 'button' || attributeOf(element, 'role') === 'button') return 'button';
  return hiddenBy(element) ?? 'text';
}
