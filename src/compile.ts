import { type Diagnostic, diagnose, hasErrors, sortDiagnostics } from './diagnostics/diagnostic.ts';
import type { TextFile } from './diagnostics/span.ts';
import type { IsoDate } from './faq/dates.ts';
import type { Faq, Question } from './faq/faq.ts';
import { lockPath, lostIds, type PublishedId, readLock } from './faq/idsLock.ts';
import type { Places, Prose } from './faq/places.ts';
import type { Project, ProjectFiles, Typeface } from './faq/project.ts';
import { type Content, readContent } from './review/readContent.ts';
import { recordPath } from './review/readReviews.ts';
import { readTranslations, type Translations } from './review/readTranslations.ts';
import { type Edition, selectEdition } from './review/selectEdition.ts';
import { accentShades, contrastOnLight } from './site/accent.ts';
import { assetOf } from './site/assets.ts';
import { faqJsonFile } from './site/faqJson.ts';
import { faqJsonSchemaFile } from './site/faqJsonSchema.ts';
import { feedFile } from './site/feed.ts';
import { isImageFile } from './site/inspectMarkdown.ts';
import { linkedIn } from './site/linkedIds.ts';
import { llmsFile } from './site/llmsTxt.ts';
import { twinPath, twinsOf } from './site/markdownTwin.ts';
import { Memory } from './site/memory.ts';
import { picturesOf } from './site/pageInputs.ts';
import { type PagePlan, planPages } from './site/pagePlan.ts';
import type { Presentation, Site } from './site/pagePrinter.ts';
import { type PictureSize, pictureSize } from './site/pictureSize.ts';
import { presentStubs, presentWhole, siteOf } from './site/presentPages.ts';
import { readsAlike } from './site/readsAlike.ts';
import { allProse, hasCareCard, type Reading, readTexts } from './site/readTexts.ts';
import { blameTheme, readTheme, type ThemeFiles, wholeFile } from './site/readTheme.ts';
import { movedScript, redirectsFile } from './site/redirects.ts';
import { type PackedGroups, type RenderedPage, type RenderRequest, renderAnswers } from './site/renderPages.ts';
import { type SearchIndex, type SearchWords, searchIndex } from './site/searchIndex.ts';
import { headersFile } from './site/securityPolicy.ts';
import { type Drawing, drawingsOf, drawShareImages } from './site/shareImages.ts';
import type { SiteFile } from './site/siteFile.ts';
import { robotsFile, sitemapFile } from './site/sitemap.ts';
import { stylesheet } from './site/stylesheet.ts';
import { compileTemplates, type Templates } from './site/templates.ts';
import { type Blame, judgeSite, PageProver, type ProvenPage } from './site/verifySite.ts';
import { en } from './site/words/en.ts';
import { languagesWithWords, wordsFor } from './site/words/wordsFor.ts';

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
  /** Pictures of the site that whoever writes it has painted: that takes longer than all the rest. */
  readonly drawings: readonly Drawing[];
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that the spans of the diagnostics point into, by path. */
  readonly texts: ReadonlyMap<string, TextFile>;
  readonly questions: number;
  /** Ids under which the site has something: those of questions and sections, and the old ones. Empty where there is any error. */
  readonly published: readonly PublishedId[];
}

/**
 * From the bytes of a project to the files of its site. Pure: the same project
 * on the same day gives the same bytes, whatever is remembered of an earlier run.
 * Never throws on any content.
 */
export function compile(project: Project, options: CompileOptions, memory = new Memory()): Compilation {
  const steps = compileInSteps(project, options, memory);
  for (let step = steps.next(); ; step = steps.next(null)) if (step.done) return step.value;
}

