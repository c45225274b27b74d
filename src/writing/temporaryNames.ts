import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FileSystem } from './outputFileSystem.ts';
import type { OutputFolder } from './outputFolder.ts';

/** `new`: being built. `old`: the site before, put back if the new one never came. `gone`: being removed. */
export type SiblingRole = 'new' | 'old' | 'gone';

/** A free name beside the output folder, such as `.dist.faqgen-4711-9f86d081-new`. */
export function siblingPath(fs: FileSystem, output: OutputFolder, role: SiblingRole): string {
  return join(output.parent, `${siblingPrefix(output)}${fs.processId}-${randomBytes(6).toString('hex')}-${role}`);
}

/** The process and the role in the name of such a sibling; null for any other name. */
export function parseSiblingName(output: OutputFolder, name: string): { processId: number; role: SiblingRole } | null {
  if (!name.startsWith(siblingPrefix(output))) return null;
  const match = /^([1-9]\d{0,8})-[0-9a-f]{12}-(new|old|gone)$/.exec(name.slice(siblingPrefix(output).length));
  return match && { processId: Number(match[1]), role: match[2] as SiblingRole };
}

/** A free name inside the output folder: `tmp` for a file on its way to its place, `lock` for the sign that somebody writes. */
export function temporaryName(fs: FileSystem, kind: 'tmp' | 'lock'): string {
  return `.faqgen-${fs.processId}-${randomBytes(6).toString('hex')}.${kind}`;
}

/** The process and the kind in such a name; null for any other name. */
export function parseTemporaryName(name: string): { processId: number; kind: 'tmp' | 'lock' } | null {
  const match = /^\.faqgen-([1-9]\d{0,8})-[0-9a-f]{12}\.(tmp|lock)$/.exec(name);
  return match && { processId: Number(match[1]), kind: match[2] as 'tmp' | 'lock' };
}

function siblingPrefix(output: OutputFolder): string {
  return `.${output.name}.faqgen-`;
}
