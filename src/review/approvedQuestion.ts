import type { Span } from '../diagnostics/span.ts';
import type { Faq, Question, Source } from '../faq/faq.ts';
import { historyBefore } from '../faq/history.ts';
import type { Path, Places } from '../yaml/places.ts';
import { readRecord } from './readRecord.ts';
import type { Approval } from './readReviews.ts';
import { sourcesIn } from './signOff.ts';

/**
 * A question in the words that were last approved, and the sources that they
 * cite as they were then. A source that is another one today, or gone, gets an
 * id of its own, so that every answer keeps the one that it was approved with.
 */
export function approvedQuestion(
  question: Question,
  { signOff, record, further }: Approval & { readonly further: readonly Approval[] },
  faq: Faq,
): { question: Question; sources: readonly Source[]; aliases: ReadonlyMap<string, string>; places: Places } {
  const today = new Map(sourcesIn(signOff.answer, faq.sources).map((source) => [source.id, source]));
  const path = ['reviews', question.id];
  const firstDay = further.map((one) => one.signOff.date).reduce((a, b) => (a < b ? a : b), signOff.date);
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
      // Before, nobody approved what stands beside an answer.
      related: signOff.format < 3 ? question.related : signOff.related.map(({ id }) => id),
      ...historyBefore(firstDay, question),
    },
    sources,
    aliases,
    places: readRecord(record).places,
  };
}

/** Places in faq.yaml; those in its record below `reviews` and the id of a question, and of the question and short answer that stand in for others. */
export class PlacesWithRecords implements Places {
  readonly #faq: Places;
  readonly #records: ReadonlyMap<string, Places>;

  /** `records`: by the question that they stand in for. */
  constructor(faq: Places, records: ReadonlyMap<Question, Places>) {
    this.#faq = faq;
    this.#records = new Map(
      [...records].flatMap(([{ id, path }, places]) => [
        [id, places],
        [JSON.stringify(path), places],
      ]),
    );
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
    const isLine = ['question', 'short'].includes(String(path.at(-1)));
    const [own, inside] = isLine
      ? [JSON.stringify(path.slice(0, -1)), path.slice(-1)]
      : [path[0] === 'reviews' ? String(path[1]) : '', path.slice(2)];
    const record = this.#records.get(own);
    return record ? [record, inside] : [this.#faq, path];
  }
}
