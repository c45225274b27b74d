import { join, resolve } from 'node:path';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { visible } from '../diagnostics/formatText.ts';
import { checkSurroundings } from '../doctor/checkSurroundings.ts';
import { type Finding, ok, problem } from '../doctor/finding.ts';
import type { Host } from '../host/host.ts';
import { type ExitCode, painter, plural } from '../projects/report.ts';
import { readReviewedProject } from '../projects/reviewedProject.ts';

export interface DoctorFlags {
  readonly out: string | null;
  readonly watch: boolean;
  readonly format: 'text' | 'json';
}

/** `faqgen doctor`: says of everything around a FAQ that can be looked at whether it is in order. Exit code 1 where something is not. */
export async function doctor(faqPath: string, { out, watch, format }: DoctorFlags, host: Host): Promise<ExitCode> {
  const { reader, content, diagnostics } = readReviewedProject(faqPath, { asOf: null }, host);
  const { root, source } = reader;
  const { engines } = JSON.parse(host.packaged.read('package.json') ?? '{}');
  const oldestNode = String(engines?.node ?? '').replace(/^\D+/, '');
  const missing = diagnostics.find(({ code }) => code === 'missing-faq');
  const findings = [
    missing ? problem('FAQ', missing.message, missing.help ?? '') : ok('FAQ', join(root, source)),
    ...(await checkSurroundings(
      {
        root,
        source,
        faq: hasErrors(diagnostics) ? null : (content?.faq ?? null),
        out: out === null ? join(root, 'dist') : resolve(host.cwd, out),
        watch,
      },
      { version: host.version, oldestNode },
      await host.forDoctor(),
    )),
  ];
  const isFine = findings.every(({ state }) => state !== 'problem');
  host.stdout.write(
    format === 'json' ? `${JSON.stringify({ ok: isFine, checks: findings }, null, 2)}\n` : describe(findings, host),
  );
  return isFine ? 0 : 1;
}

function describe(findings: readonly Finding[], host: Host): string {
  const paint = painter(host, host.stdout);
  const widest = Math.max(...findings.map(({ check }) => check.length));
  const marks = {
    ok: paint('green', '✓'),
    remark: paint('yellow', '!'),
    problem: paint('red', '✗'),
    unchecked: paint('dim', '–'),
  };
  const lines = findings.flatMap(({ check, state, found, remedy }) => [
    `${marks[state]} ${check.padEnd(widest)}  ${state === 'unchecked' ? 'not checked: ' : ''}${visible(found)}`,
    ...(remedy === null ? [] : [`  ${' '.repeat(widest)}  ${paint('cyan', 'help:')} ${visible(remedy)}`]),
  ]);
  const count = (wanted: Finding['state']): number => findings.filter(({ state }) => state === wanted).length;
  const remarks = count('remark');
  const parts = [
    plural(count('problem'), 'problem'),
    ...(remarks === 0 ? [] : [plural(remarks, 'remark')]),
    `${count('ok')} in order`,
    `${count('unchecked')} not checked`,
  ];
  return `${lines.join('\n')}\n\n${paint('bold', parts.join(', '))}\n`;
}
