import { hasRightToLeft } from '../directions/directionRuns.ts';
import { composableNodes, nodesOfPage } from '../html/parseHtml.ts';
import type { Page } from '../pages/presentParts.ts';
import { Frame, factsOf, type Part } from '../proof/frame.ts';
import { scanNodes } from '../proof/scanPage.ts';
import type { PageFacts, PageProver, PrintedPage } from '../proof/verifySite.ts';
import { holeFor, viewOpener } from '../theme/holes.ts';
import type { AnswerOf, Templates } from '../theme/templates.ts';
import type { FrameView, QuestionPageView, QuestionView, SectionPageView } from '../theme/view.ts';

/** A page put together from what was printed and proven before. */
export interface ComposedPage {
  readonly html: string;
  readonly facts: PageFacts;
}

type PageOf<View> = Page & { readonly view: View };
type Open = NonNullable<ReturnType<typeof viewOpener>>;

/**
 * Puts pages of the built-in theme together: what pages of a kind have in common, and what answers have, is printed and
 * proven once for each shape that comes more than once.
 */
export class PageComposer {
  readonly #templates: Templates;
  readonly #prover: PageProver;
  readonly #siteUrl: string | null;
  readonly #openers = new Map<FrameView, ReturnType<typeof viewOpener>>();
  /** By their shape: null for those that have to be printed whole. */
  readonly #frames = new Map<string, Frame | null>();
  /** Shapes of pages that came before: a frame for one page alone would be work for nothing. */
  readonly #seen = new Set<string>();

  constructor(templates: Templates, prover: PageProver, siteUrl: string | null) {
    this.#templates = templates;
    this.#prover = prover;
    this.#siteUrl = siteUrl;
  }

  /** Null where the page has to be printed and proven as a whole. `frame`: what all pages of its kind say alike. */
  compose(page: Page, frame: FrameView | undefined): ComposedPage | null {
    // A page from right to left is read as a whole to find what runs the other way.
    if (!frame || page.view.dir !== 'ltr') return null;
    if (!this.#openers.has(frame)) this.#openers.set(frame, viewOpener(frame));
    const open = this.#openers.get(frame);
    if (!open) return null;
    const { view } = page;
    const part =
      view.kind === 'question'
        ? this.#questionPage({ ...page, view }, open)
        : view.kind === 'section' && view.group.questions.length > 0
          ? this.#sectionPage({ ...page, view }, open)
          : null;
    return (
      part && {
        html: part.html,
        facts: { ...part.facts, duplicates: [], unsafe: [], missing: [], claims: [], altered: [] },
      }
    );
  }

  #questionPage(page: PageOf<QuestionPageView>, open: Open): Part | null {
    const { view, values, shape } = open(page.view);
    const key = `question ${shape}`;
    if (!this.#seen.has(key)) {
      if (this.#seen.size < mostFrames) this.#seen.add(key);
      return null;
    }
    const frame = this.#frame(key, () => {
      const html = this.#print({ ...page, view });
      const facts = html === null ? null : this.#prove({ ...page, view, html });
      return html !== null && facts && Frame.of(html, nodesOfPage(html), facts, this.#siteUrl);
    });
    return frame?.fill(values) ?? null;
  }

  #sectionPage(page: PageOf<SectionPageView>, open: Open): Part | null {
    const { view } = page;
    const { questions } = view.group;
    const answers: Part[] = [];
    const holesOf = new Map<unknown, string>();
    for (const question of questions) {
      const answer = this.#answer(question, page, open);
      if (answer) holesOf.set(question, holeFor(answers.push(answer) - 1));
    }
    const html = this.#print(page, (question, printed) => holesOf.get(question) ?? printed());
    // Answers that stand in a hole are proven by themselves.
    const around = { ...view.group, questions: questions.filter((question) => !holesOf.has(question)) };
    const facts = html === null ? null : this.#prove({ ...page, view: { ...view, group: around }, html });
    const frame = html !== null && facts && Frame.of(html, nodesOfPage(html), facts, this.#siteUrl);
    return frame ? frame.fill(answers) : null;
  }

  /** One question with its answer on the page of a section. */
  #answer(question: QuestionView, page: PageOf<SectionPageView>, open: Open): Part | null {
    const opened = open(question);
    const frame = this.#frame(`answer ${opened.shape}`, () => {
      const view = { ...page.view, group: { ...page.view.group, questions: [opened.view] } };
      let markup = '';
      const html = this.#print({ ...page, view }, (_, printed) => {
        markup = printed();
        return markup;
      });
      const nodes = composableNodes(markup);
      const isProven = html !== null && this.#prove({ ...page, view, html }) !== null;
      return (
        isProven && nodes && Frame.of(markup, nodes, factsOf(scanNodes(nodes, this.#siteUrl, true)), this.#siteUrl)
      );
    });
    return frame?.fill(opened.values) ?? null;
  }

  #frame(key: string, make: () => Frame | null | false): Frame | null {
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    const made = (this.#frames.size < mostFrames && make()) || null;
    this.#frames.set(key, made);
    return made;
  }

  /** Null where a template needs more than there is, and of what is read from right to left. */
  #print({ template, view }: Page, answerOf?: AnswerOf): string | null {
    const { text } = this.#templates.print(template, view, answerOf);
    return text === null || hasRightToLeft(text) ? null : text;
  }

  /** Null where anything is to be said of the page. */
  #prove(page: PrintedPage): PageFacts | null {
    const { facts } = this.#prover.prove(page);
    const { duplicates, unsafe, missing, claims } = facts;
    return [duplicates, unsafe, missing, claims].every(({ length }) => length === 0) ? facts : null;
  }
}

/** Each has a text of some kilobytes; questions of one FAQ have a few dozen shapes. */
const mostFrames = 500;
