import type { Chat, Question, Section } from '../faq/faq.ts';
import { type Review, recordPath } from '../review/readReviews.ts';
import type { Edition } from '../review/selectEdition.ts';
import { Html } from './html.ts';
import { dateView, directionOf, localeOf, nameOfLanguage } from './language.ts';
import { isNamed, type NamedSection, type PagePlan, sectionAddress } from './pagePlan.ts';
import { PagePrinter, type Presentation, type Site } from './pagePrinter.ts';
import { alternateViews, languageViews, outdatedView } from './presentLanguages.ts';
import { presentList } from './presentSections.ts';
import { contentSecurityPolicy } from './securityPolicy.ts';
import { cardHeight, cardWidth } from './shareCard.ts';
import type { ShareImage } from './shareImages.ts';
import { answerText, indexData, questionData } from './structuredData.ts';
import type {
  LinkView,
  MovedView,
  OpenGraphView,
  PageView,
  QuestionView,
  ReviewView,
  SectionView,
  SiteView,
} from './view.ts';
import type { Words } from './words/words.ts';

/** One page, ready to print: the file, the template, and its data. */
export interface Page {
  readonly path: string;
  readonly template: string;
  readonly view: PageView;
}

/** One redirect stub, ready to print. */
export interface Stub {
  readonly path: string;
  readonly view: MovedView;
}

/** What the pages of the whole FAQ share. */
export function siteOf(presentation: Presentation): Site {
  const { edition, words } = presentation;
  const { sections } = edition;
  const questions = sections.flatMap((section) => section.questions);
  const { format } = new Intl.NumberFormat(edition.faq.language);
  return siteAround(presentation, {
    stamp: stampView(edition, words, format),
    questionsById: new Map(questions.map((question) => [question.id, question])),
    sectionIds: new Set(sections.flatMap(({ id }) => (id === null ? [] : [id]))),
  });
}

/** What is made once and serves many pages. */
export function siteAround(
  presentation: Presentation,
  known: Pick<Site, 'stamp' | 'questionsById' | 'sectionIds'>,
): Site {
  const { language, reviewers, policy } = presentation.edition.faq;
  const answerTexts = new Map<string, string>();
  return {
    ...presentation,
    ...known,
    dir: directionOf(language),
    locale: localeOf(language),
    // An answer reads the same on every page, whatever its links lead to there.
    answerText: (view) => {
      const text = answerTexts.get(view.id) ?? answerText(view);
      answerTexts.set(view.id, text);
      return text;
    },
    // Formatters are slow to make.
    number: new Intl.NumberFormat(language).format,
    languageNames: new Map(
      presentation.translations.others.map(({ language: tag }) => [tag, nameOfLanguage(tag)] as const),
    ),
    initials: new Map(reviewers.map(({ id, name }) => [id, initialsOf(name, language)])),
    contentPolicy: contentSecurityPolicy({ origins: policy.origins }),
    date: (iso) => presentation.memory.recall('date', `${language} ${iso}`, () => dateView(iso, language)),
  };
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

/** A stub for each old id of what is published. `script`: the address of the script that takes the fragment along. */
export function presentStubs({ edition, plan, words }: Presentation, script: string): Stub[] {
  const { faq, sections } = edition;
  const contentPolicy = contentSecurityPolicy({ origins: [] });
  const shared = { language: faq.language, dir: directionOf(faq.language), words, contentPolicy };
  const old = (
    formerly: readonly string[],
    own: Pick<MovedView, 'title' | 'target' | 'script' | 'canonical'>,
  ): Stub[] => formerly.map((id) => ({ path: `${id}.html`, view: { ...shared, ...own } }));
  const oldSection = ({ id, title, formerly }: NamedSection): Stub[] => {
    const target = sectionAddress(id, plan);
    // The fragment of an old address is taken along, unless the new one has its own.
    return plan.isListed
      ? old(formerly, { title, target, script, canonical: faq.url && `${faq.url}${target}` })
      : old(formerly, { title, target, script: null, canonical: faq.url });
  };
  return sections.flatMap((section) => [
    ...(isNamed(section) ? oldSection(section) : []),
    ...section.questions.flatMap((question) => {
      const target = `${question.id}.html`;
      const canonical = faq.url && `${faq.url}${target}`;
      return old(question.formerly, { title: question.question, target, script, canonical });
    }),
  ]);
}

/** A question with its place in the whole FAQ, from 1. */
export interface Numbered {
  readonly question: Question;
  readonly section: Section;
  readonly number: number;
}

export function numberQuestions(sections: readonly Section[]): Numbered[] {
  return sections
    .flatMap((section) => section.questions.map((question) => ({ question, section })))
    .map((entry, index) => ({ ...entry, number: index + 1 }));
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
    return { kind: 'index' as const, sections: sectionViews };
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
      links: { ...shared.links, markdown: 'index.md', script: site.scriptPath },
      pageTitle: faq.title,
      pageDescription: faq.description,
      structuredData: data,
      contentPolicy: contentSecurityPolicy({ origins: faq.policy.origins, data }),
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
  const canonical = faq.url && `${faq.url}${path}`;
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
      links: { ...shared.links, markdown: `${question.id}.md` },
      structuredData: data,
      contentPolicy: contentSecurityPolicy({ origins: faq.policy.origins, data }),
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

/** No id of a question begins like this. */
const chatPath = '_chat.html';
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
    contentPolicy: contentSecurityPolicy({ origins: faq.policy.origins, hasChat: true }),
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
      contentPolicy: contentSecurityPolicy({ origins: faq.policy.origins, inlineStyle: site.style }),
    },
  };
}

