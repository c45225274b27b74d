// In: the files of a theme.
// Out: compiled templates that fail on unknown names, the style and its shades; the views are what templates are given.
// Does not know: how a `Faq` becomes a view.

import { createHash } from 'node:crypto';
import type Handlebars from 'handlebars';
import HandlebarsRuntime from 'handlebars/runtime.js';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { TextFile } from '../diagnostics/span.ts';
import { isolateDirections } from '../directions/isolateDirections.ts';
import { isHole } from './holes.ts';
import { parseTheme } from './parseTheme.ts';
import { precompiledTheme } from './precompiledTheme.ts';
import { knownHelper, printableHelper, spanOf, templateName } from './templateHelpers.ts';
import type { SiteView } from './view.ts';
import { viewNames } from './viewNames.ts';

/** What every template is given. */
type PrintedView = Pick<SiteView, 'dir'>;

/** Compiled templates. `print` gives null where a template failed on the data; `diagnostics` then says where. */
export interface Templates {
  readonly names: ReadonlySet<string>;
  /** `answerOf`: what stands on the page for the partial `answer`, in the place of what that prints. */
  print(
    name: string,
    view: PrintedView,
    answerOf?: AnswerOf,
  ): { text: string | null; diagnostics: readonly Diagnostic[] };
}

/** `question`: the object that the partial is given. */
export type AnswerOf = (question: unknown, printed: () => string) => string;

/**
 * Compiles every template, strict about every name. The name of a template is
 * its file name without `.hbs`. The built-in theme was compiled when the program
 * was made; with any other template among them, all are compiled here. `params`: the names of `theme.params`, for what is
 * said of others.
 */
export function compileTemplates(
  files: readonly TextFile[],
  params: readonly string[] = [],
): { templates: Templates; diagnostics: Diagnostic[] } {
  const { environment, templates, diagnostics } =
    precompiledTheme?.digest === digestOfTheme(files)
      ? prepared(files, precompiledTheme.templates)
      : parseTheme(files, params);
  for (const name of ['log', 'lookup', 'blockHelperMissing', 'helperMissing'] as const)
    environment.unregisterHelper(name);
  environment.registerHelper('eq', (a: unknown, b: unknown) => {
    if (isHole(a) || isHole(b)) throw new Error('what is compared is not known yet');
    return a === b;
  });
  environment.registerHelper(knownHelper, requireKnown);
  environment.registerHelper(printableHelper, requirePrintable);

  const compiled = new Map<string, { file: TextFile; run: Handlebars.TemplateDelegate }>();
  let wanted = asPrinted;
  for (const { file, run } of templates) {
    const name = templateName(file.path);
    compiled.set(name, { file, run });
    const partial = namingFailures(name, run);
    environment.registerPartial(
      name,
      name === 'answer' ? (question: unknown, options) => wanted(question, () => partial(question, options)) : partial,
    );
  }
  const names = new Set(files.map(({ path }) => templateName(path)));
  const printWith = (name: string, view: PrintedView, answerOf: AnswerOf = asPrinted) => {
    wanted = answerOf;
    return print(compiled, name, view);
  };
  return { templates: { names, print: printWith }, diagnostics };
}

/** Words as a template prints them. */
export const escapeWords = (HandlebarsRuntime as unknown as typeof Handlebars).escapeExpression as (
  words: string,
) => string;

const asPrinted: AnswerOf = (_, printed) => printed();

/** What decides how a set of templates is compiled. */
export function digestOfTheme(files: readonly TextFile[]): string {
  return createHash('sha256')
    .update(JSON.stringify(files.map(({ path, text }) => [path, text])))
    .digest('hex');
}

function prepared(
  files: readonly TextFile[],
  specifications: Readonly<Record<string, TemplateSpecification>>,
): ReturnType<typeof parseTheme> {
  // Its types leave out what it does.
  const environment = (HandlebarsRuntime as unknown as typeof Handlebars).create();
  const templates = files.map((file) => ({
    file,
    run: environment.template(specifications[templateName(file.path)] as TemplateSpecification),
  }));
  return { environment, templates, diagnostics: [] };
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
  const near = nearest(wanted, namesNear(name, this, options.data.root)) ?? nearest(wanted, viewNames);
  const isAtRoot = !/^(?:@|this\b|\.)/.test(name) && valueAt(options.data.root, name.split('.')) !== undefined;
  throw new TemplateFault('template-unknown-name', loc, { name, nearest: isAtRoot ? `@root.${name}` : near });
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

function valueAt(value: unknown, parts: readonly string[]): unknown {
  return parts.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, part)
        ? (at as Record<string, unknown>)[part]
        : undefined,
    value,
  );
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
  view: PrintedView,
): { text: string | null; diagnostics: readonly Diagnostic[] } {
  const template = compiled.get(name);
  // Its own diagnostic has been given where it was compiled.
  if (!template) return { text: null, diagnostics: [] };
  try {
    return { text: isolateDirections(namingFailures(name, template.run)(view), view.dir), diagnostics: [] };
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
