// In: style sheets of the publisher, and finished pages.
// Out: what the one does to the other: parts out of sight, words that were added, colours that cannot be told apart.
// Does not know: who wrote the sheets, and what a browser computes.

import { type Match, matchSelector, never } from '../html/matchSelector.ts';
import { attributeOf, type Element, elementsWithin, isElement, type Node } from '../html/nodes.ts';
import { nodesOfPage } from '../html/parseHtml.ts';
import { type Declaration, readStyle, type StyleRule } from '../html/readStyle.ts';
import { squash, textOfHtml, visibleText } from '../html/visibleText.ts';
import type { Demand } from '../proof/pageDemands.ts';
import { isHiding } from './hidingStyle.ts';
import { contrastBetween, isFor, type PageColors } from './styleColors.ts';

/** A part of a page that no reader may miss. */
interface Part {
  readonly name: string;
  /** It, what it stands in, and what of it holds words. */
  readonly elements: readonly Element[];
}

/** What a question shows besides its answer on whatever page it stands: the name of each part, and its words. */
export type ShownQuestion = readonly (readonly [part: string, words: string])[];

/** Words, and where the link leads in which they stand. */
export type ShownPart = Pick<Demand, 'text' | 'href' | 'lacks'>;

export interface ShownOnPages {
  /** What the page at a path shows outside of its answers and sources. */
  readonly demandsOn: (path: string) => readonly ShownPart[];
  /** By their ids. */
  readonly questions: ReadonlyMap<string, ShownQuestion>;
  /** The titles of the sources, by their anchor. */
  readonly sources: ReadonlyMap<string, string>;
}

/** A declaration that takes a part out of sight. `start` and `end` are offsets in the sheet. */
export interface HiddenPart {
  readonly page: string;
  readonly hides: string;
  readonly by: string;
  readonly start: number;
  readonly end: number;
}

/** Opens the cascade of finished pages for what a style sheet of the publisher hides in them. */
export class HiddenParts {
  readonly #hiding: readonly Hiding[];
  readonly #found = new Map<number, HiddenPart>();

  /** `schemes`: the colours of the page, its own style included. */
  constructor(css: string, schemes: readonly PageColors[]) {
    this.#hiding = hidingIn(readStyle(css).rules, schemes);
  }

  /** Whether there is anything that could hide a part. */
  get isNeeded(): boolean {
    return this.#found.size < this.#hiding.length;
  }

