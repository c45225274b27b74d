import { resolve } from 'node:path';
import type { Compilation } from '../compile.ts';
import type { Reviewer } from '../faq/faq.ts';
import { type Host, type ProjectReader, type ReviewSurroundings, SigningError } from '../host/host.ts';
import { Memory } from '../memory.ts';
import { compileProject } from '../projects/compileProject.ts';
import { readReviewedProject } from '../projects/reviewedProject.ts';
import { listRecords } from '../review/readContent.ts';
import { recordFolderOf } from '../review/readReviews.ts';
import { faultOfKey, holdsOn, newestFirst, sentenceOfKey } from '../review/reviewerKeys.ts';
import { digestOf, recordOf, type SignOff, statementOf } from '../review/signOff.ts';
import { namespace, signerOf } from '../review/sshSignature.ts';
import { addWithdrawn, withdrawnFile } from '../review/withdrawnApprovals.ts';
import { requestsBy } from '../reviewing/changeRequest.ts';
import { recordNameFor, standingDigest } from '../reviewing/recordNames.ts';
import {
  cannot,
  isInTheWay,
  type Refusal,
  type SignableProject,
  type SigningChoices,
  type SigningPlan,
} from '../reviewing/signingPlan.ts';

/**
 * The act of approving, whoever asks for it: `review sign` in a terminal, or
 * the page of `review open`. Both read, plan, show, ask and sign in this order.
 */

/** A project in which answers can be approved, where it is on the disk, and what was made of it. */
export interface SigningDesk extends SignableProject {
  readonly reader: ProjectReader;
  /** The pages on which the answers stand, with all that is not published yet. */
  readonly compilation: Compilation;
  readonly texts: Compilation['texts'];
}

/** Reads a project anew. Nobody can approve what cannot be read. */
export async function readToSign(
  faqPath: string,
  host: Host,
  memory = new Memory(),
): Promise<SigningDesk | (Refusal & Pick<Compilation, 'texts'>)> {
  const { content, reader, asOf, diagnostics, texts } = readReviewedProject(faqPath, { asOf: null }, host);
  const faq = content?.faq ?? null;
  if (!content || !faq) return { diagnostics, texts };
  const compilation = await compileProject(reader, faqPath, { asOf, url: null, preview: true }, host, memory);
  const [ownPath] = texts.keys();
  const errors = compilation.diagnostics.filter((found) => isInTheWay(found, ownPath));
  if (errors.length > 0) return { diagnostics: errors, texts: compilation.texts };
  // By a reader of its own: the first one remembers of what the pages were made.
  const { files } = host.openProject(resolve(host.cwd, faqPath)).read();
  const { reviews, surroundings } = content;
  return { faq, reviews, surroundings, source: reader.source, files, asOf, reader, compilation, texts };
}

/** Signs what was shown, and writes its record. `path`: from the folder of the project. */
export async function sign(
  signOff: SignOff,
  { reviewer }: Pick<SigningPlan, 'reviewer'>,
  desk: SigningDesk,
  { key }: Pick<SigningChoices, 'key'>,
  world: ReviewSurroundings,
  host: Pick<Host, 'cwd'>,
  stopped: AbortSignal | null = null,
): Promise<{ readonly path: string } | Refusal> {
  const path = `${recordFolderOf(desk.reader.source)}/${recordNameFor(signOff, desk, listRecords(desk.reader.read()))}`;
  const refused = (error: unknown, help: string | null): Refusal => {
    if (!(error instanceof SigningError)) throw error;
    return { diagnostics: [cannot(error.message, help)] };
  };
  const standing = (): string | null => standingDigest(path, listRecords(desk.reader.read()));
  const before = standing();
  try {
    const record = await makeRecord(signOff, reviewer, key === null ? null : resolve(host.cwd, key), world, stopped);
    // A key may wait for its holder for minutes.
    if (standing() !== before) throw new SigningError(`another approval was written to ${path} meanwhile`);
    await world.writeRecord(desk.reader.root, path, record);
  } catch (error) {
    return refused(error, signingHelp(reviewer));
  }
  try {
    await supersede(signOff, before, path, desk, world);
    for (const old of requestsBy(signOff, desk.reader.source, desk.reader.read().files, desk.faq))
      await world.removeFile(desk.reader.root, old);
    return { path };
  } catch (error) {
    const list = before === null ? '' : `, and list ${before} in ${withdrawnFile} beside it`;
    return refused(error, `${path} is written: the answer is approved; delete its request by hand${list}`);
  }
}

async function makeRecord(
  signOff: SignOff,
  { id, keys }: Reviewer,
  keyFile: string | null,
  world: ReviewSurroundings,
  stopped: AbortSignal | null,
): Promise<string> {
  const statement = statementOf(signOff);
  // Of several, the newest that signs approvals of that day.
  const publicKey = newestFirst(keys).find((key) => holdsOn(key, signOff.date))?.key;
  // `planOf` has refused a day on which no key holds.
  if (publicKey === undefined) return recordOf(statement, null);
  const signature = await world.sign(statement, { namespace, keyFile, publicKey }, stopped);
  const signer = signerOf(statement, signature);
  if ('fault' in signer) throw new SigningError(`the signature proves nothing: ${signer.fault}`);
  const wrong = faultOfKey(signer.key, keys, signOff.date);
  if (wrong)
    throw new SigningError(
      wrong.fault === 'other' ? `that is another key than the one of \`${id}\` in faq.yaml` : sentenceOfKey(wrong),
    );
  return recordOf(statement, signature);
}

/** Lists the record whose place the new one has taken, once it has: put back with its old text, it would count again. */
async function supersede(
  signOff: SignOff,
  before: string | null,
  path: string,
  { reader, asOf }: SigningDesk,
  { writeRecord }: ReviewSurroundings,
): Promise<void> {
  if (before === null || before === digestOf(statementOf(signOff))) return;
  const list = `${path.slice(0, path.lastIndexOf('/'))}/${withdrawnFile}`;
  const bytes = reader.read().files.read(list);
  const text = bytes && new TextDecoder().decode(bytes);
  await writeRecord(reader.root, list, addWithdrawn(text, before, signOff.id, `superseded ${asOf}`));
}

function signingHelp({ id, keys }: Reviewer): string | null {
  return keys.length === 0
    ? null
    : `name the private key of \`${id}\` with --key, or load it into an agent with ssh-add`;
}
