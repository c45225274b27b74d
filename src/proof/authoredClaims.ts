import { decodeHTML } from 'entities';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { type Faq, type Question, questionsOf, siteLinksOf } from '../faq/faq.ts';
import type { Edition } from '../review/selectEdition.ts';
import type { Origin } from '../schema/origins.ts';
import type { Path, Places, Prose } from '../yaml/places.ts';
import { leadsToRecord } from './pageBlocks.ts';
import { type ClaimSearch, claimSearch, mayClaim } from './reviewClaims.ts';

/** Finds what an author typed that claims a review, wherever it is no part of what a reviewer signed. `isSilent`: whether it is known of a question that it claims nothing. */
export function findAuthoredClaims(
  { faq, sections, reviews, withdrawn, pages }: Edition,
  places: Places,
  isSilent: (question: Question) => boolean,
): Diagnostic[] {
  const finder = new ClaimFinder(faq.reviewers, places);
  finder.line(faq.title, ['title']);
  finder.line(faq.description, ['description']);
  finder.tool(faq.origin, ['origin']);
  finder.line(faq.publisher?.name, ['publisher', 'name']);
  finder.prose(faq.publisher?.about);
  finder.prose(faq.urgent);
  for (const { title, intro, path, questions } of sections) {
    finder.line(title, [...path, 'title']);
    finder.prose(intro);
    for (const question of questions) {
      // No approval covers who wrote an answer.
      if (question.origin?.by !== faq.origin?.by) finder.tool(question.origin, [...question.path, 'origin']);
      if (faq.policy.review !== 'off' && reviews.get(question.id)?.state === 'signed') continue;
      if (!isSilent(question)) finder.question(question);
    }
  }
  for (const { question, withdrawn: notice, path } of withdrawn) {
    finder.line(question, [...path, 'question']);
    finder.line(notice.reason, [...path, 'withdrawn', 'reason']);
  }
  for (const { id, changes, path } of questionsOf(faq))
    for (const [index, { note }] of changes.entries())
      if (reviews.has(id)) finder.line(note, [...path, 'changes', index, 'note']);
  const { contact, chat, disclaimer } = faq;
  finder.line(contact?.title, ['contact', 'title']);
  finder.prose(contact?.text);
  for (const [index, reason] of (contact?.reasons ?? []).entries()) finder.line(reason, ['contact', 'reasons', index]);
  finder.line(contact?.hours, ['contact', 'hours']);
  finder.line(contact?.cost, ['contact', 'cost']);
  finder.line(contact?.link?.label, ['contact', 'link', 'label']);
  finder.prose(contact?.disclosure);
  finder.line(chat?.label, ['chat', 'label']);
  for (const [index, { title, description }] of faq.related.entries()) {
    finder.line(title, ['related', index, 'title'], 'plainClaimIn');
    finder.line(description, ['related', index, 'description'], 'plainClaimIn');
  }
  finder.line(disclaimer?.title, ['disclaimer', 'title']);
  for (const [key, text] of Object.entries(faq.words)) finder.line(text, ['words', key]);
  for (const [key, text] of Object.entries(faq.theme.params)) finder.line(text, ['theme', 'params', key]);
  for (const { title, text } of pages) {
    finder.line(title, text.path);
    finder.prose(text);
  }
  for (const { label, path } of siteLinksOf(faq)) finder.line(label, [...path, 'label']);
  finder.prose(disclaimer?.text);
  for (const { title, authors, publisher, path } of faq.sources.values()) {
    if (path[0] === 'reviews') continue;
    finder.line([title, authors, publisher].filter(Boolean).join('. '), path, 'plainClaimIn');
  }
  for (const { id, name, role, credentials, bio } of faq.reviewers) {
    finder.line([name, role, ...credentials].filter(Boolean).join('. '), ['reviewers', id], 'ownSentenceIn');
    finder.prose(bio, 'ownSentenceIn');
  }
  return finder.diagnostics;
}

/** Looks for claims in texts as they were typed. */
export class ClaimFinder {
  readonly diagnostics: Diagnostic[] = [];
  readonly #search: ClaimSearch;
  readonly #places: Places;

  /** `reviewers`: whom a claim may name. */
  constructor(reviewers: Faq['reviewers'], places: Places) {
    this.#search = claimSearch(reviewers.map(({ name }) => name));
    this.#places = places;
  }

  question({ question, short, answer, path }: Question): void {
    this.line(question, [...path, 'question']);
    this.line(short, [...path, 'short']);
    this.prose(answer);
  }

  line(text: string | null | undefined, path: Path, find: keyof ClaimSearch = 'claimIn'): void {
    if (text && mayClaim(text) && this.#search[find](text)) this.#say(this.#places.value(path), text);
  }

  /** Of a machine there is but the name: what stands behind it, as in `X and reviewed by`, is read by itself. */
  tool(origin: Origin | null, path: Path): void {
    const parts = origin?.by?.replaceAll(/[,;:–—]| (?:and|und|et|y|e|en|i|و) /g, ' | ');
    if (origin?.by && parts && this.#search.claimIn(parts)) this.#say(this.#places.value(path), origin.by);
  }

  prose(text: Prose | null | undefined, find: 'claimIn' | 'ownSentenceIn' = 'claimIn'): void {
    if (!text) return;
    const within = (start: number, end: number): Span => this.#places.within(text.path, start, end);
    const link = text.text.includes('reviews') ? /\]\(\s*<?([^\s)>]+)/g : null;
    for (const { 1: address = '', index } of link ? text.text.matchAll(link) : [])
      if (leadsToRecord(address)) this.#say(within(index + 2, index + 2 + address.length), address);
    const claim = claimInMarkdown(text.text, this.#search[find]);
    if (claim) this.#say(within(claim.start, claim.end), claim.words);
  }

  #say(span: Span, claim: string): void {
    this.diagnostics.push(diagnose('review-claim', span, { page: null, claim }));
  }
}

/** Where in Markdown its reader finds a claim: in a line, or in the lines of a paragraph together. */
export function claimInMarkdown(
  text: string,
  find: (text: string) => string | null,
): { start: number; end: number; words: string } | null {
  if (!mayClaim(withoutMarks(text))) return null;
  let start = 0;
  const lines = text.split('\n').map((typed) => {
    const place = { start: start + (typed.length - typed.trimStart().length), end: start + typed.trimEnd().length };
    start += typed.length + 1;
    return { ...place, words: withoutMarks(typed).trim() };
  });
  const inLine = lines.find(({ words }) => mayClaim(words) && find(words) !== null);
  if (inLine) return inLine;
  for (let first = 0; first < lines.length; first++) {
    const length = lines.slice(first).findIndex(({ words }) => words === '');
    const paragraph = lines.slice(first, length < 0 ? lines.length : first + length);
    const words = paragraph.map((line) => line.words).join(' ');
    // A line by itself has been read.
    if (paragraph.length > 1 && mayClaim(words) && find(words) !== null)
      return { ...(paragraph.find((line) => mayClaim(line.words)) ?? lines[first] ?? { start: 0, end: 0 }), words };
    first += paragraph.length;
  }
  return null;
}

/** Without what could stand between the letters of a word and is not printed. */
export function withoutMarks(text: string): string {
  const bare = text.replaceAll(/[*_`\\]|^[\s>#|-]+|\]\([^)\s]{0,2000}\)|\[(?!@)|\s{0,40}\|/gm, (mark) =>
    mark.includes('|') ? ' ' : '',
  );
  return bare.includes('&') ? decodeHTML(bare) : bare;
}
