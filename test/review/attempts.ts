import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { edited, type SiteFiles } from '../signedSite.ts';
import { sign } from '../signing.ts';

/** The answers of which `sting` alone is signed. */
export const project = `title: Bees
url: https://bees.example/
urgent: {text: "If you cannot breathe, call 112."}
disclaimer: {text: This replaces no doctor.}
sections:
  - id: adults
    title: For adults
    intro: Doses are those of adults.
    questions:
      - id: sting
        question: What helps against a sting?
        short: Cold water.
        updated: 2026-11-01
        related: [hive]
        answer: |
          Cold water for **10 minutes** [@atlas], then 5 mg of cetirizine,
          once a day. See [who takes a hive](#hive), [the plan](plan.csv) and [the agency](https://agency.example/bees).

          | Age | Dose |
          | --- | --- |
          | 6 to 12 | 2.5 mg |
          | from 12 | 5 mg |

          > [!WARNING]
          > Never take more than 10 mg.

          ![Where the sting sits](sting.svg)
      - id: hive
        question: Who takes a hive away?
        answer: A beekeeper, for nothing [@atlas].
sources:
  atlas: {title: Atlas of bees, url: 'https://atlas.example/', date: 2024}
`;

const picture = (text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100"><title>${text}</title><path d="M0 0h${text.length}v9z"/></svg>\n`;
export const besides: Readonly<Record<string, string>> = {
  'sting.svg': picture('At the skin'),
  'plan.csv': 'day,dose\n1,5 mg\n',
};

/** A project in a folder, to be edited by somebody who cannot sign as Jane Doe. */
export class Edited {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8');
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.folder, path)), { recursive: true });
    await writeFile(join(this.folder, path), text);
  }

  remove(path: string): Promise<void> {
    return rm(join(this.folder, path));
  }

  /** At the end of faq.yaml. */
  add(yaml: string): Promise<void> {
    return appendFile(join(this.folder, 'faq.yaml'), yaml);
  }

  /** Replaces what must be there. */
  async edit(path: string, from: string | RegExp, to: string): Promise<void> {
    const text = await this.read(path);
    const by = text.replace(from, () => to);
    if (by === text) throw new Error(`${path} does not hold ${from}`);
    await this.write(path, by);
  }

  /** Rewrites the record of `sting` with a digest that fits. `signedBy`: a key in the folder; null: the signature stays. */
  async forge(
    change: (statement: string) => string,
    signedBy: string | null,
    path = 'reviews/sting.yaml',
  ): Promise<void> {
    const [before = '', after = ''] = (await this.read('reviews/sting.yaml')).split(/^digest: .*\n/m);
    const statement = change(before);
    if (statement === before && signedBy === null) throw new Error('nothing was changed');
    const digest = createHash('sha256').update(statement).digest('hex');
    const lines = signedBy === null ? null : (await sign(this.folder, statement, signedBy)).trim().split('\n');
    const signature = lines ? `signature: |\n${lines.map((line) => `  ${line}\n`).join('')}` : after;
    await this.write(path, `${statement}digest: sha256:${digest}\n${signature}`);
  }
}

export interface Attempt {
  readonly name: string;
  /** Under whose answer the name is to stand; null where the claim stands elsewhere. */
  readonly target?: 'sting' | 'hive' | null;
  /** Where it gets through: words of docs/sign-offs.md that say so. */
  readonly admitted?: string;
}

export interface AttemptOnProject extends Attempt {
  /** What is built in the place of faq.yaml. */
  readonly source?: string;
  readonly edit: (project: Edited, otherKey: string) => Promise<void>;
}

export interface AttemptOnSite extends Attempt {
  readonly edit: (site: SiteFiles) => SiteFiles;
}

const yaml = (name: string, from: string | RegExp, to: string, more: Omit<Attempt, 'name'> = {}): AttemptOnProject => ({
  name,
  ...more,
  edit: (at) => at.edit('faq.yaml', from, to),
});

const styled = (name: string, css: string, admitted?: string): AttemptOnProject => ({
  name,
  ...(admitted === undefined ? {} : { admitted }),
  edit: async (at) => {
    await at.write('own.css', `${css}\n`);
    await at.add('theme: {style: own.css}\n');
  },
});

const signs = 'how signs look';
const unsigned = (statement: string): string => statement;
const noKey = /, key: ssh-ed25519 \S+\}/;

