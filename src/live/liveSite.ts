// In: one compilation after the other.
// Out: what the author's browser is served and told.
// Does not know: how it is made, and the disk.

import type { SiteFile } from '../pages/siteFile.ts';

/** What the pages in the author's browser are told after each build. */
export interface LiveState {
  /** Names what is served now. */
  readonly revision: string;
  /** What was served before; a page of another revision takes everything anew. */
  readonly previous: string | null;
  /** Paths that are new or other ones than in `previous`, without those that only name a new stylesheet. */
  readonly changed: readonly string[];
  /** The stylesheet before and now, where it is another one. */
  readonly style: { readonly from: string; readonly to: string } | null;
  readonly problems: Problems | null;
}

/** What a dialog lays over the last good page. Plain text throughout. */
export interface Problems {
  readonly title: string;
  readonly hint: string;
  readonly texts: readonly string[];
}

/** One answer to a browser. */
export interface LiveAnswer {
  readonly status: 200 | 404 | 503;
  readonly type: string;
  readonly body: string | Uint8Array;
}

/**
 * The site as the author sees it: the last good pages, served from memory by
 * exact path, and what is wrong with the newest save. `session` tells this run
 * of the program from others, whose pages may still be open. `base`: the path
 * of its front page, encoded, which begins and ends in `/`.
 */
export class LiveSite {
  readonly base: string;
  readonly #session: string;
  readonly #client: string;
  #files: ReadonlyMap<string, string | Uint8Array> = new Map();
  #state: LiveState;
  #builds = 0;

  constructor({ session, client, base }: { session: string; client: string; base: string }) {
    this.#session = session;
    this.#client = client;
    this.base = base;
    this.#state = { revision: this.#revision(), previous: null, changed: [], style: null, problems: null };
  }

  get state(): LiveState {
    return this.#state;
  }

  /** Shows new files, or keeps the last good ones where there are none. Returns the paths that are other ones now. */
  update(files: readonly SiteFile[], problems: Problems | null): string[] {
    const isGood = files.length > 0;
    const before = this.#files;
    const after = isGood ? new Map(files.map(({ path, contents }) => [path, contents])) : before;
    const differing = isGood ? differingPaths(before, after) : [];
    if (differing.length === 0) {
      this.#state = { ...this.#state, problems };
      return [];
    }
    const style = before.size > 0 ? changedStyle(before, after) : null;
    this.#files = after;
    this.#builds++;
    this.#state = {
      revision: this.#revision(),
      previous: this.#state.revision,
      changed: differing.filter(
        (path) => style === null || !differsInStyleOnly(before.get(path), after.get(path), style),
      ),
      style,
      problems,
    };
    return differing;
  }

  /** Where pages are told of each new state. */
  get eventsPath(): string {
    return `${this.base}.faqgen/events`;
  }

  /** Answers a path below `base`, as it stands in a request. Only exact paths of the site are known, so none leads out of it. */
  answer(address: string): LiveAnswer {
    const [whole = ''] = address.split('?');
    const path = whole.slice(this.base.length - 1);
    if (path === '/.faqgen/client.js') return { status: 200, type: typeOf('client.js'), body: this.#client };
    const name = path === '/' ? 'index.html' : nameOf(path);
    const contents = name === null ? undefined : this.#files.get(name);
    if (name !== null && contents !== undefined)
      return { status: 200, type: typeOf(name), body: this.#withClient(name, contents) };
    const status = this.#files.size === 0 ? 503 : 404;
    const missing = this.#files.get('404.html') ?? emptyPage;
    return { status, type: typeOf('.html'), body: this.#withClient(name ?? '', missing, true) };
  }

  /** The script is added on the way out, and in no file. `name`: what was asked for. */
  #withClient(name: string, contents: string | Uint8Array, isPage = name.endsWith('.html')): string | Uint8Array {
    if (!isPage) return contents;
    const page = encodeURI(name).replaceAll(/[^\w./%-]/g, '');
    const script = `<script type="module" src="${this.base}.faqgen/client.js" data-faqgen-page="${page}" data-faqgen-revision="${this.#state.revision}"></script>`;
    const html = textOf(contents);
    const head = html.indexOf('</head>');
    return head < 0 ? html + script : html.slice(0, head) + script + html.slice(head);
  }

  #revision(): string {
    return `${this.#session}-${this.#builds}`;
  }
}

/** What answers where several sites are served and none stands: the way to each. */
export function listOfSites(sites: readonly LiveSite[]): LiveAnswer {
  const items = sites.map(({ base }) => `<li><a href="${base}">${base}</a></li>`);
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>faqgen</title><link rel="icon" href="data:,"></head><body><ul>${items.join('')}</ul></body></html>`;
  return { status: 404, type: typeOf('.html'), body };
}

const emptyPage =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>faqgen</title><link rel="icon" href="data:,"></head><body><p>There is no page yet. The first one appears here by itself.</p></body></html>';

/** Encoded slashes stay what they are, a part of no name. */
function nameOf(path: string): string | null {
  try {
    const parts = path.split('/').map(decodeURIComponent);
    return parts[0] === '' && parts.every((part) => !/[/\\\0]/.test(part)) ? parts.slice(1).join('/') : null;
  } catch {
    return null;
  }
}

type Files = ReadonlyMap<string, string | Uint8Array>;

function differingPaths(before: Files, after: Files): string[] {
  const changed = [...after].filter(([path, contents]) => !isSame(before.get(path), contents)).map(([path]) => path);
  return [...changed, ...[...before.keys()].filter((path) => !after.has(path))];
}

function isSame(a: string | Uint8Array | undefined, b: string | Uint8Array): boolean {
  if (a === b) return true;
  if (a === undefined || (typeof a === 'string' && typeof b === 'string')) return false;
  return Buffer.compare(bytesOf(a), bytesOf(b)) === 0;
}

/** What an earlier run made are bytes, what this one made is text. */
function bytesOf(contents: string | Uint8Array): Uint8Array {
  return typeof contents === 'string' ? Buffer.from(contents) : contents;
}

function textOf(contents: string | Uint8Array): string {
  return typeof contents === 'string' ? contents : new TextDecoder().decode(contents);
}

function changedStyle(before: Files, after: Files): LiveState['style'] {
  const styleOf = (files: Files) => [...files.keys()].find((path) => path.endsWith('.css'));
  const [from, to] = [styleOf(before), styleOf(after)];
  return from === undefined || to === undefined || from === to ? null : { from, to };
}

function differsInStyleOnly(
  before: string | Uint8Array | undefined,
  after: string | Uint8Array | undefined,
  { from, to }: { from: string; to: string },
): boolean {
  return before !== undefined && after !== undefined && textOf(before).replaceAll(from, to) === textOf(after);
}

const types: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  css: 'text/css; charset=utf-8',
  gif: 'image/gif',
  html: 'text/html; charset=utf-8',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webp: 'image/webp',
  xml: 'application/xml',
};

function typeOf(name: string): string {
  return types[name.replace(/^.*\./, '').toLowerCase()] ?? 'application/octet-stream';
}
