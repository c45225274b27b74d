import fs from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { OutputError, systemCode, writeFailure } from '../writing/outputError.ts';
import { type ImportedFile, type ImportSurroundings, UnreadableFile } from './host.ts';
import { projectIn } from './projectReader.ts';

/** The outside world of `faqgen import`. */
export function importSurroundings(): ImportSurroundings {
  return {
    readSources: async (path, isWanted) => readSources(path, isWanted),
    isThere: (path) => fs.existsSync(path),
    tryOut: (path, bytes, copies) => {
      const project = projectIn(dirname(path), { path: basename(path), bytes });
      const read = (file: string): Uint8Array | null => {
        const from = copies.get(file);
        return from === undefined ? project.files.read(file) : fs.readFileSync(from);
      };
      return { ...project, files: { ...project.files, read } };
    },
    writeImport: async (path, text, copies) => writeImport(path, text, copies),
    rows: (bytes) => {
      const read = installed('read-excel-file/node') as ((from: Buffer) => Promise<Sheets>) | null;
      return read === null ? null : read(Buffer.from(bytes)).then(firstSheet);
    },
    html: (bytes) => {
      type Mammoth = { convertToHtml(from: { buffer: Buffer }): Promise<{ value: string }> };
      const mammoth = installed('mammoth') as Mammoth | null;
      return mammoth === null ? null : mammoth.convertToHtml({ buffer: Buffer.from(bytes) }).then(({ value }) => value);
    },
  };
}

/** The rows of the first sheet, as read-excel-file gave them at first; or all sheets, as later versions do. */
type Sheets = unknown[][] | { data: unknown[][] }[];

function firstSheet(sheets: Sheets): unknown[][] {
  const [first] = sheets;
  return first === undefined || Array.isArray(first) ? (sheets as unknown[][]) : first.data;
}

/** What a package of the project, or of the program, gives by default; null where there is none. */
function installed(name: string): unknown {
  for (const from of [join(process.cwd(), 'package.json'), __filename]) {
    try {
      const loaded = createRequire(from)(name);
      return loaded.default ?? loaded;
    } catch (error) {
      if (!/MODULE_NOT_FOUND|ERR_PACKAGE_PATH_NOT_EXPORTED/.test((error as NodeJS.ErrnoException).code ?? ''))
        throw error;
    }
  }
  return null;
}

function readSources(path: string, isWanted: (name: string) => boolean): ImportedFile[] {
  try {
    if (!fs.statSync(path).isDirectory()) return [{ inFolder: null, bytes: fs.readFileSync(path) }];
    return fs
      .readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isWanted(entry.name))
      .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((name) => !/(?:^|\/)(?:\.|node_modules\/)/.test(name))
      .sort()
      .map((inFolder) => ({ inFolder, bytes: fs.readFileSync(join(path, inFolder)) }));
  } catch (error) {
    const reasons: Record<string, string> = { ENOENT: 'there is no such file', EACCES: 'permission denied' };
    throw new UnreadableFile(path, reasons[systemCode(error) ?? ''] ?? (error as Error).message);
  }
}

/** All or nothing. */
function writeImport(path: string, text: string, copies: ReadonlyMap<string, string>): void {
  const made: string[] = [];
  let current = path;
  try {
    for (const [name, from] of copies) {
      current = join(dirname(path), name);
      fs.mkdirSync(dirname(current), { recursive: true });
      fs.copyFileSync(from, current, fs.constants.COPYFILE_EXCL);
      made.push(current);
    }
    current = path;
    fs.mkdirSync(dirname(path), { recursive: true });
    fs.writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    for (const one of made) fs.rmSync(one, { force: true });
    if (systemCode(error) === 'EEXIST')
      throw new OutputError('output-refused', `${current} is there already`, 'name another file by `-o`');
    throw writeFailure(error, current);
  }
}
