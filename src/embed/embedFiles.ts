import type { SiteFile } from '../pages/siteFile.ts';
import { type StyleNeeds, siteStyle } from '../pages/siteStyle.ts';
import type { ThemeFiles } from '../theme/readTheme.ts';
import { embedFolder } from './hosted.ts';
import { hostedStyle } from './hostedStyle.ts';

export const embedScriptPath = `${embedFolder}embed.js`;
const embedStylePath = `${embedFolder}embed.css`;

/** A font that stands where a page of another site may fetch it. */
const fontFile = /\.(?:woff2?|ttf|otf)$/;

/**
 * What stands beside the fragment: the script that shows it, the style that it gives it, and the fonts of that style, which a browser
 * asks for as it asks for the fragment. Their names stay: a page of another site holds them.
 */
export function embedFiles(theme: ThemeFiles, needs: StyleNeeds & { readonly url: string }): SiteFile[] {
  const { inlineText, files } = siteStyle(theme, { ...needs, isHosted: true });
  const fonts = files.filter(({ path }) => fontFile.test(path));
  const inEmbed = (path: string): string => path.replace('assets/', embedFolder);
  const css = fonts.reduce(
    (text, { path }) => text.replaceAll(`"${needs.url}${path}"`, `"${needs.url}${inEmbed(path)}"`),
    inlineText,
  );
  return [
    { path: embedScriptPath, contents: theme.embedScript.text },
    { path: embedStylePath, contents: hostedStyle(css) },
    ...fonts.map(({ path, contents }) => ({ path: inEmbed(path), contents })),
  ];
}
