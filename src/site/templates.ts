import Handlebars from 'handlebars';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Span, TextFile } from '../diagnostics/span.ts';

/** Compiled templates. `print` gives null where the template used a name that the data do not have; `diagnostics` then says where. */
export interface Templates {
  readonly names: ReadonlySet<string>;
  print(name: string, view: object): { text: string | null; diagnostics: readonly Diagnostic[] };
}

/**
 * Compiles every template, strict about every name: Handlebars' own `strict`
 * passes over block parameters and the arguments of `{{#if}}`, `{{#each}}` and
 * partials, where a misspelt name would print nothing. The name of a template is its file name
 * without `.hbs`. This is the only file that knows Handlebars.
 */
export function compileTemplates(files: readonly TextFile[]): { templates: Templates; diagnostics: Diagnostic[] } {
  const environment = Handlebars.create();
  for (const name of ['log', 'lookup', 'blockHelperMissing', 'helperMissing'] as const)
    environment.unregisterHelper(name);
  environment.registerHelper('eq', (a: unknown, b: unknown) => a === b);
  environment.registerHelper(knownHelper, requireKnown);

  const names = new Set(files.map(({ path }) => templateName(path)));
  const diagnostics: Diagnostic[] = [];
  const compiled = new Map<string, { file: TextFile; run: Handlebars.TemplateDelegate }>();
  for (const file of files) {
    const name = templateName(file.path);
    const program = parse(file, diagnostics);
    if (!program) continue;
    const before = diagnostics.length;
    new StrictNames(file, names, diagnostics).accept(program);
    if (diagnostics.length > before) continue;
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

const knownHelper = 'known';
const helpers = ['if', 'unless', 'each', 'with', 'eq'];
const knownHelpers = {
  if: true,
  unless: true,
  each: true,
  with: true,
  eq: true,
  [knownHelper]: true,
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

/**
 * Refuses raw output and unknown partials and helpers, makes each argument
 * prove that it exists, and drops the indentation of the template itself,
 * which would be a tenth of a page.
 */
class StrictNames extends Handlebars.Visitor {
  readonly #file: TextFile;
  readonly #names: ReadonlySet<string>;
  readonly #diagnostics: Diagnostic[];

  constructor(file: TextFile, names: ReadonlySet<string>, diagnostics: Diagnostic[]) {
    super();
    this.#file = file;
    this.#names = names;
    this.#diagnostics = diagnostics;
  }

  override ContentStatement(content: hbs.AST.ContentStatement): void {
    const { original } = content as unknown as { original: string };
    // Where Handlebars took away the rest of a line before, the value begins with the next line's indentation.
    const atLineStart = /^[ \t]*\r?\n/.test(original) && !content.value.startsWith('\n');
    content.value = (atLineStart ? content.value.trimStart() : content.value).replaceAll(/\r?\n\s*/g, '\n');
  }

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    if (!statement.escaped) this.#report('template-raw-output', statement.loc, {});
    const isCall = statement.params.length > 0;
    this.#checkCall(statement, isCall);
    super.MustacheStatement(statement);
    this.#proveArguments(statement.params, statement.hash);
    if (!isCall) Object.assign(statement, proofOf(statement.path));
  }

  override BlockStatement(statement: hbs.AST.BlockStatement): void {
    this.#checkCall(statement, true);
    super.BlockStatement(statement);
    this.#proveArguments(statement.params, statement.hash);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.#checkCall(expression, true);
    super.SubExpression(expression);
    this.#proveArguments(expression.params, expression.hash);
  }

  override PartialStatement(statement: hbs.AST.PartialStatement): void {
    this.#checkPartial(statement);
    super.PartialStatement(statement);
    this.#proveArguments(statement.params, statement.hash);
  }

  override PartialBlockStatement(statement: hbs.AST.PartialBlockStatement): void {
    this.#checkPartial(statement);
    super.PartialBlockStatement(statement);
    this.#proveArguments(statement.params, statement.hash);
  }

  override Decorator(decorator: hbs.AST.Decorator): void {
    this.#report('template-syntax', decorator.loc, { problem: 'decorators are not supported' });
  }

  override DecoratorBlock(decorator: hbs.AST.DecoratorBlock): void {
    this.#report('template-syntax', decorator.loc, {
      problem: 'inline partials are not supported: give the partial a file',
    });
  }

  #checkPartial(statement: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void {
    const { name } = statement;
    const original = (name as hbs.AST.PathExpression).original;
    if (name.type === 'SubExpression') {
      this.#report('template-syntax', statement.loc, { problem: 'the name of a partial must stand in the template' });
    } else if (original !== '@partial-block' && !this.#names.has(original)) {
      this.#report('template-unknown-partial', statement.loc, {
        name: original,
        nearest: nearest(original, this.#names),
      });
    }
  }

  #checkCall(
    call: { path: hbs.AST.PathExpression | hbs.AST.Literal; loc: hbs.AST.SourceLocation },
    isCall: boolean,
  ): void {
    const name = String((call.path as hbs.AST.PathExpression).original);
    if (!isCall || helpers.includes(name)) return;
    this.#report('template-unknown-helper', call.path.loc, { name, nearest: nearest(name, helpers), known: helpers });
  }

  #proveArguments(params: hbs.AST.Expression[], hash: hbs.AST.Hash | undefined): void {
    params.forEach((param, index) => {
      params[index] = proven(param);
    });
    for (const pair of hash?.pairs ?? []) pair.value = proven(pair.value);
  }

  #report(
    code: 'template-raw-output' | 'template-syntax' | 'template-unknown-partial' | 'template-unknown-helper',
    loc: hbs.AST.SourceLocation,
    parameters: object,
  ): void {
    this.#diagnostics.push(diagnose(code, spanOf(this.#file, loc), parameters as never));
  }
}

