/** The address of the folder in which a site stands, with a slash at its end: what a browser shows of its front page may be pasted, as in `…/faq/index.html`. */
export function folderAddress(typed: string): string {
  return typed.replace(/(?:\/+index\.html?)?\/*$/i, '/');
}
