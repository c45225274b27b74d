import * as v from 'valibot';
import type { Code } from '../diagnostics/catalogue.ts';
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
import { readPublicKey } from './publicKey.ts';
import { dialled } from './telephone.ts';

/**
 * The shape of faq.yaml. This one source gives the TypeScript types, the check
 * at run time, and `schema/faq.schema.json` for editors. Every scalar arrives
 * as the text that was typed. The message of a check is the code of the
 * diagnostic it leads to; descriptions are what an editor shows on hover.
 */

/** Keys that the map does not have are reported one by one. */
function map<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.objectWithRest(entries, v.never());
}

function check<const C extends Code>(accepts: (text: string) => boolean, code: C) {
  return v.check<string, C>(accepts, code);
}

const filled = check((text) => text.trim() !== '', 'empty-value');

const text = (description: string) => v.pipe(v.string(), filled, v.description(description));

/** Texts that readers read: a comment behind one is reported, since it cuts the text. */
const words = (description: string) =>
  v.pipe(v.string(), filled, v.metadata({ words: true }), v.description(description));

const markdown = (description: string) => words(`${description} Markdown.`);

const date = (description: string) =>
  v.pipe(
    v.string(),
    v.regex(dayPattern, 'invalid-date'),
    check((typed) => dayFrom(typed) !== null, 'invalid-date'),
    v.description(description),
    v.transform((typed) => dayFrom(typed) ?? typed),
  );

const partialDate = (description: string) =>
  v.pipe(
    v.string(),
    v.regex(partialDatePattern, 'invalid-date'),
    check((typed) => partialDateFrom(typed) !== null, 'invalid-date'),
    v.description(description),
    v.transform((typed) => partialDateFrom(typed) ?? typed),
  );

const id = (description: string) =>
  v.pipe(
    v.string(),
    v.regex(idPattern, 'invalid-id'),
    v.maxLength(longestId, 'invalid-id'),
    check(isId, 'invalid-id'),
    v.description(description),
  );

/** An anchor of the site before this one, as well as an old id. */
const oldId = (description: string) =>
  v.pipe(
    v.string(),
    v.regex(oldIdPattern, 'invalid-id'),
    check(isOldId, 'invalid-id'),
    v.description(description),
    v.transform(oldIdFrom),
  );

const reviewerId = (description: string) =>
  v.pipe(
    v.string(),
    v.regex(reviewerIdPattern, 'invalid-id'),
    v.maxLength(longestId, 'invalid-id'),
    check(isReviewerId, 'invalid-id'),
    v.description(description),
  );

const sourceKey = (description: string) =>
  v.pipe(
    v.string(),
    v.regex(sourceKeyPattern, 'invalid-id'),
    v.maxLength(longestId, 'invalid-id'),
    check(isSourceKey, 'invalid-id'),
    v.description(description),
  );

const webAddress = (description: string) =>
  v.pipe(
    v.string(),
    v.regex(/^https?:\/\//, 'invalid-address'),
    check(isWebAddress, 'invalid-address'),
    v.description(description),
  );

const siteAddress = (description: string) =>
  v.pipe(
    webAddress(description),
    check((address) => !/[?#]/.test(address), 'invalid-address'),
  );

/** Nothing behind the host: a policy for less than a whole site is no policy that browsers keep after a redirect. */
const origin = (description: string) =>
  v.pipe(
    v.string(),
    v.regex(/^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?\/?$/, 'invalid-origin'),
    check(isWebAddress, 'invalid-origin'),
    v.description(description),
  );

/** Of another site: absolute, or the way there from the folder of this one. `example.org/es/` is neither. */
const otherSiteAddress = (description: string) =>
  v.pipe(
    v.string(),
    v.regex(/^(?:https?:\/\/|\/(?!\/)|\.\.\/|[\w-]+(?:\/|$))/, 'invalid-address'),
    // Any host will do to see whether the rest can be an address.
    check(
      (address) => isWebAddress(/^https?:/.test(address) ? address : `https://host.invalid/${address}`),
      'invalid-address',
    ),
    check((address) => !/[?#]/.test(address), 'invalid-address'),
    v.description(description),
  );

/** `true` and `false` as typed. */
const truth = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((typed) => typed === 'true'),
);

const duration = (description: string) =>
  v.pipe(v.string(), v.regex(/^[1-9]\d{0,3} (day|week|month|year)s?$/, 'invalid-value'), v.description(description));

const oldIds = v.optional(
  v.pipe(
    v.array(oldId('An old id, or an old anchor.')),
    v.description('Ids that it had before: links to them keep working.'),
  ),
);

const telephone = (description: string) =>
  v.pipe(
    v.string(),
    check((typed) => dialled(typed) !== null, 'invalid-phone'),
    v.description(description),
  );

const naturalNumber = v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/, 'invalid-value'), v.transform(Number));

export const questionSchema = map({
  id: v.optional(
    id(
      'Name of the anchor and of the page, kept for ever once published. Made from the question where it is left out.',
    ),
  ),
  question: words('The question, as a reader would ask it. Plain text.'),
  short: v.optional(words('The answer in one sentence. Plain text.')),
  answer: markdown(
    'The answer. [@source] cites, [text](#question-id) links to another question, > [!WARNING] begins a callout.',
  ),
  keywords: v.optional(
    v.pipe(
      v.array(words('A word by which readers may look for it.')),
      v.description('Other words by which readers may look for it, as brand and generic names. They are not shown.'),
    ),
  ),
  updated: v.optional(date('The day on which the answer last changed.')),
  publish: v.optional(date('The first day on which it is published.')),
  expires: v.optional(date('The first day on which it is no longer published.')),
  draft: v.optional(v.pipe(truth, v.description('A draft is never published.'))),
  formerly: oldIds,
  related: v.optional(v.pipe(v.array(text('The id of a question.')), v.description('Ids of questions to read next.'))),
  translatedFrom: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^sha256:[0-9a-f]{12}$/, 'invalid-value'),
      v.description('Digest of the original from which it was translated: a build says what to write.'),
    ),
  ),
});

