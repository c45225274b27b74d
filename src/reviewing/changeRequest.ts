// In: the answers of a project with the states of their reviews, and what a reviewer's browser asks for.
// Out: the page on which answers are read, compared and approved, and the changes that reviewers ask for.
// Does not know: keys, sockets and the disk: who signs and writes is given to it.

import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { InputFile, TextFile } from '../diagnostics/span.ts';
import { type Faq, type Question, questionsOf } from '../faq/faq.ts';
import type { Project } from '../faq/project.ts';
import { withdrawalOf } from '../faq/withdrawal.ts';
import { canonicalLine, canonicalMarkdown } from '../review/canonicalText.ts';
import { recordFolderOf } from '../review/readReviews.ts';
import { digestOf, sourcesIn } from '../review/signOff.ts';
import { type IsoDate, isDate } from '../schema/dates.ts';
import { isId, isReviewerId } from '../schema/identifiers.ts';
import { decodeText } from '../yaml/decodeText.ts';
import { forbiddenIn } from '../yaml/forbiddenCharacters.ts';
import { conflictFound, findConflict } from '../yaml/mergeConflict.ts';
import type { Path, Places } from '../yaml/places.ts';
import { readYaml } from '../yaml/readYaml.ts';

/** What a reviewer asks the editor to change in one answer. It is no approval, carries no signature, and binds nobody. */
export interface ChangeRequest {
  /** The question's id at that time. */
  readonly id: string;
  /** The reviewer's id. */
  readonly reviewer: string;
  readonly date: IsoDate;
  /** What it is about: see `wordsDigest`. */
  readonly words: string;
  /** One line or several. */
  readonly note: string;
}

/** A request with where it stands: `path` from the folder of the project. */
export interface FoundRequest extends ChangeRequest {
  readonly path: string;
  /** Whether the words are still those that it is about. */
  readonly isOpen: boolean;
}

/** The most characters of a note. */
export const longestNote = 4000;

const keys = ['id', 'reviewer', 'date', 'words', 'note'] as const;

const comment = '# A reviewer asks for a change (docs/reviewing.md). It goes when they approve the answer.\n';

/**
 * The folder of the requests of a FAQ, which lies in that of its records. In a folder of
 * its own no request is taken for a record: whoever reads records, an earlier version and
 * a script in CI as well, reads the files of theirs, and not those of folders in it.
 */
export function requestFolderOf(faqPath: string): string {
  return `${recordFolderOf(faqPath)}/requests`;
}

/** One for each answer and reviewer: no id holds a full stop. */
export function requestPath(faqPath: string, id: string, reviewer: string): string {
  return `${requestFolderOf(faqPath)}/${id}.${reviewer}.yaml`;
}

/**
 * By what a request names the words that it is about: question, short answer, answer and cited
 * sources, in the canonical form of format 1, so that it means the same whatever is signed by now.
 */
export function wordsDigest({ question, short, answer }: Question, { sources }: Pick<Faq, 'sources'>): string {
  const canonical = canonicalMarkdown(answer.text, 1);
  const lines = [canonicalLine(question), short === null ? null : canonicalLine(short)];
  return digestOf(JSON.stringify([...lines, canonical, sourcesIn(canonical, sources)]));
}

/** The text of the file. */
export function requestText({ id, reviewer, date, words, note }: ChangeRequest): string {
  const lines = note.split('\n').map((line) => (line === '' ? '' : `  ${line}`));
  const head = [
    `id: ${JSON.stringify(id)}`,
    `reviewer: ${JSON.stringify(reviewer)}`,
    `date: ${date}`,
    `words: ${words}`,
  ];
  return `${comment}${[...head, 'note: |2-', ...lines].join('\n')}\n`;
}

/** A note as it is kept, or why it cannot be. */
export function noteOf(typed: string): { readonly note: string } | { readonly fault: string } {
  const lines = typed.replaceAll(/\r\n?/g, '\n').split('\n');
  const note = lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/^\n+|\n+$/g, '');
  if (note === '') return { fault: 'the note is empty' };
  if (note.length > longestNote) return { fault: `the note is longer than ${longestNote} characters` };
  if (forbiddenIn(note).next().done !== true) return { fault: 'the note holds a character that no text may hold' };
  return { note };
}

