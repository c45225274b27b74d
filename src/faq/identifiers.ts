import slugify from '@sindresorhus/slugify';

/** Longest id: a file name of it stays usable on every system. */
export const longestId = 100;

export const idPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Pages of the site's own, and names that Windows keeps for devices (with any extension). */
const reserved = new Set(
  ['index', '404', 'con', 'prn', 'aux', 'nul'].concat(
    [...'123456789'].flatMap((digit) => [`com${digit}`, `lpt${digit}`]),
  ),
);

export function isId(text: string): boolean {
  return idPattern.test(text) && text.length <= longestId;
}

export function isReservedId(id: string): boolean {
  return reserved.has(id);
}

/** An id made from a text of any script that can be written in Latin letters, cut between words; null where nothing is left. */
export function idFrom(text: string): string | null {
  const whole = slugify(text, { decamelize: false }).replaceAll(/[^a-z0-9-]/g, '');
  const cut =
    whole.length <= longestId
      ? whole
      : whole
          .slice(0, longestId + 1)
          .replace(/-[^-]*$/, '')
          .slice(0, longestId);
  return isId(cut) ? cut : null;
}
