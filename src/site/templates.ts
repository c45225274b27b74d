import Handlebars from 'handlebars';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { TextFile } from '../diagnostics/span.ts';
import { knownHelper, makeStrict, printableHelper, spanOf } from './strictTemplates.ts';
import { viewNames } from './viewNames.ts';

/** Compiled templates. `print` gives null where a template failed on the data; `diagnostics` then says where. */
export interface Templates {
  readonly names: ReadonlySet<string>;
  print(name: string, view: object): { text: string | null; diagnostics: readonly Diagnostic[] };
}

/**
 * Compiles every template, strict about every name. The name of a template is
 * its file name without `.hbs`. Only this file and `strictTemplates.ts` know Handlebars.
 */
export function compileTemplates(files: readonly TextFile[]): { templates: Templates; diagnostics: Diagnostic[] } {
  const environment = Handlebars.create();
  for (const name of ['log', 'lookup', 'blockHelperMissing', 'helperMissing'] as const)
    environment.unregisterHelper(name);
  environment.registerHelper('eq', (a: unknown, b: unknown) => a === b);
  environment.registerHelper(knownHelper, requireKnown);
  environment.registerHelper(printableHelper, requirePrintable);

  const names = new Set(files.map(({ path }) => templateName(path)));
  const diagnostics: Diagnostic[] = [];
  const compiled = new Map<string, { file: TextFile; run: Handlebars.TemplateDelegate }>();
  const programs = files.flatMap((file) => {
    const program = parse(file, diagnostics);
    return program ? [{ file, program }] : [];
  });
  const faults = makeStrict(programs, names);
  diagnostics.push(...faults);
  for (const { file, program } of programs) {
    if (faults.some(({ span }) => span?.file === file.path)) continue;
    const name = templateName(file.path);
    const run = environment.compile(program, {
      knownHelpersOnly: true,
      knownHelpers,
      preventIndent: true,
      explicitPartialContext: false,
    });
    compiled.set(name, { file, run });
    environment.registerPartial(name, namingFailures(name, run));
  }
  return { templates: { names, print: (name, view) => print(compiled, name, view) }, diagnostics };
}

export function templateName(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.hbs$/, '');
}

const knownHelpers = {
  if: true,
  unless: true,
  each: true,
  with: true,
  eq: true,
  [knownHelper]: true,
  [printableHelper]: true,
  log: false,
  lookup: false,
} as Record<string, boolean>;

function parse(file: TextFile, diagnostics: Diagnostic[]): hbs.AST.Program | null {
  try {
    return Handlebars.parse(file.text, { srcName: file.path } as never);
  } catch (error) {
    const { message } = error as Error;
    const line = Number(/on line (\d+)/.exec(message)?.[1] ?? (error as { lineNumber?: number }).lineNumber ?? 1);
    const lines = file.text.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    const expected = /Expecting (.*), got '(\w+)'/.exec(message);
    const problem = expected
      ? `${describeToken(expected[2] ?? '')} does not belong here`
      : (message.split('\n')[0] ?? '')
          .replace(/:$/, '')
          .replace(/ - \d+:\d+$/, '')
          .toLowerCase();
    diagnostics.push(
      diagnose(
        'template-syntax',
        { file: file.path, start, end: start + Math.max(1, (lines[line - 1] ?? '').length) },
        { problem },
      ),
    );
    return null;
  }
}

function describeToken(token: string): string {
  const named: Record<string, string> = {
    EOF: 'the end of the file',
    OPEN_ENDBLOCK: 'a closing tag',
    INVALID: 'this character',
    CLOSE: 'a closing brace',
  };
  return named[token] ?? `\`${token.toLowerCase()}\``;
}

/** A template that fails on the data. `path`: the file in which it stands. */
class TemplateFault extends Error {
  readonly code: 'template-unknown-name' | 'template-failed';
  readonly parameters: object;
  readonly loc: hbs.AST.SourceLocation;

  constructor(code: TemplateFault['code'], loc: string, parameters: object) {
    super(code);
    this.code = code;
    this.loc = JSON.parse(loc);
    this.parameters = parameters;
  }
}

function requireKnown(this: unknown, value: unknown, name: string, loc: string, options: HelperOptions): unknown {
  if (value !== undefined) return value;
  const wanted = name.replace(/^.*[./]/, '');
  throw new TemplateFault('template-unknown-name', loc, {
    name,
    nearest: nearest(wanted, namesNear(name, this, options.data.root)) ?? nearest(wanted, viewNames),
  });
}

function requirePrintable(this: unknown, value: unknown, name: string, loc: string, options: HelperOptions): unknown {
  const known = requireKnown.call(this, value, name, loc, options);
  if (typeof known !== 'object' || known === null || 'toHTML' in known) return known;
  const what = Array.isArray(known) ? 'a list: take its entries by {{#each}}' : 'a group of values: name one of them';
  throw new TemplateFault('template-failed', loc, { problem: `\`${name}\` is ${what}` });
}

type HelperOptions = Handlebars.HelperOptions & { readonly data: { readonly root: unknown } };

/** The names that stand where the first unknown part of a path was looked up. */
function namesNear(path: string, context: unknown, root: unknown): string[] {
  const parts = path.split('.');
  let value = parts[0] === '@root' ? root : context;
  for (const part of parts[0] === '@root' || parts[0] === 'this' ? parts.slice(1) : parts) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) break;
    value = (value as Record<string, unknown>)[part];
  }
  return namesIn(value);
}

function namesIn(context: unknown): string[] {
  return typeof context === 'object' && context !== null ? Object.keys(context) : [];
}

/** The innermost template that fails leaves its name on an error that has no place of its own. */
function namingFailures(name: string, run: Handlebars.TemplateDelegate): Handlebars.TemplateDelegate {
  return (context: unknown, options?: Handlebars.RuntimeOptions) => {
    try {
      return run(context, options);
    } catch (error) {
      if (error instanceof Error && !('template' in error)) Object.assign(error, { template: name });
      throw error;
    }
  };
}

function print(
  compiled: ReadonlyMap<string, { file: TextFile; run: Handlebars.TemplateDelegate }>,
  name: string,
  view: object,
): { text: string | null; diagnostics: readonly Diagnostic[] } {
  const template = compiled.get(name);
  // Its own diagnostic has been given where it was compiled.
  if (!template) return { text: null, diagnostics: [] };
  try {
    return { text: namingFailures(name, template.run)(view), diagnostics: [] };
  } catch (error) {
    return {
      text: null,
      diagnostics: [
        describeFailure(
          error,
          [...compiled.values()].map(({ file }) => file),
        ),
      ],
    };
  }
}

function describeFailure(error: unknown, files: readonly TextFile[]): Diagnostic {
  if (error instanceof TemplateFault) {
    // A block is printed by the partial that it is given to, but stands in a file of its own.
    const file = files.find(({ path }) => path === error.loc.source);
    return diagnose(error.code, file ? spanOf(file, error.loc) : null, error.parameters as never);
  }
  const { message, template } = error as Error & { template?: string };
  const file = files.find(({ path }) => templateName(path) === template);
  const problem =
    error instanceof RangeError
      ? 'templates include each other without end'
      : (message.split('\n')[0] ?? '').toLowerCase();
  return diagnose('template-failed', file ? { file: file.path, start: 0, end: 0 } : null, { problem });
}
