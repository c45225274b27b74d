/** What a program of the project threw, in words. */
export interface Thrown {
  /** In one line, with the name of an error. */
  readonly problem: string;
  /** Where in the configuration, as V8 says it, counted from 1; null where it does not. */
  readonly place: ConfigPlace | null;
}

export interface ConfigPlace {
  readonly line: number;
  readonly column: number;
}

/** `error`: whatever was thrown. Throws nothing itself, whatever its getters do. */
export function describeThrown(error: unknown): Thrown {
  try {
    if (!(error instanceof Error)) return { problem: `it throws ${oneLine(String(error))}`, place: null };
    const [, line, column] = /faqgen\.config\.[cm]?js(?:\?[^:)]*)?:(\d+):(\d+)/.exec(String(error.stack)) ?? [];
    return {
      problem: `${String(error.name)}: ${oneLine(String(error.message))}`,
      place: line === undefined ? null : { line: Number(line), column: Number(column) },
    };
  } catch {
    return { problem: 'it throws something that cannot be told in words', place: null };
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}

/** In UTF-16 code units. */
export function offsetOf({ line, column }: ConfigPlace, text: string): number {
  const before = text.split('\n').slice(0, line - 1);
  return Math.min(before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1, text.length);
}
