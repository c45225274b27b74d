import { decodeHTML } from 'entities';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Edition } from '../review/selectEdition.ts';
import type { Path, Places, Prose } from '../yaml/places.ts';
import { leadsToRecord } from './pageBlocks.ts';
import { type ClaimSearch, claimSearch, mayClaim } from './reviewClaims.ts';

/** Finds what an author typed that claims a review, wherever it is no part of what a reviewer signed. */
export function findAuthoredClaims({ faq, sections, reviews }: Edition, places: Places): Diagnostic[] {
  const search = claimSearch(faq.reviewers.map(({ name }) => name));
  const diagnostics: Diagnostic[] = [];
  const say = (span: Span, claim: string): void => {
    diagnostics.push(diagnose('review-claim', span, { page: null, claim }));
  };
  const line = (text: string | null | undefined, path: Path, find: keyof ClaimSearch = 'claimIn'): void => {
    if (text && mayClaim(text) && search[find](text)) say(places.value(path), text);
  };
  const prose = (text: Prose | null | undefined, find: 'claimIn' | 'ownSentenceIn' = 'claimIn'): void => {
    if (!text) return;
    const link = text.text.includes('reviews') ? /\]\(\s*<?([^\s)>]+)/g : null;
    for (const { 1: address = '', index } of link ? text.text.matchAll(link) : [])
      if (leadsToRecord(address)) say(places.within(text.path, index + 2, index + 2 + address.length), address);
    const claim = claimInMarkdown(text.text, search[find]);
    if (claim) say(places.within(text.path, claim.start, claim.end), claim.words);
  };
  line(faq.title, ['title']);
  line(faq.description, ['description']);
  line(faq.publisher?.name, ['publisher', 'name']);
  prose(faq.publisher?.about);
  prose(faq.urgent);
  for (const { title, intro, path, questions } of sections) {
    line(title, [...path, 'title']);
    prose(intro);
    for (const { id, question, short, answer, path: own } of questions) {
      if (faq.policy.review !== 'off' && reviews.get(id)?.state === 'signed') continue;
      line(question, [...own, 'question']);
      line(short, [...own, 'short']);
      prose(answer);
    }
  }
  const { contact, chat, disclaimer } = faq;
  line(contact?.title, ['contact', 'title']);
  prose(contact?.text);
  for (const [index, reason] of (contact?.reasons ?? []).entries()) line(reason, ['contact', 'reasons', index]);
  line(contact?.hours, ['contact', 'hours']);
  line(contact?.cost, ['contact', 'cost']);
  line(contact?.link?.label, ['contact', 'link', 'label']);
  prose(contact?.disclosure);
  line(chat?.label, ['chat', 'label']);
  for (const [index, { title, description }] of faq.related.entries()) {
    line(title, ['related', index, 'title'], 'plainClaimIn');
    line(description, ['related', index, 'description'], 'plainClaimIn');
  }
  line(disclaimer?.title, ['disclaimer', 'title']);
  prose(disclaimer?.text);
  for (const { title, authors, publisher, path } of faq.sources.values()) {
    if (path[0] === 'reviews') continue;
    line([title, authors, publisher].filter(Boolean).join('. '), path, 'plainClaimIn');
  }
  for (const { id, name, role, credentials, bio } of faq.reviewers) {
    line([name, role, ...credentials].filter(Boolean).join('. '), ['reviewers', id], 'ownSentenceIn');
    prose(bio, 'ownSentenceIn');
  }
  return diagnostics;
}

/** Where in Markdown its reader finds a claim: in a line, or in the lines of a paragraph together. */
function claimInMarkdown(
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
    if (mayClaim(words) && find(words) !== null)
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
