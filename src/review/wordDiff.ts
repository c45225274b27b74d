/** A run of words that two texts share, or that only one of them has. */
export interface DiffRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly words: readonly string[];
}

/** The words that have to go and to come to make the one text of the other. Line ends count as words. */
export function wordDiff(before: string, after: string): DiffRun[] {
  return diffOf(wordsOf(before), wordsOf(after));
}

/**
 * The same of two lists: a longest common subsequence, so that as many as
 * possible stay. Where both are very long, and have little in common, the
 * middle is replaced as a whole.
 */
export function diffOf(a: readonly string[], b: readonly string[]): DiffRun[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [goes, comes] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const runs: { kind: DiffRun['kind']; words: string[] }[] = [];
  const add = (kind: DiffRun['kind'], words: readonly string[]): void => {
    if (words.length === 0) return;
    const last = runs.at(-1);
    if (last?.kind === kind) last.words.push(...words);
    else runs.push({ kind, words: [...words] });
  };
  add('same', a.slice(0, start));
  if (goes.length * comes.length > mostCells) {
    add('removed', goes);
    add('added', comes);
  } else {
    for (const [kind, word] of shortestEdit(goes, comes)) add(kind, [word]);
  }
  add('same', a.slice(a.length - end));
  return runs;
}

/** Some 0.1 s, and 16 MB. */
const mostCells = 4_000_000;

function wordsOf(text: string): string[] {
  return text.match(/[^\s]+|\n+/g) ?? [];
}

/** One by one, what stays, goes and comes: as few as possible. */
export function* shortestEdit(a: readonly string[], b: readonly string[]): Generator<[DiffRun['kind'], string]> {
  const width = b.length + 1;
  // lengths[i, j]: how many words a[i…] and b[j…] have in common.
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      yield ['same', a[i] as string];
      [i, j] = [i + 1, j + 1];
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      yield ['removed', a[i++] as string];
    } else {
      yield ['added', b[j++] as string];
    }
  }
}
