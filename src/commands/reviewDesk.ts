import { formatEach, plain } from '../diagnostics/formatText.ts';
import type { Question, Reviewer } from '../faq/faq.ts';
import { readConfig } from '../hooks/readConfig.ts';
import { type Host, SigningError } from '../host/host.ts';
import { Memory } from '../memory.ts';
import type { SignOff } from '../review/signOff.ts';
import { type ChangeRequest, readRequests, requestPath, requestText } from '../reviewing/changeRequest.ts';
import type { Problem, Reading, ReviewDesk } from '../reviewing/reading.ts';
import {
  isRefusal,
  planOf,
  type Refusal,
  refusalOf,
  type SigningChoices,
  signOffOf,
} from '../reviewing/signingPlan.ts';
import { readToSign, type SigningDesk, sign } from './signing.ts';

/** Who sits at the desk, where that is known, the kind of what they approve, and where their key is; null as for `review sign`. */
export interface Seat {
  readonly by: string | null;
  readonly as: string | null;
  readonly key: string | null;
}

/** The project as its reviewers see it in the browser, read again as soon as something in it has changed. */
export function reviewDesk(faqPath: string, { by, as, key }: Seat, host: Host): ReviewDesk {
  const memory = new Memory();
  let known: { readonly desk: SigningDesk | null; readonly reading: Reading | Problem; readonly day: string } | null =
    null;
  /** One reading at a time: each takes what the one before has found. */
  let turn: Promise<unknown> = Promise.resolve();

  const isCurrent = (): boolean =>
    known !== null && known.desk !== null && known.day === host.today() && known.desk.reader.compare() === 'same';
  const readAnew = async (): Promise<Reading | Problem> => {
    memory.endRun();
    const day = host.today();
    const desk = await readToSign(faqPath, host, memory);
    const reading = isRefusal(desk) ? unreadable(desk) : await readingOf(desk, { as, key });
    known = { desk: isRefusal(desk) ? null : desk, reading, day };
    return reading;
  };

  return {
    by,
    read: (isAnew) => {
      const next = turn.then(() => (known !== null && !isAnew && isCurrent() ? known.reading : readAnew()));
      turn = next.catch(() => undefined);
      return next;
    },
    sign: async (signOff: SignOff, stopped) => {
      const desk = known?.desk;
      const reviewer = desk?.faq.reviewers.find(({ id }) => id === signOff.reviewer);
      if (!desk || !reviewer) return { problem: 'the project cannot be read any more', help: null };
      const outcome = await sign(signOff, { reviewer }, desk, { key }, await host.forReview(), host, stopped);
      known = null;
      return isRefusal(outcome) ? problemOf(outcome) : null;
    },
    ask: async (request: ChangeRequest) => {
      const desk = known?.desk;
      if (!desk) return { problem: 'the project cannot be read any more', help: null };
      const { root, source } = desk.reader;
      known = null;
      try {
        const { writeRecord } = await host.forReview();
        await writeRecord(root, requestPath(source, request.id, request.reviewer), requestText(request));
        return null;
      } catch (error) {
        if (!(error instanceof SigningError)) throw error;
        return { problem: error.message, help: null };
      }
    },
  };
}

async function readingOf(desk: SigningDesk, choices: Pick<SigningChoices, 'as' | 'key'>): Promise<Reading> {
  const { faq, reviews, surroundings, reader, files, asOf, compilation } = desk;
  const config = await reader.config();
  return {
    faq,
    reviews,
    surroundings,
    asOf,
    requests: readRequests({ faq: { path: reader.source }, files }, faq).requests,
    inlines: config ? readConfig(config).inlines : [],
    site: new Map(compilation.files.map(({ path, contents }) => [path, contents])),
    // Settings and secrets are never published, and no answer shows them.
    file: (path) => (/(?:^|\/)\.(?!\.?\/)/.test(path) ? null : files.read(path)),
    offer: (question, reviewer) => offerOf(question, reviewer, desk, choices),
  };
}

function offerOf(
  question: Question,
  reviewer: Reviewer,
  desk: SigningDesk,
  { as, key }: Pick<SigningChoices, 'as' | 'key'>,
): SignOff | Problem {
  const plan = planOf([question.id], desk, { by: reviewer.id, as, all: false, key, on: null, until: null });
  if (isRefusal(plan)) return problemOf(plan);
  const signOff = signOffOf(question, plan, desk);
  const refused = refusalOf(signOff, desk);
  return refused ? problemOf({ diagnostics: [refused] }) : signOff;
}

function problemOf({ diagnostics: [first] }: Refusal): Problem {
  return { problem: first?.message ?? 'it is not known why', help: first?.help ?? null };
}

function unreadable({ diagnostics, texts }: Refusal & Pick<SigningDesk, 'texts'>): Problem {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return { problem: formatEach(errors, texts, plain).join('\n'), help: null };
}
