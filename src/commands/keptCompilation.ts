import { createHash } from 'node:crypto';
import type { Compilation, CompileOptions } from '../compile.ts';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import type { TextFile } from '../diagnostics/span.ts';
import { lockPath } from '../faq/idsLock.ts';
import type { Project } from '../faq/project.ts';
import type { Archive, Memory } from '../memory.ts';
import type { Drawing } from '../pages/shareImage.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { answerPage, partsOfPackedPage, type RenderedPage } from '../site/renderPages.ts';

/**
 * Keeps a whole compilation with everything that it asked of the project, and
 * gives it back where the project answers the same: whoever builds again what
 * has not changed waits for the disk alone. Pages of answers are kept once, and
 * named by their keys.
 */
export class KeptCompilation {
  readonly #archive: Archive;
  readonly #key: string;
  readonly #asked: Question[] = [];
  /** The project, which notes what it is asked. */
  readonly project: Project;

  constructor(project: Project, options: CompileOptions, archive: Archive) {
    this.#archive = archive;
    const lock = project.files.read(lockPath(project.faq.path));
    const given = [project.faq, ...project.templates].map(({ path, bytes }) => [path, digestOf(bytes)]);
    this.#key = digestOf(JSON.stringify(['compilation', options, given, lock && digestOf(lock)]));
    const { files } = project;
    const asked = new Set<string>();
    const note = (kind: Question['kind'], path: string, digest: () => string | null): void => {
      if (asked.has(`${kind} ${path}`)) return;
      asked.add(`${kind} ${path}`);
      this.#asked.push({ kind, path, digest: digest() });
    };
    this.project = {
      ...project,
      files: {
        read: (path) => {
          const bytes = files.read(path);
          note('read', path, () => bytes && digestOf(bytes));
          return bytes;
        },
        list: (folder) => {
          const entries = files.list(folder);
          note('list', folder, () => digestOfList(entries));
          return entries;
        },
      },
    };
  }

  /** Null where there is none, or something is another one now. */
  find(): Compilation | null {
    const bytes = this.#archive.get(this.#key);
    if (bytes === null) return null;
    const { head, rest } = unpack(bytes);
    const { files: given } = this.project;
    const isSame = head.asked.every(({ kind, path, digest }) => {
      if (kind === 'list') return digestOfList(given.list(path)) === digest;
      const now = given.read(path);
      return (now && digestOf(now)) === digest;
    });
    if (!isSame) return null;
    const pages = new Map<string, { html: Uint8Array; twin: Uint8Array }>();
    const files: SiteFile[] = [];
    let at = 0;
    for (const file of head.files) {
      if (typeof file.from === 'number') {
        files.push({ path: file.path, contents: rest.subarray(at, at + file.from) });
        at += file.from;
        continue;
      }
      let page = pages.get(file.from);
      if (!page) {
        const packed = this.#archive.get(file.from);
        if (packed === null) return null;
        page = partsOfPackedPage(packed);
        pages.set(file.from, page);
      }
      files.push({ path: file.path, contents: page[file.part] });
    }
    const { diagnostics, texts, drawings, questions, published } = head;
    return {
      files,
      drawings,
      diagnostics,
      texts: new Map(texts.map((text) => [text.path, text])),
      questions,
      published,
    };
  }

  /** What is found wrong is told anew each time: only what can be written is kept. */
  keep({ files, diagnostics, texts, ...told }: Compilation, memory: Memory): void {
    if (hasErrors(diagnostics)) return;
    const kept = new Map<string | Uint8Array, { from: string; part: 'html' | 'twin' }>();
    for (const [key, page] of memory.kept<RenderedPage | null>(answerPage)) {
      if (!page || page.diagnostics.length > 0) continue;
      kept.set(page.html, { from: key, part: 'html' });
      kept.set(page.twin, { from: key, part: 'twin' });
    }
    const rest: Uint8Array[] = [];
    const named = files.map(({ path, contents }): KeptFile => {
      const page = kept.get(contents);
      if (page) return { path, ...page };
      const bytes = typeof contents === 'string' ? Buffer.from(contents) : contents;
      rest.push(bytes);
      return { path, from: bytes.byteLength, part: 'html' };
    });
    const shown = new Set(diagnostics.map(({ span }) => span?.file));
    const head: Head = {
      ...told,
      asked: this.#asked,
      files: named,
      diagnostics,
      texts: [...texts.values()].filter(({ path }) => shown.has(path)),
    };
    this.#archive.put(this.#key, pack(head, rest));
  }
}

interface Question {
  readonly kind: 'read' | 'list';
  readonly path: string;
  readonly digest: string | null;
}

interface KeptFile {
  readonly path: string;
  /** The key of the page of an answer, or how many bytes of the rest are its own. */
  readonly from: string | number;
  readonly part: 'html' | 'twin';
}

interface Head {
  readonly asked: readonly Question[];
  readonly files: readonly KeptFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: readonly TextFile[];
  readonly drawings: readonly Drawing[];
  readonly questions: number;
  readonly published: Compilation['published'];
}

function pack(head: Head, rest: readonly Uint8Array[]): Uint8Array {
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32LE(json.length);
  return Buffer.concat([length, json, ...rest]);
}

function unpack(bytes: Uint8Array): { head: Head; rest: Uint8Array } {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 4 + all.readUInt32LE();
  return { head: JSON.parse(all.toString('utf8', 4, end)) as Head, rest: all.subarray(end) };
}

function digestOf(contents: string | Uint8Array): string {
  return createHash('sha256').update(contents).digest('base64url');
}

function digestOfList(entries: ReturnType<Project['files']['list']>): string | null {
  return entries && digestOf(JSON.stringify(entries.map(({ path, bytes }) => [path, bytes && digestOf(bytes)])));
}
