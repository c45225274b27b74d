import type { Site } from '../pages/pagePrinter.ts';
import type { Page } from '../pages/presentParts.ts';
import { fragmentPath } from './hosted.ts';

/** The front page as its fragment shows it: with what leads around the site, runs or speaks to programs left out. */
export function presentFragment({ view }: Page, { contentPolicy }: Site): Page {
  return {
    path: fragmentPath,
    template: 'fragment',
    view: {
      ...view,
      links: { ...view.links, script: null, searchIndex: null, frame: null },
      siteLinks: { home: null, menu: [], footer: [] },
      languages: [],
      alternates: [],
      openGraph: null,
      structuredData: null,
      contentPolicy,
    },
  };
}
