// In: values of YAML.
// Out: typed values, and what is wrong with each: keys, dates, ids, telephone numbers.
// Does not know: what the values are for; other files than faq.yaml.

import * as v from 'valibot';
import type { Code } from '../diagnostics/catalogue.ts';
import { withoutUnspacedBreaks } from '../yaml/softBreaks.ts';
import { dayFrom, dayPattern, partialDateFrom, partialDatePattern } from './dates.ts';
import {
  idPattern,
  isId,
  isOldId,
  isReviewerId,
  isSourceKey,
  longestId,
  oldIdFrom,
  oldIdPattern,
  reviewerIdPattern,
  sourceKeyPattern,
} from './identifiers.ts';
import { audiences, specialties } from './medicine.ts';
import { originPattern } from './origins.ts';
import { publicKeyPattern } from './publicKey.ts';
import { type ReplaceableWord, replaceableWords } from './replaceableWords.ts';
import { dialled, numberPattern } from './telephone.ts';

/**
 * The shape of faq.yaml. This one source gives the TypeScript types, the check
 * at run time, and `schema/faq.schema.json` for editors. Every scalar arrives
 * as the text that was typed. The message of a check is the code of the
 * diagnostic it leads to. What an editor shows stands beside each key: what it is,
 * examples, and where a pattern does not say it, how it is written.
 */

interface Told {
  /** What an editor says where the text does not fit the pattern. */
  readonly patternErrorMessage?: string;
  /** Texts that readers read: a comment behind one is reported, since it cuts the text. */
  readonly words?: true;
  /** The keys that an editor begins a map with; those that are required, where none are named. */
  readonly snippet?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** What an editor can tell of a text that is checked when it is read. */
  readonly pattern?: string;
}

function about<Input>(description: string, examples: readonly string[], told: Told = {}) {
  return v.metadata<Input, Record<string, unknown>>({ description, ...(examples.length > 0 && { examples }), ...told });
}

/** Keys that the map does not have are reported one by one. */
function map<const Entries extends v.ObjectEntries>(
  description: string,
  entries: Entries,
  snippet?: readonly (keyof Entries & string)[],
) {
  return v.pipe(v.objectWithRest(entries, v.never()), about(description, [], snippet && { snippet }));
}

function list<const Item extends v.GenericSchema>(description: string, item: Item) {
  return v.pipe(v.array(item), about(description, []));
}

/** One text, or a list of such texts. */
function oneOrMore<const Item extends v.GenericSchema<string>>(description: string, item: Item, example: string) {
  return v.pipe(v.union([item, v.array(item)]), about(description, [example]));
}

function check<const C extends Code>(accepts: (text: string) => boolean, code: C) {
  return v.check<string, C>(accepts, code);
}

const filled = v.regex(/\S/, 'empty-value');
const empty = 'Write a text, or leave the key out.';

const text = (description: string, ...examples: string[]) =>
  v.pipe(v.string(), filled, about(description, examples, { patternErrorMessage: empty }));

const languageTag = (description: string, ...examples: string[]) =>
  v.pipe(
    v.string(),
    filled,
    about(description, examples, {
      pattern: '^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$',
      patternErrorMessage: 'Write a tag of BCP 47, as in en, de or pt-BR.',
    }),
  );

const prose = (description: string, ...examples: string[]) =>
  v.pipe(v.string(), filled, about(description, examples, { patternErrorMessage: empty, words: true }));

const words = (description: string, ...examples: string[]) =>
  v.pipe(prose(description, ...examples), v.transform(withoutUnspacedBreaks));

const markdown = (description: string, ...examples: string[]) => prose(`${description} Markdown.`, ...examples);

const date = (description: string, example = '2026-03-31') =>
  v.pipe(
    v.string(),
    v.regex(dayPattern, 'invalid-date'),
    check((typed) => dayFrom(typed) !== null, 'invalid-date'),
    about(description, [example], { patternErrorMessage: 'Write the year, the month and the day, as in 2026-03-31.' }),
    v.transform((typed) => dayFrom(typed) ?? typed),
  );

const partialDate = (description: string) =>
  v.pipe(
    v.string(),
    v.regex(partialDatePattern, 'invalid-date'),
    check((typed) => partialDateFrom(typed) !== null, 'invalid-date'),
    about(description, ['2026-03-31', '2026-03', '2026'], {
      patternErrorMessage: 'Write a day, a month or a year, as in 2026-03-31, 2026-03 or 2026.',
      minimum: 0,
      maximum: 9999,
    }),
    v.transform((typed) => partialDateFrom(typed) ?? typed),
  );

