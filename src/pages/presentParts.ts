import type { Chat, Faq, Question, Section, SiteLink } from '../faq/faq.ts';
import { newestFirst } from '../faq/history.ts';
import type { Html } from '../html/html.ts';
import { frontPage } from '../inspect/inspectTexts.ts';
import { approvalsOf } from '../review/approvals.ts';
import { type Approval, recordPath, type ShownReview } from '../review/readReviews.ts';
import { creditLine } from '../review/signOff.ts';
import { dialled } from '../schema/telephone.ts';
import type {
  FrameView,
  LinkView,
  OpenGraphView,
  OriginView,
  PageView,
  PhoneView,
  QuestionView,
  ReviewView,
  SiteLinkView,
  SiteView,
} from '../theme/view.ts';
import { originLabel } from '../words/originLabel.ts';
import { verifierWordsFor } from '../words/verifierWords.ts';
import type { Words } from '../words/words.ts';
import type { PagePrinter, Site } from './pagePrinter.ts';
import { languageViews, outdatedView } from './presentLanguages.ts';
import { cardHeight, cardWidth, type ShareImage } from './shareImage.ts';

/** One page, ready to print: the file, the template, and its data. */
export interface Page {
  readonly path: string;
  readonly template: string;
  readonly view: PageView;
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

/** Texts are printed in the order of the page, so that the numbers of the sources rise down the page. */
export function presentShared<Own extends object>(site: Site, printer: PagePrinter, presentOwn: () => Own) {
  const known = site.frames.get(printer.kind);
  const urgent = known ? known.urgent : printer.print(site.edition.faq.urgent, 2);
  const isUrgentAlike = printer.uses === 0;
  const own = presentOwn();
  const uses = printer.uses;
  const frame = known ?? presentFrame(site, printer, urgent);
  if (isUrgentAlike && printer.uses === uses) site.frames.set(printer.kind, frame);
  return { ...own, ...frame, languages: languageViews(site, printer), sources: printer.sources() };
}

function presentFrame(site: Site, printer: PagePrinter, urgent: Html | null): FrameView {
  const { edition, words, stamp, stylePath, iconPath } = site;
  const { faq } = edition;
  const { language } = faq;
  const contact: SiteView['contact'] = faq.contact && {
    title: faq.contact.title ?? words.contact,
    text: printer.print(faq.contact.text, 3),
    reasons: faq.contact.reasons,
    phone: faq.contact.phone === null ? null : phoneView(faq.contact.phone),
    phones: faq.contact.phones.map(({ label, number }) => ({ label, ...phoneView(number) })),
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
    logoDark: faq.publisher.logoDark && printer.fileAt(faq.publisher.logoDark.file),
  };
  return {
    language,
    dir: site.dir,
    words,
    title: faq.title,
    description: faq.description,
    publisher,
    preview: edition.isPreview ? words.preview : null,
    urgent,
    stamp,
    contact,
    chat: faq.chat && chatView(faq.chat, printer, words),
    related: faq.related.map(({ title, url, description }) => ({ title, href: url, description })),
    reviewers,
    verifier: verifierLink(site, printer),
    disclaimer,
    siteLinks: siteLinksView(faq, printer),
    params: faq.theme.params,
    links: {
      // A page that is not there was most likely looked for beside the others.
      home: printer.siteAddress('index.html') ?? 'index.html',
      stylesheet: printer.kind === 'missing' ? null : stylePath,
      fonts: printer.kind === 'missing' ? [] : site.earlyFonts,
      script: null,
      searchIndex: null,
      frame: site.frameScriptPath && printer.siteAddress(site.frameScriptPath),
      markdown: null,
      llms: null,
      feed: hasFeed(faq) && printer.kind !== 'missing' ? 'feed.xml' : null,
      icon: printer.siteAddress(iconPath) ?? noIcon,
    },
    inlineStyle: null,
    closed: faq.theme.answers === 'closed' && (printer.kind === 'index' || printer.kind === 'section'),
    contentPolicy: site.contentPolicy,
    structuredData: null,
    openGraph: null,
    alternates: [],
  };
}

function siteLinksView({ site }: Pick<Faq, 'site'>, printer: PagePrinter): SiteView['siteLinks'] {
  const isFront = printer.kind === 'index' || printer.kind === 'list';
  const view = ({ label, url }: SiteLink): SiteLinkView[] => {
    const href = printer.addressOf(url);
    return href === null ? [] : [{ label, href, current: isFront && frontPage.test(url) }];
  };
  return {
    home: (site.home && view(site.home)[0]) ?? null,
    menu: site.nav.flatMap(view),
    footer: site.footer.flatMap(view),
  };
}

/** In the words of the page to which it leads; null where no review is told of. */
function verifierLink({ edition, verifierPath }: Site, { kind }: PagePrinter): SiteView['verifier'] {
  const { language, policy } = edition.faq;
  const tells = policy.review !== 'off' && ['index', 'list', 'section', 'question'].includes(kind);
  return tells && verifierPath ? { label: verifierWordsFor(language).words.title, href: verifierPath } : null;
}

/** A feed asks for absolute addresses. */
export function hasFeed({ url, outputs }: Pick<Faq, 'url' | 'outputs'>): boolean {
  return outputs.feed && url !== null;
}

/** To what is read of a page by programs. `twin`: its Markdown. */
export function readingLinks({ outputs }: Pick<Faq, 'outputs'>, twin: string) {
  return { markdown: outputs.markdown ? twin : null, llms: outputs.llms ? 'llms.txt' : null };
}

/** No id of a question begins like this. */
export const chatPath = '_chat.html';

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
    evidence: question.evidence === null ? null : site.date(question.evidence),
    history:
      printer.kind === 'question'
        ? newestFirst(question.changes).map(({ on, note, kind }) => ({ date: site.date(on), note, kind }))
        : [],
    review: reviewView(site, question),
    unpublished: unpublishedSentence(site, question),
    outdated: outdatedView(site, question.id),
    related: question.related.flatMap((id) => {
      const related = site.questionsById.get(id);
      return related ? [linkToQuestion(related)] : [];
    }),
    origin: originView(site, question),
    nested,
  };
}

