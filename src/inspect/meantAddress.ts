import type { References } from './inspection.ts';

/**
 * The whole address that an author most likely meant by one which reads as the
 * name of a file that is not there: `www.nhs.uk`, `info@clinic.org`, `decaf`.
 * Null where it may well be the name of a file.
 */
export function meantAddress(typed: string, { anchors, withdrawn, leftOut, renamed }: References): string | null {
  const isId = (id: string): boolean => anchors.has(id) || withdrawn.has(id) || leftOut.has(id) || renamed.has(id);
  if (/^[^@\s/]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}$/u.test(typed)) return `mailto:${typed}`;
  if (/^\(?\+?\d[\d ().-]*$/.test(typed) && typed.replaceAll(/\D/g, '').length >= 3)
    return `tel:${typed.replaceAll(/[^\d+]/g, '')}`;
  const cut = /^https?(?::\/?|\/\/)(?=[\p{L}\p{N}])(.*)$/iu.exec(typed)?.[1];
  if (cut !== undefined) return `https://${cut}`;
  if (/^www\.[^\s/]+\.\p{L}{2,}/iu.test(typed) || host.test(typed)) return `https://${typed}`;
  const id =
    /^(?:(?:index|faq)\.html)?#?([^#/]*?)(?:\.html?)?$/i.exec(
      typed.replace(/^(?:.*\/)?([^/#]+)\.(?:md|markdown)$/i, '$1'),
    )?.[1] ?? '';
  if (isId(id)) return `#${id}`;
  return isId(id.toLowerCase()) ? `#${id.toLowerCase()}` : null;
}

/** The name of a site, and of no file: `.md` and the like end both. */
const host =
  /^(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|int|info|health|eu|(?!ai|do|js|md|mp|pl|ps|py|rb|rs|sh|so|tf|ts|vb|db|gz)[a-z]{2})(?:$|[/?#:])/i;
