// In: a `Faq`, and the records and keys of its project.
// Out: which answer is approved by whom and until when, and the edition that is published.
// Does not know: how anything looks; Markdown is compared by a function that it is given.

import { createHash } from 'node:crypto';
import { type Faq, type Question, questionsOf, type Reviewer } from '../faq/faq.ts';
import { fileDigest } from '../faq/fileDigest.ts';
import type { IsoDate } from '../schema/dates.ts';
import { isReadAsApproved } from './approvedLanguage.ts';
import { canonicalLine, canonicalMarkdown, type Format } from './canonicalText.ts';

/**
 * What a reviewer approves: the words of one answer, in canonical form, the language in which they are read, the sources that
 * they rest on, what they show and where they lead. Each list is in the order in which the answer first names its entries.
 */
export interface Wording {
  /** Of the page, as a tag of BCP 47; null in a record of format 1, which does not say it. */
  readonly language: string | null;
  readonly question: string;
  readonly short: string | null;
  readonly answer: string;
  readonly sources: readonly ApprovedSource[];
  /** Pictures and other files of the project. Like `links` and `related`, nothing before format 3. */
  readonly files: readonly ApprovedFile[];
  /** The other questions of the FAQ to which it links. */
  readonly links: readonly ApprovedQuestion[];
  /** The related questions that are listed with it, in the order of that list. */
  readonly related: readonly ApprovedQuestion[];
}

/** A file as it was when the answer was approved. */
export interface ApprovedFile {
  /** Its path from the folder of faq.yaml. */
  readonly name: string;
  /** `sha256:` and 64 hexadecimal digits, over its bytes. */
  readonly digest: string;
}

/** What another question asked when the answer was approved. */
export interface ApprovedQuestion {
  readonly id: string;
  readonly question: string;
}

/** To what a text leads in its project, and what lies there. */
export interface Surroundings {
  /** The ids behind `#`, and the files, that a text of Markdown links or shows, in their order. */
  linkedIn(text: string): { readonly ids: readonly string[]; readonly files: readonly string[] };
  /** As in `ApprovedFile`; null where there is no such file. */
  digestOf(name: string): string | null;
}

/** A source as it was when the answer was approved. When somebody last opened it is no part of it. */
export interface ApprovedSource {
  readonly id: string;
  readonly title: string | null;
  readonly authors: string | null;
  readonly publisher: string | null;
  readonly date: string | null;
  readonly url: string | null;
  readonly doi: string | null;
}

/** One person's approval of one answer. */
export interface SignOff extends Wording {
  readonly format: Format;
  /** The question's id at that time. */
  readonly id: string;
  /** The reviewer's id, and the name and role under which pages show the approval. */
  readonly reviewer: string;
  readonly name: string;
  readonly role: string | null;
  /** The kind of the approval, as in `clinical`; null where it is of no kind, and before format 3. */
  readonly as: string | null;
  readonly date: IsoDate;
  /** The last day on which it holds. */
  readonly until: IsoDate;
}

/** A sign-off with those of others who approved the same words. */
export interface SignedTogether extends SignOff {
  readonly further: readonly SignOff[];
}

/** What `faqgen review sign` writes today. */
export const currentFormat: Format = 3;

export const sourceKeys = ['title', 'authors', 'publisher', 'date', 'url', 'doi'] as const;

/** What a sign-off of this question would bind today, in the canonical form of a format. */
export function wordingOf(own: Question, faq: Faq, format: Format, surroundings: Surroundings): Wording {
  const { question, short, answer } = own;
  const { sources, language } = faq;
  const canonical = canonicalMarkdown(answer.text, format);
  return {
    language: format === 1 ? null : language,
    question: canonicalLine(question),
    short: short === null ? null : canonicalLine(short),
    answer: canonical,
    sources: sourcesIn(canonical, sources),
    ...(format < 3 ? { files: [], links: [], related: [] } : surroundingsOf(own, faq, surroundings)),
  };
}

/** What an answer in its canonical form cites, as it would be approved today. */
export function sourcesIn(answer: string, sources: Faq['sources']): ApprovedSource[] {
  const line = (text: string | null): string | null => (text === null ? null : canonicalLine(text));
  return citedIds(answer).flatMap((id) => {
    const source = sources.get(id);
    if (!source) return [];
    const { title, authors, publisher, date, url, doi } = source;
    return [{ id, title: line(title), authors: line(authors), publisher: line(publisher), date, url, doi }];
  });
}

