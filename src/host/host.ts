// In: what a command asks of the outside world.
// Out: files read, pages served, processors used, pictures painted, terminals asked.
// Does not know: what is in a FAQ.

import type { InputFile } from '../diagnostics/span.ts';
import type { Project, VerifierFiles } from '../faq/project.ts';
import type { FetchChoices } from '../fetching/fetchSite.ts';
import type { FetchedSite } from '../fetching/walkSite.ts';
import type { LoadedConfig } from '../hooks/readConfig.ts';
import type { InitFile, InitPlace } from '../init/initFiles.ts';
import type { LiveAnswer, LiveState } from '../live/liveSite.ts';
import type { Drawing } from '../pages/shareImage.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import type { Answered, Asked, PageFiles } from '../reviewing/routes.ts';
import type { IsoDate } from '../schema/dates.ts';
import type { OfficeReaders } from '../shapes/readSource.ts';
import type { RenderTogether } from '../site/renderPages.ts';
import type { OutputError, WriteResult } from '../writing/writeSite.ts';
import type { FaqsBelow } from './faqsBelow.ts';
import type { PageArchive } from './pageArchive.ts';

/** The outside world, as the commands see it. */
export interface Host {
  /** Absolute. */
  readonly cwd: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The day on the calendar of this machine. */
  today(): IsoDate;
  /** Milliseconds of a clock that only runs forwards. */
  elapsed(): number;
  /** `typed`: what stands in the file, where it is not what the disk holds. */
  openProject(faqPath: string, typed?: Uint8Array | null): ProjectReader;
  /** Every faq.yaml in a folder and below it; null where the path leads to no folder. */
  faqsBelow(path: string): FaqsBelow | null;
  /** All of standard input; null where it is a folder, of which Node reads nothing without a word. */
  readInput(): Promise<Uint8Array | null>;
  /** What the program brings along. */
  readonly packaged: PackagedFiles;
  /** Loaded by the one command that needs it. */
  forWatch(): Promise<WatchSurroundings>;
  /** Loaded by the commands that need it. */
  forReview(): Promise<ReviewSurroundings>;
  /** Loaded by the commands that need it. */
  forReviewPage(): Promise<OpenSurroundings>;
  /** Renders pages in several threads, where that is quicker. */
  readonly renderTogether: RenderTogether;
  /** Loaded where there is something to paint. */
  forPainting(): Promise<PaintingSurroundings>;
  /** Loaded by the one command that needs it. */
  forInit(): Promise<InitSurroundings>;
  /** Loaded by the one command that needs it. */
  forDoctor(): Promise<DoctorSurroundings>;
  /** Loaded by the one command that needs it. */
  forImport(): Promise<ImportSurroundings>;
  /** What earlier builds of this FAQ made, by this very program; null where nothing is kept. */
  openArchive(projectRoot: string, source: string): PageArchive | null;
  /** The name of the file of which the site in a folder was made; null where there is none. */
  siteIn(folder: string): Promise<string | null>;
  /** Throws an OutputError. */
  writeSite(
    files: readonly SiteFile[],
    options: { out: string; projectRoot: string; source: string },
  ): Promise<WriteResult>;
  /** Why `writeSite` would refuse the folder; null where it would begin. */
  foreseeRefusal(
    files: readonly SiteFile[],
    options: { out: string; projectRoot: string; source: string },
  ): Promise<OutputError | null>;
  /**
   * Replaces a file as a whole, one program at a time. `change` is given its bytes, null where there is
   * none, and answers null to leave it. Resolves to whether it was replaced. Throws an OutputError.
   */
  rewriteFile(path: string, change: (bytes: Uint8Array | null) => string | null): Promise<boolean>;
}

/** Files of this program's own package, by their paths in it. */
export interface PackagedFiles {
  /** As UTF-8; null where there is none. */
  read(path: string): string | null;
  /** The paths of all files of a folder and those in it, from that folder. Empty where there is none. */
  list(folder: string): readonly string[];
}

