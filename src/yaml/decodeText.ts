import { type Checked, diagnose } from '../diagnostics/diagnostic.ts';
import type { InputFile, TextFile } from '../diagnostics/span.ts';

/**
 * Decodes a file as UTF-8; a byte order mark is dropped. Bytes that are not
 * UTF-8 are an error with the place of the first: decoding as `readFile` does
 * would publish replacement characters.
 */
export function decodeText(file: InputFile): Checked<TextFile> {
  const text = new TextDecoder('utf-8').decode(file.bytes);
  const bad = isWide(file.bytes) ? 0 : placeOfBadByte(text, file.bytes);
  return {
    value: { path: file.path, text },
    diagnostics: bad === null ? [] : [diagnose('invalid-utf8', { file: file.path, start: bad, end: bad + 1 }, {})],
  };
}

/** UTF-16 and UTF-32 without a mark: every second byte is a NUL. */
function isWide(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 400);
  return head.length > 3 && head.filter((byte) => byte === 0).length > head.length / 4;
}

const replacement = '\uFFFD';

/** The first replacement character of `text` that does not stand in `bytes` itself. */
function placeOfBadByte(text: string, bytes: Uint8Array): number | null {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let byteOffset = hasMark ? 3 : 0;
  let from = 0;
  for (let place = text.indexOf(replacement); place >= 0; place = text.indexOf(replacement, from)) {
    byteOffset += new TextEncoder().encode(text.slice(from, place)).length;
    const typed = bytes[byteOffset] === 0xef && bytes[byteOffset + 1] === 0xbf && bytes[byteOffset + 2] === 0xbd;
    if (!typed) return place;
    byteOffset += 3;
    from = place + 1;
  }
  return null;
}
