import { isNamed, sectionAddress } from '../pages/pagePlan.ts';
import type { Site } from '../pages/pagePrinter.ts';
import { lastUpdated } from '../pages/presentSections.ts';
import type { SiteFile } from '../pages/siteFile.ts';

/** sitemap.xml as sitemaps.org describes it, version 0.9. `lastmod` stands only where an author gave a date. And robots.txt (RFC 9309), which leads there: everything may be read. */
export function sitemap({ edition, plan }: Site): SiteFile[] {
  const { sections, faq, isPreview } = edition;
  const { url } = faq;
  if (url === null || isPreview) return [];
  const questions = sections.flatMap((section) => section.questions);
  const pages = plan.isListed ? sections.filter(isNamed) : [];
  const entries = [
    entry(url, lastUpdated(questions)),
    ...pages.map((section) => entry(`${url}${sectionAddress(section.id, plan)}`, lastUpdated(section.questions))),
    ...edition.pages.map(({ id }) => entry(`${url}${id}.html`, null)),
    ...questions.map(({ id, updated }) => entry(`${url}${id}.html`, updated)),
  ];
  return [
    {
      path: 'sitemap.xml',
      contents: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`,
    },
    { path: 'robots.txt', contents: `User-agent: *\nAllow: /\n\nSitemap: ${url}sitemap.xml\n` },
  ];
}

function entry(address: string, updated: string | null): string {
  const location = `<loc>${new URL(address).href.replaceAll('&', '&amp;').replaceAll("'", '&apos;')}</loc>`;
  return `  <url>${location}${updated === null ? '' : `<lastmod>${updated}</lastmod>`}</url>`;
}
