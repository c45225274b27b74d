import { decodeXML } from 'entities';
import { type Found, type FoundGroup, type FoundItem, type Remark, UnusableSource } from '../import/found.ts';
import { announcesQuestions, endsAsQuestion, isGenericTitle } from '../recognise/questionWords.ts';
import { recogniseHtml } from '../recognise/recogniseHtml.ts';
import { lineFinder, wordsIn } from '../texts/proseOnPage.ts';
import type { TextSource } from '../texts/source.ts';
import { quoted } from '../transcribe/fates.ts';
import { publicationOf } from './fieldNames.ts';
import { itemOfFields } from './itemOfFields.ts';
import { withoutShortcodes, withParagraphs } from './shortcodes.ts';

const ofPages = /^(?:page|post)$/;
/** Kinds of posts that plugins keep single questions in. */
const questionKinds = /faq|question|^(?:docs?|kb|knowledge|helpie|betterdocs|ht_kb|epkb|article)/i;

/**
 * WordPress export (WXR): each post of a kind that holds questions is one, and each page or post that is titled so, or
 * holds questions, is read as a page. What is not published is a draft; what is private, has a password or lies in the bin is left.
 */
export function recogniseWordpressExport({ text, remarks: told, pictureAt }: TextSource): Found {
  const remarks: Remark[] = [...told];
  const items: FoundItem[] = [];
  const groups: FoundGroup[] = [];
  const pages: { title: string; items: readonly FoundItem[] }[] = [];
  const channel = text.slice(0, text.indexOf('<item>'));
  const others = new Map<string, { count: number; line: number }>();
  let [line, counted] = [1, 0];
  for (const match of text.matchAll(/<item>([\s\S]*?)<\/item>/g)) {
    line += text.slice(counted, match.index).split('\n').length - 1;
    counted = match.index;
    const post = readPost(match[1] ?? '', line);
    const isQuestion = questionKinds.test(post.kind);
    if (isQuestion || (ofPages.test(post.kind) && endsAsQuestion(post.title))) {
      const item = itemOfPost(post, pictureAt, remarks);
      if (item) items.push(item);
      continue;
    }
    const found = ofPages.test(post.kind) && mayAsk(post) ? questionsOfPage(post, pictureAt) : null;
    if (found === null || found.items.length === 0) {
      const other = others.get(post.kind) ?? { count: 0, line };
      others.set(post.kind, { ...other, count: other.count + 1 });
      continue;
    }
    const publication = publicationOf('status', post.status);
    const why = `of the page ${quoted(post.title)}: its status is “${post.status}”`;
    const all = found.items.length === 1 ? 'the question' : `the ${found.items.length} questions`;
    if (publication === 'restricted') {
      remarks.push({ kind: 'left-out', what: `${all} ${why}`, line });
      continue;
    }
    const isDraft = publication !== 'published';
    if (isDraft) remarks.push({ kind: 'changed', what: `drafts: ${all} ${why}`, line });
    remarks.push(...found.remarks);
    groups.push(...(found.groups ?? []));
    const own = isDraft ? found.items.map((item) => ({ ...item, draft: true })) : found.items;
    items.push(...own);
    if (!isGenericTitle(post.title)) pages.push({ title: post.title, items: own });
  }
  for (const [kind, { count, line: first }] of others)
    remarks.push({
      kind: 'left-out',
      what: `${count} ${count === 1 ? 'entry' : 'entries'} of the kind “${kind}”, the first of them here`,
      line: first,
    });
  // Of several pages, each is a section.
  const pageOf = new Map(pages.flatMap((page) => page.items.map((item) => [item, page.title])));
  const isAlone = pages.length === 1 && groups.length === 0 && pages[0]?.items.length === items.length;
  const placed = items.map((item) => {
    const group = item.group ?? (isAlone ? undefined : pageOf.get(item));
    return group === undefined ? item : { ...item, group };
  });
  const titles = new Set(groups.map(({ title }) => title));
  for (const { group } of placed) {
    if (group === undefined || titles.has(group)) continue;
    titles.add(group);
    groups.push({ title: group });
  }
  const [title, language] = [elementIn(channel, 'title'), elementIn(channel, 'language')];
  return {
    items: placed,
    ...(groups.length > 0 ? { groups } : {}),
    ...(title ? { title } : {}),
    ...(language ? { language } : {}),
    remarks,
  };
}

