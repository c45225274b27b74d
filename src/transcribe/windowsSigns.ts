/** What stands in windows-1252 at the places of control characters (WHATWG Encoding, index windows-1252); five places hold none. */
const signs = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * A text in which the control characters U+0080 to U+009F are what the bytes of these numbers mean in windows-1252: no
 * page means controls, and some programs, older ones of Node among them, read that encoding as if it were Latin-1.
 */
export function withWindowsSigns(text: string): string {
  return text.replaceAll(/[\u0080-\u009f]/g, (control) => signs[control.charCodeAt(0) - 0x80] ?? control);
}
