import type { Remark } from '../import/found.ts';
import { withWindowsSigns } from '../transcribe/windowsSigns.ts';

/** Text of UTF-8, of UTF-16, or else of windows-1252, in which spreadsheets on Windows save. */
export function decodeSource(bytes: Uint8Array): { text: string; remarks: Remark[] } {
  const wide = wideEncoding(bytes);
  const decoded = wide ? new TextDecoder(wide).decode(bytes) : decodeNarrow(bytes);
  const text = typeof decoded === 'string' ? decoded : decoded.text;
  const remarks: Remark[] =
    typeof decoded === 'string'
      ? []
      : [
          {
            kind: 'changed',
            what: 'it is not in UTF-8, and was read as windows-1252: look at its accents and signs',
            line: decoded.line,
          },
        ];
  return { text: text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'), remarks };
}

function decodeNarrow(bytes: Uint8Array): string | { text: string; line: number } {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = withWindowsSigns(new TextDecoder('windows-1252').decode(bytes));
    return { text, line: text.slice(0, text.search(/[^\0-\x7f]/)).split(/\r\n?|\n/).length };
  }
}

/** By its mark, or by the NULs of Latin letters. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 400);
  const nuls = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (odd > head.length / 4 && even === 0) return 'utf-16le';
  return even > head.length / 4 && odd === 0 ? 'utf-16be' : null;
}
