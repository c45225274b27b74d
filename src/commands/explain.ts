import { catalogue, type Severity } from '../diagnostics/catalogue.ts';
import { visible } from '../diagnostics/formatText.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Host, Output } from '../host/host.ts';
import type { DiagnosticPage } from '../manual/diagnosticPages.ts';
import { differingLines, type MendedFile, type NumberedLine } from '../manual/mendedCase.ts';
import { plainPage } from '../manual/plainPage.ts';
import { type ExitCode, explanations, painter } from './report.ts';

/** `faqgen explain CODE`: the words of docs/diagnostics.md, and the case that the tests hold, wrong and right. */
export function explain(code: string, format: 'text' | 'json', host: Host): ExitCode {
  const page = explanations(host).find((one) => one.code === code);
  if (page === undefined) return refuse(code, host);
  const files = mendedFiles(code, host);
  if (format === 'json') {
    const { summary, severity, explanation } = page;
    const example = files.length === 0 ? null : files;
    host.stdout.write(`${JSON.stringify({ code, severity, summary, explanation, example }, null, 2)}\n`);
    return 0;
  }
  const parts = [
    titleOf(page, host),
    plainPage(page.explanation, widthOf(host.stdout)),
    ...describeExample(files, host),
  ];
  host.stdout.write(`${parts.join('\n\n')}\n`);
  return 0;
}

/** `faqgen explain`: every code on a line of its own. */
export function explainAll(format: 'text' | 'json', host: Host): ExitCode {
  const all = explanations(host);
  if (format === 'json') {
    const codes = all.map(({ code, severity, summary }) => ({ code, severity, summary }));
    host.stdout.write(`${JSON.stringify({ codes }, null, 2)}\n`);
    return 0;
  }
  const paint = painter(host, host.stdout);
  const widest = Math.max(...all.map(({ code }) => code.length));
  const line = ({ code, severity, summary }: DiagnosticPage): string => {
    const room = host.stdout.columns === undefined ? summary.length : host.stdout.columns - widest - 11;
    const shown = summary.length <= room ? summary : `${summary.slice(0, Math.max(0, room - 1)).trimEnd()}…`;
    return `${code.padEnd(widest)}  ${paint(colors[severity], severity.padEnd(7))}  ${shown}\n`;
  };
  host.stdout.write(all.map(line).join(''));
  return 0;
}

function refuse(code: string, host: Host): ExitCode {
  const near = nearest(code, Object.keys(catalogue));
  const help = near === null ? '`faqgen explain` lists all of them' : `did you mean \`${near}\`?`;
  const paint = painter(host, host.stderr);
  host.stderr.write(
    `${paint('red', 'error')}: there is no code \`${visible(code)}\`\n  ${paint('cyan', 'help:')} ${help}\n`,
  );
  return 2;
}

function mendedFiles(code: string, host: Host): MendedFile[] {
  const folder = `test/cases/invalid/${code}`;
  return host.packaged.list(`${folder}/mended`).map((path) => ({
    path,
    wrong: host.packaged.read(`${folder}/${path}`),
    right: host.packaged.read(`${folder}/mended/${path}`) ?? '',
  }));
}

const colors: Record<Severity, 'red' | 'yellow' | 'cyan'> = { error: 'red', warning: 'yellow', note: 'cyan' };

function titleOf({ code, severity }: DiagnosticPage, host: Host): string {
  const paint = painter(host, host.stdout);
  return paint(colors[severity], `${severity}[${code}]`);
}

function describeExample(files: readonly MendedFile[], host: Host): string[] {
  const paint = painter(host, host.stdout);
  return files.flatMap((file) => {
    const { wrong, right } = differingLines(file);
    return [
      `${paint('red', 'Wrong')}, in ${file.path}:\n${file.wrong === null ? '     there is no such file' : numbered(wrong)}`,
      `${paint('green', 'Right')}:\n${numbered(right)}`,
    ];
  });
}

function numbered(lines: readonly NumberedLine[]): string {
  return lines.map(({ number, text }) => `${String(number).padStart(4)} │ ${visible(text)}`).join('\n');
}

/** Longer lines are hard to read. */
const widest = 100;

function widthOf({ columns }: Output): number {
  return Math.min(columns ?? 80, widest);
}
