import type { AuditFacts } from './auditFacts.ts';
import { type Finding, type Framework, listed, person, share } from './finding.ts';

/** What the AI Act asks of whoever publishes text that a machine wrote. */
export const aiAct: Framework<AuditFacts> = {
  name: 'EU AI Act: Regulation (EU) 2024/1689, article 50(4) and (5), from 2 August 2026',
  address: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj',
  criteria: {
    'It applies: AI wrote or changed text that informs the public on matters of public interest': applies,
    'Such text says that it was generated or manipulated by AI': disclosed,
    'Or a person reviewed it, and somebody holds editorial responsibility': reviewed,
    'That is said clearly and distinguishably, at the first exposure at the latest, for everybody': distinguishable,
  },
};

/** What California asks of health facilities, clinics and practices that let a machine write to patients. */
export const californiaAb3030: Framework<AuditFacts> = {
  name: 'California AB 3030: Health and Safety Code, section 1339.75',
  address: 'https://leginfo.legislature.ca.gov/faces/billNavClient.xhtml?bill_id=202320240AB3030',
  criteria: {
    'It applies: generative AI writes to patients of a facility, clinic or practice about clinical information': () =>
      person(
        'Does a health facility, a clinic, a physician’s office or a group practice in California send these answers to patients, and are they about a patient’s health?',
      ),
    'A disclaimer says, prominently at the beginning, that generative AI made it': disclaimerAtBeginning,
    'It says clearly how to reach a person': wayToPerson,
    'Neither is asked for where a licensed or certified health care provider read and reviewed it': licensedReview,
  },
};

function byMachine({ answers }: AuditFacts) {
  return answers.filter(({ origin }) => origin !== null);
}

function applies(facts: AuditFacts): Finding {
  const ids = byMachine(facts).map(
    ({ id, origin }) => `${id} (${origin?.kind}${origin?.by ? ` by ${origin.by}` : ''})`,
  );
  return person(
    'Does this FAQ inform the public on a matter of public interest, and does its publisher use AI for it?',
    [ids.length > 0 ? `\`origin\` names AI: ${listed(ids)}` : 'no answer says `origin: generated` or `assisted`'],
  );
}

function disclosed(facts: AuditFacts): Finding {
  const written = byMachine(facts);
  if (written.length === 0)
    return person('Did AI write or change any answer? Say so with `origin`.', [
      'no answer says that AI had a part in it',
    ]);
  const others = facts.answers.length - written.length;
  return {
    finding: 'found',
    evidence: [`${written.length} answers say it on every page, in Markdown and in data: a build fails otherwise`],
    todo: others === 0 ? null : `Had AI no part in any other answer, of which there are ${others}?`,
  };
}

function signedAmong(facts: AuditFacts): Finding {
  const written = byMachine(facts);
  const unsigned = written.filter(({ review }) => review.state !== 'signed').map(({ id }) => id);
  return share(
    'answers by AI are signed off in their present words',
    unsigned,
    written.length,
    'let a person review each one: `faqgen review sign`',
  );
}

function reviewed(facts: AuditFacts): Finding {
  const { publisher } = facts.faq;
  const named = publisher ? `publisher: ${publisher.name}` : 'no `publisher`';
  if (byMachine(facts).length === 0) return person('Who holds editorial responsibility, where AI had a part?', [named]);
  const shared = signedAmong(facts);
  return {
    // Who is responsible in law, no file proves.
    finding: shared.finding === 'missing' ? 'missing' : 'partly',
    evidence: [...shared.evidence, named],
    todo:
      shared.todo ??
      (publisher ? `Does ${publisher.name} hold editorial responsibility?` : 'name who is responsible in `publisher`'),
  };
}

function distinguishable(facts: AuditFacts): Finding {
  const written = byMachine(facts);
  if (written.length === 0) return person('Is it said, wherever AI had a part?');
  const { hasOwnTheme } = facts;
  return {
    finding: hasOwnTheme ? 'partly' : 'found',
    evidence: [
      'a sentence in bold above each answer that nobody signed, below its question where that is closed; behind a sign-off, above who reviewed it',
    ],
    todo: hasOwnTheme ? 'Does the theme of your own keep it clear and in sight?' : null,
  };
}

function disclaimerAtBeginning(facts: AuditFacts): Finding {
  const written = byMachine(facts);
  if (written.length === 0)
    return person('Did generative AI write any answer? Say so with `origin`.', ['no answer says it']);
  const signed = written.filter(({ review }) => review.state === 'signed').map(({ id }) => id);
  return share(
    'answers by AI begin with it',
    signed,
    written.length,
    'A signed answer says it at its end. Was each of them reviewed by a licensed or certified provider?',
  );
}

function wayToPerson({ faq }: AuditFacts): Finding {
  const { contact } = faq;
  const ways = [
    ...(contact?.phone ? [`phone ${contact.phone}`] : []),
    ...(contact?.phones ?? []).map(({ label, number }) => `phone ${number} (${label})`),
    ...(contact?.link ? [`link ${contact.link.url}`] : []),
  ];
  return ways.length > 0
    ? {
        finding: 'partly',
        evidence: [`on every page: ${listed(ways)}`],
        todo: 'Does a health care provider, an employee or another appropriate person answer there?',
      }
    : {
        finding: 'missing',
        evidence: ['no `contact.phone`, `contact.phones` or `contact.link`'],
        todo: 'say in `contact` how patients reach a person',
      };
}

function licensedReview(facts: AuditFacts): Finding {
  if (byMachine(facts).length === 0) return person('Did generative AI write any answer?', ['no answer says it']);
  const signers = new Set(
    byMachine(facts).flatMap(({ review }) => (review.state === 'signed' ? [review.signOff.reviewer] : [])),
  );
  const people = facts.faq.reviewers
    .filter(({ id }) => signers.has(id))
    .map(({ name, role, credentials }) => `signed by ${[name, role, ...credentials].filter(Boolean).join(', ')}`);
  const shared = signedAmong(facts);
  return {
    finding: shared.finding === 'missing' ? 'missing' : 'partly',
    evidence: [...shared.evidence, ...people],
    todo: shared.todo ?? 'Are they licensed or certified health care providers?',
  };
}
