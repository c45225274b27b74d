import { basename, resolve } from 'node:path';
import { type Diagnostic, diagnose, hasErrors } from '../diagnostics/diagnostic.ts';
import type { InputFile, TextFile } from '../diagnostics/span.ts';
import { questionsOf } from '../faq/faq.ts';
import type { Project } from '../faq/project.ts';
import { type Host, type ReviewSurroundings, UnreadableFile } from '../host/host.ts';
import { type ExitCode, painter, plural, reportOutcome } from '../projects/report.ts';
import { readReviewedProject } from '../projects/reviewedProject.ts';
import { type Finding, isFalse, judgePublished, projectMark } from '../published/judgePublished.ts';
import { leadingAddresses } from '../published/leadingAddresses.ts';
import { programFiles } from '../published/programFiles.ts';
import { keysIn, type Trust } from '../published/proveRecord.ts';
import { listRecords } from '../review/readContent.ts';
import { type Review, recordFolderOf, type TrustedKeys, withdrawnAmong } from '../review/readReviews.ts';
import { readTrustedKeys, UnusableKeys } from '../review/trustedKeys.ts';
import type { WithdrawnApprovals } from '../review/withdrawnApprovals.ts';
import type { IsoDate } from '../schema/dates.ts';
import { readTheme } from '../theme/readTheme.ts';
import { parseTemporaryName } from '../writing/temporaryNames.ts';

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
    const approvals = review.state === 'partial' ? review.approvals : [review, ...review.further];
    return approvals.map(({ signOff: { reviewer, date }, isSigned }) => ({
      id,
      state: review.state,
      reviewer,
      date,
      isSigned,
    }));
  });
  const holding = records.filter(({ state }) => state !== 'invalid');
  const withKey = holding.filter(({ isSigned }) => isSigned).length;
  const others = holding.filter(({ state }) => state !== 'signed').map(({ id, state }) => `${id} (${state})`);
  const summary = [
    `${plural(holding.length, 'record')} proven: the digest of each, and ${plural(withKey, 'signature')}`,
    ...(others.length > 0 ? [`not as it was approved: ${[...new Set(others)].join(', ')}`] : []),
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
  const program = programFiles(
    [
      readTheme({ templates: reader.builtInTheme(), files: { read: () => null, list: () => null } }, null, null),
      ...(project ? [readTheme(project, content.faq, content.places)] : []),
    ],
    reader.verifier(),
  );
  const keys = trusted ?? keysIn(content?.faq?.reviewers ?? []);
  const trust: Trust = { keys, isTrustRequired: trusted !== null, withdrawn };
  const ofProject = project ? recordsOf(project) : [];
  const ofFaq = {
    origins: content?.faq?.policy.origins ?? [],
    approvals: content?.faq?.policy.approvals ?? null,
    reviewers: (content?.faq?.reviewers ?? []).map(({ name }) => name),
    // A project may do without data where it tells of no review.
    mayLackData: content?.faq?.outputs.json === false && content.faq.policy.review === 'off',
  };
  const isLeftByBuild = (file: string): boolean => parseTemporaryName(file) !== null;
  const findings: Finding[] = [];
  let notices = 0;
  const diagnostics: Diagnostic[] = [];
  for (const named of published) {
    const isAddress = /^https?:\/\//i.test(named) && URL.canParse(named);
    let site: { readonly address: string; readonly files: readonly InputFile[]; readonly missing: readonly string[] };
    try {
      site = isAddress
        ? await world.readSite(named, { isPrivateAllowed: flags.isPrivateAllowed, addressesIn: leadingAddresses })
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
    const { address: name, files, missing } = site;
    const judged = judgePublished(
      { name, files, missing },
      { records: ofProject, program, trust, asOf, isLeftByBuild, ...ofFaq },
    );
    findings.push(...judged.findings);
    notices += judged.withdrawn;
    diagnostics.push(...judged.diagnostics);
  }
  diagnostics.unshift(
    ...findings.filter(isFalse).map(({ file, id, reasons }) => diagnose('false-review', null, { file, id, reasons })),
  );
  if (findings.length + notices === 0) diagnostics.push(diagnose('no-answers', null, { paths: published }));
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

/** The records of the project, at the paths at which they are published. */
function recordsOf({ faq, files }: Project): { path: string; bytes: Uint8Array | null }[] {
  const folder = recordFolderOf(faq.path);
  return (files.list(folder) ?? []).map(({ path, bytes }) => ({
    path: `${projectMark}reviews${path.slice(folder.length)}`,
    bytes,
  }));
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
