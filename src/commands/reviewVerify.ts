import { basename, posix, resolve } from 'node:path';
import { type Diagnostic, diagnose, hasErrors } from '../diagnostics/diagnostic.ts';
import type { InputFile, TextFile } from '../diagnostics/span.ts';
import { fragmentPath, wholeAddressesIn } from '../embed/hosted.ts';
import { questionsOf } from '../faq/faq.ts';
import type { Project } from '../faq/project.ts';
import { type Host, type ReviewSurroundings, UnreadableFile } from '../host/host.ts';
import { pictureSize } from '../html/pictureSize.ts';
import { isNamedByContents } from '../pages/assets.ts';
import { withoutFolder } from '../pages/siteStyle.ts';
import { type ClaimSearch, claimSearch } from '../proof/reviewClaims.ts';
import { answersInData } from '../published/answersInData.ts';
import { type PublishedAnswer, readPublishedPage } from '../published/publishedAnswers.ts';
import { readPublishedFaq } from '../published/publishedFaq.ts';
import { alterationsOfFile, isNoPageOfSite, programFiles } from '../published/publishedFiles.ts';
import type { PublishedSite } from '../published/publishedSite.ts';
import { alterationsOfText } from '../published/publishedTexts.ts';
import { listRecords } from '../review/readContent.ts';
import { readRecord } from '../review/readRecord.ts';
import { type Review, recordFolderOf, recordPath, type TrustedKeys, withdrawnAmong } from '../review/readReviews.ts';
import { digestOf, type SignOff } from '../review/signOff.ts';
import { signerOf } from '../review/sshSignature.ts';
import { readTrustedKeys, UnusableKeys } from '../review/trustedKeys.ts';
import type { WithdrawnApprovals } from '../review/withdrawnApprovals.ts';
import type { IsoDate } from '../schema/dates.ts';
import { readTheme } from '../theme/readTheme.ts';
import { parseTemporaryName } from '../writing/temporaryNames.ts';
import { decodeText } from '../yaml/decodeText.ts';
import { type ExitCode, painter, plural, reportOutcome } from './report.ts';
import { readReviewedProject } from './reviewedProject.ts';

export interface VerifyFlags {
  /** File with the reviewers' keys; null: those in faq.yaml. */
  readonly trust: string | null;
  readonly asOf: IsoDate | null;
  readonly format: 'text' | 'json';
  /** Whether a site may lie on this machine or in a private network. */
  readonly isPrivateAllowed: boolean;
}

/** `faqgen review verify`: proves every record of the project. */
export async function reviewVerify(faqPath: string, flags: VerifyFlags, host: Host): Promise<ExitCode> {
  const world = await host.forReview();
  const { trusted, withdrawn, diagnostics: unusable } = await openTrusted(flags.trust, faqPath, world, host);
  if (unusable.length > 0) return report(unusable, new Map(), {}, '', flags, host);
  const { content, diagnostics, texts } = readReviewedProject(faqPath, { asOf: flags.asOf, trusted, withdrawn }, host);
  const records = (content?.faq ? questionsOf(content.faq) : []).flatMap(({ id }): ProjectRecord[] => {
    const review = content?.reviews.get(id);
    if (!review || review.state === 'unsigned') return [];
    if (review.state === 'invalid') return [{ id, state: review.state, reviewer: null, date: null, isSigned: false }];
    const { signOff, state, isSigned } = review;
    return [{ id, state, reviewer: signOff.reviewer, date: signOff.date, isSigned }];
  });
  const holding = records.filter(({ state }) => state !== 'invalid');
  const withKey = holding.filter(({ isSigned }) => isSigned).length;
  const others = holding.filter(({ state }) => state !== 'signed').map(({ id, state }) => `${id} (${state})`);
  const summary = [
    `${plural(holding.length, 'record')} proven: the digest of each, and ${plural(withKey, 'signature')}`,
    ...(others.length > 0 ? [`not as it was approved: ${others.join(', ')}`] : []),
  ];
  const told = diagnostics.filter(({ severity, code }) => severity === 'error' || code === 'orphan-review');
  return report(told, texts, { records }, summary.map((line) => `${line}\n`).join(''), flags, host);
}

