import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span, TextFile } from '../diagnostics/span.ts';
import { idFrom, isId } from '../schema/identifiers.ts';
import { isStandIn } from '../schema/standIn.ts';
import { decodeText } from '../yaml/decodeText.ts';
import { findForbiddenCharacters } from '../yaml/forbiddenCharacters.ts';
import type { Path, Places, Prose } from '../yaml/places.ts';
import type { Faq } from './faq.ts';
import type { ProjectFiles } from './project.ts';

/** A page of the publisher's own, in Markdown. */
export interface OwnPage {
  /** The name of the page, by that of its file. */
  readonly id: string;
  /** From the root of the project. */
  readonly file: string;
  readonly title: string;
  /** What stands below the title. Its path begins with `pages` and the id. */
  readonly text: Prose;
}

export interface OwnPages {
  readonly pages: readonly OwnPage[];
  /** Those of the pages, as they were read. */
  readonly texts: readonly TextFile[];
  /** Knows the texts of the pages, too. */
  readonly places: Places;
  readonly diagnostics: readonly Diagnostic[];
}

/** `pages/about.md` is the page `about`. */
export function pageIdOf(file: string): string {
  const name = file.replace(/^.*\//, '').replace(/\.(?:md|markdown)$/i, '');
  return isId(name) ? name : (idFrom(name) ?? name);
}

/** Reads the files that `site.pages` names: the first line is the title, as in `# About us`. */
export function readOwnPages({ site }: Faq, files: ProjectFiles, places: Places): OwnPages {
  const diagnostics: Diagnostic[] = [];
  const texts: TextFile[] = [];
  const starts = new Map<string, Span>();
  const pages = site.pages.flatMap(({ file: typed, path }): OwnPage[] => {
    const file = typed.replace(/^(?:\.\/)+/, '');
    const span = places.value(path);
    if (isStandIn(typed)) return [];
    if (!/\.(?:md|markdown)$/i.test(file)) {
      diagnostics.push(diagnose('invalid-page', span, { path: file, problem: 'format' }));
      return [];
    }
    const bytes = files.read(file);
    if (bytes === null) {
      diagnostics.push(diagnose('missing-file', span, { path: typed }));
      return [];
    }
    const { value, diagnostics: found } = decodeText({ path: file, bytes });
    // What is told of a text is told of it as it is read: with line ends of one kind.
    const text: TextFile = { path: file, text: value.text.replaceAll(/\r\n?/g, '\n') };
    texts.push(text);
    diagnostics.push(...found, ...findForbiddenCharacters(text));
    const [head, title] = /^\s*#[ \t]+(\S.*?)[ \t]*#*[ \t]*(?:\n|$)/.exec(text.text) ?? [];
    if (head === undefined || title === undefined) {
      const end = text.text.search(/\S.*$/m) < 0 ? 0 : (text.text.match(/^\s*.*/)?.[0].length ?? 0);
      diagnostics.push(diagnose('invalid-page', { file, start: 0, end }, { path: file, problem: 'title' }));
      return [];
    }
    const id = pageIdOf(file);
    const body = text.text.slice(head.length);
    if (body.trim() === '') {
      diagnostics.push(diagnose('invalid-page', { file, start: 0, end: head.length }, { path: file, problem: 'text' }));
      return [];
    }
    starts.set(id, { file, start: head.length, end: text.text.length });
    return [{ id, file, title, text: { text: body, path: ['pages', id, 'text'] } }];
  });
  return { pages, texts, places: new PlacesWithPages(places, starts), diagnostics };
}

class PlacesWithPages implements Places {
  readonly #faq: Places;
  /** Of the text of each page, by its id. */
  readonly #starts: ReadonlyMap<string, Span>;

  constructor(faq: Places, starts: ReadonlyMap<string, Span>) {
    this.#faq = faq;
    this.#starts = starts;
  }

  key(path: Path): Span {
    const own = this.#startOf(path);
    return own ? { ...own, start: 0, end: 0 } : this.#faq.key(path);
  }

  value(path: Path): Span {
    const own = this.#startOf(path);
    return own ? { ...own, start: 0, end: own.start } : this.#faq.value(path);
  }

  within(path: Path, start: number, end: number): Span {
    const own = this.#startOf(path);
    return own ? { ...own, start: own.start + start, end: own.start + end } : this.#faq.within(path, start, end);
  }

  #startOf([root, id]: Path): Span | undefined {
    return root === 'pages' ? this.#starts.get(String(id)) : undefined;
  }
}
