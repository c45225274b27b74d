import { type Address, sortAddress } from '../html/addresses.ts';
import { type CitedPlace, citationMark } from '../markdown/citations.ts';
import type { Texts } from '../markdown/markdown.ts';
import { plainMarkdown } from '../markdown/plainMarkdown.ts';
import { printAsMarkdown } from '../markdown/printAsMarkdown.ts';
import { isNamed, type NamedSection } from '../pages/pagePlan.ts';
import { aliasesFor, type Site } from '../pages/pagePrinter.ts';
import type { Page } from '../pages/presentParts.ts';
import type { TextFile } from '../pages/siteFile.ts';
import type { Edition } from '../review/selectEdition.ts';
import type { ListedQuestionView, PageView, QuestionView, SourceView } from '../theme/view.ts';
import type { Words } from '../words/words.ts';
import type { Prose } from '../yaml/places.ts';

/** Makes each page as Markdown, for programs that read text: the same parts, words and numbers, in the same order of help. */
export function twinsOf({
  edition,
  plan,
  texts,
  filePaths,
  questionsById,
  sectionIds,
  pageIds,
}: Site): (page: Page) => TextFile | null {
  const questions = edition.sections.flatMap((section) => section.questions);
  const pages = [...questionsById.keys(), ...pageIds, ...(plan.isListed ? sectionIds : [])];
  const shared: Shared = {
    edition,
    texts,
    answers: new Map(questions.map(({ id, answer }) => [id, answer])),
    sections: new Map(edition.sections.filter(isNamed).map((section) => [section.id, section])),
    addresses: new Map([...filePaths, ...pages.map((id) => [`#${id}`, `${id}.md`] as const)]),
  };
  return edition.faq.outputs.markdown ? (page) => markdownTwin(page, shared) : () => null;
}

/** What is made once and serves every twin. */
interface Shared {
  readonly edition: Edition;
  readonly texts: Texts;
  /** By the id of the question. */
  readonly answers: ReadonlyMap<string, Prose>;
  /** Those that have a title, by id. */
  readonly sections: ReadonlyMap<string, NamedSection>;
  /** What addresses in a text become: of other questions, of sections with pages, and of files. */
  readonly addresses: ReadonlyMap<string, string>;
}

interface Twin extends Shared {
  readonly view: PageView;
  /** Of the sources, by their anchors on the page. */
  readonly numbers: ReadonlyMap<string, number>;
}

function markdownTwin({ path, view }: Page, shared: Shared): TextFile | null {
  if (view.kind === 'missing' || view.kind === 'chat') return null;
  const { faq, sections } = shared.edition;
  const twin: Twin = { ...shared, view, numbers: new Map(view.sources.map(({ anchor, number }) => [anchor, number])) };
  const answer = (question: QuestionView, level: number): string[] => {
    const own = shared.answers.get(question.id);
    return own ? answerParts(question, own, level, twin) : [];
  };
  const { words } = view;
  const answers = (questions: readonly QuestionView[], level: number): string[] =>
    questions.flatMap((question) => [
      `${'#'.repeat(level)} ${plainMarkdown(question.question)}`,
      ...answer(question, level + 1),
    ]);
  const head = [
    `# ${plainMarkdown(view.title)}`,
    ...(view.description === null ? [] : [plainMarkdown(view.description)]),
  ];
  const partsOf = (): string[] => {
    switch (view.kind) {
      case 'question':
        return [`# ${plainMarkdown(view.question.question)}`, ...answer(view.question, 2)];
      case 'section':
        return [
          `# ${plainMarkdown(view.group.title)}`,
          ...printed(shared.sections.get(view.group.id)?.intro ?? null, 2, twin),
          ...answers(view.group.questions, 2),
          ...listOf(view.group.listed),
        ];
      case 'withdrawn':
        return [
          `# ${plainMarkdown(view.heading)}`,
          `**${plainMarkdown(view.notice)}**`,
          plainMarkdown(view.reason),
          ...(view.instead
            ? [
                `${words.readInstead}${words.colon}[${plainMarkdown(view.instead.label)}](<${twinOf(view.instead.href)}>)`,
              ]
            : []),
        ];
      case 'page': {
        const own = shared.edition.pages.find(({ id }) => twinPath(path) === `${id}.md`);
        return [`# ${plainMarkdown(view.heading)}`, ...printed(own?.text ?? null, 2, twin)];
      }
      case 'list':
        return [
          ...head,
          ...view.sections.flatMap(({ title, href, count, listed }, index) => [
            ...(title === null ? [] : [`## [${plainMarkdown(title)}](${twinPath(href ?? '')})`]),
            ...printed(sections[index]?.intro ?? null, 3, twin),
            count,
            ...listOf(listed),
          ]),
        ];
      case 'index':
        return [
          ...head,
          ...view.sections.flatMap((section, index) => [
            ...(section.title === null ? [] : [`## ${plainMarkdown(section.title)}`]),
            ...printed(sections[index]?.intro ?? null, 3, twin),
            ...answers(section.questions, section.title === null ? 2 : 3),
          ]),
        ];
    }
  };
  const { contact } = faq;
  const help = [
    contact?.phone && `${words.call} ${plainMarkdown(contact.phone)}`,
    ...(contact?.phones ?? []).map(
      ({ label, number }) => `${words.call} ${plainMarkdown(number)} (${plainMarkdown(label)})`,
    ),
    contact?.hours && `${words.hours}${words.colon}${plainLinesOf(contact.hours)}`,
    contact?.cost && `${words.cost}${words.colon}${plainLinesOf(contact.cost)}`,
    contact?.link && `[${plainMarkdown(contact.link.label)}](<${contact.link.url}>)`,
    view.chat &&
      `[${plainMarkdown(view.chat.label)}](<${view.chat.href}>)${view.chat.leavesSite ? ` ${plainMarkdown(words.chatElsewhere)}` : ''}`,
  ];
  const reasons = (contact?.reasons ?? []).map((reason) => `- ${plainMarkdown(reason)}`);
  const elsewhere = view.related.map(
    ({ title, href, description }) =>
      `- [${plainMarkdown(title)}](<${href}>)${description === null ? '' : `: ${plainMarkdown(description)}`}`,
  );
  const publisher = view.publisher && [
    `${words.publisher}${words.colon}${plainMarkdown(view.publisher.name)}`,
    ...printed(faq.publisher?.about ?? null, 3, twin),
  ];
  const all = [
    ...(view.preview === null ? [] : [plainMarkdown(view.preview)]),
    ...printed(faq.urgent, 2, twin),
    ...partsOf(),
    ...(view.contact ? [`## ${plainMarkdown(view.contact.title)}`, ...printed(contact?.text ?? null, 3, twin)] : []),
    ...(reasons.length > 0 ? [reasons.join('\n')] : []),
    ...help.filter((line): line is string => Boolean(line)),
    ...printed(contact?.disclosure ?? null, 3, twin),
    ...(view.sources.length > 0 ? [`## ${words.sources}`, view.sources.map(sourceLine).join('\n')] : []),
    ...(view.kind === 'question' ? historyOf(view.question, words) : []),
    ...(elsewhere.length > 0 ? [`## ${words.related}`, elsewhere.join('\n')] : []),
    ...(view.disclaimer
      ? [`## ${plainMarkdown(view.disclaimer.title)}`, ...printed(faq.disclaimer?.text ?? null, 3, twin)]
      : []),
    ...(publisher ?? []),
  ];
  return { path: twinPath(path), contents: `${all.join('\n\n')}\n` };
}

