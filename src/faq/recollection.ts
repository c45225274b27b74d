/** What keeps results by what they were made of. */
export interface Recollection {
  /** What `make` returned for this kind of result and this key, now or earlier. */
  recall<T>(kind: string, key: string, make: () => T): T;
}

/** Remembers nothing. */
export const noRecollection: Recollection = { recall: (_kind, _key, make) => make() };
