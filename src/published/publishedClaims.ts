import { attributeOf, type Element, isElement, type Node } from '../html/nodes.ts';
import { elementsIn, oneSpaced } from '../html/publishedElements.ts';
import { type Block, blocksIn, recordLinksIn } from '../proof/pageBlocks.ts';
import { type ClaimSearch, mayClaim } from '../proof/reviewClaims.ts';
import type { PublishedFaq } from '../publicData/publishedFaq.ts';
import { en } from '../words/en.ts';
import { wordsFor } from '../words/wordsFor.ts';

/** What a published page claims of reviews outside of the answers that have been judged, as it stands there. */
export function publishedClaims(
  nodes: readonly Node[],
  judged: ReadonlySet<Element>,
  answers: ReadonlySet<Element>,
  search: ClaimSearch,
  faq: PublishedFaq | null,
): string[] {
  const inside = new Set([...judged].flatMap(elementsIn));
  const claims: string[] = [];
  const blocks = blocksIn(nodes);
  for (const [index, block] of blocks.entries()) {
    const { text, element } = block;
    const next = blocks[index + 1];
    if (inside.has(element)) continue;
    const claim =
      claimIn(block, search, answers) ?? joinedClaim(block, next, search, faq) ?? falseStamp(block, next, faq);
    if (claim !== null) claims.push(claim);
    else if (isStateWithName(element, answers, text, search)) claims.push(text);
  }
  for (const { href, element } of recordLinksIn(nodes, faq?.url ?? null)) if (!inside.has(element)) claims.push(href);
  return claims.map(oneSpaced);
}

/** The parts of a page that may say more: what is told of the reviewers, and titles of works. */
function claimIn({ text, element }: Block, search: ClaimSearch, answers: ReadonlySet<Element>): string | null {
  if (!mayClaim(text)) return null;
  const around = lineageOf(element);
  // Neither stands in an answer, whatever an element there is called.
  const mayTell = !around.some((one) => answers.has(one));
  const isIn = (name: string): boolean =>
    around.some((one) => (attributeOf(one, 'class') ?? '').split(/\s+/).includes(name));
  const isSource = around.some((one) => attributeOf(one, 'id')?.startsWith('_source-') === true);
  const find =
    mayTell && isIn('reviewers')
      ? search.ownSentenceIn
      : mayTell && (isSource || isIn('related'))
        ? search.plainClaimIn
        : search.claimIn;
  return find(text) === null ? null : text;
}

function joinedClaim(
  { text, element }: Block,
  next: Block | undefined,
  search: ClaimSearch,
  faq: PublishedFaq | null,
): string | null {
  if (!next || text.length > 200 || next.text.length > 200) return null;
  // The front page names the reviewers before it counts the answers: both are held against the data.
  const { signedOff, reviewer, reviewers } = wordsFor(faq?.language ?? 'en') ?? en;
  const isStamp = lineageOf(element).some((one) => attributeOf(one, 'class') === 'stamp');
  if (isStamp && [text, next.text].some((label) => [signedOff, reviewer, reviewers].includes(oneSpaced(label))))
    return null;
  const isClaim =
    (search.namesReviewer(next.text) && search.isLabel(text)) ||
    (search.namesReviewer(text) && search.isLabel(next.text));
  return isClaim ? `${text} ${next.text}` : null;
}

/** Whether the front page counts other answers, or names others, than the data of the site. */
function falseStamp({ text, element }: Block, next: Block | undefined, faq: PublishedFaq | null): string | null {
  if (!faq || !next || element.tagName !== 'dt') return null;
  const words = wordsFor(faq.language) ?? en;
  const label = oneSpaced(text);
  const said = oneSpaced(next.text);
  const { format } = new Intl.NumberFormat(faq.language);
  const count = words.signedOffCount
    .replace('{n}', () => format(faq.signed))
    .replace('{total}', () => format(faq.questions.size));
  const names = new Intl.ListFormat(faq.language).format(faq.signers);
  const isFalse =
    (label === words.signedOff && said !== oneSpaced(count)) ||
    ([words.reviewer, words.reviewers].includes(label) && said !== oneSpaced(names));
  return isFalse ? `${label} ${said}` : null;
}

/** Whether the foot of an answer that nobody judged names a reviewer. */
function isStateWithName(element: Element, answers: ReadonlySet<Element>, text: string, search: ClaimSearch): boolean {
  const around = lineageOf(element);
  return (
    around.some(({ tagName }) => tagName === 'footer') &&
    around.some((one) => answers.has(one)) &&
    search.namesReviewer(text) &&
    // A link names the question that it leads to.
    element.tagName !== 'a'
  );
}

/** Whether the data of a page names a reviewer, or a day of a review. */
export function namesReview(data: readonly Readonly<Record<string, unknown>>[]): boolean {
  return data.some((node) => Object.keys(node).some((key) => /review|approv|endors|certif/i.test(key)));
}

/** Questions and answers are held against the page, and titles of works may say more; whatever else the data of a page says may claim nothing. */
export function claimsInData(data: readonly Readonly<Record<string, unknown>>[], search: ClaimSearch): string[] {
  return data.flatMap((node) =>
    Object.entries(node).flatMap(([key, value]) => {
      const type = node['@type'];
      const isCompared = (type === 'Question' && key === 'name') || (type === 'Answer' && key === 'text');
      if (typeof value !== 'string' || isCompared || !mayClaim(value)) return [];
      // What is told of the reviewers may say more there than here: it is held against faq.json.
      const find =
        type === 'Credential'
          ? search.ownSentenceIn
          : type === 'CreativeWork' && key === 'name'
            ? search.plainClaimIn
            : search.claimIn;
      // A page is called as its question is.
      const isApproved = key === 'name' && data.some((one) => one['@type'] === 'Question' && one['name'] === value);
      return isApproved || find(value) === null ? [] : [value];
    }),
  );
}

function lineageOf(element: Element): Element[] {
  const lineage: Element[] = [];
  for (let node: Element['parentNode'] = element; node && isElement(node as Node); node = (node as Element).parentNode)
    lineage.push(node as Element);
  return lineage;
}
