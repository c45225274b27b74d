import type { Html } from '../html/html.ts';
import type { Element, Node } from '../html/nodes.ts';
import { nodesOfHtml } from '../html/parseHtml.ts';
import { squash } from '../html/visibleText.ts';
import { plainForm } from '../markdown/plainForm.ts';
import type { PageView, QuestionView } from '../theme/view.ts';
import { type Block, blocksIn, recordLinksIn } from './pageBlocks.ts';
import { questionsOn } from './pageDemands.ts';
import { type ClaimSearch, claimSearch, mayClaim } from './reviewClaims.ts';
import type { Scan } from './scanPage.ts';

/** What a finished page claims of reviews, and nobody proves. */
export interface FalseClaim {
  readonly claim: string;
  /** The partial whose work it most likely is. */
  readonly partial: string;
}

/** Looks for claims on finished pages: one search serves all pages of a site, most of whose words are the same. */
export class PageClaims {
  #names = '';
  #search: ClaimSearch = claimSearch([]);
  #judged = new Map<string, Judgement>();

  /** What a theme has put on a page besides the words of the author and of the program. */
  on({ nodes, anchors }: Pick<Scan, 'nodes' | 'anchors'>, view: PageView): FalseClaim[] {
    const search = this.#searchFor(view.reviewers.map(({ name }) => name));
    const answers = new Map(
      questionsOn(view).flatMap((question) => {
        const element = anchors.get(question.id);
        return element ? [[element, question] as const] : [];
      }),
    );
    const unsigned = new Set([...answers.values()].filter(({ review }) => !review?.reviewed));
    const sources = new Set(view.sources.map(({ anchor }) => anchors.get(anchor)));
    const blocks = blocksIn(nodes);
    const claims: FalseClaim[] = [];
    for (const [index, block] of blocks.entries()) {
      const { text, element } = block;
      const { claim: said, mayLabel } = this.#judge(text);
      const next = blocks[index + 1];
      const isJoined = next !== undefined && (mayLabel || this.#judge(next.text).mayLabel);
      if (said === null && !isJoined && unsigned.size === 0) continue;
      const lineage = lineageOf(element);
      const around = lineage.map((one) => answers.get(one)).find((one) => one !== undefined);
      const claim =
        (lineage.some((one) => sources.has(one)) || isFurtherReading(text, view) ? search.plainClaimIn(text) : said) ??
        (isJoined ? joinedClaim(block, next, view, search) : null) ??
        (around && unsigned.has(around) && this.#judge(text).names ? text : null);
      if (claim === null || isKnown(text, around, view)) continue;
      claims.push({ claim: text, partial: around ? 'review-state' : 'layout' });
    }
    for (const { href, element } of recordLinksIn(nodes)) {
      const around = lineageOf(element)
        .map((one) => answers.get(one))
        .find((one) => one !== undefined);
      const own = around?.review ? [around.review.record, ...around.review.further.map(({ record }) => record)] : [];
      if (!own.includes(href)) claims.push({ claim: href, partial: around ? 'review-state' : 'layout' });
    }
    return claims;
  }

  /** What a page of which nothing else is known claims. */
  onStub(nodes: readonly Node[]): FalseClaim[] {
    return blocksIn(nodes).flatMap(({ text }) =>
      claimSearch([]).claimIn(text) === null ? [] : [{ claim: text, partial: 'moved' }],
    );
  }

  #searchFor(names: readonly string[]): ClaimSearch {
    const key = names.join('\n');
    if (key !== this.#names) {
      this.#names = key;
      this.#search = claimSearch(names);
      this.#judged = new Map();
    }
    return this.#search;
  }

  #judge(text: string): Judgement {
    const known = this.#judged.get(text);
    if (known) return known;
    const may = mayClaim(text);
    const judgement = {
      claim: may ? this.#search.claimIn(text) : null,
      mayLabel: may && text.length < 200,
      names: this.#search.namesReviewer(text),
    };
    if (this.#judged.size > mostRemembered) this.#judged.clear();
    this.#judged.set(text, judgement);
    return judgement;
  }
}

/** What is known of a text, whatever stands around it. */
interface Judgement {
  readonly claim: string | null;
  readonly mayLabel: boolean;
  readonly names: boolean;
}

/** Texts of the last pages: those of neighbours are often the same. */
const mostRemembered = 10_000;

/** A term in a list, and what it stands for. */
function joinedClaim(block: Block, next: Block, view: PageView, search: ClaimSearch): string | null {
  if (block.text.length > 200 || next.text.length > 200) return null;
  const { words, stamp } = view;
  const isTerm = ({ text }: Block): boolean => plainForm(text) === plainForm(words.signedOff);
  const isClaim =
    (isTerm(block) && plainForm(next.text) !== plainForm(stamp.signedOff ?? '')) ||
    (search.namesReviewer(next.text) && search.isLabel(block.text)) ||
    (search.namesReviewer(block.text) && search.isLabel(next.text) && !isTerm(next));
  return isClaim ? `${block.text} ${next.text}` : null;
}

/** Titles of pages elsewhere, and what they offer, may say more: they have been judged where they were written. */
function isFurtherReading(text: string, { related }: PageView): boolean {
  return related.some(({ title, description }) => [title, description].includes(text.trim()));
}

/** Whether it is what a reviewer approved, what the program says of that, or what the author says of the reviewers. */
function isKnown(text: string, around: QuestionView | undefined, { reviewers, words }: PageView): boolean {
  const plain = squash(plainForm(text));
  const isIn = (known: string | Html | null): boolean =>
    known !== null && squash(plainForm(typeof known === 'string' ? known : allTextOf(known))).includes(plain);
  if (!around)
    return reviewers.some(({ name, role, credentials, bio }) => [name, role, ...credentials, bio].some(isIn));
  const { number, question, short, answer, review } = around;
  // What an answer says that nobody approved has been judged where it was written.
  if ([question, short, answer].some(isIn)) return true;
  // A question may well ask for a reviewer by name; what the program says around it claims nothing.
  const labels = [words.ownPage, words.readOriginal, ...(review?.reviewed ? [words.reviewRecord] : [])];
  const own = [`${number} ${question}`, ...labels.map((one) => `${one}${words.colon}${question}`)];
  if (review?.reviewed) own.push(review.text, ...review.further.flatMap(({ label, spoken }) => [label, spoken]));
  return own.some((known) => squash(plainForm(known)) === plain);
}

function allTextOf(html: Html): string {
  return blocksIn(nodesOfHtml(html))
    .map(({ text }) => text)
    .join(' ');
}

/** An element and all in which it stands. */
export function lineageOf(element: Element): Element[] {
  const lineage: Element[] = [];
  for (let node: Element['parentNode'] = element; node && 'tagName' in node; node = node.parentNode) lineage.push(node);
  return lineage;
}
