import fs from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InputFile } from '../diagnostics/span.ts';
import type { Project, ProjectFiles, VerifierFiles } from '../faq/project.ts';
import { type ProjectReader, UnreadableFile } from './host.ts';
import { loadConfig } from './loadConfig.ts';
import { readTypeface } from './readTypeface.ts';
import { similarFiles } from './similarFiles.ts';

/**
 * Reads faq.yaml and the built-in theme; the project's other files are read
 * when a build asks for them. It remembers what it answered, so that it can say
 * whether a build would be another one today. `typed`: what stands in faq.yaml,
 * whatever the disk holds.
 */
export function openProject(faqPath: string, typed: Uint8Array | null = null): ProjectReader {
  const path = resolve(faqPath);
  const root = dirname(path);
  let answers = new Answers();
  return {
    root,
    source: basename(path),
    read: () => {
      answers = new Answers();
      const faq = typed === null ? readFaq(path, faqPath, answers) : { path: basename(path), bytes: typed };
      const [templates, files] = [readBuiltInTheme(answers), projectFiles(root, answers)];
      return { faq, templates, files, typeface: readTypeface, verifier: readVerifier };
    },
    config: () => loadConfig(root, (name) => answers.file(join(root, name), () => bytesOf(join(root, name)))),
    builtInTheme: () => readBuiltInTheme(new Answers()),
    verifier: readVerifier,
    compare: () => answers.compare(),
    folders: () => [...new Set([root, ...answers.folders()])],
  };
}

function readFaq(path: string, asTyped: string, answers: Answers): InputFile {
  let reason = '';
  let isNotThere = false;
  const bytes = answers.file(path, () => {
    try {
      const status = fs.statSync(path);
      if (status.isFile()) return fs.readFileSync(path);
      isNotThere = status.isDirectory();
      reason = isNotThere ? describeFolder(path) : 'it is no regular file';
      return null;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      isNotThere = code === 'ENOENT';
      reason = (isNotThere ? describeLink(path) : null) ?? reasons[code] ?? (error as Error).message;
      return null;
    }
  });
  if (bytes === null) throw new UnreadableFile(asTyped, reason, isNotThere ? similarFiles(path) : null);
  return { path: basename(path), bytes };
}

function describeFolder(path: string): string {
  return fs.existsSync(join(path, 'faq.yaml')) ? 'it is a folder' : 'it is a folder, and there is no faq.yaml in it';
}

