// In: all texts of an edition.
// Out: what a reader would not see as it was meant, and what the texts link to and cite.
// Does not know: pages and templates.

import { decodeHTMLStrict } from 'entities';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { type Faq, type Question, questionsOf, type Section, siteLinksOf } from '../faq/faq.ts';
import { pageIdOf } from '../faq/ownPages.ts';
import { fragmentsIn } from '../html/addresses.ts';
import { isCalloutKind, isCareCard } from '../markdown/callouts.ts';
import {
  calloutKind,
  childrenOf,
  isCitation,
  type Markdown,
  readMarkdown,
  type Texts,
  type Token,
  type Tokens,
} from '../markdown/markdown.ts';
import type { OwnInline } from '../markdown/ownInlines.ts';
import { plainLines } from '../markdown/printMarkdown.ts';
import type { Memory } from '../memory.ts';
import type { Edition } from '../review/selectEdition.ts';
import { citedIds } from '../review/signOff.ts';
import { isStandIn } from '../schema/standIn.ts';
import type { Places, Prose } from '../yaml/places.ts';
import type { References } from './inspection.ts';
import { inspectAddress, isImageFile } from './inspectLinks.ts';
import { inspectMarkdown } from './inspectMarkdown.ts';
import { inspectPlainTexts } from './inspectPlainTexts.ts';
import { readingGrade } from './readingGrade.ts';

/** What was found in an answer when its page was made. */
export interface Reading {
  /** Whether nothing is to be said of the text itself. */
  readonly isClean: boolean;
  /** Whether nothing in the question and its answer claims a review. */
  readonly isSilent: boolean;
  /** Ids of sources, as often as they are cited. */
  readonly cited: readonly string[];
  /** Null where the policy asks for none. */
  readonly grade: number | null;
  /** What the question is found by; null where the front page holds the answers. */
  readonly words: SearchWords | null;
}

/** What one question is found by. It depends on its own texts alone. Words, each once, with a space between them. */
export interface SearchWords {
  /** Of the question and its keywords. */
  readonly asked: string;
  /** Of the answer, but for those above. */
  readonly told: string;
}

interface InspectedWith {
  readonly texts: Texts;
  readonly places: Places;
  hasFile(path: string): boolean;
  readonly inlines: readonly OwnInline[];
  readonly memory: Memory;
  /** What was said where faq.yaml was read. */
  readonly told: readonly Diagnostic[];
}

/**
 * What is to be said of every text: what it refers to, what it cites, how hard
 * it is to read. `readings`: of texts that have been looked at, which are looked at again
 * only where something is to be said of them.
 */
export function inspectTexts(
  edition: Edition,
  { texts, places, hasFile, inlines, memory, told }: InspectedWith,
  readings: ReadonlyMap<Prose, Reading> = new Map(),
): Diagnostic[] {
  const { faq } = edition;
  const diagnostics: Diagnostic[] = [];
  const inspected = new Map<Prose, { readonly cited: readonly string[]; readonly grade: number | null }>();
  const references = referencesOf(edition, { hasFile, inlines });
  const joined = told.filter(isOfJoinedLines).flatMap(({ span }) => span ?? []);
  for (const prose of allProse(edition)) {
    if (readings.get(prose)?.isClean) continue;
    const markdown = texts.get(prose);
    if (!markdown) {
      diagnostics.push(diagnose('markdown-too-deep', places.value(prose.path), {}));
      continue;
    }
    inspected.set(prose, {
      cited: citationsIn(markdown),
      grade: memory.recall('grade', `${faq.language} ${faq.policy.readingGrade} ${prose.text}`, () =>
        gradeOf(markdown, faq),
      ),
    });
    if (!showsSomething(markdown)) {
      diagnostics.push(diagnose('empty-value', places.key(prose.path), { what: `\`${prose.path.at(-1)}\`` }));
      continue;
    }
    // Lines that YAML joins are one slip, whatever Markdown would make of them besides.
    const isJoined = joined.some((span) => isWithin(span, prose, places));
    diagnostics.push(...inspectMarkdown(markdown, referencesFor(prose, references, edition), places, isJoined));
  }
  const known = (prose: Prose) => inspected.get(prose) ?? readings.get(prose);
  const citationsOf = (prose: Prose): readonly string[] | null => known(prose)?.cited ?? null;
  const gradeOfAnswer = (prose: Prose): number | null => known(prose)?.grade ?? null;
  const cited = new Set([
    ...allProse(edition).flatMap((prose) => citationsOf(prose) ?? []),
    // What was withdrawn stays in the file, with its sources.
    ...edition.withdrawn.flatMap(({ answer }) => citedIds(answer.text)),
  ]);
  diagnostics.push(
    ...inspectPlainTexts(faq, places),
    ...inspectSiteLinks(faq, references, places),
    ...checkCitations(faq, cited, citationsOf, places),
    ...checkGrades(faq, gradeOfAnswer, places),
    ...checkImages(faq, hasFile, places),
  );
  return diagnostics;
}

