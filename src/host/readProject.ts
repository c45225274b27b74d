import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fs from 'fs-extra';
import type { Project, ProjectFiles } from '../compile.ts';
import type { InputFile } from '../diagnostics/span.ts';
import { UnreadableFile } from './host.ts';

/** Reads faq.yaml and the built-in theme; the project's other files are read when the build asks for them. */
export function readProject(faqPath: string): { project: Project; root: string } {
  const path = resolve(faqPath);
  const root = dirname(path);
  const project = { faq: readFaq(path, faqPath), templates: readBuiltInTheme(), files: projectFiles(root) };
  return { project, root };
}

function readFaq(path: string, asTyped: string): InputFile {
  try {
    return { path: basename(path), bytes: fs.readFileSync(path) };
  } catch (error) {
    throw new UnreadableFile(asTyped, reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  ENOTDIR: 'a part of its path is not a folder',
};

const themeFolder = fileURLToPath(new URL('../../templates', import.meta.url));

function readBuiltInTheme(): InputFile[] {
  const names = fs.readdirSync(themeFolder).filter((name) => /\.(?:hbs|css|svg)$/.test(name));
  return names.sort().map((name) => ({ path: `templates/${name}`, bytes: fs.readFileSync(join(themeFolder, name)) }));
}

/** A path that leads out of the project, by itself or by a symbolic link, is answered as if nothing were there. */
function projectFiles(root: string): ProjectFiles {
  const inside = (path: string): string | null => {
    const absolute = resolve(root, path);
    try {
      const real = fs.realpathSync(absolute);
      const way = relative(fs.realpathSync(root), real);
      return way === '' || way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way ? null : real;
    } catch {
      return null;
    }
  };
  const cache = new Map<string, Uint8Array | null>();
  const read = (path: string): Uint8Array | null => {
    const known = cache.get(path);
    if (known !== undefined) return known;
    const real = path.includes('\0') ? null : inside(path);
    const bytes = real !== null && fs.statSync(real).isFile() ? fs.readFileSync(real) : null;
    cache.set(path, bytes);
    return bytes;
  };
  return {
    read,
    list: (folder) => {
      const real = folder.includes('\0') ? null : inside(folder);
      if (real === null || !fs.statSync(real).isDirectory()) return null;
      return fs
        .readdirSync(real)
        .filter((name) => !name.startsWith('.'))
        .sort()
        .map((name) => ({ path: `${folder}/${name}`, bytes: read(`${folder}/${name}`) }))
        .filter((file): file is InputFile => file.bytes !== null);
    },
  };
}
