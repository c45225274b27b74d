import { decodeHTML } from 'entities';
import { htmlOfMarkdown } from '../texts/markdownHtml.ts';
import { templateCodeIn } from '../texts/proseQuestions.ts';
import { type TranscribeOptions, type Transcript, transcribeMarkup } from '../transcribe/transcribe.ts';

/** What a field that does not say so is written in. */
export type Manner = 'plain' | 'markdown';

const tag =
  /<\/?(?:p|br|ul|ol|li|a|b|i|u|em|strong|div|span|h[1-6]|table|t[rdh]|img|blockquote|pre|code|sup|sub|hr|font|iframe|figure|details|script|style|section|center|dl)(?:\s[^<>]*)?\/?>/i;
const blockTag =
  /<\/?(?:p|ul|ol|li|div|h[1-6]|table|t[rdh]|blockquote|pre|hr|figure|details|section|center|dl|script|style|iframe)\b/i;
const entity =
  /&(?:#\d{2,6}|#x[\da-f]{2,5}|nbsp|amp|lt|gt|quot|apos|[a-z]{1,3}(?:acute|grave|uml|circ|tilde|dash|quo|cedil)|euro|pound|hellip|bull|deg);/i;

/** The answer in a field of data: HTML where it holds some, also where that was escaped, else as its manner says. */
export function transcribeField(text: string, manner: Manner, options: TranscribeOptions): Transcript {
  const transcript = transcribeMarkup(htmlOf(text, manner), options);
  const code = templateCodeIn(transcript.words, options.line ?? 1);
  return code === null ? transcript : { ...transcript, remarks: [...transcript.remarks, code] };
}

function htmlOf(text: string, manner: Manner): string {
  const isMarkup = /^\s*</.test(text) && tag.test(text);
  if (manner === 'markdown' && !isMarkup)
    return htmlOfMarkdown(/&lt;\/?(?:p|br|li|ul)\b/i.test(text) ? decodeHTML(text) : text);
  if (tag.test(text)) return blockTag.test(text) ? text : withParagraphs(text);
  const decoded = entity.test(text) ? decodeHTML(text) : text;
  if (decoded !== text && tag.test(decoded)) return decoded;
  return isMarkdown(decoded) ? htmlOfMarkdown(decoded) : htmlOfPlain(decoded);
}

/** Markup without blocks: its lines were meant. */
function withParagraphs(markup: string): string {
  return markup
    .trim()
    .split(/\n\s*\n/)
    .map((part) => `<p>${part.trim().replaceAll('\n', '<br>')}</p>`)
    .join('\n');
}

/** Signs that nobody types into prose. */
function isMarkdown(text: string): boolean {
  return /\[[^\]\n]+\]\((?:https?:|mailto:|tel:|\/|#)[^)\s]*\)|(?<!\*)\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*(?!\*)|^#{1,6} \S|^```|^\|.*\|\n\|[ :|-]+\|/m.test(
    text,
  );
}

/** The question of a field: its words on one line. */
export function lineOfField(text: string, manner: Manner = 'plain'): string {
  const isMarked = manner === 'markdown' && /[*_`[\\]/.test(text);
  const plain = isMarked
    ? transcribeMarkup(htmlOfMarkdown(text)).words
    : tag.test(text)
      ? transcribeMarkup(text).words
      : entity.test(text)
        ? decodeHTML(text)
        : text;
  return plain.replaceAll(/\s+/g, ' ').trim();
}

/** Prose as somebody typed it: its lines stand, and two or more that begin with a hyphen or with numbers in order are a list. */
export function htmlOfPlain(text: string): string {
  const parts: string[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) parts.push(`<p>${lines.map(escaped).join('<br>')}</p>`);
    lines = [];
  };
  const all = text.split('\n').map((line) => line.trimEnd());
  for (let at = 0; at < all.length; ) {
    const list = listAt(all, at);
    if (list) {
      flush();
      parts.push(list.html);
      at = list.end;
      continue;
    }
    const line = all[at++]?.trim() ?? '';
    if (line === '') flush();
    else lines.push(line);
  }
  flush();
  return parts.join('\n');
}

const bullet = /^\s*[-–*•·▪●]\s+(?=\S)/;
const number = /^\s*(\d{1,3})[.)]\s+(?=\S)/;

function listAt(lines: readonly string[], start: number): { html: string; end: number } | null {
  const mark = bullet.test(lines[start] ?? '') ? bullet : number.test(lines[start] ?? '') ? number : null;
  if (mark === null) return null;
  const entries: string[] = [];
  const first = Number(number.exec(lines[start] ?? '')?.[1] ?? 1);
  let end = start;
  for (let line = lines[end]; line !== undefined && mark.test(line); line = lines[end]) {
    if (mark === number && Number(number.exec(line)?.[1]) !== first + entries.length) break;
    entries.push(`<li>${escaped(line.replace(mark, ''))}</li>`);
    end++;
  }
  if (entries.length < 2) return null;
  const list = mark === bullet ? 'ul' : 'ol';
  return { html: `<${list}${first === 1 ? '' : ` start="${first}"`}>${entries.join('')}</${list}>`, end };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
