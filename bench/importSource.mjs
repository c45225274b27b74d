import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** A module of src/ as the sources are today, by its path in src/. */
export async function importSource(path) {
  const repository = fileURLToPath(new URL('..', import.meta.url));
  const outfile = join(repository, 'lib', `source-${process.pid}-${path.replaceAll(/\W/g, '-')}.mjs`);
  try {
    await build({
      entryPoints: [join(repository, 'src', path)],
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      outfile,
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile, { force: true });
  }
}
