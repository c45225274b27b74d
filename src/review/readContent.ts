import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { locateIn } from '../diagnostics/position.ts';
import type { InputFile, TextFile } from '../diagnostics/span.ts';
import { checkFaq } from '../faq/checkFaq.ts';
import type { Faq } from '../faq/faq.ts';
import { parseFaq } from '../faq/parseFaq.ts';
import type { Project } from '../faq/project.ts';
import type { Recollection } from '../faq/recollection.ts';
import type { Broken } from '../schema/checkShape.ts';
import { decodeText } from '../yaml/decodeText.ts';
import type { Places } from '../yaml/places.ts';
import { signedPart } from './readRecord.ts';
import { type Reading, type Review, type ReviewConditions, readReviews, recordFolderOf } from './readReviews.ts';
import { digestOfFile, type Surroundings } from './signOff.ts';
import { signerOf, signersOf } from './sshSignature.ts';

/**
 * Checks the signatures of the records on all the threads that Node keeps for
 * that, and leaves what came of it in the memory, where `compile` finds it.
 * With or without it, a build gives the same bytes.
 */
export async function checkSignatures(project: Project, memory: Recollection): Promise<void> {
  const signed = listRecords(project).flatMap(({ bytes }) => signedPart(new TextDecoder().decode(bytes)) ?? []);
  const signers = await signersOf(signed);
  for (const [index, { message, signature }] of signed.entries()) {
    const signer = signers[index];
    if (signer) memory.recall('signer', `${message}\0${signature}`, () => signer);
  }
}

/** The files in the folder of the records of a FAQ. */
export function listRecords({
  faq,
  files,
}: Pick<Project, 'files'> & { faq: Pick<Project['faq'], 'path'> }): InputFile[] {
  return (files.list(recordFolderOf(faq.path)) ?? []).map(({ path, bytes }) => ({
    path,
    bytes: bytes ?? new Uint8Array(),
  }));
}

/** What faq.yaml and the records of its reviews say, before anything is made of it. */
export interface Content {
  /** Null where nothing can be made of the file. */
  readonly faq: Faq | null;
  /** False where the bytes are no text: every second character would be complained of. */
  readonly isText: boolean;
  readonly places: Places;
  readonly broken: Broken;
  /** By the id of the question. */
  readonly reviews: ReadonlyMap<string, Review>;
  /** By what the wording of an answer of today is told. */
  readonly surroundings: Surroundings;
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, TextFile>;
}

/** Reads and checks faq.yaml and the records. `texts`: by what Markdown is compared, and read for where it leads. */
export function readContent(
  project: Project,
  { url, ...conditions }: ReviewConditions & { readonly url: string | null },
  texts: Omit<Reading, 'digestOf'>,
  memory: Recollection,
): Content {
  const { value: text, diagnostics } = decodeText(project.faq);
  const parsed = parseFaq(text, memory);
  const told = new Map([[text.path, text]]);
  const surroundings: Reading = {
    ...texts,
    digestOf: (name) => digestOfFile(project.files.read(name)),
  };
  const nothing = { ...parsed, isText: true, reviews: new Map<string, Review>(), surroundings, texts: told };
  // UTF-16, most likely.
  if (hasErrors(diagnostics) && text.text.includes('\0')) return { ...nothing, faq: null, isText: false, diagnostics };
  if (!parsed.faq) return { ...nothing, diagnostics: [...diagnostics, ...parsed.diagnostics] };
  const faq = url === null ? parsed.faq : { ...parsed.faq, url };
  const reviews = readReviews(
    faq,
    parsed.places,
    listRecords(project),
    conditions,
    surroundings,
    (message, signature) => memory.recall('signer', `${message}\0${signature}`, () => signerOf(message, signature)),
  );
  for (const record of reviews.texts) told.set(record.path, record);
  return {
    ...nothing,
    faq,
    reviews: reviews.byQuestion,
    diagnostics: [
      ...diagnostics,
      ...parsed.diagnostics,
      ...checkFaq(faq, conditions.asOf, parsed.places, locateIn(told)),
      ...reviews.diagnostics,
    ],
  };
}
