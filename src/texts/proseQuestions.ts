import type { Found, FoundGroup, FoundItem, Remark } from '../import/found.ts';
import {
  announcesQuestions,
  cleanQuestion,
  endsAsQuestion,
  isAsideHeading,
  isGenericTitle,
  isQuestionLike,
} from '../recognise/questionWords.ts';
import { dayOfChange } from '../recognise/writtenDays.ts';
import { quoted } from '../transcribe/fates.ts';
import { type TranscribeOptions, transcribeMarkup } from '../transcribe/transcribe.ts';

/** A part of a text: a heading, or what stands below one. */
export interface ProseBlock {
  /** From 1. */
  readonly line: number;
  /** Of a heading, what stands in it. */
  readonly html: string;
  readonly heading?: { readonly level: number; readonly text: string; readonly anchor: string | null };
  /** A list of links to the headings of the same text. */
  readonly isContents?: boolean;
}

interface Heading {
  readonly level: number;
  readonly text: string;
  readonly anchor: string | null;
  readonly line: number;
  readonly html: string;
  readonly hasBody: boolean;
}

/**
 * The questions of a text whose headings ask: the level at which most of them do is that of the questions, the
 * levels above are groups, and those below belong to the answers. No item where no heading asks.
 */
export function questionsOfProse(
  blocks: readonly ProseBlock[],
  options: TranscribeOptions,
  { allAsk = false }: { allAsk?: boolean } = {},
): Found {
  const remarks: Remark[] = [];
  const seen = blocks.filter(({ isContents, line }) => {
    if (isContents) remarks.push({ kind: 'left-out', what: 'the table of contents', line });
    return !isContents;
  });
  const level = levelOfQuestions(seen);
  if (level === null) return { items: [], remarks };
  const headings = withoutNumbers(headingsAt(seen, level), remarks);
  const asked = headings.filter((one) => one.level === level);
  const asking = asked.filter(({ text }) => isQuestionLike(text)).length;
  const title = titleIn(headings, level);
  // Below a title that announces questions, fewer have to ask.
  const suffices = asking * (title && announcesQuestions(title.text) ? 4 : 2) >= asked.length;
  // One of a level above, with no question below it, asks by itself.
  const isAlone = (one: Heading): boolean =>
    one.level < level &&
    endsAsQuestion(one.text) &&
    !announcesQuestions(one.text) &&
    one.hasBody &&
    (headings[headings.indexOf(one) + 1]?.level ?? 0) < level;
  const isQuestion = (one: Heading): boolean =>
    isAlone(one) ||
    (one.level === level && (isQuestionLike(one.text) || ((allAsk || suffices) && !isAsideHeading(one.text))));
  const anchors = new Set(headings.filter(isQuestion).flatMap(({ anchor }) => anchor ?? []));
  const anchorsTaken = new Set([
    ...anchors,
    ...headings.filter((one) => one.level < level && one !== title).flatMap(({ anchor }) => anchor ?? []),
  ]);
  const items: FoundItem[] = [];
  const groups: FoundGroup[] = [];
  let group: Heading | null = null;
  const withOptions = (line: number): TranscribeOptions => ({
    ...options,
    anchorOf: (fragment) => (anchorsTaken.has(fragment) ? fragment : null),
    line,
  });
  /** A group without questions is none. */
  const nameUnused = (): void => {
    if (group?.hasBody && !groups.some(({ title: known }) => known === group?.text)) leaveOut(group, remarks);
  };
  for (const one of headings) {
    if (one.level < level && !isQuestion(one)) {
      nameUnused();
      group = one === title || isGenericTitle(one.text) ? null : one;
      continue;
    }
    if (isAlone(one)) {
      nameUnused();
      group = null;
    }
    if (!isQuestion(one)) {
      if (one.hasBody) leaveOut(one, remarks);
      continue;
    }
    const { question, prefix } = cleanQuestion(one.text);
    if (question === '') continue;
    if (prefix !== null)
      remarks.push({
        kind: 'changed',
        what: `“${prefix.trim()}” in front of ${quoted(question)} is not taken`,
        line: one.line,
      });
    if (!/[?？؟]/.test(question))
      remarks.push({
        kind: 'taken',
        what: `${quoted(question)} has no question mark, and stands among questions`,
        line: one.line,
      });
    const {
      markdown,
      words,
      remarks: own,
    } = transcribeMarkup(one.html.replace(prefix === null ? spelledPrefix : answerPrefix, '$1'), withOptions(one.line));
    remarks.push(...own);
    const footnote = /\[\^[\w-]+\]/.exec(words)?.[0];
    if (footnote !== undefined)
      remarks.push({ kind: 'changed', what: `the footnote ${footnote} stands as it was typed`, line: one.line });
    const code = templateCodeIn(words, one.line);
    if (code !== null) remarks.push(code);
    if (group !== null && !groups.some((known) => known.title === group?.text))
      groups.push(groupOf(group, withOptions(group.line), remarks));
    items.push({
      question,
      answer: markdown,
      words,
      ...(group === null ? {} : { group: group.text }),
      ...(one.anchor === null ? {} : { anchor: one.anchor }),
      line: one.line,
      column: 1,
    });
  }
  nameUnused();
  const lead = title ? transcribeMarkup(title.html, withOptions(title.line)).words : '';
  const updated = lead.length < 100 ? dayOfChange(lead) : null;
  const isDescription = lead !== '' && lead.length <= 300 && updated === null;
  if (lead !== '' && !isDescription && updated === null)
    remarks.push({ kind: 'left-out', what: `what stands below the title: ${quoted(lead)}`, line: title?.line ?? 1 });
  const before = seen.findIndex(({ heading }) => heading !== undefined);
  const first = seen.slice(0, before === -1 ? 0 : before);
  const opening = transcribeMarkup(first.map(({ html }) => html).join('\n')).words;
  if (opening !== '')
    remarks.push({
      kind: 'left-out',
      what: `what stands before the first question: ${quoted(opening)}`,
      line: first[0]?.line ?? 1,
    });
  return {
    items,
    ...(groups.length > 0 ? { groups } : {}),
    ...(title ? { title: title.text } : {}),
    ...(isDescription ? { description: lead } : {}),
    ...(updated === null ? {} : { updated }),
    remarks,
  };
}

