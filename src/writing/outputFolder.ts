import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isMissing, refusal, systemCode } from './outputError.ts';
import { type FileSystem, statusOf } from './outputFileSystem.ts';

/** Where the site goes. */
export interface OutputFolder {
  /** As the caller named it: what messages say. */
  readonly shownAs: string;
  /** The folder itself, whatever links lead to it; it may not exist yet. */
  readonly path: string;
  /** The folder that it is in. */
  readonly parent: string;
  readonly name: string;
  /** The folder of faq.yaml. */
  readonly project: string;
  /** The name of faq.yaml: a folder holds the site of one file. */
  readonly source: string;
}

/**
 * Follows `out` to the folder that it means, also where that does not exist yet.
 * Throws an OutputError where the folder is or holds the project, or cannot be a folder.
 */
export async function findOutputFolder(
  fs: FileSystem,
  out: string,
  projectRoot: string,
  source: string,
): Promise<OutputFolder> {
  const path = await followPath(fs, resolve(out), 0);
  const project = await fs.realpath(projectRoot);
  if (holds(path, project)) {
    throw refusal(
      `the output folder ${out} is or holds the project, which would be overwritten`,
      'choose a folder inside the project, such as dist',
    );
  }
  return { shownAs: out, path, parent: dirname(path), name: basename(path), project, source };
}

/** `realpath`, also of what is not there: a link that leads nowhere yet is followed to where it leads. */
async function followPath(fs: FileSystem, path: string, linksFollowed: number): Promise<string> {
  try {
    return await fs.realpath(path);
  } catch (error) {
    if (systemCode(error) === 'ENOTDIR') {
      throw refusal(`the output folder ${path} would be inside a file`, 'choose another output folder');
    }
    if (!isMissing(error) || linksFollowed > 40) throw error;
  }
  const parent = await followPath(fs, dirname(path), linksFollowed);
  const place = join(parent, basename(path));
  const status = await statusOf(fs, place);
  if (!status?.isSymbolicLink()) return place;
  return followPath(fs, resolve(parent, await fs.readlink(place)), linksFollowed + 1);
}

function holds(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
