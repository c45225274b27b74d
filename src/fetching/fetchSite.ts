// In: the address of a published site.
// Out: its files as a reader gets them, within bounds, and the names of those that its own list promises and the host does not give.
// Does not know: what the files say.

import { type Answered, type FetchLimits, FetchRefused, openConnection } from './connection.ts';

export interface FetchedSite {
  /** Of the folder in which it lies. */
  readonly address: string;
  /** By their paths in the site. */
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  /** The paths of files that the site lists, and that are not there. */
  readonly missing: readonly string[];
}

export const defaultLimits: FetchLimits = {
  bytes: 400_000_000,
  bytesOfFile: 50_000_000,
  files: 60_000,
  silence: 20_000,
  file: 120_000,
  whole: 1_800_000,
};

const together = 6;
/** What lies in every site, or says which files do. */
const wellKnown = [
  'index.html',
  'faq.json',
  '404.html',
  'llms.txt',
  'sitemap.xml',
  'feed.xml',
  'robots.txt',
  'index.md',
];
const ownList = '.faqgen.json';
/** What hosts read, and give to nobody. */
const isKeptByHosts = (path: string): boolean => /(?:^|\/)(?:_headers|_redirects|\.[^/]*)$/.test(path);
/** Where the host has nothing: some say that it may not be read. */
const isAbsent = (status: number): boolean => [401, 403, 404, 410].includes(status);

/** The folder in which the site at an address lies: `https://faq.example/a/cost.html` lies in `https://faq.example/a/`. */
export function folderOf(address: string): URL {
  const url = new URL(address);
  const folder = url.pathname.replace(/[^/]*\.[^/.]+$/, '').replace(/\/*$/, '/');
  return new URL(folder, url.origin);
}

/**
 * All files that the list of a site names (`.faqgen.json`), and those that its pages and its data lead to: a list alone could leave
 * out what readers see. Throws a FetchRefused where the site cannot be had as a whole.
 */
export async function fetchSite(
  address: string,
  { isPrivateAllowed, limits = defaultLimits }: { isPrivateAllowed: boolean; limits?: FetchLimits },
): Promise<FetchedSite> {
  const root = folderOf(address);
  const connection = openConnection(root.origin, { isPrivateAllowed, limits });
  try {
    const listed = namesIn((await connection.get(new URL(ownList, root)))?.bytes ?? null);
    const promised = new Set(listed.filter((name) => !isKeptByHosts(name)));
    const known = new Set<string>();
    const waiting: string[] = [];
    const add = (name: string): void => {
      if (known.has(name) || isKeptByHosts(name)) return;
      if (known.size >= limits.files) throw new FetchRefused(`it names more than ${limits.files} files`);
      known.add(name);
      waiting.push(name);
    };
    for (const name of [...wellKnown, ...promised]) add(name);
    const files: { path: string; bytes: Uint8Array }[] = [];
    const missing: string[] = [];
    const work = async (): Promise<void> => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        const answered = await connection.get(addressOf(path, root));
        const bytes = contentOf(path, answered);
        if (bytes === null) {
          if (promised.has(path)) missing.push(path);
          continue;
        }
        files.push({ path, bytes });
        for (const name of leadsOf(path, bytes, root)) add(name);
      }
    };
    // One that has nothing left to do begins again when another has found more.
    while (waiting.length > 0) await Promise.all(Array.from({ length: together }, work));
    const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
    return { address: root.href, files: files.sort(byPath), missing: missing.sort() };
  } finally {
    connection.close();
  }
}

/** As readers ask for it. */
function addressOf(path: string, root: URL): URL {
  return new URL(path.replace(/(^|\/)index\.html$/, '$1').replaceAll(/[%?#]/g, encodeURIComponent), root);
}

function contentOf(path: string, answered: Answered | null): Uint8Array | null {
  if (answered === null) return null;
  if (answered.status === 200 || (answered.status === 404 && path === '404.html')) return answered.bytes;
  if (isAbsent(answered.status)) return null;
  throw new FetchRefused(`its host answers with ${answered.status} for ${path}`);
}

/** The paths in the list that a build leaves in a site, but for those that lead out of it. Empty where it cannot be read. */
function namesIn(bytes: Uint8Array | null): string[] {
  const list = parseJson(bytes) as { files?: unknown } | null;
  const names = Array.isArray(list?.files) ? list.files : [];
  return names.filter((name): name is string => typeof name === 'string' && isPathInside(name));
}

function isPathInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !/(?:^|\/)\.{1,2}(?:\/|$)|[\\\0-\x1f:]/.test(path);
}

function parseJson(bytes: Uint8Array | null): unknown {
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** The paths of the site's files to which a page or its data lead. */
function leadsOf(path: string, bytes: Uint8Array, root: URL): string[] {
  if (path.endsWith('faq.json')) {
    const data = parseJson(bytes) as { questions?: unknown } | null;
    const questions = Array.isArray(data?.questions) ? data.questions : [];
    return questions.flatMap((question: { id?: unknown } | null) => {
      const name = `${question?.id}.html`;
      return typeof question?.id === 'string' && isPathInside(name) ? [path.replace(/faq\.json$/, name)] : [];
    });
  }
  if (!path.endsWith('.html')) return [];
  const text = new TextDecoder().decode(bytes);
  const attributes = text.matchAll(/\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi);
  return [...attributes].flatMap(([, double, single, bare]) => {
    const name = nameOf((double ?? single ?? bare ?? '').replaceAll('&amp;', '&'), new URL(path, root), root);
    return name === null ? [] : [name];
  });
}

/** The path of the file at an address that a page names; null where it is none of the site's own, to which its pages lead from where they are. */
function nameOf(address: string, page: URL, root: URL): string | null {
  if (/^(?:[a-z][a-z0-9+.-]*:|[/\\#]|$)/i.test(address) || !URL.canParse(address, page)) return null;
  const url = new URL(address, page);
  if (!url.pathname.startsWith(root.pathname)) return null;
  let path = url.pathname.slice(root.pathname.length);
  try {
    path = decodeURIComponent(path);
  } catch {
    return null;
  }
  const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  return isPathInside(name) ? name : null;
}