const id = (description: string, ...examples: string[]) =>
  v.pipe(
    v.string(),
    v.regex(idPattern, 'invalid-id'),
    v.maxLength(longestId, 'invalid-id'),
    check(isId, 'invalid-id'),
    about(description, examples, {
      patternErrorMessage: 'Write small letters and digits, joined by single hyphens, as in opening-hours.',
    }),
  );

/** An anchor of the site before this one, as well as an old id. */
const oldId = (description: string, ...examples: string[]) =>
  v.pipe(
    v.string(),
    v.regex(oldIdPattern, 'invalid-id'),
    check(isOldId, 'invalid-id'),
    about(description, examples, {
      patternErrorMessage: 'Write what stood behind the # of the address, without spaces.',
    }),
    v.transform(oldIdFrom),
  );

const reviewerId = (description: string, ...examples: string[]) =>
  v.pipe(
    v.string(),
    v.regex(reviewerIdPattern, 'invalid-id'),
    v.maxLength(longestId, 'invalid-id'),
    check(isReviewerId, 'invalid-id'),
    about(description, examples, {
      patternErrorMessage: 'Write small letters a to z, digits and single hyphens, as in doe.',
    }),
  );

const sourceKey = (description: string, ...examples: string[]) =>
  v.pipe(
    v.string(),
    v.regex(sourceKeyPattern, 'invalid-id'),
    v.maxLength(longestId, 'invalid-id'),
    check(isSourceKey, 'invalid-id'),
    about(description, examples, { patternErrorMessage: 'Write letters and digits without spaces, as in smith-2020.' }),
  );

const wholeAddress = 'Write the whole address, beginning with https://, without spaces.';

const webAddress = (description: string, example = 'https://example.org/page') =>
  v.pipe(
    v.string(),
    v.regex(/^https?:\/\/[^\s/<>"\\^`{|}][^\s<>"\\^`{|}]*$/, 'invalid-address'),
    check(isWebAddress, 'invalid-address'),
    about(description, [example], { patternErrorMessage: wholeAddress }),
  );

/** A page, or a mailbox: where readers of a FAQ write to. */
const contactAddress = (description: string, ...examples: string[]) =>
  v.pipe(
    v.string(),
    v.regex(
      /^(?:https?:\/\/[^\s/<>"\\^`{|}]|mailto:[^\s@?<>"\\^`{|}]+@[^\s@?<>"\\^`{|}])[^\s<>"\\^`{|}]*$/,
      'invalid-address',
    ),
    check((address) => address.startsWith('mailto:') || isWebAddress(address), 'invalid-address'),
    about(description, examples, {
      patternErrorMessage: 'Write the whole address, beginning with https:// or mailto:, without spaces.',
    }),
  );

