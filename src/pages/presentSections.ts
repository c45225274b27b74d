import type { Question, Section } from '../faq/faq.ts';
import { pageAddress } from '../html/addresses.ts';
import type { GroupView, ListedQuestionView, ListedSectionView } from '../theme/view.ts';
import { carriesAnswers, isNamed, type NamedSection, sectionAddress } from './pagePlan.ts';
import { PagePrinter, type Site } from './pagePrinter.ts';
import { alternateViews } from './presentLanguages.ts';
import { type Numbered, openGraphView, type Page, presentShared, questionView, readingLinks } from './presentParts.ts';
import { withdrawnLinks } from './presentWithdrawn.ts';
import { contentSecurityPolicy } from './securityPolicy.ts';
import { sourcesOf } from './siteOf.ts';
import { listData, type PagePart, sectionData } from './structuredData.ts';

/** Builds the data of a front page that lists what there is. */
export function presentList(site: Site, numbered: readonly Numbered[]): Page {
  const bySection = groupBySection(numbered);
  const entriesOf = (section: Section): readonly Numbered[] => bySection.get(section) ?? [];
  const { faq, sections } = site.edition;
  const printer = new PagePrinter(site, 'list');
  const shared = presentShared(site, printer, () => ({
    kind: 'list' as const,
    sections: sections.map((section): ListedSectionView => {
      const { id, formerly, title, questions } = section;
      // What stands in no section has no other way to it.
      const isWhole = site.plan.listsAll || !isNamed(section);
      return {
        id,
        formerly,
        title,
        intro: printer.print(section.intro, 3),
        href: isNamed(section) ? sectionAddress(section.id, site.plan) : null,
        count: countOf(questions, site),
        listed: isWhole ? entriesOf(section).map((entry) => listedView(entry, site)) : [],
      };
    }),
    withdrawn: withdrawnLinks(site),
  }));
  const parts = sections.flatMap((section): PagePart[] => {
    if (!isNamed(section)) return site.plan.listsAll ? entriesOf(section).map(questionPart) : [];
    const type = carriesAnswers(section) ? 'FAQPage' : 'CollectionPage';
    return [{ type, name: section.title, href: sectionAddress(section.id, site.plan) }];
  });
  const data = listData(parts, faq, site.stamp.updated?.iso ?? null);
  return {
    path: 'index.html',
    template: 'list',
    view: {
      ...shared,
      links: {
        ...shared.links,
        ...readingLinks(faq, 'index.md'),
        script: site.search?.scriptPath ?? null,
        searchIndex: site.search?.indexPath ?? null,
      },
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

function groupBySection(numbered: readonly Numbered[]): ReadonlyMap<Section, readonly Numbered[]> {
  const groups = new Map<Section, Numbered[]>();
  for (const entry of numbered) {
    const group = groups.get(entry.section);
    if (group) group.push(entry);
    else groups.set(entry.section, [entry]);
  }
  return groups;
}

/** The page of one section. Which sections the other languages have, nobody knows: their front pages stand for them. */
export function presentSection(site: Site, section: NamedSection, entries: readonly Numbered[]): Page {
  const { faq } = site.edition;
  const { id, title, formerly } = section;
  const href = sectionAddress(id, site.plan);
  const canonical = faq.url && pageAddress(faq.url, href);
  const isFull = carriesAnswers(section);
  const printer = new PagePrinter(site, 'section', id, isFull ? idsOf(entries) : undefined);
  const shared = presentShared(site, printer, () => {
    const intro = printer.print(section.intro, 2);
    const group: GroupView = {
      id,
      formerly,
      title,
      intro,
      questions: isFull ? entries.map((entry) => questionView(entry, site, printer)) : [],
      listed: isFull ? [] : entries.map((entry) => listedView(entry, site)),
    };
    return { kind: 'section' as const, section: null, group };
  });
  const { questions, listed } = shared.group;
  const updated = lastUpdated(section.questions);
  const parts = listed.map(({ question, href: page }): PagePart => ({ type: 'WebPage', name: question, href: page }));
  const data = sectionData({ title, href, questions, parts, updated }, site.answerText, faq);
  return {
    path: href,
    template: 'section',
    view: {
      ...shared,
      links: { ...shared.links, ...readingLinks(faq, `${id}.md`), script: isFull ? site.scriptPath : null },
      pageTitle: `${title} – ${faq.title}`,
      pageDescription: faq.description,
      structuredData: data,
      contentPolicy: contentSecurityPolicy({ ...sourcesOf(site), data }),
      canonical,
      openGraph: openGraphView(site, 'website', title, null),
    },
  };
}

function idsOf(entries: readonly Numbered[]): Set<string> {
  return new Set(entries.map(({ question }) => question.id));
}

/** The latest day on which one of the answers changed, as far as its author said. */
export function lastUpdated(questions: readonly Question[]): string | null {
  return questions.map(({ updated }) => updated ?? '').reduce((a, b) => (a > b ? a : b), '') || null;
}

function listedView({ question, number }: Numbered, site: Site): ListedQuestionView {
  const { id, formerly } = question;
  return { id, formerly, number: site.number(number), question: question.question, href: `${id}.html` };
}

function questionPart({ question }: Numbered): PagePart {
  return { type: 'WebPage', name: question.question, href: `${question.id}.html` };
}

function countOf(questions: readonly unknown[], { words, number }: Site): string {
  return words.questionCount.replace('{n}', number(questions.length));
}
