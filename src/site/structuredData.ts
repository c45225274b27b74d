import type { Faq, Question } from '../faq/faq.ts';
import type { Review } from '../review/readReviews.ts';
import { Html } from './html.ts';
import { linesOfHtml } from './scanPage.ts';
import type { QuestionView, SourceView } from './view.ts';

/**
 * JSON-LD of the page of one question, in the vocabulary of schema.org: what
 * the page shows, and nothing else. A review stands in it only while it holds.
 */
export function structuredData(
  { question, updated }: Question,
  { answer, short }: QuestionView,
  review: Review | undefined,
  sources: readonly SourceView[],
  { language, publisher, policy }: Faq,
  canonical: string | null,
): Html {
  const signed = policy.review !== 'off' && review?.state === 'signed' ? review.signOff : null;
  const text = [...(short === null ? [] : [short]), ...linesOfHtml(answer)].join('\n');
  const data = {
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    name: question,
    inLanguage: language,
    ...given('url', canonical),
    ...given('dateModified', updated),
    ...given(
      'publisher',
      publisher && { '@type': 'Organization', name: publisher.name, ...given('url', publisher.url) },
    ),
    ...(signed && {
      lastReviewed: signed.date,
      reviewedBy: { '@type': 'Person', name: signed.name, ...given('jobTitle', signed.role) },
    }),
    ...given('citation', sources.length === 0 ? null : sources.map(citation)),
    mainEntity: { '@type': 'Question', name: question, acceptedAnswer: { '@type': 'Answer', text } },
  };
  return new Html(inScript(JSON.stringify(data)));
}

function citation({ title, authors, publisher, date, href }: SourceView) {
  return {
    '@type': 'CreativeWork',
    name: title,
    ...given('author', authors),
    ...given('publisher', publisher),
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
