// In: the files of a site.
// Out: a folder that holds exactly these, whatever fails on the way.
// Does not know: what the files are.

import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SiteFile } from '../pages/siteFile.ts';
import { failedPath, isMissing, OutputChanged, OutputError, writeFailure } from './outputError.ts';
import { type FileSystem, nodeFileSystem, statusOf } from './outputFileSystem.ts';
import { findOutputFolder, type OutputFolder } from './outputFolder.ts';
import { repairOutput } from './repairOutput.ts';
import { foldersAbove, isCleanPath, manifestName } from './siteManifest.ts';
import { isStillThere, type Site, type Survey, surveyOutput } from './surveyOutput.ts';
import { swapFolder } from './swapFolder.ts';
import { parseTemporaryName } from './temporaryNames.ts';
import { withFolderToOurselves, writeInPlace } from './writeInPlace.ts';

export { OutputError } from './outputError.ts';

/** What became of the files of the site; the manifest is not counted. */
export interface WriteResult {
  readonly files: number;
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Why the site was written file by file instead of swapped as a whole, in one sentence; null where it was swapped. */
  readonly fallback: string | null;
}

/**
 * Makes the folder `out` hold exactly this site, beside whatever others put
 * there, and touches nothing if it does already. Throws an OutputError where
 * the folder is not ours to write, or the disk fails; the site before then
 * still stands. Throws a plain Error for a path that no site can have.
 */
export async function writeSite(
  files: readonly SiteFile[],
  {
    out,
    projectRoot,
    source = 'faq.yaml',
    fs = nodeFileSystem,
  }: { out: string; projectRoot: string; source?: string; fs?: FileSystem },
): Promise<WriteResult> {
  const site = indexSite(files);
  try {
    const output = await findOutputFolder(fs, out, projectRoot, source);
    const isElsewhere = output.parent !== output.project;
    if (isElsewhere && (await statusOf(fs, output.parent)) === null) await fs.mkdir(output.parent, output.project);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await tryToWrite(fs, output, site);
      } catch (error) {
        // Another build replaced the folder while we looked at it: look again.
        if (!(error instanceof OutputChanged || isMissing(error)) || attempt === 60) throw error;
        // What is still not there was not replaced: it cannot be made, as below /proc.
        if (isMissing(error) && attempt >= 8 && (await statusOf(fs, output.path)) === null) throw error;
        await pause(Math.random() * Math.min(10 * attempt, 150));
      }
    }
  } catch (error) {
    throw writeFailure(error, failedPath(error) ?? out);
  }
}

/** Why `writeSite` would refuse this folder before it touches it, told without writing the site; null where it would begin. */
export async function foreseeRefusal(
  files: readonly SiteFile[],
  {
    out,
    projectRoot,
    source,
    fs = nodeFileSystem,
  }: { out: string; projectRoot: string; source: string; fs?: FileSystem },
): Promise<OutputError | null> {
  try {
    const output = await findOutputFolder(fs, out, projectRoot, source);
    await repairOutput(fs, output);
    await surveyOutput(fs, output, indexSite(files));
    return null;
  } catch (error) {
    // A folder that another build replaces meanwhile is looked at again when it is written.
    if (error instanceof OutputChanged || isMissing(error)) return null;
    const failure = writeFailure(error, failedPath(error) ?? out);
    if (failure instanceof OutputError) return failure;
    throw failure;
  }
}

async function tryToWrite(fs: FileSystem, output: OutputFolder, site: Site): Promise<WriteResult> {
  await repairOutput(fs, output);
  const survey = await surveyOutput(fs, output, site);
  if (!(await isStillThere(fs, output, survey))) throw new OutputChanged();
  if (survey.isCurrent) {
    for (const path of survey.abandoned) await fs.unlink(join(output.path, path)).catch(() => undefined);
    return resultOf(survey, null);
  }
  const hindrance = survey.hindrance ?? (await swapFolder(fs, output, survey));
  if (hindrance === null) return resultOf(survey, null);
  return withFolderToOurselves(fs, output.path, async () => {
    const latest = await surveyOutput(fs, output, site);
    if (!latest.isCurrent) await writeInPlace(fs, output, latest);
    return resultOf(latest, `The site was written file by file, since ${hindrance}.`);
  });
}

function resultOf(survey: Survey, fallback: string | null): WriteResult {
  return {
    files: survey.site.size,
    written: survey.changed.length,
    unchanged: survey.unchanged.length,
    removed: survey.stale.length,
    fallback,
  };
}

/** The files by path, in order. What is thrown here is a fault of the program, not of its input. */
function indexSite(files: readonly SiteFile[]): Site {
  const site = new Map<string, SiteFile['contents']>();
  for (const { path, contents } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const isReserved = path === manifestName || path.split('/').some((part) => parseTemporaryName(part) !== null);
    if (!isCleanPath(path) || isReserved) throw new Error(`not a path of a site: ${JSON.stringify(path)}`);
    if (site.has(path)) throw new Error(`two files of the site have one path: ${path}`);
    site.set(path, contents);
  }
  for (const path of site.keys()) {
    const file = foldersAbove(path).find((folder) => site.has(folder));
    if (file !== undefined) throw new Error(`a file of the site is also a folder: ${file}`);
  }
  return site;
}