export function reviewView({ edition, words, date }: Site, { id, question }: Question): ReviewView | null {
  const review = edition.reviews.get(id);
  if (edition.faq.policy.review === 'off' || !review || review.state === 'invalid') return null;
  const { state } = review;
  const reviewed = state === 'signed';
  return {
    state,
    reviewed,
    text: sentenceOf(review, words, date),
    reviewer: reviewed ? review.signOff.reviewer : null,
    digest: reviewed ? review.digest : null,
    record: reviewed ? recordPath(id) : null,
    further: reviewed ? review.further.map((approval) => furtherView(approval, id, question, words)) : [],
  };
}

export function originView({ edition, words }: Site, { id, origin }: Question): OriginView | null {
  const state = edition.faq.policy.review === 'off' ? null : (edition.reviews.get(id)?.state ?? null);
  return origin && { kind: origin.kind, text: originLabel(origin, state, words) };
}

function furtherView(
  { signOff: { reviewer, name }, digest }: Approval,
  id: string,
  question: string,
  { reviewRecord, colon }: Words,
): ReviewView['further'][number] {
  const label = `${reviewRecord}${colon}${name}`;
  return { reviewer, digest, record: recordPath(id, reviewer), label, spoken: `${label}${colon}${question}` };
}

function unpublishedSentence({ edition, words, date }: Site, { id }: Question): string | null {
  const reason = edition.unpublished.get(id);
  if (!reason) return null;
  return words.unpublished[reason.why].replace('{date}', reason.date ? date(reason.date).text : '');
}

function sentenceOf(review: Exclude<ShownReview, { state: 'invalid' }>, words: Words, date: Site['date']): string {
  switch (review.state) {
    case 'unsigned':
      return words.waitingForReview;
    case 'changed':
      return words.changedSinceReview;
    case 'expired':
      return words.reviewExpired.replace('{date}', () => date(review.until).text);
    case 'signed': {
      const sentences = approvalsOf(review).map(({ signOff }) => {
        const filled: Record<string, string> = {
          reviewer: creditLine(signOff),
          date: date(signOff.date).text,
          next: date(review.until).text,
        };
        return words.reviewedBy.replaceAll(/\{(reviewer|date|next)\}/g, (_, key: string) => filled[key] ?? '');
      });
      return sentences.join(' ');
    }
  }
}

export function linkToQuestion({ id, question }: Pick<Question, 'id' | 'question'>): LinkView {
  return { label: question, href: `${id}.html` };
}

/** The schema lets no number pass that cannot be dialled. */
function phoneView(typed: string): PhoneView {
  return { display: typed, href: `tel:${dialled(typed)}` };
}
