import { fstatSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import packageJson from '../../package.json' with { type: 'json' };
import { rewriteFile } from '../writing/rewriteFile.ts';
import { siteIn } from '../writing/siteManifest.ts';
import { foreseeRefusal, writeSite } from '../writing/writeSite.ts';
import { cacheFolder } from './cacheFolder.ts';
import { faqsBelow } from './faqsBelow.ts';
import type { Host, Output } from './host.ts';
import { packagedFiles } from './packagedFiles.ts';
import { archiveOf } from './pageArchive.ts';
import { openProject } from './projectReader.ts';
import { renderInThreads } from './renderThreads.ts';

/** Of the bundled program, which is named for its contents. */
declare const __filename: string;
declare const __dirname: string;

/** The world of the process that runs the program. */
export function nodeHost(): Host {
  return {
    cwd: process.cwd(),
    version: packageJson.version,
    env: process.env,
    stdout: output('stdout'),
    stderr: output('stderr'),
    today: () => localDate(new Date()),
    elapsed: () => performance.now(),
    packaged: packagedFiles(join(__dirname, '../..')),
    openProject,
    faqsBelow,
    readInput: async () => (fstatSync(0).isDirectory() ? null : buffer(process.stdin)),
    openArchive: (projectRoot, source) =>
      archiveOf(cacheFolder(projectRoot, process.env), projectRoot, source, basename(__filename)),
    forWatch: async () => (await import('./watchSurroundings.ts')).watchSurroundings(),
    forReview: async () => (await import('./reviewSurroundings.ts')).reviewSurroundings(),
    forReviewPage: async () => (await import('./watchSurroundings.ts')).reviewPageSurroundings(),
    forInit: async () => (await import('./initSurroundings.ts')).initSurroundings(join(__dirname, '../..')),
    forDoctor: async () => (await import('./doctorSurroundings.ts')).doctorSurroundings(join(__dirname, '../..')),
    forImport: async () => (await import('./importSurroundings.ts')).importSurroundings(),
    renderTogether: renderInThreads(join(__dirname, '../cli.js')),
    forPainting: async () =>
      (await import('./paintingSurroundings.ts')).paintingSurroundings(join(__dirname, '../host/rasterizer.mjs')),
    siteIn,
    writeSite,
    foreseeRefusal,
    rewriteFile,
  };
}

/** The day on the calendar of this machine, not that of UTC: an editor's "today". */
function localDate(now: Date): string {
  const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** A stream that is opened when something is said: each takes a millisecond. */
function output(name: 'stdout' | 'stderr'): Output {
  let isOpen = false;
  const stream = (): NodeJS.WriteStream => {
    if (!isOpen) process[name].on('error', (error: NodeJS.ErrnoException) => complain(name, error));
    isOpen = true;
    return process[name];
  };
  return {
    get isTTY() {
      return stream().isTTY === true;
    },
    get columns() {
      return stream().columns;
    },
    write: (text) => {
      stream().write(text);
    },
  };
}

function complain(name: 'stdout' | 'stderr', error: NodeJS.ErrnoException): void {
  // Whoever read our words has heard enough, as `head` does.
  if (error.code === 'EPIPE') return;
  process.exitCode = 2;
  if (name === 'stdout') process.stderr.write(`error: cannot print: ${error.message}\n`);
}
