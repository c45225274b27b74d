import { createHash } from 'node:crypto';
import { isolateDirections } from '../directions/isolateDirections.ts';
import type { Question, Reviewer } from '../faq/faq.ts';
import { sortAddress } from '../html/addresses.ts';
import { readMarkdown } from '../markdown/markdown.ts';
import { printMarkdown } from '../markdown/printMarkdown.ts';
import { describeChange, type PartChange } from '../review/describeChange.ts';
import type { Review } from '../review/readReviews.ts';
import {
  type ApprovedSource,
  currentFormat,
  digestOf,
  type SignOff,
  statementOf,
  type Wording,
  wordingOf,
} from '../review/signOff.ts';
import { en } from '../words/en.ts';
import { directionOf } from '../words/language.ts';
import { wordsFor } from '../words/wordsFor.ts';
import type { FoundRequest } from './changeRequest.ts';
import { html, Markup } from './markup.ts';
import { isProblem, type Problem, type Reading } from './reading.ts';
import { markChanges, markWords } from './renderedDiff.ts';

/** One answer as its reviewer sees it. */
export interface AnswerView {
  readonly question: Question;
  readonly review: Review;
  /** The same words as on the page, with what has changed since the last approval marked in them. */
  readonly heading: Markup;
  readonly short: Markup | null;
  readonly body: Markup;
  /** The sources that it cites, as entries of a list. */
  readonly sources: Markup | null;
  /** Where it leads within the site: related questions, links and files, as entries of a list. */
  readonly ways: Markup | null;
  /** Whether something is marked. */
  readonly isMarked: boolean;
  /** What is another one, and stands in none of these, as the language. */
  readonly otherChanges: readonly Pick<PartChange, 'part' | 'before' | 'after'>[];
  /** What reviewers ask for, also of earlier words. */
  readonly requests: readonly FoundRequest[];
  /** What would be signed; null where nobody has said who they are. */
  readonly offer: SignOff | Problem | null;
  /** Names all that is shown: what is signed has to have been shown under the same name. */
  readonly shown: string;
  /** Files of the project that it shows or links, each with the name of its contents (`digestOfFile`). */
  readonly files: ReadonlyMap<string, string>;
}

/** `addressOf`: where the page shows another answer. */
export function viewAnswer(
  question: Question,
  reading: Reading,
  reviewer: Reviewer | null,
  addressOf: (id: string) => string,
): AnswerView {
  const { faq, reviews, requests } = reading;
  const review: Review = reviews.get(question.id) ?? { state: 'unsigned' };
  const approved = 'signOff' in review ? review.signOff : null;
  const today = wordingOf(question, faq, approved?.format ?? currentFormat, reading.surroundings);
  const files = new Map<string, string>();
  const print = (wording: Pick<Wording, 'answer' | 'sources'>): Printed =>
    printAnswer(wording, reading, addressOf, (path) => {
      const digest = digestOfFile(path, reading);
      files.set(path, digest);
      return `file?${new URLSearchParams({ answer: question.id, path, digest })}`;
    });
  // As it stands in faq.yaml, which reads as its canonical form does, or cannot be signed.
  const now = print({ ...today, answer: question.answer.text });
  const before = approved && print(approved);
  const dir = directionOf(faq.language);
  const placed = (markup: Markup): Markup => new Markup(isolateDirections(markup.text, dir));
  const lines = (old: string | null | undefined, line: string | null): Markup | null =>
    approved && (old ?? '') !== (line ?? '') ? markWords(old ?? '', line ?? '') : line === null ? null : html`${line}`;
  const heading = lines(approved?.question, today.question) ?? html``;
  const short = lines(approved?.short, today.short);
  const body = before ? markChanges(before.body, now.body) : now.body;
  const sources = before ? markChanges(before.sources, now.sources) : now.sources;
  const signed = wordingOf(question, faq, currentFormat, reading.surroundings);
  // Before format 3 a record does not say it.
  const recorded = approved && approved.format >= 3 ? approved : signed;
  const ways = markChanges(printWays(recorded), printWays(signed, replacedSince(recorded, signed)));
  const changes = approved ? describeChange(approved, today) : [];
  const offer = reviewer && reading.offer(question, reviewer);
  const own = requests.filter(({ id }) => id === question.id);
  const view = {
    question,
    review,
    heading: placed(heading),
    short: short && placed(short),
    body: placed(body),
    sources: sources.text === '<ol></ol>' ? null : placed(sources),
    ways: ways.text === '<ul></ul>' ? null : placed(ways),
    isMarked: [heading, short, body, sources, ways].some(
      (markup) => markup !== null && /<(?:ins|del)>/.test(markup.text),
    ),
    otherChanges: changes.filter(
      ({ part }) => !/^(?:(?:question|short|answer)$|(?:sources|files|links|related)\.)/.test(part),
    ),
    requests: own,
    offer,
    files,
  };
  return { ...view, shown: nameOf(view) };
}

