import type { FoundItem, Remark } from '../import/found.ts';
import { cleanQuestion } from '../recognise/questionWords.ts';
import { quoted } from '../transcribe/fates.ts';
import type { TranscribeOptions } from '../transcribe/transcribe.ts';
import { dayOfField } from './dayOfField.ts';
import { publicationOf } from './fieldNames.ts';
import { lineOfField, type Manner, transcribeField } from './fieldText.ts';

/** One question as a table or a list of data holds it: texts as they were typed. */
export interface ItemFields {
  readonly question: string;
  readonly answer: string;
  readonly group?: string | undefined;
  readonly keywords?: readonly string[];
  /** Each with the name of its column or key. */
  readonly statuses?: readonly { readonly name: string; readonly value: string }[];
  readonly updated?: string | undefined;
  readonly anchor?: string | undefined;
  readonly address?: string | undefined;
  readonly line: number;
  readonly column: number;
}

/** Null where it is not taken; then a remark says why. An item without an answer is left to whoever puts files together. */
export function itemOfFields(
  fields: ItemFields,
  manner: Manner,
  options: TranscribeOptions,
  remarks: Remark[],
): FoundItem | null {
  const { line, column } = fields;
  const remark = (kind: Remark['kind'], what: string): void => {
    remarks.push({ kind, what, line, column });
  };
  const { question, prefix } = cleanQuestion(lineOfField(fields.question, manner));
  if (question === '') {
    if (fields.answer.trim() !== '') remark('left-out', `${quoted(lineOfField(fields.answer))} has no question`);
    return null;
  }
  if (prefix !== null) remark('changed', `“${prefix.trim()}” in front of ${quoted(question)} is not taken`);
  const publication = publicationIn(fields.statuses ?? []);
  if (publication.is === 'restricted') {
    remark('left-out', `${quoted(question)} is not for everybody: ${publication.why}`);
    return null;
  }
  if (publication.is === 'draft' || publication.is === 'unknown')
    remark('changed', `${quoted(question)} is a draft: ${publication.why}`);
  if (/^\s*=/.test(fields.answer) && formula(fields.answer) === null) {
    remark('left-out', `the answer to ${quoted(question)} is a formula: ${quoted(fields.answer.trim())}`);
    return null;
  }
  const answer = /^\s*(?:[-–—.?]|n\/?a|tbd|todo|none|null)?\s*$/i.test(fields.answer)
    ? ''
    : (formula(fields.answer) ?? fields.answer);
  const transcript = transcribeField(answer, manner, {
    ...options,
    ...(fields.address && URL.canParse(fields.address) ? { base: new URL(fields.address) } : {}),
    line,
  });
  remarks.push(...transcript.remarks);
  const { day, latest, remark: doubt } = dayOfField(fields.updated ?? '');
  if (doubt !== null) remark('changed', `${quoted(question)}: ${doubt}`);
  const keywords = (fields.keywords ?? []).map((word) => lineOfField(word)).filter((word) => word !== '');
  const { anchor } = fields;
  return {
    question,
    answer: transcript.markdown,
    words: transcript.words,
    ...(fields.group ? { group: lineOfField(fields.group) } : {}),
    ...(anchor !== undefined && anchor !== '' && !/\s|^\d+$/.test(anchor) ? { anchor: anchor.replace(/^#/, '') } : {}),
    ...(fields.address ? { address: fields.address } : {}),
    ...(keywords.length > 0 ? { keywords: [...new Set(keywords)] } : {}),
    ...(day === null ? {} : { updated: day }),
    ...(latest === undefined ? {} : { updatedAtLatest: latest }),
    ...(publication.is === 'draft' || publication.is === 'unknown' ? { draft: true } : {}),
    line,
    column,
  };
}

/** The least public of them counts; what is not understood is not public. */
function publicationIn(statuses: NonNullable<ItemFields['statuses']>): {
  is: ReturnType<typeof publicationOf>;
  why: string;
} {
  const said = statuses
    .filter(({ value }) => value.trim() !== '')
    .map(({ name, value }) => ({ is: publicationOf(name, value), why: `${name} is “${value.trim()}”` }));
  for (const rank of ['restricted', 'draft', 'unknown'] as const) {
    const one = said.find(({ is }) => is === rank);
    if (one) return one;
  }
  return { is: 'published', why: '' };
}

/** `=HYPERLINK("address";"words")` of a spreadsheet, as a link. */
function formula(text: string): string | null {
  const [, address, words = address] =
    /^\s*=\s*(?:HYPERLINK|LIEN_HYPERTEXTE|HIPERVINCULO|HIPERVÍNCULO|COLLEG\.IPERTESTUALE)\(\s*"([^"]+)"\s*(?:[;,]\s*"([^"]*)"\s*)?\)\s*$/i.exec(
      text,
    ) ?? [];
  if (address === undefined || words === undefined) return null;
  const safe = (one: string): string => one.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `<p><a href="${safe(address)}">${safe(words)}</a></p>`;
}
