import { hasRightToLeft } from '../directions/directionRuns.ts';
import { Html } from '../html/html.ts';
import { isElement, type Node } from '../html/nodes.ts';
import { composableNodes } from '../html/parseHtml.ts';
import type { KnownTags } from '../html/readPlainPage.ts';
import { holes, mayHoldHole } from '../theme/holes.ts';
import { escapeWords } from '../theme/templates.ts';
import {
  addressFrom,
  deepest,
  leadingAttributes,
  leadsSomewhere,
  mayHoldAddress,
  proseAttributes,
  type Scan,
  scanNodes,
} from './scanPage.ts';

/** A piece of a page with what it adds to the facts of that page. */
export interface Part {
  readonly html: string;
  readonly facts: Pick<Scan, 'links' | 'loads' | 'pictures'> & { readonly anchors: readonly string[] };
}

/** A part that was made elsewhere, as the answer to a question; null where its nodes may depend on what stands around it, or are none of a text. */
export function partOf(html: string, siteUrl: string | null, tags?: KnownTags): Part | null {
  const nodes = hasRightToLeft(html) ? null : composableNodes(html, tags);
  if (!nodes) return null;
  const scan = scanNodes(nodes, siteUrl, true, deepest / 2);
  return isOnlyText(scan) ? { html, facts: factsOf(scan) } : null;
}

/** Whether a scan has found nothing but what a text may have anywhere on a page. */
function isOnlyText(scan: Scan): boolean {
  const { duplicates, unsafe, data, scripts, stylesheets, styles, policies, canonicals, pictures, refreshes, signed } =
    scan;
  const others = [duplicates, unsafe, data, scripts, stylesheets, styles, policies, canonicals, pictures, refreshes];
  return [...others, signed].every(({ length }) => length === 0);
}

/** What a scan adds to the facts of a page. */
export function factsOf({ anchors, links, loads, pictures }: Scan): Part['facts'] {
  return { anchors: [...anchors.keys()], links, loads, pictures };
}

/** Text, and by turns the index of a hole and the text behind it. */
type Pattern = readonly (string | number)[];

/** In which ways what a hole is filled with stands on the page. */
interface Place {
  /** Among blocks, where a part may stand. */
  inFlow: number;
  inText: number;
  inData: number;
  inAttribute: number;
}

/** A page, or a part of one, that was printed with holes and proven with them: docs/architecture.md says why it needs no proof when it is filled. */
export class Frame {
  readonly #siteUrl: string | null;
  readonly #html: Pattern;
  readonly #facts: { readonly [Name in keyof Part['facts']]: readonly Pattern[] };
  readonly #attributes: { readonly name: string; readonly value: Pattern }[] = [];
  readonly #places: Place[] = [];

