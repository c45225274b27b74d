import type { Severity } from '../diagnostics/catalogue.ts';
import { type Paint, visible } from '../diagnostics/formatText.ts';
import type { DiagnosticPage } from './diagnosticPages.ts';
import { differingLines, type MendedFile, type NumberedLine } from './mendedCase.ts';
import { plainPage } from './plainPage.ts';

const colors: Record<Severity, 'red' | 'yellow' | 'cyan'> = { error: 'red', warning: 'yellow', note: 'cyan' };

/** A code as a terminal shows it: what it means, and its example wrong and right. `width`: of a line of prose, in characters. */
export function explainedCode(
  { code, severity, explanation }: DiagnosticPage,
  files: readonly MendedFile[],
  width: number,
  paint: Paint,
): string {
  const title = paint(colors[severity], `${severity}[${code}]`);
  const examples = files.flatMap((file) => {
    const { wrong, right } = differingLines(file);
    return [
      `${paint('red', 'Wrong')}, in ${file.path}:\n${file.wrong === null ? '     there is no such file' : numbered(wrong)}`,
      `${paint('green', 'Right')}:\n${numbered(right)}`,
    ];
  });
  return [title, plainPage(explanation, width), ...examples].join('\n\n');
}

/** All codes, a line each. `columns`: of the terminal; undefined where a line may be as long as it is. */
export function listedCodes(pages: readonly DiagnosticPage[], columns: number | undefined, paint: Paint): string {
  const widest = Math.max(...pages.map(({ code }) => code.length));
  const line = ({ code, severity, summary }: DiagnosticPage): string => {
    const room = columns === undefined ? summary.length : columns - widest - 11;
    const shown = summary.length <= room ? summary : `${summary.slice(0, Math.max(0, room - 1)).trimEnd()}…`;
    return `${code.padEnd(widest)}  ${paint(colors[severity], severity.padEnd(7))}  ${shown}\n`;
  };
  return pages.map(line).join('');
}

function numbered(lines: readonly NumberedLine[]): string {
  return lines.map(({ number, text }) => `${String(number).padStart(4)} │ ${visible(text)}`).join('\n');
}
