import { type Diagnostic, diagnose, type OwnCode } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { isDataPath, pageBeside } from '../pages/dataPath.ts';
import { claimInMarkdown } from '../proof/authoredClaims.ts';
import type { ClaimSearch } from '../proof/reviewClaims.ts';
import type { Places } from '../yaml/places.ts';
import type { Finding, Output, OutputFile, Rule } from './config.ts';
import type { GivenFaq } from './publicFaq.ts';
import type { Hooks } from './readConfig.ts';
import { describeThrown, offsetOf, type Thrown } from './thrown.ts';

/** What the rules of a project say. A rule that fails is an error, and what it said before counts. */
export function runRules({ rules, file }: Hooks, { faq, paths }: GivenFaq, places: Places): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const [name, rule] of rules) {
    const report = (finding: Finding): void => {
      diagnostics.push(diagnosticOf(name, finding, paths, places));
    };
    const failure = failureOf(() => refusePromise((rule as (...given: Parameters<Rule>) => unknown)(faq, report)));
    if (failure !== null) diagnostics.push(failed('rule', name, failure, file));
  }
  return diagnostics;
}

function diagnosticOf(name: string, finding: Finding, paths: GivenFaq['paths'], places: Places): Diagnostic {
  const { message, help = null, severity = 'warning', at, start, end } = finding;
  if (typeof message !== 'string' || message.trim() === '')
    throw new HookFault('it reports something without a `message`');
  if (help !== null && typeof help !== 'string') throw new HookFault('it reports something whose `help` is no text');
  if (!['error', 'warning', 'note'].includes(severity))
    throw new HookFault(`\`${String(severity)}\` is no severity: use \`error\`, \`warning\` or \`note\``);
  const code: OwnCode = `own/${name}`;
  const said = { code, severity, message: oneLine(message), help: help === null ? null : oneLine(help), notes: [] };
  if (at === undefined) return { ...said, span: { ...places.key([]), start: 0, end: 0 } };
  const path = paths.get(at);
  if (!path) throw new HookFault('`at` is none of the texts that it was given, as `question.answer` is');
  const [from, to] = [start ?? 0, end ?? at.text.length];
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to > at.text.length || from > to)
    throw new HookFault(`\`start\` and \`end\` are ${from} and ${to}, in a text of ${at.text.length} code units`);
  const isWhole = start === undefined && end === undefined;
  return { ...said, span: isWhole ? places.value(path) : places.within(path, from, Math.max(to, from + 1)) };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** A file that an output of the project made. */
export interface OwnFile extends OutputFile {
  /** The name of the output. */
  readonly output: string;
  /** Of the configuration. */
  readonly config: string;
}

/** The files that the outputs of a project make. */
export function runOutputs(
  { outputs, file }: Hooks,
  { faq }: GivenFaq,
): { readonly files: OwnFile[]; readonly diagnostics: Diagnostic[] } {
  const files: OwnFile[] = [];
  const taken = new TakenPlaces<OwnFile>();
  const diagnostics: Diagnostic[] = [];
  for (const [name, output] of outputs) {
    const failure = failureOf(() => {
      const made = refusePromise((output as (...given: Parameters<Output>) => unknown)(faq)) as Iterable<OutputFile>;
      if (typeof made !== 'object' || made === null || !(Symbol.iterator in made))
        throw new HookFault('it returns no list of files, as in `[{path, contents}]`');
      for (const one of made) {
        const checked = { ...checkedFile(one, taken), output: name, config: file?.path ?? '' };
        taken.add(checked.path, checked);
        files.push(checked);
      }
    });
    if (failure !== null) diagnostics.push(failed('output', name, failure, file));
  }
  return { files, diagnostics };
}

/** What speaks against files of the project's own. `paths`: of all others of the site. */
export function judgeOwnFiles(own: readonly OwnFile[], paths: ReadonlySet<string>, search: ClaimSearch): Diagnostic[] {
  const taken = new TakenPlaces<string>();
  if (own.length > 0) for (const path of paths) taken.add(path, path);
  return own.flatMap(({ path, contents, output, config }) => {
    const span = { file: config, start: 0, end: 0 };
    const clash = taken.at(path) ?? taken.at(pageBeside(path));
    if (clash !== undefined) {
      const problem = `\`${path}\` has the name of \`${clash}\`, and a host may show either in the place of the other`;
      return [diagnose('failed-hook', span, { kind: 'output', name: output, problem })];
    }
    const claim = claimInMarkdown(contents, search.claimIn);
    return claim ? [diagnose('review-claim', span, { page: path, claim: claim.words })] : [];
  });
}

function checkedFile(given: unknown, taken: TakenPlaces<OwnFile>): OutputFile {
  const { path, contents } = (given ?? {}) as Partial<Record<keyof OutputFile, unknown>>;
  if (typeof path !== 'string') throw new HookFault('it makes a file without a `path`');
  const shown = `\`${path.slice(0, 100)}\``;
  if (typeof contents !== 'string') throw new HookFault(`the \`contents\` of ${shown} are no text`);
  if (/\p{Cs}/u.test(contents)) throw new HookFault(`the \`contents\` of ${shown} hold half a character`);
  if (!isDataPath(path))
    throw new HookFault(
      `${shown} cannot be written: its name ends in .csv, .ics, .json, .jsonl, .tsv, .txt or .vcf, is made of letters, digits and \`- _ .\`, and is none that faqgen or Windows uses`,
    );
  const clash = taken.at(path);
  if (clash) throw new HookFault(`${shown} and \`${clash.path}\` of \`${clash.output}\` would lie at one place`);
  return { path, contents };
}

/** Names differ in more than their case, and none is the folder of another. */
class TakenPlaces<T> {
  readonly #files = new Map<string, T>();
  readonly #folders = new Map<string, T>();

  add(path: string, what: T): void {
    const folded = path.toLowerCase();
    this.#files.set(folded, what);
    for (const folder of foldersOf(folded)) this.#folders.set(folder, what);
  }

  /** What lies there, or in its place. */
  at(path: string): T | undefined {
    const folded = path.toLowerCase();
    const above = foldersOf(folded).find((folder) => this.#files.has(folder));
    return this.#files.get(above ?? folded) ?? this.#folders.get(folded);
  }
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Thrown for what a hook does that cannot be used; the words are for whoever wrote it. */
class HookFault extends Error {
  override readonly name = 'HookFault';
}

/** Null where `run` ends well. */
function failureOf(run: () => void): Thrown | null {
  try {
    run();
    return null;
  } catch (error) {
    return describeThrown(error);
  }
}

function refusePromise(value: unknown): unknown {
  if (!(value instanceof Promise)) return value;
  value.catch(() => undefined);
  throw new HookFault(
    'it is asynchronous, and nothing waits for it: read what it needs with `await` at the top of the file',
  );
}

function failed(kind: 'rule' | 'output', name: string, { problem, place }: Thrown, file: Hooks['file']): Diagnostic {
  return diagnose('failed-hook', file && spanAt(place, file), {
    kind,
    name,
    // What is wrong in our own words needs no name of an error.
    problem: problem.replace(/^HookFault: /, ''),
  });
}

function spanAt(place: Thrown['place'], { path, text }: NonNullable<Hooks['file']>): Span {
  if (!place) return { file: path, start: 0, end: 0 };
  const start = offsetOf(place, text);
  return { file: path, start, end: Math.min(start + 1, text.length) };
}
