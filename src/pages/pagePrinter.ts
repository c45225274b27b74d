import type { Question, Source } from '../faq/faq.ts';
import { sortAddress } from '../html/addresses.ts';
import type { Html } from '../html/html.ts';
import type { PictureSize } from '../html/pictureSize.ts';
import { frontPage } from '../inspect/inspectTexts.ts';
import type { Texts } from '../markdown/markdown.ts';
import type { OwnInline } from '../markdown/ownInlines.ts';
import { type Printing, printMarkdown } from '../markdown/printMarkdown.ts';
import type { Memory } from '../memory.ts';
import type { Translations } from '../review/readTranslations.ts';
import type { Edition } from '../review/selectEdition.ts';
import type { FrameView, LinksView, PageView, SiteView, SourceView } from '../theme/view.ts';
import type { DateView } from '../words/language.ts';
import type { Words } from '../words/words.ts';
import type { Prose } from '../yaml/places.ts';
import { citationMark, loneMark } from './citationMark.ts';
import { type PagePlan, sectionAddress } from './pagePlan.ts';
import type { ShareImages } from './shareImage.ts';
import type { AnswerText } from './structuredData.ts';

/** What the pages of one build share. */
export interface Presentation {
  readonly edition: Edition;
  readonly plan: PagePlan;
  readonly translations: Translations;
  /** Has every text that a page prints. */
  readonly texts: Texts;
  readonly words: Words;
  /** Marks that the project gave a meaning to. */
  readonly inlines: readonly OwnInline[];
  /** The stylesheet's text, for the page that must carry it. */
  readonly style: string;
  /** Whether it loads fonts of the site. */
  readonly hasFonts: boolean;
  readonly earlyFonts: LinksView['fonts'];
  /** Paths in the site, by name: of the stylesheet, the icon, and the scripts of pages with answers and of the chat. */
  readonly stylePath: string;
  readonly iconPath: string;
  readonly scriptPath: string;
  readonly chatScriptPath: string;
  /** Of the script that tells a page around a frame how high this one is; null where no other site may frame it. */
  readonly frameScriptPath: string | null;
  /** Of the page on which readers check the reviews; null where there is none. */
  readonly verifierPath: string | null;
  /** Of the script that finds questions, and of what it loads first; null where the front page holds the answers. */
  readonly search: { readonly scriptPath: string; readonly indexPath: string } | null;
  /** Paths in the site of the project's files that are linked or shown. */
  readonly filePaths: ReadonlyMap<string, string>;
  readonly shareImages: ShareImages;
  /** Of those files that are pictures, by the path that the author wrote. */
  readonly pictureSizes: ReadonlyMap<string, PictureSize>;
  readonly memory: Memory;
}

/** What is made once and serves every page: a page may not cost more where there are more questions. */
export interface Site extends Presentation {
  /** What can be linked to. */
  readonly questionsById: ReadonlyMap<string, Pick<Question, 'id' | 'question'>>;
  readonly sectionIds: ReadonlySet<string>;
  /** Of the publisher's own pages, and of those that carry a notice in the place of an answer. */
  readonly pageIds: ReadonlySet<string>;
  readonly answerText: AnswerText;
  readonly dir: 'ltr' | 'rtl';
  readonly locale: string | null;
  readonly stamp: SiteView['stamp'];
  /** For every page but those that need more. */
  readonly contentPolicy: Html;
  readonly date: (iso: string) => DateView;
  readonly number: (value: number) => string;
  /** By the id of the reviewer. */
  readonly initials: ReadonlyMap<string, string>;
  /** What all pages of a kind say alike, once one of them was presented; none where a text in it depends on its page. */
  readonly frames: Map<PageKind, FrameView>;
  /** What the other languages call themselves. */
  readonly languageNames: ReadonlyMap<string, string>;
}

type PageKind = PageView['kind'];

/** Prints the texts of one page, and keeps count of what it cites. */
export class PagePrinter {
  readonly kind: PageKind;
  readonly #site: Site;
  readonly ownId: string | null;
  readonly #anchors: ReadonlySet<string>;
  readonly #cited = new Map<string, { number: number; times: number }>();
  #tables = 0;
  /** How often a text asked for what depends on the page: a number, or where a link leads. */
  uses = 0;

  /** `ownId`: of the question or section whose page it is. `anchors`: ids of what else stands on the page, where that is not all. */
  constructor(site: Site, kind: PageKind, ownId: string | null = null, anchors: ReadonlySet<string> = new Set()) {
    this.kind = kind;
    this.#site = site;
    this.ownId = ownId;
    this.#anchors = anchors;
  }

  print(prose: Prose | null, headingLevel: number): Html | null {
    return prose && this.printWhole(prose, headingLevel);
  }

