import type { Question } from '../faq/faq.ts';
import { linesOfHtml } from '../html/linesOfHtml.ts';
import type { OwnInline } from '../markdown/ownInlines.ts';
import { approvedHtml } from '../proof/answerTranscript.ts';
import type { Edition } from '../review/selectEdition.ts';
import { citedIds } from '../review/signOff.ts';
import type { IsoDate } from '../schema/dates.ts';
import type { Path, Prose } from '../yaml/places.ts';
import type { PublicFaq, PublicQuestion, PublicText } from './config.ts';

/** What hooks are given, and where each of its texts stands. */
export interface GivenFaq {
  readonly faq: PublicFaq;
  readonly paths: ReadonlyMap<PublicText, Path>;
}

/** An edition as hooks see it: nothing of it can be changed, so that no hook sees what another one did. */
export function publicFaq(edition: Edition, asOf: IsoDate, inlines: readonly OwnInline[]): GivenFaq {
  const { faq, sections, aliases, reviews } = edition;
  const paths = new Map<PublicText, Path>();
  const textOf = (text: string, path: Path, plain: () => string): PublicText => {
    let words: string | null = null;
    const given = Object.freeze({
      text,
      get plain() {
        words ??= plain();
        return words;
      },
    });
    paths.set(given, path);
    return given;
  };
  const words = (text: string, path: Path): PublicText => textOf(text, path, () => text);
  const prose = ({ text, path }: Prose): PublicText =>
    textOf(text, path, () => linesOfHtml(approvedHtml(text, faq.language, () => 1, inlines)).join('\n'));
  const questionOf = (one: Question): PublicQuestion => ({
    id: one.id,
    question: words(one.question, [...one.path, 'question']),
    short: one.short === null ? null : words(one.short, [...one.path, 'short']),
    answer: prose(one.answer),
    keywords: one.keywords,
    sources: citedIds(one.answer.text)
      .map((id) => aliases.get(one.id)?.get(id) ?? id)
      .filter((id) => faq.sources.has(id)),
    updated: one.updated,
    origin: one.origin && { ...one.origin },
    review: reviews.get(one.id)?.state ?? 'unsigned',
  });
  const given: PublicFaq = {
    title: words(faq.title, ['title']),
    description: faq.description === null ? null : words(faq.description, ['description']),
    language: faq.language,
    url: faq.url,
    asOf,
    urgent: faq.urgent && prose(faq.urgent),
    disclaimer: faq.disclaimer && prose(faq.disclaimer.text),
    sections: sections.map(({ id, title, intro, questions }) => ({
      id,
      title,
      intro: intro && prose(intro),
      questions: questions.map(questionOf),
    })),
    sources: Object.fromEntries(
      [...faq.sources].map(([id, { title, authors, publisher, date, url, doi }]) => [
        id,
        { title, authors, publisher, date, url, doi },
      ]),
    ),
  };
  return { faq: frozen(given), paths };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
