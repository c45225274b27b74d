// In: an edition and what was found in its texts.
// Out: findings by the criteria of others.
// Does not know: pages.

import { accessibilityAct, wcag } from './accessibility.ts';
import { type AuditFacts, signedWithin } from './auditFacts.ts';
import { type Finding, type Framework, listed, person, share } from './finding.ts';
import { aiAct, californiaAb3030 } from './machineWriting.ts';

/**
 * What a generator can see of a FAQ by the yardsticks of others, criterion by
 * criterion. A finding is evidence for a person who judges, and no judgement:
 * there is no score, and nothing is certified.
 */
export interface Audit {
  readonly frameworks: readonly {
    readonly name: string;
    readonly address: string;
    readonly criteria: readonly AuditedCriterion[];
  }[];
}

export interface AuditedCriterion extends Finding {
  readonly criterion: string;
}

/**
 * Holds the facts against what laws ask of AI and accessibility, and against WCAG; a medical FAQ also against the NHS's
 * rules of content review, the PIF TICK, the HON code, the JAMA benchmarks and a law of California. No other is taken for one.
 */
export function audit(facts: AuditFacts): Audit {
  const judged = (criteria: Readonly<Record<string, (facts: AuditFacts) => Finding>>): AuditedCriterion[] =>
    Object.entries(criteria).map(([criterion, judge]) => ({ criterion, ...judge(facts) }));
  const applied = [...(facts.faq.medical ? [...ofHealth, aiAct, californiaAb3030] : [aiAct]), accessibilityAct, wcag];
  return {
    frameworks: applied.map(({ name, address, criteria }) => ({ name, address, criteria: judged(criteria) })),
  };
}

const ofHealth: readonly Framework<AuditFacts>[] = [
  {
    name: 'NHS website: content policy and review dates',
    address: 'https://www.nhs.uk/our-policies/content-policy/',
    criteria: {
      'A qualified clinician approved the content': approvals,
      'The page says when it was reviewed, and when it will be again': reviewDates,
      'It is reviewed every three years or sooner': reviewCycle,
      'It rests on evidence': attribution,
      'It is written in plain language': readability,
      'Urgent help comes first': urgentHelp,
      'It is balanced, and says what is uncertain': () =>
        person('Does each answer weigh benefit and harm, and say where evidence is thin?'),
    },
  },
  {
    name: 'PIF TICK (criteria of 2022)',
    address: 'https://pifonline.org.uk/pif-tick/',
    criteria: {
      '1 Systems: a consistent, documented process': process,
      '2 Training of those who make it': () => person('Who wrote and reviewed this, and how were they trained?'),
      '3 Need': () => person('Which need of readers does it meet, and how is that known?'),
      '4 Evidence: reliable and up to date': upToDateEvidence,
      '5 Involving users': () => person('Which readers took part in making it?'),
      '6 Health inequalities: literacy, language, accessibility': accessibleToAll,
      '7 Content and design: clear, easy to navigate': contentAndDesign,
      '8 Feedback': feedback,
      '9 Disseminating': () => person('How do the readers who need it find it?'),
      '10 Impact': () => person('How is it measured what it changed for readers?'),
    },
  },
  {
    name: 'HON code: its eight principles (its certification ended in 2022)',
    address: 'https://www.hon.ch/HONcode/',
    criteria: {
      '1 Authority: who advises, with which qualification': authority,
      '2 Complementarity: it supports, and does not replace, a doctor’s care': disclaimer,
      '3 Privacy': privacy,
      '4 Attribution, with dates': attributionAndDates,
      '5 Justifiability: claims of benefit are supported': () =>
        person('Does each cited source support the very sentence in front of it?'),
      '6 Transparency of authorship: a way to get in touch': feedback,
      '7 Transparency of sponsorship': disclosure,
      '8 Honesty in advertising': advertising,
    },
  },
  {
    name: 'JAMA benchmarks (Silberg and others, 1997)',
    address: 'https://doi.org/10.1001/jama.1997.03540390074039',
    criteria: {
      'Authorship: authors, affiliations, credentials': authorship,
      'Attribution: references and sources': attribution,
      'Disclosure: owner, sponsor, conflicts of interest': disclosure,
      'Currency: dates of posting and updating': currency,
    },
  },
];

