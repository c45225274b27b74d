import type { ThemeFiles } from '../theme/readTheme.ts';
import { assetOf } from './assets.ts';
import type { SiteFile } from './siteFile.ts';

/** All that runs on the pages of a site: a theme brings no script of its own. */
export interface SiteScripts {
  /** Of pages with several answers. */
  readonly find: SiteFile;
  /** What that one loads when the field is used. */
  readonly match: SiteFile;
  /** Of a front page that lists the questions. */
  readonly search: SiteFile;
  readonly chat: SiteFile;
  /** Of every page, where another site may frame it. */
  readonly frame: SiteFile;
}

export function siteScripts(
  theme: Pick<ThemeFiles, 'script' | 'closedScript' | 'matchScript' | 'searchScript' | 'chatScript' | 'frameScript'>,
  hasClosedAnswers: boolean,
): SiteScripts {
  const { text: matchText } = theme.matchScript;
  const match = assetOf('match.js', hasClosedAnswers ? matchText.replace(openParts, closedParts) : matchText);
  // Both lie in one folder.
  const matchName = match.path.replace(/^.*\//, '');
  const findText = theme.script.text.replace('match.js', matchName);
  return {
    find: assetOf('find.js', hasClosedAnswers ? findText + theme.closedScript.text : findText),
    match,
    search: assetOf('search.js', theme.searchScript.text),
    chat: assetOf('chat.js', theme.chatScript.text),
    frame: assetOf('frame.js', theme.frameScript.text),
  };
}

/** Where the words of an answer stand in its article, as match.js selects them: question, short answer and answer. */
export const openParts = ':scope > :is(h2, h3) > a, :scope > .short, :scope > .prose';
const closedParts = ':scope > details > summary > :is(h2, h3), :scope > details > .short, :scope > details > .prose';

/**
 * The script of the stubs: a refresh by `<meta>` drops the fragment of the
 * address. Without it, the refresh leads to the top of the same page.
 */
export const movedScript = assetOf(
  'moved.js',
  'location.replace(document.currentScript.dataset.target + location.hash);\n',
);
