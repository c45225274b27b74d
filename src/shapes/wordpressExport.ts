import { decodeXML } from 'entities';
import { type Found, type FoundGroup, type FoundItem, type Remark, UnusableSource } from '../import/found.ts';
import { announcesQuestions, isQuestionLike } from '../recognise/questionWords.ts';
import { recogniseHtml } from '../recognise/recogniseHtml.ts';
import type { TextSource } from '../texts/source.ts';
import { quoted } from '../transcribe/fates.ts';
import { itemOfFields } from './itemOfFields.ts';

/** Kinds of posts that plugins keep single questions in. */
const questionKinds = /faq|question|^(?:docs?|kb|knowledge|helpie|betterdocs|ht_kb|epkb|article)/i;

/**
 * WordPress export (WXR): each post of a kind that holds questions is one, and each page or post that is titled so, or
 * holds questions, is read as a page. Only what is published without a password is taken.
 */
export function recogniseWordpressExport({ text, remarks: told, pictureAt }: TextSource): Found {
  const remarks: Remark[] = [...told];
  const items: FoundItem[] = [];
  const groups: FoundGroup[] = [];
  const channel = text.slice(0, text.indexOf('<item>'));
  const others = new Map<string, { count: number; line: number }>();
  let [line, counted] = [1, 0];
  for (const match of text.matchAll(/<item>([\s\S]*?)<\/item>/g)) {
    line += text.slice(counted, match.index).split('\n').length - 1;
    counted = match.index;
    const [, post = ''] = match;
    const kind = elementIn(post, 'wp:post_type') ?? 'post';
    const [title, content] = [elementIn(post, 'title') ?? '', elementIn(post, 'content:encoded') ?? ''];
    const status = elementIn(post, 'wp:status') ?? 'publish';
    const isQuestion = questionKinds.test(kind);
    const isPage =
      !isQuestion &&
      /^(?:page|post)$/.test(kind) &&
      (announcesQuestions(title) || isQuestionLike(title) || /faq|accordion|<details/i.test(content));
    if (!isQuestion && !isPage) {
      const other = others.get(kind) ?? { count: 0, line };
      others.set(kind, { ...other, count: other.count + 1 });
      continue;
    }
    const password = elementIn(post, 'wp:post_password');
    const shown = password ? 'private' : status;
    const address = elementIn(post, 'link');
    if (isQuestion || isQuestionLike(title)) {
      const item = itemOfFields(
        {
          question: title,
          answer: withoutBlocks(content),
          group: categoryOf(post),
          statuses: [{ name: password ? 'its password' : 'its status', value: shown }],
          updated: (elementIn(post, 'wp:post_modified') ?? '').slice(0, 10).replace(/^0000.*/, ''),
          address: address && !/[?&]p=\d/.test(address) ? address : undefined,
          line,
          column: 1,
        },
        'plain',
        { pictureAt },
        remarks,
      );
      if (item) items.push(item);
      continue;
    }
    const found = questionsOfPage(withoutBlocks(content), title, address ?? null, pictureAt);
    const at = line;
    if (shown !== 'publish') {
      remarks.push({
        kind: 'left-out',
        what: `the page ${quoted(title)} is not published: its status is “${shown}”`,
        line,
      });
      continue;
    }
    remarks.push(...found.remarks.map((remark) => ({ ...remark, line: at })));
    groups.push(...(found.groups ?? []));
    items.push(...found.items.map((item) => ({ ...item, line: at, column: 1 })));
  }
  for (const [kind, { count, line: first }] of others)
    remarks.push({
      kind: 'left-out',
      what: `${count} ${count === 1 ? 'entry' : 'entries'} of the kind “${kind}”, the first of them here`,
      line: first,
    });
  const titles = new Set(groups.map(({ title }) => title));
  for (const { group } of items) {
    if (group === undefined || titles.has(group)) continue;
    titles.add(group);
    groups.push({ title: group });
  }
  const [title, language] = [elementIn(channel, 'title'), elementIn(channel, 'language')];
  return {
    items,
    ...(groups.length > 0 ? { groups } : {}),
    ...(title ? { title } : {}),
    ...(language ? { language } : {}),
    remarks,
  };
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

function questionsOfPage(
  content: string,
  title: string,
  address: string | null,
  pictureAt: TextSource['pictureAt'],
): Found {
  const safe = (words: string): string =>
    words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const link = address === null ? '' : `<link rel="canonical" href="${safe(address)}">`;
  const page = `<!doctype html><head><title>${safe(title)}</title>${link}</head><body><main><h1>${safe(title)}</h1>${content}</main></body>`;
  return recogniseHtml({ bytes: new TextEncoder().encode(page), ...(pictureAt ? { pictureAt } : {}) });
}

/** WordPress makes paragraphs of blank lines where a text has none (`wpautop`). */
function withoutBlocks(content: string): string {
  const plain = content.replaceAll(/<!--[\s\S]*?-->/g, '').trim();
  if (/<(?:p|ul|ol|div|table|h[1-6]|blockquote|details)\b/i.test(plain)) return plain;
  return plain
    .split(/\n\s*\n/)
    .map((part) => `<p>${part.trim().replaceAll('\n', '<br>')}</p>`)
    .join('\n');
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
