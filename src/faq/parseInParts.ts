import type { Span, TextFile } from '../diagnostics/span.ts';
import { checkEntry, checkShape } from '../schema/checkShape.ts';
import type { FaqInput, QuestionInput } from '../schema/schema.ts';
import { forbiddenIn } from '../yaml/forbiddenCharacters.ts';
import type { Path, Places } from '../yaml/places.ts';
import { readPlainEntry } from '../yaml/readPlainEntry.ts';
import { type ReadYaml, readYaml, type YamlValue } from '../yaml/readYaml.ts';
import { type EntryList, type SplitText, splitEntries } from '../yaml/splitEntries.ts';
import type { Recollection } from './recollection.ts';

/** A faq.yaml of which nothing is to be said. */
export interface PlainFaq {
  readonly input: FaqInput;
  readonly places: Places;
}

/**
 * Reads a faq.yaml question by question, so that what was read of a question
 * serves as long as its text stays the same, and no tree of the whole file is
 * kept: such a tree takes fifty times the room of the text. Null where there
 * is anything to be said of the file, or nothing to gain: the file is then to
 * be read as a whole, which gives the same result.
 */
export function parseInParts(file: TextFile, memory: Recollection): PlainFaq | null {
  if (file.text.includes('\r')) return null;
  const split = splitEntries(file.text);
  if (!split) return null;
  const frame = memory.recall('frame', `${file.path}\0${split.frame}`, () => readFrame(file.path, split.frame));
  if (!frame) return null;
  const { input, places } = frame;
  // Where a list goes on in the frame, or is another one than was counted, its questions would stand elsewhere.
  const isCounted = ({ path, keyStart }: EntryList): boolean =>
    listAt(input, path)?.length === 1 && split.sourceOffset(places.key(path).start) === keyStart;
  if (!split.lists.every(isCounted)) return null;
  const lists: QuestionInput[][] = [];
  for (const { entries } of split.lists) {
    const list: QuestionInput[] = [];
    for (const { start, end } of entries) {
      const text = file.text.slice(start, end);
      const entry = memory.recall('entry', text, () => readEntry(text));
      if (!entry) return null;
      list.push(entry);
    }
    lists.push(list);
  }
  return { input: withEntries(input, split.lists, lists), places: new PlacesInParts(file, split, places) };
}

/** Null where anything is to be said of it. */
function readFrame(path: string, text: string): PlainFaq | null {
  const read = readYaml({ path, text });
  if (read.value === null || isRemarkable(read) || holdsForbidden(read.value)) return null;
  const { input, diagnostics } = checkShape(read.value, read.places);
  return input && diagnostics.length === 0 ? { input, places: read.places } : null;
}

/** Null where the entry is not to be read for itself alone. */
function readEntry(text: string): QuestionInput | null {
  const plain = readPlainEntry(text);
  if (plain) return checkEntry(plain);
  const read = readYaml({ path: '', text });
  const [entry, ...others] = Array.isArray(read.value) ? read.value : [];
  if (entry === undefined || others.length > 0 || isRemarkable(read)) return null;
  return holdsForbidden(entry) ? null : checkEntry(entry);
}

/** Whether there is anything to be said of the YAML itself. */
function isRemarkable({ diagnostics, commented, joined, backslashes }: ReadYaml): boolean {
  return diagnostics.length + commented.length + joined.length + backslashes.length > 0;
}

/** Escapes of double-quoted YAML can make characters that the file itself does not hold. */
function holdsForbidden(value: YamlValue): boolean {
  if (value === null) return false;
  if (typeof value === 'string') return !forbiddenIn(value).next().done;
  return Object.values(value).some(holdsForbidden);
}

function listAt(input: FaqInput, [, section]: Path): readonly QuestionInput[] | undefined {
  return section === undefined ? input.questions : input.sections?.[section as number]?.questions;
}

function withEntries(
  input: FaqInput,
  lists: readonly EntryList[],
  entries: readonly (readonly QuestionInput[])[],
): FaqInput {
  const flat = lists.findIndex(({ path }) => path.length === 1);
  const bySection = new Map(lists.map(({ path }, index) => [path[1], index]));
  return {
    ...input,
    ...(input.questions && { questions: input.questions.concat(entries[flat] ?? []) }),
    ...(input.sections && {
      sections: input.sections.map((section, index) => {
        const own = bySection.get(index);
        return own === undefined ? section : { ...section, questions: section.questions.concat(entries[own] ?? []) };
      }),
    }),
    // The library's type of an exact map is lost where one is copied.
  } as FaqInput;
}

/** Reads a question once more, with its places, when something is to be said of it. */
class PlacesInParts implements Places {
  readonly #file: TextFile;
  readonly #split: SplitText;
  readonly #frame: Places;
  /** The entry that was asked for last: what is said of one is said at once. */
  #last: { readonly start: number; readonly places: Places } | null = null;

  constructor(file: TextFile, split: SplitText, frame: Places) {
    this.#file = file;
    this.#split = split;
    this.#frame = frame;
  }

  key(path: Path): Span {
    return this.#at(path, (places, own) => places.key(own));
  }

  value(path: Path): Span {
    return this.#at(path, (places, own) => places.value(own));
  }

  within(path: Path, start: number, end: number): Span {
    return this.#at(path, (places, own) => places.within(own, start, end));
  }

  #at(path: Path, ask: (places: Places, path: Path) => Span): Span {
    const file = this.#file.path;
    for (const list of this.#split.lists) {
      const index = path[list.path.length];
      if (typeof index !== 'number' || index === 0 || list.path.some((step, at) => step !== path[at])) continue;
      const entry = list.entries[index - 1];
      if (!entry) break;
      const { start, end } = ask(this.#placesOf(entry), [0, ...path.slice(list.path.length + 1)]);
      return { file, start: start + entry.start, end: end + entry.start };
    }
    const { start, end } = ask(this.#frame, path);
    const from = this.#split.sourceOffset(start);
    // No value goes on behind a question that was left out.
    return { file, start: from, end: from + end - start };
  }

  #placesOf({ start, end }: { readonly start: number; readonly end: number }): Places {
    if (this.#last?.start !== start) {
      const { places } = readYaml({ path: this.#file.path, text: this.#file.text.slice(start, end) });
      this.#last = { start, places };
    }
    return this.#last.places;
  }
}