/** A digest of the statement, and of all that is shown with it: pictures by their contents, and the state of the review. */
function nameOf({
  review,
  heading,
  short,
  body,
  sources,
  ways,
  otherChanges,
  requests,
  offer,
}: Omit<AnswerView, 'shown'>): string {
  const statement = offer === null || isProblem(offer) ? null : statementOf(offer);
  const several = review.state === 'partial' ? review.approvals : 'further' in review ? review.further : [];
  const first = 'digest' in review ? [review.digest, review.until] : [];
  const state = [review.state, ...first, ...several.map(({ digest }) => digest)];
  const texts = [heading, short, body, sources, ways].map((markup) => markup?.text ?? null);
  const asked = requests.map(({ reviewer, note, date, isOpen }) => [reviewer, note, date, isOpen]);
  return digestOf(JSON.stringify([statement, state, texts, otherChanges, asked]));
}

interface Printed {
  readonly body: Markup;
  readonly sources: Markup;
}

function printAnswer(
  { answer, sources }: Pick<Wording, 'answer' | 'sources'>,
  { faq, inlines, file }: Reading,
  addressOf: (id: string) => string,
  addressOfFile: (path: string) => string,
): Printed {
  const words = wordsFor(faq.language) ?? en;
  const numbers = new Map<string, number>();
  let [tables, citations] = [0, 0];
  const markdown = readMarkdown({ text: answer, path: [] });
  const body = markdown
    ? printMarkdown(markdown, {
        words,
        inlines,
        headingLevel: 2,
        linkTo: addressOf,
        fileAt: (path) => (file(path) === null ? null : addressOfFile(path)),
        sizeOf: () => null,
        countTable: () => ++tables,
        cite: (id) => {
          const number = numbers.get(id) ?? numbers.size + 1;
          numbers.set(id, number);
          return { number, href: `#${anchorOf(id)}`, id: `_cite-${++citations}` };
        },
      }).toHTML()
    : '';
  const byId = new Map(sources.map((source) => [source.id, source]));
  // A source that is looked up in no text, as one within code, is signed as well.
  for (const { id } of sources) if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
  const entries = [...numbers.keys()].flatMap((id) => byId.get(id) ?? []).map(printSource);
  return { body: new Markup(withUnseen(body)), sources: html`<ol>${entries}</ol>` };
}

/** What stands in the place of a picture, and the title of a link, are signed as well, and seen by nobody who does not ask for them. */
function withUnseen(body: string): string {
  const said = (when: string, words: string): string =>
    ` <span class="unseen">(<span lang="en" dir="ltr">${when}:</span> ${words})</span>`;
  return body
    .replaceAll(
      /<img src="[^"]*" alt="([^"]+)"[^>]*>/g,
      (picture, words: string) => picture + said('in its place', words),
    )
    .replaceAll(/<a\b[^>]*? title="([^"]+)">.*?<\/a>/gs, (link, words: string) => link + said('its title', words));
}

/** So that another picture under the same name is seen, and is no longer what was shown. */
function digestOfFile(path: string, { file }: Reading): string {
  return createHash('sha256')
    .update(file(path) ?? '')
    .digest('hex')
    .slice(0, 32);
}

/** The files that still have their names, and other contents. */
function replacedSince({ files: before }: Pick<Wording, 'files'>, { files: now }: Pick<Wording, 'files'>): Set<string> {
  const digests = new Map(before.map(({ name, digest }) => [name, digest]));
  return new Set(now.filter(({ name, digest }) => (digests.get(name) ?? digest) !== digest).map(({ name }) => name));
}

function printWays(
  { related, links, files }: Pick<Wording, 'related' | 'links' | 'files'>,
  replaced: ReadonlySet<string> = new Set(),
): Markup {
  const entries = [
    ...related.map(({ question }) => ['Related question', question] as const),
    ...links.map(({ question }) => ['Link to the question', question] as const),
    ...files.map(({ name }) => ['File', replaced.has(name) ? `${name} (replaced by another one)` : name] as const),
  ];
  return html`<ul>${entries.map(([kind, name]) => html`<li>${kind}: ${name}</li>`)}</ul>`;
}

function anchorOf(sourceId: string): string {
  return `_source-${sourceId}`;
}

/** Its title leads to it, in a page of its own. */
function printSource({ id, title, authors, publisher, date, url, doi }: ApprovedSource): Markup {
  const name = title ?? authors ?? publisher ?? id;
  const address = sortAddress(url ?? (doi === null ? '' : `https://doi.org/${encodeURI(doi)}`));
  // A record is a file that anybody may have edited.
  const href = address.kind === 'elsewhere' && /^https?:/i.test(address.href) ? address.href : null;
  const facts = [authors === name ? null : authors, publisher === name ? null : publisher, date, doi && `doi:${doi}`];
  const linked = href
    ? html`<a href="${href}" target="_blank" rel="noopener noreferrer">${name}</a> <span class="address">${new URL(href).host}</span>`
    : html`${name}${url && ` (${url})`}`;
  return html`<li id="${anchorOf(id)}">${linked}${facts.filter((fact) => fact !== null && fact !== '').map((fact) => html` <span>${fact}.</span>`)}</li>`;
}
