import { type Diagnostic, diagnose, hasErrors, sortDiagnostics } from './diagnostics/diagnostic.ts';
import { nearest } from './diagnostics/nearest.ts';
import type { InputFile, Span, TextFile } from './diagnostics/span.ts';
import { checkFaq } from './faq/checkFaq.ts';
import type { Unread } from './faq/checkShape.ts';
import type { IsoDate } from './faq/dates.ts';
import { decodeText } from './faq/decodeText.ts';
import type { Faq } from './faq/faq.ts';
import { parseFaq } from './faq/parseFaq.ts';
import type { Places } from './faq/places.ts';
import { signedPart } from './review/readRecord.ts';
import { type Review, readReviews, recordFolder, recordPath, type TrustedKeys } from './review/readReviews.ts';
import { type Edition, selectEdition } from './review/selectEdition.ts';
import { signerOf, signersOf } from './review/sshSignature.ts';
import { assetOf } from './site/assets.ts';
import { faqJsonFile } from './site/faqJson.ts';
import { feedFile } from './site/feed.ts';
import { markdownTwin } from './site/markdownTwin.ts';
import { Memory } from './site/memory.ts';
import type { Presentation } from './site/pagePrinter.ts';
import { presentPages, presentStubs } from './site/presentPages.ts';
import { filesIn, readTexts, type Texts } from './site/readTexts.ts';
import type { SiteFile } from './site/siteFile.ts';
import { robotsFile, sitemapFile } from './site/sitemap.ts';
import { stylesheet } from './site/stylesheet.ts';
import { compileTemplates, type Templates, templateName } from './site/templates.ts';
import { type Blame, type PrintedPage, type PrintedStub, verifySite } from './site/verifySite.ts';
import { en } from './site/words/en.ts';
import { languagesWithWords, wordsFor } from './site/words/wordsFor.ts';

/** All that a build reads. Nothing else of the outside world decides what it makes. */
export interface Project {
  readonly faq: InputFile;
  /** The built-in theme: templates, stylesheet and icon. */
  readonly templates: readonly InputFile[];
  readonly files: ProjectFiles;
}

/** The other files of the project; paths are relative to its root. */
export interface ProjectFiles {
  /** Null where there is no such file, or where it lies outside of the project. */
  read(path: string): Uint8Array | null;
  /**
   * The files directly in a folder, null where there is no such folder in the
   * project. `bytes` is null where a file cannot be read, or lies outside of the project.
   */
  list(folder: string): readonly { readonly path: string; readonly bytes: Uint8Array | null }[] | null;
}

export interface CompileOptions {
  /** The day for which to build: decides what is published. */
  readonly asOf: IsoDate;
  /** Replaces `url` of faq.yaml; absolute. */
  readonly url: string | null;
  /** Shows, marked as such, what is not published: for the author's own eyes, never for `dist/`. */
  readonly preview: boolean;
}

export interface Compilation {
  /** Empty where there is any error. */
  readonly files: readonly SiteFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that the spans of the diagnostics point into, by path. */
  readonly texts: ReadonlyMap<string, TextFile>;
  readonly questions: number;
}

/**
 * From the bytes of a project to the files of its site. Pure: the same project
 * on the same day gives the same bytes, whatever is remembered of an earlier run.
 * Never throws on any content.
 */
export function compile(project: Project, options: CompileOptions, memory = new Memory()): Compilation {
  const content = readContent(project, options, memory);
  const theme = readTheme(project, content.faq, content.places);
  const { templates, diagnostics: templateDiagnostics } = compileThemeOnce(theme.templates, memory);
  const read = [...content.diagnostics, ...theme.diagnostics, ...templateDiagnostics];
  const texts = new Map([
    ...content.texts,
    ...[...theme.templates, theme.style, theme.icon].map((file) => [file.path, file] as const),
  ]);
  const failed = (all: readonly Diagnostic[]): Compilation => ({
    files: [],
    diagnostics: sortDiagnostics(all),
    texts,
    questions: 0,
  });
  const { faq, reviews, unread } = content;
  if (!faq) return failed(content.isText ? read : content.diagnostics);

  const hasFalseConsequence = ({ code }: Diagnostic): boolean =>
    (code === 'unknown-source' && unread.has('sources')) || (code === 'unknown-question' && unread.has('ids'));
  const { edition, places, diagnostics: found } = selectEdition(faq, reviews, options, content.places);
  const files = withoutHidden(project.files);
  const prose = readTexts(edition, places, (path) => files.read(path) !== null, memory);
  const all = [...read, ...found, ...prose.diagnostics, ...adviseOn(faq, content.places)];
  if (hasErrors(all)) return failed(all.filter((found) => !hasFalseConsequence(found)));

  const site = renderSite(edition, prose.texts, theme, templates, files, memory);
  if (hasErrors(site.diagnostics)) return failed([...all, ...site.diagnostics]);
  return {
    files: site.files,
    diagnostics: sortDiagnostics([...all, ...site.diagnostics]),
    texts,
    questions: edition.reviews.size,
  };
}

