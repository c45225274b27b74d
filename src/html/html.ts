// In: markup, ours or of strangers.
// Out: elements, words as a reader sees them, addresses sorted by an allow list.
// Does not know: FAQs and Markdown.

/**
 * Markup that is already safe to print. Only `markdown.ts` makes it, so that
 * a template can write `{{answer}}` and needs no triple-stash: Handlebars asks
 * a value for `toHTML()` before it escapes it.
 */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toHTML(): string {
    return this.#markup;
  }

  toString(): string {
    return this.#markup;
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
