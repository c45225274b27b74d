import fs from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Absolute paths of every faq.yaml in a folder and below it, in the order of
 * their names; null where the path leads to no folder. Links are not followed,
 * and neither hidden folders nor installed packages hold a FAQ of anybody's own.
 */
export function faqsBelow(path: string): readonly string[] | null {
  const folder = resolve(path);
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return null;
  const found: string[] = [];
  const waiting = [folder];
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop())
    for (const entry of entriesOf(here)) {
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
        waiting.push(join(here, entry.name));
      else if (entry.name === 'faq.yaml' && !entry.isDirectory()) found.push(join(here, entry.name));
    }
  return found.sort();
}

/** None of a folder that may not be read. */
function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
