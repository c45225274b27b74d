import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How many names are looked at: a folder of a whole disk is no project. */
const mostNames = 2000;

/**
 * Files that were most likely meant by a path that leads to none, or to a
 * folder: the same name with other capitals or another ending, beside it or in
 * the folders beside it, as `_data/faq.yml`.
 */
export function similarFiles(path: string): string[] {
  const isFolder = fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const folder = isFolder ? path : dirname(path);
  const wanted = isFolder ? 'faq' : stemOf(basename(path));
  const here = entriesOf(folder);
  const isMeant = (name: string): boolean =>
    isYaml.test(name) && (stemOf(name) === wanted || /^faqs?(?![a-z])/.test(stemOf(name)));
  const below = here.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  return [folder, ...below]
    .flatMap((one) => (one === folder ? here : entriesOf(one)).map((entry) => ({ entry, path: join(one, entry.name) })))
    .filter(({ entry }) => !entry.isDirectory() && isMeant(entry.name))
    .map(({ path }) => path)
    .filter((similar) => similar !== path);
}

/** Some editors of Windows add an ending, and do not show it. */
const isYaml = /\.ya?ml(?:\.txt)?$/i;

function stemOf(name: string): string {
  return name.replace(/\..*$/s, '').toLowerCase();
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs
      .readdirSync(folder, { withFileTypes: true })
      .slice(0, mostNames)
      .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