/** Texts are printed in the order of the page, so that the numbers of the sources rise down the page. */
export function presentShared<Own extends object>(site: Site, printer: PagePrinter, presentOwn: () => Own) {
  const { edition, words, stamp, stylePath, iconPath } = site;
  const { faq } = edition;
  const { language } = faq;
  const urgent = printer.print(faq.urgent, 2);
  const own = presentOwn();
  const contact: SiteView['contact'] = faq.contact && {
    title: faq.contact.title ?? words.contact,
    text: printer.print(faq.contact.text, 3),
    reasons: faq.contact.reasons,
    phone:
      faq.contact.phone === null ? null : { display: faq.contact.phone, href: telephoneAddress(faq.contact.phone) },
    hours: faq.contact.hours,
    cost: faq.contact.cost,
    link: faq.contact.link && { label: faq.contact.link.label, href: faq.contact.link.url },
    disclosure: printer.print(faq.contact.disclosure, 3),
  };
  const reviewers = faq.reviewers.map((reviewer) => ({
    id: reviewer.id,
    name: reviewer.name,
    role: reviewer.role,
    credentials: reviewer.credentials,
    bio: printer.print(reviewer.bio, 4),
    url: reviewer.url,
    image: reviewer.image && printer.fileAt(reviewer.image.file),
    initials: site.initials.get(reviewer.id) ?? '',
  }));
  const disclaimer = faq.disclaimer && {
    title: faq.disclaimer.title ?? words.disclaimer,
    text: printer.printWhole(faq.disclaimer.text, 3),
  };
  const publisher = faq.publisher && {
    name: faq.publisher.name,
    url: faq.publisher.url,
    about: printer.print(faq.publisher.about, 3),
    logo: faq.publisher.logo && printer.fileAt(faq.publisher.logo.file),
  };
  return {
    ...own,
    language,
    dir: site.dir,
    words,
    title: faq.title,
    description: faq.description,
    publisher,
    urgent,
    stamp,
    contact,
    chat: faq.chat && chatView(faq.chat, printer, words),
    related: faq.related.map(({ title, url, description }) => ({ title, href: url, description })),
    reviewers,
    disclaimer,
    links: {
      home: printer.siteAddress('index.html'),
      stylesheet: printer.kind === 'missing' ? null : stylePath,
      script: null,
      searchIndex: null,
      markdown: null,
      feed: faq.url === null || printer.kind === 'missing' ? null : 'feed.xml',
      icon: printer.siteAddress(iconPath) ?? noIcon,
    },
    inlineStyle: null,
    contentPolicy: site.contentPolicy,
    structuredData: null,
    openGraph: null,
    languages: languageViews(site, printer),
    alternates: [],
    sources: printer.sources(),
  };
}

function chatView({ label, url, embedded }: Chat, printer: PagePrinter, words: Words): SiteView['chat'] {
  const here = embedded === null ? null : printer.siteAddress(chatPath);
  return { label: label ?? words.chat, href: here ?? url, leavesSite: here === null };
}

/** A page without a picture of its own shows that of the front page. */
export function openGraphView(
  { edition, shareImages, locale }: Site,
  type: OpenGraphView['type'],
  title: string,
  own: ShareImage | null,
): OpenGraphView | null {
  const { url } = edition.faq;
  if (url === null) return null;
  const image = own ?? shareImages.front;
  return {
    type,
    title,
    locale,
    image: image && {
      href: `${url}${image.path}`,
      width: cardWidth,
      height: cardHeight,
      alt: image.texts.join(' – '),
      texts: image.texts,
    },
  };
}