function surroundingsOf(
  { id: own, answer, related }: Question,
  faq: Faq,
  { linkedIn, digestOf: digestNow }: Surroundings,
): Pick<Wording, 'files' | 'links' | 'related'> {
  const { ids, files } = linkedIn(answer.text);
  if (ids.length + files.length + related.length === 0) return { files: [], links: [], related: [] };
  const asked = new Map(questionsOf(faq).map(({ id, question }) => [id, question]));
  const approved = (all: readonly string[]): ApprovedQuestion[] =>
    all.flatMap((id) => {
      const question = id === own ? undefined : asked.get(id);
      return question === undefined ? [] : [{ id, question: canonicalLine(question) }];
    });
  return {
    files: [...new Set(files)].flatMap((name) => {
      const digest = digestNow(name);
      return digest === null ? [] : [{ name, digest }];
    }),
    links: approved([...new Set(ids)]),
    related: approved(related),
  };
}

/** Also finds what looks like a citation inside of code: one source too many does no harm, one too few would. */
export function citedIds(answer: string): string[] {
  if (!answer.includes('@')) return [];
  const ids = [...answer.matchAll(citation)].flatMap(([mark]) =>
    [...mark.matchAll(/@([^\s@,;\]]+)/g)].map(([, id]) => id as string),
  );
  return [...new Set(ids)];
}

/**
 * `[@a]`, `[see @a, p. 5]`: as long as Markdown allows one, and a little more;
 * bounded, so that many brackets that are never closed take no time.
 */
export const citation = /\[[^[\]@]{0,80}@[^\]]{0,3000}\]/g;

/**
 * The statement: exactly the bytes that the digest and the signature cover,
 * and with which a record begins. YAML in one fixed order and style: texts of
 * one line as JSON strings (RFC 8259), the answer as a literal block.
 */
