/**
 * A package that has a script `prepare` is one with an install script to npm, which warns of it though nothing
 * runs: what is packed has none. `npm pack` gets a shorter package.json and puts ours back behind it.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const manifest = fileURLToPath(new URL('../package.json', import.meta.url));
const kept = fileURLToPath(new URL('.package.json', import.meta.url));

export async function shorten() {
  const text = await readFile(manifest, 'utf8');
  const { scripts, ...rest } = JSON.parse(text);
  if (scripts === undefined) return;
  await writeFile(kept, text);
  await writeFile(manifest, `${JSON.stringify(rest, null, 2)}\n`);
}

if (process.argv[2] === 'shorten') await shorten();
if (process.argv[2] === 'restore') await rename(kept, manifest);