/** What `faqgen review` asks of the outside world besides. */
export interface ReviewSurroundings {
  /** Whether somebody can be asked. */
  readonly isInteractive: boolean;
  /** Null where the person left without an answer. */
  confirm(question: string): Promise<boolean | null>;
  /**
   * An armored SSH signature over the UTF-8 of the message. `keyFile` null: by the agent that holds the key. It may wait
   * for a passphrase or a touch, until `stopped`. Throws a SigningError.
   */
  sign(
    message: string,
    key: { namespace: string; keyFile: string | null; publicKey: string },
    stopped?: AbortSignal | null,
  ): Promise<string>;
  /** Replaces a file of the project as a whole. `name`: from the project's folder. Throws a SigningError. */
  writeRecord(root: string, name: string, text: string): Promise<void>;
  /** Deletes a file of the project, if it is there. `name`: as above. Throws a SigningError. */
  removeFile(root: string, name: string): Promise<void>;
  /** Throws an UnreadableFile. */
  readText(path: string): Promise<string>;
  /** The pages, records, data and assets of a folder, by their paths in it; of a single file, that file alone, with an empty path. Throws an UnreadableFile. */
  readFolder(path: string): Promise<readonly { readonly path: string; readonly bytes: Uint8Array }[]>;
  /** The files of a published site, as `readFolder` gives those of a folder, and those that it lists and that are not there. Throws an UnreadableFile. */
  readSite(address: string, choices: FetchChoices): Promise<FetchedSite>;
}

/** What `faqgen review open` asks of the outside world besides. */
export interface OpenSurroundings {
  /** Serves on this machine only. Port null: 4000, or the next one that is free. Throws a ListenError. */
  serveReview(
    port: number | null,
    answer: (asked: Asked, stopped: AbortSignal) => Promise<Answered>,
  ): Promise<ReviewServer>;
  /** So many bytes that nobody can guess, as letters, digits, `-` and `_`. */
  secret(bytes: number): string;
  /** The style and the script of the page. */
  readonly pageFiles: PageFiles;
  /** Resolves when somebody ends the program, which this process does not do by itself from then on. */
  untilStopped(): Promise<void>;
}

export interface ReviewServer {
  /** As it is opened in a browser; ends in `/`. */
  readonly address: string;
  close(): Promise<void>;
}

/** What `faqgen init` asks of the outside world besides. */
export interface InitSurroundings {
  /** Whether somebody can be asked. */
  readonly isInteractive: boolean;
  /** A line as it was typed; null where the person left without an answer. */
  ask(question: string): Promise<string | null>;
  /** After the last question. */
  leave(): void;
  /** What is there of an absolute folder, and around it. Throws an OutputError where it can be no folder. */
  look(folder: string): Promise<InitPlace>;
  /** Writes the files of whose names there is none; resolves to their paths. Throws an OutputError, and nothing is written. */
  writeNew(folder: string, files: readonly InitFile[]): Promise<readonly string[]>;
}

/** What `faqgen doctor` asks of the outside world besides. Paths are absolute. */
export interface DoctorSurroundings {
  /** As in `20.19.0`. */
  readonly nodeVersion: string;
  /** The folder of the package that runs. */
  readonly program: string;
  /** The folder itself or the nearest one above it in which there is a path of this name; null where there is none. */
  nearest(folder: string, name: string): Promise<string | null>;
  /** Behind all symbolic links; the path itself where nothing is there. */
  realPath(path: string): Promise<string>;
  /** Null where it cannot be read. */
  readText(path: string): Promise<string | null>;
  /** The names in a folder; empty where there is none. */
  list(folder: string): Promise<readonly string[]>;
  /** Why nothing new can be made in a folder, in the words of a person; null where it was, and is gone again. */
  refusal(folder: string): Promise<string | null>;
  /** Null where there is no such command. `output`: all that it said. */
  run(
    command: string,
    argv: readonly string[],
    cwd: string,
  ): Promise<{ readonly exitCode: number; readonly output: string } | null>;
  /** Writes a file into a folder for a moment: whether the system tells of it. */
  noticesChange(folder: string): Promise<boolean>;
}

