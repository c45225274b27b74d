import { type Diagnostic, diagnose, hasErrors, sortDiagnostics } from './diagnostics/diagnostic.ts';
import type { TextFile } from './diagnostics/span.ts';
import { withoutConsequences } from './faq/falseConsequences.ts';
import type { Faq } from './faq/faq.ts';
import { lockPath, lostIds, type PublishedId, readLock } from './faq/idsLock.ts';
import type { Project, ProjectFiles } from './faq/project.ts';
import { readTexts } from './inspect/readTexts.ts';
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
import type { IsoDate } from './schema/dates.ts';
import { finishSite, readingsOf, searchFilesOf } from './site/finishSite.ts';
import { type PackedGroups, type RenderRequest, renderAnswers } from './site/renderPages.ts';
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
  const { faq, reviews, broken } = content;
  read.push(...checkLock(project, content, texts));
  if (!faq) return failed(content.isText ? read : content.diagnostics);

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
  const claims = findAuthoredClaims(edition, places);
  const all = [...soFar, ...prose.diagnostics, ...claims, ...adviseOn(faq, content.places)];
  if (hasErrors(all)) return failed(withoutConsequences(all, broken));

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

function compileThemeOnce(files: readonly TextFile[], memory: Memory): ReturnType<typeof compileTemplates> {
  const key = JSON.stringify(files.map(({ path, text }) => [path, text]));
  return memory.recall('templates', key, () => compileTemplates(files));
}
