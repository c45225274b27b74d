import type { ReviewerKey } from '../faq/faq.ts';
import type { IsoDate } from '../schema/dates.ts';

/** Why a key does not sign an approval of a day; null where it does. */
export type KeyFault = { readonly fault: 'other' } | { readonly fault: 'early' | 'late'; readonly day: IsoDate };

/** Whether a key is one of these, on the day of the approval. */
export function faultOfKey(key: string, keys: readonly ReviewerKey[], date: IsoDate): KeyFault | null {
  const own = keys.filter((one) => one.key === key);
  if (own.some((one) => holdsOn(one, date))) return null;
  const [nearest] = own;
  if (!nearest) return { fault: 'other' };
  const { from, until } = nearest;
  return from !== null && date < from ? { fault: 'early', day: from } : { fault: 'late', day: until ?? date };
}

export function holdsOn({ from, until }: ReviewerKey, date: IsoDate): boolean {
  return (from === null || date >= from) && (until === null || date <= until);
}

/** The keys from the one that came last to the first. */
export function newestFirst(keys: readonly ReviewerKey[]): ReviewerKey[] {
  return [...keys].sort((a, b) => (b.from ?? '').localeCompare(a.from ?? '', 'en'));
}

/** Whether an approval without a signature was made before its reviewer had a key: each key has its first day, and all are later. */
export function isBeforeKeys(keys: readonly ReviewerKey[], date: IsoDate): boolean {
  return keys.every(({ from }) => from !== null && date < from);
}

/** Of a key that signs approvals of other days. */
export function sentenceOfKey({ fault, day }: Extract<KeyFault, { readonly day: IsoDate }>): string {
  return fault === 'early' ? `the key that signed it holds from ${day} on` : `the key that signed it held until ${day}`;
}
