import { type Faq, type Question, type Section, type SiteLink, type Source, siteLinksOf } from '../faq/faq.ts';
import type { PictureSize } from '../html/pictureSize.ts';
import { linkedIn } from '../inspect/linkedIds.ts';
import type { OwnInline } from '../markdown/ownInlines.ts';
import type { ShownReview } from '../review/readReviews.ts';
import type { TranslationState } from '../review/readTranslations.ts';
import type { Edition, Unpublished } from '../review/selectEdition.ts';
import type { SiteView } from '../theme/view.ts';
import type { Prose } from '../yaml/places.ts';
import { carriesAnswers, isNamed, type NamedSection, type PagePlan } from './pagePlan.ts';
import type { Site } from './pagePrinter.ts';
import { numberQuestions } from './presentParts.ts';
import type { ShareImage } from './shareImage.ts';

/**
 * All that the pages of answers are made of, as plain data, so that it can be
 * compared, sent to another thread, and named as what a page depends on:
 * whoever renders a page from these knows nothing else of the FAQ.
 */
export interface SiteInputs {
  readonly faq: Omit<Faq, 'sections' | 'sources'>;
  readonly isPreview: boolean;
  /** Ids of the questions that were withdrawn. */
  readonly withdrawn: readonly string[];
  readonly plan: PagePlan;
  readonly inlines: readonly OwnInline[];
  readonly stamp: SiteView['stamp'];
  readonly style: string;
  readonly hasFonts: boolean;
  readonly earlyFonts: Site['earlyFonts'];
  readonly stylePath: string;
  readonly iconPath: string;
  readonly scriptPath: string;
  readonly chatScriptPath: string;
  readonly frameScriptPath: string | null;
  readonly verifierPath: string | null;
  /** Of the front page. */
  readonly image: PageImage | null;
  readonly original: string | null;
  readonly others: readonly { readonly language: string; readonly url: string; readonly isOriginal: boolean }[];
  /** What the texts refer to that stand on every page. */
  readonly references: ReferenceInputs;
}

type PageImage = Pick<ShareImage, 'path' | 'texts'>;

/** What some texts refer to, as far as it is there. */
export interface ReferenceInputs {
  readonly questions: readonly string[];
  readonly sections: readonly string[];
  readonly pages: readonly string[];
  readonly sources: readonly Source[];
  readonly files: readonly { readonly path: string; readonly inSite: string; readonly size: PictureSize | null }[];
}

/** One question as any page that holds its answer needs it. */
export interface QuestionInputs {
  readonly question: Question;
  readonly number: number;
  readonly review: ShownReview | null;
  readonly unpublished: Unpublished | null;
  /** Of an approved text: under which ids its sources stand. */
  readonly aliases: readonly (readonly [string, string])[] | null;
  readonly related: readonly QuestionLink[];
  readonly image: PageImage | null;
  /** Its id in each of the other languages. */
  readonly elsewhere: readonly (string | null)[];
  readonly state: TranslationState | null;
  readonly references: ReferenceInputs;
}

export type QuestionLink = Pick<Question, 'id' | 'question'>;

export interface QuestionPageInputs {
  readonly kind: 'question';
  readonly section: Omit<Section, 'questions'>;
  readonly entry: QuestionInputs;
  readonly previous: QuestionLink | null;
  readonly next: QuestionLink | null;
}

export interface SectionPageInputs {
  readonly kind: 'section';
  readonly section: Omit<NamedSection, 'questions'>;
  readonly entries: readonly QuestionInputs[];
  readonly references: ReferenceInputs;
}

export type PageInputs = QuestionPageInputs | SectionPageInputs;

/** Whether two values of plain data hold the same. */
export function isSameData(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [own, others] = [one, other] as [Record<string, unknown>, Record<string, unknown>];
  for (const key in own) if (!isSameData(own[key], others[key])) return false;
  for (const key in others) if (!(key in own)) return false;
  return true;
}

