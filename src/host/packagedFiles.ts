import fs from 'node:fs';
import { join, sep } from 'node:path';
import type { PackagedFiles } from './host.ts';

/** What the package in the folder `root` brings along. */
export function packagedFiles(root: string): PackagedFiles {
  return {
    read: (path) => {
      try {
        return fs.readFileSync(join(root, path), 'utf8');
      } catch {
        return null;
      }
    },
    list: (folder) => {
      try {
        const paths = fs.readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
        return paths
          .filter((path) => fs.statSync(join(root, folder, path)).isFile())
          .map((path) => path.split(sep).join('/'))
          .sort();
      } catch {
        return [];
      }
    },
  };
}
