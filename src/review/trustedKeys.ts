import { readPublicKey } from '../schema/publicKey.ts';
import type { TrustedKeys } from './readReviews.ts';
import { namespace } from './sshSignature.ts';

/**
 * Reads the keys of the reviewers from a file as `ssh-keygen -Y verify -f`
 * takes it (ssh-keygen(1), ALLOWED SIGNERS): on each line the id of a reviewer,
 * perhaps `namespaces="…"`, and a key. What would let `ssh-keygen` accept other
 * signatures than we would is refused, never passed over. Throws an UnusableKeys.
 */
export function readTrustedKeys(text: string): TrustedKeys {
  const keys = new Map<string, string[]>();
  const owners = new Map<string, string>();
  for (const [index, line] of text.split(/\r\n|\n/).entries()) {
    const entry = line.trim();
    if (entry === '' || entry.startsWith('#')) continue;
    const [, quoted, plain, rest = ''] = /^(?:"([^"]*)"|(\S+))[ \t]+(.*)$/.exec(entry) ?? [];
    const { options, key } = splitOptions(rest);
    const principals = (quoted ?? plain ?? '').split(',');
    if (key === null) throw new UnusableKeys(index + 1, 'it is not `reviewer ssh-ed25519 AAAA…`');
    if (principals.some((principal) => !/^[a-z0-9-]+$/.test(principal)))
      throw new UnusableKeys(index + 1, 'write the id of the reviewer first, as in faq.yaml, without patterns');
    const namespaces = /^namespaces="([^"]*)"$/i.exec(options)?.[1]?.split(',');
    if (options !== '' && !namespaces)
      throw new UnusableKeys(index + 1, 'of the options only `namespaces` is understood');
    if (namespaces && !namespaces.includes(namespace)) continue;
    for (const principal of principals) {
      const owner = owners.get(key) ?? principal;
      if (owner !== principal)
        throw new UnusableKeys(index + 1, `the key is that of \`${owner}\`: one key, one reviewer`);
      owners.set(key, principal);
      keys.set(principal, [...(keys.get(principal) ?? []), key]);
    }
  }
  return keys;
}

function splitOptions(rest: string): { options: string; key: string | null } {
  const at = rest.search(/(?:^|[ \t])ssh-ed25519[ \t]/);
  if (at < 0) return { options: '', key: null };
  return { options: rest.slice(0, at).trim(), key: readPublicKey(rest.slice(at).trim()) };
}

/** Why a file of trusted keys cannot be relied on. */
export class UnusableKeys extends Error {
  override readonly name = 'UnusableKeys';
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}
