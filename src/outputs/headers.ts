import { embedFolder } from '../embed/hosted.ts';
import type { Site } from '../pages/pagePrinter.ts';
import { contentSecurityPolicy } from '../pages/securityPolicy.ts';
import type { SiteFile } from '../pages/siteFile.ts';

/** Nothing of this is asked for by any page. */
const refusedFeatures = ['camera', 'geolocation', 'microphone', 'payment', 'usb'];

const policyHeader = '  Content-Security-Policy: ';
const headersOfAll = [
  '  Cross-Origin-Opener-Policy: same-origin',
  `  Permissions-Policy: ${refusedFeatures.map((feature) => `${feature}=()`).join(', ')}`,
  '  Referrer-Policy: strict-origin-when-cross-origin',
  '  X-Content-Type-Options: nosniff',
];
const headersOfMarkdown = ['/*.md', '  Content-Type: text/markdown; charset=utf-8'];
/** What pages of other sites fetch: all of it is public, and none of it depends on who asks. */
const headersOfEmbed = [
  `/${embedFolder}*`,
  '  Access-Control-Allow-Origin: *',
  '  Cross-Origin-Resource-Policy: cross-origin',
];
const headersOfAssets = ['/assets/*', '  Cache-Control: public, max-age=31536000, immutable'];

/** Whether a line is one that `_headers` may hold: a policy of any kind can but narrow that of each page. */
export function isHeaderLine(line: string): boolean {
  const known = ['/*', ...headersOfAll, ...headersOfMarkdown, ...headersOfEmbed, ...headersOfAssets];
  return known.includes(line) || line.startsWith(`${policyHeader}default-src 'none'; `);
}

/**
 * `_headers`, as Netlify and Cloudflare Pages read it. Hosts join the headers of all rules that fit a path, and a
 * browser keeps to every policy it is given: so this one allows what any page needs, and each page's own narrows it.
 */
export function headers({ style, hasFonts, edition }: Site): SiteFile[] {
  const hasChat = edition.faq.chat?.embedded != null;
  const {
    policy: { origins, frameAncestors },
    outputs,
  } = edition.faq;
  const policy = contentSecurityPolicy({ origins, inlineStyle: style, hasFonts, hasChat });
  const lines = [
    '/*',
    `${policyHeader}${policy.toHTML()}; frame-ancestors ${frameAncestors.join(' ') || "'none'"}`,
    ...headersOfAll,
    ...(outputs.markdown ? headersOfMarkdown : []),
    ...(outputs.fragment ? headersOfEmbed : []),
    ...headersOfAssets,
  ];
  return [{ path: '_headers', contents: lines.map((line) => `${line}\n`).join('') }];
}