const questionsSchema = v.pipe(v.array(questionSchema), v.description('The questions, in the order of the page.'));

const sectionSchema = map({
  id: v.optional(id('Name of the anchor. Made from the title where it is left out.')),
  title: words('Heading of the group. Plain text.'),
  intro: v.optional(markdown('What stands before the questions of the group.')),
  formerly: oldIds,
  questions: questionsSchema,
});

const sourceSchema = map({
  title: v.optional(words('Title of the work.')),
  authors: v.optional(words('Who wrote it.')),
  publisher: v.optional(words('Who published it: a journal with volume and pages, an agency, a company.')),
  date: v.optional(partialDate('When it was published: a day, a month or a year.')),
  url: v.optional(webAddress('Where to read it.')),
  doi: v.optional(
    v.pipe(v.string(), v.regex(/^10\.\d{4,9}\/\S+$/, 'invalid-value'), v.description('Its DOI, beginning with 10.')),
  ),
  checked: v.optional(date('The day on which somebody last opened it.')),
});

const reviewerSchema = map({
  name: words('Name, as it is printed.'),
  role: v.optional(words('What the person did for this text.')),
  credentials: v.optional(
    v.pipe(v.array(words('A degree, a licence, an office.')), v.description('Degrees, licences, offices.')),
  ),
  bio: v.optional(markdown('A short biography.')),
  url: v.optional(webAddress('A page about the person.')),
  image: v.optional(text('Path of a portrait, from the folder of faq.yaml.')),
  key: v.optional(
    v.pipe(
      v.string(),
      check((line) => readPublicKey(line) !== null, 'invalid-key'),
      v.description(
        'SSH public key with which the person signs: the line of a file that ends in .pub, ssh-ed25519 AAAA…',
      ),
    ),
  ),
});

const linkSchema = map({ label: words('What the link says.'), url: webAddress('Where it leads.') });

