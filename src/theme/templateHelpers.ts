import type { Span, TextFile } from '../diagnostics/span.ts';

/** Names that no template can spell. */
export const knownHelper = '\0known';
export const printableHelper = '\0printable';
/** How many arguments each helper takes. */
export const helperArguments: Readonly<Record<string, number>> = { if: 1, unless: 1, each: 1, with: 1, eq: 2 };
export const helpers = Object.keys(helperArguments);

export function templateName(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.hbs$/, '');
}

/** Handlebars counts lines from 1 and columns from 0. */
export function spanOf(file: TextFile, loc: hbs.AST.SourceLocation): Span {
  const offset = ({ line, column }: hbs.AST.Position): number =>
    file.text
      .split('\n')
      .slice(0, line - 1)
      .reduce((sum, text) => sum + text.length + 1, 0) + column;
  const start = offset(loc.start);
  return { file: file.path, start, end: Math.max(start + 1, offset(loc.end)) };
}
