import Handlebars from 'handlebars';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { TextFile } from '../diagnostics/span.ts';
import { unbalancedBlock } from './openBlocks.ts';
import { makeStrict } from './strictTemplates.ts';
import { knownHelper, printableHelper, templateName } from './templateHelpers.ts';

/**
 * Parses the templates of a theme, checks them, and prepares them to run in an
 * environment of their own. A template with a fault is left out. `params`: the names of `theme.params`.
 */
export function parseTheme(
  files: readonly TextFile[],
  params: readonly string[],
): {
  environment: Pick<typeof Handlebars, 'registerHelper' | 'unregisterHelper' | 'registerPartial' | 'template'>;
  templates: { file: TextFile; run: Handlebars.TemplateDelegate }[];
  diagnostics: Diagnostic[];
} {
  const { programs, diagnostics } = readPrograms(files, params);
  const environment = Handlebars.create();
  const templates = programs.map(({ file, program }) => ({ file, run: environment.compile(program, compileOptions) }));
  return { environment, templates, diagnostics };
}

/** The source of an object that maps the name of each template to what Handlebars' runtime can run, and what is wrong with them. */
export function precompileTheme(files: readonly TextFile[]): { source: string; diagnostics: Diagnostic[] } {
  const { programs, diagnostics } = readPrograms(files, []);
  const entries = programs.map(
    ({ file, program }) =>
      `${JSON.stringify(templateName(file.path))}: ${Handlebars.precompile(program, compileOptions)}`,
  );
  return { source: `{${entries.join(',\n')}}`, diagnostics };
}

function readPrograms(files: readonly TextFile[], params: readonly string[]) {
  const names = new Set(files.map(({ path }) => templateName(path)));
  const diagnostics: Diagnostic[] = [];
  const programs = files.flatMap((file) => {
    const program = parse(file, diagnostics);
    return program ? [{ file, program }] : [];
  });
  const faults = makeStrict(programs, names, params);
  diagnostics.push(...faults);
  return {
    programs: programs.filter(({ file }) => !faults.some(({ span }) => span?.file === file.path)),
    diagnostics,
  };
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

const compileOptions = {
  knownHelpersOnly: true,
  knownHelpers,
  preventIndent: true,
  explicitPartialContext: false,
};

function parse(file: TextFile, diagnostics: Diagnostic[]): hbs.AST.Program | null {
  try {
    return Handlebars.parse(file.text, { srcName: file.path } as never);
  } catch (error) {
    const unbalanced = unbalancedBlock(file.text);
    if (unbalanced) {
      const { start, end, ...told } = unbalanced;
      diagnostics.push(diagnose('template-syntax', { file: file.path, start, end }, told));
      return null;
    }
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
