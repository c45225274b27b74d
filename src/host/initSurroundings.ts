import { mkdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { InitFile, InitPlace } from '../init/initFiles.ts';
import { isMissing, OutputError, systemCode, writeFailure } from '../writing/outputError.ts';
import type { InitSurroundings } from './host.ts';
import { isThere, nearest } from './nearest.ts';

/** The outside world of `faqgen init`. `program`: the folder of the package that runs. */
export function initSurroundings(program: string): InitSurroundings {
  const person = new Person();
  return {
    isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true,
    ask: (question) => person.ask(question),
    leave: () => person.leave(),
    look: (folder) => lookAround(folder, program),
    writeNew,
  };
}

/** Who sits at the terminal; what was typed ahead is kept for the next question. */
class Person {
  #terminal: Interface | null = null;
  readonly #typed: string[] = [];
  #waiting: ((line: string | null) => void) | null = null;
  #isGone = false;

  ask(question: string): Promise<string | null> {
    this.#open();
    process.stdout.write(question);
    const line = this.#typed.shift();
    if (line !== undefined) return Promise.resolve(line);
    if (this.#isGone) return Promise.resolve(null);
    return new Promise((answer) => {
      this.#waiting = answer;
    });
  }

  leave(): void {
    this.#terminal?.close();
  }

  #open(): void {
    if (this.#terminal) return;
    const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '' });
    terminal.on('line', (line) => {
      if (this.#waiting) this.#answer(line);
      else this.#typed.push(line);
    });
    terminal.on('SIGINT', () => terminal.close());
    terminal.on('close', () => {
      this.#isGone = true;
      this.#answer(null);
    });
    this.#terminal = terminal;
  }

  #answer(line: string | null): void {
    const answer = this.#waiting;
    this.#waiting = null;
    answer?.(line);
  }
}

async function lookAround(folder: string, program: string): Promise<InitPlace> {
  await refuseWhatIsNoFolder(folder);
  const installed = await nearest(folder, 'node_modules/faqgen/schema/faq.schema.json');
  const repository = await nearest(folder, '.git');
  const way = repository === null ? '' : asPath(relative(folder, repository));
  return {
    installed: installed === null ? null : fromHere(relative(folder, join(installed, 'node_modules/faqgen'))),
    dependency: await dependencyFrom(folder, program),
    repository: repository === null ? null : way,
    folderInRepository: repository === null ? '' : asPath(relative(repository, folder)),
    packageJson: await textOf(join(folder, 'package.json')),
    gitignore: await textOf(join(folder, '.gitignore')),
  };
}

function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

/** Looks at the nearest of the path that is there: a file among it would take no folder. */
async function refuseWhatIsNoFolder(folder: string): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    try {
      if ((await stat(path)).isDirectory()) return;
      throw new OutputError('output-refused', `${path} is no folder`, 'name a folder, or a new name for one');
    } catch (error) {
      if (!isMissing(error)) throw writeFailure(error, path);
    }
    if (path === dirname(path)) return;
  }
}

/** Where the program that runs was installed from, so that a new project gets the very same. */
async function dependencyFrom(folder: string, program: string): Promise<string> {
  const root = dirname(dirname(program));
  if (basename(dirname(program)) !== 'node_modules') return `file:${asPath(relative(folder, program)) || '.'}`;
  const { version } = JSON.parse(await readFile(join(program, 'package.json'), 'utf8'));
  try {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      await readFile(join(root, 'package.json'), 'utf8'),
    );
    const typed = { ...optionalDependencies, ...devDependencies, ...dependencies }['faqgen'];
    if (typeof typed !== 'string') return `^${version}`;
    if (!typed.startsWith('file:')) return typed;
    return `file:${asPath(relative(folder, resolve(root, typed.slice('file:'.length))))}`;
  } catch {
    return `^${version}`;
  }
}

/** All or nothing, but for what is there already; resolves to the paths that were written. */
async function writeNew(folder: string, files: readonly InitFile[]): Promise<string[]> {
  const written: string[] = [];
  const made: string[] = [];
  let current = folder;
  try {
    for (const { path, text } of files) {
      current = join(folder, path);
      if (await isThere(current)) continue;
      const first = await mkdir(dirname(current), { recursive: true });
      if (first !== undefined) made.push(...foldersBetween(first, dirname(current)));
      try {
        await writeFile(current, text, { flag: 'wx' });
        written.push(path);
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error;
      }
    }
    return written;
  } catch (error) {
    for (const path of written) await rm(join(folder, path), { force: true }).catch(() => undefined);
    for (const path of made.toReversed()) await rmdir(path).catch(() => undefined);
    throw writeFailure(error, current);
  }
}

/** From the first to the last, which lies in it. */
function foldersBetween(first: string, last: string): string[] {
  const steps = relative(first, last).split(sep).filter(Boolean);
  return [first, ...steps.map((_, index) => join(first, ...steps.slice(0, index + 1)))];
}

function asPath(path: string): string {
  return path.split(sep).join('/');
}

function fromHere(path: string): string {
  return path.startsWith('..') || isAbsolute(path) ? asPath(path) : `./${asPath(path)}`;
}
