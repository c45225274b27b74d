// In: a `Faq`, and the records and keys of its project.
// Out: which answer is approved by whom and until when, and the edition that is published.
// Does not know: how anything looks; Markdown is compared by a function that it is given.

import { createHash } from 'node:crypto';
import type { Faq, Question, Reviewer } from '../faq/faq.ts';
import type { IsoDate } from '../schema/dates.ts';
import { isReadAsApproved } from './approvedLanguage.ts';
import { canonicalLine, canonicalMarkdown, type Format } from './canonicalText.ts';

/** What a reviewer approves: the words of one answer, in canonical form, the language in which they are read, and the sources that they rest on. */
export interface Wording {
  /** Of the page, as a tag of BCP 47; null in a record of format 1, which does not say it. */
  readonly language: string | null;
  readonly question: string;
  readonly short: string | null;
  readonly answer: string;
  /** In the order in which the answer first cites them. */
  readonly sources: readonly ApprovedSource[];
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
  readonly date: IsoDate;
  /** The last day on which it holds. */
  readonly until: IsoDate;
}

/** What `faqgen review sign` writes today. */
export const currentFormat: Format = 2;

export const sourceKeys = ['title', 'authors', 'publisher', 'date', 'url', 'doi'] as const;

/** What a sign-off of this question would bind today, in the canonical form of a format. */
export function wordingOf(
  { question, short, answer }: Question,
  { sources, language }: Pick<Faq, 'sources' | 'language'>,
  format: Format,
): Wording {
  const canonical = canonicalMarkdown(answer.text, format);
  return {
    language: format === 1 ? null : language,
    question: canonicalLine(question),
    short: short === null ? null : canonicalLine(short),
    answer: canonical,
    sources: citedIds(canonical).flatMap((id) => {
      const source = sources.get(id);
      if (!source) return [];
      const line = (text: string | null): string | null => (text === null ? null : canonicalLine(text));
      return [
        {
          id,
          title: line(source.title),
          authors: line(source.authors),
          publisher: line(source.publisher),
          date: source.date,
          url: source.url,
          doi: source.doi,
        },
      ];
    }),
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
  const { format, id, language, reviewer, name, role, date, until, question, short, answer, sources } = signOff;
  const lines = [
    `format: ${format}`,
    `id: ${JSON.stringify(id)}`,
    ...(language === null ? [] : [`language: ${JSON.stringify(language)}`]),
    `reviewer: ${JSON.stringify(reviewer)}`,
    `name: ${JSON.stringify(name)}`,
    ...(role === null ? [] : [`role: ${JSON.stringify(role)}`]),
    `date: ${date}`,
    `until: ${until}`,
    ...linesOf({ question, short, answer }),
    sources.length === 0 ? 'sources: []' : 'sources:',
    ...sources.flatMap((source) => [
      `  - id: ${JSON.stringify(source.id)}`,
      ...sourceKeys.flatMap((key) => (source[key] === null ? [] : [`    ${key}: ${JSON.stringify(source[key])}`])),
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
export function originalDigestOf(original: Question): string {
  const lines = linesOf(wordingOf(original, { sources: new Map(), language: '' }, 1));
  return digestOf(lines.map((line) => `${line}\n`).join('')).slice(0, 'sha256:'.length + 12);
}

/** SHA-256 (FIPS 180-4) over the UTF-8 of a statement, as `sha256:` and 64 hexadecimal digits. */
export function digestOf(statement: string): string {
  return `sha256:${createHash('sha256').update(statement).digest('hex')}`;
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
  const before = new Map(approved.sources.map((source) => [source.id, source]));
  const now = new Map(today.sources.map((source) => [source.id, source]));
  for (const id of new Set([...before.keys(), ...now.keys()])) {
    if (JSON.stringify(before.get(id)) !== JSON.stringify(now.get(id))) parts.push(`the source \`${id}\``);
  }
  // The order follows from the answer, so it differs where the answer does.
  return parts;
}

/** How `changedParts` calls the language. */
export const languagePart = 'the language';

/** Under which name and role the reviewer's approvals are shown. */
export function creditOf({ name, role }: Reviewer): { name: string; role: string | null } {
  return { name: canonicalLine(name), role: role === null ? null : canonicalLine(role) };
}
