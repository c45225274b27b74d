import type { YamlMap, YamlValue } from './readYaml.ts';

/**
 * Reads one entry of a list where it is written as nearly all are: a map whose
 * values stand on the line of their key, as a literal block below it (`|`,
 * `|-`), or as a list of texts. What it accepts it reads as YAML 1.2 with the
 * failsafe schema does (sections 7.3, 8.1.2, 8.2); null for anything else,
 * valid or not: comments, tabs, escapes, texts over several lines, anchors.
 */
export function readPlainEntry(text: string): YamlMap | null {
  if (odd.test(text) || !text.endsWith('\n')) return null;
  const lines = text.split('\n');
  lines.pop();
  while (lines.at(-1) === '') lines.pop();
  const lead = /^ *- (?=\S)/.exec(lines[0] ?? '')?.[0];
  if (lead === undefined) return null;
  const indent = lead.length;
  lines[0] = ' '.repeat(indent) + (lines[0] ?? '').slice(indent);
  const map: YamlMap = Object.create(null);
  for (let next = 0; next < lines.length; ) {
    const line = lines[next] ?? '';
    const match = line.startsWith(' '.repeat(indent)) ? keyLine.exec(line.slice(indent)) : null;
    if (line === '' && next > 0) {
      next++;
      continue;
    }
    const key = match?.[1];
    if (key === undefined || key in map) return null;
    const typed = match?.[2] ?? '';
    const read = typed === '' ? readList(lines, next + 1, indent) : readValue(typed, lines, next + 1, indent);
    if (!read) return null;
    map[key] = read.value;
    next = read.next;
  }
  return map;
}

/** What YAML or its readers treat in ways of their own: controls, and blanks other than the space. */
const odd = /[\0-\x09\x0b-\x1f\x7f\x85\ufeff\u2028\u2029]/;

const keyLine = /^([A-Za-z][A-Za-z0-9]*):(?: (?! )(.*\S))?$/;

interface Read {
  readonly value: YamlValue;
  /** The line behind it. */
  readonly next: number;
}

function readValue(typed: string, lines: readonly string[], next: number, indent: number): Read | null {
  if (typed === '|' || typed === '|-') return readBlock(lines, next, indent, typed === '|');
  const list = /^\[([a-z0-9-]+(?:, [a-z0-9-]+)*)\]$/.exec(typed)?.[1];
  if (list !== undefined) {
    const entries = list.split(', ');
    // Beside a bracket a hyphen may mean something, and `null` nothing.
    return entries.every((entry) => /^[a-z0-9]/.test(entry) && !isNull(entry)) ? { value: entries, next } : null;
  }
  const value = readText(typed);
  return value === undefined ? null : { value, next };
}

/** Undefined where it is no text of one line that means what it shows. */
function readText(typed: string): string | null | undefined {
  if (/^"[^"\\]*"$/.test(typed)) return typed.slice(1, -1);
  if (/^'(?:[^']|'')*'$/.test(typed)) return typed.slice(1, -1).replaceAll("''", "'");
  if (!plainStart.test(typed) || typed.includes(': ') || typed.includes(' #') || typed.endsWith(':')) return undefined;
  return isNull(typed) ? null : typed;
}

/** A letter or digit: everything else might be an indicator. */
const plainStart = /^[\p{L}\p{N}]/u;

function isNull(text: string): boolean {
  return text === 'null' || text === 'Null' || text === 'NULL';
}

function readBlock(lines: readonly string[], from: number, indent: number, isClipped: boolean): Read | null {
  const depth = /^ */.exec(lines[from] ?? '')?.[0].length ?? 0;
  // Nothing, or a blank line first, whose own blanks would count.
  if (depth <= indent || lines[from]?.length === depth) return null;
  const margin = ' '.repeat(depth);
  const content: string[] = [];
  let next = from;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? '';
    if (line.startsWith(margin)) {
      if (line.trim() === '') return null;
      content.push(line.slice(depth));
    } else if (line === '') content.push('');
    else if (/^ *$/.test(line) || !isAtMost(line, indent)) return null;
    else break;
  }
  while (content.at(-1) === '') content.pop();
  return { value: content.join('\n') + (isClipped ? '\n' : ''), next };
}

function isAtMost(line: string, indent: number): boolean {
  return !line.startsWith(' '.repeat(indent + 1));
}

/** A list of texts below its key; nothing there is null. */
function readList(lines: readonly string[], from: number, indent: number): Read | null {
  const entries: string[] = [];
  let lead: string | null = null;
  let next = from;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? '';
    const found = /^( *)- (?=[^ ])/.exec(line)?.[1];
    if (found === undefined || found.length < indent) break;
    if (lead !== null && found !== lead) return null;
    lead = found;
    const value = line.endsWith(' ') ? undefined : readText(line.slice(found.length + 2));
    if (value === undefined || value === null) return null;
    entries.push(value);
  }
  return { value: entries.length === 0 ? null : entries, next };
}
