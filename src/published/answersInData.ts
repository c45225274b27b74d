import { entriesOf, type JsonMap, readJson, stringOf } from '../publicData/jsonValues.ts';
import { canonicalLine, canonicalMarkdown, type Format } from '../review/canonicalText.ts';
import { recordPath } from '../review/readReviews.ts';
import {
  type ApprovedQuestion,
  changedParts,
  citation,
  citedIds,
  digestOf,
  type SignOff,
  statementOf,
  type Wording,
} from '../review/signOff.ts';
import type { PublishedAnswer } from './publishedAnswers.ts';

/**
 * The answers in a published faq.json, which holds them as they were written:
 * their statements can be made anew to the byte. Empty where it is no such file.
 */
export function answersInData(json: string): PublishedAnswer[] {
  const data = readJson(json);
  const sources = entriesOf(data['sources']);
  const questions =
    data['format'] === 1 ? entriesOf(data['sections']).flatMap((one) => entriesOf(one['questions'])) : [];
  const asked = new Map(
    questions.map((one) => [stringOf(one['id']) ?? '', canonicalLine(stringOf(one['question']) ?? '')]),
  );
  return questions.map((question) => {
    const id = stringOf(question['id']) ?? '';
    const [review] = entriesOf([question['review']]);
    const isCalledReviewed = review?.['state'] === 'signed';
    return {
      id,
      isCalledReviewed,
      fault: null,
      names: () => isCalledReviewed,
      differencesFrom: (signOff) => {
        const others = changedParts(
          signOff,
          { ...wordingIn(question, id, sources, signOff.format), ...surroundingsIn(signOff, asked) },
          stringOf(data['language']) ?? '',
        ).map((part) => `${part} is another one`);
        const { further } = signOff;
        const told = review ? [review, ...entriesOf(review['further'])] : [];
        const unnamed = [signOff, ...further].filter((one, at) => {
          const entry = told[at];
          return !entry || !namesApproval(entry, one, recordPath(id, at === 0 ? null : one.reviewer));
        });
        const more = isCalledReviewed && told.length > further.length + 1 ? ['it names more who reviewed it'] : [];
        const lacking = (isCalledReviewed ? unnamed : []).map(
          ({ name }) => `it does not say that ${name} reviewed it, as the record does`,
        );
        return [...others, ...lacking, ...more];
      },
    };
  });
}

function namesApproval(entry: JsonMap, signOff: SignOff, record: string): boolean {
  const { reviewer, name, role, as, date, until } = signOff;
  return (
    entry['reviewer'] === reviewer &&
    entry['name'] === name &&
    (entry['role'] ?? null) === role &&
    (entry['as'] ?? null) === as &&
    entry['date'] === date &&
    (stringOf(entry['until']) ?? '9') <= until &&
    entry['record'] === record &&
    entry['digest'] === digestOf(statementOf(signOff))
  );
}

type Around = Pick<Wording, 'files' | 'links' | 'related'>;

/** What the data say of other questions that the answer names. The files are held against those of the pages. */
function surroundingsIn({ files, links, related }: Around, asked: ReadonlyMap<string, string>): Around {
  const today = ({ id, question }: ApprovedQuestion): ApprovedQuestion => ({ id, question: asked.get(id) ?? question });
  return { files, links: links.map(today), related: related.map(today) };
}

function wordingIn(
  question: JsonMap,
  id: string,
  sources: readonly JsonMap[],
  format: Format,
): Omit<Wording, keyof Around> {
  const short = stringOf(question['short']);
  // A source that has changed since the approval stands under an id of its own.
  const answer = canonicalMarkdown(stringOf(question['answer']) ?? '', format).replaceAll(citation, (mark) =>
    mark.replaceAll(/(@[^\s@,;\]]+?)--[^\s@,;\]]+/g, '$1'),
  );
  return {
    language: null,
    question: canonicalLine(stringOf(question['question']) ?? ''),
    short: short === null ? null : canonicalLine(short),
    answer,
    sources: citedIds(answer).flatMap((source) => {
      const entry =
        sources.find((one) => one['id'] === `${source}--${id}`) ?? sources.find((one) => one['id'] === source);
      if (!entry) return [];
      const line = (key: string): string | null => {
        const text = stringOf(entry[key]);
        return text === null ? null : canonicalLine(text);
      };
      const [title, authors, publisher] = [line('title'), line('authors'), line('publisher')];
      return [{ id: source, title, authors, publisher, date: line('date'), url: line('url'), doi: line('doi') }];
    }),
  };
}
