import { HiddenParts, type ShownPart, type ShownQuestion } from '../cascade/hiddenParts.ts';
import { illegiblePairs, PageColors } from '../cascade/styleColors.ts';
import { wordsInStyle } from '../cascade/wordsInStyle.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { asPage, fragmentPath } from '../embed/hosted.ts';
import type { Question } from '../faq/faq.ts';
import { readStyle } from '../html/readStyle.ts';
import { type Site, sourceAnchor, titleOf } from '../pages/pagePrinter.ts';
import { outdatedView } from '../pages/presentLanguages.ts';
import { originView, type Page, reviewView } from '../pages/presentParts.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { demandsOf } from '../proof/pageDemands.ts';
import { claimSearch, claimsInStyle } from '../proof/reviewClaims.ts';
import type { OwnStyle } from '../theme/ownStyle.ts';
import type { ThemeFiles } from '../theme/readTheme.ts';

/** So many pages of answers are opened at most: what a style does to one answer, it does on the first of the pages that hold it. */
const mostPages = 500;

/**
 * Proves of the style sheets that the publisher wrote that they claim no review, add no words, keep what no reader may
 * miss in sight, and their colours apart. `front` and `others`: the pages that are none of an answer or a section, as they were presented.
 */
export function proveStyles(
  site: Site,
  theme: ThemeFiles,
  [front, ...others]: readonly [Page, ...Page[]],
  files: readonly SiteFile[],
): Diagnostic[] {
  const { faq } = site.edition;
  const { style, properties, embedStyle } = theme.sheets;
  const replaced = Object.values(theme.sheets).filter(({ path }) => theme.own.has(path));
  const styles = [...replaced, ...theme.ownStyles];
  if (styles.length === 0) return [];
  const search = claimSearch(faq.reviewers.map(({ name }) => name));
  const rules = theme.ownStyles.map(({ text }) => readStyle(text).rules);
  const schemes = PageColors.of(style.text + properties.text, faq.theme.accent, rules);
  const onEvery = demandsWithout(front);
  const onOthers = new Map<string, readonly ShownPart[]>(others.map((page) => [page.path, demandsWithout(page)]));
  for (const { id, changes } of site.edition.sections.flatMap(({ questions }) => questions)) {
    const notes = changes.map(({ note }) => ({ text: note, href: null, lacks: `a change of \`${id}\`` }));
    if (notes.length > 0) onOthers.set(`${id}.html`, [...onEvery, ...notes]);
  }
  const shown = {
    demandsOn: (path: string) => onOthers.get(path) ?? onEvery,
    questions: shownQuestions(site),
    sources: shownSources(site),
  };
  const pages = files.filter(({ path }) => path.endsWith('.html'));
  const ofNoAnswer = new Set(others.map(({ path }) => path));
  const opened = [...pages.slice(0, mostPages), ...pages.slice(mostPages).filter(({ path }) => ofNoAnswer.has(path))];
  const textOf = ({ path, contents }: SiteFile): string => {
    const text = typeof contents === 'string' ? contents : Buffer.from(contents).toString('utf8');
    return path === fragmentPath && faq.url !== null
      ? asPage(text, { url: faq.url, title: '', contentPolicy: site.contentPolicy })
      : text;
  };
  const inStyle = (one: OwnStyle): Diagnostic[] => {
    const { path: file, text } = one;
    const hidden = new HiddenParts(text, schemes);
    const styled = one === embedStyle ? pages.filter(({ path }) => path === fragmentPath) : opened;
    for (const page of styled) if (hidden.isNeeded) hidden.look(page.path, textOf(page), shown);
    const claims = claimsInStyle(text, search);
    // A claim is told as what it is, and not as words as well.
    const words = claims.length > 0 ? [] : wordsInStyle(text);
    return [
      ...claims.map((claim) => diagnose('review-claim', { file, start: 0, end: 0 }, { page: site.stylePath, claim })),
      ...words.map(({ words: added, start, end }) =>
        diagnose('words-in-style', { file, start, end }, { words: added }),
      ),
      ...hidden
        .found()
        .map(({ start, end, page, hides, by }) => diagnose('hidden-part', { file, start, end }, { page, hides, by })),
    ];
  };
  const pairs = illegiblePairs(schemes).map(({ by, ...told }) => {
    const file = theme.ownStyles[by.sheet]?.path ?? '';
    return diagnose('illegible-colors', { file, start: by.start, end: by.end }, told);
  });
  return [...styles.flatMap(inStyle), ...pairs];
}

/** What a page has to show that is part of no answer. Its heading stands in links to it as well, which may go. */
function demandsWithout({ view }: Page): ShownPart[] {
  const heading = 'heading' in view ? view.heading : null;
  return demandsOf(view).filter(({ within, isOptional, text }) => within === null && !isOptional && text !== heading);
}

function shownQuestions(site: Site): Map<string, ShownQuestion> {
  return new Map(
    site.edition.sections.flatMap(({ questions }) => questions.map((one) => [one.id, shownOf(one, site)] as const)),
  );
}

function shownOf(question: Question, site: Site): ShownQuestion {
  const parts = [
    ['the question', question.question],
    ['the review state of', reviewView(site, question)?.text],
    ['that a machine had a part in', originView(site, question)?.text],
    ['the note on the original of', outdatedView(site, question.id)?.text],
    ['the short answer to', question.short],
  ] as const;
  return parts.flatMap(([name, words]) => (words == null ? [] : [[name, words] as const]));
}

function shownSources(site: Site): Map<string, string> {
  return new Map([...site.edition.faq.sources.values()].map((source) => [sourceAnchor(source.id), titleOf(source)]));
}
