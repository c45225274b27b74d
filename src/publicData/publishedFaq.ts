// In: faq.json of a published site, and the elements of its pages.
// Out: what it says of questions, reviewers and their answers, and where a page tells it otherwise.
// Does not know: records and what they approve.

import { fragmentPath } from '../embed/hosted.ts';
import { oneSpaced } from '../html/publishedElements.ts';
import { mostAnswers } from '../pages/pagePlan.ts';
import { canonicalLine } from '../review/canonicalText.ts';
import { isPartialDate } from '../schema/dates.ts';
import type { Origin } from '../schema/origins.ts';
import { en } from '../words/en.ts';
import { languageOf } from '../words/language.ts';
import { type LabelledState, originLabel } from '../words/originLabel.ts';
import { wordsFor } from '../words/wordsFor.ts';
import { entriesOf, type JsonMap, readJson, stringOf } from './jsonValues.ts';

/** Of an answer that was withdrawn. `instead`: the id of a question, an address, or null. */
export interface PublishedNotice {
  readonly on: string;
  readonly reason: string;
  readonly instead: string | null;
}

/** What a published faq.json says of the site around it. */
export interface PublishedFaq {
  readonly language: string;
  /** Where the site stands, if that is known. */
  readonly url: string | null;
  /** Names of the reviewers. */
  readonly names: readonly string[];
  /** Of each of them, by name: what they may bear. */
  readonly credentials: ReadonlyMap<string, readonly string[]>;
  /** By id, in their order. */
  readonly questions: ReadonlyMap<string, PublishedQuestion>;
  /** What the questions say, and what the site and its sections are called, with single spaces. */
  readonly questionTexts: ReadonlySet<string>;
  readonly titles: ReadonlySet<string>;
  /** What stands beside the labels of the front page: how many answers are signed, and by whom. */
  readonly signed: number;
  readonly signers: readonly string[];
  /** The names of the pages of sections, where these have pages. */
  readonly sectionPages: readonly string[];
  /** What the pages of answers say that were withdrawn, by their names. */
  readonly withdrawn: ReadonlyMap<string, PublishedNotice>;
  /** Where pages at old addresses may lead, by their names. */
  readonly moved: ReadonlyMap<string, readonly string[]>;
  /** Null where the site has no such page. */
  answersOn(path: string): AnswersOnPage | null;
}

export interface AnswersOnPage {
  /** Of the answers that the page holds, in their order. */
  readonly ids: readonly string[];
  /** It may name them instead, where sections have pages. */
  readonly mayList: boolean;
  /** Where it leads, if it stands at an old address. */
  readonly movedTo: readonly string[] | null;
}

export interface PublishedQuestion {
  readonly id: string;
  readonly question: string;
  readonly short: string | null;
  readonly answer: string;
  /** Null where the site says nothing of reviews. */
  readonly state: string | null;
  /** Ids of the reviewers who approved it besides the first. */
  readonly further: readonly string[];
  /** What its page says of a machine that wrote it, or helped to; null where people wrote it. */
  readonly origin: PublishedOrigin | null;
  /** The day to which the evidence was searched. */
  readonly evidence: string | null;
  /** What changed in it, the newest first. */
  readonly changes: readonly { readonly on: string; readonly note: string }[];
}

export interface PublishedOrigin {
  readonly kind: Origin['kind'];
  readonly text: string;
}

function originOf({ origin }: JsonMap, state: string | null, language: string): PublishedOrigin | null {
  const [typed] = entriesOf([origin]);
  const kind = typed?.['kind'];
  if (kind !== 'generated' && kind !== 'assisted') return null;
  const words = wordsFor(language) ?? en;
  return { kind, text: originLabel({ kind, by: stringOf(typed?.['by']) }, state as LabelledState, words) };
}

