// In: an edition, its plan and its words.
// Out: pages: a path, a template and its view.
// Does not know: finished HTML, and other files than pages.

import { type Question, questionsOf } from '../faq/faq.ts';
import { pageAddress } from '../html/addresses.ts';
import { Html } from '../html/html.ts';
import { foldId, isPageName } from '../schema/identifiers.ts';
import type { MovedView, SectionView } from '../theme/view.ts';
import { directionOf } from '../words/language.ts';
import { isNamed, type NamedSection, type PagePlan, sectionAddress } from './pagePlan.ts';
import { PagePrinter, type Presentation, type Site } from './pagePrinter.ts';
import { alternateViews } from './presentLanguages.ts';
import {
  chatPath,
  linkToQuestion,
  type Numbered,
  numberQuestions,
  openGraphView,
  type Page,
  presentShared,
  questionView,
  readingLinks,
} from './presentParts.ts';
import { presentList } from './presentSections.ts';
import { withdrawnLinks } from './presentWithdrawn.ts';
import { movedScript } from './scripts.ts';
import { contentSecurityPolicy } from './securityPolicy.ts';
import { sourcesOf } from './siteOf.ts';
import { indexData, questionData } from './structuredData.ts';

/** One redirect stub, ready to print. */
export interface Stub {
  readonly path: string;
  readonly view: MovedView;
}

/** Builds the data of the pages that stand for the whole FAQ: the front page, the chat, and the page for addresses that do not exist. */
export function presentWhole(site: Site): Page[] {
  const numbered = numberQuestions(site.edition.sections);
  return [
    site.plan.isListed ? presentList(site, numbered) : presentIndex(site, numbered),
    ...presentChat(site),
    presentMissing(site),
  ];
}

/** A stub for each old id of what is published. */
export function presentStubs({ edition, plan, words }: Presentation): Stub[] {
  const { faq, sections, withdrawn } = edition;
  const script = movedScript.path;
  const contentPolicy = contentSecurityPolicy({ origins: [] });
  const shared = { language: faq.language, dir: directionOf(faq.language), words, contentPolicy };
  const all = [...faq.sections, ...questionsOf(faq)];
  if (all.every(({ formerly }) => formerly.length === 0)) return [];
  const taken = new Set(all.map(({ id }) => foldId(id ?? '')));
  /** An old anchor that cannot be a page, or would be that of another id on some systems, stays an anchor. */
  const isFree = (id: string): boolean => isPageName(id) && taken.size < taken.add(foldId(id)).size;
  const old = (
    formerly: readonly string[],
    own: Pick<MovedView, 'title' | 'target' | 'script' | 'canonical'>,
  ): Stub[] => formerly.filter(isFree).map((id) => ({ path: `${id}.html`, view: { ...shared, ...own } }));
  const oldSection = ({ id, title, formerly }: NamedSection): Stub[] => {
    const target = sectionAddress(id, plan);
    // The fragment of an old address is taken along, unless the new one has its own.
    return plan.isListed
      ? old(formerly, { title, target, script, canonical: faq.url && pageAddress(faq.url, target) })
      : old(formerly, { title, target, script: null, canonical: faq.url });
  };
  const oldQuestion = (question: Question): Stub[] => {
    const target = `${question.id}.html`;
    const canonical = faq.url && pageAddress(faq.url, target);
    return old(question.formerly, { title: question.question, target, script, canonical });
  };
  return [
    ...sections.flatMap((section) => [
      ...(isNamed(section) ? oldSection(section) : []),
      ...section.questions.flatMap(oldQuestion),
    ]),
    ...withdrawn.flatMap(oldQuestion),
  ];
}

function presentIndex(site: Site, numbered: readonly Numbered[]): Page {
  const { faq, sections } = site.edition;
  const printer = new PagePrinter(site, 'index');
  const shared = presentShared(site, printer, () => {
    let first = 0;
    const sectionViews: SectionView[] = sections.map((section) => {
      const intro = printer.print(section.intro, 3);
      const own = numbered.slice(first, first + section.questions.length);
      first += own.length;
      return {
        id: section.id,
        formerly: section.formerly,
        title: section.title,
        intro,
        questions: own.map((entry) => questionView(entry, site, printer)),
      };
    });
    return { kind: 'index' as const, sections: sectionViews, withdrawn: withdrawnLinks(site) };
  });
  const data = indexData(
    shared.sections.flatMap(({ questions }) => questions),
    site.answerText,
    faq,
    site.stamp.updated?.iso ?? null,
  );
  return {
    path: 'index.html',
    template: 'index',
    view: {
      ...shared,
      links: { ...shared.links, ...readingLinks(faq, 'index.md'), script: site.scriptPath },
      pageTitle: faq.title,
      pageDescription: faq.description,
      structuredData: data,
      contentPolicy: contentSecurityPolicy({ ...sourcesOf(site), data }),
      canonical: faq.url,
      openGraph: openGraphView(site, 'website', faq.title, null),
      alternates: alternateViews(site, null, faq.url),
    },
  };
}

