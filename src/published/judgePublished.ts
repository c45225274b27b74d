import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { InputFile } from '../diagnostics/span.ts';
import { fragmentPath, wholeAddressesIn } from '../embed/hosted.ts';
import type { ApprovalPolicy } from '../faq/faq.ts';
import { pictureSize } from '../html/pictureSize.ts';
import { isNamedByContents } from '../pages/assets.ts';
import { withoutFolder } from '../pages/siteStyle.ts';
import { verifierPage, verifierPath } from '../pages/verifierPage.ts';
import { type ClaimSearch, claimSearch } from '../proof/reviewClaims.ts';
import { type PublishedFaq, readPublishedFaq } from '../publicData/publishedFaq.ts';
import { chosen } from '../review/approvals.ts';
import { isReadAsApproved } from '../review/approvedLanguage.ts';
import { readRecord } from '../review/readRecord.ts';
import { recordPath } from '../review/readReviews.ts';
import { creditLine, digestOfFile, type SignedTogether, type SignOff } from '../review/signOff.ts';
import type { IsoDate } from '../schema/dates.ts';
import { decodeText } from '../yaml/decodeText.ts';
import { answersInData } from './answersInData.ts';
import { type KnownFiles, styleDigest } from './knownFiles.ts';
import { type Proof, proveRecord, proveTogether, type Trust } from './proveRecord.ts';
import { type PublishedAnswer, readPublishedPage } from './publishedAnswers.ts';
import { alterationsOfFile, isNoPageOfSite } from './publishedFiles.ts';
import type { PublishedSite } from './publishedSite.ts';
import { alterationsOfText } from './publishedTexts.ts';

export type Verdict = 'approved' | 'expired' | 'differs' | 'unproven' | 'unsigned';