function approvals({ answers, faq }: AuditFacts): Finding {
  const unsigned = answers.filter(({ review }) => review.state !== 'signed').map(({ id }) => id);
  const signers = new Set(
    answers.flatMap(({ review }) => (review.state === 'signed' ? [review.signOff.reviewer] : [])),
  );
  const people = faq.reviewers.filter(({ id }) => signers.has(id)).map(describeReviewer);
  const shared = share(
    'answers are signed off in their present words',
    unsigned,
    answers.length,
    'let a clinician approve each one: `faqgen review sign`',
  );
  return {
    finding: shared.finding === 'missing' ? 'missing' : 'partly',
    evidence: [...shared.evidence, ...people.map((one) => `signed by ${one}`)],
    todo: shared.todo ?? 'Are they clinicians, and qualified for the subject?',
  };
}

function reviewDates({ answers }: AuditFacts): Finding {
  const without = answers.filter(({ review }) => review.state !== 'signed').map(({ id }) => id);
  return share(
    'answers show the day of their review and the next',
    without,
    answers.length,
    'both appear with a sign-off',
  );
}

function reviewCycle(facts: AuditFacts): Finding {
  const { within, beyond } = signedWithin(facts, 36);
  const { reviewEvery } = facts.faq.policy;
  const cycle = reviewEvery
    ? `policy.reviewEvery: ${reviewEvery.count} ${reviewEvery.unit}s`
    : 'no `policy.reviewEvery`';
  if (within.length + beyond.length === 0)
    return {
      finding: 'missing',
      evidence: ['no answer is signed off', cycle],
      todo: 'sign answers off; an end comes with it',
    };
  const shared = share(
    'sign-offs end within three years',
    beyond,
    within.length + beyond.length,
    'shorten them with `policy.reviewEvery`',
  );
  return { ...shared, evidence: [...shared.evidence, cycle] };
}

function attribution({ answers, sources }: AuditFacts): Finding {
  const uncited = answers.filter(({ citations }) => citations === 0).map(({ id }) => id);
  const shared = share(
    'answers cite a source',
    uncited,
    answers.length,
    'cite sources as [@id], and set `policy.citations: require`',
  );
  const citations = answers.reduce((sum, answer) => sum + answer.citations, 0);
  const lacking = sources.filter(({ lacks }) => lacks.length > 0);
  const gaps = lacking.map(({ id, lacks }) => `\`${id}\` has no ${lacks.join(', ')}`);
  return {
    finding: shared.finding === 'found' && lacking.length > 0 ? 'partly' : shared.finding,
    evidence: [
      ...shared.evidence,
      `${citations} citations of ${sources.length} sources, ${(citations / Math.max(answers.length, 1)).toFixed(1)} an answer`,
      ...(gaps.length > 0 ? [listed(gaps)] : []),
    ],
    todo: shared.todo ?? (lacking.length > 0 ? 'complete the entries in `sources`' : null),
  };
}

function upToDateEvidence(facts: AuditFacts): Finding {
  const unchecked = facts.sources.filter(({ checked }) => checked === null).map(({ id }) => id);
  if (facts.sources.length === 0) return attribution(facts);
  const { sourcesEvery } = facts.faq.policy;
  const shared = share(
    'cited sources say when somebody last opened them',
    unchecked,
    facts.sources.length,
    'write the day into `checked`',
  );
  const oldest = facts.sources
    .map(({ checked }) => checked)
    .filter((day) => day !== null)
    .sort()[0];
  return {
    ...shared,
    evidence: [
      ...shared.evidence,
      ...(oldest ? [`the oldest on ${oldest}`] : []),
      sourcesEvery ? `policy.sourcesEvery: ${sourcesEvery.count} ${sourcesEvery.unit}s` : 'no `policy.sourcesEvery`',
    ],
    todo: shared.todo ?? 'A person has to judge how reliable the sources are.',
  };
}

