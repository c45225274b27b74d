/** The facts of a request that decide who asks, as node:http gives them: header names in lower case. */
export interface Asker {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** A refusal, with the status of RFC 9110. */
export interface Refusal {
  readonly status: 403 | 405;
  readonly reason: string;
}

/**
 * Lets in the author's own browser and nobody else. A page of another site can
 * make a browser send requests to this server, and by rebinding its own name
 * to 127.0.0.1 even read the answers; but it cannot choose the headers Host,
 * Origin and Sec-Fetch-Site (Fetch Metadata, W3C). `names`: the names and
 * addresses by which this server may be called, at whatever port: a tunnel may change it.
 * `mayChange`: whether a page of this server may have something changed, by POST.
 */
export function refuse(
  { method, headers }: Asker,
  names: readonly string[],
  { mayChange = false }: { readonly mayChange?: boolean } = {},
): Refusal | null {
  const isChange = mayChange && method === 'POST';
  if (method !== 'GET' && method !== 'HEAD' && !isChange)
    return { status: 405, reason: `only ${mayChange ? 'GET, HEAD and POST' : 'GET and HEAD'} are answered` };
  const { host, origin } = headers;
  if (typeof host !== 'string' || !isOwnName(host, names))
    return {
      status: 403,
      reason: `this server does not answer to that name${mayChange ? '' : '; --host allows one'}`,
    };
  // A browser tells the origin of whatever changes something.
  if (isChange ? origin !== `http://${host}` : origin !== undefined && origin !== `http://${host}`)
    return { status: 403, reason: 'another site may not read this one' };
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined || site === 'same-origin' || (site === 'none' && !isChange);
  // A link from elsewhere may be followed; nothing of this site may be taken into another.
  const isFollowed = !isChange && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (!isOwn && !isFollowed) return { status: 403, reason: 'another site may not use this one' };
  return null;
}

function isOwnName(host: string, names: readonly string[]): boolean {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::\d{1,5})?$/i.exec(host);
  const name = match?.[1]?.toLowerCase().replace(/^\[(.*)\]$/, '$1') ?? '';
  return names.includes(name);
}
