// In: the address of a published site.
// Out: its files as a reader gets them, within bounds, and the names of those that its own list promises and the host does not give.
// Does not know: what the files say.

/** Why a site cannot be had: a sentence that goes on after “cannot be read:”. */
export class FetchRefused extends Error {}

export interface FetchLimits {
  /** For all that is fetched, and for one file. */
  readonly bytes: number;
  readonly bytesOfFile: number;
  readonly files: number;
  /** Milliseconds: without a byte, for one file, and for all of it. */
  readonly silence: number;
  readonly file: number;
  readonly whole: number;
}

export interface Answered {
  readonly status: number;
  readonly bytes: Uint8Array;
  /** Where it stood, behind redirects. */
  readonly address: URL;
}

export interface Connection {
  /** What stands at an address of this origin, behind redirects within it. Throws a FetchRefused. */
  get(address: URL): Promise<Answered>;
}

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

export interface WalkChoices {
  readonly connection: Connection;
  /** The addresses to which a page leads, as a browser reads them. */
  readonly addressesIn: (html: string) => readonly string[];
  readonly limits: Pick<FetchLimits, 'files'>;
  /** Called after each file, with how many were read. */
  readonly tell?: (count: number) => void;
}

const together = 6;
/** What lies in every site, or says which files do. */
const wellKnown = [
  'index.html',
  'faq.json',
  'verify.html',
  '404.html',
  'llms.txt',
  'sitemap.xml',
  'feed.xml',
  'robots.txt',
  'index.md',
];
const missingPage = '404.html';
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
export async function walkSite(
  root: URL,
  { connection, addressesIn, limits, tell }: WalkChoices,
): Promise<FetchedSite> {
  const listed = namesIn((await connection.get(new URL(ownList, root))).bytes);
  const promised = new Set(listed.filter((name) => !isKeptByHosts(name)));
  const known = new Set<string>();
  const waiting: Lead[] = [];
  const add = (lead: Lead): void => {
    if (known.has(lead.path)) return;
    if (known.size >= limits.files) throw new FetchRefused(`it names more than ${limits.files} files`);
    known.add(lead.path);
    waiting.push(lead);
  };
  for (const path of [...wellKnown, ...promised]) add({ path, address: addressOf(path, root) });
  const files: { path: string; bytes: Uint8Array }[] = [];
  const missing: string[] = [];
  const work = async (): Promise<void> => {
    for (let lead = waiting.shift(); lead !== undefined; lead = waiting.shift()) {
      const { path, address } = lead;
      const answered = await connection.get(address);
      const bytes = isElsewhere(lead, answered, promised) ? null : contentOf(path, answered);
      if (bytes === null) {
        // Without it, the host has words of its own for what is missing.
        if (promised.has(path) && path !== missingPage) missing.push(path);
        continue;
      }
      files.push({ path, bytes });
      tell?.(files.length);
      for (const found of leadsOf(lead, bytes, { root, addressesIn })) add(found);
    }
  };
  // One that has nothing left to do begins again when another has found more.
  while (waiting.length > 0) await Promise.all(Array.from({ length: together }, work));
  // What a host says of an address at which it has nothing is no site.
  if (files.every(({ path }) => path === missingPage)) throw new FetchRefused('its host gives nothing at this address');
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  return { address: root.href, files: files.sort(byPath), missing: missing.sort() };
}

/** A file of the site, and where readers get it. */
interface Lead {
  readonly path: string;
  readonly address: URL;
}

/** As readers ask for it. */
function addressOf(path: string, root: URL): URL {
  return new URL(path.replace(/(^|\/)index\.html$/, '$1').replaceAll(/[%?#]/g, encodeURIComponent), root);
}

/**
 * Whether a redirect out of the folder says that nothing is there. Throws a FetchRefused where it moves a part of the site: its links
 * would lead readers to other files than those that are judged.
 */
function isElsewhere({ path, address }: Lead, answered: Answered, promised: ReadonlySet<string>): boolean {
  if (new URL('.', answered.address).href === new URL('.', address).href) return false;
  if (wellKnown.includes(path) && path !== 'index.html' && !promised.has(path)) return true;
  throw new FetchRefused(
    `${address.href} redirects to another folder, ${answered.address.href}; give the address of the site`,
  );
}

/** Null where the host has nothing. What it says of that is its own, but for the page of the site that was made to say it. */
function contentOf(path: string, answered: Answered): Uint8Array | null {
  if (answered.status === 200) return answered.bytes;
  if (answered.status === 404 && path === missingPage && isOfSite(answered.bytes)) return answered.bytes;
  if (isAbsent(answered.status)) return null;
  throw new FetchRefused(`its host answers with ${answered.status} for ${path.slice(0, 200)}`);
}

/** Every page of faqgen has a policy of its own, and a page of a host that has nothing hardly ever. */
function isOfSite(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes).includes('<meta http-equiv="Content-Security-Policy"');
}

/** The paths in the list that a build leaves in a site, but for those that lead out of it. Empty where it cannot be read. */
function namesIn(bytes: Uint8Array): string[] {
  const list = parseJson(bytes) as { files?: unknown } | null;
  const names = Array.isArray(list?.files) ? list.files : [];
  return names.filter((name): name is string => typeof name === 'string' && isPathInside(name));
}

function isPathInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !/(?:^|\/)\.{1,2}(?:\/|$)|[\\\0-\x1f:]/.test(path);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

interface Ways {
  readonly root: URL;
  readonly addressesIn: WalkChoices['addressesIn'];
}

/** The site's files to which a page or its data lead. */
function leadsOf({ path, address }: Lead, bytes: Uint8Array, { root, addressesIn }: Ways): Lead[] {
  if (path.endsWith('faq.json')) {
    const data = parseJson(bytes) as { sections?: unknown } | null;
    const sections: ({ questions?: unknown } | null)[] = Array.isArray(data?.sections) ? data.sections : [];
    return sections
      .flatMap((section) => (Array.isArray(section?.questions) ? section.questions : []))
      .flatMap((question: { id?: unknown } | null) => {
        const name = path.replace(/faq\.json$/, `${question?.id}.html`);
        return typeof question?.id === 'string' && isPathInside(name)
          ? [{ path: name, address: addressOf(name, root) }]
          : [];
      });
  }
  if (!path.endsWith('.html')) return [];
  return addressesIn(new TextDecoder().decode(bytes)).flatMap((found) => leadTo(found, address, root) ?? []);
}

/** The file at an address that a page names; null where it is none of the site's own, to which its pages lead from where they are. */
function leadTo(typed: string, page: URL, root: URL): Lead | null {
  // An address such as `https:tea.html` leads on from the page as well.
  const found = typed.replace(/^https?:(?![/\\])/i, '');
  if (/^(?:[a-z][a-z0-9+.-]*:|[/\\#]|$)/i.test(found) || !URL.canParse(found, page)) return null;
  const address = new URL(found, page);
  if (!address.pathname.startsWith(root.pathname)) return null;
  address.search = '';
  address.hash = '';
  const name = nameIn(address.pathname.slice(root.pathname.length));
  return { path: name === '' || name.endsWith('/') ? `${name}index.html` : name, address };
}

/** The name of a file, or as it was asked for where that is no name. */
function nameIn(path: string): string {
  try {
    const name = decodeURIComponent(path);
    return isPathInside(name) ? name : path;
  } catch {
    return path;
  }
}