/** The path of a page's Markdown. */
export function twinPath(path: string): string {
  return path.replace(/\.html$/, '.md');
}

/** Of a page of the site; an address elsewhere stays. */
function twinOf(href: string): string {
  return /^https?:/.test(href) ? href : twinPath(href);
}

function listOf(questions: readonly ListedQuestionView[]): string[] {
  const lines = questions.map(({ question, href }) => `- [${plainMarkdown(question)}](${twinPath(href)})`);
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function answerParts(
  { unpublished, short, review, updated, evidence, outdated, origin }: QuestionView,
  prose: Prose,
  level: number,
  twin: Twin,
): string[] {
  const { words } = twin.view;
  const label = origin ? [`*${plainMarkdown(origin.text)}*`] : [];
  return [
    ...(review?.reviewed ? [] : label),
    ...(unpublished === null ? [] : [`*${plainMarkdown(unpublished)}*`]),
    ...(short === null ? [] : [`**${plainMarkdown(short)}**`]),
    ...printed(prose, level, twin),
    ...(outdated ? [`*${plainMarkdown(outdated.text)}* [${words.readOriginal}](<${outdated.href}>)`] : []),
    ...(review?.reviewed ? label : []),
    ...(review ? [`*${plainMarkdown(review.text)}*`] : []),
    ...(updated ? [`${words.updated} ${updated.text}`] : []),
    ...(evidence ? [`${words.evidence} ${evidence.text}`] : []),
  ];
}

function historyOf({ history }: QuestionView, words: Words): string[] {
  const lines = history.map(({ date, note }) => `- ${date.text}${words.colon}${plainMarkdown(note)}`);
  return lines.length === 0 ? [] : [`## ${words.history}`, lines.join('\n')];
}

/** Lines stay apart, as on the page. */
function plainLinesOf(text: string): string {
  return text.trim().split('\n').map(plainMarkdown).join('\\\n');
}

function sourceLine({ number, title, authors, publisher, date, href }: SourceView): string {
  const facts = [authors, publisher, date?.text]
    .filter((fact) => fact !== null && fact !== undefined)
    .map(plainMarkdown);
  const name = href === null ? plainMarkdown(title) : `[${plainMarkdown(title)}](<${href}>)`;
  return `${number}. ${[name, ...facts].join('. ')}`;
}

/** A text of the author, with numbers for citations, headings below the one above, and links to other twins. */
function printed(prose: Prose | null, level: number, { edition, texts, numbers, addresses, view }: Twin): string[] {
  const markdown = prose && texts.get(prose);
  if (!markdown) return [];
  const aliases = aliasesFor(markdown.prose, edition);
  const text = printAsMarkdown(markdown, {
    headingLevel: level,
    titleOf: (card) => view.words.callouts[card],
    addressOf: (href) => addressIn(sortAddress(href), addresses),
    cite: ({ cited }) =>
      cited
        .map((place) =>
          citationMark(inMarkdown(place), String(numbers.get(`_source-${aliases?.get(place.id) ?? place.id}`) ?? '?')),
        )
        .join(''),
  });
  return [text];
}

function inMarkdown(place: CitedPlace): CitedPlace {
  const { prefix, locator } = place;
  return { ...place, prefix: prefix && plainMarkdown(prefix), locator: locator && plainMarkdown(locator) };
}

function addressIn(address: Address, addresses: Twin['addresses']): string | null {
  switch (address.kind) {
    case 'anchor':
      return addresses.get(`#${address.id}`) ?? null;
    case 'file':
      return addresses.get(address.path) ?? null;
    case 'elsewhere':
      return address.href;
    case 'unsafe':
      return null;
  }
}