/** The ninth grade of school: what a reader of about 14 can read. */
const plainGrade = 9;

function readability({ answers, faq }: AuditFacts): Finding {
  const graded = answers.flatMap(({ id, grade }) => (grade === null ? [] : [{ id, grade }]));
  if (graded.length === 0)
    return person(`Is the text plain? Reading grades are measured for English, not for ${faq.language}.`);
  const limit = faq.policy.readingGrade ?? plainGrade;
  const hard = graded.filter(({ grade }) => grade > limit).map(({ id, grade }) => `${id} (${grade})`);
  const highest = Math.max(...graded.map(({ grade }) => grade));
  const shared = share(
    `answers read at grade ${limit} or below (Flesch-Kincaid)`,
    hard,
    graded.length,
    'shorter sentences, plainer words',
  );
  return { ...shared, evidence: [...shared.evidence, `the highest is ${highest}`] };
}

function urgentHelp({ faq }: AuditFacts): Finding {
  return faq.urgent
    ? { finding: 'found', evidence: ['the strip `urgent` stands first on every page'], todo: null }
    : {
        finding: 'missing',
        evidence: ['no `urgent`'],
        todo: 'name emergency and crisis lines in `urgent`, where the subject calls for it',
      };
}

function process({ faq }: AuditFacts): Finding {
  const { review, citations, reviewEvery, sourcesEvery } = faq.policy;
  const rules = [`review: ${review}`, `citations: ${citations}`];
  if (reviewEvery) rules.push(`reviewEvery: ${reviewEvery.count} ${reviewEvery.unit}s`);
  if (sourcesEvery) rules.push(`sourcesEvery: ${sourcesEvery.count} ${sourcesEvery.unit}s`);
  const isEnforced = review === 'require' && citations === 'require';
  return {
    finding: isEnforced ? 'partly' : 'needs a person',
    evidence: [`the build holds to policy: ${rules.join(', ')}`],
    todo: 'Which written process do authors and reviewers follow?',
  };
}

function accessibleToAll(facts: AuditFacts): Finding {
  const { accessibility, faq } = facts;
  const reading = readability(facts);
  return {
    finding: accessibility !== null && reading.finding === 'found' ? 'found' : 'partly',
    evidence: [
      ...reading.evidence,
      `language ${faq.language}`,
      accessibility === null
        ? 'nothing says how accessible the site is'
        : `accessibility is declared: ${accessibility}`,
    ],
    todo: accessibility === null ? 'link to an accessibility statement in `related`' : reading.todo,
  };
}

function contentAndDesign({ answers }: AuditFacts): Finding {
  return person('Has anybody watched readers of the kind it is meant for find and use it?', [
    `${answers.length} questions in one list, each with an address of its own`,
    'pages work without scripts, in print, and from 320 pixels on (tests of the built-in theme)',
  ]);
}

function feedback({ faq }: AuditFacts): Finding {
  const ways = [
    ...(faq.contact?.phone ? [`phone ${faq.contact.phone}`] : []),
    ...(faq.contact?.phones ?? []).map(({ label, number }) => `phone ${number} (${label})`),
    ...(faq.contact?.link ? [`link ${faq.contact.link.url}`] : []),
    ...(faq.chat ? [`chat ${faq.chat.url}`] : []),
    ...(faq.publisher?.url ? [`publisher ${faq.publisher.url}`] : []),
  ];
  return ways.length > 0
    ? { finding: 'found', evidence: ways, todo: 'A person has to see to it that somebody answers.' }
    : { finding: 'missing', evidence: ['no `contact`, `chat` or `publisher.url`'], todo: 'say how readers reach you' };
}

