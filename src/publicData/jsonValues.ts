/** An object of which nothing is known yet. */
export type JsonMap = Readonly<Record<string, unknown>>;

/** Empty where it is no object. */
export function readJson(json: string): JsonMap {
  try {
    return entriesOf([JSON.parse(json)])[0] ?? {};
  } catch {
    return {};
  }
}

export function entriesOf(list: unknown): JsonMap[] {
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'object' && entry !== null) : [];
}

export function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
