import type { Site } from '../pages/pagePrinter.ts';
import { presentStubs } from '../pages/presentPages.ts';
import type { SiteFile } from '../pages/siteFile.ts';

/**
 * `_redirects` as Netlify and Cloudflare Pages read it: a rule for each
 * spelling of an old address. The paths start at the root of the deployment.
 */
export function redirects(site: Site): SiteFile[] {
  const rules = presentStubs(site).flatMap(({ path, view }) => {
    const [old, target] = [path, view.target].map((address) => `/${encodeURI(address.replace(/^index\.html/, ''))}`);
    return [`${old} ${target} 301`, `${withoutExtension(old)} ${withoutExtension(target)} 301`];
  });
  return rules.length === 0 ? [] : [{ path: '_redirects', contents: rules.map((rule) => `${rule}\n`).join('') }];
}

function withoutExtension(address = ''): string {
  return address.replace(/\.html$/, '');
}
