import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { Host } from '../host/host.ts';
import { pageAddress } from '../html/addresses.ts';
import { icalendar } from '../outputs/icalendar.ts';
import { type ExitCode, exitCodeOf, painter, plural, reportOutcome } from '../projects/report.ts';
import { readReviewedProject } from '../projects/reviewedProject.ts';
import { type ComingChange, comingChanges } from '../review/comingChanges.ts';
import { remindersOf } from '../review/reminders.ts';
import { addDays, daysBetween, type IsoDate } from '../schema/dates.ts';

export interface NextFlags {
  readonly asOf: IsoDate | null;
  readonly format: 'text' | 'json' | 'ical' | 'github';
}

/** `faqgen next`: the days on which a build would make another site of the same files, for a schedule or a calendar; and whom a forge is to remind. */
export function next(faqPath: string, { asOf, format }: NextFlags, host: Host): ExitCode {
  const { content, asOf: day, diagnostics: all, texts } = readReviewedProject(faqPath, { asOf }, host);
  const diagnostics = all.filter(({ severity }) => severity === 'error');
  const isUsable = content?.faq && !hasErrors(diagnostics);
  const changes = isUsable ? comingChanges(content.faq, content.reviews, day) : [];
  if (format === 'ical' && isUsable) {
    host.stdout.write(icalendar(content.faq.title, changes.map(toEvent(content.faq.url)), day));
    return exitCodeOf({ diagnostics, strict: false });
  }
  if (format === 'github' && isUsable) {
    host.stdout.write(`${JSON.stringify(remindersOf(content.faq, content.reviews, day), null, 2)}\n`);
    return exitCodeOf({ diagnostics, strict: false });
  }
  const paint = painter(host, host.stdout);
  const told = changes.map((change) => ({ ...change, says: sentences[change.what](change.id) }));
  const outcome = {
    diagnostics,
    texts,
    facts: { asOf: day, next: changes[0]?.date ?? null, changes: told },
    summary: () =>
      changes.length === 0
        ? 'nothing changes by itself\n'
        : told
            .map(
              ({ date, says }) => `${date}  ${says} ${paint('dim', `in ${plural(daysBetween(day, date), 'day')}`)}\n`,
            )
            .join(''),
  };
  return reportOutcome(outcome, { format: format === 'json' ? 'json' : 'text', quiet: false }, host);
}

const sentences: Record<ComingChange['what'], (name: string) => string> = {
  published: (name) => `${name} is published`,
  withdrawn: (name) => `${name} is no longer published`,
  notice: (name) => `${name} is withdrawn, with a notice`,
  'review-ends': (name) => `the review of ${name} has run out`,
};

function toEvent(url: string | null) {
  return ({ date, id, question, what }: ComingChange) => ({
    uid: `${what}-${id}-${date}@${url === null ? 'faqgen.invalid' : new URL(url).hostname}`,
    date,
    end: addDays(date, 1),
    summary: sentences[what](`“${question}”`),
    description:
      what === 'review-ends' ? `Let it be read again, then: faqgen review sign ${id}` : 'Build the site anew.',
    url: url === null || what === 'published' ? null : pageAddress(url, `${id}.html`),
  });
}
