import { withWindowsSigns } from '../transcribe/windowsSigns.ts';

/**
 * The text of a page: UTF-8 where it is that, else in the encoding that the page names (`<meta charset>`), else in
 * windows-1252, as browsers read it. A byte order mark decides alone.
 */
export function decodePage(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
    const [, named] = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]{2,40})/i.exec(head) ?? [];
    return withWindowsSigns(decoderFor(named).decode(bytes));
  }
}

function decoderFor(named: string | undefined): TextDecoder {
  try {
    // A page that names UTF-8 and is none was saved by a program that did not change the name.
    return new TextDecoder(named === undefined || /^utf-?(?:8|16)/i.test(named) ? 'windows-1252' : named);
  } catch {
    return new TextDecoder('windows-1252');
  }
}