interface ProjectRecord {
  readonly id: string;
  readonly state: Exclude<Review['state'], 'unsigned'>;
  readonly reviewer: string | null;
  readonly date: IsoDate | null;
  /** Whether it carries a signature, which was checked. */
  readonly isSigned: boolean;
}

type Verdict = 'approved' | 'expired' | 'differs' | 'unproven' | 'unsigned';

interface Finding {
  readonly file: string;
  readonly id: string;
  readonly verdict: Verdict;
  /** Whether the page says that it was reviewed. */
  readonly isCalledReviewed: boolean;
  readonly name: string | null;
  readonly date: IsoDate | null;
  readonly until: IsoDate | null;
  readonly digest: string | null;
  readonly reasons: readonly string[];
}

/**
 * `faqgen review verify PUBLISHED…`: what the pages in some folders or files, or at
 * some addresses, say, held against the records that were published with them, or else those of
 * the project. It fails where a page calls an answer reviewed that is not.
 */
export async function verifyPublished(
  published: readonly string[],
  faqPath: string,
  flags: VerifyFlags,
  host: Host,
): Promise<ExitCode> {
  const world = await host.forReview();
  const opened = await openTrusted(flags.trust, faqPath, world, host);
  const { trusted, diagnostics: unusable } = opened;
  if (unusable.length > 0) return report(unusable, new Map(), {}, '', flags, host);
  // Whoever checks somebody else's pages has no faq.yaml.
  const { content, asOf, reader } = readReviewedProject(faqPath, { asOf: flags.asOf }, host);
  const project = content && reader.read();
  const withdrawn = new Set([...opened.withdrawn, ...(project ? withdrawnAmong(listRecords(project)).value : [])]);
  const program = programFiles([
    readTheme({ templates: reader.builtInTheme(), files: { read: () => null, list: () => null } }, null, null),
    ...(project ? [readTheme(project, content.faq, content.places)] : []),
  ]);
  const keys = trusted ?? keysIn(content?.faq?.reviewers ?? []);
  const trust: Trust = { keys, isTrustRequired: trusted !== null, withdrawn };
  const findings: Finding[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const named of published) {
    const isAddress = /^https?:\/\//i.test(named) && URL.canParse(named);
    let site: { readonly address: string; readonly files: readonly InputFile[]; readonly missing: readonly string[] };
    try {
      site = isAddress
        ? await world.readSite(named, flags.isPrivateAllowed)
        : { address: named, files: await world.readFolder(resolve(host.cwd, named)), missing: [] };
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      const { message: reason } = error;
      return report(
        [diagnose('unreadable-pages', null, { path: named, reason, isAddress })],
        new Map(),
        {},
        '',
        flags,
        host,
      );
    }
    const { address: path, files, missing: unfound } = site;
    const ofProject = project ? recordsOf(project) : [];
    const records = new Map([...ofProject, ...files].map((file) => [file.path, file.bytes]));
    const contents = new Map(files.map((file) => [file.path, file.bytes]));
    const faqs = new Map(
      files.flatMap((file) => {
        const folder = /^(?:.*\/)?(?=faq\.json$)/.exec(file.path)?.[0];
        const faq = folder === undefined ? null : readPublishedFaq(decodeText(file).value.text);
        return faq === null || folder === undefined ? [] : [[folder, faq] as const];
      }),
    );
    const styles = new Set(
      files
        .filter(({ path: file }) => /(?:^|\/)assets\/style\.[^/]*\.css$/.test(file))
        .map((file) => withoutFolder(decodeText(file).value.text)),
    );
    const rootOf = (page: string): string | undefined => foldersAbove(page).find((folder) => faqs.has(folder));
    const search = new Map<string | undefined, ClaimSearch>();
    const namesAt = (root: string | undefined): string[] => [
      ...(faqs.get(root ?? '')?.names ?? []),
      ...(content?.faq?.reviewers ?? []).map(({ name }) => name),
      ...[...records].flatMap(([record, bytes]) => (bytes === null ? [] : (nameIn({ path: record, bytes }) ?? []))),
    ];
    const siteAround = (page: string): PublishedSite => {
      const fileAt = (address: string) => contents.get(posix.join(posix.dirname(page), address)) ?? undefined;
      const root = rootOf(page);
      return {
        origins: content?.faq?.policy.origins ?? [],
        search: recall(search, root, () => claimSearch(namesAt(root))),
        faq: faqs.get(root ?? '') ?? null,
        wholeAddresses: (url) => {
          const bytes = contents.get(`${root ?? ''}index.html`);
          return bytes ? wholeAddressesIn(decodeText({ path: 'index.html', bytes }).value.text, url) : new Map();
        },
        isListed: isListed(faqs.get(root ?? '')?.sectionPages ?? [], (one) => contents.has(`${root}${one}`)),
        isStyle: (text) => styles.has(withoutFolder(text)),
        isScript: (address) => program.scripts.has(address),
        sizeOf: (address) => {
          const bytes = fileAt(address);
          return bytes && pictureSize(bytes);
        },
        isAltered: (address) => {
          const bytes = fileAt(address);
          return bytes !== undefined && !isNamedByContents(address, bytes);
        },
      };
    };
    const nameOf = (file: string): string => (file === '' ? path : `${path.replace(/\/+$/, '')}/${file}`);
    const holds = (proof: Proof): boolean =>
      proof.signOff !== null && asOf >= proof.signOff.date && asOf <= proof.signOff.until;
    for (const file of files) {
      const root = rootOf(file.path) ?? '';
      const name = nameOf(file.path);
      const inSite = file.path.slice(root.length);
      // What a fragment names stands where it stands for the front page.
      const site = siteAround(inSite === fragmentPath ? `${root}index.html` : file.path);
      const recordFor = (id: string): InputFile | null => recordBeside(file.path, id, records);
      const isData = /(?:^|\/)faq\.json$/.test(file.path || path);
      const { text } = decodeText(file).value;
      const isPage = file.path.endsWith('.html') && !(site.faq && isNoPageOfSite(inSite, text));
      if (site.faq && !isPage) {
        const { faq } = site;
        const approvalOf = (id: string): SignOff | null => {
          const record = faq.questions.get(id)?.state === 'signed' ? recordFor(id) : null;
          const proof = record && prove(record, trust);
          return proof && holds(proof) ? proof.signOff : null;
        };
        const reasons = parseTemporaryName(posix.basename(inSite))
          ? ['a build that still runs, or was cut short, left it there']
          : [
              ...alterationsOfText(inSite, text, { faq, approvalOf, search: site.search }),
              ...alterationsOfFile(inSite, file.bytes, text, program, { faq, search: site.search }),
            ];
        if (reasons.length > 0) diagnostics.push(diagnose('altered-page', null, { file: name, reasons }));
      }
      if (/(?:^|\/)(?:assets\/style\.[^/]*|embed\/embed)\.css$/.test(file.path) && !program.isStyle(text))
        diagnostics.push(diagnose('unknown-style', null, { file: name }));
      if (file.path !== '' && !isPage && !isData) continue;
      if (isData) {
        findings.push(...findingsOn(name, answersInData(text), recordFor, trust, asOf));
        continue;
      }
      const page = readPublishedPage(text, inSite, site);
      const found = findingsOn(name, page.answers, recordFor, trust, asOf);
      findings.push(...found);
      // What a false review says is told with it.
      const judged = found.filter((one) => one.verdict === 'approved' || isFalse(one)).map(({ id }) => id);
      for (const claim of new Set(page.claimsBeside(new Set(judged))))
        diagnostics.push(diagnose('review-claim', null, { page: name, claim, isPublished: true }));
      if (page.alterations.length > 0)
        diagnostics.push(diagnose('altered-page', null, { file: name, reasons: page.alterations }));
    }
    // Without the data of a site, nobody could see what is missing from it; a project may do without where it tells of no review.
    const mayLackData = content?.faq?.outputs.json === false && content.faq.policy.review === 'off';
    for (const front of [...contents.keys()].filter((file) => /(?:^|\/)(?:index|404)\.html$/.test(file)))
      if (rootOf(front) === undefined && !mayLackData)
        diagnostics.push(
          diagnose('altered-page', null, { file: nameOf(front), reasons: ['there is no faq.json that can be read'] }),
        );
    const lacking = new Set<string>();
    for (const [root, { questions, sectionPages }] of faqs) {
      const missing = [...questions].flatMap(([id, { state }]) => [
        `${id}.html`,
        ...(state === 'signed' ? [recordPath(id)] : []),
      ]);
      const lone = [...contents.keys()].flatMap((file) => {
        const id = file.startsWith(`${root}reviews/`) ? /([^/]+)\.yaml$/.exec(file)?.[1] : undefined;
        return id === undefined || questions.get(id)?.state === 'signed'
          ? []
          : [`${file.slice(root.length)} is the record of no signed answer`];
      });
      const absent = [
        'index.html',
        ...missing,
        ...(sectionPages.some((one) => contents.has(`${root}${one}`)) ? sectionPages : []),
      ].filter((file) => !contents.has(`${root}${file}`));
      for (const file of absent) lacking.add(`${root}${file}`);
      const reasons = [...absent.map((file) => `it lacks ${file}`), ...lone];
      if (reasons.length > 0)
        diagnostics.push(diagnose('altered-page', null, { file: nameOf(root).replace(/\/$/, ''), reasons }));
    }
    const lost = unfound.filter((file) => !lacking.has(file)).map((file) => `it lists ${file}, which is not there`);
    if (lost.length > 0)
      diagnostics.push(diagnose('altered-page', null, { file: path.replace(/\/$/, ''), reasons: lost }));
  }
  diagnostics.unshift(
    ...findings.filter(isFalse).map(({ file, id, reasons }) => diagnose('false-review', null, { file, id, reasons })),
  );
  if (findings.length === 0) diagnostics.push(diagnose('no-answers', null, { paths: published }));
  const paint = painter(host, host.stdout);
  const lines = findings.map(({ file, id, verdict, name, date, until, digest, reasons }) => {
    const facts = verdict === 'approved' ? `${name} on ${date}, until ${until}; ${digest}` : reasons.join('; ');
    return `${paint(verdict === 'approved' ? 'green' : 'yellow', verdict.padEnd(8))}  ${file}#${id}  ${facts}\n`;
  });
  const approved = findings.filter(({ verdict }) => verdict === 'approved').length;
  if (flags.format === 'text') host.stdout.write(lines.join(''));
  const summary = `${approved} of ${plural(findings.length, 'answer')} approved in these very words\n`;
  return report(diagnostics, new Map(), { asOf, answers: findings }, summary, flags, host);
}

