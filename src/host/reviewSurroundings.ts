import { spawn } from 'node:child_process';
import { mkdtemp, open, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { createInterface } from 'node:readline/promises';
import fs from 'fs-extra';
import { type ReviewSurroundings, SigningError, UnreadableFile } from './host.ts';

/** The outside world of `faqgen review`. */
export function reviewSurroundings(): ReviewSurroundings {
  return {
    isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    confirm,
    sign,
    writeRecord,
    removeFile,
    readText: async (path) => {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        throw new UnreadableFile(path, reasonOf(error));
      }
    },
    readFolder,
    readSite: async (address, choices) => {
      const { fetchSite } = await import('../fetching/fetchSite.ts');
      const { FetchRefused } = await import('../fetching/walkSite.ts');
      try {
        return await fetchSite(address, choices);
      } catch (error) {
        if (error instanceof FetchRefused) throw new UnreadableFile(address, error.message);
        throw error;
      }
    },
  };
}

async function confirm(question: string): Promise<boolean | null> {
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const left = new Promise<null>((resolve) => asking.once('close', () => resolve(null)));
    const answer = await Promise.race([asking.question(question), left]);
    return answer === null ? null : /^y(?:es)?$/i.test(answer.trim());
  } finally {
    asking.close();
  }
}

/**
 * `ssh-keygen -Y sign`: with the private key in a file, or with the one of an agent or a hardware token that belongs to
 * `publicKey`. It signs a file, and keeps the terminal: given the message as its input, it would take that for a machine's,
 * and ask for a passphrase in a window alone, by a program that most desktops lack.
 */
async function sign(
  message: string,
  { namespace, keyFile, publicKey }: { namespace: string; keyFile: string | null; publicKey: string },
  stopped: AbortSignal | null = null,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'faqgen-sign-'));
  try {
    const file = keyFile ?? join(folder, 'reviewer.pub');
    if (keyFile === null) await writeFile(file, `ssh-ed25519 ${publicKey}\n`);
    const statement = join(folder, 'statement');
    await writeFile(statement, message);
    await runSshKeygen(['-Y', 'sign', '-f', file, '-n', namespace, statement], stopped);
    return await readFile(`${statement}.sig`, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runSshKeygen(options: readonly string[], stopped: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const input = process.stdin.isTTY === true ? 'inherit' : 'ignore';
    const child = spawn('ssh-keygen', options, {
      stdio: [input, 'ignore', 'pipe'],
      ...(stopped ? { signal: stopped } : {}),
    });
    let complaint = '';
    child.stderr.on('data', (bytes: Buffer) => {
      complaint += bytes.toString();
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      const missing = error.code === 'ENOENT' ? 'ssh-keygen is not installed' : error.message;
      reject(new SigningError(stopped?.aborted ? 'it was stopped before the key had signed' : missing));
    });
    child.on('close', (exitCode) => {
      const said = complaint
        .split(/[\r\n]+/)
        .map((line) => line.replaceAll(/^[@ ]+|[@ ]+$/g, ''))
        .filter((line) => line !== '' && !/^(?:Signing file|Write signature to) /.test(line));
      if (exitCode === 0) resolve();
      else reject(new SigningError(`ssh-keygen: ${said.join('; ') || `it ended with ${exitCode}`}`));
    });
  });
}

/** Replaces the record as a whole: one that is half written would be an invalid one. */
async function writeRecord(root: string, name: string, text: string): Promise<void> {
  const path = join(root, name);
  const temporary = `${path}.${process.pid}.new`;
  try {
    await fs.mkdirp(dirname(path));
    await refuseOutside(root, path);
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    // What stands in the way of the record may stand in the way of this as well.
    await rm(temporary, { force: true }).catch(() => {});
    if (error instanceof SigningError) throw error;
    throw new SigningError(`cannot write ${path}: ${reasonOf(error)}`);
  }
}

async function removeFile(root: string, name: string): Promise<void> {
  const path = join(root, name);
  try {
    if (!(await fs.pathExists(dirname(path)))) return;
    await refuseOutside(root, path);
    await rm(path, { force: true });
  } catch (error) {
    if (error instanceof SigningError) throw error;
    throw new SigningError(`cannot delete ${path}: ${reasonOf(error)}`);
  }
}

/** A link of the file system may lead out of the project. */
async function refuseOutside(root: string, path: string): Promise<void> {
  const way = relative(await realpath(root), await realpath(dirname(path)));
  if (way.startsWith('..') || isAbsolute(way)) throw new SigningError(`${dirname(path)} lies outside of the project`);
}

/** What a site is made of; of any other file, that it is there and how it begins is enough. */
const isPart =
  /(?:\.(?:html|yaml|json|md|txt|xml|svg)|[/\\]_headers|[/\\]_redirects|[/\\](?:assets|embed)[/\\][^/\\]*)$/;

async function readStart(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: new Uint8Array(1000) });
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function readFolder(path: string): Promise<{ path: string; bytes: Uint8Array }[]> {
  try {
    if ((await fs.stat(path)).isFile()) return [{ path: '', bytes: await readFile(path) }];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => ({ file: join(entry.parentPath, entry.name), isRead: entry.isFile() }))
      // What git keeps of the branch that is deployed is no part of it.
      .filter(({ file }) => !relative(path, file).startsWith(`.git${sep}`))
      .sort((a, b) => (a.file < b.file ? -1 : 1));
    // What stands behind a link may be another file tomorrow.
    return await Promise.all(
      files.map(async ({ file, isRead }) => ({
        path: relative(path, file).replaceAll(sep, '/'),
        bytes: !isRead ? new Uint8Array() : isPart.test(file) ? await readFile(file) : await readStart(file),
      })),
    );
  } catch (error) {
    throw new UnreadableFile(path, reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'permission denied',
    EEXIST: 'a file stands where the folder should be',
    ENOTDIR: 'a file stands where the folder should be',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  };
  return reasons[code ?? ''] ?? message;
}
