import { catalogue } from '../diagnostics/catalogue.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Host, Output } from '../host/host.ts';
import { explainedCode, listedCodes } from '../manual/explainedCode.ts';
import type { MendedFile } from '../manual/mendedCase.ts';
import { type ExitCode, explanations, painter, refuseName } from '../projects/report.ts';

/** `faqgen explain CODE`: the words of docs/diagnostics.md, and the case that the tests hold, wrong and right. */
export function explain(code: string, format: 'text' | 'json', host: Host): ExitCode {
  const page = explanations(host).find((one) => one.code === code);
  if (page === undefined) {
    const near = nearest(code, Object.keys(catalogue));
    return refuseName('code', code, near, '`faqgen explain` lists all of them', host);
  }
  const files = mendedFiles(code, host);
  if (format === 'json') {
    const { summary, severity, explanation } = page;
    const example = files.length === 0 ? null : files;
    host.stdout.write(`${JSON.stringify({ code, severity, summary, explanation, example }, null, 2)}\n`);
    return 0;
  }
  host.stdout.write(`${explainedCode(page, files, widthOf(host.stdout), painter(host, host.stdout))}\n`);
  return 0;
}

/** `faqgen explain`: every code on a line of its own. */
export function explainAll(format: 'text' | 'json', host: Host): ExitCode {
  const all = explanations(host);
  if (format === 'json') {
    const codes = all.map(({ code, severity, summary }) => ({ code, severity, summary }));
    host.stdout.write(`${JSON.stringify({ codes }, null, 2)}\n`);
  } else host.stdout.write(listedCodes(all, host.stdout.columns, painter(host, host.stdout)));
  return 0;
}

function mendedFiles(code: string, host: Host): MendedFile[] {
  const folder = `test/cases/invalid/${code}`;
  return host.packaged.list(`${folder}/mended`).map((path) => ({
    path,
    wrong: host.packaged.read(`${folder}/${path}`),
    right: host.packaged.read(`${folder}/mended/${path}`) ?? '',
  }));
}

/** Longer lines are hard to read. */
const widest = 100;

function widthOf({ columns }: Output): number {
  return Math.min(columns ?? 80, widest);
}