  printWhole(prose: Prose, headingLevel: number): Html {
    const markdown = this.#site.texts.get(prose);
    if (!markdown) throw new Error(`the text at ${prose.path.join('.')} was not read`);
    const aliases = aliasesFor(prose, this.#site.edition);
    const printing: Printing = {
      words: this.#site.words,
      inlines: this.#site.inlines,
      headingLevel,
      linkTo: (id) => this.#linkTo(id),
      fileAt: (path) => this.fileAt(path),
      sizeOf: (path) => this.#site.pictureSizes.get(path) ?? null,
      countTable: () => {
        this.uses++;
        return ++this.#tables;
      },
      cite: (sourceId) => this.#cite(aliases?.get(sourceId) ?? sourceId),
    };
    return printMarkdown(markdown, printing);
  }

  fileAt(path: string): string | null {
    const inSite = this.#site.filePaths.get(path);
    return inSite === undefined ? null : this.siteAddress(inSite);
  }

  /** Where an address leads that stands on every page: never to a place on this one. Null where there is nothing. */
  addressOf(typed: string): string | null {
    const { questionsById, sectionIds, pageIds, plan, filePaths, edition } = this.#site;
    if (frontPage.test(typed)) return this.siteAddress('index.html') ?? 'index.html';
    const address = sortAddress(typed);
    if (address.kind === 'elsewhere') {
      const { url } = edition.faq;
      // From a page at any depth, the way is another one.
      const isRelative = address.href.startsWith('../');
      return this.kind === 'missing' && isRelative ? url && new URL(address.href, url).href : address.href;
    }
    if (address.kind === 'anchor') {
      const { id } = address;
      const isWhole = questionsById.has(id) || pageIds.has(id);
      const page = isWhole ? `${id}.html` : sectionIds.has(id) ? sectionAddress(id, plan) : null;
      // Where nobody knows the address of the site, most likely beside the others.
      return page && (this.siteAddress(page) ?? page);
    }
    const inSite = address.kind === 'file' ? filePaths.get(address.path) : undefined;
    return inSite === undefined ? null : (this.siteAddress(inSite) ?? inSite);
  }

  /** A file of the site, seen from this page. */
  siteAddress(path: string): string | null {
    if (this.kind !== 'missing') return path;
    const { url } = this.#site.edition.faq;
    return url && `${url}${path === 'index.html' ? '' : path}`;
  }

  sources(): SourceView[] {
    const { edition } = this.#site;
    return [...this.#cited].flatMap(([id, { number, times }]) => {
      const source = edition.faq.sources.get(id);
      return source ? [sourceView(source, number, times, this.#site)] : [];
    });
  }

  #linkTo(id: string): string | null {
    this.uses++;
    const isQuestion = this.#site.questionsById.has(id);
    const isPage = this.#site.pageIds.has(id);
    if (!isQuestion && !isPage && !this.#site.sectionIds.has(id)) return null;
    if ((this.kind === 'index' && !isPage) || (id === this.ownId && !isPage) || this.#anchors.has(id)) return `#${id}`;
    const [page = '', fragment] = (isQuestion || isPage ? `${id}.html` : sectionAddress(id, this.#site.plan)).split(
      '#',
    );
    const address = this.siteAddress(page);
    return address && fragment ? `${address}#${fragment}` : address;
  }

  #cite(sourceId: string) {
    this.uses++;
    const entry = this.#cited.get(sourceId) ?? { number: this.#cited.size + 1, times: 0 };
    entry.times++;
    this.#cited.set(sourceId, entry);
    return { number: entry.number, href: `#${sourceAnchor(sourceId)}`, id: citationAnchor(entry.number, entry.times) };
  }
}

/** Under which ids the sources of an approved text stand; null for today's texts. */
export function aliasesFor({ path }: Prose, { aliases }: Edition): ReadonlyMap<string, string> | null {
  return path[0] === 'reviews' ? (aliases.get(String(path[1])) ?? null) : null;
}

/** Anchors of the page's own begin with an underscore, which no id of a question holds. */
export function sourceAnchor(id: string): string {
  return `_source-${id}`;
}

function citationAnchor(number: number, time: number): string {
  return `_c${number}-${time}`;
}

/** Where an entry has no title, its authors stand for it. */
export function titleOf({ id, title, authors, publisher }: Source): string {
  return title ?? authors ?? publisher ?? id;
}

function sourceView(source: Source, number: number, times: number, { words, date }: Site): SourceView {
  const href = source.url ?? (source.doi && `https://doi.org/${encodeURI(source.doi)}`);
  const title = titleOf(source);
  return {
    anchor: sourceAnchor(source.id),
    number,
    title,
    authors: title === source.authors ? null : source.authors,
    publisher: title === source.publisher ? null : source.publisher,
    date: source.date === null ? null : date(source.date),
    checked: source.checked === null ? null : date(source.checked),
    href,
    hrefLabel: source.doi ? `doi:${source.doi}` : href && new URL(href).hostname.replace(/^www\./, ''),
    citedAt: Array.from({ length: times }, (_, index) => {
      const mark = citationMark(index, times);
      return {
        label: words.backToCitation.replace('{n}', `${number}${mark.replace(loneMark, '')}`),
        href: `#${citationAnchor(number, index + 1)}`,
        mark,
      };
    }),
  };
}