/** What `faqgen import` asks of the outside world besides. Paths are absolute. */
export interface ImportSurroundings extends OfficeReaders {
  /** A file, or all of a folder whose names `isWanted`, by their paths in it, in their order. Throws an UnreadableFile. */
  readSources(path: string, isWanted: (name: string) => boolean): Promise<readonly ImportedFile[]>;
  isThere(path: string): boolean;
  /** The project that would stand at `path` with these bytes as its FAQ, and with files (by their paths in it) that lie elsewhere yet. */
  tryOut(path: string, bytes: Uint8Array, copies: ReadonlyMap<string, string>): Project;
  /** Writes the FAQ and copies those files, none over another. Throws an OutputError, and nothing is written. */
  writeImport(path: string, text: string, copies: ReadonlyMap<string, string>): Promise<void>;
}

export interface ImportedFile {
  /** In the folder that was named; null where the file itself was. */
  readonly inFolder: string | null;
  readonly bytes: Uint8Array;
}

/** What share images ask of the outside world besides. */
export interface PaintingSurroundings {
  /**
   * The PNG of each drawing, in their order: as it was kept from an earlier
   * build, or painted. `kept`: the keys of all that the site shows.
   */
  paint(
    drawings: readonly Drawing[],
    options: { projectRoot: string; env: Host['env']; kept: ReadonlySet<string> },
  ): Promise<Uint8Array[]>;
}

/** What `faqgen watch` asks of the outside world besides. */
export interface WatchSurroundings {
  openWatcher(options: { poll: boolean }): Watcher;
  /** Throws a ListenError. */
  serve(options: ServeOptions): Promise<Server>;
  /** Shows an address in the reader's browser; nothing happens where there is none. */
  openBrowser(address: string): void;
  /** The script that runs in the author's browser. */
  readonly client: string;
  /** Tells one run of the program from another. */
  readonly session: string;
  /** Resolves when somebody ends the program, which this process does not do by itself from then on. */
  untilStopped(): Promise<void>;
}

/** Reads one project, and knows of what it was made. */
export interface ProjectReader {
  /** Absolute: the folder of faq.yaml. */
  readonly root: string;
  /** The name of faq.yaml. */
  readonly source: string;
  /** Reads everything anew. Throws an UnreadableFile where faq.yaml cannot be read. */
  read(): Project;
  /** The configuration beside faq.yaml, loaded anew where it is another one than before; null where there is none. */
  config(): Promise<LoadedConfig | null>;
  /** The built-in theme alone, whether there is a faq.yaml or not. */
  builtInTheme(): readonly InputFile[];
  /** Of this version of the program. */
  verifier(): VerifierFiles;
  /** Whether something that was read since the last `read` is another one now. `gone`: a file or folder is missing, or empty. */
  compare(): 'same' | 'changed' | 'gone';
  /** Absolute paths of the folders that hold what was read. */
  folders(): string[];
}

export interface Watcher {
  /** Resolves when `compare` finds a change, or after `close`. `folders`: where to look for events that make it quick. */
  change(compare: () => 'same' | 'changed' | 'gone', folders: () => readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly host: string;
  /** Null: 4000, or the next one that is free. 0: any. */
  readonly port: number | null;
  readonly answer: (address: string) => LiveAnswer;
  /** The state of which pages that ask at this address are told; null where nothing is told. */
  readonly state: (address: string) => LiveState | null;
}

export interface Server {
  /** As an author opens it in a browser. */
  readonly address: string;
  /** Tells every open page of its state. */
  announce(): void;
  close(): Promise<void>;
}

export interface Output {
  readonly isTTY: boolean;
  /** How wide the terminal is; undefined where it is none. */
  readonly columns?: number | undefined;
  write(text: string): void;
}

/** Why no server could be started at an address, in the words of a person. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  /** As typed: host and port. */
  readonly address: string;

  constructor(address: string, reason: string, cause: Error) {
    super(reason, { cause });
    this.address = address;
  }
}

/** Why nothing could be signed, in the words of a person. */
export class SigningError extends Error {
  override readonly name = 'SigningError';
}

/** Why a file that a command names cannot be read, in the words of a person. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly path: string;
  /** Absolute paths of files that were most likely meant; null where the one that is named is there. */
  readonly similar: readonly string[] | null;

  constructor(path: string, reason: string, similar: readonly string[] | null = null) {
    super(reason);
    this.path = path;
    this.similar = similar;
  }
}
