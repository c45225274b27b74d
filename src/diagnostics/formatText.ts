import type { Severity } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type Locate, locateIn, type Position } from './position.ts';
import type { TextFile } from './span.ts';

/** Puts a text into a colour of the terminal, or leaves it as it is. */
export type Paint = (style: 'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'green', text: string) => string;

export const plain: Paint = (_style, text) => text;

/** Diagnostics for a person: code, message, place, the line with a mark below it, help and notes. */
export function formatText(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, TextFile>,
  paint: Paint,
): string {
  return formatEach(diagnostics, texts, paint).join('\n');
}

/** The same, one by one; of those that differ in nothing but names and numbers, the third and all behind it are one line. */
export function formatEach(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, TextFile>,
  paint: Paint,
): string[] {
  const locate = locateIn(texts);
  const kinds = new Map<string, Diagnostic[]>();
  const places = diagnostics.map((diagnostic) => {
    const kind = isRepeatable(diagnostic) ? kindOf(diagnostic) : String(kinds.size);
    const alike = kinds.get(kind) ?? [];
    kinds.set(kind, alike);
    return { diagnostic, alike, index: alike.push(diagnostic) - 1 };
  });
  return places.flatMap(({ diagnostic, alike, index }) => {
    if (index < mostInFull) return formatOne(diagnostic, locate, texts, paint);
    return index === mostInFull ? summarize(alike.slice(mostInFull), locate, paint) : [];
  });
}

const mostInFull = 2;
const mostLines = 20;

/** Each note says of something else why it is not published, and what has no place cannot be looked up. */
function isRepeatable({ severity, span }: Diagnostic): boolean {
  return severity !== 'note' && span !== null && span.end > span.start;
}

/** An error is to be mended, each in its own way: so its remedy counts. */
function kindOf({ code, severity, message, help, span }: Diagnostic): string {
  const words = severity === 'error' ? `${message}\n${help}` : message;
  return JSON.stringify([severity, code, span?.file, words.replaceAll(/`[^`]*`|\d+/g, '')]);
}

function summarize(rest: readonly Diagnostic[], locate: Locate, paint: Paint): string {
  const [{ code, severity }] = rest as [Diagnostic];
  const places = rest.map(({ message, span }) => {
    const line = span && locate(span)?.line;
    const name = severity === 'error' ? /`[^`]{1,40}`/.exec(message)?.[0] : undefined;
    return name === undefined ? String(line) : `${line} (${visible(name)})`;
  });
  const lines = [...new Set(places)];
  const named = `${lines.slice(0, mostLines).join(', ')}${lines.length > mostLines ? ' …' : ''}`;
  const where = `${lines.length === 1 ? 'in line' : 'at lines'} ${named}`;
  return `${paint(colors[severity], `… and ${rest.length} more`)} \`${code}\`, ${where} ${paint('dim', '(all: --format json)')}\n`;
}

function formatOne(
  { code, severity, message, span, help, notes }: Diagnostic,
  locate: Locate,
  texts: ReadonlyMap<string, TextFile>,
  paint: Paint,
): string {
  // An empty span stands for the file as a whole.
  const position = span && span.end > span.start ? locate(span) : null;
  const lines = [`${paint(colors[severity], `${severity}[${code}]`)}${paint('bold', `: ${visible(message)}`)}`];
  if (span)
    lines.push(
      `  ${paint('dim', position ? `${visible(span.file)}:${position.line}:${position.column}` : visible(span.file))}`,
    );
  if (span && position)
    lines.push(
      ...frame(
        lineAt(texts.get(span.file)?.text ?? '', span.start),
        position,
        (text) => paint(colors[severity], text),
        paint,
      ),
    );
  if (help) lines.push(`  ${paint('cyan', 'help:')} ${visible(help)}`);
  for (const note of notes) lines.push(`  ${paint('cyan', 'note:')} ${visible(note)}`);
  return `${lines.join('\n')}\n`;
}

const colors: Record<Severity, 'red' | 'yellow' | 'cyan'> = { error: 'red', warning: 'yellow', note: 'cyan' };

/** The line around an offset, without its end. */
function lineAt(text: string, offset: number): string {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
}

/** Columns of the line that are shown; a longer line is cut around the place. */
const widest = 96;

function frame(
  content: string,
  { line, column, endLine, endColumn }: Position,
  mark: (text: string) => string,
  paint: Paint,
): string[] {
  if (content.trim() === '') return [];
  const start = column - 1;
  const end = endLine === line ? endColumn - 1 : content.length;
  const from = content.length <= widest ? 0 : Math.max(0, Math.min(start - 24, content.length - widest));
  const to = Math.min(content.length, from + widest);
  const shown = `${from > 0 ? '…' : ''}${content.slice(from, to)}${to < content.length ? '…' : ''}`;
  const before = width(`${from > 0 ? '…' : ''}${content.slice(from, start)}`);
  const marked = Math.max(1, width(content.slice(start, Math.min(end, to))));
  const number = String(line).padStart(4);
  return [
    `${paint('dim', `${number} │`)} ${expand(visible(shown))}`,
    `${paint('dim', '     │')} ${' '.repeat(before)}${mark('^'.repeat(marked))}`,
  ];
}

/** A control character of the content must not reach the terminal, where it could move the cursor or hide text. */
export function visible(text: string): string {
  return text.replaceAll(/[\0-\x08\x0A-\x1F\x7F-\x9F\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF]/g, '\uFFFD');
}

function expand(text: string): string {
  return text.replaceAll('\t', '  ');
}

const zeroWidth = /^[\p{M}\p{Cf}]+$/u;
const doubleWidth =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6\p{Emoji_Presentation}]/u;

/** Columns of a terminal that a text takes. */
function width(text: string): number {
  let columns = 0;
  for (const { segment } of new Intl.Segmenter('en').segment(expand(text))) {
    columns += zeroWidth.test(segment) ? 0 : doubleWidth.test(segment) ? 2 : 1;
  }
  return columns;
}
