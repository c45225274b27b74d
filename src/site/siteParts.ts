import { siteLinksOf } from '../faq/faq.ts';
import type { ProjectFiles, Typeface, VerifierFiles } from '../faq/project.ts';
import { type PictureSize, pictureSize } from '../html/pictureSize.ts';
import { isImageFile } from '../inspect/inspectLinks.ts';
import { hasCareCard, publishedProse } from '../inspect/inspectTexts.ts';
import { linkedIn } from '../inspect/linkedIds.ts';
import type { OwnInline } from '../markdown/ownInlines.ts';
import type { Memory } from '../memory.ts';
import { drawingsOf, drawShareImages } from '../outputs/shareImages.ts';
import { assetOf } from '../pages/assets.ts';
import { asMarkdown, picturesOf } from '../pages/pageInputs.ts';
import type { PagePlan } from '../pages/pagePlan.ts';
import type { Presentation } from '../pages/pagePrinter.ts';
import { type SiteScripts, siteScripts } from '../pages/scripts.ts';
import type { Drawing } from '../pages/shareImage.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { type SiteStyle, type StyleNeeds, siteStyle } from '../pages/siteStyle.ts';
import { hasVerifier, verifierFiles, verifierPath } from '../pages/verifierPage.ts';
import type { Translations } from '../review/readTranslations.ts';
import type { Edition } from '../review/selectEdition.ts';
import type { ThemeFiles } from '../theme/readTheme.ts';
import { likelyScript } from '../words/language.ts';
import { wordsOf } from '../words/wordsFor.ts';

/** What the pages are made of besides the words of the answers. */
export interface SiteParts {
  readonly presentation: Omit<Presentation, 'texts' | 'search'>;
  readonly style: SiteStyle;
  readonly styleNeeds: StyleNeeds;
  readonly styleFile: SiteFile;
  readonly iconFile: SiteFile;
  readonly scripts: SiteScripts;
  /** The project's files that the site holds, by the path that the author wrote. */
  readonly copies: ReadonlyMap<string, SiteFile>;
  readonly drawings: readonly Drawing[];
  /** On which readers check the site in their browser; empty where they do not. */
  readonly verifier: readonly SiteFile[];
}

export function collectParts({
  edition,
  plan,
  translations,
  theme,
  files,
  inlines,
  typeface,
  verifier,
  memory,
}: {
  edition: Edition;
  plan: PagePlan;
  translations: Translations;
  theme: ThemeFiles;
  files: ProjectFiles;
  inlines: readonly OwnInline[];
  typeface: () => Typeface;
  verifier: () => VerifierFiles;
  memory: Memory;
}): SiteParts {
  const prose = publishedProse(edition);
  const hasClosedAnswers = edition.faq.theme.answers === 'closed';
  const styleNeeds = {
    accent: edition.faq.theme.accent,
    url: edition.faq.url,
    hasCareCards: hasCareCard(prose, memory),
    isListed: plan.isListed,
    hasClosedAnswers,
    hasChanges:
      edition.withdrawn.length > 0 ||
      edition.sections.some(({ questions }) => questions.some(({ changes }) => changes.length > 0)),
    hasSiteLinks: siteLinksOf(edition.faq).length + edition.pages.length > 0,
    isEastAsian: ['Hans', 'Hant', 'Jpan'].includes(likelyScript(edition.faq.language) ?? ''),
  };
  const style = siteStyle(theme, styleNeeds);
  const styleFile = assetOf('style.css', style.text);
  const iconFile = assetOf('icon.svg', theme.icon.text);
  const scripts = siteScripts(theme, hasClosedAnswers);
  const copies = copyFiles(
    [
      ...picturesOf(edition.faq),
      ...[...prose.map(({ text }) => text), ...siteLinksOf(edition.faq).map(asMarkdown)].flatMap(
        (text) => linkedIn(text, memory).files,
      ),
    ],
    files,
  );
  const shareImages = drawShareImages(
    edition,
    theme.ownStyles.map(({ text }) => text).join('') + style.text,
    typeface,
    memory,
  );
  const verifiedAt = hasVerifier(edition) ? verifierPath : null;
  const presentation = {
    edition,
    plan,
    translations,
    words: wordsOf(edition.faq),
    inlines,
    style: style.inlineText,
    hasFonts: style.hasFonts,
    earlyFonts: style.earlyFonts,
    stylePath: styleFile.path,
    iconPath: iconFile.path,
    scriptPath: scripts.find.path,
    chatScriptPath: scripts.chat.path,
    frameScriptPath: edition.faq.policy.frameAncestors.length === 0 ? null : scripts.frame.path,
    verifierPath: verifiedAt,
    filePaths: new Map([...copies].map(([path, file]) => [path, file.path])),
    pictureSizes: sizesOf(copies),
    shareImages,
    memory,
  };
  return {
    presentation,
    style,
    styleNeeds,
    styleFile,
    iconFile,
    scripts,
    copies,
    drawings: drawingsOf(shareImages),
    verifier: verifiedAt === null ? [] : verifierFiles(edition.faq, verifier()),
  };
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
