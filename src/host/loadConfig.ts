import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LoadedConfig } from '../hooks/readConfig.ts';
import type { ConfigPlace } from '../hooks/thrown.ts';

/** Where it lies seen from here and from the program. */
const require = createRequire(import.meta.url);
const importModule = (address: string): Promise<unknown> => require('../host/importModule.cjs')(address);

const names = ['faqgen.config.js', 'faqgen.config.mjs', 'faqgen.config.cjs'];
/** Node 20 reads no types. */
const unread = ['faqgen.config.ts', 'faqgen.config.mts', 'faqgen.config.cts'];

/**
 * Runs the configuration in a folder. It is another module for other bytes; what it imports is loaded
 * once in a process. `read`: the bytes of a file of the folder; null where there is none.
 */
export async function loadConfig(
  root: string,
  read: (name: string) => Uint8Array | null,
): Promise<LoadedConfig | null> {
  const found = [...names, ...unread].flatMap((path) => {
    const bytes = read(path);
    return bytes === null ? [] : [{ path, bytes }];
  });
  const [first, second] = found;
  if (!first) return null;
  const file = { path: first.path, text: new TextDecoder().decode(first.bytes) };
  const refused = (problem: string, help: string): LoadedConfig => ({
    file,
    value: undefined,
    fault: { problem, help, start: null },
  });
  if (second) return refused(`\`${second.path}\` lies beside it`, 'keep one of the two');
  if (unread.includes(first.path))
    return refused(
      'TypeScript is not read',
      "write `faqgen.config.js`; a comment gives it types: /** @type {import('faqgen').Config} */",
    );
  const path = join(root, first.path);
  const digest = createHash('sha256').update(first.bytes).digest('hex').slice(0, 16);
  try {
    // A script of CommonJS is kept by its path alone, behind all links.
    delete require.cache[realpathSync.native(path)];
    const address = `${pathToFileURL(path).href}?${digest}`;
    const module: unknown = await orNever(importModule(address));
    if (module === never)
      return refused('what it waits for never comes', 'look for an `await` whose promise nobody settles');
    return { file, value: (module as { default?: unknown }).default, fault: null };
  } catch (error) {
    const place = isSyntaxError(error) ? await placeOfSyntaxError(path) : null;
    return { file, value: undefined, fault: { thrown: error, place } };
  }
}

const never = Symbol('never');

/** What is to be told to each that waits for a configuration. */
const waiting = new Set<() => void>();

/** Whether the process waits for a configuration: who ends it now would be taken for the program that is done. */
export function isLoadingConfig(): boolean {
  return waiting.size > 0;
}

function giveUp(): void {
  for (const end of waiting) end();
}

/** Node ends, and says nothing, once nothing is left to do but to wait for a promise that nobody settles. */
async function orNever(loading: Promise<unknown>): Promise<unknown> {
  let end = (): void => undefined;
  const ending = new Promise((resolve) => {
    end = () => resolve(never);
  });
  // One listener for all: Node warns of many.
  if (waiting.size === 0) process.on('beforeExit', giveUp);
  waiting.add(end);
  try {
    return await Promise.race([loading, ending]);
  } finally {
    waiting.delete(end);
    if (waiting.size === 0) process.off('beforeExit', giveUp);
  }
}

function isSyntaxError(error: unknown): boolean {
  try {
    return error instanceof SyntaxError;
  } catch {
    return false;
  }
}

/** The error of a module does not say where it is; Node does, where it is asked to check the file alone. */
function placeOfSyntaxError(path: string): Promise<ConfigPlace | null> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--check', path], (_error, _stdout, stderr) => {
      const [, line, mark] = /faqgen\.config\.[cm]?js:(\d+)\n.*\n( *)\^/.exec(stderr) ?? [];
      resolve(line === undefined ? null : { line: Number(line), column: (mark ?? '').length + 1 });
    });
  });
}
