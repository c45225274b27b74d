import Handlebars from 'handlebars';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { TextFile } from '../diagnostics/span.ts';
import { helperArguments, helpers, knownHelper, printableHelper, spanOf } from './templateHelpers.ts';
import { viewNames } from './viewNames.ts';

/**
 * Checks the templates of a theme and makes them strict, before anything is
 * printed: Handlebars' own `strict` passes over block parameters and the
 * arguments of `{{#if}}`, `{{#each}}` and partials, where a misspelt name would
 * print nothing. The programs are changed in place. `params`: the names of `theme.params`.
 */
export function makeStrict(
  programs: readonly { readonly file: TextFile; readonly program: hbs.AST.Program }[],
  templates: ReadonlySet<string>,
  params: readonly string[],
): Diagnostic[] {
  const given = new GivenNames();
  for (const { program } of programs) given.accept(program);
  const diagnostics: Diagnostic[] = [];
  for (const { file, program } of programs)
    new StrictNames(file, templates, given.names, params, diagnostics).accept(program);
  return diagnostics;
}

/** The names that templates give to partials: `{{> row label=title}}` gives `label`. */
class GivenNames extends Handlebars.Visitor {
  readonly names = new Set<string>();

  override Hash(hash: hbs.AST.Hash): void {
    for (const { key } of hash.pairs) this.names.add(key);
    super.Hash(hash);
  }
}

/** What Handlebars itself tells a template. */
const ownNames: ReadonlySet<string> = new Set(['root', 'index', 'key', 'first', 'last']);

/**
 * Refuses raw output and unknown partials and helpers, makes each argument
 * prove that it exists, and drops the indentation of the template itself,
 * which would be a tenth of a page.
 */
class StrictNames extends Handlebars.Visitor {
  readonly #file: TextFile;
  readonly #templates: ReadonlySet<string>;
  readonly #given: ReadonlySet<string>;
  readonly #params: readonly string[];
  readonly #diagnostics: Diagnostic[];
  /** Blocks around in which names are those of something else. */
  #within = 0;
  /** `|name|` of the blocks around. */
  readonly #blockNames: string[][] = [];

  constructor(
    file: TextFile,
    templates: ReadonlySet<string>,
    given: ReadonlySet<string>,
    params: readonly string[],
    diagnostics: Diagnostic[],
  ) {
    super();
    this.#file = file;
    this.#templates = templates;
    this.#given = given;
    this.#params = params;
    this.#diagnostics = diagnostics;
  }

  override Program(program: hbs.AST.Program): void {
    this.#blockNames.push(program.blockParams ?? []);
    super.Program(program);
    this.#blockNames.pop();
  }

