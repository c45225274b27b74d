import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Locate } from '../diagnostics/position.ts';
import { dayFrom } from '../schema/dates.ts';
import { originPattern } from '../schema/origins.ts';
import type { Places, Prose } from '../yaml/places.ts';
import { type Faq, questionsOf } from './faq.ts';

// Deeper below a blank line it is code.
const entry = /(?:^ {0,3}|(?<=\S\n) {4,8})- +(?:id|question): .*\n+ +(?:id|question|short|answer): */m;
const key =
  /^ {0,3}(?<key>id|question|short|answer|keywords|updated|changes|evidence|publish|expires|withdrawn|draft|formerly|related|origin): *(?<value>.*)$/;

/**
 * Keys and questions that stand too far right, in the text of the answer above them: YAML takes them for its lines, and
 * readers would read them. Of a key it is told where its value is one, and nothing but keys follows.
 */
export function checkSwallowedKeys(faq: Faq, places: Places, locate: Locate): Diagnostic[] {
  return questionsOf(faq).flatMap(({ answer, path }) => {
    const found = swallowedIn(answer);
    if (found === null) return [];
    const column = (locate(places.key([...path, 'answer']))?.column ?? 1) - 1;
    const spaces = Math.max(column - (found.isEntry ? 2 : 0), 0);
    const span = places.within(answer.path, found.start, found.end);
    const severity = found.isEntry ? 'error' : 'warning';
    return [diagnose('swallowed-key', span, { typed: found.typed, isEntry: found.isEntry, spaces }, { severity })];
  });
}

interface Swallowed {
  /** In the text of the answer. */
  readonly start: number;
  readonly end: number;
  /** The line, or its key. */
  readonly typed: string;
  readonly isEntry: boolean;
}

function swallowedIn({ text }: Prose): Swallowed | null {
  const whole = entry.exec(text);
  const isCode = (index: number): boolean =>
    (text.slice(0, index).match(/^ {0,3}(?:```|~~~)/gm) ?? []).length % 2 === 1;
  if (whole && !isCode(whole.index)) {
    const [line = ''] = whole[0].split('\n');
    const start = whole.index + line.search(/\S/);
    return { start, end: whole.index + line.length, typed: line.trim(), isEntry: true };
  }
  const lines = text.trimEnd().split('\n');
  let at = lines.length;
  while (at > 1 && isKey(lines[at - 1] ?? '')) at--;
  const first = lines[at];
  if (first === undefined) return null;
  const start = lines.slice(0, at).join('\n').length + 1 + first.search(/\S/);
  const typed = key.exec(first)?.groups?.['key'] ?? '';
  return isCode(start) ? null : { start, end: start + typed.length, typed, isEntry: false };
}

function isKey(line: string): boolean {
  const { key: name = '', value = '' } = key.exec(line)?.groups ?? {};
  const text = value.trim().replaceAll(/^["']|["']$/g, '');
  if (['updated', 'publish', 'expires'].includes(name)) return dayFrom(text) !== null;
  if (name === 'draft') return /^(?:true|false)$/i.test(text);
  if (name === 'origin') return originPattern.test(text);
  if (['keywords', 'formerly', 'related', 'changes'].includes(name)) return /^\[.*\]$/.test(text);
  if (['evidence', 'withdrawn'].includes(name)) return /^\{.*\}$/.test(text);
  return name !== '' && text !== '';
}
