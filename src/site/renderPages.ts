import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { TextFile } from '../diagnostics/span.ts';
import type { Question, Source } from '../faq/faq.ts';
import { bareKeys, inspectMarkdown } from '../inspect/inspectMarkdown.ts';
import { citationsIn, gradeOf, type Reading, showsSomething } from '../inspect/inspectTexts.ts';
import { Texts } from '../markdown/markdown.ts';
import { Memory } from '../memory.ts';
import { twinsOf } from '../outputs/markdownTwin.ts';
import { searchWordsOf } from '../outputs/searchIndex.ts';
import {
  isSameData,
  type PageInputs,
  pageInputs,
  type QuestionInputs,
  type ReferenceInputs,
  type SiteInputs,
} from '../pages/pageInputs.ts';
import type { Presentation, Site } from '../pages/pagePrinter.ts';
import { presentQuestion } from '../pages/presentPages.ts';
import type { Page } from '../pages/presentParts.ts';
import { presentSection } from '../pages/presentSections.ts';
import { siteAround } from '../pages/siteOf.ts';
import { answerText } from '../pages/structuredData.ts';
import { ClaimFinder } from '../proof/authoredClaims.ts';
import { type PageFacts, PageProver } from '../proof/verifySite.ts';
import { compileTemplates, type Templates } from '../theme/templates.ts';
import { wordsOf } from '../words/wordsFor.ts';
import type { Places } from '../yaml/places.ts';
import { alteredByTheme } from './alteredByTheme.ts';
import { PageComposer } from './composePages.ts';

/** A page with its Markdown and what was proven of it. */
export interface RenderedPage {
  readonly path: string;
  readonly template: string;
  readonly html: string | Uint8Array;
  /** Empty where none is made. */
  readonly twin: string | Uint8Array;
  readonly facts: PageFacts;
  /** What was found in the answer; null for the page of a section. */
  readonly reading: Reading | null;
  /** What the templates failed at. */
  readonly diagnostics: readonly Diagnostic[];
}

type MadePage = RenderedPage & { readonly html: string; readonly twin: string };

/** Pages that are to be rendered, in groups that share what is read of their answers: plain data, fit for another thread. */
export interface RenderRequest {
  readonly shared: SiteInputs;
  /** The templates. */
  readonly theme: readonly TextFile[];
  readonly groups: readonly (readonly PageInputs[])[];
}

/** The pages of one group in their packed form; null for what can only be told in the thread that asks. */
export type PackedPages = readonly (Uint8Array | null)[];

/**
 * Has groups rendered in other threads while `here` renders some in this one, one a step, by their index, and returns, by
 * the same index, what the others made. Null, without a call of `here`, where that would not be quicker.
 */
export type RenderTogether = (
  request: RenderRequest,
  here: (group: number) => void,
) => Generator<void, ReadonlyMap<number, PackedPages>> | null;

/** Small enough that no thread waits for long for the last of the others. */
const mostInGroup = 200;

/**
 * The pages of all questions and, where they have pages, of all sections; what is
 * remembered is not rendered. Null stands for an answer that cannot be read.
 */
export function* renderAnswers(
  site: Site,
  theme: readonly TextFile[],
  templates: Templates,
  memory: Memory,
  together: RenderTogether,
): Generator<void, (RenderedPage | null)[]> {
  const { shared, groups } = pageInputs(site);
  yield;
  const sharedKey = digestOf(JSON.stringify([shared, theme.map(({ path, text }) => [path, text])]));
  const keyKind = `key of a page ${sharedKey}`;
  const pages: (RenderedPage | null)[] = [];
  const missing: { readonly inputs: PageInputs; readonly key: string; readonly place: number }[][] = [];
  for (const group of groups) {
    const wanted = group.flatMap((inputs) => {
      const key = keyOf(inputs, sharedKey, keyKind, memory);
      const known = memory.find(answerPage, key, unpackPage);
      const place = pages.push(known ?? null) - 1;
      return known === undefined ? [{ inputs, key, place }] : [];
    });
    for (let first = 0; first < wanted.length; first += mostInGroup)
      missing.push(wanted.slice(first, first + mostInGroup));
  }
  const renderer = new PageRenderer(shared, templates, site.texts);
  const render = (group: number, packed?: PackedPages): void => {
    renderer.beginGroup();
    for (const [index, { inputs, key, place }] of (missing[group] ?? []).entries()) {
      const made = packed?.[index] ? null : renderer.render(inputs);
      const bytes = packed?.[index] ?? packPage(made);
      // Not the text of the page, too: thousands of them take as much room as all else.
      const page = bytes ? unpackPage(bytes) : made;
      pages[place] = page;
      memory.keep(answerPage, key, page, bytes);
    }
  };
  const request = { shared, theme, groups: missing.map((group) => group.map(({ inputs }) => inputs)) };
  const others = yield* together(request, render) ?? [];
  for (const group of others ? others.keys() : missing.keys()) {
    render(group, others?.get(group));
    yield;
  }
  return pages;
}