/**
 * Checks the signatures of the records on all the threads that Node keeps for
 * that, and leaves what came of it in the memory, where `compile` finds it.
 * With or without it, a build gives the same bytes.
 */
export async function checkSignatures(project: Project, memory: Memory): Promise<void> {
  const signed = listRecords(project).flatMap(({ bytes }) => signedPart(new TextDecoder().decode(bytes)) ?? []);
  const signers = await signersOf(signed);
  for (const [index, { message, signature }] of signed.entries()) {
    const signer = signers[index];
    if (signer) memory.recall('signer', `${message}\0${signature}`, () => signer);
  }
}

function listRecords({ files }: Project): InputFile[] {
  return (files.list(recordFolder) ?? []).map(({ path, bytes }) => ({ path, bytes: bytes ?? new Uint8Array() }));
}

/** What faq.yaml and the records of its reviews say, before anything is made of it. */
export interface Content {
  /** Null where nothing can be made of the file. */
  readonly faq: Faq | null;
  /** False where the bytes are no text: every second character would be complained of. */
  readonly isText: boolean;
  readonly places: Places;
  readonly unread: ReadonlySet<Unread>;
  /** By the id of the question. */
  readonly reviews: ReadonlyMap<string, Review>;
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, TextFile>;
}

/** Reads and checks faq.yaml and the records. `trusted`: see readReviews. */
export function readContent(
  project: Project,
  { asOf, url, trusted = null }: { asOf: IsoDate; url: string | null; trusted?: TrustedKeys | null },
  memory = new Memory(),
): Content {
  const { value: text, diagnostics } = decodeText(project.faq);
  const parsed = parseFaq(text);
  const texts = new Map([[text.path, text]]);
  const nothing = { ...parsed, isText: true, reviews: new Map<string, Review>(), texts };
  // UTF-16, most likely.
  if (hasErrors(diagnostics) && text.text.includes('\0')) return { ...nothing, faq: null, isText: false, diagnostics };
  if (!parsed.faq) return { ...nothing, diagnostics: [...diagnostics, ...parsed.diagnostics] };
  const faq = url === null ? parsed.faq : { ...parsed.faq, url };
  const reviews = readReviews(faq, parsed.places, listRecords(project), { asOf, trusted }, (message, signature) =>
    memory.recall('signer', `${message}\0${signature}`, () => signerOf(message, signature)),
  );
  for (const record of reviews.texts) texts.set(record.path, record);
  return {
    ...nothing,
    faq,
    reviews: reviews.byQuestion,
    diagnostics: [...diagnostics, ...parsed.diagnostics, ...checkFaq(faq, asOf, parsed.places), ...reviews.diagnostics],
  };
}

/** A file whose name begins with a dot holds settings or secrets, and is never published. */
function withoutHidden(files: ProjectFiles): ProjectFiles {
  return { ...files, read: (path) => (/(?:^|\/)\.(?!\.?\/)/.test(path) ? null : files.read(path)) };
}

