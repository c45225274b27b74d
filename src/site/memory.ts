/**
 * Results by what they were made of, so that a build after a small change does
 * only the work that the change asks for. Whoever asks names everything that a
 * result depends on in its key: with or without a memory, a build gives the
 * same bytes.
 */
export class Memory {
  #last: ReadonlyMap<string, unknown> = new Map();
  #now = new Map<string, unknown>();

  /** What `make` returned for this kind of result and this key in this run or the one before it. */
  recall<T>(kind: string, key: string, make: () => T): T {
    const name = `${kind}\0${key}`;
    if (this.#now.has(name)) return this.#now.get(name) as T;
    const result = this.#last.has(name) ? (this.#last.get(name) as T) : make();
    this.#now.set(name, result);
    return result;
  }

  /** The same for many keys at once: `make` is given the places of those that are missing, and returns as many. */
  recallEach<T>(kind: string, keys: readonly string[], make: (missing: readonly number[]) => readonly T[]): T[] {
    const results = keys.map((key) => {
      const name = `${kind}\0${key}`;
      return (this.#now.get(name) ?? this.#last.get(name)) as T | undefined;
    });
    const missing = results.flatMap((result, index) => (result === undefined ? [index] : []));
    const made = missing.length === 0 ? [] : make(missing);
    for (const [index, place] of missing.entries()) results[place] = made[index];
    for (const [index, result] of results.entries()) this.#now.set(`${kind}\0${keys[index]}`, result);
    return results as T[];
  }

  /** Forgets what this run did not ask for. */
  endRun(): void {
    this.#last = this.#now;
    this.#now = new Map();
  }
}
