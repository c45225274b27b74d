import type { Span, TextFile } from '../diagnostics/span.ts';

export const conflictFound = 'two versions of these lines were left here by a merge';
export const conflictHelp =
  'keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>, with all between ||||||| and =======';

/** The first mark of two versions of the same lines, as git leaves them; null where there are none. */
export function findConflict({ path, text }: TextFile): Span | null {
  if (!text.includes('<<<<<<<')) return null;
  const [begin] = [...text.matchAll(/^[ \t]*(<{7})(?= |$)/gm)];
  if (!begin || !/^[ \t]*>{7}(?: |$)/m.test(text)) return null;
  const start = begin.index + begin[0].indexOf('<');
  return { file: path, start, end: start + 7 };
}