  private constructor(html: string, facts: Part['facts'], siteUrl: string | null) {
    this.#siteUrl = siteUrl;
    this.#html = patternOf(html);
    const patterns = (texts: readonly string[]): Pattern[] => texts.map(patternOf);
    const { anchors, links, loads, pictures } = facts;
    this.#facts = {
      anchors: patterns(anchors),
      links: patterns(links),
      loads: patterns(loads),
      pictures: patterns(pictures),
    };
  }

  /** `nodes` and `facts`: of the markup with its holes. Null where a hole stands where what fills it could be more than words. */
  static of(html: string, nodes: readonly Node[], facts: Part['facts'], siteUrl: string | null): Frame | null {
    const frame = new Frame(html, facts, siteUrl);
    const { loads, pictures } = frame.#facts;
    const isKnown = (pattern: Pattern): boolean => pattern.length === 1;
    const all = [frame.#html, ...Object.values(frame.#facts).flat()];
    return all.flat().every((piece) => typeof piece === 'number' || !mayHoldHole(piece)) &&
      frame.#html.slice(0, -1).every((piece) => typeof piece === 'number' || !isUnfinished.test(piece)) &&
      loads.every(isKnown) &&
      pictures.every((pattern) => isKnown(pattern) || isAlone(pattern)) &&
      frame.#locate(nodes, true, 0) === (frame.#html.length - 1) / 2
      ? frame
      : null;
  }

  /** Null where it has to be printed and proven as a whole. */
  fill(values: readonly (string | Html | Part)[]): Part | null {
    if (this.#places.length > values.length) return null;
    const words: string[] = [];
    const markup: string[] = [];
    const parts: Part[] = [];
    for (const [index, value] of values.entries()) {
      const place = this.#places[index];
      if (!place && typeof value !== 'string' && !(value instanceof Html)) return null;
      if (!place) continue;
      const { inFlow, inText, inData, inAttribute } = place;
      if (typeof value === 'string') {
        if (inData > 0 || !isWords.test(value) || hasRightToLeft(value)) return null;
        words[index] = value;
        markup[index] = escapeWords(value);
      } else if (inFlow === 1 && inText + inData + inAttribute === 0) {
        const part = value instanceof Html ? partOf(value.toHTML(), this.#siteUrl) : value;
        if (!part) return null;
        parts.push(part);
        markup[index] = part.html;
      } else if (value instanceof Html && inFlow + inText === 0 && (inData === 0 || inAttribute === 0)) {
        const text = value.toHTML();
        if ((inData > 0 ? /[<\0\r]/ : /["&<\0\r]/).test(text)) return null;
        words[index] = text;
        markup[index] = text;
      } else return null;
    }
    for (const { name, value } of this.#attributes) {
      const filled = fillPattern(value, words);
      if (leadingAttributes.has(name) && !leadsSomewhere(filled)) return null;
      if (!proseAttributes.has(name) && mayHoldAddress(filled)) return null;
    }
    const all = (name: keyof Part['facts']): string[] => {
      const filled = this.#facts[name].map((pattern) => fillPattern(pattern, words));
      for (const { facts } of parts) filled.push(...facts[name]);
      return filled;
    };
    const anchors = all('anchors');
    if (new Set(anchors).size < anchors.length) return null;
    const pictures = all('pictures').map((address) => addressFrom(this.#siteUrl, address));
    return {
      html: fillPattern(this.#html, markup),
      facts: { anchors, links: [...new Set(all('links'))], loads: all('loads'), pictures },
    };
  }

  /** Finds how many holes stand where words or parts may stand, and notes how. */
  #locate(nodes: readonly Node[], isFlow: boolean, depth: number): number {
    let found = 0;
    const note = (text: string, kind: keyof Place): void => {
      for (const [, index] of text.matchAll(holes)) {
        found++;
        this.#places[Number(index)] ??= { inFlow: 0, inText: 0, inData: 0, inAttribute: 0 };
        (this.#places[Number(index)] as Place)[kind]++;
      }
    };
    for (const node of nodes) {
      if (!isElement(node)) {
        if ('value' in node) note(node.value, isFlow ? 'inFlow' : 'inText');
        continue;
      }
      const { tagName, attrs, childNodes } = node;
      for (const { name, value } of attrs) {
        if (!mayHoldHole(value) || !openAttributes.has(name)) continue;
        const pattern = patternOf(value);
        // What other sites are told may be an address.
        if (name === 'content' && !isAlone(pattern)) continue;
        this.#attributes.push({ name, value: pattern });
        note(value, 'inAttribute');
      }
      if (tagName === 'script') note(childNodes.length === 1 ? textIn(childNodes[0]) : '', 'inData');
      else if (!rawElements.has(tagName))
        found += this.#locate(childNodes, isFlow && flowElements.has(tagName) && depth < deepest / 2, depth + 1);
    }
    return found;
  }
}

function textIn(node: Node | undefined): string {
  return node && 'value' in node ? node.value : '';
}

function patternOf(text: string): Pattern {
  return text.split(holes).map((piece, index) => (index % 2 === 1 ? Number(piece) : piece));
}

/** Whether there is a hole and nothing else. */
function isAlone(pattern: Pattern): boolean {
  return pattern.length === 3 && pattern[0] === '' && pattern[2] === '';
}

function fillPattern(pattern: Pattern, values: readonly string[]): string {
  let text = '';
  for (const piece of pattern) text += typeof piece === 'string' ? piece : values[piece];
  return text;
}

/** Something that a parser of HTML neither drops nor changes nor takes for the space between elements. */
const isWords = /^[^\0\r]*[^\s\0][^\0\r]*$/;

/** What ends in the beginning of a tag or a reference. */
const isUnfinished = /[<&][^<>;\s"]*$/;

/** Attributes whose words are judged when they are known, or by nothing but their markup. */
const openAttributes: ReadonlySet<string> = new Set(
  'id href content title alt aria-label hreflang lang datetime'.split(' '),
);

/** Elements whose text is no words, or ends in another way. */
const rawElements: ReadonlySet<string> = new Set(
  'style textarea xmp iframe noembed noframes noscript plaintext pre'.split(' '),
);

/** Elements that nothing in them ends, so that blocks in them stay blocks of theirs (HTML, 13.2.6.4.7). */
const flowElements: ReadonlySet<string> = new Set(
  'html body main div section article details header footer aside'.split(' '),
);