/** The same, but it asks for the pages of answers, which others may render: null leaves that to it. */
export function* compileInSteps(
  project: Project,
  options: CompileOptions,
  memory: Memory,
): Generator<RenderRequest, Compilation, PackedGroups | null> {
  const readAlike = (text: string, other: string): boolean =>
    memory.recall('alike', `${text}\0${other}`, () => readsAlike(text, other));
  const content = readContent(project, options, readAlike, memory);
  const theme = readTheme(project, content.faq, content.places);
  const { templates, diagnostics: templateDiagnostics } = compileThemeOnce(theme.templates, memory);
  const read = [...content.diagnostics, ...theme.diagnostics, ...templateDiagnostics];
  const texts = new Map([
    ...content.texts,
    ...[...theme.templates, theme.style, theme.careCards, theme.lists, theme.icon].map(
      (file) => [file.path, file] as const,
    ),
  ]);
  const failed = (all: readonly Diagnostic[]): Compilation => ({
    files: [],
    drawings: [],
    diagnostics: sortDiagnostics(all),
    texts,
    questions: 0,
    published: [],
  });
  const { faq, reviews, unread } = content;
  read.push(...checkLock(project, content, texts));
  if (!faq) return failed(content.isText ? read : content.diagnostics);

  const hasFalseConsequence = ({ code }: Diagnostic): boolean =>
    (code === 'unknown-source' && unread.has('sources')) ||
    ((code === 'unknown-question' || code === 'unknown-original') && unread.has('ids'));
  const { edition, places, diagnostics: found } = selectEdition(faq, reviews, options, content.places);
  const files = withoutHidden(project.files);
  const translations = readTranslations(faq, content.places, {
    project: { ...project, files },
    asOf: options.asOf,
    url: options.url,
    readsAlike: readAlike,
    memory,
  });
  const soFar = [...read, ...found, ...translations.diagnostics];
  const hasFile = (path: string): boolean => files.read(path) !== null;
  const plan = planPages(edition);
  const parts = collectParts({
    edition,
    plan,
    translations: translations.value,
    theme,
    files,
    typeface: project.typeface,
    memory,
  });
  // Where the front page holds every answer, all texts are read for it anyway.
  const isReadOnce = plan.isListed && !hasErrors(soFar);
  const early = isReadOnce
    ? yield* renderAnswers(
        siteOf({ ...parts.presentation, search: null, texts: new Map() }),
        theme.templates,
        templates,
        memory,
      )
    : null;
  const readings = early && readingsOf(edition, early);
  const prose = readTexts(edition, places, hasFile, memory, readings ?? undefined);
  const all = [...soFar, ...prose.diagnostics, ...adviseOn(faq, content.places)];
  if (hasErrors(all)) return failed(all.filter((found) => !hasFalseConsequence(found)));

  const searchFiles = readings && searchFilesOf(edition, plan, readings, theme);
  const search = searchFiles && { scriptPath: searchFiles.script.path, indexPath: searchFiles.index.path };
  const whole = siteOf({ ...parts.presentation, search, texts: prose.texts });
  const answers = early ?? (yield* renderAnswers(whole, theme.templates, templates, memory));
  const site = finishSite(whole, answers, { ...parts, searchFiles }, theme, templates);
  if (hasErrors(site.diagnostics)) return failed([...all, ...site.diagnostics]);
  return {
    files: site.files,
    drawings: site.drawings,
    diagnostics: sortDiagnostics([...all, ...site.diagnostics]),
    texts,
    questions: edition.reviews.size,
    published: publishedIds(edition),
  };
}

function publishedIds({ sections }: Edition): PublishedId[] {
  return sections.flatMap(({ id, formerly, questions }) => [
    ...(id === null ? [] : [id, ...formerly]).map((own) => ({ kind: 'section' as const, id: own })),
    ...questions.flatMap((question) =>
      [question.id, ...question.formerly].map((own) => ({ kind: 'question' as const, id: own })),
    ),
  ]);
}

/** Judges ids.lock where the FAQ could be read without an error: what is broken in it is not gone. */
function checkLock({ faq, files }: Project, content: Content, texts: Map<string, TextFile>): Diagnostic[] {
  const path = lockPath(faq.path);
  const bytes = files.read(path);
  if (bytes === null || !content.faq) return [];
  const { value: lock, diagnostics } = readLock({ path, bytes });
  texts.set(path, lock.text);
  return [...diagnostics, ...(hasErrors(content.diagnostics) ? [] : lostIds(lock.ids, content.faq))];
}

