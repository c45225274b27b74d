import { decodeXML } from 'entities';
import { Html } from '../html/html.ts';
import { linesOfHtml } from '../html/linesOfHtml.ts';
import { nodesOfHtml } from '../html/parseHtml.ts';
import { oneSpaced } from '../html/publishedElements.ts';
import { readMarkdown } from '../markdown/markdown.ts';
import { plainMarkdown } from '../markdown/plainMarkdown.ts';
import { printAsMarkdown } from '../markdown/printAsMarkdown.ts';
import { labelledSummary } from '../outputs/feedContent.ts';
import { isHeaderLine } from '../outputs/headers.ts';
import { redirectRules } from '../outputs/redirects.ts';
import { approvedHtml, transcriptOf } from '../proof/answerTranscript.ts';
import { withoutMarks } from '../proof/authoredClaims.ts';
import { type ClaimSearch, mayClaim } from '../proof/reviewClaims.ts';
import { entriesOf, type JsonMap, readJson, stringOf } from '../publicData/jsonValues.ts';
import type { PublishedFaq } from '../publicData/publishedFaq.ts';
import { alterationsOfNoticeInTwin } from '../publicData/publishedNotice.ts';
import { labelInTwin } from '../publicData/publishedOrigin.ts';
import { canonicalLine } from '../review/canonicalText.ts';
import type { SignedTogether } from '../review/signOff.ts';
import { originPattern } from '../schema/origins.ts';
import { en } from '../words/en.ts';
import { dateView } from '../words/language.ts';
import type { Words } from '../words/words.ts';
import { wordsFor } from '../words/wordsFor.ts';
import { namesOtherFile } from './approvedSurroundings.ts';
import { isApprovedContent } from './publishedFeed.ts';
import { saysReviewed } from './publishedFoot.ts';

/** What the copies of a site for programs are held against. */
export interface Approvals {
  readonly faq: PublishedFaq;
  /** What was approved of an answer, where the record proves it and it holds; null for every other. */
  approvalOf(id: string): SignedTogether | null;
  readonly search: ClaimSearch;
}

/** How a copy of answers for programs differs from what was approved, and what it claims besides; empty where it does not. */
export function alterationsOfText(path: string, text: string, approvals: Approvals): string[] {
  if (path === 'llms.txt') return inList(text, approvals);
  if (path === 'feed.xml') return inFeed(text, approvals);
  if (path === 'faq.json') return inData(text, approvals);
  if (path.endsWith('.txt')) return path.startsWith('assets/') ? [] : claimsOf(paragraphsOf(text), approvals.search);
  if (path === '_headers') return inLines(text, isHeaderLine);
  if (path === '_redirects') {
    const { moved } = approvals.faq;
    const rules = [...moved].flatMap(([old, targets]) => targets.flatMap((target) => redirectRules(old, target)));
    return inLines(text, (line) => rules.includes(line));
  }
  // What lies among the assets is a file of the project, which a text links.
  return path.endsWith('.md') && !path.startsWith('assets/') ? inTwin(path, text, approvals) : [];
}

/** White space between the parts of JSON says nothing. */
function withoutLayout(json: string): string {
  return json.replaceAll(/("[^"\\]*(?:\\.[^"\\]*)*")|\s+/g, '$1');
}

/** What a host is told besides: it could show readers any other page. */
function inLines(text: string, isKnown: (line: string) => boolean): string[] {
  const other = text.split('\n').find((line) => line !== '' && !isKnown(line));
  return other === undefined ? [] : [`it holds another line: “${other.trim().slice(0, 100)}”`];
}

function claimsOf(texts: readonly (string | null | undefined)[], search: ClaimSearch): string[] {
  return texts.flatMap((text) => {
    const words = text ? withoutMarks(text) : '';
    return mayClaim(words) && search.claimIn(words) !== null
      ? [`it claims a review: “${words.trim().slice(0, 100)}”`]
      : [];
  });
}

function paragraphsOf(text: string): string[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => [paragraph.replaceAll('\n', ' '), ...paragraph.split('\n')]);
}