export const attemptsOnProject: readonly AttemptOnProject[] = [
  yaml('another number', '5 mg of', '50 mg of'),
  yaml('another unit', '5 mg of', '5 g of'),
  yaml('a word more', 'then 5 mg', 'then up to 5 mg'),
  yaml('a word less', 'Never take more', 'Take more'),
  yaml('a space without width in a number', '10 minutes', '1\u200b0 minutes'),
  yaml('a soft hyphen in a word', 'minutes', 'min\u00adutes'),
  yaml('a Cyrillic letter that looks alike', 'Cold water for', 'Cold w\u0430ter for'),
  yaml('a mark that turns the text around', '5 mg of', '\u202e05 mg of\u202c'),
  yaml('digits of full width', '10 minutes', '\uff11\uff10 minutes'),
  yaml('digits of another script', '10 minutes', '\u0661\u0660 minutes'),
  yaml('a stroke over a number', '5 mg of', '5\u0338 mg of'),
  yaml('a number struck out', '5 mg of', '~~5~~ 50 mg of'),
  yaml('a number hidden in a comment of HTML', '5 mg of', '<!-- 5 -->50 mg of'),
  yaml('emphasis elsewhere', '**10 minutes**', '10 **minutes**'),
  yaml('the hyphen of a range for the word', '6 to 12', '6-12'),
  yaml('a break of the line by two spaces', 'cetirizine,\n', 'cetirizine,  \n', {
    admitted: 'A break of a line by two spaces is no part of what is signed',
  }),
  yaml('another cell of the table', '| 2.5 mg |', '| 25 mg |'),
  yaml(
    'two rows of the table change places',
    /( +\| 6 to 12 .*\n)( +\| from 12 .*\n)/,
    '          | from 12 | 5 mg |\n          | 6 to 12 | 2.5 mg |\n',
  ),
  yaml('another kind of callout', '[!WARNING]', '[!TIP]'),
  yaml('another target of a link', 'https://agency.example/bees', 'https://shop.example/bees'),
  yaml('another target of a link to a question', '(#hive)', '(#sting)'),
  yaml('another question behind a link to it', 'Who takes a hive away?', 'Who sells cetirizine?'),
  yaml('another answer behind a link to it', 'A beekeeper, for nothing', 'Nobody', {
    admitted: 'what stands behind a link',
  }),
  yaml('another related question', 'related: [hive]', 'related: []'),
  yaml('another text for a picture', 'Where the sting sits', 'Where the needle goes'),
  { name: 'another picture under its name', edit: (at) => at.write('sting.svg', picture('In the vein')) },
  { name: 'another file under its name', edit: (at) => at.write('plan.csv', 'day,dose\n1,50 mg\n') },
  yaml('another address of a source', 'https://atlas.example/', 'https://shop.example/'),
  yaml('another title of a source', 'Atlas of bees', 'Atlas of drugs'),
  yaml('a citation less', '**10 minutes** [@atlas]', '**10 minutes**'),
  yaml('another question', 'against a sting', 'against an allergic shock'),
  yaml('another short answer', 'Cold water.', 'Warm water.'),
  yaml('no short answer', '        short: Cold water.\n', ''),
  yaml('another name of the reviewer', 'name: Jane Doe', 'name: Prof. Jane Doe'),
  yaml('another role of the reviewer', 'role: Nurse', 'role: Chief physician'),
  yaml('another language of the page', 'title: Bees', 'title: Bees\nlanguage: fr'),
  yaml('a language that is written the other way', 'title: Bees', 'title: Bees\nlanguage: ar'),
  {
    name: 'the ids of two answers exchanged',
    edit: async (at) => {
      await at.edit('faq.yaml', 'id: sting', 'id: x');
      await at.edit('faq.yaml', 'id: hive', 'id: sting');
      await at.edit('faq.yaml', 'id: x', 'id: hive');
    },
  },
  {
    name: 'an answer that claims to be the old one (formerly)',
    target: 'hive',
    edit: async (at) => {
      await at.edit('faq.yaml', 'id: sting', 'id: wasps');
      await at.edit('faq.yaml', '- id: hive', '- id: hive\n        formerly: [sting]');
    },
  },
  {
    name: 'the record copied to another answer',
    target: 'hive',
    edit: async (at) => at.write('reviews/hive.yaml', await at.read('reviews/sting.yaml')),
  },
  {
    name: 'the record copied, with the other id and its digest',
    target: 'hive',
    edit: (at) => at.forge((text) => text.replace('id: "sting"', 'id: "hive"'), null, 'reviews/hive.yaml'),
  },
  { name: 'a later last day in the record', edit: (at) => at.edit('reviews/sting.yaml', 'until: 2027', 'until: 2037') },
  {
    name: 'a later last day, and the digest that fits',
    edit: (at) => at.forge((text) => text.replace('until: 2027', 'until: 2037'), null),
  },
  {
    name: 'other words in answer and record, and the digest that fits',
    edit: async (at) => {
      await at.edit('faq.yaml', '5 mg of', '50 mg of');
      await at.forge((text) => text.replace('5 mg of', '50 mg of'), null);
    },
  },
  {
    name: 'another role in faq.yaml and record, and the digest that fits',
    edit: async (at) => {
      await at.edit('faq.yaml', 'role: Nurse', 'role: Surgeon');
      await at.forge((text) => text.replace('role: "Nurse"', 'role: "Surgeon"'), null);
    },
  },
  {
    name: 'the record without its signature',
    edit: (at) => at.edit('reviews/sting.yaml', /signature: \|\n[\s\S]*/, ''),
  },
  { name: 'a letter of the signature', edit: (at) => at.edit('reviews/sting.yaml', /^ {2}U1NIU0lH/m, '  U1NIU0lI') },
  {
    name: 'the record of an older format, with the same signature',
    edit: (at) => at.forge((text) => text.replace('format: 3', 'format: 2').replace(/^files:\n[\s\S]*/m, ''), null),
  },
  {
    name: 'the record of format 1, without language',
    edit: (at) =>
      at.forge(
        (text) =>
          text
            .replace('format: 3', 'format: 1')
            .replace(/^language: .*\n/m, '')
            .replace(/^files:\n[\s\S]*/m, ''),
        null,
      ),
  },
  {
    name: 'a comment in the record',
    edit: (at) => at.edit('reviews/sting.yaml', 'role:', '# Also approved: 50 mg.\nrole:'),
    admitted: 'publishes it as it was signed, without comments',
  },
  { name: 'a signature by another key', edit: (at) => at.forge(unsigned, 'other') },
  {
    name: 'other words, signed by another key that faq.yaml calls hers',
    edit: async (at, key) => {
      await at.edit('faq.yaml', '5 mg of', '50 mg of');
      await at.edit('faq.yaml', noKey, `, key: ${key}}`);
      await at.forge((text) => text.replace('5 mg of', '50 mg of'), 'other');
    },
    admitted: 'Who may change both could put in a key of their own',
  },
  {
    name: 'other words, and no key and no signature any more',
    edit: async (at) => {
      await at.edit('faq.yaml', '5 mg of', '50 mg of');
      await at.edit('faq.yaml', noKey, '}');
      await at.forge((text) => text.replace('5 mg of', '50 mg of'), null);
      await at.edit('reviews/sting.yaml', /signature: \|\n[\s\S]*/, '');
    },
    admitted: 'or take the key away, and sign in somebody else’s name',
  },
  {
    name: 'a key that begins later, so that no signature is needed',
    edit: async (at) => {
      await at.edit('faq.yaml', '5 mg of', '50 mg of');
      const key = /key: (ssh-ed25519 \S+)\}/.exec(await at.read('faq.yaml'))?.[1];
      await at.edit('faq.yaml', noKey, `, keys: [{key: ${key}, from: 2026-11-20}]}`);
      await at.forge((text) => text.replace('5 mg of', '50 mg of'), null);
      await at.edit('reviews/sting.yaml', /signature: \|\n[\s\S]*/, '');
    },
    admitted: 'an approval without a signature holds where it was made before the first day of every key',
  },
  {
    name: 'another reviewer of the same name, with a key of their own',
    edit: async (at, key) => {
      await at.edit('faq.yaml', '5 mg of', '50 mg of');
      await at.edit('faq.yaml', 'reviewers:\n', `reviewers:\n  jane: {name: Jane Doe, role: Nurse, key: ${key}}\n`);
      await at.forge(
        (text) => text.replace('5 mg of', '50 mg of').replace('reviewer: "doe"', 'reviewer: "jane"'),
        'other',
      );
    },
    admitted: 'and not to a name',
  },
  {
    name: 'another language in faq.yaml and record, and the digest that fits',
    edit: async (at) => {
      await at.edit('faq.yaml', 'title: Bees', 'title: Bees\nlanguage: fr');
      await at.forge((text) => text.replace('language: "en"', 'language: "fr"'), null);
    },
  },
  {
    name: 'a translation with the record of the original',
    source: 'faq.es.yaml',
    edit: async (at) => {
      await at.write('faq.es.yaml', (await at.read('faq.yaml')).replace('title: Bees', 'title: Abejas\nlanguage: es'));
      await at.write('reviews.es/sting.yaml', await at.read('reviews/sting.yaml'));
    },
  },
  {
    name: 'a withdrawn approval put back, and its line taken from reviews/withdrawn',
    edit: async (at) => {
      // In the project, the withdrawn record is that of today; the trusted list names it.
      await at.write('trusted/reviewers', await at.read('reviewers'));
      const digest = /^digest: (.*)$/m.exec(await at.read('reviews/sting.yaml'))?.[1];
      await at.write('trusted/reviews/withdrawn', `${digest} sting: a new study\n`);
    },
    admitted: 'Who may edit the project can delete a line and put the old record and text back',
  },
  yaml('a claim in another answer', 'for nothing', 'for nothing. Reviewed by Jane Doe', { target: null }),
  yaml('a claim in the introduction of a section', 'Doses are those of adults.', 'Medically reviewed by Jane Doe.', {
    target: null,
  }),
  yaml('a claim in look-alike letters', 'for nothing', 'for nothing. R\u0435viewed by J\u0430ne Doe', { target: null }),
  yaml('a claim in the title', 'title: Bees', 'title: Bees, reviewed by Jane Doe', { target: null }),
  {
    name: 'a claim in a word of the program',
    target: null,
    edit: (at) => at.add('words: {related: "Reviewed by Jane Doe"}\n'),
  },
  {
    name: 'a claim in a link around the FAQ',
    target: null,
    edit: (at) => at.add("site: {footer: [{label: 'Reviewed by Jane Doe', url: 'https://bees.example/x/'}]}\n"),
  },
  yaml(
    'other doses above the answer, in the introduction of its section',
    'Doses are those of adults.',
    'Multiply each dose by ten.',
    { admitted: 'the title and introduction of the section above them' },
  ),
  yaml('another title of the section', 'For adults', 'For babies', {
    admitted: 'the title and introduction of the section above them',
  }),
  yaml('another dose in the urgent strip', 'call 112', 'take 50 mg of cetirizine', {
    admitted: 'urgent strip, disclaimer, help',
  }),
  yaml('another dose in the disclaimer', 'This replaces no doctor.', 'Take 50 mg instead.', {
    admitted: 'urgent strip, disclaimer, help',
  }),
  {
    name: 'another dose in the contact box',
    edit: (at) => at.add('contact: {text: Take 50 mg before you call., phone: "112"}\n'),
    admitted: 'urgent strip, disclaimer, help',
  },
  yaml(
    'another dose in the history of the answer',
    'updated: 2026-11-01',
    'changes: [{on: 2026-11-09, note: The dose is 50 mg now., kind: minor}]',
    { admitted: '`changes` and `evidence` are no part of what is signed' },
  ),
  yaml(
    'a claim in the history of the answer',
    'updated: 2026-11-01',
    'changes: [{on: 2026-11-09, note: Reviewed by Jane Doe., kind: minor}]',
    {
      target: null,
    },
  ),
  yaml('an evidence that is more current', 'updated: 2026-11-01', 'evidence: {until: 2026-11-09}', {
    admitted: '`changes` and `evidence` are no part of what is signed',
  }),
  yaml(
    'another dose in the notice of a withdrawal',
    'updated: 2026-11-01',
    'withdrawn: {on: 2026-11-20, reason: The dose is 50 mg now.}',
  ),
  {
    name: 'a style that turns the order of the paragraphs around',
    edit: async (at) => {
      await at.write('own.css', '.prose { display: flex; flex-direction: column-reverse }\n');
      await at.add('theme: {style: own.css}\n');
    },
    admitted: 'puts its parts in another order',
  },
  yaml('a day of the last update behind the review', 'updated: 2026-11-01', 'updated: 2026-11-22'),
  yaml('an earlier day of the last update', 'updated: 2026-11-01', 'updated: 2020-01-01', {
    admitted: 'the day of the last update',
  }),
  yaml('credentials of the reviewer', 'role: Nurse', 'role: Nurse, credentials: [MD, PhD]', {
    admitted: 'a reviewer’s credentials and biography',
  }),
  {
    name: 'a style that hides the answer',
    edit: async (at) => {
      await at.write('own.css', '.prose { display: none }\n');
      await at.add('theme: {style: own.css}\n');
    },
  },
  {
    name: 'a style that prints another dose behind each paragraph',
    edit: async (at) => {
      await at.write('own.css', '.prose p::after { content: " or 50 mg" }\n');
      await at.add('theme: {style: own.css}\n');
    },
  },
  {
    name: 'a style that makes the words as pale as the paper',
    edit: async (at) => {
      await at.write('own.css', '.prose p { color: #fbfaf6; background: #fbfaf6 }\n');
      await at.add('theme: {style: own.css}\n');
    },
  },
  styled(
    'a style that draws the words in a thousandth of their size',
    '.prose strong { font-size: calc(16px / 1000) }',
  ),
  styled('a style whose size is the smaller of two', '.prose strong { font-size: min(1px, 2rem) }'),
  styled('a style that pushes words over each other', '.prose p { word-spacing: -2em }'),
  styled('a style that ends a paragraph in three dots', '.prose p { white-space: nowrap; text-overflow: ellipsis }'),
  styled('a style with a ground in the colour of the words', '.prose strong { background: currentColor }'),
  styled('a style that ticks what nobody signed', '.review.unsigned::before { content: "✓ " }'),
  styled('a style that hides the words while they are pointed at', '.prose:hover strong { visibility: hidden }'),
  styled(
    'a style that hides the words after a second',
    `@keyframes fade { to { opacity: 0 } }
.prose strong { animation: fade 1s forwards }`,
  ),
  styled('a style that hides the words on paper', '@media print { .prose { display: none } }'),
  styled('a style that hides what is not reviewed yet', '.review.unsigned { clip-path: inset(50%) }'),
  styled('a style that makes capitals of a unit', '.prose p { text-transform: uppercase }', signs),
  styled('a style that counts a list by other numbers', '.prose ol { list-style-type: upper-roman }', signs),
  styled('a style that draws a range as a fraction', '.prose p { font-feature-settings: "frac" }', signs),
  styled('a font that shows other signs', '.prose strong { font-family: Wingdings, Symbol }', signs),
  styled(
    'a colour that is mixed of paper',
    '.prose strong { color: color-mix(in srgb, var(--paper) 99%, red) }',
    signs,
  ),
  styled(
    'a style that strikes numbers out by a picture',
    `.prose strong {
  background: linear-gradient(red, red) 0 50% / 100% 1px no-repeat
}`,
    'lays a picture over or beside it',
  ),
  {
    name: 'another dose in a word of the program',
    admitted: 'words of the program that faq.yaml replaces',
    edit: (at) => at.add('words: {relatedQuestions: "Or take 50 mg. Related questions"}\n'),
  },
  yaml('a name without a word of reviewing', 'replaces no doctor.', 'replaces no doctor. Jane Doe takes 50 mg.', {
    admitted: 'without any of these words (“you can trust this”, “Jane Doe says so”)',
  }),
  yaml('keywords that claim a review', 'id: hive\n', 'id: hive\n        keywords: [reviewed by Jane Doe]\n'),
  yaml('a machine that is called as the reviewer', 'id: hive\n', 'id: hive\n        origin: generated by Jane Doe\n'),
  yaml('the name of a picture spelled otherwise', '(sting.svg)', '(./sting.svg)'),
  yaml('a file with a part that a reader is led to', '(plan.csv)', '(plan.csv#50mg)'),
  yaml('a picture in another view', '(sting.svg)', '(sting.svg#other)'),
  {
    name: 'a second document behind the record',
    edit: async (at) =>
      at.write('reviews/sting.yaml', `${await at.read('reviews/sting.yaml')}...\n---\nquestion: "50 mg?"\n`),
  },
  {
    name: 'a question that stands twice in the record',
    edit: (at) => at.edit('reviews/sting.yaml', 'question:', 'question: "50 mg?"\nquestion:'),
  },
  {
    name: 'a page of the publisher that claims it for all answers',
    target: null,
    edit: async (at) => {
      await at.write('about.md', '# About\n\nEvery answer here was approved by our nurse.\n');
      await at.add('site: {pages: [about.md]}\n');
    },
  },
  {
    name: 'a style that claims a review',
    target: null,
    edit: async (at) => {
      await at.write('own.css', '#hive::after { content: "Reviewed by Jane Doe" }\n');
      await at.add('theme: {style: own.css}\n');
    },
  },
  {
    name: 'a template with a paragraph of its own in the article',
    edit: async (at) => {
      const builtIn = await readFile(join(import.meta.dirname, '../../templates/answer-body.hbs'), 'utf8');
      await at.write('theme/answer-body.hbs', `${builtIn.trimEnd()}\n<p>Or 50 mg at once.</p>\n`);
      await at.add('theme: {templates: theme}\n');
    },
  },
  {
    name: 'a template that leaves the state of the review out',
    edit: async (at) => {
      await at.write('theme/review-state.hbs', '{{!-- Nothing. --}}\n');
      await at.add('theme: {templates: theme}\n');
    },
  },
  {
    name: 'a template that calls each answer reviewed',
    target: null,
    edit: async (at) => {
      await at.write(
        'theme/review-state.hbs',
        '<p class="review signed">Reviewed by Jane Doe (Nurse) on November 10, 2026, next review due November 10, 2027.</p>\n',
      );
      await at.add('theme: {templates: theme}\n');
    },
  },
  {
    name: 'an output of the project that claims a review',
    target: null,
    edit: (at) =>
      at.write(
        'faqgen.config.mjs',
        "export default { outputs: { more: () => [{ path: 'more.txt', contents: 'Reviewed by Jane Doe.' }] } };\n",
      ),
  },
  {
    name: 'an output of the project in the place of a page',
    edit: (at) =>
      at.write(
        'faqgen.config.mjs',
        "export default { outputs: { more: () => [{ path: 'sting.html', contents: '50 mg' }] } };\n",
      ),
  },
  {
    name: 'no data to compare with',
    edit: (at) => at.edit('faq.yaml', 'outputs: {shareImages: none}', 'outputs: {json: false}'),
  },
  {
    name: 'reviews switched off, and the name left to the theme',
    target: null,
    edit: async (at) => {
      await at.add('policy: {review: off}\n');
      await at.write('theme/review-state.hbs', '<p>Reviewed by Jane Doe</p>\n');
      await at.add('theme: {templates: theme}\n');
    },
  },
];