/** A file whose name begins with a dot holds settings or secrets, and is never published. */
function withoutHidden(files: ProjectFiles): ProjectFiles {
  return { ...files, read: (path) => (/(?:^|\/)\.(?!\.?\/)/.test(path) ? null : files.read(path)) };
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
  const accent = faq.theme.accent?.toLowerCase() ?? null;
  const legible = accent && accentShades(accent).light;
  if (accent && legible && legible !== accent) {
    // Rounded down, so that it never says 4.5 of what is less.
    const ratio = String(Math.floor(contrastOnLight(accent) * 10) / 10);
    advice.push(diagnose('illegible-accent', places.value(['theme', 'accent']), { accent, contrast: ratio, legible }));
  }
  return advice;
}

/** What the pages are made of besides the words of the answers. */
interface Parts {
  readonly presentation: Omit<Presentation, 'texts' | 'search'>;
  readonly styleFile: SiteFile;
  readonly iconFile: SiteFile;
  readonly scriptFile: SiteFile;
  readonly chatScriptFile: SiteFile;
  /** The project's files that the site holds, by the path that the author wrote. */
  readonly copies: ReadonlyMap<string, SiteFile>;
  readonly drawings: readonly Drawing[];
}

function collectParts({
  edition,
  plan,
  translations,
  theme,
  files,
  typeface,
  memory,
}: {
  edition: Edition;
  plan: PagePlan;
  translations: Translations;
  theme: ThemeFiles;
  files: ProjectFiles;
  typeface: () => Typeface;
  memory: Memory;
}): Parts {
  const prose = allProse(edition);
  const careCards = hasCareCard(prose, memory) ? theme.careCards.text : '';
  const lists = plan.isListed ? theme.lists.text : '';
  const style = stylesheet(theme.style.text + careCards + lists, edition.faq.theme);
  const styleFile = assetOf('style.css', style);
  const iconFile = assetOf('icon.svg', theme.icon.text);
  const scriptFile = assetOf('find.js', theme.script.text);
  const chatScriptFile = assetOf('chat.js', theme.chatScript.text);
  const copies = copyFiles(
    [...picturesOf(edition.faq), ...prose.flatMap(({ text }) => linkedIn(text, memory).files)],
    files,
  );
  const shareImages = drawShareImages(edition, style, typeface, memory);
  const presentation = {
    edition,
    plan,
    translations,
    words: wordsFor(edition.faq.language) ?? en,
    style,
    stylePath: styleFile.path,
    iconPath: iconFile.path,
    scriptPath: scriptFile.path,
    chatScriptPath: chatScriptFile.path,
    filePaths: new Map([...copies].map(([path, file]) => [path, file.path])),
    pictureSizes: sizesOf(copies),
    shareImages,
    memory,
  };
  return { presentation, styleFile, iconFile, scriptFile, chatScriptFile, copies, drawings: drawingsOf(shareImages) };
}

function readingsOf({ sections }: Edition, answers: readonly (RenderedPage | null)[]): Map<Prose, Reading> {
  const byPath = new Map(answers.flatMap((page) => (page?.reading ? [[page.path, page.reading] as const] : [])));
  return new Map(
    sections.flatMap(({ questions }) =>
      questions.flatMap(({ id, answer }) => {
        const reading = byPath.get(`${id}.html`);
        return reading ? [[answer, reading] as const] : [];
      }),
    ),
  );
}

/** What finds questions where the front page does not hold the answers. */
interface SearchFiles {
  readonly script: SiteFile;
  readonly index: SearchIndex;
}

function searchFilesOf(
  edition: Edition,
  plan: PagePlan,
  readings: ReadonlyMap<Prose, Reading>,
  theme: ThemeFiles,
): SearchFiles {
  const wordsOf = ({ answer }: Question): SearchWords => readings.get(answer)?.words ?? { asked: '', told: '' };
  return { script: assetOf('search.js', theme.searchScript.text), index: searchIndex(edition, wordsOf, plan) };
}

