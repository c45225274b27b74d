import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './temporaryFolder.ts';
import { run } from './testHost.ts';

/**
 * A folder is a test: `valid/<name>/expected` is the whole site that its
 * faq.yaml makes, byte for byte (share images by their digests), and `output.txt` what the build prints to
 * stderr. `UPDATE_CASES=1` writes them: look at the difference before you commit it.
 */
const root = join(import.meta.dirname, 'cases', 'valid');

describe.each((await readdir(root)).sort())('%s', (name) => {
  test('builds the expected site', async () => {
    const folder = await temporaryFolder();
    await cp(join(root, name), folder, { recursive: true });
    const { exitCode, stderr } = await run(['build'], folder);
    expect(exitCode).toBe(0);
    const built = await readTree(join(folder, 'dist'));
    built.delete('.faqgen.json');
    const expected = join(root, name, 'expected');
    if (process.env['UPDATE_CASES']) await writeTree(expected, built, join(root, name, 'output.txt'), stderr);
    expect(stderr).toBe(await readFile(join(root, name, 'output.txt'), 'utf8'));
    const wanted = await readTree(expected);
    expect([...built.keys()].sort()).toEqual([...wanted.keys()].sort());
    for (const [path, contents] of wanted) expect(built.get(path), path).toBe(contents);
  });
});

async function readTree(folder: string): Promise<Map<string, string>> {
  if (!existsSync(folder)) return new Map();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.map(
        async (file) => [file.slice(folder.length + 1), shownAs(file, await readFile(file))] as [string, string],
      ),
    ),
  );
}

/** Of a share image only its digest is kept: half a megabyte of pictures tells nobody more. */
function shownAs(file: string, bytes: Buffer): string {
  const isPainted = /\/assets\/share[\w-]*\.\w+\.png$/.test(file) && bytes.subarray(1, 4).toString() === 'PNG';
  return isPainted ? `sha256 ${createHash('sha256').update(bytes).digest('hex')}\n` : bytes.toString('utf8');
}

async function writeTree(
  folder: string,
  files: Map<string, string>,
  outputPath: string,
  output: string,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [path, contents] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), contents);
  }
  await writeFile(outputPath, output);
}