const site = (
  name: string,
  path: string,
  from: string | RegExp,
  to: string,
  more: Omit<Attempt, 'name'> = {},
): AttemptOnSite => ({
  name,
  ...more,
  edit: (files) => edited(files, path, from, to),
});

const everywhere = (files: SiteFiles, from: string, to: string): SiteFiles =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, /^assets\//.test(path) ? text : text.replaceAll(from, to)]),
  );

/** With another text under the name that fits it, which all pages have. */
function renamed(files: SiteFiles, kind: RegExp, change: (text: string) => string): SiteFiles {
  const path = Object.keys(files).find((name) => kind.test(name)) as string;
  const text = change(String(files[path]));
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 10);
  const to = path.replace(/[0-9a-f]{10}(\.\w+)$/, `${digest}$1`);
  const { [path]: _, ...others } = everywhere(files, path, to);
  return { ...others, [to]: text };
}

/** With more in the style sheet, also where it stands within a page, whose policy names it. */
function restyled(files: SiteFiles, more: string): SiteFiles {
  const altered = renamed(files, /^assets\/style\..*css$/, (text) => text + more);
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(String(altered['404.html'])) ?? [];
  const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');
  const page = edited(altered, '404.html', style, () => style + more);
  return edited(page, '404.html', digestOf(style), () => digestOf(style + more));
}

