/** The addresses in a stylesheet or in the value of an attribute. */
export function stylesheetLoads(css: string): string[] {
  const address = String.raw`(?:"([^"]*)"|'([^']*)'|([^"')\s]+))`;
  return [`@import\\s*${address}`, `(?:url|src)\\(\\s*${address}`, `image-set\\([^;}]*?${address}`].flatMap((load) =>
    [...unescapeCss(css).matchAll(new RegExp(load, 'gi'))].map((match) =>
      asBrowserReads(match[1] ?? match[2] ?? match[3] ?? ''),
    ),
  );
}

/** Escapes and comments of CSS can hide a word from a search for it. */
export function unescapeCss(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\\(?:([0-9a-f]{1,6})\s?|([^\n]))/gi, (_, hex: string | undefined, sign: string) =>
      hex === undefined ? sign : String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
    );
}

/** Browsers drop tabs and newlines, and take a backslash for a slash (WHATWG URL, 4.4). */
export function asBrowserReads(address: string): string {
  if (!/[\0-\x20\\]/.test(address)) return address;
  return address
    .replaceAll(/[\t\n\r]/g, '')
    .replace(/^[\0-\x20]+|[\0-\x20]+$/g, '')
    .replace(/^(?:https?:)?[/\\]+/i, (start) => start.replaceAll('\\', '/'));
}
