/** One thing that was looked at, or could not be. */
export interface Finding {
  /** What was looked at, in a word. */
  readonly check: string;
  readonly state: 'ok' | 'remark' | 'problem' | 'unchecked';
  /** What was found; of what was not checked, why. */
  readonly found: string;
  /** What mends a problem, or answers a remark; else null. */
  readonly remedy: string | null;
}

export function ok(check: string, found: string): Finding {
  return { check, state: 'ok', found, remedy: null };
}

/** What is in order for now, as before the first deployment, and will want a hand. */
export function remark(check: string, found: string, remedy: string): Finding {
  return { check, state: 'remark', found, remedy };
}

export function problem(check: string, found: string, remedy: string): Finding {
  return { check, state: 'problem', found, remedy };
}

export function unchecked(check: string, why: string): Finding {
  return { check, state: 'unchecked', found: why, remedy: null };
}
