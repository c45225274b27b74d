/** A text that is no Markdown, in Markdown, on one line. marked takes the backslashes off brackets in a link: then `](` is broken up by its own. */
export function plainMarkdown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#|~]|(?<=\])\(/g, '\\$&');
}