/** Names what a program would have put other words for; null where there is none. */
export function templateCodeIn(words: string, line: number): Remark | null {
  const code = /\{\{[^{}\n]{1,80}\}\}|\{%[^%\n]{1,80}%\}/.exec(words)?.[0];
  const what = `the answer holds code of a template, ${code}, which stands there as text now`;
  return code === undefined ? null : { kind: 'changed', what, line };
}

function leaveOut({ text, line }: Heading, remarks: Remark[]): void {
  remarks.push({ kind: 'left-out', what: `${quoted(text)} and what stands below it: it is no question`, line });
}

function groupOf({ text, anchor, html }: Heading, options: TranscribeOptions, remarks: Remark[]): FoundGroup {
  const { markdown, remarks: own } = transcribeMarkup(html, options);
  remarks.push(...own);
  return { title: text, ...(anchor === null ? {} : { anchor }), ...(markdown === '' ? {} : { intro: markdown }) };
}

/** The level at which most headings ask, the upper one of two; null where none asks. */
function levelOfQuestions(blocks: readonly ProseBlock[]): number | null {
  const counts = new Map<number, number>();
  for (const { heading } of blocks)
    if (heading && isQuestionLike(heading.text) && !isAsideHeading(heading.text) && !announcesQuestions(heading.text))
      counts.set(heading.level, (counts.get(heading.level) ?? 0) + 1);
  const sorted = [...counts].sort(([level, count], [other, count2]) => count2 - count || level - other);
  return sorted[0]?.[0] ?? null;
}

/** Headings down to a level, each with all that stands below it. */
function headingsAt(blocks: readonly ProseBlock[], level: number): Heading[] {
  const headings: (Omit<Heading, 'html' | 'hasBody'> & { parts: string[] })[] = [];
  for (const { line, html, heading } of blocks) {
    if (heading && heading.level <= level) headings.push({ ...heading, line, parts: [] });
    else
      headings
        .at(-1)
        ?.parts.push(heading ? `<h${Math.min(heading.level, 6)}>${html}</h${Math.min(heading.level, 6)}>` : html);
  }
  return headings.map(({ parts, ...one }) => ({ ...one, html: parts.join('\n'), hasBody: parts.length > 0 }));
}

const sectionNumber = /^\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\S)/;

/** Numbers in front of most headings count them, and are no words of theirs. */
function withoutNumbers(headings: readonly Heading[], remarks: Remark[]): readonly Heading[] {
  const numbered = headings.filter(({ text }) => sectionNumber.test(text));
  const [first] = numbered;
  if (first === undefined || numbered.length < 2 || numbered.length * 2 < headings.length) return headings;
  remarks.push({
    kind: 'changed',
    what: `the numbers in front of headings, as in ${quoted(first.text)}, are not taken`,
    line: first.line,
  });
  return headings.map((one) => ({ ...one, text: one.text.replace(sectionNumber, '') }));
}

/** An answer that begins with `A:`, where its question does with `Q:`. */
const answerPrefix = /^(\s*<p>(?:<strong>)?)(?:A|Answer|Antwort|R|Réponse|Respuesta|Risposta)\s?\d{0,3}[.:)]\s*/u;

/** In bold, whatever stands in front of the question. */
const spelledPrefix =
  /^(\s*<p>)<(strong|b)>(?:A|Answer|Antwort|Réponse|Respuesta|Risposta)\s?(?:[.:]\s*<\/\2>|<\/\2>\s*:)\s*/u;

/** A first heading that is alone at its level, above the questions. */
function titleIn(headings: readonly Heading[], level: number): Heading | null {
  const [first] = headings;
  if (!first || first.level >= level || headings.filter((one) => one.level <= first.level).length > 1) return null;
  return first;
}
