import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { Host } from '../host/host.ts';
import { type DraftedPage, draftedPage } from '../init/draftedPage.ts';
import { type ExitCode, reportOutcome } from '../projects/report.ts';
import { readReviewedProject } from '../projects/reviewedProject.ts';

/** `faqgen page`: a draft of a page for `site.pages`, on standard output. */
export function draftPage(page: DraftedPage, faqPath: string, host: Host): ExitCode {
  const { content, asOf, diagnostics: all, texts } = readReviewedProject(faqPath, { asOf: null }, host);
  const diagnostics = all.filter(({ severity }) => severity === 'error');
  const faq = hasErrors(diagnostics) ? null : content?.faq;
  const summary = (): string => (faq ? draftedPage(page, faq, asOf) : '');
  const outcome = { diagnostics, texts, facts: {}, summary };
  return reportOutcome(outcome, { format: 'text', quiet: false }, host);
}