export const faqSchema = map({
  title: words('Title of the page.'),
  description: v.optional(words('One or two sentences: the lede, and what search engines show.')),
  language: v.optional(text('Language of the text: a tag of BCP 47, as en or de. Default: en.')),
  url: v.optional(
    siteAddress(
      'Address of the folder in which the site will stand. Without it there is no sitemap and no canonical link.',
    ),
  ),
  publisher: v.optional(
    map({
      name: words('Name of the publisher.'),
      url: v.optional(webAddress('The publisher’s own site.')),
      about: v.optional(markdown('Who the publisher is.')),
      logo: v.optional(text('Path of an image, from the folder of faq.yaml.')),
    }),
  ),
  urgent: v.optional(map({ text: markdown('The strip above everything: crisis and emergency lines.') })),
  questions: v.optional(questionsSchema),
  sections: v.optional(v.pipe(v.array(sectionSchema), v.description('Groups of questions, instead of `questions`.'))),
  sources: v.optional(
    v.pipe(
      v.record(sourceKey('The key by which answers cite it.'), sourceSchema),
      v.description('The bibliography. Answers cite it as [@id].'),
    ),
  ),
  reviewers: v.optional(
    v.pipe(
      v.record(reviewerId('The id by which sign-offs name the person.'), reviewerSchema),
      v.description('Who stands behind the text.'),
    ),
  ),
  contact: v.optional(
    map({
      title: v.optional(words('Heading of the box.')),
      text: v.optional(markdown('What stands below the heading.')),
      reasons: v.optional(
        v.pipe(v.array(words('A reason to get in touch.')), v.description('Reasons to get in touch.')),
      ),
      phone: v.optional(telephone('The number to call.')),
      phones: v.optional(
        v.pipe(
          v.array(map({ label: words('What the number is for.'), number: telephone('The number to call.') })),
          v.description('Several numbers to call, each with what it is for.'),
        ),
      ),
      hours: v.optional(words('When somebody answers.')),
      cost: v.optional(words('What it costs to ask.')),
      link: v.optional(linkSchema),
      disclosure: v.optional(markdown('Who answers, and who pays for it.')),
    }),
  ),
  chat: v.optional(
    map({
      provider: v.optional(v.picklist(['livechat'])),
      license: v.optional(
        v.pipe(v.string(), v.regex(/^\d+$/, 'invalid-value'), v.description('The LiveChat licence number.')),
      ),
      url: v.optional(webAddress('Address of a chat page, instead of `provider` and `license`.')),
      label: v.optional(words('What the link says.')),
      embed: v.optional(
        v.pipe(
          truth,
          v.description('Whether the chat opens on a page of the site, at a press of a button. LiveChat alone.'),
        ),
      ),
    }),
  ),
  related: v.optional(
    v.pipe(
      v.array(
        map({
          title: words('Title of the page.'),
          url: webAddress('Its address.'),
          description: v.optional(words('What it offers.')),
        }),
      ),
      v.description('Pages to read next.'),
    ),
  ),
  translations: v.optional(
    v.pipe(
      v.array(
        map({
          language: text('Its language: a tag of BCP 47, as en or de.'),
          url: otherSiteAddress('Address of its site: absolute, or from the folder of this one, as ../de/ or de/.'),
          file: v.optional(
            text(
              'Path of its file, from the folder of this one. With it, a question leads to the same question there.',
            ),
          ),
          original: v.optional(v.pipe(truth, v.description('Whether this FAQ was translated from it.'))),
        }),
      ),
      v.description('The same FAQ in other languages.'),
    ),
  ),
  disclaimer: v.optional(
    map({
      title: v.optional(words('Heading of the disclaimer.')),
      text: markdown('The disclaimer: it stands on every page.'),
    }),
  ),
  policy: v.optional(
    map({
      review: v.optional(
        v.pipe(
          v.picklist(['off', 'warn', 'require']),
          v.description(
            'What an answer without a valid sign-off is. Default: warn where there are reviewers, else off.',
          ),
        ),
      ),
      unreviewed: v.optional(
        v.pipe(
          v.picklist(['show', 'last-approved', 'hide']),
          v.description('What happens to an answer without a valid sign-off. Default: show.'),
        ),
      ),
      reviewEvery: v.optional(duration('How long a sign-off lasts, as in 12 months.')),
      sourcesEvery: v.optional(duration('How often somebody opens each source again, as in 6 months.')),
      citations: v.optional(
        v.pipe(
          v.picklist(['off', 'warn', 'require']),
          v.description('What an answer without a source is. Default: warn.'),
        ),
      ),
      readingGrade: v.optional(
        v.pipe(naturalNumber, v.description('Highest reading grade of an answer (Flesch-Kincaid, for English).')),
      ),
      index: v.optional(
        v.pipe(
          v.picklist(['auto', 'answers', 'sections']),
          v.description(
            'Whether the front page carries every answer, or lists the questions while the pages of the sections carry them. Default: auto, by their number.',
          ),
        ),
      ),
      origins: v.optional(
        v.pipe(
          v.array(origin('Scheme and host of another site, as in https://cdn.example.org.')),
          v.description('Other sites from which the theme may load style, pictures, fonts and media. Never scripts.'),
        ),
      ),
    }),
  ),
  theme: v.optional(
    map({
      accent: v.optional(
        v.pipe(
          v.string(),
          v.regex(/^#[0-9a-fA-F]{6}$/, 'invalid-value'),
          v.description('The accent colour, as in "#0a5c5a".'),
        ),
      ),
      templates: v.optional(text('Folder whose files replace the built-in templates of the same name.')),
    }),
  ),
});

/** faq.yaml as it is checked and typed, before defaults and ids. */
export type FaqInput = v.InferOutput<typeof faqSchema>;
export type QuestionInput = v.InferOutput<typeof questionSchema>;

export function isWebAddress(address: string): boolean {
  if (!/^https?:\/\/[^\s/]/.test(address) || /[\s<>"\\^`{|}]/.test(address)) return false;
  return URL.canParse(address) && new URL(address).username === '';
}