/** Where the questions stand in no sections, each has its page alone. */
function isListed(sectionPages: readonly string[], isThere: (page: string) => boolean): boolean {
  return sectionPages.length === 0 || sectionPages.some(isThere);
}

function findingsOn(
  page: string,
  answers: readonly PublishedAnswer[],
  recordFor: (id: string) => InputFile | null,
  trust: Trust,
  asOf: IsoDate,
): Finding[] {
  return answers.map((answer) => {
    const { id, fault } = answer;
    const nothing = {
      file: page,
      id,
      isCalledReviewed: answer.isCalledReviewed,
      name: null,
      date: null,
      until: null,
      digest: null,
    };
    if (fault !== null) return { ...nothing, verdict: 'differs', reasons: [fault] };
    const file = recordFor(id);
    if (!file) return { ...nothing, verdict: 'unsigned', reasons: ['there is no record of a review'] };
    const proof = prove(file, trust);
    if (!proof.signOff) return { ...nothing, verdict: 'unproven', reasons: [proof.reason] };
    const { signOff, digest } = proof;
    const { name, date, until } = signOff;
    const differences = answer.differencesFrom(signOff);
    const verdict = differences.length > 0 ? 'differs' : asOf > until || asOf < date ? 'expired' : 'approved';
    const reasons = verdict === 'expired' ? [`the approval holds from ${date} until ${until}`] : differences;
    // Without the mark, a name alone says it as well.
    const isCalledReviewed = answer.isCalledReviewed || answer.names(name);
    return { ...nothing, isCalledReviewed, verdict, name, date, until, digest, reasons };
  });
}

