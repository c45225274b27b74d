import { type Checked, type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { TextFile } from '../diagnostics/span.ts';

/**
 * Digests of approvals that count no longer, whatever their signatures say:
 * because a newer one took their place, or because the reviewer took them back.
 */
export type WithdrawnApprovals = ReadonlySet<string>;

/** The file of that name in the folder of the records. */
export const withdrawnFile = 'withdrawn';

const comment = `# Approvals that count no longer (docs/sign-offs.md). Lines are added, and never deleted.
`;

/** Reads the list: a digest on each line, and behind it whatever is to be said of it; comments behind `#`. */
export function readWithdrawn(file: TextFile): Checked<WithdrawnApprovals> {
  const digests = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  let start = 0;
  for (const line of file.text.split('\n')) {
    const digest = /^\s*(sha256:[0-9a-f]{64})(?=\s|$)/.exec(line)?.[1];
    const span = { file: file.path, start, end: start + line.trimEnd().length };
    start += line.length + 1;
    if (digest !== undefined) digests.add(digest);
    else if (!/^\s*(?:#|$)/.test(line)) {
      const problem = 'this line does not begin with the digest of an approval';
      const help =
        'write `sha256:` and its 64 digits, as the record has them, or restore the file from version control';
      diagnostics.push(diagnose('invalid-review', span, { problem, help }));
    }
  }
  return { value: digests, diagnostics };
}

/** The text of the list with one approval more. */
export function addWithdrawn(list: string | null, digest: string, id: string, why: string): string {
  const before = list === null || list === '' ? comment : list.endsWith('\n') ? list : `${list}\n`;
  return `${before}${digest} ${id} ${why}\n`;
}