  look(path: string, html: string, shown: ShownOnPages): void {
    const parts = partsOf(nodesOfPage(html), shown.demandsOn(path), shown);
    for (const { selectors, declaration } of this.#hiding) {
      if (this.#found.has(declaration.start)) continue;
      const known = new Map<Element, boolean>();
      // Raised numbers take no room between the lines, and lie over none.
      const isExempt = ({ tagName }: Element): boolean =>
        declaration.property === 'line-height' && /^su[bp]$/.test(tagName);
      const isHit = (element: Element): boolean => {
        if (isExempt(element)) return false;
        const hit = known.get(element) ?? selectors.some((selector): boolean => hits(matchSelector(element, selector)));
        known.set(element, hit);
        return hit;
      };
      const part = parts.find(({ elements }) => elements.some(isHit));
      const { property, value, start, end } = declaration;
      if (part) this.#found.set(start, { page: path, hides: part.name, by: `${property}: ${value}`, start, end });
    }
  }

  found(): HiddenPart[] {
    return [...this.#found.values()];
  }
}

function hits(match: Match): boolean {
  return match !== never;
}

interface Hiding {
  readonly selectors: readonly string[];
  readonly declaration: Declaration;
}

function hidingIn(rules: readonly StyleRule[], schemes: readonly PageColors[]): Hiding[] {
  const custom = new Map(
    rules.flatMap(({ declarations }) =>
      declarations
        .filter(({ property }) => property.startsWith('--'))
        .map(({ property, value }) => [property, value] as const),
    ),
  );
  const filled = (value: string, depth = 0): string =>
    depth > 10
      ? value
      : value.replaceAll(/var\(\s*(--[^\s,)]+)\s*(?:,([^()]*))?\)/g, (whole, name: string, otherwise?: string) => {
          const known = custom.get(name) ?? otherwise;
          return known === undefined ? whole : filled(known.trim(), depth + 1);
        });
  const isAnimation = (conditions: readonly string[]): boolean =>
    conditions.some((one) => /^@(?:-\w+-)?keyframes\b/i.test(one));
  // What an animation ends with may stay.
  const endings = new Set(
    rules.flatMap(({ selectors, conditions, declarations }) =>
      isAnimation(conditions) &&
      selectors.some((one) => /^(?:to|100%)$/i.test(one)) &&
      declarations.some(({ property, value }) => isHiding(property, filled(value), declarations))
        ? [
            conditions
              .at(-1)
              ?.replace(/^\S+\s+/, '')
              .replaceAll(/["']/g, '') ?? '',
          ]
        : [],
    ),
  );
  const grounded = rules.some(({ declarations }) => declarations.some(({ property }) => isGround(property)));
  return rules.flatMap((rule): Hiding[] => {
    const { selectors, declarations, conditions } = rule;
    if (selectors.length === 0 || isAnimation(conditions)) return [];
    return declarations
      .filter(
        ({ property, value }) =>
          isHiding(property, filled(value), declarations) ||
          (/^animation(?:-name)?$/.test(property) && value.split(/[\s,]+/).some((name) => endings.has(name))) ||
          isUnreadable(rule, property, value, schemes, grounded),
      )
      .map((declaration) => ({ selectors, declaration }));
  });
}

function isGround(property: string): boolean {
  return property === 'background' || property === 'background-color';
}

/** Whether a colour cannot be told from its ground: that of the same rule, or else the built-in one, where no rule sets another. */
function isUnreadable(
  rule: StyleRule,
  property: string,
  value: string,
  schemes: readonly PageColors[],
  grounded: boolean,
): boolean {
  const own = rule.declarations.findLast((one) => isGround(one.property))?.value;
  if (property !== 'color' && !isGround(property)) return false;
  const text = rule.declarations.findLast((one) => one.property === 'color')?.value ?? 'var(--ink)';
  // Of two that stand together, the text is told.
  const isTold = isGround(property) && value === own && rule.declarations.every((one) => one.property !== 'color');
  if (isGround(property) && !isTold) return false;
  return schemes.some((colors) => {
    if (!isFor(rule, colors.scheme)) return false;
    const ground = own ?? (grounded ? '' : groundOf(rule.selectors));
    const ratio = contrastBetween(colors.colorOf(text), colors.colorOf(ground));
    return ratio !== null && ratio < 3;
  });
}

/** What the built-in style lays under the parts of a page that have a ground of their own; under all others lies the paper. */
const grounds: readonly (readonly [part: RegExp, property: string])[] = [
  [/button/, '--accent'],
  [/urgent/, '--warn-wash'],
  [/contact|callout/, '--wash'],
  [/masthead|\.bar\b|\.menu\b/, '--header'],
];

function groundOf(selectors: readonly string[]): string {
  const named = grounds.find(([part]) => selectors.every((selector) => part.test(selector)));
  return `var(${named?.[1] ?? '--paper'})`;
}

function partsOf(
  nodes: readonly Node[],
  demands: readonly ShownPart[],
  { questions, sources }: Omit<ShownOnPages, 'demandsOn'>,
): Part[] {
  const root = nodes.find((node): node is Element => isElement(node) && node.tagName === 'html');
  const body = root?.childNodes.find((node): node is Element => isElement(node) && node.tagName === 'body');
  if (!body) return [];
  const all = elementsWithin(body);
  const links = all.filter(({ tagName }) => tagName === 'a');
  const shared = demands.flatMap(({ text, href, lacks }) => {
    if (text === null) return [];
    const words = squash(typeof text === 'string' ? text : textOfHtml(text));
    const holders = href === null ? [body] : links.filter((link) => attributeOf(link, 'href') === href);
    return holders.flatMap((holder) => holding(holder, words)).map((element) => partOf(lacks, element));
  });
  const own = all.flatMap((element) => {
    const id = attributeOf(element, 'id') ?? '';
    const question = questions.get(id);
    const title = sources.get(id);
    if (title !== undefined) return holding(element, squash(title)).map((one) => partOf(`the source “${title}”`, one));
    return question === undefined || element.tagName === 'li' ? [] : questionParts(element, id, question);
  });
  return [...shared, ...own];
}

function questionParts(article: Element, id: string, shown: ShownQuestion): Part[] {
  const prose = elementsWithin(article).filter((element) => classesOf(element).includes('prose'));
  return [
    ...shown.flatMap(([name, words]) =>
      holding(article, squash(words), true).map((element) => partOf(`${name} \`${id}\``, element)),
    ),
    // A theme with templates of its own may call it otherwise.
    ...(prose.length > 0 ? prose : [article]).map((element) => partOf(`the answer to \`${id}\``, element)),
  ];
}

function classesOf(element: Element): string[] {
  return (attributeOf(element, 'class') ?? '').split(/\s+/);
}

/** The smallest elements in which words stand; `opens`: whether a reader has opened what is closed. */
function holding(element: Element, words: string, opens = false): Element[] {
  if (words === '' || !squash(visibleText(element, undefined, opens)).includes(words)) return [];
  const inside = element.childNodes.filter(isElement).flatMap((child) => holding(child, words, opens));
  return inside.length > 0 ? inside : [element];
}

/** A part with what it stands in, and all in it that shows words. */
function partOf(name: string, element: Element): Part {
  const around: Element[] = [];
  for (let node = element.parentNode; node && 'tagName' in node; node = node.parentNode) around.push(node);
  return { name, elements: [element, ...around, ...wordsIn(element)] };
}

function wordsIn(element: Element): Element[] {
  return element.childNodes
    .filter(isElement)
    .filter((child) => visibleText(child).trim() !== '')
    .flatMap((child) => [child, ...wordsIn(child)]);
}