function authority({ faq }: AuditFacts): Finding {
  const { reviewers } = faq;
  if (reviewers.length === 0)
    return { finding: 'missing', evidence: ['no `reviewers`'], todo: 'name who stands behind the text' };
  const vague = reviewers.filter(({ credentials }) => credentials.length === 0).map(({ id }) => id);
  const shared = share('people are named with their credentials', vague, reviewers.length, 'add `credentials`');
  return {
    ...shared,
    finding: shared.finding === 'missing' ? 'partly' : shared.finding,
    evidence: [...shared.evidence, ...reviewers.map(describeReviewer)],
  };
}

function authorship(facts: AuditFacts): Finding {
  const named = authority(facts);
  const finding = named.finding === 'found' ? 'partly' : named.finding;
  return {
    ...named,
    finding,
    todo: named.todo ?? 'Reviewers are named. Who wrote the answers, and where do they work?',
  };
}

function disclaimer({ faq }: AuditFacts): Finding {
  return faq.disclaimer
    ? {
        finding: 'found',
        evidence: ['`disclaimer` stands on every page'],
        todo: 'Does it say that this does not replace professional advice?',
      }
    : { finding: 'missing', evidence: ['no `disclaimer`'], todo: 'add `disclaimer`' };
}

function privacy({ faq }: AuditFacts): Finding {
  return person('What does the host log, and where is that said?', [
    'no page loads anything from another site, sets a cookie or runs a script: a build fails otherwise',
    ...(faq.chat ? [`the chat opens at ${faq.chat.url}, on a click`] : []),
  ]);
}

function attributionAndDates(facts: AuditFacts): Finding {
  const [sources, dates] = [attribution(facts), currency(facts)];
  const isFound = sources.finding === 'found' && dates.finding === 'found';
  const isMissing = sources.finding === 'missing' && dates.finding === 'missing';
  return {
    finding: isFound ? 'found' : isMissing ? 'missing' : 'partly',
    evidence: [...sources.evidence, ...dates.evidence],
    todo: sources.todo ?? dates.todo,
  };
}

function disclosure({ faq }: AuditFacts): Finding {
  const evidence = [
    faq.publisher ? `publisher: ${faq.publisher.name}` : 'no `publisher`',
    faq.publisher?.about ? '`publisher.about` says who that is' : 'no `publisher.about`',
    faq.contact?.disclosure ? '`contact.disclosure` says who answers, and who pays for it' : 'no `contact.disclosure`',
  ];
  const there = [faq.publisher, faq.publisher?.about, faq.contact?.disclosure].filter(Boolean).length;
  return {
    // Interests and funds that nobody mentions cannot be seen.
    finding: there > 0 ? 'partly' : 'missing',
    evidence,
    todo: 'Who pays for this site, and which interests do its authors and reviewers have? Is that said?',
  };
}

function advertising(): Finding {
  return person('Is any answer there to sell something? Is that said?', [
    'a page holds no advertisement of another site: none can be loaded',
  ]);
}

function currency({ answers }: AuditFacts): Finding {
  const undated = answers.filter(({ updated }) => updated === null).map(({ id }) => id);
  const latest = answers
    .map(({ updated }) => updated)
    .filter((day) => day !== null)
    .sort();
  const shared = share(
    'answers say when they were last changed',
    undated,
    answers.length,
    'write the day into `updated`',
  );
  const [oldest, newest] = [latest[0], latest.at(-1)];
  return {
    ...shared,
    evidence: [...shared.evidence, ...(oldest && newest ? [`between ${oldest} and ${newest}`] : [])],
  };
}

function describeReviewer({ name, role, credentials }: AuditFacts['faq']['reviewers'][number]): string {
  return [name, role, ...credentials].filter(Boolean).join(', ');
}