/** Null where it is no such file. */
export function readPublishedFaq(json: string): PublishedFaq | null {
  const data = readJson(json);
  if (data['format'] !== 1) return null;
  const sections = entriesOf(data['sections']);
  const language = languageOf(stringOf(data['language']) ?? '');
  const questionsIn = (section: JsonMap): JsonMap[] => entriesOf(section['questions']);
  const idsIn = (section: JsonMap): string[] => questionsIn(section).map((one) => stringOf(one['id']) ?? '');
  const questions = new Map<string, PublishedQuestion>();
  const moved = new Map<string, readonly string[]>();
  const signers = new Set<string>();
  let signed = 0;
  const move = ({ id, formerly }: JsonMap, targetOf: (id: string) => string[]): void => {
    for (const old of Array.isArray(formerly) ? formerly : [])
      moved.set(`${stringOf(old)}.html`, targetOf(stringOf(id) ?? ''));
  };
  for (const section of sections) {
    move(section, (id) => [`${id}.html`, `index.html#${id}`]);
    for (const question of questionsIn(section)) move(question, (id) => [`${id}.html`]);
  }
  for (const one of sections.flatMap(questionsIn)) {
    const [review] = entriesOf([one['review']]);
    const state = stringOf(review?.['state']);
    const name = stringOf(review?.['name']);
    if (state === 'signed') signed++;
    const further = state === 'signed' ? entriesOf(review?.['further']) : [];
    const names = [name, ...further.map((one) => stringOf(one['name']))];
    for (const signer of state === 'signed' ? names : []) if (signer !== null) signers.add(signer);
    const short = stringOf(one['short']);
    const id = stringOf(one['id']) ?? '';
    const question = canonicalLine(stringOf(one['question']) ?? '');
    const answer = stringOf(one['answer']) ?? '';
    const origin = originOf(one, state, language);
    const evidence = stringOf(entriesOf([one['evidence']])[0]?.['until']);
    const changes = entriesOf(one['changes']).map(({ on, note }) => ({
      on: stringOf(on) ?? '',
      note: stringOf(note) ?? '',
    }));
    questions.set(id, {
      id,
      question,
      short: short === null ? null : canonicalLine(short),
      answer,
      state,
      further: further.flatMap((one) => stringOf(one['reviewer']) ?? []),
      origin,
      evidence: evidence !== null && isPartialDate(evidence) ? evidence : null,
      changes: changes.filter(({ on }) => isPartialDate(on)),
    });
  }
  const withdrawn = new Map<string, PublishedNotice>();
  for (const one of entriesOf(data['withdrawn'])) {
    move(one, (id) => [`${id}.html`]);
    const on = stringOf(one['on']) ?? '';
    withdrawn.set(`${stringOf(one['id'])}.html`, {
      on: isPartialDate(on) ? on : '',
      reason: stringOf(one['reason']) ?? '',
      instead: stringOf(one['instead']),
    });
  }
  const names = entriesOf(data['reviewers']).flatMap(({ name }) => stringOf(name) ?? []);
  const bySection = new Map<string, readonly string[]>(
    sections.flatMap((section) => {
      const id = stringOf(section['id']);
      return id === null ? [] : [[`${id}.html`, idsIn(section)] as const];
    }),
  );
  const ownPages = new Set(entriesOf(data['pages']).map(({ id }) => `${stringOf(id)}.html`));
  return {
    language,
    url: stringOf(data['url']),
    sectionPages: [...bySection.keys()],
    withdrawn,
    moved,
    names,
    credentials: new Map(
      entriesOf(data['reviewers']).map(({ name, credentials }) => [
        stringOf(name) ?? '',
        (Array.isArray(credentials) ? credentials : []).map((one) => stringOf(one) ?? ''),
      ]),
    ),
    questionTexts: new Set([...questions.values()].map(({ question }) => oneSpaced(question))),
    titles: new Set([data, ...sections].map(({ title }) => oneSpaced(stringOf(title) ?? ''))),
    questions,
    signed,
    signers: names.filter((name) => signers.has(canonicalLine(name))),
    answersOn: (path) => {
      const page = (ids: readonly string[], mayList: boolean): AnswersOnPage => ({ ids, mayList, movedTo: null });
      if (path === 'index.html' || path === fragmentPath) return page([...questions.keys()], true);
      if (path === '404.html' || path === '_chat.html') return page([], false);
      if (ownPages.has(path) || withdrawn.has(path)) return page([], false);
      const movedTo = moved.get(path);
      if (movedTo) return { ids: [], mayList: false, movedTo };
      const section = bySection.get(path);
      if (section) return page(section, section.length > mostAnswers);
      const id = path.replace(/\.html$/, '');
      return questions.has(id) ? page([id], false) : null;
    },
  };
}
