/** Holds bytes from run to run, or loses them: what it returns are the bytes that were put there, or null. */
export interface Archive {
  get(key: string): Uint8Array | null;
  put(key: string, bytes: Uint8Array): void;
}

/** A result as bytes. What is not to outlive the run is null. */
export interface Form<T> {
  pack(result: T): Uint8Array | null;
  unpack(bytes: Uint8Array): T;
}

/**
 * Results by what they were made of, so that a build after a small change does
 * only the work that the change asks for. Whoever asks names everything that a
 * result depends on in its key: with or without a memory, a build gives the
 * same bytes.
 */
export class Memory {
  readonly #archive: Archive | null;
  #last: ReadonlyMap<string, unknown> = new Map();
  #now = new Map<string, unknown>();

  /** `archive`: what holds results of earlier runs of the program. */
  constructor(archive: Archive | null = null) {
    this.#archive = archive;
  }

  /** What `make` returned for this kind of result and this key in this run or the one before it. */
  recall<T>(kind: string, key: string, make: () => T): T {
    const name = `${kind}\0${key}`;
    if (this.#now.has(name)) return this.#now.get(name) as T;
    const result = this.#last.has(name) ? (this.#last.get(name) as T) : make();
    this.#now.set(name, result);
    return result;
  }

  /**
   * The same for many keys at once, from the archive as well: `make` is given
   * the places of those that are missing, and returns as many. A key is a
   * SHA-256 in base64url.
   */
  recallEach<T>(kind: string, keys: readonly string[], make: (missing: readonly number[]) => T[], form: Form<T>): T[] {
    const archive = this.#archive;
    const results = keys.map((key): T | undefined => {
      const name = `${kind}\0${key}`;
      const known = (this.#now.get(name) ?? this.#last.get(name)) as T | undefined;
      if (known !== undefined || archive === null) return known;
      const bytes = archive.get(key);
      return bytes === null ? undefined : form.unpack(bytes);
    });
    const missing = results.flatMap((result, index) => (result === undefined ? [index] : []));
    const made = missing.length === 0 ? [] : make(missing);
    for (const [index, place] of missing.entries()) {
      const result = made[index] as T;
      results[place] = result;
      const bytes = archive && form.pack(result);
      if (bytes) archive.put(keys[place] as string, bytes);
    }
    for (const [index, result] of results.entries()) this.#now.set(`${kind}\0${keys[index]}`, result);
    return results as T[];
  }

  /** Forgets what this run did not ask for. */
  endRun(): void {
    this.#last = this.#now;
    this.#now = new Map();
  }
}
