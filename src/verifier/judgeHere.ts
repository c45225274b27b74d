import { type Diagnostic, diagnose, hasErrors } from '../diagnostics/diagnostic.ts';
import type { InputFile } from '../diagnostics/span.ts';
import { type Finding, isFalse, judgePublished, type PublishedFiles } from '../published/judgePublished.ts';
import type { KnownFiles } from '../published/knownFiles.ts';
import { readRecord } from '../review/readRecord.ts';
import type { TrustedKeys } from '../review/readReviews.ts';
import { recordOf } from '../review/signOff.ts';
import { signersOf } from '../review/sshSignature.ts';
import type { IsoDate } from '../schema/dates.ts';
import { parseTemporaryName } from '../writing/temporaryNames.ts';
import { decodeText } from '../yaml/decodeText.ts';

/** What `review verify` says of the same files where there is no project: its findings, what it tells besides, and whether it fails. */
export interface Judgement {
  readonly answers: readonly JudgedAnswer[];
  readonly diagnostics: readonly Diagnostic[];
  readonly isFine: boolean;
}

export interface JudgedAnswer extends Finding {
  /** Of the key by which its record was signed, in base64; null without a signature that fits. */
  readonly signedBy: string | null;
  /** Whether the words on the page are those of the record, whoever signed it. */
  readonly isAsRecorded: boolean;
}

export interface Conditions {
  readonly program: KnownFiles;
  /** Null where the reader gave none. */
  readonly trusted: TrustedKeys | null;
  /** Where it is false, no signature proves anything, whatever keys there are. */
  readonly canCheckSignatures: boolean;
  readonly asOf: IsoDate;
}

/** The verdicts of the program. Signatures are checked beforehand, since a browser says of none at once whether it fits. */
export async function judgeHere(
  published: PublishedFiles,
  { program, trusted, canCheckSignatures, asOf }: Conditions,
): Promise<Judgement> {
  const signers = canCheckSignatures ? await signersIn(published.files) : new Map<string, string>();
  const judge = (files: readonly InputFile[], keys: TrustedKeys, isTrustRequired: boolean) =>
    judgePublished(
      { ...published, files },
      {
        records: [],
        program,
        trust: { keys, isTrustRequired, withdrawn: new Set() },
        asOf,
        isLeftByBuild: (name) => parseTemporaryName(name) !== null,
        approvals: null,
        origins: [],
        reviewers: [],
        mayLackData: false,
      },
    );
  const keys: TrustedKeys = canCheckSignatures ? (trusted ?? new Map()) : new Map();
  const { findings, diagnostics } = judge(published.files, keys, trusted !== null);
  const byDigest = judge(published.files.map(withoutSignature), new Map(), false).findings;
  const answers = findings.map((finding, index) => ({
    ...finding,
    signedBy: signers.get(recordName(finding.id)) ?? null,
    isAsRecorded: byDigest[index]?.verdict === 'approved',
  }));
  const all = [
    ...findings.filter(isFalse).map(({ file, id, reasons }) => diagnose('false-review', null, { file, id, reasons })),
    ...diagnostics,
    ...(findings.length === 0 ? [diagnose('no-answers', null, { paths: [published.name] })] : []),
  ];
  return { answers, diagnostics: all, isFine: !hasErrors(all) };
}

const isRecord = (path: string): boolean => /(?:^|\/)reviews\/.+\.yaml$/.test(path);
const recordName = (id: string): string => `${id}.yaml`;

/** By whose keys the records were signed whose signatures fit, by the names of their files. */
async function signersIn(files: readonly InputFile[]): Promise<Map<string, string>> {
  const signed = files
    .filter(({ path }) => isRecord(path))
    .flatMap((file) => {
      const { record } = readRecord(decodeText(file).value);
      if (!record?.signature) return [];
      const { statement: message, signature } = record;
      return [{ name: file.path.replace(/^.*\//, ''), message, signature }];
    });
  const signers = await signersOf(signed);
  return new Map(
    signed.flatMap(({ name }, index) => {
      const signer = signers[index];
      return signer && 'key' in signer ? [[name, signer.key] as const] : [];
    }),
  );
}

function withoutSignature(file: InputFile): InputFile {
  const { record } = isRecord(file.path) ? readRecord(decodeText(file).value) : { record: null };
  // One whose digest does not fit stays as it is.
  const bare = record && recordOf(record.statement, null);
  return bare?.includes(record?.digest ?? '') ? { path: file.path, bytes: new TextEncoder().encode(bare) } : file;
}