/** Reads what reviewers of a FAQ ask for. What is no request is told at its place. */
export function readRequests(
  project: Pick<Project, 'files'> & { readonly faq: Pick<Project['faq'], 'path'> },
  faq: Faq,
): {
  readonly requests: readonly FoundRequest[];
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: readonly TextFile[];
} {
  const questions = questionsOf(faq);
  const owners = new Map(questions.flatMap((question) => question.formerly.map((id) => [id, question] as const)));
  for (const question of questions) owners.set(question.id, question);
  const requests: FoundRequest[] = [];
  const diagnostics: Diagnostic[] = [];
  const texts: TextFile[] = [];
  for (const { path, bytes } of project.files.list(requestFolderOf(project.faq.path)) ?? []) {
    if (!path.endsWith('.yaml')) continue;
    const { request, found, text } = readRequest({ path, bytes: bytes ?? new Uint8Array() }, owners.keys());
    diagnostics.push(...found);
    if (found.length > 0) texts.push(text);
    const question = request && owners.get(request.id);
    if (question)
      requests.push({ ...request, id: question.id, path, isOpen: request.words === wordsDigest(question, faq) });
  }
  return { requests, diagnostics, texts };
}

/** Where stands what a reviewer has asked for at an answer: who approves it asks for nothing more. What others ask for stays. */
export function requestsBy(
  { id, reviewer }: Pick<ChangeRequest, 'id' | 'reviewer'>,
  faqPath: string,
  files: Project['files'],
  faq: Faq,
): string[] {
  const { requests } = readRequests({ faq: { path: faqPath }, files }, faq);
  return requests.filter((one) => one.id === id && one.reviewer === reviewer).map(({ path }) => path);
}

/** What the editor is told: each request whose words readers still get, at its answer. */
export function tellRequests(requests: readonly FoundRequest[], faq: Faq, places: Places, asOf: IsoDate): Diagnostic[] {
  const questions = new Map(questionsOf(faq).map((question) => [question.id, question]));
  const names = new Map(faq.reviewers.map(({ id, name }) => [id, name]));
  return requests
    .filter(({ id, isOpen }) => {
      const question = questions.get(id);
      return isOpen && question !== undefined && withdrawalOf(question, asOf) === null;
    })
    .map(({ id, reviewer, date, note, path }) => {
      const name = names.get(reviewer) ?? reviewer;
      const place = places.key([...(questions.get(id)?.path ?? []), 'answer']);
      return diagnose('change-requested', place, { id, name, date, note: canonicalLine(note), path });
    });
}

function readRequest(
  file: InputFile,
  ids: Iterable<string>,
): { readonly request: ChangeRequest | null; readonly found: readonly Diagnostic[]; readonly text: TextFile } {
  const { value: text, diagnostics: undecoded } = decodeText(file);
  const asWarnings = (all: readonly Diagnostic[]) => all.map((one) => ({ ...one, severity: 'warning' as const }));
  if (undecoded.length > 0) return { request: null, found: asWarnings(undecoded), text };
  const conflict = findConflict(text);
  const told = (place: ReturnType<Places['value']>, problem: string): Diagnostic =>
    diagnose('invalid-request', place, { problem });
  if (conflict) return { request: null, found: [told(conflict, conflictFound)], text };
  const { value, places, diagnostics: unread } = readYaml(text);
  if (unread.length > 0) return { request: null, found: asWarnings(unread), text };
  if (value === null || typeof value === 'string' || Array.isArray(value))
    return { request: null, found: [told(places.value([]), 'the request must be a map')], text };
  const found: Diagnostic[] = [];
  const say = (path: Path, problem: string): null => {
    found.push(told(places.key(path), problem));
    return null;
  };
  for (const key of Object.keys(value))
    if (!keys.some((known) => known === key)) say([key], `\`${key}\` is not a key of a request`);
  const field = (key: (typeof keys)[number], accepts: (text: string) => boolean): string => {
    const one = value[key];
    if (one === undefined) say([], `the request has no \`${key}\``);
    else if (typeof one !== 'string' || !accepts(one)) say([key], `\`${key}\` cannot be read`);
    else return one;
    return '';
  };
  const typed = field('note', (note) => 'note' in noteOf(note));
  const kept = noteOf(typed);
  const request = {
    id: field('id', isId),
    reviewer: field('reviewer', isReviewerId),
    date: field('date', isDate),
    words: field('words', (digest) => /^sha256:[0-9a-f]{64}$/.test(digest)),
    note: 'note' in kept ? kept.note : '',
  };
  if (found.length > 0) return { request: null, found, text };
  const name = `${request.id}.${request.reviewer}.yaml`;
  const known = [...ids];
  if (file.path.slice(file.path.lastIndexOf('/') + 1).normalize('NFC') !== name)
    say(['id'], `a request of \`${request.reviewer}\` about \`${request.id}\` belongs into the file ${name}`);
  else if (!known.includes(request.id)) {
    const near = nearest(request.id, known);
    say(['id'], `there is no question \`${request.id}\`${near === null ? '' : `: the nearest is \`${near}\``}`);
  }
  return { request: found.length > 0 ? null : request, found, text };
}
