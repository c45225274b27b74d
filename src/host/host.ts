import type { Project } from '../compile.ts';
import type { IsoDate } from '../faq/dates.ts';
import type { SiteFile } from '../site/siteFile.ts';
import type { WriteResult } from './writeSite.ts';

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
  /** Throws an UnreadableFile where faq.yaml cannot be read. */
  readProject(faqPath: string): { project: Project; root: string };
  /** Throws an OutputError. */
  writeSite(files: readonly SiteFile[], options: { out: string; projectRoot: string }): Promise<WriteResult>;
}

export interface Output {
  readonly isTTY: boolean;
  write(text: string): void;
}

/** Why a file that a command names cannot be read, in the words of a person. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly path: string;

  constructor(path: string, reason: string) {
    super(reason);
    this.path = path;
  }
}
