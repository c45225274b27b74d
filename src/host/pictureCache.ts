import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Holds painted pictures from build to build. Deleting it costs time, and nothing else. */
export interface PictureCache {
  /** Null where there is none, or where a byte of it is another one than when it was put there. */
  get(key: string): Promise<Uint8Array | null>;
  put(key: string, png: Uint8Array): Promise<void>;
  /** Where it holds more than `most` bytes, all goes that is not among `kept`. */
  trim(kept: ReadonlySet<string>, most: number): Promise<void>;
}

/** Whatever the folder does to us, a picture can be painted: no fault of it is worth a word. */
export function openPictureCache(folder: string): PictureCache {
  const placeOf = (key: string): string => join(folder, `${key}.picture`);
  return {
    get: async (key) => {
      const entry = await readFile(placeOf(key)).catch(() => null);
      if (entry === null) return null;
      const [sum, png] = [entry.subarray(0, sumLength), entry.subarray(sumLength)];
      return sum.equals(sumOf(key, png)) ? png : null;
    },
    put: async (key, png) => {
      const temporary = `${placeOf(key)}.${randomBytes(6).toString('hex')}.new`;
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(temporary, Buffer.concat([sumOf(key, png), png]));
        await rename(temporary, placeOf(key));
      } catch {
        await rm(temporary, { force: true }).catch(() => {});
      }
    },
    trim: async (kept, most) => {
      const names = await readdir(folder).catch(() => []);
      const entries = await Promise.all(
        names.map(async (name) => ({ name, size: (await stat(join(folder, name)).catch(() => null))?.size ?? 0 })),
      );
      if (entries.reduce((sum, { size }) => sum + size, 0) <= most) return;
      const others = names.filter((name) => /\.(?:picture|new)$/.test(name) && !kept.has(name.replace(/\..*$/, '')));
      for (const name of others) await rm(join(folder, name), { force: true }).catch(() => {});
    },
  };
}

const sumLength = 32;

function sumOf(key: string, png: Uint8Array): Buffer {
  return createHash('sha256').update(`${key}\0`).update(png).digest();
}