const siteAddress = (description: string, example: string) =>
  v.pipe(
    v.string(),
    v.regex(/^https?:\/\/[^\s/<>"\\^`{|}?#][^\s<>"\\^`{|}?#]*$/, 'invalid-address'),
    check(isWebAddress, 'invalid-address'),
    about(description, [example], { patternErrorMessage: wholeAddress }),
  );

/** Nothing behind the host: a policy for less than a whole site is no policy that browsers keep after a redirect. */
const siteOrigin = (description: string, example: string) =>
  v.pipe(
    v.string(),
    v.regex(/^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?\/?$/, 'invalid-origin'),
    check(isWebAddress, 'invalid-origin'),
    about(description, [example], {
      patternErrorMessage: 'Write scheme and host alone, as in https://cdn.example.org: no path, and no *.',
    }),
  );

/** Who may show the site in a frame lays words around it: only who cannot be replaced on the way, or is this machine. */
const framingOrigin = (description: string, example: string) =>
  v.pipe(
    v.string(),
    v.regex(/^(?:https:\/\/[A-Za-z0-9.-]+|http:\/\/(?:localhost|127\.0\.0\.1))(?::\d+)?\/?$/, 'invalid-origin'),
    check(isWebAddress, 'invalid-origin'),
    about(description, [example], {
      patternErrorMessage: 'Write https:// and the host alone, as in https://www.clinic.example: no path, and no *.',
    }),
  );

/** Of another site: absolute, or the way there from the folder of this one. `example.org/es/` is neither. */
const otherSiteAddress = (description: string, ...examples: string[]) =>
  v.pipe(
    v.string(),
    v.regex(/^(?:https?:\/\/|\/(?!\/)|\.\.\/|[\w-]+(?:\/|$))[^\s<>"\\^`{|}?#]*$/, 'invalid-address'),
    // Any host will do to see whether the rest can be an address.
    check(
      (address) => isWebAddress(/^https?:/.test(address) ? address : `https://host.invalid/${address}`),
      'invalid-address',
    ),
    about(description, examples, {
      patternErrorMessage:
        'Write the whole address, or the way there from the folder of this site, as in ../de/ or de/.',
    }),
  );

/** A boolean of the core schema of YAML 1.2 (10.3.2), which is what editors read. */
const truth = (description: string) =>
  v.pipe(
    v.picklist(['true', 'false', 'True', 'False', 'TRUE', 'FALSE']),
    about(description, ['true']),
    v.transform((typed) => typed.toLowerCase() === 'true'),
  );

const choice = <const Options extends readonly [string, ...string[]]>(description: string, options: Options) =>
  v.pipe(v.picklist(options), about(description, [options[0]]));

/** What stands in a pattern of its own: `example` shows how. */
const patterned = (pattern: RegExp, code: Code, description: string, example: string) =>
  v.pipe(
    v.string(),
    v.regex(pattern, code),
    about(description, [example], { patternErrorMessage: `Write it as in ${example}` }),
  );

const duration = (description: string, example: string) =>
  patterned(/^[1-9]\d{0,3} (day|week|month|year)s?$/, 'invalid-value', description, example);

const oldIds = v.optional(
  list('Ids that it had before: links to them keep working.', oldId('An old id, or an old anchor.', 'old-id', 'faq_3')),
);

const telephone = (description: string, ...examples: string[]) =>
  v.pipe(
    v.string(),
    v.regex(numberPattern, 'invalid-phone'),
    check((typed) => dialled(typed) !== null, 'invalid-phone'),
    about(description, examples, {
      patternErrorMessage:
        'Write one number, as in +1 800 662 4357, 020 7946 0018 ext. 12 or 112; several belong into `phones`.',
    }),
  );

const naturalNumber = (description: string, example: string) =>
  v.pipe(
    v.string(),
    v.regex(/^[1-9]\d{0,2}$/, 'invalid-value'),
    about(description, [example], {
      patternErrorMessage: `Write a number, as in ${example}.`,
      minimum: 1,
      maximum: 999,
    }),
    v.transform(Number),
  );

/** Who wrote a text. */
const origin = (description: string) =>
  v.pipe(
    v.string(),
    v.regex(originPattern, 'invalid-value'),
    about(description, ['human', 'assisted', 'generated', 'generated by ChatGPT', 'assisted by DeepL'], {
      patternErrorMessage:
        'Write human, assisted or generated; behind the last two, by and the name of what helped, as in generated by ChatGPT.',
    }),
  );

export const questionSchema = map('A question and its answer.', {
  id: v.optional(
    id(
      'Name of the anchor and of the page, kept for ever once published. Made from the question where it is left out.',
      'opening-hours',
    ),
  ),
  question: words('The question, as a reader would ask it. Plain text.', 'How much caffeine is in a cup?'),
  short: v.optional(words('The answer in one sentence. Plain text.', 'About 95 mg.')),
  answer: markdown(
    'The answer. [@source] cites, [text](#question-id) links to another question, > [!WARNING] begins a callout.',
    'A cup of 240 ml holds about 95 mg [@usda].',
  ),
  keywords: v.optional(
    list(
      'Other words by which readers may look for it, as brand and generic names. They are not shown.',
      words('A word by which readers may look for it.', 'espresso', '988'),
    ),
  ),
  updated: v.optional(
    date('The day on which the answer last changed. Left out, it is that of the newest major entry of `changes`.'),
  ),
  changes: v.optional(
    list(
      'What changed in the answer, for its readers, the newest first.',
      map('A change, and what it was.', {
        on: date('The day of the change.'),
        note: words('What changed, in one sentence. Plain text.', 'The dose for children is given.'),
        kind: v.optional(
          choice('Whether `updated` and the feed follow it: those of a major change do. Default: minor.', [
            'minor',
            'major',
          ]),
        ),
      }),
    ),
  ),
  evidence: v.optional(
    map('How current the evidence is.', { until: date('The day to which the evidence was searched.') }),
  ),
  publish: v.optional(date('The first day on which it is published.')),
  expires: v.optional(date('The first day on which it is no longer published.')),
  withdrawn: v.optional(
    map('From a day on its page says that the answer was withdrawn, and shows it no more.', {
      on: date('The first day on which it is withdrawn.'),
      reason: words('Why, as readers are told. Plain text.', 'The study that it rested on was retracted.'),
      instead: v.optional(
        v.pipe(
          v.string(),
          filled,
          check((typed) => !/[:/.]/.test(typed) || isWebAddress(typed), 'invalid-address'),
          about(
            'What to read instead: the id of a question, or an address.',
            ['opening-hours', 'https://example.org/page'],
            {
              patternErrorMessage: empty,
            },
          ),
        ),
      ),
    }),
  ),
  draft: v.optional(truth('A draft is never published.')),
  formerly: oldIds,
  related: v.optional(list('Ids of questions to read next.', text('The id of a question.', 'opening-hours'))),
  translatedFrom: v.optional(
    patterned(
      /^sha256:[0-9a-f]{12}$/,
      'invalid-value',
      'Digest of the original from which it was translated: a build says what to write.',
      'sha256:3f2a91c0d4e5',
    ),
  ),
  origin: v.optional(
    origin('Who wrote the answer: human, assisted or generated, and by what. Pages label it until it is signed.'),
  ),
});

const questionsSchema = list('The questions, in the order of the page.', questionSchema);

const sectionSchema = map('A group of questions.', {
  id: v.optional(id('Name of the anchor. Made from the title where it is left out.', 'before-you-come')),
  title: words('Heading of the group. Plain text.', 'Before you come'),
  intro: v.optional(markdown('What stands before the questions of the group.', 'Most visits take an hour.')),
  formerly: oldIds,
  questions: questionsSchema,
});

const sourceSchema = map(
  'A work that answers cite.',
  {
    title: v.optional(words('Title of the work.', 'FoodData Central')),
    authors: v.optional(words('Who wrote it.', 'Smith J, Doe A')),
    publisher: v.optional(
      words('Who published it: a journal with volume and pages, an agency, a company.', 'US Department of Agriculture'),
    ),
    date: v.optional(partialDate('When it was published: a day, a month or a year.')),
    url: v.optional(webAddress('Where to read it.')),
    doi: v.optional(
      patterned(/^10\.\d{4,9}\/\S+$/, 'invalid-value', 'Its DOI, beginning with 10.', '10.1001/example.2026'),
    ),
    checked: v.optional(date('The day on which somebody last opened it.')),
  },
  ['title', 'url'],
);

const publicKey = () =>
  patterned(
    publicKeyPattern,
    'invalid-key',
    'SSH public key with which the person signs: the line of a file that ends in .pub.',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJgYg0+qMjjPUfPfYdu0hZ0o9c2VYGZXv3gYzIaQj7nN doe@example.org',
  );

const reviewerSchema = map('A person who stands behind the text.', {
  name: words('Name, as it is printed.', 'Jane Doe'),
  role: v.optional(words('What the person did for this text.', 'Dietitian, checked every answer')),
  credentials: v.optional(
    list('Degrees, licences, offices.', words('A degree, a licence, an office.', 'Registered dietitian')),
  ),
  bio: v.optional(markdown('A short biography.', 'Jane Doe has worked in hospitals since 2004.')),
  url: v.optional(webAddress('A page about the person.')),
  image: v.optional(text('Path of a portrait, from the folder of faq.yaml.', 'pictures/doe.jpg')),
  key: v.optional(publicKey()),
  keys: v.optional(
    list(
      'Instead of one `key`: those with which the person signs, or signed, each with its days.',
      map(
        'A key, and the approvals that it signs.',
        {
          key: publicKey(),
          from: v.optional(date('The day of the first approval that it signs.')),
          until: v.optional(date('The day of the last approval that it signs.')),
        },
        ['key', 'from'],
      ),
    ),
  ),
});

/** Each of the built-in words, by what it says in English. */
function wordEntries() {
  const entry = (english: string) => v.optional(words(`In the place of “${english}”.`, english));
  return Object.fromEntries(Object.entries(replaceableWords).map(([key, english]) => [key, entry(english)])) as {
    readonly [Key in ReplaceableWord]: ReturnType<typeof entry>;
  };
}

const siteLink = (description: string) =>
  map(description, {
    label: words('What the link says.', 'Privacy'),
    url: text(
      'Where it leads: an address, ./ for the front page, # and an id for a question or a page of your own, or a file of the project.',
      'https://example.org/privacy',
      '../',
      './',
    ),
  });

export const faqSchema = map(
  'A FAQ: https://yaml.org/ in which every value stays as it was typed.',
  {
    title: words('Title of the page.', 'Coffee: questions and answers'),
    description: v.optional(
      words('One or two sentences: the lede, and what search engines show.', 'How much is in a cup, and when to stop.'),
    ),
    language: v.optional(
      languageTag('Language of the text: a tag of BCP 47, as en or de. Default: en.', 'en', 'de', 'pt-BR'),
    ),
    url: v.optional(
      siteAddress(
        'Address of the folder in which the site will stand. Without it there is no sitemap and no canonical link.',
        'https://example.org/coffee/',
      ),
    ),
    publisher: v.optional(
      map('Who publishes the FAQ.', {
        name: words('Name of the publisher.', 'Bridge Pharmacy'),
        url: v.optional(webAddress('The publisher’s own site.', 'https://pharmacy.example/')),
        about: v.optional(markdown('Who the publisher is.', 'A pharmacy of three people.')),
        logo: v.optional(text('Path of an image, from the folder of faq.yaml.', 'pictures/logo.svg')),
        logoDark: v.optional(text('The same for the dark page, beside `logo`.', 'pictures/logo-dark.svg')),
      }),
    ),
    urgent: v.optional(
      map('The strip above everything, for crisis and emergency lines.', {
        text: markdown('The strip above everything: crisis and emergency lines.', 'In danger? Call [112](tel:112).'),
      }),
    ),
    questions: v.optional(questionsSchema),
    sections: v.optional(list('Groups of questions, instead of `questions`.', sectionSchema)),
    sources: v.optional(
      v.pipe(
        v.record(sourceKey('The key by which answers cite it.', 'usda', 'Smith_2020'), sourceSchema),
        about('The bibliography. Answers cite it as [@id].', []),
      ),
    ),
    reviewers: v.optional(
      v.pipe(
        v.record(reviewerId('The id by which sign-offs name the person.', 'doe'), reviewerSchema),
        about('Who stands behind the text.', []),
      ),
    ),
    contact: v.optional(
      map(
        'Whom readers can ask: by phone, by a link, and who answers.',
        {
          title: v.optional(words('Heading of the box.', 'Do you have a question?')),
          text: v.optional(markdown('What stands below the heading.', 'A nurse answers.')),
          reasons: v.optional(list('Reasons to get in touch.', words('A reason to get in touch.', 'Change a visit'))),
          phone: v.optional(telephone('The number to call.', '+1 800 662 4357', '020 7946 0018 ext. 12', '112')),
          phones: v.optional(
            list(
              'Several numbers to call, each with what it is for.',
              map('A number to call.', {
                label: words('What the number is for.', 'At night'),
                number: telephone('The number to call.', '+1 800 662 4357', '020 7946 0018 ext. 12', '112'),
              }),
            ),
          ),
          hours: v.optional(words('When somebody answers.', 'Monday to Friday, 9 to 17')),
          cost: v.optional(words('What it costs to ask.', 'Free')),
          link: v.optional(
            map('Another way to get in touch.', {
              label: words('What the link says.', 'Write to us'),
              url: contactAddress(
                'Where it leads: a page, or a mailbox.',
                'https://example.org/contact',
                'mailto:desk@example.org',
              ),
            }),
          ),
          disclosure: v.optional(
            markdown('Who answers, and who pays for it.', 'The clinic answers this line, and pays for it.'),
          ),
        },
        ['phone', 'hours', 'disclosure'],
      ),
    ),
    chat: v.optional(
      map(
        'A link to a chat. Nothing is loaded before a reader follows it.',
        {
          provider: v.optional(choice('Who runs the chat, with `license`.', ['livechat'])),
          license: v.optional(patterned(/^\d+$/, 'invalid-value', 'The LiveChat licence number.', '1234567')),
          url: v.optional(
            webAddress('Address of a chat page, instead of `provider` and `license`.', 'https://example.org/chat'),
          ),
          label: v.optional(words('What the link says.', 'Chat with us')),
          embed: v.optional(
            truth('Whether the chat opens on a page of the site, at a press of a button. LiveChat alone.'),
          ),
        },
        ['url', 'label'],
      ),
    ),
    related: v.optional(
      list(
        'Pages to read next.',
        map('A page elsewhere.', {
          title: words('Title of the page.', 'Caffeine'),
          url: webAddress('Its address.'),
          description: v.optional(words('What it offers.', 'How the body takes it up')),
        }),
      ),
    ),
    translations: v.optional(
      list(
        'The same FAQ in other languages.',
        map('The same FAQ in another language.', {
          language: languageTag('Its language: a tag of BCP 47, as en or de.', 'de', 'es'),
          url: otherSiteAddress(
            'Address of its site: absolute, or from the folder of this one, as ../de/ or de/.',
            '../de/',
            'https://example.org/de/',
          ),
          file: v.optional(
            text(
              'Path of its file, from the folder of this one. With it, a question leads to the same question there.',
              'faq.de.yaml',
            ),
          ),
          original: v.optional(truth('Whether this FAQ was translated from it.')),
        }),
      ),
    ),
    disclaimer: v.optional(
      map('What stands on every page, as that it is no advice.', {
        title: v.optional(words('Heading of the disclaimer.', 'Please note')),
        text: markdown(
          'The disclaimer: it stands on every page.',
          'This page informs. It does not know your situation.',
        ),
      }),
    ),
    policy: v.optional(
      map(
        'What a build demands.',
        {
          review: v.optional(
            choice('What an answer without a valid sign-off is. Default: warn where there are reviewers, else off.', [
              'off',
              'warn',
              'require',
            ]),
          ),
          unreviewed: v.optional(
            choice('What happens to an answer without a valid sign-off. Default: show.', [
              'show',
              'last-approved',
              'hide',
            ]),
          ),
          approvals: v.optional(
            oneOrMore(
              'How many different reviewers approve an answer before it is called reviewed, as in 2; or in which kinds, each by another reviewer. Default: one.',
              text('A number, or the name of a kind: small letters, digits and hyphens.', 'clinical'),
              '2',
            ),
          ),
          reviewEvery: v.optional(duration('How long a sign-off lasts, as in 12 months.', '12 months')),
          sourcesEvery: v.optional(duration('How often somebody opens each source again, as in 6 months.', '6 months')),
          citations: v.optional(
            choice('What an answer without a source is. Default: warn where there are sources, else off.', [
              'off',
              'warn',
              'require',
            ]),
          ),
          readingGrade: v.optional(
            naturalNumber('Highest reading grade of an answer (Flesch-Kincaid, for English).', '9'),
          ),
          index: v.optional(
            choice(
              'Whether the front page carries every answer, or lists the questions while the pages of the sections carry them. Default: auto, by their number.',
              ['auto', 'answers', 'sections'],
            ),
          ),
          origins: v.optional(
            list(
              'Other sites from which the theme may load style, pictures, fonts and media. Never scripts.',
              siteOrigin('Scheme and host of another site, as in https://cdn.example.org.', 'https://cdn.example.org'),
            ),
          ),
          frameAncestors: v.optional(
            list(
              'Other sites that may show this one in a frame. Default: none may.',
              framingOrigin(
                'https:// and the host of another site, as in https://www.clinic.example.',
                'https://www.clinic.example',
              ),
            ),
          ),
        },
        ['review', 'citations'],
      ),
    ),
    outputs: v.optional(
      map(
        'What is made beside the pages. Default: all of it but fragment.',
        {
          markdown: v.optional(truth('Each page as Markdown, beside it: half of all files.')),
          json: v.optional(truth('All questions as data, faq.json. Needed where answers are reviewed.')),
          feed: v.optional(truth('What is new, for feed readers: feed.xml. Asks for url.')),
          llms: v.optional(truth('What there is to read, for programs that answer people: llms.txt.')),
          shareImages: v.optional(
            choice('The pictures that other sites show of a link: of each page, of the front page alone, or none.', [
              'all',
              'front',
              'none',
            ]),
          ),
          verify: v.optional(
            truth(
              'A page on which readers check the reviews in their browser: verify.html. Default: where a key signed an answer.',
            ),
          ),
          fragment: v.optional(
            truth('The front page for pages of other sites, and the script that shows it there: embed/. Needs url.'),
          ),
        },
        ['markdown', 'shareImages'],
      ),
    ),
    site: v.optional(
      map(
        'What stands around the FAQ on every page.',
        {
          home: v.optional(siteLink('The way to the main site, at the head of the page.')),
          nav: v.optional(list('The menu at the head of the page.', siteLink('A link of the menu.'))),
          footer: v.optional(
            list('Links at the foot of the page: privacy, accessibility, imprint.', siteLink('A link of the footer.')),
          ),
          pages: v.optional(
            list(
              'Pages of your own, in Markdown. The first line of each is its title: # About us.',
              text('Path of a .md file, from the folder of faq.yaml: pages/about.md is about.html.', 'pages/about.md'),
            ),
          ),
        },
        ['nav', 'footer'],
      ),
    ),
    words: v.optional(
      map('Words of the program on the pages, replaced one by one.', wordEntries(), ['contact', 'disclaimer']),
    ),
    theme: v.optional(
      map(
        'How the site looks.',
        {
          accent: v.optional(
            patterned(/^#[0-9a-fA-F]{6}$/, 'invalid-value', 'The accent colour, as in "#0a5c5a".', '#0a5c5a'),
          ),
          answers: v.optional(
            choice('How answers stand on pages that hold several: closed, each opens at its question. Default: open.', [
              'open',
              'closed',
            ]),
          ),
          style: v.optional(
            oneOrMore(
              'A style sheet behind the built-in one, or several, from the folder of faq.yaml.',
              text('Path of a style sheet.', 'brand.css'),
              'brand.css',
            ),
          ),
          fonts: v.optional(
            list(
              'Fonts of the publisher: a file each.',
              map(
                'A font of the publisher.',
                {
                  family: patterned(
                    /^[^"'\\{};<>\n]+$/,
                    'invalid-value',
                    'Its family, by which a style sheet names it.',
                    'Brand Sans',
                  ),
                  file: text('Path of a .woff2 or .woff file, from the folder of faq.yaml.', 'fonts/brand.woff2'),
                  weight: v.optional(
                    patterned(
                      /^(?:[1-9]\d{0,2}|1000)(?: (?:[1-9]\d{0,2}|1000))?$/,
                      'invalid-value',
                      'Its weight, or the lightest and the boldest of a variable font. Default: 400.',
                      '100 900',
                    ),
                  ),
                  style: v.optional(choice('Whether it is upright or italic. Default: normal.', ['normal', 'italic'])),
                  unicodeRange: v.optional(
                    patterned(
                      /^U\+[0-9A-Fa-f?]{1,6}(?:-[0-9A-Fa-f]{1,6})?(?:\s*,\s*U\+[0-9A-Fa-f?]{1,6}(?:-[0-9A-Fa-f]{1,6})?)*$/,
                      'invalid-value',
                      'The characters for which it is loaded. Default: all.',
                      'U+0000-00FF, U+2000-206F',
                    ),
                  ),
                  for: v.optional(
                    choice('For what the built-in style uses it. Without it, name the family in `style`.', [
                      'text',
                      'headings',
                      'all',
                    ]),
                  ),
                },
                ['family', 'file', 'for'],
              ),
            ),
          ),
          params: v.optional(
            v.pipe(
              v.record(
                reviewerId('The name by which templates print it: {{params.slogan}}.', 'slogan'),
                words('What they print.', 'Ask us anything'),
              ),
              about('Texts for templates of your own.', []),
            ),
          ),
          templates: v.optional(text('Folder whose files replace the built-in templates of the same name.', 'theme')),
        },
        ['accent'],
      ),
    ),
    origin: v.optional(origin('Who wrote the answers that do not say it themselves. Default: human.')),
    about: v.optional(choice('What the FAQ is about, where that is medicine: medical.', ['medical'])),
    audience: v.optional(choice('For whom a medical FAQ is written.', audiences)),
    specialty: v.optional(
      choice('The branch of medicine, as schema.org names it: https://schema.org/MedicalSpecialty.', specialties),
    ),
  },
  ['title', 'questions'],
);

/** faq.yaml as it is checked and typed, before defaults and ids. */
export type FaqInput = v.InferOutput<typeof faqSchema>;
export type QuestionInput = v.InferOutput<typeof questionSchema>;

export function isWebAddress(address: string): boolean {
  if (!/^https?:\/\/[^\s/,;]+(?:[/?#]|$)/.test(address) || /[\s<>"\\^`{|}]|[,;]$/.test(address)) return false;
  return URL.canParse(address) && new URL(address).username === '';
}
