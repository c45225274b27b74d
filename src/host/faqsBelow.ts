import fs from 'node:fs';
import { join, resolve } from 'node:path';
import { describeFailure, isMissing } from '../writing/outputError.ts';

/** What a search of a folder found, in the order of the paths, which are absolute. */
export interface FaqsBelow {
  readonly files: readonly string[];
  /** Folders that could not be looked into, with the reason as a clause. */
  readonly unread: readonly { readonly folder: string; readonly reason: string }[];
}

/**
 * Every faq.yaml in a folder and below it; null where the path leads to no
 * folder. Links are not followed, and neither hidden folders nor installed
 * packages hold a FAQ of anybody's own.
 */
export function faqsBelow(path: string): FaqsBelow | null {
  const folder = resolve(path);
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return null;
  const files: string[] = [];
  const unread: { folder: string; reason: string }[] = [];
  const waiting = [folder];
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop())
    for (const entry of entriesOf(here, (reason) => unread.push({ folder: here, reason }))) {
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
        waiting.push(join(here, entry.name));
      else if (entry.name === 'faq.yaml' && !entry.isDirectory()) files.push(join(here, entry.name));
    }
  return { files: files.sort(), unread: unread.sort((a, b) => (a.folder < b.folder ? -1 : 1)) };
}

/** None of a folder that may not be read, of which `tell` is given the reason, or that has gone meanwhile. */
function entriesOf(folder: string, tell: (reason: string) => void): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (!isMissing(error)) tell(describeFailure(error));
    return [];
  }
}