/** The kind of what is remembered here: `RenderedPage | null`. */
const answerPage = 'answer page';

/** Names all that a page is made of. To compare that with what it was takes less than to name it once more. */
function keyOf(inputs: PageInputs, sharedKey: string, kind: string, memory: Memory): string {
  const id = inputs.kind === 'question' ? inputs.entry.question.id : inputs.section.id;
  const name = () => ({ inputs, key: digestOf(`${sharedKey}${JSON.stringify(inputs)}`) });
  const known = memory.recallAcross(kind, id, name);
  if (isSameData(known.inputs, inputs)) return known.key;
  const named = name();
  memory.keep(kind, id, named, null);
  return named.key;
}

/** Renders groups of pages in another thread than the one that asks for them. */
export function packingRenderer({
  shared,
  theme,
}: Omit<RenderRequest, 'groups'>): (group: readonly PageInputs[]) => PackedPages {
  const renderer = new PageRenderer(shared, compileTemplates(theme).templates, new Texts());
  return (group) => {
    renderer.beginGroup();
    return group.map((inputs) => packPage(renderer.render(inputs)));
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** The lengths of the first two parts, what is told of the page as JSON, the page, and its Markdown. Null for what can only be told in the thread that made it. */
function packPage(page: MadePage | null): Uint8Array | null {
  if (!page || page.diagnostics.length > 0) return null;
  const { html, twin, diagnostics: _none, ...told } = page;
  const texts = [JSON.stringify(told), html, twin];
  const [head = 0, markup = 0, rest = 0] = texts.map((text) => Buffer.byteLength(text));
  // Memory of its own can be given to another thread.
  const bytes = Buffer.allocUnsafeSlow(8 + head + markup + rest);
  bytes.writeUInt32LE(head);
  bytes.writeUInt32LE(markup, 4);
  let at = 8;
  for (const text of texts) at += bytes.write(text, at);
  return bytes;
}

/** Without a copy. */
function unpackPage(bytes: Uint8Array): RenderedPage {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headEnd = 8 + all.readUInt32LE();
  const htmlEnd = headEnd + all.readUInt32LE(4);
  const told = JSON.parse(all.toString('utf8', 8, headEnd)) as Omit<RenderedPage, 'html' | 'twin' | 'diagnostics'>;
  return { ...told, html: all.subarray(headEnd, htmlEnd), twin: all.subarray(htmlEnd), diagnostics: [] };
}

/** Renders pages from their inputs, and from nothing else. */
class PageRenderer {
  readonly #shared: SiteInputs;
  readonly #templates: Templates;
  readonly #memory = new Memory();
  readonly #site: Site;
  readonly #prover: PageProver;
  /** Null where the templates are none of ours: what they claim of reviews is judged on whole pages. */
  readonly #composer: PageComposer | null;
  readonly #claims: ClaimFinder;
  #answerTexts = new Map<string, string>();

  /** `texts`: what is read of a text depends on nothing but it. */
  constructor(shared: SiteInputs, templates: Templates, texts: Texts) {
    this.#shared = shared;
    this.#templates = templates;
    this.#site = {
      ...siteWithoutAnswers(shared, texts, this.#memory),
      answerText: (view) => {
        const text = this.#answerTexts.get(view.id) ?? answerText(view);
        this.#answerTexts.set(view.id, text);
        return text;
      },
    };
    const hasOwnTheme = shared.faq.theme.templates !== null;
    this.#prover = new PageProver(shared.faq.url, { hasOwnTheme });
    this.#claims = new ClaimFinder(shared.faq.reviewers, nowhere);
    this.#composer = hasOwnTheme ? null : new PageComposer(templates, this.#prover, shared.faq.url);
  }

  /** The pages of one group share what was read of their answers. */
  beginGroup(): void {
    this.#memory.endRun();
    this.#answerTexts = new Map();
  }

  /** Null where an answer cannot be read. */
  render(inputs: PageInputs): MadePage | null {
    const entries = inputs.kind === 'question' ? [inputs.entry] : inputs.entries;
    if (entries.some(({ question }) => !this.#site.texts.get(question.answer))) return null;
    const site = siteOfPage(this.#site, this.#shared, inputs, entries);
    const page = presentPage(site, inputs);
    const { html, facts, diagnostics } = this.#print(page, site);
    return {
      path: page.path,
      template: page.template,
      html,
      twin: twinsOf(site)(page)?.contents ?? '',
      facts,
      reading: inputs.kind === 'question' ? this.#read(site, inputs.entry) : null,
      diagnostics,
    };
  }

  #print(page: Page, site: Site): Pick<MadePage, 'html' | 'facts' | 'diagnostics'> {
    const composed = this.#composer?.compose(page, this.#site.frames.get(page.view.kind));
    if (composed) return { ...composed, diagnostics: [] };
    const { text, diagnostics } = this.#templates.print(page.template, page.view);
    const html = text ?? '';
    const { facts } = this.#prover.prove({ ...page, html });
    const altered = this.#composer ? [] : alteredByTheme(site, page.path, html);
    return { html, facts: { ...facts, altered }, diagnostics };
  }

  #read(site: Site, { question, aliases }: QuestionInputs): Reading {
    const { faq } = site.edition;
    const markdown = site.texts.get(question.answer);
    if (!markdown) return { isClean: false, isSilent: false, cited: [], grade: null, words: null };
    const withdrawn = new Set(this.#shared.withdrawn);
    const references = {
      sources: new Set([...faq.sources.keys(), ...(aliases ?? []).map(([id]) => id)]),
      anchors: new Set(
        [...site.questionsById.keys(), ...site.sectionIds, ...site.pageIds].filter((id) => !withdrawn.has(id)),
      ),
      withdrawn,
      leftOut: new Map<string, string>(),
      renamed: new Map<string, string>(),
      hasFile: (path: string) => site.filePaths.has(path),
      inlines: site.inlines,
    };
    const said = this.#claims.diagnostics.length;
    this.#claims.question(question);
    return {
      // A page knows no sources but those that it cites.
      isClean:
        question.answer.text.search(bareKeys) < 0 &&
        showsSomething(markdown) &&
        inspectMarkdown(markdown, references, nowhere).length === 0,
      isSilent: this.#claims.diagnostics.length === said,
      cited: citationsIn(markdown),
      grade: gradeOf(markdown, faq),
      words: site.plan.isListed ? searchWordsOf(question, markdown, site.words) : null,
    };
  }
}

function presentPage(site: Site, inputs: PageInputs): Page {
  const [section] = site.edition.sections;
  if (!section) throw new Error('a page without a section');
  const numbered = section.questions.map((question, index) => ({
    question,
    section,
    number: (inputs.kind === 'question' ? inputs.entry : inputs.entries[index])?.number ?? 0,
  }));
  if (inputs.kind === 'section') return presentSection(site, { ...section, ...titleOf(inputs) }, numbered);
  const [entry] = numbered;
  if (!entry) throw new Error('a page without its question');
  return presentQuestion(site, entry, inputs.previous, inputs.next);
}

function titleOf({ section: { id, title } }: Extract<PageInputs, { kind: 'section' }>) {
  return { id, title };
}

function siteWithoutAnswers(shared: SiteInputs, texts: Texts, memory: Memory): Site {
  const presentation: Presentation = {
    ...shared,
    edition: {
      faq: { ...shared.faq, sections: [], sources: new Map() },
      sections: [],
      aliases: new Map(),
      reviews: new Map(),
      leftOut: new Map(),
      pages: [],
      withdrawn: [],
      unpublished: new Map(),
      isPreview: shared.isPreview,
    },
    translations: { others: [], original: shared.original, states: new Map() },
    texts,
    words: wordsOf(shared.faq),
    filePaths: new Map(),
    pictureSizes: new Map(),
    shareImages: { front: null, questions: new Map() },
    search: null,
    memory,
  };
  const others = shared.others.map((other) => ({ ...other, ids: new Map<string, string>() }));
  return siteAround(
    { ...presentation, translations: { ...presentation.translations, others } },
    { stamp: shared.stamp, questionsById: new Map(), sectionIds: new Set(), pageIds: new Set() },
  );
}

/** The FAQ as if it had nothing but what this page is made of. */
function siteOfPage(site: Site, shared: SiteInputs, inputs: PageInputs, entries: readonly QuestionInputs[]): Site {
  const references: ReferenceInputs[] = [
    shared.references,
    ...entries.map((entry) => entry.references),
    ...(inputs.kind === 'section' ? [inputs.references] : []),
  ];
  const files = references.flatMap((one) => one.files);
  const section = { ...inputs.section, questions: entries.map(({ question }) => question) };
  return {
    ...site,
    edition: {
      faq: {
        ...shared.faq,
        sections: [section],
        sources: byId(references.flatMap(({ sources }) => sources)),
      },
      sections: [section],
      aliases: new Map(
        entries.flatMap(({ question, aliases }) => (aliases ? [[question.id, new Map(aliases)] as const] : [])),
      ),
      reviews: new Map(entries.flatMap(({ question, review }) => (review ? [[question.id, review] as const] : []))),
      leftOut: new Map(),
      pages: [],
      withdrawn: [],
      unpublished: new Map(
        entries.flatMap(({ question, unpublished }) => (unpublished ? [[question.id, unpublished] as const] : [])),
      ),
      isPreview: shared.isPreview,
    },
    translations: {
      ...site.translations,
      others: site.translations.others.map((other, index) => ({
        ...other,
        ids: new Map(
          entries.flatMap(({ question, elsewhere }) => {
            const id = elsewhere[index];
            return id ? [[question.id, id] as const] : [];
          }),
        ),
      })),
      states: new Map(entries.flatMap(({ question, state }) => (state ? [[question.id, state] as const] : []))),
    },
    filePaths: new Map(files.map(({ path, inSite }) => [path, inSite])),
    pictureSizes: new Map(files.flatMap(({ path, size }) => (size ? [[path, size] as const] : []))),
    shareImages: {
      front: shared.image && asDrawn(shared.image),
      questions: new Map(
        entries.flatMap(({ question, image }) => (image ? [[question.id, asDrawn(image)] as const] : [])),
      ),
    },
    questionsById: new Map(
      [
        ...references.flatMap(({ questions }) => questions.map((id) => ({ id, question: '' }))),
        ...entries.flatMap(({ related }) => related),
        ...entries.map(({ question }): Pick<Question, 'id' | 'question'> => question),
      ].map((question) => [question.id, question]),
    ),
    sectionIds: new Set(references.flatMap(({ sections }) => sections)),
    pageIds: new Set(references.flatMap(({ pages }) => pages)),
  };
}

function byId(sources: readonly Source[]): Map<string, Source> {
  return new Map(sources.map((source) => [source.id, source]));
}

/** What a page says of its picture; how it is drawn, no page shows. */
function asDrawn<T>(image: T): T & { readonly svg: string; readonly key: string } {
  return { ...image, svg: '', key: '' };
}

const place = { file: '', start: 0, end: 0 };
/** Where nothing has to be found: what is said of a text is said when it is read with its places. */
const nowhere: Places = { key: () => place, value: () => place, within: () => place };
