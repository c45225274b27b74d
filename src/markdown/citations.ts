import type { Token } from './token.ts';

/** `[@a; see @b, p. 5]`. */
export interface CitationToken extends Token {
  readonly type: 'citation';
  /** Of the sources cited, in order. Empty where it begins like a citation and is none. */
  readonly ids: readonly string[];
  readonly cited: readonly CitedPlace[];
}

/** One source, with the words around it: `see` before it, and behind it the place in it that is meant. */
export interface CitedPlace {
  readonly id: string;
  readonly prefix: string | null;
  readonly locator: string | null;
}

/** The citation that a text begins with. */
export function readCitation(source: string): CitationToken | undefined {
  if (source.charCodeAt(0) !== openBracket) return undefined;
  // It may go on in the next line, as a sentence does.
  const raw = /^\[@[^\]\n]{0,500}(?:\n(?![ \t]*\n)[^\]\n]{0,500}){0,4}\]/.exec(source)?.[0] ?? prefixed(source);
  if (raw === null) return undefined;
  const parts = raw.slice(1, -1).split(';').map(readPart);
  if (parts.every((part) => part !== null))
    return { type: 'citation', raw, ids: parts.map(({ id }) => id), cited: parts };
  return raw.startsWith('[@') ? { type: 'citation', raw, ids: [], cited: [] } : undefined;
}

const openBracket = 91;

/** `[see @a]`, where it is not the text of a link. Words with a number behind the sign, as `[infused @5 mL/h]`, cite nothing. */
function prefixed(source: string): string | null {
  const [raw] =
    /^\[[^[\]@;\n\\]{1,60}[\s\u3040-\u30ff\u4e00-\u9fff]@[\p{L}_][^\]\n]{0,500}(?:\n(?![ \t]*\n)[^\]\n]{0,500})?\](?![([])/u.exec(
      source,
    ) ?? [];
  return raw ?? null;
}

function readPart(part: string): CitedPlace | null {
  const [, prefix = '', id = '', locator = null] =
    /^((?:[^@,]*[\s\u3040-\u30ff\u4e00-\u9fff])?)@([^\s@,;]+)(?:,([^@]*))?$/.exec(part.trim()) ?? [];
  if (id === '' || (locator !== null && !isLocator(locator.trim()))) return null;
  return { id, prefix: oneLine(prefix) || null, locator: locator === null ? null : oneLine(locator) };
}

/** `p. 5`, `table 2`, `§ 3`: a single word without a number is rather a source that lacks its `@`. */
function isLocator(text: string): boolean {
  if (text.includes('[')) return false;
  return /\s/.test(text) ? /[\p{L}\p{N}]/u.test(text) : /^[§¶\p{N}]|^\p{L}{1,6}\.\p{N}|^\P{ASCII}*\p{N}/u.test(text);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** What a reader sees for it, where the source has this number. */
export function citationMark({ prefix, locator }: CitedPlace, number: string): string {
  return `[${prefix === null ? '' : `${prefix} `}${number}${locator === null ? '' : `, ${locator}`}]`;
}
