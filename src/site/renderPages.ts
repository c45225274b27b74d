import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { TextFile } from '../diagnostics/span.ts';
import type { Question, Source } from '../faq/faq.ts';
import { inspectMarkdown } from '../inspect/inspectMarkdown.ts';
import { citationsIn, gradeOf, type Reading, showsSomething } from '../inspect/readTexts.ts';
import { type Markdown, readMarkdown } from '../markdown/markdown.ts';
import { type Form, Memory } from '../memory.ts';
import { twinsOf } from '../outputs/markdownTwin.ts';
import { searchWordsOf } from '../outputs/searchIndex.ts';
import {
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
import { type PageFacts, PageProver } from '../proof/verifySite.ts';
import { compileTemplates, type Templates } from '../theme/templates.ts';
import { en } from '../words/en.ts';
import { wordsFor } from '../words/wordsFor.ts';
import type { Places, Prose } from '../yaml/places.ts';

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

/** Pages that are to be rendered, in groups that share what is read of their answers: plain data, fit for another thread. */
export interface RenderRequest {
  readonly shared: SiteInputs;
  /** The templates. */
  readonly theme: readonly TextFile[];
  readonly groups: readonly (readonly PageInputs[])[];
}

/** For each page of each group its packed form; null for what can only be told in the thread that asks. */
export type PackedGroups = readonly (readonly (Uint8Array | null)[])[];

/**
 * The pages of all questions and, where they have pages, of all sections. Null
 * stands for an answer that cannot be read. What is not remembered is asked for
 * by a request, which may be answered with null: it is then rendered here.
 */
export function* renderAnswers(
  site: Site,
  theme: readonly TextFile[],
  templates: Templates,
  memory: Memory,
): Generator<RenderRequest, (RenderedPage | null)[], PackedGroups | null> {
  const { shared, groups } = pageInputs(site);
  const sharedKey = digestOf(JSON.stringify([shared, theme.map(({ path, text }) => [path, text])]));
  const pages: (RenderedPage | null)[] = [];
  const missing: { inputs: PageInputs; key: string; place: number }[][] = [];
  for (const group of groups) {
    const wanted: { inputs: PageInputs; key: string; place: number }[] = [];
    for (const inputs of group) {
      const key = digestOf(`${sharedKey}${JSON.stringify(inputs)}`);
      const known = memory.find(answerPage, key, packedPage);
      if (known === undefined) wanted.push({ inputs, key, place: pages.length });
      pages.push(known ?? null);
    }
    if (wanted.length > 0) missing.push(wanted);
  }
  if (missing.length === 0) return pages;
  const asked = missing.map((group) => group.map(({ inputs }) => inputs));
  const packed = yield { shared, theme, groups: asked };
  const renderer = new PageRenderer(shared, templates);
  for (const [index, group] of missing.entries()) {
    const own = packed?.[index];
    const made = group.map((_, place) => own?.[place] ?? null);
    const rest = group.flatMap(({ inputs }, place) => (made[place] ? [] : [inputs]));
    const rendered = rest.length === 0 ? [] : renderer.render(rest);
    for (const [place, { key, place: at }] of group.entries()) {
      const bytes = made[place];
      const page = bytes ? packedPage.unpack(bytes) : (rendered.shift() ?? null);
      pages[at] = page;
      memory.keep(answerPage, key, page, bytes ? { ...packedPage, pack: () => bytes } : packedPage);
    }
  }
  return pages;
}

/** The kind of what `renderAnswers` remembers: `RenderedPage | null`. */
export const answerPage = 'answer page';

/** Renders groups of pages as `renderAnswers` asks for them. */
export function packingRenderer({
  shared,
  theme,
}: Omit<RenderRequest, 'groups'>): (group: readonly PageInputs[]) => (Uint8Array | null)[] {
  const renderer = new PageRenderer(shared, compileTemplates(theme).templates);
  return (group) => renderer.render(group).map((page) => packedPage.pack(page));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** The lengths of the first two parts, what is told of the page as JSON, the page, and its Markdown. */
const packedPage: Form<RenderedPage | null> = {
  pack: (page) => {
    if (!page || page.diagnostics.length > 0) return null;
    const { html, twin, diagnostics: _none, ...told } = page;
    const head = Buffer.from(JSON.stringify(told));
    const markup = Buffer.from(html);
    const lengths = Buffer.allocUnsafe(8);
    lengths.writeUInt32LE(head.length);
    lengths.writeUInt32LE(markup.length, 4);
    return Buffer.concat([lengths, head, markup, Buffer.from(twin)]);
  },
  unpack: (bytes) => {
    const { head, ...parts } = partsOfPackedPage(bytes);
    const told = JSON.parse(head.toString()) as Omit<RenderedPage, 'html' | 'twin' | 'diagnostics'>;
    return { ...told, ...parts, diagnostics: [] };
  },
};

/** The parts of a page as it was packed, without a copy. */
export function partsOfPackedPage(bytes: Uint8Array): { head: Buffer; html: Buffer; twin: Buffer } {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headEnd = 8 + all.readUInt32LE();
  const htmlEnd = headEnd + all.readUInt32LE(4);
  return { head: all.subarray(8, headEnd), html: all.subarray(headEnd, htmlEnd), twin: all.subarray(htmlEnd) };
}

/** Renders pages from their inputs, and from nothing else. */
export class PageRenderer {
  readonly #shared: SiteInputs;
  readonly #templates: Templates;
  readonly #memory = new Memory();
  readonly #site: Site;
  readonly #prover: PageProver;

  constructor(shared: SiteInputs, templates: Templates) {
    this.#shared = shared;
    this.#templates = templates;
    this.#site = siteWithoutAnswers(shared, this.#memory);
    this.#prover = new PageProver(shared.faq.url, { hasOwnTheme: shared.faq.theme.templates !== null });
  }

  /**
   * The pages in their order, null for one whose answer cannot be read. Those
   * of one group share what was read of their answers.
   */
  render(pages: readonly PageInputs[]): (RenderedPage | null)[] {
    this.#memory.endRun();
    const texts = new ReadTexts();
    const lines = new Map<string, string>();
    const answerTextOf: Site['answerText'] = (view) => {
      const known = lines.get(view.id) ?? answerText(view);
      lines.set(view.id, known);
      return known;
    };
    return pages.map((inputs) => this.#renderPage(inputs, { texts, answerText: answerTextOf }));
  }

  #renderPage(inputs: PageInputs, group: Pick<Site, 'texts' | 'answerText'>): RenderedPage | null {
    const entries = inputs.kind === 'question' ? [inputs.entry] : inputs.entries;
    if (entries.some(({ question }) => !group.texts.get(question.answer))) return null;
    const site = { ...siteOfPage(this.#site, this.#shared, inputs, entries), ...group };
    const page = presentPage(site, inputs);
    const { text, diagnostics } = this.#templates.print(page.template, page.view);
    const html = text ?? '';
    return {
      path: page.path,
      template: page.template,
      html,
      twin: twinsOf(site)(page)?.contents ?? '',
      facts: this.#prover.prove({ ...page, html }).facts,
      reading: inputs.kind === 'question' ? readAnswer(site, inputs.entry) : null,
      diagnostics,
    };
  }
}

/** Reads a text when it is asked for. */
class ReadTexts {
  readonly #read = new Map<Prose, Markdown | undefined>();

  get(prose: Prose): Markdown | undefined {
    if (!this.#read.has(prose)) this.#read.set(prose, readMarkdown(prose) ?? undefined);
    return this.#read.get(prose);
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

function siteWithoutAnswers(shared: SiteInputs, memory: Memory): Site {
  const presentation: Presentation = {
    ...shared,
    edition: {
      faq: { ...shared.faq, sections: [], sources: new Map() },
      sections: [],
      aliases: new Map(),
      reviews: new Map(),
      leftOut: new Map(),
      unpublished: new Map(),
    },
    translations: { others: [], original: shared.original, states: new Map() },
    texts: new Map(),
    words: wordsFor(shared.faq.language) ?? en,
    filePaths: new Map(),
    pictureSizes: new Map(),
    shareImages: { front: null, questions: new Map() },
    search: null,
    memory,
  };
  const others = shared.others.map((other) => ({ ...other, ids: new Map<string, string>() }));
  return siteAround(
    { ...presentation, translations: { ...presentation.translations, others } },
    { stamp: shared.stamp, questionsById: new Map(), sectionIds: new Set() },
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
      unpublished: new Map(
        entries.flatMap(({ question, unpublished }) => (unpublished ? [[question.id, unpublished] as const] : [])),
      ),
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
  };
}

function byId(sources: readonly Source[]): Map<string, Source> {
  return new Map(sources.map((source) => [source.id, source]));
}

/** What a page says of its picture; how it is drawn, no page shows. */
function asDrawn<T>(image: T): T & { readonly svg: string; readonly key: string } {
  return { ...image, svg: '', key: '' };
}

function readAnswer(site: Site, { question, aliases }: QuestionInputs): Reading {
  const { faq } = site.edition;
  const markdown = site.texts.get(question.answer);
  if (!markdown) return { isClean: false, cited: [], grade: null, words: null };
  const references = {
    sources: new Set([...faq.sources.keys(), ...(aliases ?? []).map(([id]) => id)]),
    anchors: new Set([...site.questionsById.keys(), ...site.sectionIds]),
    leftOut: new Map<string, string>(),
    renamed: new Map<string, string>(),
    hasFile: (path: string) => site.filePaths.has(path),
  };
  return {
    isClean: showsSomething(markdown) && inspectMarkdown(markdown, references, nowhere).length === 0,
    cited: citationsIn(markdown),
    grade: gradeOf(markdown, faq),
    words: site.plan.isListed ? searchWordsOf(question, markdown) : null,
  };
}

const place = { file: '', start: 0, end: 0 };
/** Where nothing has to be found: what is said of a text is said when it is read with its places. */
const nowhere: Places = { key: () => place, value: () => place, within: () => place };
