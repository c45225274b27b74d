import { type Code, catalogue, type Severity } from './catalogue.ts';
import type { Diagnostic, OwnCode } from './diagnostic.ts';
import { visible } from './formatText.ts';
import { type Locate, locateIn } from './position.ts';
import type { TextFile } from './span.ts';

/** A diagnostic with the place of its span for people; null where there is none. */
export interface PlacedDiagnostic extends Omit<Diagnostic, 'span'> {
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
}

/** A diagnostic as `--format json` prints it. */
export function toJson({ code, severity, message, span, help, notes }: Diagnostic, locate: Locate): PlacedDiagnostic {
  const position = span && locate(span);
  return {
    code,
    severity,
    message,
    file: span?.file ?? null,
    line: position?.line ?? null,
    column: position?.column ?? null,
    endLine: position?.endLine ?? null,
    endColumn: position?.endColumn ?? null,
    help,
    notes,
  };
}

/** Workflow commands of GitHub Actions, which show each diagnostic at its line of the change. */
export function formatGithub(diagnostics: readonly Diagnostic[], texts: ReadonlyMap<string, TextFile>): string {
  const locate = locateIn(texts);
  return diagnostics
    .map(({ code, severity, message, span, help }) => {
      const position = span && locate(span);
      const place = position
        ? { line: position.line, endLine: position.endLine, col: position.column, endColumn: position.endColumn }
        : {};
      const properties = Object.entries({ ...(span ? { file: span.file } : {}), ...place, title: code });
      const command = severity === 'note' ? 'notice' : severity;
      const said = help ? `${message}\nhelp: ${help}` : message;
      return `::${command} ${properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',')}::${escapeData(said)}\n`;
    })
    .join('');
}

function escapeData(text: string): string {
  // A log is read in a terminal, too.
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').split('\n').map(visible).join('%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A relative reference (RFC 3986, 4.2): `#`, `?` and a colon in its first segment would mean something else. */
function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function ruleOf(code: Code | OwnCode, severity: Severity, explained: Explanation | undefined) {
  const name = code.replaceAll(/(?:^|[-/])([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const defaultConfiguration = { level: severity };
  if (!explained) return { id: code, name, defaultConfiguration };
  const { summary, explanation } = explained;
  return {
    id: code,
    name,
    shortDescription: { text: summary },
    help: { text: explanation, markdown: explanation },
    defaultConfiguration,
  };
}

function isOwn(code: Code | OwnCode): code is OwnCode {
  return code.startsWith('own/');
}

/** What a code means, for the rules of SARIF. */
export interface Explanation {
  readonly code: Code | OwnCode;
  /** One sentence. */
  readonly summary: string;
  /** Markdown. */
  readonly explanation: string;
}

/** SARIF 2.1.0 (OASIS), for the code-scanning views of forges. */
export function formatSarif(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, TextFile>,
  version: string,
  explanations: readonly Explanation[],
): string {
  const locate = locateIn(texts);
  const results = diagnostics.map(({ code, severity, message, span, help }) => {
    const position = span && locate(span);
    const region = position && {
      startLine: position.line,
      startColumn: position.column,
      endLine: position.endLine,
      endColumn: position.endColumn,
    };
    return {
      ruleId: code,
      level: severity,
      message: { text: help ? `${message}. Help: ${help}` : message },
      locations: span
        ? [{ physicalLocation: { artifactLocation: { uri: uriOf(span.file) }, ...(region ? { region } : {}) } }]
        : [],
    };
  });
  const explained = new Map(explanations.map((one) => [one.code, one]));
  const severities = new Map(diagnostics.toReversed().map(({ code, severity }) => [code, severity]));
  const rules = [...new Set(diagnostics.map(({ code }) => code))].map((code) =>
    ruleOf(code, isOwn(code) ? (severities.get(code) ?? 'warning') : catalogue[code].severity, explained.get(code)),
  );
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'faqgen', version, rules } }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
