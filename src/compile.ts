import { type Diagnostic, diagnose, hasErrors, sortDiagnostics } from './diagnostics/diagnostic.ts';
import type { TextFile } from './diagnostics/span.ts';
import { withoutConsequences } from './faq/falseConsequences.ts';
import type { Faq, Question } from './faq/faq.ts';
import { lockPath, lostIds, type PublishedId, readLock } from './faq/idsLock.ts';
import { readOwnPages } from './faq/ownPages.ts';
import type { Project, ProjectFiles } from './faq/project.ts';
import { publicFaq } from './hooks/publicFaq.ts';
import { noHooks } from './hooks/readConfig.ts';
import { runOutputs, runRules } from './hooks/runHooks.ts';
import { inspectTexts } from './inspect/inspectTexts.ts';
import { linkedIn } from './inspect/linkedIds.ts';
import { Texts } from './markdown/markdown.ts';
import { readsAlike } from './markdown/readsAlike.ts';
import { Memory } from './memory.ts';
import { planPages } from './pages/pagePlan.ts';
import type { Drawing } from './pages/shareImage.ts';
import type { SiteFile } from './pages/siteFile.ts';
import { siteOf } from './pages/siteOf.ts';
import { findAuthoredClaims } from './proof/authoredClaims.ts';
import { type Content, readContent } from './review/readContent.ts';
import { readTranslations } from './review/readTranslations.ts';
import { type Edition, selectEdition } from './review/selectEdition.ts';
import { readRequests, tellRequests } from './reviewing/changeRequest.ts';
import type { IsoDate } from './schema/dates.ts';
import { finishSite, readingsOf } from './site/finishSite.ts';
import { type RenderTogether, renderAnswers } from './site/renderPages.ts';
import { collectParts } from './site/siteParts.ts';
import { accentShades, contrastOnLight } from './theme/accent.ts';
import { readTheme } from './theme/readTheme.ts';
import { compileTemplates } from './theme/templates.ts';
import { languagesWithWords, wordsFor } from './words/wordsFor.ts';
import type { Places } from './yaml/places.ts';

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
  /** Null where the FAQ cannot be read. */
  readonly about: AboutFaq | null;
}

/** What a FAQ says of itself and of its other languages. */
export interface AboutFaq {
  readonly language: string;
  /** Absolute, ends in `/`. */
  readonly url: string | null;
  /** Their files, from the folder of this one, and where their sites stand, absolute or from this site. */
  readonly translations: readonly { readonly file: string; readonly url: string }[];
}

/**
 * From the bytes of a project to the files of its site. Pure: the same project
 * on the same day gives the same bytes, whatever is remembered of an earlier run and
 * whoever renders with it.
 * Never throws on any content.
 */