/** The record that was published with a page: in the nearest folder above it, or else that of the project. */
function recordBeside(page: string, id: string, records: ReadonlyMap<string, Uint8Array | null>): InputFile | null {
  for (const folder of [...foldersAbove(page), projectMark]) {
    const path = `${folder}${recordPath(id)}`;
    const bytes = records.get(path);
    if (bytes) return { path, bytes };
  }
  return null;
}

function isFalse({ isCalledReviewed, verdict }: Finding): boolean {
  return isCalledReviewed && verdict !== 'approved';
}

/** The folders in which a file lies, from the nearest to that of all. */
function foldersAbove(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return [...parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/')}/`), ''];
}

/** Who is named by what may be a record. */
function nameIn(file: InputFile): string[] | null {
  if (!file.path.endsWith('.yaml')) return null;
  const { record } = readRecord(decodeText(file).value);
  return record && [record.signOff.name];
}

function recall<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** No published file begins like this. */
const projectMark = 'project:';

/** The records of the project, at the paths at which they are published. */
function recordsOf({ faq, files }: Project): { path: string; bytes: Uint8Array | null }[] {
  const folder = recordFolderOf(faq.path);
  return (files.list(folder) ?? []).map(({ path, bytes }) => ({
    path: `${projectMark}reviews${path.slice(folder.length)}`,
    bytes,
  }));
}

/** By what a record of a published page is judged. */
interface Trust {
  readonly keys: TrustedKeys;
  readonly isTrustRequired: boolean;
  readonly withdrawn: WithdrawnApprovals;
}

type Proof = { signOff: SignOff; digest: string } | { signOff: null; reason: string };

function prove(file: InputFile, { keys, isTrustRequired, withdrawn }: Trust): Proof {
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
    return isTrustRequired || known.length > 0 ? unproven('the record carries no signature') : { signOff, digest };
  }
  if (known.length === 0) return unproven(`no key of \`${signOff.reviewer}\` is known: name it with --trust`);
  const signer = signerOf(statement, signature);
  if ('fault' in signer) return unproven(`the signature proves nothing: ${signer.fault}`);
  return known.includes(signer.key) ? { signOff, digest } : unproven('the signature was made with another key');
}