/** The inputs of the pages of all questions and, where they have pages, of all sections: a group for each section. */
export function pageInputs(site: Site): { readonly shared: SiteInputs; readonly groups: readonly PageInputs[][] } {
  const { edition, plan } = site;
  const { sections: _sections, sources: _sources, ...faq } = edition.faq;
  const shared: SiteInputs = {
    faq,
    isPreview: edition.isPreview,
    withdrawn: edition.withdrawn.map(({ id }) => id),
    plan,
    inlines: site.inlines,
    stamp: site.stamp,
    style: site.style,
    hasFonts: site.hasFonts,
    earlyFonts: site.earlyFonts,
    stylePath: site.stylePath,
    iconPath: site.iconPath,
    scriptPath: site.scriptPath,
    chatScriptPath: site.chatScriptPath,
    frameScriptPath: site.frameScriptPath,
    verifierPath: site.verifierPath,
    image: site.shareImages.front && imageInputs(site.shareImages.front),
    original: site.translations.original,
    others: site.translations.others.map(({ language, url, isOriginal }) => ({ language, url, isOriginal })),
    references: referenceInputs(sharedProse(edition.faq), null, picturesOf(edition.faq), site),
  };
  const numbered = numberQuestions(edition.sections);
  const links = numbered.map(({ question: { id, question } }): QuestionLink => ({ id, question }));
  let first = 0;
  const groups = edition.sections.map((section) => {
    const { questions, ...frame } = section;
    const own = { ...frame, path: [], intro: section.intro && { text: section.intro.text, path: [] } };
    const entries = questions.map((question, index) => questionInputs(question, first + index + 1, site));
    const pages: PageInputs[] = entries.map((entry, index) => ({
      kind: 'question',
      section: { ...own, intro: null },
      entry,
      previous: links[first + index - 1] ?? null,
      next: links[first + index + 1] ?? null,
    }));
    first += questions.length;
    if (plan.isListed && isNamed(section)) {
      pages.push({
        kind: 'section',
        section: { ...own, id: section.id, title: section.title },
        entries: carriesAnswers(section) ? entries : entries.map(withoutAnswer),
        references: referenceInputs(section.intro === null ? [] : [section.intro], null, [], site),
      });
    }
    return pages;
  });
  return { shared, groups };
}

function questionInputs(question: Question, number: number, site: Site): QuestionInputs {
  const { edition, translations } = site;
  const { id, answer } = question;
  const aliases = edition.aliases.get(id) ?? null;
  const image = site.shareImages.questions.get(id);
  return {
    // Where it stands in faq.yaml is not to be seen on its page.
    question: { ...question, path: [], answer: { text: answer.text, path: aliases ? ['reviews', id, 'answer'] : [] } },
    number,
    review: edition.reviews.get(id) ?? null,
    unpublished: edition.unpublished.get(id) ?? null,
    aliases: aliases && [...aliases],
    related: question.related.flatMap((other) => {
      const related = site.questionsById.get(other);
      return related ? [{ id: related.id, question: related.question }] : [];
    }),
    image: image ? imageInputs(image) : null,
    elsewhere: translations.others.map(({ ids }) => ids.get(id) ?? null),
    state: translations.states.get(id) ?? null,
    references: referenceInputs([answer], aliases, [], site),
  };
}

function withoutAnswer(entry: QuestionInputs): QuestionInputs {
  const { question, references } = entry;
  return {
    ...entry,
    question: { ...question, answer: { text: '', path: [] } },
    references: { ...references, questions: [], sections: [], pages: [], sources: [], files: [] },
  };
}

function imageInputs({ path, texts }: PageImage): PageImage {
  return { path, texts };
}

function sharedProse({ urgent, contact, reviewers, disclaimer, publisher, site }: Edition['faq']): Prose[] {
  return [
    ...siteLinksOf({ site }).map((link) => ({ text: asMarkdown(link), path: link.path })),
    urgent,
    contact?.text,
    contact?.disclosure,
    ...reviewers.map(({ bio }) => bio),
    disclaimer?.text,
    publisher?.about,
  ].filter((prose) => prose !== null && prose !== undefined);
}

/** A link around the FAQ refers to what one in a text would. */
export function asMarkdown({ label, url }: SiteLink): string {
  return `[${label}](<${url}>)`;
}

/** Of the publisher and the reviewers. */
export function picturesOf({ publisher, reviewers }: Pick<Faq, 'publisher' | 'reviewers'>): string[] {
  return [publisher?.logo, publisher?.logoDark, ...reviewers.map(({ image }) => image)].flatMap((image) =>
    image ? [image.file] : [],
  );
}

/** What the texts may refer to: rather a little more than too little. */
function referenceInputs(
  texts: readonly Prose[],
  aliases: ReadonlyMap<string, string> | null,
  pictures: readonly string[],
  { edition, questionsById, sectionIds, pageIds, filePaths, pictureSizes, memory }: Site,
): ReferenceInputs {
  const { sources } = edition.faq;
  const cited = new Set(
    // Where brackets are missing, signs of the sentence stand behind the key.
    texts.flatMap(({ text }) =>
      !text.includes('@')
        ? []
        : [...text.matchAll(/@([^\s@,;\]]+)/g)].flatMap(([, id = '']) => [id, id.replace(/[^\p{L}\p{N}]+$/u, '')]),
    ),
  );
  const links = texts.map(({ text }) => linkedIn(text, memory));
  const ids = [...new Set(links.flatMap((link) => link.ids))];
  return {
    questions: ids.filter((id) => questionsById.has(id)),
    sections: ids.filter((id) => sectionIds.has(id)),
    pages: ids.filter((id) => pageIds.has(id)),
    sources: [...new Set([...cited].flatMap((id) => [id, aliases?.get(id) ?? id]))].flatMap(
      (id) => sources.get(id) ?? [],
    ),
    files: [...new Set([...pictures, ...links.flatMap((link) => link.files)])].flatMap((path) => {
      const inSite = filePaths.get(path);
      return inSite === undefined ? [] : [{ path, inSite, size: pictureSizes.get(path) ?? null }];
    }),
  };
}