function isOfJoinedLines({ code }: Diagnostic): boolean {
  return code === 'joined-lines';
}

function isWithin({ file, start }: Span, { path }: Prose, places: Places): boolean {
  const [key, value] = [places.key(path), places.value(path)];
  return file === key.file && start >= key.start && start <= value.end;
}

/** `#`, `> ` and `&nbsp;` are marks without a word. */
export function showsSomething({ tokens }: Markdown): boolean {
  const visit = (token: Token): boolean => {
    if (['table', 'code', 'image', 'hr'].includes(token.type)) return true;
    if (token.type === 'list' && (token as Tokens.List).ordered) return true;
    const children = childrenOf(token);
    if (children.length > 0) return children.some(visit);
    return 'text' in token && decodeHTMLStrict(String(token.text)).trim() !== '';
  };
  return tokens.some(visit);
}

/** The front page, which is no file of the project. */
export const frontPage = /^(?:\.\/)?(?:index\.html)?$/;

function inspectSiteLinks(faq: Faq, references: References, places: Places): Diagnostic[] {
  const found: Diagnostic[] = [];
  const add = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  for (const { label, url, path } of siteLinksOf(faq)) {
    if (isStandIn(url) || isStandIn(label) || frontPage.test(url)) continue;
    inspectAddress(url, label, () => places.value([...path, 'url']), { references, add });
  }
  return found;
}

/** Of today's texts, all that faq.yaml holds; and the approved ones that stand in for some of them. */
function allProse(edition: Edition): Prose[] {
  const { faq, sections, aliases, withdrawn } = edition;
  const gone = new Set(withdrawn.map(({ id }) => id));
  const approved = sections.flatMap(({ questions }) =>
    questions.filter(({ id }) => aliases.has(id)).map(({ answer }) => answer),
  );
  const today = faq.sections.map(({ intro, questions }) => ({
    intro,
    questions: questions.filter(({ id }) => !gone.has(id)),
  }));
  return [...approved, ...proseOf(edition, today)];
}

/** The texts that readers get. */
export function publishedProse(edition: Edition): Prose[] {
  return proseOf(edition, edition.sections);
}

function proseOf(
  { faq, pages }: Edition,
  sections: readonly (Pick<Section, 'intro'> & { readonly questions: readonly Pick<Question, 'answer'>[] })[],
): Prose[] {
  return [
    faq.urgent,
    ...sections.flatMap(({ intro, questions }) => [intro, ...questions.map(({ answer }) => answer)]),
    faq.contact?.text,
    faq.contact?.disclosure,
    ...faq.reviewers.map(({ bio }) => bio),
    faq.disclaimer?.text,
    faq.publisher?.about,
    ...pages.map(({ text }) => text),
  ]
    .filter((prose) => prose !== null && prose !== undefined)
    .filter(({ text }) => !isStandIn(text));
}

function referencesOf(
  { faq, sections, leftOut, withdrawn }: Edition,
  given: Pick<References, 'hasFile' | 'inlines'>,
): References {
  const anchors = sections.flatMap(({ id, questions }) => [
    ...(id === null ? [] : [id]),
    ...questions.map((question) => question.id),
  ]);
  // A page that could not be read is told where it is named.
  anchors.push(...faq.site.pages.map(({ file }) => pageIdOf(file)));
  const left = new Map(leftOut);
  for (const { id } of faq.sections) {
    if (id !== null && !anchors.includes(id)) left.set(id, 'all of its questions are');
  }
  return {
    sources: new Set(faq.sources.keys()),
    anchors: new Set(anchors),
    leftOut: left,
    withdrawn: new Set(withdrawn.map(({ id }) => id)),
    renamed: new Map(
      [...faq.sections, ...questionsOf(faq)].flatMap(({ id, formerly }) =>
        id === null ? [] : formerly.map((old) => [old, id]),
      ),
    ),
    ...given,
  };
}

