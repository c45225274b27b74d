import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Archive } from '../memory.ts';

/** Of the FAQ that is made of the file `source`, in the folder for caches. `program`: see openPageArchive. */
export function archiveOf(folder: string, projectRoot: string, source: string, program: string): PageArchive {
  // Below a home, many projects share one folder.
  const name = createHash('sha256').update(join(projectRoot, source)).digest('hex').slice(0, 16);
  // Names and dates are written as the program's data of languages have them.
  const { node, icu } = process.versions;
  return openPageArchive(join(folder, `${name}.pages`), `${program} ${node} ${icu}`);
}

/** Holds what was made for a site from build to build, in one file. Deleting it costs time, and nothing else. */
export interface PageArchive extends Archive {
  /** Leaves in the file what this build used, as far as there is room. */
  save(): void;
}

/**
 * Opens the file, which is read when something is first asked of it. `program`
 * names the very program that runs: what another one made is not believed.
 * `most`: bytes that the file may take. Whatever the file does to us, pages can
 * be made anew: no fault of it is worth a word.
 *
 * The file: a line that names the program, and records of 32 bytes of key, 4 of
 * length, 4 of check sum (CRC-32 of that line, key and contents), all little-endian, and
 * the contents.
 */
export function openPageArchive(path: string, program: string, most = mostBytes): PageArchive {
  const heading = Buffer.from(`faqgen pages 1 ${program}\n`);
  let file: ArchiveFile | null = null;
  const used = new Set<string>();
  const made = new Map<string, Uint8Array>();
  let madeBytes = 0;
  const opened = (): ArchiveFile => {
    file ??= readArchive(path, heading, most);
    return file;
  };
  return {
    get: (key) => {
      const { bytes, places } = opened();
      const at = places.get(key);
      if (at === undefined) return null;
      const contents = contentsAt(bytes, at);
      if (bytes.readUInt32LE(at + 36) !== sumOf(heading, bytes.subarray(at, at + 32), contents)) return null;
      used.add(key);
      return contents;
    },
    put: (key, contents) => {
      madeBytes += contents.byteLength;
      if (madeBytes <= most) made.set(key, contents);
    },
    save: () => {
      const { bytes, places, end } = opened();
      const before: Buffer[] = [];
      let size = heading.length;
      const hasRoom = (length: number): boolean => {
        if (size + headLength + length > most) return false;
        size += headLength + length;
        return true;
      };
      for (const key of used) {
        const at = places.get(key) ?? 0;
        const length = bytes.readUInt32LE(at + 32);
        if (hasRoom(length)) before.push(bytes.subarray(at, at + headLength + length));
      }
      const kept = size;
      const added = [...made].filter(([, contents]) => hasRoom(contents.byteLength));
      // What is no longer used stays until it is as much as what is: writing all of it would take longer.
      const isWhole = end === bytes.length && kept * 2 >= bytes.length && bytes.length > 0;
      try {
        if (isWhole && bytes.length + size - kept <= most) {
          if (added.length > 0) writeAll(path, 'a', recordsOf(heading, added));
        } else replaceFile(path, [heading, ...before], recordsOf(heading, added));
      } catch {
        // The next build makes them again.
      }
    },
  };
}

/** The pages of about 100,000 questions. */
const mostBytes = 1024 ** 3;

/** Bytes of a record before its contents. */
const headLength = 40;

interface ArchiveFile {
  readonly bytes: Buffer;
  /** Where the record of a key begins: the last one, where there are several. */
  readonly places: ReadonlyMap<string, number>;
  /** Where the last whole record ends. */
  readonly end: number;
}

function readArchive(path: string, heading: Buffer, most: number): ArchiveFile {
  const places = new Map<string, number>();
  const nothing = { bytes: Buffer.alloc(0), places, end: 0 };
  let bytes: Buffer;
  try {
    // A device or a pipe might never end.
    const status = statSync(path);
    if (!status.isFile() || status.size > most) return nothing;
    bytes = readFileSync(path);
  } catch {
    return nothing;
  }
  if (!bytes.subarray(0, heading.length).equals(heading)) return nothing;
  let at = heading.length;
  while (at + headLength <= bytes.length) {
    const next = at + headLength + bytes.readUInt32LE(at + 32);
    if (next > bytes.length) break;
    places.set(bytes.toString('base64url', at, at + 32), at);
    at = next;
  }
  return { bytes, places, end: at };
}

function contentsAt(bytes: Buffer, at: number): Buffer {
  return bytes.subarray(at + headLength, at + headLength + bytes.readUInt32LE(at + 32));
}

/** Heads and contents in turn, without a copy of the contents. */
function* recordsOf(heading: Uint8Array, made: Iterable<readonly [string, Uint8Array]>): Generator<Uint8Array> {
  for (const [key, contents] of made) {
    const head = Buffer.allocUnsafe(headLength);
    head.write(key, 'base64url');
    head.writeUInt32LE(contents.byteLength, 32);
    head.writeUInt32LE(sumOf(heading, head.subarray(0, 32), contents), 36);
    yield head;
    yield contents;
  }
}

/** Of the heading, too: two programs may write to one file at a time. */
function sumOf(heading: Uint8Array, key: Uint8Array, contents: Uint8Array): number {
  return crc32(contents, crc32(key, crc32(heading)));
}

function replaceFile(path: string, before: readonly Uint8Array[], added: Iterable<Uint8Array>): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.new`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeAll(temporary, 'wx', before, added);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** In portions: all of it at once would need as much memory again. */
function writeAll(path: string, flag: 'a' | 'wx', ...parts: readonly Iterable<Uint8Array>[]): void {
  const file = openSync(path, flag);
  const portion = Buffer.allocUnsafe(portionBytes);
  let filled = 0;
  const flush = (): void => {
    writeFileSync(file, portion.subarray(0, filled));
    filled = 0;
  };
  try {
    for (const part of parts) {
      for (const bytes of part) {
        if (filled + bytes.byteLength > portionBytes) flush();
        if (bytes.byteLength > portionBytes) writeFileSync(file, bytes);
        else {
          portion.set(bytes, filled);
          filled += bytes.byteLength;
        }
      }
    }
    flush();
  } finally {
    closeSync(file);
  }
}

const portionBytes = 1024 ** 2;
