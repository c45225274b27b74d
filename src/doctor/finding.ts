/** One thing that was looked at, or could not be. */
export interface Finding {
  /** What was looked at, in a word. */
  readonly check: string;
  readonly state: 'ok' | 'problem' | 'unchecked';
  /** What was found; of what was not checked, why. */
  readonly found: string;
  /** What mends a problem; else null. */
  readonly remedy: string | null;
}

export function ok(check: string, found: string): Finding {
  return { check, state: 'ok', found, remedy: null };
}

export function problem(check: string, found: string, remedy: string): Finding {
  return { check, state: 'problem', found, remedy };
}

export function unchecked(check: string, why: string): Finding {
  return { check, state: 'unchecked', found: why, remedy: null };
}
