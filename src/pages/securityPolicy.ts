import { createHash } from 'node:crypto';
import { Html } from '../html/html.ts';
import type { Presentation } from './pagePrinter.ts';
import type { SiteFile } from './siteFile.ts';

/**
 * What a browser may do for a page: nothing, but for what the page is made of
 * (Content Security Policy Level 3). The same policy stands in each page and,
 * for hosts that read it, in `_headers`.
 */
export interface SecurityPolicy {
  /** Other sites from which style, pictures, fonts and media may come: `policy.origins`. */
  readonly origins: readonly string[];
  /** The text of a style sheet within the page, which is allowed by its digest alone. */
  readonly inlineStyle?: string;
  /** The JSON-LD of the page. Browsers do not ask for its digest, since nothing of it runs; the W3C's checker does. */
  readonly data?: Html;
  /** Whether a chat of LiveChat may open. */
  readonly hasChat?: boolean;
}

/** What LiveChat asks of a page (its help centre, "Use LiveChat with Content Security Policy"). */
const chatHosts = ' https://*.livechatinc.com';

/** Holds no sign that an attribute in double quotes could not. */
export function contentSecurityPolicy({ origins, inlineStyle, data, hasChat = false }: SecurityPolicy): Html {
  const fromOrigins = origins.map((origin) => ` ${origin}`).join('');
  const digestOf = (text: string | undefined): string =>
    text === undefined ? '' : ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const chat = hasChat ? chatHosts : '';
  // Beside a digest, browsers would not look at 'unsafe-inline'.
  const inline = hasChat ? " 'unsafe-inline'" : digestOf(inlineStyle);
  const directives = [
    "default-src 'none'",
    `style-src 'self'${inline}${chat}${fromOrigins}`,
    `script-src 'self'${digestOf(data?.toHTML())}${chat}`,
    `img-src 'self' data:${chat}${hasChat ? ' https://*.livechat-files.com' : ''}${fromOrigins}`,
    ...(origins.length > 0 || hasChat
      ? [`font-src 'self'${chat}${fromOrigins}`, `media-src 'self'${chat}${fromOrigins}`]
      : []),
    // Judges of a page read robots.txt from within it.
    hasChat ? `connect-src 'self'${chat} wss://*.livechatinc.com; frame-src${chat}` : "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return new Html(directives.join('; '));
}

/** Nothing of this is asked for by any page. */
const refusedFeatures = ['camera', 'geolocation', 'microphone', 'payment', 'usb'];

/**
 * `_headers`, as Netlify and Cloudflare Pages read it. Hosts join the headers of all rules that fit a path, and a
 * browser keeps to every policy it is given: so this one allows what any page needs, and each page's own narrows it.
 */
export function headersFile({ style, edition }: Presentation): SiteFile {
  const hasChat = edition.faq.chat?.embedded != null;
  const policy = contentSecurityPolicy({ origins: edition.faq.policy.origins, inlineStyle: style, hasChat });
  const lines = [
    '/*',
    `  Content-Security-Policy: ${policy.toHTML()}; frame-ancestors 'none'`,
    '  Cross-Origin-Opener-Policy: same-origin',
    `  Permissions-Policy: ${refusedFeatures.map((feature) => `${feature}=()`).join(', ')}`,
    '  Referrer-Policy: strict-origin-when-cross-origin',
    '  X-Content-Type-Options: nosniff',
    ...(edition.faq.outputs.markdown ? ['/*.md', '  Content-Type: text/markdown; charset=utf-8'] : []),
    '/assets/*',
    '  Cache-Control: public, max-age=31536000, immutable',
  ];
  return { path: '_headers', contents: lines.map((line) => `${line}\n`).join('') };
}
