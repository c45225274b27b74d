// In: an edition, a theme and files of the project.
// Out: all files of the site, proven, or what speaks against it.
// Does not know: YAML and the disk.

import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { embedFiles } from '../embed/embedFiles.ts';
import { asHosted, asPage, wholeAddressesIn } from '../embed/hosted.ts';
import { presentFragment } from '../embed/presentFragment.ts';
import type { Question } from '../faq/faq.ts';
import { judgeOwnFiles, type runOutputs } from '../hooks/runHooks.ts';
import type { Reading, SearchWords } from '../inspect/inspectTexts.ts';
import { twinPath, twinsOf } from '../outputs/markdownTwin.ts';
import { outputs } from '../outputs/outputs.ts';
import { type SearchIndex, searchIndex } from '../outputs/searchIndex.ts';
import type { Site } from '../pages/pagePrinter.ts';
import { presentOwnPages } from '../pages/presentOwnPages.ts';
import { presentStubs, presentWhole } from '../pages/presentPages.ts';
import type { Page } from '../pages/presentParts.ts';
import { presentWithdrawn } from '../pages/presentWithdrawn.ts';
import { movedScript } from '../pages/scripts.ts';
import type { Drawing } from '../pages/shareImage.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { claimSearch } from '../proof/reviewClaims.ts';
import {
  type Blame,
  judgeSite,
  PageProver,
  type PrintedPage,
  type PrintedStub,
  type ProvenPage,
} from '../proof/verifySite.ts';
import type { Edition } from '../review/selectEdition.ts';
import { blameTheme, blameWords, type ThemeFiles, wholeFile } from '../theme/readTheme.ts';
import type { Templates } from '../theme/templates.ts';
import type { Prose } from '../yaml/places.ts';
import { alteredByTheme } from './alteredByTheme.ts';
import { checkNesting } from './checkNesting.ts';
import { proveStyles } from './proveStyles.ts';
import type { RenderedPage } from './renderPages.ts';
import type { SiteParts } from './siteParts.ts';

/** What was found in the answers when their pages were rendered. */
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
function searchFilesOf({ edition, plan, memory }: Site, readings: ReadonlyMap<Prose, Reading>): SearchIndex | null {
  if (!plan.isListed) return null;
  const wordsOf = ({ answer }: Question): SearchWords => readings.get(answer)?.words ?? { asked: '', told: '' };
  return searchIndex(edition, wordsOf, plan, memory);
}

/** Puts together the pages of answers and all that stands beside them. `readings`: of the answers. */
export function* finishSite(
  siteOfAnswers: Site,
  answers: readonly (RenderedPage | null)[],
  readings: ReadonlyMap<Prose, Reading>,
  { style, styleNeeds, styleFile, iconFile, scripts, copies, drawings, verifier }: SiteParts,
  theme: ThemeFiles,
  templates: Templates,
  own: ReturnType<typeof runOutputs>,
): Generator<void, { files: SiteFile[]; drawings: readonly Drawing[]; diagnostics: Diagnostic[] }> {
  const searchFiles = searchFilesOf(siteOfAnswers, readings);
  yield;
  const search = searchFiles && { scriptPath: scripts.search.path, indexPath: searchFiles.path };
  const site = { ...siteOfAnswers, search };
  const { faq } = site.edition;
  const diagnostics: Diagnostic[] = [...own.diagnostics];
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
    pages.push(withAltered(prover.prove({ ...page, html }), html));
    files.push({ path: page.path, contents: html });
    const twin = twinOf(page);
    if (twin) files.push(twin);
  };
  const withAltered = (page: ProvenPage, html: string): ProvenPage =>
    faq.theme.templates === null
      ? page
      : { ...page, facts: { ...page.facts, altered: alteredByTheme(site, page.path, html) } };
  const [front, ...wholes] = presentWhole(site);
  const others = [...wholes, ...presentWithdrawn(site), ...presentOwnPages(site)];
  if (front) add(front);
  if (front && faq.outputs.fragment && faq.url !== null) {
    const { url } = faq;
    const page = presentFragment(front, site);
    const printed = print(page.template, page.view);
    const html = asHosted(printed, url);
    const proven = prover.proveFragment({ ...page, html }, wholeAddressesIn(printed, url), url);
    pages.push(withAltered(proven, asPage(printed, { url, title: '', contentPolicy: site.contentPolicy })));
    files.push({ path: page.path, contents: html }, ...embedFiles(theme, { ...styleNeeds, url }));
  }
  for (const page of answers) {
    if (!page) throw new Error('an answer was not read, and nothing was said of it');
    const { path, template, html, twin, facts } = page;
    pages.push({ path, template, holdsStyle: false, facts });
    files.push({ path, contents: html });
    if (faq.outputs.markdown) files.push({ path: twinPath(path), contents: twin });
    diagnostics.push(...page.diagnostics);
  }
  for (const page of others) add(page);
  yield;
  const stubs = presentStubs(site).map((stub) => ({ ...stub, html: print('moved', stub.view) }));
  pages.push(...stubs.map((stub) => prover.proveStub(stub)));
  files.push(
    ...stubs.map(({ path, html }): SiteFile => ({ path, contents: html })),
    styleFile,
    ...style.files,
    iconFile,
    scripts.find,
    scripts.match,
    ...(searchFiles ? [scripts.search, ...searchFiles.files] : []),
    ...(faq.chat?.embedded == null ? [] : [scripts.chat]),
    ...(site.frameScriptPath === null ? [] : [scripts.frame]),
    ...new Map([...copies.values()].map((file) => [file.path, file])).values(),
    ...(stubs.some(({ view }) => view.script !== null) ? [movedScript] : []),
    ...verifier,
    ...outputs.flatMap((output) => output(site)),
  );
  if (hasErrors(diagnostics)) return { files: [], drawings: [], diagnostics };
  const origins = new Map([...style.origins, ...[...copies].map(([origin, { path }]) => [path, origin] as const)]);
  const [ownStyle = theme.own.has(theme.sheets.style.path) ? theme.sheets.style : undefined] = theme.ownStyles;
  if (ownStyle) origins.set(styleFile.path, ownStyle.path);
  if (theme.own.has(theme.icon.path)) origins.set(iconFile.path, theme.icon.path);
  const blame: Blame = {
    template: (template, partial) => blameTheme(theme, template, partial),
    words: (text, template, partial) => blameWords(theme, text) ?? blameTheme(theme, template, partial),
    file: (path) => wholeFile(origins.get(path)),
  };
  const names = faq.reviewers.map(({ name }) => name);
  diagnostics.push(
    ...judgeOwnFiles(own.files, new Set([...files, ...drawings].map(({ path }) => path)), claimSearch(names)),
  );
  files.push(...own.files.map(({ path, contents }) => ({ path, contents })));
  if (front) diagnostics.push(...proveStyles(site, theme, [front, ...others], files));
  diagnostics.push(...checkNesting(pages, files, theme));
  const paths = new Set([...files, ...drawings].map(({ path }) => path));
  yield;
  diagnostics.push(
    ...judgeSite(
      { url: faq.url, pages, files, paths, others: site.translations.others.map(({ url }) => url) },
      faq.policy.origins,
      blame,
    ),
  );
  return { files, drawings, diagnostics };
}
