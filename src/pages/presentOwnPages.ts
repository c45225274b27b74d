import type { OwnPage } from '../faq/ownPages.ts';
import { pageAddress } from '../html/addresses.ts';
import type { SiteLinkView } from '../theme/view.ts';
import { PagePrinter, type Site } from './pagePrinter.ts';
import { openGraphView, type Page, presentShared, readingLinks } from './presentParts.ts';

/** The pages that the publisher wrote beside the FAQ. */
export function presentOwnPages(site: Site): Page[] {
  return site.edition.pages.map((page) => presentOwnPage(page, site));
}

function presentOwnPage({ id, title, text }: OwnPage, site: Site): Page {
  const { faq } = site.edition;
  const path = `${id}.html`;
  const printer = new PagePrinter(site, 'page', id);
  const shared = presentShared(site, printer, () => ({
    kind: 'page' as const,
    section: null,
    heading: title,
    text: printer.printWhole(text, 2),
  }));
  const marked = (link: SiteLinkView): SiteLinkView => ({ ...link, current: link.href === path });
  const { menu, footer } = shared.siteLinks;
  return {
    path,
    template: 'page',
    view: {
      ...shared,
      siteLinks: { ...shared.siteLinks, menu: menu.map(marked), footer: footer.map(marked) },
      links: { ...shared.links, ...readingLinks(faq, `${id}.md`) },
      pageTitle: `${title} – ${faq.title}`,
      pageDescription: null,
      canonical: faq.url && pageAddress(faq.url, path),
      openGraph: openGraphView(site, 'website', title, null),
    },
  };
}
