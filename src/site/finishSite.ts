// In: an edition, a theme and files of the project.
// Out: all files of the site, proven, or what speaks against it.
// Does not know: YAML and the disk.

import { type Diagnostic, diagnose, hasErrors } from '../diagnostics/diagnostic.ts';
import type { Question } from '../faq/faq.ts';
import type { Reading, SearchWords } from '../inspect/readTexts.ts';
import { faqJsonFile } from '../outputs/faqJson.ts';
import { faqJsonSchemaFile } from '../outputs/faqJsonSchema.ts';
import { feedFile } from '../outputs/feed.ts';
import { llmsFile } from '../outputs/llmsTxt.ts';
import { twinPath, twinsOf } from '../outputs/markdownTwin.ts';
import { movedScript, redirectsFile } from '../outputs/redirects.ts';
import { type SearchIndex, searchIndex } from '../outputs/searchIndex.ts';
import { robotsFile, sitemapFile } from '../outputs/sitemap.ts';
import { assetOf } from '../pages/assets.ts';
import type { PagePlan } from '../pages/pagePlan.ts';
import type { Site } from '../pages/pagePrinter.ts';
import { presentStubs, presentWhole } from '../pages/presentPages.ts';
import { hasFeed, type Page } from '../pages/presentParts.ts';
import { headersFile } from '../pages/securityPolicy.ts';
import type { Drawing } from '../pages/shareImage.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { claimSearch, claimsInStyle } from '../proof/reviewClaims.ts';
import {
  type Blame,
  judgeSite,
  PageProver,
  type PrintedPage,
  type PrintedStub,
  type ProvenPage,
} from '../proof/verifySite.ts';
import { recordPath } from '../review/readReviews.ts';
import type { Edition } from '../review/selectEdition.ts';
import { blameTheme, blameWords, type ThemeFiles, wholeFile } from '../theme/readTheme.ts';
import type { Templates } from '../theme/templates.ts';
import type { Prose } from '../yaml/places.ts';
import type { RenderedPage } from './renderPages.ts';
import type { SiteParts } from './siteParts.ts';

export function readingsOf({ sections }: Edition, answers: readonly (RenderedPage | null)[]): Map<Prose, Reading> {
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
export interface SearchFiles {
  readonly script: SiteFile;
  readonly index: SearchIndex;
}

export function searchFilesOf(
  edition: Edition,
  plan: PagePlan,
  readings: ReadonlyMap<Prose, Reading>,
  theme: ThemeFiles,
): SearchFiles {
  const wordsOf = ({ answer }: Question): SearchWords => readings.get(answer)?.words ?? { asked: '', told: '' };
  return { script: assetOf('search.js', theme.searchScript.text), index: searchIndex(edition, wordsOf, plan) };
}

export function finishSite(
  site: Site,
  answers: readonly (RenderedPage | null)[],
  {
    styleFile,
    iconFile,
    scriptFile,
    matchScriptFile,
    chatScriptFile,
    copies,
    drawings,
    searchFiles,
  }: SiteParts & { searchFiles: SearchFiles | null },
  theme: ThemeFiles,
  templates: Templates,
): { files: SiteFile[]; drawings: readonly Drawing[]; diagnostics: Diagnostic[] } {
  const { edition, plan, translations } = site;
  const { faq } = edition;
  const diagnostics: Diagnostic[] = [];
  const print = (template: string, view: PrintedPage['view'] | PrintedStub['view']): string => {
    const { text, diagnostics: found } = templates.print(template, view);
    diagnostics.push(...found);
    return text ?? '';
  };
  const files: SiteFile[] = [];
  const pages: ProvenPage[] = [];
  const twinOf = twinsOf(site);
  // The front page holds every word of the site, or what is said of all of it: it is searched whatever the theme.
  const prover = new PageProver(faq.url, { hasOwnTheme: true });
  const add = (page: Page): void => {
    const html = print(page.template, page.view);
    pages.push(prover.prove({ ...page, html }));
    files.push({ path: page.path, contents: html });
    const twin = twinOf(page);
    if (twin) files.push(twin);
  };
  const [front, ...others] = presentWhole(site);
  if (front) add(front);
  for (const page of answers) {
    if (!page) throw new Error('an answer was not read, and nothing was said of it');
    const { path, template, html, twin, facts } = page;
    pages.push({ path, template, holdsStyle: false, facts });
    files.push({ path, contents: html });
    if (faq.outputs.markdown) files.push({ path: twinPath(path), contents: twin });
    diagnostics.push(...page.diagnostics);
  }
  for (const page of others) add(page);
  const movedFile = assetOf('moved.js', movedScript);
  const stubs = presentStubs(site, movedFile.path).map((stub) => ({ ...stub, html: print('moved', stub.view) }));
  pages.push(...stubs.map((stub) => prover.proveStub(stub)));
  files.push(
    ...stubs.map(({ path, html }): SiteFile => ({ path, contents: html })),
    styleFile,
    iconFile,
    scriptFile,
    matchScriptFile,
    ...(searchFiles ? [searchFiles.script, ...searchFiles.index.files] : []),
    ...(faq.chat?.embedded == null ? [] : [chatScriptFile]),
    headersFile(site),
    ...new Map([...copies.values()].map((file) => [file.path, file])).values(),
    ...recordFiles(edition),
    ...(stubs.length === 0 ? [] : [redirectsFile(stubs)]),
    ...(stubs.some(({ view }) => view.script !== null) ? [movedFile] : []),
    ...(faq.outputs.json ? [faqJsonFile(edition, translations), faqJsonSchemaFile()] : []),
    ...(faq.outputs.llms ? [llmsFile(site)] : []),
    ...(faq.url === null ? [] : [sitemapFile(edition, plan, faq.url), robotsFile(faq.url)]),
    ...(faq.url !== null && hasFeed(faq) ? [feedFile(edition, faq.url)] : []),
  );
  if (hasErrors(diagnostics)) return { files: [], drawings: [], diagnostics };
  const origins = new Map([...copies].map(([origin, { path }]) => [path, origin]));
  for (const [asset, { path }] of [[styleFile, theme.style] as const, [iconFile, theme.icon] as const])
    if (theme.own.has(path)) origins.set(asset.path, path);
  const blame: Blame = {
    template: (template, partial) => blameTheme(theme, template, partial),
    words: (text, template, partial) => blameWords(theme, text) ?? blameTheme(theme, template, partial),
    file: (path) => wholeFile(origins.get(path)),
  };
  const names = faq.reviewers.map(({ name }) => name);
  for (const claim of claimsInStyle(theme.style.text, claimSearch(names)))
    diagnostics.push(diagnose('review-claim', wholeFile(origins.get(styleFile.path)), { page: styleFile.path, claim }));
  const paths = new Set([...files, ...drawings].map(({ path }) => path));
  const addresses = translations.others.map(({ url }) => url);
  diagnostics.push(...judgeSite({ pages, files, paths, others: addresses }, faq.policy.origins, blame));
  return { files, drawings, diagnostics };
}

/** What a reviewer signed, for anyone who wants to check it. */
function recordFiles({ faq, reviews }: Edition): SiteFile[] {
  if (faq.policy.review === 'off') return [];
  return [...reviews].flatMap(([id, review]) =>
    review.state === 'signed' ? [{ path: recordPath(id), contents: review.record.text }] : [],
  );
}
