import { type Faq, type Question, questionsOf, type Source } from '../faq/faq.ts';
import { citationsIn } from '../inspect/inspectTexts.ts';
import { readingGrade } from '../inspect/readingGrade.ts';
import { readMarkdown } from '../markdown/markdown.ts';
import { plainLines } from '../markdown/printMarkdown.ts';
import type { Review } from '../review/readReviews.ts';
import { addDuration, type IsoDate } from '../schema/dates.ts';

/** What can be seen of a FAQ by somebody who judges how it is made, not whether it is right. */
export interface AuditFacts {
  readonly faq: Faq;
  readonly asOf: IsoDate;
  readonly answers: readonly AnswerFacts[];
  /** Those that are cited, with what a reader would miss to find them. */
  readonly sources: readonly {
    readonly id: string;
    readonly checked: IsoDate | null;
    readonly lacks: readonly string[];
  }[];
  /** Where the FAQ says how accessible it is: an address or a text with that word; null where it says nothing. */
  readonly accessibility: string | null;
}

export interface AnswerFacts {
  readonly id: string;
  readonly citations: number;
  readonly updated: IsoDate | null;
  readonly review: Review;
  /** Flesch-Kincaid; null in other languages than English. */
  readonly grade: number | null;
}

/** Drafts apart, everything counts that faq.yaml holds. */
export function auditFacts(faq: Faq, reviews: ReadonlyMap<string, Review>, asOf: IsoDate): AuditFacts {
  const isEnglish = new Intl.Locale(faq.language).language === 'en';
  const cited = new Set<string>();
  const answers = questionsOf(faq)
    .filter(({ draft }) => !draft)
    .map(({ id, answer, updated }: Question): AnswerFacts => {
      const markdown = readMarkdown(answer);
      const citations = markdown ? citationsIn(markdown) : [];
      for (const source of citations) cited.add(source);
      return {
        id,
        citations: citations.length,
        updated,
        review: reviews.get(id) ?? { state: 'unsigned' },
        grade: markdown && isEnglish ? readingGrade(plainLines(markdown)) : null,
      };
    });
  const sources = [...faq.sources.values()]
    .filter(({ id }) => cited.has(id))
    .map((source) => ({ id: source.id, checked: source.checked, lacks: lackingIn(source) }));
  return { faq, asOf, answers, sources, accessibility: accessibilityIn(faq) };
}

function lackingIn({ title, authors, publisher, date, url, doi }: Source): string[] {
  return [
    ...(title === null ? ['title'] : []),
    ...(authors === null && publisher === null ? ['authors or publisher'] : []),
    ...(date === null ? ['date'] : []),
    ...(url === null && doi === null ? ['url or doi'] : []),
  ];
}

function accessibilityIn({ publisher, contact, related, disclaimer }: Faq): string | null {
  const page = related.find(({ title, url }) => /accessib/i.test(`${title} ${url}`));
  if (page) return page.url;
  const texts = {
    'publisher.about': publisher?.about,
    'contact.text': contact?.text,
    'disclaimer.text': disclaimer?.text,
  };
  return Object.entries(texts).find(([, prose]) => prose && /accessib/i.test(prose.text))?.[0] ?? null;
}

/** The ids of the answers that are signed and due within the time; and of those that are not. */
export function signedWithin({ answers }: AuditFacts, months: number): { within: string[]; beyond: string[] } {
  const signed = answers.flatMap(({ id, review }) => (review.state === 'signed' ? [{ id, review }] : []));
  const isWithin = ({ review }: (typeof signed)[number]): boolean =>
    review.until <= addDuration(review.signOff.date, { count: months, unit: 'month' });
  return {
    within: signed.filter(isWithin).map(({ id }) => id),
    beyond: signed.filter((one) => !isWithin(one)).map(({ id }) => id),
  };
}
