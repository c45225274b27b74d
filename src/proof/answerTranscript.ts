import { decodeXML } from 'entities';
import { Html } from '../html/html.ts';
import { attributeOf, type Element, isElement, type Node } from '../html/nodes.ts';
import type { PictureSize } from '../html/pictureSize.ts';
import { hasOnly, oneSpaced } from '../html/publishedElements.ts';
import { readMarkdown } from '../markdown/markdown.ts';
import { inlineElements, markSigns, type OwnInline, ownClass } from '../markdown/ownInlines.ts';
import { printMarkdown } from '../markdown/printMarkdown.ts';
import { assetName, unhashed } from '../pages/assets.ts';
import { decodeFragment, isId } from '../schema/identifiers.ts';
import { en } from '../words/en.ts';
import { languagesWithWords, wordsFor } from '../words/wordsFor.ts';
import { withoutBlanksAtEnd } from '../yaml/softBreaks.ts';

/** Of a picture that was published with a page, by its address; undefined where it was not. */
type SizeOf = (address: string) => PictureSize | null | undefined;

/** An approved answer as a page would print it that gives its sources these numbers. `fileAt`: where a file of the project stands. */
export function approvedHtml(
  answer: string,
  language: string,
  numberOf: (sourceId: string) => number | undefined = () => 1,
  inlines: readonly OwnInline[] = [],
  fileAt: (path: string) => string = addressOfFile,
): Html {
  const markdown = readMarkdown({ text: answer, path: [] });
  if (!markdown) return new Html('');
  return printMarkdown(markdown, {
    words: wordsFor(language) ?? en,
    inlines,
    headingLevel: 2,
    linkTo: (id) => `#${id}`,
    sizeOf: () => null,
    fileAt,
    countTable: () => 1,
    cite: (id) => ({ number: numberOf(id) ?? 1, href: `#_source-${id}`, id: '' }),
  });
}

/**
 * The marks to which a page gives a meaning, as its elements tell. They make
 * words look another way: none is added, and none but the marks is gone.
 */
export function inlinesIn(elements: readonly Element[]): OwnInline[] {
  const inlines = new Map<string, OwnInline>();
  for (const one of elements) {
    const marks = attributeOf(one, 'data-marks');
    const element = inlineElements.find((name) => name === one.tagName);
    const name = attributeOf(one, 'class');
    if (marks === null || !markSigns.test(marks) || !element || (name !== null && !ownClass.test(name))) continue;
    inlines.set(marks, { marks, element, class: name });
  }
  return [...inlines.values()];
}

/** Everything that an answer is made of, but what depends on the page that shows it. */
export function transcriptOf(nodes: readonly Node[], sizeOf: SizeOf): string {
  const transcript = nodes.map((node) => transcriptOfNode(node, sizeOf)).join('');
  return oneSpaced(transcript);
}

function transcriptOfNode(node: Node, sizeOf: SizeOf): string {
  if (!isElement(node)) {
    return node.nodeName === '#text' && 'value' in node
      ? node.value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
      : '';
  }
  const { tagName } = node;
  const inside = node.childNodes.map((child) => transcriptOfNode(child, sizeOf)).join('');
  if (tagName === 'br') return ' ';
  // Nobody signs the blanks at its end, which code keeps.
  if (tagName === 'code' && node.attrs.length === 0) return `<code>${withoutBlanksAtEnd(inside)}</>`;
  const cited = citedSource(node);
  const mark = /^\[((?:\D{1,70} )?)\d+((?:, .*)?)\]$/.exec(inside);
  // The number depends on the page; the words around it do not.
  if (cited !== null && mark && hasOnly(node, ['href', 'id', 'aria-label']) && isSpokenAs(node, inside))
    return `<cite ${cited}>${mark[1]}${mark[2]}</>`;
  // A link within the site is there or not, as its target is; where it leads is compared by itself.
  if (tagName === 'a' && internalTarget(node) !== null && hasOnly(node, ['href'])) return inside;
  const attributes = node.attrs
    .filter(({ name }) => !(/^(?:width|height)$/.test(name) && hasItsSize(node, sizeOf)))
    .map(({ name, value }) => ` ${name}="${isNumbered(node, name) ? value.replace(/\p{N}+/u, '1') : unhashed(value)}"`)
    .sort();
  return `<${/^h[1-6]$/.test(tagName) ? 'h' : tagName}${attributes.join('')}>${inside}</>`;
}

/** The id of the source to which a citation leads; null for any other element. */
export function citedSource(element: Element): string | null {
  const href = element.tagName === 'a' ? (attributeOf(element, 'href') ?? '') : '';
  return /^#_source-(.+?)(?:--.*)?$/.exec(href)?.[1] ?? null;
}

/** Whether the label of a citation says what its mark shows, in the words of any language. */
function isSpokenAs(citation: Element, mark: string): boolean {
  const label = attributeOf(citation, 'aria-label');
  const [number = ''] = /\d+(?=(?:, [^\]]*)?\]$)/.exec(mark) ?? [];
  const shown = decodeXML(mark.slice(1, -1));
  return (
    label === null ||
    languagesWithWords.some((language) => {
      const source = (wordsFor(language) ?? en).sourceNumber.replace('{n}', number);
      return label === shown.replace(number, () => source);
    })
  );
}

/** Whether a picture has the size of its file; where that is not at hand, one in which something can be seen. */
function hasItsSize(element: Element, sizeOf: SizeOf): boolean {
  if (element.tagName !== 'img') return false;
  const [width, height] = ['width', 'height'].map((name) => Number(attributeOf(element, name)));
  const size = sizeOf(attributeOf(element, 'src') ?? '');
  if (size === undefined) return Math.min(width ?? 0, height ?? 0) >= 16;
  return size !== null && size.width === width && size.height === height;
}

/** The label of a table counts those of the page. */
function isNumbered(element: Element, name: string): boolean {
  return name === 'aria-label' && attributeOf(element, 'role') === 'region';
}

/** Under which name the site has a file of the project. A copy of the answer names it so already. */
function addressOfFile(path: string): string {
  if (unhashed(path) !== path) return path;
  const { stem, extension } = assetName(path);
  return `assets/${stem}${extension}`;
}

/** The id of the question or section to which a link within the site leads; null for any other element. */
export function internalTarget(element: Element): string | null {
  if (element.tagName !== 'a') return null;
  const [, page, fragment] = /^(?:([^/?#]+)\.html)?(?:#(.+))?$/.exec(attributeOf(element, 'href') ?? '') ?? [];
  const parts = [page, fragment].filter((part) => part !== undefined).map(decodeFragment);
  return parts.every(isId) ? (parts.at(-1) ?? null) : null;
}