/** What was approved may link to questions that have gone since: its words stay, without the link. */
function referencesFor({ text, path }: Prose, references: References, { aliases }: Edition): References {
  if (path[0] !== 'reviews') return references;
  const own = aliases.get(String(path[1]))?.keys() ?? [];
  const linked = fragmentsIn(text);
  const gone = linked
    .filter((id) => !references.leftOut.has(id))
    .map((id) => [id, 'the FAQ no longer has it'] as const);
  return {
    ...references,
    sources: new Set([...references.sources, ...own]),
    leftOut: new Map([...references.leftOut, ...gone]),
  };
}

export function citationsIn(markdown: Markdown): string[] {
  const visit = (token: Token): string[] => (isCitation(token) ? [...token.ids] : childrenOf(token).flatMap(visit));
  return markdown.tokens.flatMap(visit);
}

function checkCitations(
  faq: Faq,
  cited: ReadonlySet<string>,
  citationsOf: (prose: Prose) => readonly string[] | null,
  places: Places,
): Diagnostic[] {
  const { citations } = faq.policy;
  const unused = [...faq.sources.values()]
    .filter(({ id, path }) => path[0] !== 'reviews' && !cited.has(id))
    .map(({ id, path }) => diagnose('unused-source', places.key(path), { id }));
  if (citations === 'off') return unused;
  const uncited = questionsOf(faq).filter(({ id, answer, draft }) => {
    // A draft may still look for its sources.
    return !draft && !isStandIn(id) && citationsOf(answer)?.length === 0 && !triesToCite(answer.text);
  });
  // What is no citation, and was to be one, is told at its place.
  function triesToCite(text: string): boolean {
    const parts = text.match(/(?<!\\)\[[@^]?[^[\]\n]{1,60}|@[^\s)\],;]+/g) ?? [];
    return parts.some((part) => part.startsWith('[@') || faq.sources.has(part.replace(/^[[@^\s]+/, '').trim()));
  }
  const severity = citations === 'require' ? 'error' : 'warning';
  return [
    ...unused,
    ...uncited.map(({ id, path }) => diagnose('uncited-answer', places.key([...path, 'answer']), { id }, { severity })),
  ];
}

/** Null where the policy asks for none; and the formula was fitted to English. */
export function gradeOf(markdown: Markdown, { language, policy }: Pick<Faq, 'language' | 'policy'>): number | null {
  if (policy.readingGrade === null || new Intl.Locale(language).language !== 'en') return null;
  return readingGrade(plainLines(markdown));
}

function checkGrades(faq: Faq, gradeOfAnswer: (prose: Prose) => number | null, places: Places): Diagnostic[] {
  const limit = faq.policy.readingGrade;
  if (limit === null) return [];
  return questionsOf(faq).flatMap(({ id, answer, draft, path }) => {
    const grade = draft ? null : gradeOfAnswer(answer);
    return grade !== null && grade > limit
      ? [diagnose('reading-grade', places.key([...path, 'answer']), { id, grade, limit })]
      : [];
  });
}

function checkImages(faq: Faq, hasFile: (path: string) => boolean, places: Places): Diagnostic[] {
  const images = [faq.publisher?.logo, faq.publisher?.logoDark, ...faq.reviewers.map(({ image }) => image)].filter(
    (image) => image !== null && image !== undefined,
  );
  return images.flatMap(({ file, path }) => {
    if (!isImageFile(file))
      return [
        diagnose('unsupported-image', places.value(path), {
          path: file,
          remote: /^[a-z][a-z0-9+.-]*:|^\/\//i.test(file),
        }),
      ];
    return hasFile(file) ? [] : [diagnose('missing-file', places.value(path), { path: file })];
  });
}

/** Whether any text tells a reader what to do at once, or in good time. */
export function hasCareCard(texts: Iterable<Prose>, memory: Memory): boolean {
  const isCard = (token: Token): boolean => {
    const kind = token.type === 'blockquote' ? calloutKind(token as Tokens.Blockquote)?.toLowerCase() : null;
    return (typeof kind === 'string' && isCalloutKind(kind) && isCareCard(kind)) || childrenOf(token).some(isCard);
  };
  // Most texts need not be read as Markdown for that.
  return [...texts].some(
    (prose) =>
      prose.text.includes('[!') &&
      memory.recall('care card', prose.text, () => readMarkdown(prose)?.tokens.some(isCard) ?? false),
  );
}
