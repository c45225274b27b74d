import { type Checked, type Diagnostic, diagnose, hasErrors } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { InputFile, Span, TextFile } from '../diagnostics/span.ts';
import { isOldId } from '../schema/identifiers.ts';
import { decodeText } from '../yaml/decodeText.ts';
import { conflictFound, findConflict } from '../yaml/mergeConflict.ts';
import { type Faq, questionsOf } from './faq.ts';

/**
 * `ids.lock`: the ids that a FAQ has published, to be committed beside it. A
 * build that publishes adds to it, and nothing but an author's hand takes away: an id in it
 * that leads nowhere any more is an error. One line for each, so that git can
 * merge two versions of it.
 */
export interface PublishedId {
  readonly kind: 'question' | 'section';
  readonly id: string;
}

/** An id and where the file names it. */
export interface LockedId extends PublishedId {
  readonly span: Span;
}

/** `ids.lock` for faq.yaml, `faq.es.ids.lock` for a faq.es.yaml in the same folder. */
export function lockPath(faqPath: string): string {
  return faqPath === 'faq.yaml' ? 'ids.lock' : `${faqPath.replace(/\.[^.]*$/, '')}.ids.lock`;
}

const header = `# Ids that this FAQ has published, added by \`faqgen build\` in CI or with --publish. Commit this file.
# Each stays the id of a question or section, or stands in somebody's \`formerly\`:
# links to it keep working. Delete a line only to withdraw its address for good.
`;

/** Reads the lines in whatever order they stand: a merge may leave them unsorted, or twice. */
export function readLock(file: InputFile): Checked<{ readonly text: TextFile; readonly ids: readonly LockedId[] }> {
  const { value: text, diagnostics } = decodeText(file);
  const conflict = findConflict(text);
  if (conflict) {
    const help = 'keep the lines of both, and delete those that begin with <<<<<<<, ======= and >>>>>>>';
    return {
      value: { text, ids: [] },
      diagnostics: [...diagnostics, diagnose('invalid-lock', conflict, { problem: conflictFound, help })],
    };
  }
  const ids: LockedId[] = [];
  const faults: Diagnostic[] = [];
  for (const line of text.text.matchAll(/^[^\r\n]+/gm)) {
    if (isRemark(line[0])) continue;
    const entry = readLine(line[0]);
    const start = line.index + line[0].search(/\S/);
    const span = { file: text.path, start, end: start + line[0].trim().length };
    if (entry) ids.push({ ...entry, span });
    else faults.push(diagnose('invalid-lock', span, { problem: malformed, help: wellFormed }));
  }
  return { value: { text, ids }, diagnostics: [...diagnostics, ...faults.slice(0, mostFaults)] };
}

const malformed = 'this line names no id';
const wellFormed = 'write `question` or `section` and its id, as in `question first-visit`, or restore the file';

/** Nobody reads more. */
const mostFaults = 500;
/** To find what an id most likely became takes its time: where thousands are lost, no name is near. */
const mostSought = 20;

function isRemark(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

function readLine(line: string): PublishedId | null {
  const [, kind, id = ''] = /^\s*(question|section)[ \t]+(\S+)\s*$/.exec(line) ?? [];
  return kind !== undefined && isOldId(id) ? { kind: kind as PublishedId['kind'], id } : null;
}

/** What of the file leads nowhere any more. A question that is there and left out of a build is not gone. */
export function lostIds(locked: readonly LockedId[], faq: Faq): Diagnostic[] {
  const questions = new Set(questionsOf(faq).map(({ id }) => id));
  const sections = new Set(faq.sections.flatMap(({ id }) => (id === null ? [] : [id])));
  const old = new Set([...faq.sections, ...questionsOf(faq)].flatMap(({ formerly }) => formerly));
  const known = new Set(locked.map(({ id }) => id));
  const seek = (id: string, owners: ReadonlySet<string>): string | null => {
    // What was never published before is most likely the new name.
    const fresh = [...owners].filter((owner) => !known.has(owner));
    return nearest(id, fresh) ?? nearest(id, owners);
  };
  return locked
    .filter(({ id, kind }) => !old.has(id) && !questions.has(id) && !(kind === 'section' && sections.has(id)))
    .slice(0, mostFaults)
    .map(({ id, kind, span }, index) => {
      const near = index < mostSought ? seek(id, kind === 'question' ? questions : sections) : null;
      return diagnose('lost-id', span, { id, kind, nearest: near, isSection: sections.has(id) });
    });
}

/** The file with these ids in it; null where it has them all, or cannot be read. Every line of it stays as it is. */
export function addToLock(file: InputFile | null, published: readonly PublishedId[]): string | null {
  const lock = file && readLock(file);
  if (lock && hasErrors(lock.diagnostics)) return null;
  const known = new Set(lock?.value.ids.map(lineOf));
  const added = [...new Set(published.map(lineOf))].filter((line) => !known.has(line)).sort();
  if (added.length === 0) return null;
  const text = lock?.value.text.text ?? header;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const lines: string[] = [];
  for (const line of text.replace(/\r?\n$/, '').split(/\r?\n/)) {
    const entry = readLine(line);
    while (entry && added[0] !== undefined && added[0] < lineOf(entry)) lines.push(added.shift() as string);
    lines.push(line);
  }
  return [...lines, ...added].map((line) => `${line}${lineEnd}`).join('');
}

function lineOf({ kind, id }: PublishedId): string {
  return `${kind} ${id}`;
}
