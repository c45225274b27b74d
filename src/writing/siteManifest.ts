import { join } from 'node:path';
import { isMissing } from './outputError.ts';
import { type FileSystem, nodeFileSystem, statusOf } from './outputFileSystem.ts';

/** The file in the output folder that lists what faqgen made there: only what it lists is ever overwritten or removed. */
export const manifestName = '.faqgen.json';

/** The manifest of a site, the same bytes for the same paths in any order. `source`: the file that the site is made of. */
export function manifestOf(paths: Iterable<string>, source: string): Uint8Array {
  const named = source === usualSource ? {} : { source };
  return Buffer.from(`${JSON.stringify({ faqgen: 1, ...named, files: [...new Set(paths)].sort() })}\n`);
}

/** It goes without saying. */
const usualSource = 'faq.yaml';

/** Of which file a site was made, by the bytes of its manifest. */
export function sourceOf(manifest: Uint8Array): string {
  try {
    const { source } = JSON.parse(new TextDecoder().decode(manifest)) as { source?: unknown };
    return typeof source === 'string' ? source : usualSource;
  } catch {
    return usualSource;
  }
}

/** Of which file the site in `folder` was made; null where there is none. */
export async function siteIn(folder: string, fs: FileSystem = nodeFileSystem): Promise<string | null> {
  if ((await readManifest(fs, folder)) === null) return null;
  return sourceOf(await fs.readFile(join(folder, manifestName)));
}

/** The paths that the manifest in `folder` lists; null where there is none, or none that faqgen can have written. */
export async function readManifest(fs: FileSystem, folder: string): Promise<ReadonlySet<string> | null> {
  const path = join(folder, manifestName);
  try {
    if (!(await statusOf(fs, path))?.isFile()) return null;
    return parseManifest(await fs.readFile(path));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Whether a path stays in the folder it is relative to, and means the same on every system. */
export function isCleanPath(path: unknown): path is string {
  return (
    typeof path === 'string' &&
    !path.includes('\\') &&
    !path.includes('\0') &&
    !/^[a-z]:/i.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

/** The folders above a clean path, the nearest first: `a/b` and `a` of `a/b/c`. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.push(path.slice(0, end));
  return folders;
}

function parseManifest(bytes: Uint8Array): ReadonlySet<string> | null {
  let manifest: unknown;
  try {
    manifest = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  if (typeof manifest !== 'object' || manifest === null) return null;
  const { faqgen, files } = manifest as { faqgen?: unknown; files?: unknown };
  if (faqgen !== 1 || !Array.isArray(files)) return null;
  return files.every((path) => isCleanPath(path) && path !== manifestName) ? new Set(files) : null;
}
