import type { Faq, Question } from '../faq/faq.ts';
import { pageAddress } from '../html/addresses.ts';
import { Html } from '../html/html.ts';
import { linesOfHtml } from '../html/linesOfHtml.ts';
import { approvalsOf } from '../review/approvals.ts';
import type { ShownReview } from '../review/readReviews.ts';
import type { LinkView, QuestionView, SourceView } from '../theme/view.ts';
import { credentialTerms, digitalSources, medicalTerms, pageType } from './dataTerms.ts';

/**
 * JSON-LD of the front page, in the vocabulary of schema.org: each question
 * with its whole answer, as the page shows it.
 */
export function indexData(
  questions: readonly QuestionView[],
  textOf: AnswerText,
  faq: Faq,
  updated: string | null,
): Html {
  const mainEntity = questions.map((view) => asked(view, textOf));
  return graph([{ '@type': pageType('FAQPage', faq), ...aboutFaq(faq, updated), mainEntity }]);
}

/** A page that another one names as a part of it. */
export interface PagePart {
  readonly type: 'FAQPage' | 'CollectionPage' | 'WebPage';
  readonly name: string;
  /** Relative to the site. */
  readonly href: string;
}

/** JSON-LD of a front page that lists what there is: the pages that it leads to. */
export function listData(parts: readonly PagePart[], faq: Faq, updated: string | null): Html {
  return graph([{ '@type': pageType('CollectionPage', faq), ...aboutFaq(faq, updated), ...hasParts(parts, faq.url) }]);
}

function aboutFaq({ title, description, language, url, publisher, medical }: Faq, updated: string | null) {
  return {
    name: title,
    ...given('description', description),
    inLanguage: language,
    ...given('url', url),
    ...given('dateModified', updated),
    ...given('publisher', organization(publisher)),
    ...medicalTerms({ medical }),
  };
}

/** What the page of one section is made of: its answers in full, or else the pages of its questions. */
export interface SectionFacts {
  readonly title: string;
  readonly href: string;
  readonly questions: readonly QuestionView[];
  readonly parts: readonly PagePart[];
  readonly updated: string | null;
}

/** JSON-LD of the page of one section: each question with its whole answer, as the page shows it. */
export function sectionData(
  { title, href, questions, parts, updated }: SectionFacts,
  textOf: AnswerText,
  { title: faqTitle, language, url, publisher, medical }: Faq,
): Html {
  const page = {
    '@type': pageType(questions.length > 0 ? 'FAQPage' : 'CollectionPage', { medical }),
    name: title,
    inLanguage: language,
    ...given('url', url && pageAddress(url, href)),
    ...given('dateModified', updated),
    ...given('publisher', organization(publisher)),
    ...medicalTerms({ medical }),
    ...hasParts(parts, url),
    ...given('mainEntity', questions.length === 0 ? null : questions.map((view) => asked(view, textOf))),
  };
  if (url === null) return graph([page]);
  return graph([
    page,
    breadcrumbs([
      { name: faqTitle, item: url },
      { name: title, item: pageAddress(url, href) },
    ]),
  ]);
}

function hasParts(parts: readonly PagePart[], url: string | null): object {
  const nodes = parts.map(({ type, name, href }) => ({
    '@type': type,
    name,
    ...given('url', url && pageAddress(url, href)),
  }));
  return given('hasPart', nodes.length === 0 ? null : nodes);
}

/** What the page of one question is made of. */
export interface QuestionFacts {
  readonly question: Question;
  readonly view: QuestionView;
  readonly review: ShownReview | undefined;
  readonly sources: readonly SourceView[];
  readonly section: LinkView | null;
}

/** JSON-LD of the page of one question. A review stands in it only while it holds; ways back only where `url` is known. */
export function questionData(
  { question: { id, question, updated }, view, review, sources, section }: QuestionFacts,
  textOf: AnswerText,
  { title, language, url, publisher, policy, medical, reviewers }: Faq,
): Html {
  const signed = policy.review !== 'off' && review?.state === 'signed' ? approvalsOf(review) : [];
  const persons = signed.map(({ signOff: { reviewer, name, role } }) => {
    // What is told of them stands on the page below the name that they sign with.
    const person = reviewers.find((one) => one.id === reviewer && one.name === name);
    const credentials = person ? credentialTerms(person) : [];
    return {
      '@type': 'Person',
      name,
      ...given('jobTitle', role),
      ...given('hasCredential', credentials.length === 0 ? null : credentials),
    };
  });
  const lastReviewed = signed.map(({ signOff: { date } }) => date).reduce((a, b) => (a > b ? a : b), '');
  const page = {
    '@type': pageType('WebPage', { medical }),
    name: question,
    inLanguage: language,
    ...given('url', url && pageAddress(url, `${id}.html`)),
    ...given('dateModified', updated),
    ...given('publisher', organization(publisher)),
    ...medicalTerms({ medical }),
    ...(persons.length > 0 && { lastReviewed, reviewedBy: persons.length === 1 ? persons[0] : persons }),
    ...given('citation', sources.length === 0 ? null : sources.map(citation)),
    mainEntity: asked(view, textOf),
  };
  if (url === null) return graph([page]);
  const trail = [
    { name: title, item: url },
    ...(section ? [{ name: section.label, item: pageAddress(url, section.href) }] : []),
    { name: question, item: pageAddress(url, `${id}.html`) },
  ];
  return graph([page, breadcrumbs(trail)]);
}

function breadcrumbs(trail: readonly { readonly name: string; readonly item: string }[]): object {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ name, item }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: { '@type': 'WebPage', '@id': item },
    })),
  };
}

function graph(nodes: readonly object[]): Html {
  return new Html(inScript(JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes })));
}

/** Whether data is written as it is printed here: so that every reader finds the same in it, and no key twice. */
export function isPrintedData(json: string): boolean {
  try {
    return inScript(JSON.stringify(JSON.parse(json))) === json;
  } catch {
    return false;
  }
}

/** An answer as a reader sees it, a line for each block. */
export type AnswerText = (view: QuestionView) => string;

export function answerText({ short, answer }: QuestionView): string {
  return answerLines(short, answer);
}

export function answerLines(short: string | null, answer: Html): string {
  return [...(short === null ? [] : [short]), ...linesOfHtml(answer)].join('\n');
}

function asked(view: QuestionView, textOf: AnswerText) {
  return {
    '@type': 'Question',
    name: view.question,
    acceptedAnswer: { '@type': 'Answer', text: textOf(view), ...originTerms(view) },
  };
}

/** Who wrote it, by the term of its kind and in the words of the page. */
export function originTerms({ origin }: Pick<QuestionView, 'origin'>): object {
  return origin ? { digitalSourceType: digitalSources[origin.kind], creditText: origin.text } : {};
}

function organization(publisher: Faq['publisher']) {
  return publisher && { '@type': 'Organization', name: publisher.name, ...given('url', publisher.url) };
}

/** Whether a name is that of a person, a journal or an agency, nobody typed: so that it stands as a line of credit. */
function citation({ title, authors, publisher, date, href }: SourceView) {
  const credit = [authors, publisher].filter((name) => name !== null).join(', ');
  return {
    '@type': 'CreativeWork',
    name: title,
    ...given('creditText', credit === '' ? null : credit),
    ...given('datePublished', date?.iso ?? null),
    ...given('url', href),
  };
}

function given<T>(key: string, value: T | null): Record<string, T> {
  return value === null ? {} : { [key]: value };
}

/** Nothing in it can end the script, begin a comment, or break a line of JavaScript. */
function inScript(json: string): string {
  return json.replaceAll(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
