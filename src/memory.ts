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
  #last = new Kinds();
  #now = new Kinds();
  /** Whether runs follow each other: what is for the next one would only fill the memory of a single one. */
  #isLasting = false;

  /** `archive`: what holds results of earlier runs of the program. */
  constructor(archive: Archive | null = null) {
    this.#archive = archive;
  }

  /** What `make` returned for this kind of result and this key in this run or the one before it. */
  recall<T>(kind: string, key: string, make: () => T): T {
    const [now, last] = [this.#now.of(kind), this.#last.of(kind)];
    if (now.has(key)) return now.get(key) as T;
    const result = last.has(key) ? (last.get(key) as T) : make();
    now.set(key, result);
    return result;
  }

  /** The same, for what is made but once in a run: where there is one run alone, nothing is kept. */
  recallAcross<T>(kind: string, key: string, make: () => T): T {
    return this.#isLasting ? this.recall(kind, key, make) : make();
  }

  /** What was kept for a key in this run, the one before it, or the archive, out of whose bytes `unpack` takes it. A key is a SHA-256 in base64url. */
  find<T>(kind: string, key: string, unpack: (bytes: Uint8Array) => T): T | undefined {
    let found = (this.#now.of(kind).get(key) ?? this.#last.of(kind).get(key)) as T | undefined;
    if (found === undefined) {
      const bytes = this.#archive?.get(key) ?? null;
      if (bytes !== null) found = unpack(bytes);
    }
    if (found !== undefined && this.#isLasting) this.#now.of(kind).set(key, found);
    return found;
  }

  /** Keeps a result for the next run, and its bytes in the archive. `bytes`: null for what is not to outlive the run. */
  keep(kind: string, key: string, result: unknown, bytes: Uint8Array | null): void {
    if (this.#isLasting) this.#now.of(kind).set(key, result);
    if (bytes) this.#archive?.put(key, bytes);
  }

  /** Forgets what this run did not ask for. */
  endRun(): void {
    this.#last = this.#now;
    this.#now = new Kinds();
    this.#isLasting = true;
  }
}

/** Results by their key, for each kind of them. A key of its own for both would be a copy of every text. */
class Kinds {
  readonly #maps = new Map<string, Map<string, unknown>>();

  of(kind: string): Map<string, unknown> {
    const known = this.#maps.get(kind);
    if (known) return known;
    const made = new Map<string, unknown>();
    this.#maps.set(kind, made);
    return made;
  }
}
