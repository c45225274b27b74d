import { formsIn, pairsOf, unspaced } from './searchForm.ts';

/** The words of a text as the index has them, each once. The last letter of a run stands for itself, too: it begins no pair. */
export function wordsIn(text: string): string[] {
  const forms = formsIn(text);
  // Texts of many languages need nothing more.
  return /[^\0-\x7f]/.test(text) ? [...new Set(forms.flatMap(keysOf))] : forms;
}

function keysOf(form: string): string[] {
  const [last = form] = unspaced.test(form) ? (/\P{M}\p{M}*$/u.exec(form) ?? []) : [];
  return [...pairsOf(form), last];
}