interface ThemeFiles {
  readonly templates: readonly TextFile[];
  readonly style: TextFile;
  readonly icon: TextFile;
  /** Paths of the files that the project's own theme replaces or adds. */
  readonly own: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The built-in theme, with the files of `theme.templates` in the place of those of the same name. */
function readTheme(project: Project, faq: Faq | null, places: Places): ThemeFiles {
  const diagnostics: Diagnostic[] = [];
  const byName = new Map(project.templates.map((file) => [baseName(file.path), file]));
  const builtIn = new Set(byName.keys());
  const own = new Set<string>();
  const folder = faq?.theme.templates ?? null;
  const files = folder ? project.files.list(folder.file.replace(/^\.\//, '').replace(/\/+$/, '')) : [];
  if (folder && !files) diagnostics.push(diagnose('missing-file', places.value(folder.path), { path: folder.file }));
  for (const { path, bytes } of files ?? []) {
    if (bytes === null && folder) diagnostics.push(diagnose('missing-file', places.value(folder.path), { path }));
    if (bytes === null || !/\.(?:hbs|css|svg)$/.test(path)) continue;
    own.add(path);
    byName.set(baseName(path), { path, bytes });
  }
  const decoded = new Map(
    [...byName].map(([name, file]) => {
      const { value, diagnostics: bad } = decodeText(file);
      diagnostics.push(...bad);
      return [name, value] as const;
    }),
  );
  const templates = [...decoded].filter(([name]) => name.endsWith('.hbs')).map(([, file]) => file);
  const used = new Set(
    templates.flatMap(({ text }) => [...text.matchAll(/\{\{~?#?>\s*([\w@-]+)/g)].map((match) => `${match[1]}.hbs`)),
  );
  for (const file of files ?? []) {
    const name = baseName(file.path);
    if (builtIn.has(name) || used.has(name)) continue;
    diagnostics.push(
      diagnose(
        'unused-template',
        { file: file.path, start: 0, end: 0 },
        { path: file.path, nearest: nearest(name, builtIn) },
      ),
    );
  }
  const nothing = { path: '', text: '' };
  return {
    templates,
    style: decoded.get('style.css') ?? nothing,
    icon: decoded.get('icon.svg') ?? nothing,
    own,
    diagnostics,
  };
}

function adviseOn(faq: Faq, places: Places): Diagnostic[] {
  const advice: Diagnostic[] = [];
  if (faq.url === null) advice.push(diagnose('no-url', { ...places.key([]), start: 0, end: 0 }, {}));
  if (!wordsFor(faq.language)) {
    advice.push(
      diagnose('language-without-words', places.value(['language']), {
        language: faq.language,
        available: languagesWithWords,
      }),
    );
  }
  return advice;
}

function renderSite(
  edition: Edition,
  texts: Texts,
  theme: ThemeFiles,
  templates: Templates,
  files: ProjectFiles,
  memory: Memory,
): { files: SiteFile[]; diagnostics: Diagnostic[] } {
  const style = stylesheet(theme.style.text, edition.faq.theme);
  const styleFile = assetOf('style.css', style);
  const iconFile = assetOf('icon.svg', theme.icon.text);
  const copies = copyFiles(edition, texts, files);
  const presentation: Presentation = {
    edition,
    texts,
    words: wordsFor(edition.faq.language) ?? en,
    style,
    stylePath: styleFile.path,
    iconPath: iconFile.path,
    filePaths: new Map([...copies].map(([path, file]) => [path, file.path])),
    memory,
  };

  const diagnostics: Diagnostic[] = [];
  const print = (template: string, view: object): string => {
    const { text, diagnostics: found } = templates.print(template, view);
    diagnostics.push(...found);
    return text ?? '';
  };
  const pages: PrintedPage[] = presentPages(presentation).map((page) => ({
    ...page,
    html: print(page.template, page.view),
  }));
  const stubs: PrintedStub[] = presentStubs(presentation).map(({ path, view }) => ({
    path,
    html: print('moved', view),
    target: view.target,
  }));
  const all: SiteFile[] = [
    ...[...pages, ...stubs].map(({ path, html }): SiteFile => ({ path, contents: html })),
    styleFile,
    iconFile,
    ...new Map([...copies.values()].map((file) => [file.path, file])).values(),
    ...recordFiles(edition),
    faqJsonFile(edition),
    ...pages.flatMap((page) => markdownTwin(page, presentation) ?? []),
    ...(edition.faq.url === null
      ? []
      : [sitemapFile(edition, edition.faq.url), robotsFile(edition.faq.url), feedFile(edition, edition.faq.url)]),
  ];
  if (hasErrors(diagnostics)) return { files: [], diagnostics };
  const origins = new Map([...copies].map(([origin, { path }]) => [path, origin]));
  for (const [asset, { path }] of [[styleFile, theme.style] as const, [iconFile, theme.icon] as const])
    if (theme.own.has(path)) origins.set(asset.path, path);
  const blame: Blame = {
    template: (template, partial) => blameTheme(theme, template, partial),
    file: (path) => wholeFile(origins.get(path)),
  };
  diagnostics.push(...verifySite({ pages, stubs, files: all }, edition.faq.url, memory, blame));
  return { files: all, diagnostics };
}

/** What a reviewer signed, for anyone who wants to check it. */
function recordFiles({ faq, reviews }: Edition): SiteFile[] {
  if (faq.policy.review === 'off') return [];
  return [...reviews].flatMap(([id, review]) =>
    review.state === 'signed' ? [{ path: recordPath(id), contents: review.record.text }] : [],
  );
}

function compileThemeOnce(files: readonly TextFile[], memory: Memory): ReturnType<typeof compileTemplates> {
  const key = JSON.stringify(files.map(({ path, text }) => [path, text]));
  return memory.recall('templates', key, () => compileTemplates(files));
}

/** The theme's own file that most likely left a part out: the partial, the page, or the frame. */
function blameTheme({ own: files }: ThemeFiles, template: string, partial: string): Span | null {
  const own = new Map([...files].map((path) => [templateName(path), path]));
  const path =
    own.get(partial) ?? own.get(template) ?? own.get('layout') ?? [...files].find((file) => file.endsWith('.hbs'));
  return wholeFile(path);
}

function wholeFile(path: string | undefined): Span | null {
  return path === undefined ? null : { file: path, start: 0, end: 0 };
}

/** The project's files that texts link to or show, by the path that the author wrote. */
function copyFiles({ faq }: Edition, texts: Texts, files: ProjectFiles): Map<string, SiteFile> {
  const images = [faq.publisher?.logo, ...faq.reviewers.map(({ image }) => image)].flatMap((image) =>
    image ? [image.file] : [],
  );
  const copies = new Map<string, SiteFile>();
  for (const path of [...images, ...[...texts.values()].flatMap(filesIn)]) {
    const contents = files.read(path);
    if (contents) copies.set(path, assetOf(path, contents));
  }
  return copies;
}

function baseName(path: string): string {
  return path.replace(/^.*\//, '');
}
