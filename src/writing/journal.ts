import { join } from 'node:path';
import { describeFailure, isMissing, type Remains, systemCode } from './outputError.ts';
import { eachOf, type FileSystem, named, statusOf } from './outputFileSystem.ts';
import type { OutputFolder } from './outputFolder.ts';
import { manifestName } from './siteManifest.ts';

/**
 * The changes to an output folder, one by one, each of which can be taken
 * back. What is to be replaced or removed is kept first, by a second name, so
 * that no page is away at any time. Paths are relative to the output folder.
 */
export class Journal {
  readonly #fs: FileSystem;
  readonly #output: OutputFolder;
  /** Where the file that stood at a path is kept; null where it could not be. */
  readonly #kept = new Map<string, string | null>();
  readonly #madeFolders = new Set<string>();
  readonly #changes: Change[] = [];

  constructor(fs: FileSystem, output: OutputFolder) {
    this.#fs = fs;
    this.#output = output;
  }

  /** Keeps the file at `path`, which stays where it is, as `keptAs` too. Nothing has changed where this throws. */
  async keep(path: string, keptAs: string): Promise<void> {
    const from = this.#place(path);
    this.#kept.set(path, keptAs);
    await this.#do(path, async () => {
      try {
        await this.#fs.link(from, keptAs);
      } catch (error) {
        if (isMissing(error)) this.#kept.delete(path);
        else if (notLinked.has(systemCode(error) ?? '')) await this.#keepCopy(path, keptAs);
        else throw error;
      }
    });
  }

  /** Where there are no links, and where the file is somebody else's, whom the system asks before it is linked. */
  async #keepCopy(path: string, keptAs: string): Promise<void> {
    try {
      await this.#fs.copy(this.#place(path), keptAs);
    } catch (error) {
      if (!['EACCES', 'EPERM'].includes(systemCode(error) ?? '')) throw error;
      this.#kept.set(path, null);
    }
  }

  /** Puts the file `temporary` at `path`, over what has been kept of it. */
  async replace(temporary: string, path: string): Promise<void> {
    await this.#do(path, () => this.#fs.rename(temporary, this.#place(path)));
    this.#changes.push({ kind: path === manifestName ? 'other' : 'written', takeBack: () => this.#putBack(path) });
  }

  /** Removes a file that has been kept, unless it has gone or made way for a folder already. */
  async remove(path: string): Promise<void> {
    const place = this.#place(path);
    const isRemoved = await this.#do(path, async () => {
      try {
        if (!(await statusOf(this.#fs, place))?.isFile()) return false;
        await this.#fs.unlink(place);
        return true;
      } catch (error) {
        if (!isMissing(error)) throw error;
        return false;
      }
    });
    if (isRemoved) this.#changes.push({ kind: 'removed', takeBack: () => this.#putBack(path) });
  }

  /** Makes a folder in one that is there, unless it has been made already. */
  async makeFolder(path: string): Promise<void> {
    if (this.#madeFolders.has(path)) return;
    this.#madeFolders.add(path);
    await this.#do(path, () => this.#fs.mkdir(this.#place(path), this.#output.path));
    this.#changes.push({ kind: 'other', takeBack: () => this.#fs.rmdir(this.#place(path)) });
  }

  /** Removes an empty folder, whose permissions were `mode`. */
  async removeFolder(path: string, mode: number): Promise<void> {
    const place = this.#place(path);
    await this.#do(path, () => this.#fs.rmdir(place));
    const takeBack = async (): Promise<void> => {
      await this.#fs.mkdir(place, this.#output.path);
      await this.#fs.chmod(place, mode);
    };
    this.#changes.push({ kind: 'other', takeBack });
  }

  /**
   * Takes all changes back, the last one first. Returns what could not be, and
   * null where every file is as it was. The first change is that of the
   * manifest, which stays as well where anything does: it lists both sites.
   */
  async takeBack(): Promise<Remains | null> {
    const remains = { written: 0, removed: 0, reason: '' };
    const [first, ...others] = this.#changes.splice(0);
    const attempt = async ({ kind, takeBack }: Change): Promise<void> => {
      try {
        await takeBack();
      } catch (error) {
        if (kind === 'other') return;
        remains[kind] += 1;
        remains.reason ||= describeFailure(error);
      }
    };
    await eachOf(others.reverse(), attempt);
    if (first && remains.reason === '') await attempt(first);
    await this.forget();
    return remains.reason === '' ? null : remains;
  }

  /** Removes what was kept: from here on nothing is to be taken back. */
  async forget(): Promise<void> {
    await eachOf(this.#kept.values(), async (keptAs) => {
      if (keptAs !== null) await this.#fs.unlink(keptAs).catch(() => undefined);
    });
    this.#kept.clear();
  }

  async #putBack(path: string): Promise<void> {
    const keptAs = this.#kept.get(path);
    if (keptAs === null) throw new Error('the file before could not be kept');
    if (keptAs === undefined) await this.#fs.unlink(this.#place(path));
    else await this.#fs.rename(keptAs, this.#place(path));
  }

  #place(path: string): string {
    return join(this.#output.path, path);
  }

  /** Whoever reads of a failure is told the page, and not under which name it was on its way. */
  #do<T>(path: string, work: () => Promise<T>): Promise<T> {
    return named(join(this.#output.shownAs, path), work);
  }
}

interface Change {
  /** A folder or the manifest is not counted. */
  readonly kind: 'written' | 'removed' | 'other';
  readonly takeBack: () => Promise<unknown>;
}

const notLinked = new Set(['EACCES', 'EMLINK', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EXDEV']);
