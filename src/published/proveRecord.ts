import type { InputFile } from '../diagnostics/span.ts';
import type { Reviewer } from '../faq/faq.ts';
import { readRecord } from '../review/readRecord.ts';
import type { TrustedKeys } from '../review/readReviews.ts';
import { faultOfKey, isBeforeKeys, sentenceOfKey } from '../review/reviewerKeys.ts';
import { digestOf, type SignedTogether, type SignOff } from '../review/signOff.ts';
import { signerOf } from '../review/sshSignature.ts';
import type { WithdrawnApprovals } from '../review/withdrawnApprovals.ts';
import { decodeText } from '../yaml/decodeText.ts';

/** By what a record of a published page is judged. */
export interface Trust {
  readonly keys: TrustedKeys;
  readonly isTrustRequired: boolean;
  readonly withdrawn: WithdrawnApprovals;
}

export type Proof = { signOff: SignOff; digest: string } | { signOff: null; reason: string };

/** What a record proves by itself, whatever the pages say. */
export function proveRecord(file: InputFile, { keys, isTrustRequired, withdrawn }: Trust): Proof {
  const { value, diagnostics } = decodeText(file);
  const { record, diagnostics: found } = readRecord(value);
  const fault = [...diagnostics, ...found][0];
  if (!record || fault) return { signOff: null, reason: fault?.message ?? 'the record cannot be read' };
  const { signOff, statement, digest, signature } = record;
  const unproven = (reason: string) => ({ signOff: null, reason }) as const;
  if (digest !== digestOf(statement)) return unproven('the record was altered: its digest does not fit what it says');
  if (withdrawn.has(digest)) return unproven('the approval was withdrawn, or a newer one has taken its place');
  const known = keys.get(signOff.reviewer) ?? [];
  if (signature === null) {
    return isTrustRequired || !isBeforeKeys(known, signOff.date)
      ? unproven('the record carries no signature')
      : { signOff, digest };
  }
  if (known.length === 0) return unproven(`no key of \`${signOff.reviewer}\` is known: name it with --trust`);
  const signer = signerOf(statement, signature);
  if ('fault' in signer) return unproven(`the signature proves nothing: ${signer.fault}`);
  const wrong = faultOfKey(signer.key, known, signOff.date);
  if (wrong === null) return { signOff, digest };
  return unproven(wrong.fault === 'other' ? 'the signature was made with another key' : sentenceOfKey(wrong));
}

/**
 * What the records of several who approved an answer prove together, as each proves by itself (`prove`); null where there is none. Of the further ones those count that
 * `isTold` says a page tells of; they have to approve the same words.
 */
export function proveTogether(
  files: readonly InputFile[],
  prove: (file: InputFile) => Proof,
  isTold: (signOff: SignOff) => boolean,
): { signOff: SignedTogether; digest: string } | { signOff: null; reason: string } | null {
  const [file, ...others] = files;
  if (!file) return null;
  const proof = prove(file);
  if (!proof.signOff) return proof;
  const further: SignOff[] = [];
  for (const other of others) {
    const proven = prove(other);
    if (!proven.signOff) return proven;
    if (!isTold(proven.signOff) || proven.signOff.reviewer === proof.signOff.reviewer) continue;
    if (!areSameWords(proven.signOff, proof.signOff))
      return { signOff: null, reason: 'the records of those who approved it are of different words' };
    further.push(proven.signOff);
  }
  further.sort((a, b) => (a.reviewer < b.reviewer ? -1 : 1));
  return { signOff: { ...proof.signOff, further }, digest: proof.digest };
}

/** An older format says less: what it does not say is no difference. */
function areSameWords(one: SignOff, other: SignOff): boolean {
  const told = ({ language, question, short, answer, sources, files, links, related }: SignOff) => [
    [question, short, answer, sources],
    ...(one.language !== null && other.language !== null ? [language] : []),
    ...(one.format >= 3 && other.format >= 3 ? [files, links, related] : []),
  ];
  return JSON.stringify(told(one)) === JSON.stringify(told(other));
}

/** The keys that stand in a FAQ. */
export function keysIn(reviewers: readonly Reviewer[]): TrustedKeys {
  return new Map(reviewers.map(({ id, keys }) => [id, keys]));
}
