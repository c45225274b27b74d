import { decodeHTML } from 'entities';
import { attributeOf, type Element, placeOf, rawText } from '../html/nodes.ts';
import { nodesOfMarkup } from '../html/parseHtml.ts';
import { ownWords } from '../transcribe/fates.ts';

/** What a page tells to search engines (JSON-LD, schema.org). */
export interface StructuredData {
  readonly questions: readonly ToldQuestion[];
  readonly language: string | null;
  readonly dateModified: string | null;
  readonly reviewers: readonly { readonly name: string; readonly role: string | null }[];
  /** Scripts that are no JSON. */
  readonly broken: readonly number[];
}

export interface ToldQuestion {
  /** Plain text of one line. */
  readonly question: string;
  /** Markup. */
  readonly answer: string;
  /** Of its script, from 1. */
  readonly line: number;
}

type Thing = Readonly<Record<string, unknown>>;

/** `scripts`: all of the page. */
export function readStructuredData(scripts: readonly Element[]): StructuredData {
  const questions: ToldQuestion[] = [];
  const reviewers: { name: string; role: string | null }[] = [];
  const broken: number[] = [];
  let [language, dateModified]: [string | null, string | null] = [null, null];
  for (const script of scripts) {
    if (!/^application\/ld\+json/i.test(attributeOf(script, 'type')?.trim() ?? '')) continue;
    const line = placeOf(script)?.line ?? 1;
    const data = parseLeniently(rawText(script));
    if (data === undefined) broken.push(line);
    for (const thing of thingsIn(data)) {
      if (isOf(thing, 'Question')) questions.push(...questionOf(thing, line));
      if (
        !isOf(thing, 'FAQPage') &&
        !isOf(thing, 'WebPage') &&
        !isOf(thing, 'MedicalWebPage') &&
        !isOf(thing, 'Article')
      )
        continue;
      language ??= textOf(thing['inLanguage']);
      dateModified ??= textOf(thing['dateModified']);
      for (const person of listOf(thing['reviewedBy'])) {
        const name = isThing(person) ? textOf(person['name']) : textOf(person);
        if (name) reviewers.push({ name, role: isThing(person) ? textOf(person['jobTitle']) : null });
      }
    }
  }
  return { questions, language, dateModified, reviewers, broken };
}

/** Undefined where it is no JSON even with its slips mended: line ends in texts, commas before a bracket, comments around. */
function parseLeniently(text: string): unknown {
  const bare = text
    .trim()
    .replace(/^(?:\/\/)?\s*<!\[CDATA\[|^<!--/, '')
    .replace(/(?:\/\/)?\s*(?:\]\]>|-->)$/, '');
  for (const attempt of [bare, mended(bare)]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // The next attempt, or none.
    }
  }
  return undefined;
}

function mended(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/gs, (part) =>
    part === ',' ? '' : part.replaceAll(/[\n\r\t]/g, (sign) => ({ '\n': '\\n', '\r': '', '\t': '\\t' })[sign] ?? ''),
  );
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All things within, from the outer to the inner. Answers are read with their questions. */
function thingsIn(data: unknown): Thing[] {
  const found: Thing[] = [];
  const waiting: unknown[] = [data];
  while (waiting.length > 0) {
    const value = waiting.pop();
    const isQuestion = isThing(value) && isOf(value, 'Question');
    if (isThing(value)) found.push(value);
    const inner = Array.isArray(value) ? value : isThing(value) && !isQuestion ? Object.values(value) : [];
    for (let at = inner.length - 1; at >= 0; at--) waiting.push(inner[at]);
  }
  return found;
}

function isOf(thing: Thing, type: string): boolean {
  return listOf(thing['@type']).some((one) => typeof one === 'string' && one.replace(/^.*[/#:]/, '') === type);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function questionOf(thing: Thing, line: number): ToldQuestion[] {
  const name = textOf(thing['name']) ?? textOf(thing['text']);
  const answers = [...listOf(thing['acceptedAnswer']), ...listOf(thing['suggestedAnswer'])];
  const answer = answers.map((one) => (isThing(one) ? textOf(one['text']) : textOf(one))).find((text) => text !== null);
  const question = name === null ? '' : wordsOfMarkup(name);
  return question === '' ? [] : [{ question, answer: markupOf(answer ?? ''), line }];
}

/** Of a name, which may hold entities and marks. */
function wordsOfMarkup(text: string): string {
  return nodesOfMarkup(unescaped(text)).map(ownWords).join('').replaceAll(/\s+/g, ' ').trim();
}

/** Text that was escaped once too often is markup. */
function unescaped(text: string): string {
  return /&lt;\/?(?:p|br|ul|ol|li|b|i|a|strong|em|div|span|h\d)\b/i.test(text) && !/<\w/.test(text)
    ? decodeHTML(text)
    : text;
}

/** Plain text has its paragraphs in its line ends. */
function markupOf(text: string): string {
  const markup = unescaped(text);
  if (/<(?:p|br|ul|ol|li|div|table|h[1-6])\b/i.test(markup)) return markup;
  return markup
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${paragraph.trim().replaceAll('\n', '<br>')}</p>`)
    .join('');
}
