import { relative, sep } from 'node:path';
import { styleText } from 'node:util';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { formatGithub, formatSarif, toJson } from '../diagnostics/formatData.ts';
import { formatText, type Paint, plain, visible } from '../diagnostics/formatText.ts';
import { locateIn } from '../diagnostics/position.ts';
import type { TextFile } from '../diagnostics/span.ts';
import { type ExitCode, exitCodeOf, failure, plural } from '../diagnostics/verdict.ts';
import type { Host, ListenError, Output, UnreadableFile } from '../host/host.ts';
import { type DiagnosticPage, diagnosticPages } from '../manual/diagnosticPages.ts';
import type { OutputError, WriteResult } from '../writing/writeSite.ts';

export { count, type ExitCode, exitCodeOf, plural } from '../diagnostics/verdict.ts';

export const formats = ['text', 'json', 'github', 'sarif'] as const;
export type Format = (typeof formats)[number];

/** What a command did, before it is shown. */
export interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  /** Those of them that a person has not just been told; absent: all. Data formats carry all of them. */
  readonly news?: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, TextFile>;
  /** Whether warnings are failures. */
  readonly strict?: boolean;
  /** Facts of the JSON object, beside `ok` and `diagnostics`. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** What a person reads when all went well. */
  readonly summary: (paint: Paint) => string;
  /** What a failure led to, in a few words. */
  readonly consequence?: string | null;
}

/**
 * Shows the outcome in the format asked for, and says how the program ends.
 * Diagnostics go to stderr, results to stdout. `lines`: JSON on one line, where more will follow.
 */
export function reportOutcome(
  outcome: Outcome,
  { format, quiet, lines }: { format: Format; quiet: boolean; lines?: boolean },
  host: Host,
): ExitCode {
  const { news, texts, facts, summary } = outcome;
  const loud = (all: readonly Diagnostic[]) => all.filter(({ severity }) => !quiet || severity !== 'note');
  const diagnostics = loud(outcome.diagnostics);
  const exitCode = exitCodeOf(outcome);
  if (format === 'json') {
    const locate = locateIn(texts);
    const report = {
      ok: exitCode === 0,
      ...facts,
      diagnostics: diagnostics.map((diagnostic) => toJson(diagnostic, locate)),
    };
    host.stdout.write(`${JSON.stringify(report, null, lines ? 0 : 2)}\n`);
  } else if (format === 'github') {
    host.stdout.write(formatGithub(diagnostics, texts));
  } else if (format === 'sarif') {
    host.stdout.write(formatSarif(diagnostics, texts, host.version, explanations(host)));
  } else {
    const shown = loud(news ?? diagnostics);
    const paint = painter(host, host.stderr);
    if (shown.length > 0) host.stderr.write(`${formatText(shown, texts, paint)}\n`);
    if (exitCode !== 0) {
      const more = host.stderr.isTTY && !quiet && !lines ? `${paint('dim', describeCommand(outcome))}\n` : '';
      host.stderr.write(`${paint('bold', failure(outcome))}\n${more}`);
    } else if (!quiet) host.stdout.write(summary(painter(host, host.stdout)));
  }
  return exitCode;
}

/** Says to a person why a command did nothing. `consequence`: that it did nothing, in a few words. */
export function refuse(
  diagnostics: readonly Diagnostic[],
  consequence: string,
  host: Host,
  texts: Outcome['texts'] = new Map(),
): ExitCode {
  const outcome = { diagnostics, texts, facts: {}, summary: () => '', consequence };
  return reportOutcome(outcome, { format: 'text', quiet: false }, host);
}

/** Says that there is no such thing of a kind as was named, but perhaps one of nearly that name; else `otherwise` helps. */
export function refuseName(kind: string, name: string, near: string | null, otherwise: string, host: Host): ExitCode {
  const paint = painter(host, host.stderr);
  const help = near === null ? otherwise : `did you mean \`${near}\`?`;
  const message = `${paint('red', 'error')}: there is no ${kind} \`${visible(name)}\``;
  host.stderr.write(`${message}\n  ${paint('cyan', 'help:')} ${help}\n`);
  return 2;
}

/** Where a person finds more: not in the log of a machine, and not at every save. */
function describeCommand({ diagnostics }: Outcome): string {
  const failing = diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics.find(isWarning);
  return `\`faqgen explain ${failing?.code}\` says more`;
}

function isWarning({ severity }: Diagnostic): boolean {
  return severity === 'warning';
}

/** What docs/diagnostics.md says of each code. */
export function explanations(host: Host): DiagnosticPage[] {
  return diagnosticPages(host.packaged.read('docs/diagnostics.md') ?? '');
}

/** Whether no person waits at this command line, but a machine of a forge. */
export function isInCi({ env }: Pick<Host, 'env'>): boolean {
  return !['', '0', 'false', undefined].includes(env['CI']?.toLowerCase());
}

/** Colour where the terminal has it. NO_COLOR (no-color.org) switches it off, FORCE_COLOR on. */
export function painter({ env }: Host, output: Output): Paint {
  const wanted = env['NO_COLOR']
    ? false
    : env['FORCE_COLOR']
      ? !['0', 'false'].includes(env['FORCE_COLOR'])
      : output.isTTY && env['TERM'] !== 'dumb';
  return wanted ? (style, text) => styleText(style, text, { validateStream: false }) : plain;
}

/** `faqPath` as it was typed; what was most likely meant is named as it would be typed. */
export function describeUnreadable(error: UnreadableFile, faqPath: string, cwd: string): Diagnostic {
  const similar = error.similar?.map((path) => relative(cwd, path).replaceAll(sep, '/')) ?? null;
  return diagnose('missing-faq', null, { path: faqPath, reason: error.message, similar });
}

export function describeListenError(error: ListenError): Diagnostic {
  return diagnose('cannot-listen', null, { address: error.address, reason: error.message });
}

export function describeOutputError(error: OutputError): Diagnostic {
  const { code, message, help, remains } = error;
  if (remains === null) return diagnose(code, null, { problem: message, help });
  const problem = `${message}; ${describeRemains(remains)}, which could not be taken back: ${remains.reason}`;
  const repair = 'the next build puts the folder right';
  return diagnose(code, null, { problem, help: help === null ? repair : `${help}; ${repair}` });
}

/** What a failed build did to the output folder all the same, as a clause; null where it did nothing. */
export function describeRemains({ written, removed }: Pick<WriteResult, 'written' | 'removed'>): string | null {
  const parts = [
    written > 0 ? `${plural(written, 'new file')} ${written === 1 ? 'is' : 'are'} there` : '',
    removed > 0 ? `${plural(removed, 'old file')} ${removed === 1 ? 'is' : 'are'} gone` : '',
  ].filter(Boolean);
  return parts.length === 0 ? null : `the site is half new, ${parts.join(' and ')}`;
}