/** The Markdown of a page. */
function inTwin(path: string, text: string, { faq, approvalOf, search }: Approvals): string[] {
  const expected = faq.answersOn(path.replace(/\.md$/, '.html'));
  if (!expected) return ['faq.json knows of no such page'];
  const words = wordsFor(faq.language) ?? en;
  const lines = text.split('\n');
  const sourcesAt = lines.indexOf(`## ${words.sources}`);
  const sourceLines = sourcesAt < 0 ? [] : lines.slice(sourcesAt);
  const headings = headingsIn(lines);
  /** Where a question is asked that was not read yet. */
  const headingsOf = (id: string): number[] =>
    (headings.get(plainMarkdown(faq.questions.get(id)?.question ?? '')) ?? []).filter((index) => lines[index] !== '');
  const faults: string[] = [];
  const isList = expected.mayList && !expected.ids.some((id) => headingsOf(id).length > 0);
  for (const id of isList ? [] : expected.ids) {
    const signOff = approvalOf(id);
    const label = labelInTwin(id, faq);
    if (label !== null && !headingsOf(id).some((start) => saysBelow(label, start, lines))) faults.push(unlabelled(id));
    if (!signOff) continue;
    const isSame = headingsOf(id).some((start) => {
      const end = lines.findIndex((line, index) => index > start && saysIn(line, signOff, faq.language));
      const above = lines.slice(start + 1, end);
      const body = (above.at(-2) === label ? above.slice(0, -2) : above).join('\n');
      if (end < 0 || !saysSame(body, signOff, sourceLines, faq.language)) return false;
      if (namesOtherFile(body, signOff)) return false;
      lines.fill('', start, end + 1);
      return true;
    });
    if (!isSame) faults.push(`the answer to \`${id}\` is another one than was approved`);
    else if (headingsOf(id).length > 0 && isOnlyOne(id, expected.ids, faq)) faults.push(`it asks \`${id}\` twice`);
  }
  const list = new Set(sourceLines);
  const rest = lines.filter((line) => !list.has(line) || !/^\d+\. /.test(line)).join('\n');
  const named = sourceLines.filter((line) => mayClaim(line) && search.plainClaimIn(withoutMarks(line)) !== null);
  return [
    ...faults,
    ...alterationsOfNoticeInTwin(path, text, faq),
    ...claimsOf(paragraphsOf(rest), search).slice(0, 1),
    ...named.map((line) => `it claims a review: “${line}”`),
  ];
}

/** The lines of headings, by their words. */
function headingsIn(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const [, words] = /^#{1,6} (.*)$/.exec(line) ?? [];
    if (words !== undefined) found.set(words, [...(found.get(words) ?? []), index]);
  }
  return found;
}