/** Null of what is no link. */
function describeLink(path: string): string | null {
  try {
    return `it is a link to ${fs.readlinkSync(path)}, which is not there`;
  } catch {
    return null;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  ENOTDIR: 'a part of its path is not a folder',
};

/** Where `npm run prepare` puts the verifier of browsers. */
const verifierFolder = new URL('../../lib/verifier/', import.meta.url);

function readVerifier(): VerifierFiles {
  const read = (name: string): string => fs.readFileSync(new URL(name, verifierFolder), 'utf8');
  return { script: read('verify.js'), style: read('verify.css') };
}

const themeFolder = fileURLToPath(new URL('../../templates', import.meta.url));
/** The scripts of the theme, made small by `npm run prepare`. */
const scriptFolder = fileURLToPath(new URL('../../lib/scripts', import.meta.url));

function readBuiltInTheme(answers: Answers): InputFile[] {
  const filesIn = (folder: string, kind: RegExp): InputFile[] =>
    (answers.names(folder, () => namesIn(folder)) ?? [])
      .filter((name) => kind.test(name))
      .flatMap((name) => {
        const path = join(folder, name);
        const bytes = answers.file(path, () => bytesOf(path));
        return bytes ? [{ path: `faqgen:templates/${name}`, bytes }] : [];
      });
  return [...filesIn(themeFolder, /\.(?:hbs|css|svg)$/), ...filesIn(scriptFolder, /\.js$/)];
}

/** The project of a faq.yaml that is not written yet, in an absolute folder. */
export function projectIn(root: string, faq: InputFile): Project {
  const answers = new Answers();
  return {
    faq,
    templates: readBuiltInTheme(answers),
    files: projectFiles(root, answers),
    typeface: readTypeface,
    verifier: readVerifier,
  };
}

/** A path that leads out of the project, by itself or by a symbolic link, is answered as if nothing were there. */
function projectFiles(root: string, answers: Answers): ProjectFiles {
  let realRoot: string | undefined;
  const inside = (path: string): string | null => {
    try {
      // Asked once for all files of a build, of which there may be thousands.
      realRoot ??= fs.realpathSync.native(root);
      const real = fs.realpathSync.native(resolve(root, path));
      const way = relative(realRoot, real);
      return way === '' || way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way ? null : real;
    } catch {
      return null;
    }
  };
  const read = (path: string): Uint8Array | null =>
    path.includes('\0') ? null : answers.file(resolve(root, path), () => bytesOf(inside(path)));
  return {
    read,
    list: (folder) => {
      if (folder.includes('\0')) return null;
      const names = answers.names(resolve(root, folder), () => namesIn(folder === '' ? root : inside(folder)));
      if (names === null) return null;
      return names
        .filter((name) => !isFolder(resolve(root, folder, name)))
        .map((name) => (folder === '' ? name : `${folder}/${name}`))
        .map((path) => ({
          path,
          // Whoever seeks a name reads none of them.
          get bytes() {
            return read(path);
          },
        }));
    },
  };
}

function isFolder(path: string): boolean {
  return fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Null where there is no file that can be read: it may have gone a moment ago. */
function bytesOf(path: string | null): Uint8Array | null {
  try {
    return path !== null && fs.statSync(path).isFile() ? fs.readFileSync(path) : null;
  } catch {
    return null;
  }
}

function namesIn(path: string | null): string[] | null {
  try {
    if (path === null) return null;
    return fs
      .readdirSync(path)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    return null;
  }
}

/** Everything that one build was told about the disk, each question asked once, and how to ask it again. */
class Answers {
  readonly #files = new Map<string, { read: () => Uint8Array | null; bytes: Uint8Array | null; identity: string }>();
  readonly #names = new Map<string, { read: () => string[] | null; names: string[] | null }>();

  file(path: string, read: () => Uint8Array | null): Uint8Array | null {
    const known = this.#files.get(path);
    if (known) return known.bytes;
    // Asked before the reading: a file that changes in between is read once more.
    const identity = identityOf(path);
    const bytes = read();
    this.#files.set(path, { read, bytes, identity });
    return bytes;
  }

  names(path: string, read: () => string[] | null): string[] | null {
    const known = this.#names.get(path);
    if (known) return known.names;
    const names = read();
    this.#names.set(path, { read, names });
    return names;
  }

  /** The contents decide: a file that was only touched, or a neighbour of no concern, changes nothing. */
  compare(): 'same' | 'changed' | 'gone' {
    let isChanged = false;
    for (const [path, answer] of this.#files) {
      const identity = identityOf(path);
      if (identity === answer.identity) continue;
      const bytes = answer.read();
      if (isSame(bytes, answer.bytes)) answer.identity = identity;
      else if (bytes === null || bytes.length === 0) return 'gone';
      else isChanged = true;
    }
    for (const { read, names } of this.#names.values()) {
      const now = read();
      if (now?.join('\0') === names?.join('\0')) continue;
      if (now === null) return 'gone';
      isChanged = true;
    }
    return isChanged ? 'changed' : 'same';
  }

  folders(): string[] {
    return [...[...this.#files.keys()].map((path) => dirname(path)), ...this.#names.keys()];
  }
}

/** Another one after each write, also one that leaves size and modification time as they were: the time of change cannot be set. */
function identityOf(path: string): string {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = fs.statSync(path, { bigint: true });
    return `${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch {
    return 'missing';
  }
}

function isSame(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}
