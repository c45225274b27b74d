/** Holds bytes from run to run, or loses them: what it returns are the bytes that were put there, or null. */
export interface Archive {
  get(key: string): Uint8Array | null;
  put(key: string, bytes: Uint8Array): void;
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

  /** What was kept for a key in this run, the one before it, or the archive, out of whose bytes `unpack` takes it. A key is a SHA-256 in base64url. */
  find<T>(kind: string, key: string, unpack: (bytes: Uint8Array) => T): T | undefined {
    const name = `${kind}\0${key}`;
    let found = (this.#now.get(name) ?? this.#last.get(name)) as T | undefined;
    if (found === undefined) {
      const bytes = this.#archive?.get(key) ?? null;
      if (bytes !== null) found = unpack(bytes);
    }
    if (found !== undefined) this.#now.set(name, found);
    return found;
  }

  /** Keeps a result for the next run, and its bytes in the archive. `bytes`: null for what is not to outlive the run. */
  keep(kind: string, key: string, result: unknown, bytes: Uint8Array | null): void {
    this.#now.set(`${kind}\0${key}`, result);
    if (bytes) this.#archive?.put(key, bytes);
  }

  /** Forgets what this run did not ask for. */
  endRun(): void {
    this.#last = this.#now;
    this.#now = new Map();
  }
}