interface Post {
  readonly kind: string;
  readonly title: string;
  /** Without shortcodes. */
  readonly markup: string;
  readonly lost: readonly string[];
  /** `private` of one with a password. */
  readonly status: string;
  readonly hasPassword: boolean;
  readonly address: string | null;
  readonly group: string | undefined;
  readonly changed: string;
  /** The whole of it. */
  readonly xml: string;
  readonly line: number;
}

function readPost(xml: string, line: number): Post {
  const { markup, lost } = withoutShortcodes(elementIn(xml, 'content:encoded') ?? '');
  const hasPassword = Boolean(elementIn(xml, 'wp:post_password'));
  return {
    kind: elementIn(xml, 'wp:post_type') ?? 'post',
    title: elementIn(xml, 'title') ?? '',
    markup: withParagraphs(markup),
    lost,
    status: hasPassword ? 'private' : (elementIn(xml, 'wp:status') ?? 'publish'),
    hasPassword,
    address: elementIn(xml, 'link'),
    group: categoryOf(xml),
    changed: (elementIn(xml, 'wp:post_modified') ?? '').slice(0, 10).replace(/^0000.*/, ''),
    xml,
    line,
  };
}

function mayAsk({ title, markup }: Post): boolean {
  const asking = markup.match(/[?？]\s*(?:<\/\w+>\s*)*<\/(?:h[1-6]|summary|strong|b|dt|button)>/g) ?? [];
  return announcesQuestions(title) || asking.length > 1 || /faq|accordion|<details/i.test(markup);
}

function itemOfPost(post: Post, pictureAt: TextSource['pictureAt'], remarks: Remark[]): FoundItem | null {
  const { title, markup, lost, status, hasPassword, address, group, changed, line } = post;
  remarks.push(...namesOfLost(lost, line));
  return itemOfFields(
    {
      question: title,
      answer: markup,
      group,
      statuses: [{ name: hasPassword ? 'its password' : 'its status', value: status }],
      updated: changed,
      address: address && !/[?&]p=\d/.test(address) ? address : undefined,
      line,
      column: 1,
    },
    'plain',
    { pictureAt },
    remarks,
  );
}

function namesOfLost(lost: readonly string[], line: number): Remark[] {
  if (lost.length === 0) return [];
  return [
    { kind: 'left-out', what: `what plugins put in the place of ${lost.map((name) => `[${name}]`).join(', ')}`, line },
  ];
}

export function isWordpressExport(text: string): boolean {
  return /<rss\b[^>]*>/.test(text.slice(0, 5000)) && text.includes('wordpress.org/export/');
}

export function refuseXml(): never {
  throw new UnusableSource(
    'it is XML, but no export of WordPress',
    'in WordPress: Tools > Export; elsewhere, save the page as HTML',
  );
}

function questionsOfPage({ title, markup, address, lost, xml, line }: Post, pictureAt: TextSource['pictureAt']): Found {
  const safe = (words: string): string =>
    words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const link = address === null ? '' : `<link rel="canonical" href="${safe(address)}">`;
  const page = `<!doctype html><head><title>${safe(title)}</title>${link}</head><body><main><h1>${safe(title)}</h1>${markup}</main></body>`;
  const found = recogniseHtml({ bytes: new TextEncoder().encode(page), ...(pictureAt ? { pictureAt } : {}) });
  const lineOf = lineFinder(xml, line);
  return {
    ...found,
    items: found.items.map((item) => ({ ...item, line: lineOf(item.question), column: 1 })),
    remarks: [
      ...found.remarks.map(({ kind, what }) => ({ kind, what, line: lineOf(wordsIn(what)) })),
      ...namesOfLost(lost, line),
    ],
  };
}

function categoryOf(post: string): string | undefined {
  const [, words] =
    /<category domain="(?!post_tag|post_format|language)[^"]*"[^>]*>([\s\S]*?)<\/category>/.exec(post) ?? [];
  const group = words === undefined ? '' : textOf(words);
  return group === '' || /^uncategori[sz]ed$/i.test(group) ? undefined : group;
}

function elementIn(xml: string, name: string): string | null {
  const [, inside] = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`).exec(xml) ?? [];
  return inside === undefined ? null : textOf(inside);
}

function textOf(inside: string): string {
  return inside
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
    .map((part) => (part.startsWith('<![CDATA[') ? part.slice(9, -3) : decodeXML(part)))
    .join('')
    .trim();
}
