import type { Span } from '../diagnostics/span.ts';
import type { Faq, Question, Source } from '../faq/faq.ts';
import type { Path, Places } from '../yaml/places.ts';
import { readRecord } from './readRecord.ts';
import type { Approval } from './readReviews.ts';
import { wordingOf } from './signOff.ts';

/**
 * A question in the words that were last approved, and the sources that they
 * cite as they were then. A source that is another one today, or gone, gets an
 * id of its own, so that every answer keeps the one that it was approved with.
 */
export function approvedQuestion(
  question: Question,
  { signOff, record }: Approval,
  faq: Faq,
): { question: Question; sources: readonly Source[]; aliases: ReadonlyMap<string, string>; places: Places } {
  const today = new Map(
    wordingOf({ ...question, answer: { ...question.answer, text: signOff.answer } }, faq, signOff.format).sources.map(
      (source) => [source.id, source],
    ),
  );
  const path = ['reviews', question.id];
  const aliases = new Map<string, string>();
  const sources = signOff.sources.flatMap((source, index): Source[] => {
    if (JSON.stringify(today.get(source.id)) === JSON.stringify(source)) return [];
    // No id of an author holds two hyphens in a row.
    const id = `${source.id}--${question.id}`;
    aliases.set(source.id, id);
    return [{ ...source, id, checked: null, path: [...path, 'sources', index] }];
  });
  return {
    question: {
      ...question,
      question: signOff.question,
      short: signOff.short,
      answer: { text: signOff.answer, path: [...path, 'answer'] },
    },
    sources,
    aliases,
    places: readRecord(record).places,
  };
}

/** Places in faq.yaml, and below `reviews` and the id of a question those in its record. */
export class PlacesWithRecords implements Places {
  readonly #faq: Places;
  readonly #records: ReadonlyMap<string, Places>;

  constructor(faq: Places, records: ReadonlyMap<string, Places>) {
    this.#faq = faq;
    this.#records = records;
  }

  key(path: Path): Span {
    const [places, inside] = this.#route(path);
    return places.key(inside);
  }

  value(path: Path): Span {
    const [places, inside] = this.#route(path);
    return places.value(inside);
  }

  within(path: Path, start: number, end: number): Span {
    const [places, inside] = this.#route(path);
    return places.within(inside, start, end);
  }

  #route(path: Path): [Places, Path] {
    const record = path[0] === 'reviews' ? this.#records.get(String(path[1])) : undefined;
    return record ? [record, path.slice(2)] : [this.#faq, path];
  }
}