export const attemptsOnSite: readonly AttemptOnSite[] = [
  site('a number on the page', 'sting.html', 'then 5 mg', 'then 50 mg'),
  site('a number on the page of all answers', 'index.html', 'then 5 mg', 'then 50 mg'),
  { name: 'a number in every file', edit: (files) => everywhere(files, 'then 5 mg', 'then 50 mg') },
  site('a space without width in a number', 'sting.html', '<strong>10', '<strong>1\u200b0'),
  site('a mark that turns the text around', 'sting.html', 'then 5 mg', 'then \u202e05 mg\u202c'),
  site('an element that turns it around', 'sting.html', 'then 5 mg', 'then <bdo dir="rtl">gm 05</bdo>'),
  site('a look-alike letter', 'sting.html', '<p>Cold', '<p>C\u043eld'),
  site('a number in a form field', 'sting.html', 'then 5 mg', 'then <input value="50"> mg'),
  site('a cell of the table', 'sting.html', '<td>2.5 mg', '<td>25 mg'),
  site('a hidden paragraph', 'sting.html', '<p>Cold', '<p hidden>Cold'),
  site('a style at an element', 'sting.html', '<p>Cold', '<p style="font-size:0">Cold'),
  site('a style sheet in the page', 'sting.html', '</head>', '<style>.prose{display:none}</style></head>'),
  site(
    'a script',
    'sting.html',
    '</body>',
    '<script>document.querySelector(".prose").textContent="50 mg"</script></body>',
  ),
  site('a base for all addresses', 'sting.html', '<title>', '<base href="https://evil.example/"><title>'),
  site(
    'a refresh to another page',
    'sting.html',
    '<title>',
    '<meta http-equiv="refresh" content="0; url=https://evil.example/"><title>',
  ),
  site('no content security policy', 'sting.html', /<meta http-equiv="Content-Security-Policy"[^>]*>/, ''),
  site('a sentence in the article', 'sting.html', '<footer class="foot">', '<p>Or 50 mg.</p><footer class="foot">'),
  site('another question above the answer', 'sting.html', /against a sting\?<\/h1>/, 'against a shock?</h1>'),
  site('another day of the review', 'sting.html', 'on November 10, 2026', 'on November 22, 2026'),
  site('a later next review', 'sting.html', 'due November 10, 2027', 'due November 10, 2037'),
  { name: 'another name of the reviewer everywhere', edit: (files) => everywhere(files, 'Jane Doe', 'John Roe') },
  site('another record behind the link', 'sting.html', 'href="reviews/sting.yaml"', 'href="reviews/hive.yaml"'),
  site('the answer in JSON-LD', 'sting.html', /("text":"[^"]*)5 mg of/, '$150 mg of'),
  site('the answer in faq.json', 'faq.json', '5 mg of', '50 mg of'),
  site('the answer in its Markdown', 'sting.md', '5 mg of', '50 mg of'),
  site('a claim in llms.txt', 'llms.txt', /$/, '\nAll answers were reviewed by Jane Doe.\n', { target: null }),
  site('a claim on another answer', 'hive.html', 'A beekeeper', 'Reviewed by Jane Doe. A beekeeper', { target: null }),
  {
    name: 'the mark, sentence and record on another answer',
    target: 'hive',
    edit: (files) => {
      const mark = /<p class="review signed">[\s\S]*?<\/p>\s*<p class="proof">[\s\S]*?<\/p>/.exec(
        String(files['sting.html']),
      )?.[0];
      const record = { ...files, 'reviews/hive.yaml': String(files['reviews/sting.yaml']) };
      return edited(
        record,
        'hive.html',
        /<p class="review unsigned">[\s\S]*?<\/p>/,
        String(mark).replaceAll('sting.yaml', 'hive.yaml'),
      );
    },
  },
  {
    name: 'another picture in the place of the file',
    edit: (files) => {
      const path = Object.keys(files).find((name) => /^assets\/sting\..*svg$/.test(name)) as string;
      return { ...files, [path]: picture('In the vein') };
    },
  },
  {
    name: 'another picture under the name that fits it',
    edit: (files) => renamed(files, /^assets\/sting\..*svg$/, () => picture('In the vein')),
  },
  {
    name: 'another file under the name that fits it',
    edit: (files) => renamed(files, /^assets\/plan\..*csv$/, (text) => text.replace('5 mg', '50 mg')),
  },
  {
    name: 'another style under the name that fits it',
    edit: (files) => restyled(files, '.prose{display:none}'),
    admitted: 'style sheet (a warning tells of one that is not known',
  },
  {
    name: 'another script under the name that fits it',
    edit: (files) => renamed(files, /^assets\/find\..*js$/, (text) => `${text};document.body.textContent="50 mg"`),
  },
  { name: 'the record taken away', edit: ({ 'reviews/sting.yaml': _, ...files }) => files },
  { name: 'the data taken away', edit: ({ 'faq.json': _, ...files }) => files },
  {
    name: 'a page of its own with a claim',
    target: null,
    edit: (files) => ({ ...files, 'doses.html': '<!doctype html><title>Doses</title><p>50 mg. Reviewed by Jane Doe' }),
  },
  { name: 'a packed page in the place of the page', edit: (files) => ({ ...files, 'sting.html.gz': '50 mg' }) },
  {
    name: 'rules of the host',
    admitted: '`_headers` and `_redirects` are not asked for',
    edit: (files) => ({ ...files, _redirects: '/sting.html /other.html 200\n' }),
  },
  {
    name: 'another verify.html',
    edit: (files) => edited(files, 'verify.html', '<div id="result">', '<p>Approved</p><div id="result">'),
  },
  site('another title in the tab', 'sting.html', /<title>[^<]*/, '<title>50 mg against stings', {
    admitted: 'nor a page’s title',
  }),
  site('another dose above the answer', 'index.html', 'Doses are those of adults.', 'Multiply each dose by ten.', {
    admitted: 'the title and introduction of the section above them',
  }),
  site('another dose in the urgent strip', 'sting.html', 'call 112', 'take 50 mg', {
    admitted: 'urgent strip, disclaimer, help',
  }),
  site('a comment in HTML', 'sting.html', '<footer class="foot">', '<!-- 50 mg --><footer class="foot">', {
    admitted: 'what a comment in HTML says',
  }),
  site(
    'another address in the sitemap',
    'sitemap.xml',
    'https://bees.example/sting.html',
    'https://evil.example/sting.html',
    { admitted: '`sitemap.xml`' },
  ),
  site('the way to verify.html leads elsewhere', 'index.html', 'href="verify.html"', 'href="https://evil.example/"', {
    target: null,
  }),
  site('the same in the foot of the answer', 'sting.html', 'href="verify.html"', 'href="https://evil.example/"'),
  site('other words on the way to verify.html', 'sting.html', 'Check the reviews of this site', 'All are approved'),
  site('another key of the reviewer in the data', 'faq.json', /ssh-ed25519 [^"]*/, `ssh-ed25519 ${'A'.repeat(68)}`, {
    admitted: 'what is told of the reviewers, in the data as well',
  }),
  site('a dose below the title of the feed', 'feed.xml', '<title>', '<subtitle>Take 50 mg.</subtitle><title>', {
    admitted: 'what the feed says of itself',
  }),
  site('a style sheet for the feed', 'feed.xml', '?>', '?><?xml-stylesheet href="https://evil.example/x.css"?>'),
  site(
    'an entry of its own in the feed',
    'feed.xml',
    '</feed>',
    '<entry><title>Jane Doe: 50 mg</title></entry></feed>',
  ),
  site(
    'a suggested answer in JSON-LD',
    'sting.html',
    '"acceptedAnswer"',
    '"suggestedAnswer":{"text":"50 mg"},"acceptedAnswer"',
  ),
  site(
    'a short answer that stands twice in the data',
    'faq.json',
    '"short": "Cold',
    '"short": "50 mg.", "short": "Cold',
  ),
  site('a class that takes a paragraph off the screen', 'sting.html', '<p>Cold', '<p class="address">Cold'),
  site('the same around all of it', 'sting.html', '<main id="_answers">', '<main id="_answers" class="skip">'),
  site('a page that cannot be used', 'sting.html', '<main id="_answers">', '<main id="_answers" inert>'),
  site('a page that readers may write in', 'sting.html', '<body class', '<body contenteditable class'),
  site('a number that may break', 'sting.html', '10 minutes', '1<wbr>0 minutes'),
  site('a number with an exponent', 'sting.html', '10 minutes', '10<sup>2</sup> minutes'),
  site('a cell over two rows', 'sting.html', '<td>6 to 12', '<td rowspan="2">6 to 12'),
  site('a short form of a heading', 'sting.html', /<th[^>]*>Dose/, '<th abbr="50 mg">Dose'),
  site('another picture for fine screens', 'sting.html', '<img ', '<img srcset="assets/other.svg 2x" '),
  site('a picture of one pixel', 'sting.html', 'width="200"', 'width="1"'),
  site(
    'a link that saves a file under another name',
    'sting.html',
    '<a href="assets/plan',
    '<a download="x.exe" href="assets/plan',
  ),
  site(
    'another page for telephones',
    'sting.html',
    '</head>',
    '<link rel="amphtml" href="https://evil.example/"></head>',
  ),
  site('text that runs', 'sting.html', '<div class="prose">', '<marquee><div class="prose">'),
  site('a formula in a number', 'sting.html', '5 mg of', '5<math><mn>0</mn></math> mg of'),
  site('the count of the front page', 'index.html', '1 of 2', '2 of 2', { target: null }),
  {
    name: 'a folder of the name of the page',
    edit: (files) => ({ ...files, 'sting/index.html': '<!doctype html>50 mg' }),
  },
  { name: 'a page without an ending', edit: (files) => ({ ...files, sting: '<!doctype html><p>50 mg' }) },
  { name: 'a record with another ending', edit: (files) => ({ ...files, 'reviews/sting.yml': 'id: "sting"\n' }) },
  {
    name: 'the record of another reviewer beside it',
    edit: (files) => ({ ...files, 'reviews/sting.roe.yaml': String(files['reviews/sting.yaml']) }),
  },
  site('the mark of a signed answer on another', 'hive.html', 'class="review unsigned"', 'class="review signed"', {
    target: null,
  }),
];
