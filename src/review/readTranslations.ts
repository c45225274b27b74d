import { type Checked, type Diagnostic, diagnose, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { locateIn } from '../diagnostics/position.ts';
import { type Faq, type FilePath, type Question, questionsOf, type Translation } from '../faq/faq.ts';
import type { Project } from '../faq/project.ts';
import type { Recollection } from '../faq/recollection.ts';
import { withdrawalOf } from '../faq/withdrawal.ts';
import type { IsoDate } from '../schema/dates.ts';
import { isStandIn } from '../schema/standIn.ts';
import type { Places } from '../yaml/places.ts';
import { type Content, readContent } from './readContent.ts';
import type { Reading } from './readReviews.ts';
import { selectEdition } from './selectEdition.ts';
import { originalDigestOf } from './signOff.ts';

/** What the other languages of a FAQ have to do with it today. */
export interface Translations {
  readonly others: readonly OtherSite[];
  /** The language in which the FAQ was written first; null where nothing says so. */
  readonly original: string | null;
  /** By the id of the question: of each that has an original. */
  readonly states: ReadonlyMap<string, TranslationState>;
}

/** A translation is `outdated` where its original has changed since, and `unbound` where nothing says from which words it was made. */
export type TranslationState = 'current' | 'outdated' | 'unbound';

export interface OtherSite extends Pick<Translation, 'language' | 'url' | 'isOriginal'> {
  /** By the id of a question: under which id it is published there. */
  readonly ids: ReadonlyMap<string, string>;
}

/** With what the other files are read. */
export interface TranslationReading {
  readonly project: Project;
  readonly asOf: IsoDate;
  /** What replaced `url` of this file, and says nothing of where the others stand. */
  readonly url: string | null;
  readonly texts: Omit<Reading, 'digestOf'>;
  readonly memory: Recollection;
}

/**
 * Reads the files of the other languages: which questions each of them
 * publishes on the day `asOf`, and whether the original still says what it said
 * when this FAQ was translated. Of what is wrong in such a file it is told only
 * that it is: its own build says the rest.
 */
export function readTranslations(faq: Faq, places: Places, reading: TranslationReading): Checked<Translations> {
  const read = faq.translations.map((translation) => ({
    translation,
    // Of an entry for the language of this file it is told elsewhere.
    ...(translation.file && translation.language !== faq.language
      ? readOther(translation, translation.file, places, reading)
      : { value: null, diagnostics: [] as Diagnostic[] }),
  }));
  // What has no id yet has no counterpart either.
  const questions = questionsOf(faq).filter(({ id }) => !isStandIn(id));
  const others = read.map(({ translation: { language, url, isOriginal }, value: file }): OtherSite => {
    const published = questions.flatMap((question) => {
      const same = file?.counterpartOf(question);
      return same && file?.published.has(same.id) ? [[question.id, same.id] as const] : [];
    });
    return { language, url, isOriginal, ids: new Map(published) };
  });
  const original = read.find(({ translation }) => translation.isOriginal);
  const isOriginalItself = read.some(({ value: file }) =>
    file?.faq.translations.some(({ language, isOriginal }) => isOriginal && language === faq.language),
  );
  const compared = original?.value
    ? compare(questions, original.value, places, reading.asOf)
    : { value: new Map(), diagnostics: original?.translation.file ? [] : missOriginal(questions, places) };
  return {
    value: {
      others,
      original: original?.translation.language ?? (isOriginalItself ? faq.language : null),
      states: compared.value,
    },
    diagnostics: [
      ...read.flatMap(({ translation, value: file, diagnostics }) => [
        ...diagnostics,
        ...(file ? contradictions(faq, translation, file, places, reading) : []),
      ]),
      ...compared.diagnostics,
    ],
  };
}

interface OtherFile {
  readonly path: string;
  readonly faq: Faq;
  /** Ids of the questions that a build would publish. */
  readonly published: ReadonlySet<string>;
  /** The same question there, also where one of the two was renamed. */
  counterpartOf(question: Question): Question | null;
}

function readOther(
  { language, path }: Translation,
  { file, path: filePath }: FilePath,
  places: Places,
  { project, asOf, texts, memory }: TranslationReading,
): { value: OtherFile | null; diagnostics: Diagnostic[] } {
  const refuse = (diagnostic: Diagnostic) => ({ value: null, diagnostics: [diagnostic] });
  const name = file.replace(/^(?:\.\/)+/, '');
  if (name === project.faq.path) {
    const fault = {
      problem: `\`${file}\` is this file itself`,
      help: `name the file that is written in \`${language}\``,
    };
    return refuse(diagnose('invalid-translation', places.value(filePath), fault));
  }
  const bytes = project.files.read(name);
  if (bytes === null) return refuse(diagnose('missing-file', places.value(filePath), { path: file }));
  const content = readContent({ ...project, faq: { path: name, bytes } }, { asOf, url: null }, texts, memory);
  // A record that proves nothing is no fault of the words.
  const errors = sortDiagnostics(
    content.diagnostics.filter(({ severity, span }) => severity === 'error' && span?.file === name),
  );
  if (content.faq === null || errors.length > 0) {
    const [many, them] = errors.length === 1 ? ['an error', 'it'] : [`${errors.length} errors`, 'them'];
    const fault = { problem: `\`${file}\` has ${many}`, help: `\`faqgen check ${file}\` shows ${them}` };
    const notes = errors.slice(0, 1).map(({ span, message }) => {
      const line = span && locateIn(content.texts)(span)?.line;
      return `line ${line}: ${message}`;
    });
    return refuse(diagnose('invalid-translation', places.value(filePath), fault, { notes }));
  }
  const there = content.faq.language;
  if (there !== language) {
    const problem = `\`${file}\` is written in \`${there}\`, not in \`${language}\``;
    const help = `write \`language: ${there}\`, or name another file`;
    return refuse(diagnose('invalid-translation', places.value([...path, 'language']), { problem, help }));
  }
  return { value: otherFile(name, content.faq, content, asOf), diagnostics: [] };
}

function otherFile(path: string, faq: Faq, { reviews, places }: Content, asOf: IsoDate): OtherFile {
  const { edition } = selectEdition(faq, reviews, { asOf, preview: false, pages: [] }, places);
  const all = questionsOf(faq);
  // An id that is in use again belongs to the question that has it today.
  const owners = new Map(all.flatMap((question) => question.formerly.map((old) => [old, question] as const)));
  for (const question of all) owners.set(question.id, question);
  return {
    path,
    faq,
    published: new Set(edition.reviews.keys()),
    counterpartOf: ({ id, formerly }) =>
      [id, ...formerly].map((one) => owners.get(one)).find((found) => found !== undefined) ?? null,
  };
}

/** Where the two files tell different things of each other. */
function contradictions(
  faq: Faq,
  { url, isOriginal, path }: Translation,
  other: OtherFile,
  places: Places,
  { project, url: replacement }: TranslationReading,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const back = other.faq.translations.find((translation) => translation.language === faq.language);
  if (isOriginal && back?.isOriginal) {
    const problem = `\`${other.path}\` says that this file is the original, and this one says that it is the other`;
    const help = 'delete `original: true` in the file that was written first';
    diagnostics.push(diagnose('invalid-translation', places.value([...path, 'original']), { problem, help }));
  }
  const base = replacement === null ? (faq.url ?? undefined) : undefined;
  const meant = URL.canParse(url, base) ? new URL(url, base).href : null;
  const there = other.faq.url && new URL(other.faq.url).href;
  if (meant && there && meant !== there) {
    const problem = `this leads to ${meant}, but \`${other.path}\` says that its site stands at ${there}`;
    const help = 'correct the one that is wrong: readers would follow a link to nowhere';
    diagnostics.push(diagnose('mismatched-translation', places.value([...path, 'url']), { problem, help }));
  }
  // Without `url` no page names the other languages to search engines.
  if (!back && faq.url !== null) {
    const problem = `\`${other.path}\` does not name this file: search engines pass over links that lead one way`;
    // A file names none that lies above its own folder.
    const file = other.path.includes('/') ? '' : `, file: ${project.faq.path}`;
    const help = `add to its \`translations\`: \`- {language: ${faq.language}, url: ${faq.url}${file}}\``;
    diagnostics.push(diagnose('mismatched-translation', places.value([...path, 'file']), { problem, help }));
  }
  return diagnostics;
}

/** Holds each question against its original as that stands in its file: those who translate read it there. */
function compare(
  questions: readonly Question[],
  original: OtherFile,
  places: Places,
  asOf: IsoDate,
): Checked<Map<string, TranslationState>> {
  const states = new Map<string, TranslationState>();
  const diagnostics: Diagnostic[] = [];
  const file = original.path;
  const known = questionsOf(original.faq).map(({ id }) => id);
  for (const question of questions) {
    const { id, path, translatedFrom, draft } = question;
    const same = original.counterpartOf(question);
    if (!same) {
      // A question that claims no original may have been written in this language alone.
      const [key, severity] =
        translatedFrom === null ? (['question', 'note'] as const) : (['translatedFrom', 'warning'] as const);
      const found = { id, file, nearest: nearest(id, known) };
      diagnostics.push(diagnose('unknown-original', places.value([...path, key]), found, { severity }));
      continue;
    }
    const digest = originalDigestOf(same);
    const state = translatedFrom === null ? 'unbound' : translatedFrom === digest ? 'current' : 'outdated';
    states.set(id, state);
    // A draft may still be on its way, and a notice has its own words.
    if (draft || withdrawalOf(question, asOf)) continue;
    const gone = withdrawalOf(same, asOf);
    if (gone) {
      const told = { id, file, on: gone.on };
      diagnostics.push(diagnose('withdrawn-original', places.value([...path, 'question']), told));
      continue;
    }
    if (state === 'outdated')
      diagnostics.push(
        diagnose('outdated-translation', places.value([...path, 'translatedFrom']), { id, file, digest }),
      );
    if (state === 'unbound')
      diagnostics.push(diagnose('unbound-translation', places.key([...path, 'answer']), { id, file, digest }));
  }
  return { value: states, diagnostics };
}

/** Said once: it is one entry that is missing. */
function missOriginal(questions: readonly Question[], places: Places): Diagnostic[] {
  const bound = questions.find(({ translatedFrom }) => translatedFrom !== null);
  if (!bound) return [];
  const place = places.value([...bound.path, 'translatedFrom']);
  return [diagnose('unknown-original', place, { id: bound.id, file: null, nearest: null })];
}
