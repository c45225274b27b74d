// What the benchmarks hold faqgen against, from npm into bench/.peers, once.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const peersFolder = join(import.meta.dirname, '.peers');

const versions = {
  '@11ty/eleventy': '3.1.8',
  '@astrojs/starlight': '0.42.4',
  astro: '7.3.5',
  'nhsuk-frontend': '10.6.1',
  nunjucks: '3.2.4',
};
/** Astro 7 asks for Node 22.12. Where an older one runs the benchmark, Astro brings its own. */
const nodeOfAstro = '22.23.3';
const [major, minor] = process.versions.node.split('.').map(Number);
const runsAstro = major > 22 || (major === 22 && minor >= 12);
const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/** The Node that runs Astro. */
export const astroNode = runsAstro ? process.execPath : join(peersFolder, 'node_modules', nodePackage, 'bin/node');
export const astroNodeVersion = runsAstro ? process.version : `v${nodeOfAstro}`;

export const eleventyVersion = versions['@11ty/eleventy'];
export const astroVersion = versions.astro;
export const nhsVersion = versions['nhsuk-frontend'];
export const starlightVersion = versions['@astrojs/starlight'];

/** Installs what is not there in its version. Throws where the registry does not give it. @param {(keyof typeof versions)[]} names */
export async function installPeers(names) {
  const wanted = names.map((name) => [name, versions[name]]);
  if (names.includes('astro') && !runsAstro) wanted.push([nodePackage, nodeOfAstro]);
  const missing = wanted.filter(([name, version]) => installedVersion(name) !== version);
  if (missing.length === 0) return;
  await mkdir(peersFolder, { recursive: true });
  const manifest = join(peersFolder, 'package.json');
  if (!existsSync(manifest)) await writeFile(manifest, '{"private": true}');
  const packages = missing.map(([name, version]) => `${name}@${version}`);
  const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], {
    cwd: peersFolder,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`npm could not install ${packages.join(', ')}`);
}

function installedVersion(name) {
  const manifest = join(peersFolder, 'node_modules', name, 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : null;
}
