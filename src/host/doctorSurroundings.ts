import { execFile } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdtemp, readdir, readFile, realpath, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeFailure } from '../writing/outputError.ts';
import type { DoctorSurroundings } from './host.ts';
import { nearest } from './nearest.ts';

/** The outside world of `faqgen doctor`. `program`: the folder of the package that runs. */
export function doctorSurroundings(program: string): DoctorSurroundings {
  return {
    nodeVersion: process.versions.node,
    program,
    nearest,
    realPath: (path) => realpath(path).catch(() => path),
    readText: (path) => readFile(path, 'utf8').catch(() => null),
    list: (folder) => readdir(folder).catch(() => []),
    refusal,
    run,
    noticesChange,
  };
}

/** Rights alone do not tell: a disk may be full, or read-only. */
async function refusal(folder: string): Promise<string | null> {
  try {
    await rmdir(await mkdtemp(join(folder, '.faqgen-doctor-')));
    return null;
  } catch (error) {
    return describeFailure(error);
  }
}

function run(
  command: string,
  argv: readonly string[],
  cwd: string,
): Promise<{ exitCode: number; output: string } | null> {
  return new Promise((answer) => {
    // Whatever waits for a person, or for the network, is not waited for.
    const child = execFile(command, argv, { cwd, timeout: 10_000 }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') answer(null);
      else
        answer({ exitCode: typeof error?.code === 'number' ? error.code : error ? 255 : 0, output: stdout + stderr });
    });
    child.stdin?.end();
  });
}

/** Longer than any system takes that tells of changes at all. */
const patience = 2000;

async function noticesChange(folder: string): Promise<boolean> {
  const file = join(folder, `.faqgen-doctor-${process.pid}`);
  return new Promise((answer) => {
    const end = async (isNoticed: boolean): Promise<void> => {
      clearTimeout(timer);
      watcher?.close();
      await rm(file, { force: true });
      answer(isNoticed);
    };
    const timer = setTimeout(() => end(false), patience);
    let watcher: ReturnType<typeof watch> | null = null;
    try {
      watcher = watch(folder, () => end(true)).on('error', () => end(false));
      writeFile(file, '').catch(() => end(false));
    } catch {
      end(false);
    }
  });
}
