import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SiteFiles } from './signedSite.ts';
import { makeKey } from './signing.ts';
import { type Run, run } from './testHost.ts';

/** A project on the disk whose answers were signed with a key of OpenSSH. */
export interface KeyedProject {
  readonly folder: string;
  /** A file with the reviewer's key, as `--trust` takes it. */
  readonly trust: string;
  /** `faqgen build` of it as it is now. */
  build(): Promise<Run>;
  /** The files of its site, without pictures. */
  site(): Promise<SiteFiles>;
}

/** `yaml`: without reviewers; `signed`: ids of the answers that Jane Doe, a nurse, signs on 10 November 2026, or all. */
export async function keyedProject(
  folder: string,
  yaml: string,
  signed: readonly string[] | 'all',
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<KeyedProject> {
  await mkdir(folder, { recursive: true });
  const key = (await makeKey(folder)).split(' ').slice(0, 2).join(' ');
  const trust = join(folder, 'reviewers');
  for (const [path, contents] of Object.entries({
    'faq.yaml': `${yaml}reviewers:\n  doe: {name: Jane Doe, role: Nurse, key: ${key}}\noutputs: {shareImages: none}\n`,
    reviewers: `doe ${key}\n`,
    ...files,
  })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), contents);
  }
  const ids = signed === 'all' ? ['--all'] : signed;
  const argv = ['review', 'sign', ...ids, '--by', 'doe', '--key', join(folder, 'key'), '--yes', '--on', '2026-11-10'];
  const { exitCode, stderr } = await run(argv, folder);
  if (exitCode !== 0) throw new Error(stderr);
  const build = async () => {
    await rm(join(folder, 'dist'), { recursive: true, force: true });
    return run(['build'], folder);
  };
  return {
    folder,
    trust,
    build,
    site: async () => {
      const { exitCode, stderr } = await build();
      if (exitCode !== 0) throw new Error(stderr);
      return readSite(join(folder, 'dist'));
    },
  };
}

/** The files of a folder as texts. */
export async function readSite(folder: string): Promise<SiteFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** Writes files into a new folder. */
export async function writeSite(folder: string, files: SiteFiles): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
