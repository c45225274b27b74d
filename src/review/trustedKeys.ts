import type { ReviewerKey } from '../faq/faq.ts';
import { addDays, type IsoDate, isDate } from '../schema/dates.ts';
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
  const keys = new Map<string, ReviewerKey[]>();
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
    const { namespaces, from, until, other } = readOptions(options);
    if (other)
      throw new UnusableKeys(
        index + 1,
        'of the options only `namespaces`, `valid-after` and `valid-before` are understood, and of days those as 20261110',
      );
    if (namespaces && !namespaces.includes(namespace)) continue;
    for (const principal of principals) {
      const owner = owners.get(key) ?? principal;
      if (owner !== principal)
        throw new UnusableKeys(index + 1, `the key is that of \`${owner}\`: one key, one reviewer`);
      owners.set(key, principal);
      keys.set(principal, [...(keys.get(principal) ?? []), { key, from, until, path: [] }]);
    }
  }
  return keys;
}

interface KeyOptions {
  readonly namespaces: readonly string[] | null;
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  /** Whether there is anything else. */
  readonly other: boolean;
}

/** The options of a line, parted by commas. `valid-before` is the first day that is too late. */
function readOptions(options: string): KeyOptions {
  const found: Record<string, string> = {};
  const rest = options.replaceAll(
    /(?:^|,)(namespaces|valid-after|valid-before)="([^"]*)"/gi,
    (_, name: string, value: string) => {
      found[name.toLowerCase()] = value;
      return '';
    },
  );
  const dayOf = (name: string): IsoDate | null | undefined => {
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)Z?$/.exec(found[name] ?? '') ?? [];
    if (found[name] === undefined) return null;
    const date = `${year}-${month}-${day}`;
    return isDate(date) ? date : undefined;
  };
  const [from, before] = [dayOf('valid-after'), dayOf('valid-before')];
  return {
    namespaces: found['namespaces']?.split(',') ?? null,
    from: from ?? null,
    until: before ? addDays(before, -1) : null,
    other: rest !== '' || from === undefined || before === undefined,
  };
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