function keysIn(reviewers: readonly { readonly id: string; readonly key: string | null }[]): TrustedKeys {
  return new Map(reviewers.flatMap(({ id, key }) => (key === null ? [] : [[id, [key]] as const])));
}

async function openTrusted(
  path: string | null,
  faqPath: string,
  world: ReviewSurroundings,
  host: Host,
): Promise<{ trusted: TrustedKeys | null; withdrawn: WithdrawnApprovals; diagnostics: readonly Diagnostic[] }> {
  const withdrawn: WithdrawnApprovals = new Set();
  if (path === null) return { trusted: null, withdrawn, diagnostics: [] };
  try {
    const file = resolve(host.cwd, path);
    const trusted = readTrustedKeys(await world.readText(file));
    const { files } = host.openProject(file).read();
    const list = withdrawnAmong(listRecords({ files, faq: { path: basename(faqPath) } }));
    return { trusted, withdrawn: list.value, diagnostics: list.diagnostics };
  } catch (error) {
    const isLine = error instanceof UnusableKeys;
    if (!isLine && !(error instanceof UnreadableFile)) throw error;
    const problem = isLine ? `line ${error.line}: ${error.message}` : error.message;
    return { trusted: null, withdrawn, diagnostics: [diagnose('unusable-keys', null, { path, problem })] };
  }
}

function report(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, TextFile>,
  facts: Readonly<Record<string, unknown>>,
  summary: string,
  { format }: VerifyFlags,
  host: Host,
): ExitCode {
  const isFine = !hasErrors(diagnostics);
  const outcome = {
    diagnostics,
    texts,
    facts,
    summary: () => (isFine ? summary : ''),
  };
  return reportOutcome(outcome, { format, quiet: false }, host);
}