/** `name` becomes `(known name "name" place)`; a literal or a call is its own proof. */
function proven(expression: hbs.AST.Expression): hbs.AST.Expression {
  const proof = proofOf(expression);
  if (proof === null) return expression;
  return { type: 'SubExpression', hash: undefined, loc: expression.loc, ...proof } as unknown as hbs.AST.Expression;
}

function proofOf(expression: hbs.AST.Expression): { path: unknown; params: unknown[] } | null {
  if (expression.type !== 'PathExpression') return null;
  const { loc } = expression;
  const literal = (value: string) => ({ type: 'StringLiteral', value, original: value, loc });
  return {
    path: {
      type: 'PathExpression',
      data: false,
      depth: 0,
      parts: [knownHelper],
      original: knownHelper,
      loc,
      strip: {},
    },
    params: [expression, literal((expression as hbs.AST.PathExpression).original), literal(JSON.stringify(loc))],
  };
}

class UnknownName extends Error {
  readonly unknown: string;
  readonly loc: hbs.AST.SourceLocation;
  readonly known: readonly string[];
  template: string | null = null;

  constructor(unknown: string, loc: hbs.AST.SourceLocation, known: readonly string[]) {
    super(unknown);
    this.unknown = unknown;
    this.loc = loc;
    this.known = known;
  }
}

function requireKnown(this: unknown, value: unknown, name: string, loc: string, options: HelperOptions): unknown {
  if (value === undefined) throw new UnknownName(name, JSON.parse(loc), namesNear(name, this, options.data.root));
  return value;
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

/** The innermost template that fails leaves its name on the error: Handlebars tells the line, but not the file. */
function namingFailures(name: string, run: Handlebars.TemplateDelegate): Handlebars.TemplateDelegate {
  return (context: unknown, options?: Handlebars.RuntimeOptions) => {
    try {
      return run(context, options);
    } catch (error) {
      if (error instanceof UnknownName) error.template ??= name;
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
    if (!(error instanceof UnknownName)) throw error;
    const file = compiled.get(error.template ?? name)?.file;
    if (!file) throw error;
    const unknown = diagnose('template-unknown-name', spanOf(file, error.loc), {
      name: error.unknown,
      nearest: nearest(error.unknown.replace(/^.*[./]/, ''), error.known.length > 0 ? error.known : namesIn(view)),
    });
    return { text: null, diagnostics: [unknown] };
  }
}

/** Handlebars counts lines from 1 and columns from 0. */
function spanOf(file: TextFile, loc: hbs.AST.SourceLocation): Span {
  const offset = ({ line, column }: hbs.AST.Position): number =>
    file.text
      .split('\n')
      .slice(0, line - 1)
      .reduce((sum, text) => sum + text.length + 1, 0) + column;
  const start = offset(loc.start);
  return { file: file.path, start, end: Math.max(start + 1, offset(loc.end)) };
}
