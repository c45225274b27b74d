import type { Compilation } from '../src/compile.ts';
import { compile } from '../src/compile.ts';
import { questionsOf } from '../src/faq/faq.ts';
import { parseFaq } from '../src/faq/parseFaq.ts';
import { creditOf, currentFormat, recordOf, statementOf, wordingOf } from '../src/review/signOff.ts';
import { projectOf } from './prose/compileText.ts';
import { surroundingsOf } from './surroundings.ts';
import { type Run, run } from './testHost.ts';

const encoder = new TextEncoder();

/** Compiles a project in memory in which the first reviewer signed the answers of `signed`, under their ids of today or old ones, on 10 November 2026; `theme`: its templates by name; `laidOut`: a record as its file holds it. */
export function compileSigned(
  yaml: string,
  signed: readonly string[],
  theme: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
  laidOut: (record: string) => string = (record) => record,
): Compilation {
  const themed = Object.keys(theme).length === 0 ? yaml : `${yaml}theme: {templates: theme}\n`;
  const project = projectOf(themed, files);
  const { faq } = parseFaq({ path: 'faq.yaml', text: themed });
  if (!faq) throw new Error('the FAQ of a test cannot be read');
  const [reviewer] = faq.reviewers;
  const records = questionsOf(faq)
    .flatMap((question) =>
      [question.id, ...question.formerly].filter((id) => signed.includes(id)).map((id) => ({ question, id })),
    )
    .map(({ question, id }) => {
      if (!reviewer) throw new Error('nobody can sign');
      const signOff = {
        ...wordingOf(question, faq, currentFormat, surroundingsOf(project.files)),
        format: currentFormat,
        id,
        reviewer: reviewer.id,
        ...creditOf(reviewer),
        as: null,
        date: '2026-11-10',
        until: '2027-11-10',
      };
      return { path: `reviews/${id}.yaml`, bytes: encoder.encode(laidOut(recordOf(statementOf(signOff), null))) };
    });
  const templates = Object.entries(theme).map(([name, text]) => ({
    path: `theme/${name}`,
    bytes: encoder.encode(text),
  }));
  const folders: Record<string, typeof records> = { reviews: records, theme: templates };
  const all = new Map([...records, ...templates].map(({ path, bytes }) => [path, bytes]));
  const listed = {
    ...project,
    files: {
      read: (path: string) => all.get(path) ?? project.files.read(path),
      list: (path: string) => folders[path] ?? null,
    },
  };
  return compile(listed, { asOf: '2026-11-23', url: null, preview: false });
}

/** The files of a site by their paths, to be edited. */
export type SiteFiles = Record<string, string>;

const isPicture = /\.(?:png|jpg|webp|ico)$/;

export function filesOf({ files, diagnostics }: Compilation): SiteFiles {
  if (files.length === 0) throw new Error(`there is no site: ${JSON.stringify(diagnostics)}`);
  return Object.fromEntries(
    files.map(({ path, contents }) => [
      path,
      typeof contents === 'string'
        ? contents
        : new TextDecoder(isPicture.test(path) ? 'latin1' : 'utf-8').decode(contents),
    ]),
  );
}

/** Replaces what must be there. */
export function edited(
  files: SiteFiles,
  path: string,
  from: string | RegExp,
  to: string | ((...found: string[]) => string),
): SiteFiles {
  const text = files[path];
  if (text === undefined) throw new Error(`there is no ${path}`);
  const by = typeof to === 'string' ? text.replace(from, to) : text.replace(from, to);
  if (by === text) throw new Error(`${path} does not hold ${from}`);
  return { ...files, [path]: by };
}

/** `review verify site` over files that are on no disk, where there is no project. */
export function verifyInMemory(files: SiteFiles, ...argv: string[]): Promise<Run> {
  const manifest = JSON.stringify({ faqgen: 1, files: Object.keys(files).sort() });
  const published = Object.entries({ '.faqgen.json': manifest, ...files }).map(([path, text]) => ({
    path,
    bytes: encoder.encode(text),
  }));
  const readFolder = async () => published;
  return run(['review', 'verify', 'site', ...argv], '/nowhere', {}, { isInteractive: false, readFolder });
}
