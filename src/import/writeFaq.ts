import { languageMeant } from '../faq/languageTags.ts';
import { dialled } from '../schema/telephone.ts';
import { type WritableYaml, writeYaml } from '../yaml/writeYaml.ts';
import type { Found, FoundContact } from './found.ts';
import type { DraftFaq, DraftGroup, DraftQuestion, Gathered } from './gather.ts';
import { languageOfWords } from './languageOfWords.ts';

/**
 * The text of faq.yaml: it builds as it stands, claims no review, and its comments say what is left to do.
 * `schema` is written as the address of the JSON Schema; `title` is used where no source has one.
 */
export function writeFaq(
  faq: DraftFaq,
  sources: readonly Gathered[],
  { schema, title }: { schema: string; title: string },
): string {
  const told = <Key extends keyof Found>(key: Key): Found[Key] | undefined =>
    sources.map(({ found }) => found[key]).find((value) => value !== undefined);
  const language = languageMeant(told('language') ?? '');
  const contact = told('contact');
  const { disclaimer } = faq;
  const [description, related] = [told('description'), told('related')];
  const comments = new Map<string, string>();
  const note = (key: string, ...lines: (string | null)[]): void => {
    comments.set(
      key,
      lines
        .flatMap((one) => (one === null ? [] : one.startsWith('#') ? one.slice(1) : one === '' ? '' : ` ${one}`))
        .join('\n'),
    );
  };
  const value: Record<string, WritableYaml> = { title: oneLine(told('title') ?? title) };
  if (told('title') === undefined) note('title', 'No source has a title: write one.');
  if (description) value['description'] = oneLine(description);
  const guess = languageOfWords(faq.questions.map(({ item }) => `${item.question} ${item.words}`).join('\n'));
  value['language'] = language ?? guess ?? 'en';
  if (language === null) {
    note(
      'language',
      `No source says its language: ${guess === null ? 'en is a guess' : `${guess} is told by its words`}. It decides the words around the answers.`,
    );
  } else if (guess !== null && guess !== language.slice(0, 2))
    note('language', `The source says ${language}; its words look like ${guess}.`);
  const questions = faq.groups.length > 0 ? 'sections' : 'questions';
  value[questions] = faq.groups.length > 0 ? faq.groups.map(groupValue) : faq.questions.map(questionValue);
  const { updated, address } = { updated: told('updated'), address: told('address') };
  note(
    questions,
    'Where the new site will stand:',
    '#url: https://example.org/faq/',
    '',
    address === undefined ? null : `The questions stood at ${oneLine(address)}`,
    updated === undefined
      ? null
      : `The source was last changed on ${updated}. That is the day of a page: an answer gets its own \`updated\` once somebody has looked at it.`,
    'Read each answer beside its source. An id is kept for ever once it is published: change it now, or never.',
    faq.questions.some(({ item }) => item.draft)
      ? 'A draft is not published: take away `draft: true` when it is ready.'
      : null,
  );
  if (related && related.length > 0)
    value['related'] = related.map(({ title: name, url }) => ({ title: oneLine(name), url }));
  const reached = contact && contactValue(contact);
  if (reached) {
    value['contact'] = reached;
    note(
      'contact',
      'Add who answers, and who pays for it, as in:',
      '#  disclosure: The publisher answers this line, and pays for it.',
    );
  }
  const reviewers = told('reviewers') ?? [];
  if (disclaimer) {
    value['disclaimer'] = { ...(disclaimer.title ? { title: oneLine(disclaimer.title) } : {}), text: disclaimer.text };
  }
  const text = writeYaml(value, { isBlock: (key) => key === 'answer' || key === 'intro' || key === 'text', comments });
  const credit = reviewers.map(({ name, role }) => `${oneLine(name)}${role ? `, ${oneLine(role)}` : ''}`).join('; ');
  const rest = [
    ...(credit === ''
      ? []
      : [
          '',
          commented(
            `The source names as reviewers: ${credit}. Nothing counts as reviewed before each has signed it here: see`,
          ),
          commented('`faqgen review sign --help`, and `reviewers` in the documentation of faq.yaml.'),
        ]),
    ...(disclaimer
      ? []
      : [
          '',
          commented('No source has a disclaimer, which stands on every page:'),
          '#disclaimer:',
          '#  text: This page informs. It does not replace advice from a professional.',
        ]),
  ].map((line) => `${line.trimStart()}\n`);
  return `# yaml-language-server: $schema=${schema}\n\n${commentBlock(sources)}\n${text}${rest.join('')}`;
}

function commentBlock(sources: readonly Gathered[]): string {
  const names = sources.map(({ path }) => path);
  const shown =
    names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more files` : names.join(', ');
  return [
    'Made by `faqgen import` from',
    `${oneLine(shown)}.`,
    'Nothing in it is reviewed. Next: `npx --no-install faqgen watch --open` shows it; `npx --no-install faqgen check` says what is left to mend.',
  ]
    .join(' ')
    .split(/(?<=\.) (?=Nothing|Next)/)
    .map((line) => `${commented(line)}\n`)
    .join('');
}

function groupValue({ id, title, formerly, intro, questions }: DraftGroup): WritableYaml {
  return {
    id,
    title: oneLine(title),
    ...(formerly.length > 0 ? { formerly } : {}),
    ...(intro === null ? {} : { intro }),
    questions: questions.map(questionValue),
  };
}

function questionValue({ id, formerly, item, answer }: DraftQuestion): WritableYaml {
  const { question, keywords = [], updated, draft } = item;
  return {
    id,
    question: oneLine(question),
    answer: written(answer),
    ...(keywords.length > 0 ? { keywords: keywords.map(oneLine) } : {}),
    ...(updated === undefined ? {} : { updated }),
    ...(draft ? { draft: true as const } : {}),
    ...(formerly.length > 0 ? { formerly } : {}),
  };
}

/** A box that reaches nobody is none. */
function contactValue({ title, phone, hours }: FoundContact): WritableYaml | null {
  const number = phone !== undefined && dialled(phone) !== null ? phone : undefined;
  if (number === undefined && hours === undefined) return null;
  return {
    ...(title ? { title: oneLine(title) } : {}),
    ...(number ? { phone: number } : {}),
    ...(hours ? { hours: oneLine(hours) } : {}),
  };
}

/** What no file of ours may hold is no word of a text: see `forbiddenIn`. */
function written(text: string): string {
  return text
    .replaceAll(
      /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFEFF\u202A-\u202E\u2066-\u2069\uFDD0-\uFDEF\uFFFE\uFFFF\p{Cs}]/gu,
      '',
    )
    .trim();
}

function oneLine(text: string): string {
  return written(text).replaceAll(/\s*\n\s*/g, ' ');
}

function commented(line: string): string {
  return `# ${line}`;
}