  override ContentStatement(content: hbs.AST.ContentStatement): void {
    const { original } = content as unknown as { original: string };
    // Where Handlebars took away the rest of a line before, the value begins with the next line's indentation.
    const atLineStart = /^[ \t]*\r?\n/.test(original) && !content.value.startsWith('\n');
    content.value = (atLineStart ? content.value.trimStart() : content.value).replaceAll(/\r?\n\s*/g, '\n');
  }

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    if (!statement.escaped) this.#report('template-raw-output', statement.loc, {});
    const isCall = statement.params.length > 0 || helpers.includes(originalOf(statement.path));
    if (isCall) this.#checkCall(statement, ['eq']);
    else this.#checkName(statement.path);
    this.acceptArray(statement.params);
    this.#proveArguments(statement.params, statement.hash);
    if (!isCall) Object.assign(statement, proofOf(statement.path, printableHelper));
  }

  override BlockStatement(statement: hbs.AST.BlockStatement): void {
    this.#checkCall(statement, ['if', 'unless', 'each', 'with']);
    this.acceptArray(statement.params);
    const isWithin = ['each', 'with'].includes(originalOf(statement.path));
    if (isWithin) this.#within++;
    if (statement.program) this.accept(statement.program);
    if (isWithin) this.#within--;
    if (statement.inverse) this.accept(statement.inverse);
    this.#proveArguments(statement.params, statement.hash);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.#checkCall(expression, ['eq']);
    this.acceptArray(expression.params);
    this.#proveArguments(expression.params, expression.hash);
  }

  override PathExpression(path: hbs.AST.PathExpression): void {
    this.#checkName(path);
  }

  override PartialStatement(statement: hbs.AST.PartialStatement): void {
    Object.assign(statement, { indent: '' });
    this.#checkPartial(statement);
  }

  override PartialBlockStatement(statement: hbs.AST.PartialBlockStatement): void {
    Object.assign(statement, { indent: '' });
    this.#checkPartial(statement);
    this.accept(statement.program);
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
    const name = originalOf(statement.name);
    if (statement.name.type === 'SubExpression') {
      this.#report('template-syntax', statement.loc, { problem: 'the name of a partial must stand in the template' });
    } else if (name !== '@partial-block' && !this.#templates.has(name)) {
      this.#report('template-unknown-partial', statement.loc, { name, nearest: nearest(name, this.#templates) });
    }
    this.acceptArray(statement.params);
    if (statement.hash) this.accept(statement.hash);
    this.#proveArguments(statement.params, statement.hash);
  }

  /** `here`: the helpers that make sense at this place. */
  #checkCall(
    call: { path: hbs.AST.Expression; params: hbs.AST.Expression[]; loc: hbs.AST.SourceLocation },
    here: readonly string[],
  ): void {
    const name = originalOf(call.path);
    const wanted = helperArguments[name];
    if (wanted === undefined) {
      this.#report('template-unknown-helper', call.path.loc, { name, nearest: nearest(name, helpers), known: helpers });
    } else if (!here.includes(name)) {
      const problem =
        name === 'eq' ? '`eq` belongs into a condition: {{#if (eq a b)}}' : `\`${name}\` needs a block: {{#${name} …}}`;
      this.#report('template-syntax', call.loc, { problem });
    } else if (call.params.length !== wanted) {
      const problem = `\`${name}\` takes ${wanted === 1 ? 'one argument' : `${wanted} arguments`}, and has ${call.params.length}`;
      this.#report('template-syntax', call.loc, { problem });
    }
  }

  /** Also in a branch that today's data do not reach. Which of the names stand here, only the data can tell. */
  #checkName(expression: hbs.AST.Expression): void {
    if (expression.type !== 'PathExpression') return;
    const { parts, data, loc, original } = expression as hbs.AST.PathExpression;
    const [first, ...rest] = parts;
    const isBlockName = this.#blockNames.some((names) => first !== undefined && names.includes(first));
    const isOwnName = data && first !== undefined && ownNames.has(first);
    const known = data && !isOwnName ? ownNames : viewNames;
    // Which parameters there are, the FAQ says.
    const names = isBlockName || isOwnName ? rest : parts;
    const given = names.indexOf('params');
    const unknown = (given < 0 ? names : names.slice(0, given)).find((part) =>
      data && !isOwnName ? true : !viewNames.has(part) && !this.#given.has(part) && !/^(?:length|\d+)$/.test(part),
    );
    if (unknown === undefined) return;
    const param = data || names.length > 1 ? undefined : this.#params.find((name) => name === unknown);
    const meant = param === undefined ? nearest(unknown, known) : `${this.#within > 0 ? '@root.' : ''}params.${param}`;
    this.#report('template-unknown-name', loc, { name: original, nearest: meant });
  }

  #proveArguments(params: hbs.AST.Expression[], hash: hbs.AST.Hash | undefined): void {
    params.forEach((param, index) => {
      params[index] = proven(param);
    });
    for (const pair of hash?.pairs ?? []) pair.value = proven(pair.value);
  }

  #report(
    code:
      | 'template-raw-output'
      | 'template-syntax'
      | 'template-unknown-name'
      | 'template-unknown-partial'
      | 'template-unknown-helper',
    loc: hbs.AST.SourceLocation,
    parameters: object,
  ): void {
    this.#diagnostics.push(diagnose(code, spanOf(this.#file, loc), parameters as never));
  }
}

/** `name` becomes `(known name "name" place)`; a literal or a call is its own proof. */
function proven(expression: hbs.AST.Expression): hbs.AST.Expression {
  const proof = proofOf(expression, knownHelper);
  if (proof === null) return expression;
  return { type: 'SubExpression', hash: undefined, loc: expression.loc, ...proof } as unknown as hbs.AST.Expression;
}

function proofOf(expression: hbs.AST.Expression, helper: string): { path: unknown; params: unknown[] } | null {
  if (expression.type !== 'PathExpression') return null;
  const { loc } = expression;
  const literal = (value: string) => ({ type: 'StringLiteral', value, original: value, loc });
  return {
    path: {
      type: 'PathExpression',
      data: false,
      depth: 0,
      parts: [helper],
      original: helper,
      loc,
      strip: {},
    },
    params: [expression, literal((expression as hbs.AST.PathExpression).original), literal(JSON.stringify(loc))],
  };
}

function originalOf(expression: hbs.AST.Expression): string {
  return String((expression as hbs.AST.PathExpression).original);
}
