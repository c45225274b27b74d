import { HiddenParts, type ShownQuestion } from '../cascade/hiddenParts.ts';
import { illegiblePairs, PageColors } from '../cascade/styleColors.ts';
import { wordsInStyle } from '../cascade/wordsInStyle.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { asPage, fragmentPath } from '../embed/hosted.ts';
import { readStyle } from '../html/readStyle.ts';
import { type Site, sourceAnchor, titleOf } from '../pages/pagePrinter.ts';
import { originView, type Page, reviewView } from '../pages/presentParts.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { demandsOf } from '../proof/pageDemands.ts';
import { claimSearch, claimsInStyle } from '../proof/reviewClaims.ts';
import type { OwnStyle } from '../theme/ownStyle.ts';
import type { ThemeFiles } from '../theme/readTheme.ts';

/** So many pages are opened at most: what a style does to one answer, it does on the first of the pages that hold it. */
const mostPages = 500;

/**
 * Proves of the style sheets that the publisher wrote that they claim no review, add no words, keep what no reader may
 * miss in sight, and their colours apart. `front`: the front page as it was presented.
 */
export function proveStyles(site: Site, theme: ThemeFiles, front: Page, files: readonly SiteFile[]): Diagnostic[] {
  const { faq } = site.edition;
  const { style, properties, embedStyle } = theme.sheets;
  const replaced = Object.values(theme.sheets).filter(({ path }) => theme.own.has(path));
  const styles = [...replaced, ...theme.ownStyles];
  if (styles.length === 0) return [];
  const search = claimSearch(faq.reviewers.map(({ name }) => name));
  const rules = theme.ownStyles.map(({ text }) => readStyle(text).rules);
  const schemes = PageColors.of(style.text + properties.text, faq.theme.accent, rules);
  const demands = demandsOf(front.view).filter(({ within, isOptional }) => within === null && !isOptional);
  const shown = { demands, questions: shownQuestions(site), sources: shownSources(site) };
  const pages = files.filter(({ path }) => path.endsWith('.html'));
  const textOf = ({ path, contents }: SiteFile): string => {
    const text = typeof contents === 'string' ? contents : Buffer.from(contents).toString('utf8');
    return path === fragmentPath && faq.url !== null
      ? asPage(text, { url: faq.url, title: '', contentPolicy: site.contentPolicy })
      : text;
  };
  const inStyle = (one: OwnStyle): Diagnostic[] => {
    const { path: file, text } = one;
    const hidden = new HiddenParts(text, schemes);
    const styled = one === embedStyle ? pages.filter(({ path }) => path === fragmentPath) : pages.slice(0, mostPages);
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

function shownQuestions(site: Site): Map<string, ShownQuestion> {
  return new Map(
    site.edition.sections.flatMap(({ questions }) =>
      questions.map((one) => {
        const { id, question, short } = one;
        const [review, origin] = [reviewView(site, one)?.text ?? null, originView(site, one)?.text ?? null];
        return [id, { id, question, short, review, origin }] as const;
      }),
    ),
  );
}

function shownSources(site: Site): Map<string, string> {
  return new Map([...site.edition.faq.sources.values()].map((source) => [sourceAnchor(source.id), titleOf(source)]));
}