export function statementOf(signOff: SignOff): string {
  const { format, id, language, reviewer, name, role, as, date, until, question, short, answer, sources } = signOff;
  const { files, links, related } = signOff;
  const list = (key: string, entries: readonly (readonly [first: string, second: string])[]): string[] =>
    entries.length === 0 ? [`${key}: []`] : [`${key}:`, ...entries.flat()];
  const asked = ({ id: other, question: label }: ApprovedQuestion) =>
    [`  - id: ${JSON.stringify(other)}`, `    question: ${JSON.stringify(label)}`] as const;
  const lines = [
    `format: ${format}`,
    `id: ${JSON.stringify(id)}`,
    ...(language === null ? [] : [`language: ${JSON.stringify(language)}`]),
    `reviewer: ${JSON.stringify(reviewer)}`,
    `name: ${JSON.stringify(name)}`,
    ...(role === null ? [] : [`role: ${JSON.stringify(role)}`]),
    ...(as === null ? [] : [`as: ${JSON.stringify(as)}`]),
    `date: ${date}`,
    `until: ${until}`,
    ...linesOf({ question, short, answer }),
    sources.length === 0 ? 'sources: []' : 'sources:',
    ...sources.flatMap((source) => [
      `  - id: ${JSON.stringify(source.id)}`,
      ...sourceKeys.flatMap((key) => (source[key] === null ? [] : [`    ${key}: ${JSON.stringify(source[key])}`])),
    ]),
    ...(format < 3
      ? []
      : [
          ...list(
            'files',
            files.map(
              ({ name: file, digest }) =>
                [`  - name: ${JSON.stringify(file)}`, `    digest: ${JSON.stringify(digest)}`] as const,
            ),
          ),
          ...list('links', links.map(asked)),
          ...list('related', related.map(asked)),
        ]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function linesOf({ question, short, answer }: Pick<Wording, 'question' | 'short' | 'answer'>): string[] {
  return [
    `question: ${JSON.stringify(question)}`,
    ...(short === null ? [] : [`short: ${JSON.stringify(short)}`]),
    'answer: |2-',
    ...answer.split('\n').map((line) => (line === '' ? '' : `  ${line}`)),
  ];
}

/**
 * By what a translation names the words from which it was made: the first of
 * the digits of a digest over question, short answer and answer, as they stand
 * in a statement of format 1. They tell versions of one text apart, and prove nothing.
 */
export function originalDigestOf({ question, short, answer }: Question): string {
  const lines = linesOf({
    question: canonicalLine(question),
    short: short === null ? null : canonicalLine(short),
    answer: canonicalMarkdown(answer.text, 1),
  });
  return digestOf(lines.map((line) => `${line}\n`).join('')).slice(0, 'sha256:'.length + 12);
}

/** SHA-256 (FIPS 180-4) over the UTF-8 of a statement, as `sha256:` and 64 hexadecimal digits. */
export function digestOf(statement: string): string {
  return `sha256:${createHash('sha256').update(statement).digest('hex')}`;
}

/** As in `ApprovedFile`; null for no file. */
export function digestOfFile(bytes: Uint8Array | null): string | null {
  return bytes && `sha256:${fileDigest(bytes)}`;
}

/** The text of `reviews/<id>.yaml`. `signature`: an armored SSH signature of the statement. */
export function recordOf(statement: string, signature: string | null): string {
  const armored = signature?.trim().split('\n') ?? [];
  const signed = armored.length === 0 ? [] : ['signature: |', ...armored.map((line) => `  ${line}`)];
  return [`${statement}digest: ${digestOf(statement)}`, ...signed].map((line) => `${line}\n`).join('');
}

/** How the wordings differ, as the parts of an answer that are others now. `language`: in which today's words are read. */
export function changedParts(approved: Wording, today: Wording, language: string): string[] {
  const parts: string[] = [];
  if (!isReadAsApproved(approved, language)) parts.push(languagePart);
  if (approved.question !== today.question) parts.push('the question');
  if (approved.short !== today.short) parts.push('the short answer');
  if (approved.answer !== today.answer) parts.push('the answer');
  parts.push(...othersAmong(approved.sources, today.sources, ({ id }) => id).map((id) => `the source \`${id}\``));
  // The order of these follows from the answer, so it differs where the answer does.
  const files = othersAmong(approved.files, today.files, ({ name }) => name);
  parts.push(...files.map(fileCalled));
  parts.push(...othersAmong(approved.links, today.links, ({ id }) => id).map(linkedQuestion));
  const related = othersAmong(approved.related, today.related, ({ id }) => id);
  parts.push(...related.map((id) => `the related question \`${id}\``));
  const order = (all: readonly ApprovedQuestion[]): string => all.map(({ id }) => id).join();
  if (related.length === 0 && order(approved.related) !== order(today.related))
    parts.push('the order of the related questions');
  return parts;
}

/** Under which names the one list has another entry than the other, or none. */
function othersAmong<T>(approved: readonly T[], today: readonly T[], nameOf: (entry: T) => string): string[] {
  const [before, now] = [approved, today].map((all) => new Map(all.map((entry) => [nameOf(entry), entry])));
  const names = new Set([...(before?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...names].filter((name) => JSON.stringify(before?.get(name)) !== JSON.stringify(now?.get(name)));
}

/** How `changedParts` calls a file. */
export function fileCalled(name: string): string {
  return `the ${/\.(?:avif|gif|jpe?g|png|svg|webp)$/i.test(name) ? 'picture' : 'file'} \`${name}\``;
}

/** How `changedParts` calls a question to which an answer links. */
export function linkedQuestion(id: string): string {
  return `what the link to \`${id}\` leads to`;
}

/** How `changedParts` calls the language. */
export const languagePart = 'the language';

/** As pages name who approved: `Jane Doe (Dietitian, plain language)`. */
export function creditLine({ name, role, as }: Pick<SignOff, 'name' | 'role' | 'as'>): string {
  const rest = [role, as?.replaceAll('-', ' ') ?? null].filter((one) => one !== null);
  return rest.length === 0 ? name : `${name} (${rest.join(', ')})`;
}

/** Under which name and role the reviewer's approvals are shown. */
export function creditOf({ name, role }: Reviewer): { name: string; role: string | null } {
  return { name: canonicalLine(name), role: role === null ? null : canonicalLine(role) };
}