/** The page of one question. */
export function presentQuestion(
  site: Site,
  entry: Numbered,
  previous: Pick<Question, 'id' | 'question'> | null,
  next: Pick<Question, 'id' | 'question'> | null,
): Page {
  const { faq } = site.edition;
  const { question, section } = entry;
  const printer = new PagePrinter(site, 'question', question.id);
  const path = `${question.id}.html`;
  const canonical = faq.url && pageAddress(faq.url, path);
  const shared = presentShared(site, printer, () => ({
    kind: 'question' as const,
    question: questionView(entry, site, printer),
    section: isNamed(section) ? { label: section.title, href: wayBack(section, question, site.plan) } : null,
    previous: previous && linkToQuestion(previous),
    next: next && linkToQuestion(next),
  }));
  const data = questionData(
    {
      question,
      view: shared.question,
      review: site.edition.reviews.get(question.id),
      sources: shared.sources,
      section: isNamed(section) ? { label: section.title, href: sectionAddress(section.id, site.plan) } : null,
    },
    site.answerText,
    faq,
  );
  return {
    path,
    template: 'question',
    view: {
      ...shared,
      pageTitle: `${question.question} – ${faq.title}`,
      links: { ...shared.links, ...readingLinks(faq, `${question.id}.md`) },
      structuredData: data,
      contentPolicy: contentSecurityPolicy({ ...sourcesOf(site), data }),
      pageDescription: question.short ?? faq.description,
      canonical,
      openGraph: openGraphView(site, 'article', question.question, site.shareImages.questions.get(question.id) ?? null),
      alternates: alternateViews(site, question.id, canonical),
    },
  };
}

/** To the section's page at the very question, or to the section on the front page. */
function wayBack({ id }: NamedSection, question: Question, plan: PagePlan): string {
  return `${sectionAddress(id, plan)}${plan.isListed ? `#${question.id}` : ''}`;
}

/** A name, and no word of a language. */
const chatProvider = 'LiveChat';

/** The page on which a chat opens, where it is embedded: there alone the provider may run anything, and only when asked to. */
function presentChat(site: Site): Page[] {
  const { faq } = site.edition;
  const { words } = site;
  if (faq.chat?.embedded == null) return [];
  const { url, embedded } = faq.chat;
  const printer = new PagePrinter(site, 'chat');
  const fill = (sentence: string): string => sentence.replaceAll('{provider}', chatProvider);
  const shared = presentShared(site, printer, () => ({
    kind: 'chat' as const,
    section: null,
    label: faq.chat?.label ?? words.chat,
    license: embedded,
    notice: fill(words.chatNotice),
    elsewhere: { label: fill(words.chatAtProvider), href: url },
  }));
  const view = {
    ...shared,
    links: { ...shared.links, script: site.chatScriptPath },
    // It needs no link to itself.
    chat: null,
    pageTitle: `${shared.label} – ${faq.title}`,
    pageDescription: null,
    canonical: faq.url && `${faq.url}${chatPath}`,
    contentPolicy: contentSecurityPolicy({ ...sourcesOf(site), hasChat: true }),
  };
  return [{ path: chatPath, template: 'chat-page', view }];
}

/** A host serves this page at any depth, so it carries its style, and links by absolute addresses or not at all. */
function presentMissing(site: Site): Page {
  const { faq } = site.edition;
  const printer = new PagePrinter(site, 'missing');
  const shared = presentShared(site, printer, () => ({ kind: 'missing' as const }));
  const pageTitle = `${site.words.notFound} – ${faq.title}`;
  return {
    path: '404.html',
    template: '404',
    view: {
      ...shared,
      pageTitle,
      pageDescription: null,
      canonical: null,
      inlineStyle: new Html(site.style),
      contentPolicy: contentSecurityPolicy({ ...sourcesOf(site), inlineStyle: site.style }),
    },
  };
}
