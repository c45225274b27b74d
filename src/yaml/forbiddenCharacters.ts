import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { TextFile } from '../diagnostics/span.ts';

/**
 * Characters that change what a reader sees without being seen: controls,
 * noncharacters, lone surrogates, and the bidirectional embeddings and overrides of Unicode
 * UAX #9, which reorder text ("Trojan Source", CVE-2021-42574). Isolates
 * (U+2066 to U+2069) are fine where they are balanced within their line;
 * marks (U+200E, U+200F, U+061C) and joiners always.
 */
export function findForbiddenCharacters(file: TextFile): Diagnostic[] {
  return [...forbiddenIn(file.text)].map(({ offset, length, name }) =>
    diagnose('forbidden-character', { file: file.path, start: offset, end: offset + length }, { name }),
  );
}

/** The same for a single value, which an escape of YAML (`"\u202E"`) may have made. */
export function* forbiddenIn(text: string): Generator<{ offset: number; length: number; name: string }> {
  if (!rare.test(text)) return;
  let open: number[] = [];
  for (const { 0: character, index } of text.matchAll(suspicious)) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\n') {
      for (const offset of open)
        yield { offset, length: 1, name: `an isolate that is not closed (${name(text.charCodeAt(offset))})` };
      open = [];
    } else if (code >= 0x2066 && code <= 0x2068) {
      open.push(index);
    } else if (code === 0x2069) {
      if (open.pop() === undefined)
        yield { offset: index, length: 1, name: `the end of an isolate that is not open (${name(code)})` };
    } else {
      yield { offset: index, length: character.length, name: describe(code) };
    }
  }
  for (const offset of open)
    yield { offset, length: 1, name: `an isolate that is not closed (${name(text.charCodeAt(offset))})` };
}

const suspicious =
  /[\n\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFEFF\u202A-\u202E\u2066-\u2069\uFDD0-\uFDEF\uFFFE\uFFFF\p{Cs}]/gu;

/** Those of them that are no line's end. */
const rare = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFEFF\u202A-\u202E\u2066-\u2069\uFDD0-\uFDEF\uFFFE\uFFFF\p{Cs}]/u;

function describe(code: number): string {
  if (code === 0) return `a NUL (${name(code)})`;
  if (code === 0xfeff) return `a byte order mark inside of the text (${name(code)})`;
  if (code >= 0x202a && code <= 0x202e) return `a bidirectional control (${name(code)})`;
  if (code >= 0xd800 && code <= 0xdfff) return `half of a surrogate pair (${name(code)})`;
  return `a control character (${name(code)})`;
}

function name(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
