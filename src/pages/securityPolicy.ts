import { createHash } from 'node:crypto';
import { Html } from '../html/html.ts';

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
  /** Whether the site has fonts of its own. */
  readonly hasFonts?: boolean;
  /** Whether a chat of LiveChat may open. */
  readonly hasChat?: boolean;
}

/** What LiveChat asks of a page (its help centre, "Use LiveChat with Content Security Policy"). */
const chatHosts = ' https://*.livechatinc.com';

/** Holds no sign that an attribute in double quotes could not. */
export function contentSecurityPolicy({
  origins,
  inlineStyle,
  data,
  hasFonts = false,
  hasChat = false,
}: SecurityPolicy): Html {
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
    ...(hasFonts || origins.length > 0 || hasChat ? [`font-src 'self'${chat}${fromOrigins}`] : []),
    ...(origins.length > 0 || hasChat ? [`media-src 'self'${chat}${fromOrigins}`] : []),
    // Judges of a page read robots.txt from within it.
    hasChat ? `connect-src 'self'${chat} wss://*.livechatinc.com; frame-src${chat}` : "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return new Html(directives.join('; '));
}
