import { posix, relative, resolve, sep } from 'node:path';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Faq } from '../faq/faq.ts';
import type { Host, ProjectReader } from '../host/host.ts';
import { describeOutputError, type ExitCode, refuse, refuseName } from '../projects/report.ts';
import { readReviewedProject } from '../projects/reviewedProject.ts';
import { describeTemplate, ejectedTemplate, linesToAdd } from '../theme/ejected.ts';
import { templateNames } from '../theme/templateNames.ts';
import { OutputError } from '../writing/writeSite.ts';

/** For a project whose faq.yaml names none. */
const newFolder = 'theme';

/** `faqgen eject --list`: every built-in template with what it prints, a line each. */
export function listTemplates(host: Host): ExitCode {
  const widest = Math.max(...templateNames.map((name) => name.length));
  const lines = templateNames.map(
    (name) => `${name.padEnd(widest)}  ${describeTemplate(host.packaged.read(fileOf(name)) ?? '').prints}`,
  );
  host.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

/** `faqgen eject` without a name: what there is, and how to have it. */
export function offerTemplates(host: Host): ExitCode {
  listTemplates(host);
  host.stdout.write(
    '\nNothing was copied. Name one or more of them, as in `faqgen eject footer`. docs/templates.md lists the data of each.\n',
  );
  return 0;
}

/** `faqgen eject NAME…`: copies built-in templates into the theme of a project, none over a file that is there. */
export async function eject(typed: readonly string[], faqPath: string, host: Host): Promise<ExitCode> {
  const names = [...new Set(typed.map((name) => name.replace(/\.hbs$/, '')))];
  const unknown = names.find((name) => !templateNames.includes(name));
  if (unknown !== undefined) {
    const isStyle = /^(?:style|[\w-]+\.css)$/.test(unknown);
    const help = isStyle
      ? 'a style of your own stands behind the built-in one: `theme.style`'
      : '`faqgen eject --list` lists all of them';
    return refuseName('template', unknown, isStyle ? null : nearest(unknown, templateNames), help, host);
  }
  const { reader, content, diagnostics: all, texts } = readReviewedProject(faqPath, { asOf: null }, host);
  const diagnostics = all.filter(({ severity }) => severity === 'error');
  if (!content?.faq || hasErrors(diagnostics)) return refuse(diagnostics, 'nothing was copied', host, texts);
  try {
    const folder = await folderOf(content.faq, reader, host);
    const files = names.map((name) => ({
      path: posix.join(folder, `${name}.hbs`),
      text: ejectedTemplate(name, builtIn(name, host), host.version),
      addition: null,
    }));
    const written = new Set(await (await host.forInit()).writeNew(reader.root, files));
    const lines = files.map(({ path }) => {
      const shown = relative(host.cwd, resolve(reader.root, path)).split(sep).join('/');
      return written.has(path)
        ? `  new        ${shown}, of faqgen ${host.version}`
        : `  as it was  ${shown}, which was there already`;
    });
    host.stdout.write(`${[...lines, ...linesToAdd(content.faq.theme, reader.source, folder)].join('\n')}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    return refuse([describeOutputError(error)], 'nothing was copied', host);
  }
}

/** From the folder of faq.yaml. Throws an OutputError for one of which no build would read a file. */
async function folderOf({ theme }: Faq, reader: ProjectReader, host: Host): Promise<string> {
  const folder = posix.normalize(theme.templates?.file ?? newFolder).replace(/(.)\/+$/, '$1');
  const { files } = reader.read();
  const { isThere } = await host.forImport();
  const steps = folder.split('/').map((_, index, all) => all.slice(0, index + 1).join('/'));
  const isOutside = /^(?:\/|\.\.(?:\/|$)|[a-z]:)/i.test(folder);
  if (isOutside || steps.some((step) => isThere(resolve(reader.root, step)) && files.list(step) === null))
    throw new OutputError(
      'output-refused',
      `\`${folder}\` is no folder below that of ${reader.source}`,
      'name one as `theme.templates`, which may be a new one',
    );
  return folder;
}

function fileOf(name: string): string {
  return `templates/${name}.hbs`;
}

function builtIn(name: string, { packaged }: Host): string {
  const text = packaged.read(fileOf(name));
  if (text === null)
    throw new OutputError('output-refused', `this copy of faqgen lacks ${fileOf(name)}`, 'install it anew');
  return text;
}
