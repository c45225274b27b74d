import { type Audit, audit as auditFaq } from '../audit/audit.ts';
import { auditFacts } from '../audit/auditFacts.ts';
import type { Finding } from '../audit/finding.ts';
import type { Paint } from '../diagnostics/formatText.ts';
import type { Host } from '../host/host.ts';
import { type ExitCode, exitCodeOf, reportOutcome } from '../projects/report.ts';
import { readReviewedProject } from '../projects/reviewedProject.ts';
import type { IsoDate } from '../schema/dates.ts';

export interface AuditFlags {
  readonly asOf: IsoDate | null;
  readonly format: 'text' | 'json' | 'markdown';
}

/** `faqgen audit`: what can be seen of a FAQ by the yardsticks of others, to hand over to a person who judges. */
export function audit(faqPath: string, { asOf, format }: AuditFlags, host: Host): ExitCode {
  const { content, asOf: day, diagnostics, texts } = readReviewedProject(faqPath, { asOf }, host);
  const faq = content?.faq;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const found = faq && errors.length === 0 ? auditFaq(auditFacts(faq, content.reviews, day)) : null;
  const remarks = faq?.medical ? [caveat] : [caveat, notMedical];
  if (found && format === 'markdown') {
    host.stdout.write(formatMarkdown(found, faq?.title ?? '', day, remarks));
    return exitCodeOf({ diagnostics: errors, strict: false });
  }
  const outcome = {
    diagnostics: errors,
    texts,
    facts: { asOf: day, frameworks: found?.frameworks ?? [], caveat: remarks.join(' ') },
    summary: (paint: Paint) => (found ? formatText(found, paint, remarks) : ''),
    consequence: 'nothing was audited',
  };
  return reportOutcome(outcome, { format: format === 'json' ? 'json' : 'text', quiet: false }, host);
}

const caveat =
  'This report says what a program can see in the file. It certifies nothing: whether answers are right, balanced and supported by their sources, a person has to judge.';

/** Nobody is to take a short report for the whole of it. */
const notMedical = 'Criteria of health information are left out, since faq.yaml does not say `about: medical`.';

const styles = { found: 'green', partly: 'yellow', missing: 'red', 'needs a person': 'cyan' } as const;

function formatText({ frameworks }: Audit, paint: Paint, remarks: readonly string[]): string {
  const blocks = frameworks.map(({ name, address, criteria }) => {
    const lines = criteria.flatMap(({ criterion, finding, evidence, todo }) => [
      `  ${paint(styles[finding], finding.padEnd(14))}  ${criterion}`,
      ...evidence.map((line) => `                  ${line}`),
      ...(todo === null ? [] : [`                  ${paint('dim', `→ ${todo}`)}`]),
    ]);
    return [paint('bold', name), paint('dim', `  ${address}`), ...lines].join('\n');
  });
  return `${[...blocks, ...remarks].join('\n\n')}\n`;
}

function formatMarkdown({ frameworks }: Audit, title: string, day: IsoDate, remarks: readonly string[]): string {
  const blocks = frameworks.map(({ name, address, criteria }) =>
    [
      `## [${inCell(name)}](${address})`,
      '',
      '| criterion | finding | evidence | to do |',
      '| --- | --- | --- | --- |',
      ...criteria.map(({ criterion, finding, evidence, todo }: Finding & { criterion: string }) =>
        row([criterion, finding, evidence.join('; '), todo ?? '']),
      ),
    ].join('\n'),
  );
  return `${[`# ${inCell(title)}: an audit as of ${day}`, ...remarks, ...blocks].join('\n\n')}\n`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(inCell).join(' | ')} |`;
}

/** Nothing may end the cell, or begin markup that nobody typed. */
function inCell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\|<>*_[\]]/g, '\\$&');
}