export function compile(...given: Parameters<typeof compileInSteps>): Compilation {
  const steps = compileInSteps(...given);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in steps, between which whoever serves the last compilation can answer. */
export function* compileInSteps(
  project: Project,
  options: CompileOptions,
  memory = new Memory(),
  together: RenderTogether = () => null,
  hooks = noHooks,
): Generator<void, Compilation> {
  const reading = {
    readsAlike: (text: string, other: string) =>
      memory.recall('alike', `${text}\0${other}`, () => readsAlike(text, other)),
    linkedIn: (text: string) => linkedIn(text, memory),
  };
  const content = readContent(project, options, reading, memory);
  yield;
  const theme = readTheme(project, content.faq, content.places);
  const { templates, diagnostics: templateDiagnostics } = compileThemeOnce(
    theme.templates,
    Object.keys(content.faq?.theme.params ?? {}),
    memory,
  );
  // Where `for` could not be read, a font is not unused as well.
  const isBroken = hasErrors(content.diagnostics);
  const inTheme = theme.diagnostics.filter(({ code }) => !isBroken || code !== 'unused-font');
  const read = [...content.diagnostics, ...inTheme, ...templateDiagnostics, ...hooks.diagnostics];
  const sourceTexts = new Map([
    ...content.texts,
    ...(hooks.file ? [[hooks.file.path, hooks.file] as const] : []),
    ...[...theme.templates, ...Object.values(theme.sheets), ...theme.ownStyles, theme.icon].map(
      (file) => [file.path, file] as const,
    ),
  ]);
  const failed = (all: readonly Diagnostic[]): Compilation => ({
    files: [],
    drawings: [],
    diagnostics: sortDiagnostics(all),
    texts: sourceTexts,
    questions: 0,
    published: [],
    about: content.faq && aboutFaq(content.faq, options),
  });
  const { faq, reviews, broken } = content;
  read.push(...checkLock(project, content, sourceTexts));
  if (!faq) return failed(content.isText ? read : content.diagnostics);
  read.push(...checkRequests(project, content, options.asOf, sourceTexts));

  const files = withoutHidden(project.files);
  const own = readOwnPages(faq, files, content.places);
  for (const text of own.texts) sourceTexts.set(text.path, text);
  const {
    edition,
    places,
    diagnostics: found,
  } = selectEdition(faq, reviews, { ...options, pages: own.pages }, own.places);
  const translations = readTranslations(faq, content.places, {
    project: { ...project, files },
    asOf: options.asOf,
    url: options.url,
    texts: reading,
    memory,
  });
  const soFar = [...read, ...own.diagnostics, ...found, ...translations.diagnostics];
  // What is a page of the site is none of its files.
  const pageFiles = new Set(own.pages.map(({ file }) => file));
  const hasFile = (path: string): boolean => !pageFiles.has(path) && files.read(path) !== null;
  const plan = planPages(edition);
  const parts = collectParts({
    edition,
    plan,
    translations: translations.value,
    theme,
    files,
    inlines: hooks.inlines,
    typeface: project.typeface,
    verifier: project.verifier,
    memory,
  });
  yield;
  const texts = new Texts();
  const site = siteOf({ ...parts.presentation, search: null, texts });
  // Whoever prints a text has looked at it: where nothing is wrong with it, nobody looks again.
  const answers = hasErrors(soFar) ? [] : yield* renderAnswers(site, theme.templates, templates, memory, together);
  const readings = readingsOf(edition, answers);
  yield;
  const inTexts = inspectTexts(
    edition,
    { texts, places, hasFile, inlines: hooks.inlines, memory, told: content.diagnostics },
    readings,
  );
  const claims = findAuthoredClaims(edition, places, ({ answer }) => readings.get(answer)?.isSilent ?? false);
  const given = hooks.file && publicFaq(edition, options.asOf, hooks.inlines);
  const ruled = given ? runRules(hooks, given, places) : [];
  const all = [...soFar, ...inTexts, ...claims, ...ruled, ...adviseOn(faq, content.places)];
  if (hasErrors(all)) return failed(withoutConsequences(all, broken));

  yield;
  const ownFiles = given ? runOutputs(hooks, given) : { files: [], diagnostics: [] };
  const finished = yield* finishSite(site, answers, readings, parts, theme, templates, ownFiles);
  if (hasErrors(finished.diagnostics)) return failed([...all, ...finished.diagnostics]);
  return {
    files: finished.files,
    drawings: finished.drawings,
    diagnostics: sortDiagnostics([...all, ...finished.diagnostics]),
    texts: sourceTexts,
    questions: edition.reviews.size,
    published: publishedIds(edition),
    about: aboutFaq(faq, options),
  };
}

function aboutFaq(faq: Faq, { url }: CompileOptions): AboutFaq {
  const translations = faq.translations.flatMap(({ file, url: their }) =>
    file === null ? [] : [{ file: file.file, url: their }],
  );
  return { language: faq.language, url: url ?? faq.url, translations };
}

function publishedIds({ sections, withdrawn }: Edition): PublishedId[] {
  const idsOf = (questions: readonly Question[]) =>
    questions.flatMap((question) =>
      [question.id, ...question.formerly].map((own) => ({ kind: 'question' as const, id: own })),
    );
  return [
    ...sections.flatMap(({ id, formerly, questions }) => [
      ...(id === null ? [] : [id, ...formerly]).map((own) => ({ kind: 'section' as const, id: own })),
      ...idsOf(questions),
    ]),
    ...idsOf(withdrawn),
  ];
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

/** What reviewers ask for. Where the FAQ could not be read without an error, no request is told to have no question. */
function checkRequests(
  project: Project,
  { faq, places, diagnostics: found }: Content,
  asOf: IsoDate,
  texts: Map<string, TextFile>,
): Diagnostic[] {
  if (!faq) return [];
  const { requests, diagnostics, texts: unread } = readRequests(project, faq);
  for (const text of unread) texts.set(text.path, text);
  return [...(hasErrors(found) ? [] : diagnostics), ...tellRequests(requests, faq, places, asOf)];
}

/** A file whose name begins with a dot holds settings or secrets, and is never published. */
function withoutHidden(files: ProjectFiles): ProjectFiles {
  return { ...files, read: (path) => (/(?:^|\/)\.(?!\.?\/)/.test(path) ? null : files.read(path)) };
}

function adviseOn(faq: Faq, places: Places): Diagnostic[] {
  const advice: Diagnostic[] = [];
  // A fragment without it is an error, which says the same.
  if (faq.url === null && !faq.outputs.fragment)
    advice.push(diagnose('no-url', { ...places.key([]), start: 0, end: 0 }, {}));
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

function compileThemeOnce(
  files: readonly TextFile[],
  params: readonly string[],
  memory: Memory,
): ReturnType<typeof compileTemplates> {
  const key = JSON.stringify([params, files.map(({ path, text }) => [path, text])]);
  return memory.recall('templates', key, () => compileTemplates(files, params));
}
