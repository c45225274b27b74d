import { dirname, join, resolve } from 'node:path';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Paint } from '../diagnostics/formatText.ts';
import { type Host, type ImportSurroundings, UnreadableFile } from '../host/host.ts';
import { pictureBeside, schemaBeside } from '../import/filesBeside.ts';
import { nothingFound, UnusableSource } from '../import/found.ts';
import { type DraftFaq, type Gathered, gather } from '../import/gather.ts';
import { importSummary, reportData, reportText } from '../import/report.ts';
import { type Made, tryImport } from '../import/tryImport.ts';
import { writeFaq } from '../import/writeFaq.ts';
import { nextCommand } from '../init/initFiles.ts';
import { seenFrom } from '../projects/compileProject.ts';
import { describeOutputError, type ExitCode, reportOutcome } from '../projects/report.ts';
import { transcribeField } from '../shapes/fieldText.ts';
import { knownEndings, readSource } from '../shapes/readSource.ts';
import { OutputError } from '../writing/writeSite.ts';

export interface ImportFlags {
  /** The file to write, as it was typed. */
  readonly out: string;
  readonly dryRun: boolean;
  readonly format: 'text' | 'json';
}

/** `faqgen import`: makes a faq.yaml of what was written elsewhere, proves its words, and says what became of the rest. */
export async function importFaq(paths: readonly string[], flags: ImportFlags, host: Host): Promise<ExitCode> {
  const world = await host.forImport();
  const out = resolve(host.cwd, flags.out);
  try {
    if (!flags.dryRun && world.isThere(out))
      throw new OutputError('output-refused', `${flags.out} is there already`, 'name another file by `-o`');
    const copies: Map<string, string> = new Map();
    const sources = await readAll(paths, out, copies, { world, host });
    const faq = gather(sources);
    const [first] = sources;
    if (first && faq.questions.length === 0) throw new Refused(first.path, nothingFound(faq));
    const schema = schemaBeside(out, world);
    const write = (draft: DraftFaq): string => writeFaq(draft, sources, { schema, title: 'Questions and answers' });
    const made = tryImport(faq, write, out, copies, { world, host, plain });
    if (!flags.dryRun) await world.writeImport(out, made.text, copies);
    return report(made, await nextOf(flags, host), flags, host);
  } catch (error) {
    if (error instanceof Refused) {
      const { message: reason, help } = error.why;
      return refuse(diagnose('unusable-source', null, { path: error.path, reason, help }), flags, host);
    }
    if (error instanceof OutputError) return refuse(describeOutputError(error), flags, host);
    throw error;
  }
}

function plain(words: string): string {
  return transcribeField(words, 'plain', {}).markdown;
}

interface World {
  readonly world: ImportSurroundings;
  readonly host: Host;
}

/** Why nothing is made of a file. */
class Refused extends Error {
  readonly path: string;
  readonly why: UnusableSource;

  constructor(path: string, why: UnusableSource) {
    super(why.message);
    this.path = path;
    this.why = why;
  }
}

/** Of a file that was named, everything has to be understood; what lies beside in a folder may be something else. */
async function readAll(
  paths: readonly string[],
  out: string,
  copies: Map<string, string>,
  { world, host }: World,
): Promise<Gathered[]> {
  const sources: Gathered[] = [];
  for (const typed of paths) {
    const absolute = resolve(host.cwd, typed);
    const files = await readFiles(typed, absolute, world);
    for (const { inFolder, bytes } of files) {
      const path = inFolder === null ? typed : `${typed.replace(/[\\/]+$/, '')}/${inFolder}`;
      const place = inFolder === null ? absolute : join(absolute, inFolder);
      const folder = inFolder === null ? null : inFolder.includes('/') ? dirname(inFolder) : '';
      try {
        const pictureAt = (address: string): string | null => pictureBeside(address, place, out, copies, world);
        const found = await readSource({ path, bytes, folder, pictureAt }, world);
        if (found.items.length === 0 && inFolder === null) throw nothingFound(found);
        sources.push({ path, found });
      } catch (error) {
        if (!(error instanceof UnusableSource)) throw error;
        if (inFolder === null) throw new Refused(path, error);
        const remarks = [{ kind: 'left-out' as const, what: `the file: ${error.message}`, line: 1 }];
        sources.push({ path, found: { items: [], remarks } });
      }
    }
    if (files.length === 0 || !sources.some(({ found }) => found.items.length > 0))
      throw new Refused(
        typed,
        new UnusableSource('no file in it holds a question', 'name the files, or another folder'),
      );
  }
  return sources;
}

async function readFiles(typed: string, absolute: string, world: ImportSurroundings) {
  try {
    return await world.readSources(absolute, (name) => knownEndings.test(name));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const isAddress = /^https?:\/\//.test(typed);
    const reason = isAddress ? 'it is an address, and nothing is fetched' : error.message;
    const help = isAddress ? 'save the page in a browser, and name the file' : 'name a file or folder that is there';
    throw new Refused(typed, new UnusableSource(reason, help));
  }
}

/** As after `init`; a folder without a package.json has nothing to install from yet. */
async function nextOf({ out, dryRun }: ImportFlags, host: Host): Promise<string> {
  if (dryRun) return '';
  const place = await (await host.forInit()).look(host.cwd);
  return nextCommand({ ...place, packageJson: place.packageJson ?? '{}' }, out);
}

function report(made: Made, next: string, flags: ImportFlags, host: Host): ExitCode {
  const { faq, text, differences } = made;
  const file = flags.dryRun ? null : flags.out;
  const { diagnostics, texts } = seenFrom(host.cwd, dirname(resolve(host.cwd, flags.out)), made);
  const data = reportData({ faq, file, differences });
  const outcome = {
    diagnostics,
    texts,
    facts: { ...data, ...(flags.dryRun ? { text } : {}) },
    summary: (paint: Paint) => importSummary({ faq, differences, file }, next, paint),
    consequence: file === null ? 'nothing was written' : `${file} is written, and does not build yet`,
  };
  const exitCode = reportOutcome(outcome, { format: flags.format, quiet: false }, host);
  // What was left out counts all the more where something is to be mended.
  if (exitCode !== 0 && flags.format === 'text') host.stdout.write(`${reportText({ faq, differences }).join('\n')}\n`);
  return exitCode;
}

function refuse(diagnostic: Diagnostic, { format }: ImportFlags, host: Host): ExitCode {
  const outcome = {
    diagnostics: [diagnostic],
    texts: new Map(),
    facts: { file: null },
    summary: () => '',
    consequence: 'nothing was written',
  };
  return reportOutcome(outcome, { format, quiet: false }, host);
}
