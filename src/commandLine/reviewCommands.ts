import type { Command } from 'commander';
import type { Host } from '../host/host.ts';
import type { ExitCode } from '../projects/report.ts';
import type { Duration } from '../schema/dates.ts';
import { faqFile, format, type NamedFile, withFaqFile } from './faqArguments.ts';
import { date, duration, oneFile, port } from './values.ts';

/** Who approved what, until when, and what others ask of it. */
export function addReviewCommands(program: Command, host: Host, end: (exitCode: ExitCode) => void): void {
  const review = program.command('review').description('who approved which answer: show it, sign it, prove it');
  withFaqFile(
    review.command('status').description('list every answer with the state of its review, and what has changed since'),
  )
    .option('--due <time>', 'list only what runs out in this time, as in 30d, 6w, 3m', duration)
    .option('--as-of <date>', 'as on this day, as in 2026-03-31 (default: today)', date)
    .addOption(format('text', 'json'))
    .action(async (typed: string | undefined, options: RawStatusOptions, command: Command) => {
      const file = faqFile(typed, options, command);
      const { due, asOf, format } = options;
      const { reviewStatus } = await import('../commands/reviewStatus.ts');
      end(reviewStatus(file, { asOf: asOf ?? null, due: due ?? null, format }, host));
    });
  review
    .command('sign')
    .description('show answers as they are today, and record that a reviewer approves them')
    .argument('[id...]', 'ids of the questions')
    .requiredOption('--by <reviewer>', 'id of the reviewer, as in `reviewers`')
    .option('--as <kind>', 'the kind of the approval, where `policy.approvals` names kinds')
    .option('--all', 'every answer that is not signed, drafts apart')
    .option('--key <file>', 'private SSH key of the reviewer (default: the one that an agent has)')
    .option('--on <date>', 'the day of the approval (default: today)', date)
    .option('--until <date>', 'the last day on which it holds (default: by `policy.reviewEvery`, or 12 months)', date)
    .option('-y, --yes', 'do not ask: the reviewer has read the answers')
    .option('-f, --file <file>', 'the FAQ (default: faq.yaml)', oneFile)
    .action(async (ids: string[], options: RawSignOptions) => {
      const { reviewSign } = await import('../commands/reviewSign.ts');
      const {
        by,
        as = null,
        all = false,
        key = null,
        on = null,
        until = null,
        yes = false,
        file = 'faq.yaml',
      } = options;
      end(await reviewSign(ids, file, { by, as, all, key, on, until, yes }, host));
    });
  withFaqFile(review.command('open').description('read, compare and approve answers in the browser of this machine'))
    .option('--by <reviewer>', 'id of the reviewer, as in `reviewers` (default: chosen on the page)')
    .option('--as <kind>', 'the kind of the approvals, where `policy.approvals` names kinds')
    .option('--key <file>', 'private SSH key of the reviewer (default: the one that an agent has)')
    .option('--port <port>', 'port to serve at (default: the first free one from 4000 on)', port)
    .action(async (typed: string | undefined, options: RawOpenOptions, command: Command) => {
      const { by = null, as = null, key = null, port: chosen = null } = options;
      const { reviewOpen } = await import('../commands/reviewOpen.ts');
      end(await reviewOpen(faqFile(typed, options, command), { by, as, key, port: chosen }, host));
    });
  review
    .command('verify')
    .description('prove every record, or what stands on published pages, by digests and signatures')
    .argument('[published...]', 'folders, files or addresses of published pages (default: the records of the project)')
    .option(
      '--trust <file>',
      'keys of the reviewers, as `ssh-keygen -Y verify -f` takes them, instead of those in the FAQ',
    )
    .option('--private', 'an address may be that of this machine, or of a private network')
    .option('--as-of <date>', 'as on this day, as in 2026-03-31 (default: today)', date)
    .option('-f, --file <file>', 'the FAQ (default: faq.yaml)', oneFile)
    .addOption(format('text', 'json'))
    .action(async (published: string[], options: RawVerifyOptions) => {
      const { trust = null, asOf = null, file = 'faq.yaml', format, private: isPrivateAllowed = false } = options;
      const flags = { trust, asOf, format, isPrivateAllowed };
      const { reviewVerify, verifyPublished } = await import('../commands/reviewVerify.ts');
      end(
        await (published.length === 0
          ? reviewVerify(file, flags, host)
          : verifyPublished(published, file, flags, host)),
      );
    });

  withFaqFile(program.command('next').description('list the days on which the site would change by itself'))
    .option('--as-of <date>', 'as on this day, as in 2026-03-31 (default: today)', date)
    .addOption(format('text', 'json', 'ical', 'github'))
    .action(async (typed: string | undefined, options: RawNextOptions, command: Command) => {
      const { asOf, format } = options;
      const { next } = await import('../commands/next.ts');
      end(next(faqFile(typed, options, command), { asOf: asOf ?? null, format }, host));
    });

  withFaqFile(
    program
      .command('audit')
      .description(
        'hold the FAQ against laws, WCAG and criteria of health information: what is found, missing, or needs a person',
      ),
  )
    .option('--as-of <date>', 'as on this day, as in 2026-03-31 (default: today)', date)
    .addOption(format('text', 'json', 'markdown'))
    .action(async (typed: string | undefined, options: RawAuditOptions, command: Command) => {
      const { asOf, format } = options;
      const { audit } = await import('../commands/audit.ts');
      end(audit(faqFile(typed, options, command), { asOf: asOf ?? null, format }, host));
    });
}

interface RawStatusOptions extends NamedFile {
  readonly due?: Duration;
  readonly asOf?: string;
  readonly format: 'text' | 'json';
}

interface RawSignOptions extends NamedFile {
  readonly by: string;
  readonly as?: string;
  readonly all?: boolean;
  readonly key?: string;
  readonly on?: string;
  readonly until?: string;
  readonly yes?: boolean;
}

interface RawOpenOptions extends NamedFile {
  readonly by?: string;
  readonly as?: string;
  readonly key?: string;
  readonly port?: number;
}

interface RawVerifyOptions extends NamedFile {
  readonly trust?: string;
  readonly private?: boolean;
  readonly asOf?: string;
  readonly format: 'text' | 'json';
}

interface RawNextOptions extends NamedFile {
  readonly asOf?: string;
  readonly format: 'text' | 'json' | 'ical' | 'github';
}

interface RawAuditOptions extends NamedFile {
  readonly asOf?: string;
  readonly format: 'text' | 'json' | 'markdown';
}
