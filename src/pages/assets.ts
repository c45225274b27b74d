import { createHash } from 'node:crypto';
import { fileDigest } from '../faq/fileDigest.ts';
import type { SiteFile } from './siteFile.ts';

/** What every system can store, and what is the same name on those that take `A` for `a`. */
const longestStem = 60;
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** `assets/style.0a1b2c3d4e.css`: the name changes with the bytes, so that a host may let browsers keep it for ever. */
export function assetOf(path: string, contents: string | Uint8Array): SiteFile {
  const { stem, extension } = assetName(path);
  return { path: `assets/${stem}.${hashOf(contents)}${extension}`, contents };
}

/** The parts of the name of an asset that do not change with its contents. */
export function assetName(path: string): { stem: string; extension: string } {
  const name = path.replace(/^.*\//, '').toLowerCase();
  const extension = /[^.](\.[a-z0-9]{1,10})$/.exec(name)?.[1] ?? '';
  const stem = name
    .slice(0, name.length - extension.length)
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .slice(0, longestStem);
  return { stem: deviceName.test(stem) ? `${stem}-` : stem, extension };
}

/** The address of an asset without the part that changes with its contents; any other address as it is. */
export function unhashed(address: string): string {
  return address.replace(/^(assets\/[^/]*)\.[0-9a-f]{10}(\.[a-z0-9]{1,10})?$/, '$1$2');
}

/** False for an asset of the site that somebody altered and left its name; true for every other file. */
export function isNamedByContents(path: string, contents: Uint8Array): boolean {
  const [, hash] = /(?:^|\/)(?:assets|embed)\/[^/]*\.([0-9a-f]{10})(?:\.[a-z0-9]{1,10})?$/.exec(path) ?? [];
  return hash === undefined || hash === hashOf(contents);
}

function hashOf(contents: string | Uint8Array): string {
  return digestOfFile(contents).slice(0, 10);
}

/** SHA-256 (FIPS 180-4), in hexadecimal digits. */
export function digestOfFile(contents: string | Uint8Array): string {
  return typeof contents === 'string' ? createHash('sha256').update(contents).digest('hex') : fileDigest(contents);
}
