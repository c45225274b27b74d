import type { Stub } from '../pages/presentPages.ts';
import type { SiteFile } from '../pages/siteFile.ts';

/**
 * The script of the stubs: a refresh by `<meta>` drops the fragment of the
 * address. Without it, the refresh leads to the top of the same page.
 */
export const movedScript = 'location.replace(document.currentScript.dataset.target + location.hash);\n';

/**
 * `_redirects` as Netlify and Cloudflare Pages read it: a rule for each
 * spelling of an old address. The paths start at the root of the deployment.
 */
export function redirectsFile(stubs: readonly Stub[]): SiteFile {
  const rules = stubs.flatMap(({ path, view }) => {
    const [old, target] = [path, view.target].map((address) => `/${encodeURI(address.replace(/^index\.html/, ''))}`);
    return [`${old} ${target} 301`, `${withoutExtension(old)} ${withoutExtension(target)} 301`];
  });
  return { path: '_redirects', contents: rules.map((rule) => `${rule}\n`).join('') };
}

function withoutExtension(address = ''): string {
  return address.replace(/\.html$/, '');
}
