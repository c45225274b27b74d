import type { Site } from '../pages/pagePrinter.ts';
import { presentStubs } from '../pages/presentPages.ts';
import type { SiteFile } from '../pages/siteFile.ts';

/**
 * `_redirects` as Netlify and Cloudflare Pages read it: a rule for each
 * spelling of an old address. The paths start at the root of the deployment.
 */
export function redirects(site: Site): SiteFile[] {
  const rules = presentStubs(site).flatMap(({ path, view }) => redirectRules(path, view.target));
  return rules.length === 0 ? [] : [{ path: '_redirects', contents: rules.map((rule) => `${rule}\n`).join('') }];
}

/** The rules for the page at an old address, and where it leads. */
export function redirectRules(path: string, target: string): string[] {
  const [old, to] = [path, target].map((address) => `/${encodeURI(address.replace(/^index\.html/, ''))}`);
  return [`${old} ${to} 301`, `${withoutExtension(old)} ${withoutExtension(to)} 301`];
}

function withoutExtension(address = ''): string {
  return address.replace(/\.html$/, '');
}
