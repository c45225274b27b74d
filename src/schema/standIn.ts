import type { Path } from '../yaml/places.ts';

/**
 * Stands for a text that is missing or broken, so that the rest of the file
 * can still be checked. Never published, and equal to nothing that an author
 * can type: a file that holds this noncharacter is refused.
 */
export const standIn = '\uFFFF';

/** An id for what has none that could be read. */
export function standInId(path: Path): string {
  return standIn + path.join('-');
}

export function isStandIn(text: string): boolean {
  return text.startsWith(standIn);
}