/** Whether a line stands below a heading, and above the next one that is no deeper. */
function saysBelow(label: string, start: number, lines: readonly string[]): boolean {
  const depth = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 0;
  const below = lines.slice(start + 1);
  const end = below.findIndex((line) => (/^(#+) /.exec(line)?.[1]?.length ?? 7) <= depth);
  return (end < 0 ? below : below.slice(0, end)).includes(label);
}

/** Whether nothing else on the page is called as the question. */
function isOnlyOne(id: string, ids: readonly string[], { questions, titles }: PublishedFaq): boolean {
  const question = questions.get(id)?.question ?? '';
  return (
    !titles.has(oneSpaced(question)) && ids.every((one) => one === id || questions.get(one)?.question !== question)
  );
}

/** Whether a line in italics is the sentence that tells of the review. */
function saysIn(line: string, signOff: SignedTogether, language: string): boolean {
  const sentence = /^\*(.+)\*$/.exec(line)?.[1];
  return sentence !== undefined && saysReviewed(oneSpaced(unescaped(sentence)), signOff, language);
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
}

function saysSame(body: string, signOff: SignedTogether, sourceLines: readonly string[], language: string): boolean {
  const words = wordsFor(language) ?? en;
  const short = signOff.short === null ? '' : `**${plainMarkdown(signOff.short)}**`;
  const trimmed = body.trim();
  if (!trimmed.startsWith(short)) return false;
  const outdated = `*${plainMarkdown(words.originalChanged)}* [`;
  const blocks = trimmed.slice(short.length).trim().split('\n\n');
  const answer = blocks.filter((block, index) => index < blocks.length - 1 || !block.startsWith(outdated)).join('\n\n');
  const numbers = new Map(
    signOff.sources.map((source) => [source.id, numberOf(source, sourceLines, language)] as const),
  );
  const transcript = (markdown: string): string =>
    transcriptOf(nodesOfHtml(approvedHtml(markdown, language)), () => null);
  const approvedIn = (style: Words | null): string =>
    transcript(inTwinStyle(signOff.answer, style)).replaceAll(
      /<sup class="cite"><cite ([^>]+)>([^<]*)<\/><\/>/g,
      (_, id: string, around: string) => {
        const at = around.indexOf(', ');
        const [before, after] = at < 0 ? [around, ''] : [around.slice(0, at), around.slice(at)];
        return `[${before}${numbers.get(id) ?? '?'}${after}]`;
      },
    );
  // Two answers may have approved the same work: it then stands twice in the list.
  const firstAlike = (number: string): string => {
    const entry = sourceLines.find((line) => line.startsWith(`${number}. `))?.slice(number.length + 2);
    return sourceLines.map((line) => /^(\d+)\. (.*)$/.exec(line)).find((match) => match?.[2] === entry)?.[1] ?? number;
  };
  const marked = (text: string): string =>
    wordsIn(text).replaceAll(
      /(\[(?:[^[\]\d]{1,70})?)(\d+)(?=[\],])/g,
      (_, before: string, number: string) => before + firstAlike(number),
    );
  // A link within the site leads to the Markdown of its target.
  const read = answer.replaceAll(/\]\(([^\s()/]+)\.md\)/g, '](#$1)');
  // Where the signs of Markdown would be read as signs, its elements stand in their place.
  return [read, read.replaceAll(/(?<!\\)<\/?(?:strong|em)>/g, '')].some(
    // Earlier versions left care cards their marks.
    (text) => [words, null].some((style) => marked(transcript(text)) === marked(approvedIn(style))),
  );
}

/** As the Markdown of a page lays it out: there a list whose numbers jump is paragraphs, for one. */
function inTwinStyle(answer: string, words: Words | null): string {
  const markdown = readMarkdown({ text: answer, path: [] });
  if (!markdown) return answer;
  return printAsMarkdown(markdown, {
    headingLevel: 1,
    addressOf: (href) => href,
    cite: ({ raw }) => raw,
    titleOf: (card) => words?.callouts[card] ?? null,
  });
}

/** Words, numbers of lists, cells of tables, addresses and pictures: by which signs the Markdown of a page lays them out is its own. */
function wordsIn(transcript: string): string {
  return (
    transcript
      .replaceAll(/<t[hd][\s>]/g, '¦$&')
      .replaceAll(/<([^>]*)>/g, (_, tag: string) =>
        (tag.match(/(?<= )(?:href|src|alt|start|value)="[^"]*"/g) ?? []).join(),
      )
      .replaceAll(/\s+/g, ' ')
      // Between two digits a space counts: `9 5 mg` is not `95 mg`.
      .replaceAll(/(?<!\p{N}) | (?!\p{N})/gu, '')
  );
}

/** The number under which the sources list the one that was approved, to the word. */
function numberOf(
  source: SignedTogether['sources'][number],
  lines: readonly string[],
  language: string,
): string | null {
  const title = plainMarkdown(source.title ?? source.authors ?? source.publisher ?? source.id);
  const address = source.url ?? (source.doi === null ? null : `https://doi.org/${encodeURI(source.doi)}`);
  const date = source.date === null ? null : dateView(source.date, language).text;
  const authors = source.title === null ? null : source.authors;
  const publisher = source.title === null && source.authors === null ? null : source.publisher;
  const facts = [authors, publisher, date].filter((fact) => fact !== null).map(plainMarkdown);
  const entry = [address === null ? title : `[${title}](<${address}>)`, ...facts].join('. ');
  return (
    lines
      .map((line) => /^(\d+)\. (.*)$/.exec(line))
      .find((match) => canonicalLine(match?.[2] ?? '') === canonicalLine(entry))?.[1] ?? null
  );
}

function unlabelled(id: string): string {
  return `it does not say that a machine had a part in \`${id}\`, as faq.json does`;
}

/** llms.txt. */
function inList(text: string, { faq, approvalOf, search }: Approvals): string[] {
  const ids = new Map([...faq.questions.keys()].map((id) => [encodeURI(id), id]));
  return text.split('\n').flatMap((line) => {
    const [, address = '', notes = ''] =
      /^- \[.*?\]\((?:[^()]*\/)?([^/()]+)\.(?:md|html)\)(?:: (.*))?$/.exec(line) ?? [];
    const id = ids.get(address) ?? '';
    const signOff = approvalOf(id);
    const label = faq.questions.get(id)?.origin?.text ?? null;
    const written = label === null ? '' : `${plainMarkdown(label)} `;
    if (!signOff) return [...(`${notes} `.includes(written) ? [] : [unlabelled(id)]), ...claimsOf([line], search)];
    const short = `${signOff.short === null ? '' : `${plainMarkdown(signOff.short)} `}${written}`;
    const isSame =
      line.startsWith(`- [${plainMarkdown(signOff.question)}](`) &&
      notes.startsWith(short) &&
      saysReviewed(oneSpaced(unescaped(notes.slice(short.length))), signOff, faq.language);
    return isSame ? [] : [`the answer to \`${id}\` is another one than was approved`];
  });
}

/** feed.xml. */
function inFeed(text: string, { faq, approvalOf, search }: Approvals): string[] {
  const entries = [...text.matchAll(/<entry>([\s\S]*?)<\/entry>/g)].map(([, entry = '']) => entry);
  if ((text.match(/<[^\s/>]*entry\b|<!/gi) ?? []).length !== entries.length || !entries.every(isPrintedEntry))
    return ['an entry holds more than is printed there'];
  const head = text.replaceAll(/<entry>[\s\S]*?<\/entry>/g, '');
  if (!isPrintedHead(head)) return ['it holds more than is printed there'];
  const faults = entries.flatMap((entry) => {
    const all = (tag: string): string[] =>
      [...entry.matchAll(new RegExp(`<${tag}[^>]*>([^<]*)</`, 'g'))].map(([, value = '']) => decodeXML(value));
    const [address = ''] = all('id');
    const id =
      [...faq.questions.keys()].find(
        (one) => address.endsWith(`/${encodeURI(one)}.html`) || address.endsWith(`/${one}.html`),
      ) ?? '';
    const isOfSite = id !== '' || [...faq.withdrawn.keys()].some((page) => address.endsWith(`/${encodeURI(page)}`));
    if (!isOfSite) return ['it holds an entry of no answer of the site'];
    const signOff = approvalOf(id);
    const label = faq.questions.get(id)?.origin?.text ?? null;
    const shown = [
      ...all('summary'),
      ...all('content').map((content) => decodeXML(content.replaceAll(/<[^>]*>/g, '\n'))),
    ];
    const isLabelled = label === null || shown.every((text) => text.includes(label));
    const isCalledReviewed = /term="reviewed"|<contributor/.test(entry);
    if (!signOff)
      return [
        ...(isLabelled ? [] : [unlabelled(id)]),
        ...(isCalledReviewed ? [`it calls the answer to \`${id}\` reviewed`] : []),
        ...claimsOf(
          [
            ...['title', 'summary', 'name'].flatMap(all),
            ...all('content').flatMap((content) => linesOfHtml(new Html(content))),
          ],
          search,
        ).slice(0, 1),
      ];
    const isSame =
      JSON.stringify([all('title'), all('summary')].map((texts) => texts.map(canonicalLine))) ===
        JSON.stringify([[signOff.question], signOff.short === null ? [] : [labelledSummary(signOff.short, label)]]) &&
      all('name').every((name) => [signOff, ...signOff.further].some((one) => one.name === name)) &&
      all('content').every((content) => isApprovedContent(content, address, signOff, faq));
    return isSame ? [] : [`the answer to \`${id}\` is another one than was approved`];
  });
  return [
    ...faults,
    ...claimsOf(
      [decodeXML(head.replaceAll(/<[^>]*>/g, '\n'))].flatMap((one) => one.split('\n')),
      search,
    ),
  ];
}

function isPrintedHead(head: string): boolean {
  const rest = head
    .replace(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom" xml:lang="[^"]*">/,
      '',
    )
    .replaceAll(/<(id|title|subtitle|updated)>[^<]*<\/\1>/g, '')
    .replace(/<author><name>[^<]*<\/name><\/author>/, '')
    .replaceAll(/<link rel="(?:self" type="application\/atom\+xml|alternate" type="text\/html)" href="[^"]*"\/>/g, '');
  return rest.trim() === '</feed>';
}

/** Whether an entry of the feed has those elements alone that are printed there, and leads where its id says. */
function isPrintedEntry(entry: string): boolean {
  const rest = entry
    .replaceAll(/<(id|title|updated|summary)>[^<]*<\/\1>/g, '')
    .replaceAll(/<link rel="alternate" type="text\/html" href="[^"]*"\/>/g, '')
    .replace(/<content type="html">[^<]*<\/content>/, '')
    .replaceAll('<category term="reviewed"/>', '')
    .replaceAll(/<contributor><name>[^<]*<\/name><\/contributor>/g, '');
  const address = /<id>([^<]*)</.exec(entry)?.[1];
  return rest.trim() === '' && [...entry.matchAll(/ href="([^"]*)"/g)].every(([, href]) => href === address);
}

/** What faq.json says besides the answers that are approved. */
function inData(text: string, { approvalOf, search }: Approvals): string[] {
  const data = readJson(text);
  const sections = entriesOf(data['sections']);
  const questions = sections.flatMap((section) => entriesOf(section['questions']));
  const ids = questions.map(({ id }) => stringOf(id) ?? '');
  const last = new Map(ids.map((id, index) => [id, index]));
  const twice = ids.find((id, index) => last.get(id) !== index);
  // What was approved, titles of works, and what is told of the reviewers may say more.
  const { sources, reviewers, ...others } = data;
  const rest = questions.map((question) => {
    const { question: _, short: __, answer: ___, review: ____, ...more } = question;
    return approvalOf(stringOf(question['id']) ?? '') ? more : { ...question, review: null };
  });
  const claims = claimsOf(
    textsIn({ ...others, sections: sections.map(({ questions: _, ...section }) => section), rest }).flatMap(
      paragraphsOf,
    ),
    search,
  );
  const strange = [
    ...strayKeysOf([data], keysOfData),
    ...strayKeysOf(sections, keysOfSection),
    ...strayKeysOf(entriesOf(data['withdrawn']), 'id formerly question on reason instead'.split(' ')),
    ...strayKeysOf(entriesOf(data['pages']), ['id', 'title']),
    ...strayKeysOf(entriesOf(sources), keysOfSource),
    ...strayKeysOf(entriesOf(reviewers), keysOfReviewer),
  ];
  return [
    // Of a key that stands twice, some programs take the first.
    ...(JSON.stringify(data) === withoutLayout(text) ? [] : ['its JSON is written otherwise, or holds a key twice']),
    ...(twice === undefined ? [] : [`it holds \`${twice}\` twice`]),
    ...questions.flatMap((question) =>
      strayKeys(question).map((key) => `it says more of \`${stringOf(question['id'])}\`: \`${key}\``),
    ),
    ...strange.map((key) => `it says more than is printed there: \`${key}\``),
    ...claims.slice(0, 1),
  ];
}

function strayKeys(question: JsonMap): string[] {
  const [review] = entriesOf([question['review']]);
  const state = stringOf(review?.['state']);
  const known = state === 'signed' ? ['state', ...keysOfApproval, 'further'] : ['state'];
  return [
    ...Object.keys(question).filter((key) => !keysOfQuestion.includes(key)),
    ...Object.keys(review ?? {}).filter((key) => !known.includes(key)),
    ...strayKeysOf(entriesOf(review?.['further']), keysOfApproval),
    ...(isKnownOrigin(question['origin']) ? [] : ['origin']),
    ...(review && !['signed', 'changed', 'expired', 'unsigned'].includes(state ?? '') ? [`${state}`] : []),
  ];
}

function isKnownOrigin(origin: unknown): boolean {
  const [told] = entriesOf([origin]);
  const by = stringOf(told?.['by']);
  const typed = `${stringOf(told?.['kind'])}${by === null ? '' : ` by ${by}`}`;
  const isWhole = told !== undefined && Object.keys(told).join() === 'kind,by' && (by !== null || told['by'] === null);
  return origin === undefined || (isWhole && typed !== 'human' && originPattern.test(typed));
}

function strayKeysOf(maps: readonly JsonMap[], known: readonly string[]): string[] {
  return maps.flatMap((map) => Object.keys(map).filter((key) => !known.includes(key)));
}

const keysOfData =
  '$schema format preview title description language url about translations publisher urgent disclaimer reviewers sections withdrawn pages sources'.split(
    ' ',
  );
const keysOfSection = 'id formerly title questions'.split(' ');
const keysOfSource = 'id title authors publisher date url doi checked'.split(' ');
const keysOfReviewer = 'id name role credentials url key keys'.split(' ');
const keysOfQuestion =
  'id formerly question short answer keywords sources updated changes evidence origin review translation'.split(' ');
const keysOfApproval = 'reviewer name role as date until digest record'.split(' ');

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
