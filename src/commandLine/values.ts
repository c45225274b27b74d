import { InvalidArgumentError } from 'commander';
import { faultOfTitle } from '../init/choices.ts';
import { type Duration, isDate, readDuration } from '../schema/dates.ts';
import { folderAddress } from '../schema/folderAddress.ts';
import { isWebAddress } from '../schema/schema.ts';

export function date(typed: string): string {
  if (!isDate(typed)) throw new InvalidArgumentError('Write a day that exists, as in 2026-03-31.');
  return typed;
}

/** Of two, the last alone would count, and nothing would tell of the other. */
export function oneFile(typed: string, before: string | undefined): string {
  if (before !== undefined) throw new InvalidArgumentError(`It names one file, and did name ${before}.`);
  return typed;
}

export function duration(typed: string): Duration {
  const read = readDuration(typed);
  if (read === null) throw new InvalidArgumentError('Write a time, as in 30d, 6w, 3m or 1y.');
  return read;
}

export function title(typed: string): string {
  const fault = faultOfTitle(typed);
  if (fault !== null) throw new InvalidArgumentError(fault);
  return typed;
}

export function port(typed: string): number {
  const number = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(number <= 65_535)) throw new InvalidArgumentError('Write a number from 0 to 65535.');
  return number;
}

export function webAddress(typed: string): string {
  if (!isWebAddress(typed) || /[?#]/.test(typed))
    throw new InvalidArgumentError('Write an absolute address, as in https://example.org/faq/.');
  return folderAddress(typed);
}