/** Tells a browser that there is no icon: without it, each would ask the host for /favicon.ico. */
const noIcon = 'data:,';

export function questionView({ question, section, number }: Numbered, site: Site, printer: PagePrinter): QuestionView {
  const nested = printer.kind !== 'section' && section.title !== null;
  return {
    id: question.id,
    formerly: question.formerly,
    number: site.number(number),
    question: question.question,
    short: question.short,
    answer: printer.printWhole(question.answer, printer.kind === 'question' ? 2 : nested ? 4 : 3),
    href: `${question.id}.html`,
    keywords: question.keywords.length === 0 ? null : question.keywords.join(', '),
    updated: question.updated === null ? null : site.date(question.updated),
    review: reviewView(site, question),
    unpublished: unpublishedSentence(site, question),
    outdated: outdatedView(site, question.id),
    related: question.related.flatMap((id) => {
      const related = site.questionsById.get(id);
      return related ? [linkToQuestion(related)] : [];
    }),
    nested,
  };
}

export function reviewView({ edition, words, date }: Site, { id }: Question): ReviewView | null {
  const review = edition.reviews.get(id);
  if (edition.faq.policy.review === 'off' || !review || review.state === 'invalid') return null;
  const { state } = review;
  const reviewed = state === 'signed';
  return {
    state,
    reviewed,
    text: sentenceOf(review, words, date),
    digest: reviewed ? review.digest : null,
    record: reviewed ? recordPath(id) : null,
  };
}

function unpublishedSentence({ edition, words, date }: Site, { id }: Question): string | null {
  const reason = edition.unpublished.get(id);
  if (!reason) return null;
  return words.unpublished[reason.why].replace('{date}', reason.date ? date(reason.date).text : '');
}

function sentenceOf(review: Exclude<Review, { state: 'invalid' }>, words: Words, date: Site['date']): string {
  switch (review.state) {
    case 'unsigned':
      return words.waitingForReview;
    case 'changed':
      return words.changedSinceReview;
    case 'expired':
      return words.reviewExpired.replace('{date}', () => date(review.until).text);
    case 'signed': {
      const { name, role } = review.signOff;
      const filled: Record<string, string> = {
        reviewer: role === null ? name : `${name} (${role})`,
        date: date(review.signOff.date).text,
        next: date(review.until).text,
      };
      return words.reviewedBy.replaceAll(/\{(reviewer|date|next)\}/g, (_, key: string) => filled[key] ?? '');
    }
  }
}

function stampView(
  { faq, sections, reviews }: Edition,
  words: Words,
  format: (value: number) => string,
): SiteView['stamp'] {
  const questions = sections.flatMap((section) => section.questions);
  const latest = questions.map(({ updated }) => updated ?? '').reduce((a, b) => (a > b ? a : b), '');
  const signed = [...reviews.values()].flatMap((review) => (review.state === 'signed' ? [review] : []));
  const approvers = new Set(signed.map(({ signOff }) => signOff.reviewer));
  const names = faq.reviewers.filter(({ id }) => approvers.has(id)).map(({ name }) => name);
  return {
    updated: latest === '' ? null : dateView(latest, faq.language),
    // Nobody's name stands over a page of which they signed no word; the credits further down say who did what.
    reviewers:
      names.length === 0
        ? null
        : {
            label: names.length === 1 ? words.reviewer : words.reviewers,
            text: new Intl.ListFormat(faq.language).format(names),
          },
    signedOff:
      faq.policy.review === 'off'
        ? null
        : words.signedOffCount.replace('{n}', format(signed.length)).replace('{total}', format(questions.length)),
  };
}

function linkToQuestion({ id, question }: Pick<Question, 'id' | 'question'>): LinkView {
  return { label: question, href: `${id}.html` };
}

/** The number for `tel:` (RFC 3966): digits alone. `+44 (0)20` means +44 20: the bracket is for callers at home. */
function telephoneAddress(typed: string): string {
  const dialed = typed.startsWith('+') ? typed.replace(/\(0\)/, '') : typed;
  return `tel:${dialed.replaceAll(/[^\d+]/g, '')}`;
}

function initialsOf(name: string, language: string): string {
  const words = name.split(/\s+/).filter((word) => !word.endsWith('.') && /^\p{L}/u.test(word));
  const first = [words[0], words.length > 1 ? words.at(-1) : undefined].filter((word) => word !== undefined);
  return first
    .map((word) => [...new Intl.Segmenter(language).segment(word)][0]?.segment ?? '')
    .join('')
    .toLocaleUpperCase(language);
}
