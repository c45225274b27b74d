import type { InputFile } from '../diagnostics/span.ts';
import { readRecord } from '../review/readRecord.ts';
import { digestOf, type SignOff } from '../review/signOff.ts';
import { decodeText } from '../yaml/decodeText.ts';
import type { SignableProject } from './signingPlan.ts';

/**
 * The name of the file of an approval. Where several approve an answer, each has one of their own, so that two who sign on two
 * branches meet in none; but for the one whose record stands there without a reviewer in its name.
 */
export function recordNameFor(
  { id, reviewer }: SignOff,
  { faq }: Pick<SignableProject, 'faq'>,
  records: readonly InputFile[],
): string {
  const [whole, own] = [`${id}.yaml`, `${id}.${reviewer}.yaml`];
  if (faq.policy.approvals === null) return whole;
  const first = records.find(({ path }) => path.endsWith(`/${whole}`));
  const isOwn = first !== undefined && readRecord(decodeText(first).value).record?.signOff.reviewer === reviewer;
  return isOwn && !records.some(({ path }) => path.endsWith(`/${own}`)) ? whole : own;
}

/** The digest of the approval whose record stands at a path, and may still count; null where none does. */
export function standingDigest(path: string, records: readonly InputFile[]): string | null {
  const file = records.find((one) => one.path.endsWith(path.slice(path.lastIndexOf('/'))));
  const record = file && readRecord(decodeText(file).value).record;
  return record && record.digest === digestOf(record.statement) ? record.digest : null;
}
