import { earlyFonts, fontStyle } from '../theme/fonts.ts';
import type { OwnStyle } from '../theme/ownStyle.ts';
import type { ThemeFiles } from '../theme/readTheme.ts';
import { accentStyle, compactStyle } from '../theme/stylesheet.ts';
import type { LinksView } from '../theme/view.ts';
import { assetOf } from './assets.ts';
import type { SiteFile } from './siteFile.ts';

/** The style sheet of a site. */
export interface SiteStyle {
  /** As it stands in `assets/`, where what it loads stands beside it. */
  readonly text: string;
  /** As it stands within a page. */
  readonly inlineText: string;
  /** The fonts and pictures that it loads. */
  readonly files: readonly SiteFile[];
  /** From which file of the project each of them was made, by its path in the site. */
  readonly origins: ReadonlyMap<string, string>;
  readonly hasFonts: boolean;
  /** Paths in the site of the fonts that every page asks for first. */
  readonly earlyFonts: LinksView['fonts'];
}

/**
 * The built-in style with what the pages need of it and, behind it, the
 * publisher's own. That stands in no layer and the other in one, so that it
 * wins whatever its selectors are (CSS Cascading Level 5, 6.4.5).
 */
export function siteStyle(
  theme: ThemeFiles,
  {
    accent,
    url,
    hasCareCards,
    isListed,
    hasClosedAnswers,
    hasChanges,
    hasSiteLinks,
    isEastAsian,
    isHosted = false,
  }: StyleNeeds,
): SiteStyle {
  const files = new Map<string, SiteFile>();
  const origins = new Map<string, string>();
  const nameOf = (path: string, bytes: Uint8Array): string => {
    const asset = assetOf(path, bytes);
    files.set(asset.path, asset);
    origins.set(asset.path, path);
    return asset.path.replace('assets/', '');
  };
  const withNames = ({ text, loads }: OwnStyle): string => {
    let [named, from] = ['', 0];
    for (const { start, end, path, bytes } of loads) {
      const name = `"${nameOf(path, bytes)}"`;
      named += text.slice(from, start) + (/^["']/.test(text.slice(start, end)) ? name : `url(${name})`);
      from = end;
    }
    return named + text.slice(from);
  };
  const { sheets } = theme;
  const isOwn = theme.ownStyles.length > 0;
  const builtIn = [
    sheets.style,
    ...(hasCareCards ? [sheets.careCards] : []),
    ...(isListed ? [sheets.lists] : []),
    ...(hasClosedAnswers ? [sheets.closedAnswers] : []),
    ...(hasChanges ? [sheets.changes] : []),
    ...(hasSiteLinks ? [sheets.siteLinks] : []),
    ...(isEastAsian ? [sheets.eastAsian] : []),
    ...(isOwn ? [sheets.properties] : []),
    ...(isHosted ? [sheets.embedStyle] : []),
  ];
  const base = `${compactStyle(builtIn.map(withNames).join(''))}${fontStyle(theme.fonts, nameOf)}${accentStyle(accent)}`;
  const text = isOwn ? `@layer faqgen{${base}}\n${compactStyle(theme.ownStyles.map(withNames).join('\n'))}` : base;
  return {
    text,
    inlineText: [...files.keys()].reduce(
      (inline, path) => inline.replaceAll(`"${path.replace('assets/', '')}"`, `"${url ?? ''}${path}"`),
      text,
    ),
    files: [...files.values()],
    origins,
    earlyFonts: earlyFonts(theme.fonts).map(({ path, bytes, format }) => ({
      href: assetOf(path, bytes).path,
      type: `font/${format}`,
    })),
    hasFonts: [...files.keys()].some((path) => /\.(?:woff2?|ttf|otf)$/.test(path)),
  };
}

/** What decides of the style sheet besides the theme. */
export interface StyleNeeds {
  readonly accent: string | null;
  /** The absolute address of the site, for a page that is shown at any depth. */
  readonly url: string | null;
  readonly hasCareCards: boolean;
  readonly isListed: boolean;
  readonly hasClosedAnswers: boolean;
  readonly hasChanges: boolean;
  readonly hasSiteLinks: boolean;
  readonly isEastAsian: boolean;
  /** Whether it is for pages of other sites. */
  readonly isHosted?: boolean;
}

/** What the style sheets of a theme are, whatever a FAQ holds: each without an accent. `isHosted`: those for pages of other sites. */
export function* stylesOf(theme: ThemeFiles, isHosted = false): Generator<string> {
  const parts = ['hasCareCards', 'isListed', 'hasClosedAnswers', 'hasChanges', 'hasSiteLinks', 'isEastAsian'] as const;
  for (let chosen = 0; chosen < 2 ** parts.length; chosen++) {
    const needs = Object.fromEntries(parts.map((part, index) => [part, (chosen >> index) % 2 === 1]));
    const chosenParts = needs as Record<(typeof parts)[number], boolean>;
    yield siteStyle(theme, { accent: null, url: null, isHosted, ...chosenParts }).text;
  }
}

/** A style sheet as `stylesOf` has it: whether it stands within a page or in a file, and where the site is. */
export function withoutFolder(style: string): string {
  return style.replaceAll(/"(?:https?:\/\/[^"\s]*\/)?(?:assets|embed)\/(?=[^"/]+\.[0-9a-f]{10}\.[a-z0-9]+")/g, '"');
}
