import { readdirSync, readFileSync } from 'node:fs';
import { type Compilation, compile } from '../../src/compile.ts';
import { locateIn } from '../../src/diagnostics/position.ts';
import type { InputFile } from '../../src/diagnostics/span.ts';
import type { Project } from '../../src/faq/project.ts';
import { readTypeface } from '../../src/host/readTypeface.ts';

const templates: readonly InputFile[] = ['templates', 'lib/scripts'].flatMap((folder) =>
  readdirSync(new URL(`../../${folder}`, import.meta.url))
    .filter((name) => (folder === 'templates' ? /\.(?:hbs|css|svg)$/ : /\.js$/).test(name))
    .sort()
    .map((name) => ({
      path: `templates/${name}`,
      bytes: readFileSync(new URL(`../../${folder}/${name}`, import.meta.url)),
    })),
);

const ofVerifier = (name: string): string =>
  readFileSync(new URL(`../../lib/verifier/${name}`, import.meta.url), 'utf8');
const verifier = { script: ofVerifier('verify.js'), style: ofVerifier('verify.css') };

/** A project that lives in memory: faq.yaml, the built-in theme, and the files named. */
export function projectOf(yaml: string | Uint8Array, files: Readonly<Record<string, string>> = {}): Project {
  const bytes = typeof yaml === 'string' ? new TextEncoder().encode(yaml) : yaml;
  const read = (path: string) => (files[path] === undefined ? null : new TextEncoder().encode(files[path]));
  return {
    faq: { path: 'faq.yaml', bytes },
    templates,
    files: { read, list: () => null },
    typeface: readTypeface,
    verifier: () => verifier,
  };
}

export function compileText(yaml: string | Uint8Array, files: Readonly<Record<string, string>> = {}): Compilation {
  return compile(projectOf(yaml, files), { asOf: '2026-11-23', url: null, preview: false });
}

export function pageOf({ files }: Compilation, path = 'index.html'): string {
  const file = files.find((candidate) => candidate.path === path);
  if (!file) throw new Error(`there is no ${path}`);
  return String(file.contents);
}

/** Each diagnostic as `code line:column`; `only` keeps errors and warnings of the text itself. */
export function saidOf({ diagnostics, texts }: Compilation): string[] {
  const locate = locateIn(texts);
  return diagnostics.map(({ code, span }) => {
    const place = span && locate(span);
    return place ? `${code} ${place.line}:${place.column}` : code;
  });
}

/** What the author of a whole file hears of: all but the advice that every small file gets. */
export function complaintsOf(compilation: Compilation): string[] {
  return saidOf(compilation).filter((said) => !/^(?:no-url|uncited-answer|unused-source)\b/.test(said));
}
