// In: the paths of FAQs, and a host.
// Out: what was compiled of each, and what came of it as it is told: text, JSON, annotations; an exit code.
// Does not know: which command asks, and what it does with it.
import { relative, sep } from 'node:path';
import { type Compilation, compileInSteps } from '../compile.ts';
import { noHooks, readConfig } from '../hooks/readConfig.ts';
import { type Host, type ProjectReader, UnreadableFile } from '../host/host.ts';
import { Memory } from '../memory.ts';
import { checkSignatures } from '../review/readContent.ts';
import type { IsoDate } from '../schema/dates.ts';
import { describeUnreadable } from './report.ts';

/** Compiles what a project is now. A faq.yaml that cannot be read is a diagnostic as well. `inTurns`: with whatever else waits, step by step. */
export async function compileProject(
  reader: ProjectReader,
  faqPath: string,
  {
    url,
    asOf,
    preview = false,
    inTurns = false,
  }: { url: string | null; asOf: IsoDate; preview?: boolean; inTurns?: boolean },
  host: Host,
  memory = new Memory(),
): Promise<Compilation> {
  const options = { url, asOf, preview };
  try {
    const project = reader.read();
    await checkSignatures(project, memory);
    const config = await reader.config();
    const hooks = config ? readConfig(config) : noHooks;
    const steps = compileInSteps(project, options, memory, host.renderTogether, hooks);
    return seenFrom(host.cwd, reader.root, await lastOf(steps, inTurns));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const unreadable = describeUnreadable(error, faqPath, host.cwd);
    return {
      files: [],
      drawings: [],
      diagnostics: [unreadable],
      texts: new Map(),
      questions: 0,
      published: [],
      about: null,
    };
  }
}

/** In turns, whatever waits is served between two steps, such as a browser that asks for a page. */
async function lastOf<T>(steps: Generator<void, T>, inTurns: boolean): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (inTurns) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Names files as the person at the command line, an editor or a forge would look for them: from the current folder. */
export function seenFrom<T extends Pick<Compilation, 'diagnostics' | 'texts'>>(cwd: string, root: string, found: T): T {
  const prefix = relative(cwd, root).replaceAll(sep, '/');
  if (prefix === '') return found;
  const rename = (file: string): string => (file.startsWith('faqgen:') ? file : `${prefix}/${file}`);
  return {
    ...found,
    diagnostics: found.diagnostics.map((one) =>
      one.span ? { ...one, span: { ...one.span, file: rename(one.span.file) } } : one,
    ),
    texts: new Map([...found.texts].map(([path, file]) => [rename(path), { ...file, path: rename(path) }])),
  };
}
