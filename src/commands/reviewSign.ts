import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { visible } from '../diagnostics/formatText.ts';
import type { Host } from '../host/host.ts';
import { type ExitCode, painter, plural, reportOutcome } from '../projects/report.ts';
import { describeChange } from '../review/describeChange.ts';
import type { Review } from '../review/readReviews.ts';
import type { SignOff } from '../review/signOff.ts';
import { readRequests } from '../reviewing/changeRequest.ts';
import { cannot, isRefusal, planOf, refusalOf, type SigningChoices, signOffOf } from '../reviewing/signingPlan.ts';
import { formatChange } from './reviewStatus.ts';
import { readToSign, type SigningDesk, sign } from './signing.ts';

export interface SignFlags extends SigningChoices {
  readonly yes: boolean;
}

/**
 * `faqgen review sign`: shows what is to be approved, asks, and writes the
 * records. Nothing is written for an answer that nobody was asked about, nor
 * where faq.yaml has errors: nobody can approve what cannot be read.
 */
export async function reviewSign(
  ids: readonly string[],
  faqPath: string,
  flags: SignFlags,
  host: Host,
): Promise<ExitCode> {
  const world = await host.forReview();
  const desk = await readToSign(faqPath, host);
  if (isRefusal(desk)) return report(desk.diagnostics, desk, host);
  const plan = planOf(ids, desk, flags);
  if (isRefusal(plan)) return report(plan.diagnostics, desk, host);
  if (!flags.yes && !world.isInteractive && plan.questions.length > 0) {
    const help = 'add --yes, once the reviewer has read the answers';
    return report([cannot('nobody can be asked here', help)], desk, host);
  }
  if (plan.questions.length === 0) host.stdout.write('Every answer is signed.\n');
  let signed = 0;
  for (const question of plan.questions) {
    const signOff = signOffOf(question, plan, desk);
    const refused = refusalOf(signOff, desk);
    if (refused) return report([refused], desk, host, signedBefore(signed));
    host.stdout.write(show(signOff, desk.reviews.get(question.id) ?? { state: 'unsigned' }, host));
    host.stdout.write(showRequests(question.id, desk));
    const answer = flags.yes || (await world.confirm(`Approve this as ${plan.reviewer.name}? [y/N] `));
    if (answer === null) return report([cannot('nobody answered', null)], desk, host, signedBefore(signed));
    if (!answer) {
      host.stdout.write(`Not signed: ${question.id}\n\n`);
      continue;
    }
    const outcome = await sign(signOff, plan, desk, flags, world, host);
    if (isRefusal(outcome)) return report(outcome.diagnostics, desk, host, signedBefore(signed));
    signed++;
    const holds = `approved on ${plan.date}, until ${plan.until}`;
    host.stdout.write(`${painter(host, host.stdout)('green', '✓')} ${outcome.path}: ${holds}\n\n`);
  }
  host.stdout.write(`${plural(signed, 'answer')} signed as ${plan.reviewer.name}, until ${plan.until}\n`);
  return 0;
}

function signedBefore(count: number): string {
  return count === 0 ? 'nothing was signed' : `${plural(count, 'answer')} signed before, and no more`;
}

/** All that is approved, and what is another thing than when it was last approved. */
function show(signOff: SignOff, review: Review, host: Host): string {
  const paint = painter(host, host.stdout);
  const { id, language, question, short, answer, sources, files, links, related, date, until } = signOff;
  const changes = 'signOff' in review ? describeChange(review.signOff, signOff) : [];
  const last = 'signOff' in review ? `${review.signOff.name} approved it on ${review.signOff.date}` : null;
  return [
    paint('bold', `${id}: ${question}`),
    ...(short === null ? [] : [short]),
    '',
    answer,
    '',
    ...sources.map(({ id: source, ...facts }) => `[@${source}] ${Object.values(facts).filter(Boolean).join('. ')}`),
    ...files.map(({ name, digest }) => `${name}: ${digest}`),
    ...links.map(({ id: other, question: asked }) => `(#${other}) ${asked}`),
    ...related.map(({ id: other, question: asked }) => `related (${other}): ${asked}`),
    ...(sources.length + files.length + links.length + related.length > 0 ? [''] : []),
    ...(last === null ? [] : [changes.length > 0 ? `Changed since ${last}:` : `Unchanged since ${last}.`]),
    ...changes.map((change) => formatChange(change, paint)),
    paint('dim', `An approval would be of ${date} and hold until ${until}, in the language \`${language}\`.`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** What reviewers ask to change in these very words. */
function showRequests(id: string, { faq, files, source }: SigningDesk): string {
  const { requests } = readRequests({ faq: { path: source }, files }, faq);
  return requests
    .filter((one) => one.isOpen && one.id === id)
    .map(({ reviewer, date, note }) => {
      const name = faq.reviewers.find((one) => one.id === reviewer)?.name ?? reviewer;
      return `${name} asked for a change on ${date}:\n${note
        .split('\n')
        .map((line) => `  ${visible(line)}\n`)
        .join('')}`;
    })
    .join('');
}

function report(
  diagnostics: readonly Diagnostic[],
  { texts }: Pick<Parameters<typeof reportOutcome>[0], 'texts'>,
  host: Host,
  consequence = 'nothing was signed',
): ExitCode {
  const outcome = {
    diagnostics,
    texts,
    facts: {},
    summary: () => '',
    consequence,
  };
  return reportOutcome(outcome, { format: 'text', quiet: false }, host);
}