/** How things stand with one answer on one page. */
export interface Finding {
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

/** What was published in one place. */
export interface PublishedFiles {
  /** The folder, file or address, as it is told. */
  readonly name: string;
  /** By their paths in it; of a single file, that file alone, with an empty path. */
  readonly files: readonly InputFile[];
  /** The paths of files that the site lists, and that are not there. */
  readonly missing: readonly string[];
}

/** By what it is judged. */
export interface Judges {
  /** Records of the project, for pages beside which there are none: at the paths at which they are published, behind `projectMark`. */
  readonly records: readonly { readonly path: string; readonly bytes: Uint8Array | null }[];
  readonly program: KnownFiles;
  readonly trust: Trust;
  readonly asOf: IsoDate;
  /** Of the project: what it takes to call an answer reviewed. */
  readonly approvals: ApprovalPolicy | null;
  /** Of the project: `policy.origins`, the names of the reviewers, and whether a site of it may lack faq.json. */
  readonly origins: readonly string[];
  readonly reviewers: readonly string[];
  readonly mayLackData: boolean;
  /** Whether a build that was cut short leaves files of this name. */
  readonly isLeftByBuild: (name: string) => boolean;
}

/** No published file begins like this. */
export const projectMark = 'project:';

/** Whether a page calls reviewed what is not. */
export function isFalse({ isCalledReviewed, verdict }: Finding): boolean {
  return isCalledReviewed && verdict !== 'approved';
}

/** What published pages say of reviews, held against the records beside them; and what of the site is not as faqgen prints it. */
export function judgePublished(
  published: PublishedFiles,
  judges: Judges,
): {
  readonly findings: readonly Finding[];
  /** How many answers were withdrawn, and carry a notice. */
  readonly withdrawn: number;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { name: path, files } = published;
  const { trust, asOf, program } = judges;
  const findings: Finding[] = [];
  const diagnostics: Diagnostic[] = [];
  const altered = (file: string, reasons: readonly string[]): void => {
    if (reasons.length > 0) diagnostics.push(diagnose('altered-page', null, { file, reasons }));
  };
  const records = new Map([...judges.records, ...files].map((file) => [file.path, file.bytes]));
  const faqs = faqsAmong(files);
  const rootOf = (page: string): string | undefined => foldersAbove(page).find((folder) => faqs.has(folder));
  const siteAround = surroundingsIn(published, judges, { faqs, rootOf, records });
  const recordsOf = recordsAmong(records);
  const proofs = new Map<InputFile, Proof>();
  // Each page that holds an answer, and each copy, asks for its record.
  const prove = (file: InputFile): Proof => {
    const proof = proofs.get(file) ?? proveRecord(file, trust);
    proofs.set(file, proof);
    return proof;
  };
  const nameOf = (file: string): string => (file === '' ? path : `${path.replace(/\/+$/, '')}/${file}`);
  for (const file of files) {
    const root = rootOf(file.path) ?? '';
    const name = nameOf(file.path);
    const inSite = file.path.slice(root.length);
    // What a fragment names stands where it stands for the front page.
    const site = siteAround(inSite === fragmentPath ? `${root}index.html` : file.path);
    const recordsFor = (id: string): readonly InputFile[] => recordsOf(id, file.path, site.faq);
    const isData = /(?:^|\/)faq\.json$/.test(file.path || path);
    // Some tools that bring files to a host end lines as Windows does.
    const text = decodeText(file).value.text.replaceAll('\r\n', '\n');
    if (site.faq && inSite === verifierPath && site.faq.answersOn(inSite) === null) {
      // Whoever is told by a false one that all is well looks no further.
      altered(
        name,
        withoutLayout(text) === withoutLayout(verifierPage(site.faq.language, program.verifier))
          ? []
          : ['faqgen prints another page there'],
      );
      continue;
    }
    const isPage = file.path.endsWith('.html') && !(site.faq && isNoPageOfSite(inSite, text));
    if (site.faq && !isPage) {
      const { faq } = site;
      const approvalOf = (id: string): SignedTogether | null => {
        if (faq.questions.get(id)?.state !== 'signed') return null;
        const proof = proveTogether(recordsFor(id), prove, () => true);
        const isHolding = ({ date, until }: SignOff): boolean => asOf >= date && asOf <= until;
        return proof?.signOff && [proof.signOff, ...proof.signOff.further].every(isHolding) ? proof.signOff : null;
      };
      altered(
        name,
        judges.isLeftByBuild(inSite.replace(/^.*\//, ''))
          ? ['a build that still runs, or was cut short, left it there']
          : [
              ...alterationsOfText(inSite, text, { faq, approvalOf, search: site.search }),
              ...alterationsOfFile(inSite, file.bytes, text, program, { faq, search: site.search }),
            ],
      );
    }
    if (/(?:^|\/)(?:assets\/style\.[^/]*|embed\/embed)\.css$/.test(file.path) && !program.styles.has(styleDigest(text)))
      diagnostics.push(diagnose('unknown-style', null, { file: name }));
    if (file.path !== '' && !isPage && !isData) continue;
    if (isData) {
      findings.push(...findingsOn(name, answersInData(text), recordsFor, prove, judges));
      continue;
    }
    const page = readPublishedPage(text, inSite, site);
    const found = findingsOn(name, page.answers, recordsFor, prove, judges);
    findings.push(...found);
    // What a false review says is told with it.
    const judged = found.filter((one) => one.verdict === 'approved' || isFalse(one)).map(({ id }) => id);
    for (const claim of new Set(page.claimsBeside(new Set(judged))))
      diagnostics.push(diagnose('review-claim', null, { page: name, claim, isPublished: true }));
    altered(name, page.alterations);
  }
  // Without the data of a site, nobody could see what is missing from it.
  for (const { path: front } of files)
    if (/(?:^|\/)(?:index|404)\.html$/.test(front) && rootOf(front) === undefined && !judges.mayLackData)
      altered(nameOf(front), ['there is no faq.json that can be read']);
  const names = new Set(files.map((file) => file.path));
  const lacking = new Set<string>();
  for (const [root, faq] of faqs) {
    const absent = filesOf(faq, (file) => names.has(`${root}${file}`)).filter((file) => !names.has(`${root}${file}`));
    for (const file of absent) lacking.add(`${root}${file}`);
    altered(nameOf(root).replace(/\/$/, ''), [
      ...absent.map((file) => `it lacks ${file}`),
      ...loneRecords(root, faq, names),
    ]);
  }
  const lost = published.missing.filter((file) => !lacking.has(file));
  altered(
    path.replace(/\/$/, ''),
    lost.map((file) => `it lists ${file}, which is not there`),
  );
  const withdrawn = [...faqs.values()].reduce((sum, faq) => sum + faq.withdrawn.size, 0);
  return { findings, withdrawn, diagnostics };
}

/** What the data of each site among the files say of it, by its folder. */
function faqsAmong(files: readonly InputFile[]): ReadonlyMap<string, PublishedFaq> {
  return new Map(
    files.flatMap((file) => {
      const folder = /^(?:.*\/)?(?=faq\.json$)/.exec(file.path)?.[0];
      const faq = folder === undefined ? null : readPublishedFaq(decodeText(file).value.text);
      return faq === null || folder === undefined ? [] : [[folder, faq] as const];
    }),
  );
}

interface Places {
  readonly faqs: ReadonlyMap<string, PublishedFaq>;
  readonly rootOf: (page: string) => string | undefined;
  readonly records: ReadonlyMap<string, Uint8Array | null>;
}

/** What stands around a page. */
function surroundingsIn(
  { files }: PublishedFiles,
  { origins, reviewers, program }: Judges,
  { faqs, rootOf, records }: Places,
): (page: string) => PublishedSite {
  const contents = new Map(files.map((file) => [file.path, file.bytes]));
  const styles = new Set(
    files
      .filter(({ path: file }) => /(?:^|\/)assets\/style\.[^/]*\.css$/.test(file))
      .map((file) => withoutFolder(decodeText(file).value.text)),
  );
  const recorded = new Set([...records].flatMap(([path, bytes]) => (bytes === null ? [] : nameIn({ path, bytes }))));
  const search = new Map<string | undefined, ClaimSearch>();
  const searchAt = (root: string | undefined): ClaimSearch => {
    const known = search.get(root);
    if (known) return known;
    const names = new Set([...(faqs.get(root ?? '')?.names ?? []), ...reviewers, ...recorded]);
    const made = claimSearch([...names]);
    search.set(root, made);
    return made;
  };
  return (page) => {
    const fileAt = (address: string) => contents.get(pathFrom(page, address)) ?? undefined;
    const root = rootOf(page);
    const sectionPages = faqs.get(root ?? '')?.sectionPages ?? [];
    return {
      origins,
      search: searchAt(root),
      faq: faqs.get(root ?? '') ?? null,
      wholeAddresses: (url) => {
        const bytes = contents.get(`${root ?? ''}index.html`);
        return bytes ? wholeAddressesIn(decodeText({ path: 'index.html', bytes }).value.text, url) : new Map();
      },
      // Where the questions stand in no sections, each has its page alone.
      isListed: sectionPages.length === 0 || sectionPages.some((one) => contents.has(`${root}${one}`)),
      isStyle: (text) => styles.has(withoutFolder(text)),
      isScript: (address) => program.files.has(address),
      sizeOf: (address) => {
        const bytes = fileAt(address);
        return bytes && pictureSize(bytes);
      },
      digestOf: (address) => digestOfFile(fileAt(address) ?? null),
      isAltered: (address) => {
        const bytes = fileAt(address);
        return bytes !== undefined && !isNamedByContents(address, bytes);
      },
    };
  };
}

/** What a site has by its data: the front page, the page of each question, the records of the signed, and the pages of sections where there is one of them. */
function filesOf({ questions, withdrawn, sectionPages }: PublishedFaq, isThere: (file: string) => boolean): string[] {
  return [
    'index.html',
    ...[...questions].flatMap(([id, { state, further }]) => [
      `${id}.html`,
      ...(state === 'signed' ? [recordPath(id), ...further.map((by) => recordPath(id, by))] : []),
    ]),
    ...withdrawn.keys(),
    ...(sectionPages.some(isThere) ? sectionPages : []),
  ];
}

function loneRecords(root: string, { questions }: PublishedFaq, names: ReadonlySet<string>): string[] {
  return [...names].flatMap((file) => {
    const [id, by = null] = (file.startsWith(`${root}reviews/`) && /([^/]+)\.yaml$/.exec(file)?.[1]?.split('.')) || [];
    const question = questions.get(id ?? '');
    return id === undefined || (question?.state === 'signed' && (by === null || question.further.includes(by)))
      ? []
      : [`${file.slice(root.length)} is the record of no signed answer`];
  });
}

function findingsOn(
  page: string,
  answers: readonly PublishedAnswer[],
  recordsFor: (id: string) => readonly InputFile[],
  prove: (file: InputFile) => Proof,
  { asOf, approvals }: Pick<Judges, 'asOf' | 'approvals'>,
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
    // Of several records those count that the page tells of.
    const proof = proveTogether(recordsFor(id), prove, (one) => answer.names(one.name));
    if (!proof) return { ...nothing, verdict: 'unsigned', reasons: ['there is no record of a review'] };
    if (!proof.signOff) return { ...nothing, verdict: 'unproven', reasons: [proof.reason] };
    const { signOff, digest } = proof;
    const all = [signOff, ...signOff.further];
    const name = all.length === 1 ? signOff.name : all.map((one) => creditLine({ ...one, role: null })).join(', ');
    const date = all.map((one) => one.date).reduce((a, b) => (a > b ? a : b));
    const until = all.map((one) => one.until).reduce((a, b) => (a < b ? a : b));
    const isEnough =
      approvals === null ||
      chosen(
        all.map((one) => ({ signOff: one, until: one.until })),
        approvals,
      );
    const differences = [
      ...answer.differencesFrom(signOff),
      ...(isEnough ? [] : ['`policy.approvals` of faq.yaml asks for more than one who approved it']),
    ];
    const verdict = differences.length > 0 ? 'differs' : asOf > until || asOf < date ? 'expired' : 'approved';
    const reasons = verdict === 'expired' ? [`the approval holds from ${date} until ${until}`] : differences;
    // Without the mark, a name alone says it as well.
    const isCalledReviewed = answer.isCalledReviewed || answer.names(signOff.name);
    return { ...nothing, isCalledReviewed, verdict, name, date, until, digest, reasons };
  });
}

/** The path to which a relative address leads from a page; one that is no path where it leads nowhere. */
function pathFrom(page: string, address: string): string {
  const steps: string[] = [];
  for (const step of [...page.split('/').slice(0, -1), ...address.split('/')]) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/') || '.';
}

/**
 * The records that were published with a page: in the nearest folder above it, or else those of the project, as far as the site has
 * the answer in their language and calls it signed at some time; further ones last.
 */
function recordsAmong(
  files: ReadonlyMap<string, Uint8Array | null>,
): (id: string, page: string, faq: PublishedFaq | null) => readonly InputFile[] {
  const known = new Map<string, { readonly file: InputFile; readonly isFurther: boolean }[]>();
  for (const [path, bytes] of files) {
    const [, folder, id, by] = /^(.*)reviews\/([^/.]+)(\.[a-z0-9-]+)?\.yaml$/.exec(path) ?? [];
    if (bytes === null || folder === undefined) continue;
    const beside = known.get(`${folder}${id}`) ?? [];
    beside.push({ file: { path, bytes }, isFurther: by !== undefined });
    known.set(`${folder}${id}`, beside);
  }
  return (id, page, faq) => {
    for (const folder of [...foldersAbove(page), projectMark]) {
      const found = known.get(`${folder}${id}`);
      if (!found) continue;
      const all = [...found].sort((a, b) => Number(a.isFurther) - Number(b.isFurther)).map(({ file }) => file);
      return folder === projectMark && faq !== null && !isRecordOf(all, id, faq) ? [] : all;
    }
    return [];
  };
}

/** Whether the first of the project's records can be that of an answer of the site. */
function isRecordOf([first]: readonly InputFile[], id: string, { questions, language }: PublishedFaq): boolean {
  const { record } = first ? readRecord(decodeText(first).value) : { record: null };
  return questions.get(id)?.state !== 'unsigned' && (record === null || isReadAsApproved(record.signOff, language));
}

/** The folders in which a file lies, from the nearest to that of all. */
function foldersAbove(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return [...parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/')}/`), ''];
}

/** A host may leave white space out between elements. */
function withoutLayout(html: string): string {
  return html.replaceAll(/>\s+</g, '><').trim();
}

/** Who is named by what may be a record. */
function nameIn(file: InputFile): string[] {
  if (!file.path.endsWith('.yaml')) return [];
  const { record } = readRecord(decodeText(file).value);
  return record ? [record.signOff.name] : [];
}
