import { decodeHTML } from 'entities';

/** A text that is no Markdown, in Markdown, on one line. marked takes the backslashes off brackets in a link: then `](` is broken up by its own. */
export function plainMarkdown(text: string): string {
  return escapeReferences(
    text.replaceAll(/\s+/g, ' ').replaceAll(toEscape, (signs) => `${signs.slice(0, -1)}\\${signs.slice(-1)}`),
  );
}

/** Signs, and the head of a bare address with such signs: whoever made a link of it would keep their backslashes. */
const toEscape =
  /[\\`*_[\]<>#|~]|(?<=\])\(|\b(?:(?:https?|ftp):(?=\/\/\S*[\\`*_~|#[\]<>&])|www\.(?=\S*[\\`*_~|#[\]<>&]))/gi;

/** Browsers take some words behind `&` for a character without a semicolon, too. */
export function escapeReferences(text: string): string {
  return text.replaceAll(/&#?\w{1,40};?/g, (typed) => (decodeHTML(typed) === typed ? typed : `\\${typed}`));
}