function finishSite(
  site: Site,
  answers: readonly (RenderedPage | null)[],
  {
    styleFile,
    iconFile,
    scriptFile,
    chatScriptFile,
    copies,
    drawings,
    searchFiles,
  }: Parts & { searchFiles: SearchFiles | null },
  theme: ThemeFiles,
  templates: Templates,
): { files: SiteFile[]; drawings: readonly Drawing[]; diagnostics: Diagnostic[] } {
  const { edition, plan, translations } = site;
  const { faq } = edition;
  const diagnostics: Diagnostic[] = [];
  const print = (template: string, view: object): string => {
    const { text, diagnostics: found } = templates.print(template, view);
    diagnostics.push(...found);
    return text ?? '';
  };
  const files: SiteFile[] = [];
  const pages: ProvenPage[] = [];
  const twinOf = twinsOf(site);
  const prover = new PageProver(faq.url);
  for (const page of presentWhole(site)) {
    const { path } = page;
    const html = print(page.template, page.view);
    pages.push(prover.prove({ ...page, html }));
    files.push({ path, contents: html });
    const twin = twinOf(page);
    if (twin) files.push(twin);
  }
  for (const page of answers) {
    if (!page) throw new Error('an answer was not read, and nothing was said of it');
    const { path, template, html, twin, facts } = page;
    pages.push({ path, template, holdsStyle: false, facts });
    files.push({ path, contents: html }, { path: twinPath(path), contents: twin });
    diagnostics.push(...page.diagnostics);
  }
  const movedFile = assetOf('moved.js', movedScript);
  const stubs = presentStubs(site, movedFile.path).map((stub) => ({ ...stub, html: print('moved', stub.view) }));
  pages.push(...stubs.map((stub) => prover.proveStub(stub)));
  files.push(
    ...stubs.map(({ path, html }): SiteFile => ({ path, contents: html })),
    styleFile,
    iconFile,
    scriptFile,
    ...(searchFiles ? [searchFiles.script, ...searchFiles.index.files] : []),
    ...(faq.chat?.embedded == null ? [] : [chatScriptFile]),
    headersFile(site),
    ...new Map([...copies.values()].map((file) => [file.path, file])).values(),
    ...recordFiles(edition),
    ...(stubs.length === 0 ? [] : [redirectsFile(stubs)]),
    ...(stubs.some(({ view }) => view.script !== null) ? [movedFile] : []),
    faqJsonFile(edition, translations),
    faqJsonSchemaFile(),
    llmsFile(site),
    ...(faq.url === null ? [] : [sitemapFile(edition, plan, faq.url), robotsFile(faq.url), feedFile(edition, faq.url)]),
  );
  if (hasErrors(diagnostics)) return { files: [], drawings: [], diagnostics };
  const origins = new Map([...copies].map(([origin, { path }]) => [path, origin]));
  for (const [asset, { path }] of [[styleFile, theme.style] as const, [iconFile, theme.icon] as const])
    if (theme.own.has(path)) origins.set(asset.path, path);
  const blame: Blame = {
    template: (template, partial) => blameTheme(theme, template, partial),
    file: (path) => wholeFile(origins.get(path)),
  };
  const paths = new Set([...files, ...drawings].map(({ path }) => path));
  const others = translations.others.map(({ url }) => url);
  diagnostics.push(...judgeSite({ pages, files, paths, others }, faq.policy.origins, blame));
  return { files, drawings, diagnostics };
}

/** What a reviewer signed, for anyone who wants to check it. */
function recordFiles({ faq, reviews }: Edition): SiteFile[] {
  if (faq.policy.review === 'off') return [];
  return [...reviews].flatMap(([id, review]) =>
    review.state === 'signed' ? [{ path: recordPath(id), contents: review.record.text }] : [],
  );
}

/** The project's files that texts link to or show, by the path that the author wrote. */
function copyFiles(paths: Iterable<string>, files: ProjectFiles): Map<string, SiteFile> {
  const copies = new Map<string, SiteFile>();
  for (const path of new Set(paths)) {
    const contents = files.read(path);
    if (contents) copies.set(path, assetOf(path, contents));
  }
  return copies;
}

function sizesOf(copies: ReadonlyMap<string, SiteFile>): Map<string, PictureSize> {
  const sizes = new Map<string, PictureSize>();
  for (const [path, { contents }] of copies) {
    const size = isImageFile(path) && typeof contents !== 'string' ? pictureSize(contents) : null;
    if (size) sizes.set(path, size);
  }
  return sizes;
}

function compileThemeOnce(files: readonly TextFile[], memory: Memory): ReturnType<typeof compileTemplates> {
  const key = JSON.stringify(files.map(({ path, text }) => [path, text]));
  return memory.recall('templates', key, () => compileTemplates(files));
}
