import { createHash } from 'node:crypto';
import type { SiteFile } from './siteFile.ts';

/** `assets/style.0a1b2c3d4e.css`: the name changes with the bytes, so that a host may let browsers keep it for ever. */
export function assetOf(path: string, contents: string | Uint8Array): SiteFile {
  const name = path.replace(/^.*\//, '');
  const dot = name.lastIndexOf('.');
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 10);
  const stem = name.slice(0, dot).replaceAll(/[^\w-]+/g, '-');
  return { path: `assets/${stem}.${hash}${name.slice(dot).toLowerCase()}`, contents };
}
