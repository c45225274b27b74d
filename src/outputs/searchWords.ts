import { formsIn, pairsOf } from './searchForm.ts';

/** The words of a text as the index has them, each once. */
export function wordsIn(text: string): string[] {
  const forms = formsIn(text);
  // Texts of many languages need nothing more.
  return /[^\0-\x7f]/.test(text) ? [...new Set(forms.flatMap(pairsOf))] : forms;
}
