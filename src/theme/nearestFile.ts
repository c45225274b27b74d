import { nearest } from '../diagnostics/nearest.ts';
import type { ProjectFiles } from '../faq/project.ts';

/** The path of the file that lies where `path` was sought and most likely was meant; null where there is none. `kind`: how its name ends. */
export function nearestFile(path: string, files: ProjectFiles, kind: RegExp): string | null {
  const folder = path.replace(/[^/]*$/, '');
  const name = path.slice(folder.length);
  const there = (files.list(folder.replace(/\/$/, '')) ?? [])
    .map((file) => file.path.replace(/^.*\//, ''))
    .filter((one) => kind.test(one));
  const stem = name.replace(/\.\w+$/, '');
  const meant = nearest(name, there) ?? there.find((one) => one.startsWith(stem)) ?? null;
  return meant === null ? null : folder + meant;
}
