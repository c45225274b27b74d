/**
 * Why a site was not written. `output-refused`: nothing was touched, and the
 * writer of the command must choose or clear the folder. `write-failed`: the
 * disk or the system said no. The message is lower case without a full stop.
 */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  readonly code: 'output-refused' | 'write-failed';
  /** The remedy, where there is one to name. */
  readonly help: string | null;
  /** What of the failed build stands in the output folder all the same; null where the site before stands as it was. */
  readonly remains: Remains | null;

  constructor(
    code: OutputError['code'],
    message: string,
    help: string | null = null,
    cause?: unknown,
    remains: Remains | null = null,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.help = help;
    this.remains = remains;
  }
}

/** How many files of a site were written or removed and could not be taken back, and why not, as a clause. */
export interface Remains {
  readonly written: number;
  readonly removed: number;
  readonly reason: string;
}

/** The output folder changed under our hands: another build was faster, and this one starts over. */
export class OutputChanged extends Error {
  override readonly name = 'OutputChanged';
}

/** A refusal: nothing has been touched yet. */
export function refusal(message: string, help: string): OutputError {
  return new OutputError('output-refused', message, help);
}

/** The OutputError for a failure of the system at `path`. What already is one, or is no failure of the system, is returned as it is. */
export function writeFailure(error: unknown, path: string): unknown {
  if (error instanceof OutputError) return error;
  if (error instanceof OutputChanged) {
    return new OutputError(
      'write-failed',
      `cannot write ${path}: another program keeps changing it`,
      'stop the other program, then build again',
      error,
    );
  }
  const code = systemCode(error);
  if (code === null) return error;
  return new OutputError(
    'write-failed',
    `cannot write ${path}: ${describeFailure(error)}`,
    remedies[code] ?? null,
    error,
  );
}

/** The failure at `path` that left an output folder of which only some files are new. */
export function halfWritten(error: unknown, path: string, remains: Remains): unknown {
  const failure = writeFailure(error, path);
  if (!(failure instanceof OutputError)) return failure;
  return new OutputError(failure.code, failure.message, failure.help, failure, remains);
}

/** `the disk is full (ENOSPC)`: what the system said, for a person. */
export function describeFailure(error: unknown): string {
  const code = systemCode(error);
  if (code === null) return error instanceof Error ? error.message : String(error);
  return `${reasons[code] ?? 'the system refused'} (${code})`;
}

/** The system's code of an error or of what caused it, such as `ENOSPC`; null where it is no failure of the system. */
export function systemCode(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    const code = (each as { code?: unknown }).code;
    if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code)) return code;
  }
  return null;
}

/** The path that the system named in an error; null where it named none. */
export function failedPath(error: unknown): string | null {
  const path = error instanceof Error ? (error as { path?: unknown }).path : null;
  return typeof path === 'string' ? path : null;
}

/** Whether a name is not there (any more). */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ESTALE'].includes(systemCode(error) ?? '');
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something of that name is there already',
  EFBIG: 'the file is larger than allowed',
  EISDIR: 'a folder stands in its place',
  EIO: 'the disk reports a fault',
  ELOOP: 'its symbolic links go round in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'the disk is full',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is not a folder',
  ENOTEMPTY: 'the folder is not empty',
  EPERM: 'not permitted',
  EROFS: 'the disk is read-only',
  EXDEV: 'it is on another disk',
};

const remedies: Readonly<Record<string, string>> = {
  EACCES: 'check who may write to the output folder',
  EDQUOT: 'make room, then build again',
  EFBIG: 'raise the limit on the size of files (ulimit -f), then build again',
  EIO: 'check the disk',
  ENOENT: 'choose another output folder',
  ENOSPC: 'make room, then build again',
  EPERM: 'check who may write to the output folder',
  EROFS: 'choose an output folder on a disk that can be written',
};
